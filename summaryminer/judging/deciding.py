"""From probabilities to judgements: what rule and classifier decide together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summaryminer.judging.model import CHANGES, STATUSES, Model, Probabilities
from summaryminer.judging.rules import Verdict
from summaryminer.records import Change, Judgement, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LEAN", "MOVED", "REJECT", "STRONG", "changes", "decide", "kept", "raw_confidence", "statuses"]

REJECT = 0.2
"""A number that the grammar does not doubt is no figure only below this probability."""

MOVED = 0.3
"""A verb of change beside a number decides where the classifier gives it at least this probability."""

STRONG, LEAN, LEAN_ALONE = 4, 0.4, 0.1
"""A cue of this rank decides the status where the classifier gives it at least this probability (the last: in a text of unknown type,
where the classifier, which learnt from whole reports, has little to go by)."""


def statuses(verdicts: Sequence[Verdict], status: NDArray[np.float32]) -> NDArray[np.int64]:
    """Column of the decided status of each quantity: the likeliest, or a strong cue's where the classifier is of two minds.

    Args:
        verdicts: what the rules say.
        status: probabilities, one column for each of :data:`~summaryminer.judging.model.STATUSES`.
    """
    import numpy as np

    best = status.argmax(axis=1)
    ruled = np.array([STATUSES.index(verdict.status) for verdict in verdicts], np.int64)
    strong = np.array([verdict.rank >= STRONG for verdict in verdicts])
    least = np.array([LEAN_ALONE if verdict.alone else LEAN for verdict in verdicts])
    chosen: NDArray[np.int64] = np.where(strong & (status[np.arange(len(best)), ruled] >= least), ruled, best)
    return chosen


def changes(verdicts: Sequence[Verdict], change: NDArray[np.float32]) -> NDArray[np.int64]:
    """Column of the decided change of each quantity: the likeliest, or the rule's where the classifier does not rule it out.

    Args:
        verdicts: what the rules say.
        change: probabilities, one column for each of :data:`~summaryminer.judging.model.CHANGES`.
    """
    import numpy as np

    ruled = np.array([CHANGES.index(verdict.change or "level") for verdict in verdicts], np.int64)
    likely = change[np.arange(len(ruled)), ruled] >= MOVED
    chosen: NDArray[np.int64] = np.where((ruled > 0) & likely, ruled, change.argmax(axis=1))
    return chosen


def kept(verdict: Verdict, probability: float) -> bool:
    """Is a quantity a figure, given the rule's verdict and the classifier's probability?"""
    return probability >= (REJECT if verdict.figure else 0.5)


def raw_confidence(
    verdicts: Sequence[Verdict], found: Probabilities, decided: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Product of the probabilities of the decisions on figure and status, before calibration.

    Args:
        verdicts: what the rules say.
        found: what the classifier says.
        decided: column of the decided status.
    """
    import numpy as np

    chosen = found.status[np.arange(len(decided)), decided]
    return (found.figure * chosen).astype(np.float32)


def decide(verdicts: Sequence[Verdict], found: Probabilities, model: Model) -> list[Judgement]:
    """Judgements from what rules and classifier say.

    Args:
        verdicts: what the rules say of each quantity.
        found: what the classifier says of each.
        model: the classifier, for its calibration.
    """
    import numpy as np

    decided = statuses(verdicts, found.status)
    raw = raw_confidence(verdicts, found, decided)
    confidence = model.confidence(raw).tolist()
    moves = changes(verdicts, found.change)
    columns = zip(
        verdicts,
        found.figure.tolist(),
        decided.tolist(),
        found.status[np.arange(len(decided)), decided].tolist(),
        moves.tolist(),
        found.change[np.arange(len(moves)), moves].tolist(),
        np.round(model.confidence(raw), 4).tolist(),
        strict=True,
    )
    judged = []
    for verdict, figure, column, share, moved, moved_share, confidence in columns:
        status: Status = STATUSES[column]  # type: ignore[assignment]
        change = verdict.change if "change" in verdict.sure else _change(moved)
        chances = f"figure {figure:.2f}", f"{status} {share:.2f}", f"{change or 'level'} {moved_share:.2f}"
        judged.append(Judgement(kept(verdict, figure), status, change, confidence, (*verdict.why, *chances)))
    return judged


def _change(column: int) -> Change | None:
    return None if column == 0 else CHANGES[column]  # type: ignore[return-value]
