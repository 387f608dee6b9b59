"""Known errors written into correct reports, to measure the audit with. Shares no code with the audit, and was written before it.

A case is a set of marked-up reports, the code of the error put into them and where it stands. The same reports with right
sentences in place of the wrong ones are the controls: nothing may be found in them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.tables import injection_groups, injection_single
from tests.tables.injection_single import numbers, sentences
from tests.tables.marked import Case, insert, sources

MAKERS = {**injection_single.MAKERS, **injection_groups.MAKERS}


def cases(per_code: int = 20, seed: int = 20) -> Iterator[Case]:
    """The errors, ``per_code`` of each code; the same for the same seed."""
    for code, make in MAKERS.items():
        rng = random.Random(f"{seed}{code}")
        pool = list(sources())
        rng.shuffle(pool)
        made = 0
        for turn in range(8):
            for name, marked in pool:
                if made == per_code:
                    break
                case = make(rng, name, marked, code, turn)
                if case is not None:
                    made += 1
                    yield case


def controls(seed: int = 20) -> Iterator[tuple[str, str]]:
    """Correct reports with the right form of every sentence."""
    rng = random.Random(seed)
    templates = [template for some in sentences().values() for template in some]
    for place, (name, marked) in enumerate(sources()):
        template = templates[place % len(templates)]
        yield f"control/{name}", insert(marked, template.format(**numbers(rng)))
