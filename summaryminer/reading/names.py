"""Names of files as text."""

from __future__ import annotations

import os
import re

__all__ = ["printable"]

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(name: str) -> str:
    """A file name as text on one line: ``/`` between folders, control characters and bytes that are no text as backslash escapes.

    Example:
        >>> printable("报告\\n2021.txt")
        '报告\\\\n2021.txt'
    """
    text = name.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)
