"""A spreadsheet's cell as its reader sees it: numbers by their format, dates as dates."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

__all__ = ["shown"]

_IGNORED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')


def shown(value: object, number_format: str = "General") -> str:
    """What a cell shows.

    Args:
        value: of the cell.
        number_format: the format code it is shown in.

    Example:
        >>> shown(0.985, "0.0%"), shown(1234567.5, "#,##0.00"), shown(12.300000000000001), shown(284, '0"份"')
        ('98.5%', '1,234,567.50', '12.3', '284份')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, number_format or "General")
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M")
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    percent, grouped, decimals, scale, before, after = _format(number_format)
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    scaled = value * (100 if percent else 1) / scale
    if decimals is None:
        text = repr(round(scaled)) if abs(scaled) < 1e15 and scaled == round(scaled) else f"{scaled:.15g}"
        if "e" in text:
            text = f"{scaled:.15f}".rstrip("0").rstrip(".") if abs(scaled) < 1 else text
    else:
        text = f"{scaled:,.{decimals}f}" if grouped else f"{scaled:.{decimals}f}"
    return f"{before}{text}{'%' if percent else ''}{after}"


@lru_cache(maxsize=1024)
def _format(code: str) -> tuple[bool, bool, int | None, float, str, str]:
    """Percent, thousands, decimals (``None``: as many as there are), divisor, and what stands before and behind the number."""
    positive = code.split(";")[0]
    bare = _IGNORED.sub("", positive)
    if not re.search("[0#?]", bare):
        return False, False, None, 1.0, "", ""
    decimals = _DECIMALS.search(bare)
    count = len(decimals[1].rstrip("#")) if decimals else 0
    scale = 1000.0 ** len(re.search(r"(,*)[^0#?,]*$", bare)[1]) if re.search(r"[0#?],+[^0#?]*$", bare) else 1.0  # type: ignore[index]
    first, last = re.search("[0#?]", positive), positive[max(positive.rfind(sign) for sign in "0#?%") + 1 :]
    before = "".join(found[0] or found[1] for found in _LITERAL.findall(positive[: first.start()] if first else ""))
    after = "".join(found[0] or found[1] for found in _LITERAL.findall(last))
    exact = "." in bare and not bare.split(".")[1].strip("#?%")
    return "%" in bare, "," in bare and scale == 1.0, None if exact else min(count, 15), scale, before, after
