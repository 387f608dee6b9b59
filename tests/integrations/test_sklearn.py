"""The transformer as scikit-learn uses transformers."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import (
    check_estimator,
    check_get_feature_names_out_error,
    check_no_attributes_set_in_init,
    check_parameters_default_constructible,
)

import summaryminer as sm

REPORTS = ["全年门诊12000人次，孕产妇系统管理率95%。", "门诊量达8000人次。", "召开会议三次。"]


def test_columns_are_indicators_and_gaps_are_missing() -> None:
    vectorizer = sm.FigureVectorizer().fit(REPORTS)
    assert vectorizer.get_feature_names_out().tolist() == ["maternal.system_management_rate", "outpatient.visits"]
    matrix = vectorizer.transform(REPORTS)
    assert matrix[0].tolist() == [0.95, 12000.0]
    assert np.isnan(matrix[1, 0])
    assert np.isnan(matrix[2]).all()


def test_it_stands_in_a_pipeline() -> None:
    filled = make_pipeline(sm.FigureVectorizer(), SimpleImputer(strategy="constant", fill_value=0.0)).fit_transform(REPORTS)
    assert filled.tolist() == [[0.95, 12000.0], [0.0, 8000.0], [0.0, 0.0]]


def test_it_is_cloned_and_checked() -> None:
    vectorizer = sm.FigureVectorizer(missing=-1.0)
    assert clone(vectorizer).get_params() == vectorizer.get_params()
    check_no_attributes_set_in_init("FigureVectorizer", vectorizer)
    check_parameters_default_constructible("FigureVectorizer", vectorizer)
    check_get_feature_names_out_error("FigureVectorizer", vectorizer)


def test_check_estimator() -> None:
    """scikit-learn says which of its checks apply to a transformer of texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkipTestWarning)
        ran = check_estimator(sm.FigureVectorizer(segmenter="fast"))
    assert "check_estimator_cloneable" in {result["check_name"] for result in ran if result["status"] == "passed"}
    assert not [result for result in ran if result["status"] not in ("passed", "skipped")]


def test_misuse_is_told() -> None:
    with pytest.raises(NotFittedError):
        sm.FigureVectorizer().transform(REPORTS)
    with pytest.raises(ValueError, match="list of texts"):
        sm.FigureVectorizer().fit("一份报告")
    with pytest.raises(ValueError, match="element 1 is int"):
        sm.FigureVectorizer().fit(["一份报告", 3])
