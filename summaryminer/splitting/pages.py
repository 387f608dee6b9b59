"""A page's reports: where each begins and ends.

A compilation numbers its reports (篇一, 工作总结2); elsewhere a new report shows by several signs together: a line that looks like a title,
a greeting, a sentence that announces a report, the signature or the site's words just before it, a numbering that begins again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.splitting.lines import Line
from summaryminer.splitting.marks import Page
from summaryminer.splitting.titles import Title

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Report", "reports"]

_STOP = re.compile("[。；！？]")
_CLOSED = "。；！？…!?;”）)"
_PROSE = re.compile(r"[。；！？，,]")
_FIGURES = re.compile(r"\d[^\d]{1,60}\d")
_LEAST_PROSE = 25
# A report has at least this much prose before another may begin without being announced by the page's own numbering.
_LEAST_BODY = 40
_NEW = 4
# An entry of a menu has no more characters than this.
_ENTRY = 6
_DATED = re.compile(r"(?:19|20)[0-9]{2}")
# A title that names a body is at least so long.
_NAMED = 6
_SCRAP = 8
# How many lines around a line of the site are looked at.
_NEAR = 100
# How many lines an introduction of the site has at most.
_PREFACE = 12


class Report(NamedTuple):
    """One report: indexes of its first and last line, and of the last line of its title (one less than ``first`` if it has none)."""

    first: int
    last: int
    title: int


def reports(text: str, lines: Sequence[Line], lexicons: Lexicons) -> list[Report]:
    """The reports among a page's lines, in order, not overlapping.

    Args:
        text: clean text of the page.
        lines: its lines.
        lexicons: word lists, of which ``pages.toml`` and ``headings.toml`` are used.
    """
    page = Page(text, lines, lexicons)
    starts = _series(page) or _numbered_titles(page) or _first(page)
    cuts = sorted(
        {*starts, *(cut for start, stop in _regions(starts, len(page)) for cut in _unannounced(page, start, stop))}
    )
    found: list[Report] = []
    for start, stop in _regions(cuts, len(page)):
        last = _last(page, start, stop)
        title = _title_end(page, start, last)
        if last > title or len(cuts) == 1:
            found.append(Report(start, max(last, start), title))
    return found


def _regions(starts: Sequence[int], stop: int) -> Iterator[tuple[int, int]]:
    yield from zip(starts, [*starts[1:], stop], strict=False)


def _series(page: Page) -> list[int]:
    """First lines of reports that the page numbers: 篇一 …, …总结1 …, …总结（一） …"""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, mark in enumerate(page.marks):
        if mark.title and mark.title.ordinal:
            groups[mark.title.ordinal[:2]].append(index)
    starts: list[int] = []
    for (form, _), members in groups.items():
        # A table of contents repeats the titles; only those with a body below are reports, and of two that are the same the later one.
        real = [index for index, stop in _regions(members, len(page)) if page.prose(index + 1, stop)]
        real = sorted({page.lines[index].text: index for index in real}.values())
        values = {page.marks[index].title.ordinal.value for index in real}  # type: ignore[union-attr]
        if real and (form in ("word", "before") or len(values) > 1):
            starts += [_headed(page, index) for index in real]
    return sorted(starts)


def _headed(page: Page, index: int) -> int:
    """Where a report begins whose number stands alone above its title (第一篇): at the title."""
    title = page.marks[index].title
    below = page.marks[index + 1].title if index + 1 < len(page) else None
    alone = title is not None and not title.kind and below is not None
    return index + 1 if alone and below and below.kind and below.body and not below.section and not below.ordinal else index


def _numbered_titles(page: Page) -> list[int]:
    """First lines of reports whose titles are numbered like sections (1、某站2019年工作总结), where the page shows that they are reports."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(page.marks):
        if mark.title and mark.title.section and mark.title.kind == "done":
            groups[mark.title.section].append(index)
    for members in groups.values():
        real = [index for index, stop in _regions(members, len(page)) if page.prose(index + 1, stop)]
        values = [number.value for index in real if (number := page.marks[index].number)]
        if len(real) < 2 or values != list(range(1, len(real) + 1)):
            continue
        before = page.marks[: real[0]]
        if any(mark.title and mark.title.several for mark in before) or all(
            _own(page.marks[index].title) for index in real
        ):
            return real
    return []


