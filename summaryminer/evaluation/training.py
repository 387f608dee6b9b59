"""Training the classifier from annotated reports, with scikit-learn; the result needs numpy alone."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summaryminer.evaluation.examples import Example, Text, prepare, prepared
from summaryminer.evaluation.truth import Truth
from summaryminer.judging.context import OTHER, PLAN, TYPES, Batch, contexts
from summaryminer.judging.cues import STATUSES
from summaryminer.judging.deciding import changes, kept, raw_confidence, statuses
from summaryminer.judging.features import SEGMENTS, SIZE, features
from summaryminer.judging.model import ANSWERS, FORMAT, Model, Probabilities, read
from summaryminer.judging.rules import CHANGES, Verdicts, verdicts
from summaryminer.lexicons import Lexicons, load

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["Table", "fit", "table", "train", "train_on"]

# How much a group of features weighs before fitting: numerous n-grams less than the few features with names.
SCALES = {"near": 0.6, "left": 0.5, "right": 0.5, "unit": 1.0, "cues": 0.6, "place": 0.4, "round": 0.1}
STRENGTH = {"figure": 0.3, "status": 0.2, "change": 0.3}
"""Inverse strength of the regularisation of each head."""
COPIES = 0.5
"""Weight of the copy of each example whose document is of unknown type and title."""
LEAN = 0.25
"""Added to the evidence that a number is a result: the corpus holds more goals and norms than reports do as they are found."""
UNITS, SMOOTHING = 16, 1e-3
"""Hidden units of the second learner, and the strength of its regularisation."""
STEPS, BATCH = 1000, 256
"""It sees so many examples at a time, and goes over them until it has made at least so many steps: more would learn them by heart."""
SEEN = 3
"""It looks only at features that so many examples have: what it could not learn would be noise."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as numbers. Those of summaries stand in it twice, the second time as if nothing told what the document is.

    Args:
        matrix: feature counts, one row for each example.
        ruled: what the rules say of each.
        copy: is it the second time?
        texts: number of the text of each.
        weight: how much each counts.
        figure: 1, 0, or -1 where nobody need decide (optional rows, doubles).
        status, change: column of the true answer, -1 where there is none.
    """

    matrix: csr_matrix
    ruled: Verdicts
    copy: Flags
    texts: Integers
    weight: Floats
    figure: Integers
    status: Integers
    change: Integers


def train(folders: str | Path | Sequence[str | Path], lexicons: Lexicons | None = None) -> Model:
    """The classifier learnt from annotated reports; the same reports give the same model.

    Args:
        folders: a folder of ``.txt`` files with markup (``corpus/README.md``), or several.
        lexicons: the word lists to use with the model later, the shipped ones by default.

    Raises:
        FileNotFoundError: a folder holds no such file.
        MarkupError: a file breaks the markup.
    """
    lexicons = lexicons or load()
    some = [folders] if isinstance(folders, (str, Path)) else folders
    return _trained([text for folder in some for text in prepared(folder, lexicons)], lexicons)


def train_on(truths: Sequence[Truth], lexicons: Lexicons | None = None) -> Model | None:
    """The classifier learnt from annotated texts, wherever they come from; ``None`` when they are too few or too much alike.

    Args:
        truths: annotated texts, ten at least, with figures of every status and change, and numbers that are none, among them.
        lexicons: as for :func:`train`.
    """
    lexicons = lexicons or load()
    texts = [prepare(truth, lexicons) for truth in truths]
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

    matrices, ruled, columns = [], [], []
    for number, text in enumerate(texts):
        for copied, batches, examples in _twice(text):
            placed = contexts(text.clean.text, batches, lexicons)
            found = verdicts(placed)
            rows = features(placed, found)
            place, column = np.nonzero(rows)
            counts = (np.ones(len(place), np.float32), (place, rows[place, column]))
            matrices.append(csr_matrix(counts, shape=(len(placed), SIZE)))
            ruled.append(found)
            answers = np.array([_answers(example) for example in examples], np.int64)
            same = np.full((len(placed), 2), (number, copied), np.int64)
            columns.append(np.concatenate([same, answers], axis=1))
    number, copy, figure, status, change = np.concatenate(columns).T
    joined = Verdicts(*(np.concatenate(column) for column in zip(*ruled, strict=True)))
    weight = np.array([text.truth.weight for text in texts], np.float32)[number] * np.where(copy > 0, COPIES, 1.0).astype(np.float32)
    return Table(vstack(matrices).tocsr(), joined, copy > 0, number, weight, figure, status, change)


def _twice(text: Text) -> Iterator[tuple[bool, list[Batch], list[Example]]]:
    """The batches that hold something, with their examples; then those of no plan again, of unknown type and without title."""
    pairs = [(batch, examples) for batch, examples in zip(text.batches, text.examples, strict=True) if examples]
    told = [((replace(batch[0], title=""), batch[1], TYPES[OTHER]), examples) for batch, examples in pairs if batch[2] != TYPES[PLAN]]
    for copied, given in ((False, pairs), (True, told)):
        if given:
            yield copied, [batch for batch, _ in given], [example for _, examples in given for example in examples]


def _answers(example: Example) -> tuple[int, int, int]:
    truth = example.truth
    if truth is None:
        return 0, -1, -1
    if example.taken:
        return -1, -1, -1
    change = truth.changes[0] or "level"
    return -1 if truth.optional else 1, STATUSES.index(truth.statuses[0]), CHANGES.index(change)


def fit(given: Table, *, without: Sequence[str] = (), calibrated: bool = True, about: dict[str, Any] | None = None) -> Model:
    """The classifier learnt from a table of examples.

    Args:
        given: the examples.
        without: groups of features to leave out.
        calibrated: find out how often it is right on texts it did not see, which takes most of the time; else its confidence is raw.
        about: what to say of the examples in the model.
    """
    import numpy as np

    scale = _scale(without)
    scaled = given.matrix.multiply(scale[None, :]).tocsr()
    weights, bias, answers = _learnt(given, scaled, np.ones(len(given.texts), bool))
    reliability = _reliability(given, _unseen(given, scaled)) if calibrated else np.array([[0, 1], [0, 1]], np.float32)
    made = {"format": FORMAT, "examples": int((~given.copy).sum()), **_versions(), **(about or {})}
    return Model((weights * scale[:, None]).astype(np.float32), bias, answers, reliability, made)


def _scale(without: Sequence[str]) -> Floats:
    import numpy as np

    scale = np.ones(SIZE, np.float32)
    for group, (first, stop) in SEGMENTS.items():
        scale[first:stop] = 0.0 if group in without else SCALES[group]
    return scale


def _learnt(given: Table, scaled: csr_matrix, chosen: Flags) -> tuple[Floats, Floats, Floats]:
    """Weights, biases and answers of both learners from the chosen rows, as :class:`~summaryminer.judging.model.Model` has them."""
    import numpy as np

    linear, hidden = _heads(given, scaled, chosen), _network(given, scaled, chosen)
    return np.concatenate([linear[0], hidden[0]], axis=1), np.concatenate([linear[1], hidden[1]]), hidden[2]


def _network(given: Table, scaled: csr_matrix, chosen: Flags) -> tuple[Floats, Floats, Floats]:
    """Weights and biases of the hidden units, and what they answer: one network for figure, status and change together."""
    import warnings

    import numpy as np
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    known = (given.figure == 1) & (given.status >= 0) & (given.change >= 0)
    wanted = np.where(given.figure == 0, 0, np.where(known, 1 + given.status * len(CHANGES) + given.change, -1))
    rows = np.flatnonzero(chosen & (wanted >= 0))
    used = np.flatnonzero(np.bincount(scaled[rows].indices, minlength=SIZE) >= SEEN)
    batch = min(BATCH, len(rows))
    learner = MLPClassifier((UNITS,), alpha=SMOOTHING, batch_size=batch, max_iter=-(-STEPS * batch // len(rows)), random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is to stop early
        learner.fit(scaled[rows][:, used], wanted[rows])
    weights = np.zeros((SIZE, UNITS), np.float32)
    weights[used] = learner.coefs_[0]
    answers = np.zeros((UNITS + 1, ANSWERS), np.float32)
    # An answer that no example has stays very unlikely.
    answers[-1] = -10.0
    answers[:-1, learner.classes_], answers[-1, learner.classes_] = learner.coefs_[1], learner.intercepts_[1]
    first = 1 + STATUSES.index("actual") * len(CHANGES)
    answers[-1, first : first + len(CHANGES)] += LEAN
    return weights, learner.intercepts_[0].astype(np.float32), answers


def _heads(given: Table, scaled: csr_matrix, chosen: Flags) -> tuple[Floats, Floats]:
    """Weights and biases of all heads from the chosen rows: one logistic for figures, one of three answers each for status and change."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    weights, bias = [], []
    for head, answers in (("figure", given.figure), ("status", given.status), ("change", given.change)):
        rows = np.flatnonzero(chosen & (answers >= 0))
        learner = LogisticRegression(C=STRENGTH[head], max_iter=200, tol=1e-3)
        learner.fit(scaled[rows], answers[rows], sample_weight=given.weight[rows])
        known = learner.classes_ if len(learner.coef_) > 1 else learner.classes_[1:]
        columns = np.zeros((SIZE, {"figure": 1}.get(head, 3)), np.float32)
        # An answer that no example has stays very unlikely.
        offsets = np.full(columns.shape[1], -10.0, np.float32)
        places = known if head != "figure" else np.zeros(1, np.int64)
        columns[:, places], offsets[places] = learner.coef_.T, learner.intercept_
        if head == "status":
            offsets[STATUSES.index("actual")] += LEAN
        weights.append(columns)
        bias.append(offsets)
    return np.concatenate(weights, axis=1), np.concatenate(bias).astype(np.float32)


