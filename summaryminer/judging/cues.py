"""Cues: words of ``cues.toml`` with direction, reach and what ends their scope, found in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from zlib import crc32

import ahocorasick

from summaryminer.finding.words import Vocabulary
from summaryminer.judging.planning import Plans
from summaryminer.lexicons import LexiconError, Lexicons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["SAYS", "STATUSES", "Columns", "Cue", "Cues", "Hits"]

Says = Literal["actual", "standard", "target", "same", "level", "increase", "decrease", "compared"]
Reach = Literal["touching", "clause", "sentence", "line"]
When = Literal["", "ahead", "first", "behind"]
_WHEN: tuple[When, ...] = ("", "ahead", "first", "behind")
STATUSES: tuple[Says, ...] = ("actual", "standard", "target")
"""What a number may be."""
SAYS: tuple[Says, ...] = (*STATUSES, "same", "level", "increase", "decrease", "compared")
"""What a cue may say: of status (``same``: that of the number before), then of change."""
_OF_STATUS = SAYS[:4]
# In the order of the zones of scopes.
_REACHES = ("touching", "clause", "sentence", "line")
_NEUTRAL = -1
_TRAITS = ("leads", "starts", "answered", "rate", "thing", "sure", "intends")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of ``cues.toml``.

    Args:
        name: its name in the file.
        says: what it says about the numbers in its scope.
        forward: does it look at numbers after it (else before it)?
        reach: how far.
        rank: the rules follow the highest.
        until: names of cues that end its scope.
        years: do years ahead of those of the report (``first``: at the start of a paragraph), or behind them, count as its words?
        leads: does it speak for the lines that follow where its sentence announces them?
        starts: is the number beside it where a change starts?
        answered: does it name a task, which is no goal where it is reported as done?
        rate: does it say per what is counted, which makes a norm or a measurement?
        thing: does it name the thing that is counted by?
        sure: does it settle the change of the number beside it, whatever the classifier says?
        intends: may a verb behind it say what is planned?
    """

    name: str
    says: Says
    forward: bool
    reach: Reach
    rank: int
    until: tuple[str, ...]
    years: When = ""
    leads: bool = False
    starts: bool = False
    answered: bool = False
    rate: bool = False
    thing: bool = False
    sure: bool = False
    intends: bool = False

    @property
    def of_status(self) -> bool:
        """Does it speak of status, not of change?"""
        return self.says in _OF_STATUS


class Hits(NamedTuple):
    """Words of cues in a text, in order of their end: clean spans, and the place of each one's cue in the file."""

    start: Ints
    end: Ints
    cue: Ints


class Columns(NamedTuple):
    """What the cues are, as columns; the last entry stands for "no cue".

    Args:
        code: hash of the name.
        says: place in :data:`SAYS`.
        rank: of cues about status; 0 for others.
        limit: the outermost zone that it reaches, 0 for those that look back.
        of_status, forward, touching: as in :class:`Cue`.
    """

    code: Ints
    says: Ints
    rank: Ints
    limit: Ints
    of_status: Flags
    forward: Flags
    touching: Flags


