"""When an extracted cell fits the truth: numbers, headings, names, institutions."""

from __future__ import annotations

from collections.abc import Iterable

from summaryminer.evaluation.truth import Value
from summaryminer.lexicons import Lexicons

__all__ = ["Names", "close", "same_body", "value_fits"]


def close(one: float | None, other: float | None) -> bool:
    """Equal; fractions such as 1/3 to four decimals.

    Example:
        >>> close(0.3333, 1 / 3), close(33.0, 33.1), close(None, 0.0)
        (True, False, False)
    """
    if one is None or other is None:
        return False
    gap = abs(one - other)
    fraction = 0 < abs(one) < 1 and 0 < abs(other) < 1 and gap <= 5e-4 and gap <= abs(one) / 100
    return gap <= 1e-9 * max(abs(one), abs(other)) or fraction


def value_fits(true: Value, value: float | None, low: float | None, high: float | None) -> bool:
    """Does a row's value, or its range, fit a true value? Both ends of a single number equal it, or are empty."""
    if true is None:
        return value is None
    if true[0] != true[1]:
        return value is None and close(true[0], low) and close(true[1], high)
    return close(true[0], value) and all(end is None or close(true[0], end) for end in (low, high))


def same_body(true: str, found: str) -> bool:
    """The same institution: equal, or one holds the other, which has four characters and half the length.

    Example:
        >>> same_body("青石桥街道社区卫生服务中心", "街道社区卫生服务中心"), same_body("某市卫生局", "卫生局")
        (True, False)
    """
    short, long = sorted((true.replace(" ", ""), found.replace(" ", "")), key=len)
    return short == long or (len(short) >= 4 and short in long and 2 * len(short) >= len(long))


class Names:
    """Tells whether headings or names of programs mean the same, with the words of ``scoring.toml``.

    Example:
        >>> from summaryminer.lexicons import load
        >>> names = Names(load())
        >>> names.heading_fits(["高血压患者随访"], "患者随访"), names.heading_fits(["健康教育讲座"], "教育讲座")
        (False, True)
        >>> names.same_program("国家基本公共卫生服务项目", "“基本公共卫生服务”")
        True
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self._distinguishing = lexicons.words("scoring", "headings", "distinguishing")
        self._places = lexicons.words("scoring", "programs", "places")
        self._heads = tuple(lexicons.words("scoring", "programs", "heads"))
        self._quotes = str.maketrans("", "", str(lexicons.document("scoring")["programs"]["quotes"]))

    def heading_fits(self, true: Iterable[str], heading: str) -> bool:
        """Does a heading share half of its character pairs with a true one, or does one hold the other?

        Two characters and half the length are asked of the one inside; both must name the same disease or offence.
        """
        heading = heading.strip()
        return bool(heading) and any(self._alike(one, heading) for one in true)

    def _alike(self, true: str, heading: str) -> bool:
        if true != heading and any((word in true) != (word in heading) for word in self._distinguishing):
            return False
        one, other = _pairs(true), _pairs(heading)
        if 2 * len(one & other) / (len(one) + len(other)) >= 0.5:
            return True
        short, long = sorted((true, heading), key=len)
        return len(short) >= 2 and short in long and len(long) <= 2 * len(short)

    def same_program(self, true: str, found: str) -> bool:
        """The same program, with or without head word, place or a last version in brackets."""
        return self._core(true) == self._core(found)

    def _core(self, name: str) -> str:
        name = name.translate(self._quotes).split("(")[0].split("（")[0]
        for place in self._places:
            if name.startswith(place) and len(name) > len(place) + 3:
                name = name[len(place) :]
        while len(name) > 4 and name.endswith(self._heads):
            name = name[:-2]
        return name


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}
