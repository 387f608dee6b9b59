"""``docs/performance.md`` from what the benchmarks have measured: ``python -m benchmarks.report``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.results import results

_PAGE = Path(__file__).parent.parent / "docs" / "performance.md"

_HEAD = """# How fast it is

Each table below is what one command has measured; `python -m benchmarks.report` writes this page from the results. Ratios are what to
compare: they were measured in turn, in one process, on text that does not repeat (`benchmarks/generate.py` writes reports from a grammar,
as dense with figures as real pages, and knows every figure in them).
"""

_LESSONS = """## What makes it as fast as it is

* **Numbers first.** Everything costs by the figure, not by the character: clauses without a number are never segmented, named or judged.
* **Segment only what no rule could cut.** jieba sees the few clauses whose words a lexicon does not tell; so `--segmenter fast` (rjieba)
  brings less here than it does alone.
* **Word lists are automata.** Lexicons are compiled once per process; looking for five thousand words costs little more than looking for
  five. (Little more: pyahocorasick asks the words that may begin at a character one after the other, so 30 words cost 35 ns a character,
  2,000 cost 160. So the cues and the programs, two thousand words each, are looked for with tables that tell for all characters of a
  text at once which words they and the next two may begin: a quarter to a half of that.)
* **Ask for one character first.** `"岁" in text` costs 0.2 µs on a page of 1,700 characters, a pattern that begins with one plain character
  2 µs, one that begins with a set of characters 20 µs, one that begins with alternatives or a look-behind 30 to 240 µs. So every pattern
  that finds what is no figure has triggers (`exclude.triggers` of `quantities.toml`), most pages lack most of them, and where
  alternatives must be looked for they stand behind one set: `[约共](?:(?<=约)…|(?<=共)计…)`. This took the number grammar from 0.48 to 0.16
  of jieba's time.
* **Read the plain case first.** The character behind a number tells most times that nothing more belongs to it; only then the forms are
  tried one by one.
* **Records of every number are named tuples**: a frozen dataclass of twelve fields takes six times as long to make.
* **The classifier sees many files at once.** One matrix for all numbers of a report; one at a time would cost twenty times as much. And
  short files are prepared some twenty at a time and judged as one text: three times as many numbers a second.
* **Rows are tuples until they are written.** No table is built per report; parts become Arrow in one step.
* **Processes carry names and counts.** Rows never travel between processes: who extracts writes the part. The process that leads puts parts
  together, table by table.
* **What is loaded is frozen** (`gc.freeze`): the collector does not look through dictionaries again and again; 5–10 %.
* **A long text goes by windows** of a quarter of a million characters, so one file of 200 MB needs no more memory than ten thousand small ones.

`python -m benchmarks.hotspots` shows where the time goes, by room and by function. A tracing profiler misleads here: it weighs many small
calls at several times what they cost. What did not help: automata over UTF-8 bytes, arrays of neighbouring characters instead of automata,
patterns with hundreds of first characters.

What would help and is not done: with `naming/`, `finding/`, `cleaning/` and `splitting/` compiled by mypyc the road went from 0.65 to 0.85 of
`jieba.cut` (once; every value of the generated text found as before), after small changes to five files that mypyc does not take as they are.
It costs two to three minutes at every installation, and a compiled module hides edits of its source.
"""


def main() -> None:
    """Writes the page."""
    parts = [_HEAD]
    for name, section in (("speed", _speed), ("growth", _growth), ("peers", _peers)):
        measured = results(name)
        if measured is not None:
            machine = measured["machine"]
            where = f"Measured on {machine['processor']}; {machine['system']}; {machine['packages']}."
            parts.append("\n".join(section(measured)) + f"\n\n{where}\n")
    parts.append(_LESSONS)
    _PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(f"written: {_PAGE}")


def _speed(measured: dict[str, Any]) -> Iterator[str]:
    yield "## Speed: `python -m benchmarks.speed`"
    yield ""
    size = f"{measured['files']} reports, {measured['characters']:,} characters, {measured['figures']:,} figures"
    yield f"From files to Parquet parts, one process, beside `jieba.cut` on the same text ({size}, of which {measured['recall']:.1%} found)."
    yield ""
    yield "| | characters a second | × jieba.cut |"
    yield "|---|---:|---:|"
    for name, one in measured["contenders"].items():
        yield f"| {name} | {one['speed']:,.0f} | {one['ratio']:.2f} |"
    if measured.get("times_recognizers"):
        yield ""
        yield f"That is {measured['times_recognizers']:.1f} times as fast as the four models of Recognizers-Text."


def _growth(measured: dict[str, Any]) -> Iterator[str]:
    yield "## Growth: `python -m benchmarks.growth`"
    yield ""
    yield f"Processor time, start-up apart ({measured['start_up']:.1f} s), and memory at its highest."
    yield ""
    yield "| input | MB | processor s | s per MB | of it the leading process | MB a process | MB the leading one |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in measured["runs"]:
        memory = f"{row['worker_memory']:.0f} | {row['leader_memory']:.0f}"
        times = f"{row['processor']:.1f} | {row['per_megabyte']:.2f} | {row['leader'] / row['processor']:.0%}"
        yield f"| {row['name']} | {row['megabytes']:.1f} | {times} | {memory} |"
    yield ""
    if measured["busy"]:
        yield "Others used the machine meanwhile, so the clock tells nothing here: see the processor time of two processes beside that of one."
    else:
        yield f"Two processes were {measured['two_processes']:.2f} times as fast as one by the clock."


def _peers(measured: dict[str, Any]) -> Iterator[str]:
    yield "## Peers: `python -m benchmarks.peers`"
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    yield f"Numbers read right on the {measured['lines']} lines of `tests/data/quantities.tsv`, by phenomenon ({versions})."
    yield "The table is this project's own; peers are read generously (see the top of `benchmarks/peers.py`) and have other aims."
    yield ""
    names = measured["peers"]
    yield "| phenomenon | numbers | " + " | ".join(names) + " |"
    yield "|---|---:|" + "---:|" * len(names)
    for phenomenon, row in measured["phenomena"].items():
        if row["quantities"]:
            yield (
                f"| {phenomenon} | {row['quantities']} | "
                + " | ".join(str(row["right"][name]) for name in names)
                + " |"
            )
    empty = sum(row["empty"] for row in measured["phenomena"].values())
    kept = [sum(row["kept_out"][name] for row in measured["phenomena"].values()) for name in names]
    yield f"| lines without a figure, kept out | {empty} | " + " | ".join(map(str, kept)) + " |"
    yield ""
    for name, counts in measured["ground"].items():
        yield f"* On the ground of {name}: {counts['peer']} of {counts['quantities']} right; summaryminer {counts['summaryminer']}."


if __name__ == "__main__":
    main()
