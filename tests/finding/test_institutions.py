"""Bodies and places on a table of sentences, ``tests/data/institutions.tsv``, that needs no programming to extend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.finding.institutions import Institutions, Named
from summaryminer.finding.places import LEVELS, Places
from summaryminer.finding.words import Words
from summaryminer.lexicons import load

TABLE = Path(__file__).parent.parent / "data" / "institutions.tsv"


def rows() -> list[tuple[str, str, str, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(*line.split("\t"), "", "", "")[:5] for line in lines[1:]]  # type: ignore[misc]


def shown(named: Named) -> str:
    return f"{named.text}{'*' if named.plain else ''}/{named.level or ''}"


@pytest.fixture(scope="module")
def finder() -> Institutions:
    return Institutions(load())


class TestTable:
    @pytest.mark.parametrize(("phenomenon", "text", "bodies", "region", "places"), rows())
    def test_sentence(self, finder: Institutions, phenomenon: str, text: str, bodies: str, region: str, places: str) -> None:
        found = finder.scan(text)
        assert "; ".join(map(shown, found)) == bodies, phenomenon
        if region:
            assert finder.places.region(found[0].text) == region
        assert "; ".join(place.text for place in finder.places.scan(text)) == places, phenomenon


class TestScan:
    def test_offsets_count_in_the_whole_text(self, finder: Institutions) -> None:
        text = "石桥镇卫生院。青禾区民政局。"
        assert [(body.start, body.end, body.text) for body in finder.scan(text, 7)] == [(7, 13, "青禾区民政局")]

    def test_short_endings_count_only_in_headings(self, finder: Institutions) -> None:
        text = "云岭省卫生健康委基层卫生健康处"
        assert [body.text for body in finder.scan(text, headed=True)] == [text]
        assert [body.text for body in finder.scan(text)] == ["云岭省卫生健康委"]

    @given(st.text(alphabet="石桥镇县市区村和向的在卫生院医局中心社区0２x×。，\n", max_size=50))
    @settings(max_examples=300, deadline=None)
    def test_spans_are_exact_in_order_and_disjoint(self, finder: Institutions, text: str) -> None:
        end = 0
        for body in finder.scan(text):
            assert body.start >= end
            assert body.text == text[body.start : body.end]
            assert body.text.endswith(body.ending)
            end = body.end

    @pytest.mark.parametrize("unit", ["市", "医院", "和", "一", "0", "石桥镇卫生院"])
    def test_hostile_text_takes_time_in_proportion(self, finder: Institutions, unit: str) -> None:
        from time import process_time

        def taken(size: int) -> float:
            began = process_time()
            finder.scan(unit * size)
            finder.places.scan(unit * size)
            return process_time() - began

        taken(500)
        assert taken(10000) < 40 * max(taken(1000), 0.003)


class TestPlaces:
    @pytest.mark.parametrize(
        ("name", "level"),
        [
            ("昆山市", "county"),
            ("苏州市", "city"),
            ("石桥镇", "town"),
            ("柳树沟村", "village"),
            ("云岭省", "province"),
            ("临江县石桥镇", "town"),
            ("乌兰前进旗", "county"),
            ("重庆市", "province"),
            ("延边朝鲜族自治州", "city"),
        ],
    )
    def test_level(self, name: str, level: str) -> None:
        assert Places(load()).level(name) == level

    def test_regions_are_of_known_levels_and_within_known_ones(self) -> None:
        table = load().table("regions")
        names = {row["name"] for row in table}
        assert len(table) > 4000
        assert {row["level"] for row in table} <= set(LEVELS)
        provinces = [row["name"] for row in table if row["level"] == "province"]
        assert len(provinces) == 34
        outside = [row["name"] for row in table for place in filter(None, row.get("within").split("|")) if not place.startswith(tuple(provinces))]
        assert outside == []
        assert {"昆山市", "云林县", "香港特别行政区"} <= names


class TestWords:
    def test_longest_of_the_leftmost(self) -> None:
        assert list(Words(["卫生", "卫生院", "院长"]).spans("卫生院长")) == [(0, 3)]

    def test_without_words_nothing_is_found(self) -> None:
        assert not Words([]).search("卫生院")
        assert list(Words(["院"]).spans("院", 1)) == []
