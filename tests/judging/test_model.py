"""The model file: what is shipped, what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from summaryminer.judging import Model, ModelError, load_model


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
            model.weights, model.bias, model.reliability, {**model.about, "format": 0}
        )
        other.save(tmp_path / "model.npz")
        with pytest.raises(ModelError, match="train it again"):
            load_model(tmp_path / "model.npz")
