"""The words of ``periods.toml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summaryminer.lexicons import LexiconError, Lexicons
from summaryminer.naming.vocabulary import WordSet

__all__ = ["PeriodWords"]


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """``periods.toml``, compiled."""

    compare: WordSet
    next: WordSet
    origin: WordSet
    per: WordSet
    before: WordSet
    end: WordSet
    back: WordSet
    to: WordSet
    times: frozenset[str]
    since: tuple[str, ...]
    begun: re.Pattern[str]
    without: tuple[str, ...]
    joins: frozenset[str]
    headings: tuple[str, ...]
    not_headings: tuple[str, ...]
    sentences: tuple[str, ...]
    names: dict[str, str]
    not_after: tuple[str, ...]
    reach: int
    months: re.Pattern[str]
    period: re.Pattern[str]
    spans: dict[str, str]
    holds: tuple[str, ...]
    ends: re.Pattern[str]
    goes_on: tuple[str, ...]
    not_cumulative: tuple[str, ...]
    loose: str
    of: str

    @classmethod
    def read(cls, lexicons: Lexicons) -> PeriodWords:
        """The words of some lexicons.

        Raises:
            LexiconError: ``periods.toml`` lacks something.
        """
        data = lexicons.document("periods")
        try:
            year, following, period = data["year"], data["next_year"], data["period"]
            names = dict(period["words"])
            alternatives = [period["months"], *map(re.escape, sorted(names, key=len, reverse=True))]
            compare, after, origin, per, before, end, back, to = (
                WordSet(year[name]) for name in ("compare", "next", "from", "per", "before", "end", "back", "to")
            )
            return cls(
                compare,
                after,
                origin,
                per,
                before,
                end,
                back,
                to,
                frozenset(year["times"]),
                tuple(year["since"]),
                re.compile("|".join(map(re.escape, year["begun"]))),
                tuple(year["without"]),
                frozenset(year["joins"]),
                tuple(following["headings"]),
                tuple(following["not_headings"]),
                tuple(following["sentences"]),
                names,
                tuple(period["not_after"]),
                int(period["reach"]),
                re.compile(period["months"]),
                re.compile("|".join(alternatives)),
                dict(period["spans"]),
                tuple(period["holds"]),
                re.compile(period["ends"]),
                tuple(period["cumulative_goes_on"]),
                tuple(period["cumulative_not_after"]),
                str(year["loose"]),
                str(year["of"]),
            )
        except (KeyError, re.error, ValueError) as error:
            path = next(lexicons.files("periods.toml"), "periods.toml")
            raise LexiconError(path, None, f"something is missing or wrong ({error})", "compare it with the shipped periods.toml") from None