def _unseen(given: Table, scaled: csr_matrix) -> Probabilities:
    """Probabilities for every row, from models that did not see its text; always split by text in the same way."""
    import numpy as np

    said = [np.zeros((len(given.texts), *width), np.float32) for width in ((), (len(STATUSES),), (len(CHANGES),))]
    for fold in range(FOLDS):
        test = given.texts % FOLDS == fold
        if test.any() and not test.all():
            weights, bias, answers = _learnt(given, scaled, ~test)
            found = read(scaled[test] @ weights + bias, answers)
            for all_of, some in zip(said, (found.figure, found.status, found.change), strict=True):
                all_of[test] = some
    return Probabilities(*said)


def _reliability(given: Table, found: Probabilities) -> Floats:
    """How often decisions of each raw confidence are right: a rising line through at most twenty points."""
    import numpy as np
    from sklearn.isotonic import IsotonicRegression

    decided = statuses(given.ruled, found.status)
    moves = changes(given.ruled, found.change)
    raw = raw_confidence(found, decided, moves)
    rows = np.flatnonzero(kept(given.ruled, found.figure) & (given.figure >= 0) & ~given.copy)
    right = (given.figure[rows] == 1) & (given.status[rows] == decided[rows]) & (given.change[rows] == moves[rows])
    learner = IsotonicRegression(out_of_bounds="clip").fit(raw[rows], right, sample_weight=given.weight[rows])
    points = np.unique(np.quantile(raw[rows], np.linspace(0, 1, 20)))
    share = np.clip(learner.predict(points), 0.02, 1 - 1 / (len(rows) + 2))
    return np.stack([points, share]).astype(np.float32)


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("summaryminer", "scikit-learn", "numpy")} | {
        "python": platform.python_version()
    }
