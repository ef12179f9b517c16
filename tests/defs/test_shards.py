"""Shards: every key is in one of them, and the longest are taken first, each once."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.defs.foreseen import InputError
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.shards import Shard, heaviest_first
from pipeline.settings import Settings

KEYS = st.dictionaries(st.text(max_size=5), st.floats(0, 1e6), max_size=30)


@given(weights=KEYS, count=st.integers(1, 12))
def test_the_shards_are_taken_each_once_and_none_after_a_lighter_one(weights: dict[str, float], count: int) -> None:
    order = heaviest_first(weights, count)
    assert sorted(order) == list(range(count))
    work = [sum(weight for key, weight in weights.items() if key in Shard(index, count)) for index in order]
    assert all(before >= after - 1e-6 for before, after in itertools.pairwise(work))
    assert abs(sum(work) - sum(weights.values())) < 1e-3, "every key is in one shard"


@given(order=st.permutations(range(5)))
def test_the_steps_of_a_run_work_on_each_shard_once(order: list[int]) -> None:
    installation = Installation(Settings())
    refresh = Refresh(installation=installation, order=order)
    assert [refresh.shard(place, 5) for place in range(5)] == [Shard(index, 5) for index in order]
    by_number = Refresh(installation=installation)
    assert [by_number.shard(place, 5) for place in range(5)] == [Shard(index, 5) for index in range(5)]


@pytest.mark.parametrize("order", [[0], [0, 0, 1], [1, 2, 3], [0, 1, 2, 3]])
def test_an_order_that_leaves_a_shard_out_is_refused(order: list[int]) -> None:
    refresh = Refresh(installation=Installation(Settings()), order=order)
    with pytest.raises(InputError, match="name each of the shards 0 to 2 once"):
        refresh.shard(0, 3)
