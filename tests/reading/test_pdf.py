"""PDF files: paragraphs, pages, columns, tables."""

from __future__ import annotations

import io

import pytest

from summaryminer.reading import Limits, ReadError, formats, image
from summaryminer.reading.pdf import read_pdf
from summaryminer.reading.pdf_layout import Line
from summaryminer.reading.pdf_page import Ruling
from summaryminer.reading.pdf_paragraphs import paragraphs
from summaryminer.reading.pdf_rulings import ruled
from tests.reading import documents as make


def tight(text: str) -> list[str]:
    return ["".join(line.split()) for line in make.lines(text)]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", ["a02_hekou_2019", "a03_plan_2016", "b06_shengjikong_2018"])
def test_paragraphs_come_back_whole(name: str, columns: int) -> None:
    report = make.lines(make.report(name))
    source = read_pdf(make.pdf(report, columns=columns, header="内部材料"), "a.pdf")
    assert tight(source.text) == tight("\n".join(report))
    assert source.noise["running_header"] == source.noise["page_number"] == len(source.pages)


@pytest.mark.parametrize("indent", [True, False])
def test_a_title_that_fills_its_line_is_no_part_of_the_text(indent: bool) -> None:
    report = make.lines(make.report("a02_hekou_2019"))
    source = read_pdf(make.pdf(report, size=16, indent=indent), "a.pdf")
    assert tight(source.text) == tight("\n".join(report))


def test_words_broken_at_line_ends() -> None:
    for before in range(28, 44):
        text = "字" * before + "接种HPV疫苗和vaccine共12.8万人次，占98.5%。"
        assert "接种HPV疫苗和vaccine共12.8万人次，占98.5%。" in read_pdf(make.pdf(["总结", text]), "a.pdf").text


def test_pages_begin_where_they_begin() -> None:
    report = [
        f"第{number}段，建档{number}284份，随访高血压患者三千余人次，举办健康讲座24场。" * 3 for number in range(40)
    ]
    source = read_pdf(make.pdf(["总结", *report], header="内部材料"), "a.pdf")
    assert len(source.pages) > 2
    assert source.pages[0] == 0
    for page in source.pages[1:]:
        # A page begins with a paragraph, or goes on with one that broke off at a line's end.
        assert source.text[page - 1] == "\n" or source.text[page] != "\n"
    assert tight(source.text) == tight("\n".join(["总结", *report]))


def test_a_number_broken_at_a_line_end() -> None:
    for before in range(30, 46):
        text = "字" * before + "建档1234567份，随访68次。"
        assert "建档1234567份" in read_pdf(make.pdf(["总结", text]), "a.pdf").text


def test_ruled_tables() -> None:
    source = read_pdf(make.pdf(["柳河镇卫生院工作总结", "附表1（单位：份）"], make.TABLE), "a.pdf")
    (table,) = source.tables
    spans = {
        (cell.row, cell.column): (source.text[cell.start : cell.end], cell.rows, cell.columns) for cell in table.cells
    }
    assert spans[1, 1] == ("村名", 2, 1)
    assert spans[1, 2] == ("建档（份）", 1, 2)
    assert spans[1, 4] == ("建档率（%）", 2, 1)
    assert spans[3, 2] == ("1284", 1, 1)
    assert spans[5, 4] == ("95.6", 1, 1)
    assert source.text[table.start : table.end].endswith("合计\t2148\t2203\t95.6")
    assert "附表1" in table.caption


def test_frames_and_underlines_are_no_tables() -> None:
    frame = [Ruling(0, 0, 90, 0), Ruling(0, 50, 90, 50), Ruling(0, 0, 0, 50), Ruling(90, 0, 90, 50)]
    assert ruled(frame) == []
    assert ruled([Ruling(0, y, 90, y) for y in range(0, 90, 10)]) == []
    assert ruled([Ruling(0, y / 9, 90, y / 9) for y in range(5000)]) == []


def line(text: str, top: float, x0: float = 0.0, right: float = 200.0, size: float = 10.0) -> Line:
    return Line((text,), x0, top, min(x0 + size * len(text), right), top + size, size, 0.0, right)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ([line("建" * 20, 0), line("档284份。", 15)], ["建" * 20 + "档284份。"]),
        ([line("建档284份。", 0), line("随访68次。", 15)], ["建档284份。", "随访68次。"]),
        ([line("一、健康档案", 0, size=14), line("建" * 20, 20)], ["一、健康档案", "建" * 20]),
        ([line("字" * 18 + "12", 0), line("84份。", 15)], ["字" * 18 + "1284份。"]),
        ([line("total", 0, right=50), line("number", 15, right=50)], ["total", "number"]),
        ([line("a" * 16 + " and", 0), line("then 12", 15)], ["a" * 16 + " and then 12"]),
        ([line("字" * 20, 0), line("下一段", 60)], ["字" * 20, "下一段"]),
    ],
)
def test_which_lines_are_one_paragraph(lines: list[Line], joined: list[str]) -> None:
    found: list[str] = []
    for stretch in paragraphs([list(lines)]):
        if stretch.begins:
            found.append("")
        found[-1] += stretch.text
    assert found == joined


def test_passwords() -> None:
    with pytest.raises(ReadError, match="password"):
        read_pdf(make.pdf(["总结", "建档284份。"], password="geheim"), "a.pdf")


def test_damage() -> None:
    data = make.pdf(make.lines(make.report("a04_half_2011")))
    for broken in (b"%PDF-1.4\n", data[:200], b"%PDF-1.7" + bytes(5000)):
        with pytest.raises(ReadError, match="copy it again"):
            formats.source(broken, "a.pdf")


def test_pictures_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    drawing = canvas.Canvas(stream)
    drawing.drawInlineImage(Image.new("RGB", (200, 100), "grey"), 50, 50)
    drawing.showPage()
    drawing.save()
    monkeypatch.setattr(image, "available", lambda: False)
    with pytest.raises(ReadError, match=r"summaryminer\[ocr\]"):
        read_pdf(stream.getvalue(), "a.pdf")


def test_too_many_pages() -> None:
    with pytest.raises(ReadError, match="limit"):
        read_pdf(make.pdf(make.lines(make.report("a02_hekou_2019"))), "a.pdf", Limits(pages=1))
