"""Measures the audit: known errors found (recall), findings that are no error (precision), false alarms on correct reports.

python benchmarks/audit.py                  # figures from the corpus's own truth: the audit alone
python benchmarks/audit.py --pipeline       # figures as the program extracts them: the whole road
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import summaryminer as sm
from summaryminer.records import Source
from summaryminer.tables.audit import audit
from summaryminer.tables.extraction import Extraction
from summaryminer.tables.tabulate import Rows
from tests.tables import gold, injection
from tests.tables.marked import Case

Make = Callable[[Iterable[tuple[str, str]]], Extraction]


def extracted(marked: Iterable[tuple[str, str]]) -> Extraction:
    """The tables that the program makes of marked-up texts, their marks taken away."""
    return Extraction.of([_rows(name, text) for name, text in marked])


@cache
def _extractor() -> sm.Extractor:
    return sm.Extractor()


@cache
def _rows(name: str, marked: str) -> Rows:
    """The rows of one marked-up text: most reports stand in many cases as they are."""
    from summaryminer.evaluation import markup

    return _extractor().extract_source(Source(name, markup.parse(marked, name).text, encoding="utf-8"))


def spots(case: Case, extraction: Extraction) -> list[tuple[str, int, int]]:
    """Where the error stands: source, start and end in the text as read."""
    found = []
    for name, around in case.spots:
        start = extraction.texts[name].index(around)
        found.append((name, start, start + len(around)))
    return found


def judge(case: Case, extraction: Extraction, known: set[tuple[str, str]]) -> tuple[bool, list[str], list[str]]:
    """Was the error found? The codes of the findings that rest on it, and of those that rest on nothing wrong.

    Args:
        known: code and figures of what is found in the same reports without the error; counted as false alarms of the clean reports.
    """
    places = spots(case, extraction)
    figures = extraction.figures.set_index("id")
    hit, right, wrong = False, [], []
    for row in audit(extraction).itertuples():
        ids = [figure for figure in str(row.figures).split(";") if figure in figures.index]
        touched = any(
            figures.at[i, "source"] == name and start <= figures.at[i, "start"] < end
            for i in ids
            for name, start, end in places
        )
        touched = touched or str(row.document).rpartition("#")[0] in case.names
        if touched and (row.code == case.code or case.spots):
            right.append(row.code)
            hit = hit or row.code == case.code
        elif row.code not in case.ignore and (row.code, row.detail) not in known:
            wrong.append(row.code)
    return hit, right, wrong


def run(make: Make, per_code: int, *, show: bool = False) -> dict[str, tuple[int, int, int, int]]:
    """Per code: errors injected, errors found, findings right, findings wrong."""
    injected, found, right, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    clean = {(row.code, row.detail) for row in audit(make(injection.sources())).itertuples()}
    for case in injection.cases(per_code):
        hit, good, bad = judge(case, make(case.reports.items()), clean)
        injected[case.code] += 1
        found[case.code] += hit
        right.update(good)
        wrong.update(bad)
        if show and (not hit or bad):
            print(case.code, "missed" if not hit else "", bad, case.spots or case.names, file=sys.stderr)
    return {code: (injected[code], found[code], right[code], wrong[code]) for code in {*injected, *right, *wrong}}


def alarms(make: Make, *, show: bool = False) -> tuple[int, Counter[str]]:
    """Correct reports looked at, and findings made in them by code; masked and blank numbers are truly there and don't count."""
    counted, reports = Counter[str](), 0
    texts = [
        (
            "as they are",
            [
                (f"{p.parent.name}/{p.name}", p.read_bytes().decode())
                for p in gold.reports("reports", "held", "domains", "pairs")
            ],
        )
    ]
    texts.append(("with right sentences", list(injection.controls())))
    for label, some in texts:
        extraction = make(some)
        reports += len(extraction.documents)
        for row in audit(extraction).itertuples():
            if row.code in ("masked", "blank") or (
                row.code in ("shared_passage", "repeated_report") and "pairs/" in row.document
            ):
                continue
            counted[row.code] += 1
            if show:
                print(label, row.code, row.document, row.message_zh, "|", row.detail, file=sys.stderr)
    return reports, counted


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument(
        "--pipeline", action="store_true", help="extract the figures instead of taking the corpus's truth"
    )
    arguments.add_argument("--per-code", type=int, default=20)
    arguments.add_argument("--show", action="store_true", help="print what was missed and what was found wrongly")
    given = arguments.parse_args()
    make = extracted if given.pipeline else gold.extraction
    rows = run(make, given.per_code, show=given.show)
    print(f"{'code':22}{'injected':>9}{'recall':>8}{'findings':>10}{'precision':>10}")
    for code, (injected, found, right, wrong) in sorted(rows.items(), key=lambda item: -item[1][0]):
        recall = f"{found / injected:.2f}" if injected else "-"
        precision = f"{right / (right + wrong):.2f}" if right + wrong else "-"
        print(f"{code:22}{injected:9}{recall:>8}{right + wrong:10}{precision:>10}")
    injected, found, right, wrong = (sum(row[place] for row in rows.values()) for place in range(4))
    print(f"{'all':22}{injected:9}{found / injected:8.2f}{right + wrong:10}{right / max(1, right + wrong):10.2f}")
    reports, counted = alarms(make, show=given.show)
    print(
        f"false alarms in {reports} correct reports: {sum(counted.values())} ({sum(counted.values()) / reports:.3f} each) {dict(counted)}"
    )


if __name__ == "__main__":
    main()
