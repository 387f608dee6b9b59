"""How fast the whole road is, from bytes to tables, against ``jieba.cut`` alone on the same text in the same process.

``python -m benchmarks.speed``. All contenders take turns on the same few reports, so that a machine that slows down slows them all;
what counts are the ratios. The text does not repeat, so no cache can be what makes the figure. Recognizers-Text takes part where it is
installed (``pip install recognizers-text-suite "emoji<2"``).
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.generate import Report, reports
from benchmarks.results import machine, save

_RECOGNIZERS = "Recognizers-Text, 4 models in turn"

Contender = Callable[[list[Path], list[str]], int]
"""Works on some texts, which also stand in files, and tells how many characters it has worked on."""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--rules", action="store_true", help="rules alone, without the classifier")
    given = parser.parse_args()
    measured = measure(given.files, rules=given.rules)
    save("speed", measured)
    for line in machine().values():
        print(line)
    print(f"{measured['files']} reports, {measured['characters']:,} characters, {measured['figures']:,} figures")
    for name, one in measured["contenders"].items():
        print(f"{name:34} {one['speed']:>12,.0f} characters/s   {one['ratio']:6.2f} × jieba.cut")
    if measured["times_recognizers"]:
        print(f"{measured['times_recognizers']:.1f} × as fast as the four models of Recognizers-Text")
    print(f"values found: {measured['recall']:.1%} of the figures that the generator made")


def measure(files: int, *, rules: bool = False) -> dict[str, Any]:
    """Seconds and characters per second of every contender, and how many of the generated figures were found."""
    made = list(reports(files))
    with tempfile.TemporaryDirectory() as folder:
        contenders = dict(_contenders(Path(folder), rules))
        spent = dict.fromkeys(contenders, 0.0)
        seen: dict[str, int] = dict.fromkeys(contenders, 0)
        for turn, some in enumerate(_turns(made, Path(folder))):
            paths, texts = [path for path, _ in some], [report.text for _, report in some]
            for name, contender in contenders.items():
                if name.startswith("Recognizers") and turn > 4:
                    continue  # some forty times slower: a few turns tell
                began = time.process_time()
                characters = contender(paths, texts)
                if turn:  # the first turn loads dictionaries
                    spent[name] += time.process_time() - began
                    seen[name] += characters
    speeds = {name: seen[name] / spent[name] for name in contenders}
    return {
        "files": files,
        "characters": sum(len(report.text) for report in made),
        "figures": sum(len(report.figures) for report in made),
        "contenders": {name: {"speed": speed, "ratio": speed / speeds["jieba.cut"]} for name, speed in speeds.items()},
        "times_recognizers": speeds["summaryminer"] / speeds[_RECOGNIZERS] if _RECOGNIZERS in speeds else None,
        "recall": _recall(made[:100], rules),
    }


def _turns(made: list[Report], folder: Path, size: int = 20) -> Iterator[list[tuple[Path, Report]]]:
    for start in range(0, len(made), size):
        some = []
        for number, report in enumerate(made[start : start + size], start):
            path = folder / f"{number:06}.txt"
            path.write_bytes(report.text.encode())
            some.append((path, report))
        yield some


def _contenders(folder: Path, rules: bool) -> Iterator[tuple[str, Contender]]:
    import jieba

    jieba.setLogLevel(logging.ERROR)

    def cut(paths: list[Path], texts: list[str]) -> int:
        for text in texts:
            list(jieba.cut(text))
        return sum(map(len, texts))

    yield "jieba.cut", cut
    yield "summaryminer", _road(folder / "jieba", "jieba", rules)
    if importlib.util.find_spec("rjieba"):
        yield "summaryminer, fast", _road(folder / "fast", "fast", rules)
    if importlib.util.find_spec("recognizers_number_with_unit"):
        yield _RECOGNIZERS, _recognizers()


def _road(folder: Path, segmenter: Any, rules: bool) -> Contender:
    """Files to parts: reading, every step, and the tables as Parquet."""
    from summaryminer.running.batches import Task, Workshop
    from summaryminer.running.inputs import Input
    from summaryminer.running.settings import Settings
    from summaryminer.running.stores import LocalStore

    settings = Settings(model=False if rules else None, segmenter=segmenter)
    workshop = Workshop(settings, settings.recorded(), LocalStore(folder))

    def work(paths: list[Path], texts: list[str]) -> int:
        workshop.work([Task.of(place, Input(path.name, path), {}) for place, path in enumerate(paths)])
        return sum(map(len, texts))

    return work


def _recognizers() -> Contender:
    """Number, percentage, currency and dimension models of Recognizers-Text, one after the other on every sentence."""
    with contextlib.suppress(ImportError):
        import recognizers_number_with_unit  # noqa: F401  (fails early where its own dependencies are missing)
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    models = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)

    def work(paths: list[Path], texts: list[str]) -> int:
        some = texts[:2]
        for text in some:
            for model in models:
                model(text, Culture.Chinese)
        return sum(map(len, some))

    return work


def _recall(made: list[Report], rules: bool) -> float:
    """Share of the generated figures whose span and value were found."""
    from summaryminer.pipeline import Extractor
    from summaryminer.records import Source

    extractor = Extractor(model=False if rules else None)
    right = total = 0
    for report in made:
        rows = extractor.extract_source(Source(report.name, report.text))
        found = {(row[21], row[22]): (row[12], row[13]) for row in rows.tables["figures"]}
        for truth in report.figures:
            total += 1
            right += found.get((truth.start, truth.end)) == (truth.low, truth.high)
    return right / total


if __name__ == "__main__":
    main()
