"""Where numbers stand: sentence, clause and list, the headings above them, the cues that reach them. All numbers of a source at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from summaryminer.judging.answered import answered, shares
from summaryminer.judging.cues import STATUSES, Cues
from summaryminer.judging.dating import BLANK, WIDTH, Years
from summaryminer.judging.grams import Characters, characters
from summaryminer.judging.outline import Outline, Wordings, places
from summaryminer.judging.scopes import Scopes, scopes
from summaryminer.judging.slogans import slogans
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document, Quantity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["OTHER", "PLAN", "TYPES", "Batch", "Contexts", "contexts", "joined"]

Batch = tuple[Document, Sequence[Quantity], str]
"""A report, its quantities in order of their start, and what it is (``summary``, ``plan`` or ``other``)."""

TYPES = ("summary", "plan", "other")
PLAN, OTHER = TYPES.index("plan"), TYPES.index("other")

_BRACKET = re.compile(r"[（(][^（）()\n]{1,120}[)）]")
# A shorter document has no beginning, middle and end.
_SHORT = 300
# Between two numbers of one list no more than this stands.
_JOIN = 4
# More empty characters than anything looks beyond a number; the line end keeps brackets from closing in another source.
_APART = f"{BLANK * 20}\n{BLANK * 20}"


@dataclass(frozen=True, slots=True)
class Contexts:
    """What surrounds the quantities of a source, one entry for each. Offsets are clean, half-open.

    Args:
        text: clean text of the source, or of several joined.
        characters: the same as numbers.
        quantities: the quantities of all its documents, in order; their own offsets count in the source they are from.
        document, sentence, line, section: numbers that are equal for quantities of the same one.
        type: place in :data:`TYPES` of what the document is.
        start, end: span of the quantity.
        head: start of the first number of the list it belongs to (its own start if it stands alone).
        previous: end of the number before it in the same sentence, or the sentence's start.
        following: start of the number after it in the same sentence, or the sentence's end.
        sentence_start, sentence_end, clause_start, clause_end, line_start: a clause ends at commas, semicolons and brackets.
        heading: what the innermost heading that says something says, or an announcement: place in :data:`~summaryminer.judging.cues.STATUSES`,
            behind them the other kinds of the lexicon, "several" and "several, goals among them"; -1 if none does.
        title: which kinds of document the title names, one bit for each kind of the lexicon.
        plain: what the numbers of such a document mostly are, from its title and type: place in :data:`~summaryminer.judging.cues.STATUSES`.
        opening: 0 under a heading; else the number of its paragraph, counted from 1 and no further than 3.
        fifth: the fifth of the document it stands in, 0 to 4; 2 in a document too short to have a beginning and an end.
        share: is it the share of a task, or by how much one was passed or missed?
        bracket: start of the bracket that it stands in, -1 if in none.
        fulfilled: does it stand in a clause that says that a task is done?
        ahead: years from the document's year to the last year named before it in its line, :data:`~summaryminer.judging.dating.UNTOLD` if none.
        scopes: the cues that reach it.
    """

    text: str
    characters: Characters
    quantities: Sequence[Quantity]
    document: Ints
    sentence: Ints
    line: Ints
    section: Ints
    type: Ints
    start: Ints
    end: Ints
    head: Ints
    previous: Ints
    following: Ints
    sentence_start: Ints
    sentence_end: Ints
    clause_start: Ints
    clause_end: Ints
    line_start: Ints
    heading: Ints
    title: Ints
    plain: Ints
    opening: Ints
    fifth: Ints
    ahead: Ints
    share: Flags
    bracket: Ints
    fulfilled: Flags
    scopes: Scopes

    def __len__(self) -> int:
        return len(self.quantities)


def joined(texts: Sequence[str]) -> tuple[str, list[int]]:
    """Texts as one, so far apart that none sees another, and where each begins in it.

    Args:
        texts: clean texts of sources.

    Example:
        >>> text, starts = joined(["建档284份", "随访90人"])
        >>> [text[start : start + 2] for start in starts]
        ['建档', '随访']
    """
    starts, length = [], 0
    for text in texts:
        starts.append(length)
        length += len(text) + len(_APART)
    return _APART.join(texts), starts


def contexts(text: str, batches: Sequence[Batch], lexicons: Lexicons, shifts: Sequence[int] = ()) -> Contexts:
    """The contexts of all quantities of a source, at least one, in order.

    Args:
        text: clean text of the source, or of several (:func:`joined`).
        batches: its documents in order, each with its quantities and its type.
        lexicons: word lists, of which ``cues.toml`` is used.
        shifts: for each batch where its source begins in the text, if they are several; offsets of a batch count from there.
    """
    import numpy as np

    quantities = [quantity for _, inside, _ in batches for quantity in inside]
    moved = np.array(shifts or [0] * len(batches), np.int64)
    counts = np.array([len(inside) for _, inside, _ in batches])
    document = np.repeat(np.arange(len(batches)), counts)
    spans = np.array(list(map(attrgetter("start", "end"), quantities)), np.int64).reshape(-1, 2) + moved[document, None]
    start, end = np.ascontiguousarray(spans[:, 0]), np.ascontiguousarray(spans[:, 1])
    given = characters(text)
    line = np.searchsorted(given.lines, start)
    line_start = np.concatenate([[0], given.lines + 1])[line]
    line_end = np.concatenate([given.lines, [len(text)]])[np.searchsorted(given.lines, end)]
    documents = np.array([(one.start, one.end) for one, _, _ in batches], np.int64).reshape(-1, 2) + moved[:, None]
    bounds = documents[document]
    line_start, line_end = np.maximum(line_start, bounds[:, 0]), np.minimum(line_end, bounds[:, 1])
    years = Years(text, [one.title for one, _, _ in batches], documents, lexicons)
    cues = lexicons.compiled("judging.cues", Cues)
    hits = cues.dated(cues.scan(text), years.apart(), WIDTH)
    outline = Outline(text, lexicons.compiled("judging.wordings", Wordings), years, cues, hits)
    held = [(one, len(inside), shift) for (one, inside, _), shift in zip(batches, moved.tolist(), strict=True)]
    placed = places(outline, held, start, end, line, line_start, line_end)
    sentence, sentence_start, sentence_end = placed.sentence, placed.sentence_start, placed.sentence_end
    same = np.append(False, (sentence[1:] == sentence[:-1]) & (document[1:] == document[:-1]))
    head = _heads(text, quantities, start, end, same, lexicons.compiled("judging.joins", _joins))
    previous, following = sentence_start.copy(), sentence_end.copy()
    previous[1:] = np.where(same[1:], end[:-1], sentence_start[1:])
    following[:-1] = np.where(same[1:], start[1:], sentence_end[:-1])
    following = np.maximum(end, np.minimum(following, sentence_end))
    clause_start, clause_end, bracket = _clauses(text, given, head, end, sentence_start, sentence_end)
    length = bounds[:, 1] - bounds[:, 0]
    fifth = np.where(length > _SHORT, (start - bounds[:, 0]) * 5 // np.maximum(length, 1), 2)
    rated = np.array([quantity.kind == "rate" for quantity in quantities])
    share = np.array(shares(text, head, start, end, rated, lexicons), bool)
    done, spans = answered(text, hits, cues, given.breaks, start[rated], lexicons)
    done |= slogans(text, hits, cues, lexicons)
    reach = scopes(
        cues, hits, done, head=head, end=end, previous=previous, following=following, clause_start=clause_start,
        clause_end=clause_end, sentence_start=sentence_start, sentence_end=sentence_end, line_start=line_start,
    )  # fmt: skip
    types, plain = _kinds(batches, document, placed.plain)
    return Contexts(
        text, given, quantities, document, sentence, line, placed.section, types, start, end, head, previous, following, sentence_start,
        sentence_end, clause_start, clause_end, line_start, placed.heading, placed.title, plain, placed.opening, fifth,
        years.ahead(document, start, line_start), share, bracket, _within(spans, start), reach,
    )  # fmt: skip


def _within(spans: Ints, start: Ints) -> Flags:
    """Which numbers begin inside one of some spans, which are in order."""
    import numpy as np

    if not len(spans):
        return np.zeros(len(start), bool)
    place = np.searchsorted(spans[:, 0], start, "right") - 1
    inside: Flags = (place >= 0) & (start < spans[place, 1])
    return inside


def _kinds(batches: Sequence[Batch], document: Ints, told: Ints) -> tuple[Ints, Ints]:
    """The type of each quantity's document, and what numbers in it mostly are: what its title tells, else goals in a plan, results elsewhere."""
    import numpy as np

    types = np.array([TYPES.index(type) if type in TYPES else OTHER for _, _, type in batches])[document]
    return types, np.where(told >= 0, told, np.where(types == PLAN, STATUSES.index("target"), STATUSES.index("actual")))


