"""Who reports about when: a document's institution, region, level, year, period, type and population."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from summaryminer.lexicons import Lexicons
from summaryminer.naming.bodies import body
from summaryminer.naming.letterheads import Letterhead, letterhead
from summaryminer.naming.population import population
from summaryminer.records import Document, DocumentType, Identity, Year

__all__ = ["identify", "of_page", "resolve"]

_MONTHS = re.compile(r"([0-9]{1,2}|十?[一二三四五六七八九十])月?份?\s?[—\-–~～至到]{1,2}\s?([0-9]{1,2}|十?[一二三四五六七八九十])月份?")
_MONTH = re.compile(r"(?<![0-9一二三四五六七八九十至到—\-–~～])([0-9]{1,2}|十?[一二三四五六七八九十])月份")
_DATED = re.compile(r"\s?(?P<month>[0-9]{1,2}|十?[一二三四五六七八九十])\s?月\s?(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?日)?")
_CLOCK = re.compile(r"\s?(?:[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日|[-/.][0-9]{1,2}[-/.][0-9]{1,2})\s{0,2}[0-9]{1,2}[:：][0-9]{2}(?![0-9]*[-—~～至到])")
_GAP = r"[^，。；！？、,;\n0-9]{1,8}?"
_NUMERALS = "零一二三四五六七八九十"


def identify(text: str, document: Document, years: Sequence[Year], lexicons: Lexicons) -> Identity:
    """What the text says of a document as a whole.

    Args:
        text: clean text of the source.
        document: one of its reports.
        years: years found in the source, spans clean; those outside the document are passed over.
        lexicons: ``institutions.toml``, ``regions.tsv`` and ``identity.toml`` are used.

    Example:
        >>> from summaryminer.finding.years import Years
        >>> from summaryminer.lexicons import load
        >>> text = "石桥镇卫生院2019年上半年工作总结\\n上半年，我院建档284份。"
        >>> found = identify(text, Document(1, 0, len(text), text[:19]), Years(load()).scan(text), load())
        >>> found.institution, found.level, found.year, found.period, found.type
        ('石桥镇卫生院', 'town', 2019, 'first_half', 'summary')
    """
    parts = letterhead(text, document, lexicons)
    times = lexicons.compiled("naming.identity", _Times)
    who = body(text, document, parts, lexicons)
    kind = times.type(text, document, parts)
    inside = [year for year in years if document.start <= year.start < document.end]
    period = times.period(text, parts, inside)
    year = times.reviewed(document, times.year(text, parts, inside, kind, period), text[parts.opening.start : parts.opening.end])
    return Identity(who.institution, who.region, who.level, year, period, kind, population(text, document, lexicons))


def resolve(years: Sequence[Year], identity: Identity) -> list[Year]:
    """The years of a document, relative ones (去年) with the years they mean where the document's year is known.

    Args:
        years: years of one document.
        identity: what the document is.

    Example:
        >>> year = Year(0, 2, "去年", None, None, "relative", -1)
        >>> resolve([year], Identity(year=2019))[0].low
        2018
    """
    if identity.year is None:
        return list(years)
    return [_resolved(year, identity.year) for year in years]


def _resolved(year: Year, base: int) -> Year:
    if year.state != "relative" or year.offset is None:
        return year
    return replace(year, low=base + year.offset, high=base + year.offset)


_ENOUGH = 3
"""Words of intention that make a text a plan when nothing else tells."""
_LABEL = 10
"""So far before a year a label of the page's header may begin."""
_HEADING = 20
"""So long the heading is that a text may begin with."""
_NEWS = 120
"""How far into a text a news story says that it is one."""


class _Dated(NamedTuple):
    year: Year
    month: int | None


