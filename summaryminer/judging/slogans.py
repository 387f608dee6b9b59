"""Slogans: in 紧扣“奋力赶超”目标 and 以力争第一的干劲 the words of goals say nothing of the numbers that follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summaryminer.judging.cues import STATUSES, Cues, Hits
from summaryminer.lexicons import Lexicons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

__all__ = ["slogans"]

# A slogan names no number and has no more characters than this.
_QUOTED = re.compile(r"“[^“”\n0-9]{2,24}”|「[^「」\n0-9]{2,24}」")
_SPIRIT = 24
_STOPS = "，,。；;：:！!？?\n"
_COMMAS = "，,"


def slogans(text: str, hits: Hits, cues: Cues, lexicons: Lexicons) -> Flags:
    """Which words of goals stand in a slogan in quotation marks, name it right behind them (“奋力赶超”目标，), or tell in what spirit
    something was done (以力争第一的干劲，).

    Args:
        text: clean text.
        hits: words of cues in it.
        cues: all cues.
        lexicons: word lists, of which ``cues.toml`` is used.
    """
    import numpy as np

    flags = np.zeros(len(hits.end), bool)
    spirit = lexicons.compiled("judging.slogans", _spirit)
    spans = [match.span() for match in _QUOTED.finditer(text)] if "“" in text or "「" in text else []
    quotes = {end for _, end in spans}
    for match in spirit.finditer(text):
        first = max(0, match.start() - _SPIRIT)
        first = max(first, *(text.rfind(sign, first, match.start()) + 1 for sign in _STOPS))
        if not any(map(str.isdigit, text[first : match.start()])):
            spans.append((first, match.start()))
    if not spans:
        return flags
    goals = np.flatnonzero((cues.columns.says[hits.cue] == STATUSES.index("target")) & cues.columns.forward[hits.cue])
    begins, ends = np.array([(-1, -1), *sorted(spans)], np.int64).T
    flags[goals] = hits.end[goals] <= ends[np.searchsorted(begins, hits.start[goals], "right") - 1]
    for place in goals.tolist():
        if int(hits.start[place]) in quotes and text[hits.end[place] : hits.end[place] + 1] in _COMMAS:
            flags[place] = True
    return flags


def _spirit(lexicons: Lexicons) -> re.Pattern[str]:
    """What ends a clause that tells in what spirit something was done."""
    words = "|".join(map(re.escape, lexicons.words("cues", "slogans", "spirits")))
    return re.compile(f"的(?:{words})[{_COMMAS}]")
