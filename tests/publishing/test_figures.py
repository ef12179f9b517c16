"""The annotated chapter writes a figure as the explanation beside it does."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.publishing.galley.figures import show_figure


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"kind": "money", "value": 84_000.0, "low": 84_000.0, "high": 84_000.0, "unit": "crown"}, "84,000 crowns"),
        ({"kind": "money", "value": 4_000.0, "unit": "EUR", "comparator": "approx"}, "about 4,000 EUR"),
        ({"kind": "measure", "value": 38.0, "unit": "foot"}, "38 feet"),
        ({"kind": "measure", "value": 19.0, "unit": "nautical_mile"}, "19 nautical miles"),
        ({"kind": "count", "low": 1_000.0, "high": 2_000.0, "comparator": "range", "value": None}, "1,000–2,000"),
        ({"kind": "percent", "value": 1.0, "unit": "percent"}, "1 %"),
        ({"kind": "date", "date": "2025-08", "comparator": "lte"}, "by 2025-08"),
        ({"kind": "date", "date": None, "value": None, "claim_id": "wells"}, ""),
        ({}, ""),
    ],
)
def test_a_row_is_written_as_an_explanation_writes_it(row: dict[str, Any], words: str) -> None:
    assert show_figure(row) == words
