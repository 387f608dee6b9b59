"""Own reports rendered into the formats that reports come in."""

from __future__ import annotations

import csv
import email.encoders
import html
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from pathlib import Path
from typing import Any

from summaryminer.evaluation import markup

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
REPORTS = (
    "a02_hekou_2019",
    "a03_plan_2016",
    "a04_half_2011",
    "a05_masked_20xx",
    "a08_nanxing_2021",
    "a10_selfcheck_2017",
    "a11_masked_201x",
    "a13_half_2023",
    "a15_plan_2024",
    "b03_linjiang_xuezhan_2006",
    "b06_shengjikong_2018",
    "b20_tangxi_fuyou_q1_2020",
)

TABLE = (
    ("村名", "建档（份）", "", "建档率（%）"),
    ("", "男", "女", ""),
    ("东村", "1284", "1302", "98.5"),
    ("西村", "864", "901", "92.1"),
    ("合计", "2148", "2203", "95.6"),
)
"""A table whose first column spans two rows and whose second heading spans two columns."""


def report(name: str) -> str:
    """The text of one of the project's own reports, without the annotation."""
    return markup.read(CORPUS / f"{name}.txt").text


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


# ── plain text ─────────────────────────────────────────────────────────────────────────────────────────────────────────
_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%"}


def full_width(text: str) -> str:
    """Digits and percent signs as wide as Chinese characters."""
    return text.translate(_FULL_WIDTH)


def markdown(text: str) -> str:
    """A title, paragraphs with empty lines between them."""
    title, *body = lines(text)
    return f"# {title}\n\n" + "\n\n".join(body) + "\n"


# ── Word ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(paragraphs: Iterable[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file with a table at its end."""
    import docx as word

    document = word.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        word_table(document, table)
    return saved(document)


def word_table(document: Any, table: Sequence[Sequence[str]]) -> Any:
    """A table with the merged cells of :data:`TABLE`."""
    grid = document.add_table(len(table), len(table[0]))
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            grid.cell(row, column).text = cell
    if table is TABLE:
        grid.cell(0, 0).merge(grid.cell(1, 0)).text = table[0][0]
        grid.cell(0, 1).merge(grid.cell(0, 2)).text = table[0][1]
        grid.cell(0, 3).merge(grid.cell(1, 3)).text = table[0][3]
    return grid


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# ── web pages ──────────────────────────────────────────────────────────────────────────────────────────────────────────
_MENU = ("首页", "机构概况", "政务公开", "办事指南", "互动交流", "数据开放", "专题专栏", "网站地图")


def page(text: str, style: str = "paragraphs", charset: str = "utf-8") -> str:
    """A report on a site's page: menus, a sidebar, links around it; the body in one of four makes."""
    title, *body = lines(text)
    body = [html.escape(line) for line in body]
    inner = {
        "paragraphs": "".join(f"<p>　　{line}</p>\n" for line in body),
        "breaks": "<br>\n　　".join(body),
        "boxes": "".join(f"<div><span style='font-size:16px'>{line}</span></div>" for line in body),
        "layout": "".join(
            f"<p class=MsoNormal><font face=宋体>{line[:9]}</font><b>{line[9:]}</b></p>" for line in body
        ),
    }[style]
    menu = "".join(f'<li><a href="/{place}">{word}</a></li>' for place, word in enumerate(_MENU))
    side = "".join(
        f'<li><a href="/n{place}.html">某单位关于{place}月份重点工作的通报</a></li>' for place in range(1, 13)
    )
    script = "<script>var a = '<p>1人</p>';</script>"
    head = f"<!DOCTYPE html><html><head><meta charset={charset}><title>{html.escape(title)} - 某某网</title>{script}</head><body>"
    crumbs = "<div class=crumb>当前位置：<a href=/>首页</a> &gt; <a href=/z>总结</a> &gt; 正文</div>"
    foot = "<div class=footer><p>版权所有 某某网 备案号12345678</p></div></body></html>"
    heading = f"<h1>{html.escape(title)}</h1>"
    if style == "layout":
        cells = f"<td width=200><ul>{side}</ul></td><td>{crumbs}<table><tr><td align=center>{heading}</td></tr><tr><td>{inner}</td></tr></table></td>"
        return f"{head}<ul>{menu}</ul><table width=960><tr>{cells}</tr></table>{foot}"
    aside = f"<div class=side><h3>相关</h3><ul>{side}</ul></div>"
    main = f"<div class=main><div class=article>{heading}<div class=content>{inner}</div></div>{aside}</div>"
    return f"{head}<div class=header><ul>{menu}</ul></div>{crumbs}{main}{foot}"


