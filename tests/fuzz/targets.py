"""What the fuzzer throws at the rooms, and what must hold whatever it throws.

Each target takes bytes. Their first byte says how they are to be understood; the rest names pieces of text, one byte a piece, so that
every change of a byte is a change of the phenomena; or it is taken as it is.
"""

from __future__ import annotations

import io
import json
import math
import re
import zipfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from summaryminer import schema
from summaryminer.cleaning import clean_text
from summaryminer.finding import find
from summaryminer.lexicons import load
from summaryminer.pipeline import Extractor
from summaryminer.reading import formats
from summaryminer.reading.limits import Limits
from summaryminer.records import CleanText, Problem, Source
from summaryminer.splitting import split

__all__ = ["TARGETS", "holds", "pieces", "text_of"]

_HERE = Path(__file__).parent
_FIGURES = {name: place for place, name in enumerate(schema.columns("figures"))}
_LIMITS = Limits(bytes=1 << 22, unpacked=1 << 24, members=100, depth=3, ratio=400, pages=50, cells=100_000)
_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SUFFIXES = (".txt", ".html", ".mhtml", ".docx", ".doc", ".pdf", ".xlsx", ".csv", ".zip", "")
_MOST_REPEATS = 32


@lru_cache(maxsize=2)
def pieces(*files: str) -> tuple[str, ...]:
    """The pieces listed in some files, escapes read."""
    lines = [line for file in files for line in (_HERE / file).read_text(encoding="utf-8").split("\n")]
    kept = (line for line in lines if line and not line.startswith("# "))
    return tuple(
        re.sub(r"\\(?:u[0-9a-f]{4}|[nrt])", lambda found: json.loads(f'"{found.group()}"'), kept_line)
        for kept_line in kept
    )


