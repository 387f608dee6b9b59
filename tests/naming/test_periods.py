"""Each figure's own year and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.finding import find
from summaryminer.lexicons import load
from summaryminer.naming.identity import resolve
from summaryminer.naming.periods import Calendar
from summaryminer.records import Document, Identity, Quantity, Section, Sentence

TABLE = Path(__file__).parent.parent / "data" / "periods.tsv"
LEXICONS = load()
SUMMARY = Identity(year=2021, type="summary")
Answer = tuple[int | None, str]


def rows() -> Iterator[tuple[str, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        section, text, expected = line.split("\t")
        yield section, text, expected


def dated(marked: str, section: str = "", identity: Identity = SUMMARY) -> list[Answer]:
    text = (section + "\n" if section else "") + marked.replace("⏎", "\n")
    start = len(section) + 1 if section else 0
    plain, spans = "", []
    for piece in re.split("(⟦[^⟧]*⟧)", text):
        if piece.startswith("⟦"):
            spans.append((len(plain), len(plain) + len(piece) - 2))
        plain += piece.strip("⟦⟧")
    found = find(plain, LEXICONS)
    sentences = tuple(
        Sentence(m.start(), m.end(), 0 if section else -1) for m in re.finditer(r"[^。；\n]+[。；]?", plain) if m.start() >= start
    )
    sections = (Section(0, len(plain), (section,)),) if section else ()
    report = Document(1, 0, len(plain), "", sections, sentences)
    calendar = Calendar(plain, report, found.quantities, resolve(found.years, identity), identity, LEXICONS)
    answers = []
    for first, end in spans:
        quantity = next(q for q in found.quantities if q.start < end and first < q.end)
        sentence = next(s for s in sentences if s.start <= first < s.end)
        answers.append(calendar.year_and_period(sentence, quantity._replace(start=first, end=end)))
    return answers


@pytest.mark.parametrize(("section", "text", "expected"), list(rows()))
def test_year_and_period(section: str, text: str, expected: str) -> None:
    got = [f"{year if year is not None else '-'}/{period}" for year, period in dated(text, section)]
    assert " | ".join(got) == expected


def test_half_year_reports_pass_their_period_on() -> None:
    half = Identity(year=2021, period="first_half", type="summary")
    assert dated("建档率⟦86%⟧。明年建档率达到⟦90%⟧。", identity=half) == [(2021, "first_half"), (2022, "year")]


def test_plans_for_the_rest_of_the_year_are_not_next_years() -> None:
    half = Identity(year=2021, period="first_half", type="summary")
    assert dated("建档率达到⟦90%⟧。", "下一步工作打算", half)[0][0] == 2021


def test_a_plan_is_about_its_own_year() -> None:
    plan = Identity(year=2022, type="plan")
    assert dated("建档率达到⟦90%⟧。", "下一步工作安排", plan) == [(2022, "year")]


def test_unknown_years_stay_unknown() -> None:
    unknown = Identity(year=None, type="summary")
    assert dated("建档率⟦86%⟧，比去年提高⟦3个百分点⟧。", identity=unknown) == [(None, "year"), (None, "year")]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="2019年去明今上半下0-6月截至累计由比较的到，。\n12人%（）", max_size=60))
def test_any_text_gives_a_year_or_none(text: str) -> None:
    found = find(text, LEXICONS)
    sentences = tuple(Sentence(m.start(), m.end()) for m in re.finditer(r"[^。\n]+", text))
    calendar = Calendar(text, Document(1, 0, len(text), "", (), sentences), found.quantities, found.years, SUMMARY, LEXICONS)
    for quantity in found.quantities:
        sentence = next((s for s in sentences if s.start <= quantity.start < s.end), Sentence(quantity.start, quantity.end))
        year, period = calendar.year_and_period(sentence, quantity)
        assert year is None or 1900 < year < 2100
        assert re.fullmatch(r"year|first_half|second_half|q[1-4]|cumulative|months:\d+-\d+", period)


def test_a_number_without_any_year_takes_the_documents() -> None:
    quantity = Quantity(0, 3, "12人", 12.0, 12.0, 12.0, "人", "count")
    calendar = Calendar("12人", Document(1, 0, 3, ""), [quantity], [], SUMMARY, LEXICONS)
    assert calendar.year_and_period(Sentence(0, 3), quantity) == (2021, "year")
