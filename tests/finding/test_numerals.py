"""The number grammar: every way of writing a number gives back the number."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.finding import find_quantities
from summaryminer.finding.numerals import Numerals
from summaryminer.lexicons import load

NUMERALS = Numerals(load())
DIGITS = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"


def group(number: int, digits: str, small: tuple[str, str, str], leading_ten: bool) -> str:
    """A number below 10,000 in words, written the way it is read aloud."""
    written, zero = "", False
    for power, sign in ((3, small[2]), (2, small[1]), (1, small[0]), (0, "")):
        digit = number // 10**power % 10
        if digit == 0:
            zero = bool(written)
            continue
        if zero and written:
            written += digits[0]
        zero = False
        written += ("" if digit == 1 and power == 1 and not written and not leading_ten else digits[digit]) + sign
    return written


def words(number: int, *, formal: bool = False, two: bool = False) -> str:
    """A number below 10^12 in Chinese numerals (``formal``: 壹佰; ``two``: 两 before 百, 千, 万, 亿)."""
    digits, small = (FORMAL, ("拾", "佰", "仟")) if formal else (DIGITS, ("十", "百", "千"))
    if number == 0:
        return digits[0]
    written, gap = "", False
    for power, sign in ((8, "亿"), (4, "万"), (0, "")):
        part = number // 10**power % 10_000
        if part == 0:
            gap = bool(written)
            continue
        if written and (gap or part < 1000):
            written += digits[0]
        gap = False
        written += group(part, digits, small, leading_ten=bool(written)) + sign
    if two:
        for sign in "百千万亿":
            written = written.replace(f"二{sign}", f"两{sign}")
        written = written.replace("十两万", "十二万").replace("十两亿", "十二亿")
    return written


@given(st.integers(1, 10**12 - 1), st.booleans(), st.booleans())
@settings(max_examples=1500, deadline=None)
def test_words_are_read_back(number: int, formal: bool, two: bool) -> None:
    written = words(number, formal=formal, two=two and not formal)
    amount = NUMERALS.read(written + "件", 0)
    assert amount is not None
    assert amount.value == number, written
    assert amount.end == len(written)


@given(st.integers(1, 10**9), st.integers(0, 3), st.sampled_from(["", "万", "亿", "千", "百"]))
@settings(max_examples=800, deadline=None)
def test_digits_with_magnitudes_are_read_back(number: int, places: int, magnitude: str) -> None:
    scale = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[magnitude]
    shown = Decimal(number).scaleb(-places)
    amount = NUMERALS.read(f"{shown:f}{magnitude}元", 0)
    assert amount is not None
    assert amount.value == float(shown * scale)


@given(st.integers(1000, 10**9), st.sampled_from([",", "，"]))
@settings(max_examples=300, deadline=None)
def test_thousands_separators_are_read_over(number: int, sign: str) -> None:
    amount = NUMERALS.read(f"{number:,}".replace(",", sign) + "人", 0)
    assert amount is not None
    assert amount.value == number


@given(st.integers(0, 99), st.integers(0, 9999))
@settings(max_examples=300, deadline=None)
def test_decimals_in_words(whole: int, fraction: int) -> None:
    digits = str(fraction)
    written = words(whole) + "点" + "".join(DIGITS[int(digit)] for digit in digits)
    found = find_quantities(f"覆盖率百分之{written}。")
    assert [quantity.value for quantity in found] == [float(f"{whole}.{digits}")]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("十几", 10, 19), ("二十几", 20, 29), ("几十", 10, 99), ("数百", 100, 999), ("好几千", 1000, 9999), ("三五", 3, 5), ("七八", 7, 8),
     ("二三十", 20, 30), ("三四百", 300, 400), ("十七八", 17, 18), ("一百二三十", 120, 130), ("十几万", 100_000, 190_000),
     ("几十万", 100_000, 990_000),
     ("一百几十", 110, 199), ("30几", 30, 39)],
)  # fmt: skip
def test_vague_numbers_are_ranges(written: str, low: float, high: float) -> None:
    amount = NUMERALS.read(written, 0)
    assert amount is not None
    assert (amount.low, amount.high, amount.end) == (low, high, len(written))
    assert amount.value is None


@pytest.mark.parametrize("written", ["一一", "百三千", "十十", "千千万", "三十四五百", "万三"])
def test_what_is_no_number_is_not_read(written: str) -> None:
    amount = NUMERALS.read(written, 0)
    assert amount is None or amount.end < len(written)


@pytest.mark.slow
def test_a_hundred_thousand_round_trips() -> None:
    chance = random.Random(20211)
    for _ in range(100_000):
        number = chance.randrange(1, 10 ** chance.randrange(1, 13))
        style = chance.randrange(4)
        if style == 0:
            written = words(number)
        elif style == 1:
            written = words(number, formal=True)
        elif style == 2:
            written = f"{number:,}"
        else:
            written = words(number, two=True)
        amount = NUMERALS.read(written + "份", 0)
        assert amount is not None, written
        assert amount.value == number, written
