"""Cues: overlap, scope, direction, mistakes in a user's lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from summaryminer.judging.context import contexts
from summaryminer.judging.cues import Cues
from summaryminer.lexicons import LexiconError, Lexicons, load
from tests.judging.common import quantities, report


def reaching(text: str) -> list[set[str]]:
    """Names of the cues that reach each number of a text, from before it or from behind."""
    reach = contexts(text, [(report(text), quantities(text), "summary")], load()).scopes
    names = [cue.name for cue in reach.cues.cues]
    behind = zip(reach.hits.cue[reach.behind_status], reach.hits.cue[reach.behind_change], strict=True)
    return [
        {name for name, there in zip(names, row, strict=True) if there} | {names[cue] for cue in back if cue >= 0}
        for row, back in zip(reach.active.tolist(), behind, strict=True)
    ]


def scanned(text: str) -> list[tuple[str, str, str]]:
    """Name, saying and word of every cue in a text."""
    cues = Cues(load())
    hits = cues.scan(text)
    return [
        (cues.cues[cue].name, cues.cues[cue].says, text[start:end])
        for start, end, cue in zip(hits.start, hits.end, hits.cue, strict=True)
    ]


class TestScan:
    def test_a_harmless_word_hides_the_cue_inside_it(self) -> None:
        assert "plan" not in {name for name, _, _ in scanned("计划生育率")}

    def test_one_word_may_speak_of_status_and_of_change(self) -> None:
        assert {"target", "increase"} <= {says for _, says, _ in scanned("再提高5个百分点")}

    def test_spans_hold_the_word(self) -> None:
        assert [word for name, _, word in scanned("全年力争完成") if name == "strive"] == ["力争"]

    def test_a_text_without_cues(self) -> None:
        assert scanned("") == scanned("卫生院") == []


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
        assert "quota_after" in reaching("面对6000人的任务。")[0]

    def test_what_follows_an_agenda_is_to_come_to_the_end_of_the_line(self) -> None:
        first, second, third = reaching("下一步打算：建档300份。培训80人。\n随访200人次。")
        assert "agenda" in first
        assert "agenda" in second
        assert "agenda" not in third

    def test_a_bracket_is_a_world_of_its_own(self) -> None:
        outside, inside, behind = reaching("每户补助800元（共发放3万元）封顶900元。")
        assert "each_thing" in outside
        assert "each_thing" not in inside
        assert "each_thing" in behind


class TestMistakes:
    def test_an_unknown_status_is_told_with_the_remedy(self, tmp_path: Path) -> None:
        (tmp_path / "cues.toml").write_text('[cues.hope]\nsays = "wish"\nwords = ["但愿"]\n', encoding="utf-8")
        with pytest.raises(LexiconError, match=r"hope.*says is one of"):
            Cues(Lexicons([tmp_path]))

    def test_a_users_word_joins_its_group(self, tmp_path: Path) -> None:
        (tmp_path / "cues.toml").write_text('[cues.strive]\nwords = ["志在"]\n', encoding="utf-8")
        cues = Cues(Lexicons([tmp_path]))
        assert [cues.cues[cue].name for cue in cues.scan("志在建档").cue] == ["strive"]
