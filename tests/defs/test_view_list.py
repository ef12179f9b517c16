"""The list of shared views: the last drawing counts, whatever is told of it how often, and nothing stays unknown."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pipeline.defs.machines.view_list import ViewList, remembered

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
NAMES = "abc"
drawings = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 5)), max_size=8)


def told(name: str, minute: int) -> tuple[str, str]:
    """A drawing; one run draws a view once, so its minute tells its sheaf."""
    return name, remembered(NOON + dt.timedelta(minutes=minute), f"{name}{minute}", f"state{minute}")


@given(first=drawings, second=drawings, cited=st.sets(st.sampled_from(NAMES)))
def test_the_last_drawing_of_each_cited_view_counts_in_whatever_order_all_are_told(
    first: list[tuple[str, int]], second: list[tuple[str, int]], cited: set[str]
) -> None:
    one, two = [told(*each) for each in first], [told(*each) for each in second]
    listed = ViewList().brought_up_to_date(one, NAMES).brought_up_to_date([*two, *one], cited)
    last = {name: max(minute for other, minute in first + second if other == name) for name, _ in first + second}
    assert listed.sheaves == {name: f"{name}{minute}" for name, minute in last.items() if name in cited}
    assert listed.states == {name: f"state{minute}" for name, minute in last.items() if name in cited}
    assert listed.with_drawn(two).states.keys() == listed.states.keys() | {name for name, _ in two}
    assert listed.brought_up_to_date(two, cited) == listed
    assert ViewList.from_json(listed.to_json()) == listed


@given(first=drawings, second=drawings, cited=st.sets(st.sampled_from(NAMES)))
def test_every_sheaf_that_was_sent_is_named_by_a_list_until_the_next_one_takes_it_away(
    first: list[tuple[str, int]], second: list[tuple[str, int]], cited: set[str]
) -> None:
    before = ViewList().brought_up_to_date([told(*each) for each in first], NAMES)
    after = before.brought_up_to_date([told(*each) for each in second], cited)
    sent = {*before.sheaves.values(), *(f"{name}{minute}" for name, minute in second)}
    assert sent <= {*after.sheaves.values(), *after.superseded}
    assert not set(after.sheaves.values()).intersection(after.superseded)
    there = {*before.sheaves.values(), *before.superseded}
    assert there - before.gone(after) <= {*after.sheaves.values(), *after.superseded}
    assert not before.gone(after).intersection(before.sheaves.values()), "readers still go by that list"


@given(first=drawings, second=drawings, moved=st.sets(st.sampled_from(NAMES)))
def test_a_view_that_is_bound_anew_is_as_it_was_drawn_and_its_old_sheaf_stays_for_those_who_go_by_the_list_before(
    first: list[tuple[str, int]], second: list[tuple[str, int]], moved: set[str]
) -> None:
    before = ViewList().brought_up_to_date([told(*each) for each in first], NAMES)
    after = before.brought_up_to_date([told(*each) for each in second], NAMES)
    anew = after.bound_anew(dict.fromkeys(moved.intersection(after.sheaves), "new"))
    assert anew.states == after.states
    assert anew.sheaves == {name: "new" if name in moved else sheaf for name, sheaf in after.sheaves.items()}
    assert {*anew.sheaves.values(), *anew.superseded} >= {*after.sheaves.values(), *after.superseded}
    assert not before.gone(anew).intersection(before.sheaves.values())
    assert anew.brought_up_to_date([], NAMES) == anew


def test_an_instant_is_compared_as_an_instant() -> None:
    east = dt.timezone(dt.timedelta(hours=9))
    assert remembered(NOON.astimezone(east), "b", "z") < remembered(NOON + dt.timedelta(microseconds=1), "a", "y")
