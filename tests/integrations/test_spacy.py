"""The spaCy pipe in real pipelines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc, DocBin

TEXT = "2021年，青山鎮衛(wèi)生院共隨訪1,660人次，力爭明年達到百分之九十以上。開展“健康下鄉”活動。"


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("summaryminer")
    return nlp


def figures(doc: Doc) -> list[tuple[str, str, float]]:
    return [(span._.row["text"], span.label_, span._.row["value"]) for span in doc.spans["figures"]]


EXPECTED = [("1,660人次", "actual", 1660.0), ("百分之九十", "target", 90.0)]


def test_spans_point_into_the_text_as_given(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    assert figures(doc) == EXPECTED
    for span in [*doc.spans["figures"], *doc.spans["years"], *doc.spans["programs"]]:
        row = span._.row
        assert doc.text[row["start"] : row["end"]] == row["text"]
        assert span.start_char <= row["start"] < row["end"] <= span.end_char
    assert [span._.row["text"] for span in doc.spans["years"]] == ["2021年", "明年"]
    assert len(doc.spans["programs"]) == 1


def test_any_tokenizer_does(nlp: spacy.Language) -> None:
    by_words = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    by_words.add_pipe("summaryminer")
    assert figures(by_words(TEXT)) == EXPECTED


def test_rows_travel_with_docbin(nlp: spacy.Language) -> None:
    packed = DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_bytes()
    (doc,) = DocBin(store_user_data=True).from_bytes(packed).get_docs(nlp.vocab)
    assert figures(doc) == EXPECTED


def test_other_pipes_stand_beside_it(nlp: spacy.Language) -> None:
    both = spacy.blank("zh")
    both.add_pipe("summaryminer")
    ruler = both.add_pipe("span_ruler")
    ruler.add_patterns([{"label": "PLACE", "pattern": "青山"}])  # type: ignore[attr-defined]
    doc = both(TEXT)
    assert figures(doc) == EXPECTED
    assert [span.label_ for span in doc.spans["ruler"]] == ["PLACE"]
    assert doc.spans["ruler"][0]._.row is None
    matcher = Matcher(both.vocab)
    matcher.add("FOLLOWED", [[{"TEXT": "隨"}, {"TEXT": "訪"}]])
    assert [doc[start:end].text for _, start, end in matcher(doc)] == ["隨訪"]


def test_a_span_is_never_shorter_than_its_figure() -> None:
    """However a tokenizer cuts, the span covers the figure and the row has its exact characters."""
    glued = spacy.blank("zh")
    glued.tokenizer = lambda text: Doc(glued.vocab, words=[text[:8], text[8:]], spaces=[False, False])  # type: ignore[assignment]
    glued.add_pipe("summaryminer")
    doc = glued("今年共隨訪1,660人次，甚好。")
    (span,) = doc.spans["figures"]
    assert (span.start_char, span.end_char) == (0, len(doc.text))
    assert doc.text[span._.row["start"] : span._.row["end"]] == "1,660人次"


def test_a_pipeline_is_stored_and_loaded(nlp: spacy.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    assert figures(spacy.load(tmp_path / "pipeline")(TEXT)) == EXPECTED


def test_lexicons_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("unit\tkind\tfamily\n舱\tcount\titem\n", encoding="utf-8")
    own = spacy.blank("zh")
    own.add_pipe("summaryminer", config={"lexicons": [str(tmp_path)], "segmenter": "fast"})
    doc = own("全年新建28舱。")
    assert [span._.row["unit"] for span in doc.spans["figures"]] == ["舱"]


def test_importing_the_library_does_not_import_spacy() -> None:
    probe = "import sys, summaryminer as sm; sm.find_quantities('1人'); print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.strip() == "False"


@pytest.mark.slow
def test_two_processes(nlp: spacy.Language) -> None:
    assert [figures(doc) for doc in nlp.pipe([TEXT] * 6, n_process=2, batch_size=2)] == [EXPECTED] * 6


def test_displacy_colours_and_escapes() -> None:
    import summaryminer as sm

    html = sm.displacy("<script>共隨訪1,660人次</script>，力爭達到90%。")
    assert "<script>" not in html
    assert "1,660人次" in html
    assert "#ffe8a3" in html
