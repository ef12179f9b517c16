"""What a process keeps of its objects is what it was given, within the bytes that it may keep."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.storage.kept import Kept

ACTS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["1", "2", ""]), st.binary(max_size=12)))


@given(ACTS)
def test_what_is_found_was_kept_under_that_very_version_and_all_of_it_stays_within_bounds(
    acts: list[tuple[str, str, bytes]],
) -> None:
    kept, told = Kept(capacity=20, largest=8), {}
    for name, mark, content in acts:
        kept.keep(name, mark, content)
        if mark and len(content) <= 8:
            told[name, mark] = content
            assert kept.find(name, mark) == content
        assert kept.bytes <= 20
        for (one, version), last in told.items():
            assert kept.find(one, version) in (None, last)


def test_what_was_asked_for_longest_ago_is_given_up_first() -> None:
    kept = Kept(capacity=3, largest=1)
    for name in "abc":
        kept.keep(name, "1", b"x")
    kept.find("a", "1")
    kept.keep("d", "1", b"x")
    assert [name for name in "abcd" if kept.find(name, "1")] == ["a", "c", "d"]
