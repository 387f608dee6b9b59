"""Where the time of the road goes: the stack looked at every millisecond, which weighs calls as they are, unlike a tracing profiler.

``python -m benchmarks.hotspots [--fast] [--rules] [--files 150]`` prints shares by room, by function (its own time) and by function with
all that it calls. ``--folder`` looks at reports of your own instead of generated ones.
"""

from __future__ import annotations

import argparse
import gc
import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import summaryminer
from benchmarks.generate import reports

# Sources judged together, as files are in a run.
_TOGETHER = 20
_HOME = str(Path(summaryminer.__file__).parent) + "/"


class Sampler:
    """Counts, at every tick of processor time, the room and functions that are at work."""

    def __init__(self) -> None:
        self.ticks = 0
        self.rooms: Counter[str] = Counter()
        self.own: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()

    def __enter__(self) -> Sampler:
        signal.signal(signal.SIGPROF, self._tick)
        signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _tick(self, _: int, frame: FrameType | None) -> None:
        self.ticks += 1
        names: list[str] = []
        while frame is not None:
            path = frame.f_code.co_filename
            if path.startswith(_HOME):
                names.append(f"{path.removeprefix(_HOME)}:{frame.f_code.co_qualname}")
            frame = frame.f_back
        if names:
            self.own[names[0]] += 1
            self.rooms[next((name.split("/")[0] for name in names if "/" in name), "pipeline")] += 1
            self.whole.update(set(names))


def main() -> None:
    """The command."""
    from summaryminer.pipeline import Extractor
    from summaryminer.records import Source
    from summaryminer.running.batches import COLLECTING

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=150)
    parser.add_argument("--fast", action="store_true", help="rjieba instead of jieba")
    parser.add_argument("--rules", action="store_true", help="rules alone, without the classifier")
    parser.add_argument("--folder", type=Path, help="UTF-8 texts to look at instead of generated ones")
    given = parser.parse_args()
    if given.folder:
        sources = [Source(path.name, path.read_text(encoding="utf-8")) for path in sorted(given.folder.rglob("*.txt"))]
    else:
        sources = [Source(report.name, report.text) for report in reports(given.files + 5)]
    extractor = Extractor(model=False if given.rules else None, segmenter="fast" if given.fast else "jieba")
    for source in sources[:5]:
        extractor.extract_source(source)
    gc.freeze()
    gc.set_threshold(*COLLECTING)
    began = time.process_time()
    figures = 0
    with Sampler() as seen:
        for at in range(0, len(sources), _TOGETHER):
            group = sources[at : at + _TOGETHER]
            for source in group:
                extractor.prepare(source)
            figures += sum(len(extractor.extract_source(source).tables["figures"]) for source in group)
    spent = time.process_time() - began
    characters = sum(len(source.text) for source in sources)
    print(
        f"{characters:,} characters, {figures:,} figures, {characters / spent:,.0f} characters/s, {spent / figures * 1e6:.0f} µs a figure"
    )
    counted: Any
    for title, counted in (("rooms", seen.rooms), ("own time", seen.own), ("with all they call", seen.whole)):
        print(f"\n{title}")
        for name, ticks in counted.most_common(10 if title == "rooms" else 40):
            print(f"{ticks / seen.ticks:6.1%}  {name}")


if __name__ == "__main__":
    main()
