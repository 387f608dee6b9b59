"""Pictures: what becomes of the lines an engine reads, and what is said where there is none."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pytest

from summaryminer.reading import ReadError, formats, image
from tests.reading import documents as make

Image = pytest.importorskip("PIL.Image")


def picture(kind: str = "PNG", frames: int = 1) -> bytes:
    stream = io.BytesIO()
    pictures = [Image.new("RGB", (600, 800), "white") for _ in range(frames)]
    pictures[0].save(stream, kind, **({"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}))
    return stream.getvalue()


@dataclass
class Reading:
    """What the engine returns: boxes of four corners, texts, scores."""

    boxes: Any
    txts: Any
    scores: Any


def box(x0: float, top: float, x1: float, size: float = 20) -> list[list[float]]:
    return [[x0, top], [x1, top], [x1, top + size], [x0, top + size]]


def engine(monkeypatch: pytest.MonkeyPatch, *readings: list[tuple[list[list[float]], str, float]]) -> None:
    """Reads one of these after another, the last one ever after."""
    left = list(readings)

    def read(_: object) -> Reading:
        found = left.pop(0) if len(left) > 1 else left[0]
        return Reading(*(map(list, zip(*found, strict=True)) if found else (None, None, None)))

    monkeypatch.setattr(image, "available", lambda: True)
    monkeypatch.setattr(image, "_engine", lambda: read)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "available", lambda: False)
    with pytest.raises(ReadError, match=r"pip install .summaryminer\[ocr\]"):
        formats.source(picture(), "a.txt")


def test_lines_are_joined_to_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(
        monkeypatch,
        [
            (box(40, 130, 540), "建档一千二百八十四份，随访高血压患者三", 0.99),
            (box(200, 40, 400, 34), "工作总结", 0.99),
            (box(0, 160, 200), "千余人次。", 0.98),
            (box(0, 160, 300), "看不清", 0.2),
            (box(0, 190, 120), "二、健康教育", 0.99),
        ],
    )
    source = formats.source(picture("JPEG"), "a.jpg")
    assert source.text == "工作总结\n建档一千二百八十四份，随访高血压患者三千余人次。\n二、健康教育\n"
    assert (source.encoding, source.noise, source.pages) == ("ocr", {"unsure_line": 1}, (0,))


def test_tables_in_pictures_keep_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (box(150 * column, 40 * row, 150 * column + 80), text, 0.99)
        for row, cells in enumerate(make.TABLE[2:])
        for column, text in enumerate(cells)
    ]
    engine(monkeypatch, rows)
    assert (
        formats.source(picture(), "a.png").text
        == "东村\t1284\t1302\t98.5\n西村\t864\t901\t92.1\n合计\t2148\t2203\t95.6\n"
    )


def test_pages_of_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, [(box(0, 40, 300), "第一页。", 0.99)], [(box(0, 40, 300), "第二页。", 0.99)])
    source = formats.source(picture("TIFF", 2), "a.tif")
    assert source.text == "第一页。\n第二页。\n"
    assert source.pages == (0, 5)


def test_a_page_that_stands_on_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(
        monkeypatch,
        [(box(0, 40, 300), "乱", 0.3), (box(0, 80, 300), "码", 0.55)],
        [(box(0, 40, 300), "建档284份。", 0.99), (box(0, 80, 300), "好。", 0.99)],
    )
    assert formats.source(picture(), "a.png").text == "建档284份。\n好。\n"


def test_pictures_without_text_and_damaged_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, [])
    with pytest.raises(ReadError, match="200 dpi"):
        formats.source(picture(), "a.png")
    for broken in (picture()[:60], b"\xff\xd8\xff" + bytes(50), b"\x89PNG\r\n" + bytes(80)):
        with pytest.raises(ReadError, match="copy it again"):
            formats.source(broken, "a.png")


def test_a_scanned_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    drawing = canvas.Canvas(stream)
    drawing.drawInlineImage(Image.open(io.BytesIO(picture())), 0, 0, 500, 700)
    drawing.showPage()
    drawing.save()
    engine(monkeypatch, [(box(0, 40, 900), "建档284份。", 0.99)])
    source = formats.source(stream.getvalue(), "a.pdf")
    assert (source.text, source.noise) == ("建档284份。\n", {"recognised_page": 1})


@pytest.mark.slow
def test_rendered_pages_are_read_back() -> None:
    pytest.importorskip("rapidocr")
    import difflib

    import pypdfium2

    lines = make.lines(make.report("a04_half_2011"))
    document = pypdfium2.PdfDocument(make.pdf(lines, size=14))
    stream = io.BytesIO()
    pages = [document[number].render(scale=2).to_pil() for number in range(len(document))]
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    found = "".join(formats.source(stream.getvalue(), "a.tif").text.split())
    expected = "".join("".join(lines).split())
    assert difflib.SequenceMatcher(None, found, expected, autojunk=False).ratio() > 0.97
