"""How long one file may take, and when to stop within it so that what has been read is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["ENDLESS", "Deadline", "time_limit"]


def time_limit(size: int) -> float:
    """Seconds that a file of some size may take: a minute, and one second more per megabyte.

    Example:
        >>> time_limit(200_000_000)
        260.0
    """
    return 60 + size / 1e6


class Deadline:
    """When a file that is worked on step by step has to stop.

    A step can't be broken off, so the last one that begins must be likely to end in time: twice the longest step so
    far must fit in the time left, and a fifth of the limit up to ten seconds.

    Args:
        limit: seconds from now on; ``None`` for as long as it needs.
        clock: tells the time, in seconds.

    Example:
        >>> seconds = iter([0, 0, 0, 3, 3, 3, 6, 6])  # the clock whenever it is asked
        >>> deadline, steps = Deadline(10, lambda: next(seconds)), 0
        >>> while not deadline.near():
        ...     with deadline.step():
        ...         steps += 1
        >>> steps, deadline.reached
        (2, True)
    """

    def __init__(self, limit: float | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self.reached = False
        """Whether it was ever near: something was left out."""
        self._clock = clock
        self._began = clock()
        self._longest = 0.0

    def near(self) -> bool:
        """Whether it is better not to begin another step."""
        if self.limit is not None:
            left = self._began + self.limit - self._clock()
            self.reached = self.reached or left < max(2 * self._longest, min(self.limit / 5, 10.0))
        return self.reached

    @contextmanager
    def step(self) -> Iterator[None]:
        """A step at work."""
        began = self._clock()
        yield
        self._longest = max(self._longest, self._clock() - began)


ENDLESS = Deadline()
"""For what may take as long as it needs."""
