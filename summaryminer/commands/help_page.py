"""The page that ``--help`` shows, in the language spoken.

Typer's own page cuts off what has no spaces to break at, as Chinese has none; here a line breaks wherever it must.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import Any

from summaryminer.commands.language import translated

__all__ = ["help_page"]

_WIDEST = 110


def help_page(command: Any, context: Any) -> str:
    """The help of a command or group, as text (with colours on a terminal that takes them).

    Args:
        command: typer's command.
        context: typer's context of it.
    """
    from rich.console import Console

    page = Console(file=io.StringIO(), force_terminal=sys.stdout.isatty(), highlight=False)
    page.width = min(Console().width, _WIDEST)
    page.print(f"{translated('Usage:')} {context.command_path} {' '.join(command.collect_usage_pieces(context))}", markup=False)
    for paragraph in _paragraphs(command.help):
        page.print(f"\n{paragraph}", markup=False)
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for parameter in command.get_params(context):
        if getattr(parameter, "help", None):
            parameter.help = translated(parameter.help)
        record = parameter.get_help_record(context)
        if record is not None:
            (arguments if parameter.param_type_name == "argument" else options).append(record)
    _print_list(page, "Arguments", arguments)
    _print_list(page, "Options", options)
    commands = getattr(command, "commands", {})
    _print_list(page, "Commands", [(name, next(_paragraphs(one.help), "")) for name, one in commands.items()])
    for paragraph in _paragraphs(command.epilog):
        indented = paragraph if not paragraph.startswith(("summaryminer ", "cat ")) else f"  {paragraph}"
        page.print(indented if indented is not paragraph else f"\n{paragraph}", markup=False, soft_wrap=True)
    page.print()
    written: str = page.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in written.splitlines())


def _paragraphs(text: str | None) -> Any:
    return (translated(" ".join(part.split("\n"))) for part in (text or "").split("\n\n") if part)


def _print_list(page: Any, title: str, entries: Iterable[tuple[str, str]]) -> None:
    """Names on the left, what they are on the right."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", max_width=34)
    table.add_column(overflow="fold")
    for name, meaning in entries:
        table.add_row(Text(_plain(name), style="cyan"), Text(meaning))
    if table.row_count:
        page.print(f"\n{translated(title)}", style="bold")
        page.print(Padding(table, (0, 0, 0, 2), expand=False))


def _plain(name: str) -> str:
    """An option's name with what it takes, as people say it: a list of paths is a path, given several times."""
    head, bracket, kind = name.partition("<list[")
    return f"{head}<{kind.removesuffix(']>').lower()}>" if bracket else name
