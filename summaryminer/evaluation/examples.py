"""Examples to learn from: the quantities that the rules find in an annotated text, each with what the truth says of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summaryminer.cleaning import clean_text
from summaryminer.evaluation.markup import read
from summaryminer.evaluation.truth import Span, TrueFigure, Truth
from summaryminer.finding import find
from summaryminer.judging import Batch
from summaryminer.lexicons import Lexicons
from summaryminer.records import CleanText, Quantity
from summaryminer.splitting import split

__all__ = ["Example", "Text", "overlaps", "prepare", "prepared"]


@dataclass(frozen=True, slots=True)
class Example:
    """A quantity and the true figure it overlaps most, ``None`` if it is none.

    Args:
        taken: another quantity fits the same figure better.
    """

    quantity: Quantity
    truth: TrueFigure | None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated text on its way: cleaned, split, its quantities found; ``examples`` in the order of ``batches``."""

    truth: Truth
    clean: CleanText
    batches: tuple[Batch, ...]
    examples: tuple[tuple[Example, ...], ...]


def prepare(truth: Truth, lexicons: Lexicons) -> Text:
    """Takes an annotated text as far as judging."""
    clean = clean_text(truth.text, lexicons)
    quantities = find(clean.text, lexicons).quantities
    batches, examples = [], []
    for document in split(clean, lexicons):
        inside = [q for q in quantities if document.start <= q.start and q.end <= document.end]
        home = truth.document_at(clean.alignment.span(document.start, document.start + 1)[0])
        batches.append((document, inside, home.type if home is not None else "other"))
        spans = [clean.alignment.span(q.start, q.end) for q in inside]
        pairs = overlaps(truth.figures, spans)
        best = {j: i for i, j in pairs.items()}
        examples.append(
            tuple(_example(q, span, best.get(j), truth) for j, (q, span) in enumerate(zip(inside, spans, strict=True)))
        )
    return Text(truth, clean, tuple(batches), tuple(examples))


def _example(quantity: Quantity, span: tuple[int, int], place: int | None, truth: Truth) -> Example:
    if place is not None:
        return Example(quantity, truth.figures[place])
    touched = next((f for f in truth.figures if f.start < span[1] and span[0] < f.end), None)
    return Example(quantity, touched, touched is not None)


def overlaps(true: Sequence[Span], spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """One-to-one pairs of true rows and spans, the largest overlap first: index of the true row → index of the span.

    Example:
        >>> overlaps([Span(0, 4, "", 1), Span(5, 9, "", 1)], [(0, 2), (1, 9)])
        {1: 1, 0: 0}
    """
    order = sorted(range(len(spans)), key=lambda j: spans[j])
    starts = [spans[j][0] for j in order]
    widest = max((end - start for start, end in spans), default=0)
    edges = []
    for i, row in enumerate(true):
        place = bisect_left(starts, row.start - widest)
        while place < len(order) and starts[place] < row.end:
            j = order[place]
            shared = min(row.end, spans[j][1]) - max(row.start, spans[j][0])
            if shared > 0:
                edges.append((shared, -abs(row.start - spans[j][0]), i, j))
            place += 1
    edges.sort(reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in edges:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def prepared(folder: str | Path, lexicons: Lexicons) -> list[Text]:
    """All files of a corpus folder, in the order of their names, taken as far as judging.

    Raises:
        FileNotFoundError: there is no ``.txt`` file in the folder.
        MarkupError: a file breaks the markup.
    """
    paths: Iterable[Path] = sorted(Path(folder).glob("*.txt"))
    texts = [prepare(read(path, lexicons), lexicons) for path in paths]
    if not texts:
        raise FileNotFoundError(f"no annotated .txt file in {folder}")
    return texts
