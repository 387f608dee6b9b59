"""How often statuses are right in whole short reports, plans and rules that the classifier was not trained on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from summaryminer.pipeline import Extractor
from summaryminer.records import Source
from summaryminer.schema import TABLES

pytestmark = pytest.mark.slow

REPORTS = (Path(__file__).parents[1] / "data" / "statuses.txt").read_text(encoding="utf-8").split("\n== ")[1:]
NAMES = {"a": "actual", "t": "target", "s": "standard"}
START, STATUS = ([column.name for column in TABLES["figures"]].index(name) for name in ("start", "status"))


def marked(report: str) -> tuple[str, dict[int, str]]:
    """The plain text of a report, and the status of each figure by the offset of its first character."""
    plain, truth = "", {}
    for part in re.split(r"(⟦[^⟧]*⟧)", report):
        if part.startswith("⟦"):
            part, _, status = part[1:-1].rpartition("/")
            truth[len(plain)] = NAMES[status]
        plain += part
    return plain, truth


@pytest.fixture(scope="module")
def counted() -> Counter[tuple[str, str]]:
    """How often each true status was judged to be each."""
    counts: Counter[tuple[str, str]] = Counter()
    extractor = Extractor()
    for report in REPORTS:
        text, truth = marked(report)
        found = {row[START]: row[STATUS] for row in extractor.extract_source(Source("report.txt", text)).tables["figures"]}
        counts.update((status, str(found[start])) for start, status in truth.items() if start in found)
    return counts


def test_statuses_are_right_nine_times_out_of_ten(counted: Counter[tuple[str, str]]) -> None:
    assert counted.total() > 550
    assert sum(count for (true, found), count in counted.items() if true == found) / counted.total() >= 0.91


@pytest.mark.parametrize("status", NAMES.values())
def test_every_status_is_recognised(status: str, counted: Counter[tuple[str, str]]) -> None:
    of_it = sum(count for (true, _), count in counted.items() if true == status)
    assert counted[status, status] / of_it >= 0.88