def _own(title: Title | None) -> bool:
    return title is not None and title.body


def _first(page: Page) -> list[int]:
    """Where the first report begins that the page does not number."""
    marks = page.marks
    body = next((index for index, mark in enumerate(marks) if mark.prose), len(page))
    named = [index for index in range(min(body, len(page))) if (title := marks[index].title) and not title.section]
    own = [index for index in named if not marks[index].title.several]  # type: ignore[union-attr]
    # 计划总结 above 2019年某局工作总结 is what the site calls a column; alone it may be all the title there is.
    told = [index for index in own if not page.column(index)]
    if not told and (own or not named) and (late := _late_title(page, body)) is not None:
        told = [late]
    own = told or own
    if not own:
        after = named[-1] + 1 if named else 0
        start = next((index for index in range(after, len(page)) if marks[index].frame == ""), None)
        return [] if start is None else [start]
    start = own[-1]
    if _menu(page, own[0], start):
        own, start = [own[0] + 1], own[0] + 1
    # A title block of several lines begins with its first; a title that is repeated counts where it stands last.
    while len(own) > 1 and own[-2] == start - 1 and _key(page, own[-2]) != _key(page, start):
        own.pop()
        start = own[-1]
    return [_subtitle(page, _repeated(page, start, body))]


def _menu(page: Page, first: int, last: int) -> bool:
    """Whether the first of the titles above a text is an entry of the site's menu (工作计划): no body, and the report's own title below it."""
    title, below = page.marks[first].title, first + 1
    if title is None or title.kind != "planned" or title.body or len(title.key) > _ENTRY or last > below or below >= len(page):
        return False
    mark, text = page.marks[below], page.lines[below].text
    if mark.frame or mark.prose or mark.number or not _DATED.search(text):
        return False
    return (mark.title is not None and mark.title.kind == "done") or text.endswith(page.records)


def _late_title(page: Page, body: int) -> int | None:
    """The title of a body's report below an introduction of the site that has little to say itself."""
    for index in range(body, min(body + _PREFACE, len(page))):
        mark = page.marks[index]
        if mark.number and mark.number.style == "hanzi" and mark.prose:
            return None
        if mark.title and mark.title.kind and mark.title.body and not mark.title.section:
            return index if 3 * page.prose(0, index) < page.prose(index, len(page)) else None
    return None


def _key(page: Page, index: int) -> str:
    title = page.marks[index].title
    return title.key if title else ""


def _repeated(page: Page, start: int, body: int) -> int:
    """Where the same title stands once more below an introduction of the site."""
    for index in range(body, min(body + 6, len(page))):
        # An introduction has neither headings nor figures.
        if page.marks[index].number or _FIGURES.search(page.lines[index].text):
            break
        if _key(page, index) and _key(page, index) == _key(page, start):
            return index
    return start


def _subtitle(page: Page, start: int) -> int:
    """The first line of a title whose second line begins with a dash, or whose first names the body alone."""
    if start == 0 or page.marks[start - 1].frame or page.marks[start - 1].prose:
        return start
    above = page.lines[start - 1].text
    if len(above) <= 40 and not _STOP.search(above) and page.lines[start].text[0] in "—-–":
        return start - 1
    return start


def _unannounced(page: Page, start: int, stop: int) -> Iterator[int]:
    """First lines of further reports between ``start`` and ``stop`` that the page does not number."""
    begun, top = start, 0
    index = start + 1
    while index < stop:
        mark = page.marks[index]
        if mark.number and mark.number.style == "hanzi":
            top = mark.number.value
        elif page.prose(begun, index) >= _LEAST_BODY and _newness(page, index, begun, top, stop) >= _NEW:
            yield index
            begun, top = index, 0
        index += 1


