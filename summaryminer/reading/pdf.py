"""PDF files with text: paragraphs in reading order, with the page each stands on; scanned pages by the extra ``ocr``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from summaryminer.reading import image
from summaryminer.reading.composition import Composition
from summaryminer.reading.errors import ReadError
from summaryminer.reading.limits import LIMITS, Limits
from summaryminer.reading.packages import damaged
from summaryminer.reading.pdf_layout import layout
from summaryminer.reading.pdf_page import sheet
from summaryminer.reading.pdf_paragraphs import Page, running, write
from summaryminer.records import Source

__all__ = ["read_pdf"]

_PASSWORD = 4
_SCALE = 2.5


def read_pdf(data: bytes, name: str, limits: Limits = LIMITS) -> Source:
    """The text of a PDF file.

    Lines are joined to paragraphs, words and numbers broken at line ends healed, running headers and page numbers left out, columns read
    one after the other, ruled tables kept as tables.

    Args:
        data: the file.
        name: what the source is called.
        limits: bound on the number of pages.

    Returns:
        A source with encoding ``pdf`` and the offset of each page; ``noise`` counts ``running_header``, ``page_number``, ``undecodable``
        (characters whose font does not say what they are) and ``unread_page`` (pictures of text, read only with the extra ``ocr``).

    Raises:
        ReadError: the file is damaged, protected by a password, has too many pages, or holds nothing but pictures.
    """
    pages: list[Page] = []
    heights: list[float] = []
    text = Composition()
    for found, height in _pages(data, limits, text):
        pages.append(found)
        heights.append(height)
    if not write(text, running(pages, heights, text.noise)):
        raise _nothing(text)
    return text.source(name, "pdf")


def _pages(data: bytes, limits: Limits, text: Composition) -> Iterator[tuple[Page, float]]:
    """Lines and tables of each page, and its height."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise ReadError("password", "the PDF is protected by a password; take it off and save anew") from None
        raise damaged("PDF") from None
    try:
        if len(document) > limits.pages:
            raise ReadError(
                "too_large",
                f"{len(document)} pages are more than the limit of {limits.pages}; split the file or raise the limit",
            )
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                text.noise["unread_page"] += 1
                yield [], 1.0
                continue
            yield _page(page, text)
            page.close()
    finally:
        document.close()


def _page(page: Any, text: Composition) -> tuple[Page, float]:
    found = sheet(page)
    text.noise["undecodable"] += found.lost
    if len(found.chars) > 2 * found.lost and (len(found.chars) > 20 or not found.pictures):
        return layout(found), found.height
    if not (found.pictures or found.lost):
        return [], found.height
    if not image.available():
        text.noise["unread_page"] += 1
        return layout(found), found.height
    text.noise["recognised_page"] += 1
    return [*image.recognised(page.render(scale=_SCALE).to_numpy(), text, _SCALE)], found.height


def _nothing(text: Composition) -> ReadError:
    if text.noise["unread_page"] or text.noise["undecodable"]:
        return ReadError("needs_ocr", f"the PDF holds pictures of pages, no text; {image.MISSING}")
    return ReadError("no_text", "the PDF holds no text; if it shows some, print it to PDF anew")
