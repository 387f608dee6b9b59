"""Passages that two institutions' reports share, and reports that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from summaryminer.tables.audit.findings import Finding, finding
from summaryminer.tables.audit.reports import Report, Reports, Spot
from summaryminer.tables.repeats import bodies, repeats

__all__ = ["passages"]

_SENTENCE = regex.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_DIGIT = regex.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*")
_OTHER = regex.compile(r"[^\p{Han}0]+")
# A shorter sentence may well be written twice by chance; it counts only beside a longer one.
_LEAST = 12


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its span in the source, and its words with every number as 0 and without signs."""

    start: int
    end: int
    words: str


def passages(reports: Reports) -> Iterator[Finding]:
    """``repeated_report`` and ``shared_passage``: the shared text is shown, with the numbers that differ side by side.

    Shared are runs of sentences equal but for their numbers and signs. What many institutions share, they were told to write; it is
    left out, as is what one institution repeats from year to year.
    """
    copies = list(repeats(reports.extraction, reports.lexicons))
    by_document = {report.document: report for report in reports}
    for name, original, similarity in copies:
        yield _repeat(by_document[name], by_document[original], similarity)
    left_out = {frozenset((name, original)) for name, original, _ in copies}
    texts = bodies(reports.extraction)
    sentences = {name: list(_sentences(text, by_document[name].start)) for name, text in texts.items()}
    for first, second in sorted(_pairs(sentences, by_document, int(reports.number("passages", "institutions")))):
        if frozenset((first, second)) in left_out or by_document[first].name == by_document[second].name:
            continue
        for run in _runs(sentences[first], sentences[second]):
            length = sum(len(one.words) for one, _ in run)
            if length >= reports.number("passages", "characters"):
                yield from _passage(by_document[first], by_document[second], run, length, reports)


def _repeat(report: Report, original: Report, similarity: float) -> Finding:
    same = report.institution == original.institution and report.year == original.year
    return finding(
        "repeated_report", "note" if same else "warning", report.document, [], f"Jaccard = {similarity:.2f}",
        other=f"{original.document}（{original.name}）", stated=f"{similarity:.0%}",
    )  # fmt: skip


def _sentences(text: str, offset: int) -> Iterator[_Sentence]:
    for match in _SENTENCE.finditer(text):
        words = _OTHER.sub("", _DIGIT.sub("0", match.group()))
        if words:
            yield _Sentence(offset + match.start(), offset + match.end(), words)


def _pairs(sentences: dict[str, list[_Sentence]], reports: dict[str, Report], most: int) -> set[tuple[str, str]]:
    """Pairs of reports, in the reports' order, that share a sentence which few institutions share."""
    holders: dict[str, dict[str, None]] = {}
    for name, some in sentences.items():
        for sentence in some:
            if len(sentence.words) >= _LEAST:
                holders.setdefault(sentence.words, {})[name] = None
    found: set[tuple[str, str]] = set()
    for names in holders.values():
        if len(names) > 1 and len({reports[name].name for name in names}) <= most:
            ordered = list(names)
            found.update((one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :])
    return found


def _runs(first: list[_Sentence], second: list[_Sentence]) -> Iterator[list[tuple[_Sentence, _Sentence]]]:
    """Longest runs of sentences with the same words, in order; each sentence of the first text is used once."""
    places: dict[str, list[int]] = {}
    for at, sentence in enumerate(second):
        places.setdefault(sentence.words, []).append(at)
    at = 0
    while at < len(first):
        best = max((_length(first, at, second, there) for there in places.get(first[at].words, [])[:20]), default=0)
        if best:
            there = next(t for t in places[first[at].words][:20] if _length(first, at, second, t) == best)
            yield list(zip(first[at : at + best], second[there : there + best], strict=True))
        at += best or 1


def _length(first: list[_Sentence], at: int, second: list[_Sentence], there: int) -> int:
    count = 0
    while (
        at + count < len(first)
        and there + count < len(second)
        and first[at + count].words == second[there + count].words
    ):
        count += 1
    return count


def _passage(
    first: Report, second: Report, run: list[tuple[_Sentence, _Sentence]], length: int, reports: Reports
) -> Iterator[Finding]:
    from rapidfuzz import fuzz

    here = _within(second, run[0][1].start, run[-1][1].end)
    there = _within(first, run[0][0].start, run[-1][0].end)
    text = reports.extraction.texts[second.source][run[0][1].start : run[-1][1].end].strip()
    original = reports.extraction.texts[first.source][run[0][0].start : run[-1][0].end].strip()
    if not here and length < 3 * reports.number("passages", "characters"):
        return
    changed = (
        [f"{one.shown} → {other.shown}" for one, other in zip(there, here, strict=False) if one.value != other.value]
        if len(here) == len(there)
        else []
    )
    hint = (f"，{len(changed)}处数字不同", f", {len(changed)} numbers differ") if changed else ("", "")
    detail = f"{text}　[{first.document}，{fuzz.ratio(text, original):.0f}%]" + (
        f"　{'；'.join(changed)}" if changed else ""
    )
    yield finding(
        "shared_passage", "warning" if here else "note", second.document, [spot.id for spot in [*here, *there]], detail,
        other=first.name, hint=hint,
    )  # fmt: skip


def _within(report: Report, start: int, end: int) -> list[Spot]:
    return [spot for spot in report.spots if start <= spot.start < end]
