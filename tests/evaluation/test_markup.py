"""The corpus markup: what a mark says, what it leaves to defaults, what breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from summaryminer.evaluation.defaults import Defaults
from summaryminer.evaluation.markup import MarkupError, examine, parse, read
from summaryminer.evaluation.truth import TrueFigure, Truth
from summaryminer.lexicons import load

HEAD = '@@ report domain="health" voice="T" phenomena="plain mask"\n'
DOCUMENT = '@@ document title="-" institution="某院" region="-" level="town" year="2019" period="year" type="summary"\n'


def marked(text: str) -> Truth:
    return parse(HEAD + DOCUMENT + text)


def figure(mark: str) -> TrueFigure:
    return marked(f"甲{mark}乙").figures[0]


class TestDefaults:
    @pytest.mark.parametrize(
        ("text", "value", "unit"),
        [
            ("1660人次", 1660, "人次"), ("1.2万人", 12000, "人"), ("3,600元", 3600, "元"), ("98.5%", 98.5, "%"), ("5千克", 5, "千克"),
            ("2亿元", 2e8, "元"), ("-3.2%", -3.2, "%"), ("12份(册)", 12, "份"), ("40元/人", 40, "元/人"),
            ("5個", 5, "个"), ("3个百分点", 3, "百分点"),
        ],
    )  # fmt: skip
    def test_plain_arabic_digits(self, text: str, value: float, unit: str) -> None:
        defaults = Defaults(load())
        assert (defaults.value(text), defaults.unit(text)) == (value, unit)

    @pytest.mark.parametrize(
        "text", ["三百人", "3-5万元", "1/3", "14/10万", "几十份", "500余张", "x36人次", "百分之九十"]
    )
    def test_everything_else_must_be_said(self, text: str) -> None:
        assert Defaults(load()).value(text) is None

    @pytest.mark.parametrize(
        ("unit", "text", "kind"),
        [
            ("人", "3人", "count"),
            ("%", "3%", "rate"),
            ("元/人", "3元/人", "money"),
            ("/10万", "14/10万", "rate"),
            ("", "三分之一", "rate"),
            ("平方米", "3平方米", "measure"),
        ],
    )
    def test_kind_follows_from_the_unit(self, unit: str, text: str, kind: str) -> None:
        assert Defaults(load()).kind(unit, text) == kind


class TestFigures:
    def test_offsets_count_in_the_plain_text(self) -> None:
        truth = marked("建档⟦284份|健康档案⟧，⟦Y|去年|rel:-1⟧⟦95%|建档率⟧。")
        assert truth.text == "建档284份，去年95%。"
        assert all(truth.text[one.start : one.end] == one.text for one in (*truth.figures, *truth.years))

    def test_options(self) -> None:
        one = figure("⟦3-5万元|经费/工作经费|=30000..50000 u=元 target inc y=2020 p=q1 id=funds.total c=k1 opt⟧")
        assert (one.values, one.units, one.bounds) == (((30000.0, 50000.0),), ("元",), ("range",))
        assert (one.statuses, one.changes, one.year, one.period) == (("target",), ("increase",), 2020, "q1")
        assert (one.headings, one.indicators, one.key, one.optional) == (
            ("经费", "工作经费"),
            ("funds.total",),
            "k1",
            True,
        )

    def test_where_two_readers_differ_both_answers_count(self) -> None:
        one = figure("⟦30%|占比/比重|target/standard inc/level >=/exact id=funds.total/-⟧")
        assert one.statuses == ("target", "standard")
        assert one.changes == ("increase", "")
        assert one.bounds == ("at_least", "exact")
        assert one.indicators == ("funds.total", "")
        assert figure("⟦3人|在职人员|actual/target⟧").statuses == ("actual", "target")

    @pytest.mark.parametrize("options", ["target/standard actual", "inc/level dec", "about/exact >="])
    def test_a_field_is_said_once(self, options: str) -> None:
        _, notes = examine(f"{HEAD}{DOCUMENT}甲⟦3人|在职人员|{options}⟧乙", "", load())
        assert any("only one of" in note.message for note in notes)

    def test_year_and_period_come_from_the_document(self) -> None:
        one = figure("⟦284份|健康档案⟧")
        assert (one.year, one.period) == (2019, "year")

    def test_masked_and_blank_have_no_value(self) -> None:
        assert figure("⟦xx36人次|随访|masked u=人次⟧").values == (None,)
        assert (figure("⟦人|居民|blank⟧").states, figure("⟦人|居民|blank⟧").units) == (("blank",), ("人",))

    def test_years_and_programs(self) -> None:
        truth = marked(
            "⟦Y|2021年⟧⟦Y|十三五|2016-2020⟧⟦Y|20xx年|masked|opt⟧⟦P|“邻里守望”活动|邻里守望活动⟧⟦P|健康教育|健康教育|opt⟧"
        )
        assert [(y.values[0], y.optional) for y in truth.years] == [
            ("2021", False),
            ("2016-2020", False),
            ("masked", True),
        ]
        assert [(p.names[0], p.optional) for p in truth.programs] == [("邻里守望活动", False), ("健康教育", True)]

    def test_line_ends_stay_as_they_are(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes((HEAD + DOCUMENT + "建档⟦284份|健康档案⟧\r\n").encode())
        assert read(path).text == "建档284份\r\n"


class TestDocuments:
    def test_a_compilation_with_site_frames(self) -> None:
        truth = marked(
            "第一篇\n建档⟦1份|健康档案⟧\n\n"
            + DOCUMENT.replace("2019", "masked")
            + "第二篇\n⟦2份|健康档案⟧\n@@ outside\n版权所有\n"
        )
        assert [truth.text[d.start : d.end] for d in truth.documents] == ["第一篇\n建档1份", "第二篇\n2份"]
        assert [one.year for one in truth.figures] == [2019, None]
        assert truth.document_at(len(truth.text) - 2) is None

    def test_a_school_year_has_two_accepted_years(self) -> None:
        truth = parse(HEAD + DOCUMENT.replace("2019", "2022/2023") + "⟦2份|健康档案⟧")
        assert truth.documents[0].years == ("2022", "2023")
        assert truth.figures[0].year == 2022


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("⟦三百人|居民⟧", "value"), ("⟦3人|居⟧", "2–14"), ("⟦3人|居民|sure⟧", "unknown option"), ("⟦3人|居民", "partner"),
            ("⟦3人|居民|inc dec⟧", "only one of"), ("⟦x3人|居民|masked =3 u=人⟧", "no value"), ("⟦3人|居民|=5..3⟧", "above the high end"),
            ("⟦3人⟧", "a figure is"), ("⟦Y|往年⟧", "needs a value"), ("⟦ 3人|居民⟧", "space"), ("@@ chapter", "unknown directive"),
        ],
    )  # fmt: skip
    def test_are_told_with_their_line(self, text: str, message: str) -> None:
        with pytest.raises(MarkupError, match=message) as caught:
            marked(text)
        assert caught.value.notes[0].line == 3

    def test_the_first_line_must_be_the_report_directive(self) -> None:
        with pytest.raises(MarkupError, match="first line"):
            parse(DOCUMENT + "无")

    def test_a_figure_outside_every_report_is_an_error_unless_optional(self) -> None:
        with pytest.raises(MarkupError, match="outside every report"):
            parse(HEAD + "点击⟦3次|点击次数⟧\n")
        assert parse(HEAD + "共⟦3篇|范文篇数|opt⟧\n").figures[0].optional

    def test_an_unknown_unit_is_only_worth_a_look(self) -> None:
        _, notes = examine(HEAD + DOCUMENT + "⟦3咪|小猫⟧")
        assert [note.serious for note in notes] == [False]


@pytest.mark.parametrize("part", ["reports", "held", "domains", "pairs"])
def test_every_file_of_the_corpus_is_well_marked(part: str) -> None:
    paths = sorted((Path(__file__).parents[2] / "corpus" / part).glob("*.txt"))
    assert paths
    for path in paths:
        truth = read(path)
        assert truth.figures
        assert all(
            truth.text[one.start : one.end] == one.text for one in (*truth.figures, *truth.years, *truth.programs)
        )
