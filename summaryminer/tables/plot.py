"""Charts: comparisons and findings as altair charts, for notebooks and for saving as HTML, SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from summaryminer.tables.extraction import Extraction

__all__ = ["compare", "findings"]

_ACTUAL, _TARGET = "#4d8bc9", "#9a5b00"


def compare(
    extraction: Extraction, indicator: str, *, across: Literal["institutions", "years"] = "institutions", **options: Any
) -> alt.TopLevelMixin:
    """One indicator across institutions (bars, targets marked) or years (a line for each institution).

    Args:
        extraction: tables.
        indicator: id or heading of the indicator.
        across: what stands side by side.
        **options: as for :func:`summaryminer.tables.compare.compare` (``metadata``, ``years``, ``lexicons`` …).

    Raises:
        ValueError: no report states the indicator; the message names some that are stated.

    Example:
        >>> import summaryminer as sm
        >>> extraction = sm.Extractor().extract_text("青山镇卫生院2021年工作总结\\n2021年，全镇建档率98.5%。")
        >>> sm.plot.compare(extraction, "records.rate").to_dict()["layer"][0]["mark"]["type"]
        'bar'
    """
    import altair as alt

    keys = ("institution", "year") if across == "years" else ("institution",)
    rows = _rows(extraction, indicator, keys, **options)
    title, kind, unit = (str(rows[name].iat[0]) for name in ("indicator", "kind", "unit"))
    axis = alt.Axis(format=".1~%" if kind == "rate" else ",~g", title=f"{title}（{unit}）" if unit else title)
    tip = [
        "institution:N",
        "year:Q",
        alt.Tooltip("value:Q", format=".2~%" if kind == "rate" else ",~g"),
        "rank:Q",
        "derived:N",
    ]
    if across == "years":
        base = alt.Chart(rows, title=title)
        lines: alt.TopLevelMixin = base.mark_line(point=True).encode(
            x=alt.X("year:O", title="年份"),
            y=alt.Y("value:Q", axis=axis),
            color=alt.Color("institution:N", title="机构"),
            tooltip=tip,
        )
        return lines
    order = alt.EncodingSortField("value", order="descending")
    bars = alt.Chart(rows, title=title).mark_bar(color=_ACTUAL)
    bars = bars.encode(x=alt.X("value:Q", axis=axis), y=alt.Y("institution:N", sort=order, title="机构"), tooltip=tip)
    targets = _rows(extraction, indicator, keys, status="target", wanted=False, **options)
    ticks = alt.Chart(targets[targets["institution"].isin(rows["institution"])])
    marked = ticks.mark_tick(color=_TARGET, thickness=3, size=18).encode(
        x="value:Q", y=alt.Y("institution:N", sort=order)
    )
    both: alt.TopLevelMixin = alt.layer(bars, marked)
    return both


def _rows(
    extraction: Extraction, indicator: str, keys: tuple[str, ...], *, wanted: bool = True, **options: Any
) -> pd.DataFrame:
    from summaryminer.tables.compare import compare as compared

    options = {"least": 1, **options, "indicators": [indicator]}
    rows = compared(extraction, keys, form="long", **options)  # type: ignore[arg-type]
    if wanted and rows.empty:
        known = compared(extraction, keys, form="long", **{**options, "indicators": None})["indicator"].unique()[:8]  # type: ignore[arg-type]
        raise ValueError(f"no report states {indicator!r}; stated are, for example, {', '.join(known) or 'none'}")
    return rows.assign(year=rows["year"].astype("float64"), rank=rows["rank"].astype("float64"))


def findings(extraction: Extraction) -> alt.TopLevelMixin:
    """The findings of the last audit, counted by code and severity.

    Example:
        >>> import summaryminer as sm
        >>> extraction = sm.Extractor().extract_text("2021年工作总结\\n居民健康档案建档率达到102%。")
        >>> _ = sm.audit(extraction)
        >>> sm.plot.findings(extraction).to_dict()["mark"]["type"]
        'bar'
    """
    import altair as alt

    rows = extraction.findings[["code", "severity", "document"]].astype({"severity": "str"})
    colours = alt.Scale(domain=["error", "warning", "note"], range=["#b3261e", "#9a5b00", "#5b6776"])
    colour = alt.Color("severity:N", scale=colours, title="程度")
    chart: alt.TopLevelMixin = alt.Chart(rows).mark_bar().encode(
        x=alt.X("count():Q", title="条数"), y=alt.Y("code:N", sort="-x", title="类型"), color=colour
    )  # fmt: skip
    return chart
