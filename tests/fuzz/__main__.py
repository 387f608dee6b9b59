"""The coverage-guided fuzzer, by one command: ``python -m tests.fuzz`` (needs ``pip install atheris``).

    python -m tests.fuzz                          # all rooms, 2,000 inputs each: what CI runs
    python -m tests.fuzz cleaning --runs 200000   # one room, long
    python -m tests.fuzz --runs 50000 --corpus /tmp/fuzz   # keeps what it learns, and goes on from there

An input that fails is written to ``tests/fuzz/found/<room>/``; pytest tries it from then on. The exit code is 1 if there is one.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.seeds import write_seeds
from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "found"
_EXECUTED = re.compile(r"stat::number_of_executed_units: (\d+)")
_COVERED = re.compile(r"cov: (\d+)")


def main(arguments: list[str] | None = None) -> int:
    """Fuzzes the rooms one after the other and tells how many inputs each has taken.

    Args:
        arguments: of the command line.

    Returns:
        0, or 1 when an input made a room fail or took it longer than 10 seconds.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the rooms, guided by coverage.")
    parser.add_argument("rooms", nargs="*", metavar="room", help=f"any of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--runs", type=int, default=2000, help="inputs a room (2000)")
    parser.add_argument("--seconds", type=int, default=0, help="stop a room after so many seconds")
    parser.add_argument("--corpus", type=Path, help="folder that keeps the inputs worth keeping")
    parser.add_argument("--seed", type=int, default=1, help="of the mutations (1)")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.rooms) - set(TARGETS):
        parser.error(f"no such room: {', '.join(sorted(unknown))}")
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        for room in chosen.rooms or TARGETS:
            corpus = (chosen.corpus or Path(temporary)) / room
            write_seeds(room, corpus)
            flags = [f"-runs={chosen.runs}", f"-max_total_time={chosen.seconds}", f"-seed={chosen.seed}"]
            failed |= _fuzz(room, corpus, flags)
    return int(failed)


def _fuzz(room: str, corpus: Path, flags: list[str]) -> bool:
    """Whether one room fails; a process of its own, since the fuzzer ends the process it runs in."""
    (FOUND / room).mkdir(parents=True, exist_ok=True)
    length = 2_000 if room == "reading" else 600  # files are larger than phenomena
    fixed = [
        f"-max_len={length}",
        "-timeout=10",
        "-rss_limit_mb=2500",
        "-print_final_stats=1",
        f"-artifact_prefix={FOUND / room}/",
    ]
    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.engine", room, *fixed, *flags, str(corpus)],
        cwd=FOUND.parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    inputs, covered = _EXECUTED.findall(run.stdout), _COVERED.findall(run.stdout)
    seconds = time.monotonic() - started
    print(
        f"{room}: {inputs[-1] if inputs else 0} inputs, coverage {covered[-1] if covered else 0}, {seconds:.0f} s",
        flush=True,
    )
    if run.returncode or not inputs:
        print(run.stdout[-6000:], flush=True)
    return bool(run.returncode) or not inputs


if __name__ == "__main__":
    sys.exit(main())
