"""Figures to and from annotation tools: Label Studio, doccano, Prodigy and brat standoff.

A figure becomes a span with one label: its status, followed by its change where it is the size of one (``actual``, ``target``,
``standard``, ``actual-increase`` …). Offsets are code points of the text as read, as in every table. What annotators delete, add, move or
relabel comes back by :func:`read` as truth to train on: ``summaryminer train corpus/reports annotated.jsonl``.

Formats as documented by the tools:

* ``label-studio``: JSON, a list of tasks with ``data.text`` and ``annotations[].result[]`` (exported as ``predictions``), control
  ``label``, object ``text`` (https://labelstud.io/guide/predictions).
* ``doccano``: JSONL with ``text`` and ``label: [[start, end, label], …]`` (sequence labelling; https://doccano.github.io/doccano).
* ``prodigy``: JSONL with ``text`` and ``spans: [{start, end, label}, …]`` (https://prodi.gy/docs/api-interfaces).
* ``brat``: ``NAME.txt`` and ``NAME.ann`` with text-bound annotations ``T1<TAB>label start end<TAB>text`` (https://brat.nlplab.org/standoff.html).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from summaryminer.evaluation.truth import Truth
    from summaryminer.tables.extraction import Extraction

__all__ = ["LABELS", "Annotated", "AnnotationError", "Format", "export", "format_of", "read", "truths"]

Format = Literal["label-studio", "doccano", "prodigy", "brat"]

_STATUSES = ("actual", "target", "standard")
_CHANGES = ("increase", "decrease")
LABELS = tuple(status + (f"-{change}" if change else "") for status in _STATUSES for change in ("", *_CHANGES))
"""Every label that is written and read."""


class AnnotationError(ValueError):
    """An annotation file that can't be used: says which file and entry, what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated text: its name, its characters, and (start, end, label) in order."""

    name: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def export(extraction: Extraction, path: str | Path, format: Format) -> int:
    """Writes the figures of an extraction for an annotation tool.

    Args:
        extraction: with its texts.
        path: a file (``label-studio``: .json, ``doccano``, ``prodigy``: .jsonl) or a folder (``brat``).
        format: the tool.

    Returns:
        How many texts were written.

    Raises:
        ValueError: there is no such format.

    Example:
        >>> import summaryminer as sm, tempfile, pathlib
        >>> target = pathlib.Path(tempfile.mkdtemp()) / "figures.jsonl"
        >>> export(sm.Extractor().extract_text("共随访1660人次。"), target, "doccano")
        1
        >>> read(target, "doccano")[0].spans
        ((3, 9, 'actual'),)
    """
    if format not in get_args(Format):
        raise ValueError(f"there is no format {format!r}; write one of {', '.join(get_args(Format))}")
    texts = list(_annotated(extraction))
    target = Path(path)
    if format == "brat":
        target.mkdir(parents=True, exist_ok=True)
        for item in texts:
            stem = target / _file_name(item.name)
            stem.with_suffix(".txt").write_text(item.text, encoding="utf-8", newline="")
            stem.with_suffix(".ann").write_text("".join(_brat_lines(item)), encoding="utf-8", newline="")
    elif format == "label-studio":
        tasks = [_label_studio(item) for item in texts]
        target.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        entry = _doccano if format == "doccano" else _prodigy
        lines = [json.dumps(entry(item), ensure_ascii=False) for item in texts]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(texts)


def format_of(path: str | Path) -> Format | None:
    """Which tool's export a file or folder is, by what it holds; ``None`` for anything else.

    Args:
        path: a file, or a folder for ``brat``.

    Raises:
        OSError: the file can't be read.
    """
    target = Path(path)
    if target.is_dir():
        return "brat" if any(target.glob("*.ann")) else None
    with target.open(encoding="utf-8", errors="replace") as handle:
        first = next((line.strip() for line in handle if line.strip()), "")
    if first.startswith("["):
        return "label-studio"
    if not first.startswith("{"):
        return None
    return "prodigy" if '"spans"' in first or '"answer"' in first else "doccano"


def read(path: str | Path, format: Format, *, predictions: bool = True) -> list[Annotated]:
    """Annotated texts from a tool's export; without those that were skipped or rejected as a whole.

    Args:
        path: the file, or the folder for ``brat``.
        format: the tool.
        predictions: of texts that nobody annotated in Label Studio, take what was predicted, rather than leave them out.

    Raises:
        AnnotationError: the file is not of the format, a span lies outside its text, or a label is unknown.
    """
    target = Path(path)
    try:
        if format == "brat":
            found = [_from_brat(file) for file in sorted(target.glob("*.txt"))]
        elif format == "label-studio":
            tasks = json.loads(target.read_text(encoding="utf-8"))
            read_tasks = (_from_label_studio(task, place, predictions) for place, task in enumerate(tasks, 1))
            found = [item for item in read_tasks if item is not None]
        else:
            lines = target.read_text(encoding="utf-8").splitlines()
            make = _from_doccano if format == "doccano" else _from_prodigy
            entries = (make(json.loads(line), place) for place, line in enumerate(lines, 1) if line.strip())
            found = [item for item in entries if item is not None]
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise AnnotationError(
            f"{target}: this is no export of {format} ({error}); choose the tool's format for span labelling"
        ) from None
    for item in found:
        _check(target, item)
    return found


