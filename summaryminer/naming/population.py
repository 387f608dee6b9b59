"""The number of people that a reporting body serves, as its report says it."""

from __future__ import annotations

from summaryminer.finding import grammar
from summaryminer.finding.words import Words
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document

__all__ = ["population"]

# Reports tell the size of their district at the beginning.
_BEGINNING = 3000
_BETWEEN = 6
_NUMBER = 24
_LEAST = 100


def population(text: str, document: Document, lexicons: Lexicons) -> float | None:
    """How many people the report says its body serves, ``None`` if it does not.

    Of several numbers the one with the best word wins (服务人口 before 户籍人口), then the first. Parts (流动人口) do not count.

    Args:
        text: clean text of the source.
        document: one of its reports.
        lexicons: the table ``population`` of ``identity.toml`` is used.

    Example:
        >>> from summaryminer.lexicons import load
        >>> text = "我镇户籍人口3.1万人，流动人口800人，常住人口约2.9万人。"
        >>> population(text, Document(1, 0, len(text), ""), load())
        29000.0
    """
    return lexicons.compiled("naming.population", _Population).of(text, document)


class _Population:
    """The cues of ``identity.toml``, compiled."""

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("identity")["population"]
        self._grammar = grammar(lexicons)
        self._order = {word: place for place, word in enumerate(data["words"])}
        self._words, self._between = Words(self._order), Words(data["between"])
        self._part, self._units = tuple(data["part"]), frozenset(data["units"])

    def of(self, text: str, document: Document) -> float | None:
        end = min(document.end, document.start + _BEGINNING)
        best: tuple[int, float] | None = None
        for first, last in self._words.spans(text, document.start, end):
            order = self._order[text[first:last]]
            if (best is None or order < best[0]) and not text.endswith(self._part, document.start, first):
                value = self._number(text, last, end)
                if value is not None:
                    best = order, value
        return None if best is None else best[1]

    def _number(self, text: str, start: int, end: int) -> float | None:
        """The number of people that begins behind ``text[:start]``."""
        start = self._between.cover(text, start, min(end, start + _BETWEEN))
        for quantity in self._grammar.scan(text[start : min(end, start + _NUMBER)], []):
            if quantity.start > 0 or quantity.unit not in self._units or quantity.kind != "count":
                return None
            return quantity.value if quantity.value is not None and quantity.value >= _LEAST else None
        return None
