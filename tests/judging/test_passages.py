"""A page is cut into its figures, each with its place, its headings and its date."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging import find_passages
from pipeline.judging.finding.passages import LONGEST_TEXT, MOST_WITHOUT_FIGURE
from pipeline.judging.sentences.layout import read_layout
from pipeline.model import Block, Page

PAGE = """# Lighthouse report

The keepers logged 1,240 ships in 2023. Fog closed the channel on 31 days.
Nobody was hurt.

| Station | Ships (thousand) | Fog (days) |
|---|---|---|
| North Head | 12.4 | 31 |
| South Rock | 8.1 | 19 |
"""


def _passages(text: str):
    return find_passages(read_layout(text), "look-1")


def test_every_figure_stands_at_its_offsets():
    page = read_layout(PAGE)
    for passage in find_passages(page, "look-1"):
        assert page.text[passage.start_char : passage.end_char] == passage.text
        if passage.figure_start is not None:
            assert passage.start_char <= passage.figure_start < passage.figure_end <= passage.end_char


def test_a_sentence_gives_one_passage_per_quantity():
    values = [passage.value for passage in _passages(PAGE) if passage.text.startswith("The keepers logged")]
    assert 1240 in values


def test_a_cell_takes_the_scale_of_its_column_and_the_names_of_its_row_and_column():
    cell = next(passage for passage in _passages(PAGE) if passage.text == "12.4")
    assert cell.value == 12400
    assert cell.labels == ("North Head", "Ships (thousand)")
    assert cell.heading == "Lighthouse report"


def test_a_column_heading_that_names_a_scale_is_no_figure():
    found = _passages("| Port | thousand bags | Spending (€ million) |\n|---|---|---|\n| Brindal | 29 | 5.2 |\n")
    values = {(passage.value, passage.unit) for passage in found if passage.value is not None}
    assert values == {(29_000.0, None), (5_200_000.0, "EUR")}


def test_a_cell_takes_the_unit_that_its_heading_spells_out():
    found = _passages("| Month | High, US dollars per pound |\n|---|---|\n| May | 4.41 |\n")
    assert [(each.value, each.unit) for each in found if each.text == "4.41"] == [(4.41, "USD per pound")]


def test_a_figure_is_dated_by_the_date_in_its_own_clause():
    text = "The reserve had 2,100 pairs at the end of 2021; it had 3,400 pairs at the end of 2024."
    dates = {passage.value: passage.as_of for passage in _passages(text) if passage.kind != "date"}
    assert dates[2100].startswith("2021")
    assert dates[3400].startswith("2024")


def test_a_json_value_keeps_the_keys_above_it_as_words():
    text = '{"numberOfBirds": 3012}'
    start = text.index("3012")
    block = Block(start=start, end=start + 4, kind="json_value", location="/numberOfBirds", labels=("numberOfBirds",))
    page = Page(payload_sha256="0" * 64, reader="test", text=text, blocks=(block,))
    value = next(passage for passage in find_passages(page, "look-1") if passage.value == 3012)
    assert value.pointer == "/numberOfBirds"
    assert value.labels == ("number Of Birds",)


def test_sentences_without_a_figure_are_kept_but_bounded():
    assert any(passage.text == "Nobody was hurt." for passage in _passages(PAGE))
    many = "\n".join("The wind blew over the bay." for _ in range(2 * MOST_WITHOUT_FIGURE))
    assert len(_passages(many)) == MOST_WITHOUT_FIGURE


def test_an_endless_sentence_is_cut_around_each_figure():
    text = " ".join(f"buoy {number} kg" for number in range(100, 900))
    assert all(len(passage.text) <= LONGEST_TEXT for passage in _passages(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_cut(text: str):
    page = read_layout(text)
    for passage in find_passages(page, "look-1"):
        assert text[passage.start_char : passage.end_char] == passage.text
