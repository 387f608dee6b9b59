"""The column of a comparison that each figure belongs to.

A figure's indicator names its column. For figures without one, the words around them in the text are looked at again, now with the
indicators that lexicons keep for comparing; what still has none goes by what its heading says, whatever words it takes to say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from summaryminer.cleaning import clean_text
from summaryminer.records import CleanText, Quantity
from summaryminer.tables.units import column_of

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.lexicons import Lexicons
    from summaryminer.naming.indicators import Matcher
    from summaryminer.tables.extraction import Extraction

__all__ = ["columns"]

# So many characters of a figure's paragraph before and after it are looked at.
_BEFORE, _AFTER = 160, 40
# So many characters before it count as its clause.
_NEAR = 40


class _Place(NamedTuple):
    """Clean text of a paragraph around a figure, and what its report is about."""

    before: str
    after: str
    domain: str


def columns(extraction: Extraction, rows: pd.DataFrame, lexicons: Lexicons) -> list[str]:
    """The column of each figure, in the order of the rows.

    Args:
        extraction: the tables; where their texts are at hand, the words around each figure are looked at, else its sentence.
        rows: figures of it.
        lexicons: word lists.

    Example:
        >>> from summaryminer import Extractor
        >>> extractor = Extractor()
        >>> found = extractor.extract_text("全年走访困难群众320户。\\n走访慰问困难户290户。")
        >>> first, second = columns(found, found.figures, extractor.lexicons)
        >>> first == second
        True
    """
    from summaryminer.naming.indicators import matcher

    share = (rows["kind"].eq("rate") & rows["ratio"].notna()).tolist()
    headings, units = rows["indicator"].tolist(), rows["unit"].tolist()
    given = [name if isinstance(name, str) else None for name in rows["indicator_id"]]
    level = rows["change"].isna().tolist()
    missing = [place for place, name in enumerate(given) if name is None and level[place]]
    for place, name in zip(missing, _named(extraction, rows.iloc[missing], lexicons), strict=True):
        given[place] = name
    found = [column_of(*one, lexicons) for one in zip(given, headings, units, share, strict=True)]
    match = matcher(lexicons)
    bodies = dict(zip(extraction.documents["document"], extraction.documents["institution"], strict=True))
    for place, (name, heading) in enumerate(zip(found, headings, strict=True)):
        if "|" in name and match.vague(heading):
            found[place] = f"{_where(rows.iloc[place], bodies, match)} {name}"
    return found


def _where(row: Any, bodies: Mapping[str, object], match: Matcher) -> str:
    """What a heading that says too little is about: the section it stands in, else the body that reports, else the report."""
    section = row.section.rpartition(" / ")[2] if isinstance(row.section, str) else ""
    if section and not match.vague(section):
        return match.words.key(section)
    body = bodies.get(row.document)
    return body if isinstance(body, str) else str(row.document)


def _named(extraction: Extraction, rows: pd.DataFrame, lexicons: Lexicons) -> Iterator[str | None]:
    """The indicators of figures to which the table gives none, with those that are kept for comparing."""
    from summaryminer.naming.indicators import matcher

    match = matcher(lexicons)
    documents = extraction.documents
    bodies = dict(zip(documents["document"], zip(documents["institution"], documents["region"], strict=True), strict=True))
    for row, place in zip(rows.itertuples(), _places(extraction, rows, lexicons), strict=True):
        around = place.before[-_NEAR:] + str(row.text) + place.after
        yield match.match(
            str(row.indicator),
            around,
            row.section if isinstance(row.section, str) else "",
            _quantity(row),
            str(row.status),
            None,
            domain=place.domain,
            before=place.before,
            after=place.after,
            places=[name for name in bodies.get(row.document, ()) if isinstance(name, str)],
            extended=True,
            likely=True,
        )


def _quantity(row: Any) -> Quantity:
    """A figure's number, as far as indicators ask for it."""
    value, low, high = (None if number != number else float(number) for number in (row.value, row.low, row.high))
    return Quantity(int(row.start), int(row.end), row.text, value, low, high, row.unit, row.kind)


def _places(extraction: Extraction, rows: pd.DataFrame, lexicons: Lexicons) -> Iterator[_Place]:
    """The surroundings of figures, in order."""
    texts = _Texts(extraction, lexicons)
    for row in rows.itertuples():
        yield texts.around(row)


class _Texts:
    """Clean texts of the sources, one held at a time, since figures stand in the order of their sources."""

    def __init__(self, extraction: Extraction, lexicons: Lexicons) -> None:
        self._texts, self._lexicons = extraction.texts, lexicons
        documents = extraction.documents
        self._spans = dict(zip(documents["document"], zip(documents["start"], documents["end"], strict=True), strict=True))
        self._source: str | None = None
        self._document: str | None = None
        self._clean: CleanText | None = None
        self._domain = ""

    def around(self, row: Any) -> _Place:
        """The paragraph around a figure; its sentence where the text is not at hand."""
        if row.source != self._source:
            self._source, self._document = row.source, None
            self._clean = clean_text(self._texts[row.source], self._lexicons) if row.source in self._texts else None
        if self._clean is None:
            before, _, after = clean_text(row.sentence, self._lexicons).text.partition(row.text)
            return _Place(before, after, "")
        text = self._clean.text
        if row.document != self._document:
            self._document, self._domain = row.document, self._about(row.document)
        start, end = self._clean.alignment.back(int(row.start), int(row.end))
        first = max(0, start - _BEFORE, text.rfind("\n", max(0, start - _BEFORE), start) + 1)
        return _Place(text[first:start], text[end : end + _AFTER].partition("\n")[0], self._domain)

    def _about(self, document: str) -> str:
        from summaryminer.naming.indicators import matcher

        if self._clean is None or document not in self._spans:
            return ""
        start, end = self._clean.alignment.back(*map(int, self._spans[document]))
        return matcher(self._lexicons).domain(self._clean.text[start:end])