class Cues:
    """All cues, compiled for one pass over a text.

    Of words that overlap, the longest counts. A longer word keeps what shorter words inside it say about something else: cues
    about status and about change, and those that look forward and back, don't hide each other. So 再增加 can say both "target"
    and "increase", and 的任务 does not hide 任务.

    Raises:
        LexiconError: an entry of ``cues.toml`` can't be understood.

    Example:
        >>> from summaryminer.lexicons import load
        >>> cues = Cues(load())
        >>> hits = cues.scan("力争明年建档率提高5个百分点")
        >>> [(cues.cues[cue].says, int(start)) for start, cue in zip(hits.start, hits.cue)]
        [('target', 0), ('target', 2), ('increase', 7)]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        import numpy as np

        path = next(lexicons.files("cues.toml"))
        entries: dict[str, dict[str, Any]] = lexicons.document("cues").get("cues", {})
        self.cues: list[Cue] = []
        groups: dict[tuple[bool, bool], dict[str, int]] = {}
        for number, (name, entry) in enumerate(entries.items()):
            says, direction, reach = entry.get("says"), entry.get("direction", "forward"), entry.get("reach", "clause")
            years = entry.get("years", "")
            known = direction in ("forward", "backward") and years in _WHEN
            if says not in SAYS or reach not in _REACHES or not known:
                remedy = (
                    f"says is one of {', '.join(SAYS)}; reach {', '.join(_REACHES)}; direction forward, backward; years ahead, first, behind"
                )
                raise LexiconError(path, None, f"the cue {name} can't be understood", remedy)
            forward = direction == "forward"
            until = tuple(entry.get("until", ()))
            traits = {trait: bool(entry.get(trait, False)) for trait in _TRAITS}
            self.cues.append(Cue(name, says, forward, reach, int(entry.get("rank", 1)), until, years, **traits))
            for word in lexicons.words("cues", "cues", name, "words"):
                groups.setdefault((says in _OF_STATUS, forward), {}).setdefault(word, number)
        self.columns = self._columns()
        """What each cue is."""
        self.leads = np.array([cue.leads for cue in self.cues])
        """Which cues speak for the lines that follow an announcement."""
        self.starts = np.array([cue.starts for cue in self.cues])
        """Which cues stand before the number that a change starts from."""
        self.answered, self.rate, self.thing, self.sure, self.intends = (
            np.array([getattr(cue, trait) for cue in self.cues]) for trait in _TRAITS[2:]
        )
        self.bounding = frozenset(lexicons.words("cues", "bounding", "words"))
        """Words of change that may bound a number."""
        self.sized = (frozenset(lexicons.words("cues", "sized", "verbs")), frozenset(lexicons.words("cues", "sized", "sizes")))
        """Words that right before a number leave no doubt that it is the size of a change: verbs behind what changes, and others."""
        self.plans = Plans(lexicons)
        """How plans are told."""
        self.ends = self._enders()
        """Which cues end the scope of which: pairs of places in the file."""
        neutral = lexicons.words("cues", "neutral", "words")
        parts = [_automaton(words, neutral) for words in groups.values()]
        self._compile(parts, dict.fromkeys([*neutral, *(word for words in groups.values() for word in words)]))

    def _columns(self) -> Columns:
        import numpy as np

        cues = self.cues
        return Columns(
            np.array([*(crc32(cue.name.encode()) for cue in cues), 0]),
            np.array([*(SAYS.index(cue.says) for cue in cues), 0]),
            np.array([*(cue.rank if cue.of_status else 0 for cue in cues), 0]),
            np.array([*(_REACHES.index(cue.reach) + 1 if cue.forward else 0 for cue in cues), 0]),
            np.array([*(cue.of_status for cue in cues), False]),
            np.array([*(cue.forward for cue in cues), False]),
            np.array([*(cue.reach == "touching" for cue in cues), False]),
        )

    def _enders(self) -> list[tuple[list[int], list[int]]]:
        places = {cue.name: place for place, cue in enumerate(self.cues)}
        ended: dict[tuple[int, ...], list[int]] = {}
        for place, cue in enumerate(self.cues):
            enders = tuple(places[name] for name in cue.until if name in places)
            if enders:
                ended.setdefault(enders, []).append(place)
        return [(list(enders), columns) for enders, columns in ended.items()]

    def _compile(self, parts: list[ahocorasick.Automaton], words: Iterable[str]) -> None:
        """All words together; each word's cues are rows ``[first, first + count)`` of a table."""
        import numpy as np

        self._numbers = {word: number for number, word in enumerate(words)}
        self._words = Vocabulary(self._numbers)
        rows: list[tuple[int, int, int]] = []
        firsts, counts = [], []
        for word in self._numbers:
            size = len(word)
            found = [
                (last + 1 - length - size, last + 1 - size, place)
                for part in parts
                for last, (length, place) in part.iter_long(word)
                if place != _NEUTRAL
            ]
            firsts.append(len(rows))
            counts.append(len(found))
            rows += sorted(found, key=lambda hit: hit[1])
        self._rows = np.array(rows, np.int64).reshape(-1, 3)
        """Start and end of a word's cue, counted from the word's end, and the cue."""
        self._firsts, self._counts = np.array(firsts, np.int64), np.array(counts, np.int64)

    def dated(self, hits: Hits, years: Mapping[str, Ints], width: int) -> Hits:
        """The cues of a text with its years among them.

        Args:
            hits: from :meth:`scan`.
            years: starts of years, by what :attr:`Cue.years` calls them.
            width: characters of a year.
        """
        import numpy as np

        # A word of results directly before a year speaks for what has been done by then (截至2024年1月).
        reported = hits.end[self.columns.says[hits.cue] == STATUSES.index("actual")]
        columns = [hits]
        for place, cue in enumerate(self.cues):
            starts = years.get(cue.years, ())
            if len(starts):
                fresh = starts[~np.isin(starts, reported)]
                columns.append(Hits(fresh, fresh + width, np.full(len(fresh), place)))
        if len(columns) == 1:
            return hits
        start, end, cues = (np.concatenate(column) for column in zip(*columns, strict=True))
        order = np.argsort(end, kind="stable")
        return Hits(start[order], end[order], cues[order])

    def scan(self, text: str) -> Hits:
        """The cues of a text, in order of their end."""
        import numpy as np

        found = self._words.found(text)
        word = np.array([self._numbers[said] for _, said in found], np.int64)
        count = self._counts[word]
        which = np.repeat(np.arange(len(word)), count)
        row = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count) + self._firsts[word][which]
        end = np.array([begin + len(said) for begin, said in found], np.int64)[which]
        start, stop, cue = self._rows[row].T
        return Hits(end + start, end + stop, cue)


def _automaton(words: dict[str, int], neutral: Iterable[str]) -> ahocorasick.Automaton:
    """The words of one group, and those that hide them."""
    automaton = ahocorasick.Automaton()
    for word in neutral:
        automaton.add_word(word, (len(word), _NEUTRAL))
    for word, place in words.items():
        automaton.add_word(word, (len(word), place))
    automaton.make_automaton()
    return automaton
