"""The compiled word lists, and what a user lays over them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaryminer.lexicons import LexiconError, load
from summaryminer.naming.headings import headings
from summaryminer.naming.segmenter import segmenter
from summaryminer.naming.vocabulary import WordSet, vocabulary
from summaryminer.records import Document, Quantity, Sentence

WORDS = st.lists(st.text(alphabet="管理率规范数", min_size=1, max_size=4), max_size=6)
TEXTS = st.text(alphabet="管理率规范数高", max_size=12)


@given(WORDS, TEXTS)
def test_the_longest_word_at_either_end(words: list[str], text: str) -> None:
    found = WordSet(words)
    assert found.at_start(text) == max((len(word) for word in words if text.startswith(word)), default=0)
    assert found.at_end(text) == max((len(word) for word in words if text.endswith(word)), default=0)


@given(WORDS, TEXTS)
def test_runs_of_words_lie_in_the_text(words: list[str], text: str) -> None:
    found = WordSet(words)
    assert 0 <= found.tail(text) <= len(text)
    assert 0 <= found.head(text) <= len(text)
    if found.covers(text):
        assert found.tail(text) == 0


def test_no_word_stands_twice_where_it_contradicts() -> None:
    words = vocabulary(load())
    assert not words.lead.words & words.keep.words
    assert not words.tail.words & words.keep_tail.words


def named(text: str, folder: Path) -> list[str]:
    lexicons = load((str(folder),))
    at = next(place for place, char in enumerate(text) if char.isdigit())
    quantity = Quantity(at, len(text), text[at:], 1.0, 1.0, 1.0, text[-1], "count")
    report = Document(1, 0, len(text), "", (), (Sentence(0, len(text)),))
    return headings(text, report, [quantity], lexicons, segmenter())


def test_users_add_words_of_their_own(tmp_path: Path) -> None:
    assert named("统共鼓捣沼气池12口", tmp_path) == ["鼓捣沼气池"]
    own = tmp_path / "own"
    own.mkdir()
    (own / "naming.toml").write_text('[heading]\nlead = ["鼓捣"]\n', encoding="utf-8")
    assert named("统共鼓捣沼气池12口", own) == ["沼气池"]


def test_a_pattern_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "naming.toml").write_text("[pattern]\nage = '(岁'\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="is no regular expression"):
        vocabulary(load((str(tmp_path),)))
