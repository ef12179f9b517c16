"""Whether a sentence tells its figure as a fact, or as what is possible, wished, tried or only meant.

What belongs here: the words that hold a figure open, before it and behind it. What must never be here: what the figure
is of, and who says it.
"""

from __future__ import annotations

import re

from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.lexicon import IRREGULAR_FORMS

_OPEN = re.compile(
    r"\b(?:could|might|would|should|ought\s+to|unless|if|(?:built|designed|meant|licensed|approved|rated|equipped|suited|"
    r"certified|allowed|permitted|entitled|able|supposed|set|due)\s+(?:for|to)|(?:hop|aim|plan|want|seek|intend|offer|promis|vow|propos)(?:e|s|es|ed|ing)?\s+to|"
    r"(?:hopes|hoped|plans|planned|planning)\s+(?:to|for|with)|(?:target|goal|aim|bid|ceiling|cap|quota|threshold|limit|"
    r"requirement|ambition|objective)\s+(?:of|is|was)|"
    r"ask(?:s|ed|ing)?\s+for|budget(?:s|ed)|set(?:s|ting)?\s+aside|envisag(?:es|ed)|demand(?:s|ed|ing)?|worth\s+up\s+to|potential(?:ly)?|earmark(?:s|ed)|pledg(?:es|ed)|"
    r"(?:need(?:s|ed)?|must|ha(?:s|ve|d)(?:\s+yet)?|fail(?:s|ed)?|tr(?:y|ies|ied)|struggl(?:es|ed)|refus(?:es|ed)|"
    r"wish(?:es|ed)?|threaten(?:s|ed)?|seeks?|sought|attempt(?:s|ed)?)\s+to\s+\w+|must\s+\w+|"
    r"(?:was|were)\s+to\s+(?:be|cost|have|take|last|bring|carry|hold|reach|employ)|"
    r"(?:meant|intended|conceived|billed|touted|advertised|marketed|presented)\s+as|"
    r"(?:fear|hop|wish|dream|imagin|pretend)(?:s|es|e|ed|t)?\s+(?:that\s+)?(?:it|they|he|she|the|its|their))\b|\bmay\b(?!\s+\d)"
)
"""What has not happened: possibilities, wishes, conditions. "May" with a capital is the month."""
_MEANT = re.compile(
    r"[\s-]*(?:planned|proposed|intended|projected|expected|promised)\b|"
    r"\s+to\s+(?:be\s+)?(?:reach|achiev|meet|met|hit|attain|fill|build|built|deliver|complet|sell|sold|buy|bought|find|found)"
)
"""The same right behind the figure: "the twelve planned theatres"."""
_SPENT = re.compile(r"\b(?:costs?|took|takes?|spen[dt]s?)\s+(?:[^\W\d_]+\s+){0,3}[\W_]*$", re.IGNORECASE)
"""Before a figure with "to build" behind it: that it is what that took."""
_ON_CONDITION = re.compile(
    r"[^.;:!?]{0,60}?\s(?:only\s+if|if|unless|provided(?:\s+that)?|as\s+long\s+as|on\s+condition)\s"
)
"""The same as what depends on something, which is told behind the figure."""
_MEANT_LATER = re.compile(
    r"(?:\s+[^\W\d_]+){0,3}?\s+(?:(?:has|have|had)\s+(?:originally\s+|once\s+|first\s+)?been|is|are|was|were)\s+"
    r"(?:originally\s+|once\s+|first\s+)?(?:budgeted|planned|earmarked|set\s+aside|foreseen|forecast|projected|pledged|"
    r"promised|proposed|targeted|requested|sought|demanded|asked\s+for|envisaged|hoped\s+for)\b",
    re.IGNORECASE,
)
"""The same as the verb of which the figure is the subject: "1.7 million had been budgeted"."""
_FORESEEN = re.compile(
    r"\b(?:outlooks?|forecasts?|projections?|predictions?|scenarios?|simulations?|models?|budgets?|plans?|proposals?|"
    r"drafts?)\b(?:\s+\S+){0,6}?\s+(?:had|has|have|puts?|sees|saw|shows?|showed|gives?|gave|expects?|expected|"
    r"assum\w+|calls?|called|foresees?|foresaw|implie[sd]|in\s+which|by\s+which|under\s+which)\b",
    re.IGNORECASE,
)
"""The same as the work of somebody who looks ahead: "the outlook for 2020 had the economy growing"."""
_TURN = re.compile(r"[;:—]|,\s+(?:but|while|whereas|although|and)\b|[.!?]\s")
"""Where what somebody foresees ends, and something else begins."""
SUPERSEDED = re.compile(
    r"\b(?:(?:has|have|had|was|were|is)\s+)?(?:since|later|meanwhile|subsequently|afterwards|then)\s+(?:then\s+)?(?:been\s+)?"
    r"(?:revised|corrected|lowered|raised|reduced|withdrawn|retracted|brought|cut|superseded|replaced|put\s+at|abandoned|"
    r"restated|overturned|amended|adjusted|updated|disproved|refuted)\b"
    r"|\b(?:turned\s+out|proved|proven|shown)\s+to\s+be\s+(?:wrong|too\s+(?:high|low)|false|mistaken|an\s+error)\b"
    r"|\b(?:was|were|been|is|are)\s+(?:revised|corrected|restated|amended)\s+(?:up|down|downwards?|upwards?|to|by)\b",
    re.IGNORECASE,
)
"""What takes back a figure that stands before it."""
_WITHDRAWN = re.compile(
    r"\b(?:since|later|now|meanwhile|subsequently)\s+(?:been\s+)?(?:retracted|withdrawn|discredited|disproved|refuted|debunked|"
    r"corrected|denied|abandoned|overturned)\b"
    r"|\b(?:retracted|discredited|disproved|debunked|fabricated|falsified|bogus|fake|faked|forged|withdrawn|disputed)\s+"
    r"(?:[^\W\d_]+\s+)?(?:stud(?:y|ies)|papers?|reports?|articles?|figures?|claims?|surveys?|stor(?:y|ies)|data|estimates?|"
    r"research|books?|letters?|statements?|numbers?|results?)\b"
    r"|\b(?:figure|claim|number|estimate|count|assertion|statement|total|result)\s+(?:that\s+|which\s+)?(?:[^\W\d_]+\s+){1,4}?"
    r"(?:denie[sd]|disputed?s?|reject(?:s|ed)|withdrew|retracted|corrected|doubts?|doubted|contests?|contested|questions?|"
    r"questioned|challenge[sd])\b",
    re.IGNORECASE,
)
"""What takes back, wherever it stands in a sentence, all that it says."""
AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|shall|expect\w*|forecast\w*|project(?:ed|ion|ions)|predict\w*|plan(?:s|ned)?|"
    r"hop(?:e|es|ed|ing)|aim(?:s|ed)?|target\w*|propos\w*|intend\w*|promis\w*|budget\w*|pledg\w*|"
    r"(?:is|are|was|were)\s+to|if)\b"
)


