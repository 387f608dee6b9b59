"""Tasks that are reported as done: in 完成改厕任务3200户 the word 任务 names no goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summaryminer.judging.cues import STATUSES, Cues, Hits
from summaryminer.lexicons import Lexicons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["answered", "shares"]

# No share is told in more characters than this.
_SHARE = 12
# … and nothing that is compared with a task in more than this, so many of them before the task.
_FAR, _WHOSE = 24, 10
_STOPS = "。；;！!？?\n"
_ACTUAL, _TARGET = STATUSES.index("actual"), STATUSES.index("target")


def answered(text: str, hits: Hits, cues: Cues, breaks: Ints, rates: Ints, lexicons: Lexicons) -> tuple[Flags, Ints]:
    """Which words of tasks stand in one clause behind a word that says they are done, and the spans of what is done.

    A word of goals earlier in the sentence leaves open who is to do it; where a share is told (完成任务3200户的86%), the task is one.

    Args:
        text: clean text.
        hits: words of cues in it.
        cues: all cues.
        breaks: where clauses end.
        rates: starts of the numbers that are rates.
        lexicons: word lists, of which ``cues.toml`` is used.
    """
    import numpy as np

    flags, spans = np.zeros(len(hits.end), bool), np.zeros((0, 2), np.int64)
    words = lexicons.compiled("judging.answered", _Words)
    ends = [match.end() for match in words.done.finditer(text) if not text.endswith(words.not_done, 0, match.end())]
    if not ends:
        return flags, spans
    says = cues.columns.says[hits.cue]
    stops = np.append(breaks, len(text))
    done = np.flatnonzero((says == _ACTUAL) & cues.columns.forward[hits.cue] & np.isin(hits.end, ends))
    tasks = np.flatnonzero(cues.answered[hits.cue])
    if not len(done) or not len(tasks):
        return flags, spans
    until = stops[np.searchsorted(stops, hits.end[done])]
    near = hits.start[tasks][np.minimum(np.searchsorted(hits.end[tasks], hits.end[done], "right"), len(tasks) - 1)]
    rated = np.append(rates, len(text) + 1)
    rated = rated[np.searchsorted(rated, hits.start[done])] < until
    goals = np.flatnonzero((says == _TARGET) & cues.columns.forward[hits.cue])
    found = []
    for place in np.flatnonzero((near >= hits.end[done]) & (near < until) & ~rated).tolist():
        begin, end, stop = int(hits.start[done[place]]), int(hits.end[done[place]]), int(until[place])
        first = max(text.rfind(sign, 0, begin) for sign in _STOPS)
        before = goals[(hits.start[goals] > first) & (hits.start[goals] < begin)]
        if flags[before].all():
            flags[tasks[(hits.start[tasks] >= end) & (hits.start[tasks] < stop)]] = True
            found.append((begin, stop))
    return flags, np.array(found, np.int64).reshape(-1, 2)


def shares(text: str, heads: Ints, starts: Ints, ends: Ints, rates: Flags, lexicons: Lexicons) -> list[bool]:
    """Which of some numbers are shares of a task (占年初任务108%), or tell by how much it was passed or missed (比年初任务多60人).

    Args:
        text: clean text.
        heads: where the lists begin that the numbers stand in (分别为计划任务的117%、125%).
        starts, ends: where the numbers begin and end.
        rates: which of them are rates.
        lexicons: word lists, of which ``cues.toml`` is used.
    """
    words = lexicons.compiled("judging.answered", _Words)

    def told(head: int, at: int, end: int, rate: bool) -> bool:
        if rate and text[head - 1 : head] in words.share_lasts and words.share.search(text, max(0, head - _SHARE), head):
            return True
        last = text[at - 1 : at]
        if last in words.lasts and text.endswith(words.points, at, end) and words.exceeds.search(text, max(0, at - _FAR), at):
            return True
        # 超计划2%的学校: which ones are meant.
        return last in words.far_lasts and text[end : end + 1] != words.of and words.far.search(text, max(0, at - _FAR), at) is not None

    return [told(*one) for one in zip(heads.tolist(), starts.tolist(), ends.tolist(), rates.tolist(), strict=True)]


class _Words:
    """The words of ``cues.toml`` about tasks, compiled."""

    def __init__(self, lexicons: Lexicons) -> None:
        def any_of(*keys: str) -> str:
            words = sorted(lexicons.words("cues", *keys), key=len, reverse=True)
            return "|".join(map(re.escape, words)) or "(?!)"

        self.done = re.compile(any_of("answering", "words"))
        self.not_done = tuple(lexicons.words("cues", "answering", "not"))
        tasks = any_of("shares", "tasks")
        between = f"(?:{any_of('shares', 'between')}){{0,3}}"
        self.of: str = lexicons.document("cues")["shares"]["of"]
        self.share = re.compile(
            f"(?:{any_of('shares', 'verbs')}){between}(?:{tasks}){self.of}?$|(?:{any_of('shares', 'equals')}){between}(?:{tasks}){self.of}$"
        )
        compared = f"(?:{any_of('shares', 'compares')})[^，。；：、,;:0-9\\n]{{0,{_WHOSE}}}(?:{tasks})(?:{any_of('shares', 'sizes')})"
        self.far = re.compile(f"(?:{compared}|(?:{any_of('shares', 'passes')}){between}(?:{tasks}))$")
        self.exceeds = re.compile(f"(?:{any_of('shares', 'exceeds')})[^，。；：、,;:0-9\\n]{{0,{_WHOSE}}}(?:{tasks})$")
        self.points = tuple(lexicons.words("cues", "shares", "points"))
        self.lasts = frozenset(task[-1] for task in lexicons.words("cues", "shares", "tasks"))
        self.share_lasts = self.lasts.union(self.of)
        self.far_lasts = self.lasts.union(size[-1] for size in lexicons.words("cues", "shares", "sizes"))
