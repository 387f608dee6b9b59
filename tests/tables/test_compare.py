"""Comparison: the rule of choice, units, derived rates, repeats, forms."""

from __future__ import annotations

import pandas as pd
import pytest

from summaryminer.lexicons import load
from summaryminer.tables.compare import compare
from summaryminer.tables.display import comparison_table, shown
from summaryminer.tables.units import Units
from tests.tables.gold import extraction
from tests.tables.test_audit import report

RATE = "建档率⟦{}%|建档率|id=records.rate⟧"


def value(body: str, indicator: str, **options: object) -> float:
    long = compare(extraction([("a.txt", report(body))]), form="long", **options)  # type: ignore[arg-type]
    (only,) = long.loc[long["column"].eq(indicator), "value"]
    return float(only)


def test_one_row_per_institution_one_column_per_indicator() -> None:
    tables = extraction([("a.txt", report(RATE.format(88.5), "甲院")), ("b.txt", report(RATE.format(92), "乙院"))])
    wide = compare(tables)
    assert wide.index.tolist() == ["乙院", "甲院"] or wide.index.tolist() == ["甲院", "乙院"]
    assert wide.shape == (2, 1)
    assert wide.loc["甲院"].iloc[0] == pytest.approx(0.885)


@pytest.mark.parametrize(
    ("body", "indicator", "expected"),
    [
        (
            "一季度随访⟦100人次|高血压随访|id=hypertension.followups p=q1⟧，全年随访⟦450人次|高血压随访|id=hypertension.followups⟧",
            "hypertension.followups",
            450,
        ),
        ("去年建档率⟦80%|建档率|id=records.rate y=2020⟧，今年⟦85%|建档率|id=records.rate⟧", "records.rate", 0.85),
        ("建档⟦300份|建档|id=records.total about⟧左右，核实为⟦312份|建档|id=records.total⟧", "records.total", 312),
        ("讲座⟦3次|讲座|id=education.lectures⟧；全镇讲座⟦14次|讲座|id=education.lectures⟧", "education.lectures", 14),
        ("力争⟦90%|建档率|id=records.rate target⟧，达到⟦85%|建档率|id=records.rate⟧", "records.rate", 0.85),
        (
            "建档率⟦85%|建档率|id=records.rate⟧，到⟦Y|2022年|2022⟧达⟦98%|建档率|id=records.rate y=2022⟧",
            "records.rate",
            0.85,
        ),
        ("经费⟦12万元|经费|=120000 u=元 id=funds.allocated⟧", "funds.allocated", 120000),
    ],
)
def test_choice(body: str, indicator: str, expected: float) -> None:
    assert value(body + "。", indicator) == pytest.approx(expected)


def test_rejected_rows_stay_within_reach() -> None:
    tables = extraction(
        [("a.txt", report("讲座⟦3次|讲座|id=education.lectures⟧；讲座⟦14次|讲座|id=education.lectures⟧。"))]
    )
    row = compare(tables, form="long").iloc[0]
    assert (row["figure"], row["rejected"]) == (tables.figures.loc[1, "id"], tables.figures.loc[0, "id"])


def test_reviewer_decides() -> None:
    tables = extraction([("a.txt", report("建档⟦300份|建档|id=records.total⟧，又称⟦312份|建档|id=records.total⟧。"))])
    tables.figures["verdict"] = pd.Series(["right", None], dtype=tables.figures["verdict"].dtype)
    assert compare(tables).iloc[0, 0] == 300
    tables.figures["verdict"] = pd.Series(["wrong", "wrong"], dtype=tables.figures["verdict"].dtype)
    tables.figures["corrected"] = [305.0, None]
    assert compare(tables).iloc[0, 0] == 305


def test_units_meet() -> None:
    tables = extraction(
        [
            ("a.txt", report("面积⟦30亩|面积|id=area.total k=measure u=亩⟧。", "甲院")),
            ("b.txt", report("面积⟦2公顷|面积|id=area.total k=measure u=公顷⟧。", "乙院")),
        ]
    )
    values = compare(tables).iloc[:, 0]
    assert values["甲院"] == pytest.approx(values["乙院"], rel=1e-3)
    units = Units(load())
    assert units.convert(5, "人", "元") == 5
    assert units.convert(1.0, "元/人", "元/人") == 1


def test_permille_and_percent_are_one() -> None:
    tables = extraction(
        [("a.txt", report("死亡率⟦5‰|死亡率⟧。", "甲院")), ("b.txt", report("死亡率⟦0.5%|死亡率⟧。", "乙院"))]
    )
    values = set(compare(tables, form="long")["value"].round(6))
    assert values == {0.005}


def test_derived_rate_only_where_none_is_stated() -> None:
    parts = "儿童⟦200人|儿童|id=child.total⟧，管理⟦180人|管理|id=child.managed⟧"
    long = compare(extraction([("a.txt", report(parts + "。"))]), form="long").set_index("column")
    assert long.loc["child.management_rate", "value"] == pytest.approx(0.9)
    assert long.loc["child.management_rate", "derived"] == "child.managed / child.total"
    assert long.loc["child.management_rate", "figure"].count(";") == 1
    stated = compare(
        extraction([("a.txt", report(parts + "，管理率⟦91%|管理率|id=child.management_rate⟧。"))]), form="long"
    ).set_index("column")
    assert stated.loc["child.management_rate", "value"] == pytest.approx(0.91)
    assert (
        "child.management_rate"
        not in compare(extraction([("a.txt", report(parts + "。"))]), form="long", derive=False)["column"].tolist()
    )


