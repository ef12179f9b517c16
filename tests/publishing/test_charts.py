"""The small charts: a figure's history shows readings of that figure, and none of what stands beside it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.publishing.galley.charts import compare, history


def figure(stated: float, **columns: Any) -> dict[str, Any]:
    shown = {"kind": "count", "value": stated, "low": stated, "high": stated, "comparator": "eq", "unit": "boat"}
    return {**shown, "date": None, "significant_digits": None, **columns}


def reading(name: str, value: float, relation: str, agreement: str, **columns: Any) -> dict[str, Any]:
    at = {"score": 0.9, "payload_sha256": name, "as_of": "2026-03", "fetched_at": None, "evidence_id": name}
    return figure(value, relation=relation, agreement=agreement, **{**at, **columns})


CLAIM = figure(113_000, value=None, low=113_000, high=None, comparator="gt", evidence_ids=["then", "now"])
THEN = reading("then", 113_000, "agrees", "exact", as_of="2025-06", score=0.8)
NOW = reading("now", 151_448, "disagrees", "figure_moved")


def drawn(*found: dict[str, Any]) -> list[tuple[str, str, str]]:
    plot = history(CLAIM, found)
    assert plot is not None
    return list(plot.points)


def test_a_history_shows_when_the_figure_agreed_and_where_it_went() -> None:
    assert drawn(NOW, THEN) == [("2025-06", "113,000 boats", "agrees"), ("2026-03", "151,448 boats", "disagrees")]


def test_another_figure_of_the_same_text_and_time_is_not_drawn_however_well_it_fits() -> None:
    ratio = reading("ratio", 2.6, "disagrees", "differs", payload_sha256="now", score=0.99)
    rival = reading("rival", 6_000, "disagrees", "differs", payload_sha256="then", as_of="2025-06", score=0.95)
    assert drawn(NOW, ratio, THEN, rival) == drawn(NOW, THEN)


def test_an_earlier_figure_of_another_text_is_part_of_the_history() -> None:
    before = reading("before", 90_000, "disagrees", "differs", as_of="2025-02")
    assert [day for day, _, _ in drawn(NOW, THEN, before)] == ["2025-02", "2025-06", "2026-03"]


def test_what_decides_nothing_is_not_drawn() -> None:
    weak = reading("weak", 3_200, "disagrees", "differs", score=0.5)
    unrelated = reading("unrelated", 400, "unrelated", "undecided")
    elsewhere = reading("elsewhere", 81, "disagrees", "differs", kind="percent", unit=None)
    assert drawn(NOW, THEN, weak, unrelated, elsewhere) == drawn(NOW, THEN)


def test_a_claim_that_rests_on_nothing_has_no_history() -> None:
    assert history({**CLAIM, "evidence_ids": None}, [THEN, NOW]) is None


@pytest.mark.parametrize(
    ("stated", "words"), [(74, "the same"), (73.8, "× 0.997"), (148, "× 2.00"), (74.001, "× 1.00001"), (40, "× 0.54")]
)
def test_figures_that_differ_are_never_called_the_same(stated: float, words: str) -> None:
    compared = compare(figure(74), figure(stated, relation="disagrees"))
    assert compared is not None
    assert compared.words == words
