"""The one error of this room."""

from __future__ import annotations

__all__ = ["ReadError"]


class ReadError(ValueError):
    """A file that can't be read: what is wrong with it, and what to do about it.

    Args:
        error: short code of the kind of trouble (``empty``, ``binary``, ``too_large`` …).
        detail: one sentence: what is wrong, and what helps.
    """

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(error, detail)
        self.error, self.detail = error, detail

    def __str__(self) -> str:
        return f"{self.error}: {self.detail}"
