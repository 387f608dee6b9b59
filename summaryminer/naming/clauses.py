"""Sentences with their quantities masked, cut into clauses, and the text that stands around each quantity of a clause.

Headings are strings, so nothing here counts offsets: a sentence becomes a string in which each quantity is one mark, without quotation
marks, points of time and remarks in parentheses. That is done for a whole document at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from summaryminer.naming.vocabulary import Vocabulary
from summaryminer.records import Document, Quantity, Sentence

__all__ = ["BRACKETS", "MARK", "Clause", "Masked", "Slot", "masked", "normalise", "slots"]

MARK = "\ue000"
"""Stands for one quantity in a masked sentence."""
BRACKETS = ("(", ")")
"""The brackets that stand in a masked sentence."""
_END = "\ue001"
_TWO = re.compile(rf"{MARK}[，,](?={MARK})")
_FOREIGN = str.maketrans({MARK: "\ufffd", _END: "\ufffd"})

# Quotation marks, white space and asterisks carry nothing; brackets become one kind; a tab parts cells as a comma parts clauses.
_BRACKETS = {"（": "(", "）": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")"}
_PLAIN = {**dict.fromkeys("“”‘’\"'「」『』《》〈〉 \r\u3000_`", ""), **_BRACKETS, "＊": "*", "\t": "，"}
_REMARK = re.compile(rf"\([^(){MARK}{_END}]{{0,60}}\)")
_DELIMITER = re.compile(r"([，,；;：:。！!？?()…\n]|(?<!\d)[.．]|[.．](?!\d)|——)")
# Stretches longer than this, on either side of a quantity, name nothing that a heading could hold.
_REACH = 60
_RATE = 3  # the name of a rate is no shorter: 直报率


class Masked(NamedTuple):
    """A sentence that holds quantities, masked.

    Args:
        sentence: the sentence, or ``None`` for quantities that stand in none (a title, a line outside the sentences).
        text: its normalised text, one mark for each quantity.
        first: index of its first quantity.
        before: what stands before it in its paragraph, back to the last sentence with a quantity; ``None`` at a new paragraph.
    """

    sentence: Sentence | None
    text: str
    first: int
    before: str | None = None


class Clause(NamedTuple):
    """A stretch between two delimiters: the delimiter before it, its text with marks, the one after it."""

    opener: str
    text: str
    closer: str


@dataclass(slots=True)
class Slot:
    """The place of one quantity: what stands before and after it in its clause, and what joins it to the quantity before.

    Args:
        before, after: text from the last quantity or delimiter, and up to the next; shared text is given to the one it belongs to.
        joined: is it joined to the quantity before it, in the same clause, by 、 or 和?
        opener: the delimiter before the clause if the quantity is the first of its clause, else ``""``.
        shared: was what stands behind it done for another number, too?
    """

    before: str
    after: str
    joined: bool
    opener: str
    shared: bool = False


def masked(text: str, document: Document, quantities: Sequence[Quantity], words: Vocabulary) -> list[Masked]:
    """The sentences of a document that hold quantities, masked and normalised.

    Args:
        text: clean text.
        document: the document; offsets clean.
        quantities: its quantities in order; offsets clean.
        words: compiled word lists.
    """
    if MARK in text or _END in text:
        text = text.translate(_FOREIGN)
    found: list[tuple[Sentence | None, int, str | None]] = []
    last = 0
    pieces: list[str] = []
    for sentence, start, end, first, stop in _groups(text, document, quantities):
        at = start
        for quantity in quantities[first:stop]:
            pieces += (text[max(at, quantity.start - 2 * _REACH) : quantity.start], MARK)
            at = quantity.end
        pieces += (text[at : min(end, at + 2 * _REACH)], _END)
        near = max(last, start - 2 * _REACH)
        line = text.rfind("\n", near, start)
        found.append((sentence, first, text[max(line + 1, near) : start] if line < start - 1 else None))
        last = end
    plain = _paired(normalise("".join(pieces), words), words).split(_END)
    return [Masked(place[0], words.number.sub("", string), *place[1:]) for place, string in zip(found, plain, strict=False)]


def normalise(text: str, words: Vocabulary) -> str:
    """Text without quotation marks, white space, points of time, exceptions and remarks in parentheses; 乡(镇) is 乡镇."""
    if " " in text:
        text = words.apart.sub("，", text)
    if any(sign in text for sign in words.quoting):
        text = words.slogan.sub(lambda quoted: _slogan(quoted, words), text)
    # Most texts lack most signs: asking for each costs less than translating every character.
    for sign, plain in _PLAIN.items():
        if sign in text:
            text = text.replace(sign, plain)
    if "(" in text:
        text = words.twin.sub(r"\1\2", text)
    return _REMARK.sub("", words.time.sub("", words.excepted.sub("", text)).replace("*", ""))


def _slogan(quoted: re.Match[str], words: Vocabulary) -> str:
    """A quotation without the signs that would part it; nothing of one that stands on a paper (“保护环境，人人有责”标语)."""
    paper = any(words.paper.at_start(quoted.string, quoted.end() + skipped) for skipped in range(3))
    so_on = words.so_on if quoted[0].endswith(words.so_on) else ""
    return "" if paper else "".join(part for part in quoted.groups() if part) + so_on


def _paired(text: str, words: Vocabulary) -> str:
    """Text in which two numbers behind one preposition stand in one clause: 对1260户，4830人给予补助."""
    for match in _TWO.finditer(text):
        if words.scope.at_end(text, match.start()):
            text = f"{text[: match.end() - 1]}、{text[match.end() :]}"
    return text


def _groups(text: str, document: Document, quantities: Sequence[Quantity]) -> Iterator[tuple[Sentence | None, int, int, int, int]]:
    """Runs of quantities with one sentence: the sentence, its span, and the half-open range of quantities."""
    at, place, count = 0, 0, len(quantities)
    sentences = document.sentences
    while at < count:
        start = quantities[at].start
        while place < len(sentences) and sentences[place].end <= start:
            place += 1
        first = at
        if place < len(sentences) and sentences[place].start <= start:
            sentence = sentences[place]
            while at < count and quantities[at].start < sentence.end:
                at += 1
            yield sentence, sentence.start, max(sentence.end, quantities[at - 1].end), first, at
        else:
            at += 1
            left = text.rfind("\n", max(0, start - 2 * _REACH), start) + 1 or max(0, start - 2 * _REACH)
            right = text.find("\n", quantities[first].end, quantities[first].end + 2 * _REACH)
            yield None, left, right if right >= 0 else quantities[first].end, first, at


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a masked sentence, in order.

    Example:
        >>> [(c.opener, c.text) for c in clauses("培训6次,宣传栏66期(院12期)")]
        [('', '培训6次'), (',', '宣传栏66期'), ('(', '院12期')]
    """
    parts = _DELIMITER.split(text)
    opener = ""
    for at in range(0, len(parts), 2):
        closer = parts[at + 1] if at + 1 < len(parts) else ""
        if parts[at]:
            yield Clause(opener, parts[at], closer)
            opener = closer
        elif closer in "()" or not opener:
            opener = closer


