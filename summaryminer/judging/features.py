"""Features of quantities in their contexts: cues, unit, place, and hashed character n-grams of the clean text around them.

Every feature is a row number of the model's weight table, so scoring is looking up rows and adding them; row 0 holds
zeros and stands for "no feature". Each group of features has rows of its own. All quantities of a source are turned
into numbers together.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING
from zlib import crc32

from summaryminer.judging.context import Contexts
from summaryminer.judging.grams import cross, grams
from summaryminer.judging.rules import Verdicts
from summaryminer.judging.scopes import ABSENT, ENDED, LINE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Hashes = NDArray[np.uint32]
    Ints = NDArray[np.int64]

__all__ = ["GROUPS", "SEGMENTS", "SIZE", "features"]

# How many characters before and behind a number count.
_LEFT, _RIGHT = 16, 8

_SIZES = {"near": 8192, "left": 16384, "right": 8192, "unit": 4096, "cues": 16384, "place": 4096, "round": 512}
GROUPS = tuple(_SIZES)
"""Groups of features, which an ablation can leave out one by one."""
SEGMENTS = {
    group: (sum(_SIZES[other] for other in GROUPS[:at]), sum(_SIZES[other] for other in GROUPS[: at + 1]))
    for at, group in enumerate(GROUPS)
}
"""Each group's rows of the weight table; the first of them holds zeros."""
SIZE = sum(_SIZES.values())
"""Rows of the weight table."""

# Traits that count alone and together.
_TEMPLATES: dict[str, tuple[tuple[str, ...], ...]] = {
    "unit": (
        ("unit",), ("kind",), ("rule",), ("bound",), ("state",), ("type", "unit"), ("type", "kind", "bound"), ("kind", "size"),
        ("rule", "form"), ("rule", "left"), ("unit", "size"),
    ),
    "cues": (
        ("status", "rank"), ("status", "rank", "type"), ("status", "kind", "heading"), ("change",), ("heading", "type"), ("ahead", "type"),
        ("ruling",), ("ruling", "type"), ("ruling", "heading"), ("ruling", "cue"), ("ruling", "kind", "bound"),
        ("cue", "zone"), ("cue", "zone", "type"), ("cue", "zone", "heading"), ("cue", "gap", "kind"), ("cue", "second"), ("cue", "unit"),
        ("cue", "kind", "bound"), ("cue", "behind"), ("cue", "later"), ("second", "type"), ("behind",), ("behind", "kind"),
        ("behind", "type"), ("later",), ("line_cue", "type"), ("line_cue", "cue"), ("moving", "zone"), ("behind_change",),
        ("next_change", "left"), ("next_change", "cue"),
        ("before",), ("before", "cue"), ("before", "unit"), ("after",), ("after", "cue"), ("before", "after", "type"),
        ("before_cue",), ("before_cue", "type"), ("after_cue",),
    ),
    "place": (("type", "fifth"), ("type",), ("first",), ("listed",), ("last",), ("first", "last", "type"),
        ("title",), ("title", "kind"), ("title", "heading"), ("title", "status", "rank"), ("title", "cue"), ("title", "bound", "kind"),
        ("opening", "type"), ("opening", "type", "cue"), ("opening", "title"),
    ),
    "round": (("round", "kind"), ("round", "kind", "bound"), ("round", "kind", "type")),
}  # fmt: skip
_TRAITS = tuple(dict.fromkeys(name for templates in _TEMPLATES.values() for names in templates for name in names))
_NAMED = [names for templates in _TEMPLATES.values() for names in templates]
# For each place in a template the columns of the traits that stand there; the last column is empty.
_COLUMNS = [[_TRAITS.index(names[at]) if at < len(names) else len(_TRAITS) for names in _NAMED] for at in range(3)]
_NUMBERS = list(range(100, 100 + len(_NAMED)))
_RUNS = 5, 3
# The group of every column, from left to right; those of the cues' zones, as many as there are cues, stand in front.
_COLUMN_GROUPS = (
    *("left",) * (2 * _LEFT), *("right",) * _RIGHT, *("near",) * (_RUNS[0] + 3 + _RUNS[1] + 1),
    *(group for group, templates in _TEMPLATES.items() for _ in templates),
)  # fmt: skip