_WILL = re.compile(r"\b(?:will|shall)\b")
_HAPPENED = re.compile(
    rf"\b(?:was|were|had|did|[a-z]{{2,}}ed|{'|'.join(form for form in IRREGULAR_FORMS if not form.endswith('s'))})\b"
)
"""What tells that something has happened: what will happen is something else. A price that will be asked may be one
that is asked today."""
_FIRM = re.compile(r"\b(?:will|shall|(?:is|are)\s+(?:to|going\s+to))\b")
_WEAK = re.compile(r"\b(?:could|might|can|possibly|perhaps|maybe)\b|\bmay\b(?!\s+\d)")
"""What may come, where the claim says that it will."""
_HELD_ONCE = re.compile(
    r"\b(?:at\s+first|initially|originally|long|once|first|formerly|previously|earlier|until\s+then)\s+(?:been\s+)?"
    r"(?:believed|thought|held|said|reported|estimated|supposed|assumed|considered|announced|put)\b"
)
"""The same as what was held to be so for a time."""
_AS_PLANNED = re.compile(
    r"\b[Aa]s\s+(?:(?:first|once|originally|initially|now|currently)\s+)?(?:drawn|planned|designed|conceived|envisaged|"
    r"foreseen|proposed|approved|budgeted|projected|promised|intended|drafted|sketched|laid\s+out|set\s+out)\b(?!,)"
)
"""The same as what was drawn up: "as drawn in the plan, the line is"; "as planned, the line is" has come about."""


def taken_back(claim: str, text: str, end: int) -> str | None:
    """The words behind a figure's end at `end` that take it back; None when none do, or the claim says them itself."""
    found = SUPERSEDED.search(text, end) or _WITHDRAWN.search(text)
    return found.group().strip() if found and not (SUPERSEDED.search(claim) or _WITHDRAWN.search(claim)) else None


def no_fact(claim: str, text: str, start: int, end: int) -> str | None:
    """The words that hold the figure at `start`..`end` of a text open; None when none do, or when the sentence of the
    claim speaks of what is to come itself."""
    lead = text[clause_bounds(text, start, end)[0] : start]
    if AHEAD.search(claim):
        weaker = _WEAK.search(lead) if _FIRM.search(claim) and not _WEAK.search(claim) else None
        return weaker.group() if weaker else None
    told = _TURN.split(text[:start])[-1]
    meant = None if _SPENT.search(lead) else _MEANT.match(text, end)
    found = (
        _OPEN.search(lead)
        or meant
        or _MEANT_LATER.match(text, end)
        or _FORESEEN.search(told)
        or _AS_PLANNED.search(told)
        or _HELD_ONCE.search(lead)
    )
    found = found or (_WILL.search(lead) if _HAPPENED.search(claim) else None)
    found = found or _ON_CONDITION.match(text, end)
    if found is None or found.group().strip().lower() in claim.lower():
        return None
    return found.group().strip()
