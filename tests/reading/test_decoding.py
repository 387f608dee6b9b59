"""Encodings: every character kept, short texts too, and damage does not lose the rest."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaryminer.reading.decoding import decode, decode_counting

SIMPLIFIED = "全镇建立居民健康档案28416份，建档率98.5%；“两癌”筛查1660人。\r\n老年人体检2568人，体检率94%。\n"
TRADITIONAL = "全鎮建立居民健康檔案28416份，建檔率98.5%；「兩癌」篩查1660人。\r\n老年人體檢2568人，體檢率94%。\n"
PINYIN = "鎮(zhèn)衛(wèi)生院(yuàn)建檔(dàng)284份，隨(suí)訪(fǎng)68次(cì)"


@pytest.mark.parametrize("text", [SIMPLIFIED, PINYIN], ids=["simplified", "pinyin"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_character_is_kept(text: str, encoding: str) -> None:
    decoded, name = decode(text.encode(encoding))
    assert decoded == text
    assert name.startswith(encoding.removesuffix("-sig"))


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gb18030", "utf-8", "utf-16"])
def test_traditional_text_is_kept(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding))[0] == TRADITIONAL


@pytest.mark.parametrize(
    "text",
    ["公共卫生服务", "建档284份", "高血压患者随访", "接种率98%", "全年工作总结", "慢性病管理", "下一步工作打算"],
)
def test_short_texts_in_gb18030(text: str) -> None:
    assert decode(text.encode("gb18030")) == (text, "gb18030")


@pytest.mark.parametrize(
    "text", ["公共衛生服務", "建檔284份", "高血壓患者隨訪", "全年工作總結", "慢性病管理", "預防接種"]
)
def test_short_texts_in_big5(text: str) -> None:
    assert decode(text.encode("big5")) == (text, "big5")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r\n\n"])
def test_line_ends_stay(ends: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert decode(f"健康教育{ends}随访{ends}".encode(encoding))[0] == f"健康教育{ends}随访{ends}"


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(codecs.BOM_UTF8 + "建档".encode()) == ("建档", "utf-8")
    assert decode(codecs.BOM_UTF16_BE + "建档".encode("utf-16-be")) == ("建档", "utf-16-be")


def test_circled_numbers_of_the_hong_kong_extension() -> None:
    text = "①健康教育講座②預防接種③隨訪高血壓患者"
    assert decode(text.encode("big5hkscs")) == (text, "big5hkscs")


def test_chinese_far_below_is_seen() -> None:
    text = "Home | News\n" * 20_000 + "全镇建立居民健康档案"
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_plain_ascii_and_nothing() -> None:
    assert decode(b"12, 34%") == ("12, 34%", "utf-8")
    assert decode(b"") == ("", "utf-8")
    assert decode("12 of 34\r\n".encode("utf-16-le")) == ("12 of 34\r\n", "utf-16-le")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_undecodable_bytes_do_not_lose_the_rest(encoding: str) -> None:
    text = (TRADITIONAL if encoding == "big5" else SIMPLIFIED) * 5
    data = text.encode(encoding)
    cut = data[:100] + b"\xff\xff" + data[100:]
    decoded = decode_counting(cut)
    assert decoded.encoding == encoding
    assert decoded.undecodable >= 1
    assert decoded.text.count("\ufffd") == decoded.undecodable
    assert decoded.text[-150:] == text[-150:]
    assert decoded.noise == {"undecodable": decoded.undecodable}


def test_a_file_cut_in_the_middle_of_a_character() -> None:
    decoded = decode_counting(SIMPLIFIED.encode()[:-2])
    assert decoded.encoding == "utf-8"
    assert decoded.undecodable == 1
    assert decoded.text[:-1] == SIMPLIFIED[: len(decoded.text) - 1]


def western(data: bytes) -> str:
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252") for byte in data
    )


@pytest.mark.parametrize("misread", [lambda data: data.decode("latin-1"), western], ids=["latin-1", "cp1252"])
def test_double_encoded_text_is_taken_back(misread: object) -> None:
    assert callable(misread)
    decoded = decode_counting(misread(SIMPLIFIED.encode()).encode())
    assert decoded == (SIMPLIFIED, "utf-8", 0, True)
    assert decoded.noise == {"misread": 1}


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_text_misread_as_gbk_is_taken_back(errors: str) -> None:
    decoded = decode_counting(SIMPLIFIED.encode().decode("gbk", errors).encode())
    assert decoded.misread
    for piece in ("全镇建立居民健康档", "28416份", "98.5%", "1660人", "2568人", "94%"):
        assert piece in decoded.text


@pytest.mark.parametrize(
    "text", ["café, naïve, Ärzte, São Paulo, Ça va, élève", "鈥字一个", "一个锛字和銆字", "€ 12 – 15 «Ä»"]
)
def test_what_was_not_misread_stays(text: str) -> None:
    assert decode_counting(text.encode()) == (text, "utf-8", 0, False)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded(data: bytes) -> None:
    decoded = decode_counting(data)
    decoded.text.encode("utf-8")
    if decoded.undecodable == 0 and not decoded.misread and not decoded.encoding.startswith("utf-16"):
        assert (
            decoded.text.encode(decoded.encoding) in (data, data.removeprefix(codecs.BOM_UTF8))
            or "big5" in decoded.encoding
        )


@given(st.text(st.characters(codec="utf-8"), max_size=100))
def test_utf_8_is_always_read_as_such(text: str) -> None:
    if not text.startswith("\ufeff") and "\0" not in text and not decode_counting(text.encode()).misread:
        assert decode(text.encode()) == (text, "utf-8")
