"""The command line: ``summaryminer``. What a command does is told in :mod:`summaryminer.commands`; this page only gathers them."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from summaryminer.commands.language import LANGUAGES, of_environment, option_in, speak, translated
from summaryminer.commands.manners import Group, Language
from summaryminer.commands.settings import NAME, language_of

__all__ = ["app", "main"]

app = typer.Typer(
    name="summaryminer",
    cls=Group,
    help="Turns folders of Chinese work summaries (工作总结) into tidy tables that can be compared across institutions.",
    epilog="Start here:\n\nsummaryminer extract REPORTS -o tables\n\nsummaryminer compare tables",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# In the order of `--help`. Each module has a function `register(app)`.
_COMMANDS = (
    "extract", "text", "show", "compare", "audit", "view", "correct", "evaluation", "training", "export", "lexicon",
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        from summaryminer import __version__

        typer.echo(f"summaryminer {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    lang: Annotated[
        Language | None, typer.Option(help="Language of help and messages (default: by locale).", show_default=False)
    ] = None,
) -> None:
    """Options of every command."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for _command in _COMMANDS:
    import_module(f"summaryminer.commands.{_command}").register(app)


def main() -> None:
    """Entry point: output that a console can't show is escaped rather than fatal; a user's mistake is one message, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    speak(_language(sys.argv[1:]))
    from summaryminer.commands.output import wording
    from summaryminer.lexicons import LexiconError

    try:
        sys.exit(app(standalone_mode=False))
    except LexiconError as error:
        typer.echo(f"summaryminer: {wording(error)}", err=True)
        sys.exit(2)
    except TyperException as error:
        _wrong_use(error)
        sys.exit(error.exit_code)
    except (Abort, KeyboardInterrupt):
        typer.echo(f"summaryminer: {translated('stopped')}", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads the rest
        sys.exit(1)


def _language(arguments: list[str]) -> str:
    """What the command line says, else the settings, else the environment: help is written before options are read."""
    asked = option_in(arguments, "--lang")
    if asked in LANGUAGES:
        return str(asked)
    settings = Path(option_in(arguments, "--config") or NAME)
    return (language_of(settings) if settings.is_file() else None) or of_environment(os.environ)


def _wrong_use(error: TyperException) -> None:
    """What is wrong with the command line, and where to look."""
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if not message:  # a command without arguments, whose help was shown
        return
    typer.echo(f"summaryminer: {translated(message)}", err=True)
    if context is not None:
        typer.echo(translated(f"Examples and all options: {context.command_path} --help"), err=True)


if __name__ == "__main__":
    main()
