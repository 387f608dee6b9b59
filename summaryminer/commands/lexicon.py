"""``summaryminer lexicon``: word lists of one's own — begin, check, try out, and find out what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from summaryminer.commands.manners import Command, Group

if TYPE_CHECKING:
    from summaryminer.lexicons import Lexicons
    from summaryminer.naming.examples import Failure

__all__ = ["register"]

_LEXICON = typer.Option(
    "--lexicon", help="A lexicon folder laid over the shipped ones; may be given several times.", show_default=False
)


def register(app: typer.Typer) -> None:
    """Adds the group of commands to the application."""
    group = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        help="Word lists of your own: begin a folder, check it, run its examples, see what is missing.",
        epilog="Examples:\n\nsummaryminer lexicon new my-words\n\nsummaryminer extract reports -o tables --lexicon my-words",
    )
    group.command("new", cls=Command, epilog="Examples:\n\nsummaryminer lexicon new my-words")(new)
    group.command("check", cls=Command, epilog="Examples:\n\nsummaryminer lexicon check my-words")(check)
    group.command("test", cls=Command, epilog="Examples:\n\nsummaryminer lexicon test my-words")(examples)
    group.command("suggest", cls=Command, epilog="Examples:\n\nsummaryminer lexicon suggest reports --least 3 > new.toml")(suggest)
    app.add_typer(group, name="lexicon")


def new(folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)]) -> None:
    """Make a folder with commented templates: units, indicators, programs, cues, names that hold numbers.

    Exit code: 0 made, 2 a file is there already or the folder can't be written.
    """
    from summaryminer.commands.output import fail, result, tell
    from summaryminer.lexicons import shipped

    templates = sorted((shipped() / "templates").glob("*.template"))
    targets = [folder / template.name.removesuffix(".template") for template in templates]
    taken = [target for target in targets if target.exists()]
    if taken:
        fail(f"{taken[0]} is there already; name another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for template, target in zip(templates, targets, strict=True):
            target.write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as error:
        fail(f"{folder}: can't write there ({error.strerror})")
    for target in targets:
        result(str(target))
    tell(f"edit these files, then: summaryminer lexicon check {folder}")


def check(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders laid over the shipped lexicons, in this order.", show_default=False)
    ],
) -> None:
    """Check that the files of a lexicon folder can be used; an error names file, line and remedy.

    Exit code: 0 everything can be used, 2 something is wrong.
    """
    from summaryminer.commands.output import fail, result, tell
    from summaryminer.lexicons import LexiconError, Lexicons, shipped

    try:
        lexicons = Lexicons(folders)
        compile_all(lexicons)
    except LexiconError as error:
        fail(error)
    known = {path.name for path in shipped().rglob("*") if path.suffix in (".toml", ".tsv")}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".toml", ".tsv") and path.name not in known:
                names = ", ".join(sorted(known))
                tell(f"{path}: no lexicon of this name is read; the names are {names}", style="yellow")
    result(f"{', '.join(map(str, folders))}: can be used")


def compile_all(lexicons: Lexicons) -> None:
    """Compiles everything that the rooms make of the lexicons, so that every mistake shows.

    Raises:
        LexiconError: a file can't be used.
    """
    from summaryminer.pipeline import Extractor
    from summaryminer.records import Source

    extractor = Extractor(lexicons=[str(folder) for folder in lexicons.given])
    extractor.extract_source(Source("probe", "2021年青山镇卫生院随访1660人次，力争明年达到90%。"))


def examples(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders laid over the shipped lexicons.", show_default=False)
    ] = None,
) -> None:
    """Run the examples that the entries carry: sentences that must and must not get an indicator.

    Exit code: 0 all as they should be, 1 some are not, 2 a lexicon can't be used.
    """
    from summaryminer.commands.output import fail, result
    from summaryminer.lexicons import LexiconError, Lexicons
    from summaryminer.naming.examples import failures
    from summaryminer.naming.indicator_lexicon import indicators

    try:
        lexicons = Lexicons(folders or ())
        failed = failures(lexicons)
        total = sum(len(entry.match) + len(entry.no_match) for entry in indicators(lexicons).values())
    except LexiconError as error:
        fail(error)
    for failure in failed:
        typer.echo(_failure(failure), err=True)
    result(f"{total - len(failed)} of {total} examples are as they should be")
    if failed:
        raise typer.Exit(1)


def _failure(failure: Failure) -> str:
    """What is wrong with an example, in one line."""
    from summaryminer.commands.language import translated

    if failure.wanted:
        wanted = translated(f"should be {failure.indicator}")
    else:
        wanted = translated(f"must not be {failure.indicator}")
    if failure.heading is None:
        found = translated("no figure was found")
    elif failure.got is None:
        found = translated(f"it has no indicator (heading {failure.heading})")
    else:
        found = translated(f"it is {failure.got} (heading {failure.heading})")
    return f"{failure.path}:{failure.line}: {failure.example} {wanted}; {found}"


def suggest(
    paths: Annotated[list[Path], typer.Argument(help="Reports: files and folders.", show_default=False)],
    least: Annotated[int, typer.Option(min=1, help="Only headings that occur at least so often.")] = 2,
    lexicon: Annotated[list[Path] | None, _LEXICON] = None,
) -> None:
    """List frequent headings without an indicator, similar ones together, as entries ready to paste into indicators.toml.

    Exit code: 0 listed, 2 a path or a lexicon can't be used.
    """
    from summaryminer.commands.output import fail, tell
    from summaryminer.naming.suggestions import suggestions
    from summaryminer.running import extract

    try:
        extraction = extract([str(path) for path in paths], lexicons=[str(folder) for folder in lexicon or ()])
    except (FileNotFoundError, ValueError) as error:
        fail(error)
    from summaryminer.lexicons import load

    rows = cast("list[dict[str, Any]]", extraction.figures.to_dict("records"))
    entries = suggestions(rows, load([str(folder) for folder in lexicon or ()]), least=least)
    for entry in entries:
        typer.echo(entry)
    if not entries:
        tell("every heading that is so frequent has an indicator; try a lower --least")
