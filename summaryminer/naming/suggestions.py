"""Headings without an indicator, grouped and written as entries that can be pasted into a lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from summaryminer.lexicons import Lexicons
from summaryminer.naming.indicators import column

__all__ = ["suggestions"]

_EXAMPLES = 3


def suggestions(figures: Iterable[Mapping[str, Any]], lexicons: Lexicons, *, least: int = 2) -> list[str]:
    """Entries for the frequent headings that have no indicator, the most frequent first.

    Headings that say the same in other words or another order are one entry.

    Args:
        figures: rows of the figures table.
        lexicons: word lists.
        least: how often a heading must occur.

    Example:
        >>> from summaryminer.lexicons import load
        >>> row = {"indicator": "图书外借", "indicator_id": None, "unit": "册", "kind": "count", "sentence": "外借图书3册。", "text": "3册"}
        >>> print(suggestions([row, row], load())[0].splitlines()[2])
        id = ""
    """
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in figures:
        if not isinstance(row["indicator_id"], str):
            groups[column(None, str(row["indicator"]), str(row["unit"]), lexicons)].append(row)
    frequent = sorted(
        (rows for rows in groups.values() if len(rows) >= least),
        key=lambda rows: (-len(rows), str(rows[0]["indicator"])),
    )
    return [_entry(rows) for rows in frequent]


def _entry(rows: list[Mapping[str, Any]]) -> str:
    headings = [heading for heading, _ in Counter(str(row["indicator"]) for row in rows).most_common()]
    units = [unit for unit, _ in Counter(str(row["unit"]) for row in rows if row["unit"]).most_common()]
    kinds = Counter(str(row["kind"]) for row in rows).most_common(1)
    examples = list(dict.fromkeys(_marked(row) for row in rows))[:_EXAMPLES]
    lines = [
        f"# {len(rows)} figures",
        "[[indicators]]",
        'id = ""',
        f"label = {_quoted(headings[0])}",
        f"kind = {_quoted(kinds[0][0])}",
        f"units = [{', '.join(map(_quoted, units))}]",
        f"synonyms = [{', '.join(map(_quoted, headings))}]",
        f"match = [{', '.join(map(_quoted, examples))}]",
    ]
    return "\n".join(lines) + "\n"


def _marked(row: Mapping[str, Any]) -> str:
    sentence, text = " ".join(str(row["sentence"]).split()), " ".join(str(row["text"]).split())
    before, found, after = sentence.partition(text)
    return f"{before[-30:]}⟦{text}⟧{after[:12]}" if found else f"⟦{text}⟧"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
