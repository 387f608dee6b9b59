"""summaryminer turns Chinese work summaries (工作总结) into tidy tables that can be compared across institutions.

Example:
    >>> import summaryminer as sm
    >>> [(q.text, q.value, q.unit) for q in sm.find_quantities("全年接诊1.2万人次，满意率百分之九十八点五")]
    [('1.2万人次', 12000.0, '人次'), ('百分之九十八点五', 98.5, '%')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summaryminer.finding import find_quantities
    from summaryminer.integrations.displacy import displacy
    from summaryminer.integrations.sklearn import FigureVectorizer
    from summaryminer.lexicons import LexiconError
    from summaryminer.pipeline import Extractor
    from summaryminer.running import extract
    from summaryminer.tables import plot
    from summaryminer.tables.audit import audit
    from summaryminer.tables.compare import compare
    from summaryminer.tables.extraction import Extraction

__version__ = "0.1.0"

# Public names are imported when they are first used, so that importing the package stays light.
_HOMES = {
    "Extraction": "summaryminer.tables.extraction",
    "FigureVectorizer": "summaryminer.integrations.sklearn",
    "audit": "summaryminer.tables.audit",
    "compare": "summaryminer.tables.compare",
    "displacy": "summaryminer.integrations.displacy",
    "Extractor": "summaryminer.pipeline",
    "LexiconError": "summaryminer.lexicons",
    "extract": "summaryminer.running",
    "find_quantities": "summaryminer.finding",
}

__all__ = [
    "Extraction",
    "Extractor",
    "FigureVectorizer",
    "LexiconError",
    "__version__",
    "audit",
    "compare",
    "displacy",
    "extract",
    "find_quantities",
    "plot",
]


def __getattr__(name: str) -> Any:
    if name == "plot":
        return import_module("summaryminer.tables.plot")
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'summaryminer' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES, "plot"])
