"""What was planned for sure: 计划举办培训班26期，发放资料3600份, and what tasks say in brackets: 控制指标（全年40人）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summaryminer.lexicons import Lexicons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from summaryminer.judging.scopes import Scopes
    from summaryminer.records import Quantity

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["SPANS", "Plans", "planned"]

SPANS = ("start", "end", "clause_start", "clause_end", "sentence_start")
"""What is to be told of numbers."""

# Places among the statuses of cues.
_ACTUAL, _STANDARD = 0, 1
# A cue of less rank does not end a plan.
_ENDING = 3
_CLAUSE_ENDS = "，,；;。：:\n！!？?（(）)"
_ENDS = "，,；;。！!\n）)、"


class Plans:
    """The words of ``[planning]`` in ``cues.toml``, compiled."""

    def __init__(self, lexicons: Lexicons) -> None:
        def any_of(key: str) -> str:
            return "|".join(map(re.escape, sorted(lexicons.words("cues", "planning", key), key=len, reverse=True)))

        self.intents = re.compile(f"(?P<intent>{any_of('intents')})(?:{any_of('between')}){{0,3}}(?P<doing>{any_of('doings')})(?!的)")
        self.nouns = tuple(lexicons.words("cues", "planning", "nouns"))
        self.subjects = tuple(lexicons.words("cues", "planning", "subjects"))
        self.takes = tuple(lexicons.words("cues", "planning", "takes"))
        self.moved = re.compile(any_of("moved"))
        self.goals = tuple(lexicons.words("cues", "planning", "goals"))
        self.doings = tuple(lexicons.words("cues", "planning", "doings"))
        self.compared = tuple(lexicons.words("cues", "planning", "compared"))
        self.finished = re.compile(any_of("finished"))
        self.not_before = re.compile(any_of("not_before"))
        self.bracketed = tuple(lexicons.words("cues", "planning", "bracketed"))


def planned(text: str, quantities: Sequence[Quantity], spans: dict[str, Ints], bracket: Ints, reach: Scopes) -> Flags:
    """Which numbers are goals, whatever the classifier says.

    An activity that is planned in so many words (计划走访企业120家) is one, and so are those that follow it clause by clause
    (慰问职工360人), until a word of results, a share or a clause without a number comes in between.

    Args:
        text: clean text.
        quantities: the numbers.
        spans: of each its :data:`SPANS`.
        bracket: start of the bracket that each stands in, -1 if in none.
        reach: the cues that reach them.
    """
    import numpy as np

    words, found = reach.cues.plans, np.zeros(len(quantities), bool)
    for place in np.flatnonzero(bracket >= 0).tolist():
        first = not place or bracket[place - 1] != bracket[place]
        found[place] = first and text.endswith(words.bracketed, 0, int(bracket[place]))
    cues, hits = reach.cues, reach.hits
    says, ranks, forward = cues.columns.says[hits.cue], cues.columns.rank[hits.cue], cues.columns.forward[hits.cue]
    begins = np.unique(hits.start[cues.intends[hits.cue]])
    matches = [match for at in begins.tolist() if at >= 0 and (match := words.intents.match(text, at))]
    if not matches:
        return found
    ends = np.sort(hits.start[forward & (says == _ACTUAL) & (ranks >= _ENDING)])
    norms = (reach.active & (cues.columns.says[:-1] == _STANDARD) & (cues.columns.rank[:-1] > _ENDING)).any(axis=1)
    undone = norms | ((reach.behind_status > 0) & (says[reach.behind_status] == _ACTUAL))
    for match in matches:
        if not _meant(text, match, words):
            continue
        stop = int(ends[at]) if (at := int(np.searchsorted(ends, match.end()))) < len(ends) else len(text)
        for place in _chain(text, quantities, spans, match, stop, words):
            if undone[place]:
                break
            found[place] = True
    return found


def _meant(text: str, match: re.Match[str], words: Plans) -> bool:
    """Does somebody plan it, and no plan is followed (按计划举办, 培训计划举办) or thing taken (将改造任务分解到)?"""
    at = match.start()
    start = max(text.rfind(sign, 0, at) for sign in _CLAUSE_ENDS) + 1
    lead = text[start:at].strip()
    if words.not_before.search(lead):
        return False
    return not match["intent"].startswith(words.nouns) or not lead or lead.endswith(words.subjects)


def _chain(
    text: str, quantities: Sequence[Quantity], spans: dict[str, Ints], match: re.Match[str], stop: int, words: Plans
) -> Iterator[int]:
    """The numbers that a plan tells, clause by clause."""
    begin, end = match.span()
    place = int(spans["start"].searchsorted(end))
    goal = match["intent"].startswith(words.goals)
    takes = match["intent"].endswith(words.takes)
    last = -1
    while place < len(quantities) and spans["start"][place] < stop and spans["sentence_start"][place] <= begin:
        start, clause = int(spans["start"][place]), int(spans["clause_start"][place])
        if last < 0:
            if clause > begin or (takes and words.moved.search(text, end, start)):
                return
        elif clause > last:
            if text[last:clause].strip(_CLAUSE_ENDS + "、 ") or quantities[place].kind == "rate":
                return
            said = text[clause:start].strip()
            if not said.startswith(words.doings) or said == match["doing"] or (not goal and words.finished.search(said)):
                return
        elif quantities[place].kind == "rate":
            return
        if takes and text[spans["end"][place] : spans["end"][place] + 1] not in _ENDS:
            return
        if text.startswith(words.compared, spans["clause_end"][place] + 1):
            return
        yield place
        last = int(spans["clause_end"][place])
        place += 1
