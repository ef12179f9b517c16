"""One case per row of the decision table, in its order, and the neighbours that each row must not swallow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.judging.deciding.reviews import sign
from pipeline.judging.deciding.verdicts import Decision, decide
from pipeline.judging.policy import DEFAULT_POLICY, Policy
from pipeline.model import Claim, Evidence, Figure, Review, Snapshot, Source
from tests.judging.cases import above, between, claim, day, evidence, look, point

TODAY = dt.date(2026, 11, 23)
SHARE = claim(point(41, "percent"))
MANY = claim(above(2_000_000))


def ruled(
    about: Claim, found: list[Evidence], looks: list[Snapshot], as_of: dt.date = TODAY, reviews: tuple[Review, ...] = ()
) -> Decision:
    return decide(about, found, looks, DEFAULT_POLICY, as_of, reviews)


def pct(
    value: float, source: str = "report", on: str = "2026-03-20", as_of: str | None = None, **more: object
) -> Evidence:
    return evidence(SHARE, point(value, "percent"), source, on, as_of, **more)


REPORT, BLOG = look("report", "2026-03-20"), look("blog", "2026-03-20")

TABLE: list[tuple[str, Claim, list[Evidence], list[Snapshot], str, str]] = [
    ("not checkable", claim(point(3), checkable=False), [], [], "unverified", "not_checkable"),
    ("no candidate source", claim(point(3), sources=()), [], [], "unverified", "no_source"),
    ("no look yet", SHARE, [], [], "unverified", "fetch_failed"),
    ("every look failed", SHARE, [], [look("report", "2026-03-20", outcome="blocked")], "unverified", "fetch_failed"),
    ("read, silent", SHARE, [], [REPORT], "unverified", "passage_missing"),
    ("speaks of something else", SHARE, [pct(41, score=0.1)], [REPORT], "unverified", "passage_missing"),
    ("circular only", SHARE, [pct(41, circular=True)], [REPORT], "unverified", "passage_missing"),
    (
        "equals disagree at one time",
        SHARE,
        [pct(41, as_of="2026-03"), pct(17, "blog", as_of="2026-03-18")],
        [REPORT, BLOG],
        "unverified",
        "conflicting",
    ),
    (
        "a newer equal disagrees",
        SHARE,
        [pct(41, as_of="2026-03-17"), pct(43, "blog", "2026-09-01", as_of="2026-08-30")],
        [REPORT, look("blog", "2026-09-01")],
        "stale",
        "figure_moved",
    ),
    (
        "the figure outgrew its bound",
        MANY,
        [
            evidence(MANY, above(2_000_000), as_of="2026-03-17", authority="primary"),
            evidence(MANY, point(3_012_377), "blog", "2026-09-01", "2026-08-22"),
        ],
        [REPORT, look("blog", "2026-09-01")],
        "stale",
        "figure_moved",
    ),
    (
        "its own page now says another figure",
        SHARE,
        [pct(41), pct(43, on="2026-09-01")],
        [REPORT, look("report", "2026-09-01", "new bytes")],
        "stale",
        "figure_moved",
    ),
    (
        "its page no longer says it",
        SHARE,
        [pct(41, as_of="2026-03-17")],
        [REPORT, look("report", "2026-09-01", "new bytes")],
        "stale",
        "source_changed",
    ),
    (
        "its page is gone",
        SHARE,
        [pct(41, as_of="2026-03-17")],
        [REPORT, look("report", "2026-09-01", outcome="gone")],
        "stale",
        "source_gone",
    ),
    (
        "nobody looked for too long",
        claim(point(41, "percent"), freshness_days=90),
        [pct(41, as_of="2026-03-17")],
        [REPORT],
        "stale",
        "review_due",
    ),
    ("the same figure", SHARE, [pct(41, as_of="2026-03-17")], [REPORT], "supported", "exact"),
    ("the same when rounded", SHARE, [pct(41.3, as_of="2026-03-17")], [REPORT], "supported", "within_rounding"),
    (
        "inside what the bound implies",
        MANY,
        [evidence(MANY, point(2_430_000), as_of="2026-03-17")],
        [REPORT],
        "supported",
        "bound_holds",
    ),
    (
        "the same share as a ratio",
        SHARE,
        [evidence(SHARE, point(0.41, "ratio"), as_of="2026-03-17")],
        [REPORT],
        "supported",
        "arithmetic",
    ),
    ("only another figure", SHARE, [pct(17, as_of="2026-03-17")], [REPORT], "unverified", "contradicted"),
    ("related but unsure", SHARE, [pct(41, score=0.5)], [REPORT], "unverified", "needs_review"),
    ("too vague to tell", SHARE, [evidence(SHARE, above(30, "percent"))], [REPORT], "unverified", "needs_review"),
    ("beyond a bound that nothing met", MANY, [evidence(MANY, point(9e6))], [REPORT], "unverified", "needs_review"),
]


@pytest.mark.parametrize(
    ("about", "found", "looks", "status", "reason"), [t[1:] for t in TABLE], ids=[t[0] for t in TABLE]
)
def test_each_row_of_the_table(
    about: Claim, found: list[Evidence], looks: list[Snapshot], status: str, reason: str
) -> None:
    decision = ruled(about, found, looks)
    assert (decision.status, decision.reason) == (status, reason), decision.explanation


def review(decision: str) -> Review:
    return sign(
        SHARE, [pct(17)], [REPORT], DEFAULT_POLICY, as_of=TODAY, decision=decision, reviewer="R. Reader",
        why="Checked against the printed table", reviewed_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
    )  # fmt: skip


def test_an_override_wins_over_the_evidence_and_says_what_the_evidence_says() -> None:
    decision = ruled(SHARE, [pct(17)], [REPORT], reviews=(review("override:supported"),))
    assert (decision.status, decision.reason) == ("supported", "reviewed")
    assert "R. Reader on 2026-11-01" in decision.explanation
    assert "unverified, contradicted" in decision.explanation


def test_a_sign_off_leaves_the_verdict_of_the_evidence() -> None:
    decision = ruled(SHARE, [pct(17)], [REPORT], reviews=(review("accept"),))
    assert (decision.status, decision.reason) == ("unverified", "contradicted")
    assert "Signed off by R. Reader" in decision.explanation


def test_a_review_ends_when_claim_or_evidence_changes() -> None:
    over = (review("override:supported"),)
    assert ruled(claim(point(42, "percent")), [pct(17)], [REPORT], reviews=over).reason != "reviewed"
    assert ruled(SHARE, [pct(17), pct(18, "blog")], [REPORT, BLOG], reviews=over).reason != "reviewed"


def test_a_review_survives_another_look_at_the_same_words() -> None:
    again = look("report", "2026-10-01")
    decision = ruled(SHARE, [pct(17), pct(17, on="2026-10-01")], [REPORT, again], reviews=(review("reject"),))
    assert (decision.status, decision.reason) == ("unverified", "reviewed")


def test_a_review_does_not_speak_for_days_before_it() -> None:
    assert ruled(SHARE, [pct(17)], [REPORT], dt.date(2026, 10, 31), (review("reject"),)).reason == "contradicted"


def test_an_undated_page_takes_nothing_from_dated_primary_evidence() -> None:
    solid = pct(41, as_of="2026-03-17", authority="primary")
    old = pct(17, "profile", "2026-11-20", authority="secondary")
    decision = ruled(SHARE, [solid, old], [REPORT, look("profile", "2026-11-20")])
    assert decision.status == "supported"
    assert "Set aside" in decision.explanation


def test_a_page_that_grew_is_not_held_against_a_claim_of_a_named_time() -> None:
    dated = claim(above(40, "percent"), scope="dated", as_of="2025-08")
    then = evidence(dated, above(40, "percent"), as_of="2025-08-20")
    later = evidence(dated, point(69, "percent"), "blog", as_of="2026-02", as_of_basis="passage")
    assert ruled(dated, [then, later], [REPORT, BLOG]).reason == "exact"
    assert ruled(dated, [later], [BLOG]).reason == "needs_review"


def test_a_copy_is_as_old_as_its_original() -> None:
    words = "the works made forty-one percent of all the widgets that were sold in the country"
    first = pct(41, as_of="2026-03-17", quote=words)
    copy = pct(41, "mirror", "2026-10-01", as_of="2026-09-30", quote="As reported, " + words)
    newer = pct(43, "agency", "2026-10-01", as_of="2026-08-01")
    looks = [REPORT, look("mirror", "2026-10-01"), look("agency", "2026-10-01")]
    assert ruled(SHARE, [first, copy, newer], looks).reason == "figure_moved"
    apart = pct(41, "mirror", "2026-10-01", as_of="2026-09-30", quote="in our own count widgets made it to 41 percent")
    assert ruled(SHARE, [first, apart, newer], looks).status == "supported"


def test_a_lesser_source_does_not_outlast_a_better_one_that_moved() -> None:
    first = pct(41, as_of="2026-03-17", authority="primary")
    now = pct(43, "agency", "2026-09-01", as_of="2026-08-01", authority="primary")
    repeats = pct(41, "blog", "2026-10-01", as_of="2026-09-30")
    looks = [REPORT, look("agency", "2026-09-01"), look("blog", "2026-10-01")]
    decision = ruled(SHARE, [first, now, repeats], looks)
    assert (decision.status, decision.reason) == ("stale", "figure_moved")
    assert decision.last_supported_at == "2026-03-17"


def test_what_no_source_says_any_longer_was_supported_when_it_last_did() -> None:
    undated, again = pct(41), look("report", "2026-08-01", outcome="not_modified")
    assert ruled(SHARE, [undated], [REPORT, again]).last_supported_at == "2026-03-20"
    gone = ruled(SHARE, [undated], [REPORT, again, look("report", "2026-09-01", outcome="gone")])
    changed = ruled(SHARE, [undated], [REPORT, again, look("report", "2026-09-01", "new bytes")])
    assert [(each.reason, each.last_supported_at) for each in (gone, changed)] == [
        ("source_gone", "2026-08-01"), ("source_changed", "2026-08-01"),
    ]  # fmt: skip


def test_a_transcript_counts_is_named_and_can_be_switched_off() -> None:
    note = pct(41, as_of="2026-03-17", origin="transcript")
    seen = [look("report", "2026-03-20", outcome="transcript", origin="transcript")]
    decision = ruled(SHARE, [note], seen)
    assert decision.status == "supported"
    assert "transcript" in decision.explanation
    off = decide(SHARE, [note], seen, Policy(transcripts=False), TODAY)
    assert (off.status, off.reason) == ("unverified", "fetch_failed")


def test_what_was_not_known_by_the_day_does_not_exist() -> None:
    found = [
        evidence(MANY, above(2_000_000), as_of="2026-03-17"),
        evidence(MANY, point(3_012_377), "blog", "2026-09-01", "2026-08-22"),
    ]
    looks = [REPORT, look("blog", "2026-09-01")]
    assert ruled(MANY, found, looks, dt.date(2026, 3, 20)).status == "supported"
    assert ruled(MANY, found, looks, dt.date(2026, 3, 19)).reason == "fetch_failed"
    assert ruled(MANY, found, looks).reason == "figure_moved"


def test_the_explanation_can_be_checked_by_hand() -> None:
    found = [
        evidence(MANY, above(2_000_000), as_of="2026-03-17"),
        evidence(MANY, point(3_010_000), "blog", "2026-09-01", "2026-08-22"),
    ]
    decision = ruled(MANY, found, [REPORT, look("blog", "2026-09-01")])
    assert decision.explanation == (
        "Chapter says more than 2,000,000; blog now says 3,010,000 as of 2026-08-22; the bound still holds but the "
        "figure has left what it implies: 2,000,000 < 3,010,000, but beyond 3,000,000 (next step at 1 significant "
        "digit). Last supported 2026-03-17."
    )
    assert decision.last_supported_at == "2026-03-17"
    assert decision.evidence_ids == (found[1].evidence_id, found[0].evidence_id)


def test_a_changed_source_is_quoted_with_what_it_says_now() -> None:
    this_year = claim(point(41, "percent"), as_of="2026", scope="dated")
    looks = [REPORT, look("report", "2026-09-01", "new bytes")]
    was = pct(41, as_of="2026")
    silent = ruled(this_year, [was], looks)
    corrected = ruled(this_year, [was, pct(43, on="2026-09-01", as_of="2026")], looks)
    assert silent.reason == corrected.reason == "source_changed"
    assert "no longer says so. Last" in silent.explanation
    assert "no longer says so; it now says 43 %. Last" in corrected.explanation


def test_a_source_that_the_chapter_links_to_is_called_by_the_links_words_and_its_site() -> None:
    link = Source(source_id="report", url="https://www.example.org/boats", title="this year", found_by="link")
    decision = decide(SHARE, [pct(41, as_of="2026-03-17")], [REPORT], DEFAULT_POLICY, TODAY, sources=[link])
    assert "“this year” (example.org) says 41 %" in decision.explanation


def test_an_undated_figure_speaks_of_a_named_time_only_when_it_is_particular() -> None:
    common = claim(point(15, "percent"), scope="dated", as_of="2025-08")
    particular = claim(point(151_448), scope="dated", as_of="2025-08")
    assert ruled(common, [evidence(common, point(15, "percent"))], [REPORT]).reason == "needs_review"
    assert ruled(particular, [evidence(particular, point(151_448))], [REPORT]).reason == "exact"


def test_an_undated_figure_that_was_another_at_other_times_is_not_taken_for_the_claimed_time() -> None:
    about = claim(point(151_448), scope="dated", as_of="2025-08")
    undated = evidence(about, point(151_448))
    earlier = evidence(about, point(120_300), "blog", as_of="2024-01")
    assert ruled(about, [undated, earlier], [REPORT, BLOG]).reason == "needs_review"


def test_the_other_figures_of_a_text_do_not_deny_the_one_it_states() -> None:
    states, other = pct(41, as_of="2026-03-17"), pct(36.5, as_of="2026-03-17")
    assert ruled(SHARE, [states, other], [REPORT]).status == "supported"
    better = pct(36.5, as_of="2026-03-17", score=0.99)
    weak = pct(41, as_of="2026-03-17", score=0.7)
    assert ruled(SHARE, [weak, better], [REPORT]).reason == "conflicting"


def test_what_was_before_the_chapters_time_does_not_contradict_it() -> None:
    about = claim(point(25, "age", "year"), as_of="2026-03-11")
    younger = evidence(about, point(23, "age", "year"), as_of="2024")
    assert ruled(about, [younger], [REPORT]).reason == "needs_review"


def test_a_figure_outgrown_is_told_by_the_latest_exact_count() -> None:
    found = [
        evidence(MANY, above(2_000_000), as_of="2026-03-17"),
        evidence(MANY, point(3_000_000), "blog", "2026-09-01", "2026-08-22"),
        evidence(MANY, point(3_012_377), "blog", "2026-09-01", "2026-08-22", as_of_basis="passage"),
    ]
    assert "3,012,377" in ruled(MANY, found, [REPORT, look("blog", "2026-09-01")]).explanation


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        (point(2), point(2)),
        (above(200), point(240)),
        (day("2025"), day("2025-07")),
        (between(1000, 10_000), point(4000)),
    ],
    ids=["a small number", "beyond a bound", "a year", "an order of magnitude"],
)
def test_what_agrees_by_chance_easily_needs_a_surer_match(claimed: Figure, found: Figure) -> None:
    about = claim(replace(claimed, significant_digits=1))
    assert ruled(about, [evidence(about, found, score=0.65)], [REPORT]).reason == "needs_review"
    assert ruled(about, [evidence(about, found, score=0.8)], [REPORT]).status == "supported"
    assert ruled(SHARE, [pct(41, score=0.65)], [REPORT]).status == "supported"


def test_a_passage_of_long_ago_does_not_support_what_is_said_of_now() -> None:
    about = claim(point(41, "percent"), as_of="2026-spring")
    long_ago = evidence(about, point(41, "percent"), as_of="2014", as_of_basis="passage")
    decision = ruled(about, [long_ago], [REPORT])
    assert decision.reason == "needs_review"
    assert "long before" in decision.explanation
    assert ruled(about, [evidence(about, point(41, "percent"), as_of="2014")], [REPORT]).status == "supported"
    assert ruled(
        about, [evidence(about, point(41, "percent"), as_of="2025", as_of_basis="passage")], [REPORT]
    ).reason == ("exact")


def test_a_passage_too_weak_to_decide_that_states_the_figure_keeps_a_denial_from_being_said() -> None:
    assert ruled(SHARE, [pct(17)], [REPORT]).reason == "contradicted"
    assert ruled(SHARE, [pct(17), pct(41, "blog", score=0.4)], [REPORT, BLOG]).reason == "needs_review"


def test_of_passages_that_do_not_decide_the_one_with_the_very_figure_is_shown_first() -> None:
    men = claim(point(120, about=True), quote="roughly one hundred and twenty men")
    near = evidence(men, point(4), score=0.91, relation="unrelated", evidence_id="four", quote="Four men died.")
    money = evidence(men, point(84_000, "money", "USD"), score=0.82, evidence_id="money", quote="It cost $84,000.")
    very = evidence(men, point(120), score=0.71, relation="unrelated", evidence_id="very", quote="120 men took part.")
    decision = ruled(men, [near, money, very], [REPORT])
    assert decision.reason == "needs_review"
    assert decision.evidence_ids == ("very", "four", "money")
    assert ruled(men, [money, near], [REPORT]).evidence_ids == ("four", "money")


def test_figures_are_said_as_an_author_would_say_them() -> None:
    third = claim(point(1 / 3, "ratio"), quote="a third more")
    assert ruled(third, [], []).explanation.startswith("Chapter says “a third more” (0.3333); ")
    reach = claim(point(19, "measure", "nautical_mile"))
    assert ruled(reach, [], []).explanation.startswith("Chapter says 19 nautical miles; ")
    season = evidence(reach, point(21, "measure", "nautical_mile"), as_of="2026-01/2026-08")
    assert "says 21 nautical miles as of 2026-01 to 2026-08:" in ruled(reach, [season], [REPORT]).explanation
    refused = look("report", "2026-03-20", outcome="refused_address")
    assert "(report: refused address, first asked 2026-03-20)" in ruled(reach, [], [refused]).explanation
