"""Headings: what each figure measures, told from its clause and from what the clause depends on."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.finding import find
from summaryminer.lexicons import load
from summaryminer.naming.headings import headings
from summaryminer.naming.segmenter import segmenter
from summaryminer.records import Document, Quantity, Section, Sentence

DATA = Path(__file__).parent.parent / "data"
LEXICONS = load()
SEGMENTER = segmenter()


def rows(table: str = "figure_headings.tsv") -> Iterator[tuple[str, str, str]]:
    lines = [line for line in (DATA / table).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        section, text, expected = line.split("\t")
        yield section, text, expected


def document(text: str, start: int = 0, section: str = "") -> Document:
    sections = (Section(0, len(text), (section,)),) if section else ()
    inside = 0 if section else -1
    sentences = (Sentence(m.start(), m.end(), inside) for m in re.finditer(r"[^。；\n]+[。；]?", text) if m.start() >= start)
    return Document(1, 0, len(text), "", sections, tuple(sentences))


def named(marked: str, section: str = "") -> list[str]:
    """The headings of the marked numbers of a sentence; all its numbers in digits are figures."""
    text, spans, last = section + "\n" if section else "", [], 0
    start = len(text)
    for match in re.finditer("⟦([^⟧]*)⟧", marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text, last = text + match[1], match.end()
    text += marked[last:]
    found = [q for q in find(text, LEXICONS).quantities if q.start >= start]
    quantities = []
    for first, end in spans:
        quantity = next((q for q in found if q.start < end and first < q.end), None)
        assert quantity is not None, f"{text[first:end]} is not found"
        quantities.append(quantity._replace(start=first, end=end, text=text[first:end]))
    quantities += [q for q in found if q.text[0].isdigit() and not any(q.start < end and first < q.end for first, end in spans)]
    quantities.sort(key=lambda quantity: quantity.start)
    titles = headings(text, document(text, start, section), quantities, LEXICONS, SEGMENTER)
    return [title for title, quantity in zip(titles, quantities, strict=True) if (quantity.start, quantity.end) in spans]


@pytest.mark.parametrize(("section", "text", "expected"), list(rows()))
def test_heading(section: str, text: str, expected: str) -> None:
    got = named(text, section)
    accepted = [alternatives.split("/") for alternatives in expected.split(" | ")]
    assert len(got) == len(accepted)
    assert all(heading in answers for heading, answers in zip(got, accepted, strict=True)), got


def test_headings_of_every_field() -> None:
    wrong = []
    for section, text, expected in rows("figure_headings_by_field.tsv"):
        for heading, answers in zip(named(text, section), expected.split(" | "), strict=True):
            if heading not in answers.split("/"):
                wrong.append((text, heading, answers))
    assert wrong == []


def count(start: int, text: str, unit: str = "人") -> Quantity:
    return Quantity(start, start + len(text), text, 1.0, 1.0, 1.0, unit, "count")


def test_a_second_report_does_not_depend_on_the_first() -> None:
    text = "高血压患者管理840人。\n规范管理率85%。"
    at = text.index("85%")
    rate = Quantity(at, at + 3, "85%", 85.0, 85.0, 85.0, "%", "rate")
    second = Document(2, text.index("规范"), len(text), "", (), (Sentence(text.index("规范"), len(text)),))
    assert headings(text, second, [rate], LEXICONS, SEGMENTER) == ["规范管理率"]


def test_the_heading_of_the_section_is_asked_innermost_first() -> None:
    text = "糖尿病患者健康管理\n规范管理率60%。"
    rate = Quantity(len(text) - 4, len(text) - 1, "60%", 60.0, 60.0, 60.0, "%", "rate")
    path = ("公共卫生服务", "糖尿病患者健康管理")
    report = Document(1, 0, len(text), "", (Section(0, len(text), path),), (Sentence(10, len(text), 0),))
    assert headings(text, report, [rate], LEXICONS, SEGMENTER) == ["糖尿病规范管理率"]


def test_both_segmenters_give_the_same_headings() -> None:
    pytest.importorskip("rjieba")
    fast = segmenter("fast")
    for section, marked, _ in rows():
        text = (section + "\n" if section else "") + marked.replace("⟦", "").replace("⟧", "")
        report, found = document(text), find(text, LEXICONS).quantities
        assert headings(text, report, found, LEXICONS, fast) == headings(text, report, found, LEXICONS, SEGMENTER)


def test_numbers_outside_every_sentence_have_headings() -> None:
    assert headings("12人", Document(1, 0, 3, ""), [count(0, "12人")], LEXICONS, SEGMENTER) == ["人数"]


def test_no_quantities_no_headings() -> None:
    assert headings("建档率", document("建档率"), [], LEXICONS, SEGMENTER) == []


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="高血压患者管理率12.5%人次，。；：、（）()“”的和其中分别为共占达到每为对由到年月\n x\ue000\ue001", max_size=80))
def test_any_text_gets_headings_of_allowed_length(text: str) -> None:
    found = find(text, LEXICONS).quantities
    got = headings(text, document(text), found, LEXICONS, SEGMENTER)
    assert len(got) == len(found)
    assert all(2 <= len(heading) <= 14 for heading in got)
    assert not any(char in heading for heading in got for char in "\n\ue000\ue001，。；")


@pytest.mark.parametrize(
    "text",
    ["检查" * 30_000 + "12人", "共" * 60_000 + "12人", "(" * 30_000 + "12人" + ")" * 30_000, "分别为" * 20_000 + "12人、13人", "占" * 60_000 + "12%"],
    ids=["words", "lead", "parentheses", "rows", "shares"],
)
def test_long_clauses_take_linear_time(text: str) -> None:
    found = [q for q in find(text, LEXICONS).quantities if q.start > 20_000][:5]
    began = time.process_time()
    assert len(headings(text, document(text), found, LEXICONS, SEGMENTER)) == len(found) > 0
    assert time.process_time() - began < 2


def test_many_numbers_in_one_line_take_linear_time() -> None:
    text = "高血压管理12人、" * 10_000
    found = [count(at + 5, "12人") for at in range(0, len(text), 9)]
    began = time.process_time()
    assert len(headings(text, document(text), found, LEXICONS, SEGMENTER)) == len(found)
    assert time.process_time() - began < 10
