"""Running: the road for one text, a list of texts, a folder, many processes; one bad file never stops the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summaryminer.running.inputs import Input, Inputs, expand
from summaryminer.running.metadata import MetadataError, read_metadata

if TYPE_CHECKING:
    from summaryminer.running.errors import Interrupted, RunError
    from summaryminer.running.memory import extract
    from summaryminer.running.runs import Progress, Report, run

__all__ = [
    "Input",
    "Inputs",
    "Interrupted",
    "MetadataError",
    "Progress",
    "Report",
    "RunError",
    "expand",
    "extract",
    "read_metadata",
    "run",
]

_HOMES = {
    "Interrupted": "errors",
    "Progress": "runs",
    "Report": "runs",
    "RunError": "errors",
    "extract": "memory",
    "run": "runs",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"summaryminer.running.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'summaryminer.running' has no attribute {name!r}")