def slots(clause: Clause, quantities: Sequence[Quantity], words: Vocabulary) -> list[Slot]:
    """The slots of the quantities of one clause, in order; text between two quantities is divided between them.

    Args:
        clause: a clause with as many marks as there are quantities.
        quantities: its quantities.
        words: compiled word lists.
    """
    parts = clause.text.split(MARK)
    found = [Slot(parts[0][-_REACH:], "", False, clause.opener)]
    for number, part in enumerate(parts[1:-1], 1):
        after, before, joined = _divide(part, found[-1], quantities[number - 1], quantities[number], words)
        found[-1].after = after
        if not (after or joined) and quantities[number - 1].unit in words.inset and _inset(found[-1].before, before, words):
            before = found[-1].before + before
        found.append(Slot(before[-_REACH:], "", joined, ""))
    found[-1].after = parts[-1][words.bound_head(parts[-1]) :][:_REACH]
    if parts[-1] and words.join.at_start(found[-1].after):
        found[-1].after = ""
    return found


def _inset(before: str, part: str, words: Vocabulary) -> bool:
    """Do the texts before and after a number name one thing together (计划生育|四项|手术)?"""
    apart = words.verb.at_end(before) or words.preposition.at_end(before) or words.verb.at_start(part) or words.adverb.at_start(part)
    return len(before) > 1 and len(part) > 1 and not apart


