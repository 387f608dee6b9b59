"""The same report gives the same rows in every format."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

import pytest

from summaryminer import schema
from summaryminer.pipeline import Extractor
from summaryminer.reading import decode, formats
from summaryminer.records import Source
from tests.reading import documents as make

COLUMNS = [schema.columns("figures").index(name) for name in ("indicator", "value", "unit", "status", "year", "text")]


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor(model=False)


def figures(source: Source) -> Counter[tuple[str, ...]]:
    rows = extractor().extract_source(source).tables["figures"]
    return Counter(tuple(str(row[column]) for column in COLUMNS) for row in rows)


@lru_cache(maxsize=len(make.REPORTS))
def plain(name: str) -> Counter[tuple[str, ...]]:
    return figures(Source("a.txt", make.report(name)))


RENDERINGS: dict[str, Callable[[str], bytes]] = {
    "docx": lambda text: make.docx(make.lines(text)),
    "html, paragraphs": lambda text: make.page(text, "paragraphs").encode(),
    "html, line breaks": lambda text: make.page(text, "breaks").encode(),
    "html, boxes": lambda text: make.page(text, "boxes").encode(),
    "html, table layout, declared and written in GBK": lambda text: make.page(text, "layout", "gb2312").encode(
        "gb18030"
    ),
    "html, written in GBK and declared UTF-8": lambda text: make.page(text).encode("gb18030"),
    "mhtml": lambda text: make.mhtml(make.page(text, charset="gb2312")),
    "pdf": lambda text: make.pdf(make.lines(text), header="内部材料"),
    "pdf, two columns": lambda text: make.pdf(make.lines(text), header="内部材料", columns=2),
    "pdf, paragraphs told by distance": lambda text: make.pdf(make.lines(text), indent=False),
}


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_rendered_reports_give_the_same_figures(rendering: str) -> None:
    expected = found = 0
    for name in make.REPORTS[:2]:
        source = formats.source(RENDERINGS[rendering](make.report(name)), "report.txt")
        expected += plain(name).total()
        found += (plain(name) & figures(source)).total()
    assert expected > 100
    assert found >= 0.99 * expected


@pytest.mark.slow
@pytest.mark.parametrize("rendering", RENDERINGS)
def test_all_rendered_reports_give_the_same_figures(rendering: str) -> None:
    expected = found = 0
    for name in make.REPORTS:
        source = formats.source(RENDERINGS[rendering](make.report(name)), "report.txt")
        expected += plain(name).total()
        found += (plain(name) & figures(source)).total()
    assert found >= 0.99 * expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("kind", ["txt", "html", "csv"])
def test_encodings_of_every_text_format(encoding: str, kind: str) -> None:
    text = make.report("a02_hekou_2019")
    written = {
        "txt": text,
        "html": make.page(text),
        "csv": "正文\t单位\n" + "\n".join(f"{line}\t甲" for line in make.lines(text)),
    }[kind]
    source = formats.source(written.encode(encoding), f"a.{kind}")
    assert make.lines(text)[5] in source.text
    if kind == "csv":  # a table, whose figures are named by its headings
        assert len(source.tables[0].cells) == 2 * len(make.lines(text)) + 2
    else:
        assert (plain("a02_hekou_2019") - figures(source)).total() <= 2


def test_traditional_pages_in_big5() -> None:
    text = (
        "青山鎮衛生院工作總結\n本年度共建立居民健康檔案一萬二千份，建檔率達百分之九十八，隨訪高血壓患者三千餘人次，辦理健康講座二十四場。\n"
        * 3
    )
    page = f"<html><meta charset=big5><body>{''.join(f'<p>{line}</p>' for line in make.lines(text))}</body></html>"
    source = formats.source(page.encode("big5"), "a.htm")
    assert "高血壓患者三千餘人次" in source.text
    assert decode(text.encode("big5"))[0] == text


def test_a_wrong_suffix_is_no_excuse() -> None:
    text = make.report("a04_half_2011")
    rendered = {
        "docx": make.docx(make.lines(text)),
        "pdf": make.pdf(make.lines(text)),
        "html": make.page(text).encode(),
    }
    suffixes = [".txt", ".doc", ".pdf", ".docx", ".html", ".csv", ".xlsx", "", ".zip", ".unknown"]
    random.Random(7).shuffle(suffixes)
    for kind, data in rendered.items():
        for suffix in suffixes:
            assert formats.source(data, f"report{suffix}").text == formats.source(data, f"report.{kind}").text, (
                kind,
                suffix,
            )