def features(contexts: Contexts, found: Verdicts) -> Ints:
    """One row of feature numbers for each quantity.

    Args:
        contexts: the quantities in their contexts, at least one.
        found: what the rules say of each.
    """
    import numpy as np

    window = grams(contexts.characters, _LEFT + 2)
    traits = _traits(contexts, found)
    edges = (contexts.start, contexts.end, contexts.line_start, contexts.clause_start, contexts.sentence_end, contexts.clause_end)
    start, end, line, clause, stop, clause_end = window.place[np.stack(edges)][:, :, None]
    before, behind = start - np.arange(1, _LEFT + 1), end + np.arange(_RIGHT)
    outside, earlier = before < line, before < clause
    zone = contexts.scopes.zone
    near = _near(window.codes, start, end, traits["unit"])
    table = np.zeros((len(contexts), len(_TRAITS) + 1), np.uint32)
    for column, name in enumerate(_TRAITS):
        table[:, column] = traits[name]
    hashed = [
        cross(1, contexts.scopes.cues.columns.code[None, :-1], zone),
        cross(1, window.two[before], earlier),
        cross(2, window.three[before]),
        cross(3, window.two[behind], behind >= clause_end),
        near,
        cross(_NUMBERS, *(table[:, columns] for columns in _COLUMNS)),
    ]
    rows = _rows(np.concatenate(hashed, axis=1), zone.shape[1])
    absent = np.concatenate([zone == ABSENT, outside, outside | earlier, behind >= stop], axis=1)
    rows[:, : absent.shape[1]][absent] = 0
    return rows


def _rows(hashed: Hashes, cues: int) -> Ints:
    """Spreads hashes over the rows of their groups.

    Args:
        hashed: one column for each feature.
        cues: how many columns in front belong to single cues.
    """
    import numpy as np

    firsts, sizes = _groups(cues)
    value = (hashed ^ (hashed >> 15)) * 0x2C1B3C6D
    value ^= value >> 13
    return (value % sizes).astype(np.int64) + firsts


@lru_cache(maxsize=16)
def _groups(cues: int) -> tuple[Ints, Hashes]:
    """First row and number of rows of the group of every column; the row of zeros is left out."""
    import numpy as np

    spans = np.array([SEGMENTS[group] for group in ("cues",) * cues + _COLUMN_GROUPS])
    return spans[:, 0] + 1, (spans[:, 1] - spans[:, 0] - 1).astype(np.uint32)


def _near(codes: Hashes, start: Ints, end: Ints, unit: Ints) -> Hashes:
    """The characters that touch the number, by their place, the nearest also together with the unit."""
    import numpy as np

    left, right = _RUNS
    last, first = codes[start - np.arange(1, left + 1)], codes[end + np.arange(right)]
    hashes = np.empty((len(last), left + 3 + right + 1), np.uint32)
    run = np.full(len(last), 7, np.uint32)
    for n in range(left):
        run = hashes[:, n] = cross(run, last[:, n])
    hashes[:, left : left + 3] = cross(9, hashes[:, :3], unit[:, None])
    run = np.full(len(last), 8, np.uint32)
    for n in range(right):
        run = hashes[:, left + 3 + n] = cross(run, first[:, n])
    hashes[:, -1] = cross(last[:, 0], first[:, 0])
    return hashes


class _Codes(dict[str, int]):
    """Numbers for words, the same in every run."""

    def __missing__(self, word: str) -> int:
        code = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        if len(self) > 100_000:
            self.clear()
        return code


_CODES = _Codes()
_FORM = attrgetter("unit", "kind", "rule", "bound", "state")
_SIZE_STEPS = (1, 2, 10, 100, 1e3, 1e4)


class _Forms(dict[tuple[str, ...], tuple[int, ...]]):
    """The codes of several words together."""

    def __missing__(self, words: tuple[str, ...]) -> tuple[int, ...]:
        codes = self[words] = tuple(_CODES[word] for word in words)
        if len(self) > 100_000:
            self.clear()
        return codes


_FORMS = _Forms()


