"""Reports that appear twice: the same text, or nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from summaryminer.lexicons import Lexicons
    from summaryminer.tables.extraction import Extraction

__all__ = ["Repeat", "bodies", "pieces", "repeats"]

# Chinese characters and digits are a text's substance; spaces, signs, pinyin and markup come and go with the website.
_SUBSTANCE = regex.compile(r"[\p{Han}0-9]+")
_PIECE = 5
_PERMUTATIONS = 64
# 16 bands of 4 rows find pairs that are half alike or more with near certainty.
_BANDS = (16, 4)

Repeat = tuple[str, str, float]
"""A report, the earlier one it repeats, and how alike they are (0–1)."""

# Comparison, audit and page ask for the repeats of the same documents several times over.
_found: WeakKeyDictionary[Extraction, tuple[pd.DataFrame, Lexicons, list[Repeat]]] = WeakKeyDictionary()


def bodies(extraction: Extraction) -> dict[str, str]:
    """Each report's text as read, where the texts are at hand."""
    documents = extraction.documents
    return {
        name: extraction.texts[source][start:end]
        for name, source, start, end in zip(
            documents["document"], documents["source"], documents["start"], documents["end"], strict=True
        )
        if source in extraction.texts
    }


def pieces(text: str) -> set[str]:
    """The overlapping five-character pieces of a text's substance."""
    substance = "".join(_SUBSTANCE.findall(text))
    return {substance[at : at + _PIECE] for at in range(len(substance) - _PIECE + 1)}


def repeats(extraction: Extraction, lexicons: Lexicons) -> list[Repeat]:
    """Reports that repeat an earlier one, in the order of the reports.

    Candidates come from MinHash with locality-sensitive hashing (datasketch); every pair is then compared exactly (Jaccard similarity of
    five-character pieces). ``comparison.toml`` gives the least similarity and length.
    """
    documents = extraction.documents
    known = _found.get(extraction)
    if known is None or known[0] is not documents or known[1] is not lexicons:
        settings = lexicons.document("comparison")["repeats"]
        texts = {name: text for name, text in bodies(extraction).items() if len(text) >= settings["characters"]}
        known = (documents, lexicons, list(_alike(texts, float(settings["similarity"]))))
        _found[extraction] = known
    return known[2]


def _alike(texts: dict[str, str], least: float) -> Iterable[Repeat]:
    from zlib import crc32

    from datasketch import MinHash, MinHashLSH

    if len(texts) < 2:
        return
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    kept: dict[str, set[str]] = {}
    for name, text in texts.items():
        own = pieces(text)
        if not own:
            continue
        signature = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=crc32)
        signature.update_batch([piece.encode() for piece in sorted(own)])
        pairs = [(len(own & kept[other]) / len(own | kept[other]), other) for other in index.query(signature)]
        similarity, other = max(pairs, default=(0.0, ""))
        if similarity >= least:
            yield name, other, similarity
        else:
            index.insert(name, signature)
            kept[name] = own