def html_table(table: Sequence[Sequence[str]] = TABLE) -> str:
    """:data:`TABLE` as HTML, its merged cells by rowspan and colspan."""
    first = f"<tr><th rowspan=2>{table[0][0]}</th><th colspan=2>{table[0][1]}</th><th rowspan=2>{table[0][3]}</th></tr>"
    second = f"<tr><th>{table[1][1]}</th><th>{table[1][2]}</th></tr>"
    return (
        f"<table border=1>{first}{second}"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table[2:])
        + "</table>"
    )


def mhtml(markup_text: str, charset: str = "gb2312", transfer: str = "quoted-printable") -> bytes:
    """A page as a browser saves it in one file."""
    message = MIMEMultipart("related")
    message["Subject"] = "saved"
    part = MIMENonMultipart("text", "html", charset=charset)
    part.set_payload(markup_text.encode("gb18030" if charset == "gb2312" else charset))
    (email.encoders.encode_quopri if transfer == "quoted-printable" else email.encoders.encode_base64)(part)
    message.attach(part)
    return message.as_bytes()


def article(text: str) -> str:
    """A report alone on a page, to be printed."""
    title, *body = map(html.escape, lines(text))
    style = "body {font: 12pt/1.6 'Noto Serif CJK SC', serif} p {text-indent: 2em; margin: 0; text-align: justify}"
    inner = "".join(f"<p>{line}</p>" for line in body)
    return f"<!DOCTYPE html><meta charset=utf-8><title>{title}</title><style>{style}</style><h1>{title}</h1>{inner}"


# ── PDF ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
def pdf(
    paragraphs: Sequence[str],
    table: Sequence[Sequence[str]] = (),
    *,
    header: str = "",
    columns: int = 1,
    indent: bool = True,
    password: str = "",
    size: float = 11,
) -> bytes:
    """A PDF file set in STSong-Light: a title, justified paragraphs, page numbers, a ruled table at its end."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    common = {"fontName": "STSong-Light", "wordWrap": "CJK"}
    title = ParagraphStyle("title", fontSize=18, leading=26, alignment=TA_CENTER, spaceAfter=12, **common)
    body = ParagraphStyle(
        "body",
        fontSize=size,
        leading=1.6 * size,
        alignment=TA_JUSTIFY,
        firstLineIndent=2 * size if indent else 0,
        **common,
    )
    body.spaceAfter = 0 if indent else 0.8 * size
    width = (A4[0] - 144 - 20 * (columns - 1)) / columns
    pages = 0

    def margins(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        if header:
            canvas.drawString(72, A4[1] - 40, header)
            canvas.drawCentredString(A4[0] / 2, 36, f"第{document.page}页共{pages}页")

    def story() -> list[Any]:
        flow: list[Any] = [Paragraph(html.escape(paragraphs[0]), title)]
        flow += [Paragraph(html.escape(paragraph), body) for paragraph in paragraphs[1:]]
        if table:
            spans = (
                [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (3, 1))] if table is TABLE else []
            )
            look = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "STSong-Light", 10), *spans]
            flow.append(Table([list(row) for row in table], style=look))
        return flow

    for _ in range(2):  # the first time to count the pages
        stream = io.BytesIO()
        document = BaseDocTemplate(stream, pagesize=A4, **({"encrypt": password} if password else {}))
        frames = [Frame(72 + place * (width + 20), 60, width, A4[1] - 120, 0, 0, 0, 0) for place in range(columns)]
        document.addPageTemplates([PageTemplate("all", frames, onPage=margins)])
        document.build(story())
        pages = document.page
    return stream.getvalue()


# ── spreadsheets ───────────────────────────────────────────────────────────────────────────────────────────────────────
def workbook(table: Sequence[Sequence[str]] = TABLE) -> bytes:
    """A workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    return saved(book)


