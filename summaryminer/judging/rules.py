"""Judging by rule: the nearest cue in scope, then the headings, then the kind of document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summaryminer.judging.context import PLAN, Contexts
from summaryminer.judging.cues import SAYS, STATUSES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["CHANGES", "DOUBTFUL", "Verdicts", "reasons", "verdicts"]

CHANGES = ("level", "increase", "decrease")
"""What a number may be besides its status: a level, or the size of a change."""
DOUBTFUL = frozenset({"article", "bare_doubtful", "weak"})
"""Rules of the grammar whose numbers are figures only where the classifier says so."""

# Between a verb of change and its number nothing but this many characters of approximation may stand (增长了近12%).
_BETWEEN = 3
_ACTUAL, _TARGET = STATUSES.index("actual"), STATUSES.index("target")
_LEVEL, _COMPARED = SAYS.index("level"), SAYS.index("compared")
# Far more than any offset: a cue's rank comes before its place.
_RANK = 1 << 40


class Verdicts(NamedTuple):
    """What the rules say of each quantity.

    Args:
        figure: does the grammar take it for a figure?
        status: column of :data:`~summaryminer.judging.cues.STATUSES`.
        change: column of :data:`CHANGES`; ``expressed``: the expression itself says so (翻一番).
        word: number of the cue's word that decided the status, from 1; 0 where a heading or the document did.
        rank: rank of that cue.
        moving: number of the word that decided the change, 0 if none did.
        back: for a part (其中), how many numbers back the whole stands whose status it takes; 0 for all others.
    """

    figure: Flags
    status: Ints
    change: Ints
    expressed: Flags
    word: Ints
    rank: Ints
    moving: Ints
    back: Ints


def verdicts(contexts: Contexts) -> Verdicts:
    """What the rules say of quantities in their contexts.

    Args:
        contexts: the quantities.
    """
    import numpy as np

    quantities = contexts.quantities
    figure = np.array([quantity.rule not in DOUBTFUL for quantity in quantities])
    status, word, rank, back = _status(contexts)
    change, moving = _change(contexts)
    given = np.array([0 if q.change is None else CHANGES.index(q.change) for q in quantities])
    expressed = given > 0
    return Verdicts(figure, status, np.where(expressed, given, change), expressed, word, rank, moving, back)


def _status(contexts: Contexts) -> tuple[Ints, Ints, Ints, Ints]:
    import numpy as np

    reach = contexts.scopes
    ranks, says = reach.cues.columns.rank, reach.cues.columns.says
    begins = reach.hits.start[reach.last]
    weight = np.where(reach.active & (ranks[:-1] > 0), ranks[:-1] * _RANK + begins, -1)
    ahead = weight.argmax(axis=1)
    rows = np.arange(len(contexts))
    forward = weight[rows, ahead]
    behind = reach.behind_status
    # Of equal ranks the one before the number counts.
    backward = np.where((behind > 0) & (ranks[reach.hits.cue[behind]] > 0), ranks[reach.hits.cue[behind]] * _RANK, -1)
    word = np.where(backward > forward, behind, np.where(forward >= 0, reach.last[rows, ahead], 0))
    cue = reach.hits.cue[word]
    plain = np.where(contexts.type == PLAN, _TARGET, _ACTUAL)
    otherwise = np.where((contexts.heading >= 0) & (contexts.heading < len(STATUSES)), contexts.heading, plain)
    status = np.where(word > 0, says[cue], otherwise)
    source = _sources(contexts, status == SAYS.index("same"))
    word, status = word[source], status[source]
    unclear = status == SAYS.index("same")
    return np.where(unclear, otherwise, status), word, np.where(unclear, 0, ranks[reach.hits.cue[word]]), rows - source


def _sources(contexts: Contexts, part: Flags) -> Ints:
    """The number that says what a part is (the last one before it in its line that is no part); each other number itself."""
    import numpy as np

    here = np.arange(len(part))
    source = np.maximum.accumulate(np.where(part, 0, here))
    same = (contexts.line == contexts.line[source]) & (contexts.document == contexts.document[source])
    return np.where(part & same, source, here)


def _change(contexts: Contexts) -> tuple[Ints, Ints]:
    """A verb of change directly before the number, or before the thing counted when something is compared."""
    import numpy as np

    reach = contexts.scopes
    says = reach.cues.columns.says
    moves = reach.active & (says[:-1] >= _LEVEL)
    begins = np.where(moves, reach.hits.start[reach.last], -1)
    nearest = begins.argmax(axis=1)
    rows = np.arange(len(contexts))
    there = begins[rows, nearest] >= 0
    compared = moves[:, says[:-1] == _COMPARED].any(axis=1)
    moving = (says[nearest] > _LEVEL) & (says[nearest] < _COMPARED)
    ahead = there & moving & (compared | (reach.gap[rows, nearest] <= _BETWEEN))
    word = np.where(ahead, reach.last[rows, nearest], reach.behind_change)
    said = says[reach.hits.cue[word]] - _LEVEL
    return np.where((word > 0) & (said > 0) & (said < len(CHANGES)), said, 0), word


def reasons(contexts: Contexts, found: Verdicts) -> list[tuple[str, ...]]:
    """The cues that counted for each quantity, readable by people.

    Args:
        contexts: the quantities.
        found: what the rules said of them.
    """
    reach, text = contexts.scopes, contexts.text
    starts, ends, cues = (column.tolist() for column in reach.hits)
    shown = [""] * len(starts)
    for word in {*found.word.tolist(), *found.moving.tolist()}:
        if word:
            shown[word] = f"{reach.cues.cues[cues[word]].name}:{text[starts[word] : ends[word]]}"
    headings = {place: f"heading:{says}" for place, says in enumerate(STATUSES)}
    plans = contexts.type == PLAN
    columns = (found.word, found.moving, found.expressed, contexts.heading, plans)
    told = []
    for word, moving, expressed, heading, plan in zip(*(column.tolist() for column in columns), strict=True):
        first = shown[word] if word else headings.get(heading) or ("plan" if plan else "")
        second = "expression" if expressed else shown[moving]
        told.append(tuple(filter(None, (first, second))))
    return told
