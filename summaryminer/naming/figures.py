"""A document's judged quantities made figures: heading, indicator, year and period, section, program."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summaryminer.lexicons import Lexicons
from summaryminer.naming.headings import headings
from summaryminer.naming.indicators import matcher
from summaryminer.naming.periods import Calendar
from summaryminer.naming.programs import Belonging
from summaryminer.naming.segmenter import Segmenter
from summaryminer.records import Document, Figure, Identity, Judgement, Program, Quantity, Sentence, Year

__all__ = ["name"]

# So many characters of a figure's paragraph before and after it are looked at for what it measures.
_BEFORE, _AFTER = 160, 40
_CLAUSE_END = re.compile("[，,。；;：:！!？?\n]")


def name(
    text: str,
    document: Document,
    identity: Identity,
    quantities: Sequence[Quantity],
    judgements: Sequence[Judgement],
    years: Sequence[Year],
    programs: Sequence[Program],
    lexicons: Lexicons,
    segmenter: Segmenter,
    *,
    extended: bool = False,
) -> list[Figure]:
    """The figures of one document: the quantities judged to be figures, named.

    Args:
        text: clean text of the source; all offsets count in it.
        document, identity: the report, and who reports about when.
        quantities, judgements: aligned, in order.
        years, programs: named in the document.
        lexicons, segmenter: word lists and segmenter.
        extended: name the indicators too that are kept for comparing.
    """
    kept = [(quantity, judged) for quantity, judged in zip(quantities, judgements, strict=True) if judged.figure]
    if not kept:
        return []
    calendar = Calendar(text, document, [quantity for quantity, _ in kept], years, identity, lexicons)
    titles = headings(text, document, [quantity for quantity, _ in kept], lexicons, segmenter)
    match = matcher(lexicons)
    domain = match.domain(text[document.start : document.end])
    belonging = Belonging(programs, text, document, lexicons)
    starts = [sentence.start for sentence in document.sentences]
    places = tuple(filter(None, (identity.institution, identity.region)))
    figures = []
    ends: list[int] = []
    told: Sentence | None = None
    for (quantity, judged), heading in zip(kept, titles, strict=True):
        sentence = enclosing(document, quantity, starts)
        path = document.sections[sentence.section].path if 0 <= sentence.section < len(document.sections) else ()
        if sentence is not told:
            told, ends = sentence, [match.start() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
        clause = text[slice(*_clause(ends, sentence, quantity))]
        section = " / ".join(path)
        year, period = calendar.year_and_period(sentence, quantity)
        figures.append(
            Figure(
                quantity,
                document,
                sentence,
                judged,
                year,
                period,
                section,
                belonging.of(quantity, sentence, path, heading),
                heading,
                match.match(
                    heading,
                    clause,
                    section,
                    quantity,
                    judged.status,
                    judged.change,
                    domain=domain,
                    before=text[_line_start(text, document, quantity) : quantity.start],
                    after=text[quantity.end : min(document.end, quantity.end + _AFTER)].partition("\n")[0],
                    places=places,
                    extended=extended,
                ),
            )
        )
    return figures


def enclosing(document: Document, quantity: Quantity, starts: Sequence[int] | None = None) -> Sentence:
    """The sentence a quantity stands in; the quantity's own span where no sentence covers it.

    Args:
        document: the report.
        quantity: a number in it.
        starts: where its sentences start, if they are at hand.
    """
    place = (
        bisect_right(document.sentences, quantity.start, key=lambda sentence: sentence.start)
        if starts is None
        else bisect_right(starts, quantity.start)
    ) - 1
    if place >= 0 and quantity.start < document.sentences[place].end:
        return document.sentences[place]
    return Sentence(quantity.start, quantity.end)


def _line_start(text: str, document: Document, quantity: Quantity) -> int:
    """Where the text before a number begins that may say what it measures: its paragraph's, at most so far back."""
    return max(document.start, quantity.start - _BEFORE, text.rfind("\n", max(0, quantity.start - _BEFORE), quantity.start) + 1)


def _clause(ends: Sequence[int], sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    """The span of a number's clause; ``ends``: where the clauses of its sentence end, in order."""
    first, last = bisect_left(ends, quantity.start), bisect_left(ends, quantity.end)
    start = ends[first - 1] + 1 if first else 0
    end = ends[last] if last < len(ends) and ends[last] < sentence.end else max(sentence.end, quantity.end)
    return max(start, sentence.start), end
