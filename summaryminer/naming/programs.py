"""The program that a figure belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.records import Program, Quantity, Sentence

__all__ = ["belongs"]


def belongs(quantity: Quantity, sentence: Sentence, path: Sequence[str], programs: Sequence[Program], text: str = "") -> str | None:
    """The canonical name of the program a figure belongs to: the one named last before it in its clause, else in its sentence, else in its section's heading.

    Args:
        quantity: the figure's quantity, span clean.
        sentence: the sentence around it.
        path: headings of its section, from the outermost inward.
        programs: programs found in the document; work areas (``generic``) never count.
        text: clean text of the source, to tell clauses apart; without it the sentence counts as one.

    Example:
        >>> text = "实施白内障复明工程，手术36例；建档284份。"
        >>> program = Program(2, 9, "白内障复明工程", "白内障复明工程")
        >>> def at(number, end):
        ...     return Quantity(text.index(number), end, number, None, None, None, "", "count")
        >>> belongs(at("36例", 15), Sentence(0, 16), (), [program], text)
        '白内障复明工程'
    """
    inside = [program for program in programs if not program.generic and sentence.start <= program.start and program.end <= sentence.end]
    before = [program for program in inside if program.end <= quantity.start]
    if before:
        return before[-1].canonical
    clause = _clause_end(text, quantity.end, sentence.end)
    after = [program for program in inside if quantity.end <= program.start < clause]
    if after:
        return after[0].canonical
    for heading in reversed(path):
        for program in programs:
            if not program.generic and program.text in heading:
                return program.canonical
    return None


def _clause_end(text: str, start: int, end: int) -> int:
    for offset in range(start, min(end, len(text))):
        if text[offset] in "，。；,;":
            return offset
    return end
