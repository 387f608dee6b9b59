"""The alignment of clean and read text: total, monotone, round trip, and the same after any number of cleanings."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaryminer.cleaning.alignment import Alignment, Edit, apply

LETTERS = "甲乙丙丁戊己庚辛"


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    """Edits in order, not overlapping: deletions, some of which belong to the character before, and replacements."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    found = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        replacement = draw(st.text(LETTERS, max_size=3))
        kept = draw(st.integers(start, end)) if not replacement else -1
        found.append(Edit(start, end, replacement, kept))
    return found


@st.composite
def cleanings(draw: st.DrawFn) -> tuple[str, str, Alignment]:
    """A text, its cleaned form and their alignment."""
    text = draw(st.text(LETTERS, max_size=30))
    return text, *apply(text, draw(edits_of(len(text))))


@st.composite
def double_cleanings(draw: st.DrawFn) -> tuple[Alignment, Alignment]:
    """Two cleanings one after the other."""
    _, middle, first = draw(cleanings())
    return first, apply(middle, draw(edits_of(len(middle))))[1]


def spans(length: int) -> list[tuple[int, int]]:
    return [(start, end) for start in range(length + 1) for end in range(start, length + 1)]


@given(cleanings())
def test_every_clean_span_has_a_span_as_read(cleaning: tuple[str, str, Alignment]) -> None:
    text, clean, alignment = cleaning
    assert (alignment.read_length, alignment.clean_length) == (len(text), len(clean))
    for start, end in spans(len(clean)):
        first, last = alignment.span(start, end)
        assert 0 <= first <= last <= len(text)
        assert (first < last) == (start < end)


@given(cleanings())
def test_spans_are_monotone(cleaning: tuple[str, str, Alignment]) -> None:
    _, clean, alignment = cleaning
    single = [alignment.span(place, place + 1) for place in range(len(clean))]
    assert [first for first, _ in single] == sorted(first for first, _ in single)
    assert [last for _, last in single] == sorted(last for _, last in single)
    for start, end in spans(len(clean)):
        if start < end:
            assert alignment.span(start, end) == (single[start][0], single[end - 1][1])


@given(cleanings())
def test_there_and_back_again(cleaning: tuple[str, str, Alignment]) -> None:
    text, clean, alignment = cleaning
    replaced = any(piece.clean < piece.clean_end for piece in alignment)
    for start, end in spans(len(clean)):
        back = alignment.back(*alignment.span(start, end))
        # A character of a replacement stands for all of it: there and back may widen to the whole replacement, never shrink.
        assert back == (start, end) if not replaced else back[0] <= start <= end <= max(back[1], start)
    for start, end in spans(len(text)):
        first, last = alignment.back(start, end)
        assert 0 <= first <= last <= len(clean)


@given(cleanings())
def test_what_is_not_edited_stands_where_it_stood(cleaning: tuple[str, str, Alignment]) -> None:
    text, clean, alignment = cleaning
    produced = [range(piece.clean, piece.clean_end) for piece in alignment]
    removed = [piece for piece in alignment if piece.clean == piece.clean_end]
    for place, character in enumerate(clean):
        if any(place in places for places in produced):
            continue
        start, end = alignment.span(place, place + 1)
        assert end - start == 1 or any(piece.kept == end and piece.clean == place + 1 for piece in removed)
        # Replacements of the same length leave no piece, so only edits that changed the length are told here.
        assert alignment.back(start, start + 1) == (place, place + 1)
        assert len(text[start]) == len(character)


@given(double_cleanings())
def test_two_cleanings_are_one_after_the_other(cleanings: tuple[Alignment, Alignment]) -> None:
    first, later = cleanings
    both = first.then(later)
    assert (both.read_length, both.clean_length) == (first.read_length, later.clean_length)
    single = [both.span(place, place + 1) for place in range(both.clean_length)]
    assert single == sorted(single)
    # Where a deletion takes only part of a replacement, what is left stands for all that it came from.
    partly = any(piece.clean < piece.clean_end for piece in first)
    for start, end in spans(both.clean_length):
        if start < end and not partly:
            assert both.span(start, end) == first.span(*later.span(start, end))


@given(double_cleanings())
def test_an_alignment_survives_pickling(cleanings: tuple[Alignment, Alignment]) -> None:
    both = cleanings[0].then(cleanings[1])
    assert pickle.loads(pickle.dumps(both)) == both


def test_pinyin_belongs_to_its_character() -> None:
    text = "衛(wèi)生社區(qū) 的人"
    clean, alignment = apply(text, [Edit(1, 6, "", 6), Edit(9, 13, "", 13)])
    assert clean == "衛生社區 的人"
    assert [text[slice(*alignment.span(*span))] for span in ((0, 1), (0, 4), (3, 4), (4, 5))] == [
        "衛(wèi)",
        "衛(wèi)生社區(qū)",
        "區(qū)",
        " ",
    ]


def test_noise_between_characters_belongs_to_none() -> None:
    text = "12<b>人</b>次"
    clean, alignment = apply(text, [Edit(2, 5), Edit(6, 10)])
    assert clean == "12人次"
    assert [text[slice(*alignment.span(*span))] for span in ((0, 2), (2, 3), (0, 3), (2, 4))] == [
        "12",
        "人",
        "12<b>人",
        "人</b>次",
    ]


def test_an_alignment_without_noise_is_empty_and_fast() -> None:
    alignment = Alignment(10**9, 10**9)
    assert alignment.identity
    assert len(alignment) == 0
    assert alignment.span(5, 10**9) == alignment.back(5, 10**9) == (5, 10**9)


@pytest.mark.parametrize("span", [(-1, 0), (0, 4), (2, 1)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no span of a text of 3 characters"):
        Alignment(3, 3).span(*span)


def test_alignments_that_do_not_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="do not meet"):
        Alignment(3, 2, [(0, 1, 0, 0, 0)]).then(Alignment(3, 3))


def test_what_belongs_to_a_kept_character_is_kept_by_a_later_cleaning() -> None:
    """The second cleaning gives 丙 to 乙; the blank behind 丙 was given to 丙 by the first."""
    middle, first = apply("甲乙丙 丁", [Edit(3, 4, "", 4)])
    later = apply(middle, [Edit(2, 4, "", 3)])[1]
    assert first.then(later).span(1, 2) == first.span(*later.span(1, 2)) == (1, 4)
