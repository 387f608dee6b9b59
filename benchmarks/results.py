"""What benchmarks have measured, kept beside the machine it was measured on; ``docs/performance.md`` is made from it."""

from __future__ import annotations

import json
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

__all__ = ["machine", "results", "save"]

_FOLDER = Path(__file__).parent / "results"


def machine() -> dict[str, str]:
    """The processor, system and versions that figures depend on."""
    model = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.is_file():
        lines = about.read_text(encoding="utf-8", errors="replace").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    packages = ("jieba", "rjieba", "pyarrow", "regex", "opencc")
    return {
        "processor": f"{model}, {os.cpu_count()} cores",
        "system": f"{platform.system()} {platform.machine()}, Python {sys.version.split()[0]}",
        "packages": ", ".join(f"{name} {_version(name)}" for name in packages),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def save(name: str, measured: dict[str, Any]) -> None:
    """Keeps what a benchmark has measured, with the machine."""
    _FOLDER.mkdir(exist_ok=True)
    content = json.dumps({"machine": machine(), **measured}, ensure_ascii=False, indent=1)
    (_FOLDER / f"{name}.json").write_text(content + "\n", encoding="utf-8")


def results(name: str) -> dict[str, Any] | None:
    """What a benchmark has measured when it last ran."""
    path = _FOLDER / f"{name}.json"
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
