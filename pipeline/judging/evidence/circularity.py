"""Pages that quote the chapter itself. Their agreement proves nothing.

What belongs here: recognising long runs of the chapter's own words in a page, by word shingles (Broder 1997, "On the
resemblance and containment of documents"). What must never be here: weighing of evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”]{20,2000}”|\"[^\"]{20,2000}\"")
SHINGLE = 8
"""Words per shingle; so many in a row are seldom shared by chance."""
LONG_RUN = 12
"""Shingles in a row shared by one passage and the chapter's own prose, from which the passage copies it: 19 words."""
QUOTED_RUN = 5
"""The same for a passage that stands in quotation marks: 12 words."""
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

    What the chapter itself has in quotation marks is no sign: there the chapter quotes the page.
    """
    if not chapter:
        return False
    return _copies(passage, chapter) or _shared(page[:_LARGE_PAGE], chapter) >= MANY_SHINGLES


@lru_cache(maxsize=256)
def _copies(passage: str, chapter: str) -> bool:
    own = _shingles(_own_prose(chapter))
    if _longest_run(passage, own) >= LONG_RUN:
        return True
    return any(_longest_run(quoted, own) >= QUOTED_RUN for quoted in _QUOTED.findall(passage))


@lru_cache(maxsize=8)
def _own_prose(chapter: str) -> str:
    """The chapter without what it quotes."""
    return _QUOTED.sub(" ¶ ", chapter)


def _longest_run(text: str, known: frozenset[int]) -> int:
    run = longest = 0
    for shingle in _hashes(text):
        run = run + 1 if shingle in known else 0
        longest = max(longest, run)
    return longest


@lru_cache(maxsize=256)
def _shared(page: str, chapter: str) -> int:
    return len(_shingles(chapter).intersection(_hashes(page)))
