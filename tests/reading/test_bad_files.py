"""Files that can't be read, and files that only look so: each says what to do, and costs nothing else."""

from __future__ import annotations

import os
import random
import socket
import time
import tracemalloc
from pathlib import Path

import pytest

from summaryminer.reading import ReadError, printable, read, read_all
from summaryminer.records import Problem, Source
from tests.reading import documents as make

REPORT = "柳河镇卫生院2021年工作总结\n建档1284份，随访高血压患者三千余人次。\n"

# bytes, suffix, code of the error, what the message says to do
REFUSED: dict[str, tuple[bytes, str, str, str]] = {
    "empty": (b"", ".txt", "empty", "nothing to extract"),
    "blank": (b" \r\n\t\n", ".docx", "empty", "nothing to extract"),
    "binary with a text name": (bytes(range(256)) * 40, ".txt", "binary", "convert it"),
    "noise with a text name": (random.Random(3).randbytes(20_000), ".txt", "binary", "convert it"),
    "half a Word file": (make.docx(["建档284份"])[:4000], ".docx", "damaged", "copy it again"),
    "half an archive": (make.zipped([("a.txt", b"x" * 999)])[:60], ".zip", "damaged", "copy it again"),
    "a PDF of zeros": (b"%PDF-1.7\n" + bytes(9000), ".pdf", "damaged", "copy it again"),
    "a password": (make.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), ".docx", "password", "take it off"),
    "RTF": (b"{\\rtf1\\ansi 1284}", ".doc", "unsupported", "convert it to docx"),
    "RAR": (b"Rar!\x1a\x07\x00" + bytes(99), ".rar", "unsupported", "unpack it"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), ".7z", "unsupported", "unpack it"),
    "CAJ": (b"CAJ\0" + bytes(99), ".caj", "unsupported", "convert it to pdf"),
    "OFD": (make.zipped([("OFD.xml", b"<a/>"), ("Doc_0/Document.xml", b"<a/>")]), ".ofd", "unsupported", "convert it to pdf"),
    "presentation": (make.zipped([("[Content_Types].xml", b"<a/>"), ("ppt/presentation.xml", b"<a/>")]), ".pptx", "unsupported", "convert it to pdf"),
    "OpenDocument": (make.zipped([("mimetype", b"application/vnd.oasis"), ("content.xml", b"<a/>")]), ".odt", "unsupported", "convert it to docx"),
    "old Excel": (make.compound({"Workbook": b"x"}), ".xls", "unsupported", "convert it to xlsx"),
    "WPS that holds no Word text": (make.compound({"CONTENTS": b"x"}), ".wps", "unsupported", "convert it to docx"),
    "Word 2003 XML": (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', ".doc", "unsupported", "convert it to docx"),
    "a program": (b"\x7fELF" + bytes(99), ".txt", "unsupported", "leave it out"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    data, suffix, code, remedy = REFUSED[name]
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=remedy) as caught:
        read(path)
    assert caught.value.error == code
    (problem,) = read_all(path)
    assert isinstance(problem, Problem)
    assert (problem.source, problem.stage, problem.error) == (path.name, "read", code)


def problem_of(path: Path) -> str:
    (problem,) = read_all(path)
    assert isinstance(problem, Problem)
    assert len(problem.detail) > 20
    return problem.error


def test_what_is_no_file(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "没有.txt") == "missing"
    assert problem_of(tmp_path) == "not_a_file"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert problem_of(tmp_path / "loop") == "unreadable"
    os.mkfifo(tmp_path / "fifo")
    assert problem_of(tmp_path / "fifo") == "not_a_file"
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(tmp_path)  # the path of a socket may not be long
        listening.bind("socket")
        assert problem_of(Path("socket")) == "not_a_file"
    assert problem_of(tmp_path / "a\0b") == "unreadable"


def test_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert problem_of(path) == "no_permission"


def test_strange_names(tmp_path: Path) -> None:
    for raw in (b"\xb1\xa8\xb8\xe6.txt", b"a\nb.txt", b"a\x1b[31m.txt", "报告（终稿）.txt".encode()):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw))
        path.write_text(REPORT, encoding="utf-8")
        (source,) = read_all(path)
        assert isinstance(source, Source)
        assert source.text == REPORT
        assert source.name.isprintable()
        source.name.encode("utf-8")
    assert printable(os.fsdecode(b"\xb1\xa8.txt")) == "\\xb1\\xa8.txt"


def test_files_that_grow_or_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    true_open = Path.open

    def growing(self: Path, *args: object, **kwargs: object) -> object:
        with true_open(self, "ab") as handle:
            handle.write(b"x" * 5000)
        return true_open(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", growing)
    with pytest.raises(ReadError, match="grew"):
        read(path, max_bytes=4000)

    def vanishing(self: Path, *args: object, **kwargs: object) -> object:
        raise FileNotFoundError(2, "gone")

    monkeypatch.setattr(Path, "open", vanishing)
    assert problem_of(path) == "missing"


def test_text_padded_with_nuls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.encode().replace(b"\n", b"\n" + bytes(12)))
    assert read(path).text.replace("\0", "") == REPORT


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0" * 1000)
    with pytest.raises(ReadError, match="split the file"):
        read(path, max_bytes=999)


def test_one_line_of_many_megabytes(tmp_path: Path) -> None:
    sentence = "全镇建档1284份，随访高血压患者三千余人次，"
    path = tmp_path / "a.txt"
    path.write_bytes(sentence.encode() * (20_000_000 // len(sentence.encode())))
    tracemalloc.start()
    started = time.process_time()
    (source,) = read_all(path)
    spent, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(source, Source)
    assert source.text.count("\n") == 0
    assert spent < 20
    assert peak < 8 * path.stat().st_size


def test_a_web_page_of_many_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><body><p>" + "全镇建档1284份，随访高血压患者三千余人次，".encode() * 150_000)
    tracemalloc.start()
    (source,) = read_all(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(source, Source)
    assert len(source.text) > 3_000_000
    assert peak < 12 * path.stat().st_size


def test_members_of_an_archive_by_their_path(tmp_path: Path) -> None:
    inner = make.zipped([("深.txt", REPORT.encode())])
    (tmp_path / "a.zip").write_bytes(make.zipped([("甲/a.txt", REPORT.encode()), ("内.zip", inner)]))
    assert read(tmp_path / "a.zip" / "甲" / "a.txt", "a.zip/甲/a.txt").text == REPORT
    assert read(tmp_path / "a.zip" / "内.zip" / "深.txt").text == REPORT
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "a.zip" / "没有.txt")
