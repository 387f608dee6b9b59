"""Word files, new and old."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as word
import pytest
from docx.oxml import parse_xml

from summaryminer.reading import ReadError, formats
from summaryminer.reading.doc import read_doc
from summaryminer.reading.docx import read_docx
from tests.reading import documents as make

W = make.W
BEGIN, SEPARATE, END = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FILES = Path(__file__).parents[1] / "data" / "files"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def text_of(build: Callable[[Any], None]) -> str:
    document = word.Document()
    build(document)
    return read_docx(make.saved(document), "a.docx").text


def paragraph_of(xml: str) -> str:
    """The text of one paragraph made of this XML."""
    return text_of(lambda document: document.add_paragraph()._p.extend(parse_xml(f"<w:p {W} {MC}>{xml}</w:p>")))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (
            run("建档")
            + f"<w:del w:id='1'>{run('100').replace('w:t>', 'w:delText>')}</w:del><w:ins w:id='2'>{run('284')}</w:ins>"
            + run("份"),
            "建档284份\n",
        ),
        (f"<w:moveFrom w:id='1'>{run('去年')}</w:moveFrom>{run('今年')}", "今年\n"),
        (f"<w:hyperlink>{run('建档')}</w:hyperlink><w:smartTag>{run('284')}</w:smartTag>{run('份')}", "建档284份\n"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('建档284份')}</w:sdtContent></w:sdt>", "建档284份\n"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点击输入')}</w:sdtContent></w:sdt>{run('甲')}",
            "甲\n",
        ),
        (run("建档") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>999</w:t></w:r>" + run("284份"), "建档284份\n"),
        (run("建档") + "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>9</w:t></w:r>" + run("284份"), "建档9284份\n"),
        (
            run("甲") + "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/><w:noBreakHyphen/></w:r>",
            "甲\t乙\n丙-\n",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>sheng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>生</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            + run("院"),
            "生院\n",
        ),
        (
            f"{BEGIN}<w:r><w:instrText>TOC \\o 1-3</w:instrText></w:r>{SEPARATE}{run('目录12')}{END}{run('正文')}",
            "正文\n",
        ),
        (f"{BEGIN}<w:r><w:instrText>=1+1</w:instrText></w:r>{SEPARATE}{run('2')}{END}{run('人')}", "2人\n"),
        (
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p>{run('框中120人')}</w:p></w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:pict><w:txbxContent><w:p>{run('框中120人')}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('甲')}",
            "甲\n框中120人\n",
        ),
        (
            f"<w:r><w:pict><w:txbxContent><w:p>{run('老框12人')}</w:p></w:txbxContent></w:pict></w:r>{run('甲')}",
            "甲\n老框12人\n",
        ),
        (
            "<w:pPr><w:pPrChange w:id='1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange></w:pPr>"
            + run("甲"),
            "甲\n",
        ),
    ],
)
def test_what_is_printed(xml: str, text: str) -> None:
    assert paragraph_of(xml) == text


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    def build(document: Any) -> None:
        document.add_paragraph()._p.extend(
            parse_xml(f"<w:p {W}><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('建档12')}</w:p>")
        )
        document.add_paragraph("84份")

    assert text_of(build) == "建档1284份\n"


def test_tables_stand_where_they_are_and_know_their_cells() -> None:
    document = word.Document()
    document.add_paragraph("附表1（单位：份）")
    make.word_table(document, make.TABLE)
    document.add_paragraph("完。")
    source = read_docx(make.saved(document), "a.docx")
    (table,) = source.tables
    assert source.text.startswith("附表1（单位：份）\n村名\t建档（份）\t\t建档率（%）\n\t男\t女\n东村\t1284")
    assert source.text.endswith("95.6\n完。\n")
    assert table.caption == "附表1（单位：份）"
    spans = {
        (cell.row, cell.column): (source.text[cell.start : cell.end], cell.rows, cell.columns) for cell in table.cells
    }
    assert spans[1, 1] == ("村名", 2, 1)
    assert spans[1, 2] == ("建档（份）", 1, 2)
    assert spans[5, 4] == ("95.6", 1, 1)


def test_a_table_that_only_lays_out_the_page() -> None:
    def build(document: Any) -> None:
        table = document.add_table(2, 1)
        table.cell(0, 0).text = "柳河镇卫生院2021年工作总结"
        table.cell(1, 0).text = "全年建档1284份。\n随访68次。"

    assert text_of(build) == "柳河镇卫生院2021年工作总结\n全年建档1284份。\n随访68次。\n"


def test_prose_in_a_cell_keeps_its_paragraphs() -> None:
    prose = "一年来，我院在上级的领导下，全年建档1284份，建档率达98.5%，随访高血压患者三千余人次，完成了各项任务。"

    def build(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "某某"
        table.cell(1, 0).text, table.cell(1, 1).text = "总结", f"{prose}\n二、存在问题\n人手不足。"

    assert text_of(build) == f"姓名\t某某\n总结\n{prose}\n二、存在问题\n人手不足。\n"


def test_deleted_rows_and_nested_tables() -> None:
    def build(document: Any) -> None:
        table = document.add_table(3, 2)
        for place, cell in enumerate(table._cells):
            cell.text = f"第{place}格"
        table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='1'/>"))

    assert text_of(build) == "第0格\t第1格\n第4格\t第5格\n"

    def nest(document: Any) -> None:
        outer = document.add_table(1, 2)
        inner = outer.cell(0, 1).add_table(2, 2)
        for place, cell in enumerate(inner._cells):
            cell.text = str(place)
        outer.cell(0, 0).text = "左"

    assert text_of(nest) == "左\n0\t1\n2\t3\n"


def test_numbers_that_word_puts_before_headings() -> None:
    numbering = f"""<w:numbering {W}>
      <w:abstractNum w:abstractNumId='1'>
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl>
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='（%2）'/></w:lvl>
        <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>
        <w:lvl w:ilvl='3'><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl>
      </w:abstractNum>
      <w:num w:numId='7'><w:abstractNumId w:val='1'/></w:num>
    </w:numbering>"""
    levels = [
        (0, "健康档案"),
        (1, "建档"),
        (2, "284份"),
        (2, "5月底前"),
        (3, "点"),
        (1, "随访"),
        (0, "健康教育"),
        (1, "讲座"),
    ]
    body = "".join(
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='7'/></w:numPr></w:pPr>{run(text)}</w:p>"
        for level, text in levels
    )
    found = read_docx(package(body, {"numbering": numbering}), "a.docx").text
    assert make.lines(found) == [
        "一、健康档案",
        "（一）建档",
        "1. 284份",
        "2. 5月底前",
        "点",
        "（二）随访",
        "二、健康教育",
        "（一）讲座",
    ]


def test_headers_footers_and_notes() -> None:
    separator = f"<w:footnote w:type='separator' w:id='0'><w:p>{run('x')}</w:p></w:footnote>"
    note = f"<w:footnotes {W}>{separator}<w:footnote w:id='2'><w:p>{run('含流动人口12人')}</w:p></w:footnote></w:footnotes>"
    header = f"<w:hdr {W}><w:p>{run('柳河镇卫生院文件')}</w:p><w:p>{run('二〇二一年总结')}</w:p></w:hdr>"
    number = f"<w:p>{run('第')}<w:fldSimple w:instr=' PAGE '>{run('1')}</w:fldSimple>{run('页')}</w:p>"
    footer = f"<w:ftr {W}>{number}<w:p>{run('联系电话见附件')}</w:p></w:ftr>"
    noted = f"{run('建档284份')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('。')}"
    body = f"<w:p>{run('二〇二一年总结')}</w:p><w:p>{noted}</w:p><w:p>{run('完')}</w:p>"
    source = read_docx(package(body, {"footnotes": note, "header": header, "footer": footer}), "a.docx")
    assert make.lines(source.text) == [
        "柳河镇卫生院文件",
        "二〇二一年总结",
        "建档284份。",
        "含流动人口12人",
        "完",
        "联系电话见附件",
    ]
    assert source.noise == {"page_number": 1}


def package(body: str, parts: dict[str, str]) -> bytes:
    """A Word file of these parts; relations to parts that are missing do no harm."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = "".join(
        f"<Relationship Id='r{place}' Type='{office}/{kind}' Target='{kind}.xml'/>"
        for place, kind in enumerate([*parts, "styles", "image"])
    )
    main = f"<Relationship Id='r' Type='{office}/officeDocument' Target='word/document.xml'/>"
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships xmlns='{space}'>{main}</Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{space}'>{relations}</Relationships>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": xml for kind, xml in parts.items()},
    }
    return make.zipped([(name, content.encode()) for name, content in members.items()])


