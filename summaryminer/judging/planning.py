"""What was planned for sure: 计划举办培训班26期，发放资料3600份; 今年的目标是税收增长8%，新增企业12家; in brackets: 控制指标（全年40人）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
_ACTUAL, _STANDARD, _TARGET = 0, 1, 2
# A cue of less rank does not end a plan.
_ENDING = 3
_CLAUSE_ENDS = "，,；;。：:\n！!？?（(）)"
_ENDS = "，,；;。！!\n）)、"
# Between two clauses of one plan no more than these stand; of a list without a colon, no semicolon.
_BETWEEN, _COMMAS = "，,；;、)） ", "，,、)） "
# What is told in a list has a name of so many characters; the first without a colon of more (目标是不超过12起 is no list).
_NAME, _FIRST_NAME = 2, 4
_COLONS = "：:"
# No bracket, and nothing before a word of plans in its clause, is longer.
_BRACKET = 120


class Plans:
    """The words of ``[planning]`` in ``cues.toml``, compiled."""

    def __init__(self, lexicons: Lexicons) -> None:
        def words(key: str) -> list[str]:
            return sorted(lexicons.words("cues", "planning", key), key=len, reverse=True)

        def any_of(key: str) -> str:
            return "|".join(map(re.escape, words(key)))

        self.intents = re.compile(
            f"(?P<intent>{any_of('intents')})(?:{any_of('between')}){{0,3}}(?P<doing>{any_of('doings')})(?!{any_of('not_after')})"
        )
        self.nouns = tuple(words("nouns"))
        self.subjects = tuple(words("subjects"))
        self.takes = tuple(words("takes"))
        self.moved = re.compile(any_of("moved"))
        self.goals = tuple(words("goals"))
        self.doings = tuple(words("doings"))
        self.compared = tuple(words("compared"))
        self.shared = tuple(words("shared"))
        self.finished = re.compile(any_of("finished"))
        self.not_before = re.compile(any_of("not_before"))
        self.bracketed = tuple(words("bracketed"))
        self.shares = re.compile(f"[)）](?:{any_of('shares')})?")
        tasks, givers = any_of("tasks"), any_of("givers")
        self.tasks = tuple(words("tasks"))
        self.shared_tasks = tuple(lexicons.words("cues", "shares", "tasks"))
        self.links = tuple(words("links"))
        self.given = re.compile(f"(?:{givers})[^，。；]*(?:{tasks})|(?:{tasks})[^，。；]*(?:{givers})")
        self.opens = re.compile(any_of("opens"))
        self.replies = re.compile(any_of("replies"))
        self.owners = re.compile(f"(?:{any_of('owners')}|(?:{givers})(?:{any_of('whom')}){{0,2}})$")
        self.owned = re.compile(f"(?!.*(?:{any_of('bearers')})).*(?:{any_of('doings')})(?:{tasks})")


class _Chain(NamedTuple):
    """Where a plan begins, what it is told with, and where it ends at the latest."""

    begin: int
    end: int
    stop: int
    doing: str = ""
    goal: bool = False
    takes: bool = False
    listed: bool = False


def planned(text: str, quantities: Sequence[Quantity], spans: dict[str, Ints], bracket: Ints, reach: Scopes) -> Flags:
    """Which numbers are goals, whatever the classifier says.

    An activity that is planned in so many words (计划走访企业120家) is one, and so are those that follow it clause by clause
    (慰问职工360人), until a word of results, a share or a clause without a number comes in between. The same holds for the
    list that a task tells (今年的目标是税收增长8%，新增企业12家; 下达任务两项，即植树60亩；修渠3公里).

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
        at = int(bracket[place])
        found[place] = first and (text.endswith(words.bracketed, 0, at) or _measured_by(text, quantities, at, place, spans, words))
    cues, hits = reach.cues, reach.hits
    says, ranks, forward = cues.columns.says[hits.cue], cues.columns.rank[hits.cue], cues.columns.forward[hits.cue]
    ends = np.sort(hits.start[forward & (says == _ACTUAL) & (ranks >= _ENDING)])
    chains = [*_intended(text, hits.start[cues.intends[hits.cue]], ends, words), *_listed(text, quantities, spans, reach, ends)]
    found[[*_owned(text, spans, words)]] = True
    if not chains:
        return found
    norms = (reach.active & (cues.columns.says[:-1] == _STANDARD) & (cues.columns.rank[:-1] > _ENDING)).any(axis=1)
    undone = norms | ((reach.behind_status > 0) & (says[reach.behind_status] == _ACTUAL))
    for chain in chains:
        for place in _members(text, quantities, spans, bracket, chain, words):
            if undone[place]:
                break
            found[place] = True
    return found


def _intended(text: str, begins: Ints, ends: Ints, words: Plans) -> Iterator[_Chain]:
    """The plans that begin with an intent (计划举办).

    Args:
        text, words: as above.
        begins: where words of intent begin.
        ends: where words of results begin, in order.
    """
    for at in sorted(set(begins.tolist())):
        match = words.intents.match(text, at) if at >= 0 else None
        if match and _meant(text, match, words):
            intent = match["intent"]
            goal, takes = intent.startswith(words.goals), intent.endswith(words.takes)
            yield _Chain(at, match.end(), _first(ends, match.end(), len(text)), match["doing"], goal, takes)


