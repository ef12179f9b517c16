"""Of which time evidence speaks: its own date, its page's, the register's, the look's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.judging.deciding.looks import find_looks
from pipeline.judging.deciding.today import Today
from pipeline.judging.deciding.weighing import best_first, dated
from pipeline.judging.evidence.evidence_rows import evidence_date
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Page, Passage, Snapshot, Source
from tests.judging.cases import claim, evidence, look, point

PASSAGE = Passage(
    passage_id="p", snapshot_id="s", payload_sha256="x", text="41 %", start_char=0, end_char=4, value=41, as_of=None
)
PAGE = Page(payload_sha256="x", reader="test", text="41 %")
SOURCE = Source(source_id="report")
LIVE, NOTE = look("report", "2026-11-23"), look("report", "2026-11-23", outcome="transcript", origin="transcript")


@pytest.mark.parametrize(
    ("passage", "page", "snapshot", "source", "expected"),
    [
        (replace(PASSAGE, as_of="2025-08"), replace(PAGE, published="2026"), LIVE, SOURCE, ("2025-08", "passage")),
        (PASSAGE, replace(PAGE, published="2026-03"), LIVE, SOURCE, ("2026-03", "page")),
        (PASSAGE, PAGE, LIVE, replace(SOURCE, published="2026-02"), ("2026-02", "page")),
        (PASSAGE, PAGE, LIVE, SOURCE, ("2026-11-23", "fetch")),
        (PASSAGE, PAGE, LIVE, replace(SOURCE, kind="api"), ("2026-11-23", "page")),
        (PASSAGE, replace(PAGE, published="2026-11-23"), NOTE, SOURCE, ("2026-11-23", "fetch")),
        (PASSAGE, PAGE, NOTE, replace(SOURCE, published="2026-03-17"), ("2026-03-17", "page")),
    ],
    ids=["its own", "the page's", "the register's", "the look's", "an answer", "a note's day", "a noted page's"],
)
def test_where_the_time_of_evidence_comes_from(
    passage: Passage, page: Page, snapshot: Snapshot, source: Source, expected: tuple[str, str]
) -> None:
    assert evidence_date(passage, page, snapshot, source) == expected


ABOUT = claim(point(41, "percent"))
TODAY = Today(dt.date(2026, 11, 23))


def test_an_unchanged_answer_is_a_look_at_the_same_version() -> None:
    again = replace(look("report", "2026-10-01"), outcome="not_modified", payload_sha256=None)
    looks = find_looks([look("report", "2026-03-20"), again], DEFAULT_POLICY, TODAY)
    row = evidence(ABOUT, point(41, "percent"))
    assert looks.still_says(row)
    assert looks.read_on(row) == dt.date(2026, 10, 1)


def test_a_version_that_comes_back_says_it_again() -> None:
    row = evidence(ABOUT, point(41, "percent"))
    changed, back = look("report", "2026-05-01", "other"), look("report", "2026-06-01")
    first = look("report", "2026-03-20")
    assert not find_looks([first, changed], DEFAULT_POLICY, TODAY).still_says(row)
    assert find_looks([first, changed, back], DEFAULT_POLICY, TODAY).still_says(row)


def test_a_failed_look_takes_nothing_back_but_a_source_that_is_gone_does() -> None:
    row = evidence(ABOUT, point(41, "percent"))
    first = look("report", "2026-03-20")
    assert find_looks([first, look("report", "2026-05-01", outcome="blocked")], DEFAULT_POLICY, TODAY).still_says(row)
    gone = find_looks([first, look("report", "2026-05-01", outcome="gone")], DEFAULT_POLICY, TODAY)
    assert gone.is_gone(row)
    assert not gone.still_says(row)
    returned = [first, look("report", "2026-05-01", outcome="gone"), look("report", "2026-06-01")]
    assert find_looks(returned, DEFAULT_POLICY, TODAY).still_says(row)


@pytest.mark.parametrize("names", [("e-1", "e-2"), ("e-2", "e-1")])
def test_of_two_looks_of_one_day_the_later_is_shown_whatever_their_rows_are_called(names: tuple[str, str]) -> None:
    about = claim(point(412.0))
    seen = [evidence(about, point(412.0), on=f"2026-03-20T{hour}:00") for hour in ("08", "17")]
    morning, evening = (
        dated(replace(row, evidence_id=name, as_of="2026-03-20")) for row, name in zip(seen, names, strict=True)
    )
    assert best_first([morning, evening]) == best_first([evening, morning]) == (evening, morning)


@pytest.mark.parametrize("names", [("e-1", "e-2"), ("e-2", "e-1")])
@pytest.mark.parametrize("hours", [("08", "17"), ("17", "08")])
def test_of_two_sources_of_one_day_the_same_is_shown_whichever_was_looked_at_first(
    names: tuple[str, str], hours: tuple[str, str]
) -> None:
    about = claim(point(412.0))
    first, second = (
        dated(
            replace(
                evidence(about, point(412.0), on=f"2026-03-20T{hour}:00"),
                evidence_id=name, as_of="2026-03-20", source_id=source,
            )
        )
        for hour, name, source in zip(hours, names, ("annals", "yearbook"), strict=True)
    )  # fmt: skip
    assert best_first([second, first]) == best_first([first, second]) == (first, second)


@pytest.mark.parametrize("names", [("e-1", "e-2"), ("e-2", "e-1")])
def test_of_two_passages_of_one_look_the_same_is_shown_whatever_their_rows_are_called(names: tuple[str, str]) -> None:
    about = claim(point(412.0))
    first, second = (
        dated(replace(evidence(about, point(412.0)), evidence_id=name, as_of="2026-03-20", quote=quote))
        for name, quote in zip(names, ("412 boats.", "Boats: 412"), strict=True)
    )
    assert best_first([second, first]) == best_first([first, second]) == (first, second)
