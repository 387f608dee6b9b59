"""The inline markup of the corpus: a file's plain text and the rows of truth (``corpus/README.md`` defines it).

Example:
    >>> truth = parse('''@@ report domain="health" voice="A"
    ... @@ document title="-" institution="-" region="-" level="town" year="2019" period="year" type="summary"
    ... 建档⟦284份|居民健康档案|id=records.total⟧，建档率达⟦95%|建档率|target >=⟧以上。
    ... ''')
    >>> truth.text
    '建档284份，建档率达95%以上。\\n'
    >>> for f in truth.figures:
    ...     print(f.text, f.start, f.values, f.units, f.bounds, f.statuses, f.year)
    284份 2 ((284.0, 284.0),) ('份',) ('exact',) ('actual',) 2019
    95% 11 ((95.0, 95.0),) ('%',) ('at_least',) ('target',) 2019
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from summaryminer.evaluation.defaults import Defaults
from summaryminer.evaluation.options import PERIOD, Options
from summaryminer.evaluation.truth import TrueDocument, TrueFigure, TrueProgram, TrueYear, Truth
from summaryminer.lexicons import Lexicons, load

__all__ = ["MarkupError", "Note", "decoded", "parse", "read"]

_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_WEIGHT = re.compile(r"1|0(?:\.[0-9]+)?")
_YEAR = re.compile(r"[0-9]{4}(?:-[0-9]{4})?|masked|rel:[+-]?[0-9]+")
_YEAR_DIGITS = re.compile(r"[^0-9]{0,2}([0-9]{4})(?:\s?年?\s?[-—–~～至到]+\s?([0-9]{4}))?\s?年?度?")
_DOCUMENT = ("title", "institution", "region", "level", "year", "period", "type")
LEVELS = ("village", "town", "county", "city", "province", "-")
TYPES = ("summary", "plan", "other")
DOMAINS = (
    *("health", "education", "policing", "justice", "agriculture", "water", "civil_affairs"),
    *("safety", "culture", "enterprise", "science", "village", "women", "government"),
)


class MarkupError(ValueError):
    """A corpus file that breaks the markup; ``notes`` says where and how."""

    def __init__(self, notes: list[Note]) -> None:
        super().__init__("\n".join(map(str, notes)))
        self.notes = notes


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about a corpus file: an error, or (``serious`` false) something worth a look.

    Args:
        line: 1-based line of the file with its markup.
    """

    name: str
    line: int
    message: str
    serious: bool = True

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.message}"


def read(path: str | Path, lexicons: Lexicons | None = None) -> Truth:
    """The plain text and truth of one corpus file.

    Args:
        path: a ``.txt`` file with markup.
        lexicons: for the kinds of units; the shipped ones by default.

    Raises:
        MarkupError: the file breaks the markup, or is not in UTF-8.
        OSError: it can't be read.
    """
    path = Path(path)
    return parse(decoded(path), path.name, lexicons)


