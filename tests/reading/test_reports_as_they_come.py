"""The structure of pages as they come, seen in the tables: which report a thing belongs to, and in what state it is."""

from __future__ import annotations

from functools import lru_cache

import pytest

from summaryminer.pipeline import Extractor

PAGE = """柳河资料网
篇一：柳河镇卫生院2019年工作总结
全镇卫生院共建立健康档案1284份，建档率98．5％，随访高血压患者三千余人次，开展讲座12次。
篇二：柳東鎮衛(wèi)生院2020年工作總結
全鎮衛(wèi)生院共建立健康檔案xx84份，建檔(dàng)率達98%，隨訪高血壓患者三千余人次，開展講座12次。
篇三：柳河站2021年工作总结
全站建立健康档案2O0份，建档率96%，随访患者三百人次，开展讲座12次。……此处隐藏1200个字……"""


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor(model=False)


def test_noise_and_script_are_those_of_each_report() -> None:
    documents = extractor().extract_text(PAGE).documents
    assert documents["script"].tolist() == ["simplified", "traditional", "simplified"]
    assert documents["noise"].tolist() == ["full_width=2", "mask=1;pinyin=3", "hidden=1;letter=1"]
    assert documents["figures"].min() > 2


@pytest.mark.parametrize("reports", [1, 2])
def test_what_the_reader_healed_is_counted_once(reports: int) -> None:
    from summaryminer.records import Source

    text = "\n".join(PAGE.split("\n")[: 1 + 2 * reports])
    rows = extractor().extract_source(Source("a.html", text, noise={"comment": 3})).tables["documents"]
    assert [str(row[-1]).count("comment=3") for row in rows] == [1, 0][:reports]
