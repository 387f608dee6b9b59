"""Features of a quantity in its context: hashed character n-grams of the clean text around it, cues, unit, place.

Every feature is a row number of the model's weight table, so scoring is looking up rows and adding them; row 0 holds
zeros and stands for "no feature". Each group of features has rows of its own. All quantities of a source are turned
into numbers together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from summaryminer.judging.context import Context
from summaryminer.judging.cues import STATUSES
from summaryminer.judging.grams import NONE, cross, grams, regions, windows
from summaryminer.judging.rules import Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.int64]

__all__ = ["GROUPS", "SEGMENTS", "SIZE", "features"]

_LEFT, _RIGHT = 36, 16

_SIZES = {
    **{"near": 10240, "clause": 20480, "sentence": 12288, "behind": 10240},
    **{"unit": 4096, "cues": 7168, "place": 1024},
}
GROUPS = tuple(_SIZES)
"""Groups of features, which an ablation can leave out one by one."""
SEGMENTS = {
    group: (sum(_SIZES[other] for other in GROUPS[:at]), sum(_SIZES[other] for other in GROUPS[: at + 1]))
    for at, group in enumerate(GROUPS)
}
"""Each group's rows of the weight table; the first of them holds zeros."""
SIZE = sum(_SIZES.values())
"""Rows of the weight table."""

_SAYS = ("actual", "target", "standard", "increase", "decrease", "level")


def features(text: str, contexts: Sequence[Context], verdicts: Sequence[Verdict]) -> Matrix:
    """One row of feature numbers for each quantity.

    Args:
        text: clean text; offsets of the contexts count in it.
        contexts: the quantities in their contexts, at least one.
        verdicts: what the rules say of each.
    """
    import numpy as np

    left, right = windows(text, [(c.quantity.start, c.quantity.end) for c in contexts], _LEFT, _RIGHT)
    region = regions(left)
    after = regions(right[:, ::-1])[:, ::-1]
    bigrams, trigrams = grams(left, 2, region), grams(left, 3, region)
    inside, inside3 = region[:, 1:] == 0, region[:, 2:] == 0
    traits = _Traits(contexts, verdicts)
    blocks = [
        _rows("near", _near(left, right, traits)),
        _rows("clause", np.where(inside, bigrams, NONE)),
        _rows("clause", np.where(inside3, trigrams, NONE)),
        _rows("sentence", np.where(inside, NONE, bigrams)),
        _rows("behind", grams(right, 2, after)),
        _rows("behind", grams(right, 3, after)),
        _rows("unit", traits.unit_crossed(left)),
        _rows("cues", _cues(contexts, traits)),
        _rows("place", traits.placed(contexts)),
    ]
    return np.concatenate(blocks, axis=1)


def _rows(group: str, hashed: Matrix) -> Matrix:
    """Spreads hashes over a group's rows; row 0 where there is none."""
    import numpy as np

    first, stop = SEGMENTS[group]
    value = (hashed ^ (hashed >> 15)) * 0x2C1B3C6D & 0xFFFFFFFF
    value = value ^ (value >> 13)
    return np.where(hashed < 0, 0, value % (stop - first - 1) + first + 1)


def _near(left: Matrix, right: Matrix, traits: _Traits) -> Matrix:
    """The characters that touch the number, by their place, the nearest also together with the unit."""
    import numpy as np

    last = [left[:, -n] for n in range(1, 6)]
    first = [right[:, n] for n in range(3)]
    hashes = [cross(n, *last[: n + 1]) for n in range(5)]
    hashes += [cross(10 + n, traits.unit, *last[: n + 1]) for n in range(3)]
    hashes += [cross(20 + n, *first[: n + 1]) for n in range(3)]
    hashes.append(cross(30, last[0], first[0]))
    return np.stack(hashes, axis=1)


class _Codes(dict[str, int]):
    """Numbers for words, the same in every run."""

    def __missing__(self, word: str) -> int:
        code = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        if len(self) > 100_000:
            self.clear()
        return code


_CODES = _Codes()


