"""How much a reader takes on before it refuses: one place for all bounds."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BETWEEN", "LARGE", "LIMITS", "TABLE_CELLS", "Limits"]

LARGE = 16 << 20
"""Bytes from which a text or a web page is decoded piece by piece, never held whole as bytes."""

TABLE_CELLS = 200_000
"""Cells of one source that are kept as such, at some 700 bytes each; the rows beyond them become lines."""

BETWEEN = " | "
"""What stands between the cells of such a line."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may cost.

    Args:
        bytes: size of one file, or of one member of an archive once unpacked.
        unpacked: bytes of all members of one archive together, archives inside included.
        members: files of one archive, archives inside included.
        depth: archives inside archives.
        ratio: how many times larger a member of a megabyte or more may become by unpacking.
        pages: pages of one file.
        cells: cells of one spreadsheet.
    """

    bytes: int = 1 << 30
    unpacked: int = 1 << 32
    members: int = 100_000
    depth: int = 4
    ratio: int = 400
    pages: int = 20_000
    cells: int = 5_000_000


LIMITS = Limits()
"""The bounds used when none are given."""
