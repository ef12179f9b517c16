"""A comparison over several figures: three figures, one inequality."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages
from pipeline.judging.layout import read_layout
from pipeline.judging.part_matching import match_parts
from pipeline.judging.verdicts import Decision
from pipeline.model import Claim, Evidence, Figure, Snapshot, Source
from tests.judging.cases import claim, columns, day, evidence, look, point

TODAY = dt.date(2026, 11, 23)


def comparison(relation: str, left: int, right: int, figure: Figure | None = None, **more: Any) -> Claim:
    sides = {
        "left": [{"look_for": [f"left {n}"]} for n in range(left)],
        "right": [{"look_for": [f"right {n}"]} for n in range(right)],
    }
    given = {"quote": "more than the two others combined", "parts": json.dumps({"relation": relation, **sides})} | more
    return claim(figure or Figure(kind="comparison"), **given)


def given(about: Claim, **figures: Figure | tuple[Figure, str, str | None]) -> list[Evidence]:
    """Part rows: left_0=point(5), or with source and date: left_0=(point(5), "blog", "2026-03")."""
    rows = []
    for key, spec in figures.items():
        figure, source, date = spec if isinstance(spec, tuple) else (spec, "report", "2026-03")
        row = evidence(about, figure, source, as_of=date)
        part = key.replace("_", ".")
        rows.append(
            replace(row, part=part, evidence_id=f"{source}:{part}:{date}", relation="unrelated", agreement="undecided")
        )
    return rows


def ruled(about: Claim, rows: list[Evidence], *looks: Snapshot) -> Decision:
    seen = list(looks) or [look(source, "2026-03-20") for source in {row.source_id for row in rows}]
    return decide(about, rows, seen, DEFAULT_POLICY, TODAY)


MORE = comparison("gt", 1, 2)


def test_the_sum_is_shown_and_every_row_is_named() -> None:
    decision = ruled(MORE, given(MORE, left_0=point(134_553), right_0=point(74_703), right_1=point(52_934)))
    assert (decision.status, decision.reason) == ("supported", "arithmetic")
    assert "134,553 > (74,703 + 52,934 = 127,637)" in decision.explanation
    assert len(decision.evidence_ids) == 3


def test_an_inequality_that_does_not_hold_contradicts() -> None:
    decision = ruled(MORE, given(MORE, left_0=point(100_553), right_0=point(74_703), right_1=point(52_934)))
    assert (decision.status, decision.reason) == ("unverified", "contradicted")


def test_a_missing_figure_leaves_it_open_and_is_named() -> None:
    decision = ruled(MORE, given(MORE, left_0=point(134_553), right_0=point(74_703)))
    assert decision.reason == "needs_review"
    assert "right 1" in decision.explanation


def test_figures_too_coarse_to_tell_leave_it_open() -> None:
    rows = given(MORE, left_0=point(127_000, about=True), right_0=point(74_703), right_1=point(52_934))
    assert ruled(MORE, rows).reason == "needs_review"


def test_figures_of_different_times_are_not_added_up() -> None:
    rows = given(
        MORE, left_0=(point(151_448), "report", "2026-08"), right_0=(point(74_703), "blog", "2026-01"),
        right_1=(point(52_934), "blog", "2026-01"),
    )  # fmt: skip
    decision = ruled(MORE, rows)
    assert decision.reason == "needs_review"
    assert "different times" in decision.explanation


def test_figures_of_several_sources_of_one_time_are_added_up() -> None:
    rows = given(
        MORE, left_0=(point(151_448), "report", "2026-08"), right_0=(point(82_506), "blog", "2026-08-14"),
        right_1=(point(58_000), "agency", "2026-08"),
    )  # fmt: skip
    assert ruled(MORE, rows).reason == "arithmetic"


def test_a_source_that_has_them_all_goes_before_a_mixture() -> None:
    whole = given(MORE, left_0=point(134_553), right_0=point(74_703), right_1=point(52_934))
    better = replace(given(MORE, left_0=(point(90_000), "blog", "2026-03"))[0], authority="primary", score=0.99)
    assert ruled(MORE, [*whole, better]).reason == "arithmetic"


@pytest.mark.parametrize(
    ("relation", "figure", "left", "right", "reason"),
    [
        ("ratio", point(2, "comparison", "time"), point(200), point(100), "arithmetic"),
        ("ratio", point(2, "comparison", "time"), point(290), point(100), "contradicted"),
        ("share", point(25, "percent", "percent"), point(50), point(200), "arithmetic"),
        ("difference", point(40), point(140), point(100), "arithmetic"),
        ("difference", point(2, "duration", "day"), day("2026-03-11"), day("2026-03-09"), "arithmetic"),
        ("difference", point(2, "duration", "day"), day("2026-03-11"), day("2026-02-28"), "contradicted"),
    ],
)
def test_the_result_of_a_reckoning_is_held_against_the_claim(
    relation: str, figure: Figure, left: Figure, right: Figure, reason: str
) -> None:
    about = comparison(relation, 1, 1, figure)
    assert ruled(about, given(about, left_0=left, right_0=right)).reason == reason


def test_parts_that_name_claims_take_their_figures_from_those_claims() -> None:
    first, second = claim(point(300), claim_id="first"), claim(point(100), claim_id="second")
    about = replace(
        MORE, parts=json.dumps({"relation": "gt", "left": [{"claim": "first"}], "right": [{"claim": "second"}]})
    )
    rows = [evidence(first, point(301), as_of="2026-03"), evidence(second, point(99), as_of="2026-03")]
    rows = [replace(row, evidence_id=row.claim_id) for row in rows]
    decision = ruled(about, rows)
    assert decision.reason == "arithmetic"
    assert decision.evidence_ids == ("first", "second")


def test_a_table_gives_each_part_its_cell() -> None:
    table = "\n".join(
        ["| Works | Widgets | Halls |", "|---|---|---|", "| Alder | 134,553 | 271 |", "| Birch | 74,703 | 80 |"]
    )
    parts = {
        "relation": "gt",
        "left": [{"look_for": ["Alder"], "not_for": ["Halls"]}],
        "right": [{"look_for": ["Birch"]}],
    }
    about = replace(MORE, statement="Alder made more widgets than Birch.", parts=json.dumps(parts))
    page, seen = read_layout(table), look("report", "2026-03-20")
    passages = PassageIndex(find_passages(page, seen.snapshot_id))
    source = Source(source_id="report", url="https://works.example/table")
    rows = match_parts(about, passages, source=source, snapshot=seen, page=page, policy=DEFAULT_POLICY)
    assert {row.part: row.value for row in rows} == {"left.0": 134_553, "right.0": 74_703}
    assert columns(rows[0])["kind"] == "count"
