"""Scores by layer: extracted tables against the truth.

Layers of a figure, each asking for more than the one before:

* ``mention``: a figure is found where there is one;
* ``figure``: its value (or range), unit and kind are right;
* ``qualified``: its bound, status, change and state are right;
* ``row``: its heading fits.

Beside them ``indicator_id``, ``program`` (found), ``year`` (found, value right) and ``document`` (spans that overlap by 0.9). Optional
rows of the truth, and what is extracted there, never count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summaryminer import schema
from summaryminer.evaluation.examples import overlaps
from summaryminer.evaluation.fitting import Names, close, same_body, value_fits
from summaryminer.evaluation.truth import Span, TrueDocument, TrueFigure, TrueProgram, TrueYear, Truth
from summaryminer.lexicons import Lexicons

__all__ = ["LAYERS", "Miss", "Scores", "Tally", "score"]

LAYERS = ("mention", "figure", "qualified", "row", "indicator_id", "program", "year", "document")
_STEPS = (
    ("figure", ("value", "unit", "kind")),
    ("qualified", ("bound", "status", "change", "state")),
    ("row", ("indicator",)),
)
Row = Mapping[str, Any]
_ENOUGH = 0.9


@dataclass(slots=True)
class Tally:
    """Hits, misses and spurious rows of one layer."""

    hit: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float:
        """Share of the rows found that are right, 0 when none is found."""
        return self.hit / (self.hit + self.spurious) if self.hit + self.spurious else 0.0

    @property
    def recall(self) -> float:
        """Share of the true rows that are found right, 0 when there is none."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One error: what is wrong (a field, ``missed``, ``spurious`` …), the truth, what was found, and the text around it.

    Args:
        offset: where in the text as read.
        confidence: how sure the extraction was, 0 for a miss.
    """

    source: str
    what: str
    text: str
    true: str
    found: str
    offset: int
    confidence: float = 0.0


@dataclass(slots=True)
class Scores:
    """Scores of some texts; they add up.

    Args:
        layers: tally of each layer.
        fields: field → how many right, of how many, on rows that were found.
        confusions: field → how often a true answer was found as which.
        decisions: confidence of each figure found, and whether it is one with the right status.
        misses: every error.
        texts: how many texts.
    """

    layers: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in LAYERS})
    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    confusions: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    decisions: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    texts: int = 0

    def add(self, other: Scores) -> None:
        """Adds the scores of other texts."""
        for name, tally in other.layers.items():
            mine = self.layers[name]
            mine.hit, mine.missed, mine.spurious = (
                mine.hit + tally.hit,
                mine.missed + tally.missed,
                mine.spurious + tally.spurious,
            )
        for name, (right, count) in other.fields.items():
            self.fields[name][0] += right
            self.fields[name][1] += count
        for name, counts in other.confusions.items():
            self.confusions[name].update(counts)
        self.decisions += other.decisions
        self.misses += other.misses
        self.texts += other.texts

    def share(self, name: str) -> float | None:
        """Share of a field that is right on rows found, ``None`` where there was nothing to be right about."""
        right, count = self.fields.get(name, [0, 0])
        return right / count if count else None

    def _field(self, name: str, right: bool) -> None:
        self.fields[name][0] += right
        self.fields[name][1] += 1


def score(truth: Truth, tables: Mapping[str, Iterable[Sequence[object]]], lexicons: Lexicons) -> Scores:
    """Scores of one text.

    Args:
        truth: what is to be found.
        tables: table name → rows, tuples in the column order of :mod:`summaryminer.schema`; spans count in the text as read.
        lexicons: ``scoring.toml`` says when headings and names mean the same.
    """
    return _Scorer(truth, tables, lexicons.compiled("evaluation.names", Names)).scores()


class _Scorer:
    """Compares the tables of one text with its truth."""

    def __init__(self, truth: Truth, tables: Mapping[str, Iterable[Sequence[object]]], names: Names) -> None:
        self.truth, self.names = truth, names
        self.found = Scores(texts=1)
        self.tables: dict[str, list[Row]] = {
            name: [dict(zip(schema.columns(name), row, strict=True)) for row in tables.get(name, ())]
            for name in ("figures", "years", "programs", "documents")
        }

    def scores(self) -> Scores:
        for true, row in self._layer(self.truth.figures, self.tables["figures"]):
            if isinstance(true, TrueFigure) and row is not None:
                self._figure(true, row)
            else:
                self._unpaired_figure(true, row)
        for true, row in self._layer(self.truth.programs, self.tables["programs"]):
            fits = isinstance(true, TrueProgram) and row is not None and self._program(true, row)
            self._count("program", true, row, isinstance(true, TrueProgram) and row is not None, fits)
        for true, row in self._layer(self.truth.years, self.tables["years"]):
            fits = isinstance(true, TrueYear) and row is not None and self._year(true, row)
            self._count("year", true, row, fits, fits)
        self._documents()
        return self.found

    # ── pairing ───────────────────────────────────────────────────────────
    @staticmethod
    def _layer(true: Sequence[Span], rows: Sequence[Row]) -> Iterator[tuple[Span | None, Row | None]]:
        """Pairs that count: a true row with the row found, either of them ``None``."""
        spans = [(int(row["start"]), int(row["end"])) for row in rows]
        pairs = overlaps(true, spans)
        partner = {j: i for i, j in pairs.items()}
        for j, row in enumerate(rows):
            if j in partner:
                one = true[partner[j]]
                if not one.optional:
                    yield one, row
            elif not any(o.optional and o.start < spans[j][1] and spans[j][0] < o.end for o in true):
                yield None, row
        for i, one in enumerate(true):
            if i not in pairs and not one.optional:
                yield one, None

    def _miss(self, what: str, true: Span | None, row: Row | None, want: str, got: str) -> None:
        text = true.text if true is not None else str(row["text"]) if row is not None else ""
        offset = true.start if true is not None else int(row["start"]) if row is not None else 0
        confidence = float(row.get("confidence") or 0.0) if row is not None else 0.0
        self.found.misses.append(Miss(self.truth.name, what, text, want, got, offset, confidence))

    # ── figures ───────────────────────────────────────────────────────────
    def _unpaired_figure(self, true: Span | None, row: Row | None) -> None:
        for name in ("mention", "figure", "qualified", "row"):
            self._tally(name, true is not None, False)
        if row is not None:
            self.found.decisions.append((float(row["confidence"]), False))
            if row["indicator_id"]:
                self.found.layers["indicator_id"].spurious += 1
            self._miss("spurious", None, row, "", str(row["indicator"]))
        elif isinstance(true, TrueFigure):
            if "" not in true.indicators:
                self.found.layers["indicator_id"].missed += 1
            self._miss("missed", true, None, true.headings[0] if true.headings else "", "")

    def _figure(self, true: TrueFigure, row: Row) -> None:
        tests = self._tests(true, row)
        for name, (right, want, got) in tests.items():
            self.found._field(name, right)
            if not right:
                self._miss(name, true, row, want, got)
        self._confuse(true, row, tests)
        right = (int(row["start"]), int(row["end"])) == (true.start, true.end)
        self.found._field("span", right)
        if not right:
            self._miss("span", true, row, true.text, str(row["text"]))
        self.found.decisions.append((float(row["confidence"]), tests["status"][0]))
        self.found.layers["mention"].hit += 1
        fits = True
        for name, keys in _STEPS:
            fits = fits and all(tests[key][0] for key in keys)
            self._tally(name, True, fits)
            if not fits:
                self.found.layers[name].spurious += 1
        self._indicator(true, row)

    def _tests(self, true: TrueFigure, row: Row) -> dict[str, tuple[bool, str, str]]:
        """Field → is it right, the true answer, the answer found."""
        value = any(value_fits(one, row["value"], row["low"], row["high"]) for one in true.values)
        ranged = any(one is not None and one[0] != one[1] for one in true.values)
        tests = {"value": (value, _shown(true.values), f"{row['value']} ({row['low']}..{row['high']})")}
        for name, accepted in (
            ("unit", true.units), ("kind", true.kinds), ("bound", true.bounds), ("status", true.statuses),
            ("change", true.changes), ("state", true.states),
        ):  # fmt: skip
            got = str(row[name] or "")
            fits = got in accepted or (name == "bound" and got == "range" and ranged)
            tests[name] = (fits, "/".join(accepted), got)
        heading = str(row["indicator"])
        tests["indicator"] = (self.names.heading_fits(true.headings, heading), "/".join(true.headings), heading)
        if ranged:
            self.found._field("value:range", value)
        return tests

    def _confuse(self, true: TrueFigure, row: Row, tests: Mapping[str, tuple[bool, str, str]]) -> None:
        """Confusion tables, and the share right of each status and of changes."""
        for name, accepted in (
            ("status", true.statuses),
            ("change", true.changes),
            ("bound", true.bounds),
            ("kind", true.kinds),
        ):
            if len(accepted) == 1:
                self.found.confusions[name][accepted[0] or "level", str(row[name] or "level")] += 1
        if len(true.statuses) == 1:
            self.found._field(f"status:{true.statuses[0]}", tests["status"][0])
        if "" not in true.changes:
            self.found._field("change:increase/decrease", tests["change"][0])

    def _indicator(self, true: TrueFigure, row: Row) -> None:
        got = row["indicator_id"] or ""
        tally = self.found.layers["indicator_id"]
        if got in true.indicators:
            tally.hit += bool(got)
            return
        self._miss("indicator_id", true, row, "/".join(true.indicators), f"{got} ({row['indicator']})")
        tally.spurious += bool(got)
        tally.missed += "" not in true.indicators

    # ── programs and years ────────────────────────────────────────────────
    def _program(self, true: TrueProgram, row: Row) -> bool:
        fits = any(self.names.same_program(name, str(row["program"])) for name in true.names)
        self.found._field("program_name", fits)
        return fits

    def _year(self, true: TrueYear, row: Row) -> bool:
        return any(self._year_fits(value, true, row) for value in true.values)

    def _year_fits(self, value: str, true: TrueYear, row: Row) -> bool:
        if value == "masked":
            return bool(row["state"] == "masked")
        if value.startswith("rel:"):
            home = self.truth.document_at(true.start)
            base = [int(year) for year in (home.years if home is not None else ()) if year.isdigit()]
            return row["state"] == "relative" and (
                not base or any(close(year + int(value[4:]), row["low"]) for year in base)
            )
        low, _, high = value.partition("-")
        return close(float(low), row["low"]) and close(float(high or low), row["high"])

    def _count(self, name: str, true: Span | None, row: Row | None, hit: bool, fits: bool) -> None:
        if hit:
            self.found.layers[name].hit += 1
        else:
            self.found.layers[name].missed += true is not None
            self.found.layers[name].spurious += row is not None
        if not fits:
            accepted = getattr(true, "names" if name == "program" else "values", ())
            got = (
                ""
                if row is None
                else str(row["program"] if name == "program" else (row["low"], row["high"], row["state"]))
            )
            what = "missed" if row is None else "spurious" if true is None else "value"
            self._miss(f"{name} {what}", true, row, "/".join(accepted), got)

    def _tally(self, name: str, is_true: bool, hit: bool) -> None:
        tally = self.found.layers[name]
        if hit:
            tally.hit += 1
        elif is_true:
            tally.missed += 1
        else:
            tally.spurious += 1

    # ── documents ─────────────────────────────────────────────────────────
    def _documents(self) -> None:
        rows = self.tables["documents"]
        used: set[int] = set()
        for true in self.truth.documents:
            best, place = max(((_shared(true, row), j) for j, row in enumerate(rows)), default=(0.0, -1))
            if best < _ENOUGH or place in used:
                self.found.layers["document"].missed += 1
                self.found.misses.append(
                    Miss(self.truth.name, "document missed", true.title, "", f"{best:.2f}", true.start)
                )
                continue
            used.add(place)
            self.found.layers["document"].hit += 1
            self._document(true, rows[place])
        for j, row in enumerate(rows):
            if j not in used:
                self.found.layers["document"].spurious += 1
                self.found.misses.append(
                    Miss(self.truth.name, "document spurious", str(row["title"]), "", "", int(row["start"]))
                )

    def _document(self, true: TrueDocument, row: Row) -> None:
        body = str(row["institution"] or "")
        year = row["year"]
        tests = {
            "institution": (any(_names_body(one, body) for one in true.institutions), true.institutions, body),
            "document_year": (any(close(year, float(y)) if y.isdigit() else year is None for y in true.years), true.years, year),
            "document_type": (row["type"] == true.type, (true.type,), row["type"]),
        }  # fmt: skip
        for name, (right, want, got) in tests.items():
            self.found._field(name, bool(right))
            if not right:
                self.found.misses.append(Miss(self.truth.name, name, true.title, "/".join(want), str(got), true.start))


def _names_body(true: str, found: str) -> bool:
    return same_body(true, found) if true and found else true == found


def _shared(true: TrueDocument, row: Row) -> float:
    """Overlap of two documents: what they share, of what they cover together."""
    start, end = int(row["start"]), int(row["end"])
    both = min(true.end, end) - max(true.start, start)
    return both / (max(true.end, end) - min(true.start, start)) if both > 0 else 0.0


def _shown(values: Iterable[tuple[float, float] | None]) -> str:
    return "/".join("-" if v is None else f"{v[0]:g}" if v[0] == v[1] else f"{v[0]:g}..{v[1]:g}" for v in values)
