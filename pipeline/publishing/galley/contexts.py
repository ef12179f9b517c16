"""A passage in the text around it, cut to what a reader takes in at a glance.

What belongs here: cutting a page's text around a passage. What must never be here: markup.
"""

from __future__ import annotations

from dataclasses import dataclass

REACH = 150
"""Characters of the page shown before and after a passage."""
_LONGEST = 700
"""A passage longer than this is itself cut around its figure."""


@dataclass(frozen=True, slots=True)
class Context:
    """A passage and its surroundings; joined, the five parts are one stretch of the page, but for the ellipses."""

    before: str
    lead: str
    """The passage up to its figure."""
    figure: str
    trail: str
    """The passage after its figure."""
    after: str


def cut_context(text: str, start: int, end: int, figure: tuple[int, int] | None = None, reach: int = REACH) -> Context:
    """The passage `text[start:end]` with `reach` characters on both sides, broken at words."""
    first, last = figure if figure and start <= figure[0] < figure[1] <= end else (end, end)
    from_, to = start, end
    if end - start > _LONGEST:
        middle = first if first < end else start
        from_ = start if middle - start < _LONGEST // 2 else _word_after(text, middle - _LONGEST // 2, middle)
        to = max(last if first < end else 0, _word_before(text, min(end, from_ + _LONGEST), from_))
    before = text[_word_after(text, max(0, from_ - reach), from_) : from_]
    after = text[to : _word_before(text, min(len(text), to + reach), to)]
    last, first = min(last, to), min(first, to)
    return Context(
        before=("…" if from_ - len(before) > 0 else "") + before,
        lead=text[from_:first],
        figure=text[first:last],
        trail=text[last:to],
        after=after + ("…" if to + len(after) < len(text) else ""),
    )


def _word_after(text: str, position: int, limit: int) -> int:
    """The first word start from `position` on, at most `limit`."""
    if position == 0:
        return 0
    while position < limit and not text[position - 1].isspace():
        position += 1
    return position


def _word_before(text: str, position: int, limit: int) -> int:
    """The last word end up to `position`, at least `limit`."""
    if position >= len(text):
        return len(text)
    while position > limit and not text[position].isspace():
        position -= 1
    return position
