"""The number grammar on a table of phenomena, ``tests/data/quantities.tsv``, that needs no programming to extend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.finding import find_quantities
from summaryminer.records import Quantity

TABLE = Path(__file__).parent.parent / "data" / "quantities.tsv"
BOUNDS = {"exact": "", "about": "~", "at_least": "≥", "at_most": "≤", "range": ""}


def rows() -> list[tuple[str, str, str]]:
    found, phenomenon = [], ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            phenomenon = line[3:]
        elif line and not line.startswith("#"):
            text, expected = line.split("⇒")
            found.append((phenomenon, text.strip(), expected.strip()))
    return found


def shown(quantity: Quantity) -> str:
    if quantity.state != "known":
        value = quantity.state
    elif quantity.value is not None:
        value = f"{quantity.value:.15g}"
    else:
        value = f"{quantity.low:.15g}..{quantity.high:.15g}"
    return f"{quantity.text}={value} {quantity.unit or '-'} {BOUNDS[quantity.bound]}".strip()


def plain(expected: str) -> str:
    """Expected quantities with their numbers in one form (1e12 and 1000000000000 alike)."""
    parts = []
    for part in filter(None, expected.split("; ")):
        head, _, tail = part.rpartition("=")
        value, *rest = tail.split()
        if value not in ("masked", "blank"):
            value = "..".join(f"{float(end):.15g}" for end in value.split(".."))
        parts.append(f"{head}={' '.join([value, *rest])}")
    return "; ".join(parts)


@pytest.mark.parametrize(("phenomenon", "text", "expected"), rows(), ids=[f"{row[0]}: {row[1]}" for row in rows()])
def test_table(phenomenon: str, text: str, expected: str) -> None:
    found = find_quantities(text)
    assert "; ".join(map(shown, found)) == plain(expected), phenomenon
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text


def test_the_table_covers_every_phenomenon_several_times() -> None:
    counts: dict[str, int] = {}
    for phenomenon, _, _ in rows():
        counts[phenomenon] = counts.get(phenomenon, 0) + 1
    assert min(counts.values()) >= 6
    assert len(rows()) >= 600


@given(st.text(alphabet="0123456789.,，%‰/-—~一二三十百千万亿余多几元人次个户 第xX*（）()的共约达近年月日岁\n", max_size=60))
@settings(max_examples=400, deadline=None)
def test_whatever_the_text_spans_are_exact_and_apart(text: str) -> None:
    last = 0
    for quantity in find_quantities(text, doubtful=True):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= last
        last = quantity.end
        if quantity.state == "known":
            assert quantity.low is not None
            assert quantity.high is not None
            assert quantity.low <= quantity.high
            assert (quantity.value is None) == (quantity.low != quantity.high)
        else:
            assert quantity.value is None


HOSTILE = ["9" * 10_000, "一" * 10_000, "百万亿" * 4000, "〇" * 10_000, "1,111" * 3000, "1-" * 5000, "x" * 10_000, "每10万人" * 2000]


@pytest.mark.parametrize("hostile", HOSTILE, ids=[text[:5] for text in HOSTILE])
def test_hostile_strings_end(hostile: str) -> None:
    assert isinstance(find_quantities(hostile), list)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("免费乘车人数达62万", "count"),
        ("领取补贴的户数约1.3万", "count"),
        ("全镇缴费人数已超过2.6万，", "count"),
        ("为30万农户落实补贴资金", "count"),
        ("减免学费达62万", "money"),
        ("村里每年挤出3-5万的经费", "money"),
        ("街道拿出8万工作经费", "money"),
        ("区里配了xx万专项资金", "money"),
    ],
)
def test_a_bare_number_is_money_unless_something_else_is_counted(text: str, kind: str) -> None:
    assert [quantity.kind for quantity in find_quantities(text)] == [kind]
