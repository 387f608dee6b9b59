"""Cues: overlap, scope, direction, mistakes in a user's lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from summaryminer.judging.context import contexts
from summaryminer.judging.cues import Cues
from summaryminer.lexicons import LexiconError, Lexicons, load
from tests.judging.common import quantities, report


def reaching(text: str) -> list[set[str]]:
    """Names of the cues that reach each number of a text."""
    found = contexts(text, report(text), quantities(text), "summary", load())
    return [{hit.cue.name for hit in (*context.before, *context.after)} for context in found]


class TestScan:
    def test_a_harmless_word_hides_the_cue_inside_it(self) -> None:
        assert not [hit for hit in Cues(load()).scan("计划生育率") if hit.cue.name == "plan"]

    def test_one_word_may_speak_of_status_and_of_change(self) -> None:
        says = {hit.cue.says for hit in Cues(load()).scan("再提高5个百分点")}
        assert {"increase"} <= says

    def test_spans_hold_the_word(self) -> None:
        text = "全年力争完成"
        assert [text[hit.start : hit.end] for hit in Cues(load()).scan(text) if hit.cue.name == "strive"] == ["力争"]


class TestScope:
    def test_a_cue_reaches_to_the_end_of_the_sentence_and_no_further(self) -> None:
        first, second, third = reaching("力争建档300份，随访200人次。培训80人。")
        assert "strive" in first
        assert "strive" in second
        assert "strive" not in third

    def test_a_result_ends_the_scope_of_a_goal(self) -> None:
        assert ["strive" in cues for cues in reaching("力争建档300份，已完成200份。")] == [True, False]

    def test_a_clause_ends_at_a_comma_but_not_at_one_inside_a_number(self) -> None:
        inside, outside = reaching("每年1,200元，共300元。")
        assert "each" in inside
        assert "each" not in outside

    def test_a_list_shares_what_is_said_before_it(self) -> None:
        assert all("up" in cues for cues in reaching("分别增长3%、5%和8%。"))

    def test_a_cue_that_looks_back(self) -> None:
        assert "quota_after" in reaching("完成了6000人的任务。")[0]


class TestMistakes:
    def test_an_unknown_status_is_told_with_the_remedy(self, tmp_path: Path) -> None:
        (tmp_path / "cues.toml").write_text('[cues.hope]\nsays = "wish"\nwords = ["但愿"]\n', encoding="utf-8")
        with pytest.raises(LexiconError, match=r"hope.*says is one of"):
            Cues(Lexicons([tmp_path]))

    def test_a_users_word_joins_its_group(self, tmp_path: Path) -> None:
        (tmp_path / "cues.toml").write_text('[cues.strive]\nwords = ["志在"]\n', encoding="utf-8")
        assert [hit.cue.name for hit in Cues(Lexicons([tmp_path])).scan("志在建档")] == ["strive"]
