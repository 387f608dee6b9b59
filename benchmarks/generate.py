"""Reports of any number that read like real ones, do not repeat, and whose every figure is known.

``python -m benchmarks.generate FOLDER --files 1000 --characters 1700`` writes a folder of them.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Report", "Truth", "reports", "write_folder"]

_SLOT = re.compile(r"\{(\w+)\}|<(\w+):([^>]+)>")
_DIGITS = "零一二三四五六七八九"
_LIST = ("一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、")
_PLAIN_SHARE = 0.76
"""Share of sentences without figures: so the text has eleven figures per thousand characters, as real pages have."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A figure of a report: its span, value (or both ends of a range) and unit."""

    start: int
    end: int
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name, text and figures in reading order."""

    name: str
    text: str
    figures: tuple[Truth, ...]


class _Writer:
    """Writes a text and remembers its figures."""

    def __init__(self, grammar: dict[str, Any], random: random.Random) -> None:
        self.grammar, self.random = grammar, random
        self.parts: list[str] = []
        self.length = 0
        self.figures: list[Truth] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def fill(self, pattern: str, known: dict[str, str]) -> None:
        """A pattern with its slots filled: words from the lists, figures made up."""
        done = 0
        for slot in _SLOT.finditer(pattern):
            self.add(pattern[done : slot.start()])
            done = slot.end()
            if slot[1]:
                self.add(known.get(slot[1]) or self.word(slot[1]))
            else:
                text, low, high, unit = _FIGURES[slot[2]](self.random, self.random.choice(slot[3].split("|")))
                self.figures.append(Truth(self.length, self.length + len(text), low, high, unit))
                self.add(text)
        self.add(pattern[done:])

    def word(self, name: str) -> str:
        pick, syllables = self.random.choice, self.grammar["syllables"]
        match name:
            case "place" | "village":
                last = syllables["place_last" if name == "place" else "village_last"]
                return pick(syllables["place_first"]) + pick(syllables["place_second"]) + pick(last)
            case "person":
                return pick(syllables["family"]) + pick(syllables["given"])
            case "month":
                return str(self.random.randint(1, 12))
        word: str = pick(self.grammar["words"][name])
        return word


def _count(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    number = round(10 ** random.uniform(0.5, 5))
    if number >= 10_000 and random.random() < 0.5:
        tenths = round(number / 1000)
        return f"{tenths / 10:g}万{unit}", tenths * 1000, tenths * 1000, unit
    shown = f"{number:,}" if number >= 1000 and random.random() < 0.1 else str(number)
    return f"{shown}{unit}", number, number, unit


def _about(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    number = random.randint(11, 990) * 10
    return f"{number}余{unit}", number, number, unit


def _rate(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    number = round(random.uniform(30, 100), random.randint(0, 2))
    return f"{number:g}{unit}", number, number, unit


def _points(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    number = round(random.uniform(0.1, 9.9), 1)
    return f"{number:g}个{unit}", number, number, unit


def _money(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    number = round(random.uniform(1, 900), random.randint(0, 2))
    return f"{number:g}{unit}", round(number * 10_000, 2), round(number * 10_000, 2), unit.removeprefix("万")


def _range(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    low = random.randint(2, 40)
    high = low + random.randint(1, 20)
    return f"{low}{random.choice('-—~至')}{high}{unit}", low, high, unit


def _chinese(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    number = random.randint(11, 999)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    text += _DIGITS[ones] if ones else ""
    return f"{text}{unit}", number, number, unit


def _base(random: random.Random, unit: str) -> tuple[str, float, float, str]:
    number = round(random.uniform(1, 99), random.randint(0, 2))
    return f"{number:g}{unit}", number, number, unit


_FIGURES: dict[str, Callable[[random.Random, str], tuple[str, float, float, str]]] = {
    "count": _count,
    "about": _about,
    "rate": _rate,
    "points": _points,
    "money": _money,
    "range": _range,
    "chinese": _chinese,
    "base": _base,
}


def reports(count: int, characters: int = 1700, seed: int = 1) -> Iterator[Report]:
    """Reports, one after the other; the same arguments give the same reports.

    Args:
        count: how many.
        characters: of each, about.
        seed: another one gives other reports.

    Example:
        >>> report = next(reports(1))
        >>> figure = report.figures[0]
        >>> report.text[figure.start : figure.end].endswith(figure.unit)
        True
    """
    grammar = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8"))
    source = random.Random(seed)
    for number in range(count):
        yield _report(grammar, source, f"{number // 1000:03}/{number:07}.txt", characters)


def _report(grammar: dict[str, Any], source: random.Random, name: str, characters: int) -> Report:
    writer = _Writer(grammar, source)
    document, sentences = grammar["document"], grammar["sentences"]
    known = {"place": writer.word("place"), "body": writer.word("body"), "year": str(source.randint(1998, 2024))}
    writer.fill(source.choice(document["titles"]), known)
    writer.add("\n\n")
    writer.fill(source.choice(document["openings"]), known)
    writer.add("\n")
    for number, heading in zip(_LIST, source.sample(document["headings"], len(_LIST)), strict=True):
        writer.add(number)
        writer.fill(heading, known)
        writer.add("\n")
        until = writer.length + (characters - writer.length) // max(1, len(_LIST) - _LIST.index(number))
        while writer.length < until:
            kind = "plain" if source.random() < _PLAIN_SHARE else "figures"
            writer.fill(source.choice(sentences[kind]), known)
            if source.random() < 0.3:
                writer.add("\n")
        writer.add("\n")
    writer.add(known["place"] + known["body"] + "\n")
    return Report(name, "".join(writer.parts), tuple(writer.figures))


def write_folder(folder: Path, count: int, characters: int = 1700, seed: int = 1) -> int:
    """Writes reports as files, a thousand to a folder, and returns how many bytes they have."""
    size = 0
    for report in reports(count, characters, seed):
        path = folder / report.name
        if not size or not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(report.text.encode())
    return size


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=1700)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    size = write_folder(given.folder, given.files, given.characters, given.seed)
    print(f"{given.files} reports, {size / 1e6:.1f} MB in {given.folder}")


if __name__ == "__main__":
    main()
