"""One process of the pool: ``python -m summaryminer.running.worker``.

It is told what to do in lines of JSON on its standard input and tells what it has done in lines of JSON on its
standard output. A process of its own, started afresh on every system alike, needs no guard in the caller's script and
shares nothing that a crash could spoil.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any, TextIO

__all__ = ["main"]


def main() -> None:
    """Works on batches until the input ends."""
    said = _own_output()
    stopping: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides when to stop

    def tell(*message: object) -> None:
        said.write(json.dumps(message) + "\n")
        said.flush()

    try:
        first = _heard()
        if first is not None:
            _work(first, tell, stopping)
    except BrokenPipeError:
        # Whoever started this process is gone; parts that are whole stay, and nobody is left to tell.
        os._exit(1)


def _work(first: dict[str, Any], tell: Any, stopping: list[bool]) -> None:
    sys.path[:] = first["path"]
    from summaryminer.running.batches import Task, Workshop
    from summaryminer.running.settings import Settings
    from summaryminer.running.stores import store_of

    try:
        workshop = Workshop(Settings(**first["settings"]), first["recorded"], store_of(first["store"]))
    except (ValueError, ImportError, OSError) as error:
        tell("fatal", str(error))
        return
    tell("ready")
    while not stopping and (message := _heard()) is not None:
        try:
            workshop.work(
                [Task(*fields) for fields in message["batch"]],
                begin=lambda task: tell("begin", task.place),
                end=lambda done: tell("end", done.place, done.documents, done.figures, done.problems),
                kept=lambda part, done: tell("kept", part, [(one.place, one.size, one.sha256) for one in done]),
                stopping=lambda: bool(stopping),
            )
        except BrokenPipeError:
            raise
        except OSError as error:
            tell("fatal", f"{first['store']}: {error.strerror or error}")
            return
        if not stopping:
            tell("batch")


def _heard() -> dict[str, Any] | None:
    line = sys.stdin.buffer.readline()
    return json.loads(line) if line.endswith(b"\n") else None


def _own_output() -> TextIO:
    """The standard output, kept for messages: whatever libraries print goes to the error stream."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "w", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
