"""Long texts, window by window: the same rows as in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import SupportsIndex

import pytest

from summaryminer import schema
from summaryminer.pipeline import Extractor
from summaryminer.records import Source
from summaryminer.running import windows
from summaryminer.running.deadlines import Deadline
from summaryminer.running.memory import extract
from summaryminer.running.windows import extract_windows
from tests.running.folders import PLAIN, report


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(**PLAIN)


def compilation(count: int) -> str:
    return "\n\n".join(f"工作总结 篇{number + 1}\n\n{report(number)}" for number in range(count))


def rows(
    extractor: Extractor, text: str, window: int, stretch: int = 10**9
) -> tuple[dict[str, list[tuple[object, ...]]], str]:
    rest: Iterator[str] = (text[start : start + stretch] for start in range(stretch, len(text), stretch))
    found: dict[str, list[tuple[object, ...]]] = {}
    texts = []
    for some in extract_windows(extractor, Source("a.txt", text[:stretch]), rest, window):
        assert some.offset == sum(map(len, texts))
        texts.append(some.text or "")
        for name, lines in some.tables.items():
            found.setdefault(name, []).extend(lines)
    return found, "".join(texts)


@pytest.mark.parametrize("stretch", [10**9, 777, 100])
def test_windows_give_the_rows_of_the_whole(extractor: Extractor, stretch: int) -> None:
    text = compilation(12)
    whole, _ = rows(extractor, text, 10**9)
    assert len(whole["documents"]) == 12
    cut, texts = rows(extractor, text, 700, stretch)
    assert texts == text
    places = {name: place for place, name in enumerate(schema.columns("figures"))}
    for name in ("id", "document", "value", "unit", "start", "end", "line", "text", "sentence"):
        assert [row[places[name]] for row in cut["figures"]] == [row[places[name]] for row in whole["figures"]], name
    assert [row[:4] for row in cut["documents"]] == [row[:4] for row in whole["documents"]]


def test_metadata_of_single_reports_reach_them(extractor: Extractor) -> None:
    extractor.metadata = {"a.txt": {"region": "云台县"}, "a.txt#9": {"institution": "第九院"}}
    try:
        cut, _ = rows(extractor, compilation(12), 700)
        assert list(extractor.metadata) == ["a.txt", "a.txt#9"]
    finally:
        extractor.metadata = {}
    places = {name: place for place, name in enumerate(schema.columns("documents"))}
    assert [row[places["n"]] for row in cut["documents"] if row[places["institution"]] == "第九院"] == [9]
    assert {row[places["region"]] for row in cut["documents"]} == {"云台县"}


class Counted(str):
    """A text that counts the characters cut out of it."""

    cut = 0

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        found = super().__getitem__(place)
        Counted.cut += len(found)
        return found


def test_the_work_of_a_window_does_not_grow_with_the_text(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text four times as long is handled four times as much: no window looks at what comes after it."""
    taken = {}
    for times in (8, 32):
        filled: list[int] = []
        monkeypatch.setattr(windows, "_filled", counting(windows._filled, filled))
        Counted.cut = 0
        [*extract_windows(extractor, Source("a.txt", Counted("无数字的一句话。" * 125 * times)), window=1000)]
        taken[times] = sum(filled) + Counted.cut
        monkeypatch.undo()
    assert taken[32] < 4.5 * taken[8]


def counting(filled: Callable[..., tuple[str, bool]], taken: list[int]) -> Callable[..., tuple[str, bool]]:
    def counted(buffer: str, stretches: Iterator[str], window: int) -> tuple[str, bool]:
        made = filled(buffer, stretches, window)
        taken.append(len(made[0]))
        return made

    return counted


def test_a_deadline_leaves_whole_windows(extractor: Extractor) -> None:
    text = compilation(24)
    seconds = count()
    deadline = Deadline(9, lambda: float(next(seconds)))  # every look at the clock takes a second
    some = [*extract_windows(extractor, Source("a.txt", text), window=700, deadline=deadline)]
    *windowed, last = some
    assert deadline.reached
    read_to = sum(len(rows.text or "") for rows in windowed)
    assert 700 < read_to < len(text)
    assert last.tables["problems"][0][:3] == ("a.txt", "run", "timeout")
    assert f"up to character {read_to} " in str(last.tables["problems"][0][3])
    whole, _ = rows(extractor, text, 10**9)
    found = [row for rows in windowed for row in rows.tables["figures"]]
    assert found == whole["figures"][: len(found)] != []


def test_a_text_in_one_line_has_an_end(extractor: Extractor) -> None:
    text = "全年随访高血压患者1234人次，" * 400
    found, texts = rows(extractor, text, 1000)
    assert texts == text
    start, end, shown = (schema.columns("figures").index(name) for name in ("start", "end", "text"))
    assert [row[shown] for row in found["figures"]] == ["1234人次"] * 400
    assert all(text[row[start] : row[end]] == row[shown] for row in found["figures"])  # type: ignore[misc]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_large_files_are_read_in_stretches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(compilation(40).replace("\n", "\r\n").encode(encoding))
    plain = extract(path, **PLAIN)
    monkeypatch.setattr(windows, "LARGE", 1000)
    monkeypatch.setattr(windows, "WINDOW", 1500)
    large = extract(path, **PLAIN)
    assert large.texts == plain.texts
    assert len(large.documents) == 40
    for column in ("id", "value", "line", "start", "sentence"):
        assert large.figures[column].tolist() == plain.figures[column].tolist()
    assert large.documents["encoding"].tolist() == plain.documents["encoding"].tolist()
