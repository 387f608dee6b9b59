"""The paragraphs and tables of a web page in the order of its source, by the events of libxml2's forgiving parser (no tree, any depth)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from summaryminer.reading.composition import GridCell, collapsed
from summaryminer.reading.grids import Grid
from summaryminer.reading.limits import BETWEEN, TABLE_CELLS

__all__ = ["Block", "Page", "page"]

_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
_SILENT = frozenset(
    "script style template noscript select button textarea object iframe svg head rt rp del".split()  # noqa: SIM905
)
_PARAGRAPHS = frozenset(["p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "dt", "dd"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])", re.I)
# Tags that stay open until they are closed; the rest end by themselves.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|t[drh]|d[dt]|option|br|img|hr|input|meta|link|area|base|col|embed|wbr|param|source|track)\b)([a-z][a-z0-9]{0,15})\b[^<>]{0,2000}>",
    re.I,
)
_DEEPEST = 1000
_CHUNK = 1 << 20
_TAG = 2048  # characters that a tag may have and still be told as one
_NESTED = 12
_LONG = 200


@dataclass(slots=True)
class Block:
    """One paragraph, or one table.

    Args:
        text: the paragraph; empty for a table.
        tag: the element around it.
        parent: number of the element that holds its neighbours.
        linked: how many of its characters are links.
        cells: the table's cells, if it is one.
        caption: the table's own caption.
    """

    text: str
    tag: str
    parent: int
    linked: int = 0
    cells: tuple[GridCell, ...] = ()
    caption: str = ""

    def __len__(self) -> int:
        return len(self.text) + sum(len(paragraph) for cell in self.cells for paragraph in cell.paragraphs)


@dataclass(slots=True)
class Page:
    """What stands on a page: its blocks, its title, what was healed, and how deep and large its markup is."""

    blocks: list[Block]
    title: str
    noise: Counter[str]
    depth: int
    elements: int


@dataclass(slots=True)
class _Table:
    """A table while its cells come in; ``layout`` once something shows that it only lays out the page, ``plain`` where rows are lines."""

    parent: int
    grid: Grid = field(default_factory=Grid)
    filled: list[tuple[tuple[int, int, int, int], list[Block]]] = field(default_factory=list)
    caption: str = ""
    layout: bool = False
    plain: bool = False


def page(markup: str | Iterable[str]) -> Page:
    """The blocks of a page.

    Args:
        markup: a page's markup, decoded, or pieces of it in order: a page of hundreds of megabytes is never held whole.

    Example:
        >>> [block.text for block in page("<p>服务<b>12</b><!--x-->.8万&#20154;</p><p>次").blocks]
        ['服务12.8万人', '次']
    """
    from lxml import etree

    target = _Target()
    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    for piece in shallow([markup] if isinstance(markup, str) else markup):
        for start in range(0, len(piece), _CHUNK):
            parser.feed(piece[start : start + _CHUNK].replace("\0", "").encode("utf-8", "replace"))
    found: Page = parser.close()
    return found


def shallow(pieces: Iterable[str]) -> Iterator[str]:
    """The markup without tags deeper than any page means: the parser looks through all open ones at many of its steps.

    Args:
        pieces: the markup, in order; a tag may begin in one and end in the next.

    Example:
        >>> pieces = ["<b>建档<", "b>98", "%</b>"]
        >>> "".join(shallow(pieces)) == "".join(pieces)
        True
    """
    depth, held = 0, ""
    for piece in pieces:
        text = held + piece
        begun = text.rfind("<", max(0, len(text) - _TAG))
        held = text[begun:] if begun >= 0 and text.find(">", begun) < 0 else ""
        text, depth = _shallower(text[: len(text) - len(held)], depth)
        yield text
    yield held


def _shallower(text: str, depth: int) -> tuple[str, int]:
    """A piece of markup without the tags that are too deep, and how deep it ends."""
    parts: list[str] = []
    done = 0
    for tag in _NESTING.finditer(text):
        depth += -1 if tag[1] else 1
        if depth >= _DEEPEST + (not tag[1]):
            parts += text[done : tag.start()], "<br>" if tag[2].lower() in _BLOCKS else ""
            done = tag.end()
        depth = max(depth, 0)
    return "".join([*parts, text[done:]]) if parts else text, depth


class _Target:
    """Takes the parser's events."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, int]] = []  # tag, number of what holds its paragraphs, blocks before it
        self._silent = self._linking = self._pre = self._begun = 0
        self._serial = self._elements = self._depth = self._found = self._cells = 0
        self._buffer: list[str] = []
        self._linked = 0
        self._commented = False
        self._tables: list[_Table] = []
        self._containers: list[list[Block]] = [[]]
        self._titles: list[str] = []
        self.noise: Counter[str] = Counter()

    # ── events ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        hides = tag in _SILENT
        if attributes and not hides:
            hides = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
            self.noise["hidden"] += hides
        if tag == "del":
            self.noise["deletion"] += 1
        if tag in _BLOCKS and not (self._silent or hides) and not self._inside_a_line(tag):
            self._flush()
        holds, around = tag in _BLOCKS and tag not in _PARAGRAPHS, self._parent()
        self._serial += holds
        self._open.append((tag, self._serial if holds else around, self._found))
        if len(self._open) > self._depth:
            self._depth = len(self._open)
        if hides or self._silent:
            self._silent += 1
            return
        self._linking += tag == "a"
        self._pre += tag == "pre"
        if tag == "table":
            self._tables.append(_Table(around, plain=self._cells >= TABLE_CELLS))
        elif self._tables and tag == "tr" and len(self._tables) <= _NESTED:
            if self._cells >= TABLE_CELLS and not self._tables[-1].plain:
                self._table()
                self._tables.append(_Table(around, plain=True))
            self._tables[-1].grid.row()
        elif self._tables and tag in ("td", "th") and len(self._tables) <= _NESTED:
            self._cell(attributes)

    def end(self, tag: str) -> None:
        while self._open:
            opened, _, before = self._open.pop()
            self._close(opened, before)
            if opened == tag:
                break

    def data(self, text: str) -> None:
        if self._silent:
            if self._open[-1][0] == "title":
                self._titles.append(text)
            return
        if not self._buffer:
            self._begun = self._parent()
        self._buffer.append(text)
        if self._linking:
            self._linked += len(text.strip())
        if self._commented and text.strip():
            self.noise["comment"] += 1
            self._commented = False

    def comment(self, text: str) -> None:
        if not self._silent and self._buffer and self._buffer[-1].strip():
            self._commented = True

    def close(self) -> Page:
        while self._open:
            tag, _, before = self._open.pop()
            self._close(tag, before)
        self._flush()
        while self._tables:
            self._table()
        return Page(
            self._containers[0], collapsed("".join(self._titles)).strip(), self.noise, self._depth, self._elements
        )

    # ── what they add up to ────────────────────────────────────────────────────────────────────────────────────────────
    def _parent(self) -> int:
        return self._open[-1][1] if self._open else 0

    def _close(self, tag: str, before: int) -> None:
        if self._silent:
            self._silent -= 1
            return
        if tag in _BLOCKS and not self._inside_a_line(tag):
            # An element with one paragraph is that paragraph; its neighbours are those of the element.
            self._flush(tag, self._parent() if before == self._found else self._begun)
        self._linking -= tag == "a"
        self._pre -= tag == "pre"
        if tag == "table" and self._tables:
            self._table()
        elif tag in ("td", "th") and self._tables and len(self._containers) > len(self._tables):
            self._containers.pop()
        elif tag == "caption" and self._tables and self._container():
            self._tables[-1].caption = self._container().pop().text

    def _container(self) -> list[Block]:
        return self._containers[-1]

    def _inside_a_line(self, tag: str) -> bool:
        return tag in ("td", "th") and bool(self._tables) and self._tables[-1].plain

    def _cell(self, attributes: dict[str, str]) -> None:
        table = self._tables[-1]
        if table.plain:
            if self._buffer:
                self._buffer.append(BETWEEN)
            return
        self._cells += 1
        place = table.grid.cell(_count(attributes.get("rowspan"), 10_000), _count(attributes.get("colspan"), 1000))
        blocks: list[Block] = []
        table.filled.append((place, blocks))
        while len(self._containers) > len(self._tables):
            self._containers.pop()
        self._containers.append(blocks)

    def _flush(self, tag: str = "", parent: int | None = None) -> None:
        self._commented = False
        if not self._buffer:
            return
        text, linked = "".join(self._buffer), self._linked
        self._buffer, self._linked = [], 0
        lines = text.splitlines() if self._pre else [collapsed(text)]
        for line in lines:
            if line.strip():
                self._found += 1
                around = tag or (self._open[-1][0] if self._open else "")
                self._container().append(
                    Block(
                        line.strip("\r\n") if self._pre else line.strip(),
                        around,
                        self._begun if parent is None else parent,
                        linked,
                    )
                )

    def _table(self) -> None:
        while len(self._containers) > len(self._tables):
            self._containers.pop()
        table = self._tables.pop()
        into = self._containers[-1]
        if self._tables and len(self._tables) <= _NESTED:
            self._tables[-1].layout = True
        if table.layout or not _tabular(table.filled):
            for _, blocks in table.filled:
                into.extend(blocks)
            return
        cells = tuple(GridCell(tuple(block.text for block in blocks), *place) for place, blocks in table.filled)
        linked = sum(block.linked for _, blocks in table.filled for block in blocks)
        into.append(Block("", "table", table.parent, linked, cells, table.caption))


def _tabular(filled: Iterable[tuple[tuple[int, int, int, int], list[Block]]]) -> bool:
    """Whether cells make a table of data: two rows and columns at least, and not mostly long text or links."""
    rows, columns, characters, long, linked = set[int](), set[int](), 0, 0, 0
    for (row, column, _, _), blocks in filled:
        size = sum(len(block.text) for block in blocks)
        if not size:
            continue
        rows.add(row)
        columns.add(column)
        characters += size
        linked += sum(block.linked for block in blocks)
        if size > _LONG or any(block.tag in ("h1", "h2", "h3") for block in blocks):
            long += size
    return len(rows) > 1 and len(columns) > 1 and 2 * long <= characters and 2 * linked <= characters


def _count(written: str | None, most: int) -> int:
    digits = (written or "").strip()
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 1


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Every line of some blocks: paragraphs, and the lines of tables' cells."""
    for block in blocks:
        if block.text:
            yield block.text
        for cell in block.cells:
            yield from cell.paragraphs
