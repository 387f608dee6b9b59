"""The reporting body of a document: from its title, the lines around its text, its first sentences and what it calls itself (我院)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from summaryminer.finding.institutions import Institutions, Named, institutions
from summaryminer.lexicons import Lexicons
from summaryminer.records import Document

__all__ = ["Body", "Frame", "body", "frame"]

_PROSE = re.compile("[。；！？，,;]")
_LABELLED = re.compile("[。；！？，,;：:|>]")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_DATE = re.compile(r"(?:[0-9〇○零一二三四五六七八九OxX*×]{2,4}\s?年|二[^\n]{3}年)(?:[0-9一二三四五六七八九十xX*×]{1,3}月(?:[0-9一二三四五六七八九十xX*×]{1,3}日)?)?[）)]?$")
_MASK = re.compile("[xX×*＊○]")
# Points that make a body the reporting one: named at the beginning of a clause among the first sentences, or better.
_ENOUGH = 3
_OPENING = 400
_SHORT = 40


class Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a document that say who reports when; all spans clean.

    Args:
        title: the title's lines.
        bylines: short lines between the title and the text.
        addressee: the lines (县卫生局：) that name the one reported to.
        opening: the first sentences.
        signature: short lines after the text.
    """

    title: tuple[Span, ...]
    bylines: tuple[Span, ...]
    addressee: tuple[Span, ...]
    opening: Span
    signature: tuple[Span, ...]


class Body(NamedTuple):
    """A reporting body: its name, the place it lies in, and its level."""

    institution: str | None
    region: str | None
    level: str | None


def frame(text: str, document: Document) -> Frame:
    """The title, bylines, addressee, opening and signature of a document.

    Args:
        text: clean text of the source.
        document: one of its reports.
    """
    lines = [_stripped(text, match) for match in _LINE.finditer(text, document.start, min(document.end, document.start + 4000))]
    title: list[Span] = []
    written = "".join(document.title.split())
    seen = ""
    for line in lines:
        if not written or not written.startswith(seen + "".join(text[line.start : line.end].split())):
            break
        seen += "".join(text[line.start : line.end].split())
        title.append(line)
    rest = lines[len(title) :]
    bylines: list[Span] = _above(text, document)
    above = len(bylines)
    addressee: list[Span] = []
    for line in rest[:6]:
        words = text[line.start : line.end]
        if words[0] in "(（" and words[-1] in ")）" and len(words) <= _SHORT:
            bylines.append(line)
        elif words[-1] in "：:" and len(words) <= _SHORT and not _PROSE.search(words):
            addressee.append(line)
        elif len(words) > _SHORT or _PROSE.search(words) or re.match(r"(?:[一二三四五六七八九十]+、|[（(][一1][)）]|1[.、．])", words):
            break
        else:
            bylines.append(line)
    passed = len(bylines) - above + len(addressee)
    head = rest[passed].start if len(rest) > passed else document.end
    opening = Span(head, min(document.end, head + _OPENING))
    return Frame(tuple(title), tuple(bylines), tuple(addressee), opening, tuple(_signature(text, document, head)))


def body(text: str, document: Document, parts: Frame, lexicons: Lexicons) -> Body:
    """Who reports.

    Args:
        text: clean text of the source.
        document: one of its reports.
        parts: its :func:`frame`.
        lexicons: ``institutions.toml`` and ``regions.tsv`` are used.
    """
    return lexicons.compiled("naming.bodies", _Bodies).of(text, document, parts)


