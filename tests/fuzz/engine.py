"""One room under the fuzzer: ``python -m tests.fuzz.engine <room> <libFuzzer's flags> <corpus folder>``."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["summaryminer"]):
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import TARGETS

    # Modules that are imported at their first use have to be so now, to be watched.
    for seed in seeds(sys.argv[1]):
        TARGETS[sys.argv[1]](seed)

atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
Path(sys.argv[-1]).mkdir(parents=True, exist_ok=True)
atheris.Fuzz()
