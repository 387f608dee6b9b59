"""The heading of every figure of a document: what the number measures, as an auditor would write above a column."""

from __future__ import annotations

from collections.abc import Sequence

from summaryminer.lexicons import Lexicons
from summaryminer.naming.clauses import MARK, Clause, Masked, Slot, clauses, masked, slots
from summaryminer.naming.parallels import respective
from summaryminer.naming.partners import join, section_thing, share_of, thing
from summaryminer.naming.phrases import LONGEST, Cutter, Phrase
from summaryminer.naming.segmenter import Segmenter
from summaryminer.naming.vocabulary import vocabulary
from summaryminer.records import Document, Quantity

__all__ = ["headings"]


def headings(
    text: str, document: Document, quantities: Sequence[Quantity], lexicons: Lexicons, segmenter: Segmenter
) -> list[str]:
    """The headings of a document's quantities, in their order: 2 to 14 simplified characters each, never empty.

    Args:
        text: clean text of the source.
        document: the document; offsets clean.
        quantities: its quantities in order; offsets clean.
        lexicons: word lists, of which ``naming.toml`` is used.
        segmenter: cuts a clause into words where rules leave its limits in doubt.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.records import Sentence
        >>> text = "高血压患者管理840人，规范管理率85%。"
        >>> report = Document(1, 0, len(text), "", (), (Sentence(0, len(text)),))
        >>> found = [Quantity(7, 11, "840人", 840, 840, 840, "人", "count"), Quantity(17, 20, "85%", 85, 85, 85, "%", "rate")]
        >>> headings(text, report, found, load(), segmenter())
        ['高血压患者管理', '高血压患者规范管理率']
    """
    words = vocabulary(lexicons)
    reader = _Reader(document, quantities, Cutter(words, segmenter))
    for sentence in masked(text, document, quantities, words):
        reader.read(sentence)
    return [_finish(heading, quantity, reader.cutter) for heading, quantity in zip(reader.found, quantities, strict=True)]


