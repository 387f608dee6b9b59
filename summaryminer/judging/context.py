"""Where a quantity stands: its sentence and clause, the list it belongs to, the headings above it, the cues that reach it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summaryminer.judging.cues import Cues, Hit
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document, Quantity

__all__ = ["Context", "contexts"]

_BREAK = re.compile(r"[，；。！？!?;\n（）()]|(?<![0-9]),|,(?![0-9])")
# A list of numbers that share one beginning is followed back this far; longer lists share what is said before their tail.
_CHAIN = 40


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds one quantity. Offsets are clean.

    Args:
        quantity: the quantity.
        sentence, clause: spans; a clause ends at commas, semicolons and brackets.
        head: start of the first number of the list it belongs to (its own start if it stands alone).
        previous: end of the number before it in the same sentence, or the sentence's start.
        following: start of the number after it in the same sentence, or the sentence's end.
        headings: path of the section, the document's title first.
        type: what the document is: summary, plan or other.
        place: how far into the document it stands, 0 to 1.
        before: cues that look forward and reach it, nearest last.
        after: cues behind it that look back, nearest first.
    """

    quantity: Quantity
    sentence: tuple[int, int]
    clause: tuple[int, int]
    head: int
    previous: int
    following: int
    headings: tuple[str, ...]
    type: str
    place: float
    before: tuple[Hit, ...]
    after: tuple[Hit, ...]


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
    length = max(1, document.end - document.start)
    open_sentence: tuple[int, int] | None = None
    hits: list[Hit] = []
    head, previous_end = -1, -1
    for index, quantity in enumerate(quantities):
        place = bisect_right(starts, quantity.start) - 1
        sentence = document.sentences[place] if place >= 0 else None
        if sentence is not None and sentence.end >= quantity.end:
            span, section = (sentence.start, sentence.end), sentence.section
        else:
            span, section = _line(text, document, quantity), sentence.section if sentence is not None else -1
        if span != open_sentence:
            open_sentence, previous_end = span, span[0]
            hits = cues.scan(text, *span)
            head = -1
        between = text[previous_end : quantity.start].strip()
        linked = head >= 0 and between in joins and quantity.start - head <= _CHAIN
        head = head if linked else quantity.start
        follow = quantities[index + 1].start if index + 1 < len(quantities) else span[1]
        clause = _clause(breaks, head, quantity.end, span)
        path = document.sections[section].path if 0 <= section < len(document.sections) else ()
        following = min(max(follow, quantity.end), span[1])
        before, after = _reaching(hits, head, quantity, clause, following)
        yield Context(
            quantity, span, clause, head, previous_end, following, (document.title, *path), type,
            (quantity.start - document.start) / length, before, after,
        )  # fmt: skip
        previous_end = quantity.end


def _line(text: str, document: Document, quantity: Quantity) -> tuple[int, int]:
    """The line around a quantity that stands in no sentence, at most a few hundred characters of it."""
    left = max(document.start, quantity.start - 200)
    right = min(document.end, quantity.end + 100)
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
