"""A title on one line with its text is a title all the same."""

from __future__ import annotations

import pytest

from summaryminer.cleaning import clean_text
from summaryminer.lexicons import load
from summaryminer.naming.letterheads import letterhead
from summaryminer.splitting import split


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("柳溪县粮食局上半年工作总结今年以来，全县收购小麦6万吨，仓容利用率82%。", "柳溪县粮食局上半年工作总结"),
        ("2017年县档案馆工作总结2017年，我馆接收档案3200卷，接待查档者860人次。", "2017年县档案馆工作总结"),
        ("第1页 共4页市体育局2018年工作总结一年来，我局举办赛事16场。", "市体育局2018年工作总结"),
        ("松岭乡“十二五”工作总结及“十三五”规划一、基本情况全乡辖9个村，人口1.2万人。", "松岭乡“十二五”工作总结及“十三五”规划"),
        ("XX年某街道工作总结（初稿）：2014年，某街道新增就业320人。", "XX年某街道工作总结（初稿）"),
        ("临江区残联2020年工作汇报 在区委、区政府的领导下，全年发放轮椅120辆。", "临江区残联2020年工作汇报"),
        ("松岭县2019年马铃薯种植工作方案为做好春播，制定本方案。一、目标：种植6万亩。", "松岭县2019年马铃薯种植工作方案"),
        ("临江区2020年护林员培训方案 为提高巡护水平，特制定本方案。培训护林员260人。", "临江区2020年护林员培训方案"),
        ("XX镇2021年小型水库巡查实施方案为规范巡查，特制定本方案。", "XX镇2021年小型水库巡查实施方案"),
        # What a site hangs on a title.
        ("柳溪县粮食局2016年工作总结.doc\n全县收购小麦6万吨，仓容利用率82%。", "柳溪县粮食局2016年工作总结"),
        ("柳溪县粮食局2016年工作总结（二）.docx\n全县收购小麦6万吨，仓容利用率82%。", "柳溪县粮食局2016年工作总结（二）"),
        ("柳溪县粮食局2016年工作总结内容简介：\n全县收购小麦6万吨，仓容利用率82%。", "柳溪县粮食局2016年工作总结"),
        ("柳溪县粮食局2016年工作总结摘要：一、收购。全县收购小麦6万吨，仓容利用率82%。", "柳溪县粮食局2016年工作总结"),
        ("2011年03月18日 09:26 来源：新农网\n2010年全县收购小麦6万吨，仓容利用率82%。", ""),
        # The name of a site before a title, lines of the site above one that runs on, and numbers of reports on a line of their own.
        ("临江区政府门户网站 民政局2018年工作总结\n全年发放低保金260万元。", "民政局2018年工作总结"),
        ("柳溪县粮食局官网 柳溪县粮食局2016年工作总结\n全县收购小麦6万吨。", "柳溪县粮食局2016年工作总结"),
        ("官方网站建设2016年工作总结\n全年发布信息260条。", "官方网站建设2016年工作总结"),
        ("- 1、本文档由用户上传，可阅读全部内容。\n粮食局2016年总结及2017年计划 一、收购。全县收麦6万吨。", "粮食局2016年总结及2017年计划"),
        ("第一篇\n柳溪县粮食局2016年工作总结\n全县收购小麦6万吨，仓容利用率82%。", "柳溪县粮食局2016年工作总结"),
        ("今天是2016年12月3日 星期六\n柳溪县2016年水文情况\n全县降雨860毫米，水库蓄水1.2亿方。", "柳溪县2016年水文情况"),
        ("当前所在位置 - 工作动态\n柳溪县让860户群众喝上放心水\n全县新建水厂6座，铺设管网36公里。", "柳溪县让860户群众喝上放心水"),
        # A verb, a title that is spoken of, and a title on a line of its own.
        ("各科室认真总结今年以来的工作，共梳理问题26个。", ""),
        ("我局2019年工作总结今年以来的经验，形成材料12份，报送县委。", ""),
        ("按照县委2019年工作要点，全年新建公厕12座，改造旱厕320座。", ""),
        ("柳溪县粮食局2016年工作总结\n今年以来，全县收购小麦6万吨。", "柳溪县粮食局2016年工作总结"),
    ],
)
def test_title(text: str, title: str) -> None:
    clean = clean_text(text, load())
    (document,) = split(clean, load())
    assert document.title == title


def test_the_letterhead_has_the_title_and_the_opening_behind_it() -> None:
    text = "2018年县司法局 工作总结今年以来，我局调解纠纷320件。"
    (document,) = split(clean_text(text, load()), load())
    parts = letterhead(text, document, load())
    assert [text[slice(*span)] for span in parts.title] == ["2018年县司法局 工作总结"]
    assert text[slice(*parts.opening)] == "今年以来，我局调解纠纷320件。"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("网站首页\n规划计划\n2016年柳溪县气象局工作总结\n全年发布预警36次，开展气象科普进校园9场。", "2016年柳溪县气象局工作总结"),
        ("机关概况\n工作计划\n2020年度临江区档案馆年度概况\n馆藏档案12万卷，全年接待查档者860人次。", "2020年度临江区档案馆年度概况"),
        ("教研计划\n2015年松岭中学大事记\n2015年学校有教学班18个，教师46人，学生860人。", "2015年松岭中学大事记"),
        # A plan of its own: its year or its institution may stand on a line of its own.
        ("工作计划\n2018年\n一、全年计划新建公厕12座，改造旱厕320座，培训管理员60人。", "工作计划"),
        ("2016年度工作计划\n柳溪县气象局\n全年计划发布预警36次，开展气象科普进校园9场。", "2016年度工作计划"),
        ("柳溪县气象局工作计划\n2016年工作情况\n全年发布预警36次，开展气象科普进校园9场。", "柳溪县气象局工作计划"),
    ],
)
def test_an_entry_of_the_menu_is_no_title(page: str, title: str) -> None:
    (document,) = split(clean_text(page, load()), load())
    assert document.title == title
