"""The classifier as it is used: a table of weights, looked up and added, and a small network on some of the sums; no scikit-learn, no pickle.

Two learners look at the same features and their probabilities are averaged: a linear one, in which every feature speaks for itself, and
one with a hidden layer, in which features speak together (a heading of plans, but 已 before the number).

A model file is a ``.npz`` archive of plain arrays, and a JSON text in it says with what and from what it was made.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summaryminer.judging.cues import STATUSES
from summaryminer.judging.features import SIZE
from summaryminer.judging.rules import CHANGES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Scores = NDArray[np.float32]

__all__ = ["Model", "ModelError", "Probabilities", "load_model"]

FORMAT = 7
"""Counted up whenever features change: weights fit only the features they were learnt with."""
HEADS = ("figure", *STATUSES, *CHANGES)
"""First columns of the weight table, the evidence of the linear learner; those behind them are its hidden units' of the other."""
ANSWERS = 1 + len(STATUSES) * len(CHANGES)
"""What the learner with a hidden layer tells apart: no figure, and figures by status and, within it, by change."""

_SHIPPED = Path(__file__).with_name("model.npz")
# Few enough for the rows looked up to stay in the processor's cache.
_ROWS_AT_ONCE = 64


class ModelError(ValueError):
    """A model file that can't be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """What the classifier says of each of some quantities.

    Args:
        figure: probability of being a figure.
        status: one column for each of :data:`STATUSES`.
        change: one column for each of :data:`CHANGES`.
    """

    figure: Scores
    status: Scores
    change: Scores


@dataclass(frozen=True, slots=True)
class Model:
    """A trained classifier.

    Args:
        weights: one row for each feature, one column for each of :data:`HEADS` and then for each hidden unit.
        bias: one number for each column.
        answers: one row for each hidden unit and then one that is always added, one column for each of :data:`ANSWERS`.
        reliability: two rows: raw confidence (ascending) and the share that was right.
        about: what it was made with and from.
    """

    weights: Scores
    bias: Scores
    answers: Scores
    reliability: Scores
    about: dict[str, Any] = field(default_factory=dict)

    def probabilities(self, rows: Ints) -> Probabilities:
        """Probabilities of all quantities of a source.

        Args:
            rows: features, from :func:`summaryminer.judging.features.features`.
        """
        import numpy as np

        count, width = rows.shape
        starts = np.arange(0, width * _ROWS_AT_ONCE, width)
        parts = [
            np.add.reduceat(self.weights.take(rows[at : at + _ROWS_AT_ONCE].ravel(), axis=0), starts[: count - at], axis=0)
            for at in range(0, count, _ROWS_AT_ONCE)
        ]
        return read(np.concatenate(parts) + self.bias, self.answers)

    def confidence(self, raw: Scores) -> Scores:
        """Calibrated probability that a decision is right, from the product of the probabilities that made it."""
        import numpy as np

        calibrated: Scores = np.interp(raw, self.reliability[0], self.reliability[1]).astype(np.float32)
        return calibrated

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the model; the same model gives the same bytes."""
        import numpy as np

        about = np.frombuffer(json.dumps(self.about, ensure_ascii=False, sort_keys=True).encode(), np.uint8)
        arrays = {name: getattr(self, name) for name in ("reliability", "bias", "answers")}
        with open(path, "wb") as file:
            np.savez_compressed(file, about=about, weights=self.weights.astype(np.float16), **arrays)


def load_model(path: str | PathLike[str] | None = None) -> Model | None:
    """The classifier at ``path``, the shipped one by default; ``None`` when none is shipped.

    Raises:
        ModelError: the file is no model, or of another format.
        OSError: it can't be read.
    """
    if path is None:
        return _read(str(_SHIPPED)) if _SHIPPED.is_file() else None
    return _read(fspath(path))


@lru_cache(maxsize=4)
def _read(path: str) -> Model:
    from zipfile import BadZipFile

    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as archive:
            about = json.loads(bytes(archive["about"]))
            arrays = {name: archive[name].astype(np.float32) for name in ("weights", "bias", "answers", "reliability")}
    except (KeyError, ValueError, BadZipFile) as error:
        remedy = "name a file made by 'summaryminer train'"
        raise ModelError(f"{path}: this is no model ({error}); {remedy}") from None
    units = len(arrays["answers"]) - 1
    shapes = {"weights": (SIZE, len(HEADS) + units), "bias": (len(HEADS) + units,), "answers": (units + 1, ANSWERS)}
    if about.get("format") != FORMAT or any(arrays[name].shape != shape for name, shape in shapes.items()):
        made = about.get("summaryminer", "another version")
        raise ModelError(f"{path}: a model made by summaryminer {made}, which this version can't use; train it again")
    return Model(**arrays, about=about)


def read(sums: Scores, answers: Scores) -> Probabilities:
    """The probabilities that sums of weights stand for: the mean of what the two learners say.

    Args:
        sums: one row for each quantity, columns as in the weight table.
        answers: as :class:`Model` has them.
    """
    import numpy as np

    hidden = np.maximum(sums[:, len(HEADS) :], 0)
    joint = softmax(hidden @ answers[:-1] + answers[-1])
    figures = joint[:, 1:].reshape(len(sums), len(STATUSES), len(CHANGES))
    figures = figures / np.maximum(figures.sum(axis=(1, 2), keepdims=True), 1e-9)
    figure = (sigmoid(sums[:, 0]) + 1 - joint[:, 0]) / 2
    status = (softmax(sums[:, 1:4]) + figures.sum(axis=2)) / 2
    change = (softmax(sums[:, 4:7]) + figures.sum(axis=1)) / 2
    return Probabilities(*(column.astype(np.float32) for column in (figure, status, change)))


def sigmoid(scores: Scores) -> Scores:
    import numpy as np

    return (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)


def softmax(scores: Scores) -> Scores:
    import numpy as np

    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shared: Scores = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shared
