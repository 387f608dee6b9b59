"""Which cues reach which numbers: for every number and every cue, the last of its words before the number and how far off it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summaryminer.judging.cues import Cues, Hits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["ABSENT", "BETWEEN", "CLAUSE", "ENDED", "LINE", "NEAR", "OVER", "SENTENCE", "Scopes", "scopes"]

ABSENT, NEAR, CLAUSE, SENTENCE, LINE, ENDED, OVER = range(7)
"""Zones: where the last word of a cue stands that looks forward. ``NEAR``: in the clause, with no number in between; ``CLAUSE``: in the
clause; ``SENTENCE``: earlier in the sentence; ``LINE``: in an earlier sentence of the line; ``ENDED`` and ``OVER``: in the sentence or the line, but
another cue has ended its scope."""

BETWEEN = 3
"""Between a verb of change and its number nothing but this many characters of approximation may stand (增长了近12%)."""


class Scopes(NamedTuple):
    """The cues around each number: one row each.

    Args:
        cues: all cues, in the order of the columns.
        hits: their words in the text.
        last: number of the last word of each cue before the number (or its list), counted from 1; 0 where there is none.
        zone: where it stands.
        gap: characters between it and the number.
        active: does it reach the number?
        behind_status, behind_change: number of the first word behind the number that looks back at it, from 1; 0 if none.
        later: the same for the first word about status behind its clause, in its sentence.
        next_change: the same for the first word about change between it and the number that follows.
    """

    cues: Cues
    hits: Hits
    last: Ints
    zone: Ints
    gap: Ints
    active: Flags
    behind_status: Ints
    behind_change: Ints
    later: Ints
    next_change: Ints


def scopes(cues: Cues, hits: Hits, answered: Flags, **around: Ints) -> Scopes:
    """The cues that reach numbers.

    Args:
        cues: all cues.
        hits: their words in the text.
        answered: which of them reach no number, because what they ask for is done.
        around: of each number its ``head``, ``end``, ``previous``, ``following``, ``clause_start``, ``clause_end``,
            ``sentence_start``, ``sentence_end`` and ``line_start``, as in :class:`~summaryminer.judging.context.Contexts`; ``head``
            never falls.
    """
    import numpy as np

    hits = Hits(*(np.concatenate([[-1], column]) for column in hits))
    head = around["head"]
    last = np.zeros((len(head) + 1, len(cues.cues)), np.int64)
    # Repeated places keep what is written last: the nearest word.
    numbers = np.arange(1, len(hits.end))
    last[np.searchsorted(head, hits.end[1:]), hits.cue[1:]] = numbers
    last = np.maximum.accumulate(last[:-1], axis=0)
    begins = hits.start[last]
    zone = _zones(begins, cues, around)
    if answered.any():
        still = np.append(False, answered)
        zone = np.where(still[last] & (zone > ABSENT), np.where(zone == LINE, OVER, ENDED), zone)
    else:
        still = np.zeros(len(hits.end), bool)
    gap = head[:, None] - hits.end[last]
    of = cues.columns
    active = (zone > ABSENT) & (zone <= of.limit[:-1]) & (~of.touching[:-1] | (gap == 0))
    order = np.argsort(hits.start[1:], kind="stable") + 1
    order = order[~still[order]]
    seek = _Seek(hits, order, of.touching)
    end, until = around["end"], np.minimum(around["following"], around["clause_end"])
    moved = seek.behind(end, until, ~of.of_status & ~of.forward)
    # 比上年的790万元增长8.9%: a verb directly before the next number speaks of that one.
    onward = (hits.end[moved] + BETWEEN >= around["following"]) & (around["following"] < around["sentence_end"])
    return Scopes(
        cues, hits, last, zone, gap, active,
        seek.behind(end, until, of.of_status & ~of.forward), np.where(onward, 0, moved),
        seek.first(around["clause_end"], around["sentence_end"], of.of_status),
        seek.first(end, around["following"], ~of.of_status & of.forward),
    )  # fmt: skip


def _zones(begins: Ints, cues: Cues, around: dict[str, Ints]) -> Ints:
    """The zone of the last word of each cue before each number."""
    import numpy as np

    previous, clause = around["previous"][:, None], around["clause_start"][:, None]
    sentence, line = around["sentence_start"][:, None], around["line_start"][:, None]
    # LINE, SENTENCE, CLAUSE and NEAR count down from the outermost.
    zone = (begins >= line) * LINE - (begins >= sentence) - (begins >= clause) - (begins >= np.maximum(clause, previous))
    # Cues that end at the same words are looked at together.
    for enders, columns in cues.ends:
        ended = (begins[:, enders].max(axis=1)[:, None] > begins[:, columns]) & (zone[:, columns] > ABSENT)
        zone[:, columns] = np.where(ended, np.where(zone[:, columns] == LINE, OVER, ENDED), zone[:, columns])
    return zone


class _Seek:
    """Looks for the first word of some cues behind a place.

    Args:
        hits: the words, an empty one in front.
        order: their numbers in order of their start.
        touching: cues that count only beside the number.
    """

    def __init__(self, hits: Hits, order: Ints, touching: Flags) -> None:
        self._order, self._touching = order, touching
        self._starts, self._cues = hits.start[order], hits.cue[order]

    def first(self, begin: Ints, stop: Ints, wanted: Flags) -> Ints:
        """The first word of wanted cues that begins in ``[begin, stop)``, 0 if there is none."""
        import numpy as np

        chosen = wanted[self._cues].nonzero()[0]
        starts = np.append(self._starts[chosen], np.iinfo(np.int64).max)
        numbers = np.append(self._order[chosen], 0)
        place = starts.searchsorted(begin)
        return np.where(starts[place] < stop, numbers[place], 0)

    def behind(self, end: Ints, stop: Ints, wanted: Flags) -> Ints:
        """The first word of wanted cues behind ``end`` that looks back as far."""
        import numpy as np

        near = self.first(end, end + 1, wanted & self._touching)
        return np.where(near > 0, near, self.first(end, stop, wanted & ~self._touching))
