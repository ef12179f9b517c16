"""A date is a claim where something happened then; where it only says of when a figure is, it is the figure's time."""

from __future__ import annotations

import pytest

from pipeline.model import Chapter
from pipeline.reading import Register, find_claims, find_mentions
from pipeline.reading.datings import TIME


def chapter_of(text: str) -> Chapter:
    return Chapter(chapter_id="c", title="C", path="c.txt", sha256="0" * 64, characters=len(text), text=text)


@pytest.mark.parametrize(
    "text",
    [
        "By 1880 the town had 62,000 inhabitants.",
        "In May 2021 the fund held shares worth $40 million.",
        "The fleet numbered 310 ships in 1914.",
        "By the autumn of 2019 women accounted for a third of the crew.",
        "Rents stood at 128 points in 2019.",
        "The mill employed ninety people in 1950.",
        "Exports rose by 12 percent in 2016.",
        "Output climbed from 40 tons in 1990 to 310 tons in 2005.",
        "In 2022 the island used 196 gigawatt-hours, up from 149 in 2016.",
    ],
)
def test_the_time_of_a_figure_is_no_claim_of_its_own(text: str) -> None:
    mentions = find_mentions(chapter_of(text))
    dates = [mention for mention in mentions if mention.kind == "date"]
    assert {mention.why_not_checkable for mention in dates} == {TIME}
    assert all(mention.as_of in {date.date for date in dates} for mention in mentions if mention.kind != "date")


@pytest.mark.parametrize(
    "text",
    [
        "In March 2021 he moved to Lagos.",
        "The bridge was opened in 1931.",
        "The bridge, opened in 1931, has 40 arches.",
        "On 3 May 1901 a train of nine coaches left the rails.",
        "The mine was sold in 1962 for four million dollars.",
        "She was born in 1911 and had six sisters.",
        "By 2030 the council means to have closed eleven schools.",
        "In 1854 a farmer found two coins in his field.",
        "The law came into force in July 2018.",
        "The strike ended on 12 May 1926.",
        "The fleet that sailed from Arnhavn on 2 April 1807 numbered twenty-six sail.",
        "The first to cost a million pounds was Trevor Francis, in February 1979.",
        "On 18 November 2021 the results were shown to a hall of six thousand doctors.",
        "He came to the rock in 1902, aged twenty.",
    ],
)
def test_when_something_happened_is_claimed(text: str) -> None:
    dates = [mention for mention in find_mentions(chapter_of(text)) if mention.kind == "date"]
    assert dates
    assert all(mention.checkable for mention in dates), text


def test_the_register_may_claim_any_date() -> None:
    chapter = chapter_of("By 1880 the town had 62,000 inhabitants.")
    entry = {"chapter": chapter.chapter_id, "quote": "By 1880 the"}
    register = Register.model_validate({"version": 1, "claims": {"census": entry}})
    claims = find_claims([chapter], find_mentions(chapter), register)
    claim = next(claim for claim in claims.claims if claim.claim_id == "census")
    assert (claim.kind, claim.date, claim.checkable) == ("date", "1880", True)


def test_what_was_a_claim_before_is_no_orphan_when_it_is_read_as_a_time() -> None:
    chapter = chapter_of("By 1880 the town had 62,000 inhabitants.")
    first = find_claims([chapter], find_mentions(chapter), Register())
    (figure,) = first.claims
    again = find_claims([chapter], find_mentions(chapter), Register(), previous=first.mentions)
    assert [claim.claim_id for claim in again.claims] == [figure.claim_id]
