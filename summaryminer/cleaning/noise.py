"""Noise inside lines: pinyin after characters, zero-width characters, tags, entities, hidden-text remarks, damaged characters."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summaryminer.cleaning.alignment import Edit

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons

__all__ = ["damage", "markup", "pinyin", "remarks", "zero_width"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
_ZERO_WIDTH = "".join(
    map(
        chr,
        [
            0xAD,
            0x180E,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2065),
            *range(0xFE00, 0xFE10),
            0xFEFF,
        ],
    )
)
_CONTROL = "".join(map(chr, [*range(0, 9), 11, *range(14, 28), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)]))
_UNSEEN = frozenset(_ZERO_WIDTH + _CONTROL)
_UNSEEN_RUN = re.compile(f"[{re.escape(_ZERO_WIDTH + _CONTROL)}]+")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})(?:[\s/][^<>]{0,2000})?>|<!DOCTYPE[^<>]{0,200}>", re.I)
_LINE_TAGS = frozenset(["br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section", "article"])
_ENTITY = re.compile(r"&(?:amp;)?(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z]{2,8}[0-9]{0,2};|nbsp)")
_MARKS = "\u0300\u0301\u0304\u0308\u030c"
_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c]", re.I)


def zero_width(text: str, alphabet: frozenset[str]) -> Iterator[Edit]:
    """Deletions of characters that take no room, and of control characters.

    Args:
        text: any text.
        alphabet: the characters it contains (more do no harm).
    """
    if alphabet & _UNSEEN:
        for match in _UNSEEN_RUN.finditer(text):
            yield Edit(match.start(), match.end())


def markup(text: str, noise: Counter[str]) -> Iterator[Edit]:
    """Edits that take HTML comments, scripts and tags out and put entities' characters in; counted in ``noise``.

    A tag that begins a line in a browser leaves a line end, so that words of two paragraphs do not grow together.
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
    while (start := text.find("<", done)) >= 0:
        done = start + 1
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            done = end + 3 if end >= 0 else len(text)
            if end >= 0:
                yield Edit(start, done)
            continue
        match = _TAG.match(text, start)
        if not match:
            continue
        done, name = match.end(), (match.group(1) or "").lower()
        if name in ("script", "style") and text[start + 1] != "/":
            close = re.compile(f"</{name}\\s*>", re.I).search(text, done)
            done = close.end() if close else done
        yield Edit(start, done, "\n" if name in _LINE_TAGS else "")