def rows_of_texts(text: str, kind: str) -> bytes:
    """A spreadsheet of one row, whose second cell holds a whole report."""
    table = [("单位", "正文"), ("甲", text)]
    if kind == "xlsx":
        return workbook(table)
    stream = io.StringIO()
    csv.writer(stream).writerows(table)
    return stream.getvalue().encode()


# ── pictures ───────────────────────────────────────────────────────────────────────────────────────────────────────────
_FONTS = (
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "truetype/wqy/wqy-zenhei.ttc",
)
FONT = next((path for font in _FONTS if (path := Path("/usr/share/fonts", font)).is_file()), None)
"""A font with Chinese characters, if the system has one."""


def scanned(paragraphs: Sequence[str], size: int = 32, width: int = 34) -> bytes:
    """A TIFF of pages as a scanner makes them: lines of so many characters, paragraphs indented, 30 lines a page."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(FONT), size)
    rows = [(0.5, paragraphs[0][:width])]
    for paragraph in paragraphs[1:]:
        indented = "\u3000\u3000" + paragraph
        rows += [(0.0, row) for row in _wrapped(indented, font, size * width)]
    pages = []
    for first in range(0, len(rows), 30):
        page = Image.new("L", (size * (width + 8), size * 60), "white")
        draw = ImageDraw.Draw(page)
        for place, (centred, row) in enumerate(rows[first : first + 30]):
            left = 4 * size + centred * (size * width - draw.textlength(row, font))
            draw.text((left, (3 + 1.8 * place) * size), row, "black", font)
        pages.append(page)
    stream = io.BytesIO()
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    return stream.getvalue()


def _wrapped(text: str, font: Any, room: float) -> list[str]:
    """A paragraph's lines, broken where the next character has no room."""
    rows, row, used = list[str](), "", 0.0
    for character in text:
        width = font.getlength(character)
        if used + width > room:
            rows, row, used = [*rows, row], "", 0.0
        row, used = row + character, used + width
    return [*rows, row]


# ── archives ───────────────────────────────────────────────────────────────────────────────────────────────────────────
class _GbkName(zipfile.ZipInfo):
    """An entry whose name is written in GBK without saying so, as Chinese Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode("gb18030"), self.flag_bits


def zipped(members: Sequence[tuple[str, bytes]], *, gbk: bool = False) -> bytes:
    """A zip archive of some files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            entry = _GbkName(name) if gbk else zipfile.ZipInfo(name)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE container (what old office programs and encrypted files use) with some streams, each of 4096 bytes at least."""
    sector, chain_end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    fat: list[int] = []
    body = b""
    places: dict[str, tuple[int, int]] = {}

    def add(content: bytes) -> int:
        nonlocal body
        first, count = len(fat) + 1, -(-len(content) // sector)
        fat.extend([first + place for place in range(1, count)] + [chain_end])
        body += content.ljust(count * sector, b"\0")
        return first

    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        places[name] = (add(content), len(content))
    entries = b""
    names = ["Root Entry", *streams]
    for place, name in enumerate(names):
        raw = name.encode("utf-16-le") + b"\0\0"
        right = place + 1 if 0 < place < len(names) - 1 else free
        child = 1 if place == 0 and streams else free
        start, size = places.get(name, (chain_end, 0))
        kind = 5 if place == 0 else 2
        entries += (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, free, right, child)
            + bytes(16 + 4 + 16)
            + struct.pack("<IQ", start, size)
        )
    directory = add(entries.ljust(-(-len(entries) // sector) * sector, b"\0"))
    table = struct.pack(f"<{len(fat) + 1}I", 0xFFFFFFFD, *fat).ljust(sector, b"\xff")
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, chain_end, 0, chain_end, 0, 0
        )
    )
    return head.ljust(sector, b"\xff") + table + body
