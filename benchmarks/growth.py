"""How time and memory grow with the size of the input, and what a second process brings.

``python -m benchmarks.growth --megabytes 10 30 100`` runs ``summaryminer extract`` on folders of those sizes, one process each, in turn;
then one file (of the last size, or of ``--one-file``), and the first folder again with two processes. ``--megabytes 10 100 1000`` takes
hours.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.generate import reports, write_folder
from benchmarks.results import machine, save

_RUN = """
import json, resource, sys
from summaryminer.running import run
model = False if sys.argv[4] == "rules" else None
report = run(sys.argv[1], sys.argv[2], processes=int(sys.argv[3]), model=model, segmenter=sys.argv[5], timeout=1e6)
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
processor = [one.ru_utime + one.ru_stime for one in used]
print(json.dumps([sum(processor), report.seconds, report.figures, report.problems, processor[0], *(one.ru_maxrss / 1024 for one in used)]))
"""

_BYTES = 5200
"""Bytes of one generated report, about."""


_ALONE = 2.5  # two processes and a little beside them make no more load than this


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[3, 10, 30])
    parser.add_argument("--rules", action="store_true", help="rules alone, without the classifier")
    parser.add_argument("--fast", action="store_true", help="rjieba instead of jieba")
    parser.add_argument("--rounds", type=int, default=2, help="how often each is measured, in turn; the fastest counts")
    parser.add_argument("--one-file", type=float, help="megabytes of the one file (default: the last size)")
    given = parser.parse_args()
    one_file = given.one_file or given.megabytes[-1]
    measured = measure(given.megabytes, one_file, given.rounds, rules=given.rules, fast=given.fast)
    save("growth", measured)
    for line in machine().values():
        print(line)
    for row in measured["runs"]:
        print(
            f"{row['name']:16} {row['megabytes']:7.1f} MB {row['processor']:8.1f} s of processor, {row['per_megabyte']:6.2f} s/MB"
            f"   {row['worker_memory']:6.0f} MB a process, {row['leader_memory']:5.0f} MB the leader"
        )
    said = " (but others used the machine meanwhile: the clock tells nothing)" if measured["busy"] else ""
    print(f"two processes: {measured['two_processes']:.2f} × as fast as one by the clock, start-up apart{said}")


def measure(sizes: list[float], one_file: float, rounds: int, *, rules: bool, fast: bool) -> dict[str, Any]:
    """Seconds of processor time and of waiting (start-up apart) and memory for every size.

    Growth is told in processor time, which other users of the machine disturb less than the clock.
    """
    busy = os.getloadavg()[0] > 0.5
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        jobs: dict[str, tuple[Path, int]] = {}
        for seed, size in enumerate(sizes, 1):
            made = folder / f"{size:g}"
            write_folder(made, round(size * 1e6 / _BYTES), seed=seed)
            jobs[f"{len(list(made.rglob('*.txt')))} files"] = made, 1
        single = folder / "single" / "all.txt"
        single.parent.mkdir()
        with single.open("w", encoding="utf-8") as handle:
            for report in reports(round(one_file * 1e6 / _BYTES), seed=99):
                handle.write(report.text + "\n\n")
        jobs["one file"] = single.parent, 1
        jobs["two processes"] = folder / f"{sizes[0]:g}", 2
        (folder / "tiny").mkdir()
        (folder / "tiny" / "a.txt").write_text(next(reports(1)).text, encoding="utf-8")
        jobs["start-up"] = folder / "tiny", 1
        best: dict[str, list[float]] = {}
        for _ in range(rounds):
            for name, (given, processes) in jobs.items():
                taken = _run(given, processes, rules, fast)
                if name not in best or taken[0] < best[name][0]:
                    best[name] = taken
        start_up = best.pop("start-up")
        runs = []
        for name, (processor, seconds, figures, problems, leading, leader, worker) in best.items():
            megabytes = sum(path.stat().st_size for path in jobs[name][0].rglob("*.txt")) / 1e6
            net = processor - start_up[0]
            row = {"name": name, "megabytes": megabytes, "processor": net, "per_megabyte": net / megabytes}
            times = {"seconds": seconds - start_up[1], "leader": max(0.0, leading - start_up[4])}
            counts = {"figures": figures, "problems": problems, "leader_memory": leader, "worker_memory": worker}
            runs.append({**row, **times, **counts})
    one, two = runs[0], runs[-1]
    ratio = one["seconds"] / two["seconds"]
    busy = busy or os.getloadavg()[0] > _ALONE  # others may have come while it ran
    return {"start_up": start_up[0], "runs": runs, "two_processes": ratio, "busy": busy}


def _run(given: Path, processes: int, rules: bool, fast: bool) -> list[float]:
    with tempfile.TemporaryDirectory() as target:
        arguments = [str(given), target, str(processes), "rules" if rules else "model", "fast" if fast else "jieba"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [os.getcwd(), *sys.path]))}
        command = [sys.executable, "-c", _RUN, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        taken: list[float] = json.loads(done.stdout.splitlines()[-1])
        return taken


if __name__ == "__main__":
    main()
