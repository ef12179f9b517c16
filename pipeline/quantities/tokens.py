"""One linear scan that turns a text into word, number and symbol tokens with offsets.

What belongs here: cutting text, and asking how tokens touch. What must never be here: what a token means.

The scan runs in C (one `findall`, two `map`s), because every page of every source passes through it. A token is

- a numeral: digits with inner separators, "1,500.25", "11.03.2026", "1’000" (groups are read later, by a grammar),
- a word: letters of any script; ideographs, vulgar fractions and superscripts stand alone ("13", "萬"; "2", "½"),
- or one symbol. Apostrophes, hyphens and dots are symbols: "don", "'", "t".

White space is no token; `Tokens.gap` gives what stands between two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

_IDEOGRAPH = "〇㐀-䶿一-鿿豈-﫿"
_FRACTION = "¼-¾⅐-⅞↉"
_SUPERSCRIPT = "⁰¹²³⁴-⁹"
# Possessive throughout: a run of any character is read once, and a failed branch gives nothing back.
_TOKEN = re.compile(rf"\s*+(?:[^\W\d_{_IDEOGRAPH}{_FRACTION}{_SUPERSCRIPT}]++|\d++(?:[.,]\d++|['’]\d{{3}}(?!\d))*+|\S)")
CHUNK = 1 << 16
"""Characters of a chunk, at least: chunks end at the next line end, or at the next space in a text without lines."""
_HARD_LIMIT = CHUNK * 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one entry a token; offsets count in the scanned text."""

    text: str
    words: list[str]
    """As written."""
    lower: list[str]
    """Lower case, for the lexicon."""
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """What stands between token `index - 1` and token `index` (white space or nothing)."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def touches(self, index: int) -> bool:
        """Whether token `index` stands right behind its forerunner, without white space."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def scan(text: str) -> Tokens:
    """Cut `text` into tokens, in time linear in its length."""
    # Without the strip, trailing white space would be tried again from each of its characters.
    raw: list[str] = _TOKEN.findall(text.rstrip())
    ends = list(accumulate(map(len, raw)))
    words = list(map(str.strip, raw))
    starts = list(map(sub, ends, map(len, words)))
    return Tokens(text, words, list(map(str.lower, words)), starts, ends)


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text into pieces that bound the memory of a scan: (offset, piece), ending at line ends."""
    start, length = 0, len(text)
    while length - start > _HARD_LIMIT:
        end = text.find("\n", start + CHUNK, start + _HARD_LIMIT) + 1
        if not end:
            end = text.rfind(" ", start + CHUNK, start + _HARD_LIMIT) + 1 or start + _HARD_LIMIT
        yield start, text[start:end]
        start = end
    yield start, text[start:] if start else text
