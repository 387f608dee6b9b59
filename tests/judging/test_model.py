"""The model file: what is shipped, what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from summaryminer.judging import Model, ModelError, load_model
from summaryminer.judging.cues import STATUSES
from summaryminer.judging.model import ANSWERS, HEADS, read
from summaryminer.judging.rules import CHANGES


class TestShipped:
    def test_is_small_tells_what_it_was_made_with_and_needs_no_pickle(self) -> None:
        path = Path(__file__).parents[2] / "summaryminer" / "judging" / "model.npz"
        assert path.stat().st_size <= 3_000_000
        model = load_model()
        assert model is not None
        assert {"summaryminer", "scikit-learn", "numpy", "python", "reports", "examples"} <= set(model.about)
        with zipfile.ZipFile(path) as archive:
            assert all(
                b"O" not in np.load(archive.open(name), allow_pickle=False).dtype.str.encode()
                for name in archive.namelist()
            )

    def test_saved_twice_gives_the_same_bytes(self, tmp_path: Path) -> None:
        model = load_model()
        assert isinstance(model, Model)
        for name in ("one", "two"):
            model.save(tmp_path / name)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()

    def test_saved_and_read_again_says_the_same(self, tmp_path: Path) -> None:
        model = load_model()
        assert isinstance(model, Model)
        model.save(tmp_path / "model.npz")
        again = load_model(tmp_path / "model.npz")
        assert again is not None
        assert np.array_equal(model.weights, again.weights)
        assert model.about == again.about

    def test_confidence_never_falls_as_probability_rises(self) -> None:
        model = load_model()
        assert isinstance(model, Model)
        confidence = model.confidence(np.linspace(0, 1, 101, dtype=np.float32))
        assert (np.diff(confidence) >= 0).all()
        assert confidence.min() >= 0
        assert confidence.max() <= 1


class TestRefused:
    def test_a_file_that_is_no_archive(self, tmp_path: Path) -> None:
        path = tmp_path / "model.npz"
        path.write_bytes(b"not a model")
        with pytest.raises(ModelError, match="summaryminer train"):
            load_model(path)

    def test_an_archive_that_is_no_model(self, tmp_path: Path) -> None:
        path = tmp_path / "model.npz"
        np.savez(path, weights=np.zeros(3))
        with pytest.raises(ModelError, match="summaryminer train"):
            load_model(path)

    def test_a_model_for_other_features(self, tmp_path: Path) -> None:
        model = load_model()
        assert isinstance(model, Model)
        other = Model(
            model.weights, model.bias, model.answers, model.reliability, {**model.about, "format": 0}
        )
        other.save(tmp_path / "model.npz")
        with pytest.raises(ModelError, match="train it again"):
            load_model(tmp_path / "model.npz")


class TestReading:
    def test_both_learners_count_alike(self) -> None:
        sums = np.zeros((1, len(HEADS) + 2), np.float32)
        answers = np.full((3, ANSWERS), -10.0, np.float32)
        answers[0], answers[1] = 0.0, 0.0
        wanted = 1 + STATUSES.index("target") * len(CHANGES) + CHANGES.index("increase")
        answers[0, wanted], answers[1, 0] = 40.0, 40.0  # the first unit speaks for goals that rise, the second for no figure
        sums[0, len(HEADS)] = 1.0
        rising = read(sums, answers)
        assert rising.figure[0] == pytest.approx(0.75)  # the linear learner is of two minds
        assert rising.status[0, STATUSES.index("target")] == pytest.approx((1 + 1 / 3) / 2)
        assert rising.change[0, CHANGES.index("increase")] == pytest.approx((1 + 1 / 3) / 2)
        sums[0, len(HEADS) :] = -5.0, 1.0  # a unit that is not roused says nothing
        assert read(sums, answers).figure[0] == pytest.approx(0.25)

    def test_probabilities_sum_to_one(self) -> None:
        some = np.random.default_rng(7).normal(0, 8, (200, len(HEADS) + 4)).astype(np.float32)
        said = read(some, np.random.default_rng(8).normal(0, 8, (5, ANSWERS)).astype(np.float32))
        assert ((said.figure >= 0) & (said.figure <= 1)).all()
        assert said.status.sum(axis=1) == pytest.approx(1, abs=1e-4)
        assert said.change.sum(axis=1) == pytest.approx(1, abs=1e-4)
