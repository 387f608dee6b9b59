"""Docstrings as mkdocstrings wants them: an ``Example:`` is a section of code, a Sphinx role is a name in code letters."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_EXAMPLE = re.compile(r"^Example:$", re.M)
_ROLE = re.compile(r":[a-z]+:`~?(?:[\w.]+\.)?(\w+)`")


class Docstrings(Extension):
    """Rewrites every docstring when it is loaded; the code stays as it is."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Rewrites one."""
        if obj.docstring is not None:
            text = _EXAMPLE.sub("Examples:", obj.docstring.value)
            obj.docstring.value = _ROLE.sub(r"`\1`", text).replace("``", "`")