def text_of(data: bytes, *files: str) -> str:
    """The text that some bytes stand for.

    Args:
        data: first how they are meant: even for pieces, odd for UTF-8; its upper bits say how often the last third is repeated.
        files: where the pieces are listed.
    """
    if not data:
        return ""
    how, rest = data[0], data[1:]
    if how & 1:
        text = rest.decode("utf-8", "surrogateescape" if how & 2 else "replace")
    else:
        listed = pieces(*(files or ("pieces.txt",)))
        text = "".join(listed[byte % len(listed)] for byte in rest)
    repeats = (how >> 2) % _MOST_REPEATS
    return text + text[-(len(text) // 3) :] * repeats if how & 0x80 else text


# ── what must hold ─────────────────────────────────────────────────────────────────────────────────────────────────────
def holds(data: bytes, name: str, text_column: str | None = None, limits: Limits = _LIMITS) -> None:
    """Reading gives sources whose spans hold, or problems with a remedy, and nothing else."""
    for result in formats.sources(data, name, text_column, limits):
        if isinstance(result, Problem):
            assert len(result.detail) > 10
            continue
        length = len(result.text)
        assert list(result.pages) == sorted(result.pages)
        assert all(0 <= page <= length for page in result.pages)
        for table in result.tables:
            assert 0 <= table.start <= table.end <= length
            assert all(table.start <= cell.start <= cell.end <= table.end for cell in table.cells)
        result.text.encode("utf-8")


def aligned(read: str, clean: CleanText) -> None:
    """Every clean character has its own place in the text as read, in order; characters that cleaning never changes stand there."""
    assert clean.alignment.read_length == len(read)
    assert clean.alignment.clean_length == len(clean.text)
    assert all(count > 0 for count in clean.noise.values())
    last = 0
    for place, character in enumerate(clean.text):
        start, end = clean.alignment.span(place, place + 1)
        assert last <= start < end <= len(read)
        last = end
        if character in "镇村年月日共的，":
            origin = read[start:end]
            assert character in origin or "鎮" in origin or "&" in origin or "（" in origin


def found(clean: CleanText) -> None:
    """Quantities and years are what stands at their spans, in order, their values numbers in order."""
    things = find(clean.text, load())
    last = 0
    for quantity in things.quantities:
        assert last <= quantity.start < quantity.end <= len(clean.text)
        assert quantity.text == clean.text[quantity.start : quantity.end]
        last = quantity.end
        numbers = [number for number in (quantity.low, quantity.value, quantity.high) if number is not None]
        assert all(map(math.isfinite, numbers))
        assert numbers == sorted(numbers)
        assert (quantity.value is None) <= (quantity.bound == "range" or quantity.state != "known" or not numbers)
    for year in things.years:
        assert 0 <= year.start < year.end <= len(clean.text)
        assert year.text == clean.text[year.start : year.end]
        assert year.low is None or year.high is None or year.low <= year.high


def divided(clean: CleanText) -> None:
    """Reports do not overlap; their sections, sentences and cells lie in them; sentences are in order."""
    last = 0
    for document in split(clean, load()):
        assert last <= document.start < document.end <= len(clean.text)
        last = document.end
        at = document.start
        for sentence in document.sentences:
            assert at <= sentence.start < sentence.end <= document.end
            assert -1 <= sentence.section < len(document.sections)
            at = sentence.end
        assert all(document.start <= part.start <= part.end <= document.end for part in document.sections)
        for table in document.tables:
            assert all(table.start <= cell.start <= cell.end <= table.end for cell in table.cells)


# ── targets ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def reading(data: bytes) -> None:
    """A file of any format: raw, or one part of a package with everything around it in order."""
    how, rest = (data[0], data[1:]) if data else (0, b"")
    suffix = _SUFFIXES[how % len(_SUFFIXES)]
    if how < 128:
        return holds(rest, f"a{suffix}", "正文" if how > 100 else None)
    written = text_of(rest, "markup.txt", "pieces.txt").encode("utf-8", "surrogatepass")
    match suffix:
        case ".docx":
            document = b"<w:document %s><w:body>%s</w:body></w:document>" % (_W, written)
            holds(_package([("word/document.xml", document)]), "a.docx")
        case ".xlsx":
            sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
            holds(
                _package([("xl/worksheets/sheet1.xml", sheet % written), *_workbook()]),
                "a.xlsx",
                "1" if how > 200 else None,
            )
        case ".mhtml":
            holds(b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + written, "a.mhtml")
        case ".zip":
            holds(_package([(f"{place}{name}", written) for place, name in enumerate((".txt", ".html", ".csv"))]), "a.zip")
        case _:
            holds(written, f"a{suffix}", "1" if how > 200 else None)


def _package(parts: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


@lru_cache(maxsize=1)
def _workbook() -> list[tuple[str, bytes]]:
    """The parts of an empty workbook but its sheet."""
    import openpyxl

    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with zipfile.ZipFile(stream) as archive:
        return [(name, archive.read(name)) for name in archive.namelist() if "sheet1" not in name]


def cleaning(data: bytes) -> None:
    """Cleaning any text."""
    read = text_of(data)
    aligned(read, clean_text(read, load()))


def grammar(data: bytes) -> None:
    """The number grammar on any text."""
    found(clean_text(text_of(data), load()))


def splitting(data: bytes) -> None:
    """Splitting any text."""
    divided(clean_text(text_of(data), load()))


@lru_cache(maxsize=1)
def _extractor() -> Extractor:
    return Extractor(model=False)


def road(data: bytes) -> None:
    """The whole road: every figure is what stands at its span in the text as read."""
    read = text_of(data)
    rows = _extractor().extract_source(Source("a.txt", read)).tables["figures"]
    for row in rows:
        assert read[row[_FIGURES["start"]] : row[_FIGURES["end"]]] == row[_FIGURES["text"]]
        assert row[_FIGURES["indicator"]]
    assert len({row[_FIGURES["id"]] for row in rows}) == len(rows)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reading": reading,
    "cleaning": cleaning,
    "grammar": grammar,
    "splitting": splitting,
    "road": road,
}
