"""One part of a Word file (body, header, footnotes) by the events of its XML, at any depth and without a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from summaryminer.reading.composition import GridCell
from summaryminer.reading.docx_numbering import Numbering, Styles, value
from summaryminer.reading.grids import Grid

__all__ = ["Item", "Story", "paragraphs"]

Item = str | list[GridCell]
"""A paragraph, or the cells of a table."""

# What is inside is no text of the printed page, whatever it holds.
_SILENT = {
    "del": "deletion", "moveFrom": "deletion", "Fallback": "", "delText": "", "instrText": "", "delInstrText": "", "rt": "pinyin",
    "sdtPr": "", "tblPr": "", "sectPr": "", "comment": "",
}  # fmt: skip
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: int = -1
    joins: bool = False
    paged: bool = False


@dataclass(slots=True)
class _Cell:
    place: tuple[int, int, int, int]
    items: list[Item]
    continues: bool = False


@dataclass(slots=True)
class _Table:
    grid: Grid = field(default_factory=Grid)
    cells: list[_Cell] = field(default_factory=list)
    deleted: bool = False
    nested: bool = False
    span: int = 1
    merge: str = ""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False
    silent: bool = False


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    """The local name of an element that counts here: Word's own, formulas' (``m:t`` is ``t`` too), and alternatives."""
    space, _, name = tag.rpartition("}")
    ours = ("wordprocessingml" in space and space.endswith("/main")) or space.endswith(
        ("/math", "markup-compatibility/2006")
    )
    return name if ours else ""


class Story:
    """A parser target that collects paragraphs and tables.

    Args:
        numbering, styles: the file's lists and styles.
        noise: where removals are counted.
        notes: footnotes and endnotes by kind and id, each written below the paragraph that refers to it.
        margin: whether this is a header or footer, whose page numbers go.
    """

    def __init__(
        self,
        numbering: Numbering,
        styles: Styles,
        noise: Counter[str],
        notes: dict[str, list[Item]] | None = None,
        *,
        margin: bool = False,
    ) -> None:
        self._numbering, self._styles, self.noise, self._known, self._margin = (
            numbering,
            styles,
            noise,
            notes or {},
            margin,
        )
        self.items: list[Item] = []
        self.notes: dict[str, list[Item]] = {}
        self._containers: list[list[Item]] = [self.items]
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._fields: list[_Field] = []
        self._silent = 0
        self._properties: list[str] = []
        self._texts = 0
        self._instructing = self._hidden = self._skips = False
        self._carried = ""

    def fresh(self, *, margin: bool) -> Story:
        """An empty story of the same file."""
        return Story(self._numbering, self._styles, self.noise, margin=margin)

    # ── events ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if self._properties:
            self._properties.append(name)
            if not any(outer.endswith("Change") for outer in self._properties):  # what a tracked change made of it
                self._property(name, attributes)
        elif self._silent or name in _SILENT or (name == "sdtContent" and self._skips):
            self._silence(name, attributes)
        elif name in ("pPr", "rPr", "tcPr", "trPr"):
            self._properties.append(name)
        else:
            self._open(name, attributes)

    def end(self, tag: str) -> None:
        if self._properties:
            self._properties.pop()
            return
        if self._silent:
            self._silent -= 1
            self._instructing = self._instructing and self._silent > 0
            return
        self._close(_local(tag))

    def data(self, text: str) -> None:
        if self._instructing and self._fields and not self._fields[-1].result:
            self._fields[-1].instruction += text[:200]
        elif self._texts and not self._silent:
            self._text(text)

    def close(self) -> Story:
        while self._paragraphs:
            self._paragraph()
        if self._carried:
            self._containers[-1].append(self._carried)
        while self._tables:
            self._table()
        return self

    # ── elements ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _silence(self, name: str, attributes: dict[str, str]) -> None:
        if not self._silent and _SILENT.get(name):
            self.noise[_SILENT[name]] += 1
        self._instructing = self._instructing or name == "instrText"
        self._silent += 1
        if name == "sdtContent":
            self._skips = False
        elif name == "docPartGallery" and value(attributes) == "Table of Contents":
            self._skips = True
            self.noise["contents"] += 1
        elif name == "showingPlcHdr":  # "click here to enter text"
            self._skips = True

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "p":
                self._paragraphs.append(_Paragraph([self._carried] if self._carried else []))
                self._carried = ""
            case "r":
                self._hidden = False
            case "t":
                self._texts += 1
            case "tab" | "ptab":
                self._text("\t")
            case "br" | "cr":
                self._text("\n" if value(attributes, "type") != "page" else "")
            case "noBreakHyphen":
                self._text("-")
            case "fldChar":
                self._field(value(attributes, "fldCharType"))
            case "fldSimple":
                self._fields.append(_Field(value(attributes, "instr")))
                self._field("separate")
            case "footnoteReference" | "endnoteReference":
                self._note(name[:-9] + value(attributes, "id"))
            case "footnote" | "endnote":
                items: list[Item] = []
                self._containers.append(items)
                if not value(attributes, "type"):
                    self.notes[value(attributes, "id")] = items
            case "tbl":
                self._tables.append(_Table())
                self._containers.append([])
            case "tr" if self._tables:
                self._tables[-1].grid.row()
                self._tables[-1].deleted = False
            case "tc" if self._tables:
                self._tables[-1].span, self._tables[-1].merge = 1, ""
                self._containers.append([])
            case "txbxContent":
                self._containers.append([])
                self._paragraphs.append(_Paragraph())

    def _close(self, name: str) -> None:
        match name:
            case "p":
                self._paragraph()
            case "t":
                self._texts = max(0, self._texts - 1)
            case "num" if self._paragraphs:  # the upper part of a fraction in a formula
                self._text("/")
            case "fldSimple":
                self._field("end")
            case "footnote" | "endnote" | "txbxContent":
                items = self._containers.pop() if len(self._containers) > 1 else []
                if name == "txbxContent" and self._paragraphs:
                    self._paragraphs.pop()
                    (self._paragraphs[-1].after if self._paragraphs else self._containers[-1]).extend(items)
            case "tc" if self._tables:
                self._cell()
            case "tr" if self._tables and self._tables[-1].deleted:
                self._delete_row()
            case "tbl":
                self._table()

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        """One property of a paragraph, run, cell or row."""
        outer, set_value = self._properties[0], value(attributes)
        on = set_value not in ("0", "false", "none")
        paragraph = self._paragraphs[-1] if self._paragraphs else _Paragraph()
        table = self._tables[-1] if self._tables else _Table()
        match outer, name:
            case "rPr", "vanish" if on:
                self._hidden = True
            case "pPr", "pStyle":
                paragraph.style = set_value
            case "pPr", "numId":
                paragraph.number = set_value
            case "pPr", "ilvl":
                paragraph.level = int(set_value) if set_value.isdigit() and len(set_value) < 3 else -1
            case "pPr", "del" | "moveFrom":
                paragraph.joins = True
            case "tcPr", "gridSpan":
                table.span = min(max(int(set_value), 1), 100) if set_value.isdigit() and len(set_value) < 5 else 1
            case "tcPr", "vMerge" | "hMerge":
                table.merge = name + (set_value or "continue")
            case "trPr", "gridBefore":
                table.grid.skip(int(set_value) if set_value.isdigit() and len(set_value) < 3 else 0)
            case "trPr", "del":
                table.deleted = True

    # ── what they add up to ────────────────────────────────────────────────────────────────────────────────────────────
    def _text(self, text: str) -> None:
        if self._hidden:
            self.noise["hidden"] += 1
        elif self._paragraphs and not any(found.silent for found in self._fields[-4:]):
            self._paragraphs[-1].parts.append(text)

    def _field(self, event: str) -> None:
        if event == "begin":
            self._fields.append(_Field())
        elif event == "separate" and self._fields:
            found = self._fields[-1]
            found.result = True
            words = found.instruction.split()
            if words and words[0] in _PAGE_FIELDS and self._paragraphs:
                self._paragraphs[-1].paged = True
            if words and words[0] == "TOC":
                found.silent = True
                self.noise["contents"] += 1
        elif event == "end" and self._fields:
            found = self._fields.pop()
            if (
                not found.result
                and found.instruction.split()[:1]
                and found.instruction.split()[0] in _PAGE_FIELDS
                and self._paragraphs
            ):
                self._paragraphs[-1].paged = True

    def _note(self, key: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].after.extend(self._known.pop(key, []))

    def _paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        into = self._containers[-1]
        text = "".join(paragraph.parts)
        if paragraph.style in self._styles.contents and text.strip():
            self.noise["contents"] += 1
            text = ""
        if paragraph.paged and self._margin:
            self.noise["page_number"] += 1
            text = ""
        if paragraph.joins and not paragraph.after:
            self._carried = text
            return
        if text.strip():
            text = self._label(paragraph) + text
            into.extend(line for line in text.split("\n") if line.strip())
        into.extend(paragraph.after)

    def _label(self, paragraph: _Paragraph) -> str:
        number, level = self._styles.numbering(paragraph.style)
        number = paragraph.number or number
        return (
            self._numbering.label(number, paragraph.level if paragraph.level >= 0 else level)
            if number not in ("", "0")
            else ""
        )

    def _cell(self) -> None:
        table, items = self._tables[-1], self._containers.pop()
        before = table.cells[-1] if table.cells else None
        if table.merge == "hMergecontinue" and before is not None:
            table.grid.skip(table.span)
            row, column, rows, columns = before.place
            before.place = (row, column, rows, columns + table.span)
            before.items.extend(items)
            return
        table.cells.append(_Cell(table.grid.cell(1, table.span), items, table.merge == "vMergecontinue"))

    def _delete_row(self) -> None:
        table = self._tables[-1]
        self.noise["deletion"] += 1
        row = table.cells[-1].place[0] if table.cells else 0
        while table.cells and table.cells[-1].place[0] == row:
            table.cells.pop()

    def _table(self) -> None:
        if not self._tables:
            return
        table = self._tables.pop()
        if len(self._containers) > 1:
            self._containers.pop()
        into = self._containers[-1]
        if self._tables:
            self._tables[-1].nested = True
        if table.nested:
            for cell in table.cells:
                into.extend(cell.items)
            return
        into.append(_merged(table.cells))


def _merged(cells: Iterable[_Cell]) -> list[GridCell]:
    """Cells with those that Word continues downward joined to the one they continue."""
    found: list[GridCell] = []
    tops: dict[int, int] = {}
    for cell in cells:
        row, column, rows, columns = cell.place
        top = tops.get(column)
        if cell.continues and top is not None and found[top].row + found[top].rows == row:
            above = found[top]
            found[top] = GridCell(
                above.paragraphs + tuple(paragraphs(cell.items)), above.row, column, above.rows + 1, above.columns
            )
            continue
        tops[column] = len(found)
        found.append(GridCell(tuple(paragraphs(cell.items)), row, column, rows, columns))
    return found


def paragraphs(items: Iterable[Item]) -> Iterator[str]:
    """Every line of some items, those of tables' cells included."""
    for item in items:
        if isinstance(item, str):
            yield item
        else:
            for cell in item:
                yield from cell.paragraphs
