"""What "those" repeats must be the figure that stood before: found where it is not, and silent about parts and sums."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.reading.test_conflicts_and_sources import conflicts_of


@pytest.mark.parametrize(
    "text",
    [
        "The yard employed 310 people. Those 340 people lived within a mile of the gate.",
        "The fund lost 12 million euros in May. Those 15 million euros were never found.",
        "Nine ships sailed in the spring. Of those eleven ships two came back.",
        "The council planted 4,000 trees along the river. These 4,600 trees cost a crown each.",
        "She wrote sixty letters from prison. Those seventy letters are in a museum now.",
        "The siege lasted forty days. In those fifty days nobody ate meat.",
        "The mine had 120 ponies. Hardly one of these 150 ponies ever saw grass.",
        "They laid 84 miles of pipe that year, and those 96 miles leaked from the first day.",
        "The court heard twenty-two witnesses. Not one of those twenty-six witnesses was believed.",
        "A grant of $3.2 million came in March. Those $3.6 million were gone by May.",
    ],
)
def test_what_points_back_to_another_figure_is_one_conflict(text: str) -> None:
    assert len(conflicts_of(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Of the 40 sailors, 12 died. Those 28 who lived were sent home.",
        "He had 300 sheep and 40 goats. Those 340 animals ate the hill bare.",
        "The club has 90 members. In those 30 years it moved twice.",
        "There were 200 houses. Those 140 houses that had a well were spared.",
        "The firm has 310 workers in Hull and 340 in York. Those 340 workers struck.",
        "The paper sold 900 copies in May and 1,100 copies in June. Those 2,000 copies paid the rent.",
        "Ninety men enlisted. Those sixty men with families were sent home.",
        "The bank lent about 40 million dollars. Those 42 million dollars were lost.",
        "The ship carried 300 passengers and a crew of 80. Those 200 passengers in steerage slept on straw.",
        "The school has 400 pupils. These 350 pupils from the valley come by bus.",
        "The herd had 60 cows. A fever killed 18 cows. Those 42 cows went south.",
        "Ten thousand people marched. Those hundred people at the gate were not of them.",
    ],
)
def test_parts_sums_and_rests_are_none(text: str) -> None:
    assert conflicts_of(text) == []


@settings(deadline=None)
@given(st.integers(20, 94), st.integers(-5, 5))
def test_it_is_a_conflict_exactly_when_the_figures_differ(told: int, off: int) -> None:
    assume(told % 10 and (told + off) % 10)  # a round figure may be a rounded one
    text = f"The council planted {told} trees. Those {told + off} trees died in the frost."
    assert bool(conflicts_of(text)) == (off != 0)
