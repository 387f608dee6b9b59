"""Files prepared before their turn: which go together, and that nothing but the order of work changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summaryminer.pipeline import Extractor
from summaryminer.records import Problem, Source
from summaryminer.running.ahead import Ahead, groups, prepare
from summaryminer.running.batches import Task
from summaryminer.running.inputs import Input
from summaryminer.running.sources import extract_file, load_reader

TEXTS = {
    "a.txt": "2019年青山镇卫生院工作总结\n全年共建档284份（其中老年人",
    "b.txt": "95）人。力争明年建档率达到98%",
    "c.txt": "3所学校，比上年增长12%，没有一名学生掉队。",
    "d.txt": "没有数字。",
}


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [Task.of(place, Input(name, tmp_path / name), {}) for place, name in enumerate(TEXTS)]


def of_size(*sizes: int) -> list[list[int]]:
    made = [Task(place, "", "", size, {}) for place, size in enumerate(sizes)]
    return [[task.place for task in group] for group in groups(made)]


class TestGroups:
    def test_short_files_go_together_up_to_a_bound(self) -> None:
        assert of_size(1000, 1000, 1000) == [[0, 1, 2]]
        assert of_size(60_000, 60_000, 60_000) == [[0, 1], [2]]
        assert [len(group) for group in of_size(*[10] * 70)] == [32, 32, 6]

    def test_long_files_and_those_of_unknown_size_go_alone_and_all_keep_their_order(self) -> None:
        assert of_size(1000, 1000, 100_000, 1000, 0, 1000) == [[0, 1], [2], [3], [4], [5]]


class TestPrepare:
    def test_rows_are_those_of_one_file_at_a_time(self, tasks: list[Task]) -> None:
        reader, extractor = load_reader(), Extractor()
        begun: list[int] = []
        ahead = prepare(extractor, reader, tasks, lambda task: begun.append(task.place))
        assert begun == list(ahead) == [0, 1, 2, 3]
        for task in tasks:
            path = Path(task.path)
            (together,) = extract_file(extractor, ahead[task.place].read, path, task.name)
            (alone,) = extract_file(extractor, reader, path, task.name)
            assert together.tables == alone.tables
            assert len(alone.tables["figures"]) > 0 or task.name == "d.txt"

    def test_what_goes_wrong_is_left_for_the_files_own_turn(self, tasks: list[Task]) -> None:
        def broken(path: Path, name: str) -> Iterator[Source | Problem]:
            if name == "b.txt":
                raise IndexError("the table has no such row")
            yield Source(name, path.read_text(encoding="utf-8"))

        extractor = Extractor()
        ahead = prepare(extractor, broken, tasks, lambda task: None)
        assert list(ahead) == [0, 2, 3]
        (rows,) = extract_file(extractor, broken, Path(tasks[1].path), "b.txt")
        assert [row[2] for row in rows.tables["problems"]] == ["unforeseen"]

    def test_each_has_what_is_known_of_it(self, tasks: list[Task]) -> None:
        known = [Task(t.place, t.name, t.path, t.size, {t.name: {"institution": f"{t.name}院"}}) for t in tasks]
        extractor = Extractor()
        ahead = prepare(extractor, load_reader(), known, lambda task: None)
        for task in known:
            extractor.metadata = task.known
            (rows,) = extract_file(extractor, ahead[task.place].read, Path(task.path), task.name)
            assert f"{task.name}院" in rows.tables["documents"][0]

    def test_a_file_changed_meanwhile_is_recorded_as_it_was_when_read(self, tasks: list[Task]) -> None:
        ahead: dict[int, Ahead] = prepare(Extractor(), load_reader(), tasks, lambda task: None)
        size = len(TEXTS["a.txt"].encode())
        Path(tasks[0].path).write_text("", encoding="utf-8")
        assert (ahead[0].size, [source.text for source in ahead[0].sources if isinstance(source, Source)]) == (size, [TEXTS["a.txt"]])
