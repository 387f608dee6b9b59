"""Training the classifier from annotated reports, with scikit-learn; the result needs numpy alone.

Two steps for the status: the first looks at a quantity and its surroundings, the second at what the first said of the quantities beside it.
The second is fitted on what the first says of reports it was not trained on, and so is the calibration.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summaryminer.evaluation.examples import Example, Text, prepared
from summaryminer.evaluation.examples import prepare as prepare_text
from summaryminer.evaluation.truth import Truth
from summaryminer.judging import prepare
from summaryminer.judging.context import Context
from summaryminer.judging.deciding import kept, raw_confidence, statuses
from summaryminer.judging.features import SEGMENTS, SIZE, features
from summaryminer.judging.model import (
    CHANGES,
    FORMAT,
    STATUSES,
    Model,
    Probabilities,
    neighbourhood,
    shares,
    sigmoid,
    softmax,
)
from summaryminer.judging.rules import Verdict
from summaryminer.lexicons import Lexicons, load

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["Table", "fit", "table", "train", "train_on"]

# How much a group of features weighs before fitting: numerous n-grams less than the few features with names.
SCALES = {"near": 0.6, "clause": 0.5, "sentence": 0.5, "behind": 0.5, "cues": 0.6, "unit": 1.4, "place": 0.4}
STRENGTH = {"figure": 1.0, "status": 10.0, "change": 3.0}
"""Inverse strength of the regularisation of each head."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as numbers.

    Args:
        matrix: feature counts, one row for each example.
        contexts, verdicts, examples: of each example.
        texts: number of the text of each; documents: number of its document, not repeated between texts.
        figure: 1, 0, or -1 where nobody need decide (optional rows, doubles).
        status, change: column of the true answer, -1 where there is none.
    """

    matrix: csr_matrix
    contexts: list[Context]
    verdicts: list[Verdict]
    examples: list[Example]
    texts: Integers
    documents: list[int]
    figure: Integers
    status: Integers
    change: Integers


def train(folder: str | Path, lexicons: Lexicons | None = None) -> Model:
    """The classifier learnt from a folder of annotated reports; the same reports give the same model.

    Args:
        folder: ``.txt`` files with markup (``corpus/README.md``).
        lexicons: the word lists to use with the model later, the shipped ones by default.

    Raises:
        FileNotFoundError: the folder holds no such file.
        MarkupError: a file breaks the markup.
    """
    lexicons = lexicons or load()
    return _trained(prepared(folder, lexicons), lexicons)


def train_on(truths: Sequence[Truth], lexicons: Lexicons | None = None) -> Model | None:
    """The classifier learnt from annotated texts, wherever they come from; ``None`` when they are too few or too much alike.

    Args:
        truths: annotated texts, ten at least, with figures of every status and change, and numbers that are none, among them.
        lexicons: as for :func:`train`.
    """
    lexicons = lexicons or load()
    texts = [prepare_text(truth, lexicons) for truth in truths]
    figures = [figure for truth in truths for figure in truth.figures if not figure.optional]
    seen = {figure.statuses[0] for figure in figures}, {figure.changes[0] or "level" for figure in figures}
    numbers = {example.truth is None for text in texts for batch in text.examples for example in batch}
    if len(truths) < 2 * FOLDS or seen != (set(STATUSES), set(CHANGES)) or len(numbers) < 2:
        return None
    return _trained(texts, lexicons)


def _trained(texts: Sequence[Text], lexicons: Lexicons) -> Model:
    about = {
        "reports": len(texts),
        "characters": sum(len(text.truth.text) for text in texts),
        "lexicons": ", ".join(["shipped", *(folder.name for folder in lexicons.folders[1:])]),
    }
    return fit(table(texts, lexicons), about=about)


def table(texts: Sequence[Text], lexicons: Lexicons) -> Table:
    """Prepared texts as numbers to learn from.

    Args:
        texts: from :func:`summaryminer.evaluation.examples.prepared`.
        lexicons: word lists.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, vstack

    contexts: list[Context] = []
    verdicts: list[Verdict] = []
    examples: list[Example] = []
    documents: list[int] = []
    matrices, numbers = [], []
    for number, text in enumerate(texts):
        placed, judged, inside = prepare(text.clean.text, text.batches, lexicons)
        if not placed:
            continue
        offset = documents[-1] + 1 if documents else 0
        rows = features(text.clean.text, placed, judged)
        place, column = np.nonzero(rows)
        counts = (np.ones(len(place), np.float32), (place, rows[place, column]))
        matrices.append(csr_matrix(counts, shape=(len(placed), SIZE)))
        contexts += placed
        verdicts += judged
        documents += [offset + n for n in inside]
        examples += [example for batch in text.examples for example in batch]
        numbers += [number] * len(placed)
    answers = np.array([_answers(example) for example in examples], np.int64)
    figure, status, change = answers.T
    return Table(
        vstack(matrices).tocsr(), contexts, verdicts, examples, np.array(numbers), documents, figure, status, change
    )


