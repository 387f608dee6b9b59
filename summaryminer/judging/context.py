"""Where a quantity stands: its sentence and clause, the list it belongs to, the headings above it, the cues that reach it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summaryminer.judging.cues import STATUSES, Cues, Hit
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document, Quantity

__all__ = ["Context", "contexts"]

_BREAK = re.compile(r"[，；。！？!?;\n]|(?<![0-9]),|,(?![0-9])")
_BRACKET = re.compile(r"[（(][^（）()\n]{1,120}[)）]")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=\s?(?:年|学年|-))")
# A list of numbers that share one beginning is followed back this far; longer lists share what is said before their tail.
_CHAIN = 40
# A shorter document has no beginning, middle and end.
_SHORT = 300
# Cues that came earlier in the same line are remembered up to this number.
_EARLIER = 6
# Cues that come later in the same sentence count up to this number.
_LATER = 2


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
        place: how far into the document it stands, 0 to 1; 0.5 in a document too short to have a beginning and an end.
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
    clauses = _Clauses(text, document)
    starts = [sentence.start for sentence in document.sentences]
    found = cues.scan(text, document.start, document.end)
    places = [hit.start for hit in found]
    years = _Years(text, document)
    length = document.end - document.start
    span, line, scopes = (-1, -1), (-1, -1), _Scopes([])
    head, previous = -1, -1
    earlier: tuple[Hit, ...] = ()
    headings: tuple[str, ...] = (document.title,)
    for index, quantity in enumerate(quantities):
        start, end = quantity.start, quantity.end
        place = bisect_right(starts, start) - 1
        sentence = document.sentences[place] if place >= 0 else None
        if start >= line[1]:
            line = _line(text, document, quantity)
        here = (sentence.start, sentence.end) if sentence is not None and sentence.end >= end else line
        if here != span:
            span, head, previous = here, -1, here[0]
            first = bisect_left(places, span[0])
            scopes = _Scopes(found[first : bisect_left(places, span[1])])
            earlier = tuple(
                hit
                for hit in found[max(bisect_left(places, line[0]), first - _EARLIER) : first]
                if hit.cue.says in STATUSES
            )
            section = sentence.section if sentence is not None else -1
            headings = (
                document.title,
                *(document.sections[section].path if 0 <= section < len(document.sections) else ()),
            )
        if head < 0 or start - head > _CHAIN or text[previous:start].strip() not in joins:
            head = start
        following = max(end, min(span[1], quantities[index + 1].start if index + 1 < len(quantities) else span[1]))
        clause = clauses.around(head, end, span)
        before, after, later = scopes.reaching(head, end, clause, following)
        yield Context(
            quantity, span, clause, line, head, previous, following, headings, type, (start - document.start) / length if length > _SHORT else 0.5,
            before, after, earlier, later, years.ahead(start, line[0]),
        )  # fmt: skip
        previous = end


class _Scopes:
    """The cues of one sentence, gone through from left to right.

    Args:
        hits: the cues in order.
    """

    __slots__ = ("_active", "_hits", "_next")

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits, self._next = hits, 0
        self._active: dict[str, Hit] = {}

    def reaching(
        self, head: int, end: int, clause: tuple[int, int], following: int
    ) -> tuple[tuple[Hit, ...], tuple[Hit, ...], tuple[Hit, ...]]:
        """The cues before a number in whose scope it stands (nearest last), those behind it that look back, and later ones.

        Args:
            head: where its list begins; never less than at the call before.
            end: where the number ends.
            clause: span of its clause.
            following: where the next number begins.
        """
        hits, active = self._hits, self._active
        at, count = self._next, len(self._hits)
        while at < count and hits[at].end <= head:
            hit = hits[at]
            cue = hit.cue
            for name in cue.ends:
                active.pop(name, None)
            active.pop(cue.name, None)
            if cue.forward:
                active[cue.name] = hit
            at += 1
        self._next = at
        ahead = []
        for hit in active.values():
            reach = hit.cue.reach
            if reach == "sentence" or (hit.start >= clause[0] and (reach == "clause" or hit.end == head)):
                ahead.append(hit)
        behind, later = [], []
        for hit in hits[at:]:
            if hit.start >= clause[1]:
                if hit.cue.says in STATUSES:
                    later.append(hit)
                    if len(later) == _LATER:
                        break
            elif (
                not hit.cue.forward
                and end <= hit.start < following
                and (hit.cue.reach != "touching" or hit.start == end)
            ):
                behind.append(hit)
        return tuple(ahead), tuple(behind), tuple(later)


class _Years:
    """The years named in a document, measured from its own.

    Args:
        text: clean text.
        document: the document; its own year is that of its title, else the first one named.
    """

    def __init__(self, text: str, document: Document) -> None:
        named = [(match.start(), int(match[0])) for match in _YEAR.finditer(text, document.start, document.end)]
        self._places = [place for place, _ in named]
        self._years = [year for _, year in named]
        titled = [int(match[0]) for match in _YEAR.finditer(document.title)]
        self._base = max(titled) if titled else (self._years[0] if named else None)

    def ahead(self, offset: int, line: int) -> int | None:
        """Years from the document's to the last one named between ``line`` and ``offset``."""
        if self._base is None:
            return None
        last = bisect_left(self._places, offset) - 1
        return self._years[last] - self._base if last >= 0 and self._places[last] >= line else None


def _line(text: str, document: Document, quantity: Quantity) -> tuple[int, int]:
    """The line around a quantity, at most some hundred characters of it."""
    left = max(document.start, quantity.start - 400)
    right = min(document.end, quantity.end + 400)
    start = text.rfind("\n", left, quantity.start) + 1 or left
    end = text.find("\n", quantity.end, right)
    return start, (right if end < 0 else end)


class _Clauses:
    """The clauses of a document: they end at commas and stops; what stands in brackets is a world of its own.

    Args:
        text: clean text.
        document: the document.
    """

    def __init__(self, text: str, document: Document) -> None:
        span = (document.start, document.end)
        self._brackets = [match.span() for match in _BRACKET.finditer(text, *span)]
        self._opening = [start for start, _ in self._brackets]
        breaks = [match.start() for match in _BREAK.finditer(text, *span)]
        self._outer = [place for place in breaks if self._bracket(place) is None]
        self._inner = [place for place in breaks if self._bracket(place) is not None]

    def _bracket(self, offset: int) -> tuple[int, int] | None:
        place = bisect_right(self._opening, offset) - 1
        return self._brackets[place] if place >= 0 and offset < self._brackets[place][1] else None

    def around(self, start: int, end: int, span: tuple[int, int]) -> tuple[int, int]:
        """The clause that holds ``[start, end)``, inside ``span``."""
        bracket = self._bracket(start)
        breaks = self._outer if bracket is None else self._inner
        left, right = bisect_left(breaks, start) - 1, bisect_left(breaks, end)
        begin = max(span[0], breaks[left] + 1) if left >= 0 else span[0]
        stop = min(span[1], breaks[right]) if right < len(breaks) else span[1]
        return (begin, stop) if bracket is None else (max(begin, bracket[0] + 1), max(end, min(stop, bracket[1] - 1)))
