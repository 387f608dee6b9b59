"""Remains of web pages inside a text: comments, scripts, tags, entities."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from summaryminer.cleaning.alignment import Edit
from summaryminer.cleaning.noise import UNSEEN

__all__ = ["markup"]

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})(?:[\s/][^<>]{0,2000})?>|<!DOCTYPE[^<>]{0,200}>", re.I)
# Tags that begin a line in a browser.
_LINE_TAGS = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "section",
        "article",
        "title",
        "body",
    ]
)
_CELL_TAGS = frozenset(("td", "th"))
_HIDDEN = {name: re.compile(f"</{name}\\s*>", re.I) for name in ("script", "style")}
_ENTITY = re.compile(r"&(?:amp;)?(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z]{2,8}[0-9]{0,2};|nbsp)")


def markup(text: str, noise: Counter[str]) -> Iterator[Edit]:
    """Edits that take HTML comments, scripts and tags out and put entities' characters in; counted in ``noise``.

    A tag that begins a line in a browser leaves a line end, so that words of two paragraphs do not grow together.

    Args:
        text: any text.
        noise: counts to which ``tag`` and ``entity`` are added.

    Example:
        >>> [(edit.start, edit.end, edit.replacement) for edit in markup("12<!-- x -->.8&#37;<br>", Counter())]
        [(2, 12, ''), (14, 19, '%'), (19, 23, '\\n')]
    """
    edits = [*_tags(text)] if "<" in text else []
    noise["tag"] += len(edits)
    if "&" in text:
        entities = [*_entities(text)]
        noise["entity"] += len(entities)
        edits = sorted(edits + entities)
    yield from edits


def _tags(text: str) -> Iterator[Edit]:
    done = 0
    # Once a comment or script is not closed none of the later ones is.
    comments, hidden = True, dict(_HIDDEN)
    while (start := text.find("<", done)) >= 0:
        done = start + 1
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4) if comments else -1
            comments = end >= 0
            if comments:
                done = end + 3
                yield Edit(start, done)
            continue
        match = _TAG.match(text, start)
        if not match:
            continue
        done, name = match.end(), (match.group(1) or "").lower()
        if name in hidden and text[start + 1] != "/":
            close = hidden[name].search(text, done)
            if close:
                done = close.end()
            else:
                del hidden[name]
        yield Edit(start, done, "\n" if name in _LINE_TAGS else " " if name in _CELL_TAGS else "")


def _entities(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        # &amp;nbsp; was escaped twice.
        character = html.unescape(html.unescape(match.group()))
        if character != match.group() and len(character) == 1:
            shown = " " if character == "\xa0" else "" if character in UNSEEN else character
            yield Edit(match.start(), match.end(), shown)
