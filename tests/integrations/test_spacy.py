"""The spaCy pipe in real pipelines."""

from __future__ import annotations

import pytest
import spacy
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


@pytest.mark.slow
def test_two_processes(nlp: spacy.Language) -> None:
    assert [figures(doc) for doc in nlp.pipe([TEXT] * 6, n_process=2, batch_size=2)] == [EXPECTED] * 6


def test_displacy_colours_and_escapes() -> None:
    import summaryminer as sm

    html = sm.displacy("<script>共隨訪1,660人次</script>，力爭達到90%。")
    assert "<script>" not in html
    assert "1,660人次" in html
    assert "#ffe8a3" in html