def _answers(example: Example) -> tuple[int, int, int]:
    truth = example.truth
    if truth is None:
        return 0, -1, -1
    if example.taken:
        return -1, -1, -1
    change = truth.changes[0] or "level"
    return -1 if truth.optional else 1, STATUSES.index(truth.statuses[0]), CHANGES.index(change)


def fit(
    given: Table, *, without: Sequence[str] = (), neighbours: bool = True, about: dict[str, Any] | None = None
) -> Model:
    """The classifier learnt from a table of examples.

    Args:
        given: the examples.
        without: groups of features to leave out.
        neighbours: let the second step look at the numbers beside each one.
        about: what to say of the examples in the model.
    """
    import numpy as np

    scale = _scale(without)
    scaled = given.matrix.multiply(scale[None, :]).tocsr()
    everything = np.ones(len(given.texts), bool)
    weights, bias = _heads(given, scaled, everything)
    unseen = _unseen(given, scaled)
    near = neighbourhood(unseen[:, 1:4], given.contexts, given.documents)
    if not neighbours:
        near[:, len(STATUSES) :] = 0
    second, second_bias = _second(near, given.status, everything)
    status = np.zeros_like(unseen[:, 1:4])
    for train_rows, test_rows in _folds(given.texts):
        part, part_bias = _second(near, given.status, train_rows)
        status[test_rows] = softmax(near[test_rows] @ part + part_bias)
    reliability = _reliability(given, unseen[:, 0], status)
    made = {"format": FORMAT, "examples": len(given.texts), **_versions(), **(about or {})}
    return Model((weights * scale[:, None]).astype(np.float32), bias, second, second_bias, reliability, made)


def _scale(without: Sequence[str]) -> Floats:
    import numpy as np

    scale = np.ones(SIZE, np.float32)
    for group, (first, stop) in SEGMENTS.items():
        scale[first:stop] = 0.0 if group in without else SCALES.get(group, 1.0)
    return scale


def _folds(texts: Integers) -> list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Rows to learn from and rows to test on, split by text, the same every time."""
    return [(texts % FOLDS != fold, texts % FOLDS == fold) for fold in range(FOLDS)]


def _heads(given: Table, scaled: csr_matrix, chosen: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Weights and biases of all heads, each column against the rest, from the chosen rows."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    weights, bias = [], []
    for head, answers, columns in (
        ("figure", given.figure, 1),
        ("status", given.status, 3),
        ("change", given.change, 3),
    ):
        rows = np.flatnonzero(chosen & (answers >= 0))
        for column in range(columns):
            wanted = answers[rows] == (1 if head == "figure" else column)
            learner = LogisticRegression(C=STRENGTH[head], solver="liblinear", dual=True, max_iter=2000, random_state=0)
            learner.fit(scaled[rows], wanted)
            weights.append(learner.coef_[0])
            bias.append(learner.intercept_[0])
    return np.stack(weights, axis=1).astype(np.float32), np.array(bias, np.float32)


def _unseen(given: Table, scaled: csr_matrix) -> Floats:
    """Probabilities of the first step for every row, from models that did not see its text."""
    import numpy as np

    found = np.zeros((len(given.texts), 7), np.float32)
    for train_rows, test_rows in _folds(given.texts):
        weights, bias = _heads(given, scaled, train_rows)
        found[test_rows] = sigmoid(scaled[test_rows] @ weights + bias)
    found[:, 1:4] = shares(found[:, 1:4])
    found[:, 4:7] = shares(found[:, 4:7])
    return found


def _second(near: Floats, status: Integers, chosen: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    rows = np.flatnonzero(chosen & (status >= 0))
    learner = LogisticRegression(C=1.0, max_iter=1000).fit(near[rows], status[rows])
    return learner.coef_.T.astype(np.float32), learner.intercept_.astype(np.float32)


def _reliability(given: Table, figure: Floats, status: Floats) -> Floats:
    """How often decisions of each raw confidence are right: a rising line through at most twenty points."""
    import numpy as np
    from sklearn.isotonic import IsotonicRegression

    found = Probabilities(figure, status, np.zeros((len(figure), 3), np.float32))
    decided = statuses(given.verdicts, status)
    raw = raw_confidence(given.verdicts, found, decided)
    kept_rows = np.array([kept(v, p) for v, p in zip(given.verdicts, figure.tolist(), strict=True)])
    rows = np.flatnonzero(kept_rows & (given.figure >= 0))
    right = (given.figure[rows] == 1) & (given.status[rows] == decided[rows])
    learner = IsotonicRegression(out_of_bounds="clip").fit(raw[rows], right)
    points = np.unique(np.quantile(raw[rows], np.linspace(0, 1, 20)))
    share = np.clip(learner.predict(points), 0.02, 1 - 1 / (len(rows) + 2))
    return np.stack([points, share]).astype(np.float32)


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("summaryminer", "scikit-learn", "numpy")} | {
        "python": platform.python_version()
    }
