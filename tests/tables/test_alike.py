"""Which columns of different reports are made one because their headings say nearly the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summaryminer as sm
from summaryminer.lexicons import load
from summaryminer.records import Source
from summaryminer.tables.alike import MEASURES, Alike
from summaryminer.tables.extraction import Extraction

HEADINGS = st.text(alphabet="高血压患者随访率管理新增培训村民代表会议讲座场次不未应检", min_size=1, max_size=14)

ALIKE = [
    ("翻新村级卫生室", "所", "改造村级卫生室", "个"),
    ("新聘护理人员", "名", "招聘护理人员", "人"),
    ("村民代表大会", "次", "召开村民代表会议", "次"),
    ("联防巡逻队伍", "支", "义务巡逻队", "支"),
]
UNLIKE = [
    ("翻新村级卫生室", "所", "村级卫生室投入", "万元"),
    ("初诊查痰", "人", "糖尿病随访", "人"),
    ("应检人数", "人", "巡逻队员", "人"),
    ("立案查处", "件", "群众投诉", "件"),
]


@pytest.fixture(scope="module")
def alike() -> Alike:
    return Alike(load())


@pytest.mark.parametrize(("one", "unit", "other", "others"), ALIKE)
def test_alike(alike: Alike, one: str, unit: str, other: str, others: str) -> None:
    assert alike(alike.told(one, unit), alike.told(other, others)) >= alike.limit(2)


@pytest.mark.parametrize(("one", "unit", "other", "others"), UNLIKE)
def test_unlike(alike: Alike, one: str, unit: str, other: str, others: str) -> None:
    assert alike(alike.told(one, unit), alike.told(other, others)) < alike.limit(2)


@given(HEADINGS, HEADINGS)
def test_likeness_has_no_direction_and_measures_stay_within_bounds(one: str, other: str) -> None:
    alike = Alike(load())
    here, there = alike.told(one, "人"), alike.told(other, "户")
    assert alike(here, there) == alike(there, here)
    assert all(0 <= share <= 1 for share in alike.measures(here, there))
    assert len(alike.measures(here, there)) == len(MEASURES)


def _extracted(**texts: str) -> Extraction:
    extractor = sm.Extractor()
    return Extraction.of([extractor.extract_source(Source(name, text, encoding="str")) for name, text in texts.items()])


HILL = "青坡村2022年工作总结\n全年翻新文化活动室3间，发放助学慰问礼包120份，硬化道路3公里。"
LAKE = "白湖村2022年工作总结\n今年送出慰问礼包86份。翻新了文化活动室5间，硬化道路2公里。"


def test_headings_that_say_nearly_the_same_share_a_column() -> None:
    long = sm.compare(_extracted(hill=HILL, lake=LAKE), form="long")
    assert sorted(long.loc[long["heading"].str.contains("礼包"), "value"]) == [86, 120]
    assert long.loc[long["heading"].str.contains("礼包"), "column"].nunique() == 1


def test_exact_keeps_them_apart() -> None:
    long = sm.compare(_extracted(hill=HILL, lake=LAKE), form="long", exact=True, least=1)
    assert long.loc[long["heading"].str.contains("礼包"), "column"].nunique() == 2


def test_what_one_report_tells_apart_stays_apart() -> None:
    both = "青坡村2022年工作总结\n发放慰问礼包120份，发放助学礼包40份，硬化道路3公里。"
    long = sm.compare(_extracted(hill=both, lake=LAKE), form="long", least=1)
    hill = long[long["institution"].eq("青坡村") & long["heading"].str.contains("礼包")]
    assert hill["column"].nunique() == 2


@pytest.mark.slow
def test_the_order_of_reports_changes_nothing() -> None:
    one = sm.compare(_extracted(hill=HILL, lake=LAKE))
    other = sm.compare(_extracted(lake=LAKE, hill=HILL))
    assert one.sort_index(axis=0).sort_index(axis=1).equals(other.sort_index(axis=0).sort_index(axis=1))


@pytest.mark.slow
def test_the_weights_are_those_that_the_pairs_give() -> None:
    from summaryminer.evaluation import markup
    from summaryminer.evaluation.likening import fit

    lexicons = load()
    truths = [markup.read(path) for path in sorted((Path(__file__).parents[2] / "corpus/training").glob("x*.txt"))]
    settings = lexicons.document("comparison")["alike"]["weights"]
    found = fit(truths, sm.Extractor())
    assert found == {name: pytest.approx(weight, abs=0.35) for name, weight in settings.items()}
