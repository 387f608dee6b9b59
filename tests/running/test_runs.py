"""Runs: the same bytes for any number of processes, and one bad file never stops the rest."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summaryminer.running import Interrupted, Progress, RunError, batches, run, windows
from summaryminer.running.inputs import Input
from summaryminer.running.locks import locked
from summaryminer.running.settings import Settings
from summaryminer.running.stores import LocalStore
from summaryminer.tables.stored import read
from tests.running.folders import PLAIN, prints, report, rows, tables, write_reports

FILES = 120
UNRULY = "tests.running.readers:unruly"
DAWDLING = "tests.running.readers:dawdling"


@pytest.fixture(scope="module", autouse=True)
def _small_batches() -> Iterator[None]:
    """Parts of twenty files, so that these few make several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "BATCH_FILES", 20)
        yield


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("reports"), FILES)


@pytest.fixture(scope="module")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes of the reports; tests copy it."""
    folder = tmp_path_factory.mktemp("whole") / "tables"
    run(reports, folder, processes=1, **PLAIN)
    return folder


def test_two_processes_write_the_bytes_of_one(reports: Path, whole: Path, tmp_path: Path) -> None:
    run([reports], tmp_path / "two", processes=2, **PLAIN)
    assert tables(tmp_path / "two") == tables(whole)


@pytest.mark.slow
def test_any_number_of_processes_and_any_order_of_files_write_the_same_bytes(
    reports: Path, whole: Path, tmp_path: Path
) -> None:
    run([reports], tmp_path / "eight", processes=8, **PLAIN)
    assert tables(tmp_path / "eight") == tables(whole)
    shuffled = sorted(reports.rglob("*.txt"), key=lambda path: path.name[::-1])
    run(shuffled, tmp_path / "shuffled", processes=8, **PLAIN)
    run([reports / "south", reports / "north"], tmp_path / "folders", processes=1, **PLAIN)
    assert tables(tmp_path / "folders") == tables(tmp_path / "shuffled")


def test_every_row_is_there_and_in_the_order_of_names(whole: Path) -> None:
    documents = rows(whole, "documents")
    names = [f"{'north' if number % 2 else 'south'}/{number:04}.txt" for number in range(FILES)]
    assert [row["source"] for row in documents] == sorted(names)
    values = {row["source"]: [] for row in documents}
    for row in rows(whole, "figures"):
        values[row["source"]].append(float(row["value"]))
    assert values["north/0101.txt"] == [1707.0, 51.0, 14.0, 3313.0]
    manifest = json.loads((whole / "manifest.json").read_bytes())
    assert manifest["rows"]["documents"] == len(manifest["inputs"]) == FILES


def test_spans_hold_in_the_folder_alone(whole: Path) -> None:
    extraction = read(whole)
    assert len(extraction.figures) == 4 * FILES
    for row in extraction.figures.sample(100, random_state=7).itertuples():
        assert extraction.texts[row.source][row.start : row.end] == row.text


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Reports with a file of every kind of trouble among them."""
    given = write_reports(tmp_path_factory.mktemp("troubled"), 20)
    for word in ("SEGFAULT", "KILL", "ONCE", "HANG", "RAISE", "MEMORY", "PRINT"):
        (given / f"{word.lower()}.txt").write_text(f"{word}\n{report(7)}", encoding="utf-8")
    (given / "empty.txt").touch()
    (given / "binary.bin").write_bytes(bytes(range(256)) * 9)
    (given / "gone.txt").symlink_to(given / "nowhere")
    folder = given.parent / "troubled-tables"
    run(given, folder, processes=2, **PLAIN, reader=UNRULY, timeout=5)
    return given, folder


@pytest.mark.slow
class TestTrouble:
    def test_each_bad_file_costs_one_row(self, troubled: tuple[Path, Path]) -> None:
        problems = {row["source"]: (row["stage"], row["error"]) for row in rows(troubled[1], "problems")}
        assert problems.pop("binary.bin")[0] == "read"
        assert problems == {
            "segfault.txt": ("run", "process_died"),
            "kill.txt": ("run", "process_died"),
            "hang.txt": ("run", "timeout"),
            "raise.txt": ("read", "unforeseen"),
            "memory.txt": ("read", "unforeseen"),
            "empty.txt": ("read", "empty"),
            "gone.txt": ("read", "missing"),
        }

    def test_nothing_else_is_lost(self, troubled: tuple[Path, Path]) -> None:
        documents = {row["source"] for row in rows(troubled[1], "documents")}
        assert len(documents) == 22
        assert {"print.txt", "once.txt"} <= documents  # a process that was killed once, not by its file

    def test_what_killed_a_process_is_tried_again_next_time(self, troubled: tuple[Path, Path]) -> None:
        given, folder = troubled
        for word in ("segfault", "kill", "hang"):
            (given / f"{word}.txt").unlink()
        seen: list[Progress] = []
        done = run(given, folder, processes=1, **PLAIN, reader=UNRULY, on_progress=seen.append)
        assert done.failed == ("binary.bin", "empty.txt", "gone.txt", "memory.txt", "raise.txt")
        assert done.unchanged == 26  # all but the file that is not there
        assert seen[-1].done == seen[-1].total == 27


