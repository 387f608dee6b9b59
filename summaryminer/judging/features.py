"""Features of a quantity in its context: hashed character n-grams of the clean text around it, cues, unit, headings, place.

Every feature is a row number of the model's weight table, so scoring is looking up rows and adding them; row 0 holds
zeros and stands for "no feature". Each group of features has rows of its own. All quantities of a source are turned into numbers together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from summaryminer.judging.context import STATUSES, Context
from summaryminer.judging.rules import Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.int64]

__all__ = ["GROUPS", "SEGMENTS", "SIZE", "features"]

_LEFT, _RIGHT, _HEADING, _TITLE = 36, 16, 12, 20
_NUMBERS = re.compile(r"[0-9][0-9,.]*")
_BREAKS = "，,；;：:（）()"
_STOPS = "。！？!?\n"
_LISTED = 30

_SIZES = {
    "near": 10240, "clause": 20480, "sentence": 12288, "behind": 10240, "headings": 3072, "unit": 4096, "cues": 4096, "place": 1024,
}  # fmt: skip
GROUPS = tuple(_SIZES)
"""Groups of features, which an ablation can leave out one by one."""
SEGMENTS = {
    group: (sum(_SIZES[other] for other in GROUPS[:at]), sum(_SIZES[other] for other in GROUPS[: at + 1]))
    for at, group in enumerate(GROUPS)
}
"""Each group's rows of the weight table; the first of them holds zeros."""
SIZE = sum(_SIZES.values())
"""Rows of the weight table."""


def features(text: str, contexts: Sequence[Context], verdicts: Sequence[Verdict]) -> Matrix:
    """One row of feature numbers for each quantity.

    Args:
        text: clean text; offsets of the contexts count in it.
        contexts: the quantities in their contexts.
        verdicts: what the rules say of each.
    """
    import numpy as np

    left, right = _windows(text, contexts)
    region = _regions(left)
    after = _regions(right[:, ::-1])[:, ::-1]
    none = np.zeros((1, 1), np.int64)
    heading = _codes([(c.headings[-1] if len(c.headings) > 1 else "")[-_HEADING:] for c in contexts], _HEADING)
    title = _codes([c.headings[0][-_TITLE:] for c in contexts], _TITLE)
    bigrams, trigrams = _grams(left, 2, region), _grams(left, 3, region)
    inside, inside3 = region[:, 1:] == 0, region[:, 2:] == 0
    blocks = [
        *_near(left, right, contexts),
        _rows("clause", bigrams, inside),
        _rows("clause", trigrams, inside3),
        _rows("sentence", bigrams, ~inside),
        _rows("behind", _grams(right, 2, after)),
        _rows("behind", _grams(right, 3, after)),
        _rows("headings", _grams(heading, 2, none + 1)),
        _rows("headings", _grams(title, 2, none + 2)),
        *_named(text, contexts, verdicts),
    ]
    return np.concatenate(blocks, axis=1)


def _windows(text: str, contexts: Sequence[Context]) -> tuple[Matrix, Matrix]:
    """The characters before and behind each number, numbers in them written as 0."""
    lefts, rights = [], []
    for context in contexts:
        start, end = context.quantity.start, context.quantity.end
        left = text[max(0, start - _LEFT - 12) : start]
        lefts.append(_NUMBERS.sub("0", left[left.rfind("\n") + 1 :])[-_LEFT:])
        rights.append(_NUMBERS.sub("0", text[end : end + _RIGHT + 6].partition("\n")[0])[:_RIGHT])
    import numpy as np

    return np.ascontiguousarray(_codes(lefts, _LEFT, right=True)), _codes(rights, _RIGHT)


def _codes(strings: Sequence[str], width: int, right: bool = False) -> Matrix:
    """Code points of strings, padded with zeros to one width."""
    import numpy as np

    pad = str.rjust if right else str.ljust
    joined = "".join([pad(string, width, "\0") for string in strings])
    flat = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return flat.reshape(len(strings), width).astype(np.int64)


def _regions(left: Matrix) -> Matrix:
    """How far each character is from the number at the right end: 0 same clause, 1 same sentence, 2 beyond."""
    import numpy as np

    breaks = np.isin(left, [ord(c) for c in _BREAKS])
    stops = np.isin(left, [ord(c) for c in _STOPS])
    later = np.cumsum(breaks[:, ::-1], axis=1)[:, ::-1] > 0
    beyond = np.cumsum(stops[:, ::-1], axis=1)[:, ::-1] > 0
    return np.where(beyond, 2, np.where(later, 1, 0))


def _rows(group: str, hashed: Matrix, where: NDArray[np.bool_] | None = None) -> Matrix:
    """Spreads hashes over a group's rows; none where the hash is negative or ``where`` is false."""
    import numpy as np

    first, stop = SEGMENTS[group]
    absent = hashed < 0 if where is None else (hashed < 0) | ~where
    value = hashed & 0xFFFFFFFF
    value = (value ^ (value >> 15)) * 0x2C1B3C6D & 0xFFFFFFFF
    value = value ^ (value >> 13)
    return np.where(absent, 0, value % (stop - first - 1) + first + 1)


