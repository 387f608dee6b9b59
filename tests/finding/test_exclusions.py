"""What is no figure is looked for only near its triggers: they never hide anything."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.finding.exclusions import Exclusions, Spans
from summaryminer.lexicons import Lexicons, load

TABLE = Path(__file__).parent.parent / "data" / "quantities.tsv"
WITH = Exclusions(load())


def _without_triggers() -> Exclusions:
    lexicons = Lexicons()
    lexicons.document("quantities")["exclude"]["triggers"] = {}
    return Exclusions(lexicons)


WITHOUT = _without_triggers()


def test_triggers_hide_nothing_in_the_table() -> None:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        text = line.partition("⇒")[0]
        assert WITH.spans(text).spans == WITHOUT.spans(text).spans, text


_PIECES = (
    *"0123456789一二三四五六十百月日年号时点岁周初第每前级届页里组社队型线道次全会议大中“”〔〕（）()[]:：.·-—～、xX×+@GH ",
    *("2019", "20", "个月", "周年", "季度", "半年", "电话", "国道", "公路", "上午", "婴儿", "糖尿病", "热线", "www", "计划"),
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=10).map("".join))
@settings(max_examples=400)
def test_triggers_hide_nothing_anywhere(text: str) -> None:
    assert WITH.spans(text).spans == WITHOUT.spans(text).spans


def test_a_span_is_touched_by_what_shares_a_character_with_it() -> None:
    spans = Spans([(3, 7, "age"), (5, 6, "day"), (10, 12, "date")])
    assert [spans.touching(start, start + 2) for start in (0, 1, 2, 6, 7, 8, 9, 11, 12)] == [
        None, None, (3, 7, "age"), (3, 7, "age"), None, None, (10, 12, "date"), (10, 12, "date"), None,
    ]  # fmt: skip
