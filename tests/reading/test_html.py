"""Web pages: what is healed, what is left out, what stays a table."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from summaryminer import reading
from summaryminer.reading import ReadError, html, html_blocks, html_main, read, read_all
from summaryminer.reading.html import decode_html, read_html, read_mhtml
from tests.reading import documents as make


def text_of(markup: str) -> str:
    return read_html(markup.encode(), "a.html").text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>随访12<!--x-->.8万人次</p>", "随访12.8万人次\n"),
        ("<p>随访<b>1</b><span>2</span>.8万人次</p>", "随访12.8万人次\n"),
        ("<p>随访&#49;2&#46;8万人次&nbsp;好</p>", "随访12.8万人次 好\n"),
        ("<p>随访12\n万人次，每\n年4次</p>", "随访12万人次，每年4次\n"),
        ("<p>建档<br>284份</p>", "建档\n284份\n"),
        ("<p>建档284份<p>随访68次", "建档284份\n随访68次\n"),
        ("<p>面积20m<sup>2</sup></p>", "面积20m2\n"),
        ("<p>建档<span style='display: none'>k9w</span>284份</p>", "建档284份\n"),
        ("<p>建档<font style='font-size:0px'>9</font>284份</p>", "建档284份\n"),
        ("<p>卫<ruby>生<rt>sheng</rt></ruby>院</p>", "卫生院\n"),
        ("<script>document.write('9人')</script><p>建档284份</p><style>p{}</style>", "建档284份\n"),
        ("<pre>建档  284份\n随访  68次</pre>", "建档  284份\n随访  68次\n"),
        ("<p>建档<del>100</del><ins>284</ins>份</p>", "建档284份\n"),
        ("<ul><li>建档284份<li>随访68次</ul>", "建档284份\n随访68次\n"),
        ("<P ALIGN=center>建档284份</P", "建档284份\n"),
        ("<p>甲 &lt;乙&gt; &amp; 丙</p>", "甲 <乙> & 丙\n"),
        ("<p>a\x00b 建档\x00284份</p>", "ab 建档284份\n"),
    ],
)
def test_what_a_reader_sees(markup: str, text: str) -> None:
    assert text_of(f"<html><body>{markup}</body></html>") == text


@pytest.mark.parametrize("style", ["paragraphs", "breaks", "boxes", "layout"])
@pytest.mark.parametrize("name", make.REPORTS[:4])
def test_the_report_stays_and_the_site_goes(name: str, style: str) -> None:
    report = make.lines(make.report(name))
    source = read_html(make.page("\n".join(report), style).encode(), "a.html")
    assert ["".join(line.split()) for line in make.lines(source.text)] == ["".join(line.split()) for line in report]
    assert source.noise["boilerplate"] > 15


def test_titles_above_the_article_and_signatures_below_it() -> None:
    page = (
        "<html><head><title>柳河镇卫生院2021年工作总结_某某网</title></head><body><ul><li><a href=/>首页</a></ul>"
        "<div><p>柳河镇卫生院2021年工作总结</p></div><div id=article><p>全年建档1284份，建档率98.5%，随访高血压患者三千余人次。</p>"
        "<p>举办健康讲座24场，发放资料5000余份，义诊6次，受益群众1.2万人。</p><p>柳河镇卫生院</p><p>2021年12月30日</p></div>"
        "<div><a href=/a>某某的报告</a> <a href=/b>某某的讲话</a></div></body></html>"
    )
    found = make.lines(text_of(page))
    assert found[0] == "柳河镇卫生院2021年工作总结"
    assert found[-2:] == ["柳河镇卫生院", "2021年12月30日"]
    assert len(found) == 5


def test_a_title_that_stands_nowhere_on_the_page() -> None:
    page = "<title>柳河镇卫生院2021年工作总结_某某网</title><p>全年建档1284份，建档率98.5%，随访高血压患者三千余人次，共计24场。</p>"
    assert make.lines(text_of(page))[0] == "柳河镇卫生院2021年工作总结"


def test_tables_keep_their_cells() -> None:
    source = read_html(f"<html><body><p>附表1</p>{make.html_table()}<p>完</p></body></html>".encode(), "a.html")
    (table,) = source.tables
    cells = {(cell.row, cell.column): source.text[cell.start : cell.end] for cell in table.cells}
    assert source.text[table.start : table.end].splitlines()[-1] == "合计\t2148\t2203\t95.6"
    assert cells[3, 2] == "1284"
    assert cells[1, 4] == "建档率（%）"
    assert cells[2, 3] == "女"
    assert [(cell.rows, cell.columns) for cell in table.cells[:3]] == [(2, 1), (1, 2), (2, 1)]
    assert table.caption == "附表1"


def test_a_layout_table_is_no_table() -> None:
    source = read_html(make.page(make.report("a04_half_2011"), "layout").encode(), "a.html")
    assert source.tables == ()


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "big5", "x-nonsense", ""])
@pytest.mark.parametrize("real", ["utf-8", "gb18030"])
def test_declared_and_real_charset(declared: str, real: str) -> None:
    markup = f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>全年建档1284份，建档率98.5%，随访三千余人次。</p>'
    assert decode_html(markup.encode(real)).text == markup


def test_a_broken_byte_costs_one_character() -> None:
    markup = "<p>全年建档1284份，建档率98.5%</p>".encode()
    broken = markup[:28] + b"\xff" + markup[28:]
    assert decode_html(broken).undecodable == 1
    assert "全年建档1284份" in read_html(broken, "a.html").text


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_saved_pages_in_one_file(charset: str, transfer: str) -> None:
    report = make.report("a04_half_2011")
    source = read_mhtml(make.mhtml(make.page(report, charset=charset), charset, transfer), "a.mhtml")
    assert make.lines(report)[4].strip() in source.text


def test_a_saved_page_without_a_page() -> None:
    with pytest.raises(ReadError, match="save it anew"):
        read_mhtml(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n", "a.mht")


@pytest.mark.parametrize(
    "tags", [["div"], ["b"], ["font", "span"], ["ul", "li"], ["table", "tr", "td"], ["blockquote", "p"]]
)
def test_deep_nesting(tags: list[str]) -> None:
    depth = (100_000 if tags[0] in ("div", "table") else 10_000) // len(tags)
    opening, closing = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    found = text_of(f"<html><body>{opening * depth}建档284份，随访68次。{closing * depth}<p>完</p>")
    assert "建档284份，随访68次。" in found


@pytest.mark.parametrize("size", [1, 2, 7, 50])
def test_depth_is_counted_across_pieces(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(html_blocks, "_DEEPEST", 3)
    markup = "<div><b>" * 4 + "建档284份<x 1 < 2" + "</b></div>" * 4 + "<b class='a'>完</b"
    pieces = [markup[start : start + size] for start in range(0, len(markup), size)]
    assert "".join(html_blocks.shallow(pieces)) == "".join(html_blocks.shallow([markup]))
    assert "".join(html_blocks.shallow([markup])).count("<div>") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_large_pages_are_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(make.page(make.report("a04_half_2011"), "boxes", encoding.removesuffix("-sig")).encode(encoding))
    monkeypatch.setattr(html_main, "_LARGEST", 0)  # the layout decides, as on pages that are really large
    whole = read(path)
    monkeypatch.setattr(reading, "LARGE", 0)
    monkeypatch.setattr(html, "_SAMPLE", 1001)
    assert read(path) == whole
    assert [*read_all(path)] == [whole]
    assert "高血压" in whole.text


def test_a_page_of_too_many_cells_keeps_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_blocks, "TABLE_CELLS", 6)
    rows = "".join(
        f"<tr><td>{village}<td>{number}<td>{number}人" for village, number in zip("甲乙丙丁", range(4), strict=True)
    )
    source = read_html(f"<p>各村</p><table>{rows}</table><table><tr><td>戊<td>9</table><p>完</p>".encode(), "a.html")
    assert len(source.tables) == 1
    assert source.text.splitlines() == [
        "各村",
        "甲\t0\t0人",
        "乙\t1\t1人",
        "丙 | 2 | 2人",
        "丁 | 3 | 3人",
        "戊 | 9",
        "完",
    ]


HOSTILE = {
    "comments that never end": "<!--" * 200_000 + "建档284份",
    "tags that never end": "<p>建档284份</p>" + "<b" * 300_000,
    "attributes without end": f"<p {'a=1 ' * 100_000}>建档284份</p>",
    "cells that cover everything": "<table>" + ("<tr>" + "<td rowspan=9999 colspan=1000>1" * 200) * 20 + "</table>",
    "entities": "<p>" + "&#x4e2d;" * 100_000,
    "one long line": "<p>" + "建档284份，" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_takes_no_longer_than_its_length(name: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ReadError):
        read_html(HOSTILE[name].encode(), "a.html")
    assert time.process_time() - started < 8


def test_a_page_without_text() -> None:
    with pytest.raises(ReadError, match="no_text"):
        text_of("<html><body><img src=a.png></body></html>")
