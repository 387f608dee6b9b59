"""What every command has: ``-v``, ``-q``, ``--lang``, ``--config``; help in the language spoken.

:class:`Command` and :class:`Group` are given to typer as ``cls``. The common options are typer options of a function that is never run;
each command gets them behind its own, and takes them away again before its function is called.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from summaryminer.commands import output
from summaryminer.commands.help_page import help_page
from summaryminer.commands.language import language, speak
from summaryminer.commands.settings import NAME, SettingsError, defaults

__all__ = ["Command", "Group", "Language"]


class Language(StrEnum):
    """The languages of help and messages."""

    en = "en"
    zh = "zh"


def _take_settings(context: typer.Context, path: Path | None) -> Path | None:
    """Reads the settings before any other option is looked at."""
    if context.resilient_parsing:
        return path
    chosen = path or Path(NAME)
    if path is not None or chosen.is_file():
        try:
            context.default_map = defaults(chosen, context)
        except SettingsError as error:
            output.fail(error)
        output.note_settings(chosen)
    return path


def _speak(context: typer.Context, value: Language | None) -> Language | None:
    """Speaks the language asked for while the command runs."""
    if value is not None and value.value != language():
        context.call_on_close(partial(speak, language()))
        speak(value.value)
    return value


def _options(
    config: Annotated[
        Path | None,
        typer.Option(
            help=f"Settings of a folder (default: {NAME}, where there is one).",
            callback=_take_settings,
            is_eager=True,
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(
            help="Language of help and messages (default: by locale).", callback=_speak, is_eager=True, show_default=False
        ),
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tell more of what is done.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print results and errors alone.")] = False,
) -> None:
    """The options of every command."""


_COMMON = ("config", "lang", "verbose", "quiet")


def _common() -> list[Any]:
    program = typer.Typer(add_completion=False)
    program.command()(_options)
    return [parameter for parameter in typer.main.get_command(program).params if parameter.name in _COMMON]


class Command(TyperCommand):
    """A command with the common options."""

    def __init__(self, *args: Any, params: list[Any] | None = None, **settings: Any) -> None:
        super().__init__(*args, params=[*(params or []), *_common()], **settings)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        formatter.write(help_page(self, ctx))

    def invoke(self, ctx: Any) -> Any:
        """Runs the command as loud as it was asked to."""
        given = {name: ctx.params.pop(name, None) for name in _COMMON}
        output.be_loud(verbose=bool(given["verbose"]), quiet=bool(given["quiet"]))
        return super().invoke(ctx)


class Group(TyperGroup):
    """A group of commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        formatter.write(help_page(self, ctx))