class _Reader:
    """Reads a document sentence by sentence and remembers what later, incomplete clauses depend on."""

    def __init__(self, document: Document, quantities: Sequence[Quantity], cutter: Cutter) -> None:
        self.document, self.quantities, self.cutter = document, quantities, cutter
        self.found: list[str] = []
        self._section = -2
        self._topic = ""  # what the section heading names
        self._last = ""  # heading of the last quantity of this section
        self._lead = ""  # last clause without a number, in this sentence
        self._colon = ""  # phrase before a colon, in this sentence
        self._parent = ""  # heading of the whole of which 其中 or parentheses give parts
        self._parent_unit = ""
        self._in_sentence = 0  # headings found in this sentence

    def read(self, sentence: Masked) -> None:
        """Find the headings of one sentence's quantities."""
        section = sentence.sentence.section if sentence.sentence else -1
        if section != self._section:
            self._section, self._last = section, ""
            path = self.document.sections[section].path if 0 <= section < len(self.document.sections) else ()
            self._topic = section_thing(path, self.cutter)
        self._lead = self._colon = self._parent = ""
        self._in_sentence = 0
        at = sentence.first
        stack: list[tuple[str, str, str]] = []
        for clause in clauses(sentence.text):
            if clause.opener == "(":
                stack.append((self._parent, self._parent_unit, self._last))
                self._parent = self._last
                self._parent_unit = self.quantities[at - 1].unit if at else ""
            elif clause.opener == ")" and stack:
                self._parent, self._parent_unit, self._last = stack.pop()
            count = clause.text.count(MARK)
            if count:
                self._name(clause, self.quantities[at : at + count])
                at += count
            else:
                self._remember(clause)

    def _remember(self, clause: Clause) -> None:
        phrase = self.cutter.strip_lead(clause.text[:40])
        if clause.closer in "：:":
            self._colon = phrase
        if len(phrase) >= 2:
            self._lead = phrase

    def _name(self, clause: Clause, quantities: Sequence[Quantity]) -> None:
        words = self.cutter.words
        if clause.text.startswith("其中") and self._last:
            self._parent, self._parent_unit = self._last, ""
        places = slots(clause, quantities, words)
        names: list[str] = []
        for number, (slot, quantity) in enumerate(zip(places, quantities, strict=True)):
            if number < len(names):
                heading = names[number]
            else:
                phrase = self.cutter.before(slot.before)
                if phrase.respective and (row := self._row(phrase, places[number:])):
                    names = names[:number] + row
                    heading = names[number]
                else:
                    heading = self._heading(slot, phrase, quantity)
                    names.append(heading)
            self._last = heading
            self.found.append(heading)
            self._in_sentence += 1

    def _row(self, phrase: Phrase, places: Sequence[Slot]) -> list[str] | None:
        """Headings for 甲、乙分别为1、2, from the row before 分别为 or from the last headings."""
        count = 1
        while count < len(places) and places[count].joined and not places[count].before.strip("、和及与"):
            count += 1
        if count < 2:
            return None
        row = respective(phrase.text, count, self.cutter)
        if row is None and len(self.found) >= count and (not phrase.text or self.cutter.words.generic.covers(phrase.text)):
            last = self.found[-count:]
            row = [join(heading, phrase.text, self.cutter) if phrase.text else heading for heading in last]
        return row

    def _heading(self, slot: Slot, phrase: Phrase, quantity: Quantity) -> str:
        words = self.cutter.words
        if slot.after and self._follows(slot, phrase, quantity):
            named = self._thing_after(slot, phrase)
            if named:
                return named
        if phrase.share:
            return share_of(phrase.text or self._partner(), self.cutter)
        core = phrase.text
        if not core:
            partner = self._partner()
            if quantity.kind == "rate" and partner and not words.rate.at_end(partner) and not quantity.change and words.generic.at_end(partner):
                return join(partner, partner[-2:] + "率", self.cutter) if False else partner
            return partner
        if words.generic.covers(core):
            return join(self._partner(), core, self.cutter)
        if self._parent and (phrase.modifier or len(core) <= 2 or words.part.at_end(core)):
            return join_part(core, self._parent, self.cutter)
        return self.cutter.fit(core)

    def _follows(self, slot: Slot, phrase: Phrase, quantity: Quantity) -> bool:
        """Does the thing stand after the number?"""
        words = self.cutter.words
        if words.task.at_start(slot.after):
            return False
        if quantity.kind == "rate":
            return slot.after.startswith("的") and len(slot.after) > 2 and not phrase.text
        bare = not phrase.text or phrase.modifier or phrase.text in words.verb or words.preposition.at_end(slot.before) > 0
        if quantity.kind != "count":
            return bare
        return bare or quantity.unit in words.classifier or words.verb.at_end(phrase.text) > 0

    def _thing_after(self, slot: Slot, phrase: Phrase) -> str:
        words = self.cutter.words
        named = self.cutter.after(slot.after).text
        if not named:
            return ""
        if words.generic.covers(named):
            partner = phrase.text if phrase.text and not words.generic.covers(phrase.text) and phrase.text not in words.verb else self._partner()
            return join(partner, named, self.cutter)
        if phrase.text and len(phrase.text) + len(named) <= LONGEST - 2 and (phrase.modifier or phrase.text in words.verb):
            return phrase.text + named
        return self.cutter.fit(named)

    def _partner(self) -> str:
        if self._in_sentence:
            return self._last
        return self._lead_thing() or self._last or self._topic

    def _lead_thing(self) -> str:
        words = self.cutter.words
        for phrase in (self._lead, self._colon):
            if phrase and not words.generic.covers(phrase):
                return self.cutter.fit(phrase, 8)
        return self._topic


def join_part(part: str, whole: str, cutter: Cutter) -> str:
    """The heading of a part: 女性 + 管理高血压患者 -> 女性高血压患者."""
    rest = thing(whole, cutter.words)
    return cutter.fit(part, 8) + cutter.fit(rest, max(LONGEST - min(len(part), 8), 2))


def _finish(heading: str, quantity: Quantity, cutter: Cutter) -> str:
    """A heading of allowed length; where nothing names the thing, what the unit counts."""
    words = cutter.words
    heading = heading.strip("、，的()（）-—·.")
    if quantity.unit in words.surface and heading and words.counted.get(quantity.unit, "") not in heading and len(heading) <= LONGEST - 2:
        heading += words.counted.get(quantity.unit, "")
    if len(heading) < 2:
        heading += words.counted.get(quantity.unit) or words.vague
    return cutter.fit(heading)
