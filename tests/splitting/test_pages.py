"""Reports come out of pages whole, and nothing else does: one test for each page in the folder beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest

from summaryminer.cleaning import clean_text
from summaryminer.lexicons import load
from summaryminer.splitting import split

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


def marked(path: Path) -> tuple[str, list[str]]:
    """The page without its marks, and the reports that it holds."""
    kept: list[str] = []
    reports: list[list[str]] = []
    inside = False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("@@"):
            inside = line == "@@ document"
            if inside:
                reports.append([])
            continue
        kept.append(line)
        if inside:
            reports[-1].append(line)
    return "\n".join(kept), ["\n".join(lines).strip() for lines in reports]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_reports_of_a_page(path: Path) -> None:
    page, expected = marked(path)
    clean = clean_text(page, load())
    found = [page[slice(*clean.alignment.span(report.start, report.end))] for report in split(clean, load())]
    assert found == expected


@pytest.mark.parametrize("path", PAGES[::4], ids=lambda path: path.stem)
def test_windows_line_ends_change_nothing(path: Path) -> None:
    page, expected = marked(path)
    clean = clean_text(page.replace("\n", "\r\n"), load())
    texts = [clean.text[report.start : report.end] for report in split(clean, load())]
    assert len(texts) == len(expected)


def test_there_are_pages() -> None:
    assert len(PAGES) >= 50
