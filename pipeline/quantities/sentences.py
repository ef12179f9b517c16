"""Where sentences end: spans over a text, without touching it.

What belongs here: sentence boundaries. What must never be here: paragraphs of file formats (reading knows them), words.

A stop ends a sentence when white space and something that can open one follow, and when it closes no abbreviation, no
initial and no number. Line ends that stand alone end one too: headings and list items carry no stop.
"""

from __future__ import annotations

import re

from pipeline.quantities.lexicon import lexicon_for

_CLOSERS = "\"'”’)\\]»"
_BOUNDARY = re.compile(rf"[.!?…。！？]++[{_CLOSERS}]*+(?=\s|$)|[。！？]|\n++")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'—–-]+$")
_OPENER = re.compile(r"\s*+[\"'“‘(\[«„—–-]*+\s?(\S)")
_REACH = 40
"""Characters looked back for the word before a stop: longer words are no abbreviations."""


def split_sentences(text: str, *, language: str = "en") -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, in order, without surrounding white space.

    Closing quotation marks and brackets belong to the sentence they close. Linear in the length of the text.
    """
    abbreviations = lexicon_for(language).abbreviations
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.group()[0] == "." and not _ends_sentence(text, match.start(), match.end(), abbreviations):
            continue
        if match.group()[0] in "!?…" and _goes_on(text, match.end()):
            continue
        start = _close(text, start, match.start() if match.group()[0] == "\n" else match.end(), spans)
    _close(text, start, len(text), spans)
    return spans


def _close(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> int:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + piece.index(stripped[0])
        spans.append((first, first + len(stripped)))
    return end


def _ends_sentence(text: str, stop: int, end: int, abbreviations: frozenset[str]) -> bool:
    opener = _OPENER.match(text, end)
    if opener is None:
        return True
    following = opener.group(1)
    if following.islower():
        return False
    word = _LAST_WORD.search(text, max(stop - _REACH, 0), stop)
    if word is None:
        return True
    last = word.group().lower()
    if last in abbreviations:
        return False
    # An initial ("J. Smith", "U.S. Congress"); "I." and digits do end sentences.
    initial = len(last) == 1 and last.isalpha() and word.group().isupper() and last != "i"
    dotted = "." in last and len(last) <= 5 and last.replace(".", "").isalpha()
    if initial or dotted:
        return False
    return not (last.isdecimal() and len(last) <= 2 and _opens_line(text, word.start()))


def _opens_line(text: str, index: int) -> bool:
    """Whether a line opens here: the number of a list item ("1. Introduction") ends no sentence."""
    return index == 0 or text[index - 1] == "\n"


def _goes_on(text: str, end: int) -> bool:
    """Whether a lower-case word follows, as in "What?" she asked."""
    opener = _OPENER.match(text, end)
    return opener is not None and opener.group(1).islower()
