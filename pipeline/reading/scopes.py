"""Whether a claim holds now, at a named time, or in somebody's words.

What belongs here: the scope that a mention's sentence implies. What must never be here: the time it speaks of
(`times`), and what the register says of it.
"""

from __future__ import annotations

from pipeline.model import Mention, Scope
from pipeline.reading.named_dates import is_recent
from pipeline.reading.scanning import Word, scan
from pipeline.reading.verbs import is_verb
from pipeline.reading.words import FORECASTS, PAST, PRESENT, REPORTING


def scope_of(mention: Mention, published: str | None) -> Scope:
    """What the text implies: attributed when somebody says or forecasts it, dated when its time has passed, standing
    when it is told as true at the time of the chapter. A date tells an event: dated."""
    words = scan(mention.sentence)
    if _is_attributed(mention, words):
        return "attributed"
    if mention.kind in ("date", "age"):
        return "dated"
    if mention.as_of is not None:
        told = {word.lower for word in words}
        past = bool(told & PAST) and not told & PRESENT
        return "standing" if is_recent(mention.as_of, published, past=past) else "dated"
    lower = {word.lower for word in words}
    if lower & PRESENT:
        return "standing"
    return (
        "dated"
        if lower & PAST or any(word.lower.endswith("ed") and is_verb(words, at) for at, word in enumerate(words))
        else "standing"
    )


def _is_attributed(mention: Mention, words: list[Word]) -> bool:
    """Whether a figure stands in somebody's words: quoted, said, estimated, forecast, "according to"."""
    before = mention.sentence[: max(0, mention.sentence.find(mention.quote))]
    if before.count("“") > before.count("”") or before.count('"') % 2 == 1:
        return True
    return any(word.lower in REPORTING or word.lower in FORECASTS or word.lower == "according" for word in words)