class _Traits:
    """What quantities and documents are, each as a column of numbers.

    Args:
        contexts: the quantities in their contexts.
        verdicts: what the rules say of each.
    """

    def __init__(self, contexts: Sequence[Context], verdicts: Sequence[Verdict]) -> None:
        import numpy as np

        code = _CODES
        columns = [
            (
                *(code[q.unit], code[q.kind], code[q.rule], code[q.bound], code[q.state], code[c.type]),
                *(code[q.text[:2]], 9 if q.value is None else min(6, len(str(int(abs(q.value)))))),
                *(code[v.status], code[v.change or ""], code[v.heading], 99 if c.ahead is None else c.ahead, v.rank),
            )
            for c, q, v in ((c, c.quantity, v) for c, v in zip(contexts, verdicts, strict=True))
        ]
        table = np.array(columns, np.int64).T
        self.unit, self.kind, self.rule, self.bound, self.state, self.type, self.text, self.size = table[:8]
        self.status, self.change, self.heading, self.ahead, self.rank = table[8:]

    def unit_crossed(self, left: Matrix) -> Matrix:
        """Unit, kind, size and form of the number, alone and together."""
        import numpy as np

        return np.stack(
            [
                *(
                    cross(1, self.unit),
                    cross(2, self.kind),
                    cross(3, self.rule),
                    cross(4, self.bound),
                    cross(5, self.state),
                ),
                *(cross(6, self.type, self.unit), cross(7, self.type, self.kind, self.bound)),
                *(cross(8, self.kind, self.size), cross(9, self.rule, self.text), cross(10, self.rule, left[:, -1])),
                cross(11, self.unit, self.size),
            ],
            axis=1,
        )

    def placed(self, contexts: Sequence[Context]) -> Matrix:
        """Where in document, sentence and list a number stands."""
        import numpy as np

        table = np.array(
            [
                (
                    int(c.place * 5),
                    c.previous == c.sentence[0],
                    c.head != c.quantity.start,
                    c.following == c.sentence[1],
                )
                for c in contexts
            ],
            np.int64,
        ).T
        fifth, first, listed, last = table
        return np.stack(
            [cross(1, self.type, fifth), cross(2, self.type), cross(3, first), cross(4, listed), cross(5, last)], axis=1
        )


def _cues(contexts: Sequence[Context], traits: _Traits) -> Matrix:
    """Every cue in scope with its distance, the nearest of each sort together with unit, kind and document."""
    import numpy as np

    t = traits
    count = len(contexts)
    code = _CODES
    flat = np.array(
        [
            (i, code[h.cue.name], _SAYS.index(h.cue.says), h.start, h.end)
            for i, c in enumerate(contexts)
            for h in c.before
        ],
        np.int64,
    ).reshape(-1, 5)
    bounds = np.array([(c.clause[0], c.previous, c.head) for c in contexts], np.int64)
    who, name, says, start, end = flat.T
    where = (start < bounds[who, 0]) + 0 + (start < bounds[who, 1])
    where[start < bounds[who, 0]] = 2
    gap = np.digitize(bounds[who, 2] - end, [1, 4, 9])
    hits = [cross(1, name, where), np.where(where == 0, cross(2, name, gap, t.kind[who]), NONE)]
    columns = [_spread(hashed, who, count) for hashed in hits]
    # Assignment with repeated places keeps the last value, which is the nearest cue.
    near, near_where = np.full((count, 6), NONE, np.int64), np.zeros((count, 6), np.int64)
    near[who, says], near_where[who, says] = name, where
    for sort in range(6):
        there = near[:, sort] >= 0
        hashed = [cross(3, near[:, sort], near_where[:, sort], t.type), cross(4, near[:, sort], t.unit)]
        columns += [np.where(there, one, NONE)[:, None] for one in hashed]
    first, second = _last_two(who[says < 3], name[says < 3], count)
    behind = _names([[h.cue.name for h in c.after[:3]] for c in contexts], 3)
    earlier = _names([[h.cue.name for h in c.earlier[:-4:-1] if h.cue.says in STATUSES] for c in contexts], 3)
    later = _names([[h.cue.name for h in c.later] for c in contexts], 2)
    combined = [
        *(cross(5, first, second), cross(6, first, t.type, t.heading), cross(7, first, t.kind, t.bound)),
        *(cross(8, t.status, t.type), cross(9, t.change), cross(10, t.status, t.kind, t.heading)),
        *(cross(11, t.heading, t.type), cross(12, t.ahead, t.type)),
        *(cross(20, t.status, t.rank), cross(21, t.status, t.rank, t.type)),
        *(cross(13, behind[:, 0], first), cross(14, behind[:, 0], t.kind), cross(15, earlier[:, 0], t.type)),
    ]
    columns += [np.stack(combined, axis=1)]
    columns += [np.where(them >= 0, cross(16 + at, them), NONE) for at, them in enumerate((behind, earlier, later))]
    return np.concatenate(columns, axis=1)


def _names(lists: list[list[str]], width: int) -> Matrix:
    """The codes of a few names each, :data:`NONE` where there are fewer."""
    import numpy as np

    code = _CODES
    return np.array([[code[name] for name in names] + [NONE] * (width - len(names)) for names in lists], np.int64)


def _spread(hashed: Matrix, who: Matrix, count: int) -> Matrix:
    """Values that belong to quantities (in order) as one row for each quantity."""
    import numpy as np

    number = np.bincount(who, minlength=count)
    table = np.full((count, max(1, int(number.max(initial=1)))), NONE, np.int64)
    first = np.cumsum(number) - number
    table[who, np.arange(len(who)) - first[who]] = hashed
    return table


def _last_two(who: Matrix, name: Matrix, count: int) -> tuple[Matrix, Matrix]:
    """The last and the last but one value of each quantity, :data:`NONE` where there is none."""
    import numpy as np

    last, before = np.full(count, NONE, np.int64), np.full(count, NONE, np.int64)
    last[who] = name
    same = who[1:] == who[:-1]
    before[who[1:][same]] = name[:-1][same]
    return last, before
