"""The indicator that a figure most likely measures, for comparing reports: said in words that no lexicon foresees, and yet recognised.

Tables name an indicator only when every word of a heading is accounted for. A comparison may look further: a figure also goes into the
column of an indicator all of whose words stand in its heading, its own stretch of text or what leads to it (its section, its sentence), as
long as enough of the text is explained, what is left names no other topic and no part, and no other indicator is as likely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from summaryminer.lexicons import Lexicons
from summaryminer.naming.indicator_lexicon import Indicator
from summaryminer.naming.surroundings import Surroundings, View
from summaryminer.naming.synonyms import Candidate, Synonyms
from summaryminer.naming.wordsets import LEXICON, WordSets, read_groups

__all__ = ["Likeness", "Spoken"]

_STOPS = "。；;\n"
# So many characters of a sentence before a number lead to it.
_LEAD = 40


class Spoken(NamedTuple):
    """What is said of a figure.

    Args:
        heading: what it measures.
        own: the text that belongs to it alone, before and after it.
        before: text of its paragraph before it.
        section: the heading nearest above it.
    """

    heading: str
    own: tuple[str, str]
    before: str
    section: str


class _Likely(NamedTuple):
    """A likely indicator; the more of its words stand near the number, and the more it explains, the better."""

    rank: tuple[int, int, int]
    indicator: Indicator


class Likeness:
    """Finds the likely indicator of a figure.

    Args:
        lexicons: word lists, of which ``naming_matching.toml`` is used.
        words, synonyms, look: as :class:`~summaryminer.naming.indicators.Matcher` has them.
    """

    def __init__(self, lexicons: Lexicons, words: WordSets, synonyms: Synonyms, look: Surroundings) -> None:
        self._words, self._synonyms, self._look = words, synonyms, look
        settings = lexicons.document(LEXICON)["likeness"]
        self._one, self._several = float(settings["one_word"]), float(settings["several_words"])
        self._part_ends = tuple(settings["part_ends"])
        self._unlike = frozenset(map(words.canonical, settings["unlike"]))
        self._unlike_signs = frozenset(settings["unlike_signs"])
        self._kin = {family: frozenset(group) for group in read_groups(lexicons, "kin") for family in group}

    def kin(self, family: str) -> frozenset[str]:
        """The families of units by which the same things are counted as by this one (12场讲座, 12个讲座)."""
        return self._kin.get(family, frozenset((family,)))

    def find(self, spoken: Spoken, view: View, holds: Callable[[Candidate, str], bool]) -> Indicator | None:
        """The likely indicator, ``None`` if there is none or another is as likely.

        Args:
            spoken: what is said of the figure.
            view: its surroundings.
            holds: may a candidate be meant, given the text about the figure?
        """
        if view.both:
            return None
        left, right = ("", "") if view.shared else spoken.own
        texts = filter(None, dict.fromkeys((spoken.heading, left, left + right)))
        lead = self._lead(spoken) | (view.topics if len(view.topics) == 1 else frozenset())
        about = f"{spoken.heading} {left}"
        found = [likely for text in texts for likely in self._likely(text, lead, lambda candidate: holds(candidate, about))]
        best = max(found, key=lambda likely: likely.rank, default=None)
        if best is None or any(other.rank == best.rank and other.indicator is not best.indicator for other in found):
            return None
        return best.indicator

    def _lead(self, spoken: Spoken) -> frozenset[str]:
        """The words that lead to a number: of the heading above it and of its sentence before it."""
        sentence = spoken.before[max(map(spoken.before.rfind, _STOPS)) + 1 :]
        return frozenset((*self._words.cut(spoken.section), *self._words.cut(sentence[-_LEAD:]))) - self._words.fillers

    def _likely(self, text: str, lead: frozenset[str], holds: Callable[[Candidate], bool]) -> Iterator[_Likely]:
        cut = self._words.cut(text)
        near = frozenset(cut) - self._words.harmless
        for candidate in self._synonyms.within(frozenset(cut) | lead):
            own = candidate.words - self._words.harmless
            if near & candidate.words and self._explains(candidate, cut, len(own)) and holds(candidate):
                yield _Likely((len(candidate.words & near), len(own), len(candidate.words)), candidate.indicator)

    def _explains(self, candidate: Candidate, cut: Sequence[str], words: int) -> bool:
        """Does a candidate leave little enough of a text unexplained, and no topic and no part?"""
        beside = self._synonyms.beside(candidate)
        left = [word for word in cut if word not in candidate.words and word not in beside]
        if any(self._look.topical(word) or word.endswith(self._part_ends) or self._differs(word) for word in left):
            return False
        told = _length(word for word in cut if word in candidate.words or word not in self._words.fillers)
        return 1 - _length(left) / max(told, 1) >= (self._one if words < 2 else self._several)

    def _differs(self, word: str) -> bool:
        """Does a word make what is told another thing than the indicator's (不良贷款, 县级经费)?"""
        return word in self._unlike or not self._unlike_signs.isdisjoint(word)


def _length(words: Iterable[str]) -> int:
    return sum(map(len, words))
