"""Numbers as people read them, and a comparison as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

__all__ = ["comparison_table", "shown"]


def shown(value: float | None, kind: str = "count") -> str:
    """A number for people: rates in percent, the rest with thousands separators; empty for null.

    Example:
        >>> shown(0.9854, "rate"), shown(12000.0), shown(3.25, "measure"), shown(None)
        ('98.54%', '12,000', '3.25', '')
    """
    if value is None or value != value:
        return ""
    if kind == "rate":
        percent = value * 100
        return (
            f"{percent:.2f}".rstrip("0").rstrip(".") + "%"
            if abs(percent) >= 0.1 or not percent
            else f"{value * 1000:.3g}‰"
        )
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 1 else f"{value:.3g}"


def comparison_table(long: pd.DataFrame, keys: list[str], *, width: int, title: str = "") -> tuple[Table, int, int]:
    """The comparison in the long form as a table that fits the terminal.

    Args:
        long: as ``compare(…, form="long")`` gives it.
        keys: the columns that name a row.
        width: columns of the terminal; wide characters take two.

    Returns:
        The table, and how many of how many indicators it shows.
    """
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    names = list(dict.fromkeys(long.sort_values("of", ascending=False, kind="stable")["indicator"]))
    cells: dict[tuple[str, ...], dict[str, str]] = {}
    records: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in long.to_dict("records")
    ]
    for row in records:
        key = tuple("" if row[key] is None or row[key] != row[key] else str(row[key]) for key in keys)
        mark = "*" if row["derived"] else ""
        cells.setdefault(key, {})[row["indicator"]] = shown(row["value"], row["kind"]) + mark
    leads = [min(24, max([cell_len(key[place]) for key in cells], default=4)) for place in range(len(keys))]
    left = width - sum(leads) - 3 * len(keys) - 2
    fitting: list[str] = []
    for name in names:
        needed = max(min(cell_len(name), 12), *(cell_len(row.get(name, "")) for row in cells.values())) + 3
        if needed > left and fitting:
            break
        left -= needed
        fitting.append(name)
    table = Table(title=title, header_style="bold", row_styles=["", "dim"])
    for name, lead in zip(keys, leads, strict=True):
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=lead)
    for name in fitting:
        table.add_column(
            Text(name),
            justify="right",
            overflow="fold",
            min_width=max(cell_len(row.get(name, "")) for row in cells.values()),
        )
    for key, texts in cells.items():
        table.add_row(*map(Text, key), *(Text(texts.get(name, "")) for name in fitting))
    return table, len(fitting), len(names)
