"""The command line: ``summaryminer``. What a command does is told in :mod:`summaryminer.commands`; this page only gathers them."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

__all__ = ["app", "main"]

app = typer.Typer(
    name="summaryminer",
    help="Turns folders of Chinese work summaries (工作总结) into tidy tables that can be compared across institutions.",
    epilog="Start here:  summaryminer extract REPORTS -o tables   then   summaryminer compare tables",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# In the order of `--help`. Each module has a function `register(app)`.
_COMMANDS = ("extract", "text", "show", "compare", "audit", "view", "correct", "evaluation", "lexicon")


def _version(wanted: bool) -> None:
    if wanted:
        from summaryminer import __version__

        typer.echo(f"summaryminer {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options of every command."""


for _command in _COMMANDS:
    import_module(f"summaryminer.commands.{_command}").register(app)


def main() -> None:
    """Entry point: output that a console can't show is escaped rather than fatal; a user's mistake is one message, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    from summaryminer.lexicons import LexiconError

    try:
        app()
    except LexiconError as error:
        typer.echo(f"summaryminer: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    main()
