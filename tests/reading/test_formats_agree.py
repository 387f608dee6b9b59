"""The same report gives the same rows in every format."""

from __future__ import annotations

import random
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import pytest

from summaryminer import schema
from summaryminer.pipeline import Extractor
from summaryminer.reading import decode, formats, image
from summaryminer.records import Source
from tests.reading import documents as make

COLUMNS = [schema.columns("figures").index(name) for name in ("indicator", "value", "unit", "status", "year", "text")]


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor(model=False)


def figures(source: Source) -> Counter[tuple[str, ...]]:
    rows = extractor().extract_source(source).tables["figures"]
    return Counter(tuple(unicodedata.normalize("NFKC", str(row[column])) for column in COLUMNS) for row in rows)


@lru_cache(maxsize=len(make.REPORTS))
def plain(name: str) -> Counter[tuple[str, ...]]:
    return figures(Source("a.txt", make.report(name)))


RENDERINGS: dict[str, Callable[[str], bytes]] = {
    "txt, GB18030 with Windows line ends": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
    "txt, UTF-16": lambda text: text.encode("utf-16"),
    "txt, full-width digits and signs": lambda text: make.full_width(text).encode(),
    "md": lambda text: make.markdown(text).encode(),
    "csv, one text a row": lambda text: make.rows_of_texts(text, "csv"),
    "xlsx, one text a row": lambda text: make.rows_of_texts(text, "xlsx"),
    "zip": lambda text: make.zipped([("报告.docx", make.docx(make.lines(text)))], gbk=True),
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


def shares(rendered: Iterable[tuple[str, bytes]]) -> float:
    """The share of the plain texts' figures that come out of rendered files, and are the same in every column."""
    expected = found = 0
    for name, data in rendered:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # a comma may be half of a character there
        column = "正文" if data.startswith(b"PK") or (b"," in data[:20] and not wide) else None
        (source,) = formats.sources(data, "report.txt" if column is None else "report.csv", column)
        assert isinstance(source, Source), source
        expected += plain(name).total()
        found += (plain(name) & figures(source)).total()
    assert expected > 100
    return found / expected


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_rendered_reports_give_the_same_figures(rendering: str) -> None:
    assert shares((name, RENDERINGS[rendering](make.report(name))) for name in make.REPORTS[:2]) >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("rendering", RENDERINGS)
def test_all_rendered_reports_give_the_same_figures(rendering: str) -> None:
    assert shares((name, RENDERINGS[rendering](make.report(name))) for name in make.REPORTS) >= 0.99


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there to write .doc")
def test_doc_files_give_the_same_figures(tmp_path: Path) -> None:
    for name in make.REPORTS:
        (tmp_path / f"{name}.docx").write_bytes(make.docx(make.lines(make.report(name))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True, timeout=300)
    assert shares((path.stem, path.read_bytes()) for path in sorted(tmp_path.glob("*.doc"))) >= 0.99


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not there to print PDF files")
def test_printed_web_pages_give_the_same_figures(tmp_path: Path) -> None:
    def printed(name: str) -> bytes:
        page, target = tmp_path / f"{name}.html", tmp_path / f"{name}.pdf"
        page.write_text(make.article(make.report(name)), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        command = ["chromium", *flags, f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()

    assert shares((name, printed(name)) for name in make.REPORTS) >= 0.99


@pytest.mark.slow
@pytest.mark.skipif(not image.available() or make.FONT is None, reason="needs the extra ocr and a Chinese font")
def test_pictures_give_the_same_figures() -> None:
    assert shares((name, make.scanned(make.lines(make.report(name)))) for name in make.REPORTS) >= 0.95


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
