"""``summaryminer.toml``: the options of a folder, so that they need not be typed again.

The file stands in the folder where the command is run, or is named by ``--config``. A table is a command, a key is a long option without
its dashes; ``[all]`` is for every command that has the option. What is typed wins over the file. Paths count from the file's folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from typer.exceptions import TyperException

from summaryminer.commands.language import LANGUAGES

__all__ = ["NAME", "SettingsError", "defaults", "language_of", "read"]

NAME = "summaryminer.toml"
_EVERY = "all"


class SettingsError(ValueError):
    """Settings that can't be used: names the file, the key and the remedy."""


def read(path: Path) -> dict[str, Any]:
    """The content of a settings file.

    Raises:
        SettingsError: it can't be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: the settings can't be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: this is not UTF-8 text; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: this is not valid TOML ({error}); words stand in double quotes") from None


def language_of(path: Path) -> str | None:
    """The language that a settings file asks for every command, ``None`` where it asks for none; what is wrong is told later."""
    try:
        every = read(path).get(_EVERY)
    except SettingsError:
        return None
    wanted = every.get("lang") if isinstance(every, dict) else None
    return wanted if wanted in LANGUAGES else None


def defaults(path: Path, context: Any) -> dict[str, Any]:
    """What a settings file says for the command that is run: parameter → value, as typer's ``default_map`` takes it.

    Args:
        path: the file.
        context: typer's context of the command. The names and options of all commands are the tables and keys that may be written.

    Raises:
        SettingsError: a table, a key or a value can't be used.
    """
    content = read(path)
    names: list[str] = []
    program, command = context, context.command
    while program.parent is not None:
        names.insert(0, str(program.info_name))
        program = program.parent
    _check(path, content, program.command)
    own: Any = content
    for name in names:
        own = own.get(name, {})
    options = dict(_options(command))
    found: dict[str, Any] = {}
    for table, entries in ((_EVERY, content.get(_EVERY, {})), (".".join(names), own)):
        for key, value in entries.items():
            if key in options:
                found[options[key].name] = _value(f"{path}: [{table}] {key}", value, options[key], context, path.parent)
    return found


def _check(path: Path, content: Mapping[str, Any], program: Any) -> None:
    """Are all tables commands, and all keys options?"""
    for name, entries in content.items():
        group = program.commands.get(name)
        if not isinstance(entries, dict):
            raise SettingsError(f"{path}: {name} stands outside every table; write it below [{_EVERY}] or a command")
        if name == _EVERY:
            every = {key for command in _commands(program) for key, _ in _options(command)}
            _check_keys(path, name, entries, every)
        elif group is None:
            listed = ", ".join([_EVERY, *program.commands])
            raise SettingsError(f"{path}: [{name}] is no command; the tables are {listed}")
        elif hasattr(group, "commands"):
            for inner, some in entries.items():
                if inner not in group.commands or not isinstance(some, dict):
                    listed = ", ".join(f"[{name}.{one}]" for one in group.commands)
                    raise SettingsError(f"{path}: [{name}] {inner}: this is no command; the tables are {listed}")
                _check_keys(path, f"{name}.{inner}", some, {key for key, _ in _options(group.commands[inner])})
        else:
            _check_keys(path, name, entries, {key for key, _ in _options(group)})


def _check_keys(path: Path, table: str, entries: Mapping[str, Any], known: set[str]) -> None:
    for key in entries:
        if key not in known:
            listed = ", ".join(sorted(known))
            raise SettingsError(f"{path}: [{table}] {key}: there is no such option; take one of {listed}")


def _commands(program: Any) -> Iterator[Any]:
    for command in program.commands.values():
        if hasattr(command, "commands"):
            yield from _commands(command)
        else:
            yield command


def _options(command: Any) -> Iterator[tuple[str, Any]]:
    """Keys of a command: its long options without dashes, and the names of its arguments."""
    for parameter in command.params:
        if parameter.name not in ("help", "config"):
            long = next((name for name in parameter.opts if name.startswith("--")), parameter.name)
            yield long.removeprefix("--"), parameter


def _value(place: str, value: Any, parameter: Any, context: Any, folder: Path) -> Any:
    """A value as the command line would take it; typer says whether it can."""
    several = getattr(parameter, "multiple", False) or parameter.nargs == -1
    if isinstance(value, list) != several:
        if not several:
            raise SettingsError(f"{place}: one value is wanted, not a list; take the brackets away")
        value = [value]
    try:
        taken = parameter.process_value(context, value)
    except TyperException as error:
        raise SettingsError(f"{place}: {error.message}; write what the command line takes") from None
    if isinstance(taken, Path):
        return str(folder / taken)
    if several and any(isinstance(one, Path) for one in taken):
        return [str(folder / one) for one in taken]
    return value
