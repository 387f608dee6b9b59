"""Cutting the phrase that names a quantity out of the text before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from summaryminer.naming.segmenter import Segmenter
from summaryminer.naming.vocabulary import Vocabulary

__all__ = ["LONGEST", "Cutter", "Phrase"]

LONGEST = 14
"""The most characters a heading has."""
_NOUN, _PREDICATE = 9, 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut from a clause.

    Args:
        text: the phrase, ``""`` if nothing is left of it.
        modifier: did it end in 的, so that it only describes a thing named elsewhere?
        share: is the quantity the share of something (占…的)?
        respective: does it open a row of numbers that belong to a row of things (分别为)?
    """

    text: str
    modifier: bool = False
    share: bool = False
    respective: bool = False


class Cutter:
    """Cuts phrases with the word lists, and asks the segmenter only where a word's limits are in doubt.

    Args:
        words: compiled word lists.
        segmenter: cuts a clause into words.
    """

    def __init__(self, words: Vocabulary, segmenter: Segmenter) -> None:
        self.words = words
        self._segmenter = segmenter

    def before(self, text: str) -> Phrase:
        """The phrase that ends just before a quantity."""
        words = self.words
        text, respective, modifier, share = self._strip_tail(text)
        if share and (at := max((text.rfind(word) for word in words.share.words), default=-1)) >= 0:
            text = text[:at]
        text = self.strip_lead(self._strip_tail(text)[0] if share else text)
        return Phrase(self._object(text), modifier and not share, share, respective)

    def after(self, text: str) -> Phrase:
        """The thing that follows a quantity, with what was done to it: 孕产妇提供免费健康管理 -> 孕产妇免费健康管理."""
        words = self.words
        text = text[words.bound.at_start(text) :]
        match = words.predicate.search(text, 1)
        if match:
            noun, predicate = text[: match.start()], self.strip_lead(text[match.end() :])
        else:
            noun, predicate = self._split_verb(text)
        noun = self.strip_lead(noun)
        predicate = self._strip_tail(predicate)[0]
        if len(noun) + len(predicate) > LONGEST:
            noun = self.fit(noun, max(_NOUN, LONGEST - len(predicate)) if predicate else LONGEST)
            predicate = self.fit(predicate, max(LONGEST - len(noun), 2)) if len(noun) < LONGEST - 1 else ""
        return Phrase((noun + predicate).replace("的", ""))

    def strip_lead(self, text: str) -> str:
        """Text without the words at its left end that are no part of a heading."""
        words = self.words
        while text:
            if body := words.body.match(text):
                length = body.end()
            else:
                length = words.lead.at_start(text)
                if not length or words.keep.at_start(text) > length or words.suffix.at_start(text, length):
                    break
                if length == 1 and text[0] not in words.lead_sure and not self._is_word(text, 1):
                    break
            text = text[length:]
        return text

    def fit(self, text: str, limit: int = LONGEST) -> str:
        """Text of at most ``limit`` characters: stop words go first, then words from the left."""
        if len(text) <= limit:
            return text
        short = text.replace("的", "").replace("、", "")
        if len(short) <= limit:
            return short
        kept = [word for word in self._segmenter.words(short) if word not in self.words.stop]
        length = sum(map(len, kept))
        first = 0
        while first < len(kept) - 1 and length > limit:
            length -= len(kept[first])
            first += 1
        return "".join(kept[first:])[-limit:]

    def _strip_tail(self, text: str) -> tuple[str, bool, bool, bool]:
        """Text without the words at its right end that only lead to a number; then what they said: respective, modifier, share."""
        words = self.words
        respective = modifier = share = False
        while text and (length := words.tail.at_end(text)):
            word = text[-length:]
            if length == 1 and word not in words.tail_sure and not self._is_word(text, -1):
                break
            modifier = word == "的"
            share = share or word in words.share
            respective = respective or word in words.respective
            text = text[:-length]
        return text, respective, modifier, share

    def _object(self, text: str) -> str:
        """Of 为老年人提供健康体检 the thing and what was done, of 卫生院开展健康讲座 what was done."""
        match = self.words.predicate.search(text, 1)
        if not match or match.end() >= len(text):
            return text
        left, right = text[: match.start()], text[match.end() :]
        if self.words.suffix.at_start(right):
            return text
        right = self.strip_lead(right)
        at = max((left.rfind(word) for word in self.words.inner.words), default=-1)
        if at >= 0:
            return left[at + 1 :] + right
        return right if len(right) >= 2 and not self.words.generic.covers(right) else left + right

    def _split_verb(self, text: str) -> tuple[str, str]:
        """A noun and the predicate that follows it, at the first verb after the first word."""
        if len(text) <= 5:
            return text, ""
        for at in range(2, len(text) - 1):
            length = self.words.verb.at_start(text, at)
            if length >= 2:
                return text[:at], text[at:]
        return text, ""

    def _is_word(self, text: str, side: int) -> bool:
        """Is the first (1) or last (-1) character a word of its own?"""
        near = text[:8] if side == 1 else text[-8:]
        cut = self._segmenter.words(near)
        return len(cut[0] if side == 1 else cut[-1]) == 1
