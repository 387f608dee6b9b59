"""What public libraries read on the same table of phenomena, ``tests/data/quantities.tsv``, side by side.

``python -m benchmarks.peers``, where peers are installed: ``pip install recognizers-text-suite "emoji<2" cn2an jionlp``.
A peer is read generously: it is right when it reports the expected value (both ends of a range) on the number's place, whatever unit it
gives; cn2an, which only rewrites text, when the value stands anywhere in what it writes. The table is this project's own, and what should
not be read is its definition too: peers have other aims, so look at the kinds of numbers that each is made for.
"""

from __future__ import annotations

import contextlib
import math
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.results import machine, save

TABLE = Path(__file__).parent.parent / "tests" / "data" / "quantities.tsv"
_ARABIC = re.compile(r"-?\d[\d,]*(?:\.\d+)?")

Reading = tuple[int, int, float, float]
"""Span and both ends of the value (equal for a single one)."""

Peer = Callable[[str], list[Reading]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its phenomenon, text and the quantities with a known value."""

    phenomenon: str
    text: str
    expected: tuple[Reading, ...]
    empty: bool
    money: bool
    chinese: bool


def lines() -> Iterator[Line]:
    """The lines of the table."""
    from summaryminer.lexicons import load

    numerals = load().document("numerals")
    signs = {sign for group in ("digits", "tens", "small", "large") for sign in numerals[group]}
    currency = {entry["unit"] for entry in load().table("units") if entry.get("kind") == "money"}
    phenomenon = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            phenomenon = line[3:]
        elif "⇒" in line and not line.startswith("#"):
            text, _, wanted = (part.strip() for part in line.partition("⇒"))
            expected, money, at = [], False, 0
            for part in filter(None, wanted.split("; ")):
                written, _, tail = part.rpartition("=")
                at = text.find(written, at)
                value, unit = (*tail.split(), "-")[:2]
                if value not in ("masked", "blank"):
                    ends = [float(end) for end in value.split("..")]
                    expected.append((at, at + len(written), ends[0], ends[-1]))
                    money = money or unit in currency
            spans = "".join(text[start:end] for start, end, _, _ in expected)
            chinese = bool(expected) and bool(signs & set(spans)) and not _ARABIC.search(spans)
            yield Line(phenomenon, text, tuple(expected), not wanted, money, chinese)


def summaryminer() -> Peer:
    """This library."""
    from summaryminer import find_quantities

    def read(text: str) -> list[Reading]:
        found = find_quantities(text)
        return [(q.start, q.end, q.low, q.high) for q in found if q.low is not None and q.high is not None]

    return read


def recognizers() -> Peer:
    """Microsoft Recognizers-Text: number, percentage, currency and dimension models in turn."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    def read(text: str) -> list[Reading]:
        found: list[Reading] = []
        for model in (recognize_number, recognize_percentage, recognize_currency, recognize_dimension):
            for result in model(text, Culture.Chinese):
                shown = str((result.resolution or {}).get("value") or "").rstrip("%")
                with contextlib.suppress(ValueError):
                    found.append((result.start, result.end + 1, float(shown), float(shown)))
        return found

    return read


def cn2an() -> Peer:
    """cn2an: numerals of a text rewritten in digits; its places are lost, so every value counts for the whole text."""
    import cn2an

    from summaryminer.lexicons import load

    large: dict[str, float] = load().document("numerals")["large"]

    def read(text: str) -> list[Reading]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                written = cn2an.transform(text, "cn2an")
            except (ValueError, TypeError, KeyError, IndexError):
                return []
        if written == text:
            return []
        found: list[Reading] = []
        for number in _ARABIC.finditer(written):
            value = float(number[0].replace(",", "")) * large.get(written[number.end() : number.end() + 1], 1)
            found.append((0, len(text), value, value))
        return found

    return read


def jionlp() -> Peer:
    """JioNLP: amounts of money."""
    with contextlib.redirect_stdout(None):
        import jionlp as jio

    def read(text: str) -> list[Reading]:
        found: list[Reading] = []
        for result in jio.ner.extract_money(text, with_parsing=True) or []:
            number: Any = (result.get("detail") or {}).get("num")
            ends = number if isinstance(number, list) else [number, number]
            with contextlib.suppress(ValueError, TypeError):
                found.append((*result["offset"], float(ends[0]), float(ends[1])))
        return found

    return read


PEERS: dict[str, tuple[str, Callable[[], Peer], Callable[[Line], bool]]] = {
    "summaryminer": ("summaryminer", summaryminer, lambda line: True),
    "Recognizers-Text": ("recognizers_number_with_unit", recognizers, lambda line: True),
    "cn2an": ("cn2an", cn2an, lambda line: line.chinese),
    "JioNLP": ("jionlp", jionlp, lambda line: line.money),
}
"""Name → the module that must be there, how to begin, and which lines are its own ground."""

_DISTRIBUTIONS = {"Recognizers-Text": "recognizers-text-suite", "cn2an": "cn2an", "JioNLP": "jionlp"}


def measure() -> dict[str, Any]:
    """How many quantities each peer reads right, by phenomenon and on its own ground; how often it keeps out what is no figure."""
    table = list(lines())
    present = {name: make() for name, (module, make, _) in PEERS.items() if find_spec(module)}
    phenomena: dict[str, dict[str, Any]] = {}
    ground = {name: {"quantities": 0, "peer": 0, "summaryminer": 0} for name in present if name != "summaryminer"}
    for line in table:
        row = phenomena.setdefault(line.phenomenon, {"quantities": 0, "empty": 0, "right": {}, "kept_out": {}})
        row["quantities"] += len(line.expected)
        row["empty"] += line.empty
        right = {}
        for name, read in present.items():
            found = read(line.text)
            right[name] = sum(any(_same(one, wanted) for one in found) for wanted in line.expected)
            row["right"][name] = row["right"].get(name, 0) + right[name]
            row["kept_out"][name] = row["kept_out"].get(name, 0) + (line.empty and not found)
        for name, counts in ground.items():
            if line.expected and PEERS[name][2](line):
                counts["quantities"] += len(line.expected)
                counts["peer"] += right[name]
                counts["summaryminer"] += right["summaryminer"]
    versions = {name: version(_DISTRIBUTIONS[name]) for name in ground}
    return {"lines": len(table), "peers": list(present), "versions": versions, "phenomena": phenomena, "ground": ground}


def _same(one: Reading, wanted: Reading) -> bool:
    overlaps = one[0] < wanted[1] and wanted[0] < one[1]
    return overlaps and all(math.isclose(a, b, rel_tol=1e-4) for a, b in zip(one[2:], wanted[2:], strict=True))


def main() -> None:
    """The command."""
    measured = measure()
    save("peers", measured)
    for line in machine().values():
        print(line)
    names = measured["peers"]
    print(f"{'phenomenon':52}{'numbers':>8}" + "".join(f"{name:>18}" for name in names))
    for phenomenon, row in measured["phenomena"].items():
        if row["quantities"]:
            shares = "".join(f"{row['right'][name]:>18}" for name in names)
            print(f"{phenomenon:52}{row['quantities']:>8}{shares}")
    empty = sum(row["empty"] for row in measured["phenomena"].values())
    kept = {name: sum(row["kept_out"][name] for row in measured["phenomena"].values()) for name in names}
    print(f"{'lines without a figure, kept out':52}{empty:>8}" + "".join(f"{kept[name]:>18}" for name in names))
    for name, counts in measured["ground"].items():
        print(
            f"on the ground of {name}: {counts['peer']} of {counts['quantities']} right; summaryminer {counts['summaryminer']}"
        )


if __name__ == "__main__":
    main()
