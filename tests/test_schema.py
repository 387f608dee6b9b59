"""The columns, stated once."""

from __future__ import annotations

import pyarrow as pa
import pytest

from summaryminer import schema


@pytest.mark.parametrize("table", list(schema.TABLES))
def test_every_form_of_a_table_has_the_same_columns(table: str) -> None:
    names = schema.columns(table)
    assert list(schema.empty(table).columns) == names
    assert schema.arrow(table).names == names
    assert len(set(names)) == len(names)
    assert len({column.heading for column in schema.TABLES[table]}) == len(names)


@pytest.mark.parametrize("table", list(schema.TABLES))
def test_a_frame_fits_the_arrow_schema(table: str) -> None:
    row = tuple(
        {"text": "=甲", "integer": 3, "number": 0.5, "category": column.values[0] if column.values else ""}[column.type]
        for column in schema.TABLES[table]
    )
    frame = schema.frame(table, [row])
    assert pa.Table.from_pandas(frame, schema=schema.arrow(table), preserve_index=False).num_rows == 1


def test_null_stays_null() -> None:
    filled = {"text": "", "integer": 0, "number": 0.0}
    row = [
        None if column.nullable else column.values[0] if column.type == "category" else filled[column.type]
        for column in schema.TABLES["figures"]
    ]
    frame = schema.frame("figures", [tuple(row)])
    for column in schema.TABLES["figures"]:
        assert frame[column.name].isna()[0] == column.nullable, column.name
