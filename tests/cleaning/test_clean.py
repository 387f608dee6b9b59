"""Cleaning phenomenon by phenomenon, from the table in tests/data/cleaning.tsv, and what holds for every text."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaryminer.cleaning import clean, clean_text
from summaryminer.lexicons import load
from summaryminer.records import Source

TABLE = Path(__file__).parent.parent / "data" / "cleaning.tsv"
PIECES = [
    "全镇建档", "衛生院", "(wèi)", "（dàng）", " shēng ", "12", "34.5", "％", "９８", "。", "，", " ", "\n", "\r\n", "\u200b", "\ufeff",
    "<b>", "</b>", "<!--", "-->", "<script>", "</script>", "<br/>", "&nbsp;", "&#37;", "&amp;amp;", "O", "l", "著", "显著", "\ufffd", "??",
    "……（此处隐藏12个字）……", "健 康 教 育", "1 234", "98. 5%", "98。5%", "\u3000", "⼀", "(BMI)", "xx", "𠮷", "\ud800",
]  # fmt: skip


def unescaped(cell: str) -> str:
    return re.sub(r"\\(?:u[0-9a-f]{4}|[nrt])", lambda match: json.loads(f'"{match.group()}"'), cell)


def cases() -> list[tuple[str, str, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return [(row[0], unescaped(row[1]), unescaped(row[2]), row[3]) for row in rows]


@pytest.mark.parametrize(("phenomenon", "read", "expected", "noise"), cases())
def test_phenomena(phenomenon: str, read: str, expected: str, noise: str) -> None:
    cleaned = clean_text(read, load())
    assert cleaned.text == expected
    assert ";".join(f"{name}={count}" for name, count in sorted(cleaned.noise.items())) == noise


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=150)
def test_every_clean_character_comes_from_the_text_as_read(read: str) -> None:
    cleaned = clean_text(read, load())
    alignment = cleaned.alignment
    assert (alignment.read_length, alignment.clean_length) == (len(read), len(cleaned.text))
    last = 0
    for place, character in enumerate(cleaned.text):
        start, end = alignment.span(place, place + 1)
        assert last <= start < end <= len(read)
        last = end
        # What is neither folded, simplified, mended nor an entity's stands as it was read.
        if character in "全镇，\n\r":
            origin = read[start:end]
            assert character in origin or origin in ("鎮", "<br/>")


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_any_text_is_cleaned(read: str) -> None:
    cleaned = clean_text(read, load())
    assert cleaned.alignment.read_length == len(read)
    assert cleaned.alignment.clean_length == len(cleaned.text)
    if cleaned.text:
        assert cleaned.alignment.span(0, len(cleaned.text))[1] <= len(read)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("全镇卫生院随访高血压患者，建立健康档案。", "simplified"),
        ("全鎮衛生院隨訪高血壓患者，建立健康檔案。", "traditional"),
        ("衞生站", "traditional"),
        ("全鎮衛生院隨訪高血壓患者。全镇卫生院随访高血压患者。", "mixed"),
        ("乾隆年间建立的医院，现有职工，管理档案，为群众服务。", "simplified"),
        ("12 abc", "simplified"),
        ("", "simplified"),
    ],
)
def test_the_script_is_told(text: str, script: str) -> None:
    assert clean_text(text, load()).script == script


def test_what_the_reader_healed_is_counted_too() -> None:
    cleaned = clean(Source("a.txt", "建档\u200b284份", noise={"undecodable": 2, "zero_width": 1}), load())
    assert dict(cleaned.noise) == {"undecodable": 2, "zero_width": 2}


HOSTILE = {
    "open comments": "<!--",
    "open tags": "<a ",
    "open brackets": "卫(wèi",
    "digits": "1 ",
    "groups of three": " 123",
    "line ends": "，一二三四五六七八九十12\n",
    "letters": "1O",
    "ampersands": "&amp;",
    "spaced characters": "健 ",
    "dots": "…此处隐藏",
    "zero width": "\u200b",
    "scripts": "<script>",
    "entities": "&#37;",
    "pinyin": "卫(wèi)",
    "torn units": "有3万\n",
    "blanks in units": "有3 人 次",
    "torn quotations": "“三个\n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    clean_text(unit * 100, load())

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            clean_text(text, load())
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text would take sixty-four times as long if it were quadratic.
    assert seconds(40_000) < 24 * max(seconds(5_000), 0.002)


def test_lines_of_one_width_stay_joined_though_one_begins_with_a_number() -> None:
    lines = [
        "一年来，我站紧紧围绕安全生产这个中心，狠抓责任制的落实，各项工作都有了新的起色，现将全年的",
        "主要情况汇报如下：全年组织职工学习安全规程，受教育的职工达到了全站职工的九成以上，购置灭火器",
        "36具，对全站的老旧线路作了一次彻底的清理，更换了不合格的开关和插座，消除了多年来存在的隐",
        "患12处，没有发生一起责任事故，受到了县安委会的表扬，职工的安全意识也有了很大的提高，为下一",
        "年的工作打下了好的基础。",
    ]
    clean = clean_text("\n".join(lines), load()).text
    for joined in ("全年的主要情况", "灭火器36具", "隐患12处", "下一年的工作"):
        assert joined in clean
