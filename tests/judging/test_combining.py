"""Claims over several figures: three figures, one inequality; a difference of two dates; a share of a total."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages
from pipeline.judging.deciding.verdicts import Decision
from pipeline.judging.evidence.part_matching import match_parts
from pipeline.judging.sentences.layout import read_layout
from pipeline.model import Claim, Evidence, Figure, Snapshot, Source
from pipeline.reading.formulas import names_in, parse_formula
from tests.judging.cases import above, claim, columns, day, evidence, look, point

TODAY = dt.date(2026, 11, 23)


def asking(formula: str, figure: Figure | None = None, **more: Any) -> Claim:
    """A claim with a formula; every name in it is a figure that the words of its name mark."""
    tree = parse_formula(formula)
    figures = {name: {"look_for": [name.replace("_", " ")]} for name in names_in(tree)}
    for name, entry in more.pop("figures", {}).items():
        figures[name] = entry
    stored = json.dumps({"formula": formula, "tree": tree, "figures": figures})
    return claim(figure or Figure(kind="comparison"), **({"quote": "more than both", "formula": stored} | more))


def given(about: Claim, **figures: Figure | tuple[Figure, str, str | None]) -> list[Evidence]:
    """The rows of a formula's figures: a=point(5), or with source and date: a=(point(5), "blog", "2026-03")."""
    rows = []
    for part, spec in figures.items():
        figure, source, date = spec if isinstance(spec, tuple) else (spec, "report", "2026-03")
        row = evidence(about, figure, source, as_of=date)
        rows.append(
            replace(row, part=part, evidence_id=f"{source}:{part}:{date}", relation="unrelated", agreement="undecided")
        )
    return rows


def ruled(about: Claim, rows: list[Evidence], *looks: Snapshot) -> Decision:
    seen = list(looks) or [look(source, "2026-03-20") for source in {row.source_id for row in rows}]
    return decide(about, rows, seen, DEFAULT_POLICY, TODAY)


MORE = asking("a > b + c")


def test_the_sum_is_shown_and_every_row_is_named() -> None:
    decision = ruled(MORE, given(MORE, a=point(134_553), b=point(74_703), c=point(52_934)))
    assert (decision.status, decision.reason) == ("supported", "arithmetic")
    assert "134,553 > (74,703 + 52,934 = 127,637)" in decision.explanation
    assert len(decision.evidence_ids) == 3


def test_an_inequality_that_does_not_hold_contradicts() -> None:
    decision = ruled(MORE, given(MORE, a=point(100_553), b=point(74_703), c=point(52_934)))
    assert (decision.status, decision.reason) == ("unverified", "contradicted")


def test_a_missing_figure_leaves_it_open_and_is_named() -> None:
    decision = ruled(MORE, given(MORE, a=point(134_553), b=point(74_703)))
    assert decision.reason == "needs_review"
    assert "found for c" in decision.explanation


def test_figures_too_coarse_to_tell_leave_it_open() -> None:
    rows = given(MORE, a=point(127_000, about=True), b=point(74_703), c=point(52_934))
    assert ruled(MORE, rows).reason == "needs_review"


def test_figures_of_different_times_are_not_added_up() -> None:
    rows = given(
        MORE, a=(point(151_448), "report", "2026-08"), b=(point(74_703), "blog", "2026-01"),
        c=(point(52_934), "blog", "2026-01"),
    )  # fmt: skip
    decision = ruled(MORE, rows)
    assert decision.reason == "needs_review"
    assert "different times" in decision.explanation


def test_figures_of_several_sources_of_one_time_are_added_up() -> None:
    rows = given(
        MORE, a=(point(151_448), "report", "2026-08"), b=(point(82_506), "blog", "2026-08-14"),
        c=(point(58_000), "agency", "2026-08"),
    )  # fmt: skip
    assert ruled(MORE, rows).reason == "arithmetic"


def test_a_source_that_has_them_all_goes_before_a_mixture() -> None:
    whole = given(MORE, a=point(134_553), b=point(74_703), c=point(52_934))
    better = replace(given(MORE, a=(point(90_000), "blog", "2026-03"))[0], authority="primary", score=0.99)
    assert ruled(MORE, [*whole, better]).reason == "arithmetic"


