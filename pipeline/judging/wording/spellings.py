"""British and American spellings of one word brought under one form.

What belongs here: spelling, by rule where there is one and by list where there is none. What must never be here: other
words for the same thing (lexicon).
"""

from __future__ import annotations

import re

_OUR = re.compile(
    r"^(arm|behavi|clam|col|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|splend|tum|val|"
    r"vap|vig)our"
)
"""Words that American English spells with "-or"; "hour" and "tour" are none."""
_AMERICAN = {
    "centr": "center", "theatr": "theater", "metr": "meter", "kilometr": "kilomet", "litr": "liter", "fibr": "fiber",
    "defenc": "defens", "offenc": "offens", "licenc": "licens", "programm": "program", "grey": "gray",
    "catalogu": "catalog", "dialogu": "dialog", "aluminium": "aluminum", "sulphur": "sulfur", "judgement": "judgment",
    "mould": "mold", "plough": "plow", "analys": "analyz", "paralys": "paralyz",
}  # fmt: skip
"""Stems of British spellings that no rule reaches."""
_SHORTEST = 6
"""Letters of a stem from which "-is" is the "-ise" of a verb: "organis", not "rais" or "basis"."""


def american(stem: str) -> str:
    """A stem as American English spells it: "flavour", "organis" and "centr" are "flavor", "organiz" and "center"."""
    if len(stem) >= _SHORTEST and stem.endswith("is"):
        return f"{stem[:-1]}z"
    return _AMERICAN.get(stem) or _OUR.sub(r"\1or", stem)