class _Times:
    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("identity")
        self._types: dict[str, str] = {word: kind for kind in ("summary", "plan", "other", "open", "none") for word in data["type"][kind]}
        self._title = re.compile("|".join(sorted(self._types, key=len, reverse=True)))
        self._announce: dict[DocumentType, re.Pattern[str]] = {
            "plan": _any(data["type"]["announces_plan"]),
            "summary": _any(data["type"]["announces_summary"]),
        }
        self._done, self._intended, self._planned = (_any(data["type"][key]) for key in ("done", "intended", "not_intended"))
        self._joining, self._coming, self._news, self._sending = (_any(data["type"][key]) for key in ("joining", "coming", "news", "sending"))
        self._ordinal = re.compile("|".join(data["type"]["ordinals"]))
        self._after_since = re.compile(rf"\s?[^，。；,;\n]{{0,6}}(?:{'|'.join(data['year']['since'])})")
        self._labels = tuple(data["year"]["labels"])
        self._sessions, self._back = tuple(data["year"]["sessions"]), _any(data["year"]["back"])
        self._school: str = lexicons.document("years")["signs"]["school"]
        periods = data["period"]
        self._work = _any(periods["work"])
        self._reports = _any(periods["reports"])
        self._whole, self._holds = _any(periods["whole"]), tuple(periods["holds"])
        named = {name: words for name, words in periods.items() if name not in ("reports", "work", "whole", "holds")}
        self._periods: dict[str, str] = {word: name for name, words in named.items() for word in words}
        self._period = _any([*self._periods])

    def type(self, text: str, document: Document, parts: Letterhead) -> DocumentType:
        """Summary, plan or other, by the title, then by the opening, then by the words of the text."""
        last = min(document.end, parts.opening.end + 200)
        announced = next((kind for kind, said in self._announce.items() if said.search(text, parts.opening.start, last)), None)
        if announced is not None and self._ordinal.search(document.title):
            # In a compilation titles are the site's (工作总结 篇2), the opening is the report's own.
            return announced
        for span in (*reversed(parts.title), *parts.bylines):
            named = self._named(text[span.start : span.end])
            if named is not None:
                return named
        if announced is not None:
            return announced
        if self._news.search(text, parts.opening.start, min(document.end, parts.opening.start + _NEWS)):
            return "other"
        end = min(document.end, document.start + 20000)
        counted = (sum(1 for _ in pattern.finditer(text, document.start, end)) for pattern in (self._done, self._intended, self._planned))
        done, intended, planned = counted
        intended -= planned
        if done + intended == 0:
            return "other"
        if intended > 2 * done:
            return "plan" if intended >= _ENOUGH else "other"  # one 力争 makes no plan
        return "summary"

    def _named(self, title: str) -> DocumentType | None:
        """What a line of a title says of the kind, ``None`` if nothing: 工作总结及下年计划 is a summary, and so is 自查情况工作总结."""
        kinds = [(self._types[match.group()], match.start()) for match in self._title.finditer(title)]
        kinds = [(kind, at) for kind, at in kinds if kind != "none"]
        if not kinds:
            return None
        if kinds[-1][0] == "other" and not (len(kinds) > 1 and kinds[-2][0] in ("summary", "plan") and self._sending.search(title)):
            return "other"
        told = [(kind, at) for kind, at in kinds if kind in ("summary", "plan")]
        if not told or kinds[-1][0] == "open":
            return None
        joints = [match.end() for match in self._joining.finditer(title)]
        joint = max((end for end in joints if end <= told[0][1]), default=0)
        if told[0][0] == "plan" and joint and self._coming.search(title, joint, told[0][1]):
            return "summary"
        following = min((end for end in joints if end > told[0][1]), default=len(title))
        return _kind([kind for kind, at in told if at < following][-1])

    def period(self, text: str, parts: Letterhead, years: Sequence[Year]) -> str:
        """The part of the year that the title, the first words or an opening sentence that announces the report names.

        ``years``: those named in the document.
        """
        for span in (*parts.title, *parts.bylines):
            found = self._part(text, span.start, span.end)
            if found:
                return found
        opening = text[parts.opening.start : parts.opening.end]
        if self._reports.search(opening) is None and _MONTHS.search(opening) is None:
            return self._opened(text, parts, years) or "year"  # no sentence of it has one
        for sentence in re.finditer(r"[^。！？\n]+", opening):
            months = _MONTHS.search(sentence.group())
            if self._reports.search(sentence.group()) or (months and self._work.match(sentence.group(), months.end())):
                found = self._part(sentence.group(), 0, len(sentence.group()))
                if found:
                    return found
        return self._opened(text, parts, years) or "year"

    def _opened(self, text: str, parts: Letterhead, years: Sequence[Year]) -> str | None:
        """The part of the year that the first words name (今年1-6月，) below a title without a year, if the opening names no other."""
        start, end = parts.opening
        if any(self._whole.search(text, *span) or self._within(text, *span, years) for span in parts.title):
            return None
        start = next((year.end for year in years if year.start == start), start)
        first = _MONTHS.match(text, start) or self._period.match(text, start)
        if first is None or not text.startswith(self._holds, first.end()):
            return None
        others = (match for parted in (_MONTHS, self._period) for match in parted.finditer(text, first.end(), end))
        found = self._part(text, *first.span())
        return None if any(self._part(text, *match.span()) != found for match in others) else found

    def _part(self, text: str, start: int, end: int) -> str | None:
        months = _MONTHS.search(text, start, end)
        if months:
            first, last = _number(months[1]), _number(months[2])
            return {(1, 6): "first_half", (7, 12): "second_half", (1, 3): "q1", (4, 6): "q2", (7, 9): "q3", (10, 12): "q4", (1, 12): "year"}.get(
                (first, last), f"months:{first}-{last}"
            )
        match = self._period.search(text, start, end)
        if match:
            return self._periods[match.group()]
        return "month" if _MONTH.search(text, start, end) else None

    def year(self, text: str, parts: Letterhead, years: Sequence[Year], kind: str, period: str) -> int | None:
        """The year reported on: of the title, the opening, or the signature's date; ``None`` when masked or unknown."""
        places = [self._within(text, span.start, span.end, years) for span in (*parts.title, *parts.bylines)]
        dates: list[_Dated] = []
        for found in places:
            for dated in found:
                if dated.year.state == "masked":
                    return self._first_words(parts, self._within(text, parts.opening.start, parts.opening.end, years))
                several = dated.year.low != dated.year.high and not self._of_school(dated.year)
                if several and any(other.year.low == other.year.high for other in found):
                    continue  # “十四五”规划2023年任务
                if dated.year.low is not None and dated.month is None and dated.year.state == "known":
                    return dated.year.low if dated.year.low == dated.year.high or self._of_school(dated.year) else None
                dates.append(dated)
        dates += [dated for span in parts.signature for dated in self._within(text, span.start, span.end, years)]
        signed = next((dated for dated in dates if dated.year.low is not None and dated.month), None)
        by_date = None if signed is None else _reported(signed, kind, period)
        found = self._within(text, parts.opening.start, parts.opening.end, years)
        opening = [dated for dated in found if not of_page(text, dated.year, self._labels)]
        for dated in opening:
            low = dated.year.low
            if dated.year.state == "masked":
                return by_date
            if dated.year.state != "known" or low is None or low != dated.year.high or _cited(text, dated.year) or self._since(text, dated):
                continue
            if by_date is not None and kind != "summary":
                return by_date  # what a plan or a rule says of the year before is where it starts from
            if by_date is None or abs(low - by_date) <= 1:
                return low if dated.month is None or by_date is None else by_date
        return by_date if by_date is not None else _answered(text, opening)

    def reviewed(self, document: Document, year: int | None, opening: str) -> int | None:
        """The year that a session's report looks back on, where that is the one before the year that its title names.

        Args:
            document: the report.
            year: that of the title, or wherever it was told.
            opening: the first words below the title.
        """
        if year is None or str(year) not in document.title or not any(word in document.title for word in self._sessions):
            return year
        told = [section.path[-1] for section in document.sections if section.path]
        told.append(opening.lstrip().partition("\n")[0][:_HEADING])
        if any(f"{year}年" in heading and self._back.search(heading) for heading in told):
            return year
        before = f"{year - 1}年"
        back = any(before in heading and (heading.startswith(before) or self._back.search(heading)) for heading in told)
        return year - 1 if back else year

    def _first_words(self, parts: Letterhead, opening: Sequence[_Dated]) -> int | None:
        """The year that a report begins with whose title hides it: XX年工作总结, 2015年，我镇……"""
        first = next(iter(opening), None)
        if first is None or first.month is not None or first.year.state != "known" or first.year.start > parts.opening.start:
            return None
        return first.year.low if first.year.low == first.year.high else None

    def _of_school(self, year: Year) -> bool:
        """2022—2023学年 is told by the year it begins in; 2021—2023年 are several years."""
        return year.low is not None and year.high == year.low + 1 and self._school in year.text

    def _since(self, text: str, dated: _Dated) -> bool:
        """2019年7月以来: where a stretch of time begins, not the year reported on."""
        return dated.month is not None and self._after_since.search(text, dated.year.end, dated.year.end + 12) is not None

    def _within(self, text: str, start: int, end: int, years: Sequence[Year]) -> list[_Dated]:
        found = []
        for year in years:
            if start <= year.start < end:
                match = _DATED.match(text, year.end)
                found.append(_Dated(year, _number(match["month"]) if match and match.group().strip() else None))
        return found


