"""The reporting body of a document: from its title, the lines around its text, its first sentences and what it calls itself (我院)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summaryminer.finding.institutions import Named, institutions
from summaryminer.finding.words import Words
from summaryminer.lexicons import Lexicons
from summaryminer.naming.letterheads import Letterhead, Span
from summaryminer.records import Document

__all__ = ["Body", "body"]

_MASK = re.compile("[xX×*＊○]")
_STOP = re.compile("[。！？\n]")
_FIRST = 30  # so far into a text without a title the place stands that it speaks of
_CLEAR = frozenset("\n。，；：、,;:. \u3000—-(年月日\"")

# How much a mention of a body speaks for its being the one that reports.
_TITLE = 10
_LINE = 9  # at the beginning of a byline or signature
_OWN = 7  # 我五里桥街道办事处
_CLAUSE = 3  # at the beginning of a clause among the first sentences
_SUBJECT = 2  # 石桥镇卫生院位于 …
_PART = 3  # among other words of a byline
_MENTION = 1
_ADDRESSEE = -6
_ENDS_ALIKE = 2  # 我院, and the name ends in 院
_ENDS_OTHERWISE = -2
_ENOUGH = 3
_SURE = 9


class Body(NamedTuple):
    """A reporting body: its name, the place it lies in, and its level."""

    institution: str | None
    region: str | None
    level: str | None


def body(text: str, document: Document, parts: Letterhead, lexicons: Lexicons) -> Body:
    """Who reports.

    Args:
        text: clean text of the source.
        document: one of its reports.
        parts: its :func:`~summaryminer.naming.letterheads.letterhead`.
        lexicons: ``institutions.toml`` and ``regions.tsv`` are used.
    """
    return lexicons.compiled("naming.bodies", _Bodies).of(text, document, parts)


class _Bodies:
    """The cues of ``institutions.toml``, compiled."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._finder = institutions(lexicons)
        self._places = self._finder.places
        data = lexicons.document("institutions")
        own, context = data["own"], data["context"]
        self._own = {word: tuple(ends) for word, ends in own["words"].items()}
        self._own_places = {word: tuple(ends) for word, ends in own["places"].items()}
        self._me, self._we = tuple(own["me"]), tuple(own["we"])
        # 我院, 本局; of places also 全县.
        called = {me + word: word for me in own["me"] for word in self._own} | {me + word: word for me in own["before"] for word in self._own_places}
        self._called, self._calls = Words(called), called
        self._parts = (*self._own, *self._own_places)
        self._organs = tuple(context["organs"])
        self._superior_after = tuple(context["superior_after"])
        self._superior_before = tuple(context["superior_before"])
        self._honours = tuple(context["honours_before"])
        self._printed = re.compile(f"[^《》\\n]{{0,12}}(?:{'|'.join(map(re.escape, context['printed']))})》")
        self._subject_after = tuple(context["subject_after"])
        kinds, endings = (
            "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
            for words in (data["names"]["kinds"], [ending for level in data["endings"].values() for ending in level])
        )
        self._kinds = re.compile(f"(?:{kinds})+(?:{endings})?")
        self._of_many = re.compile("|".join(lexicons.document("identity")["type"]["collected"]))
        self._label = re.compile(f"(?:{'|'.join(context['labels'])})[：:]\\s?")

    def of(self, text: str, document: Document, parts: Letterhead) -> Body:
        called = Counter(self._calls[text[start:end]] for start, end in self._called.spans(text, document.start, document.end))
        many = self._of_many.search(document.title) is not None
        near = self._alike([*self._near(text, document, parts)], parts, many=many)
        chosen = self._best(text, near, parts, called, _SURE, many=many)
        headed = self._headed_place(text, parts) if chosen is None else None
        # Who says 我市 under a title that names the town speaks for the town; who says 我局 does not.
        if chosen is None and (headed is None or self._most(called, self._own)):
            # The letterhead does not tell: look at every mention.
            told = self._alike([*near, *self._finder.scan(text, parts.opening.end, document.end)], parts, many=many)
            chosen = self._best(text, told, parts, called, _ENOUGH, many=many)
        if chosen is None and many:
            chosen = self._best(text, near, parts, called, _SURE, many=False)
        if chosen is not None:
            full = self._fullest(text, document, chosen.text)
            return Body(full, self._places.region(full) or self._beside(text, parts), self._finder.level(full, chosen.ending))
        place = headed or self._own_place(text, document, called) or self._opening_place(text, document, parts)
        if place is not None:
            return Body(place, place, self._places.level(place))
        own = self._most(called, self._own_places)
        return Body(None, None, self._places.level("某" + own) if own else None)

    def _alike(self, told: Sequence[Named], parts: Letterhead, *, many: bool) -> list[Named]:
        """Of the bodies named anywhere those of the kind that the title tells (林业局三十年), and no organs inside a body (党支部).

        ``many``: the title is one of a page's that collects reports, and only the site's word.
        """
        kinds = () if many else tuple({mention.ending for mention in told if mention.plain and _holds(parts.title, mention.start, mention.end)})
        return [
            mention
            for mention in told
            if _holds(parts.headed, mention.start, mention.end)
            or ((not kinds or mention.text.endswith(kinds)) and not mention.text.endswith(self._organs))
        ]

    def _near(self, text: str, document: Document, parts: Letterhead) -> Iterator[Named]:
        """Bodies named in title, bylines and signature (there also those with a short ending), addressee and opening."""
        for span in parts.headed:
            yield from self._finder.scan(text, span.start, span.end, headed=True)
        for span in (*parts.addressee, parts.opening):
            yield from self._finder.scan(text, span.start, span.end)

    def _best(
        self, text: str, mentions: Sequence[Named], parts: Letterhead, called: Counter[str], enough: int, *, many: bool
    ) -> Named | None:
        """The body that most speaks for, if it is enough; ``many``: the report is one of several that a page collects."""
        scores: Counter[str] = Counter()
        first: dict[str, Named] = {}
        for mention in mentions:
            scores[mention.text] += self._points(text, parts, mention, many=many)
            first.setdefault(mention.text, mention)
        for name, mention in first.items():
            scores[name] += self._fits(mention, called)
        chosen = max(scores, key=lambda name: (scores[name], len(name)), default=None)
        return first[chosen] if chosen is not None and scores[chosen] >= enough else None

    def _points(self, text: str, parts: Letterhead, mention: Named, *, many: bool) -> int:
        """How much one mention speaks for its body being the one that reports."""
        start, end = mention.start, mention.end
        if _holds(parts.title, start, end):
            # 乡镇卫生院 in the title of one of a page's reports is but the site's word, if the report names a body itself.
            if self._kinds.fullmatch(mention.text):
                return 0  # 乡镇政府工作报告 is that of any
            return _TITLE if not mention.plain or (len(mention.text) > len(mention.ending) and not many) else 0
        if _holds(parts.addressee, start, end):
            return _ADDRESSEE
        for span in (*parts.bylines, *parts.signature):
            if span.start <= start and end <= span.end:
                return _LINE if self._begins(text, span, mention) else 0 if self._superior(text, mention) else _PART
        before, after = text[max(0, start - 4) : start], text[end : end + 10]
        if _MASK.match(mention.text):
            return _OWN if before.endswith(self._me) else 0
        if mention.plain:
            return _OWN if before.endswith(self._we) else -1
        if self._superior(text, mention):
            return 0
        if before.endswith(self._me):
            return 0 if mention.text.startswith(self._parts) else _OWN  # 我局党委 is of 我局
        subject = after.startswith(self._subject_after)
        if start >= parts.opening.end:
            return _MENTION if subject else 0
        if start >= self._first_end(text, parts):
            # Below its first sentence a report speaks of many that it is not itself.
            return _MENTION + (_SUBJECT if subject else 0)
        clear = not before or before[-1] in _CLEAR
        return (_CLAUSE if clear else _MENTION) + (_SUBJECT if subject else 0)

    def _first_end(self, text: str, parts: Letterhead) -> int:
        """Where the first sentence of the opening ends."""
        match = _STOP.search(text, parts.opening.start, parts.opening.end)
        return match.end() if match else parts.opening.end

    def _superior(self, text: str, mention: Named) -> bool:
        """Do the words around a body's name make it a superior or another one (在县卫生局的领导下)?"""
        return text.startswith(self._superior_after, mention.end) or text.endswith(self._superior_before, 0, mention.start)

    def _begins(self, text: str, span: Span, mention: Named) -> bool:
        """Does the line begin with the body's name, but for a label or dash before it?"""
        label = self._label.match(text, span.start, span.end)
        return mention.start - (label.end() if label else span.start) <= 2

    def _fits(self, mention: Named, called: Counter[str]) -> int:
        """Does the body's name end like what the report calls itself?"""
        word = self._most(called, self._own)
        if word is None:
            return 0
        if mention.text.endswith(self._own[word]):
            return _ENDS_ALIKE
        if any(mention.text.endswith(ends) for other, ends in self._own.items() if other in called):
            return _ENDS_ALIKE // 2
        return _ENDS_OTHERWISE if called[word] > 1 else 0

    def _most(self, called: Counter[str], among: dict[str, tuple[str, ...]]) -> str | None:
        """What the report most often calls itself, of the words ``among``."""
        return max((word for word in called if word in among), key=lambda word: (called[word], len(word)), default=None)

    def _fullest(self, text: str, document: Document, name: str) -> str:
        """The fullest form of a name in the document: with the places it lies in (临江区 + 向日葵幼儿园)."""
        full, at = name, text.find(name, document.start, document.end)
        while at >= 0:
            begin = self._places.starts.begin(text, document.start, at, at + len(name))
            longer = text[begin : at + len(name)]
            if len(longer) > len(full) and (self._places.region(longer) or "").startswith(text[begin:at]):
                full = longer
            at = text.find(name, at + len(name), document.end)
        return full

    def _beside(self, text: str, parts: Letterhead) -> str | None:
        """The place of the one reported to (襄江区卫生局：), for a body whose own name tells none."""
        bodies = (mention for span in parts.addressee for mention in self._finder.scan(text, span.start, span.end))
        return next((region for mention in bodies if (region := self._places.region(mention.text))), None)

    def _headed_place(self, text: str, parts: Letterhead) -> str | None:
        """The place that a title or byline begins with: 张家港市…工作总结."""
        for span in parts.headed:
            for place in self._places.scan(text, span.start, span.end):
                lead = text[span.start : place.start]
                if not _MASK.match(place.text) and (len(lead) <= 4 or lead[-1] in "篇：: —"):
                    return place.text
        return None

    def _opening_place(self, text: str, document: Document, parts: Letterhead) -> str | None:
        """The place that the first sentence of a text without a title speaks of: 【老年服务】2021年，东河区建成……"""
        if document.title:
            return None
        start = parts.opening.start
        for place in self._places.scan(text, start, min(parts.opening.end, start + _FIRST)):
            before = text[start : place.start].rstrip()
            # A body of the place (东河区卫生局) is found elsewhere, or is no one that reports.
            named = any(mention.start <= place.start < mention.end for mention in self._finder.scan(text, start, place.end + _FIRST))
            if named or _STOP.search(before):
                return None
            # A place that no list knows may be any words (培训乡村医生), but behind 【老年服务】2021年， a text tells whose it is.
            known = self._places.listed(place.text) or (before.startswith("【") and before[-1] != "】")
            if known and (not before or before[-1] in _CLEAR or before[-1] == "】") and not _MASK.match(place.text):
                return place.text
        return None

    def _own_place(self, text: str, document: Document, called: Counter[str]) -> str | None:
        """The place that a report means by 我镇, 我市: the one it names most often."""
        word = self._most(called, self._own_places)
        if word is None:
            return None
        named = Counter(
            place.text
            for place in self._places.scan(text, document.start, document.end)
            if place.text.endswith(self._own_places[word]) and len(place.text) > 2 and not _MASK.match(place.text)
            # 《株洲日报》, 荣获株洲市先进单位: a name and an honour tell nothing.
            and not text.endswith(self._honours, 0, place.start)
            and not (text.endswith("《", 0, place.start) and self._printed.match(text, place.start))
        )
        # A place named once that no list knows may be any words.
        sure = [name for name, count in named.items() if count > 1 or self._places.listed(name)]
        return max(sure, key=lambda name: named[name], default=None)


def _holds(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)
