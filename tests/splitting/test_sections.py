"""Headings in every style give sections; sentences end where they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from summaryminer.cleaning import clean_text
from summaryminer.lexicons import load
from summaryminer.records import Document
from summaryminer.splitting import split
from summaryminer.splitting.numbering import numbering

DATA = Path(__file__).parent.parent / "data"
TITLE = "白沙镇卫生院工作总结\n"
OPENING = "全院职工齐心协力，较好地完成了各项任务。\n"


def rows(name: str) -> list[tuple[str, list[str]]]:
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    cells = (line.split("\t") for line in lines[1:])
    return [
        (first.replace("\\n", "\n"), list(filter(None, last.replace("\\n", "\n").split("|")))) for first, last in cells
    ]


def only(text: str) -> tuple[str, Document]:
    clean = clean_text(text, load())
    (document,) = split(clean, load())
    return clean.text, document


@pytest.mark.parametrize(("body", "paths"), rows("headings.tsv"))
def test_headings(body: str, paths: list[str]) -> None:
    # A body that signs or an address stands right below the title, everything else below an opening.
    _, document = only(TITLE + (OPENING if paths else "") + body)
    found = ["/".join(section.path) for section in document.sections if section.path]
    assert found == paths


@pytest.mark.parametrize(("line", "expected"), rows("sentences.tsv"))
def test_sentences(line: str, expected: list[str]) -> None:
    text, document = only(TITLE + line)
    found = [text[sentence.start : sentence.end] for sentence in document.sentences]
    assert found == [TITLE.strip(), *expected]


def test_every_sentence_knows_its_section() -> None:
    body = "一、健康教育\n办讲座12场。参加1200人。\n二、预防接种\n接种284剂。"
    text, document = only(TITLE + OPENING + body)
    sections = {
        text[sentence.start : sentence.end]: document.sections[sentence.section].path if sentence.section >= 0 else None
        for sentence in document.sentences
    }
    assert sections == {
        TITLE.strip(): None,
        OPENING.strip(): None,
        "一、健康教育": ("健康教育",),
        "办讲座12场。": ("健康教育",),
        "参加1200人。": ("健康教育",),
        "二、预防接种": ("预防接种",),
        "接种284剂。": ("预防接种",),
    }


def test_a_very_long_sentence_is_cut_but_no_number() -> None:
    text, document = only(TITLE + "建档284份，" * 500)
    pieces = [text[sentence.start : sentence.end] for sentence in document.sentences[1:]]
    assert max(map(len, pieces)) <= 600
    assert all(piece.endswith("建档284份，") and piece.startswith("建档") for piece in pieces)
    assert "".join(pieces) == "建档284份，" * 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、", ("hanzi", 1)),
        ("十二、", ("hanzi", 12)),
        ("二十、", ("hanzi", 20)),
        ("二十一、", ("hanzi", 21)),
        ("（十）", ("hanzi_bracket", 10)),
        ("12.", ("digit", 12)),
        ("1.2013年", ("digit", 1)),
        ("（3）", ("digit_bracket", 3)),
        ("⑦", ("circled", 7)),
        ("㈢", ("circled", 3)),
        ("叁、", ("formal", 3)),
        ("参、", ("formal", 3)),
        ("丙、", ("formal", 3)),
        ("五是", ("is", 5)),
        ("首先，", ("ordinal", 0)),
        ("1.2万", None),
        ("9:30", None),
        ("一个", None),
        ("", None),
    ],
)
def test_numbers_of_headings(text: str, expected: tuple[str, int] | None) -> None:
    number = numbering(load()).number(text)
    assert (number and (number.style, number.value)) == expected
