"""Judging by rule: the nearest cue in scope, then the headings, then the kind of document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summaryminer.judging.context import PLAN, Contexts
from summaryminer.judging.cues import SAYS, STATUSES
from summaryminer.judging.planning import SPANS, planned
from summaryminer.judging.scopes import BETWEEN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["CHANGES", "DOUBTFUL", "Verdicts", "led", "reasons", "verdicts"]

CHANGES = ("level", "increase", "decrease")
"""What a number may be besides its status: a level, or the size of a change."""
DOUBTFUL = frozenset({"article", "bare_doubtful", "weak"})
"""Rules of the grammar whose numbers are figures only where the classifier says so."""

# A word that leaves no doubt stands right before the number, but for one character (增加了86张); the thing that changed has so many before it.
_BESIDE, _NAMED = 1, 2
_CLOSING = "，,。；;、）)\n"
_ACTUAL, _STANDARD, _TARGET = map(STATUSES.index, ("actual", "standard", "target"))
_LEVEL, _COMPARED = SAYS.index("level"), SAYS.index("compared")
# The rank of a cue that settles the status (see cues.toml).
_SETTLED = 6
# Far more than any offset: a cue's rank comes before its place.
_RANK = 1 << 40
# Stands for "in a plan" among what titles say.
_PLANNED = len(STATUSES)


class Verdicts(NamedTuple):
    """What the rules say of each quantity.

    Args:
        figure: does the grammar take it for a figure?
        status: column of :data:`~summaryminer.judging.cues.STATUSES`.
        change: column of :data:`CHANGES`; ``expressed``: the expression itself says so (翻一番), a cue settles it, or words beside it leave no doubt.
        word: number of the cue's word that decided the status, from 1; 0 where a heading or the document did.
        rank: rank of that cue.
        moving: number of the word that decided the change, 0 if none did.
        back: for a part (其中), how many numbers back the whole stands whose status it takes; 0 for all others.
        starts: does a change start from it, which ends in the number after it (由60%提高到75%)?
        lead: for a number of a list (减少12起、18人), how many numbers back the first one stands whose change it shares; 0 for all others.
        review: does it stand where a plan looks back (一、现实基础), and no word makes a goal of it?
        planned: is it a goal, whatever the classifier says?
    """

    figure: Flags
    status: Ints
    change: Ints
    expressed: Flags
    word: Ints
    rank: Ints
    moving: Ints
    back: Ints
    starts: Flags
    lead: Ints
    review: Flags
    planned: Flags


def verdicts(contexts: Contexts) -> Verdicts:
    """What the rules say of quantities in their contexts.

    Args:
        contexts: the quantities.
    """
    import numpy as np

    quantities = contexts.quantities
    figure = np.array([quantity.rule not in DOUBTFUL for quantity in quantities])
    status, word, rank, back = _status(contexts)
    change, moving, settled = _change(contexts)
    given = np.array([0 if q.change is None else CHANGES.index(q.change) for q in quantities])
    change = np.where(given > 0, given, change)
    expressed = (given > 0) | settled | _sized(contexts, change, moving)
    starts = _starts(contexts, word)
    plans = planned(contexts.text, contexts.quantities, {name: getattr(contexts, name) for name in SPANS}, contexts.bracket, contexts.scopes)
    review = (contexts.type == PLAN) & (contexts.heading == _ACTUAL) & (status != _TARGET)
    return Verdicts(
        figure, led(status, starts), change, expressed, word, rank, moving, back, starts, _lead(contexts, change), review, plans
    )


def _status(contexts: Contexts) -> tuple[Ints, Ints, Ints, Ints]:
    import numpy as np

    reach = contexts.scopes
    ranks, says = reach.cues.columns.rank, reach.cues.columns.says
    begins = reach.hits.start[reach.last]
    measured = _measured(contexts)
    heard = reach.active & ~(measured[:, None] & reach.cues.rate)
    weight = np.where(heard & (ranks[:-1] > 0), ranks[:-1] * _RANK + begins, -1)
    ahead = weight.argmax(axis=1)
    rows = np.arange(len(contexts))
    forward = weight[rows, ahead]
    behind = reach.behind_status
    # Of equal ranks the one before the number counts.
    backward = np.where((behind > 0) & (ranks[reach.hits.cue[behind]] > 0), ranks[reach.hits.cue[behind]] * _RANK, -1)
    word = np.where(backward > forward, behind, np.where(forward >= 0, reach.last[rows, ahead], 0))
    cue = reach.hits.cue[word]
    otherwise = np.where((contexts.heading >= 0) & (contexts.heading < len(STATUSES)), contexts.heading, contexts.plain)
    status = np.where(word > 0, says[cue], otherwise)
    source = _parts(contexts, _sources(contexts, status == SAYS.index("same")))
    word, status = word[source], status[source]
    unclear = status == SAYS.index("same")
    status = np.where(unclear, otherwise, status)
    rank = np.where(unclear, 0, ranks[reach.hits.cue[word]])
    # Nothing but the words that were not heard makes such a number anything else than what was found.
    goals = (reach.active & (says[:-1] == STATUSES.index("target"))).any(axis=1)
    calm = (contexts.type != PLAN) & (contexts.heading != STATUSES.index("target"))
    sure = (measured & ~goals | contexts.fulfilled) & (status == _ACTUAL) & calm
    status = np.where(contexts.share, _ACTUAL, status)
    return status, word, np.where(sure | contexts.share, _SETTLED, rank), np.where(contexts.share, 0, rows - source)


def _measured(contexts: Contexts) -> Flags:
    """Which numbers are counted per something because they were measured so, not because a norm says it: no other word of norms reaches them,
    and the word for it stands beside one of growth (增收每亩320元, 每亩增收320元), or behind one of origin where the numbers are fine
    (由每节1.8次提高到3.2次).
    """
    import numpy as np

    reach = contexts.scopes
    cues, hits, says = reach.cues, reach.hits, reach.cues.columns.says
    begins = np.where(reach.active & cues.rate, hits.start[reach.last], -1)
    rows, nearest = np.arange(len(contexts)), begins.argmax(axis=1)
    word = np.where(begins[rows, nearest] >= 0, reach.last[rows, nearest], 0)
    if not word.any():
        return np.zeros(len(contexts), bool)
    # 每年以6%的速度递增: how fast it went.
    paced: Flags = (word > 0) & cues.sure[hits.cue[reach.behind_change]]
    norms = reach.active & (says[:-1] == _STANDARD) & ~cues.rate
    plain: Flags = (word > 0) & ~norms.any(axis=1) & (says[hits.cue[reach.behind_status]] != _STANDARD)
    if not plain.any():
        return paced
    fine = np.array([q.kind != "money" and q.low is not None and q.low != int(q.low) for q in contexts.quantities])
    both = np.append((word[1:] == word[:-1]) & (word[1:] > 0), False)
    fine |= np.append(False, (both & fine)[:-1]) | (both & np.append(fine[1:], False))
    moved = np.isin(hits.start[word], hits.end[cues.starts[hits.cue]]) & fine
    # 增, 多 and 减 say as often what is due (换药每次减2元).
    growth = (says[hits.cue] == _LEVEL + 1) & (hits.end - hits.start > 1)
    later = reach.active & growth[reach.last] & (reach.gap <= BETWEEN) & (hits.start[reach.last] >= hits.end[word][:, None])
    beside, column = later.any(axis=1), later.argmax(axis=1)
    counted = plain & cues.thing[hits.cue[word]]
    beside &= counted
    beside[beside] = ~_bounding(contexts, reach.last[rows, column][beside])
    found: Flags = paced | (plain & moved) | beside | (counted & np.isin(hits.start[word], hits.end[growth]))
    return found


def _bounding(contexts: Contexts, words: Ints) -> Flags:
    """Which of some words of cues may bound a number (超)."""
    import numpy as np

    hits, text, known = contexts.scopes.hits, contexts.text, contexts.scopes.cues.bounding
    return np.fromiter((text[hits.start[word] : hits.end[word]] in known for word in words.tolist()), np.bool_, len(words))


def _sources(contexts: Contexts, part: Flags) -> Ints:
    """The number that says what a part is (the last one before it in its line that is no part); each other number itself."""
    import numpy as np

    here = np.arange(len(part))
    source = np.maximum.accumulate(np.where(part, 0, here))
    same = (contexts.line == contexts.line[source]) & (contexts.document == contexts.document[source])
    return np.where(part & same, source, here)


def _parts(contexts: Contexts, source: Ints) -> Ints:
    """``source``, and for numbers in a bracket right behind one of their unit, of which nothing in the bracket says what they are, that one's:
    计划新建公厕12座（城区8座，农村4座）.
    """
    import numpy as np

    reach, bracket = contexts.scopes, contexts.bracket
    held = np.flatnonzero(bracket >= 0)
    if not len(held):
        return source
    whole = np.minimum(np.searchsorted(contexts.end, bracket[held]), len(source) - 1)
    pairs, units = zip(whole.tolist(), held.tolist(), strict=True), [quantity.unit for quantity in contexts.quantities]
    same = np.fromiter((units[one] == units[part] for one, part in pairs), np.bool_, len(held))
    said = reach.active & reach.cues.columns.of_status[:-1] & (reach.hits.start[reach.last] >= bracket[:, None])
    own = said[held].any(axis=1) | (reach.behind_status[held] > 0)
    part = held[(contexts.end[whole] == bracket[held]) & (whole < held) & same & ~own]
    found = source.copy()
    found[part] = source[np.searchsorted(contexts.end, bracket[part])]
    return found


def _starts(contexts: Contexts, word: Ints) -> Flags:
    """Where a change starts: behind a word that says so, and a level is named before the number that follows in the sentence."""
    import numpy as np

    reach = contexts.scopes
    to = reach.cues.columns.says[reach.hits.cue[reach.next_change]] == _LEVEL
    followed = np.append(contexts.sentence[1:] == contexts.sentence[:-1], False)
    starts: Flags = (word > 0) & reach.cues.starts[reach.hits.cue[word]] & (reach.next_change > 0) & to & followed
    return starts


def led(status: Ints, starts: Flags) -> Ints:
    """Statuses, those of numbers that a change starts from told by where it leads: a norm that is changed was a norm before, all else was a fact.

    Args:
        status: column of :data:`~summaryminer.judging.cues.STATUSES` of each quantity.
        starts: as in :class:`Verdicts`.
    """
    import numpy as np

    ends = np.append(status[1:], _ACTUAL)
    told: Ints = np.where(starts, np.where(ends == _STANDARD, _STANDARD, _ACTUAL), status)
    return told


def _change(contexts: Contexts) -> tuple[Ints, Ints, Flags]:
    """A verb of change directly before the number, or before the thing counted when something is compared; and whether that settles it."""
    import numpy as np

    reach = contexts.scopes
    hits, says = reach.hits, reach.cues.columns.says
    moves = reach.active & (says[:-1] >= _LEVEL)
    begins = np.where(moves, hits.start[reach.last], -1)
    nearest = begins.argmax(axis=1)
    rows = np.arange(len(contexts))
    there = begins[rows, nearest] >= 0
    compared = moves[:, says[:-1] == _COMPARED].any(axis=1)
    moving = (says[nearest] > _LEVEL) & (says[nearest] < _COMPARED)
    ahead = there & moving & (compared | (reach.gap[rows, nearest] <= BETWEEN))
    word = np.where(ahead, reach.last[rows, nearest], reach.behind_change)
    said = says[hits.cue[word]] - _LEVEL
    # The word that bounds a number (超千万元的企业) is one of change only behind another one (增长超20%).
    bound = np.array([quantity.bound == "at_least" for quantity in contexts.quantities])
    changes = hits.end[(says[hits.cue] > _LEVEL) & (says[hits.cue] < _COMPARED)]
    level = ahead & bound & (reach.gap[rows, nearest] == 0) & ~compared & ~np.isin(hits.start[word], changes)
    level[level] = _bounding(contexts, word[level])
    said = np.where((word > 0) & (said > 0) & (said < len(CHANGES)) & ~level, said, 0)
    return said, word, level | ((said > 0) & reach.cues.sure[hits.cue[word]])


def _lead(contexts: Contexts, change: Ints) -> Ints:
    """How many numbers before each the first one of its list stands, where it moves the same way; 0 elsewhere."""
    import numpy as np

    rows = np.arange(len(change))
    first = np.where(contexts.head < contexts.start, np.searchsorted(contexts.start, contexts.head), rows)
    return np.where((change > 0) & (change == change[first]), rows - first, 0)


def _sized(contexts: Contexts, change: Ints, moving: Ints) -> Flags:
    """Which numbers are the size of a change for sure: 增幅达到8%, and behind the thing that changed, at the end of a clause, 病床增加86张."""
    import numpy as np

    reach, text = contexts.scopes, contexts.text
    verbs, sizes = reach.cues.sized
    found: Flags = np.zeros(len(change), bool)
    begins, ends = reach.hits.start[moving], reach.hits.end[moving]
    beside = (change > 0) & (ends <= contexts.head) & (contexts.head - ends <= _BESIDE)
    for place in np.flatnonzero(beside).tolist():
        word = text[begins[place] : ends[place]]
        behind = begins[place] - contexts.clause_start[place] >= _NAMED and text[contexts.end[place] : contexts.end[place] + 1] in _CLOSING
        found[place] = word in sizes or (word in verbs and behind)
    return found


def reasons(contexts: Contexts, found: Verdicts) -> list[tuple[str, ...]]:
    """The cues that counted for each quantity, readable by people.

    Args:
        contexts: the quantities.
        found: what the rules said of them.
    """
    import numpy as np

    reach, text = contexts.scopes, contexts.text
    starts, ends, cues = (column.tolist() for column in reach.hits)
    shown = [""] * len(starts)
    for word in {*found.word.tolist(), *found.moving.tolist()}:
        if word:
            shown[word] = f"{reach.cues.cues[cues[word]].name}:{text[starts[word] : ends[word]]}"
    headings = {place: f"heading:{says}" for place, says in enumerate(STATUSES)}
    kinds = np.where(contexts.type == PLAN, _PLANNED, contexts.plain)
    titles = {_STANDARD: "title:standard", _TARGET: "title:target", _PLANNED: "plan"}
    expressed = np.array([quantity.change is not None for quantity in contexts.quantities])
    columns = (found.word, found.moving, expressed, contexts.heading, kinds)
    told = []
    for word, moving, expressed, heading, kind in zip(*(column.tolist() for column in columns), strict=True):
        first = shown[word] if word else headings.get(heading) or titles.get(kind, "")
        second = "expression" if expressed else shown[moving]
        told.append(tuple(filter(None, (first, second))))
    return told
