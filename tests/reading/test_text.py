"""Plain text files: read whole, whatever their size and name; what can't be read says why and what helps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summaryminer.reading import ReadError, read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_a_file_is_read_with_its_line_ends(tmp_path: Path, encoding: str) -> None:
    text = "石桥镇卫生院工作总结\r\n全镇建档284份，\n随访68次。\r"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    source = read(tmp_path / "a.txt", "2021/a.txt")
    assert source.text == text
    assert source.name == "2021/a.txt"
    assert source.encoding.startswith(encoding.removesuffix("-sig"))
    assert source.noise == {}


def test_the_name_defaults_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_text("建档284份。", encoding="utf-8")
    assert read(tmp_path / "总结.txt").name == "总结.txt"


def test_a_name_that_is_no_text_is_escaped(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd7\xdc.txt"))
    path.write_bytes("建档284份。".encode())
    assert read(path).name == "\\xd7\\xdc.txt"


def test_a_name_with_a_line_end_is_read(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_bytes("建档284份。".encode())
    assert read(tmp_path / "a\nb.txt").text == "建档284份。"


def test_one_long_line_is_read(tmp_path: Path) -> None:
    text = "全镇建档284份，" * 500_000
    (tmp_path / "a.txt").write_bytes(text.encode("gb18030"))
    assert read(tmp_path / "a.txt").text == text


def test_undecodable_bytes_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("全镇建档284份，".encode() * 9 + b"\xff" + "随访68次。".encode() * 9)
    source = read(tmp_path / "a.txt")
    assert source.noise == {"undecodable": 1}
    assert source.text.endswith("随访68次。")


def test_misread_text_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("全镇建档284份，随访68次。".encode().decode("latin-1").encode())
    source = read(tmp_path / "a.txt")
    assert (source.text, source.noise) == ("全镇建档284份，随访68次。", {"misread": 1})


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"], ids=["nothing", "blanks", "byte order mark"])
def test_an_empty_file_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.txt")
    assert caught.value.error == "empty"


def test_a_binary_file_with_a_text_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.txt")
    assert caught.value.error == "binary"
    assert "convert" in caught.value.detail


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    errors = {}
    for name in ("none.txt", "pipe.txt", "loop.txt", ""):
        with pytest.raises(ReadError) as caught:
            read(tmp_path / name)
        assert caught.value.detail
        errors[name] = caught.value.error
    assert errors == {"none.txt": "missing", "pipe.txt": "not_a_file", "loop.txt": "unreadable", "": "not_a_file"}


def test_a_file_beyond_the_limit_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("建档284份。".encode() * 100)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.txt", max_bytes=1000)
    assert caught.value.error == "too_large"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("建档284份。".encode())
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.txt")
    assert caught.value.error == "no_permission"
