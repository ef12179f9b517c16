"""Whether a sentence tells its figure as a fact, or as what is possible, wished, tried or only meant.

What belongs here: the words that hold a figure open, before it and behind it. What must never be here: what the figure
is of, and who says it.
"""

from __future__ import annotations

import re

from pipeline.judging.clauses import clause_bounds

_OPEN = re.compile(
    r"\b(?:could|might|would|unless|if|(?:hop|aim|plan|want|seek|intend|offer|promis|vow|propos)(?:e|s|es|ed|ing)?\s+to|"
    r"(?:hopes|hoped|plans|planned|planning)\s+(?:to|for|with)|(?:target|goal|aim|bid|ceiling|cap)\s+(?:of|is|was)|"
    r"ask(?:s|ed|ing)?\s+for|demand(?:s|ed|ing)?|worth\s+up\s+to|potential(?:ly)?|earmark(?:s|ed)|pledg(?:es|ed)|"
    r"(?:need(?:s|ed)?|must|ha(?:s|ve|d)(?:\s+yet)?|fail(?:s|ed)?|tr(?:y|ies|ied)|struggl(?:es|ed)|refus(?:es|ed)|"
    r"wish(?:es|ed)?|threaten(?:s|ed)?|seeks?|sought|attempt(?:s|ed)?)\s+to\s+\w+|must\s+\w+|"
    r"(?:was|were)\s+to\s+(?:be|cost|have|take|last|bring|carry|hold|reach|employ))\b|\bmay\b(?!\s+\d)"
)
"""What has not happened: possibilities, wishes, conditions. "May" with a capital is the month."""
_MEANT = re.compile(r"[\s-]*(?:planned|proposed|intended|projected|expected|promised)\b")
"""The same right behind the figure: "the twelve planned theatres"."""
_MEANT_LATER = re.compile(
    r"(?:\s+[^\W\d_]+){0,3}?\s+(?:(?:has|have|had)\s+(?:originally\s+|once\s+|first\s+)?been|is|are|was|were)\s+"
    r"(?:originally\s+|once\s+|first\s+)?(?:budgeted|planned|earmarked|set\s+aside|foreseen|forecast|projected|pledged|"
    r"promised|proposed|targeted|requested|sought|demanded|asked\s+for|envisaged|hoped\s+for)\b",
    re.IGNORECASE,
)
"""The same as the verb of which the figure is the subject: "1.7 million had been budgeted"."""
AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|shall|expect\w*|forecast\w*|project(?:ed|ion|ions)|predict\w*|plan(?:s|ned)?|"
    r"hop(?:e|es|ed|ing)|aim(?:s|ed)?|target\w*|propos\w*|intend\w*|promis\w*|budget\w*|pledg\w*|"
    r"(?:is|are|was|were)\s+to|if)\b"
)


def no_fact(claim: str, text: str, start: int, end: int) -> str | None:
    """The words that hold the figure at `start`..`end` of a text open; None when none do, or when the sentence of the
    claim speaks of what is to come itself."""
    if AHEAD.search(claim):
        return None
    lead = text[clause_bounds(text, start, end)[0] : start]
    found = _OPEN.search(lead) or _MEANT.match(text, end) or _MEANT_LATER.match(text, end)
    return found.group().strip() if found else None
