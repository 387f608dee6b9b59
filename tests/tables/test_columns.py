"""Which figures of different reports share a column of a comparison."""

from __future__ import annotations

import pytest

from summaryminer.evaluation.pairs import agreement
from summaryminer.evaluation.truth import TrueFigure, Truth
from summaryminer.lexicons import load
from summaryminer.pipeline import Extractor
from summaryminer.records import Source
from summaryminer.tables.columns import columns
from summaryminer.tables.extraction import Extraction
from tests.phenomena import rows


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def placed(extractor: Extractor) -> dict[str, str]:
    """The column of the marked number of every sentence, all extracted together."""
    marked = list(dict.fromkeys(text for first, second, _ in rows("same_columns.tsv") for text in (first, second)))
    parts = [text.partition("⟦")[::2] for text in marked]
    numbers = [(before, *rest.partition("⟧")[::2]) for before, rest in parts]
    names = [f"{number:04}" for number in range(len(marked))]
    found = Extraction.of(
        extractor.extract_source(Source(name, before + number + after)) for name, (before, number, after) in zip(names, numbers, strict=True)
    )
    figures = found.figures.assign(column=columns(found, found.figures, extractor.lexicons))
    spans = {name: (len(before), len(before + number)) for name, (before, number, _) in zip(names, numbers, strict=True)}
    at = [spans[row.source][0] < row.end and row.start < spans[row.source][1] for row in figures.itertuples()]
    return {marked[int(row.source)]: row.column for row in figures[at].itertuples()}


@pytest.mark.parametrize(("first", "second", "same"), rows("same_columns.tsv"), ids=lambda cell: cell[:24])
def test_same_column(placed: dict[str, str], first: str, second: str, same: str) -> None:
    assert (placed[first] == placed[second]) == (same == "yes"), f"{placed[first]} and {placed[second]}"


class TestWithoutTexts:
    def test_the_sentence_tells(self, extractor: Extractor) -> None:
        found = extractor.extract_text("老师走访学生家庭2600户。")
        bare = Extraction({"figures": found.figures, "documents": found.documents})
        assert columns(bare, bare.figures, load()) == columns(found, found.figures, load()) == ["school.home_visits"]

    def test_traditional_characters_and_pinyin_are_read(self, extractor: Extractor) -> None:
        found = extractor.extract_text("全年抓獲網上逃犯16名。\n全年抓获(huò)在逃人员12名。")
        assert columns(found, found.figures, load()) == ["police.fugitives"] * 2


def test_changes_keep_to_their_headings(extractor: Extractor) -> None:
    found = extractor.extract_text("门诊26.4万人次，同比增长12%。")
    level, change = columns(found, found.figures, load())
    assert level == "outpatient.visits"
    assert "|" in change


class TestAgreement:
    def _truth(self, name: str, text: str, number: str, key: str) -> Truth:
        at = text.index(number)
        value = float(number.rstrip("户人件"))
        return Truth(name, text, (TrueFigure(at, at + len(number), number, 1, values=((value, value),), units=(number[-1],), key=key),))

    def test_shared_missed_and_spurious(self, extractor: Extractor) -> None:
        texts = [
            self._truth("q1a_x.txt", "全年家访320户。", "320户", "visits"),
            self._truth("q1b_x.txt", "老师走访学生家庭260户。", "260户", "visits"),
            self._truth("q2a_x.txt", "全年家访320户。", "320户", "visits"),
            self._truth("q2b_x.txt", "全年家访260户。", "260户", "other"),
            self._truth("q3a_x.txt", "全年家访320户。", "320户", "visits"),
            self._truth("q3b_x.txt", "刑事拘留26人。", "26人", "visits"),
            self._truth("q4a_alone.txt", "全年家访320户。", "320户", "visits"),
        ]
        found = agreement(texts, extractor)
        assert (found.tally.hit, found.tally.missed, found.tally.spurious) == (1, 1, 1)
        assert [miss.source for miss in found.misses] == ["q2a_x.txt", "q3a_x.txt"]