def _settled(part: str, before: str, quantity: Quantity, words: Vocabulary) -> bool:
    """Is what stands between two numbers a place that the first counts (4个|乡镇|16个村), where none is named before it (乡镇|4个|村|16个)?"""
    counted = quantity.unit in words.classifier and part.removesuffix(words.of) in words.settlement
    if not counted or words.share.at_end(before):
        return part in words.place
    return before[words.lead.head(before) :] not in words.settlement


def _counted(part: str, words: Vocabulary) -> int:
    """Of what stands between a number and a rate, where the bodies end that are counted: 直报单位|网络直报率达, 0 if none are."""
    end = words.tail.tail(part)
    if not words.rate.at_end(part, end):
        return 0
    places = range(end - _RATE, 1, -1)
    return next((at for at in places if words.whole_body.at_end(part, at) or words.bodies.at_end(part, at)), 0)


def _divide(part: str, left: Slot, quantity: Quantity, following: Quantity, words: Vocabulary) -> tuple[str, str, bool]:
    """Text between two quantities of a clause: what follows the first, what precedes the second, and whether a join lies between."""
    part = part[words.bound_head(part) :]
    if part in words.tail and part not in words.join:
        return "", part, False
    if length := words.join.at_start(part):
        return "", part[length:], True
    if words.tail.covers(part):
        return "", part, False
    if (length := words.join.at_end(part)) and len(part) > length:
        return part[:-length], "", True
    if not left.before and (told := part.find(words.already, 2)) > 0 and (not quantity.unit or quantity.unit in words.classifier):
        return part[:told], part[told:], False  # 92个新项目|已开工51个
    joint = words.joint.search(part, 1, len(part) - 1)
    if joint is not None and words.respective.at_end(part):
        return part[: joint.start()], part, False
    if joint is not None and part[: joint.start()] not in words.verb:
        return part[: joint.start()], part[joint.end() :], True
    if _settled(part, left.before, quantity, words):
        return part, "", False
    if following.kind == "rate" and quantity.unit in words.classifier and (counted := _counted(part, words)):
        return part[:counted], part, False
    if len(part) < 2 or words.task.at_start(part):
        return "", part[words.task.at_start(part) :], False
    alone = quantity.kind == "measure" and following.kind != "rate" and words.lead.covers(left.before)  # 还有616平方米业务用房
    if (alone or not quantity.unit or quantity.unit in words.classifier) and not words.adverb.at_start(part):
        for at in range(1, len(part) - 1):
            if words.keep.at_start(part, at - 1) > 1:
                continue
            if at == 1 and part[0] not in words.place:
                continue
            if part[at] == words.together and (rest := _summed(part, at + 1, words)):
                return part[:at], part[rest:], False
            if (words.verb.at_start(part, at) and not words.suffix.at_start(part, at + 2)) or words.doing.at_start(part, at) > 1:
                return part[:at], part[at:], False
            if words.keep.at_start(part, at) > 1:
                continue
            if words.inner.at_start(part, at):
                return part[:at], part[at:], False
            if at > 1 and (have := words.have.at_start(part, at)) and at + have < len(part) and not words.keep_tail.at_end(part, at + have):
                return part[:at], part[at + have :], False
        if alone and len(named := part[: words.tail.tail(part)]) >= 2:
            return named, part[len(named) :], False
        if (words.rate.at_end(part) or following.kind == "measure") and 2 <= (tail := words.generic.tail(part)) < len(part):
            return part[:tail], part, False
        before = words.body_end.sub("", left.before)
        if following.kind == "rate" and (length := words.tail.at_end(part)) >= 2 and len(part) - length >= 2:
            return part[: words.tail.tail(part)], part, False
        if words.share.at_end(before):
            return "", part, False
        if quantity.unit and len(before) > 1 and not (words.verb.at_end(before) or words.preposition.at_end(before) or before.endswith(words.of)):
            return "", part, False
        return part, "", False
    return "", part, False


def _summed(part: str, at: int, words: Vocabulary) -> int:
    """Where, behind the 共 of 个县|共设有县级医院, what they have or did begins; 0 if 共 belongs to a word (共建)."""
    if (have := words.have.at_start(part, at)) and at + have < len(part):
        return at + have
    return at if words.verb.at_start(part, at) > 1 and words.keep.at_start(part, at - 1) < 2 else 0
