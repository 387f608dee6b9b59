"""Columns of different reports whose headings say nearly the same are made one: 翻修达标村卫生室 and 标准化改造村卫生室.

Two columns may be one only where no report has both, since a report tells the same thing under one name; where their units are kin; and
where at least one of them is named by words and not by an indicator. The likest are joined first, and a column that has been joined
to another takes in no third, so that likeness does not wander.

The measure is a weighted sum of what two headings share. Its weights stand in ``comparison.toml``; they were fitted by logistic
regression (:mod:`summaryminer.evaluation.likening`), so that the sum is the logarithm of the odds that a careful reader would put both
figures into one column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.tables.units import Units

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.lexicons import Lexicons

__all__ = ["MEASURES", "Alike", "Told", "aligned", "tellings"]

# Of a column's headings, so many are compared, and of a character that many columns have, so many of these.
_HEADINGS, _COMMON = 4, 400

MEASURES = ("core", "heading", "inside", "unit", "section", "part", "denied")
"""What is compared: the characters of the words that count, of the headings, of the shorter in the longer, the units, the headings with
the sections that they stand in; and whether a word that names a part or stage, or one that denies, stands in one alone."""


class Told(NamedTuple):
    """What a figure's row says of what it measures.

    Args:
        heading, unit, section: as in the table; the section's last part, empty where there is none.
        core: the heading without fillers and ways of counting.
        family: units of one family may count the same.
        changed: is it the size of a change?
    """

    heading: str
    unit: str
    section: str
    core: str
    family: str
    changed: bool


class Alike:
    """Tells how much two headings are alike.

    Args:
        lexicons: word lists, of which ``comparison.toml`` is used.

    Example:
        >>> from summaryminer.lexicons import load
        >>> alike = Alike(load())
        >>> one, other = alike.told("招聘卫技人员", "人"), alike.told("考试招聘卫技人员", "名")
        >>> alike(one, other) > 0 > alike(one, alike.told("手术病人", "人"))
        True
    """

    def __init__(self, lexicons: Lexicons) -> None:
        from summaryminer.naming.indicators import matcher

        settings = lexicons.document("comparison")["alike"]
        self._weights = tuple(float(settings["weights"][name]) for name in MEASURES)
        self._constant = float(settings["weights"]["constant"])
        self.least = float(settings["least"])
        self._parts = tuple(settings["parts"])
        self._denying = frozenset(settings["denying"])
        self._words, self._units = matcher(lexicons).words, Units(lexicons)
        self._kin = {family: name for name, group in enumerate(settings["kin"]) for family in group}

    def told(self, heading: str, unit: str, *, section: str = "", rate: bool = False, changed: bool = False) -> Told:
        """What a row says, made ready for comparing."""
        fillers = self._words.fillers
        core = "".join(word for word in self._words.cut(heading) if word not in fillers) or heading
        family = self._units.size(unit).family
        return Told(heading, unit, section, core, "rate" if rate else str(self._kin.get(family, family)), changed)

    def measures(self, one: Told, other: Told) -> tuple[float, ...]:
        """What two headings share, in the order of :data:`MEASURES`; each from 0 to 1."""
        core, others = set(one.core), set(other.core)
        here, there = set(one.heading), set(other.heading)
        return (
            _dice(core, others),
            _dice(here, there),
            len(core & others) / max(1, min(len(core), len(others))),
            float(one.unit == other.unit or self._units.alike(one.unit, other.unit)),
            _dice(here | set(one.section), there | set(other.section)),
            float(any((part in one.heading) != (part in other.heading) for part in self._parts)),
            float(not self._denying.isdisjoint(here ^ there)),
        )

    def __call__(self, one: Told, other: Told) -> float:
        """The logarithm of the odds that both measure the same."""
        return self._constant + sum(weight * share for weight, share in zip(self._weights, self.measures(one, other), strict=True))


class _Column:
    """A column as found, with the reports that have it."""

    __slots__ = ("documents", "joined", "name", "statuses", "told")

    def __init__(self, name: str) -> None:
        self.name = name
        self.documents: set[str] = set()
        self.statuses: set[str] = set()
        self.told: list[Told] = []
        self.joined = False

    @property
    def worded(self) -> bool:
        """Is it named by words, not by an indicator?"""
        return "|" in self.name

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Of two columns, the one that ranks first gives its name to both."""
        return self.worded, -len(self.documents), self.name


