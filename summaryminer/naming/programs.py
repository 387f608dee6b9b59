"""The program that a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from summaryminer.records import Document, Program, Quantity, Sentence

__all__ = ["Belonging", "belongs"]

_CLAUSE_END = re.compile("[，。；,;\n]")


class Belonging:
    """Which of a document's programs a figure belongs to, looked up in logarithmic time.

    Args:
        programs: programs named in the document, in order; work areas (``generic``) never count.
        text: clean text of the source.
        document: the report; programs named in the headings of its sections hold for the figures below.

    Example:
        >>> text = "实施白内障复明工程，手术36例。建档284份。"
        >>> found = Belonging([Program(2, 9, "白内障复明工程", "白内障复明工程")], text)
        >>> figure = Quantity(12, 15, "36例", 36.0, 36.0, 36.0, "例", "count")
        >>> other = Quantity(18, 22, "284份", 284.0, 284.0, 284.0, "份", "count")
        >>> found.of(figure, Sentence(0, 16)), found.of(other, Sentence(16, 23))
        ('白内障复明工程', None)
    """

    def __init__(self, programs: Sequence[Program], text: str, document: Document | None = None) -> None:
        self._programs = [program for program in programs if not program.generic]
        self._starts = [program.start for program in self._programs]
        self._text = text
        self._headed: dict[tuple[str, ...], str] = {}
        for section in document.sections if document is not None else ():
            line = text.find("\n", section.start, section.end)
            program = self._first(section.start, line if line >= 0 else section.end)
            # A heading may run into its first sentence: only what the heading itself says counts.
            if program is not None and section.path and program.text in section.path[-1]:
                self._headed.setdefault(section.path, program.canonical)

    def of(self, quantity: Quantity, sentence: Sentence, path: Sequence[str] = ()) -> str | None:
        """The canonical name of the program a figure belongs to, ``None`` if it belongs to none.

        The program named last before the figure in its sentence, else one named after it in its clause, else the one that the heading of
        its section, or of a section around that, names.

        Args:
            quantity: the figure's quantity, span clean.
            sentence: the sentence around it.
            path: headings of its section, from the outermost inward.
        """
        place = bisect_left(self._starts, quantity.start)
        if place and self._programs[place - 1].start >= sentence.start:
            return self._programs[place - 1].canonical
        stop = _CLAUSE_END.search(self._text, quantity.end, sentence.end)
        after = self._first(quantity.end, stop.start() if stop else sentence.end)
        if after is not None:
            return after.canonical
        inward = tuple(path)
        return next((self._headed[inward[:size]] for size in range(len(inward), 0, -1) if inward[:size] in self._headed), None)

    def _first(self, start: int, end: int) -> Program | None:
        place = bisect_left(self._starts, start)
        return self._programs[place] if place < len(self._starts) and self._starts[place] < end else None


def belongs(
    quantity: Quantity, sentence: Sentence, path: Sequence[str], programs: Sequence[Program], text: str, document: Document | None = None
) -> str | None:
    """:meth:`Belonging.of` for a single figure.

    Args:
        quantity, sentence, path: as there.
        programs, text, document: as for :class:`Belonging`.

    Example:
        >>> program = Program(0, 4, "雪亮工程", "雪亮工程")
        >>> belongs(Quantity(5, 8, "9万元", 9e4, 9e4, 9e4, "元", "money"), Sentence(0, 9), (), [program], "雪亮工程投9万元。")
        '雪亮工程'
    """
    return Belonging(programs, text, document).of(quantity, sentence, path)
