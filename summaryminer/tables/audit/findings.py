"""A finding, and its wording in two languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from summaryminer.lexicons import LexiconError, Lexicons

__all__ = ["Finding", "Severity", "finding"]

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an auditor should look at.

    Args:
        code: the check that found it.
        severity: ``error`` (can't be), ``warning`` (hardly), ``note`` (worth knowing).
        document: the report it is about.
        figures: ids of the figures it rests on.
        detail: the arithmetic, or the shared passage.
        words: what is filled into the message of ``audit.toml``: each a text, or a pair of Chinese and English.
    """

    code: str
    severity: Severity
    document: str
    figures: tuple[str, ...]
    detail: str
    words: tuple[tuple[str, str | tuple[str, str]], ...]

    def row(self, lexicons: Lexicons) -> tuple[object, ...]:
        """The row of the findings table.

        Raises:
            LexiconError: the message lacks, or asks for a word that the check does not give.
        """
        messages = lexicons.document("audit")["messages"].get(self.code, {})
        written = []
        for place, language in enumerate(("zh", "en")):
            values = {name: word[place] if isinstance(word, tuple) else word for name, word in self.words}
            try:
                written.append(str(messages[language]).format(**values))
            except (KeyError, IndexError) as error:
                remedy = f"write one with {', '.join('{' + name + '}' for name in values)}"
                raise LexiconError(
                    "audit.toml", None, f"messages.{self.code}.{language} lacks or asks for {error}", remedy
                ) from None
        return self.code, self.severity, self.document, ";".join(self.figures), *written, self.detail


def finding(
    code: str, severity: Severity, document: str, figures: Iterable[str], detail: str, **words: str | tuple[str, str]
) -> Finding:
    """A finding with its words."""
    return Finding(code, severity, document, tuple(dict.fromkeys(figures)), detail, tuple(words.items()))
