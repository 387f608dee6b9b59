"""Years and ranges of years: 2019年, 二○一九年, 20xx年, 98年, 80年代, 十三五, 民國108年, 去年, 2019—2021年, 2018-05-27."""

from __future__ import annotations

from collections.abc import Iterator

import ahocorasick
import regex

from summaryminer.lexicons import Lexicons
from summaryminer.records import Year, YearState

__all__ = ["Years"]


_PAIR = 40
_SENTENCE_END, _DIGIT = regex.compile("[。\n]"), regex.compile("[0-9]")


class Years:
    """The year grammar, compiled from ``years.toml``.

    Example:
        >>> from summaryminer.lexicons import load
        >>> [(y.text, y.low, y.high, y.state) for y in Years(load()).scan("2019—2021年，“十四五”期间，去年和20xx年")]
        [('2019—2021年', 2019, 2021, 'known'), ('十四五', 2021, 2025, 'known'), ('去年', None, None, 'relative'), ('20xx年', None, None, 'masked')]
    """

    def __init__(self, lexicons: Lexicons) -> None:
        data = lexicons.document("years")
        numerals = lexicons.document("numerals")
        self._digits: dict[str, int] = dict(numerals["digits"])
        self._relative: dict[str, int] = dict(data["relative"])
        self._han = {**self._digits, "O": 0, "0": 0}
        self._hint = regex.compile(data["signs"]["republic_hint"])
        self._plans: dict[str, int] = dict(data["plans"])
        signs = data["signs"]
        year, mask = signs["year"], regex.escape(signs["mask"])
        any_kind = f"{signs['school']}?{year}"  # 2021年, 2021学年
        sep = "|".join(map(regex.escape, signs["range"]))
        opener, closer = regex.escape(signs["open"]), regex.escape(signs["close"])
        han = "".join(self._digits) + "O0"
        words = "|".join(sorted(self._relative, key=len, reverse=True))
        plans = "|".join(sorted(self._plans, key=len, reverse=True))
        known = r"(?:19|20)[0-9]{2}"
        hidden = rf"(?:(?:19|20)(?:[0-9][{mask}]|[{mask}][0-9]|[{mask}]{{1,2}})|(?<![0-9a-zA-Z{mask}])[{mask}]{{2,4}})"
        any_year = rf"(?:{known}|{hidden})"
        # (__) alone is a missing number; (__)5号 is a document's.
        begun = rf"(?:19|20)(?:[0-9][{mask}]|[{mask}][0-9]|[{mask}]{{1,2}})"
        in_brackets = rf"(?:{known}|{begun}|{hidden}(?=\s?[{closer}]\s?第?\s?[0-9{mask}]{{0,6}}\s?{signs['number']}))"
        edition = "|".join(map(regex.escape, signs["edition"]))
        counted = "|".join(map(regex.escape, signs["not_titled"]))
        titled = "|".join(map(regex.escape, signs["titled"]))
        self._not_mask_before = frozenset(signs["mask"])
        self._short_before = tuple(signs["short_before"])
        self._short = frozenset(signs["plan_short"])
        self._short_after = tuple(signs["plan_short_after"])
        self._not_plan = tuple(signs["not_plan_after"])
        self._quotes = frozenset(signs["open"])
        self._after = {word: tuple(rest) for word, rest in data["not_relative"]["after"].items()}
        self._before = {word: frozenset(rest) for word, rest in data["not_relative"]["before"].items()}
        first, second = _set(signs["pair_before"]), _set(signs["pair_before"] + signs["pair_to"])
        alone = rf"年(?!{'|'.join(map(regex.escape, signs['pair_not_after']))})".replace("年", year)
        self._pair_first = regex.compile(rf"(?:^|[{first}\n])([12][0-9]){alone}")
        self._pair_second = regex.compile(rf"[{second}\n]([12][0-9]){alone}")
        republic = "|".join(signs["republic"])
        # Quick passes find where a year can begin at all; the grammar below is tried only there.
        self._words = ahocorasick.Automaton()
        for word in [*self._relative, *self._plans, *signs["republic"]]:
            self._words.add_word(word, len(word))
        self._words.make_automaton()
        self._anchors = [
            regex.compile(rf"(?:19|20)(?=[0-9{mask}])"),
            regex.compile(rf"(?<![{mask}])[{mask}](?=[{mask}])"),
            regex.compile(rf"[0-9]{{2,3}}(?=\s?[{year}{signs['school']}])"),
        ]
        self._han_anchor = regex.compile(rf"[{han}十]{{2,4}}$")
        self._year_sign, self._decade_sign, self._school = year, signs["decade"], signs["school"]
        self._pattern = regex.compile(
            rf"(?P<republic>(?:{republic})\s?(?P<minguo>[0-9]{{1,3}}|[{han}十百]{{1,6}})\s?{year})"
            rf"|(?P<range>(?<![0-9.])(?P<first>{any_year})\s?{year}?\s?(?:{sep}){{1,2}}\s?(?P<second>{any_year}|[0-9]{{2}}(?={any_kind}))(?:\s?{any_kind}|(?=[{closer}\s,，。]|$)))"
            # Item 1 may begin with a year, without a blank between: 1.2011年
            rf"|(?P<year>(?:(?<![0-9.{mask}])|(?<=(?:^|\n)[ \t]{{0,4}}[0-9]{{1,2}}\.))(?P<number>{any_year})\s?{any_kind})(?!代)"
            rf"|(?P<date>(?<![0-9.])(?P<dated>{known})(?=\s?[-./]\s?(?:0?[1-9]|1[0-2])(?![0-9])(?:\s?[-./]\s?[0-9]{{1,2}}|[)）\s]|$)|(?:{edition})))"
            rf"|(?P<titled>(?<=^|\n[ \t]{{0,4}})(?P<begins>{known})(?!\s?(?:{counted}))"
            rf"(?=\s?\p{{Han}}[^\n，。；,;0-9]{{0,30}}(?:{titled})[^\n，。；,;]{{0,6}}(?:\n|$)))"
            rf"|(?P<ended>(?<=(?:{titled})\s?)(?P<ends>{known})(?=\s*(?:\n|$)))"
            rf"|(?P<bracket>(?<=[{opener}]\s?)(?P<inside>{in_brackets})(?=\s?(?:[{closer}]|{edition})))"
            rf"|(?P<han>(?<![{han}])(?P<hanfirst>[一二][{han}]{{3}})\s?{year}?(?:\s?(?:{sep})\s?(?P<hansecond>[一二][{han}]{{3}}))?{any_kind})"
            rf"|(?P<local>(?<![0-9.])(?P<nth>1[01][0-9]|9[0-9])\s?{signs['school']}?{year}(?!代|级))"
            rf"|(?P<hanshort>(?<![{han}十百第])(?P<hantwo>[七八九〇零○][{han}]){year}(?![{han}代级]))"
            rf"|(?P<decade>(?P<tens>[1-9]0|[一二三四五六七八九]十){signs['decade']})"
            rf"|(?P<short>(?<![0-9.{mask}第近前后这])(?P<two>[0-9]{{2}})\s?{year}(?=度|初|末|底|以来|\s?[0-9]{{1,2}}月|全年|上半年|下半年|的|,|，|{year}|[^\p{{Han}}0-9]|\p{{Han}}))"
            rf"|(?P<plan>{plans})"
            rf"|(?P<relative>{words})"
        )

    def scan(self, text: str) -> list[Year]:
        """All years of a clean text, in order; relative ones keep ``offset`` and get their years with the document's."""
        return list(self._scan(text))

    def _scan(self, text: str) -> Iterator[Year]:
        republic = self._hint.search(text) is not None
        at = 0
        for start in self._starts(text):
            match = self._pattern.match(text, start) if start >= at else None
            if match is None:
                continue
            at = match.end()
            name = match.lastgroup
            year: Year | None
            if match["relative"]:
                year = self._as_relative(text, match)
            elif match["plan"]:
                year = self._as_plan(text, match)
            elif match["local"]:
                year = (
                    _year(match, int(match["nth"]) + 1911, int(match["nth"]) + 1911)
                    if republic
                    else self._as_short_of(match, match["nth"])
                )
            elif match["hanshort"]:
                two = int("".join(str(self._han[c]) for c in match["hantwo"]))
                year = _year(match, 1900 + two if two >= 70 else 2000 + two, 1900 + two if two >= 70 else 2000 + two)
            elif match["short"]:
                year = self._as_short(match)
            elif match["range"]:
                year = self._as_range(match)
            elif match["decade"]:
                year = self._as_decade(match)
            elif match["han"]:
                year = self._as_han(match)
            elif match["republic"]:
                number = match["minguo"]
                value = int(number) if number.isdigit() and number.isascii() else self._count(number)
                year = _year(match, value + 1911, value + 1911) if value else None
            else:
                written = next(filter(None, map(match.group, ("number", "dated", "inside", "begins", "ends"))))
                year = self._single(match, written)
            if year is not None and name is not None:
                yield year

    def _starts(self, text: str) -> list[int]:
        """Where a year can begin, in order."""
        starts = {last + 1 - length for last, length in self._words.iter(text)}
        for anchor in self._anchors:
            starts.update(match.start() for match in anchor.finditer(text))
        place = text.find(self._year_sign)
        while place >= 0:
            end = place - text.startswith(self._school, place - 1)
            before = text[end - 1 : end]
            if before in self._han or before in " 十":
                numeral = self._han_anchor.search(text[max(0, end - 5) : end].rstrip())
                if numeral:
                    first = max(0, end - 5) + numeral.start()
                    starts.update(range(max(0, first - 5), place))  # 二〇二二至 may stand before
            place = text.find(self._year_sign, place + 1)
        return sorted(starts)

    def _single(self, match: regex.Match[str], written: str) -> Year:
        if written.isdigit() and written.isascii():
            return _year(match, int(written), int(written))
        return _year(match, None, None, "masked")

    def _as_range(self, match: regex.Match[str]) -> Year | None:
        first, second = match["first"], match["second"]
        if not (first.isdigit() and second.isdigit()):
            return _year(match, None, None, "masked")
        low = int(first)
        high = int(second) if len(second) == 4 else low // 100 * 100 + int(second)
        if high < low or high - low > 60:
            return None
        return _year(match, low, high)

    def _as_decade(self, match: regex.Match[str]) -> Year:
        tens = match["tens"]
        digit = int(tens[0]) if tens[0].isascii() else self._digits[tens[0]]
        low = (1900 if digit >= 3 else 2000) + 10 * digit
        return _year(match, low, low + 9)

    def _as_han(self, match: regex.Match[str]) -> Year | None:
        values = [
            int("".join(str(self._han[c]) for c in part)) for part in (match["hanfirst"], match["hansecond"]) if part
        ]
        if not all(1900 <= value <= 2099 for value in values):
            return None
        return _year(match, values[0], values[-1])

    def _as_short_of(self, match: regex.Match[str], written: str) -> Year | None:
        """98年 where no republic is meant."""
        return _year(match, 1900 + int(written), 1900 + int(written)) if len(written) == 2 else None

    def _as_short(self, match: regex.Match[str]) -> Year | None:
        """98年 and 08年 are years; 20年 is a length of time unless what follows dates it."""
        two = int(match["two"])
        dated: object = regex.match(r"\s?(?:度|初|末|底|以来|[0-9]{1,2}月|全年|上半年|下半年)", match.string, pos=match.end())
        dated = dated or match.string.endswith(self._short_before, 0, match.start()) or self._paired(match.string, match.start(), two)
        if match["two"].startswith("0") or two >= 80 or (dated and two <= 30 and two >= 8):
            value = 1900 + two if two >= 60 else 2000 + two
            return _year(match, value, value)
        return None

    def _paired(self, text: str, start: int, two: int) -> bool:
        """Whether another such year of the sentence, a year or two off and with a number between, tells that this is one."""
        own = text[max(0, start - 1) : start + _PAIR]
        if first := self._pair_first.match(own):
            for other in self._pair_second.finditer(own, first.end() - 1):
                if 0 < int(other[1]) - two <= 2 and _number(own[first.end() : other.start()]):
                    return True
        if self._pair_second.match(own):
            before = text[max(0, start - _PAIR) : start]
            for other in self._pair_first.finditer(before):
                if 0 < two - int(other[1]) <= 2 and _number(before[other.end() :]):
                    return True
        return False

    def _as_plan(self, text: str, match: regex.Match[str]) -> Year | None:
        word, start, end = match["plan"], match.start(), match.end()
        if (
            text.startswith(self._not_plan, end)
            or (start and text[start - 1] in self._digits)
            or text[end : end + 1] in self._digits
        ):
            return None
        quoted = text[end : end + 1] in '”"’」』）)' and end < len(text) and text[start - 1 : start] in self._quotes
        follow = end + quoted
        if word in self._short and not quoted and not text.startswith(self._short_after, follow):
            return None
        if text.startswith(self._not_plan, follow):
            return None
        return _year(match, self._plans[word], self._plans[word] + 4)

    def _as_relative(self, text: str, match: regex.Match[str]) -> Year | None:
        word = match["relative"]
        if text.startswith(self._after.get(word, ("\0",)) or ("\0",), match.end()):
            return None
        if match.start() and text[match.start() - 1] in self._before.get(word, ()):
            return None
        return Year(match.start(), match.end(), word, None, None, "relative", self._relative[word])

    def _count(self, written: str) -> int:
        if "十" not in written and "百" not in written:
            return int("".join(str(self._han[character]) for character in written))
        total, digit = 0, 0
        for character in written:
            if character in ("十", "百"):
                total += (digit or 1) * (10 if character == "十" else 100)
                digit = 0
            else:
                digit = self._han[character]
        return total + digit


def _set(characters: str) -> str:
    """Characters as the inside of a set of a pattern."""
    return "".join(map(regex.escape, characters))


def _number(between: str) -> bool:
    """Whether what stands between two years is of one sentence and holds a number."""
    return not _SENTENCE_END.search(between) and _DIGIT.search(between) is not None


def _year(match: regex.Match[str], low: int | None, high: int | None, state: YearState = "known") -> Year:
    return Year(match.start(), match.end(), match[0], low, high, state)
