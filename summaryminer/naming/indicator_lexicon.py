"""The indicators of the lexicons: every ``indicators.toml``, checked entry by entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from summaryminer.lexicons import LexiconError, Lexicons
from summaryminer.records import Kind

__all__ = ["FILE", "Indicator", "indicators"]

FILE = "indicators"
_KINDS = ("count", "rate", "money", "measure")
_SCOPES = ("core", "extended")
_TEXTS = ("id", "label", "label_en", "definition", "kind", "scope", "domain")
_LISTS = ("units", "synonyms", "weak", "hints", "optional", "exclude", "not_near", "never_near", "require", "match", "no_match")
_NEEDED = ("id", "label", "label_en", "definition", "kind", "units", "synonyms")
_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_EXAMPLE = re.compile(r"[^⟦⟧]*⟦[^⟦⟧]+⟧[^⟦⟧]*")


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    """What a figure can measure.

    Args:
        id: its lasting name, ``group.name``.
        label, label_en, definition: for people.
        kind: kind of its figures.
        units: units, and families of units, that its figures have.
        synonyms: patterns of words, one of which a heading must fulfil (:func:`~summaryminer.naming.wordsets.expand`).
        scope: ``core``, or ``extended`` for one by which reports are compared, but which tables name only when asked to
            (``written`` in ``naming_matching.toml``).
        weak: patterns that count only where the surroundings are about it: one of ``hints`` is there, or the document is of ``domain``.
        optional: words that its headings may have beside.
        exclude: words that make a figure another one's.
        not_near: words that do so when they stand before the number in its sentence, for ``weak`` patterns.
        never_near: words that do so for every pattern.
        require: words one of which must be near.
        match, no_match: sentences with a number in ``⟦⟧`` that gets it, and that must not.
    """

    id: str
    label: str
    label_en: str
    definition: str
    kind: Kind
    units: tuple[str, ...]
    synonyms: tuple[str, ...]
    scope: str = "core"
    weak: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    domain: str = ""
    optional: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    never_near: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


def indicators(lexicons: Lexicons) -> Mapping[str, Indicator]:
    """The indicators by id, in the order of the files.

    Raises:
        LexiconError: an entry is incomplete, has an unknown key or kind, or an example without its number marked.

    Example:
        >>> from summaryminer.lexicons import load
        >>> indicators(load())["hypertension.standardized_rate"].label
        '高血压规范管理率'
    """
    return lexicons.compiled(indicators, _read)


def _read(lexicons: Lexicons) -> Mapping[str, Indicator]:
    entries = lexicons.document(FILE).get("indicators", [])
    found: dict[str, Indicator] = {}
    for entry in entries:
        checked = _check(entry, lexicons)
        found[checked["id"]] = Indicator(**checked)
    return found


def _check(entry: object, lexicons: Lexicons) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise _error(lexicons, "", f"{entry!r} is no indicator", "begin each one with a line [[indicators]]")
    key = str(entry.get("id", ""))
    for name in _NEEDED:
        if not entry.get(name):
            raise _error(lexicons, key, f"the indicator {key!r} lacks {name}", f"add a line {name} = …")
    for name, value in entry.items():
        if name not in _TEXTS and name not in _LISTS:
            raise _error(lexicons, key, f"{key}: unknown key {name}", f"write one of {', '.join(_TEXTS + _LISTS)}")
        if name in _TEXTS and not isinstance(value, str):
            raise _error(lexicons, key, f"{key}: {name} is no text", f'write {name} = "…"')
        if name in _LISTS and not (isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)):
            raise _error(lexicons, key, f"{key}: {name} is no list of words", f'write {name} = ["…", "…"]')
    if not _ID.fullmatch(key):
        raise _error(lexicons, key, f"{key!r} is no id", "write group.name in small letters: records.total")
    if entry["kind"] not in _KINDS:
        raise _error(lexicons, key, f"{key}: unknown kind {entry['kind']!r}", f"write one of {', '.join(_KINDS)}")
    if entry.get("scope", "core") not in _SCOPES:
        raise _error(lexicons, key, f"{key}: unknown scope {entry['scope']!r}", f"write one of {', '.join(_SCOPES)}")
    for example in (*entry.get("match", ()), *entry.get("no_match", ())):
        if not _EXAMPLE.fullmatch(example):
            raise _error(lexicons, key, f"{key}: no number is marked in {example!r}", "mark one number: 建立档案⟦284份⟧")
    return {name: tuple(value) if isinstance(value, list) else cast(str, value) for name, value in entry.items()}


def _error(lexicons: Lexicons, key: str, problem: str, remedy: str) -> LexiconError:
    """The error with the place of the entry, which TOML readers don't tell."""
    wanted = re.compile(rf'\s*id\s*=\s*["\']{re.escape(key)}["\']')
    place: tuple[Path, int | None] = (next(lexicons.files(f"{FILE}.toml"), Path(f"{FILE}.toml")), None)
    for path in lexicons.files(f"{FILE}.toml"):
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
            if key and wanted.match(line):
                place = (path, number)
    return LexiconError(*place, problem, remedy)
