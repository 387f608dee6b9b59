"""Time of the number grammar on hostile strings, doubled twice: linear means that each column is about twice the one before.

    python -m benchmarks.hostile
"""

from __future__ import annotations

import time

from summaryminer.finding import find
from summaryminer.lexicons import load

STRINGS = ("9", "一", "〇", "百万亿", "1,111", "1-", "x", "每10万人", "1.5—2万元", "1/3", "2019年", "第一", "(", "居民 ")
LENGTHS = (20_000, 40_000, 80_000)


def seconds(string: str, length: int) -> float:
    """How long the grammar takes on a string repeated to a length in characters."""
    text = (string * (length // len(string) + 1))[:length]
    began = time.perf_counter()
    find(text, load())
    return time.perf_counter() - began


def main() -> None:
    """Prints one line per string: seconds at each length, and the growth from the first to the last."""
    find("1人", load())
    print("string".ljust(12), *(f"{length:>9,}" for length in LENGTHS), "  growth (linear: 4)")
    for string in STRINGS:
        times = [seconds(string, length) for length in LENGTHS]
        print(string.ljust(12), *(f"{taken:9.3f}" for taken in times), f"  {times[-1] / times[0]:.1f}")


if __name__ == "__main__":
    main()