class _Bodies:
    def __init__(self, lexicons: Lexicons) -> None:
        self._finder: Institutions = institutions(lexicons)
        data = lexicons.document("institutions")
        own = data["own"]
        self._own: dict[str, tuple[str, ...]] = {word: tuple(ends) for word, ends in own["words"].items()}
        self._own_places: dict[str, tuple[str, ...]] = {word: tuple(ends) for word, ends in own["places"].items()}
        words = "|".join(sorted([*self._own, *self._own_places], key=len, reverse=True))
        before = "|".join(own["before"])
        places = "|".join(sorted(self._own_places, key=len, reverse=True))
        self._called = re.compile(f"(?:{'|'.join(own['me'])})(?P<word>{words})|(?:{before})(?P<place>{places})")
        context = data["context"]
        self._superior_after = tuple(context["superior_after"])
        self._superior_before = tuple(context["superior_before"])
        self._subject_after = tuple(context["subject_after"])
        self._label = re.compile(f"(?:{'|'.join(context['labels'])})[：:]\\s?")
        self._me, self._we = tuple(own["me"]), tuple(own["we"])

    def of(self, text: str, document: Document, parts: Frame) -> Body:
        mentions = self._mentions(text, document, parts)
        called = Counter(match["word"] or match["place"] for match in self._called.finditer(text, document.start, document.end))
        scores: Counter[str] = Counter()
        best: dict[str, Named] = {}
        for mention in mentions:
            points = self._points(text, parts, mention, called)
            scores[mention.text] += points
            best.setdefault(mention.text, mention)
        for name, mention in best.items():
            scores[name] += self._fits(mention, called)
        chosen = max(scores, key=lambda name: (scores[name], len(name)), default=None)
        if chosen is not None and scores[chosen] >= _ENOUGH:
            full = self._fullest(chosen, mentions)
            return Body(full, self._finder.region(full) or self._beside(text, parts), best[chosen].level)
        place = self._place(text, document, parts, called)
        if place is not None:
            return Body(place, place, self._finder.level_of_place(place))
        return Body(None, None, self._level(called))

    def _mentions(self, text: str, document: Document, parts: Frame) -> list[Named]:
        """Bodies named in the document; in its title, bylines and signature also those with a short ending."""
        headed = [*parts.title, *parts.bylines, *parts.signature]
        found = [mention for span in headed for mention in self._finder.scan(text, span.start, span.end, headed=True)]
        for mention in self._finder.scan(text, document.start, document.end):
            if not any(span.start <= mention.start < span.end for span in headed):
                found.append(mention)
        return found

    def _points(self, text: str, parts: Frame, mention: Named, called: Counter[str]) -> int:
        """How much one mention speaks for its body being the one that reports."""
        start, end = mention.start, mention.end
        if any(span.start <= start and end <= span.end for span in parts.title):
            return 10 if not mention.plain or len(mention.text) > len(mention.ending) else 0
        if any(span.start <= start and end <= span.end for span in parts.addressee):
            return -6
        for span in (*parts.bylines, *parts.signature):
            if span.start <= start and end <= span.end:
                return 9 if self._alone(text, span, mention) else 3
        before, after = text[max(0, start - 4) : start], text[end : end + 10]
        if _MASK.match(mention.text):
            return 7 if before.endswith(self._me) else 0
        if mention.plain:
            return 7 if before.endswith(self._we) else -1
        if after.startswith(self._superior_after) or before.endswith(self._superior_before):
            return 0
        if before.endswith(self._me):
            return 7
        subject = after.startswith(self._subject_after)
        if start < parts.opening.end:
            clear = not before or before[-1] in "\n。，；：、,;:. \u3000—-(年月日"
            return (3 if clear else 1) + (2 if subject else 0)
        return 1 if subject else 0

    def _alone(self, text: str, span: Span, mention: Named) -> bool:
        words = text[span.start : span.end]
        label = self._label.match(words)
        begin = span.start + (label.end() if label else 0)
        rest = text[mention.end : span.end].strip(" \u3000（(")
        return mention.start - begin <= 2 and (not rest or _DATE.match(rest) is not None or len(rest) <= 8)

    def _fits(self, mention: Named, called: Counter[str]) -> int:
        """Does the body's name end like what the report calls itself?"""
        own = Counter({word: count for word, count in called.items() if word in self._own})
        if not own:
            return 0
        word = max(own, key=lambda key: (own[key], len(key)))
        if mention.text.endswith(self._own[word]):
            return 2
        if any(mention.text.endswith(self._own[other]) for other in own):
            return 1
        return -2 if own[word] > 1 else 0

    def _fullest(self, name: str, mentions: list[Named]) -> str:
        """The fullest form: a longer mention that ends in the name and only adds the places it lies in."""
        longer = [m.text for m in mentions if m.text.endswith(name) and len(m.text) > len(name)]
        places = [m for m in longer if (region := self._finder.region(m)) is not None and m[: -len(name)] in (region, region[: len(m) - len(name)])]
        return max(places, key=len, default=name)

    def _beside(self, text: str, parts: Frame) -> str | None:
        """The place of the one reported to (襄江区卫生局：), for a body whose own name tells none."""
        for span in parts.addressee:
            for mention in self._finder.scan(text, span.start, span.end):
                region = self._finder.region(mention.text)
                if region is not None:
                    return region
        return None

    def _place(self, text: str, document: Document, parts: Frame, called: Counter[str]) -> str | None:
        """The place that reports (张家港市…工作总结; 我市), when no body does."""
        for span in (*parts.title, *parts.bylines, *parts.signature):
            for place in self._finder.places(text, span.start, span.end):
                lead = text[span.start : place.start]
                if not _MASK.match(place.text) and (len(lead) <= 4 or lead.endswith(("篇", "：", ":", " ", "—"))):
                    return place.text
        own = Counter({word: count for word, count in called.items() if word in self._own_places})
        if not own:
            return None
        word = max(own, key=lambda key: own[key])
        named: Counter[str] = Counter()
        for place in self._finder.places(text, document.start, document.end):
            if place.text.endswith(self._own_places[word]) and len(place.text) > 2 and not _MASK.match(place.text):
                named[place.text] += 1
        # A place named once that no list knows may be any words.
        sure = {name: count for name, count in named.items() if count > 1 or self._finder.listed(name)}
        return max(sure, key=lambda name: sure[name], default=None)

    def _level(self, called: Counter[str]) -> str | None:
        own = Counter({word: count for word, count in called.items() if word in self._own_places})
        word = max(own, key=lambda key: own[key], default=None)
        return None if word is None else self._finder.level_of_place("某" + word)


def _above(text: str, document: Document) -> list[Span]:
    """The line right above the first document of a source: a letterhead may stand outside its report."""
    if document.n > 1:
        return []
    lines = [_stripped(text, match) for match in _LINE.finditer(text, max(0, document.start - 2 * _SHORT), document.start)]
    return [line for line in lines[-1:] if line.end - line.start <= _SHORT and not _LABELLED.search(text, line.start, line.end)]


def _signature(text: str, document: Document, head: int) -> list[Span]:
    """Short lines without prose at the end of a document."""
    found: list[Span] = []
    tail = [_stripped(text, match) for match in _LINE.finditer(text, max(head, document.end - 400), document.end)]
    for line in reversed(tail[-5:]):
        words = text[line.start : line.end]
        if len(words) > _SHORT or _PROSE.search(words) or (words[0] in "一二三四五六七八九十（(0123456789" and not _DATE.search(words)):
            break
        found.append(line)
    return found[::-1]


def _stripped(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)