def _entities(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        character = html.unescape(html.unescape(match.group()))
        if character != match.group() and len(character) == 1:
            yield Edit(
                match.start(), match.end(), " " if character == "\xa0" else "" if character in _UNSEEN else character
            )


def remarks(text: str, lexicons: Lexicons) -> Iterator[Edit]:
    """Deletions of a site's remarks about text it hides (此处隐藏1200个字), with the dots around them."""
    if any(word in text for word in ("隐藏", "隱藏", "省略")):
        for match in lexicons.compiled("cleaning.remarks", _compile_remarks).finditer(text):
            yield Edit(match.start(), match.end())


def _compile_remarks(lexicons: Lexicons) -> re.Pattern[str]:
    forms = [
        r"\s{0,3}".join(r"[0-9]{1,9}" if part == "N" else re.escape(part) for part in remark)
        for remark in lexicons.words("noise", "hidden", "remarks")
    ]
    return re.compile(r"[.…·]{0,12}[(（【\[]?(?:" + "|".join(forms) + r")[)）】\]]?[.…·]{0,12}")


class _Pinyin:
    """Patterns for pinyin, compiled from the lexicon."""

    def __init__(self, lexicons: Lexicons) -> None:
        words = lexicons.document("noise")["pinyin"]
        look_alikes: dict[str, str] = words["look_alikes"]
        initials, finals, whole = words["initials"], words["finals"], words["whole"]
        self.look_alikes = str.maketrans(look_alikes)
        self.syllables = frozenset([first + rest for first in initials for rest in finals] + whole)
        self.toneless: int = words["toneless"]
        letters = "a-züêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ" + _MARKS + "".join(look_alikes)
        opening, closing = ("".join(re.escape(pair[end]) for pair in words["brackets"]) for end in (0, 1))
        word = f"[A-ZĀÁǍÀĒÉĚÈŌÓǑÒ{letters}][{letters}]{{0,23}}"
        self.bracketed = re.compile(f"(?<=[{HAN}]) ?[{opening}]( ?{word}(?:[ '’·]{word}){{0,7}} ?)[{closing}]")
        self.opening = frozenset(pair[0] for pair in words["brackets"])
        self.spaced = re.compile(f"(?<=[{HAN}])( ?)({word})(?: ?(?=[{HAN}，。、；：！？,.;:!?])|$)", re.M)
        self.longest = max(map(len, self.syllables))

    def readable(self, word: str) -> bool:
        """Whether the letters fall into syllables of pinyin."""
        plain = unicodedata.normalize("NFD", word.lower().translate(self.look_alikes))
        plain = re.sub("[\u0300\u0301\u0304\u030c]", "", plain).replace("u\u0308", "ü").replace("ê", "e")
        plain = re.sub(r"[ '’·]", " ", plain).strip()
        return all(self._falls(part) for part in plain.split())

    def _falls(self, letters: str) -> bool:
        reached = {0}
        for end in range(1, len(letters) + 1):
            if any(
                letters[start:end] in self.syllables
                for start in range(max(0, end - self.longest), end)
                if start in reached
            ):
                reached.add(end)
        return len(letters) in reached


def pinyin(text: str, alphabet: frozenset[str], lexicons: Lexicons) -> Iterator[Edit]:
    """Deletions of pinyin that stands in brackets or between blanks after a character; it belongs to that character.

    Args:
        text: any text.
        alphabet: the characters it contains (more do no harm).
        lexicons: ``noise.toml`` names syllables and brackets.
    """
    patterns = lexicons.compiled("cleaning.pinyin", _Pinyin)
    known: dict[str, bool] = {}
    toned = _TONED.search("".join(sorted(alphabet))) is not None
    found: list[tuple[Edit, bool]] = []
    if alphabet & patterns.opening:
        for match in patterns.bracketed.finditer(text):
            word = match.group(1)
            if word not in known:
                known[word] = patterns.readable(word)
            if known[word]:
                mark = _TONED.search(word) is not None
                inside = not mark and match.end() < len(text) and re.match(f"[{HAN}]", text[match.end()]) is not None
                found.append((Edit(match.start(), match.end(), "", match.end()), mark or (inside and word.islower())))
    sure = (toned and any(mark for _, mark in found)) or len(found) >= patterns.toneless
    edits = [edit for edit, mark in found if mark or sure]
    if toned:
        for match in patterns.spaced.finditer(text):
            if _TONED.search(match.group(2)) and patterns.readable(match.group(2)):
                edits.append(Edit(match.start(), match.end(), "", match.end(2)))
        edits.sort()
    yield from edits


def damage(text: str, alphabet: frozenset[str], lexicons: Lexicons) -> Counter[str]:
    """How often each kind of damage shows: half-lost characters, remains of wrong encodings. Nothing is changed."""
    found: Counter[str] = Counter()
    if "\ufffd" in alphabet:
        found["half_lost"] = text.count("\ufffd")
    if "?" in alphabet:
        found["half_lost"] += len(re.findall(rf"(?<=[{HAN}])\?{{2,}}(?=[{HAN}])", text))
    for name, words in lexicons.document("noise")["mojibake"].items():
        first = [word for word in words if word[0] in alphabet]
        count = sum(text.count(word) for word in first)
        # One such character may be a rare character of its own; two kinds of remains, or three in all, are damage.
        if count >= 3 or (len(first) > 1 and count > 1):
            found[f"mojibake_{name}"] = count
    return found
