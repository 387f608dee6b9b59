"""Zip archives: members, names, bounds."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest

from summaryminer.reading import Limits, ReadError, formats
from summaryminer.records import Problem, Source
from tests.reading import documents as make

REPORT = "柳河镇卫生院总结。建档284份。"


def found(data: bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    """Each source's name and text, each problem's name and code."""
    results = formats.sources(data, "a.zip", None, limits or Limits())
    return [
        (result.name, result.text.strip()) if isinstance(result, Source) else (result.source, result.error)
        for result in results
    ]


def test_members_of_every_kind_and_one_problem_for_each_bad_one() -> None:
    inner = make.zipped([("深.txt", REPORT.encode())])
    archive = make.zipped(
        [
            ("甲/a.txt", REPORT.encode("gb18030")),
            ("a.html", f"<html><p>{REPORT}</p>".encode()),
            ("a.docx", make.docx([REPORT])),
            ("a.pdf", make.pdf([REPORT])),
            ("内.zip", inner),
            ("坏.docx", b"PK\x03\x04 nothing"),
            ("空.txt", b""),
            ("a.js", b"var a"),
            ("__MACOSX/._a.txt", b"x"),
            (".DS_Store", b"x"),
            ("甲/", b""),
            ("没有后缀", REPORT.encode()),
        ]
    )
    assert found(archive) == [
        ("a.zip/甲/a.txt", REPORT),
        ("a.zip/a.html", REPORT),
        ("a.zip/a.docx", REPORT),
        ("a.zip/a.pdf", REPORT),
        ("a.zip/内.zip/深.txt", REPORT),
        ("a.zip/坏.docx", "damaged"),
        ("a.zip/空.txt", "empty"),
        ("a.zip/a.js", "unsupported"),
        ("a.zip/没有后缀", REPORT),
    ]


def test_names_in_gbk_and_others() -> None:
    assert found(make.zipped([("工作总结/石塘镇卫生院.txt", REPORT.encode())], gbk=True)) == [
        ("a.zip/工作总结/石塘镇卫生院.txt", REPORT)
    ]
    assert found(make.zipped([("甲\\乙\n丙.txt", REPORT.encode())])) == [("a.zip/甲/乙\\n丙.txt", REPORT)]


def test_names_in_the_extra_field() -> None:
    entry = zipfile.ZipInfo("??.txt")
    name = "总结.txt".encode()
    entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, 0) + name
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(entry, REPORT.encode())
    assert found(stream.getvalue()) == [("a.zip/总结.txt", REPORT)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_the_same_name() -> None:
    data = make.zipped([("a.txt", REPORT.encode()), ("a.txt", REPORT.encode())])
    assert [name for name, _ in found(data)] == ["a.zip/a.txt", "a.zip/a~2.txt"]


def test_bounds_on_size_ratio_count_and_depth() -> None:
    zeros = make.zipped([("a.txt", b"0" * 30_000_000), ("b.txt", REPORT.encode())])
    assert found(zeros) == [("a.zip/a.txt", "bomb"), ("a.zip/b.txt", REPORT)]
    large = make.zipped([("a.txt", REPORT.encode() * 1000), ("b.txt", REPORT.encode())])
    assert found(large, Limits(bytes=10_000)) == [("a.zip/a.txt", "too_large"), ("a.zip/b.txt", REPORT)]
    assert found(large, Limits(unpacked=10_000)) == [("a.zip/a.txt", "bomb"), ("a.zip/b.txt", REPORT)]
    many = make.zipped([(f"{number}.txt", REPORT.encode()) for number in range(20)])
    assert [result for _, result in found(many, Limits(members=3))] == [REPORT] * 3 + ["bomb"]
    deep = make.zipped([("a.txt", REPORT.encode())])
    for _ in range(6):
        deep = make.zipped([("内.zip", deep), ("旁.txt", REPORT.encode())])
    results = found(deep)
    assert [result for _, result in results].count("bomb") == 1
    assert [result for _, result in results].count(REPORT) == 4
    branching = make.zipped([("a.txt", REPORT.encode())])
    for _ in range(6):
        branching = make.zipped([(f"{number}.zip", branching) for number in range(3)])
    assert [result for _, result in found(branching)] == ["bomb"]


def test_a_member_that_unpacks_to_more_than_it_says() -> None:
    data = bytearray(make.zipped([("a.txt", b"0" * 5_000_000), ("b.txt", REPORT.encode())]))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(mark) + at
        data[place : place + 4] = struct.pack("<I", 10)
    (first, second) = found(bytes(data))
    assert first == ("a.zip/a.txt", "damaged")
    assert second == ("a.zip/b.txt", REPORT)


def test_passwords_and_damage() -> None:
    data = bytearray(make.zipped([("a.txt", REPORT.encode()), ("b.txt", REPORT.encode())]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert found(bytes(data))[0] == ("a.zip/a.txt", "password")
    whole = make.zipped([("a.txt", REPORT.encode() * 50), ("b.txt", REPORT.encode())])
    middle = bytearray(whole)
    middle[60:64] = b"\xff\xff\xff\xff"
    assert found(bytes(middle)) == [("a.zip/a.txt", "damaged"), ("a.zip/b.txt", REPORT)]
    assert found(whole[: len(whole) // 2]) == [("a.zip", "damaged")]
    assert found(make.zipped([])) == [("a.zip", "empty")]


def test_one_text_of_an_archive_can_t_be_asked_for() -> None:
    with pytest.raises(ReadError, match="unpack it"):
        formats.source(make.zipped([("a.txt", REPORT.encode())]), "a.zip")
    assert isinstance(next(formats.sources(b"", "a.zip")), Problem)
