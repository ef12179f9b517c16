"""Pages that quote the chapter itself. Their agreement proves nothing.

What belongs here: recognising long runs of the chapter's own words in a page, by word shingles (Broder 1997, "On the
resemblance and containment of documents"). What must never be here: weighing of evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
SHINGLE = 8
"""Words per shingle; so many in a row are seldom shared by chance."""
LONG_RUN = 24
"""Shingles in a row shared by one passage and the chapter, from which the passage copies it."""
MANY_SHINGLES = 120
"""Shared shingles from which a whole page is a copy of the chapter, or long excerpts of it."""
_LARGE_PAGE = 400_000


@lru_cache(maxsize=8)
def _shingles(text: str) -> frozenset[int]:
    return frozenset(_hashes(text))


def _hashes(text: str) -> list[int]:
    words = _WORD.findall(text.lower())
    return [hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)]


def quotes_chapter(passage: str, page: str, chapter: str | None) -> bool:
    """Whether a passage, or the page around it, repeats the chapter's own sentences.

    A short quotation is no sign: then it is more likely the chapter that quotes the page.
    """
    if not chapter:
        return False
    known = _shingles(chapter)
    run = longest = 0
    for shingle in _hashes(passage):
        run = run + 1 if shingle in known else 0
        longest = max(longest, run)
    return longest >= LONG_RUN or _shared(page[:_LARGE_PAGE], chapter) >= MANY_SHINGLES


@lru_cache(maxsize=256)
def _shared(page: str, chapter: str) -> int:
    return len(_shingles(chapter).intersection(_hashes(page)))
