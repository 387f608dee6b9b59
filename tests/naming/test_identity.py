"""Who reports about when, on a table of little reports, ``tests/data/identities.tsv``, that needs no programming to extend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.cleaning import clean_text
from summaryminer.finding.years import Years
from summaryminer.lexicons import Lexicons, load
from summaryminer.naming.identity import identify, resolve
from summaryminer.naming.letterheads import letterhead
from summaryminer.records import Document, Identity, Year

TABLE = Path(__file__).parent.parent / "data" / "identities.tsv"
COLUMNS = ("institution", "region", "level", "year", "period", "type", "population")


def rows() -> list[tuple[str, str, dict[str, str]]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    cells = [(*line.split("\t"), *[""] * 9)[:9] for line in lines[1:]]
    return [(row[0], row[1], dict(zip(COLUMNS, row[2:], strict=True))) for row in cells]


def identified(report: str) -> Identity:
    text = clean_text(report.replace("⏎", "\n"), load()).text
    first = text.partition("\n")[0]
    start = 0 if first != "-" else 2
    document = Document(1, start, len(text), first if start == 0 else "")
    return identify(text, document, Years(load()).scan(text), load())


class TestTable:
    @pytest.mark.parametrize(("phenomenon", "report", "expected"), rows())
    def test_report(self, phenomenon: str, report: str, expected: dict[str, str]) -> None:
        found = identified(report)
        shown = {name: "" if getattr(found, name) is None else str(getattr(found, name)) for name in COLUMNS}
        shown["population"] = shown["population"].removesuffix(".0")
        assert shown == {**expected, "period": expected["period"] or "year"}, phenomenon

    def test_table_is_long_enough(self) -> None:
        assert len(rows()) >= 50


class TestIdentify:
    def test_years_of_other_documents_are_passed_over(self) -> None:
        text = "2015年总结\n石桥镇卫生院建档284份。\n工作总结\n青禾区民政局发放低保金。"
        start = text.index("工作总结")
        document = Document(2, start, len(text), "工作总结")
        assert identify(text, document, Years(load()).scan(text), load()).year is None

    def test_the_line_above_counts_for_the_first_document_only(self) -> None:
        text = "石桥镇卫生院\n2015年工作总结\n全年建档284份。"
        start = text.index("2015")
        first, second = (Document(n, start, len(text), "2015年工作总结") for n in (1, 2))
        years = Years(load()).scan(text)
        assert identify(text, first, years, load()).institution == "石桥镇卫生院"
        assert identify(text, second, years, load()).institution is None

    def test_a_users_words_count(self, tmp_path: Path) -> None:
        (tmp_path / "institutions.toml").write_text('[endings]\ntown = ["康养驿站"]\n', encoding="utf-8")
        text = "桂花坪康养驿站2021年总结\n服务老人310人。"
        document = Document(1, 0, len(text), text.partition("\n")[0])
        found = identify(text, document, Years(load()).scan(text), Lexicons([tmp_path]))
        assert (found.institution, found.level) == ("桂花坪康养驿站", "town")

    @given(st.text(alphabet="石桥镇卫生院2019年工作总结计划我人口xX：:（）\n 一、，。", max_size=80), st.integers(0, 20))
    @settings(max_examples=200, deadline=None)
    def test_any_text_has_an_identity(self, text: str, start: int) -> None:
        document = Document(1, min(start, len(text)), len(text), text[start : start + 9].strip())
        found = identify(text, document, Years(load()).scan(text), load())
        assert found.institution is None or found.institution.strip()
        assert found.type in ("summary", "plan", "other")


class TestLetterhead:
    def test_parts(self) -> None:
        text = "二○一八年\n工作总结\n（石桥镇卫生院）\n县卫生局：\n一年来，我院建档284份。\n石桥镇卫生院\n2018年12月3日"
        parts = letterhead(text, Document(1, 0, len(text), "二○一八年 工作总结"), load())
        shown = {name: [text[slice(*span)] for span in getattr(parts, name)] for name in ("title", "bylines", "addressee", "signature")}
        assert shown == {
            "title": ["二○一八年", "工作总结"],
            "bylines": ["（石桥镇卫生院）"],
            "addressee": ["县卫生局："],
            "signature": ["石桥镇卫生院", "2018年12月3日"],
        }
        assert text[parts.opening.start :].startswith("一年来")


class TestResolve:
    def test_relative_years_get_their_years(self) -> None:
        past = Year(0, 2, "去年", None, None, "relative", -1)
        years = [past, Year(5, 10, "2015年", 2015, 2015, "known"), Year(12, 16, "20xx年", None, None, "masked")]
        found = resolve(years, Identity(year=2019))
        assert [(year.low, year.high, year.state) for year in found] == [(2018, 2018, "relative"), (2015, 2015, "known"), (None, None, "masked")]

    def test_without_the_documents_year_they_stay_open(self) -> None:
        year = Year(0, 2, "去年", None, None, "relative", -1)
        assert resolve([year], Identity()) == [year]
