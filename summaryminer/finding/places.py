"""Places: administrative divisions (张家港市, 临江县石桥镇) in clean text, their levels, and the chains they form in names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from summaryminer.finding.name_starts import Starts
from summaryminer.finding.words import Words
from summaryminer.lexicons import Lexicons

__all__ = ["LEVELS", "Level", "Link", "Place", "Places", "places"]

Level = Literal["village", "town", "county", "city", "province"]
LEVELS: tuple[Level, ...] = ("village", "town", "county", "city", "province")


class Place(NamedTuple):
    """A named place: its clean span and its name, with the places around it that the text names (临江县石桥镇)."""

    start: int
    end: int
    text: str


class Link(NamedTuple):
    """One place of a chain: its span in the name, its level, and whether it has a name of its own (临江县, not 县)."""

    start: int
    end: int
    level: Level
    named: bool


class Places:
    """Finder of places, compiled from ``regions.tsv`` and ``institutions.toml``.

    Args:
        lexicons: word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> finder = Places(load())
        >>> [place.text for place in finder.scan("太和镇地处张家港市西郊，全镇共有示范村3个。")]
        ['太和镇', '张家港市']
        >>> finder.level("张家港市"), finder.level("临江县石桥镇")
        ('county', 'town')
        >>> finder.region("临江县石桥镇卫生院"), finder.region("县卫生局")
        ('临江县石桥镇', None)
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self._divisions: dict[str, str] = {row["name"]: row["level"] for row in lexicons.table("regions")}
        self._levels: dict[str, Level] = {word: level for level in LEVELS for word in lexicons.words("institutions", "places", level)}
        self._none = frozenset(lexicons.words("institutions", "places", "not_places"))
        # Words that are also endings (社区) are no place only when they stand alone.
        self._none_ends = tuple(self._none - self._levels.keys())
        self._doubled = frozenset(lexicons.words("institutions", "places", "doubled"))
        self._counting, self._goes_on = (frozenset(lexicons.words("institutions", "places", key)) for key in ("not_first", "not_next"))
        self.endings = Words(self._levels)
        self.starts = Starts(lexicons, self.endings)
        data = lexicons.document("institutions")
        self._bodies = Words(word for words in data["endings"].values() for word in words if len(word) > 1)
        self._prefixes = tuple(data["prefixes"]["words"])

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Place]:
        """Named places, in order, in their fullest form.

        Args:
            text: clean text.
            start, end: the span to look at.
        """
        found: list[Place] = []
        for first, last in self._spans(text, start, end):
            begin = self.starts.begin(text, start, first, last)
            begin += self._prefix(text[begin:first])
            name = text[begin:last]
            if begin == first or self._no_place(name) or (found and found[-1].end == first):
                continue
            if found and found[-1].start >= begin:
                found.pop()
            found.append(Place(begin, last, name))
        return found

    def _spans(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Where endings of places stand, but for those that are part of a name (西乡县, 宁乡市)."""
        held: tuple[int, int] | None = None
        for span in self.endings.spans(text, start, end):
            if held is not None and not (held[1] == span[0] and self._inside(text, start, *span)):
                yield held
            held = span
        if held is not None:
            yield held

    def _inside(self, text: str, start: int, first: int, last: int) -> bool:
        """Is what stands before an ending, although it looks like one, part of the place's name?"""
        begin = first - 2
        if begin < start:
            return False
        if text[begin:last] in self._divisions:
            return True
        # 桃村区: no list knows it, but it is one character more than two endings, and nothing stands before it.
        alone = begin == start or not "\u4e00" <= text[begin - 1] <= "\u9fff"
        return alone and text[first - 1 : last] in self._doubled and text[begin] not in self._counting and text[last : last + 1] not in self._goes_on

    def listed(self, name: str) -> bool:
        """Is the place in the national list of divisions?"""
        return name in self._divisions

    def level(self, name: str) -> Level | None:
        """The level of a place, by the national list or else by its ending; a chain (临江县石桥镇) counts by its last link."""
        return next((link.level for link in reversed([*self.links(name)])), None)

    def links(self, name: str) -> Iterator[Link]:
        """The places that a name begins with or holds, outermost first; ``县`` alone is a link without a name."""
        last = 0
        for first, end in self._spans(name):
            link = name[last:end]
            if first > last and self._no_place(link):
                continue
            yield Link(last, end, self._known(link) or self._levels[name[first:end]], first > last)
            last = end

    def region(self, name: str) -> str | None:
        """The places a body's name begins with (临江县石桥镇 of 临江县石桥镇卫生院), ``None`` if it begins with none that has a name."""
        name = name[self._prefix(name) :]
        region = ""
        for link in self.links(name):
            if not link.named:
                if not region:
                    return None
                continue
            inner = max((end for _, end in self._bodies.spans(name, link.start, link.end)), default=link.start)
            # A place behind a body is that body's (××区公安分局柳树屯派出所), or the body's own place stands before it.
            if inner > link.start and region:
                break
            region += name[inner : link.end]
        return region or None

    def _prefix(self, name: str) -> int:
        """Length of what stands before the place in a body's name: 共青团 in 共青团丰宁县委."""
        return max((len(prefix) for prefix in self._prefixes if name.startswith(prefix)), default=0)

    def _known(self, link: str) -> Level | None:
        """The level of the listed division that a link ends in (国家税务总局昆山市: 昆山市)."""
        listed = next((self._divisions[link[cut:]] for cut in range(len(link) - 1) if link[cut:] in self._divisions), None)
        return next((known for known in LEVELS if known == listed), None)

    def _no_place(self, name: str) -> bool:
        """Does a name end like a place but name none (示范区, 本社区)?"""
        return (name in self._none or name.endswith(self._none_ends)) and name not in self._divisions


def places(lexicons: Lexicons) -> Places:
    """The finder of these lexicons, compiled once."""
    return lexicons.compiled("finding.places", Places)
