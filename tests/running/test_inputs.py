"""Which files a run reads, and what they are called."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from summaryminer.running.batches import content
from summaryminer.running.inputs import expand


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("随访12人次。", encoding="utf-8")


def names(*paths: Path, without: tuple[Path, ...] = ()) -> list[str]:
    return [file.name for file in expand(paths, without=without).files]


def test_folders_are_searched_in_the_order_of_names(tmp_path: Path) -> None:
    touch(tmp_path / "b.txt", tmp_path / "a" / "z.txt", tmp_path / "a" / "深" / "x.docx", tmp_path / "c.pdf")
    assert names(tmp_path) == ["a/z.txt", "a/深/x.docx", "b.txt", "c.pdf"]


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    touch(tmp_path / "deep" / "一.txt")
    assert names(tmp_path / "deep" / "一.txt") == ["一.txt"]


def test_clutter_is_passed_over_unless_named(tmp_path: Path) -> None:
    touch(*(tmp_path / name for name in (".DS_Store", "~$总结.docx", "Thumbs.db", ".git/config", "总结.docx")))
    assert names(tmp_path) == ["总结.docx"]
    assert names(tmp_path / ".DS_Store") == [".DS_Store"]


@pytest.mark.skipif(sys.platform == "win32", reason="no symbolic links, sockets or pipes to speak of")
class TestLinksAndSpecialFiles:
    def test_loops_end(self, tmp_path: Path) -> None:
        touch(tmp_path / "a" / "x.txt")
        (tmp_path / "a" / "up").symlink_to(tmp_path)
        (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
        assert names(tmp_path) == ["a/x.txt"]

    def test_folders_behind_links_are_read_once(self, tmp_path: Path) -> None:
        touch(tmp_path / "elsewhere" / "x.txt", tmp_path / "given" / "y.txt")
        (tmp_path / "given" / "one").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "given" / "two").symlink_to(tmp_path / "elsewhere")
        assert names(tmp_path / "given") == ["one/x.txt", "y.txt"]

    def test_sockets_pipes_and_circles_are_told_when_read(self, tmp_path: Path) -> None:
        touch(tmp_path / "x.txt")
        os.mkfifo(tmp_path / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as listening:
            here = Path.cwd()
            os.chdir(tmp_path)  # the name of a socket must be short
            try:
                listening.bind("socket.txt")
            finally:
                os.chdir(here)
            (tmp_path / "circle").symlink_to(tmp_path / "circle")
            assert names(tmp_path) == ["circle", "pipe.txt", "socket.txt", "x.txt"]
            assert content(tmp_path / "pipe.txt") == (0, "")

    def test_links_to_nothing_are_told_when_read(self, tmp_path: Path) -> None:
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
        assert names(tmp_path) == ["gone.txt"]

    def test_names_that_are_no_text(self, tmp_path: Path) -> None:
        raw = os.fsencode(tmp_path) + b"/\xff\xfe1.txt"
        try:
            Path(os.fsdecode(raw)).write_text("x", encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes text alone")
        assert names(tmp_path) == [r"\xff\xfe1.txt"]

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may list every folder")
    def test_folders_that_can_not_be_listed(self, tmp_path: Path) -> None:
        touch(tmp_path / "x.txt", tmp_path / "shut" / "y.txt")
        (tmp_path / "shut").chmod(0)
        try:
            found = expand([tmp_path])
        finally:
            (tmp_path / "shut").chmod(0o700)
        assert [file.name for file in found.files] == ["x.txt"]
        assert [(p.source, p.error) for p in found.problems] == [("shut", "folder_unreadable")]


class TestSeveralPaths:
    def test_same_names_are_told_apart_by_what_was_given(self, tmp_path: Path) -> None:
        touch(tmp_path / "2020" / "a.txt", tmp_path / "2021" / "a.txt", tmp_path / "2021" / "b.txt")
        assert names(tmp_path / "2020", tmp_path / "2021") == ["2020/a.txt", "2021/a.txt", "2021/b.txt"]

    def test_as_many_parts_as_it_takes(self, tmp_path: Path) -> None:
        touch(tmp_path / "x" / "data" / "a.txt", tmp_path / "y" / "data" / "a.txt")
        assert names(tmp_path / "x" / "data", tmp_path / "y" / "data") == ["x/data/a.txt", "y/data/a.txt"]

    def test_different_names_stay_as_they_are(self, tmp_path: Path) -> None:
        touch(tmp_path / "2020" / "a.txt", tmp_path / "2021" / "b.txt")
        assert names(tmp_path / "2020", tmp_path / "2021") == ["a.txt", "b.txt"]

    def test_a_file_given_twice_is_read_once(self, tmp_path: Path) -> None:
        touch(tmp_path / "a.txt")
        assert names(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]

    def test_a_missing_file_is_told_when_read(self, tmp_path: Path) -> None:
        assert names(tmp_path / "none.txt") == ["none.txt"]


def test_tables_folders_are_no_inputs(tmp_path: Path) -> None:
    touch(tmp_path / "a.txt", tmp_path / "tables" / "figures.csv", tmp_path / "other" / "figures.csv")
    (tmp_path / "other" / "manifest.json").write_text('{"program": "summaryminer"}', encoding="utf-8")
    assert names(tmp_path, without=(tmp_path / "tables",)) == ["a.txt"]