class TestResume:
    @pytest.mark.slow
    def test_only_what_changed_is_done_again(self, reports: Path, whole: Path, tmp_path: Path) -> None:
        given, folder = tmp_path / "given", tmp_path / "tables"
        shutil.copytree(reports, given)
        shutil.copytree(whole, folder)
        (given / "north" / "0001.txt").write_text(report(9001), encoding="utf-8")  # changed
        (given / "north" / "0003.txt").unlink()  # gone
        (given / "added.txt").write_text(report(9002), encoding="utf-8")  # new
        os.utime(given / "south" / "0000.txt", (1, 1))  # touched, the same content
        done = run(given, folder, processes=1, **PLAIN)
        assert (done.files, done.unchanged, done.documents) == (FILES, FILES - 2, FILES)
        afresh = run(given, tmp_path / "afresh", processes=1, **PLAIN)
        assert tables(folder) == tables(tmp_path / "afresh")
        assert afresh.unchanged == 0
        again = run(given, folder, processes=1, **PLAIN)
        assert again.unchanged == FILES
        assert tables(folder) == tables(tmp_path / "afresh")

    @pytest.mark.slow
    def test_other_settings_or_metadata_start_over(self, reports: Path, whole: Path, tmp_path: Path) -> None:
        folder = tmp_path / "tables"
        shutil.copytree(whole, folder)
        known = {"north/0001.txt": {"institution": "某院", "year": 1999}, "south/0000.txt": {"population": 5000}}
        done = run(reports, folder, processes=1, **PLAIN, metadata=known)
        assert done.unchanged == FILES - 2
        row = next(row for row in rows(folder, "documents") if row["source"] == "north/0001.txt")
        assert (row["institution"], row["year"]) == ("某院", "1999")
        words = tmp_path / "words"
        words.mkdir()
        done = run(reports / "north" / "0001.txt", folder, processes=1, **PLAIN, lexicons=[words])
        assert (done.files, done.unchanged) == (1, 0)
        assert len(list((folder / "parts").iterdir())) == 2  # one part, one lock: the rest belongs to no input
        done = run(reports / "north" / "0001.txt", folder, processes=1, **PLAIN, lexicons=[words], fresh=True)
        assert (done.files, done.unchanged) == (1, 0)

    @pytest.mark.slow
    def test_spoilt_parts_are_made_again(self, reports: Path, whole: Path, tmp_path: Path) -> None:
        folder = tmp_path / "tables"
        shutil.copytree(whole, folder)
        part = next(path for path in (folder / "parts").iterdir() if path.is_dir())
        (part / "sources.parquet").write_bytes(b"PAR1 half a file")
        done = run(reports, folder, processes=1, **PLAIN)
        assert 0 < done.unchanged < FILES
        assert tables(folder) == tables(whole)


KILLED = """
import sys
from summaryminer.running import batches, run
from tests.running.folders import PLAIN
batches.BATCH_FILES = 20
run(sys.argv[1], sys.argv[2], processes=2, **PLAIN, reader=sys.argv[3])
"""


def begin(reports: Path, folder: Path, reader: str = "tests.running.readers:slow") -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", KILLED, str(reports), str(folder), reader]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def parts(folder: Path) -> int:
    return len([path for path in (folder / "parts").glob("*") if path.is_dir() and path.suffix != ".partial"])


def wait_for_parts(process: subprocess.Popen[bytes], folder: Path, count: int) -> None:
    until = time.monotonic() + 60
    while parts(folder) < count and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
