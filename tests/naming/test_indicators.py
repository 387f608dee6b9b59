"""The canonical indicator of a figure, from text to id; columns of comparison; mistakes in indicators.toml."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from summaryminer.lexicons import LexiconError, Lexicons, load
from summaryminer.naming.examples import failures
from summaryminer.naming.indicator_lexicon import indicators
from summaryminer.naming.indicators import column, matcher
from summaryminer.naming.wordsets import WordSets, expand
from summaryminer.pipeline import Extractor
from summaryminer.records import Quantity
from tests.phenomena import rows

ENTRY = """
[[indicators]]
id = "orchard.apples"
label = "苹果产量"
label_en = "Apples"
definition = "苹果总产量"
kind = "measure"
units = ["mass"]
synonyms = ["苹果 产量"]
match = ["苹果产量⟦36吨⟧。"]
no_match = ["梨产量⟦36吨⟧。"]
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def _of_number(extractor: Extractor, marked: str) -> tuple[str, str | None]:
    before, _, rest = marked.partition("⟦")
    number, _, after = rest.partition("⟧")
    figures = extractor.extract_text(before + number + after).figures
    at = figures[(figures["start"] < len(before + number)) & (figures["end"] > len(before))]
    assert len(at) == 1, f"{len(at)} figures at the number of {marked}"
    found = at["indicator_id"].iloc[0]
    return at["indicator"].iloc[0], found if isinstance(found, str) else None


@pytest.mark.parametrize(("text", "wanted", "why"), rows("indicators.tsv"), ids=lambda cell: cell[:24])
def test_indicator(extractor: Extractor, text: str, wanted: str, why: str) -> None:
    heading, found = _of_number(extractor, text)
    assert (found or "-") == wanted, f"{why}; heading {heading}"


@pytest.mark.slow
def test_every_example_of_every_indicator_holds() -> None:
    assert [str(failure) for failure in failures(load())] == []


class TestShippedIndicators:
    def test_how_many(self) -> None:
        counts = [len(Lexicons().document("indicators")["indicators"])]
        assert counts[0] >= 300
        for folder, least in (("public_health", 200), ("government", 100)):
            path = next(path for path in load().files("indicators.toml") if path.parent.name == folder)
            assert path.read_text(encoding="utf-8").count("[[indicators]]") >= least

    def test_each_is_told_for_people_and_tested(self) -> None:
        for entry in indicators(load()).values():
            assert entry.label_en.isascii(), entry.id
            assert entry.match, entry.id
            assert entry.no_match, entry.id

    def test_labels_are_unique(self) -> None:
        labels = [entry.label for entry in indicators(load()).values()]
        assert len(labels) == len(set(labels))


class TestExtended:
    """Indicators kept for comparing are named only when a lexicon asks for them."""

    TEXT = "发放临时救助金26万元。"

    def test_not_named_by_default(self, extractor: Extractor) -> None:
        assert extractor.extract_text(self.TEXT).figures["indicator_id"].isna().all()

    def test_named_when_asked_for(self, tmp_path: Path) -> None:
        (tmp_path / "naming_matching.toml").write_text('[matching]\nwritten = ["extended"]\n', encoding="utf-8")
        figures = Extractor(lexicons=[tmp_path]).extract_text(self.TEXT).figures
        assert figures["indicator_id"].tolist() == ["civil.relief_money"]

    def test_bring_different_words_into_one_column(self) -> None:
        assert column(None, "调处矛盾纠纷", "起", load()) == column(None, "化解纠纷", "件", load()) == "police.disputes"


class TestColumn:
    def test_an_indicator_is_its_own_column(self) -> None:
        assert column("records.total", "建档", "份", load()) == "records.total"

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (("开展廉政教育", "次"), ("廉政教育活动", "场")),
            (("种植烤烟", "亩"), ("烤烟种植", "公顷")),
            (("配备垃圾桶", "个"), ("垃圾桶配备数", "只")),
        ],
    )
    def test_same_thing(self, first: tuple[str, str], second: tuple[str, str]) -> None:
        assert column(None, *first, load()) == column(None, *second, load())

    def test_different_things(self) -> None:
        headings = [("廉政教育", "次"), ("廉政教育", "人次"), ("安全教育", "次"), ("女职工", "人"), ("职工", "人"), ("女职工", "%")]
        for first, second in product(headings, repeat=2):
            assert first == second or column(None, *first, load()) != column(None, *second, load())


class TestMistakes:
    """What a user may write wrong is told with file, line and remedy."""

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ('kind = "measure"', 'kind = "weight"', "unknown kind"),
            ('label = "苹果产量"', 'label = ""', "lacks label"),
            ("synonyms", "synonym", "lacks synonyms"),
            ('id = "orchard.apples"', 'id = "Apples"', "is no id"),
            ("⟦36吨⟧。", "36吨。", "no number is marked"),
            ('units = ["mass"]', 'units = "mass"', "no list of words"),
            ('kind = "measure"', 'kind = "measure"\nscope = "extra"', "unknown scope"),
            ('kind = "measure"', 'kind = "measure"\ncolour = "red"', "unknown key"),
        ],
    )
    def test_told(self, tmp_path: Path, old: str, new: str, told: str) -> None:
        (tmp_path / "indicators.toml").write_text(ENTRY.replace(old, new), encoding="utf-8")
        with pytest.raises(LexiconError, match=told) as caught:
            indicators(Lexicons([tmp_path]))
        assert str(tmp_path) in str(caught.value)

    def test_own_indicator_is_given(self, tmp_path: Path) -> None:
        (tmp_path / "indicators.toml").write_text(ENTRY, encoding="utf-8")
        figures = Extractor(lexicons=[tmp_path]).extract_text("全年苹果产量36吨。").figures
        assert figures["indicator_id"].tolist() == ["orchard.apples"]

    @pytest.mark.slow
    def test_failing_example_is_told_with_its_line(self, tmp_path: Path) -> None:
        (tmp_path / "indicators.toml").write_text(ENTRY.replace("梨产量", "苹果产量"), encoding="utf-8")
        (failure,) = failures(Lexicons([tmp_path]))
        assert (failure.indicator, failure.wanted, failure.got) == ("orchard.apples", False, "orchard.apples")
        assert Path(failure.path).parent == tmp_path
        assert failure.line == 11


def test_match_by_hand() -> None:
    found = matcher(load())
    people = Quantity(0, 4, "86人次", 86, 86, 86, "人次", "count")
    assert found.match("高血压随访", "高血压随访86人次", "", people, "actual", None) == "hypertension.followups"
    assert found.match("高血压随访", "高血压随访86人次", "", people, "actual", "increase") is None
    assert found.match("", "", "", people, "actual", None) is None


def test_headings_that_say_too_little() -> None:
    found = matcher(load())
    assert all(map(found.vague, ("占比", "在岗人数", "总数", "各类标准")))
    assert not any(map(found.vague, ("在岗护林员", "死亡率", "锦旗")))


def test_expand() -> None:
    assert expand("甲/乙 丙?") == (("甲", "丙"), ("甲",), ("乙", "丙"), ("乙",))


def test_long_headings_stay_cheap() -> None:
    assert WordSets(load()).cut("健康档案" * 10_000)