def test_what_is_damaged_says_so() -> None:
    data = make.docx(["建档284份"])
    for cut in (len(data) // 2, len(data) - 30, 100):
        with pytest.raises(ReadError, match="copy it again"):
            formats.source(data[:cut], "a.docx")
    with pytest.raises(ReadError, match="save it anew as docx"):
        read_docx(make.zipped([("word/other.xml", b"<a/>")]), "a.docx")
    with pytest.raises(ReadError, match="no_text"):
        read_docx(make.docx([]), "a.docx")


def test_entity_bombs_are_refused() -> None:
    entities = "".join(f"<!ENTITY a{place} '{f'&a{place - 1};' * 10 if place else 'ha' * 10}'>" for place in range(10))
    data = make.docx(["建档284份"])
    bomb = (
        f"<!DOCTYPE d [{entities}]><w:document {W}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(ReadError, match="entities"):
        read_docx(replaced(data, "word/document.xml", bomb.encode()), "a.docx")


def replaced(data: bytes, part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return make.zipped([(name, content if name == part else archive.read(name)) for name in archive.namelist()])


def test_deep_and_swollen_parts() -> None:
    deep = f"<w:document {W}><w:body>{'<w:tbl><w:tr><w:tc>' * 30_000}<w:p>{run('建档284份')}</w:p>".encode()
    with pytest.raises(ReadError):
        read_docx(replaced(make.docx(["甲"]), "word/document.xml", deep), "a.docx")
    swollen = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>{'0' * 20_000_000}</w:t></w:r></w:p></w:body></w:document>".encode()
    )
    with pytest.raises(ReadError, match="out of all proportion"):
        read_docx(replaced(make.docx(["甲"]), "word/document.xml", swollen), "a.docx")


# ── old Word files ─────────────────────────────────────────────────────────────────────────────────────────────────────
OLD = (
    "柳河镇卫生院文件\n柳河镇卫生院2021年工作总结\n一、健康档案\n全镇建档1284份，建档率98.5%，随访1.2万人次。\n村名\t建档（份）\t\t建档率（%）\n\t男\t女\n"
    "东村\t1284\t1302\t98.5\n西村\t864\t901\t92.1\n合计\t2148\t2203\t95.6\n柳河镇卫生院\n2021年12月30日\n"
)


def test_old_word_files() -> None:
    source = formats.source((FILES / "report.doc").read_bytes(), "report.txt")
    assert (source.text, source.encoding, source.noise) == (OLD, "doc", {"deletion": 1})
    assert source.tables[0].cells[0].rows == 2


def test_old_word_files_whose_layout_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summaryminer.reading.doc._converted", lambda *_: None)
    source = read_doc((FILES / "report.doc").read_bytes(), "report.doc")
    assert "全镇建档9991284份" in source.text  # deletions can't be told then
    assert "东村\t1284\t1302\t98.5" in source.text
    assert source.noise == {"layout_lost": 1}


def test_old_files_that_are_protected_or_something_else() -> None:
    data = bytearray((FILES / "report.doc").read_bytes())
    start = next(place for place in range(512, len(data), 512) if data[place : place + 2] == b"\xec\xa5")
    data[start + 0x0B] |= 1
    with pytest.raises(ReadError, match="password"):
        formats.source(bytes(data), "report.doc")
    for stream, message in (
        ("EncryptedPackage", "password"),
        ("Workbook", "convert it to xlsx"),
        ("PowerPoint Document", "convert it to pdf"),
        ("Odd", "convert it to docx"),
    ):
        with pytest.raises(ReadError, match=message):
            formats.source(make.compound({stream: b"x"}), "a.doc")
    with pytest.raises(ReadError, match="copy it again"):
        formats.source(bytes(data[: len(data) // 3]), "report.doc")
