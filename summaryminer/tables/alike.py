"""Columns of different reports whose headings say nearly the same are made one: 翻修达标村卫生室 and 标准化改造村卫生室.

Two columns may be one only where no report has both, since a report tells the same thing under one name; where a report of each is of a
sort with one of the other, since they share some columns already; where their units are kin; and where at least one of them is named by
words and not by an indicator. The likest are joined first, and a column that has gone into another takes in no third, so that likeness
does not wander.

The measure is a weighted sum of what two headings share. Its weights stand in ``comparison.toml``; they were fitted by logistic
regression on pairs of reports (:mod:`summaryminer.evaluation.likening`), so that the sum is the logarithm of the odds that a careful reader
would put both figures into one column. Among many reports more headings are alike by chance: more is asked of them there.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from summaryminer.tables.units import Units

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.lexicons import Lexicons

__all__ = ["MEASURES", "Alike", "Told", "aligned", "tellings"]

# Of a column's headings and reports, so many are compared, and of a character that many columns have, so many of these.
_HEADINGS, _REPORTS, _COMMON = 3, 5, 200

MEASURES = ("core", "heading", "inside", "unit", "section", "part", "denied")
"""What is compared: the characters of the words that count, of the headings, of the shorter in the longer, the units, the headings with
the sections that they stand in; and whether a word that names a part or stage, or one that denies, stands in one alone."""


class Told(NamedTuple):
    """What a figure's row says of what it measures.

    Args:
        heading, section: their characters, those of the section with the heading's own; of the section's last part.
        text, unit: the heading and the unit as in the table.
        core: the characters of the heading without fillers and ways of counting.
        family: units of one family may count the same.
        changed: is it the size of a change?
    """

    heading: frozenset[str]
    text: str
    unit: str
    section: frozenset[str]
    core: frozenset[str]
    family: str
    changed: bool


class Alike:
    """Tells how much two headings are alike.

    Args:
        lexicons: word lists, of which ``comparison.toml`` is used, and ``naming_matching.toml`` for kin units and words that deny.

    Example:
        >>> from summaryminer.lexicons import load
        >>> alike = Alike(load())
        >>> one, other = alike.told("招聘卫技人员", "人"), alike.told("考试招聘卫技人员", "名")
        >>> alike(one, other) > alike.limit(2) > alike(one, alike.told("手术病人", "人"))
        True
    """

    def __init__(self, lexicons: Lexicons) -> None:
        from summaryminer.naming.indicators import matcher
        from summaryminer.naming.wordsets import LEXICON, read_groups

        settings = lexicons.document("comparison")["alike"]
        self._weights = tuple(float(settings["weights"][name]) for name in MEASURES)
        self._constant = float(settings["weights"]["constant"])
        self._least, self._damping, self._share = (float(settings[name]) for name in ("least", "damping", "share"))
        self._parts = tuple(settings["parts"])
        self._denying = frozenset(lexicons.document(LEXICON)["likeness"]["unlike_signs"])
        match = matcher(lexicons)
        self._words, self.vague, self._units = match.words, match.vague, Units(lexicons)
        self._kin = {family: str(number) for number, group in enumerate(read_groups(lexicons, "kin")) for family in group}

    def told(self, heading: str, unit: str, *, section: str = "", rate: bool = False, changed: bool = False) -> Told:
        """What a row says, made ready for comparing."""
        fillers = self._words.fillers
        core = frozenset("".join(word for word in self._words.cut(heading) if word not in fillers) or heading)
        family = self._units.size(unit).family
        own = frozenset(heading)
        return Told(own, heading, unit, own | frozenset(section), core, "rate" if rate else self._kin.get(family, family), changed)

    def measures(self, one: Told, other: Told) -> tuple[float, ...]:
        """What two headings share, in the order of :data:`MEASURES`; each from 0 to 1."""
        return (
            _dice(one.core, other.core),
            _dice(one.heading, other.heading),
            len(one.core & other.core) / max(1, min(len(one.core), len(other.core))),
            float(one.unit == other.unit or self._units.alike(one.unit, other.unit)),
            _dice(one.section, other.section),
            float(any((part in one.text) != (part in other.text) for part in self._parts)),
            float(not self._denying.isdisjoint(one.heading ^ other.heading)),
        )

    def limit(self, reports: int) -> float:
        """How much two headings must be alike, among so many reports."""
        return self._least + self._damping * math.log(max(1, reports - 1))

    def related(self, shared: int, columns: int) -> bool:
        """Are two reports of a sort, that share so many columns of the smaller one's?"""
        return shared >= max(1.0, self._share * columns)

    def hopeless(self, shared: int, one: int, other: int, limit: float) -> bool:
        """Can two headings not be alike enough that share so many of their characters that count?"""
        core, _, inside, _, _, _, _ = self._weights
        most = self._constant + sum(self._weights[at] for at in (1, 3, 4))
        return most + core * 2 * shared / (one + other) + inside * min(1.0, shared / min(one, other)) < limit

    def __call__(self, one: Told, other: Told) -> float:
        """The logarithm of the odds that both measure the same."""
        return self._constant + sum(weight * share for weight, share in zip(self._weights, self.measures(one, other), strict=True))


