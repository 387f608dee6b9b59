"""A spaCy pipe: ``nlp.add_pipe("summaryminer")``.

The pipe reads ``doc.text``, whatever tokenizer made the tokens, and leaves three span groups:

============================  ==============================================================================
``doc.spans["figures"]``      one span per figure, label ``actual``, ``target`` or ``standard``
``doc.spans["programs"]``     one span per named program, label ``program``
``doc.spans["years"]``        one span per year, label ``known``, ``masked`` or ``relative``
============================  ==============================================================================

A span covers the tokens it touches (``alignment_mode="expand"``), so a tokenizer that glues a number to its neighbour only widens the span;
``span._.row`` gives the row of the table as a dictionary, and ``row["start"]``, ``row["end"]`` are exact characters of ``doc.text``. Rows
live in ``doc.user_data``, so they travel with :class:`~spacy.tokens.DocBin` (``store_user_data=True``) and ``nlp.pipe(n_process=2)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from summaryminer import schema
from summaryminer.pipeline import Extractor
from summaryminer.records import Source

__all__ = ["FigurePipe", "create"]

_LABELS = {"figures": "status", "programs": None, "years": "state"}


def _row(span: Span) -> dict[str, Any] | None:
    """The table row behind a span of one of the three groups, ``None`` for any other span."""
    rows = span.doc.user_data.get("summaryminer", {})
    for group in _LABELS:
        for row in rows.get(group, ()):
            if tuple(row["span"]) == (span.start, span.end):
                return dict(row)
    return None


class FigurePipe:
    """Finds figures, programs and years in a document's text.

    Args:
        lexicons: folders laid over the shipped lexicons.
        segmenter: ``jieba`` or ``fast``.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("zh")
        >>> pipe = nlp.add_pipe("summaryminer")
        >>> doc = nlp("2021年共隨訪1660人次。")
        >>> [(span.text, span.label_, span._.row["value"]) for span in doc.spans["figures"]]
        [('1660人次', 'actual', 1660.0)]
    """

    def __init__(self, lexicons: Sequence[str] = (), segmenter: str = "jieba") -> None:
        self._extractor = Extractor(lexicons=tuple(lexicons), segmenter=segmenter)  # type: ignore[arg-type]
        if not Span.has_extension("row"):
            Span.set_extension("row", getter=_row)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its three span groups."""
        rows = self._extractor.extract_source(Source("doc", doc.text, encoding="str"))
        kept: dict[str, list[dict[str, Any]]] = {}
        for group, labelled_by in _LABELS.items():
            names = schema.columns(group)
            spans, kept[group] = [], []
            for values in rows.tables.get(group, ()):
                row: dict[str, Any] = dict(zip(names, values, strict=True))
                label = str(row[labelled_by]) if labelled_by else "program"
                span = doc.char_span(row["start"], row["end"], label=label, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
                    kept[group].append({**row, "span": [span.start, span.end]})
            doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
        doc.user_data["summaryminer"] = kept
        return doc

    def to_disk(self, path: Any, *, exclude: Sequence[str] = ()) -> None:
        """Nothing to store: settings are part of the pipeline's config."""

    def from_disk(self, path: Any, *, exclude: Sequence[str] = ()) -> FigurePipe:
        """Nothing to load."""
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> FigurePipe:
        """Nothing to load."""
        return self


@Language.factory("summaryminer", default_config={"lexicons": [], "segmenter": "jieba"})
def create(nlp: Language, name: str, lexicons: list[str], segmenter: str) -> FigurePipe:
    """The factory behind ``nlp.add_pipe("summaryminer", config={"segmenter": "fast"})``."""
    return FigurePipe(lexicons, segmenter)