def _grams(codes: Matrix, n: int, region: Matrix) -> Matrix:
    """Hashed n-grams with the region of their last character; -1 where the window is empty."""
    import numpy as np

    width = codes.shape[1] - n + 1
    total = np.full((codes.shape[0], width), n, np.int64)
    empty = np.zeros((codes.shape[0], width), bool)
    for place in range(n):
        part = codes[:, place : place + width]
        total = (total * 0x01000193 + part) & 0xFFFFFFFF
        empty |= part == 0
    where = region[:, n - 1 :] if region.shape[1] > 1 else region
    return np.where(empty, -1, (total + where * 0x9E3779B1) & 0xFFFFFFFF)


def _near(left: Matrix, right: Matrix, contexts: Sequence[Context]) -> list[Matrix]:
    """The characters that touch the number, by their place, also together with the unit."""
    import numpy as np

    units = np.array([[crc32(context.quantity.unit.encode())] for context in contexts], np.int64)
    hashes = []
    total = np.zeros((left.shape[0], 1), np.int64)
    for n in range(1, 6):
        total = (total * 0x01000193 + left[:, -n][:, None]) & 0xFFFFFFFF
        hashes.append(total + n * 0x9E3779B1)
        if n < 4:
            hashes.append(total + (10 + n) * 0x9E3779B1 + units * 0x85EBCA77)
    total = np.zeros((left.shape[0], 1), np.int64)
    for n in range(1, 4):
        total = (total * 0x01000193 + right[:, n - 1][:, None]) & 0xFFFFFFFF
        hashes.append(total + (20 + n) * 0x9E3779B1)
    hashes.append(left[:, -1][:, None] * 0x01000193 + right[:, 0][:, None] + 25 * 0x9E3779B1)
    return [_rows("near", np.concatenate(hashes, axis=1) & 0xFFFFFFFF)]


def _named(text: str, contexts: Sequence[Context], verdicts: Sequence[Verdict]) -> list[Matrix]:
    """Rows of the features that have names: unit, cues, place."""
    import numpy as np

    blocks = []
    for group, name in (("unit", _unit), ("cues", _cues), ("place", _place)):
        row = _Rows(group)
        rows = [list(map(row.__getitem__, name(text, c, v))) for c, v in zip(contexts, verdicts, strict=True)]
        width = max(map(len, rows))
        blocks.append(np.array([found + [0] * (width - len(found)) for found in rows], np.int64))
    return blocks


class _Rows(dict[str, int]):
    """Rows of a group's features by their names."""

    def __init__(self, group: str) -> None:
        self._first, stop = SEGMENTS[group]
        self._size = stop - self._first - 1

    def __missing__(self, name: str) -> int:
        row = self[name] = crc32(name.encode("utf-8", "surrogatepass")) % self._size + self._first + 1
        return row


def _unit(text: str, context: Context, verdict: Verdict) -> list[str]:
    quantity, type = context.quantity, context.type
    size = "" if quantity.value is None else str(min(6, len(str(int(abs(quantity.value))))))
    unit, kind, rule = quantity.unit, quantity.kind, quantity.rule
    return [
        f"u:{unit}", f"k:{kind}", f"r:{rule}", f"b:{quantity.bound}", f"s:{quantity.state}", f"t:{type}:{unit}",
        f"t:{type}:{kind}:{quantity.bound}", f"v:{kind}:{size}", f"v:{rule}:{quantity.text[:2]}",
        f"rl:{rule}:{text[quantity.start - 1 : quantity.start]}", f"uv:{unit}:{size}",
    ]  # fmt: skip


def _place(text: str, context: Context, verdict: Verdict) -> list[str]:
    return [
        f"p:{context.type}:{int(context.place * 5)}", f"d:{context.type}",
        f"first:{context.previous == context.sentence[0]}", f"list:{context.head != context.quantity.start}",
        f"last:{context.following == context.sentence[1]}",
    ]  # fmt: skip


def _cues(text: str, context: Context, verdict: Verdict) -> list[str]:
    kind, type, start = context.quantity.kind, context.type, context.clause[0]
    names = [
        f"rule:{verdict.status}:{type}", f"rule:{verdict.change}", f"rule:{verdict.status}:{kind}:{verdict.heading}",
        f"h:{verdict.heading}:{type}", f"y:{context.ahead}:{type}",
    ]  # fmt: skip
    nearest: dict[str, str] = {}
    order: list[str] = []
    for hit in reversed(context.before):
        name = hit.cue.name
        where = "s" if hit.start < start else "p" if hit.start < context.previous else "c"
        names.append(f"q:{name}:{where}")
        gap = context.head - hit.end
        if where == "c":
            names.append(f"q:{name}:{0 if gap < 1 else 1 if gap < 4 else 2 if gap < 9 else 3}:{kind}")
        says = hit.cue.says
        if says in STATUSES:
            order.append(name)
        if says not in nearest:
            nearest[says] = name
            names.append(f"n:{name}:{where}:{type}")
            names.append(f"n:{name}:{context.quantity.unit}")
    names.append("o:" + ">".join(order[:2]))
    names.append(f"o1:{order[0] if order else ''}:{type}:{verdict.heading}")
    names.append(f"o1:{order[0] if order else ''}:{kind}:{context.quantity.bound}")
    names += [f"q:{hit.cue.name}:after" for hit in context.after[:3]]
    if context.after:
        names.append(f"a:{context.after[0].cue.name}:{order[0] if order else ''}")
        names.append(f"a:{context.after[0].cue.name}:{kind}")
    names += [f"e:{hit.cue.name}" for hit in context.earlier[-3:]]
    if context.earlier:
        names.append(f"el:{context.earlier[-1].cue.name}:{type}")
    names += [f"l:{hit.cue.name}" for hit in context.later]
    return names