def _traits(contexts: Contexts, found: Verdicts) -> dict[str, Ints]:
    """What quantities and their surroundings are, each trait a column of numbers."""
    import numpy as np

    quantities = contexts.quantities
    known = [_FORMS[form] for form in map(_FORM, quantities)]
    table = np.array(known, np.uint32).T
    traits = dict(zip(("unit", "kind", "rule", "bound", "state"), table, strict=True))
    traits["form"] = np.array([_CODES[_form(quantity.text)] for quantity in quantities], np.uint32)
    traits["round"] = np.array([_rounded(quantity.text) for quantity in quantities], np.uint32)
    values = np.array([quantity.value for quantity in quantities], np.float64)
    traits["size"] = np.where(np.isnan(values), 9, np.digitize(np.abs(values), _SIZE_STEPS))
    reach = contexts.scopes
    cues, of_status = reach.cues.columns.code, reach.cues.columns.of_status[:-1]
    begins = reach.hits.start[reach.last]
    rows = np.arange(len(contexts))
    order = np.where(reach.active & of_status, begins, -1)
    nearest = order.argmax(axis=1)
    there = order[rows, nearest] >= 0
    traits["cue"] = np.where(there, cues[nearest], 0)
    traits["zone"] = np.where(there, reach.zone[rows, nearest], ABSENT)
    traits["gap"] = np.where(there, np.digitize(reach.gap[rows, nearest], [1, 4, 9]), 9)
    order[rows, nearest] = -1
    second = order.argmax(axis=1)
    traits["second"] = np.where(order[rows, second] >= 0, cues[second], 0)
    earlier = np.where((reach.zone >= LINE) & (reach.zone != ENDED) & of_status, begins, -1)
    in_line = earlier.argmax(axis=1)
    traits["line_cue"] = np.where(earlier[rows, in_line] >= 0, cues[in_line], 0)
    for name, words in (
        ("behind", reach.behind_status), ("behind_change", reach.behind_change), ("later", reach.later),
        ("next_change", reach.next_change), ("moving", found.moving), ("ruling", found.word),
    ):  # fmt: skip
        traits[name] = np.where(words > 0, cues[reach.hits.cue[words]], 0)
    traits |= _neighbours(contexts, found, traits["unit"])
    traits |= {"status": found.status, "rank": found.rank, "change": found.change, "type": contexts.type}
    traits |= {"heading": contexts.heading, "ahead": contexts.ahead, "fifth": contexts.fifth, "title": contexts.title, "opening": contexts.opening}
    traits["first"] = (contexts.previous == contexts.sentence_start) + 0
    traits["last"] = (contexts.following == contexts.sentence_end) + 0
    traits["listed"] = (contexts.head != contexts.start) + 0
    codes = contexts.characters.codes
    traits["left"] = np.where(contexts.start > contexts.line_start, codes[contexts.start - 1], 0)
    return traits


def _form(text: str) -> str:
    """How a number begins: 一 and 两 may be articles, but the digits of a number say nothing of its status."""
    return "0" if text[0].isdigit() and text[0].isascii() else text[:2]


def _rounded(text: str) -> int:
    """How a number in digits ends: 1 behind a decimal point, 2 with a five, 3 with a nought, 4 with two, 0 otherwise; 5 if it is in words."""
    digits = text[: len(text) - len(text.lstrip("0123456789.,"))].rstrip(".,")
    if not digits:
        return 5
    return 1 if "." in digits else 4 if digits.endswith("00") else 3 if digits[-1] == "0" else 2 if digits[-1] == "5" else 0


def _neighbours(contexts: Contexts, found: Verdicts, unit: Ints) -> dict[str, Ints]:
    """What the rules say of the numbers before and after, in the same sentence: 0 where there is none."""
    import numpy as np

    reach, cues = contexts.scopes, contexts.scopes.cues.columns.code
    joined = (contexts.sentence[1:] == contexts.sentence[:-1]) & (contexts.document[1:] == contexts.document[:-1])
    alike = unit[1:] == unit[:-1]
    told = 1 + found.status * 2 + (found.word > 0)
    word = np.where(found.word > 0, cues[reach.hits.cue[found.word]], 1)
    traits = {name: np.zeros(len(contexts), np.int64) for name in ("before", "after", "before_cue", "after_cue")}
    traits["before"][1:] = np.where(joined, told[:-1] * 2 + alike, 0)
    traits["after"][:-1] = np.where(joined, told[1:] * 2 + alike, 0)
    traits["before_cue"][1:] = np.where(joined, word[:-1] * 2 + alike, 0)
    traits["after_cue"][:-1] = np.where(joined, word[1:] * 2 + alike, 0)
    return traits
