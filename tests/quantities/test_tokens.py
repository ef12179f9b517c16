"""The scan: nothing but white space is lost, and long texts are cut where they may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.quantities import find_quantities
from pipeline.quantities.tokens import CHUNK, chunks, scan


@given(st.text(max_size=200))
def test_tokens_are_the_text_without_its_white_space(text: str) -> None:
    tokens = scan(text)
    assert "".join(tokens.words) == "".join(text.split())
    assert all(text[a:b] == word for a, b, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True))


def test_numerals_keep_their_separators_and_fractions_stand_alone() -> None:
    assert scan("1,500.25 of 2½ in 13萬, 11.03.2026").words == [
        "1,500.25", "of", "2", "½", "in", "13", "萬", ",", "11.03.2026",
    ]  # fmt: skip


def test_a_long_text_is_read_in_pieces_with_offsets_into_the_whole() -> None:
    line = "The archive holds 1,250 letters.\n"
    text = line * (6 * CHUNK // len(line))
    assert "".join(piece for _, piece in chunks(text)) == text
    assert sum(1 for _ in chunks(text)) > 1
    found = find_quantities(text)
    assert len(found) == text.count("\n")
    assert all(text[q.start : q.end] == q.text == "1,250" for q in found)
