"""Which program a figure belongs to."""

from __future__ import annotations

import pytest

from summaryminer.finding import grammar
from summaryminer.finding.programs import programs
from summaryminer.lexicons import load
from summaryminer.naming.programs import Belonging, belongs
from summaryminer.records import Document, Section, Sentence

CASES = [
    ("named before", "实施希望工程，资助36人。", "36人", "希望工程"),
    ("named behind, in its clause", "筹款70万元投入希望工程。", "70万元", "希望工程"),
    ("behind, in another clause", "建档284份，另实施希望工程。", "284份", None),
    ("in another sentence", "实施希望工程。建档284份。", "284份", None),
    ("the nearest before", "希望工程资助36人，春蕾计划资助24人。", "24人", "春蕾计划"),
    ("kinds of work never", "开展预防接种，接种284人。", "284人", None),
]


@pytest.mark.parametrize(("case", "text", "number", "expected"), CASES)
def test_sentence(case: str, text: str, number: str, expected: str | None) -> None:
    quantity = next(found for found in grammar(load()).scan(text, []) if found.text == number)
    start = text.rfind("。", 0, quantity.start) + 1
    sentence = Sentence(start, text.index("。", quantity.start) + 1)
    assert belongs(quantity, sentence, (), programs(load()).scan(text), text) == expected, case


def test_headings_hold_for_the_figures_below() -> None:
    text = "一、希望工程\n资助36人。\n（一）助学\n发放12万元。\n二、其他\n建档284份。"
    second, third, last = text.index("（一）"), text.index("二、"), len(text)
    sections = (Section(0, third, ("希望工程",)), Section(second, third, ("希望工程", "助学")), Section(third, last, ("其他",)))
    belonging = Belonging(programs(load()).scan(text), text, Document(1, 0, last, "", sections))
    found = {}
    for quantity in grammar(load()).scan(text, []):
        sentence = Sentence(text.rfind("\n", 0, quantity.start) + 1, quantity.end + 1)
        path = next(section.path for section in reversed(sections) if section.start <= quantity.start < section.end)
        found[quantity.text] = belonging.of(quantity, sentence, path)
    assert found == {"36人": "希望工程", "12万元": "希望工程", "284份": None}
