"""Which blocks of a web page are its main text: trafilatura says, the page's own order and layout mend it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence

from summaryminer.reading.html_blocks import Block, Page, lines

__all__ = ["main_part"]

_STRONG = 12
_LARGEST = 2_000_000
_DEEPEST = 200
_ELEMENTS = 20_000
# Its cost grows with the square of the columns that cells say they cover; the grid of a table is none of its business here.
_SPANS = re.compile(r"\b(?:col|row)span\s*=\s*[\"']?\s*\d+", re.I)
_BLANK = re.compile(r"\s+")
_DECORATION = re.compile(r"^(?:[-•*#]+\s+|\|\s*)|\s*\|$")
_TITLE_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|--+")


def main_part(page: Page, markup: str) -> list[Block]:
    """The blocks of the main text, the heading above it first; all blocks that are no menus where it can't be told.

    Args:
        page: the page's blocks.
        markup: the same page as markup; empty where it is too large to be held, so that its layout decides.
    """
    blocks = page.blocks
    if not blocks:
        return []
    kept = _kept(page, markup)
    strong = [
        index
        for index, block in enumerate(blocks)
        if any(key in kept for key in map(_key, lines([block])) if len(key) >= _STRONG)
    ]
    covered = sum(map(_weight, blocks[strong[0] : strong[-1] + 1])) if strong else 0
    if 4 * covered < sum(map(_weight, blocks)) or not strong:
        strong = _densest(blocks)
    first, last = strong[0], strong[-1]
    first, last = _widened(blocks, first, last, -1), _widened(blocks, last, first, 1)
    main = [block for block in blocks[first : last + 1] if not _menu(block) or _key(block.text) in kept]
    return [*_heading(page, first, main), *main]


def _kept(page: Page, markup: str) -> frozenset[str]:
    """The lines trafilatura keeps, without blanks; none where the page is too large or too deep to ask."""
    if not markup or page.depth > _DEEPEST or page.elements > _ELEMENTS or len(markup) > _LARGEST:
        return frozenset()
    import trafilatura

    # It reports pages it makes nothing of; here that only means that the layout decides.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = (
        trafilatura.extract(
            _SPANS.sub("", markup), include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
        or ""
    )
    found: set[str] = set()
    for line in text.splitlines():
        found.add(_key(_DECORATION.sub("", line)))
        if "|" in line:
            found.update(map(_key, line.split("|")))
    return frozenset(found - {""})


def _key(text: str) -> str:
    return _BLANK.sub("", text)


def _weight(block: Block) -> int:
    """How much a block says for itself: nothing if it is made of links."""
    return 0 if _menu(block) else len(block)


def _densest(blocks: Sequence[Block]) -> list[int]:
    """The blocks of the elements that hold most of the text, all blocks if no element holds much of it."""
    held: Counter[int] = Counter()
    for block in blocks:
        held[block.parent] += _weight(block)
    enough = max(1, held.total() // 6)
    return [index for index, block in enumerate(blocks) if held[block.parent] >= enough and _weight(block)] or list(
        range(len(blocks))
    )


def _menu(block: Block) -> bool:
    """Whether a block is made of links."""
    return 2 * block.linked > len(block)


def _widened(blocks: Sequence[Block], edge: int, other: int, step: int) -> int:
    """The main text's edge, moved over neighbours in the same element: titles and signatures are short."""
    parents = {blocks[edge].parent}
    if blocks[other].parent != blocks[edge].parent:
        parents.add(blocks[other].parent)
    while 0 <= edge + step < len(blocks) and blocks[edge + step].parent in parents and not _menu(blocks[edge + step]):
        edge += step
    return edge


def _heading(page: Page, first: int, main: Sequence[Block]) -> list[Block]:
    """The heading above the main text: a block above that the page's title repeats, else the title's own first part."""
    title = _key(page.title)
    near = {_key(block.text) for block in main[:4]}
    if not main or any(len(key) > 3 and key in title for key in near):
        return []
    above = [block for block in page.blocks[:first] if block.text and not _menu(block)]
    for block in reversed(above):
        key = _key(block.text)
        if len(key) > 3 and (block.tag in ("h1", "h2") or (key in title and len(key) * 3 > len(title))):
            return [] if key in near else [block]
    part = _TITLE_PARTS.split(page.title)[0].strip()
    if len(part) < 4 or page.title.startswith(("http", "www")):
        return []
    return [Block(part, "title", 0)]
