"""Numbers that assert nothing are kept with the reason, and left out of what is found."""

from __future__ import annotations

import pytest

from pipeline.quantities import find_quantities, read_quantities


@pytest.mark.parametrize(
    "text",
    [
        "They tried Falcon-3.5 first.",
        "It was built for Windows 11 and later.",
        "See Chapter 9 for more.",
        "Section 230 of the law applies.",
        "The F-16 and the H1N1 strain.",
        "Call 1-800-555-0199 or 555-1234.",
        "Visit https://example.org/a/1234/5 today.",
        "Write to a12@example.org now.",
        "She left at 10:30 in the morning.",
        "They met at 4 pm.",
        "The second argument is weaker.",
        "No one knew one another.",
        "He had second thoughts.",
        "It was about power.2",
        "1. Introduction to the matter",
    ],
)
def test_nothing_is_found_but_the_reason_is_kept(text: str) -> None:
    assert find_quantities(text) == []
    rejected = read_quantities(text)
    assert all(quantity.why_not for quantity in rejected)


def test_a_rejected_number_names_its_reason() -> None:
    rejected = read_quantities("The model Falcon-3.5 came out.")
    assert [(q.text, q.why_not) for q in rejected] == [("3.5", "part of a name or version")]


def test_a_counted_thing_behind_a_name_of_a_sentence_opener_still_counts() -> None:
    assert [q.value for q in find_quantities("Over 300 people came. Yet 20 left.")] == [300, 20]
