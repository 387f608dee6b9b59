"""Each figure's own year and part of the year: 由去年的61%升到70%, 2007年将力争……, 1—5月, 累计."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summaryminer.lexicons import LexiconError, Lexicons
from summaryminer.naming.identity import of_page
from summaryminer.naming.spans import joined, lists
from summaryminer.naming.vocabulary import WordSet
from summaryminer.records import Document, Identity, Quantity, Section, Sentence, Year

__all__ = ["Calendar"]

_CLAUSE_ENDS = "，,。；;：:！!？?（()）、\n”“\"'’‘ 　"
_STOPS = "。！？!?"
_SENTENCE_ENDS = _STOPS + "；;：:"
_NEAR = 6  # how far a year may stand from the beginning of its clause or line, or from the number it is given to
_UNSET = object()
_CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class _Words:
    """``periods.toml``, compiled."""

    compare: WordSet
    next: WordSet
    origin: WordSet
    per: WordSet
    before: WordSet
    end: WordSet
    back: WordSet
    to: WordSet
    times: frozenset[str]
    headings: tuple[str, ...]
    not_headings: tuple[str, ...]
    sentences: tuple[str, ...]
    names: dict[str, str]
    not_after: tuple[str, ...]
    reach: int
    months: re.Pattern[str]
    period: re.Pattern[str]
    spans: dict[str, str]
    holds: tuple[str, ...]
    ends: re.Pattern[str]
    goes_on: tuple[str, ...]
    not_cumulative: tuple[str, ...]
    loose: str
    of: str
    since: re.Pattern[str]
    aside: WordSet


class Calendar:
    """Tells the year and period of the figures of one document.

    A year is taken from the place nearest to the figure that gives one: a year of its own (去年的61%), a year that opens its clause or
    sentence, one that opens its paragraph (2007年，我们将……), one in the heading of its section (明年打算), else the document's.

    Args:
        text: clean text of the source; all offsets are clean.
        document: the document.
        quantities: its quantities in order, so that a year given to one number is not taken for another.
        years: the years named in it, in order, relative ones resolved.
        identity: the document's own year and period.
        lexicons: word lists, of which ``periods.toml`` is used.

    Raises:
        LexiconError: ``periods.toml`` lacks something.

    Example:
        >>> from summaryminer.finding import find
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.identity import resolve
        >>> text = "建档率由去年的61%升到70%。"
        >>> found, sentence, identity = find(text, load()), Sentence(0, len(text)), Identity(year=2012)
        >>> report = Document(1, 0, len(text), "", (), (sentence,))
        >>> calendar = Calendar(text, report, found.quantities, resolve(found.years, identity), identity, load())
        >>> [calendar.year_and_period(sentence, quantity) for quantity in found.quantities]
        [(2011, 'year'), (2012, 'year')]
    """

    def __init__(
        self, text: str, document: Document, quantities: Sequence[Quantity], years: Sequence[Year], identity: Identity, lexicons: Lexicons
    ) -> None:
        self._text, self._document, self._identity = text, document, identity
        self._words = lexicons.compiled("naming.periods", _compile)
        labels = tuple(lexicons.words("identity", "year", "labels"))
        self._years = joined(text, [year for year in years if not of_page(text, year, labels)])
        self._starts = [year.start for year in self._years]
        self._numbers = [quantity.start for quantity in quantities]
        self._ends = [quantity.end for quantity in quantities]
        self._lists = lists(text, quantities, frozenset(lexicons.words("cues", "joins", "words")))
        self._periods: dict[tuple[str, ...], str] = {}
        self._told: dict[int, tuple[list[int], list[str]]] = {}
        self._sections: dict[tuple[str, ...], object] = {}
        for section in document.sections:
            self._sections.setdefault(section.path, self._heading_year(section))

    def year_and_period(self, sentence: Sentence, quantity: Quantity) -> tuple[int | None, str]:
        """The year a figure is about (``None``: masked or unknown), and its period.

        Args:
            sentence: the sentence the figure stands in.
            quantity: its quantity.
        """
        year = self._year(sentence, quantity)
        period = self._period(sentence, quantity)
        if not period:
            period = self._held_period(quantity) or self._section_period(sentence)
        if not period:
            own = self._identity.year
            later = own is not None and isinstance(year, int) and year > own
            period = "year" if later else self._identity.period
        return year if isinstance(year, int) else None, period

    def _year(self, sentence: Sentence, quantity: Quantity) -> object:
        year = self._governing(sentence, quantity)
        if isinstance(year, int) and self._earlier(sentence, quantity):
            return year - 1
        return year

    def _governing(self, sentence: Sentence, quantity: Quantity) -> object:
        """The year that holds at a figure: its sentence's, its paragraph's, its section's or the document's."""
        last = bisect_left(self._starts, quantity.start) - 1
        while last >= 0 and self._starts[last] >= sentence.start:
            if self._governs(self._years[last], sentence, quantity):
                return self._value(self._years[last])
            last -= 1
        own = self._identity.year
        if self._identity.type == "summary" and own is not None and self._identity.period == "year":
            head = self._text[sentence.start : min(quantity.start, sentence.start + 2 * _NEAR)]
            if any(word in head for word in self._words.sentences):
                return own + 1
        line = self._text.rfind("\n", 0, sentence.start) + 1
        if last >= 0 and self._starts[last] >= line and sentence.start > line:
            if (listed := self._of_list(sentence, line)) is not None:
                return listed
            first = bisect_left(self._starts, line)
            year = self._years[first]
            value = self._value(year)
            later = isinstance(value, int) and own is not None and value > own
            if self._opens(year, line) and not self._compared(year) and (later or self._text[year.end : year.end + 1] in "，,"):
                return value
        return self._of_section(sentence)

    def _of_list(self, sentence: Sentence, line: int) -> object:
        """The year that opens the sentence whose part this is (2016年全县门诊21万；住院1.3万), ``None`` if none does.

        ``line``: where its paragraph starts.
        """
        text = self._text
        begun = max(line, *(text.rfind(sign, line, sentence.start) + 1 for sign in _STOPS))
        for year in reversed(self._years[bisect_left(self._starts, begun) : bisect_left(self._starts, sentence.start)]):
            opened = max(begun, *(text.rfind(sign, begun, year.start) + 1 for sign in _SENTENCE_ENDS))
            if not self._compared(year) and self._opens(year, opened):
                holds = text.startswith(self._words.holds, year.end) or self._words.period.match(text, year.end)
                return self._value(year) if holds else None
        return None

    def _of_section(self, sentence: Sentence) -> object:
        if 0 <= sentence.section < len(self._document.sections):
            path = self._document.sections[sentence.section].path
            for depth in range(len(path), 0, -1):
                found = self._sections.get(path[:depth], _UNSET)
                if found is not _UNSET:
                    return found
        return self._identity.year

    def _earlier(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Is this the level from which a figure has come (由81%提高到86%), without a year of its own?"""
        words, text = self._words, self._text
        first, last = self._lists[quantity.start]
        lead = text[max(sentence.start, first - 2 * _NEAR) : first]
        if not words.origin.at_end(lead[: len(lead) - words.per.at_end(lead)][-_NEAR:]):
            return False
        gap = self._followed(last)
        return gap is not None and words.to.at_end(gap.rstrip(words.loose)) > 0

    def _followed(self, end: int) -> str | None:
        """What stands between the end of a number and the next one near it in its clause, ``None`` if none follows."""
        following = bisect_left(self._numbers, end)
        if following == len(self._numbers) or self._numbers[following] > end + 2 * _NEAR:
            return None
        gap = self._text[end : self._numbers[following]]
        return None if any(sign in gap for sign in _CLAUSE_ENDS) else gap

    def _governs(self, year: Year, sentence: Sentence, quantity: Quantity) -> bool:
        """Is this year, which stands before the figure in its sentence, the figure's?"""
        words, text = self._words, self._text
        next_number = bisect_left(self._numbers, year.end)
        alone = self._numbers[next_number : next_number + 1] == [quantity.start]
        reach = self._numbers[next_number] if next_number < len(self._numbers) else quantity.start
        gap = text[year.end : min(reach, quantity.start)]
        given = gap[: words.next.at_start(gap)]
        if self._compared(year) or quantity.unit in words.times:
            told = given.endswith(words.of) and len(gap) <= len(given) + _NEAR
            # 较去年同期（2.1万人次）增长, 比上年4.1‰下降0.9个千分点: what is compared with.
            told = told or gap[len(given) :] in ("（", "(") or (gap == given and self._followed(quantity.end) is not None)
            return alone and told and quantity.unit not in words.times
        near = not any(sign in gap for sign in _CLAUSE_ENDS)
        if near and (words.origin.at_end(text[max(0, year.start - 4) : year.start]) or (given and len(gap) <= len(given) + _NEAR)):
            return alone or self._lists[quantity.start][0] == reach
        start = max((text.rfind(sign, sentence.start, year.start) for sign in _CLAUSE_ENDS), default=-1) + 1
        if text[start - 1 : start] in ("(", "（") and any(sign in gap for sign in ")）"):
            return False
        if self._elsewhere(year, sentence, quantity):
            return False
        if self._opens(year, max(start, sentence.start)):
            return not self._taken_back(year, quantity)
        return alone and near

    def _taken_back(self, year: Year, quantity: Quantity) -> bool:
        """Does the sentence come back from a past year before it gets to the figure?"""
        value = self._value(year)
        if not isinstance(value, int) or self._identity.year is None or value >= self._identity.year:
            return False
        text, back = self._text, self._words.back
        return any(text[at] in _CLAUSE_ENDS and back.at_start(text[at + 1 : at + 4]) for at in range(year.end, quantity.start))

    def _elsewhere(self, year: Year, sentence: Sentence, quantity: Quantity) -> bool:
        """Is a past year that since when something holds (自2006年起), or one of what is left out of the numbers behind it (除去2015年脱贫户，)?"""
        text, value, own = self._text, self._value(year), self._identity.year
        if isinstance(value, int) and own is not None and value < own and self._words.since.match(text, year.end):
            return True
        start = max(text.rfind(sign, sentence.start, year.start) for sign in _SENTENCE_ENDS + "，,") + 1
        return self._words.aside.at_start(text, max(start, sentence.start)) > 0 and any(sign in text[year.end : quantity.start] for sign in "，,")

    def _compared(self, year: Year) -> bool:
        return self._words.compare.at_end(self._text[max(0, year.start - 4) : year.start]) > 0

    def _opens(self, year: Year, start: int) -> bool:
        """Does a year stand at the beginning of the stretch that begins at ``start``?"""
        return self._leads(self._text[start : year.start].strip())

    def _leads(self, lead: str) -> bool:
        """May these words stand between the beginning of a stretch and the time that opens it?"""
        return len(lead) <= 2 or (len(lead) <= _NEAR and (self._words.before.covers(lead) or not any("\u4e00" <= char <= "\u9fff" for char in lead)))

    def _value(self, year: Year) -> object:
        if year.low == year.high:
            return year.low
        after = self._text[year.end : year.end + 3].lstrip("”\"’」』")
        return year.high if self._words.end.at_start(after) else self._identity.year

    def _heading_year(self, section: Section) -> object:
        """The year a section heading names, or says by 打算 and the like; unset if it says none."""
        end = self._text.find("\n", section.start, min(section.end, section.start + 60))
        end = end if end >= 0 else min(section.end, section.start + 60)
        heading = section.path[-1] if section.path else ""
        own, words = self._identity.year, self._words
        first = bisect_left(self._starts, section.start)
        named = None
        if first < len(self._years) and self._starts[first] < min(end, section.start + len(heading) + 8):
            # 与去年同期对比情况 heads what is of this year.
            named = None if self._compared(self._years[first]) else self._value(self._years[first])
        if any(word in heading for word in words.not_headings):
            # 2024年工作成效 in a plan for 2025 is about 2024; 问题与明年打算 is about two years.
            return named if isinstance(named, int) and own is not None and named < own else _UNSET
        if named is not None:
            return named
        if self._identity.type != "summary" or own is None or self._identity.period != "year":
            return _UNSET
        return own + 1 if any(word in heading for word in words.headings) else _UNSET

    def _period(self, sentence: Sentence, quantity: Quantity) -> str:
        """The period named nearest before the figure in its sentence, ``""`` if none is."""
        words = self._words
        start = max(sentence.start, quantity.start - words.reach)
        found = self._bracketed(quantity)
        if found:
            return found
        for match in words.period.finditer(self._text, start, quantity.start):
            if self._text[max(0, match.start() - 2) : match.start()].endswith(words.not_after) or self._of_another(match, quantity):
                continue
            named = self._span(match.group())
            if named != _CUMULATIVE or self._cumulates(match.start(), match.end(), sentence, quantity):
                found = named
        return found

    def _bracketed(self, quantity: Quantity) -> str:
        """The period in a bracket right behind a figure: Ⅲ类水质4个月（1-4月）."""
        if self._text[quantity.end : quantity.end + 1] not in ("(", "（"):
            return ""
        match = self._words.period.match(self._text, quantity.end + 1)
        if match is None or self._text[match.end() : match.end() + 1] not in (")", "）"):
            return ""
        named = match.group()
        period = self._span(named)
        return period if period != _CUMULATIVE else ""

    def _of_another(self, match: re.Match[str], quantity: Quantity) -> bool:
        """Does a period stand in a bracket that belongs to a figure before this one?"""
        opens = max(self._text.rfind(sign, 0, match.start()) for sign in "(（")
        place = bisect_left(self._numbers, opens) - 1
        if opens < 0 or place < 0 or self._ends[place] != opens or self._numbers[place] == quantity.start:
            return False
        return any(self._text.find(sign, match.end(), quantity.start) >= 0 for sign in ")）")

    def _held_period(self, quantity: Quantity) -> str:
        """The part of the year that a sentence of the paragraph opened with (下半年，一要…；二要…), ``""`` if none holds any more."""
        line = self._text.rfind("\n", 0, quantity.start) + 1
        if line not in self._told:
            end = self._text.find("\n", line)
            told = sorted(self._times(line, end if end >= 0 else len(self._text)))
            self._told[line] = [place for place, _ in told], [period for _, period in told]
        places, periods = self._told[line]
        last = bisect_left(places, quantity.start) - 1
        return periods[last] if last >= 0 else ""

    def _times(self, line: int, stop: int) -> Iterator[tuple[int, str]]:
        """Where times are told in a paragraph, each with the part of the year that holds from there, ``""`` for none."""
        text, words, end = self._text, self._words, line
        for match in words.period.finditer(text, line, stop):
            name, end = words.names.get(match.group()), match.end()
            if name == _CUMULATIVE or text[max(0, match.start() - 2) : match.start()].endswith(words.not_after):
                continue
            yield match.start(), self._span(match.group()) if name != "year" and self._holds(line, match.start(), end) else ""
        if end == line:
            return  # nothing can be held
        for match in words.ends.finditer(text, line, stop):
            yield match.start(), ""
        for year in self._years[bisect_left(self._starts, line) : bisect_left(self._starts, stop)]:
            if not self._compared(year) and not words.period.match(text, year.end):
                yield year.start, ""

    def _holds(self, line: int, start: int, end: int) -> bool:
        """Does a time open its sentence, maybe behind a year (今年上半年，), and speak for all that follows? ``line``: where its paragraph starts."""
        text, words = self._text, self._words
        opened = max(line, *(text.rfind(sign, line, start) + 1 for sign in _SENTENCE_ENDS))
        before = bisect_left(self._starts, start) - 1
        if before >= 0 and self._years[before].end == start and not self._compared(self._years[before]):
            start = self._years[before].start
        return text.startswith(words.holds, end) and self._leads(text[opened:start].strip())

    def _span(self, named: str) -> str:
        """What a part of the year is called, by its name or its months."""
        words = self._words
        months = words.months.fullmatch(named)
        if months is None:
            return words.names[named]
        span = "-".join(months.groups())
        return words.spans.get(span, f"months:{span}")

    def _section_period(self, sentence: Sentence) -> str:
        """The period that the headings above a sentence name, the innermost first, ``""`` if none does."""
        if not 0 <= sentence.section < len(self._document.sections):
            return ""
        path = self._document.sections[sentence.section].path
        if path not in self._periods:
            named = (match for heading in reversed(path) for match in self._words.period.finditer(heading))
            periods = (self._span(match.group()) for match in named)
            self._periods[path] = next((period for period in periods if period and period not in ("year", _CUMULATIVE)), "")
        return self._periods[path]

    def _cumulates(self, start: int, end: int, sentence: Sentence, quantity: Quantity) -> bool:
        """Does 累计 reach the figure, and count from the beginning of things?"""
        before, gap = self._text[sentence.start : start], self._text[end : quantity.start]
        at = max((gap.rfind(sign) for sign in _CLAUSE_ENDS), default=-1)
        if at >= 0 and not gap[at + 1 :].startswith(self._words.goes_on):
            return False
        return not (any(word in before for word in self._words.not_cumulative) or self._words.months.search(before))


