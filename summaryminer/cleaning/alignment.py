"""Where every clean character stood in the text as read, kept as the few places where the two lengths differ."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Alignment", "Edit", "apply"]


class Edit(NamedTuple):
    """One replacement in a text: the characters of ``[start, end)`` give way to ``replacement``.

    Args:
        start, end: span replaced, not empty.
        replacement: what stands there afterwards, ``""`` for a deletion.
        kept: for a deletion, the end of the part that belongs to the character before it (the pinyin of that character);
            ``start`` or less when nothing of it does.
    """

    start: int
    end: int
    replacement: str = ""
    kept: int = -1


class _Piece(NamedTuple):
    """Characters ``[read, read_end)`` as read that became ``[clean, clean_end)``; ``kept`` as in :class:`Edit`, in offsets as read."""

    read: int
    read_end: int
    clean: int
    clean_end: int
    kept: int


class Alignment:
    """The way from clean offsets to offsets as read, and back.

    Between two pieces the texts run in parallel; a piece is a stretch that was removed or replaced by one of another length. Only pieces are
    stored, so the alignment of a text without noise is empty, and a look-up is a binary search.

    Args:
        read_length, clean_length: lengths of the two texts.
        pieces: stretches that changed length, in order, not overlapping.

    Example:
        >>> text, alignment = apply("卫(wèi)生院12<b>人", [Edit(1, 6, "", 6), Edit(10, 13)])
        >>> text
        '卫生院12人'
        >>> alignment.span(0, 1), alignment.span(3, 5), alignment.back(6, 10)
        ((0, 6), (8, 10), (1, 5))
    """

    __slots__ = ("_clean", "_clean_end", "_kept", "_read", "_read_end", "clean_length", "read_length")

    def __init__(
        self, read_length: int, clean_length: int, pieces: Iterable[tuple[int, int, int, int, int]] = ()
    ) -> None:
        self.read_length, self.clean_length = read_length, clean_length
        self._read, self._read_end, self._clean, self._clean_end, self._kept = (array("q") for _ in range(5))
        for piece in pieces:
            self._append(_Piece(*piece))

    def _append(self, piece: _Piece) -> None:
        removed = piece.clean == piece.clean_end
        # Two neighbouring deletions are one: the later part that belongs to the character takes the earlier one along.
        if (
            removed
            and self._read
            and self._read_end[-1] == piece.read
            and self._clean[-1] == self._clean_end[-1] == piece.clean
        ):
            self._read_end[-1] = piece.read_end
            if piece.kept > piece.read:
                self._kept[-1] = piece.kept
            return
        for column, value in zip((self._read, self._read_end, self._clean, self._clean_end), piece, strict=False):
            column.append(value)
        self._kept.append(max(piece.kept, piece.read) if removed else piece.read_end)

    @property
    def identity(self) -> bool:
        """True when every clean offset is the offset as read."""
        return not self._read

    def __len__(self) -> int:
        """How many stretches changed length."""
        return len(self._read)

    def __iter__(self) -> Iterator[_Piece]:
        return map(_Piece, self._read, self._read_end, self._clean, self._clean_end, self._kept)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alignment):
            return NotImplemented
        same = (self.read_length, self.clean_length) == (other.read_length, other.clean_length)
        return same and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[Alignment], tuple[int, int, list[_Piece]]]:
        return Alignment, (self.read_length, self.clean_length, list(self))

    def __repr__(self) -> str:
        return f"Alignment({self.read_length} as read, {self.clean_length} clean, {len(self)} pieces)"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the text as read that produced the clean span, with the pinyin that belongs to its last character.

        Args:
            start, end: clean offsets, ``0 <= start <= end <= clean_length``.

        Returns:
            Offsets as read; an empty span stays empty.

        Raises:
            ValueError: the span does not lie in the clean text.
        """
        _check(start, end, self.clean_length)
        if not self._read:
            return start, end
        begin = self._start(start)
        return begin, (self._end(end) if end > start else begin)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The clean characters that came from ``[start, end)`` of the text as read, wholly or in part; empty if all of it was removed.

        Args:
            start, end: offsets as read, ``0 <= start <= end <= read_length``.

        Raises:
            ValueError: the span does not lie in the text as read.
        """
        _check(start, end, self.read_length)
        if not self._read:
            return start, end
        begin = self._back_start(start)
        return begin, (self._back_end(end) if end > start else begin)

    def then(self, later: Alignment) -> Alignment:
        """The alignment of two cleanings one after the other: this one first, ``later`` on its clean text.

        Raises:
            ValueError: ``later`` starts from a text of another length.
        """
        if later.read_length != self.clean_length:
            raise ValueError(f"alignments do not meet: {self.clean_length} characters and {later.read_length}")
        if self.identity:
            return later
        if later.identity:
            return self
        return Alignment(self.read_length, later.clean_length, _compose(self, later))

    def _start(self, offset: int) -> int:
        place = bisect_right(self._clean, offset) - 1
        if place < 0:
            return offset
        if offset < self._clean_end[place]:
            return self._read[place]
        return offset - self._clean_end[place] + self._read_end[place]

    def _end(self, offset: int, kept: bool = True) -> int:
        """Where the character before ``offset`` ends as read, with what belongs to it if ``kept``."""
        if offset == 0:
            return 0
        place = bisect_right(self._clean, offset - 1) - 1
        if place >= 0:
            # A character of a replacement stands for all of it.
            offset = max(offset, self._clean_end[place])
        following = place + 1
        if kept and following < len(self._clean) and self._clean[following] == self._clean_end[following] == offset:
            own = self._kept[following]
            if own > self._read[following]:
                return own
        if place < 0:
            return offset
        return offset - self._clean_end[place] + self._read_end[place]

    def _removes(self, offset: int) -> bool:
        """Whether the character as read before ``offset`` is removed, and belongs to none before it."""
        place = bisect_left(self._read, offset) - 1
        if place < 0 or self._read_end[place] < offset or self._clean[place] < self._clean_end[place]:
            return False
        return self._kept[place] < offset

    def _back_start(self, offset: int) -> int:
        place = bisect_right(self._read, offset) - 1
        if place < 0:
            return offset
        if offset < self._read_end[place]:
            return self._clean[place]
        return offset - self._read_end[place] + self._clean_end[place]

    def _back_end(self, offset: int) -> int:
        place = bisect_left(self._read, offset) - 1
        if place < 0:
            return offset
        if offset <= self._read_end[place]:
            return self._clean_end[place]
        return offset - self._read_end[place] + self._clean_end[place]


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, Alignment]:
    """The text after ``edits``, and the alignment of the result with ``text``.

    Args:
        text: any text.
        edits: in order of ``start``; one that begins inside an earlier one is left out.

    Example:
        >>> apply("98.5&#37;", [Edit(4, 9, "%")])[0]
        '98.5%'
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int, int]] = []
    done = length = 0
    for start, end, replacement, kept in edits:
        if start < done or end <= start:
            continue
        parts.append(text[done:start])
        length += start - done
        if len(replacement) != end - start:
            pieces.append((start, end, length, length + len(replacement), kept))
        parts.append(replacement)
        length += len(replacement)
        done = end
    if not parts:
        return text, Alignment(len(text), len(text))
    parts.append(text[done:])
    length += len(text) - done
    return "".join(parts), Alignment(len(text), length, pieces)