def test_per_capita_from_metadata() -> None:
    tables = extraction([("a.txt", report("建档⟦300份|建档|id=records.total⟧。"))])
    long = compare(tables, form="long", per_capita=True, metadata={"a.txt": {"population": 600}}).set_index("column")
    assert long.loc["records.total/person", "value"] == 0.5
    assert long.loc["records.total/person", "indicator"].endswith("（人均）")
    wanted = compare(tables, per_capita=True, indicators=["records.total"], metadata={"a.txt": {"population": 600}})
    assert wanted.iloc[0].tolist() == [300, 0.5]


def test_repeated_report_counts_once_and_is_named() -> None:
    body = RATE.format(90) + "。" + "".join(f"第{n}项工作由{n}号同志负责落实到位。" for n in range(30))
    tables = extraction([("a.txt", report(body)), ("copy.txt", report(body))])
    long = compare(tables, "institution", form="long")
    assert long["repeats"].tolist() == ["copy.txt#1"]
    assert len(compare(tables, "document", form="long")) == 2


def test_rank_median_distance() -> None:
    tables = extraction([(f"{n}.txt", report(RATE.format(rate), f"{n}院")) for n, rate in enumerate((80, 90, 94))])
    long = compare(tables, form="long").set_index("institution")
    assert long["rank"].to_dict() == {"0院": 3, "1院": 2, "2院": 1}
    assert long.loc["0院", "distance"] == pytest.approx(-0.1)
    assert long["of"].tolist() == [3, 3, 3]


def test_years_side_by_side_with_change() -> None:
    tables = extraction([("a.txt", report(RATE.format(80), year=2020)), ("b.txt", report(RATE.format(85)))])
    years = compare(tables, form="years")
    assert years.columns.get_level_values(1).tolist() == ["2020", "2021", "2020→2021"]
    assert years.iloc[0].tolist() == pytest.approx([0.8, 0.85, 0.05])
    assert compare(tables).iloc[0, 0] == pytest.approx(0.85)  # the latest year speaks for an institution
    assert compare(tables, ("institution", "year")).shape == (2, 1)


def test_a_skipped_year_has_a_change_of_its_own() -> None:
    reports = [("甲院", 2019, 70), ("甲院", 2020, 75), ("甲院", 2021, 78), ("乙院", 2019, 80), ("乙院", 2021, 84)]
    marked = [(f"{name}{year}.txt", report(RATE.format(rate), name, year)) for name, year, rate in reports]
    years = compare(extraction(marked), form="years")
    years.columns = years.columns.get_level_values(1)
    assert years.columns.tolist() == ["2019", "2020", "2019→2020", "2021", "2020→2021", "2019→2021"]
    assert years.loc["甲院", ["2019→2020", "2020→2021"]].tolist() == [0.05, 0.03]
    assert years.loc["乙院", "2019→2021"] == 0.04
    assert years.loc["乙院", ["2020", "2019→2020", "2020→2021"]].isna().all()
    assert pd.isna(years.loc["甲院", "2019→2021"])


def test_levels_take_the_median_of_their_institutions() -> None:
    tables = extraction([(f"{n}.txt", report(RATE.format(rate), f"{n}院")) for n, rate in enumerate((80, 90, 94))])
    row = compare(tables, "level", form="long").iloc[0]
    assert (row["level"], row["value"], row["reports"]) == ("town", pytest.approx(0.9), 3)


def test_nothing_to_compare() -> None:
    assert compare(extraction([("a.txt", report("没有数字。"))])).empty
    assert compare(extraction([("a.txt", report("没有数字。"))]), form="years").empty
    with pytest.raises(ValueError, match="can't compare by 'colour'"):
        compare(extraction([("a.txt", report("没有数字。"))]), "colour")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (0.9854, "rate", "98.54%"),
        (0.00014, "rate", "0.14‰"),
        (1234567.0, "count", "1,234,567"),
        (0.5, "count", "0.5"),
        (0.07107, "count", "0.0711"),
        (float("nan"), "count", ""),
    ],
)
def test_numbers_for_people(number: float, kind: str, text: str) -> None:
    assert shown(number, kind) == text


def test_wide_characters_align_in_the_terminal() -> None:
    from io import StringIO

    from rich.cells import cell_len
    from rich.console import Console

    tables = extraction([(f"{n}.txt", report(RATE.format(80 + n), f"{'长' * n}镇卫生院")) for n in range(4)])
    table, some, every = comparison_table(compare(tables, form="long"), ["institution"], width=60)
    out = StringIO()
    Console(file=out, width=60).print(table)
    assert (some, every) == (1, 1)
    assert len({cell_len(line) for line in out.getvalue().splitlines() if line}) == 1
