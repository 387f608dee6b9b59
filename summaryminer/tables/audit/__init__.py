"""Audit: numbers that can't be true, contradict each other or look odd. One file per family of checks; words and limits in ``audit.toml``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from summaryminer import schema
from summaryminer.lexicons import Lexicons, load
from summaryminer.tables.audit.findings import Finding
from summaryminer.tables.audit.gaps import gaps
from summaryminer.tables.audit.groups import digits, outliers
from summaryminer.tables.audit.parts import parts
from summaryminer.tables.audit.passages import passages
from summaryminer.tables.audit.population import population
from summaryminer.tables.audit.rates import rates
from summaryminer.tables.audit.reports import Reports
from summaryminer.tables.audit.shares import shares, typos
from summaryminer.tables.audit.sums import sums
from summaryminer.tables.audit.targets import targets
from summaryminer.tables.audit.values import changes, two_values
from summaryminer.tables.audit.years import year_contradiction, year_jump
from summaryminer.tables.extraction import Extraction

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CHECKS", "CODES", "SEVERITIES", "audit"]

CHECKS: Mapping[Callable[[Reports], Iterator[Finding]], tuple[str, ...]] = {
    shares: ("share_above_100",),
    rates: ("rate_contradiction",),
    sums: ("sum_mismatch",),
    parts: ("part_above_whole",),
    targets: ("target_missed",),
    two_values: ("two_values",),
    changes: ("change_contradiction",),
    typos: ("typo",),
    population: ("per_capita",),
    year_contradiction: ("year_contradiction",),
    year_jump: ("year_jump",),
    outliers: ("outlier",),
    passages: ("shared_passage", "repeated_report"),
    digits: ("round_numbers", "first_digits"),
    gaps: ("masked", "blank"),
}
"""Every check and the codes of its findings."""

CODES = tuple(code for codes in CHECKS.values() for code in codes)
SEVERITIES = ("error", "warning", "note")


def audit(
    extraction: Extraction,
    *,
    codes: Iterable[str] | None = None,
    metadata: Mapping[str, Mapping[str, object]] | None = None,
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """The findings table: what an auditor should look at, errors first. Also sets ``extraction.findings`` and ``extraction.figures.flags``.

    Args:
        extraction: tables, as extracted or read back; its ``findings`` and the ``flags`` of its figures are replaced.
        codes: only these findings; all by default.
        metadata: source or report → fields that override what the text says (``population`` above all).
        lexicons: word lists, the shipped ones by default; ``audit.toml`` holds words, limits and messages.

    Returns:
        A row per finding: code, severity, document, figures (ids, ``;``-separated), message_zh, message_en, detail.

    Raises:
        ValueError: an unknown code.

    Example:
        >>> import summaryminer as sm
        >>> extraction = sm.Extractor().extract_text("2021年工作总结\\n居民健康档案建档率达到102%。")
        >>> findings = sm.audit(extraction)
        >>> findings[["code", "severity", "detail"]].values.tolist()
        [['share_above_100', 'error', '102% = 1.02 > 1']]
        >>> extraction.figures["flags"].tolist()
        ['share_above_100']
    """
    from summaryminer.tables.compare import described

    wanted = set(CODES if codes is None else codes)
    if unknown := sorted(wanted - set(CODES)):
        raise ValueError(f"there is no finding {unknown[0]!r}; take one of {', '.join(CODES)}")
    lexicons = lexicons or load()
    reports = Reports(described(extraction, metadata), lexicons)
    found = [one for check, made in CHECKS.items() if wanted & {*made} for one in check(reports) if one.code in wanted]
    order = {document: place for place, document in enumerate(extraction.documents["document"])}
    found.sort(key=lambda one: (SEVERITIES.index(one.severity), order.get(one.document, -1), CODES.index(one.code)))
    findings = schema.frame("findings", [one.row(lexicons) for one in found])
    _flag(extraction, found)
    extraction.findings = findings
    return findings


def _flag(extraction: Extraction, found: Iterable[Finding]) -> None:
    flags: dict[str, dict[str, None]] = {}
    for one in found:
        for figure in one.figures:
            for name in figure.split(";"):
                flags.setdefault(name, {})[one.code] = None
    figures = extraction.figures.copy()
    figures["flags"] = [";".join(flags.get(name, ())) for name in figures["id"]]
    extraction.figures = figures
