"""Cues: words of ``cues.toml`` with direction, reach and what ends their scope, and which of them reach a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import ahocorasick

from summaryminer.lexicons import LexiconError, Lexicons

__all__ = ["STATUSES", "Cue", "Cues", "Hit"]

Says = Literal["actual", "target", "standard", "increase", "decrease", "level"]
Reach = Literal["touching", "clause", "sentence"]
_SAYS = ("actual", "target", "standard", "increase", "decrease", "level")
_REACHES = ("touching", "clause", "sentence")
_NEUTRAL = -1
STATUSES = frozenset({"actual", "target", "standard"})
"""What a cue about status may say; all else is about change."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of ``cues.toml``.

    Args:
        name: its name in the file.
        says: what it says about the numbers in its scope.
        forward: does it look at numbers after it (else before it)?
        reach: how far.
        rank: the rules follow the highest.
        ends: names of cues whose scope it ends.
        number: its place in the file, from 0.
    """

    name: str
    says: Says
    forward: bool
    reach: Reach
    rank: int
    ends: tuple[str, ...]
    number: int


class Hit(NamedTuple):
    """A cue's word in the text, clean offsets."""

    start: int
    end: int
    cue: Cue


class Cues:
    """All cues, compiled for one pass over a text.

    Cues about status and about change, forward and backward ones are looked up separately, so that 再增加 can say both
    "target" and "increase", and 的任务 does not hide 任务.

    Raises:
        LexiconError: an entry of ``cues.toml`` can't be understood.

    Example:
        >>> from summaryminer.lexicons import load
        >>> cues = Cues(load())
        >>> [(hit.cue.says, hit.start) for hit in cues.scan("力争明年建档率提高5个百分点")]
        [('target', 0), ('target', 2), ('increase', 7)]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        path = next(lexicons.files("cues.toml"))
        document = lexicons.document("cues")
        entries: dict[str, dict[str, Any]] = document.get("cues", {})
        self.cues: list[Cue] = []
        words: dict[tuple[bool, bool], dict[str, int]] = {}
        for number, (name, entry) in enumerate(entries.items()):
            says, direction, reach = entry.get("says"), entry.get("direction", "forward"), entry.get("reach", "clause")
            if says not in _SAYS or reach not in _REACHES or direction not in ("forward", "backward"):
                remedy = f"says is one of {', '.join(_SAYS)}; reach {', '.join(_REACHES)}; direction forward, backward"
                raise LexiconError(path, None, f"the cue {name} can't be understood", remedy)
            ends = tuple(other for other, given in entries.items() if name in given.get("until", ()))
            self.cues.append(Cue(name, says, direction == "forward", reach, int(entry.get("rank", 1)), ends, number))
            for word in lexicons.words("cues", "cues", name, "words"):
                words.setdefault((says in STATUSES, direction == "forward"), {}).setdefault(word, number)
        neutral = lexicons.words("cues", "neutral", "words")
        self._automata = [_automaton(table, neutral) for table in words.values()]

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """The cues of ``text[start:end]`` in order; of words that overlap the longest counts."""
        stop = len(text) if end is None else end
        hits: list[Hit] = []
        for automaton in self._automata:
            for last, (length, place) in automaton.iter_long(text, start, stop):
                if place != _NEUTRAL:
                    hits.append(Hit(last + 1 - length, last + 1, self.cues[place]))
        hits.sort(key=lambda hit: (hit.start, hit.end))
        return hits


def _automaton(words: dict[str, int], neutral: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in neutral:
        automaton.add_word(word, (len(word), _NEUTRAL))
    for word, place in words.items():
        automaton.add_word(word, (len(word), place))
    automaton.make_automaton()
    return automaton
