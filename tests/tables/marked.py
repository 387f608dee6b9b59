"""Marked-up reports as the injection benchmark edits them: plain text, marks, inserting and changing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from tests.tables.gold import reports

_MARK = re.compile(r"⟦([^⟦⟧|]*)\|([^⟦⟧]*)⟧")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
FOLDERS = ("reports", "held", "domains")


@dataclass(frozen=True)
class Case:
    """Reports with one known error.

    Args:
        code: the finding that must be made.
        reports: name → marked-up text.
        spots: (name, plain text around the error); one of the figures in it must be named. Empty: the document as a whole.
        names: the reports a finding of the whole document may name.
    """

    code: str
    reports: dict[str, str]
    spots: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    ignore: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Mark:
    """A figure's mark in a marked-up text."""

    start: int
    end: int
    text: str
    heading: str
    options: tuple[str, ...]

    @property
    def id(self) -> str:
        return next((option[3:] for option in self.options if option.startswith("id=")), "")

    @property
    def number(self) -> float | None:
        """The number, when it is a plain actual level in Arabic digits."""
        plain = {"target", "standard", "inc", "dec", "about", ">=", "<=", "range", "masked", "blank", "opt"}
        found = NUMBER.match(self.text)
        stated = [option for option in self.options if option.startswith(("=", "y=", "p="))]
        return float(found.group()) if found and not plain & {*self.options} and not stated else None

    def written(self, number: str, **changes: str) -> str:
        rest = "|".join(
            part for part in (self.heading, " ".join(changes.get("options", " ".join(self.options)).split())) if part
        )
        return f"⟦{NUMBER.sub(number, self.text, count=1)}{changes.get('after', '')}|{rest}⟧"


def plain(marked: str) -> str:
    """The text without its marks and directives."""
    return "".join(_MARK.sub(_shown, line) for line in marked.splitlines(keepends=True) if not line.startswith("@@"))


def _shown(mark: re.Match[str]) -> str:
    return mark[2].partition("|")[0] if mark[1] in ("Y", "P") else mark[1]


@lru_cache(maxsize=512)
def marks(marked: str) -> tuple[Mark, ...]:
    """The figures marked in a text."""
    found = []
    for match in _MARK.finditer(marked):
        heading, _, options = match[2].partition("|")
        if match[1] not in ("Y", "P"):
            found.append(Mark(*match.span(), match[1], heading, tuple(options.split())))
    return found


@lru_cache(maxsize=1)
def sources() -> list[tuple[str, str]]:
    """Correct single reports of the corpus: name and marked text."""
    found = []
    for path in reports(*FOLDERS):
        marked = path.read_bytes().decode()
        if marked.count("@@ document") == 1 and "@@ outside" not in marked:
            found.append((f"{path.parent.name}/{path.name}", marked))
    return tuple(found)


def insert(marked: str, sentence: str, place: float = 0.6) -> str:
    """The report with a paragraph of its own put in, at the end of a line about ``place`` of the way down."""
    lines = marked.splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if line.startswith("@@ document")) + 2
    at = max(first, min(len(lines) - 1, first + int((len(lines) - first) * place)))
    if not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    return "".join([*lines[:at], sentence + "\n", *lines[at:]])


def around(marked: str, start: int, end: int) -> str:
    """The plain text from 8 marked characters' line start to the end of the mark: enough to find the figure again."""
    line = marked.rfind("\n", 0, start) + 1
    return plain(marked[line:end])


def edited(code: str, name: str, marked: str, mark: Mark, new: str, **more: tuple[str, ...]) -> Case:
    changed = marked[: mark.start] + new + marked[mark.end :]
    return Case(code, {name: changed}, ((name, around(changed, mark.start, mark.start + len(new))),), **more)


def pick(rng: random.Random, marked: str, wanted: Callable[[Mark], bool], turn: int) -> Mark | None:
    fitting = [mark for mark in marks(marked) if mark.number is not None and wanted(mark)]
    rng.shuffle(fitting)
    return fitting[turn] if turn < len(fitting) else None
