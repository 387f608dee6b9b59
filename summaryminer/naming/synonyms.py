"""The synonyms of all indicators, found by the words that a text has.

Every synonym stands under its rarest word, so that only those are looked at which a text may fulfil; what an indicator's headings may
have beside is known beforehand, and a word that no indicator knows ends the search at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from summaryminer.naming.indicator_lexicon import Indicator
from summaryminer.naming.wordsets import WordSets, expand

__all__ = ["Candidate", "Synonyms", "vocabulary"]

# Headings repeat within and between reports; so many are remembered.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A synonym of an indicator that a heading fulfils.

    Args:
        indicator: whose synonym it is.
        words: those of the synonym.
        weight: how much of the heading it explains; of those that explain as much, the ones that hold everywhere.
        weak: does it need the clause, the section or the document to be about the indicator?
        target: does it hold only for targets, since the heading names a task?
    """

    indicator: Indicator
    words: frozenset[str]
    weight: tuple[int, int, bool]
    weak: bool
    target: bool


@dataclass(frozen=True, slots=True)
class _Synonym:
    """A synonym as indexed: ``plain`` and ``tasked`` are the candidates it makes, ``beside`` the words that may stand beside its own."""

    words: frozenset[str]
    beside: frozenset[str]
    plain: Candidate
    tasked: Candidate


class Synonyms:
    """Finds the indicators whose synonyms a text fulfils.

    Args:
        entries: the indicators by id.
        words: cuts texts into words.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.indicator_lexicon import indicators
        >>> entries = indicators(load())
        >>> found = Synonyms(entries, WordSets(load(), vocabulary(entries.values()))).read("高血压患者规范管理率")
        >>> max(found, key=lambda candidate: candidate.weight).indicator.id
        'hypertension.standardized_rate'
    """

    def __init__(self, entries: Mapping[str, Indicator], words: WordSets) -> None:
        self._words = words
        self._cuts: dict[str, tuple[str, ...]] = {}
        self._remembered: dict[tuple[str, frozenset[str]], tuple[Candidate, ...]] = {}
        self._compounds = {word: parts for word in vocabulary(entries.values()) if word not in words.harmless and (parts := words.parts(word))}
        self._index: dict[str, list[_Synonym]] = {}
        found = {
            (said, entry.id, weak)
            for entry in entries.values()
            for patterns, weak in ((entry.synonyms, False), (entry.weak, True))
            for pattern in patterns
            for chosen in expand(pattern)
            for said in _said(chosen, words)
        }
        frequency = Counter(word for chosen, _, _ in found for word in chosen)
        self._beside = {
            entry.id: frozenset(map(words.canonical, entry.optional)) | words.harmless | words.measures[entry.kind] for entry in entries.values()
        }
        for chosen, key, weak in sorted(found, key=lambda item: (item[1], item[2], sorted(item[0]))):
            anchor = min(chosen, key=lambda word: (frequency[word], word))
            weight = (len(chosen - words.harmless), len(chosen), not weak)
            plain, tasked = (Candidate(entries[key], chosen, weight, weak, target) for target in (False, True))
            self._index.setdefault(anchor, []).append(_Synonym(chosen, self._beside[key], plain, tasked))
        self._telling = frozenset(word for chosen, _, _ in found for word in chosen) - words.fillers

    def told(self, text: str) -> frozenset[str]:
        """The words of a text that some indicator asks for, and those they are made of."""
        words = frozenset(self._cut(text))
        return (words & self._telling).union(*(self._compounds[word] for word in words if word in self._compounds))

    def tells(self, text: str) -> bool:
        """Does a text have a word that some indicator asks for?"""
        return not self._telling.isdisjoint(self._cut(text))

    def _cut(self, text: str) -> tuple[str, ...]:
        """The words of a text, remembered: the same stretch is asked for with and without the topic before it."""
        found = self._cuts.get(text)
        if found is None:
            if len(self._cuts) >= _REMEMBERED:
                self._cuts.clear()
            found = self._cuts[text] = self._words.cut(text)
        return found

    def read(self, text: str, topics: frozenset[str] = frozenset()) -> tuple[Candidate, ...]:
        """The synonyms that a text fulfils, together with the topic before it.

        Args:
            text: a heading or a stretch of text of that length.
            topics: canonical words of what was spoken of before.
        """
        key = (text, topics)
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            whole = topics.union(self._cut(text))
            found = self._remembered[key] = tuple(self._candidates(whole)) if self._words.knows(whole) else ()
        return found

    def _candidates(self, whole: frozenset[str]) -> Iterator[Candidate]:
        compounds = {word: self._compounds[word] for word in whole if word in self._compounds}
        words = whole.union(*compounds.values()) if compounds else whole
        for word in words:
            for synonym in self._index.get(word, ()):
                if synonym.words <= words:
                    left = self._left(whole, compounds, synonym)
                    if not left:
                        yield synonym.plain
                    elif self._words.target.issuperset(left):
                        yield synonym.tasked

    def within(self, words: frozenset[str]) -> Iterator[Candidate]:
        """The synonyms all of whose words are among these, whatever else is.

        Args:
            words: canonical words, of which some may be parts of compounds.
        """
        whole = words.union(*(self._compounds[word] for word in words if word in self._compounds))
        for word in whole:
            for synonym in self._index.get(word, ()):
                if synonym.words <= whole:
                    yield synonym.plain

    def beside(self, candidate: Candidate) -> frozenset[str]:
        """The words that the headings of a candidate's indicator may have beside."""
        return self._beside[candidate.indicator.id]

    @staticmethod
    def _left(whole: frozenset[str], compounds: Mapping[str, frozenset[str]], synonym: _Synonym) -> list[str]:
        """The words that neither belong to a synonym nor may stand beside it."""
        own, beside = synonym.words, synonym.beside
        return [
            word
            for word in whole
            if word not in own and word not in beside and not (word in compounds and all(part in own or part in beside for part in compounds[word]))
        ]


def _said(chosen: tuple[str, ...], words: WordSets) -> Iterator[frozenset[str]]:
    """The words of a synonym, and those that a heading which says them in a row is cut into (行政 拘留, and 行政拘留)."""
    if chosen:
        apart = frozenset(map(words.canonical, chosen))
        yield apart
        if len(chosen) == 1 or not words.joins(chosen):
            return
        joined = frozenset(words.cut("".join(chosen)))
        if joined != apart and words.knows(joined):
            yield joined


def vocabulary(entries: Iterable[Indicator]) -> list[str]:
    """Every word that the synonyms and optional words of indicators are made of."""
    found: dict[str, None] = {}
    for entry in entries:
        for pattern in (*entry.synonyms, *entry.weak):
            for words in expand(pattern):
                found.update(dict.fromkeys(words))
        found.update(dict.fromkeys(entry.optional))
    return list(found)
