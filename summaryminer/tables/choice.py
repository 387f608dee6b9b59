"""Which figure speaks for a report when it states an indicator several times.

The rule, in this order: what a reviewer called wrong is out, and a corrected value stands in for the extracted one; what is said of the
report's year or before over what is said of a year to come; the later year over the earlier; the cumulative figure, or one of the
report's own period, over one of a part of it; an exact number over an approximate one; of counts the larger, since the whole is not
smaller than its part; and what stands later in the text over what stands earlier. The order of periods and bounds is that of
``comparison.toml``. Rows not chosen are told with the chosen one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from summaryminer.tables.alike import aligned
from summaryminer.tables.columns import columns
from summaryminer.tables.units import Units

if TYPE_CHECKING:
    import pandas as pd

    from summaryminer.lexicons import Lexicons
    from summaryminer.tables.extraction import Extraction

Status = Literal["actual", "target", "standard"]

__all__ = ["Status", "candidates", "choose", "commonest", "joined"]


def candidates(
    extraction: Extraction, lexicons: Lexicons, *, status: Status = "actual", change: bool = False, exact: bool = False
) -> pd.DataFrame:
    """The figures that can be compared, each with its column and its value in the column's unit.

    Args:
        extraction: its figures and documents.
        lexicons: word lists.
        status: which figures.
        change: the sizes of changes instead of levels.
        exact: only headings of the same words share a column; else those that say nearly the same do, too.

    Returns:
        The figures' columns, and ``column``, ``amount`` (a rate as a ratio, money and measures in the column's commonest unit), ``shown_unit``,
        ``report_year`` and ``own_period``.
    """
    figures = extraction.figures
    wanted = (figures["status"] == status) & (figures["state"] == "known") & (figures["change"].notna() == change)
    wanted &= figures["verdict"].astype(object).ne("wrong") | figures["corrected"].notna()
    wanted &= figures["value"].notna() | figures["corrected"].notna()
    rows = figures[wanted].copy()
    names = columns(extraction, rows, lexicons)
    rows["column"] = names if exact else aligned(rows, names, lexicons)
    documents = extraction.documents.set_index("document")
    rows["report_year"] = rows["document"].map(documents["year"]).astype("Int64")
    rows["own_period"] = rows["period"].to_numpy() == rows["document"].map(documents["period"]).to_numpy()
    return _amounts(rows, Units(lexicons))


def _amounts(rows: pd.DataFrame, units: Units) -> pd.DataFrame:
    value = rows["corrected"].fillna(rows["value"])
    scale = (rows["ratio"] / rows["value"]).where(rows["value"].ne(0), 0.01)
    rate = rows["kind"].eq("rate") & rows["ratio"].notna()
    rows["kind"] = (
        rows["kind"].astype(object).where(rate | rows["kind"].ne("rate"), "measure")
    )  # a rate without a base is a mere number
    shown = commonest(rows[~rate], "column", "unit")
    rows["shown_unit"] = ["" if ratio else shown[name] for ratio, name in zip(rate, rows["column"], strict=True)]
    sizes = {pair: units.convert(1.0, *pair) for pair in set(zip(rows["unit"], rows["shown_unit"], strict=True))}
    factor = [
        1.0 if ratio else sizes[pair]
        for ratio, pair in zip(rate, zip(rows["unit"], rows["shown_unit"], strict=True), strict=True)
    ]
    rows["amount"] = (value * scale).where(rate, value * factor).map(lambda number: float(f"{number:.12g}"))
    return rows


def choose(rows: pd.DataFrame, keys: list[str], lexicons: Lexicons) -> pd.DataFrame:
    """One row for each combination of ``keys`` and column, by the rule of this module.

    Args:
        rows: as :func:`candidates` makes them.
        keys: columns that name a group.
        lexicons: ``comparison.toml`` gives the order of periods and bounds.

    Returns:
        The chosen rows, with ``rejected`` (ids of the others, ``;``-separated).
    """
    import pandas as pd

    periods = lexicons.words("comparison", "choice", "periods")
    bounds = lexicons.words("comparison", "choice", "bounds")
    places = {name: place for place, name in enumerate(periods)}
    period = pd.Series(
        [places.get(name.partition(":")[0], len(periods)) for name in rows["period"]], rows.index, dtype="float64"
    )
    order = pd.DataFrame(
        {
            **{key: rows[key] for key in [*keys, "column"]},
            "reviewed": rows["verdict"].astype(object).ne("right"),
            "to_come": rows["year"].gt(rows["report_year"]).fillna(False),
            "year": -rows["year"].fillna(0),
            "report": -rows["report_year"].fillna(0),
            "period": period.where(~rows["own_period"], period.clip(upper=0)),
            "bound": rows["bound"].astype(object).map({name: place for place, name in enumerate(bounds)}),
            "size": -rows["amount"].where(rows["kind"].eq("count"), 0),
            "place": -rows["start"],
            "id": rows["id"],
        }
    )
    # The size of counts decides only within one report; across reports of one year the order above it already has decided.
    ranked = rows.loc[order.sort_values(list(order.columns)).index]
    chosen = ranked[~ranked.duplicated([*keys, "column"])].copy()
    ids = joined(ranked, [*keys, "column"], "id")
    chosen["rejected"] = [some.partition(";")[2] for some in ids]
    return chosen.reset_index(drop=True)


def joined(rows: pd.DataFrame, keys: list[str], name: str) -> list[str]:
    """The different values of a text column in each group, ``;``-separated; groups in order of their first row."""
    found: dict[tuple[object, ...], dict[str, None]] = {}
    keyed = zip(*(rows[key].astype(object).where(rows[key].notna(), None) for key in keys), strict=True)
    for key, value in zip(keyed, rows[name], strict=True):
        found.setdefault(key, {})[value] = None
    return [";".join(filter(None, values)) for values in found.values()]


def commonest(rows: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    """The commonest value of a text column for each key; of equals, the one that comes first."""
    counts: dict[str, Counter[str]] = {}
    for group, value in zip(rows[key], rows[name], strict=True):
        counts.setdefault(group, Counter())[value] += 1
    return {group: some.most_common(1)[0][0] for group, some in counts.items()}
