"""The classifier as it is used: a table of weights, looked up and added; no scikit-learn, no pickle.

A model file is a ``.npz`` archive of plain arrays, and a JSON text in it says with what and from what it was made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summaryminer.judging.context import Context
from summaryminer.judging.features import SIZE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.int64]
    Scores = NDArray[np.float32]

__all__ = ["CHANGES", "STATUSES", "Model", "ModelError", "Probabilities", "load_model", "neighbourhood"]

FORMAT = 3
"""Counted up whenever features change: weights fit only the features they were learnt with."""
STATUSES = ("actual", "standard", "target")
CHANGES = ("level", "increase", "decrease")
HEADS = ("figure", *STATUSES, *CHANGES)
"""Columns of the weight table."""

_SHIPPED = Path(__file__).with_name("model.npz")
# Few enough for the rows looked up to stay in the processor's cache.
_ROWS_AT_ONCE = 256


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
        weights: one row for each feature, one column for each of :data:`HEADS`.
        bias: one number for each head.
        second, second_bias: weights of the second step, which looks at what was said of the neighbours.
        reliability: two rows: raw confidence (ascending) and the share that was right.
        about: what it was made with and from.
    """

    weights: Scores
    bias: Scores
    second: Scores
    second_bias: Scores
    reliability: Scores
    about: dict[str, Any] = field(default_factory=dict)

    def probabilities(self, rows: Matrix, contexts: Sequence[Context], documents: Sequence[int]) -> Probabilities:
        """Probabilities of all quantities of a source.

        Args:
            rows: features, from :func:`summaryminer.judging.features.features`.
            contexts: the quantities in their contexts.
            documents: number of the document of each.
        """
        import numpy as np

        scores = np.concatenate(
            [self.weights[rows[at : at + _ROWS_AT_ONCE]].sum(axis=1) for at in range(0, len(rows), _ROWS_AT_ONCE)]
        )
        each = sigmoid(scores + self.bias)
        first = shares(each[:, 1:4])
        status = softmax(neighbourhood(first, contexts, documents) @ self.second + self.second_bias)
        return Probabilities(each[:, 0], status, shares(each[:, 4:7]))

    def confidence(self, raw: Scores) -> Scores:
        """Calibrated probability that a decision is right, from the product of the probabilities that made it."""
        import numpy as np

        calibrated: Scores = np.interp(raw, self.reliability[0], self.reliability[1]).astype(np.float32)
        return calibrated

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the model; the same model gives the same bytes."""
        import numpy as np

        about = np.frombuffer(json.dumps(self.about, ensure_ascii=False, sort_keys=True).encode(), np.uint8)
        arrays = {name: getattr(self, name) for name in ("second", "second_bias", "reliability", "bias")}
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
            arrays = {
                name: archive[name].astype(np.float32)
                for name in ("weights", "bias", "second", "second_bias", "reliability")
            }
    except (KeyError, ValueError, BadZipFile) as error:
        remedy = "name a file made by 'summaryminer train'"
        raise ModelError(f"{path}: this is no model ({error}); {remedy}") from None
    if about.get("format") != FORMAT or arrays["weights"].shape != (SIZE, len(HEADS)):
        made = about.get("summaryminer", "another version")
        raise ModelError(f"{path}: a model made by summaryminer {made}, which this version can't use; train it again")
    return Model(**arrays, about=about)


def sigmoid(scores: Scores) -> Scores:
    import numpy as np

    return (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)


def softmax(scores: Scores) -> Scores:
    import numpy as np

    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shared: Scores = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shared


def shares(each: Scores) -> Scores:
    """Rows that add up to one."""
    shared: Scores = each / each.sum(axis=1, keepdims=True)
    return shared


def neighbourhood(status: Scores, contexts: Sequence[Context], documents: Sequence[int]) -> Scores:
    """Features of the second step: what the first step said of a quantity and of the quantities around it.

    Args:
        status: probabilities of the first step, one column for each of :data:`STATUSES`.
        contexts: the quantities in their contexts.
        documents: number of the document of each; quantities of one document stand together.
    """
    import numpy as np

    own = np.log(np.clip(status, 1e-4, 1))
    centred = status - 1 / 3
    keys = (
        [(n, context.sentence) for n, context in zip(documents, contexts, strict=True)],
        [(n, context.line) for n, context in zip(documents, contexts, strict=True)],
        [(n, context.headings) for n, context in zip(documents, contexts, strict=True)],
        list(documents),
    )
    sentence, line, section, document = (_numbered(key) for key in keys)
    plan = np.array([[context.type == "plan"] for context in contexts], np.float32)
    linked = np.array([[context.head != context.quantity.start] for context in contexts], np.float32)
    units = _numbered([context.quantity.unit for context in contexts])
    others = [_others(centred, group) for group in (sentence, line, section, document)]
    before, after = _beside(centred, sentence, 1), _beside(centred, sentence, -1)
    alike = np.zeros_like(linked)
    alike[1:, 0] = (units[1:] == units[:-1]) & (document[1:] == document[:-1])
    several = (_count(sentence) > 1).astype(np.float32)[:, None]
    blocks = [
        own, *others, before, after, _beside(centred, line, 1), _beside(centred, line, -1), before * alike, before * linked,
        centred * plan, plan, others[2] * plan, others[1] * plan, own * several,
    ]  # fmt: skip
    return np.concatenate(blocks, axis=1).astype(np.float32)


def _numbered(keys: Sequence[object]) -> Matrix:
    import numpy as np

    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)


def _count(group: Matrix) -> Matrix:
    import numpy as np

    return np.bincount(group)[group]


def _others(values: Scores, group: Matrix) -> Scores:
    """Mean of the other members of each one's group, zero where there is none."""
    import numpy as np

    total = np.stack([np.bincount(group, values[:, column]) for column in range(values.shape[1])], axis=1)[group]
    count = _count(group)[:, None]
    return np.where(count > 1, (total - values) / np.maximum(count - 1, 1), 0).astype(np.float32)


def _beside(values: Scores, group: Matrix, step: int) -> Scores:
    """The value of the neighbour before (1) or after (-1) where it belongs to the same group, else zero."""
    import numpy as np

    moved = np.zeros_like(values)
    if step > 0:
        moved[1:] = np.where((group[1:] == group[:-1])[:, None], values[:-1], 0)
    else:
        moved[:-1] = np.where((group[1:] == group[:-1])[:, None], values[1:], 0)
    return moved
