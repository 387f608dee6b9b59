"""Numbers whose digits are hidden: xx36人次, 120xx份, ×××元, 3**人."""

from __future__ import annotations

import regex

from summaryminer.finding.bare import Bare, closes
from summaryminer.finding.units import Units
from summaryminer.lexicons import Lexicons
from summaryminer.records import Quantity

__all__ = ["Masks"]

# A number with its unit, of so many characters at most, right before a sign.
_MEASURED = regex.compile(r"[0-9]\s?\p{L}{1,3}\Z")
_UNIT = 6
_HAN = regex.compile(r"\p{Han}")


class Masks:
    """Reads a masked number; its value is never guessed.

    Example:
        >>> from summaryminer.lexicons import load
        >>> lexicons = load()
        >>> quantity = Masks(lexicons, Units(lexicons)).read("xx36人次", 0)
        >>> quantity.state, quantity.value, quantity.unit
        ('masked', None, '人次')
    """

    def __init__(self, lexicons: Lexicons, units: Units) -> None:
        self._units = units
        data = lexicons.document("quantities")["mask"]
        signs = regex.escape(data["signs"])
        letters = regex.escape(data["letters"])
        more = regex.escape(data["more"])
        magnitudes = "".join([*lexicons.document("numerals")["small"], *lexicons.document("numerals")["large"]])
        mixed = regex.escape(data["mixed"])
        self.characters = frozenset(data["signs"] + data["letters"] + data["mixed"])
        self._mixed = regex.compile(
            rf"(?<![A-Za-z0-9.])(?=[{mixed}0-9.]{{0,24}}?[{mixed}])(?=[{mixed}]{{0,24}}[0-9])[{mixed}0-9][{mixed}0-9.]{{0,24}}+([{magnitudes}]*+)"
        )
        self.anchor = f"(?<![A-Za-z0-9])[{signs}{letters}{mixed}]"
        digits = rf"(?:[0-9][0-9,.]{{0,24}}+)?(?:[{signs}]|[{letters}](?![b-wyzB-WYZ])){{1,12}}[0-9{signs}{letters}]{{0,24}}+"
        decimals = rf"(?:[.][0-9{signs}{letters}]{{1,12}}+)?"
        blank = f"(?:[ ](?=[{magnitudes}{more}]))?"
        self._mask = regex.compile(rf"(?<![A-Za-z0-9.]){digits}{decimals}{blank}([{magnitudes}]*+)([{more}]?)([{magnitudes}]*+)")
        self._office_after = frozenset(data["office_after"])
        self._product = frozenset(data["product"])
        self._guards = {name: tuple(words) for name, words in data["not_before"].items()}
        self._counted = tuple(data["counted"])
        self._people, self._nouns = tuple(data["people"]), (*data["people"], *lexicons.words("quantities", "bare", "before"))
        self._circle = data["zero"]
        self._bullets = frozenset(data["bullets"])
        self._bare = Bare(lexicons)

    def read(self, text: str, start: int) -> Quantity | None:
        """The masked quantity that starts at ``start``, ``None`` unless a unit follows."""
        match = self._mixed.match(text, start) or self._mask.match(text, start)
        if match is None:
            return None
        shown = match[0]
        hidden = [character for character in shown if character in self.characters]
        if not hidden or (set(hidden) == {self._circle} and len(hidden) < 2):
            return None
        if len(shown) == 1 and shown in self._bullets and not text[text.rfind("\n", 0, start) + 1 : start].strip():
            return None  # ● 餐饮提升
        if len(hidden) == 1 and shown[0].isdigit() and shown[-1].isdigit() and hidden[0] in self._product:
            return None  # 3×5 is a product
        if shown[0] in self._product and shown[1:2].isdigit() and _MEASURED.search(text, max(0, start - _UNIT), start):
            return None  # so is 1.5米×2米
        if base := self._units.per_base(text, match.end()):
            end, name = base  # xx/10万
            return Quantity(start, end, text[start:end], None, None, None, name, "rate", "exact", "masked", rule="mask")
        at = match.end() + (text[match.end() : match.end() + 1] == " ")
        written = self._units.read(text, at)
        large = any(match.groups("")[::2])
        if written is None and large and self._bare.funds(text, match.end()):
            return Quantity(start, match.end(), shown, None, None, None, "", "money", "exact", "masked", rule="mask")  # x万配套资金
        if written is None and large and len(hidden) > 1 and closes(text[match.end() : match.end() + 1]):
            return Quantity(start, match.end(), shown, None, None, None, "", "count", "exact", "masked", rule="mask")  # xx万，
        if written is None and self._before_noun(text, match, hidden):
            return Quantity(start, match.end(), shown, None, None, None, "", "count", "exact", "masked", rule="mask")
        if written is None or written.unit.noun:
            return None
        digits = any(character.isdigit() for character in shown)
        guards = () if digits else self._guards.get(written.unit.name, ())
        if text.startswith(self._counted, at):  # xx名医生: no 名医
            guards = ()
        if any(text.startswith(word, at) and (word != written.unit.name or self._is_office(text, start, written.end)) for word in guards):
            return None
        if written.unit.name in ("年", "月", "日", "号"):
            return None
        if (
            not digits
            and text[written.end : written.end + 1] in written.unit.not_before
            and text[written.end : written.end + 1]
        ):
            return None
        kind, end = written.unit.kind, written.end
        return Quantity(
            start, end, text[start:end], None, None, None, written.name, kind, "exact", "masked", rule="mask"
        )

    def _before_noun(self, text: str, match: regex.Match[str], hidden: list[str]) -> bool:
        """Does a number without unit stand before what it counts (x万职工, 帮扶xx贫困户)?"""
        if any(match.groups("")):
            return text.startswith(self._nouns, match.end())
        previous = text[match.start() - 1 : match.start()]
        named = previous in self._office_after or not _HAN.match(previous)
        return len(hidden) > 1 and not named and text.startswith(self._people, match.end())

    def _is_office(self, text: str, start: int, end: int) -> bool:
        """Is XX处 an office? 违建xx处 counts."""
        before = start - (text[start - 1 : start] == " ")
        previous, following = text[before - 1 : before], text[end : end + 1]
        return previous in self._office_after or not _HAN.match(previous) or _HAN.match(following) is not None
