"""A pool of processes in which a file that kills or hangs its process costs that file and no other.

The pool of the standard library gives up whole when one process dies, and can't say on which task. This one knows
which file each process is on: the file is tried once more, alone, and then told as a problem; what else the process
had not yet kept goes to the others.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, TypeAlias

import summaryminer
from summaryminer.records import Problem
from summaryminer.running.batches import Task
from summaryminer.running.deadlines import time_limit
from summaryminer.running.errors import RunError
from summaryminer.running.settings import Settings

__all__ = ["Ended", "Kept", "Lost", "News", "Pool", "processors"]

_PATIENCE = 15.0
"""Seconds that processes have to keep what they have done when a run is stopped."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A file was extracted; its rows are not yet kept."""

    place: int
    documents: int
    figures: int
    problems: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A part appeared, holding these files: place, size and SHA-256 of each."""

    part: str
    done: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A file was given up."""

    place: int
    problem: Problem


News: TypeAlias = Ended | Kept | Lost


def processors(asked: int | None) -> int:
    """How many processes to run: as many as asked for, or one for each processor that this process may use."""
    if asked is not None:
        return max(1, asked)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@dataclass(eq=False, slots=True)
class _Process:
    """One process, what it has been given and not yet kept, and the file it is on since when."""

    process: subprocess.Popen[bytes]
    given: dict[int, Task] = field(default_factory=dict)
    current: Task | None = None
    begun: float = 0.0
    heard: float = 0.0
    ready: bool = False
    idle: bool = False
    overdue: bool = False

    def say(self, message: Mapping[str, object]) -> None:
        with suppress(OSError):  # if it died, the end of its output says so, and is dealt with there
            self._pipe.write(json.dumps(message).encode() + b"\n")
            self._pipe.flush()

    @property
    def _pipe(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    def hang_up(self) -> None:
        with suppress(OSError):
            self._pipe.close()

    def late(self, now: float) -> bool:
        """Whether its file has taken longer than it may, or, where nothing limits it, gives no sign of life."""
        if self.current is None:
            return False
        if self.current.limit is not None:
            return now - self.begun > self.current.limit
        return now - self.heard > time_limit(self.current.size)


class Pool:
    """Processes that extract batches into parts; a file that takes longer than its limit is given up with its process.

    Args:
        settings: of the run.
        recorded: the same as the manifest records them.
        store: place of the parts (a path or URL).
        processes: how many at once.
    """

    def __init__(
        self,
        settings: Settings,
        recorded: Mapping[str, object],
        store: str,
        processes: int,
    ) -> None:
        self._first = {"settings": asdict(settings), "recorded": dict(recorded), "store": store, "path": sys.path}
        self._size = processes
        self._inbox: queue.SimpleQueue[tuple[_Process, list[object] | None]] = queue.SimpleQueue()
        self._processes: list[_Process] = []
        self._again: deque[list[Task]] = deque()
        self._deaths: Counter[int] = Counter()
        self._stillborn = 0

    def work(self, batches: Iterator[list[Task]]) -> Generator[News, None, None]:
        """Works through batches and tells what happens, as it happens; closing the iterator stops the processes.

        Raises:
            RunError: no process can begin, or parts can't be written.
        """
        try:
            waiting = True
            while True:
                waiting = self._hand_out(batches) if waiting or self._again else waiting
                if not any(process.given for process in self._processes) and not self._again and not waiting:
                    return
                try:
                    process, message = self._inbox.get(timeout=0.5)
                except queue.Empty:
                    pass
                else:
                    yield from self._died(process) if message is None else self._heard(process, message)
                self._end_overdue()
        finally:
            self._stop()

    def _hand_out(self, batches: Iterator[list[Task]]) -> bool:
        """Gives every idle process a batch; false when there are none left."""
        while True:
            idle = next((process for process in self._processes if process.idle), None)
            if idle is None and len(self._processes) >= self._size:
                return True
            batch = self._again.popleft() if self._again else next(batches, None)
            if batch is None:
                return False
            if idle is None:
                idle = self._start()
            idle.given = {task.place: task for task in batch}
            idle.idle, idle.heard = False, time.monotonic()
            idle.say({"batch": [list(_fields(task)) for task in batch]})

    def _start(self) -> _Process:
        home = str(Path(summaryminer.__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
        command = [sys.executable, "-P", "-m", "summaryminer.running.worker"]
        process = _Process(
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C is for the process that leads; it tells the others
            )
        )
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        process.say(self._first)
        self._processes.append(process)
        return process

    def _listen(self, process: _Process) -> None:
        assert process.process.stdout is not None
        with process.process.stdout as said:
            for line in said:
                if line.endswith(b"\n"):
                    self._inbox.put((process, json.loads(line)))
        process.process.wait()
        self._inbox.put((process, None))

    def _heard(self, process: _Process, message: list[object]) -> Iterator[News]:
        process.heard = time.monotonic()
        match message:
            case ["ready"]:
                process.ready, self._stillborn = True, 0
            case ["begin", int(place)]:
                task = process.given[place]
                if process.current is not task:  # else a sign of life
                    process.current, process.begun = task, process.heard
            case ["end", int(place), int(documents), int(figures), int(problems)]:
                process.current = None
                yield Ended(place, documents, figures, problems)
            case ["kept", str(part), list(done)]:
                for place, *_ in done:
                    del process.given[place]
                yield Kept(part, tuple((place, size, sha256) for place, size, sha256 in done))
            case ["batch"]:
                process.idle = True
            case ["fatal", str(reason)]:
                raise RunError(f"{reason}; mend that and run the same command again: what is finished is kept")

    def _died(self, process: _Process) -> Iterator[News]:
        """Deals with a process that is gone: its file on trial, the rest of its batch to the others."""
        self._processes.remove(process)
        process.hang_up()
        if not process.ready:
            self._stillborn += 1
            if self._stillborn >= 3:
                raise RunError(
                    f"the processes of the pool end before they begin ({_cause(process)}); see the messages above"
                )
        suspect = process.current
        rest = [task for task in process.given.values() if task is not suspect]
        if suspect is None and process.ready and rest:
            # It died between two files (while writing, say): none is to blame yet, so each is tried for itself.
            self._again.extendleft([task] for task in reversed(rest))
            suspect = rest[0] if len(rest) == 1 else None
            if suspect is not None:
                self._again.popleft()
        elif rest:
            self._again.appendleft(rest)
        if suspect is None:
            return
        self._deaths[suspect.place] += 1
        if process.overdue:
            seconds = time_limit(suspect.size) if suspect.limit is None else suspect.limit
            detail = f"nothing came of it in {seconds:.0f} seconds; look at the file, or give it longer (--timeout)"
            yield Lost(suspect.place, Problem(suspect.name, "run", "timeout", detail))
        elif self._deaths[suspect.place] > 1:
            detail = f"the process that worked on it died twice ({_cause(process)}); the file may be damaged, or too large for the memory"
            yield Lost(suspect.place, Problem(suspect.name, "run", "process_died", detail))
        else:
            self._again.append([suspect])

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for process in self._processes:
            if not process.overdue and process.late(now):
                process.overdue = True
                process.process.kill()

    def _stop(self) -> None:
        """Asks every process to keep what it has done and end; ends those that don't."""
        for process in self._processes:
            if not process.idle:
                process.process.terminate()
            process.hang_up()
        until = time.monotonic() + _PATIENCE
        for process in self._processes:
            try:
                process.process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.process.kill()
                process.process.wait()
        self._processes = []


def _fields(task: Task) -> tuple[object, ...]:
    return task.place, task.name, task.path, task.size, task.known, task.limit


def _cause(process: _Process) -> str:
    code = process.process.returncode
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
