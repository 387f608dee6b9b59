"""The page to look at: one self-contained HTML file, Chinese with an English switch, that asks nothing of the network.

Texts reach the page as JSON in which no character can end its element, and the browser as text nodes: hostile text is shown as text.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from summaryminer.lexicons import Lexicons, load

if TYPE_CHECKING:
    from markupsafe import Markup

    from summaryminer.tables.extraction import Extraction

__all__ = ["render", "write_page"]

HERE = Path(__file__).parent
SCRIPTS = ("base.js", "charts.js", "comparison.js", "documents.js", "start.js")
# Inside a script element these could end it or begin another; JSON allows the escapes anywhere in its strings.
_ESCAPES: dict[str, str | int | None] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def render(extraction: Extraction, *, lexicons: Lexicons | None = None) -> str:
    """The page as HTML text.

    Args:
        extraction: tables and, where kept, texts; audit it first for the findings to be shown.
        lexicons: word lists, the shipped ones by default.

    Example:
        >>> import summaryminer as sm
        >>> page = render(sm.Extractor().extract_text("建档率98.5%。<script>alert(1)</script>"))
        >>> "<script>alert" in page
        False
    """
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    from summaryminer import __version__
    from summaryminer.writing.page.content import content, strings

    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    data = content(extraction, lexicons or load())
    documents = data.pop("documents")
    return environment.get_template("template.html.j2").render(
        version=__version__,
        strings=strings(),
        css=Markup((HERE / "page.css").read_text(encoding="utf-8")),
        scripts=[Markup((HERE / name).read_text(encoding="utf-8")) for name in SCRIPTS],
        data=_embedded(data),
        documents=_embedded(documents),
    )


def _embedded(data: object) -> Markup:
    """JSON that can stand inside a script element."""
    from markupsafe import Markup

    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(written.translate(str.maketrans(_ESCAPES)))


def write_page(path: str | os.PathLike[str], extraction: Extraction, *, lexicons: Lexicons | None = None) -> Path:
    """Writes the page; the file appears whole or not at all.

    Args:
        path: the file to write.
        extraction, lexicons: as for :func:`render`.
    """
    target = Path(path)
    partial = target.with_name(target.name + ".partial")
    partial.write_text(render(extraction, lexicons=lexicons), encoding="utf-8", errors="backslashreplace")
    partial.replace(target)
    return target
