"""Rows at a terminal of any width, and in a pipe: nothing is lost, and nothing is cut into columns of a few letters."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.publishing import terminal

STATUS = ("claim_id", "status", "reason", "quote", "explanation")
ROW: dict[str, Any] = {
    "claim_id": "seals-of-saint-orm-2019",
    "status": "stale",
    "reason": "figure_moved",
    "quote": "more than two thousand seals",
    "explanation": "Chapter says more than 2,000; the survey now says 3,010, which is beyond what the wording implies.",
}


def shown(rows: list[dict[str, Any]], columns: tuple[str, ...], *, width: int, screen: bool = True) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=screen, color_system=None)
    terminal.show_rows(console, rows, columns)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_wide_screen_gets_a_table_and_a_narrow_one_a_list() -> None:
    assert "│" in shown([ROW], STATUS, width=200)
    narrow = shown([ROW], STATUS, width=80)
    assert "│" not in narrow
    assert narrow.startswith("seals-of-saint-orm-2019  stale  figure_moved\n")
    assert "    quote  more than two thousand seals" in narrow


@pytest.mark.parametrize("screen", [True, False])
def test_no_control_sequence_of_a_page_reaches_the_terminal(
    screen: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1" if screen else "0")
    monkeypatch.setenv("COLUMNS", "300")
    console = terminal.console()
    assert console.is_terminal is screen
    hostile = "the mill\x1b]0;taken\x07 has \x1b[2K77\x9b31m towers\r and\x00 9\x7f"
    terminal.show_rows(console, [{**ROW, "quote": hostile}], STATUS)
    terminal.show_list(console, hostile, [(hostile, hostile, "red")])
    console.print(hostile, markup=False)
    shown = capsys.readouterr().out
    assert "the mill␛]0;taken" in shown
    for sequence in ("\x1b]", "\x1b[2K", "\x9b", "\x07", "\r", "\x00", "\x7f"):
        assert sequence not in shown
    assert ("\x1b[1m" in shown) is screen, "rich's own styles go on"


def test_names_and_states_are_never_folded() -> None:
    for width in (60, 80, 100, 140):
        text = shown([ROW], STATUS, width=width)
        assert "seals-of-saint-orm-2019" in text
        assert "figure_moved" in text


def test_numbers_in_a_list_carry_their_names() -> None:
    row = {"claim_id": "a" * 30, "chapter_low": 2000.0, "source_low": 3010.0, "quote": "q " * 60}
    text = shown([row], ("claim_id", "chapter_low", "source_low", "quote"), width=60)
    assert "chapter low 2,000  source low 3,010" in text


def test_a_pipe_gets_one_line_for_a_row_without_boxes() -> None:
    lines = shown([ROW, ROW], STATUS, width=terminal.PIPED_WIDTH, screen=False).splitlines()
    assert len(lines) == 3
    assert lines[0].split() == list(STATUS)
    assert lines[1].endswith(ROW["explanation"])


@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=12, alphabet="abc-"),
            st.text(max_size=200, alphabet=st.characters(categories=("L", "N", "P", "Zs"))),
        ),
        max_size=3,
    ),
    st.integers(40, 200),
    st.booleans(),
)
def test_no_word_is_lost_at_any_width(cells: list[tuple[str, str]], width: int, screen: bool) -> None:
    rows = [{"claim_id": name, "quote": " ".join(text.split())} for name, text in cells]
    text = shown(rows, ("claim_id", "quote"), width=width, screen=screen)
    kept = "".join(character for character in text if character not in "┏┳┓┡╇┩│└┴┘━─┃ \n")
    for row in rows:
        assert row["claim_id"] in text
        assert "".join(row["quote"].split()) in kept


@pytest.mark.parametrize("place", [0, 300, 590])
def test_a_context_is_cut_between_words_and_holds_the_figure(place: int) -> None:
    text = "words of a chapter " * 15 + "more than two thousand" + " and so on it goes" * 20
    start, end = place, place + 22
    console = Console(file=io.StringIO(), width=4000, color_system=None)
    terminal.show_context(console, text, start, end, "bold")
    said = console.file.getvalue().rstrip("\n")  # type: ignore[attr-defined]
    inner = said.removeprefix("… ").removesuffix(" …")
    assert inner in text
    assert text[start:end] in said
    assert set(inner.split()) <= {*text.split(), *text[start:].split(), *text[:end].split()}
