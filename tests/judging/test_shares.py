"""A part and its whole in one phrase bear out the share they make, and no share of anything else."""

import datetime as dt

import pytest

from pipeline.gathering.pages import read_page
from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages, match
from pipeline.judging.deciding.verdicts import Decision
from pipeline.model import Chapter, Snapshot, Source
from pipeline.reading import Register, find_claims, find_mentions

DAY = dt.date(2024, 4, 1)


def decided(sentence: str, said: str) -> Decision:
    """What a run says of the first figure of a sentence, with a page of one paragraph as the only source."""
    text = f"The Harbour trial\n\n{sentence}\n"
    chapter = Chapter(chapter_id="c", title="The Harbour trial", path="c", sha256="", characters=len(text), text=text)
    claim = next(one for one in find_claims([chapter], find_mentions(chapter), Register()).claims if one.checkable)
    page = read_page(f"The Harbour trial\n\n{said}\n".encode(), media_type="text/plain", charset="utf-8")
    look = Snapshot(
        snapshot_id="look", source_id="s", fetched_at=dt.datetime(2024, 3, 20, 12, tzinfo=dt.UTC), outcome="fetched",
        payload_sha256=page.payload_sha256,
    )  # fmt: skip
    source = Source(source_id="s", title="The Harbour trial", authority="primary")
    index = PassageIndex(find_passages(page, "look"))
    evidence = match(claim, index, source=source, snapshot=look, page=page, policy=DEFAULT_POLICY, chapter_text=text)
    return decide(claim, evidence, [look], DEFAULT_POLICY, DAY, sources=[source])


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 patients recovered."),
        ("In the Harbour trial 30 percent of the patients recovered.", "312 of the 1,040 patients recovered."),
        ("In the Harbour trial about 34 percent of patients recovered.", "349 of 1,040 patients recovered."),
        ("In the Harbour trial 30 percent of the patients were women.", "312 women of the 1,040 patients were seen."),
        ("In the Harbour trial 30 percent of the samples were clean.", "57/190 samples were clean."),
        ("In the Harbour trial 80 percent of households own a bicycle.", "416 out of 520 households own a bicycle."),
        ("In the Harbour trial 70 percent of patients did not recover.", "312 of 1,040 patients recovered."),
        ("In the Harbour trial 30 percent of adult patients recovered.", "312 of 1,040 adult patients recovered."),
    ],
)
def test_a_part_and_its_whole_are_the_share(sentence: str, said: str) -> None:
    assert decided(sentence, said).status == "supported"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("In the Harbour trial 31 percent of patients recovered.", "312 of 1,040 patients recovered."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 nurses recovered."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 patients died."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 female patients recovered."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 patients who smoked recovered."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 patients did not recover."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 doses given to patients were lost."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 patients recovered; 1,040 beds were free."),
        ("In the Harbour trial 30 percent of patients recovered.", "More than 312 of 1,040 patients recovered."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 relatives of 1,040 patients recovered."),
        ("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 patients might recover."),
    ],
)
def test_a_part_of_another_whole_is_not(sentence: str, said: str) -> None:
    assert decided(sentence, said).status != "supported"


def test_the_division_is_shown() -> None:
    told = decided("In the Harbour trial 30 percent of patients recovered.", "312 of 1,040 patients recovered.")
    assert told.reason == "arithmetic"
    assert "312 ÷ 1,040 = 30 %" in told.explanation
