"""Laying a measure over its thing, and rows of things that share a measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaryminer.lexicons import load
from summaryminer.naming.parallels import respective
from summaryminer.naming.partners import join, part_of, section_thing, share_of, thing, topic
from summaryminer.naming.phrases import Cutter
from summaryminer.naming.segmenter import segmenter
from summaryminer.naming.vocabulary import vocabulary

CUTTER = Cutter(vocabulary(load()), segmenter())


@pytest.mark.parametrize(
    ("partner", "measure", "heading"),
    [
        ("新生儿听力筛查", "筛查率", "新生儿听力筛查率"),
        ("发放叶酸", "发放率", "叶酸发放率"),
        ("宫颈癌筛查", "完成率", "宫颈癌筛查完成率"),
        ("乡村医生培训任务数", "完成", "乡村医生培训完成"),
        ("健康档案建档率", "合格率", "健康档案合格率"),
        ("预防接种", "建证率", "预防接种建证率"),
        ("65岁以上老年人健康管理", "体检率", "老年人体检率"),
        ("", "合格率", "合格率"),
        ("监测户", "户数", "监测户数"),
    ],
)
def test_join(partner: str, measure: str, heading: str) -> None:
    assert join(partner, measure, CUTTER) == heading


@pytest.mark.parametrize(
    ("part", "whole", "heading"),
    [("女性", "管理高血压患者", "女性高血压患者"), ("中央级", "发表稿件", "中央级稿件"), ("院", "宣传栏", "院宣传栏")],
)
def test_part(part: str, whole: str, heading: str) -> None:
    assert part_of(part, whole, CUTTER) == heading


@pytest.mark.parametrize(("heading", "share"), [("农业人口", "农业人口占比"), ("药品收入比重", "药品收入比重")])
def test_share(heading: str, share: str) -> None:
    assert share_of(heading, CUTTER) == share


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (("扎实做好老年人健康管理工作",), "老年人健康管理"),
        (("公共卫生服务", "主要做法"), "公共卫生服务"),
        (("主要成效",), ""),
        (("2022年工作打算",), ""),
        (("让数据多跑路，群众少跑腿",), ""),
        ((), ""),
    ],
)
def test_section(path: tuple[str, ...], named: str) -> None:
    assert section_thing(path, CUTTER) == named


@pytest.mark.parametrize(
    ("row", "count", "headings"),
    [
        ("卡介苗、脊灰和百白破接种率", 3, ["卡介苗接种率", "脊灰接种率", "百白破接种率"]),
        ("早孕建册率、产后访视率", 2, ["早孕建册率", "产后访视率"]),
        ("甲类、乙类传染病", 2, ["甲类传染病", "乙类传染病"]),
        ("接种率", 2, None),
        ("甲、乙", 1, None),
    ],
)
def test_row(row: str, count: int, headings: list[str] | None) -> None:
    assert respective(row, count, CUTTER) == headings


def test_stories_are_no_topics() -> None:
    assert topic("让数据多跑路", CUTTER) == ""
    assert topic("健康档案", CUTTER) == "健康档案"


@given(st.text(alphabet="高血压患者规范管理率人数体检占比、的和", max_size=30), st.text(alphabet="规范管理率人数体检", min_size=1, max_size=16))
def test_joined_headings_keep_their_length(partner: str, measure: str) -> None:
    assert 0 < len(join(partner, measure, CUTTER)) <= 14
    assert len(thing(partner, CUTTER.words)) <= len(partner)
