"""What stands above numbers: titles, headings, and sentences that announce what follows (明年要做好以下工作：)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from summaryminer.judging.cues import STATUSES, Cues, Hits
from summaryminer.judging.dating import BLANK, UNTOLD, Years
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["Outline", "Places", "Wordings", "places"]

# No heading is longer than this.
_TITLE = 24
# What stands before a line and behind it.
_EDGES = ("\n", "", BLANK)
# So near to its end a sentence says that it announces the whole report.
_REPORTING = 8
_ACTUAL, _TARGET = STATUSES.index("actual"), STATUSES.index("target")


class Places(NamedTuple):
    """Where the quantities of a source stand, one entry for each. Offsets are clean, half-open.

    Args:
        sentence: number of its sentence; that of its line, below 0, where it is in none.
        sentence_start, sentence_end: span of the sentence or line.
        section: number of its section.
        heading: what headings and announcements say: place in :data:`~summaryminer.judging.cues.STATUSES`, behind them the other
            kinds of the lexicon, "several" and "several, goals among them"; -1 if they say nothing.
        title: which kinds of document the title names, one bit for each kind of the lexicon.
        plain: what the numbers of such a document mostly are, -1 if its title does not tell.
        opening: 0 under a heading; else the number of its paragraph, counted from 1 and no further than 3.
    """

    sentence: Ints
    sentence_start: Ints
    sentence_end: Ints
    section: Ints
    heading: Ints
    title: Ints
    plain: Ints
    opening: Ints


class Wordings:
    """Tells what titles, headings and announcements say, with the words of ``cues.toml``."""

    def __init__(self, lexicons: Lexicons) -> None:
        document = lexicons.document("cues")
        kinds = document.get("headings", {})
        order = [*STATUSES, *(kind for kind in kinds if kind not in STATUSES)]
        words = {word: place for place, kind in enumerate(order) for word in lexicons.words("cues", "headings", kind)}
        # Harmless words hide what is inside them here too (计划生育).
        neutral = dict.fromkeys(lexicons.words("cues", "neutral", "words"), len(order))
        self._several = len(order)
        self._headings = _automaton({**neutral, **words})
        titles = {word: place for place, kind in enumerate(document.get("titles", {})) for word in lexicons.words("cues", "titles", kind)}
        self._titles = _automaton(titles)
        mostly = document.get("mostly", {})
        self._mostly = [(status, tuple(lexicons.words("cues", "mostly", name))) for status, name in enumerate(STATUSES) if name in mostly]
        self._announcing = tuple(lexicons.words("cues", "announcing", "words"))
        self._whole = tuple(lexicons.words("cues", "announcing", "report"))
        self._marks = tuple(lexicons.words("cues", "announcing", "marks"))

        self._weak = {order.index(kind) for kind in lexicons.words("cues", "overruled", "kinds") if kind in order}

        @lru_cache(maxsize=10_000)
        def says(heading: str) -> int:
            told = {place for _, place in self._headings.iter_long(heading)} - {self._several} if heading else set()
            # A heading that says two things (问题与明年打算) says nothing of a single number, but goals may be among them.
            return -1 if not told else told.pop() if len(told) == 1 else self._several + (_TARGET in told)

        self.says = says
        """What a heading says."""

    def path(self, path: tuple[str, ...], coming: Callable[[str], bool]) -> int:
        """What the innermost of some headings (outermost first) that says something says; a year to come says that goals follow.

        Tasks and rules are nothing by themselves: what the headings above them say counts first.

        Args:
            path: the headings.
            coming: does a heading name a year to come?
        """
        found = -1
        for heading in reversed(path):
            told = self.says(heading)
            weak = told in self._weak
            if (told < 0 or weak) and coming(heading):
                return _TARGET
            if told >= 0 and not weak:
                return told if found < 0 or told < len(STATUSES) else found
            found = told if found < 0 else found
        return found

    def title(self, title: str) -> int:
        """Which kinds of document a title names, one bit for each."""
        found = 0
        for _, kind in self._titles.iter_long(title) if title else ():
            found |= 1 << kind
        return found

    def plain(self, title: str) -> int:
        """What the numbers of a document mostly are, told by the last word of its title before a bracket (考核办法（试行）); -1 if it is not."""
        name = title.partition("(")[0].partition("（")[0].rstrip()
        return next((status for status, words in self._mostly if name.endswith(words)), -1)

    def announces(self, sentence: str, *, weak: bool) -> bool:
        """Does a sentence announce what follows it, and not the whole report?

        Args:
            sentence: the sentence, without white space at its end.
            weak: its words speak of what is to come only where it says that something follows (将做好以下工作).
        """
        announcing = any(word in sentence for word in self._announcing) or (not weak and sentence.endswith(self._marks))
        # 现将情况汇报如下 is said at the end; 报告提出，今年的目标是 speaks of another report.
        return announcing and not any(word in sentence[-_REPORTING:] for word in self._whole) and self.says(sentence) in (-1, _TARGET)


class Outline(NamedTuple):
    """What is needed to tell what stands above numbers.

    Args:
        text: clean text.
        wordings: from the lexicons.
        years: those of the text.
        cues, hits: the cues and their words in the text.
    """

    text: str
    wordings: Wordings
    years: Years
    cues: Cues
    hits: Hits


def places(
    outline: Outline, documents: Sequence[tuple[Document, int, int]], start: Ints, end: Ints, line: Ints,
    line_start: Ints, line_end: Ints,
) -> Places:  # fmt: skip
    """Where quantities stand in their documents.

    Args:
        outline: what is needed to tell it.
        documents: in order, each with the number of its quantities and where its source begins in the text.
        start, end: spans of all quantities, in order.
        line, line_start, line_end: number and span of the line of each.
    """
    import numpy as np

    found = Places(-1 - line, line_start.copy(), line_end.copy(), *(np.full(len(start), fill) for fill in (-1, -1, 0, -1, 0)))
    at = sentences_before = sections_before = 0
    status = _speaking(outline)
    for number, (document, count, shift) in enumerate(documents):
        here = slice(at, at + count)
        at += count
        if not count:
            continue
        found.title[here] = outline.wordings.title(document.title)
        found.plain[here] = outline.wordings.plain(document.title)
        spans = np.fromiter(chain.from_iterable(document.sentences), np.int64).reshape(-1, 3)  # start, end, section
        spans[:, :2] += shift
        place = np.searchsorted(spans[:, 0], start[here], "right") - 1
        if len(spans):
            inside = (place >= 0) & (spans[place, 1] >= end[here])
            found.sentence[here] = np.where(inside, place + sentences_before, found.sentence[here])
            found.sentence_start[here] = np.where(inside, spans[place, 0], found.sentence_start[here])
            found.sentence_end[here] = np.where(inside, spans[place, 1], found.sentence_end[here])
            section = np.where(inside, spans[place, 2], -1)
            found.section[here] = section + sections_before + 1
            told = {one: _told(outline, document, one, number) for one in set(section.tolist())}
            said = np.array([told[one] for one in section.tolist()])
            announced = _announced(outline, document, spans, status)
            found.heading[here] = np.where((said < 0) & inside & announced[place], _TARGET, said)
            paragraph = line[here] - line[at - count] + 1
            found.opening[here] = np.where(section < 0, np.minimum(paragraph, 3), 0)
        sentences_before += len(spans)
        sections_before += len(document.sections) + 1
    return found


def _told(outline: Outline, document: Document, section: int, number: int) -> int:
    """What the headings of a section say."""
    if section < 0:
        return -1
    return outline.wordings.path(
        document.sections[section].path, lambda heading: 0 < outline.years.heading(heading, number) < UNTOLD
    )


def _announced(outline: Outline, document: Document, spans: Ints, status: Ints) -> Flags:
    """Which sentences of a document stand behind one that announces goals, or a line that stands like a heading and names them.

    Such a line speaks up to the next one. An announcement speaks as far as its section goes, and where the section ends with it, for
    the sections that follow, up to a line like a heading that says something else.
    """
    import numpy as np

    marked = np.zeros(len(spans), bool)
    titles = _titles(outline, document.title, spans)
    leading = _leading(outline, spans, status)
    ends = {place for place, said in titles.items() if said not in (-1, _TARGET)}
    if not leading and _TARGET not in titles.values():
        return marked
    sections = spans[:, 2].tolist()
    paths = [document.sections[section].path if section >= 0 else () for section in sections]
    for place in sorted(leading | {place for place, said in titles.items() if said == _TARGET}):
        head = paths[place] if place + 1 < len(spans) and sections[place + 1] == sections[place] else ()
        stops = ends if place in leading else titles
        for later in range(place + 1, len(spans)):
            if paths[later][: len(head)] != head or marked[later] or later in stops:
                break
            marked[later] = True
    return marked


def _titles(outline: Outline, title: str, spans: Ints) -> dict[int, int]:
    """What lines say, -1 for nothing, that stand like headings without a number: short, alone, without a full stop, and not the title."""
    text, said = outline.text, {}
    for place in (spans[:, 1] - spans[:, 0] <= _TITLE).nonzero()[0].tolist():
        begin, stop = spans[place, :2].tolist()
        if text[begin - 1 : begin] in _EDGES and _ends_line(text, stop):
            line = text[begin:stop].strip()
            if line and line[-1].isalnum() and line not in title:
                said[place] = outline.wordings.says(line)
    return said


def _speaking(outline: Outline) -> Ints:
    """The words that speak for what follows, and those of results."""
    import numpy as np

    cues = outline.cues
    done = (cues.columns.says[:-1] == _ACTUAL) & (cues.columns.rank[:-1] > 0)
    return np.flatnonzero((cues.leads | done)[outline.hits.cue])


def _leading(outline: Outline, spans: Ints, status: Ints) -> set[int]:
    """Sentences that end their line and announce something, and in which no word of results follows one that speaks for what follows.

    ``status``: the words of both.
    """
    import numpy as np

    text, cues, hits = outline.text, outline.cues, outline.hits
    found: set[int] = set()
    if not len(status):
        return found
    last = status[np.maximum(np.searchsorted(hits.end[status], spans[:, 1], "right") - 1, 0)]
    speaks = cues.leads[hits.cue[last]] & (hits.start[last] >= spans[:, 0]) & (hits.end[last] <= spans[:, 1])
    for place in np.flatnonzero(speaks).tolist():
        begin, stop = spans[place, :2].tolist()
        weak = bool(cues.columns.rank[hits.cue[last[place]]] == 0)
        if _ends_line(text, stop) and outline.wordings.announces(text[begin:stop].rstrip(), weak=weak):
            found.add(place)
    return found


def _ends_line(text: str, stop: int) -> bool:
    return stop >= len(text) or text[stop] in _EDGES or text[stop - 1] == "\n"


def _automaton(words: dict[str, int]) -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for word, place in words.items():
        found.add_word(word, place)
    found.make_automaton()
    return found
