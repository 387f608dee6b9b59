"""Checking a corpus: is every file well marked, and does the whole hold what it should?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summaryminer.evaluation.markup import Note, decoded, examine
from summaryminer.evaluation.truth import Truth
from summaryminer.lexicons import Lexicons, load

__all__ = ["PASSAGE", "CorpusReport", "check"]

PASSAGE = 12
"""Characters of a passage whose repetition in another file is counted."""
_DIGITS = re.compile(r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*")


@dataclass(slots=True)
class CorpusReport:
    """What a corpus folder holds.

    Args:
        folder: its name.
        files, characters, documents: how many.
        counts: figures by what they are (``target``, ``increase``, ``masked``, ``range`` …), years, programs.
        domains, types: how many files of each domain, how many documents of each type.
        digits, numerals: numbers that are no figures: in digits, and written out.
        repeated: share of the passages of :data:`PASSAGE` characters that stand in more than one file.
        notes: every remark about a file.
    """

    folder: str
    files: int = 0
    characters: int = 0
    documents: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    domains: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    digits: int = 0
    numerals: int = 0
    repeated: float = 0.0
    notes: list[Note] = field(default_factory=list)

    @property
    def errors(self) -> list[Note]:
        """The remarks that make a file unusable."""
        return [note for note in self.notes if note.serious]

    @property
    def figures(self) -> int:
        """Annotated figures, optional ones included."""
        return self.counts["figure"]

    def share(self, *names: str) -> float:
        """Share of the figures that are one of these."""
        return sum(self.counts[name] for name in names) / self.figures if self.figures else 0.0

    def lines(self) -> list[str]:
        """The statistics, line by line, for people."""
        kinds = {kind: f"{self.share(kind):.1%}" for kind in ("target", "standard", "about", "at_least", "at_most")}
        changes, hidden, vague = (f"{self.share(*names):.1%}" for names in (("increase", "decrease"), ("masked", "blank"), ("range", "vague")))
        domains, types = ("  ".join(f"{name} {count}" for name, count in names.most_common()) for names in (self.domains, self.types))
        statistics = [
            f"{self.folder}: {self.files} files, {self.documents} reports, {self.characters} characters",
            f"figures {self.figures} ({self.counts['optional']} optional), years {self.counts['year']}, programs {self.counts['program']}",
            f"numbers that are no figures {self.digits + self.numerals} ({self.digits} in digits, {self.numerals} written out)",
            f"target {kinds['target']}  standard {kinds['standard']}  changes {changes}  masked or blank {hidden}  ranges or vague {vague}",
            f"about {kinds['about']}  at least {kinds['at_least']}  at most {kinds['at_most']}",
            f"domains  {domains}",
            f"types  {types}",
            f"passages of {PASSAGE} characters that stand in more than one file {self.repeated:.2%}",
        ]
        return statistics


def check(folder: str | Path, lexicons: Lexicons | None = None) -> CorpusReport:
    """Validates every file of a corpus folder and counts what it holds.

    Args:
        folder: ``.txt`` files with markup.
        lexicons: for units and indicators, the shipped ones by default.

    Raises:
        FileNotFoundError: there is no ``.txt`` file in the folder.
        MarkupError: a file is not in UTF-8.
    """
    lexicons = lexicons or load()
    paths = sorted(Path(folder).glob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"no .txt file in {folder}")
    report = CorpusReport(str(folder))
    numerals = _numerals(lexicons)
    identifiers = {str(entry["id"]) for entry in lexicons.document("indicators").get("indicators", ())}
    passages: list[set[str]] = []
    for path in paths:
        truth, notes = examine(decoded(path), path.name, lexicons)
        report.notes += notes
        report.notes += _unknown(truth, identifiers)
        _count(report, truth, numerals)
        passages.append(_passages(truth.text))
    report.repeated = _repeated(passages)
    return report


def _numerals(lexicons: Lexicons) -> re.Pattern[str]:
    data = lexicons.document("numerals")
    return re.compile(f"[{''.join([*data['digits'], *data['tens'], *data['small'], *data['large']])}]+")


def _unknown(truth: Truth, identifiers: set[str]) -> Iterable[Note]:
    for figure in truth.figures:
        for name in figure.indicators:
            if name and name not in identifiers:
                yield Note(
                    truth.name, 0, f"there is no indicator {name!r} ({figure.text}, line {figure.line} of the text)"
                )


def _count(report: CorpusReport, truth: Truth, numerals: re.Pattern[str]) -> None:
    counts = report.counts
    report.files += 1
    report.characters += len(truth.text)
    report.documents += len(truth.documents)
    report.domains[truth.domain or "-"] += 1
    report.types.update(document.type for document in truth.documents)
    counts["year"] += len(truth.years)
    counts["program"] += len(truth.programs)
    for figure in truth.figures:
        counts["figure"] += 1
        counts["optional"] += figure.optional
        counts.update(
            name for name in (figure.statuses[0], figure.changes[0], figure.states[0], figure.bounds[0]) if name
        )
    taken = sorted((span.start, span.end) for span in (*truth.figures, *truth.years))
    report.digits += _outside(_DIGITS, truth.text, taken)
    report.numerals += _outside(numerals, truth.text, taken)


def _outside(pattern: re.Pattern[str], text: str, taken: Sequence[tuple[int, int]]) -> int:
    """How many matches touch none of the sorted spans."""
    count, at = 0, 0
    for match in pattern.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        count += at == len(taken) or taken[at][0] >= match.end()
    return count


def _passages(text: str) -> set[str]:
    dense = "".join(text.split())
    return {dense[at : at + PASSAGE] for at in range(len(dense) - PASSAGE + 1)}


def _repeated(files: Sequence[set[str]]) -> float:
    seen = Counter(passage for passages in files for passage in passages)
    return sum(count > 1 for count in seen.values()) / len(seen) if seen else 0.0