class TestStops:
    def test_kill_9_loses_nothing_finished(self, reports: Path, tmp_path: Path) -> None:
        folder = tmp_path / "tables"
        process = begin(reports, folder)
        wait_for_parts(process, folder, 1)
        process.kill()
        process.wait()
        finished = parts(folder)
        assert finished >= 1
        assert not (folder / "manifest.json").exists()
        done = run(reports, folder, processes=2, **PLAIN, reader="tests.running.readers:slow")
        assert done.unchanged >= 20  # the files of a part
        assert (done.files, done.documents, done.problems) == (FILES, FILES, 0)

    def test_ctrl_c_keeps_what_is_done(self, reports: Path, tmp_path: Path) -> None:
        folder = tmp_path / "tables"
        timer: list[threading.Timer] = []

        def stop_soon(progress: Progress) -> None:
            if progress.done >= 30 and not timer:
                timer.append(threading.Timer(0, os.kill, (os.getpid(), signal.SIGINT)))
                timer[0].start()

        kept = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
        try:
            with pytest.raises(Interrupted, match="the same command goes on"):
                run(reports, folder, processes=2, **PLAIN, reader="tests.running.readers:slow", on_progress=stop_soon)
        finally:
            signal.signal(signal.SIGINT, kept)
        assert not list((folder / "parts").glob("*.partial"))
        done = run(reports, folder, processes=2, **PLAIN, reader="tests.running.readers:slow")
        assert done.unchanged >= 20
        assert done.documents == FILES

    def test_the_second_of_two_runs_refuses(self, reports: Path, tmp_path: Path) -> None:
        folder = tmp_path / "tables"
        (folder / "parts").mkdir(parents=True)
        with locked(folder / "parts"), pytest.raises(RunError, match="another run is writing"):
            run(reports, folder, processes=1, **PLAIN)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_kill_9_at_fifty_moments(reports: Path, whole: Path, tmp_path: Path) -> None:
    """Killed again and again at moments that spread over all of a run, it ends with the bytes of a run that nobody disturbed."""
    folder = tmp_path / "tables"
    began = time.monotonic()
    process = begin(reports, tmp_path / "timed", "summaryminer.reading:read_all")
    process.wait()
    length = time.monotonic() - began
    for moment in range(50):
        if moment % 5 == 0:
            shutil.rmtree(folder, ignore_errors=True)
        process = begin(reports, folder, "summaryminer.reading:read_all")
        time.sleep(length * 1.1 * ((moment * 37) % 50) / 50)
        process.kill()
        process.wait()
        held = parts(folder)
        time.sleep(0.01)
        assert parts(folder) >= held
    done = run(reports, folder, processes=2, **PLAIN)
    assert done.documents == FILES
    assert tables(folder) == tables(whole)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk")
class TestFullDisk:
    @pytest.fixture
    def small_disk(self, tmp_path: Path) -> Path:
        disk = tmp_path / "disk"
        disk.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(disk)], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("no small disk can be mounted here")
        try:
            yield disk  # type: ignore[misc]
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=True)

    def test_it_is_told_and_a_second_run_goes_on(self, reports: Path, whole: Path, small_disk: Path) -> None:
        with pytest.raises(RunError, match=r"disk is full|No space left"):
            run(reports, small_disk / "tables", processes=2, **PLAIN)
        subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        run(reports, small_disk / "tables", processes=2, **PLAIN)
        assert tables(small_disk / "tables") == tables(whole)


def test_folders_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(report(1), encoding="utf-8")
    with pytest.raises(RunError, match="this is a file, not a folder"):
        run(tmp_path / "a.txt", tmp_path / "a.txt", processes=1, **PLAIN)
    with pytest.raises(ValueError, match="no format 'docx'"):
        run(tmp_path / "a.txt", tmp_path / "tables", formats=["docx"])  # type: ignore[list-item]


def test_a_long_file_shows_signs_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing limits it, only silence counts, not the length of a file that goes on giving rows."""
    monkeypatch.setattr(windows, "WINDOW", 2000)
    text = "\n\n".join(f"工作总结 篇{number + 1}\n\n{report(number)}" for number in range(60))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    workshop = batches.Workshop(Settings.of(model=False), {}, LocalStore(tmp_path / "parts"))
    signs: list[int] = []
    task = batches.Task.of(7, Input("long.txt", tmp_path / "long.txt"), {})
    workshop.work([task], begin=lambda task: signs.append(task.place))
    assert len(signs) > len(text) // 2000
    assert set(signs) == {7}


@pytest.mark.slow
def test_a_file_too_long_for_its_limit_keeps_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("\f".join(report(number) for number in range(50)), encoding="utf-8")
    folder = tmp_path / "tables"

    def sources(timeout: float) -> list[str]:
        run(tmp_path / "long.txt", folder, processes=1, **PLAIN, reader=DAWDLING, timeout=timeout)
        return [row["source"] for row in rows(folder, "documents")]

    every = [f"long.txt/{number:02}" for number in range(50)]
    some = sources(4)
    assert 0 < len(some) < 50
    assert some == every[: len(some)]
    told = [(row["source"], row["stage"], row["error"], row["detail"]) for row in rows(folder, "problems")]
    reached = f"read up to {every[len(some)]} in its 4 seconds; for the rest give it longer (--timeout)"
    assert told == [("long.txt", "run", "timeout", reached)]
    parts = prints(folder / "parts")
    assert sources(4) == some
    assert prints(folder / "parts") == parts  # with the same limit it is not read again
    assert sources(300) == every
    assert rows(folder, "problems") == []
    assert sources(4) == every
