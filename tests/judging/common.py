"""What the tests of judging share: a text with one number marked, judged in a report of its own."""

from __future__ import annotations

from summaryminer.cleaning import clean_text
from summaryminer.finding import find
from summaryminer.judging import judge
from summaryminer.judging.model import Model
from summaryminer.lexicons import load
from summaryminer.records import Document, Judgement, Quantity, Sentence


def report(text: str) -> Document:
    """A report that is nothing but sentences ending in 。 or a line end."""
    sentences, start = [], 0
    for end, character in enumerate(text, 1):
        if character in "。\n" or end == len(text):
            sentences.append(Sentence(start, end))
            start = end
    return Document(1, 0, len(text), "", (), tuple(sentences))


def quantities(text: str) -> list[Quantity]:
    return list(find(text, load()).quantities)


def judged(text: str, type: str = "summary", model: Model | None = None) -> list[tuple[Quantity, Judgement]]:
    """Every quantity of a text with its judgement."""
    clean = clean_text(text, load()).text
    found = quantities(clean)
    return list(zip(found, judge(clean, [(report(clean), found, type)], load(), model)[0], strict=True))


def marked(text: str, type: str = "summary", model: Model | None = None) -> Judgement:
    """The judgement of the number in ⟦⟧."""
    start = text.index("⟦")
    end = text.index("⟧") - 1
    plain = text.replace("⟦", "").replace("⟧", "")
    return next(j for q, j in judged(plain, type, model) if q.start < end and start < q.end)