PERCENT, DAY, TIMES = ("percent", "percent"), ("duration", "day"), ("comparison", "time")


@pytest.mark.parametrize(
    ("formula", "figure", "figures", "reason", "line"),
    [
        ("a / b", point(2, *TIMES), {"a": point(200), "b": point(100)}, "arithmetic", "200 ÷ 100 = 2"),
        ("a / b", point(2, *TIMES), {"a": point(290), "b": point(100)}, "contradicted", "290 ÷ 100 = 2.9"),
        ("a / b", point(25, *PERCENT), {"a": point(50), "b": point(200)}, "arithmetic", "50 ÷ 200 = 0.25"),
        ("a / b", point(2.6, *TIMES), {"a": point(151_448), "b": point(58_200)}, "arithmetic", "151,448 ÷ 58,200"),
        ("(a - b) / b", above(150, *PERCENT), {"a": point(26), "b": point(10)}, "bound_holds", "(26 − 10) ÷ 10 = 1.6"),
        ("a - b", point(40), {"a": point(140), "b": point(100)}, "arithmetic", "140 − 100 = 40"),
        ("100% - a", point(81.2, *PERCENT), {"a": point(18.8, *PERCENT)}, "arithmetic", "100 % − 18.8 % = 81.2 %"),
        ("1 - a", point(0.8, "ratio"), {"a": point(0.2, "ratio")}, "arithmetic", "1 − 0.2 = 0.8"),
        ("1 - a", point(80, *PERCENT), {"a": point(0.2, "ratio")}, "arithmetic", "1 − 0.2 = 0.8"),
        ("b - a", point(8), {"a": point(2), "b": point(10)}, "arithmetic", "10 − 2 = 8"),
        ("a * b", point(30), {"a": point(15, *PERCENT), "b": point(200)}, "needs_review", "15 % × 200 = 30 (29–31)"),
        ("a * b", point(30_000), {"a": point(15, *PERCENT), "b": point(200_000)}, "arithmetic", "= 30,000"),
        ("a / b", point(3, "money", "USD per prompt"), {"a": point(600, "money", "USD"), "b": point(200)}, "arithmetic",
         "USD per one"),
        ("a", point(3, "money", "USD per prompt"), {"a": point(3, "money", "USD")}, "needs_review", "does not compare"),
        ("a * b", point(36, "money", "USD"),
         {"a": point(3, "money", "USD per month"), "b": point(1, "duration", "year")}, "arithmetic", "= 36 USD"),
        ("a * 12 months", point(36, "money", "USD"), {"a": point(3, "money", "USD per month")}, "arithmetic", "36 USD"),
        ("a * 1 year", point(36, "money", "USD"), {"a": point(3, "money", "USD per month")}, "arithmetic", "= 36 USD"),
        ("a / 1 week", point(50, "count", "per day"), {"a": point(350)}, "arithmetic", "350 per week = 50 per day"),
        ("a - b <= 14 days", None, {"a": day("2026-03-11"), "b": day("2026-03-01")}, "arithmetic", "≤ 14 days"),
        ("a + b", point(8, "money", "USD"), {"a": point(3, "money", "USD"), "b": point(5, "money", "EUR")},
         "needs_review", "currency"),
        ("a - b", point(2, *DAY), {"a": day("2026-03-11"), "b": day("2026-03-09")}, "arithmetic", "= 2 days"),
        ("a - b", point(2, *DAY), {"a": day("2026-03-11"), "b": day("2026-02-28")}, "contradicted", "= 11 days"),
        ("a - b", point(2, *DAY), {"a": day("2026-03"), "b": day("2026-02-28")}, "needs_review", "1–31 days"),
        ("a > b", None, {"a": day("2026-03-11"), "b": day("2026-03-09")}, "arithmetic", "2026-03-11 > 2026-03-09"),
        ("a > b", None, {"a": day("2026-03-11"), "b": day("2026-03")}, "needs_review", "coarse"),
        ("a + b", day("2026-03-11"), {"a": day("2026-03-09"), "b": point(2, *DAY)}, "arithmetic", "= 2026-03-11"),
        ("a = b + c", None, {"a": point(9), "b": point(4), "c": point(5)}, "arithmetic", "9 = (4 + 5 = 9)"),
        ("a >= b", None, {"a": point(9), "b": point(9)}, "arithmetic", "9 ≥ 9"),
        ("a > b", None, {"a": point(9), "b": point(9)}, "contradicted", "does not hold"),
        ("a > 2 * b", None, {"a": point(19), "b": point(9)}, "arithmetic", "19 > (2 × 9 = 18)"),
        ("a / b", point(2, *TIMES), {"a": point(200), "b": point(0)}, "needs_review", "nothing divides"),
        ("a / b", point(2, *TIMES), {"a": above(150), "b": point(100)}, "needs_review", "1.5–∞"),
        ("a - b", point(5), {"a": point(5, *DAY), "b": point(3)}, "needs_review", "not compare"),
    ],
)  # fmt: skip
def test_what_the_figures_come_to_is_held_against_the_claim(
    formula: str, figure: Figure | None, figures: dict[str, Figure], reason: str, line: str
) -> None:
    about = asking(formula, figure)
    decision = ruled(about, given(about, **figures))
    assert decision.reason == reason
    assert line in decision.explanation