def _reported(dated: _Dated, kind: str, period: str) -> int | None:
    """The year a dated report is about: a summary of January to March tells of the year before, a plan of December of the next."""
    low, month = dated.year.low, dated.month
    if low is None or month is None:
        return low
    if kind == "plan":
        return low + 1 if month >= 11 else low
    early = kind == "summary" and period in ("year", "second_half", "q4") and month <= 3
    return low - 1 if early else low


def _cited(text: str, year: Year) -> bool:
    """A year inside a document number or a document's title says nothing of the report's year."""
    return text[year.start - 1 : year.start] in "〔[【（(《" and year.start > 0


def _answered(text: str, opening: Sequence[_Dated]) -> int | None:
    """The latest year inside the number of a document that the opening answers: 根据…通知（安司发〔2020〕26号）."""
    return max((dated.year.low for dated in opening if dated.year.low is not None and text[dated.year.start - 1] in "〔["), default=None)


def of_page(text: str, year: Year, labels: tuple[str, ...]) -> bool:
    """Is a year but the page's own date (上传时间:2020-05-12), which says nothing of the report?

    Args:
        text: clean text of the source.
        year: found in it.
        labels: what may stand before such a date, from ``identity.toml``.
    """
    if _CLOCK.match(text, year.end):
        return True  # 2009年04月29日 14:06
    label = text[max(0, year.start - _LABEL) : year.start].rstrip()
    return label[-1:] in ("：", ":") and label.rstrip("：: ").endswith(labels)


def _number(written: str) -> int:
    if written.isdigit() and written.isascii():
        return int(written)
    if written.startswith("十"):
        return 10 + (_NUMERALS.index(written[1]) if len(written) > 1 else 0)
    return _NUMERALS.index(written[0])


def _kind(name: str) -> DocumentType:
    return "plan" if name == "plan" else "summary" if name == "summary" else "other"


def _any(words: Sequence[str]) -> re.Pattern[str]:
    """Any of some words, … in them standing for a few characters of the clause."""
    return re.compile("|".join(_GAP.join(map(re.escape, word.split("…"))) for word in sorted(words, key=len, reverse=True)))
