"""Ready entries for the register: what an author pastes into `claims.yaml` to name a claim and its sources.

What belongs here: YAML text for one claim. What must never be here: reading or writing the register.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable

from pipeline.publishing.galley.figures import Row

_SHORT = 18
"""A quote shorter than this is widened, so that it marks its place by itself."""
_NAME_WORDS = 5
_FILLER = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "of",
        "on",
        "than",
        "the",
        "to",
        "was",
    )
)


class Stubs:
    """Makes stubs for the claims of one chapter; every name is given once."""

    def __init__(self, chapter_id: str, text: str, taken: Iterable[str]) -> None:
        self._chapter_id = chapter_id
        self._text = text
        self._taken = set(taken)

    def stub(self, mention: Row, scope: str | None = None) -> str:
        """An entry below `claims:`; its quote stands in the chapter, at the mention."""
        start, end = self._widened(mention["start_char"], mention["end_char"])
        quote = self._text[start:end]
        lines = [
            f"  {self._name(mention)}:",
            f"    chapter: {_scalar(self._chapter_id)}",
            f"    quote: {_scalar(quote)}",
        ]
        nth = self._nth(quote, start)
        if nth > 1:
            lines.append(f"    nth: {nth}")
        lines.append("    sources: []    # names of entries below `sources:`")
        if scope:
            lines.append(f"    scope: {scope}")
        if mention["as_of"]:
            lines.append(f"    as_of: {_scalar(mention['as_of'])}")
        return "\n".join(lines)

    def _widened(self, start: int, end: int) -> tuple[int, int]:
        """The quote with the words after and before it, within its line, until it marks its place."""
        text = self._text
        floor, ceiling = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        ceiling = len(text) if ceiling < 0 else ceiling
        while end - start < _SHORT and (end < ceiling or start > floor):
            grown = _WORD_AFTER.match(text, end, ceiling)
            end = grown.end() if grown else end
            if end - start < _SHORT or not grown:
                before = text.rfind(" ", floor, max(floor, start - 1)) + 1
                start = max(floor, before) if start > floor else start
            if not grown and start == floor:
                break
        return start, end

    def _nth(self, quote: str, start: int) -> int:
        count, position = 1, self._text.find(quote)
        while 0 <= position < start:
            count, position = count + 1, self._text.find(quote, position + 1)
        return count

    def _name(self, mention: Row) -> str:
        words = _words(mention["subject"] or "")[:3] + _words(mention["quote"])
        base = "-".join(dict.fromkeys(words[:_NAME_WORDS])) or "claim"
        base = base if not base[0].isdigit() else f"claim-{base}"
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name


_WORD_AFTER = re.compile(r"\s*[^\s.!?;:]+")
_PLAIN = re.compile(r"[a-z0-9]+")


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word for word in _PLAIN.findall(plain) if word not in _FILLER]


def _scalar(text: str) -> str:
    """A double-quoted YAML scalar when the text needs one; a JSON string is one."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{5,}", text)
    return text if plain else json.dumps(text, ensure_ascii=False)
