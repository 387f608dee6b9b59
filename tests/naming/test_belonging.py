"""Which program a figure belongs to."""

from __future__ import annotations

import pytest

from summaryminer.finding import grammar
from summaryminer.finding.programs import programs
from summaryminer.lexicons import load
from summaryminer.naming.headings import headings
from summaryminer.naming.programs import Belonging, belongs
from summaryminer.naming.segmenter import segmenter
from summaryminer.records import Document, Program, Section, Sentence

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


LISTS = [
    # item after item: each is told by itself
    ("全年完成封山育林860亩，新修水渠12公里，添置农具90件。", "封山育林", ["封山育林", None, None]),
    ("开展春蕾计划结对帮扶42人，调处土地纠纷17件，铺设水管6公里。", "春蕾计划", ["春蕾计划", None, None]),
    ("建成农家书屋9家、健身广场4个，架设路灯66盏。", "农家书屋", ["农家书屋", None, None]),
    # what depends on the first item: its parts, measures without a thing, the same words
    ("实施春蕾计划资助女童58名，发放资金9万元，其中孤儿6名，女童返校率97%。", "春蕾计划", ["春蕾计划"] * 4),
    # the program is what the sentence is about, or the number its cost, or how often it was held, or a list follows
    ("春蕾计划捐款12万元，新建校舍2间，购置图书900册。", "春蕾计划", ["春蕾计划"] * 3),
    ("实施春蕾计划投入12万元，新建校舍2间。", "春蕾计划", ["春蕾计划"] * 2),
    ("开展春蕾计划4次，走访困难家庭36户。", "春蕾计划", ["春蕾计划"] * 2),
    ("扎实推进春蕾计划，资助女童36名，新建校舍2间。", "春蕾计划", ["春蕾计划"] * 2),
    ("实施春蕾计划：资助女童36名，新建校舍2间。", "春蕾计划", ["春蕾计划"] * 2),
]


@pytest.mark.parametrize(("text", "name", "expected"), LISTS)
def test_items_of_a_list(text: str, name: str, expected: list[str | None]) -> None:
    quantities = grammar(load()).scan(text, [])
    document = Document(1, 0, len(text), "", (), (Sentence(0, len(text)),))
    titles = headings(text, document, quantities, load(), segmenter())
    place = text.index(name)
    belonging = Belonging([Program(place, place + len(name), name, name)], text, document, load())
    told = [belonging.of(quantity, document.sentences[0], (), heading) for quantity, heading in zip(quantities, titles, strict=True)]
    assert told == expected, titles


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