def test_a_result_coarser_than_the_claim_does_not_support_it() -> None:
    about = asking("a / b", point(2.61, *TIMES))
    rows = given(about, a=point(150_000, digits=2), b=point(58_000, digits=2))
    decision = ruled(about, rows)
    assert decision.reason == "needs_review"


def test_a_growth_takes_each_figure_of_its_own_time() -> None:
    figures = {"now": {"look_for": ["now"], "as_of": "2026"}, "then": {"look_for": ["then"], "as_of": "2025"}}
    about = asking("(now - then) / then", point(50, *PERCENT), figures=figures)
    rows = given(about, now=(point(300), "report", "2026-03"), then=(point(200), "blog", "2025-03"))
    decision = ruled(about, rows)
    assert decision.reason == "arithmetic"
    assert "(300 − 200) ÷ 200 = 0.5" in decision.explanation
    swapped = given(about, now=(point(300), "report", "2025-03"), then=(point(200), "blog", "2026-03"))
    assert ruled(about, swapped).reason == "passage_missing"


def test_dates_that_two_pages_of_different_days_report_are_taken_from_one_another() -> None:
    about = asking("a - b", point(12, *DAY))
    rows = given(about, a=(day("2026-03-11"), "report", "2026-03-11"), b=(day("2026-02-27"), "blog", "2026-01-28"))
    assert ruled(about, rows).reason == "arithmetic"


def test_parts_that_name_claims_take_their_figures_from_those_claims() -> None:
    first, second = claim(point(300), claim_id="first"), claim(point(100), claim_id="second")
    about = asking("first > second", figures={"first": {"claim": "first"}, "second": {"claim": "second"}})
    rows = [evidence(first, point(301), as_of="2026-03"), evidence(second, point(99), as_of="2026-03")]
    rows = [replace(row, evidence_id=row.claim_id) for row in rows]
    decision = ruled(about, rows)
    assert decision.reason == "arithmetic"
    assert decision.evidence_ids == ("first", "second")


def test_a_table_gives_each_part_its_cell() -> None:
    table = "\n".join(
        ["| Works | Widgets | Halls |", "|---|---|---|", "| Alder | 134,553 | 271 |", "| Birch | 74,703 | 80 |"]
    )
    figures = {"alder": {"look_for": ["Alder"], "not_for": ["Halls"]}, "birch": {"look_for": ["Birch"]}}
    about = asking("alder > birch", figures=figures, statement="Alder made more widgets than Birch.")
    page, seen = read_layout(table), look("report", "2026-03-20")
    passages = PassageIndex(find_passages(page, seen.snapshot_id))
    source = Source(source_id="report", url="https://works.example/table")
    rows = match_parts(about, passages, source=source, snapshot=seen, page=page, policy=DEFAULT_POLICY)
    assert {row.part: row.value for row in rows} == {"alder": 134_553, "birch": 74_703}
    assert columns(rows[0])["kind"] == "count"
