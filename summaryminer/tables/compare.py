"""Comparison: one row per institution (or region, level, year, report), one column per indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from summaryminer.lexicons import Lexicons, load
from summaryminer.naming.indicator_lexicon import indicators as indicators_of
from summaryminer.tables.choice import Status, candidates, choose, commonest, joined
from summaryminer.tables.extraction import Extraction

if TYPE_CHECKING:
    import pandas as pd

By = Literal["institution", "region", "level", "year", "document", "source"]
Form = Literal["wide", "long", "years"]
Statistic = Literal["median", "mean", "sum", "min", "max"]

__all__ = ["By", "Form", "Statistic", "compare", "described", "label", "widen", "years_of"]

LONG = (
    *("column", "indicator", "heading", "kind", "unit", "value", "reports", "rank", "of", "median", "distance"),
    *("derived", "figure", "rejected", "document", "repeats"),
)
_BODIES = {"institution", "document", "source"}


def compare(
    extraction: Extraction,
    by: By | Sequence[By] = "institution",
    *,
    form: Form = "wide",
    status: Status = "actual",
    change: bool = False,
    indicators: Iterable[str] | None = None,
    years: Iterable[int] | None = None,
    least: int = 2,
    exact: bool = False,
    derive: bool = True,
    per_capita: bool = False,
    metadata: Mapping[str, Mapping[str, object]] | None = None,
    statistic: Statistic = "median",
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """Compares reports.

    Each group gets one value per indicator. Where a report states an indicator several times, the choice follows the rule of
    :mod:`summaryminer.tables.choice`; without ``year`` in ``by``, the latest year of each institution speaks for it. Reports that appear
    twice for one institution and year count once. Rates are ratios (0.985), money is in yuan, measures in the unit used most.

    Args:
        extraction: tables, as extracted or read back.
        by: what a row is; several make a row for each combination, such as ``("institution", "year")``.
        form: ``wide`` (a column per indicator), ``long`` (a row per value, with rank, median, figure ids and rejected rows) or ``years``
            (each indicator's years side by side, with the change from one to the next).
        status: actual figures, targets or standards.
        change: the sizes of changes instead of levels.
        indicators: ids or headings wanted; by default all with an id, and headings without one that at least ``least`` groups share.
        years: only figures of these years.
        least: how many groups must share a heading that has no id.
        exact: only headings of the same words share a column; else those that say nearly the same do
            (:mod:`summaryminer.tables.alike`). The long form has each figure's own heading beside its column's name.
        derive: add rates whose part and whole are stated (``relations.tsv``), marked in ``derived`` of the long form.
        per_capita: add values per head where the population is known.
        metadata: source or report → fields that override what the text says (``population`` above all).
        statistic: how several reports make one value when a row holds many (a region, a level, a year).
        lexicons: word lists, the shipped ones by default.

    Raises:
        ValueError: an unknown ``by``.

    Example:
        >>> import summaryminer as sm
        >>> extraction = sm.Extractor().extract_text("青山镇卫生院2021年工作总结\\n2021年，全镇建档率98.5%。")
        >>> float(sm.compare(extraction).loc["青山镇卫生院", "居民健康档案建档率"])
        0.985
    """
    lexicons = lexicons or load()
    keys: list[str] = [by] if isinstance(by, str) else [*by]
    if unknown := [key for key in keys if key not in (*_BODIES, "region", "level", "year")]:
        raise ValueError(f"can't compare by {unknown[0]!r}; take institution, region, level, year, document or source")
    if form == "years" and "year" not in keys:
        keys.append("year")
    extraction = described(extraction, metadata)
    rows, doubles = _rows(extraction, keys, lexicons, status, change, exact, years)
    bodies = keys if _BODIES & {*keys} else [*keys, "body"]
    chosen = choose(rows, bodies, lexicons)
    chosen["derived"] = ""
    if derive:
        from summaryminer.tables.derived import rates

        chosen = rates(chosen, bodies, lexicons)
    if per_capita:
        from summaryminer.tables.derived import per_head

        chosen = per_head(chosen, chosen["population"], lexicons)
    long = _long(chosen, keys, statistic, lexicons)
    long["repeats"] = [doubles.get(name, "") for name in long["document"]]
    long = _wanted(long, keys, indicators, least)
    if form == "long":
        return long
    return widen(long, keys) if form == "wide" else years_of(long, [key for key in keys if key != "year"])


def described(extraction: Extraction, metadata: Mapping[str, Mapping[str, object]] | None) -> Extraction:
    """The extraction with what metadata says of its reports laid over its documents."""
    if not metadata:
        return extraction
    documents = extraction.documents.copy()
    for place, source, document in zip(documents.index, documents["source"], documents["document"], strict=True):
        for name, value in {**metadata.get(source, {}), **metadata.get(document, {})}.items():
            if name in documents.columns and value is not None:
                documents.at[place, name] = value  # type: ignore[assignment]
    return Extraction({**extraction.tables(), "documents": documents}, extraction.texts)


def _rows(
    extraction: Extraction,
    keys: list[str],
    lexicons: Lexicons,
    status: Status,
    change: bool,
    exact: bool,
    years: Iterable[int] | None,
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The candidates with what their reports are, repeated reports left out; and report → its repeats."""
    from summaryminer.tables.repeats import repeats

    rows = candidates(extraction, lexicons, status=status, change=change, exact=exact)
    documents = extraction.documents.set_index("document")
    for name in ("institution", "region", "level", "population"):
        rows[name] = rows["document"].map(documents[name].astype(object))
    rows["population"] = rows["population"].astype("float64")
    rows["institution"] = (
        rows["institution"].where(rows["institution"].notna(), rows["document"]).astype(rows["document"].dtype)
    )
    rows["body"] = rows["institution"]
    doubles: dict[str, list[str]] = {}
    for name, original, _ in repeats(extraction, lexicons):
        here, there = documents.loc[name], documents.loc[original]
        if all(_alike(here[field], there[field]) for field in ("institution", "year")):
            doubles.setdefault(original, []).append(name)
    if "document" not in keys:
        rows = rows[~rows["document"].isin([name for some in doubles.values() for name in some])]
    if years is not None:
        rows = rows[rows["year"].isin(list(years))]
    for key in keys:
        if key in ("region", "level"):
            rows = rows[rows[key].notna()]
    if "year" in keys:
        rows = rows[rows["year"].notna()]
    return rows, {original: ";".join(names) for original, names in doubles.items()}


def _alike(one: object, other: object) -> bool:
    import pandas as pd

    return bool(pd.isna(one) or pd.isna(other) or one == other)  # type: ignore[call-overload]


def label(column: str, heading: str, lexicons: Lexicons) -> str:
    """What a column is called: the label of its indicator, else its commonest heading."""
    known = indicators_of(lexicons)
    name, slash, per = column.partition("/person")
    return f"{known[name].label if name in known else heading}{'（人均）' if slash and not per else ''}"


def _long(chosen: pd.DataFrame, keys: list[str], statistic: Statistic, lexicons: Lexicons) -> pd.DataFrame:
    import pandas as pd

    if chosen.empty:
        return pd.DataFrame(columns=list(dict.fromkeys([*keys, "year", *LONG])))
    single = bool(_BODIES & {*keys})
    group_keys = [*keys, "column"]
    long = chosen.groupby(group_keys, sort=False, dropna=False).agg(
        heading=("indicator", "first"),
        kind=("kind", "first"), unit=("shown_unit", "first"), value=("amount", "first" if single else statistic), reports=("document", "nunique"),
        derived=("derived", "first"), **({} if "year" in keys else {"year": ("year", "first")}),
    ).reset_index()  # fmt: skip
    for name, joined_from in (("figure", "id"), ("rejected", "rejected"), ("document", "document")):
        if name not in keys:
            long[name] = joined(chosen, group_keys, joined_from)
    names = _names(chosen, long, lexicons)
    ids = chosen.groupby("column")["indicator_id"].count() > 0
    long["indicator"], long["canonical"] = long["column"].map(names), long["column"].map(ids)
    group = long.groupby("column" if "year" not in keys or keys == ["year"] else ["column", "year"])["value"]
    long["rank"] = group.rank(method="min", ascending=False).astype("Int64")
    long["of"], long["median"] = group.transform("size").astype("Int64"), group.transform("median")
    long["distance"] = long["value"] - long["median"]
    first = [*keys, *(["year"] if "year" not in keys else [])]
    return long[list(dict.fromkeys([*first, *LONG[:-1], "canonical"]))]


def _names(chosen: pd.DataFrame, long: pd.DataFrame, lexicons: Lexicons) -> dict[str, str]:
    """What each column is called; no two alike."""
    headings = commonest(chosen, "column", "indicator")
    units = dict(zip(long["column"], long["unit"], strict=True))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for column, heading in headings.items():
        name = label(column, heading, lexicons)
        options = (name, f"{name}（{units[column] or column.rpartition('|')[2]}）", f"{name}·{column}")
        names[column] = next(option for option in options if option not in taken)
        taken.add(names[column])
    return names


def _wanted(long: pd.DataFrame, keys: list[str], indicators: Iterable[str] | None, least: int) -> pd.DataFrame:
    if indicators is not None:
        names = set(indicators)
        kept = long[long["column"].str.removesuffix("/person").isin(names) | long["indicator"].isin(names)]
    elif long.empty:
        kept = long
    else:
        who = [key for key in keys if key != "year"] or keys
        groups_of: list[Any] = list(zip(*(long[key] for key in who), strict=True))
        sharing = long.assign(who=groups_of).groupby("column")["who"].transform("nunique")
        groups = long[who].drop_duplicates().shape[0]
        kept = long[long["canonical"] | sharing.ge(min(least, groups))]
    kept = kept.drop(columns="canonical", errors="ignore")
    order = kept.groupby("column")["value"].transform("size").rsub(0) if len(kept) else kept["value"]
    order = order.where(~kept["column"].str.contains("|", regex=False), order + 10_000_000) if len(kept) else order
    return (
        kept.assign(order=order)
        .sort_values([*keys, "order", "column"], kind="stable")
        .drop(columns="order")
        .reset_index(drop=True)
    )


def widen(long: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """One row per group, one column per indicator, those most groups have first."""
    names = _by_coverage(long)
    index = keys[0] if len(keys) == 1 else keys
    wide = long.pivot(index=index, columns="indicator", values="value").reindex(columns=names)
    wide.columns.name = None
    return wide


def years_of(long: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Years side by side: for each indicator its value in every year, and the change from the last year that the group states.

    Rates change by points of a ratio. A group that skips a year has its change in a column of its own (``2019→2021``), so that no change
    over two years stands among those over one.
    """
    import pandas as pd

    keys = keys or ["indicator"]
    pieces: dict[tuple[str, str], pd.Series] = {}
    for name in _by_coverage(long):
        some = long[long["indicator"].eq(name)]
        values = some.pivot_table(
            index=keys if len(keys) > 1 else keys[0], columns="year", values="value", aggfunc="first"
        )
        for place, year in enumerate(values.columns):
            pieces[name, str(year)] = values[year]
            for at in range(place - 1, -1, -1):
                between = values.iloc[:, at + 1 : place].notna().any(axis=1)
                change = (values[year] - values.iloc[:, at]).round(12).where(~between)
                if change.notna().any():
                    pieces[name, f"{values.columns[at]}→{year}"] = change
    return pd.DataFrame(pieces)


def _by_coverage(long: pd.DataFrame) -> list[str]:
    counts = long.groupby(["indicator", "column"], sort=False).size().reset_index(name="n")
    counts["named"] = ~counts["column"].str.contains("|", regex=False)
    return counts.sort_values(["named", "n", "column"], ascending=[False, False, True])["indicator"].tolist()
