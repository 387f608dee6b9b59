"""Finding: rules that propose quantities, years, programs and institutions in clean text."""

from __future__ import annotations

from dataclasses import dataclass

from summaryminer.finding.programs import Programs
from summaryminer.finding.quantities import DOUBTFUL, Grammar
from summaryminer.finding.years import Years
from summaryminer.lexicons import Lexicons, load
from summaryminer.records import Document, Program, Quantity, Year

__all__ = ["DOUBTFUL", "Found", "find", "find_quantities", "grammar", "programs_of"]


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found in one clean text; spans are clean.

    Args:
        quantities: numbers that may be figures, doubtful ones (see :data:`DOUBTFUL`) included.
        years: years and ranges of years.
    """

    quantities: tuple[Quantity, ...]
    years: tuple[Year, ...]


def grammar(lexicons: Lexicons) -> Grammar:
    """The number grammar of these lexicons, compiled once."""
    return lexicons.compiled("finding.grammar", Grammar)


def find(text: str, lexicons: Lexicons) -> Found:
    """Quantities and years of a clean text.

    Args:
        text: clean (simplified) text of a whole source.
        lexicons: the word lists to use.

    Example:
        >>> from summaryminer.lexicons import load
        >>> found = find("2021年共随访1.2万人次。", load())
        >>> found.quantities[0].value, found.years[0].low
        (12000.0, 2021)
    """
    years = lexicons.compiled("finding.years", Years).scan(text)
    quantities = grammar(lexicons).scan(text, [(year.start, year.end, "year") for year in years])
    return Found(tuple(quantities), tuple(years))


def programs_of(text: str, document: Document, lexicons: Lexicons) -> list[Program]:
    """The programs named in a document, generic work areas included.

    Args:
        text: clean text of the source.
        document: the document; offsets clean.
    """
    return lexicons.compiled("finding.programs", Programs).scan(text, document.start, document.end)


def find_quantities(text: str, *, doubtful: bool = False, lexicons: Lexicons | None = None) -> list[Quantity]:
    """Every quantity in a string: counts, rates, money and measures, as written.

    Args:
        text: any string, traditional or simplified, clean or not. Offsets of the results count in it.
        doubtful: also return numbers that only their context could settle (一名 as an article, numbers without a unit).
        lexicons: word lists, the shipped ones by default.

    Returns:
        Quantities in order of their start.

    Example:
        >>> [(q.text, q.value, q.unit, q.bound) for q in find_quantities("發放資料五千余份，建檔率達98.5％以上")]
        [('五千余份', 5000.0, '份', 'at_least'), ('98.5％', 98.5, '%', 'at_least')]
    """
    from summaryminer.cleaning import clean_text

    lexicons = lexicons or load()
    clean = clean_text(text, lexicons)
    results = []
    for quantity in find(clean.text, lexicons).quantities:
        if quantity.rule in DOUBTFUL and not doubtful:
            continue
        start, end = clean.alignment.span(quantity.start, quantity.end)
        results.append(quantity._replace(start=start, end=end, text=text[start:end]))
    return results
