"""Word texts (``.docx``): paragraphs and tables in place, with headers, footnotes, text boxes and the numbers Word puts before headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summaryminer.reading.composition import Composition
from summaryminer.reading.docx_numbering import Numbering, Styles
from summaryminer.reading.docx_story import Item, Story, paragraphs
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.packages import Package, Relation
from summaryminer.records import Source

__all__ = ["read_docx"]

_BLANK = re.compile(r"\s+")


def read_docx(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The text of a Word file as it is printed: tracked deletions, hidden text and page numbers are no part of it, insertions are.

    A footnote follows the paragraph it belongs to; what stands in the header and nowhere else comes first, the footer last.

    Args:
        data: the file.
        name: what the source is called.
        limits: bounds on what its parts unpack to.

    Returns:
        A source with encoding ``docx``; ``noise`` counts ``deletion``, ``hidden``, ``pinyin``, ``contents``, ``page_number``.

    Raises:
        ReadError: the file is damaged, holds no text, or is no Word text.
    """
    package = Package(data, "Word text", limits)
    part = next((found.part for found in package.relations("") if found.type == "officeDocument"), "word/document.xml")
    if part not in package.names:
        raise ReadError("damaged", "the Word text lacks its main part; open it in Word or WPS and save it anew as docx")
    relations = package.relations(part)
    text = Composition()
    notes: dict[str, list[Item]] = {}
    numbering = package.parse(_part(relations, "numbering"), Numbering()) or Numbering()
    styles = package.parse(_part(relations, "styles"), Styles()) or Styles()
    for kind in ("footnotes", "endnotes"):
        found = package.parse(_part(relations, kind), Story(numbering, styles, text.noise))
        for number, items in (found.notes if found else {}).items():
            notes[f"{kind[:-1]}{number}"] = items
    story = package.parse(part, Story(numbering, styles, text.noise, notes))
    body: list[Item] = story.items
    around = {
        kind: _margins(package, relations, kind, Story(numbering, styles, text.noise)) for kind in ("header", "footer")
    }
    known = {_key(line) for line in paragraphs(body)}
    _write(text, _unknown(around["header"], known))
    _write(text, body)
    _write(text, _unknown(around["footer"], known))
    if not len(text):
        raise ReadError(
            "no_text",
            "the Word text holds no text; if it shows pictures of pages, save those as pdf or png and read them with the extra ocr",
        )
    return text.source(name, "docx")


def _part(relations: Iterable[Relation], kind: str) -> str:
    return next((found.part for found in relations if found.type == kind), "")


def _margins(package: Package, relations: Iterable[Relation], kind: str, story: Story) -> list[Item]:
    """The paragraphs of every header (or footer) without those that number pages."""
    items: list[Item] = []
    for relation in relations:
        if relation.type == kind:
            items += package.parse(relation.part, story.fresh(margin=True)).items
    return items


def _unknown(items: Iterable[Item], known: set[str]) -> list[Item]:
    """Items with the lines of paragraphs that stand nowhere else yet; headers repeat what the title says."""
    new: list[Item] = []
    for item in items:
        lines = {_key(line) for line in paragraphs([item])} - {""}
        if lines and not lines <= known:
            new.append(item)
            known |= lines
    return new


def _write(text: Composition, items: Iterable[Item]) -> None:
    for item in items:
        if isinstance(item, str):
            text.line(item)
        else:
            text.table(item)


def _key(line: str) -> str:
    return _BLANK.sub("", line)
