"""The weights by which columns of a comparison are joined, fitted on annotated pairs of reports.

``python -m summaryminer.evaluation.likening corpus/training`` prints them as they stand in ``comparison.toml``. Learnt from are the figures
of both reports of a pair that no column joins yet: whether a careful reader gave two of them one key (see
:mod:`summaryminer.evaluation.pairs`). The regression is scikit-learn's, L2 with C = 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer.evaluation.pairs import partners, placed
from summaryminer.evaluation.truth import Truth
from summaryminer.tables.alike import MEASURES, Alike, Told

if TYPE_CHECKING:
    from summaryminer.pipeline import Extractor

__all__ = ["fit"]


def fit(truths: Iterable[Truth], extractor: Extractor) -> dict[str, float]:
    """The weights and the constant, by name.

    Args:
        truths: annotated texts, pairs among them.
        extractor: finds the figures as they are to be compared.
    """
    from sklearn.linear_model import LogisticRegression

    alike = Alike(extractor.lexicons)
    measures: list[tuple[float, ...]] = []
    same: list[bool] = []
    for pair in partners(truths):
        first, second = placed(pair, extractor, join=False)
        shared = {one.column for one in first} & {other.column for other in second}
        for one, other in product(first, second):
            if one.told is None or other.told is None or {one.column, other.column} & shared or one.status != other.status:
                continue
            if _kin(one.told, other.told) and ("|" in one.column or "|" in other.column):
                measures.append(alike.measures(one.told, other.told))
                same.append(bool(one.true.key) and one.true.key == other.true.key)
    model = LogisticRegression(C=1, max_iter=2000).fit(measures, same)
    return {"constant": float(model.intercept_[0]), **dict(zip(MEASURES, map(float, model.coef_[0]), strict=True))}


def _kin(one: Told, other: Told) -> bool:
    return one.family == other.family and one.changed == other.changed


if __name__ == "__main__":
    from summaryminer.evaluation import markup
    from summaryminer.pipeline import Extractor

    for name, weight in fit([markup.read(path) for path in sorted(Path(sys.argv[1]).glob("*.txt"))], Extractor()).items():
        print(f"{name} = {weight:.1f}")
