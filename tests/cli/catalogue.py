"""The messages that a catalogue must hold, gathered from the code.

``python -m tests.cli.catalogue`` brings ``summaryminer/messages/*/LC_MESSAGES/summaryminer.po`` up to date (new messages stand there without
translation, messages that are gone are taken out) and compiles it. Edit the ``.po`` in any editor for gettext, then run it again.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import polib
import typer

from summaryminer.cli import app
from summaryminer.commands.language import CATALOGUES

CODE = CATALOGUES.parent
SPOKEN = {"fail", "tell", "detail", "result", "translated"}
"""Functions of the commands whose first argument is shown to people."""
INTERNAL = {"AttributeError", "TypeError", "KeyError", "ZeroDivisionError", "StageError", "StopIteration", "Problem"}
"""Errors that people at the command line never see, or see as something else; rows of ``problems`` are looked at on their own."""
KEPT_FOR_LATER = {"remedy", "reason", "problem", "MISSING", "counts", "detail", "statistics"}
"""Names of variables that parts of messages are kept in."""
OF_TYPER = [
    "Usage:", "Arguments", "Commands", "Options", "[required]", "[default: {}]", "required", "default: {default}",
    "Show this message and exit.", "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
    "Missing {0} {1}.", "Missing {0} {1}. {2}", "Missing command.", "No such command {0}.", "No such command {0}. Did you mean {1}?",
    "No such option: {0}", "No such option: {0} Did you mean {1}?", "No such option: {0} (Possible options: {1})",
    "Value error, {0} is not one of {1}.",
    "Option {0} requires an argument.",
    "Invalid value for {0}: {1}", "Invalid value: {0}", "Got unexpected extra argument ({0})", "Got unexpected extra arguments ({0})",
    "Input should be greater than or equal to {0}", "Input should be a valid integer, unable to parse string as an integer",
    "Input should be a valid number, unable to parse string as a number", "argument", "option", "parameter",
]  # fmt: skip
"""What typer itself says."""
NAMED = [
    *("heading", "rank", "of", "median", "distance", "derived", "figure", "figures", "rejected", "repeats", "reports", "column"),
    *("error", "warning", "note"),
]
"""Column headings and severities, which are data in the code."""


def messages() -> list[str]:
    """Every message, in the order of the files, each once."""
    found = [*_of_help()]
    for path in sorted(CODE.rglob("*.py")):
        spoken = SPOKEN if path.parent.name == "commands" or path.name == "cli.py" else set()
        found += _of_code(ast.parse(path.read_text(encoding="utf-8")), spoken)
    return list(dict.fromkeys([*found, *NAMED, *OF_TYPER]))


def _of_help() -> Iterator[str]:
    waiting = [typer.main.get_command(app)]
    while waiting:
        command = waiting.pop(0)
        waiting += getattr(command, "commands", {}).values()
        texts = [command.help, command.epilog, *(getattr(parameter, "help", None) for parameter in command.params)]
        for text in filter(None, texts):
            yield from (part for part in text.split("\n\n") if not part.startswith(("summaryminer ", "cat ")))


def _of_code(tree: ast.AST, spoken: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in spoken:
                yield from filter(None, map(_template, _choices(node.args[0]) if node.args else ()))
            elif name in ("Problem", "problem", "Note", "_note") or (name.endswith(("Error", "Interrupted")) and name not in INTERNAL):
                texts = (_template(choice) for argument in node.args for choice in _choices(argument))
                yield from (text for text in texts if text and " " in text)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id in KEPT_FOR_LATER for target in targets):
                texts = map(_template, _choices(node.value))
                yield from (text for text in texts if text and " " in text)


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.List):
        for part in node.elts:
            yield from _choices(part)
    elif isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


def _template(node: ast.expr) -> str | None:
    """The text of a string in the code, its places numbered; ``None`` for anything else, and for places alone."""
    pieces = list(_pieces(node))
    if not pieces or not any(isinstance(piece, str) and any(map(str.isalpha, piece)) for piece in pieces):
        return None
    places = iter(range(len(pieces)))
    return "".join(piece if isinstance(piece, str) else f"{{{next(places)}}}" for piece in pieces)


def _pieces(node: ast.expr) -> Iterator[str | None]:
    """Fixed parts, and ``None`` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for value in node.values:
            yield from _pieces(value) if isinstance(value, ast.Constant) else [None]


def updated(path: Path) -> polib.POFile:
    """A catalogue with the messages of the code, and the translations that it has of them."""
    old = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = {
        "Project-Id-Version": "summaryminer", "Language": path.parts[-3], "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit",
    }  # fmt: skip
    for message in messages():
        catalogue.append(polib.POEntry(msgid=message, msgstr=old.get(message, "")))
    return catalogue


if __name__ == "__main__":
    for place in sorted(CATALOGUES.glob("*/LC_MESSAGES/summaryminer.po")) or [CATALOGUES / "zh/LC_MESSAGES/summaryminer.po"]:
        news = updated(place)
        news.save(str(place))
        news.save_as_mofile(str(place.with_suffix(".mo")))
        print(f"{place}: {len(news)} messages, {len(news.untranslated_entries())} without translation")
