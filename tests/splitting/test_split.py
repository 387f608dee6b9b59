"""What holds for the documents of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.cleaning import clean_text
from summaryminer.lexicons import load
from summaryminer.records import Cell, Source, Table
from summaryminer.splitting import split
from summaryminer.splitting.cell_lines import cell_lines
from summaryminer.splitting.lines import lines
from summaryminer.splitting.numbering import numbering

LINES = [
    "公共卫生工作总结", "公共卫生工作总结1", "公共卫生工作总结2", "篇一：卫生院总结", "【篇二】", "首页 > 总结",
    "上一篇：没有了", "猜你喜欢", "扩展阅读", "全镇建立健康档案284份，建档率98.5%。", "一、健康教育", "（一）讲座",
    "1、办讲座12场，参加1200人。", "一是宣传到位。发放资料1200份。", "各位领导、同志们：", "谢谢大家！",
    "白沙镇卫生院", "2019年12月20日", "现将一年来的工作情况总结如下：", "免责声明：本文由网友上传，版权归作者所有。",
    "12 30561", '");', "", "  \u3000", "*****", "存在问题", "来源：网络", "Copyright", "①",
    "【就业】新增就业6824人，完成任务", "年度计划", "县卫生局：", "全" * 700,
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
@settings(max_examples=200)
def test_documents_sections_and_sentences_are_in_order(page: str) -> None:
    clean = clean_text(page, load())
    end = 0
    for place, document in enumerate(split(clean, load()), 1):
        assert document.n == place
        assert end <= document.start < document.end <= len(clean.text)
        inside = clean.text[document.start : document.end]
        assert inside == inside.strip()
        end = document.start
        covered = ""
        for sentence in document.sentences:
            assert end <= sentence.start < sentence.end <= document.end
            assert -1 <= sentence.section < len(document.sections)
            if sentence.section >= 0:
                section = document.sections[sentence.section]
                assert section.start <= sentence.start <= sentence.end <= section.end
            covered += clean.text[sentence.start : sentence.end]
            end = sentence.end
        assert "".join(covered.split()) == "".join(inside.split())
        starts = [section.start for section in document.sections]
        assert starts == sorted(starts)
        assert document.title == "" or document.title.split(" ")[0] in inside
        end = document.end


@given(st.text(max_size=80))
def test_any_text_is_split(text: str) -> None:
    clean = clean_text(text, load())
    for document in split(clean, load()):
        assert clean.text[document.start : document.end].strip()


@pytest.mark.parametrize("text", ["高血压随访1660人次", "建档率98%", "1660人次，建档率98%。", "全镇12个村"])
def test_a_piece_of_text_is_one_document(text: str) -> None:
    (document,) = split(clean_text(text, load()), load())
    assert (document.start, document.end) == (0, len(text))


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "首页 > 工作总结\n上一篇：没有了"])
def test_nothing_holds_no_document(text: str) -> None:
    assert split(clean_text(text, load()), load()) == []


def test_tables_go_with_their_document_in_clean_offsets() -> None:
    read = "卫(wèi)生院总结\n全镇建档284份，随访68次。\n项(xiàng)目 目标\n建档 284\n"
    start = read.index("项")
    end = len(read) - 1
    cells = (Cell(start, start + 9, 1, 1), Cell(read.index("284", start), end, 2, 2))
    source = Source("a.docx", read, "docx", tables=(Table(start, end, 1, cells, "任务"),))
    clean = clean_text(read, load())
    (document,) = split(clean, load(), source.tables)
    (table,) = document.tables
    assert [clean.text[cell.start : cell.end] for cell in table.cells] == ["项目", "284"]
    assert (table.n, table.caption, table.cells[1].row) == (1, "任务", 2)


HOSTILE = {
    "one line": "健",
    "digits": "1234567890",
    "stops": "。",
    "semicolons under a colon": "：；",
    "short lines": "健康\n",
    "titles": "公共卫生工作总结\n",
    "series": "公共卫生工作总结1\n全镇建档284份，随访68次，完成了各项任务。\n",
    "frames": "上一篇：没有了\n",
    "ends and prose": "猜你喜欢\n全镇建档284份，随访68次，完成了各项任务\n",
    "headings": "一、健康\n",
    "nested": "一、（一）1.（1）①",
    "inline headings": "一是健康。",
    "broken paragraphs": "全镇各村建立健康档案，随访慢病患者，完成了各项任务\n",
    "greetings": "各位领导：\n全镇建档284份，随访68次，完成了各项任务。\n",
    "dates": "2019年12月20日\n",
    "brackets": "【（",
    "blanks": " \n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    split(clean_text(unit * 100, load()), load())

    def seconds(length: int) -> float:
        clean = clean_text((unit * (length // len(unit) + 1))[:length], load())
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            split(clean, load())
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text would take sixty-four times as long if it were quadratic.
    assert seconds(40_000) < 24 * max(seconds(5_000), 0.002)


def test_markdown_headings_number_reports_and_belong_to_no_title() -> None:
    text = "## 1.河湾卫生院年终工作总结\n一年来建档1240份，体检老人386名。\n\n## 2.河湾中心校年终工作总结\n在校生512名，开公开课21节。\n"
    reports = split(clean_text(text, load()), load())
    assert [report.title for report in reports] == ["1.河湾卫生院年终工作总结", "2.河湾中心校年终工作总结"]


def test_a_line_is_what_its_span_holds() -> None:
    text = "# # 概况 \n ##\n#\n\t## 一、建档\n # #\n全镇12个村。"
    found = lines(text, numbering(load()))
    assert [text[line.start : line.end] for line in found] == [line.text for line in found]
    assert [line.text for line in found] == ["# 概况", "##", "#", "一、建档", "#", "全镇12个村。"]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        # A site's column above the title.
        ("工作总结\n2019年青禾区林场工作总结\n2019年，全场造林300亩，抚育幼林120亩。", "2019年青禾区林场工作总结"),
        ("规划计划\n青湖县文化馆2018年工作情况\n2018年，全馆举办演出12场，培训学员320人。", "青湖县文化馆2018年工作情况"),
        (
            "计划总结\n索引号：123\n各林场：\n现将2022年工作要点印发给你们。\n2022年全县林业工作要点"
            "\n一、造林\n造林1.2万亩，封山育林3万亩，抚育幼林2万亩。落实护林员120名，防治病虫害6万亩，管护天然林18万亩，严防森林火灾。",
            "2022年全县林业工作要点",
        ),
        # … which alone is the title.
        ("年度工作总结\n2019年，全场造林300亩，抚育幼林120亩。", "年度工作总结"),
        ("工作计划\n青禾区林场\n2019年，全场造林300亩，抚育幼林120亩。", "工作计划"),
        # The beginning of a text whose lines are broken.
        ("近年来，我县认真抓好造林绿化，不断加大投\n入力度，共造林3.2万亩，封山育林2万亩。", ""),
        ("自2015年以来，我场职工认真管护林木，全年\n造林300亩，抚育幼林120亩。", ""),
        ("一年来，我馆在局党组的领导下，共办展览12\n场，接待观众3万人次。", ""),
        ("2019年，我场职工认真管护林木，全年造林\n300亩，抚育幼林120亩。", ""),
        # Titles with a comma.
        ("护绿守山，一年不负\n全场造林300亩，抚育幼林120亩。", "护绿守山，一年不负"),
        ("奋进这一年，追梦再出发\n全场造林300亩，抚育幼林120亩。", "奋进这一年，追梦再出发"),
    ],
)
def test_what_the_title_is(page: str, title: str) -> None:
    report, *_ = split(clean_text(page, load()), load())
    assert report.title == title


def test_blanks_behind_cells_of_one_line_each_take_no_longer_than_their_length() -> None:
    def seconds(length: int) -> float:
        text = "粮食 |\n" * 4 + " " * length + "万吨\n"
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            assert [*cell_lines(text, str.isdigit)] == []
            best = min(best, time.process_time() - start)
        return best

    assert seconds(16_000) < 24 * max(seconds(2_000), 0.002)
