"""The language of help and messages: English as it stands in the code, any other from a catalogue in ``summaryminer/messages/``.

A catalogue is a gettext file, ``messages/<language>/LC_MESSAGES/summaryminer.po``, and what is compiled from it. Rooms raise their errors
in English, with names and numbers filled in; a message is put into another language where it is shown, by the entry whose fixed parts it
has: the entry ``{0}: there is no such file or folder`` is that of ``x.txt: there is no such file or folder``.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["CATALOGUES", "LANGUAGES", "known_as", "language", "of_environment", "option_in", "speak", "translated"]

LANGUAGES = ("en", "zh")
CATALOGUES = Path(__file__).resolve().parent.parent / "messages"
_DOMAIN = "summaryminer"
_spoken = "en"


def language() -> str:
    """The language that is spoken now."""
    return _spoken


def speak(chosen: str) -> None:
    """Chooses the language of everything shown from now on, typer's own words included.

    Args:
        chosen: one of :data:`LANGUAGES`.
    """
    global _spoken
    _spoken = chosen
    os.environ["LANGUAGE"] = chosen  # where gettext looks first
    gettext.bindtextdomain(_DOMAIN, str(CATALOGUES))
    gettext.textdomain(_DOMAIN)


def of_environment(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, by the variables that gettext obeys; English when it asks for none of ours.

    Example:
        >>> of_environment({"LANG": "zh_CN.UTF-8"}), of_environment({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
        ('zh', 'en')
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((environment[name] for name in names if environment.get(name)), None)
    if asked is None:  # no such variables on Windows
        asked = locale.getlocale()[0] or ""
    return next((found for part in asked.split(":") if (found := known_as(part))), "en")


def known_as(name: str) -> str | None:
    """Our name of a language, from a locale's name: ``zh_TW.UTF-8`` and ``Chinese (Simplified)_China`` are ``zh``."""
    plain = name.lower()
    if plain.startswith("chinese"):
        return "zh"
    return next((one for one in LANGUAGES if plain == one or plain.startswith((f"{one}_", f"{one}-", f"{one}."))), None)


def option_in(arguments: Sequence[str], option: str) -> str | None:
    """The value of an option on a command line that was not taken apart yet.

    Example:
        >>> option_in(["extract", "--lang=zh"], "--lang"), option_in(["--lang", "en", "view"], "--lang")
        ('zh', 'en')
    """
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option and place + 1 < len(arguments):
            return arguments[place + 1]
    return None


def translated(message: str, into: str | None = None) -> str:
    """The message in the language spoken now; the message itself where the catalogue has no entry for it.

    Args:
        message: in English, with its names and numbers filled in.
        into: another language than the one spoken.
    """
    chosen = into or _spoken
    if chosen == "en" or not message:
        return message
    whole, templates = _catalogue(chosen)
    if message in whole:
        return whole[message]
    for template in templates:
        found = template.fits(message)
        if found is not None:
            return template.filled([translated(part, chosen) for part in found])
    return message


@dataclass(frozen=True, slots=True)
class _Template:
    """An entry with places: its fixed parts in order, and the translation."""

    parts: tuple[str, ...]
    translation: str

    def fits(self, message: str) -> list[str] | None:
        """What stands in the places of a message with these fixed parts, ``None`` for any other message."""
        first, *rest = self.parts
        if not message.startswith(first) or not message.endswith(rest[-1]):
            return None
        end = len(message) - len(rest[-1])
        found, place = [], len(first)
        for part in rest[:-1]:
            stands = message.find(part, place, end)
            if stands < 0:
                return None
            found.append(message[place:stands])
            place = stands + len(part)
        return [*found, message[place:end]] if place <= end else None

    def filled(self, values: Sequence[str]) -> str:
        return "".join(
            values[int(piece)] if place % 2 else piece for place, piece in enumerate(_pieces(self.translation))
        )


def _pieces(text: str) -> Iterator[str]:
    """Fixed parts and the numbers of places, in turn: ``{0} of {1}`` → ``"", "0", " of ", "1", ""``."""
    while True:
        before, brace, rest = text.partition("{")
        number, closing, behind = rest.partition("}")
        if not brace or not closing or not number.isdigit():
            yield text
            return
        yield before
        yield number
        text = behind


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(name: str) -> tuple[dict[str, str], list[_Template]]:
    """Entries without places, and those with places, the most telling first."""
    import polib

    whole: dict[str, str] = {}
    templates: list[_Template] = []
    for entry in polib.mofile(str(CATALOGUES / name / "LC_MESSAGES" / f"{_DOMAIN}.mo")):
        pieces = list(_pieces(entry.msgid))
        if len(pieces) == 1:
            whole[entry.msgid] = entry.msgstr
        else:
            templates.append(_Template(tuple(pieces[::2]), entry.msgstr))
    templates.sort(key=lambda template: -sum(map(len, template.parts)))
    return whole, templates
