"""The settings of a run, as every process of it needs them, and as the manifest records them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import summaryminer
from summaryminer.lexicons import load
from summaryminer.pipeline import Extractor
from summaryminer.running.sources import READER
from summaryminer.writing.manifest import fingerprint_of_files

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides, beside the inputs, which rows come out.

    Args:
        lexicons: folders laid over the shipped lexicons.
        model: path of a classifier, ``None`` for the shipped one, ``False`` for rules alone.
        segmenter: ``jieba`` or ``fast``.
        reader: who reads files, as ``module:function``.
        text_column: column of a spreadsheet whose cells hold texts.
    """

    lexicons: tuple[str, ...] = ()
    model: str | Literal[False] | None = None
    segmenter: Literal["jieba", "fast"] = "jieba"
    reader: str = READER
    text_column: str | None = None

    @classmethod
    def of(
        cls,
        lexicons: Sequence[str | os.PathLike[str]] = (),
        model: str | os.PathLike[str] | Literal[False] | None = None,
        segmenter: Literal["jieba", "fast"] = "jieba",
        reader: str = READER,
        text_column: str | None = None,
    ) -> Settings:
        """Settings from what a caller gives; paths become absolute, as other processes may stand elsewhere."""
        chosen = os.path.abspath(model) if isinstance(model, (str, os.PathLike)) else model
        return cls(tuple(os.path.abspath(one) for one in lexicons), chosen, segmenter, reader, text_column)

    def extractor(self, metadata: Mapping[str, Mapping[str, object]] | None = None) -> Extractor:
        """An extractor with these settings.

        Raises:
            LexiconError: a lexicon can't be used.
        """
        return Extractor(lexicons=self.lexicons, model=self.model, segmenter=self.segmenter, metadata=metadata)

    def recorded(self) -> dict[str, object]:
        """Versions and settings as the manifest holds them; when one of them changes, everything is extracted again."""
        lexicons = load(self.lexicons)
        words = [
            (f"{place}/{file.relative_to(folder).as_posix()}", file)
            for place, folder in enumerate(lexicons.folders)
            for file in folder.rglob("*")
            if file.suffix in (".toml", ".tsv")
        ]
        home = Path(summaryminer.__file__).parent
        code = [
            (file.relative_to(home).as_posix(), file)
            for file in home.rglob("*")
            if file.suffix in (".py", ".skops", ".json")
        ]
        model: object = "shipped" if self.model is None else self.model
        if isinstance(model, str) and model != "shipped":
            model = fingerprint_of_files([("model", Path(os.fspath(model)))])
        return {
            "version": summaryminer.__version__,
            "code": fingerprint_of_files(code),
            "lexicons": fingerprint_of_files(words),
            "model": model,
            "segmenter": self.segmenter,
            "reader": self.reader,
            "text_column": self.text_column,
        }