class _Column:
    """A column as found, with the reports that have it."""

    __slots__ = ("counted", "documents", "joined", "name", "statuses", "told")

    def __init__(self, name: str) -> None:
        self.name = name
        self.documents: set[str] = set()
        self.statuses: set[str] = set()
        self.told: list[Told] = []
        self.counted: Counter[Told] = Counter()
        self.joined = False

    @property
    def worded(self) -> bool:
        """Is it named by words, not by an indicator?"""
        return "|" in self.name

    @property
    def shortest(self) -> int:
        """The fewest characters that count in one of its headings."""
        return min((len(told.core) for told in self.told), default=1)

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
    into: dict[int, str] = {}
    for _, keeps, goes in sorted(_pairs(found, alike), key=lambda pair: (-pair[0], pair[1].rank, pair[2].rank)):
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
        if not alike.vague(told.text):
            column.counted[told] += 1
    for column in found.values():
        # The commonest; of equals by their text, so that the order of reports is nothing to go by.
        told_most = sorted(column.counted, key=lambda told: (-column.counted[told], told.text, told.unit, sorted(told.section)))
        column.told = told_most[:_HEADINGS]
    return keys, found


class _Reports:
    """Which reports are of a sort: those that share columns already."""

    def __init__(self, columns: Iterable[_Column], alike: Alike) -> None:
        self._alike = alike
        self._columns: defaultdict[str, set[int]] = defaultdict(set)
        for place, column in enumerate(columns):
            for document in column.documents:
                self._columns[document].add(place)
        self._known: dict[tuple[str, str], bool] = {}

    def __len__(self) -> int:
        return len(self._columns)

    def related(self, one: _Column, other: _Column) -> bool:
        """Is a report that has the one of a sort with a report that has the other?"""
        return any(self._of_a_sort(*pair) for pair in product(sorted(one.documents)[:_REPORTS], sorted(other.documents)[:_REPORTS]))

    def _of_a_sort(self, one: str, other: str) -> bool:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            here, there = self._columns[one], self._columns[other]
            self._known[pair] = self._alike.related(len(here & there), min(len(here), len(there)))
        return self._known[pair]


def _pairs(found: dict[tuple[str, bool], _Column], alike: Alike) -> Iterator[tuple[float, _Column, _Column]]:
    """Columns that may be one, with how much they are alike; the one that gives its name to both comes first."""
    columns = sorted(found.values(), key=lambda column: column.rank)
    reports = _Reports(columns, alike)
    limit = alike.limit(len(reports))
    having: defaultdict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        signs = {(character, told.family, told.changed) for told in column.told for character in told.core}
        shared = Counter(other for sign in signs if len(having[sign]) < _COMMON for other in having[sign])
        for other, count in shared.items():
            if alike.hopeless(count, column.shortest, columns[other].shortest, limit) or not _may_join(columns[other], column):
                continue
            likeness = max(alike(a, b) for a, b in product(columns[other].told, column.told) if a.family == b.family and a.changed == b.changed)
            if likeness >= limit and reports.related(columns[other], column):
                yield likeness, columns[other], column
        for sign in signs:
            having[sign].append(place)


def _may_join(one: _Column, other: _Column) -> bool:
    """Is one of two columns named by words, does no report have both, and are they told of with one status?"""
    return (one.worded or other.worded) and one.documents.isdisjoint(other.documents) and not one.statuses.isdisjoint(other.statuses)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))
