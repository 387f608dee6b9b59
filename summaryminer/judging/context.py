"""Where a quantity stands: its sentence and clause, the list it belongs to, the headings above it, the cues that reach it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summaryminer.judging.cues import Cues, Hit
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document, Quantity

__all__ = ["Context", "contexts"]

_BREAK = re.compile(r"[，；。！？!?;\n（）()]|(?<![0-9]),|,(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=\s?(?:年|学年|-))")
# A list of numbers that share one beginning is followed back this far; longer lists share what is said before their tail.
_CHAIN = 40
# Cues that came earlier in the same line are remembered up to this number.
_EARLIER = 6
STATUSES = frozenset({"actual", "target", "standard"})


class Context(NamedTuple):
    """What surrounds one quantity. Offsets are clean.

    Args:
        quantity: the quantity.
        sentence, clause, line: spans; a clause ends at commas, semicolons and brackets.
        head: start of the first number of the list it belongs to (its own start if it stands alone).
        previous: end of the number before it in the same sentence, or the sentence's start.
        following: start of the number after it in the same sentence, or the sentence's end.
        headings: the document's title, then the path of the section.
        type: what the document is: summary, plan or other.
        place: how far into the document it stands, 0 to 1.
        before: cues that look forward and reach it, nearest last.
        after: cues behind it that look back, nearest first.
        earlier: the last cues about status in the same line, before its sentence.
        later: the first cues about status behind its clause, in the same sentence.
        ahead: years from the document's year to the last year named before it in its line, ``None`` if none is named.
    """

    quantity: Quantity
    sentence: tuple[int, int]
    clause: tuple[int, int]
    line: tuple[int, int]
    head: int
    previous: int
    following: int
    headings: tuple[str, ...]
    type: str
    place: float
    before: tuple[Hit, ...]
    after: tuple[Hit, ...]
    earlier: tuple[Hit, ...]
    later: tuple[Hit, ...]
    ahead: int | None


def contexts(
    text: str, document: Document, quantities: Sequence[Quantity], type: str, lexicons: Lexicons
) -> Iterator[Context]:
    """The context of every quantity of a document, in order.

    Args:
        text: clean text of the source.
        document: the report the quantities stand in.
        quantities: in order of their start; offsets clean.
        type: what the document is: ``summary``, ``plan`` or ``other``.
        lexicons: word lists, of which ``cues.toml`` is used.
    """
    if not quantities:
        return
    cues = lexicons.compiled("judging.cues", Cues)
    joins = lexicons.compiled("judging.joins", lambda given: frozenset(given.words("cues", "joins", "words")))
    breaks = [match.start() for match in _BREAK.finditer(text, document.start, document.end)]
    starts = [sentence.start for sentence in document.sentences]
    found = cues.scan(text, document.start, document.end)
    places = [hit.start for hit in found]
    years = [(match.start(), int(match[0])) for match in _YEAR.finditer(text, document.start, document.end)]
    named = [place for place, _ in years]
    base = _base(document, years)
    length = max(1, document.end - document.start)
    span, line, hits, earlier = (-1, -1), (-1, -1), found[:0], found[:0]
    head, previous = -1, -1
    for index, quantity in enumerate(quantities):
        place = bisect_right(starts, quantity.start) - 1
        sentence = document.sentences[place] if place >= 0 else None
        if quantity.start >= line[1]:
            line = _line(text, document, quantity)
        inside = sentence is not None and sentence.end >= quantity.end
        here = (sentence.start, sentence.end) if sentence is not None and inside else line
        if here != span:
            span, head, previous = here, -1, here[0]
            first = bisect_left(places, span[0])
            hits = found[first : bisect_left(places, span[1])]
            earlier = [
                hit for hit in found[bisect_left(places, line[0]) : first][-_EARLIER:] if hit.cue.says in STATUSES
            ]
        linked = head >= 0 and quantity.start - head <= _CHAIN and text[previous : quantity.start].strip() in joins
        head = head if linked else quantity.start
        follow = quantities[index + 1].start if index + 1 < len(quantities) else span[1]
        following = min(max(follow, quantity.end), span[1])
        clause = _clause(breaks, head, quantity.end, span)
        path = document.sections[sentence.section].path if sentence is not None and sentence.section >= 0 else ()
        before, after = _reaching(hits, head, quantity, clause, following)
        later = [hit for hit in hits if hit.start >= clause[1] and hit.cue.says in STATUSES][:2]
        yield Context(
            quantity, span, clause, line, head, previous, following, (document.title, *path), type,
            (quantity.start - document.start) / length, before, after, tuple(earlier), tuple(later),
            _ahead(years, named, base, line, quantity),
        )  # fmt: skip
        previous = quantity.end


def _base(document: Document, years: Sequence[tuple[int, int]]) -> int | None:
    """The document's year as far as judging needs it: that of its title, else the first one named."""
    title = [int(match[0]) for match in _YEAR.finditer(document.title)]
    return max(title) if title else (years[0][1] if years else None)


def _ahead(
    years: Sequence[tuple[int, int]], places: Sequence[int], base: int | None, line: tuple[int, int], quantity: Quantity
) -> int | None:
    last = bisect_left(places, quantity.start) - 1
    if base is None or last < 0 or places[last] < line[0]:
        return None
    return years[last][1] - base


def _line(text: str, document: Document, quantity: Quantity) -> tuple[int, int]:
    """The line around a quantity, at most some hundred characters of it."""
    left = max(document.start, quantity.start - 400)
    right = min(document.end, quantity.end + 400)
    start = text.rfind("\n", left, quantity.start) + 1 or left
    end = text.find("\n", quantity.end, right)
    return start, (right if end < 0 else end)


def _clause(breaks: Sequence[int], start: int, end: int, span: tuple[int, int]) -> tuple[int, int]:
    left = bisect_left(breaks, start) - 1
    right = bisect_left(breaks, end)
    begin = max(span[0], breaks[left] + 1) if left >= 0 else span[0]
    return begin, (min(span[1], breaks[right]) if right < len(breaks) else span[1])


def _reaching(
    hits: Sequence[Hit], head: int, quantity: Quantity, clause: tuple[int, int], following: int
) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """The cues in whose scope a quantity stands: before it (nearest last) and behind it (nearest first)."""
    active: dict[str, Hit] = {}
    behind: list[Hit] = []
    for hit in hits:
        cue = hit.cue
        if hit.end <= head:
            for name in [name for name, held in active.items() if cue.name in held.cue.until]:
                del active[name]
            if cue.forward:
                active[cue.name] = hit
        elif hit.start >= quantity.end and not cue.forward:
            if hit.start >= clause[1] or hit.start >= following:
                break
            if cue.reach != "touching" or hit.start == quantity.end:
                behind.append(hit)
    ahead = [
        hit
        for hit in active.values()
        if hit.cue.reach == "sentence" or (hit.start >= clause[0] and (hit.cue.reach == "clause" or hit.end == head))
    ]
    ahead.sort(key=lambda hit: hit.end)
    return tuple(ahead), tuple(behind)
