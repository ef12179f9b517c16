"""A quote is found again: exactly in its own context, and nearly when it was lightly reworded."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.anchoring import anchor, occurrences, select

TEXT = (
    "The keeper counted forty mules at the upper gate. It rained. At the lower gate another man counted forty mules "
    "before noon, and the two of them never agreed on anything else."
)


def test_the_occurrence_in_its_own_context_wins() -> None:
    first, second = occurrences(TEXT, "forty mules")
    for start in (first, second):
        prefix, suffix = select(TEXT, start, start + 11)
        found = anchor("Added before. " + TEXT, "forty mules", prefix, suffix)
        assert found is not None
        assert (found.start, found.exact) == (start + 14, True)
        assert found.score > 0.9


def test_a_reworded_quote_is_found_with_a_lower_score_and_whole_words() -> None:
    found = anchor(
        TEXT.replace("forty mules at the upper gate", "forty old mules at the gate"), "forty mules at the upper gate"
    )
    assert found is not None
    assert not found.exact
    assert 0.75 <= found.score < 1
    assert "forty" in TEXT[found.start : found.end]


def test_a_quote_that_is_gone_is_not_found() -> None:
    assert anchor(TEXT, "nineteen thousand looms were burnt in Leeds") is None
    assert anchor(TEXT, "") is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.integers(0, len(TEXT) - 30), st.integers(5, 30))
def test_edits_elsewhere_never_move_an_anchor_off_its_words(before: str, after: str, start: int, length: int) -> None:
    quote = TEXT[start : start + length]
    prefix, suffix = select(TEXT, start, start + length)
    edited = before + TEXT + after
    found = anchor(edited, quote, prefix, suffix, start)
    assert found is not None
    assert found.exact
    assert edited[found.start : found.end] == quote
    if TEXT.count(quote) == 1 and quote not in before and quote not in after:
        assert found.start == len(before) + start


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=20))
def test_anchoring_never_fails_on_any_text(text: str, quote: str, prefix: str) -> None:
    found = anchor(text, quote, prefix)
    assert found is None or (0 <= found.start <= found.end <= len(text) and 0 <= found.score <= 1)