def _check(start: int, end: int, length: int) -> None:
    if not 0 <= start <= end <= length:
        raise ValueError(f"[{start}, {end}) is no span of a text of {length} characters")


def _compose(first: Alignment, later: Alignment) -> Iterator[tuple[int, int, int, int, int]]:
    """Pieces of both, in order; pieces that overlap in the middle text become one."""
    middle = sorted(
        [(piece.clean, piece.clean_end, 0, piece) for piece in first]
        + [(piece.read, piece.read_end, 1, piece) for piece in later],
        key=lambda item: item[:3],
    )
    group: list[tuple[int, int, int, _Piece]] = []
    reach = -1
    for item in middle:
        # Stretches that only touch stay apart; one that begins inside the group's reach joins it.
        if group and item[0] < reach:
            group.append(item)
            reach = max(reach, item[1])
            continue
        if group:
            yield _joined(group, first, later)
        group, reach = [item], item[1]
    if group:
        yield _joined(group, first, later)


def _joined(
    group: list[tuple[int, int, int, _Piece]], first: Alignment, later: Alignment
) -> tuple[int, int, int, int, int]:
    start, end = group[0][0], max(item[1] for item in group)
    if len(group) == 1 and group[0][2] == 0:
        read, read_end, _, _, kept = group[0][3]
        clean = later._back_start(start)
        clean_end = later._back_end(end) if end > start else clean
        # What belonged to a character that is gone belongs to none.
        return read, read_end, clean, clean_end, read if later._removes(start) else kept
    read, read_end = first._start(start), first._end(end, kept=False)
    clean, clean_end = later._back_start(start), later._back_end(end)
    last = max((item[3] for item in group if item[2] == 1), key=lambda piece: piece.read_end)
    kept = first._end(last.kept) if last.kept > last.read else read
    return read, read_end, clean, clean_end, min(kept, read_end)
