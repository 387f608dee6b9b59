"""Runs on a real cluster of dask workers, and in Spark: the rows of a run on one machine."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summaryminer import schema
from summaryminer.records import Problem
from summaryminer.running import RunError, batches, run
from summaryminer.running import cluster as clusters
from summaryminer.running.batches import Task
from summaryminer.running.stores import RemoteStore
from summaryminer.tables.stored import read
from tests.running.folders import PLAIN, report, tables, write_reports

FILES = 120


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("reports"), FILES)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_FILES", 10)


def parts(folder: Path) -> int:
    return len([path for path in (folder / "parts").glob("*") if path.is_dir() and path.suffix != ".partial"])


def test_bundles_hold_every_batch_once() -> None:
    made = [[Task(place, str(place), str(place), 1000, {})] for place in range(100)]
    bundles = clusters._bundles(made, 8)
    assert [batch for bundle in bundles for batch in bundle] == made
    assert 8 <= len(bundles) <= 13
    assert clusters._bundles([], 8) == []


def test_an_address_that_names_no_cluster(reports: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(RunError, match="names no cluster"):
        run(reports, tmp_path / "tables", cluster="local:many", **PLAIN)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A real cluster of two workers."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


@pytest.mark.slow
class TestDask:
    def test_a_worker_killed_in_the_middle_costs_nothing(self, reports: Path, tmp_path: Path, address: str) -> None:
        from distributed import Client

        run(reports, tmp_path / "local", processes=1, reader="tests.running.readers:slow", **PLAIN)
        target = tmp_path / "cluster"
        with Client(address) as client:
            victim = min(client.run(os.getpid).values())
        finished: list[int] = []

        def kill_in_the_middle() -> None:
            until = time.monotonic() + 120
            while not parts(target) and time.monotonic() < until:
                time.sleep(0.02)
            finished.append(parts(target))
            os.kill(victim, signal.SIGKILL)

        killer = threading.Thread(target=kill_in_the_middle)
        killer.start()
        done = run(reports, target, cluster=address, reader="tests.running.readers:slow", **PLAIN)
        killer.join()
        assert 0 < finished[0] < FILES // 10  # it was the middle
        assert (done.files, done.documents, done.problems) == (FILES, FILES, 0)
        assert tables(target) == tables(tmp_path / "local")

    def test_resume_and_problems_are_those_of_a_local_run(self, tmp_path: Path, address: str) -> None:
        given = write_reports(tmp_path / "given", 30)
        (given / "bad.txt").write_text(f"SEGFAULT\n{report(5)}", encoding="utf-8")
        unruly = {"reader": "tests.running.readers:unruly", **PLAIN}
        first = run(given, tmp_path / "cluster", cluster=address, **unruly)
        assert first.failed == ("bad.txt",)
        run(given, tmp_path / "local", processes=2, **unruly)
        assert tables(tmp_path / "cluster") == tables(tmp_path / "local")
        again = run(given, tmp_path / "cluster", cluster=address, **unruly)
        assert again.unchanged == 30

    def test_a_place_behind_a_url(self, reports: Path, tmp_path: Path, address: str) -> None:
        url = f"file://{tmp_path}/remote"
        run(reports, url, cluster=address, **PLAIN)
        assert run(reports, url, cluster=address, **PLAIN).unchanged == FILES
        run(reports, tmp_path / "local", processes=1, **PLAIN)
        assert tables(tmp_path / "remote") == tables(tmp_path / "local")
        assert len(read(tmp_path / "remote").documents) == FILES

    def test_local_workers(self, reports: Path, tmp_path: Path) -> None:
        done = run(reports / "north", tmp_path / "tables", cluster="local:1", **PLAIN)
        assert (done.documents, done.problems) == (FILES // 2, 0)


def test_parts_behind_a_url_are_whole_or_not_there(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    store = RemoteStore(f"file://{tmp_path}/parts")
    begun, whole = store.begin(), store.begin()
    for part, files in ((begun, ["figures.parquet"]), (whole, ["figures.parquet", "sources.parquet"])):
        for file in files:
            with store.create(part, file) as handle:
                handle.write(b"x")
    assert store.parts() == [store.commit(whole, "id")]
    store.sweep()
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == [whole]
    store.drop(whole)
    assert store.parts() == []


@pytest.mark.slow
class TestSpark:
    def test_the_rows_of_a_local_extraction(self, monkeypatch: pytest.MonkeyPatch) -> None:
        sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
        if shutil.which("java") is None:
            pytest.skip("Spark needs Java, which is not installed")
        from summaryminer.running.memory import extract
        from summaryminer.running.spark import figures, table

        monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        texts = {f"{number:03}": report(number) for number in range(40)}
        local = extract(texts, **PLAIN)
        session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        try:
            frame = session.createDataFrame([*texts.items(), ("none", None)], "name string, body string")
            found = [tuple(row) for row in figures(frame, text="body", id="name", **PLAIN).collect()]
            documents = table(frame, "documents", text="body", id="name", **PLAIN).count()
        finally:
            session.stop()
        place = schema.columns("figures").index
        order = place("source"), place("start")
        expected = local.figures.astype(object).where(local.figures.notna(), None).itertuples(index=False, name=None)
        assert sorted(found, key=lambda row: [row[at] for at in order]) == list(expected)
        assert documents == 40


def test_a_problem_is_a_problem_in_spark_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    from summaryminer.pipeline import Extractor, StageError
    from summaryminer.running import spark

    def fails(self: Extractor, source: object) -> None:
        raise StageError("find", ValueError("made up"))

    monkeypatch.setattr(Extractor, "extract_source", fails)
    batch = pa.RecordBatch.from_pydict({"id": ["a"], "text": ["一"]})
    (problems,) = spark._extracted(batch, "problems", ((), False, "jieba"))
    assert [Problem(*row.values()).stage for row in problems.to_pylist()] == ["find"]
    (figures,) = spark._extracted(batch, "figures", ((), False, "jieba"))
    assert figures.num_rows == 0
    assert figures.schema.names == schema.columns("figures")
