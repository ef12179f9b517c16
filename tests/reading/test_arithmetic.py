"""Figures that do not reckon up, ages and spans that their dates forbid, and one fact told twice; with precision first.

`~` stands for a gap of a paragraph.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.test_conflicts_and_sources import FILL, conflicts_of


def _spread(text: str) -> str:
    return text.replace("~", f" {FILL}\n{FILL} ")


@pytest.mark.parametrize(
    "text",
    [
        "The inquiry sat for ninety days and heard 212 witnesses.~Of the 187 witnesses that the inquiry "
        "heard, none was asked about money.",
        "Marta Ruiz was born in 1931 in Cadiz. She left school early. In 1950, when she was twenty-seven, "
        "she sailed for Chile.",
        "The survey asked 1,200 farmers. Forty-five percent said yes, 30 percent said no, and the remaining "
        "40 percent did not answer.",
        "The club's debt grew by 20 million euros, from 50 million to 90 million euros.",
        "Its population tripled from 2,000 to 3,500.",
        "The ferry carried 412 passengers and 60 crew, 520 people in all.",
        "The vaccine was approved in March 2011.~It took another year, and in May 2012, when the vaccine was "
        "approved, the worst was over.",
        "Two thirds of the villages, or 40 percent, had no road.",
        "Of the nine judges, five voted for the ban; the other three wrote a dissent.",
        "The bridge was closed from 2003 to 2006. In those seven years the ferry ran again.",
        "The prison holds 1,400 inmates.~For its 1,900 inmates the prison has two doctors.",
        "Norrland exported 4.1 million tonnes of ore in 1957.~In 1957 Norrland exported 5.6 million tonnes of ore.",
        "The plague killed a third of the town, 4,000 of its 8,000 people.",
        "Twelve of the ten bishops signed.",
        "The cholera ward had sixty beds.~There were forty beds in the cholera ward, and two men to each.",
        "Eight planes with 40 seats each, 420 seats in all, were ordered.",
        "The strike began on 3 May 1926.~The strike had begun on 12 May 1926, a Wednesday.",
        "The firm was worth $3 billion.~Those three million dollars were gone in a week.",
        "Founded in 1902, the bank failed twenty years later, in 1931.",
        "The expedition lost 14 men.~The expedition lost 19 men, most of them to scurvy.",
        "Half of the money went to schools, a quarter to roads; the remaining 40 percent was lost.",
        "A club made a profit in ten years under one director, from 2000 to 2017.",
        "They brought in €940 million: 310 million from England, 290 million from Spain and 240 million from others.",
    ],
)
def test_what_does_not_reckon_up_is_one_conflict(text: str) -> None:
    assert len(conflicts_of(_spread(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Of the nine judges, five voted for the ban; the other four wrote a dissent.",
        "The inquiry heard 212 witnesses in Lagos.~In Abuja the inquiry heard 87 witnesses.",
        "Forty-five percent said yes, 30 percent said no, and the remaining quarter did not answer.",
        "The plague killed half of the town, 4,000 of its 8,000 people.",
        "Marta Ruiz was born in 1931. Her daughter Ines was twenty-seven in 1984.",
        "The debt grew by 40 million euros, from 50 million to 90 million euros.",
        "The bridge was closed from 2003 to 2006. Three years later a ship hit it. Those two years in court "
        "ruined him.",
        "Its population more than doubled from 2,000 to 4,500 and fell to 3,000.",
        "A third of the men, or one in three, were sick.",
        "The ward had sixty beds in 1950 and forty beds in 1960.~The new ward had eighty beds.",
        "The ship burned 40 tons a day. Its sister burned three times as much, 120 tons.",
        "By 1988 the network had 310 stations; 420 stations were planned.",
        "The firm was worth $3 billion. Its founder had borrowed three million dollars from an aunt.",
        "The prison holds 1,400 inmates.~It was built for 900 inmates.",
        "The strike began on 3 May 1926. It ended on 12 May 1926. The miners' strike began on 1 May.",
        "He was born in 1931 and died in 1977, aged forty-six. His son, born in 1960, was seventeen.",
        "The price rose 50 percent, from $20 to $30, then by a third to $40.",
        "Of the 120 sailors, 30 died; the other ship lost 20.",
        "The price fell by half, from 10 to 5 dollars.",
        "The men ate 3,000 calories a day. The women ate 2,000 calories a day.",
        "Two of the five engines failed over the sea. The remaining two tons of fuel were dumped.",
        "Turnover rose by 12 percent to 340 million from 304 million.",
        "From 1914 to 1918, in those four years, nobody painted.",
        "The library was opened in 1931. The reading room was opened in 1948. The library's café opened in 1990.",
        "Eight planes with 40 seats each, 320 seats in all, were ordered. Of the eight, three crashed.",
        "Seven of the twelve died; the other five were sent home, two of them blind.",
        "The army had 40,000 men, of whom 10,000 were sick, and the remaining 25,000 infantry marched with "
        "5,000 horse.",
        "One in ten of the women, and 30 percent of the men, drank.",
        "The first dam cost $4 million. The second dam cost $6 million.~A dam cost $9 million by then.",
        "The tunnel is 57 kilometres long.~The tunnel is 9 metres wide. The road tunnel is 17 kilometres long.",
        "Ten thousand people live in the valley.~Fourteen thousand people live in the valley in summer.",
        "Twice a week, three of its four boats sail; the other is kept for storms.",
        "The drug cut deaths from 16 percent to 11 percent, by about a third.",
        "The district has 12 schools.~The district closed 7 schools. The district opened 3 schools.",
        "Half of the voters stayed at home. Of the other half, 60 percent voted yes and the rest, 40 percent, no.",
        "The herd rose by 3 from 4 to 7 goats, and fell by 2 from 8 to 6 goats.",
        "Ada Holm, born in 1954, joined the club in February 1979. She had scored fifteen goals at sixteen.",
        "A club made a profit in ten years under one director, from 2000 to 2010.",
        "They brought in €840 million: 310 million from England, 290 million from Spain and 240 million from others.",
    ],
)
def test_what_reckons_up_is_none(text: str) -> None:
    assert conflicts_of(_spread(text)) == []


@settings(deadline=None)
@given(st.integers(2, 40), st.integers(2, 40), st.integers(-3, 3))
def test_parts_and_their_total_are_a_conflict_exactly_when_they_differ(first: int, second: int, off: int) -> None:
    total = first + second + off
    text = f"Of the {total} judges, {first} voted for the ban; the other {second} wrote a dissent."
    told = conflicts_of(text)
    assert bool(told) == (off != 0 and total > first)


@settings(deadline=None)
@given(st.integers(110, 600), st.integers(110, 300), st.integers(0, 3))
def test_a_difference_is_a_conflict_exactly_when_it_is_wrong(low: int, rise: int, factor: int) -> None:
    text = f"The herd grew by {rise * factor} goats, from {low} to {low + rise} goats."
    assert bool(conflicts_of(text)) == (factor != 1)


@settings(deadline=None)
@given(st.integers(1850, 1960), st.integers(20, 60), st.sampled_from([-9, -4, 0, 4, 9]))
def test_an_age_is_a_conflict_exactly_when_the_year_of_birth_forbids_it(born: int, age: int, off: int) -> None:
    text = f"Ada Holm was born in {born} in Lyon. In {born + age + off}, when she was {age}, she sailed for Chile."
    assert bool(conflicts_of(text)) == (off != 0)


def test_a_long_text_of_one_repeated_sentence_is_read_in_linear_time() -> None:
    sentence = "It rose by 3 from 4 to 7, and fell by 2 from 8 to 6. "
    seconds = []
    for count in (200, 800):
        started = time.process_time()
        assert conflicts_of(sentence * count) == []
        seconds.append(time.process_time() - started)
    assert seconds[1] < 12 * seconds[0] + 0.5