def _listed(text: str, quantities: Sequence[Quantity], spans: dict[str, Ints], reach: Scopes, ends: Ints) -> Iterator[_Chain]:
    """The lists that tasks tell: 目标是…，…；…, and 下达任务两项，即….

    Args:
        text, quantities, spans, reach: as above.
        ends: where words of results begin, in order.
    """
    import numpy as np

    words, hits = reach.cues.plans, reach.hits
    goals = np.flatnonzero((reach.cues.columns.says[hits.cue] == _TARGET) & reach.cues.columns.forward[hits.cue])
    found: dict[int, _Chain] = {}
    for begin, end in zip(hits.start[goals].tolist(), hits.end[goals].tolist(), strict=True):
        said = text[begin : end + 1]
        link = next((link for link in words.links if link in said), "")
        at = begin + said.find(link) + len(link)
        if link and said.partition(link)[0].endswith(words.tasks) and not words.not_before.search(_lead(text, begin)):
            at += text[at : at + 1] in _COLONS
            found[at] = _Chain(begin, at, _first(ends, at, len(text)), goal=text[at - 1] in _COLONS, listed=True)
    for place, end in enumerate(spans["end"].tolist()):
        match = words.opens.match(text, end)
        if match is None:
            continue
        clause = text[spans["clause_start"][place] : spans["clause_end"][place]]
        if words.given.search(clause) and not words.not_before.search(clause):
            found[match.end()] = _Chain(end, match.end(), _first(ends, match.end(), len(text)), goal=True, listed=True)
    yield from found.values()


def _owned(text: str, spans: dict[str, Ints], words: Plans) -> Iterator[int]:
    """The numbers of tasks that somebody has or was given: 我镇有260户危房改造任务, 县里安排我镇60户搬迁任务."""
    for place, (start, end, clause, stop) in enumerate(zip(*(spans[name].tolist() for name in SPANS[:4]), strict=True)):
        named = text[stop : stop + 1] in _ENDS and text.endswith(words.tasks, end, stop)
        if named and words.owners.search(text, clause, start) and words.owned.fullmatch(text, end, stop):
            yield place


def _measured_by(text: str, quantities: Sequence[Quantity], at: int, place: int, spans: dict[str, Ints], words: Plans) -> bool:
    """Is it a task in a bracket, of which a share follows: 完成任务（3200户）的86%?

    Args:
        text, quantities, spans, words: as above.
        at: where the bracket begins.
        place: which number.
    """
    if not text.endswith(words.shared_tasks, 0, at) or place + 1 == len(quantities) or quantities[place + 1].kind != "rate":
        return False
    return words.shares.fullmatch(text, int(spans["end"][place]), int(spans["start"][place + 1])) is not None


def _first(ends: Ints, at: int, last: int) -> int:
    """The first of some ends behind a place, else the last one."""
    place = int(ends.searchsorted(at))
    return int(ends[place]) if place < len(ends) else last


def _lead(text: str, at: int) -> str:
    """What stands before a place in its clause."""
    first = max(0, at - _BRACKET)
    return text[max(first, *(text.rfind(sign, first, at) + 1 for sign in _CLAUSE_ENDS)) : at].strip()


def _meant(text: str, match: re.Match[str], words: Plans) -> bool:
    """Does somebody plan it, and no plan is followed (按计划举办, 培训计划举办) or thing taken (将改造任务分解到)?"""
    lead = _lead(text, match.start())
    if words.not_before.search(lead):
        return False
    return not match["intent"].startswith(words.nouns) or not lead or lead.endswith(words.subjects)


def _members(
    text: str, quantities: Sequence[Quantity], spans: dict[str, Ints], bracket: Ints, chain: _Chain, words: Plans
) -> Iterator[int]:
    """The numbers that a plan tells, clause by clause."""
    place = int(spans["start"].searchsorted(chain.end))
    last, names = -1, {chain.doing}
    while place < len(quantities) and spans["start"][place] < chain.stop:
        start, clause = int(spans["start"][place]), int(spans["clause_start"][place])
        name = text[max(clause, chain.end) : start].strip()
        if last < 0:
            short = chain.listed and not chain.goal and len(name) < _FIRST_NAME
            if short or clause > chain.end or (chain.takes and words.moved.search(text, chain.end, start)):
                return
        elif bracket[place] >= chain.end:
            # Parts in a bracket are what the whole is.
            last = max(last, 1 + max(text.find(sign, start, start + _BRACKET) for sign in ")）"))
            place += 1
            continue
        elif not _goes_on(text, quantities[place], (last, clause), name, names, chain, words):
            return
        names.add(name)
        if chain.takes and text[spans["end"][place] : spans["end"][place] + 1] not in _ENDS:
            return
        if text.startswith(words.shared if chain.listed else words.compared, spans["clause_end"][place] + 1):
            return
        yield place
        last = int(spans["clause_end"][place])
        place += 1


def _goes_on(
    text: str, quantity: Quantity, gap: tuple[int, int], name: str, names: set[str], chain: _Chain, words: Plans
) -> bool:
    """Does a number behind another one belong to the same plan?

    Args:
        text, chain, words: as above.
        quantity: the number.
        gap: end of the clause before it, and start of its own.
        name: what stands before it in its clause.
        names: what stood so before the others.
    """
    if gap[1] <= gap[0]:
        return quantity.kind != "rate" or chain.listed
    if text[gap[0] : gap[1]].strip(_BETWEEN if chain.goal or not chain.listed else _COMMAS):
        return False
    if chain.listed:
        known = name in names and quantity.kind != "rate"
        return len(name) >= _NAME and not known and not words.replies.search(name)
    if not name.startswith(words.doings) or name in names:
        return False
    return chain.goal or not words.finished.search(name)
