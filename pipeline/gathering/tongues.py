"""What walls and notices say in languages other than English: how the words of tongues.toml combine.

What belongs here: the pure test whether a block of text combines words as a wall or a notice does. What must
never be here: how much else a page may say (walls.py, notices.py), and English, whose phrases stand there.

A single word proves nothing in any language. A notice joins a page with its absence; a bot check joins robots or odd
traffic with a request; a login wall joins logging in with reading on; a consent wall joins cookies with data or
advertising. All words are in lower case, as `page_signs.plain` makes them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Final

_NEAR: Final = r"[^.!?。！？]{0,60}?"
"""Between two words of one statement."""

_BESIDES: Final = 15
"""Characters that a title of a notice may have besides: an apology, an error's number."""


_TONGUES: Final[dict[str, dict[str, list[str]]]] = tomllib.loads(
    files("pipeline.gathering").joinpath("tongues.toml").read_text(encoding="utf-8")
)


def _words(entry: str) -> list[str]:
    """The alternatives of one entry in all languages."""
    return [word for tongue in _TONGUES.values() for word in tongue.get(entry, ())]


def _any(words: list[str]) -> str:
    """An expression for any of the words, each where a word of an alphabet begins."""
    return rf"(?<![a-zà-ÿа-яёα-ω])(?:{'|'.join(words)})"


def _both(first: str, second: str) -> list[tuple[str, str]]:
    """The expressions of two entries, for every language that has both."""
    held = (tongue for tongue in _TONGUES.values() if first in tongue and second in tongue)
    return [(_any(tongue[first]), _any(tongue[second])) for tongue in held]


def _pairs(first: str, second: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [(re.compile(one), re.compile(other)) for one, other in _both(first, second)]


_ANY_ABSENT: Final = re.compile(_any(_words("absent")))
_ABSENCES: Final = [
    re.compile(f"{thing}{_NEAR}{absent}|{absent}{_NEAR}{thing}") for thing, absent in _both("thing", "absent")
]
_ANY_ROBOT: Final = re.compile(_any(_words("robot")))
_ROBOTS: Final = _pairs("robot", "please")
_ANY_READ_ON: Final = re.compile(_any(_words("read_on")))
_LOGINS: Final = _pairs("login", "read_on")
_ANY_COOKIES: Final = re.compile(_any(_words("cookies")))
_CONSENTS: Final = _pairs("cookies", "data")
_ANY_ACCEPT: Final = re.compile(_any(_words("accept")))
_REFUSED: Final = re.compile("|".join(_words("refused")))


def says_absent(words: str) -> bool:
    """Whether a text in plain form says that a page is missing."""
    return _absence(words) > 0


def is_absence(words: str) -> bool:
    """Whether it says that a page is missing, and next to nothing else, as titles of notices do."""
    said = _absence(words)
    return said > 0 and len(words) - said <= _BESIDES


@lru_cache(maxsize=512)
def _absence(words: str) -> int:
    """Characters of the words that say that a page is missing; 0 when none do."""
    if not _ANY_ABSENT.search(words):
        return 0
    found = (absence.search(words) for absence in _ABSENCES)
    return max((len(each[0]) for each in found if each), default=0)


@lru_cache(maxsize=512)
def asks_for_proof(words: str) -> bool:
    """Whether it asks its reader to prove to be human."""
    return bool(_ANY_ROBOT.search(words)) and _holds_both(words, _ROBOTS)


@lru_cache(maxsize=512)
def demands_login(words: str) -> bool:
    """Whether it wants its reader to log in or to pay before reading on."""
    return bool(_ANY_READ_ON.search(words)) and _holds_both(words, _LOGINS)


@lru_cache(maxsize=512)
def speaks_of_consent(words: str) -> bool:
    """Whether it speaks of cookies together with data or advertising."""
    return bool(_ANY_COOKIES.search(words)) and _holds_both(words, _CONSENTS)


@lru_cache(maxsize=512)
def offers_consent(words: str) -> bool:
    """Whether there is something to accept."""
    return bool(_ANY_ACCEPT.search(words))


def is_refusal(words: str) -> bool:
    """Whether a title is a bot check's or a refusal's."""
    return bool(_REFUSED.fullmatch(words.strip("!?.。！？… ")))


def _holds_both(words: str, pairs: Iterable[tuple[re.Pattern[str], re.Pattern[str]]]) -> bool:
    return any(first.search(words) and second.search(words) for first, second in pairs)