def aligned(rows: pd.DataFrame, names: Sequence[str], lexicons: Lexicons) -> list[str]:
    """The columns of figures after those that say nearly the same have been made one.

    Args:
        rows: figures, of several reports.
        names: the column of each, as :func:`summaryminer.tables.columns.columns` gives it.
        lexicons: word lists.
    """
    alike = Alike(lexicons)
    keys, found = _columns(rows, names, alike)
    pairs = sorted(_pairs(found, alike), key=lambda pair: (-pair[0], pair[1].rank, pair[2].rank))
    into: dict[int, str] = {}
    for _, one, other in pairs:
        keeps, goes = sorted((one, other), key=lambda column: column.rank)
        if id(keeps) in into or id(goes) in into or goes.joined or not keeps.documents.isdisjoint(goes.documents):
            continue
        keeps.documents |= goes.documents
        keeps.joined = True
        into[id(goes)] = keeps.name
    return [into.get(id(found[key]), key[0]) for key in keys]


def tellings(rows: pd.DataFrame, lexicons: Lexicons) -> list[Told]:
    """What each row says of what it measures."""
    return [*_tellings(rows, Alike(lexicons))]


def _tellings(rows: pd.DataFrame, alike: Alike) -> Iterator[Told]:
    order = ("indicator", "unit", "section", "kind", "ratio", "change")
    for heading, unit, section, kind, ratio, change in zip(*(_objects(rows[name]) for name in order), strict=True):
        rate = kind == "rate" and ratio is not None
        yield alike.told(str(heading or ""), str(unit or ""), section=str(section or "").rpartition(" / ")[2], rate=rate, changed=change is not None)


def _objects(column: pd.Series) -> list[object]:
    return column.astype(object).where(column.notna(), None).tolist()


def _columns(rows: pd.DataFrame, names: Sequence[str], alike: Alike) -> tuple[list[tuple[str, bool]], dict[tuple[str, bool], _Column]]:
    """The key of each row's column, and the columns by key: levels and changes apart."""
    keys: list[tuple[str, bool]] = []
    found: dict[tuple[str, bool], _Column] = {}
    for name, document, status, told in zip(names, rows["document"], rows["status"], _tellings(rows, alike), strict=True):
        key = (name, told.changed)
        column = found.get(key) or found.setdefault(key, _Column(name))
        keys.append(key)
        column.documents.add(str(document))
        column.statuses.add(str(status))
        if len(column.told) < _HEADINGS and told not in column.told:
            column.told.append(told)
    return keys, found


def _pairs(found: dict[tuple[str, bool], _Column], alike: Alike) -> Iterator[tuple[float, _Column, _Column]]:
    """Columns of different reports that are alike enough, with how much they are."""
    columns = list(found.values())
    having: defaultdict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        signs = {(character, told.family, told.changed) for told in column.told for character in told.core}
        shared = Counter(other for sign in signs if len(having[sign]) < _COMMON for other in having[sign])
        for other in sorted(shared):
            likeness = _likeness(column, columns[other], alike)
            if likeness >= alike.least:
                yield likeness, columns[other], column
        for sign in signs:
            having[sign].append(place)


def _likeness(one: _Column, other: _Column, alike: Alike) -> float:
    """How alike the likest headings of two columns are; nothing where they can't be one."""
    if not (one.worded or other.worded) or one.statuses.isdisjoint(other.statuses) or not one.documents.isdisjoint(other.documents):
        return float("-inf")
    likest = max((alike(a, b) for a, b in product(one.told, other.told) if a.family == b.family and a.changed == b.changed), default=None)
    return float("-inf") if likest is None else likest


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))
