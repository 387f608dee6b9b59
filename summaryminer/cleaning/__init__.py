"""Clean text: simplified characters without noise, every character with its place in the text as read.

Example:
    >>> from summaryminer.lexicons import load
    >>> clean = clean_text("衛(wèi)生院建檔（dàng）率９８．５％", load())
    >>> clean.text, clean.script, dict(clean.noise)
    ('卫生院建档率98.5%', 'traditional', {'pinyin': 2, 'full_width': 5})
    >>> clean.alignment.span(0, 1)
    (0, 6)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from summaryminer.cleaning.alignment import Alignment, Edit, apply
from summaryminer.cleaning.alphabet import Alphabet
from summaryminer.cleaning.lines import line_ends, page_numbers, pieces
from summaryminer.cleaning.markup import markup
from summaryminer.cleaning.noise import damage, remarks, zero_width
from summaryminer.cleaning.numbers import inner_damage, misread_letters
from summaryminer.cleaning.pinyin import pinyin
from summaryminer.cleaning.script import fold, letters_for_digits, simplify
from summaryminer.cleaning.spacing import spacing
from summaryminer.cleaning.torn import begun, torn
from summaryminer.records import CleanText, Source

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["Alignment", "clean", "clean_text"]


def clean(source: Source, lexicons: Lexicons) -> CleanText:
    """The clean text of a source; what the reader healed is counted with what cleaning removes.

    Args:
        source: a text as read.
        lexicons: word lists, of which ``noise.toml`` and ``script.toml`` are used.
    """
    cleaned = clean_text(source.text, lexicons)
    noise = Counter(source.noise) + Counter(cleaned.noise)
    return CleanText(cleaned.text, cleaned.alignment, dict(noise), cleaned.script)


def clean_text(text: str, lexicons: Lexicons) -> CleanText:
    """The clean text of a string.

    Args:
        text: any text; offsets of the alignment's read side count its code points.
        lexicons: word lists, of which ``noise.toml``, ``script.toml``, ``numerals.toml`` and ``units.tsv`` are used.

    Returns:
        Clean text, its alignment, what was removed by name (only names that occur), and the script it was written in.
    """
    noise: Counter[str] = Counter()
    alignment = Alignment(len(text), len(text))

    def edited(text: str, edits: Iterable[Edit]) -> str:
        nonlocal alignment
        listed = [*edits]
        if not listed:
            return text
        after, step = apply(text, listed)
        alignment = alignment.then(step)
        return after

    alphabet = Alphabet(text)
    noise += damage(text, alphabet, lexicons)
    parted = [*pieces(text)]
    noise["spacing"] += len(parted)
    text = edited(text, parted)
    unseen = [*zero_width(text, alphabet)]
    noise["zero_width"] += sum(edit.end - edit.start for edit in unseen)
    text = edited(text, unseen)
    text = edited(text, markup(text, noise))
    if noise["entity"]:
        alphabet = Alphabet(text)
    pinyins = [*pinyin(text, alphabet, lexicons)]
    noise["pinyin"] += len(pinyins)
    text = edited(text, pinyins)
    text, noise["full_width"] = fold(text, alphabet)
    text, between = letters_for_digits(text, alphabet)
    text, beside = misread_letters(text, lexicons)
    noise["letter"] = between + beside
    text = edited(text, spacing(text, noise))
    numbered = [*page_numbers(text, lexicons)]
    noise["hidden"] += len(numbered)
    text = edited(text, numbered)
    broken = [*line_ends(text, lexicons)]
    noise["spacing"] += len(broken)
    text = edited(text, broken)
    opened = [*begun(text, lexicons)]
    noise["spacing"] += len(opened)
    text = edited(text, opened)
    text, script = simplify(text, alphabet, lexicons)
    text = edited(text, inner_damage(text, lexicons, noise))
    hidden = [*remarks(text, lexicons)]
    noise["hidden"] += len(hidden)
    text = edited(text, hidden)
    text = edited(text, torn(text, lexicons, noise))
    return CleanText(text, alignment, dict(+noise), script)
