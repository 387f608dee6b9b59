"""Annotations that stand beside their texts: JSON lines with spans, one file for each text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summaryminer.evaluation.truth import TrueDocument, TrueFigure, TrueProgram, TrueYear, Truth, Value

__all__ = ["GoldError", "read_gold"]

_CHANGES = {"inc": "increase", "dec": "decrease", "-": ""}


class GoldError(ValueError):
    """A gold file that can't be used; the message names file, line and what is wrong."""


def read_gold(folder: str | Path, texts: str | Path) -> list[Truth]:
    """The truths of a folder of ``NAME.jsonl`` files, whose texts are ``NAME.txt`` in another.

    Each line is one row: ``type`` (F figure, Y year, P program, D document), ``start`` and ``end`` in the text, and lists of accepted
    answers, ``-`` for none.

    Args:
        folder: the ``.jsonl`` files.
        texts: the ``.txt`` files, UTF-8.

    Raises:
        FileNotFoundError: there is no ``.jsonl`` file, or a text is missing.
        GoldError: a line is no row, or its span does not hold the characters it quotes.
    """
    paths = sorted(Path(folder).glob("*.jsonl"))
    if not paths:
        raise FileNotFoundError(f"no .jsonl file in {folder}")
    return [_read(path, Path(texts) / f"{path.stem}.txt") for path in paths]


def _read(path: Path, source: Path) -> Truth:
    text = source.read_bytes().decode("utf-8").removeprefix("\ufeff")
    figures: list[TrueFigure] = []
    years: list[TrueYear] = []
    programs: list[TrueProgram] = []
    documents: list[TrueDocument] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            kind = row["type"]
            if kind == "D":
                documents.append(_document(row))
                continue
            span = (row["start"], row["end"], row["text"], row["line"], bool(row.get("optional")))
            if text[span[0] : span[1]] != span[2]:
                raise ValueError(f"the text has {text[span[0] : span[1]]!r} where the row says {span[2]!r}")
            if kind == "F":
                figures.append(_figure(span, row))
            elif kind == "Y":
                years.append(TrueYear(*span, tuple(row["value"])))
            else:
                programs.append(TrueProgram(*span, tuple(row["canonical"])))
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{path}:{number}: this is no row of truth ({error!r})") from error
    return Truth(source.name, text, tuple(figures), tuple(years), tuple(programs), tuple(documents))


def _figure(span: tuple[int, int, str, int, bool], row: dict[str, Any]) -> TrueFigure:
    return TrueFigure(
        *span,
        values=tuple(map(_value, row["value"])),
        units=_blanks(row["unit"]),
        kinds=tuple(row["kind"]),
        bounds=tuple(row["bound"]),
        statuses=tuple(row["status"]),
        changes=tuple(_CHANGES[change] for change in row["change"]),
        states=tuple(row["state"]),
        headings=tuple(row["indicator"]),
        indicators=_blanks(row["indicator_id"]),
    )


def _document(row: dict[str, Any]) -> TrueDocument:
    return TrueDocument(
        row["start"], row["end"], row["title"], _blanks(row["institution"]), _blanks(row["year"]), row["doctype"]
    )


def _value(given: str) -> Value:
    if given == "-":
        return None
    low, _, high = given.partition("..")
    return float(low), float(high or low)


def _blanks(given: Iterable[str]) -> tuple[str, ...]:
    return tuple("" if one == "-" else one for one in given)
