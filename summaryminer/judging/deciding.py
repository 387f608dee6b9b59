"""From probabilities to judgements: what rule and classifier decide together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summaryminer.judging.cues import STATUSES
from summaryminer.judging.model import Model, Probabilities
from summaryminer.judging.rules import CHANGES, Verdicts, led
from summaryminer.records import Change, Judgement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Scores = NDArray[np.float32]

__all__ = ["LEAN", "MOVED", "REJECT", "SETTLED", "STRONG", "changes", "decide", "kept", "raw_confidence", "statuses"]

REJECT = 0.2
"""A number that the grammar does not doubt is no figure only below this probability."""

MOVED = 0.3
"""A verb of change beside a number decides where the classifier gives it at least this probability."""

STRONG, LEAN = 4, 0.45
"""A cue of this rank decides the status where the classifier gives it at least this probability."""

SETTLED = 6
"""A cue of this rank settles it."""

_ACTUAL, _TARGET = STATUSES.index("actual"), STATUSES.index("target")


def statuses(found: Verdicts, status: Scores) -> Ints:
    """Column of the decided status of each quantity: the likeliest, or a strong cue's where the classifier is of two minds.

    Args:
        found: what the rules say.
        status: probabilities, one column for each of :data:`~summaryminer.judging.cues.STATUSES`.
    """
    import numpy as np

    rows = np.arange(len(status))
    share = status[rows, found.status]
    ruled = ((found.rank >= STRONG) & (share >= LEAN)) | (found.rank >= SETTLED)
    chosen: Ints = np.where(ruled, found.status, status.argmax(axis=1))
    chosen = np.where(found.planned, _TARGET, chosen)
    # Of what a plan looks back on nothing is a goal, though it names the same rates.
    chosen = np.where(found.review & (chosen == _TARGET), _ACTUAL, chosen)
    # Parts are what the whole is.
    whole: Ints = chosen[rows - found.back]
    return led(whole, found.starts)


def changes(found: Verdicts, change: Scores) -> Ints:
    """Column of the decided change of each quantity: the likeliest, or the rule's where the classifier does not rule it out.

    Args:
        found: what the rules say.
        change: probabilities, one column for each of :data:`~summaryminer.judging.rules.CHANGES`.
    """
    import numpy as np

    rows = np.arange(len(change))
    likely = (found.change > 0) & (change[rows, found.change] >= MOVED)
    chosen: Ints = np.where(likely | found.expressed, found.change, change.argmax(axis=1))
    # What falls by 12 cases and 18 people falls by both.
    first = chosen[rows - found.lead]
    return np.where((found.lead > 0) & (first == found.change), first, chosen)


def kept(found: Verdicts, figure: Scores) -> Flags:
    """Which quantities are figures, given the rules' verdict and the classifier's probability."""
    import numpy as np

    return figure >= np.where(found.figure, REJECT, 0.5)


def raw_confidence(found: Probabilities, decided: Ints, moves: Ints) -> Scores:
    """Product of the probabilities of the decisions on figure, status and change, before calibration.

    Args:
        found: what the classifier says.
        decided, moves: column of the decided status and change.
    """
    import numpy as np

    rows = np.arange(len(decided))
    product: Scores = (found.figure * found.status[rows, decided] * found.change[rows, moves]).astype(np.float32)
    return product


def decide(
    ruled: Verdicts, found: Probabilities, model: Model, why: Sequence[tuple[str, ...]] | None = None
) -> list[Judgement]:
    """Judgements from what rules and classifier say.

    Args:
        ruled: what the rules say of each quantity.
        found: what the classifier says of each.
        model: the classifier, for its calibration.
        why: the cues that counted for each, to be told with the probabilities; ``None`` to tell nothing.
    """
    import numpy as np

    decided = statuses(ruled, found.status)
    moves = changes(ruled, found.change)
    rows = np.arange(len(decided))
    confidence = model.confidence(raw_confidence(found, decided, moves))
    names: tuple[Change | None, ...] = (None, "increase", "decrease")
    told = [names[change] for change in moves.tolist()]
    says = [STATUSES[status] for status in decided.tolist()]
    columns = (kept(ruled, found.figure).tolist(), says, told, np.round(confidence, 4).tolist())
    if why is None:
        return list(map(Judgement, *columns))
    shares = (found.figure.tolist(), found.status[rows, decided].tolist(), found.change[rows, moves].tolist())
    likely = (
        (*cues, f"figure {figure:.2f}", f"{status} {said:.2f}", f"{CHANGES[change]} {moved:.2f}")
        for cues, status, change, figure, said, moved in zip(why, says, moves.tolist(), *shares, strict=True)
    )
    return list(map(Judgement, *columns, likely))
