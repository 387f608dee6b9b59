"""Whatever happens to a file's bytes: a source whose spans hold, or a problem with a remedy, and never anything else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import holds
from tests.reading import documents as make

LINES = make.lines(make.report("a04_half_2011"))[:4]


SEEDS: dict[str, Callable[[], bytes]] = {
    "docx": lambda: make.docx(LINES, make.TABLE),
    "doc": lambda: (Path(__file__).parents[1] / "data" / "files" / "report.doc").read_bytes(),
    "pdf": lambda: make.pdf(LINES, make.TABLE),
    "html": lambda: (make.page("\n".join(LINES)) + make.html_table()).encode("gb18030"),
    "mhtml": lambda: make.mhtml(make.page("\n".join(LINES))),
    "xlsx": make.workbook,
    "csv": lambda: "\n".join(",".join(row) for row in make.TABLE).encode(),
    "zip": lambda: make.zipped([("a.txt", LINES[0].encode()), ("b.docx", make.docx(LINES))]),
    "txt": lambda: "\n".join(LINES).encode("gb18030"),
}
seed = lru_cache(maxsize=None)(lambda kind: SEEDS[kind]())

place = st.floats(0, 1, exclude_max=True)
mutation = st.one_of(
    st.tuples(st.just("set"), place, st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("insert"), place, st.binary(min_size=1, max_size=12)),
    st.tuples(st.just("delete"), place, st.integers(1, 200)),
    st.tuples(st.just("repeat"), place, st.integers(1, 200)),
    st.tuples(st.just("cut"), place, st.none()),
)


def mutated(data: bytes, steps: list[tuple[str, float, bytes | int | None]]) -> bytes:
    content = bytearray(data)
    for step, where, what in steps:
        at = int(where * len(content))
        match step, what:
            case "set", bytes():
                content[at : at + len(what)] = what
            case "insert", bytes():
                content[at:at] = what
            case "delete", int():
                del content[at : at + what]
            case "repeat", int():
                content[at:at] = content[at : at + what]
            case _:
                del content[at:]
    return bytes(content)


def inside(data: bytes, steps: list[tuple[str, float, bytes | int | None]], pick: float) -> bytes:
    """Mutations of one part of a package, so that they get past its checksums."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        chosen = names[int(pick * len(names))]
        return make.zipped(
            [(name, mutated(archive.read(name), steps) if name == chosen else archive.read(name)) for name in names]
        )


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(mutation, min_size=1, max_size=4))
def test_mutated_files(kind: str, steps: list[tuple[str, float, bytes | int | None]]) -> None:
    holds(mutated(seed(kind), steps), f"a.{kind}")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(mutation, min_size=1, max_size=4), pick=place)
def test_mutated_parts(kind: str, steps: list[tuple[str, float, bytes | int | None]], pick: float) -> None:
    holds(inside(seed(kind), steps, pick), f"a.{kind}")


@pytest.mark.slow
@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(mutation, min_size=1, max_size=12))
def test_many_mutated_files(kind: str, steps: list[tuple[str, float, bytes | int | None]]) -> None:
    holds(mutated(seed(kind), steps), f"a.{kind}")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_markup(text: str) -> None:
    holds(f"<html>{text}".encode("utf-8", "surrogatepass"), "a.html")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".txt", ".docx", ".pdf", ".csv", ".html", ".zip", ""]))
def test_any_bytes(data: bytes, suffix: str) -> None:
    holds(data, f"a{suffix}")
