"""Which evidence gives way to which: by authority, by its date, by the look that first saw it; and where limits lie."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.judging.deciding.verdicts import decide
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Claim, Evidence, Snapshot
from tests.judging.cases import above, claim, evidence, look, point

TODAY = dt.date(2026, 11, 23)
SHARE = claim(point(41, "percent"))
MANY = claim(above(2_000_000))
REPORT, BLOG = look("report", "2026-03-20"), look("blog", "2026-03-20")


def reason(about: Claim, found: list[Evidence], looks: list[Snapshot]) -> str:
    return decide(about, found, looks, DEFAULT_POLICY, TODAY).reason


def share(value: float, source: str = "report", on: str = "2026-03-20", **more: str | float | None) -> Evidence:
    return evidence(SHARE, point(value, "percent"), source, on, **more)


@pytest.mark.parametrize(
    ("authority", "told"), [("primary", "conflicting"), ("secondary", "conflicting"), ("unknown", "exact")]
)
def test_a_dated_figure_of_the_next_lower_authority_unsettles_an_undated_page(authority: str, told: str) -> None:
    undated = share(41, authority="primary")
    other = share(17, "blog", as_of="2026-03-10", authority=authority)
    assert reason(SHARE, [undated, other], [REPORT, BLOG]) == told


def test_an_undated_page_of_the_same_authority_takes_nothing_from_a_dated_one_and_one_of_a_higher_does() -> None:
    dated = share(41, as_of="2026-03-17")
    assert reason(SHARE, [dated, share(17, "blog")], [REPORT, BLOG]) == "exact"
    assert reason(SHARE, [dated, share(17, "blog", authority="primary")], [REPORT, BLOG]) == "conflicting"


@pytest.mark.parametrize(
    ("held", "seen", "told"),
    [
        ({}, {}, "figure_moved"),
        ({"authority": "primary"}, {}, "bound_holds"),
        ({}, {"as_of": "2026-03-10"}, "figure_moved"),
        ({"as_of": "2026-03-10"}, {}, "bound_holds"),
        ({"as_of": "2026-03"}, {"as_of": "2026-03-17"}, "figure_moved"),
        ({"as_of": "2026-03"}, {"as_of": "2026-03-01"}, "bound_holds"),
        ({"as_of": "2026-03-10"}, {"as_of": "2026-03-10"}, "bound_holds"),
        ({"as_of": "2026-03-10", "authority": "primary"}, {"as_of": "2026-03-12"}, "figure_moved"),
        (
            {"as_of": "2026-03-10", "authority": "primary"},
            {"as_of": "2026-03-12", "authority": "unknown"},
            "bound_holds",
        ),
    ],
)
def test_a_figure_beyond_its_bound_has_moved_when_it_is_surely_later_or_nothing_is_dated(
    held: dict[str, str], seen: dict[str, str], told: str
) -> None:
    rows = [evidence(MANY, point(2_050_000), **held), evidence(MANY, point(3_010_000), "blog", **seen)]
    assert reason(MANY, rows, [REPORT, BLOG]) == told


def test_an_undated_figure_in_the_place_of_another_is_as_new_as_the_look_that_first_saw_it() -> None:
    was, now = share(41), share(43, on="2026-09-01")
    other = share(41, "blog", "2026-05-20", as_of="2026-05-10")
    looks = [REPORT, look("report", "2026-09-01", "new bytes"), look("blog", "2026-05-20")]
    assert reason(SHARE, [was, now, other], looks) == "figure_moved"
    assert reason(SHARE, [now, other], looks[1:]) == "exact"
    elsewhere = share(41, "mirror")
    mirror = [look("mirror", "2026-03-20"), look("mirror", "2026-09-01", "other bytes")]
    assert reason(SHARE, [elsewhere, now, other], [*mirror, *looks[1:]]) != "figure_moved"


def test_limits_belong_to_the_side_that_their_meaning_says() -> None:
    at = DEFAULT_POLICY
    assert reason(SHARE, [share(41, score=at.related_score)], [REPORT]) == "needs_review"
    assert reason(SHARE, [share(41, score=at.related_score - 0.001)], [REPORT]) == "passage_missing"
    assert reason(SHARE, [share(41, score=at.decisive_score)], [REPORT]) == "exact"
    common, rare = claim(point(at.common_up_to)), claim(point(at.common_up_to + 1))
    assert (
        reason(common, [evidence(common, point(at.common_up_to), score=at.sure_score - 0.01)], [REPORT])
        == "needs_review"
    )
    assert reason(rare, [evidence(rare, point(at.common_up_to + 1), score=at.sure_score - 0.01)], [REPORT]) == "exact"
    telling, short = claim(point(152), scope="dated", as_of="2025-08"), claim(point(15), scope="dated", as_of="2025-08")
    assert reason(telling, [evidence(telling, point(152))], [REPORT]) == "exact"
    assert reason(short, [evidence(short, point(15))], [REPORT]) == "needs_review"