def _newness(page: Page, index: int, begun: int, top: int, stop: int) -> int:
    """How many signs say that a new report begins at a line."""
    signs = _shape(page, index, begun)
    if not signs or not page.prose(index, min(index + 6, stop)):
        return 0
    if not page.closed(index - 1):
        signs -= 2
    if page.closing(index - 1) or page.marks[index - 1].frame or page.further(index - 1):
        signs += 2
    if top >= 1:
        number = _next_number(page, index, stop)
        signs += 2 if number == 1 < top else -_NEW if number == top + 1 else 0
    return signs


def _shape(page: Page, index: int, begun: int) -> int:
    mark = page.marks[index]
    if mark.frame in ("line", "end"):
        return 0
    if page.greeting(index) or page.announcing(index):
        return 2
    title = mark.title
    if title is None or title.section or not title.kind:
        return 0
    if page.further(index):
        return _NEW
    first = page.marks[begun].title
    if first is not None and title.kind and title.key in first.key:
        # The same title once more begins another report; a part of the title (2019年工作总结 of …总结和2020年工作计划) heads a part of this one.
        return _NEW if title.key == first.key else 0
    if first is not None and first.both and not page.closing(index - 1):
        return 0
    # 某馆工作计划 below 某馆工作总结: another report of the same body.
    same = (
        first is not None and title.body and first.body and title.key[:3] == first.key[:3] and title.kind != first.kind
    )
    # ★某局总结★ below ★某院总结★: the page marks its titles.
    marked = first is not None and title.ornament != "" and title.ornament == first.ornament
    return 2 + (title.body and len(title.key) >= _NAMED) + title.year + same + 2 * marked + page.collects


def _next_number(page: Page, index: int, stop: int) -> int:
    """The next outer heading's number: a report that ends begins again with 一, one that goes on does not; 0 if there is none."""
    for following in range(index, min(index + _NEAR, stop)):
        number = page.marks[following].number
        if number and number.style == "hanzi":
            return number.value
    return 0


def _last(page: Page, start: int, stop: int) -> int:
    """The last line of the report that begins at ``start``."""
    end = next(
        (
            index
            for index in range(start + 1, stop)
            # 来源：网络 between title and text ends nothing.
            if page.marks[index].frame == "end" and page.prose(start, index) and not _resumes(page, index, start, stop)
        ),
        stop,
    )
    last = end - 1
    trimmed = end < stop
    while last > start:
        mark = page.marks[last]
        if mark.frame or (page.further(last) and len(page.lines[last].text) < _LEAST_PROSE):
            trimmed = True
        elif not _left_over(page, last, trimmed):
            break
        last -= 1
    return last


def _left_over(page: Page, index: int, trimmed: bool) -> bool:
    """Whether a line at the end of a page, maybe above lines of the site, is one more title or a scrap of the site."""
    mark, text = page.marks[index], page.lines[index].text
    if mark.title and not mark.title.section:
        return trimmed or mark.title.ordinal is not None
    return trimmed and len(text) <= _SCRAP and text[-1] not in _CLOSED and not mark.number and not page.signed(index)


def _resumes(page: Page, index: int, start: int, stop: int) -> bool:
    """Whether the report goes on below the site's line ``index``: its numbering does."""
    below, above = page.marks[index + 1 : min(index + _NEAR, stop)], page.marks[max(start, index - _NEAR) : index]
    number = next((mark.number for mark in below if mark.prose or mark.number), None)
    if number is None:
        return False
    same = next((mark.number for mark in reversed(above) if mark.number and mark.number.style == number.style), None)
    return same is not None and number.value == same.value + 1


def _title_end(page: Page, start: int, last: int) -> int:
    """The last line of the title that begins at ``start``, ``start - 1`` if the report has none."""
    mark, text = page.marks[start], page.lines[start].text
    if mark.title:
        return start
    if start < last and page.marks[start + 1].title and page.lines[start + 1].text[0] in "—-–":
        return start + 1
    short = len(text) <= 40 and not _STOP.search(text) and text[-1] not in "：:，,、" and not page.begun(start)
    return start if short and not mark.number and start < last and not page.greeting(start) else start - 1