def truths(annotated: list[Annotated]) -> list[Truth]:
    """Annotated texts as truth to train on: each span is a figure of its label, every other number is none.

    Args:
        annotated: as :func:`read` gives them.
    """
    from summaryminer.evaluation.truth import TrueDocument, TrueFigure, Truth

    made = []
    for item in annotated:
        figures = []
        for start, end, label in item.spans:
            status, _, change = label.partition("-")
            line = item.text.count("\n", 0, start) + 1
            figures.append(TrueFigure(start, end, item.text[start:end], line, statuses=(status,), changes=(change,)))
        document = TrueDocument(0, len(item.text), "", ("",), ("",), "summary")
        made.append(Truth(item.name, item.text, tuple(figures), documents=(document,)))
    return made


# ── out ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _annotated(extraction: Extraction) -> Iterator[Annotated]:
    by_source: dict[str, list[tuple[int, int, str]]] = {}
    rows: list[Mapping[str, Any]] = extraction.figures.to_dict("records")  # type: ignore[assignment]
    for row in rows:
        label = str(row["status"]) + (f"-{row['change']}" if isinstance(row["change"], str) else "")
        by_source.setdefault(str(row["source"]), []).append((int(row["start"]), int(row["end"]), label))
    for name, text in extraction.texts.items():
        yield Annotated(name, text, tuple(sorted(by_source.get(name, []))))


def _label_studio(item: Annotated) -> dict[str, Any]:
    result = [
        {
            "id": f"f{place}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": start, "end": end, "text": item.text[start:end], "labels": [label]},
        }
        for place, (start, end, label) in enumerate(item.spans, 1)
    ]
    return {
        "data": {"text": item.text, "source": item.name},
        "predictions": [{"model_version": "summaryminer", "result": result}],
    }


def _doccano(item: Annotated) -> dict[str, Any]:
    return {"text": item.text, "label": [list(span) for span in item.spans], "source": item.name}


def _prodigy(item: Annotated) -> dict[str, Any]:
    spans = [{"start": start, "end": end, "label": label} for start, end, label in item.spans]
    return {"text": item.text, "spans": spans, "meta": {"source": item.name}}


def _brat_lines(item: Annotated) -> Iterator[str]:
    for place, (start, end, label) in enumerate(item.spans, 1):
        shown = item.text[start:end].replace("\n", " ").replace("\r", " ")
        yield f"T{place}\t{label} {start} {end}\t{shown}\n"


def _file_name(source: str) -> str:
    """A name that stays inside the folder and loses nothing that tells sources apart."""
    return "".join(
        sign if sign.isalnum() or sign in "-_" else f"%{ord(sign):x}." if sign == "%" else "_" for sign in source
    )


# ── in ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _from_label_studio(task: Mapping[str, Any], place: int, predictions: bool) -> Annotated | None:
    """The last annotation of a task; its predictions, or nothing, where nobody annotated it."""
    made = [entry for entry in task.get("annotations") or [] if not entry.get("was_cancelled")]
    versions = made or (task.get("predictions") or [] if predictions else [])
    if not versions:
        return None
    result = versions[-1]["result"]
    spans = [
        (int(one["value"]["start"]), int(one["value"]["end"]), str(one["value"]["labels"][0]))
        for one in result
        if one.get("type") == "labels"
    ]
    return Annotated(str(task["data"].get("source", f"task {place}")), str(task["data"]["text"]), tuple(sorted(spans)))


def _from_doccano(entry: Mapping[str, Any], place: int) -> Annotated:
    labels = entry["label"] if "label" in entry else entry["labels"]
    spans = tuple(sorted((int(start), int(end), str(label)) for start, end, label in labels))
    return Annotated(str(entry.get("source", f"line {place}")), str(entry["text"]), spans)


def _from_prodigy(entry: Mapping[str, Any], place: int) -> Annotated | None:
    """An accepted text; of one that was rejected or ignored nobody said what would be right."""
    if entry.get("answer", "accept") != "accept":
        return None
    spans = tuple(
        sorted((int(span["start"]), int(span["end"]), str(span["label"])) for span in entry.get("spans") or ())
    )
    return Annotated(str(entry.get("meta", {}).get("source", f"line {place}")), str(entry["text"]), spans)


def _from_brat(file: Path) -> Annotated:
    with file.open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    spans = []
    marks = file.with_suffix(".ann")
    for number, line in enumerate(marks.read_text(encoding="utf-8").splitlines() if marks.exists() else [], 1):
        if not line.startswith("T"):
            continue
        parts = line.split("\t")
        fields = parts[1].split(" ") if len(parts) >= 2 else []
        if len(fields) != 3 or not (fields[1].isdigit() and fields[2].isdigit()):
            raise AnnotationError(
                f"{marks}:{number}: {line!r} is no continuous text-bound annotation; write T1<TAB>label start end<TAB>text"
            )
        spans.append((int(fields[1]), int(fields[2]), fields[0]))
    return Annotated(file.stem, text, tuple(sorted(spans)))


def _check(path: Path, item: Annotated) -> None:
    for start, end, label in item.spans:
        if not 0 <= start < end <= len(item.text):
            raise AnnotationError(
                f"{path}: {item.name}: the span {start}..{end} lies outside the text; export the text with its labels again"
            )
        if label not in LABELS:
            raise AnnotationError(f"{path}: {item.name}: unknown label {label!r}; use {', '.join(LABELS)}")
