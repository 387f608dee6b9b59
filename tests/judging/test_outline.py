"""What stands above numbers: titles, headings, announcements, years of the title."""

from __future__ import annotations

import pytest

from summaryminer.cleaning import clean_text
from summaryminer.finding import find
from summaryminer.judging.context import Contexts, contexts
from summaryminer.judging.cues import STATUSES
from summaryminer.judging.outline import Wordings
from summaryminer.lexicons import load
from summaryminer.splitting import split

TARGET = STATUSES.index("target")


def placed(text: str) -> Contexts:
    """The contexts of the numbers of a report as the program splits it."""
    clean = clean_text(text, load())
    (document,) = split(clean, load())
    return contexts(clean.text, [(document, find(clean.text, load()).quantities, "summary")], load())


def reaching(text: str) -> list[set[str]]:
    """Names of the cues that reach each number of a report."""
    reach = placed(text).scopes
    return [{cue.name for cue, there in zip(reach.cues.cues, row, strict=True) if there} for row in reach.active.tolist()]


class TestHeadings:
    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            (("主要成效", "强化培训"), "actual"),
            (("下一步打算", "主要任务"), "target"),
            (("工作回顾", "重点工作"), "actual"),
            (("主要任务",), "task"),
            (("强化培训",), None),
        ],
        ids=["the heading above", "goals overrule tasks", "results overrule tasks", "tasks alone", "nothing said"],
    )
    def test_the_innermost_that_says_something(self, path: tuple[str, ...], kind: str | None) -> None:
        kinds = [*STATUSES, *(kind for kind in load().document("cues")["headings"] if kind not in STATUSES)]
        said = Wordings(load()).path(path, lambda heading: False)
        assert (kinds[said] if said >= 0 else None) == kind

    def test_a_year_to_come_says_that_goals_follow(self) -> None:
        assert Wordings(load()).path(("2031年经营指标", "产量"), lambda heading: "2031" in heading) == TARGET


class TestAnnouncements:
    def test_what_is_announced_for_next_year_is_to_come_in_the_lines_that_follow(self) -> None:
        text = "城东粮站2030年工作总结\n收粮800吨。\n2031年，我们将做好以下工作：\n（一）扩仓。新建粮仓3座。\n（二）育人。培训保管员20名。"
        assert [heading == TARGET for heading in placed(text).heading.tolist()] == [False, True, True]

    def test_the_sentence_that_announces_the_whole_report_announces_no_goals(self) -> None:
        text = "城东粮站2030年工作总结\n现将今年工作情况和明年打算汇报如下：\n收粮800吨。\n销粮600吨。"
        assert TARGET not in placed(text).heading.tolist()


class TestYears:
    def test_a_year_after_that_of_the_title_begins_what_is_to_come(self) -> None:
        first, second = reaching("城东粮站2030年工作总结\n收粮800吨。\n2031年，新建粮仓3座。")
        assert "coming_year_first" not in first
        assert "coming_year_first" in second

    def test_a_year_before_that_of_the_title_tells_how_things_stood(self) -> None:
        (first,) = reaching("城东粮站2030年工作计划\n2029年收粮800吨。")
        assert "past_year" in first

    def test_both_years_of_a_school_year_are_its_own(self) -> None:
        assert not {"coming_year", "past_year"} & set().union(*reaching("城东小学2030-2031学年工作总结\n2031年春季入学80人。"))

    def test_what_was_done_by_a_later_date_is_done(self) -> None:
        (first,) = reaching("城东粮站2030年工作总结\n截至2031年1月，收粮800吨。")
        assert "coming_year" not in first

    def test_a_title_without_a_year_moves_nothing(self) -> None:
        assert not {"coming_year", "past_year"} & set().union(*reaching("城东粮站工作总结\n2029年收粮800吨，2031年收粮900吨。"))


class TestTitles:
    def test_a_title_may_name_several_kinds(self) -> None:
        wordings = Wordings(load())
        both = wordings.title("城东粮站工作总结及工作计划")
        assert both == wordings.title("城东粮站工作总结") | wordings.title("城东粮站工作计划")
        assert wordings.title("城东粮站") == 0
