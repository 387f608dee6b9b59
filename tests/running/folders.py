"""Folders of small reports for tests of runs, and what a run made of them."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
from pathlib import Path
from typing import Any

REPORT = """{place}卫生院{year}年工作总结

一、慢性病管理
{year}年，我院共随访高血压患者{patients}人次，规范管理率达{rate}%。
二、健康教育
全年举办讲座{talks}期，发放宣传资料{papers}份。
"""

PLAIN: dict[str, Any] = {"model": False, "segmenter": "fast" if importlib.util.find_spec("rjieba") else "jieba"}
"""Settings that make processes start soon; what is tested here does not depend on them."""

PLACES = ("柳溪镇", "石桥乡", "东岭镇", "双河街道", "白沙乡", "云台镇", "平湖镇", "赵家坪乡")


def write_reports(folder: Path, count: int) -> Path:
    """Writes short reports that all differ, in two folders."""
    for number in range(count):
        path = folder / ("north" if number % 2 else "south") / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(number), encoding="utf-8")
    return folder


def report(number: int) -> str:
    """One short report."""
    return REPORT.format(
        place=PLACES[number % len(PLACES)],
        year=2001 + number % 23,
        patients=1000 + 7 * number,
        rate=50 + number % 50,
        talks=3 + number % 90,
        papers=2000 + 13 * number,
    )


def prints(folder: Path) -> dict[str, str]:
    """A fingerprint of every file of a tables folder, parts included, the lock apart."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def tables(folder: Path) -> dict[str, str]:
    """The same without the parts, which tell how a run went."""
    return {name: digest for name, digest in prints(folder).items() if not name.startswith("parts")}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Rows of a CSV table as written."""
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))
