"""Negation and hearsay near a figure or in a sentence.

What belongs here: whether a stretch of text denies, or only reports what others claim. What must never be here: what
follows from it for a verdict.
"""

from __future__ import annotations

import re

from pipeline.judging.wording.meanings import NEGATIONS

_NEGATION = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(word) for word in sorted(NEGATIONS, key=len, reverse=True))
    + r")(?!\w)|n['’]t\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\bnot only\b|\bno (?:fewer|less|more|later|earlier|longer) than\b|\bnot (?:less|fewer|more) than\b|\bno\. ?\d"
    r"|, not (?=\d)|, not (?:an?|one|a single) (?:\w+ )?more\b|\b(?:and|but) no (?=[a-z])"
    r"|\bwithout (?:a )?doubt\b|\bnone other\b|\bnot to mention\b|\bwhether or not\b|\bno doubt\b",
    re.IGNORECASE,
)


def negations(text: str) -> int:
    """How many denying words a text has; set phrases that deny nothing ("not only", "no fewer than") do not count."""
    return len(_NEGATION.findall(_NO_DENIAL.sub(" ", text)))


def denies(text: str) -> bool:
    """Whether a stretch of text denies what it speaks of: an odd number of negations."""
    return negations(text) % 2 == 1


_HEARSAY = re.compile(
    r"\b(?:alleg(?:es?|ed|edly|ations?)|rumou?r(?:s|ed)?|purported(?:ly)?|supposed(?:ly)?|hoax|myth|conspiracy|"
    r"debunked|reportedly|(?:people|some|many|locals|they) say|it is (?:said|whispered|rumou?red)|word has it|"
    r"fact[- ]check(?:ed|ers?)?|falsely|untrue|(?<!for )(?<!of )(?<!by )misleading|unproven|so-called|"
    r"(?:post|meme|tweet|video|image|screenshot|headline|caption)s? (?:\w+ ){0,5}(?:claim|say|state|read|suggest)\w*|"
    r"(?:wrongly|incorrectly|mistakenly|erroneously|in error) (?:said|says?|stat|report|claim|gave|gives?|put|puts|"
    r"list|describ|identif|attribut|announc|print)\w*|(?:said|stated|reported) (?:wrongly|incorrectly|in error)|"
    r"(?:disput|den[iy]|doubt|reject|contest|challeng|refut|question(?=s |ed |ing ))\w* "
    r"(?:that|whether|it|(?:the |all )?(?:claim|report|idea|rumour|rumor|allegation|suggestion|accusation)s?)|"
    r"claim(?:s|ed|ing)? (?:that|was|is|about))\b",
    re.IGNORECASE,
)


def is_hearsay(text: str) -> bool:
    """Whether a sentence holds what it says at arm's length: a rumour, an allegation, a claim under examination."""
    return bool(_HEARSAY.search(text))
