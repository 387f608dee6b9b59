"""What the fuzzer begins with: the phenomena that the tests list, and small files of every format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tests.reading import documents as make

__all__ = ["seeds", "write_seeds"]

_DATA = Path(__file__).parents[1] / "data"
_TABLES = ("cleaning", "quantities", "years", "sentences", "text_tables", "figure_headings", "periods")
_EVERY = 12
_AS_IT_IS = b"\x01"
# Places of the suffixes in the list of targets.
_SUFFIXES = {".txt": 0, ".html": 1, ".mhtml": 2, ".docx": 3, ".doc": 4, ".pdf": 5, ".xlsx": 6, ".csv": 7, ".zip": 8}


def seeds(room: str) -> Iterator[bytes]:
    """Inputs of one room to begin with."""
    if room == "reading":
        for suffix, content in _files().items():
            yield bytes([_SUFFIXES[suffix]]) + content
        for how in range(128, 138):
            yield bytes([how, 0, *range(0, 250, 7)])
    else:
        yield from (_AS_IT_IS + text.encode() for text in _phenomena())
        yield bytes([0, *range(0, 250, 5)])


def write_seeds(room: str, folder: Path) -> None:
    """Writes a room's seeds into its corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds(room):
        (folder / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)


def _phenomena() -> Iterator[str]:
    """Every twelfth text of the tables of phenomena, whole."""
    for name in _TABLES:
        rows = [
            line
            for line in (_DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
            if line[:1] not in ("#", "")
        ]
        for row in rows[1::_EVERY]:
            yield max(row.split("\t"), key=len)[:500]


@lru_cache(maxsize=1)
def _files() -> dict[str, bytes]:
    """One small file of every format."""
    lines = ["柳河镇卫生院工作总结", "一、健康档案", "建档284份，建档率98.5%，随访高血压患者三千余人次。"]
    return {
        ".txt": "\n".join(lines).encode("gb18030"),
        ".html": ("".join(f"<p>{line}</p>" for line in lines) + make.html_table()).encode(),
        ".mhtml": make.mhtml("<html><p>" + "<p>".join(lines)),
        ".docx": make.docx(lines, make.TABLE),
        ".doc": (_DATA / "files" / "report.doc").read_bytes(),
        ".pdf": make.pdf(lines, make.TABLE),
        ".xlsx": make.workbook(),
        ".csv": "\n".join(",".join(row) for row in make.TABLE).encode(),
        ".zip": make.zipped([("a.txt", lines[2].encode()), ("b.csv", b"a,b\n1,2")]),
    }