def decoded(path: Path) -> str:
    """The marked text of a file.

    Raises:
        MarkupError: the file is not in UTF-8.
        OSError: it can't be read.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise MarkupError([Note(path.name, 1, "the file is not in UTF-8; save it anew as UTF-8")]) from None


def parse(marked: str, name: str = "", lexicons: Lexicons | None = None) -> Truth:
    """The plain text and truth of a marked text; see :func:`read`.

    Raises:
        MarkupError: the text breaks the markup.
    """
    truth, notes = examine(marked, name, lexicons)
    serious = [note for note in notes if note.serious]
    if serious:
        raise MarkupError(serious)
    return truth


def examine(marked: str, name: str = "", lexicons: Lexicons | None = None) -> tuple[Truth, list[Note]]:
    """What can be read of a marked text, and every remark about it instead of an exception."""
    reader = _Reader(name, Defaults(lexicons or load()))
    for line in _LINE.findall(marked):
        reader.line(line)
    return reader.finish(), reader.notes


class _Reader:
    """Goes through the lines of one file; offsets count in the plain text."""

    def __init__(self, name: str, defaults: Defaults) -> None:
        self.name, self.defaults = name, defaults
        self.notes: list[Note] = []
        self.report: dict[str, str] = {}
        self._pieces: list[str] = []
        self._offset, self._file_line, self._line = 0, 0, 1
        self._figures: list[tuple[TrueFigure, bool]] = []
        self._years: list[TrueYear] = []
        self._programs: list[TrueProgram] = []
        self._documents: list[tuple[int, dict[str, str] | None]] = []

    # ── lines ────────────────────────────────────────────────────────────
    def line(self, line: str) -> None:
        """Takes one line with its line end."""
        self._file_line += 1
        if line.startswith("@@"):
            self._directive(line)
            return
        if self._file_line == 1:
            self._note("the first line is no @@ report directive")
        at = 0
        for match in _MARK.finditer(line):
            self._plain(line[at : match.start()])
            self._mark(match[1])
            at = match.end()
        self._plain(line[at:])
        self._line += line.count("\n")

    def finish(self) -> Truth:
        """The truth of all lines taken."""
        text = "".join(self._pieces)
        documents = tuple(self._reports(text))
        figures = []
        for figure, dated in self._figures:
            home = next((d for d in documents if d.start <= figure.start < d.end), None)
            if home is None:
                self._note(f"figure {figure.text!r} stands outside every report", line=0, serious=not figure.optional)
            elif not dated and home.years[0].isdigit():
                figure = replace(figure, year=int(home.years[0]))
            if home is not None and not figure.period:
                figure = replace(figure, period=home.period)
            figures.append(figure)
        get = self.report.get
        return Truth(
            self.name,
            text,
            tuple(figures),
            tuple(self._years),
            tuple(self._programs),
            documents,
            get("domain", ""),
            get("voice", ""),
            tuple(get("phenomena", "").split()),
            float(get("weight", "1")),
        )

    def _reports(self, text: str) -> list[TrueDocument]:
        found = []
        for place, (start, given) in enumerate(self._documents):
            end = self._documents[place + 1][0] if place + 1 < len(self._documents) else len(text)
            body = text[start:end]
            if given is None:
                continue
            if not body.strip():
                self._note("a document without text", line=0)
                continue
            start += len(body) - len(body.lstrip("\r\n"))
            said = {key: "" if value == "-" else value for key, value in given.items()}
            get = said.get
            found.append(
                TrueDocument(
                    start,
                    start + len(body.strip("\r\n").rstrip()),
                    get("title", ""),
                    (get("institution", ""),),
                    tuple(get("year", "").split("/")),
                    get("type", "other"),
                    get("region", ""),
                    get("level", ""),
                    get("period", "year") or "year",
                )
            )
        return found

    def _plain(self, text: str) -> None:
        for sign in "⟦⟧":
            if sign in text:
                self._note(f"a {sign} without its partner (marks do not nest and do not cross a line end)")
        self._pieces.append(text)
        self._offset += len(text)

    def _note(self, message: str, *, line: int | None = None, serious: bool = True) -> None:
        self.notes.append(Note(self.name, self._file_line if line is None else line, message, serious))

    # ── directives ────────────────────────────────────────────────────────────
    def _directive(self, line: str) -> None:
        words = line.split()
        name = words[1] if len(words) > 1 else ""
        given = dict(_ATTRIBUTE.findall(line))
        if self._file_line == 1 and name != "report":
            self._note("the first line is no @@ report directive")
        if name == "report":
            self.report = given
            if self._file_line != 1:
                self._note("@@ report belongs into the first line")
            if given.get("domain") not in DOMAINS:
                self._note(f"unknown domain {given.get('domain')!r}")
            if not _WEIGHT.fullmatch(given.get("weight", "1")):
                self._note(f"a weight is a number from 0 to 1, not {given['weight']!r}")
                self.report = {**given, "weight": "1"}
        elif name == "document":
            self._check_document(given)
            self._documents.append((self._offset, given))
        elif name == "outside":
            self._documents.append((self._offset, None))
        else:
            self._note(f"unknown directive {name!r}")

    def _check_document(self, given: dict[str, str]) -> None:
        missing = [key for key in _DOCUMENT if key not in given]
        if missing:
            self._note(f"the document lacks {', '.join(missing)}")
        checks = {
            "type": given.get("type") in TYPES,
            "level": given.get("level") in LEVELS,
            "year": re.fullmatch(r"[0-9]{4}(?:/[0-9]{4})?|masked|-", given.get("year", "")) is not None,
            "period": given.get("period") == "-" or PERIOD.fullmatch(given.get("period", "")) is not None,
        }
        for key, right in checks.items():
            if key in given and not right:
                self._note(f"{key} can't be {given[key]!r}")

    # ── marks ────────────────────────────────────────────────────────────
    def _mark(self, content: str) -> None:
        parts = content.split("|")
        text = parts[1] if parts[0] in ("Y", "P") and len(parts) > 1 else parts[0]
        span = (self._offset, self._offset + len(text), text, self._line)
        if not text or text != text.strip():
            self._note(f"the marked text {text!r} is empty or begins or ends with a space")
        if parts[0] == "Y":
            self._year(span, parts[2:])
        elif parts[0] == "P":
            self._program(span, parts[2:])
        else:
            self._figure(span, parts[1:])
        self._pieces.append(text)
        self._offset += len(text)

    def _year(self, span: tuple[int, int, str, int], rest: list[str]) -> None:
        optional = "opt" in rest
        given = [part for part in rest if part and part != "opt"]
        if len(given) > 1 or not all(map(_YEAR.fullmatch, given)):
            self._note(f"a year takes one value such as 2004, 2011-2015, masked or rel:-1, not {'|'.join(given)}")
        digits = _YEAR_DIGITS.fullmatch(span[2])
        if not given and digits is None:
            self._note(f"the year {span[2]!r} needs a value")
        value = given[0] if given else "-".join(filter(None, digits.groups())) if digits else ""
        self._years.append(TrueYear(*span, optional, (value,)))

    def _program(self, span: tuple[int, int, str, int], rest: list[str]) -> None:
        given = [part for part in rest if part != "opt"]
        if len(given) > 1:
            self._note(f"a program takes one canonical name, not {'|'.join(given)}")
        self._programs.append(TrueProgram(*span, "opt" in rest, (given[0] if given and given[0] else span[2],)))

    def _figure(self, span: tuple[int, int, str, int], rest: list[str]) -> None:
        if not 1 <= len(rest) <= 2:
            self._note(f"a figure is ⟦text|heading⟧ or ⟦text|heading|options⟧, not ⟦{'|'.join([span[2], *rest])}⟧")
        headings = tuple(rest[0].split("/")) if rest else ()
        for heading in headings:
            if not 2 <= len(heading) <= 14:
                self._note(f"the heading {heading!r} has {len(heading)} characters, not 2–14")
        options = Options(rest[1].split() if len(rest) > 1 else [])
        for option in options.unknown:
            self._note(f"unknown option {option!r} of {span[2]!r}")
        for message in options.clashes:
            self._note(f"options of {span[2]!r} clash: {message}")
        self._figures.append((self._filled(span, headings, options), options.dated))

    def _filled(self, span: tuple[int, int, str, int], headings: tuple[str, ...], options: Options) -> TrueFigure:
        """The figure of a mark, what its options leave out filled with defaults."""
        text, state = span[2], options.state
        value = options.value
        if value is None and state == "known":
            plain = self.defaults.value(text)
            if plain is None:
                self._note(f"the value of {text!r} must be given (=…)")
            else:
                value = (plain, plain)
        unit = options.unit if options.unit is not None else text if state == "blank" else self.defaults.unit(text)
        if unit is None:
            self._note(f"the unit of {text!r} must be given (u=…)")
            unit = ""
        if options.unit is None and options.kind is None and not self.defaults.known(unit):
            self._note(f"the unit {unit!r} of {text!r} is not in units.tsv", serious=False)
        kind = options.kind or self.defaults.kind(unit, text)
        bounds = ("range",) if value is not None and value[0] != value[1] else options.bounds
        return TrueFigure(
            *span,
            options.optional,
            values=(value,),
            units=(unit,),
            kinds=(kind,),
            bounds=bounds,
            statuses=options.statuses,
            changes=options.changes,
            states=(state,),
            headings=headings,
            indicators=options.indicators,
            year=options.year,
            period=options.period,
            key=options.key,
        )
