"""Errors that only show in a whole report, or between reports."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.tables.marked import NUMBER, Case, Mark, around, edited, marks, plain, sources

_DIRECTIVE = re.compile(r'(@@ document [^\n]*institution=")([^"]*)("[^\n]*year=")([^"]*)(")')
_YEAR = re.compile(r"[一二三四五六七八九零〇○]{4}(?=年)")
_WRITTEN = re.compile(rf"⟦Y\|({_YEAR.pattern})(年度?)\|([0-9]{{4}})⟧")
_STOCK = re.compile(r"[0-9]{3,}[人份名户]?")
STOCK_IDS = (
    "population.total",
    "records.total",
    "child.total",
    "elderly.managed",
    "hypertension.managed",
    "diabetes.managed",
    "hypertension.followups",
)
TOWNS = (
    "青河",
    "白沙",
    "石梁",
    "黄坪",
    "枫桥",
    "柳溪",
    "长岗",
    "双塔",
    "竹园",
    "河湾",
    "马鞍",
    "云台",
    "沙河",
    "丰田",
    "南浦",
)
BEFORE = ("share_above_100", "two_values", "shared_passage", "repeated_report", "per_capita")


def _changed(marked: str, change: Callable[[Mark], str | None]) -> str:
    """The report with the numbers of some marks changed."""
    pieces, at = [], 0
    for mark in marks(marked):
        new = change(mark)
        if new is not None:
            pieces += [marked[at : mark.start], mark.written(new)]
            at = mark.end
    return "".join([*pieces, marked[at:]])


def _next(year: str) -> str:
    """The year after one written in Chinese digits, with the same kind of zero."""
    zero = next((digit for digit in year if digit in "零〇○"), "〇")
    number = int(year.translate(str.maketrans("零〇○一二三四五六七八九", "000123456789")))
    return str(number + 1).translate(str.maketrans("0123456789", f"{zero}一二三四五六七八九"))


def _later(marked: str) -> str | None:
    """The report of the year after: the same text, every year it names one later."""
    stated = _DIRECTIVE.search(marked)
    if stated is None or not stated[4].isdigit() or stated[2] in ("", "-") or "⟦Y|" not in marked:
        return None
    moved = re.sub(r"⟦Y\|([0-9]{4})(年?度?)⟧", lambda m: f"⟦Y|{int(m[1]) + 1}{m[2]}⟧", marked)
    moved = _WRITTEN.sub(lambda m: f"⟦Y|{_next(m[1])}{m[2]}|{int(m[3]) + 1}⟧", moved)
    moved = re.sub(r"\by=([0-9]{4})", lambda m: f"y={int(m[1]) + 1}", moved)
    year = stated[4]

    def directive(match: re.Match[str]) -> str:
        stated = (
            match[0].replace(f'year="{year}"', f'year="{int(year) + 1}"').replace(f"{year}年", f"{int(year) + 1}年")
        )
        return _YEAR.sub(lambda m: _next(m[0]), stated)

    moved = re.sub(r"@@ document [^\n]*", directive, moved, count=1)
    title = re.search(r'title="([^"]*)"', moved)
    return moved if title is not None and (title[1] == "-" or title[1] in plain(moved)) else None


def _year_jump(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    later = _later(marked)
    if later is None:
        return None
    fitting = [
        m for m in marks(later) if m.number and m.number >= 100 and _STOCK.fullmatch(m.text) and len(m.heading) > 3
    ]
    fitting = [
        m for m in fitting if sum((other.id or other.heading) == (m.id or m.heading) for other in marks(later)) == 1
    ]
    if turn >= len(fitting):
        return None
    mark = rng.choice(fitting)
    new = mark.written(str(int(mark.number * rng.choice((6, 10, 0.1)))))  # type: ignore[operator]
    case = edited(code, "later.txt", later, mark, new)
    return Case(
        code,
        {"earlier.txt": marked, **case.reports},
        case.spots,
        ignore=(*BEFORE, "part_above_whole", "rate_contradiction"),
    )


def _outlier(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    rates = {
        "居民健康档案建档率|id=records.rate": 88.0,
        "疫苗接种率|id=vaccination.coverage_rate": 95.0,
        "群众满意率|id=satisfaction.rate": 92.0,
    }
    odd, wrong = rng.randrange(12), rng.choice([*rates])
    found = {}
    spot = ""
    for place, town in enumerate(rng.sample(TOWNS, 12)):
        sentences = []
        for rate, middle in rates.items():
            stated = middle + rng.uniform(-4, 4) if (place, rate) != (odd, wrong) else rng.uniform(5, 20)
            sentences.append(f"{rate.partition('|')[0]}为⟦{stated:.1f}%|{rate}⟧")
        lines = [
            '@@ report domain="health" voice="X"',
            f'@@ document title="{town}镇卫生院2019年工作总结" institution="{town}镇卫生院" region="-" level="town" '
            'year="2019" period="year" type="summary"',
            f"{town}镇卫生院⟦Y|2019年⟧工作总结",
            f"⟦Y|2019年⟧，{rng.choice(('我院', '全院职工', '卫生院'))}按照上级安排开展各项工作。"
            + "，".join(rng.sample(sentences, 3))
            + "。",
        ]
        found[f"{town}.txt"] = "\n".join(lines) + "\n"
        if place == odd:
            spot = f"{town}.txt"
    where = next(m for m in marks(found[spot]) if m.id == wrong.partition("=")[2])
    return Case(code, found, ((spot, around(found[spot], where.start, where.end)),), ignore=BEFORE)


def _paragraph(marked: str) -> str | None:
    """A paragraph of some length with several figures."""
    for line in marked.splitlines():
        if 90 <= len(plain(line)) <= 400 and len(marks(line)) >= 3 and not line.startswith("@@"):
            return line
    return None


def _shared(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    paragraph = _paragraph(marked)
    other_name, other = rng.choice(sources())
    if paragraph is None or other_name == name or turn:
        return None
    some = rng.randrange(3)

    def change(mark: Mark) -> str | None:
        number = mark.number
        return None if number is None or rng.randrange(3) < some else str(int(number * rng.uniform(0.6, 1.6)) + 1)

    copied = _changed(paragraph, change)
    body = other if other.endswith("\n") else other + "\n"
    return Case(
        code,
        {name: marked, other_name: body + copied + "\n"},
        (),
        (name, other_name),
        ignore=(*BEFORE[:2], "per_capita", "masked", "blank"),
    )


def _repeated(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    if turn or len(plain(marked)) < 400:
        return None
    lines = marked.splitlines(keepends=True)
    kept = [line for line in lines if line.startswith("@@") or rng.random() > 0.04 or line is lines[2]]
    return Case(
        code, {name: marked, "copy.txt": "".join(kept)}, (), (name, "copy.txt"), ignore=("shared_passage", *BEFORE[:2])
    )


def _round(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    """Every count of three figures and more made a round number."""
    counted = [
        m
        for m in marks(marked)
        if m.number is not None and m.number >= 100 and not m.text.rstrip("%‰").replace(".", "").isdigit()
    ]
    if len(counted) < 25 or turn:
        return None
    rounded = _changed(marked, lambda m: str(max(100, round(m.number, -2) if m.number < 3000 else round(m.number, -3))).split(".")[0]
                       if m.number and m.number >= 100 and m.number == int(m.number) else None)  # fmt: skip
    return Case(
        code,
        {name: rounded},
        (),
        (name,),
        ignore=(
            "rate_contradiction",
            "sum_mismatch",
            "part_above_whole",
            "target_missed",
            "change_contradiction",
            "two_values",
            "per_capita",
        ),
    )


def _digits(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    """Every number of some reports invented: first digits evenly 5 to 9."""
    some = rng.sample(sources(), 8)
    invented = {}
    for other, text in some:
        invented[other] = _changed(text, lambda m: f"{rng.randrange(5, 10)}{NUMBER.match(m.text).group()[1:]}"  # type: ignore[union-attr]
                                   if m.number is not None and m.number >= 10 and not m.text.endswith("%") else None)  # fmt: skip
    counted = sum(
        1
        for text in invented.values()
        for m in marks(text)
        if m.number is not None and m.number >= 10 and not m.text.endswith("%")
    )
    ignored = (
        "rate_contradiction",
        "sum_mismatch",
        "part_above_whole",
        "target_missed",
        "change_contradiction",
        "two_values",
        "per_capita",
        "outlier",
        "year_jump",
    )
    return Case(code, invented, (), tuple(invented), ignore=ignored) if counted >= 160 and turn < 4 else None


MAKERS: dict[str, Callable[[random.Random, str, str, str, int], Case | None]] = {
    "year_jump": _year_jump,
    "outlier": _outlier,
    "shared_passage": _shared,
    "repeated_report": _repeated,
    "round_numbers": _round,
    "first_digits": _digits,
}
