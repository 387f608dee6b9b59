"""What stops a whole run."""

from __future__ import annotations

__all__ = ["Interrupted", "RunError"]


class RunError(RuntimeError):
    """A run that could not go on: what is wrong and what to do; what was finished is kept, and the same command goes on from it."""


class Interrupted(KeyboardInterrupt):
    """A run that was stopped by Ctrl-C; what was finished is kept, and the same command goes on from it."""
