"""What a whole report is about, and which indicators another report has only where it speaks of theirs."""

from __future__ import annotations

from collections.abc import Iterable

from summaryminer.lexicons import Lexicons
from summaryminer.naming.wordsets import LEXICON, holds

__all__ = ["Domains"]

# A report is about a domain when it has a cue word of it in every so many characters; shorter texts than these tell nothing.
_CUE, _TELLING = 300, 300


class Domains:
    """Tells domains of reports by their cue words.

    Args:
        lexicons: word lists, of which ``naming_matching.toml`` is used.
        ids: all indicators.

    Example:
        >>> from summaryminer.lexicons import load
        >>> domains = Domains(load(), ["records.total", "roads.built"])
        >>> domains.of("卫生院为居民建立健康档案。" * 30), domains.of("硬化村组道路。" * 60), domains.of("总结")
        ('health', 'other', '')
        >>> domains.elsewhere("records.total", "other", ["干部建档"]), domains.elsewhere("records.total", "other", ["患者建档"])
        (True, False)
    """

    def __init__(self, lexicons: Lexicons, ids: Iterable[str]) -> None:
        document = lexicons.document(LEXICON)
        self._cues = {name: lexicons.words(LEXICON, "domains", name) for name in document.get("domains", {})}
        bound = {domain: tuple(beginnings) for domain, beginnings in document.get("bound", {}).items()}
        self._bound = {key: domain for key in ids for domain, beginnings in bound.items() if key.startswith(beginnings)}

    def of(self, text: str) -> str:
        """What a document is about: the domain whose cue words it has often enough, else ``other``; ``""`` for a text too short to tell.

        Args:
            text: clean text of the document, title included.
        """
        found = {name: sum(map(text.count, cues)) for name, cues in self._cues.items()}
        best = max(found, key=lambda name: (found[name], name), default="")
        if best and found[best] * _CUE >= len(text):
            return best
        return "other" if len(text) >= _TELLING else ""

    def elsewhere(self, key: str, domain: str, near: Iterable[str]) -> bool:
        """Is an indicator of another domain than the report, and does nothing near speak of its own?

        Args:
            key: id of the indicator.
            domain: of the report, as :meth:`of` tells it.
            near: texts around the number.
        """
        own = self._bound.get(key, domain)
        return domain not in ("", own) and not any(holds(text, self._cues[own]) for text in near)