def _joins(lexicons: Lexicons) -> tuple[frozenset[str], frozenset[str]]:
    """What stands between numbers of one list; what does so only between numbers of one unit."""
    return frozenset(lexicons.words("cues", "joins", "words")), frozenset(lexicons.words("cues", "joins", "marks"))


def _heads(
    text: str, quantities: Sequence[Quantity], start: Ints, end: Ints, same: Flags, joins: tuple[frozenset[str], frozenset[str]]
) -> Ints:
    """Start of the first number of each one's list."""
    import numpy as np

    first = np.arange(len(start))
    for place in (np.flatnonzero(same[1:] & (start[1:] - end[:-1] <= _JOIN)) + 1).tolist():
        between = text[end[place - 1] : start[place]].strip()
        if between in joins[0] or (between in joins[1] and quantities[place - 1].unit == quantities[place].unit):
            first[place] = first[place - 1]
    return start[first]


def _clauses(
    text: str, given: Characters, head: Ints, end: Ints, sentence_start: Ints, sentence_end: Ints
) -> tuple[Ints, Ints, Ints]:
    """The clause that holds each number's list and number, and the start of its bracket; what stands in brackets is a world of its own."""
    import numpy as np

    spans = np.array([match.span() for match in _BRACKET.finditer(text)], np.int64).reshape(-1, 2)
    edge = np.array([[-1, -1]])
    spans = np.concatenate([edge, spans])

    def bracket(offsets: Ints) -> Ints:
        place = np.searchsorted(spans[:, 0], offsets, "right") - 1
        return np.where(offsets < spans[place, 1], place, 0)

    inner = bracket(given.breaks) > 0
    place = bracket(head)
    begins, stops = np.empty_like(head), np.empty_like(head)
    for breaks, rows in ((given.breaks[~inner], place == 0), (given.breaks[inner], place > 0)):
        around = np.concatenate([[-1], breaks, [len(text)]])
        begins[rows] = around[np.searchsorted(breaks, head[rows])] + 1
        stops[rows] = around[np.searchsorted(breaks, end[rows]) + 1]
    begins, stops = np.maximum(begins, sentence_start), np.minimum(stops, sentence_end)
    held = place > 0
    begins = np.where(held, np.maximum(begins, spans[place, 0] + 1), begins)
    stops = np.where(held, np.maximum(end, np.minimum(stops, spans[place, 1] - 1)), stops)
    return begins, stops, np.where(held, spans[place, 0], -1)
