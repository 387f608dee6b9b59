"""The examples of the indicators, run: every sentence of ``match`` must get its indicator, none of ``no_match`` may.

The sentences go the whole way from clean text to named figure, as reports do, so that what a user writes in ``indicators.toml`` is
tested against what the program does with reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summaryminer.cleaning import clean_text
from summaryminer.finding import find
from summaryminer.judging import Model, judge, load_model
from summaryminer.lexicons import Lexicons
from summaryminer.naming.figures import name
from summaryminer.naming.identity import identify, resolve
from summaryminer.naming.indicator_lexicon import FILE, indicators
from summaryminer.naming.segmenter import Segmenter, segmenter
from summaryminer.splitting import split

__all__ = ["Failure", "failures"]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what it says.

    Args:
        path, line: where the example stands.
        indicator: id of the entry.
        example: the sentence, its number in ``⟦⟧``.
        wanted: must the number get the indicator?
        got: id that it got, ``None`` for none.
        heading: what the number was taken to measure, ``None`` where no figure was found.
    """

    path: str
    line: int
    indicator: str
    example: str
    wanted: bool
    got: str | None
    heading: str | None

    def __str__(self) -> str:
        says = f"should be {self.indicator}" if self.wanted else f"must not be {self.indicator}"
        found = "no figure was found" if self.heading is None else f"it is {self.got or 'none'} (heading {self.heading})"
        return f"{self.path}:{self.line}: {self.example} {says}; {found}"


def failures(lexicons: Lexicons) -> list[Failure]:
    """The examples that fail, in the order of the files; empty when all is well.

    Args:
        lexicons: word lists, a user's folders included.

    Raises:
        LexiconError: an entry is incomplete.

    Example:
        >>> from summaryminer.lexicons import load
        >>> failures(load())
        []
    """
    places = _places(lexicons)
    cut, model = segmenter("jieba"), load_model(None)
    found = []
    for entry in indicators(lexicons).values():
        for wanted, examples in ((True, entry.match), (False, entry.no_match)):
            for example in examples:
                heading, got = _named(example, lexicons, cut, model)
                if heading is None or (got == entry.id) != wanted:
                    found.append(Failure(*places.get(example, ("", 0)), entry.id, example, wanted, got, heading))
    return found


def _named(example: str, lexicons: Lexicons, cut: Segmenter, model: Model | None) -> tuple[str | None, str | None]:
    """Heading and indicator of the marked number of an example; both ``None`` where the program finds no figure."""
    before, _, rest = example.partition("⟦")
    number, _, after = rest.partition("⟧")
    clean = clean_text(f"{before}{number}{after}", lexicons)
    start, end = len(before), len(before) + len(number)
    quantities = find(clean.text, lexicons).quantities
    for document in split(clean, lexicons):
        identity = identify(clean.text, document, [], lexicons)
        (judged,) = judge(clean.text, [(document, quantities, identity.type)], lexicons, model)
        for figure in name(clean.text, document, identity, quantities, judged, resolve([], identity), [], lexicons, cut, extended=True):
            left, right = clean.alignment.span(figure.quantity.start, figure.quantity.end)
            if left < end and start < right:
                return figure.indicator, figure.indicator_id
    return None, None


def _places(lexicons: Lexicons) -> dict[str, tuple[str, int]]:
    """File and line of every example."""
    return {example: (str(path), line) for path in lexicons.files(f"{FILE}.toml") for line, example in _quoted(path)}


def _quoted(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        for text in line.split('"')[1::2]:
            if "⟦" in text:
                yield number, text
