"""Figures of tables: their cells say what they measure, so nothing has to be judged or looked for."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.finding.cells import CellQuantity
from summaryminer.lexicons import Lexicons
from summaryminer.naming.figures import enclosing
from summaryminer.naming.indicators import matcher
from summaryminer.naming.phrases import Cutter
from summaryminer.naming.programs import Belonging
from summaryminer.naming.segmenter import Segmenter
from summaryminer.naming.vocabulary import vocabulary
from summaryminer.records import Document, Figure, Identity, Judgement, Program, Status, Table

__all__ = ["name_cells"]

_CONFIDENCE = 0.95
_CAPTION, _NUMBER = 40, 8


def name_cells(
    text: str,
    document: Document,
    identity: Identity,
    tables: Sequence[tuple[Table, Sequence[CellQuantity]]],
    programs: Sequence[Program],
    lexicons: Lexicons,
    segmenter: Segmenter,
) -> list[Figure]:
    """The figures in the cells of a document's tables, in order.

    Args:
        text: clean text of the source; all offsets count in it.
        document, identity: the report, and who reports about when; in a plan a number without a word of its own is a target.
        tables: the document's tables with the figures found in each; a table's caption ends the section of its figures.
        programs: named in the document.
        lexicons, segmenter: word lists and segmenter.
    """
    match, cutter, belonging = (
        matcher(lexicons),
        Cutter(vocabulary(lexicons), segmenter),
        Belonging(programs, text, document),
    )
    domain = match.domain(text[document.start : document.end])
    places = tuple(filter(None, (identity.institution, identity.region)))
    totals = tuple(lexicons.words("tables", "totals"))
    usual: Status = "target" if identity.type == "plan" else "actual"
    figures: list[Figure] = []
    for table, cells in tables:
        for cell in cells:
            quantity, sentence = cell.quantity, enclosing(document, cell.quantity)
            path = document.sections[sentence.section].path if 0 <= sentence.section < len(document.sections) else ()
            section = " / ".join(filter(None, (*path, _told_anew(table.caption, path)[:_CAPTION])))
            status = cell.status or usual
            judged = Judgement(True, status, quantity.change, _CONFIDENCE, ("cell of a table",))
            whole = next(
                (cell.heading.removeprefix(total) for total in totals if cell.heading.startswith(total)), cell.heading
            )
            indicator = match.match(
                whole, whole, section, quantity, status, quantity.change, domain=domain, before=whole, places=places
            )
            heading = cutter.fit(cell.heading) or cutter.fit(table.caption) or cell.cell
            year = cell.year or identity.year
            program = belonging.of(quantity, sentence, path)
            figures.append(
                Figure(
                    quantity, document, sentence, judged, year, "year", section, program, heading, indicator, cell.cell
                )
            )
    return sorted(figures, key=lambda figure: figure.quantity.start)


def _told_anew(caption: str, path: Sequence[str]) -> str:
    """A caption without the heading just above it, which is the section's own."""
    lines = caption.split(" ")
    return " ".join(
        line
        for line in lines
        if not any(line.endswith(heading) and len(line) < len(heading) + _NUMBER for heading in path)
    )