def _compile(lexicons: Lexicons) -> _Words:
    data = lexicons.document("periods")
    try:
        year, following, period = data["year"], data["next_year"], data["period"]
        names = dict(period["words"])
        alternatives = [period["months"], *map(re.escape, sorted(names, key=len, reverse=True))]
        compare, after, origin, per, before, end, back, to = (
            WordSet(year[name]) for name in ("compare", "next", "from", "per", "before", "end", "back", "to")
        )
        return _Words(
            *(compare, after, origin, per, before, end, back, to),
            frozenset(year["times"]),
            *(tuple(following["headings"]), tuple(following["not_headings"]), tuple(following["sentences"])),
            names,
            tuple(period["not_after"]),
            int(period["reach"]),
            re.compile(period["months"]),
            re.compile("|".join(alternatives)),
            dict(period["spans"]), tuple(period["holds"]),
            re.compile(period["ends"]),
            tuple(period["cumulative_goes_on"]),
            tuple(period["cumulative_not_after"]),
            str(year["loose"]), str(year["of"]), re.compile(year["since"]), WordSet(year["aside"]),
        )
    except (KeyError, re.error, ValueError) as error:
        path = next(lexicons.files("periods.toml"), "periods.toml")
        raise LexiconError(path, None, f"something is missing or wrong ({error})", "compare it with the shipped periods.toml") from None

