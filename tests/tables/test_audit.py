"""The audit on single sentences, on groups of reports, and its effect on the tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import summaryminer as sm
from summaryminer.lexicons import load
from summaryminer.tables.audit import CODES, audit
from summaryminer.tables.audit.numbers import interval
from summaryminer.tables.audit.reports import Reports
from tests.tables import gold, injection
from tests.tables.gold import extraction

HEAD = """@@ report domain="health" voice="X"
@@ document title="{title}" institution="{name}" region="-" level="town" year="{year}" period="year" type="summary"
{title}
"""
CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).resolve().parents[1] / "data" / "audit.tsv").read_text(encoding="utf-8").splitlines()
    if "\t" in line and not line.startswith(("#", "code\t"))
]


def report(body: str, name: str = "青山镇卫生院", year: int = 2021) -> str:
    return HEAD.format(title=f"{name}年度工作总结", name=name, year=year) + body + "\n"


@pytest.mark.parametrize(("code", "text"), CASES)
def test_sentence(code: str, text: str) -> None:
    found = audit(extraction([("a.txt", report(text))]))
    assert found["code"].tolist() == ([] if code == "none" else [code])


def test_every_code_of_single_reports_has_a_sentence() -> None:
    grouped = {
        "year_contradiction",
        "year_jump",
        "outlier",
        "shared_passage",
        "repeated_report",
        "round_numbers",
        "first_digits",
    }
    assert {code for code, _ in CASES} == {*CODES, "none"} - grouped


def test_a_lost_sign_in_a_list_of_percentages() -> None:
    tables = sm.Extractor().extract_text("高血压、糖尿病规范管理率分别为61.9%、59.55；随访率为88%。")
    assert audit(tables)["code"].tolist() == ["typo"]
    assert tables.figures.loc[tables.figures["flags"].eq("typo"), "text"].tolist() == ["59.55"]


TITLES = [
    ("2021年工作总结", "我院2018年投入使用。2020年、2021年都是丰收之年。", False),
    ("2021年工作总结", "2019年，我院认真工作。2019年度任务完成。", True),
    ("2021年工作总结", "根据《2019年度考核方案》（卫〔2019〕8号）完成自评。", False),
    ("2021年工作总结", "2019年，按《2019年度考核方案》完成自评。", True),
    ("2020年工作总结和2021年工作计划", "2020年，我院认真工作。2021年，2021年再上台阶。", False),
    ("2020年工作总结和2023年工作计划", "2022年，我院认真工作。2022年度任务完成。", True),
]


@pytest.mark.parametrize(("title", "body", "contradicts"), TITLES)
def test_the_title_and_the_years_of_the_text(title: str, body: str, contradicts: bool) -> None:
    marked = [re.sub(r"[0-9]{4}(年度?)?", lambda m: f"⟦Y|{m[0]}⟧", text) for text in (title, body)]
    lines = report(marked[1]).splitlines()
    lines[1], lines[2] = lines[1].replace("青山镇卫生院年度工作总结", title), marked[0]
    found = audit(extraction([("a.txt", "\n".join(lines) + "\n")]), codes=["year_contradiction"])
    assert len(found) == contradicts


def test_two_values_and_rounding() -> None:
    stated = "总人口⟦31268人|总人口|id=population.total⟧。各项工作有序推进。"
    again = "服务居民⟦{}|服务居民|id=population.total {}⟧。"
    rounded = audit(extraction([("a.txt", report(stated + again.format("3.1万人", "=31000")))]), codes=["two_values"])
    other = audit(extraction([("a.txt", report(stated + again.format("35000人", "")))]), codes=["two_values"])
    assert rounded.empty
    assert other["detail"].tolist() == ["31268人 ≠ 35000人"]


def test_findings_set_flags_and_extraction() -> None:
    tables = extraction([("a.txt", report("建档率⟦102%|建档率|id=records.rate⟧，随访⟦30人|随访⟧。"))])
    found = audit(tables)
    assert tables.findings is found
    assert tables.figures["flags"].tolist() == ["share_above_100", ""]
    assert found.loc[0, "figures"] == tables.figures.loc[0, "id"]
    assert "102%" in found.loc[0, "message_zh"]
    assert "100%" in found.loc[0, "message_en"]
    again = audit(tables, codes=["masked"])
    assert again.empty
    assert tables.figures["flags"].tolist() == ["", ""]


def test_unknown_code() -> None:
    with pytest.raises(ValueError, match="no finding 'nonsense'"):
        audit(extraction([("a.txt", report("无。"))]), codes=["nonsense"])


def test_metadata_gives_the_population() -> None:
    tables = extraction([("a.txt", report("管理高血压⟦900人|高血压管理|id=hypertension.managed⟧。"))])
    assert audit(tables).empty
    found = audit(tables, metadata={"a.txt": {"population": 1000}})
    assert found["code"].tolist() == ["per_capita"]


def test_corrected_value_is_what_counts() -> None:
    tables = extraction([("a.txt", report("建档率⟦102%|建档率|id=records.rate⟧。"))])
    tables.figures = tables.figures.assign(corrected=92.0)
    assert audit(tables).empty


def test_passage_shared_by_two_institutions() -> None:
    passage = (
        "我们按照属地管理的办法把辖区划成网格，每个网格配备专人，逐户登记老人的身体情况和子女的联系方式，全年共走访⟦{}户|走访⟧，"
        "发现独居老人⟦{}人|独居老人⟧，并为他们联系了结对帮扶的志愿者和最近的门诊。"
    )
    one = report("开头各不相同。" + passage.format(412, 37), "甲镇卫生院")
    two = report("另一种开头。" + passage.format(530, 37), "乙镇卫生院")
    found = audit(extraction([("a.txt", one), ("b.txt", two)]), codes=["shared_passage"])
    assert found["document"].tolist() == ["b.txt#1"]
    assert "412户 → 530户" in found.loc[0, "detail"]
    same = audit(
        extraction([("a.txt", one), ("b.txt", report("另一种开头。" + passage.format(530, 37), "甲镇卫生院", 2022))]),
        codes=["shared_passage"],
    )
    assert same.empty


def test_title_year_contradicts_text() -> None:
    text = HEAD.format(title="白沙镇2019年工作总结", name="白沙镇", year=2019).replace(
        "\n白沙镇2019年", "\n白沙镇⟦Y|2019年⟧"
    )
    body = "⟦Y|2018年⟧，我镇工作有序。" + "各项任务落实到位。" * 30 + "⟦Y|2018年⟧的工作就是这些。\n"
    found = audit(extraction([("a.txt", text + body)]))
    assert found["code"].tolist() == ["year_contradiction"]
    assert audit(extraction([("a.txt", text + body.replace("2018", "2019"))])).empty


@pytest.mark.parametrize(
    ("mark", "low", "high"),
    [
        ("120人|人员", 120, 120),
        ("1.2万人|人员|=12000", 11000, 13000),
        ("98.5%|合格率", 98.4, 98.6),
        ("98%|合格率", 97, 99),
        ("3000份|资料|>=", 3000, 4500),
        ("3000份|资料|<=", 2100, 3000),
    ],
)
def test_interval(mark: str, low: float, high: float) -> None:
    (only,) = Reports(extraction([("a.txt", report(f"⟦{mark}⟧。"))]), load())
    assert interval(only.spots[0]) == pytest.approx((low, high))


@pytest.mark.slow
def test_few_false_alarms_on_correct_reports() -> None:
    tables = gold.corpus("reports")
    found = audit(tables)
    alarms = found[~found["code"].isin(["masked", "blank"])]
    assert len(alarms) <= 0.1 * len(tables.documents), alarms[["code", "document", "detail"]].to_string()


@pytest.mark.slow
@pytest.mark.parametrize(("extracted", "per_code"), [(False, 10), (True, 6)], ids=["true figures", "extracted figures"])
def test_injected_errors_are_found_and_little_else(extracted: bool, per_code: int) -> None:
    from benchmarks import audit as benchmark

    rows = benchmark.run(benchmark.extracted if extracted else gold.extraction, per_code)
    injected, found, right, wrong = (sum(row[place] for row in rows.values()) for place in range(4))
    assert set(rows) == set(injection.MAKERS)
    assert right / (right + wrong) >= 0.95, rows
    assert found / injected >= 0.85, rows
