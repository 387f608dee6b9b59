"""Errors inside one report."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.tables.marked import NUMBER, Case, edited, insert, marks, pick, plain

SENTENCES = Path(__file__).resolve().parents[1] / "data" / "injections.tsv"


def sentences() -> dict[str, list[str]]:
    """The sentences by code."""
    found: dict[str, list[str]] = {}
    for line in SENTENCES.read_text(encoding="utf-8").splitlines()[1:]:
        if "\t" in line and not line.startswith(("#", "code\t")):
            code, text = line.split("\t")
            found.setdefault(code, []).append(text)
    return found


def numbers(rng: random.Random) -> dict[str, str]:
    """Right numbers for every place of a sentence."""
    whole = rng.randrange(120, 3000)
    part = rng.randrange(whole // 2, whole)
    a, b, c = (rng.randrange(5, 60) for _ in range(3))
    low, gap, goal = rng.randrange(600, 900) / 10, rng.randrange(11, 90) / 10, rng.randrange(80, 95)
    before, more, task = rng.randrange(400, 4000), rng.randrange(30, 300), rng.randrange(200, 900)
    return {
        "D": str(whole), "N": str(part), "R": f"{part / whole * 100:.{rng.choice((1, 2))}f}",
        "A": str(a), "B": str(b), "C": str(c), "B2": str(b + c), "S": str(a + b + c),
        "L": f"{low:.1f}", "H": f"{low + gap:.1f}", "G": f"{gap:.1f}", "LN": str(before), "HN": str(before + more), "GN": str(more),
        "T": str(goal), "F": f"{goal + rng.randrange(1, 40) / 10:.1f}", "TN": str(task), "FN": str(task + rng.randrange(0, 60)),
    }  # fmt: skip


def spoil(code: str, right: dict[str, str], rng: random.Random) -> dict[str, str]:
    """The numbers with one error of the code."""
    wrong = dict(right)
    if code == "rate_contradiction":
        share = float(right["R"])
        wrong["R"] = f"{share - rng.randrange(30, 200) / 10 if share > 60 else share + rng.randrange(30, 200) / 10:.1f}"
    elif code == "sum_mismatch":
        wrong["S"] = str(int(right["S"]) + rng.choice((-9, -2, -1, 1, 3, 10)))
    elif code == "part_above_whole":
        wrong["N"] = str(int(int(right["D"]) * rng.choice((1.08, 1.4, 3))))
    elif code == "target_missed":
        wrong["F"] = f"{float(right['T']) - rng.randrange(15, 90) / 10:.1f}"
        wrong["FN"] = str(int(int(right["TN"]) * rng.uniform(0.5, 0.95)))
    elif code == "change_contradiction":
        wrong["G"] = f"{float(right['G']) + rng.choice((-0.9, 1.0, 2.3, 10)):.1f}"
        wrong["GN"] = str(int(right["GN"]) + rng.choice((-20, 9, 100)))
    return wrong


def _sentence(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case:
    template = rng.choice(sentences()[code])
    written = template.format(**spoil(code, numbers(rng), rng))
    return Case(code, {name: insert(marked, written, rng.uniform(0.2, 0.9))}, ((name, plain(written)),))


def _share(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    mark = pick(rng, marked, lambda m: m.id.endswith("_rate") and m.text.endswith("%") and (m.number or 0) > 20, turn)
    if mark is None:
        return None
    number = rng.choice([f"1{mark.number:.1f}", f"{mark.number * 10:.0f}", f"{100 + rng.randrange(2, 300) / 10:.1f}"])  # type: ignore[operator]
    return edited(code, name, marked, mark, mark.written(number)) if float(number) > 100 else None


def _typo(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    mark = pick(rng, marked, lambda m: m.id.endswith("_rate") and m.text.endswith("%") and (m.number or 0) > 20, turn)
    if mark is None:
        return None
    bare = replace(mark, text=mark.text.rstrip("%") + "5")
    return edited(code, name, marked, mark, f"⟦{bare.text}|{mark.heading}|={bare.text} u=- k=rate⟧")


STOCKS = (
    "population.total",
    "records.total",
    "child.total",
    "elderly.managed",
    "hypertension.managed",
    "diabetes.managed",
    "mental.managed",
)


def _two_values(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    mark = pick(rng, marked, lambda m: m.id in STOCKS and (m.number or 0) > 50 and m.number == int(m.number or 0), turn)
    if mark is None or sum(other.id == mark.id for other in marks(marked)) > 1:
        return None
    number = str(int(mark.number * rng.choice((0.82, 1.13, 1.31)) + 3))  # type: ignore[operator]
    opening = rng.choice(("总的来看，", "到年底，", "一年下来，", "综上，"))
    written = f"{opening}{mark.heading.split('/')[0]}{mark.written(number)}。"
    return Case(code, {name: insert(marked, written, 0.95)}, ((name, plain(written)),))


def _masked(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    mark = pick(rng, marked, lambda m: (m.number or 0) > 99 and not m.text.endswith("%") and len(m.text) < 9, turn)
    if mark is None:
        return None
    unit = NUMBER.sub("", mark.text, count=1).lstrip("万亿千百")
    options = " ".join(
        ["masked", f"u={unit or '-'}", *(option for option in mark.options if option.startswith(("id=", "k=")))]
    )
    return edited(code, name, marked, mark, mark.written("xx", options=options))


def _blank(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    mark = pick(rng, marked, lambda m: bool(re.fullmatch(r"[0-9]+(人次|人|户|份|家|元|万元)", m.text)), turn)
    if mark is None:
        return None
    unit = NUMBER.sub("", mark.text, count=1)
    options = f"blank u={unit.lstrip('万')}"
    changed = f"⟦{unit}|{mark.heading}|{options}⟧"
    return edited(code, name, marked, mark, changed)


PER_HEAD = {
    "records.total": 2.5,
    "elderly.managed": 0.8,
    "hypertension.managed": 0.7,
    "child.total": 0.6,
    "maternal.total": 0.3,
}


def _per_capita(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    people = next(
        (
            m
            for m in marks(marked)
            if m.id == "population.total" and m.number and re.fullmatch(r"[0-9]+[口]?人?", m.text)
        ),
        None,
    )
    if people is None or not people.number:
        return None
    if turn:  # a sentence of its own
        kind, heading = rng.choice(
            [
                ("records.total", "健康档案"),
                ("elderly.managed", "管理老年人"),
                ("hypertension.managed", "管理高血压患者"),
            ]
        )
        if any(m.id == kind for m in marks(marked)) or turn > 2:
            return None
        written = f"全辖区{heading}共⟦{int(people.number * PER_HEAD[kind])}人|{heading}|id={kind}⟧。"
        return Case(code, {name: insert(marked, written, rng.uniform(0.3, 0.9))}, ((name, plain(written)),))
    mark = pick(rng, marked, lambda m: m.id in PER_HEAD and re.fullmatch(r"[0-9]+[人份名]?", m.text) is not None, turn)
    if mark is None:
        return None
    return edited(code, name, marked, mark, mark.written(str(int(people.number * PER_HEAD[mark.id]))))


def _year(rng: random.Random, name: str, marked: str, code: str, turn: int) -> Case | None:
    stated = re.search(r'@@ document [^\n]*year="([0-9]{4})"', marked)
    if stated is None or turn:
        return None
    head, sep, rest = marked.partition("@@ document")
    directive, _, body = rest.partition("\n")
    title, _, text = body.partition("\n")
    year = stated[1]
    if (
        title.count(year) != 1
        or len(re.findall(rf"⟦Y\|{year}年?⟧", text)) < 2
        or not re.search(rf"⟦Y\|{year}年⟧", title)
    ):
        return None
    other = str(int(year) + rng.choice((-2, -1, 1, 2)))
    directive = directive.replace(f'year="{year}"', f'year="{other}"').replace(f"{year}年", f"{other}年")
    return Case(code, {name: f"{head}{sep}{directive}\n{title.replace(year, other)}\n{text}"}, (), (name,))


MAKERS: dict[str, Callable[[random.Random, str, str, str, int], Case | None]] = {
    "share_above_100": _share,
    "rate_contradiction": _sentence,
    "sum_mismatch": _sentence,
    "part_above_whole": _sentence,
    "target_missed": _sentence,
    "change_contradiction": _sentence,
    "two_values": _two_values,
    "typo": _typo,
    "masked": _masked,
    "blank": _blank,
    "per_capita": _per_capita,
    "year_contradiction": _year,
}
