"""What is known of sources beside their text: read from a mapping, a DataFrame or a CSV file, and checked before a run begins."""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from summaryminer import schema

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Known", "MetadataError", "MetadataLike", "read_metadata", "shared_out"]

Known: TypeAlias = dict[str, dict[str, object]]
"""Source name (or ``<source>#<n>``) → what is known of it: institution, year, region, level, population."""

MetadataLike: TypeAlias = "Mapping[str, Mapping[str, object]] | pd.DataFrame | str | os.PathLike[str]"

_FIELDS = ("institution", "year", "region", "level", "population")
_COLUMNS = {column.name: column for column in schema.TABLES["documents"]}
_BY_HEADING = {_COLUMNS[name].heading: name for name in ("source", "document", *_FIELDS)}


class MetadataError(ValueError):
    """Metadata that can't be used: where, what is wrong, and what to do about it."""


def read_metadata(metadata: MetadataLike | None) -> Known:
    """What is known of each source.

    Args:
        metadata: a mapping from source name to a mapping of fields; or a DataFrame, or the path of a CSV file, with a
            column ``source`` and any of ``institution``, ``year``, ``region``, ``level``, ``population`` (Chinese
            headings of the tables will do). Other columns are passed over. A source is named as in the tables;
            ``<source>#<n>`` means one report of it.

    Raises:
        MetadataError: a column or a cell can't be used; the message names file, line and remedy.

    Example:
        >>> read_metadata({"a.txt": {"institution": "青山镇卫生院", "year": "2021"}})
        {'a.txt': {'institution': '青山镇卫生院', 'year': 2021}}
    """
    if metadata is None:
        return {}
    known: Known = {}
    for place, source, cells in _rows(metadata):
        values = {field: value for field, cell in cells.items() if (value := _value(field, cell, place)) is not None}
        if known.setdefault(source, values) != values:
            raise MetadataError(f"{place}: {source} is described twice, and differently; keep one of the two")
    return known


def shared_out(known: Known, names: Iterable[str]) -> dict[str, Known]:
    """What is known, by the input that it is about: the file itself, one of its reports (``#2``), a member of an
    archive (``/a.txt``).

    Args:
        known: by source or report.
        names: of the inputs.

    Example:
        >>> shared_out({"a.zip/b.txt": {"year": 2021}, "c.txt#2": {"year": 2020}}, ["a.zip", "c.txt"])
        {'a.zip': {'a.zip/b.txt': {'year': 2021}}, 'c.txt': {'c.txt#2': {'year': 2020}}}
    """
    inputs = set(names) if known else set()
    shares: dict[str, Known] = {}
    for key, fields in known.items():
        owner = key
        while owner and owner not in inputs:
            owner = owner[: max(owner.rfind("/"), owner.rfind("#"), 0)]
        if owner:
            shares.setdefault(owner, {})[key] = fields
    return shares


def _rows(metadata: MetadataLike) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Where a description stands, the source it is of, and its cells."""
    if isinstance(metadata, (str, os.PathLike)):
        yield from _file_rows(Path(metadata))
    elif isinstance(metadata, Mapping):
        for source, fields in metadata.items():
            place = f"metadata[{source!r}]"
            if not isinstance(fields, Mapping):
                raise MetadataError(f"{place}: {fields!r} is no mapping; write {{'institution': …, 'year': …}}")
            unknown = [field for field in fields if field not in _FIELDS]
            if unknown:
                raise MetadataError(f"{place}: there is no field {unknown[0]!r}; take {', '.join(_FIELDS)}")
            yield place, _source(source), dict(fields)
    else:
        header = _header([str(name) for name in metadata.columns], "metadata")
        for number, row in enumerate(metadata.itertuples(index=False, name=None)):
            yield from _row(f"metadata row {number}", header, row)


def _file_rows(path: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    from summaryminer.reading import decode
    from summaryminer.writing.csv import unguard

    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise MetadataError(f"{path}: the metadata can't be read ({error.strerror}); check the path") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = _header([name.strip() for name in next(reader, [])], str(path))
        for row in reader:
            if any(cell.strip() for cell in row):
                yield from _row(f"{path}:{reader.line_num}", header, [unguard(cell) for cell in row])
    except csv.Error as error:
        raise MetadataError(f"{path}:{reader.line_num}: this is no CSV ({error}); save it as CSV again") from None


def _header(names: list[str], place: str) -> list[str]:
    header = [_BY_HEADING.get(name, name) for name in names]
    if "source" not in header:
        shown = ", ".join(names) or "none"
        raise MetadataError(
            f"{place}: there is no column 'source' (columns: {shown}); name the column that holds the files' names 'source'"
        )
    twice = next((name for name in header if name in ("source", *_FIELDS) and header.count(name) > 1), None)
    if twice:
        raise MetadataError(f"{place}: two columns are called '{twice}'; keep one of them")
    return header


def _row(place: str, header: list[str], cells: Iterable[object]) -> Iterator[tuple[str, str, dict[str, object]]]:
    values = dict(zip(header, cells, strict=False))
    source = values.get("source")
    if _missing(source):
        raise MetadataError(f"{place}: the source is empty; write the file's name as in the tables")
    yield place, _source(source), {field: values[field] for field in _FIELDS if field in values}


def _source(name: object) -> str:
    shown = str(name).strip().replace("\\", "/")
    return shown.removeprefix("./")


def _missing(value: object) -> bool:
    """Empty, ``None``, NaN or pandas' NA (the one value that is not equal to itself, or does not say)."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    return (isinstance(value, float) and math.isnan(value)) or type(value).__name__ in ("NAType", "NaTType")


def _value(field: str, cell: object, place: str) -> object:
    """A cell as the tables hold it, ``None`` when nothing is said."""
    if _missing(cell):
        return None
    text = str(cell).strip()
    column = _COLUMNS[field]
    if column.type == "category":
        if text not in column.values:
            raise MetadataError(
                f"{place}: {field} {text!r} is none of {', '.join(column.values)}; write one of these or leave it empty"
            )
        return text
    if column.type == "text":
        return text
    try:
        number = float(text.replace(",", "").replace("，", ""))
    except ValueError:
        raise MetadataError(f"{place}: {field} {text!r} is no number; write digits or leave the cell empty") from None
    if column.type == "number":
        if not math.isfinite(number) or number < 0:
            raise MetadataError(
                f"{place}: {field} {text!r} is no size; write a positive number or leave the cell empty"
            )
        return number
    if not number.is_integer() or not 1900 <= number <= 2200:
        raise MetadataError(f"{place}: {field} {text!r} is no year; write it with four digits or leave the cell empty")
    return int(number)
