"""A scikit-learn transformer: reports into a matrix of canonical indicators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from summaryminer.pipeline import Extractor

__all__ = ["FigureVectorizer"]


class FigureVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Reports × canonical indicators: the value a report states for each indicator.

    Counted are actual, known, level figures; rates as plain fractions; of several values of one indicator the largest count, since parts
    stand beside their whole, and the last rate.

    Args:
        lexicons: folders laid over the shipped lexicons.
        segmenter: ``jieba`` or ``fast``.
        missing: what stands where a report says nothing of an indicator.

    Attributes:
        indicators_: ids seen by ``fit``, sorted; the columns of the matrix.

    Example:
        >>> reports = ["全年门诊12000人次，孕产妇系统管理率95%。", "门诊量达8000人次。"]
        >>> vectorizer = FigureVectorizer().fit(reports)
        >>> vectorizer.get_feature_names_out().tolist()
        ['maternal.system_management_rate', 'outpatient.visits']
        >>> vectorizer.transform(reports).tolist()
        [[0.95, 12000.0], [nan, 8000.0]]
    """

    def __init__(self, lexicons: tuple[str, ...] = (), segmenter: str = "jieba", missing: float = np.nan) -> None:
        self.lexicons = lexicons
        self.segmenter = segmenter
        self.missing = missing

    def fit(self, X: Iterable[str], y: Any = None) -> FigureVectorizer:  # noqa: N803 - scikit-learn's name
        """Learns which indicators occur.

        Args:
            X: texts.
            y: ignored.

        Raises:
            ValueError: ``X`` is one string, or holds something that is no text.
        """
        rows = self._values(X)
        self.indicators_ = sorted({name for row in rows for name in row})
        self.n_features_in_ = 1
        return self

    def transform(self, X: Iterable[str]) -> np.ndarray[Any, np.dtype[np.float64]]:  # noqa: N803
        """The matrix, one row per text, one column per indicator.

        Raises:
            NotFittedError: ``fit`` was not called.
        """
        check_is_fitted(self, "indicators_")
        rows = self._values(X)
        matrix = np.full((len(rows), len(self.indicators_)), self.missing, dtype=float)
        places = {name: place for place, name in enumerate(self.indicators_)}
        for line, row in enumerate(rows):
            for name, value in row.items():
                if name in places:
                    matrix[line, places[name]] = value
        return matrix

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray[Any, Any]:
        """Ids of the indicators, in the order of the columns."""
        check_is_fitted(self, "indicators_")
        return np.asarray(self.indicators_, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = True, False
        tags.input_tags.allow_nan = False
        return tags

    def _values(self, texts: Iterable[str]) -> list[dict[str, float]]:
        if isinstance(texts, str):
            raise ValueError("give a list of texts, not one string")
        extractor = Extractor(lexicons=self.lexicons, segmenter=self.segmenter)  # type: ignore[arg-type]
        found = []
        for place, text in enumerate(texts):
            if not isinstance(text, str):
                raise ValueError(f"element {place} is {type(text).__name__}, not a text")
            found.append(self._of(extractor, text))
        return found

    @staticmethod
    def _of(extractor: Extractor, text: str) -> dict[str, float]:
        values: dict[str, float] = {}
        figures = extractor.extract_text(text).figures
        for figure in figures.to_dict("records"):
            name, value = figure["indicator_id"], figure["value"]
            level = figure["status"] == "actual" and figure["state"] == "known" and not isinstance(figure["change"], str)
            if not isinstance(name, str) or not level or value != value:
                continue
            if figure["kind"] == "rate":
                values[name] = float(figure["ratio"])
            else:
                values[name] = max(values.get(name, float(value)), float(value))
        return values
