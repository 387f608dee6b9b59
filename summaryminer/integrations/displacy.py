"""Highlighted figures by spaCy's displaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from summaryminer.tables.extraction import Extraction

__all__ = ["displacy"]

COLOURS = {"actual": "#b7e4c7", "target": "#ffe8a3", "standard": "#bfd7ff", "masked": "#f5b7b1", "blank": "#f5b7b1"}
"""Colour of a figure by its status; masked and blank ones by their state."""


def displacy(data: str | Extraction, *, page: bool = False) -> str:
    """HTML of texts with their figures coloured by status (masked and blank ones in red).

    Args:
        data: a text, or an extraction with its texts.
        page: a whole HTML page rather than a fragment.

    Example:
        >>> "1660人次" in displacy("共随访1660人次。")
        True
    """
    from spacy import displacy as renderer

    from summaryminer.pipeline import Extractor

    extraction = Extractor().extract_text(data) if isinstance(data, str) else data
    by_source: dict[str, list[dict[str, Any]]] = {}
    for figure in cast("list[dict[str, Any]]", extraction.figures.to_dict("records")):
        label = figure["status"] if figure["state"] == "known" else figure["state"]
        entity = {"start": int(figure["start"]), "end": int(figure["end"]), "label": label}
        by_source.setdefault(str(figure["source"]), []).append(entity)
    docs: list[dict[str, Any]] = []
    for source, text in extraction.texts.items():
        entities = sorted(by_source.get(source, []), key=lambda entity: int(entity["start"]))
        docs.append({"text": text, "ents": entities, "title": source})
    return str(renderer.render(docs, style="ent", manual=True, page=page, options={"colors": COLOURS}, jupyter=False))
