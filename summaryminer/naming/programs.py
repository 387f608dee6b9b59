"""The program that a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from summaryminer.lexicons import Lexicons
from summaryminer.naming.vocabulary import vocabulary
from summaryminer.records import Document, Program, Quantity, Sentence

__all__ = ["Belonging", "belongs"]

_CLAUSE_END = re.compile("[，。；,;\n]")
_ITEM_END = re.compile("[，、；,;]")
_LIST = re.compile("[，、；,;：:]")  # behind a colon, what follows are parts of the program
_MARKS = "“”‘’\"'「」『』"
_NEAR = 12  # how far before a program the verb may begin that takes it


class _Items:
    """Tells whether an item of a list goes on with the program of the item before it.

    A program that a verb of the list takes (完成退耕还林3200亩) is told of in that item alone, unless a later one says that it depends on it:
    by 其中, by naming no thing of its own, by a word of the program or of what was counted. One that opens its clause (春蕾计划捐款9万元) is
    what the whole sentence is about.
    """

    def __init__(self, text: str, lexicons: Lexicons) -> None:
        self._text, self._words = text, vocabulary(lexicons)
        self._heads = frozenset(pair for head in lexicons.words("programs", "heads", "same") for pair in _pairs(head))
        self._counted: dict[int, tuple[int, str]] = {}  # of a program that is one item: where its number ends, the words that tell of it

    def apart(self, program: Program, quantity: Quantity, heading: str) -> bool:
        """Is the figure an item of its own beside that of the program before it? Figures must be asked for in their order."""
        item = self._counted.get(program.start)
        if item is None:
            if self._one_item(program, quantity):
                self._counted[program.start] = (quantity.end, program.canonical + "，" + heading)
            return False
        boundaries = [match.end() for match in _ITEM_END.finditer(self._text, item[0], quantity.start)]
        if not boundaries or self._words.empty(heading) or self._words.among.at_start(self._text, boundaries[-1]):
            return False
        told = _pairs(item[1]) - self._heads
        return not any(pair in told and not self._words.weak.issuperset(pair) for pair in _pairs(heading))

    def _one_item(self, program: Program, quantity: Quantity) -> bool:
        """Is the program a thing of a list, which this number counts? A sum of money says what it cost: 实施危桥改造工程投资80万元，新建…."""
        if quantity.kind not in ("count", "measure") or _LIST.search(self._text, program.end, quantity.start):
            return False
        if not self._text[program.end : quantity.start].strip(_MARKS):
            return quantity.unit not in self._words.occasion  # what follows 开展送温暖活动12次 was done in those
        start = max((match.end() for match in _CLAUSE_END.finditer(self._text, max(0, program.start - _NEAR), program.start)), default=0)
        before = self._text[max(start, program.start - _NEAR) : program.start].rstrip(_MARKS).removesuffix(self._words.perfective)
        return bool(self._words.doing.at_end(before) or self._words.opener.at_end(before) or self._words.verb.at_end(before) > 1)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


class Belonging:
    """Which of a document's programs a figure belongs to, looked up in logarithmic time.

    Args:
        programs: programs named in the document, in order; work areas (``generic``) never count.
        text: clean text of the source.
        document: the report; programs named in the headings of its sections hold for the figures below.
        lexicons: word lists that tell the items of a list apart; without them a program holds to the end of its sentence.

    Example:
        >>> text = "实施白内障复明工程，手术36例。建档284份。"
        >>> found = Belonging([Program(2, 9, "白内障复明工程", "白内障复明工程")], text)
        >>> figure = Quantity(12, 15, "36例", 36.0, 36.0, 36.0, "例", "count")
        >>> other = Quantity(18, 22, "284份", 284.0, 284.0, 284.0, "份", "count")
        >>> found.of(figure, Sentence(0, 16)), found.of(other, Sentence(16, 23))
        ('白内障复明工程', None)
    """

    def __init__(self, programs: Sequence[Program], text: str, document: Document | None = None, lexicons: Lexicons | None = None) -> None:
        self._items = _Items(text, lexicons) if lexicons is not None and programs else None
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

    def of(self, quantity: Quantity, sentence: Sentence, path: Sequence[str] = (), heading: str = "") -> str | None:
        """The canonical name of the program a figure belongs to, ``None`` if it belongs to none.

        The program named last before the figure in its sentence, else one named after it in its clause, else the one that the heading of
        its section, or of a section around that, names. A figure in an item of its own beside that of the program takes nothing from it.

        Args:
            quantity: the figure's quantity, span clean.
            sentence: the sentence around it.
            path: headings of its section, from the outermost inward.
            heading: what the figure measures; figures with headings must be asked for in their order.
        """
        place = bisect_left(self._starts, quantity.start)
        before = self._programs[place - 1] if place else None
        if before is not None and before.start >= sentence.start and not (heading and self._items and self._items.apart(before, quantity, heading)):
            return before.canonical
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
