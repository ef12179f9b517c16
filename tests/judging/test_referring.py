"""A sentence that leaves its subject unnamed lends its figure to whoever was named before, and to nobody else."""

import datetime as dt

import pytest

from pipeline.gathering.pages import read_page
from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages, judge, match
from pipeline.model import Chapter, Snapshot, Source
from pipeline.reading import Register, find_claims, find_mentions


def _on_a_page(sentence: str, prose: str) -> set[str]:
    """The statuses of a chapter's one sentence, with a page of some prose as the only source."""
    text = f"Notes\n\n{sentence}\n"
    chapter = Chapter(chapter_id="c", title="Notes", path="c.txt", sha256="", characters=len(text), text=text)
    page = read_page(f"<html><body><p>{prose}</p></body></html>".encode(), media_type="text/html", charset="utf-8")
    fetched = dt.datetime(2024, 3, 20, 12, tzinfo=dt.UTC)
    look = Snapshot(
        snapshot_id="look", source_id="s", fetched_at=fetched, outcome="fetched", payload_sha256=page.payload_sha256
    )
    source = Source(source_id="s", title="Notes", authority="primary")
    index = PassageIndex(find_passages(page, "look"))
    statuses = set()
    for claim in find_claims([chapter], find_mentions(chapter), Register()).claims:
        found = match(claim, index, source=source, snapshot=look, page=page, policy=DEFAULT_POLICY, chapter_text=text)
        statuses.add(decide(claim, found, [look], DEFAULT_POLICY, dt.date(2024, 4, 1), sources=[source]).status)
    return statuses


@pytest.mark.parametrize(
    ("claim", "prose", "status"),
    [
        ("Alma Rudd wrote 12 novels.", "Alma Rudd lives in Ness. She wrote 12 novels.", "supported"),
        ("Alma Rudd wrote 12 novels.", "Alma Rudd lives in Ness. In all, Rudd wrote 12 novels.", "supported"),
        ("Alma Rudd wrote 12 novels.", "Alma Rudd lives in Ness. Her sister wrote 12 novels.", "unverified"),
        ("Alma Rudd wrote 12 novels.", "Alma Rudd met Ivo Lind. Lind wrote 12 novels.", "unverified"),
        ("Tarn Steel employs 900 people.", "Tarn Steel was sold. The company employs 900 people.", "supported"),
        ("Tarn Steel employs 900 people.", "Tarn Steel was sold. Holm Steel employs 900 people.", "unverified"),
        ("Tarn Steel employs 900 people.", "Tarn Steel was sold. Its buyer employs 900 people.", "unverified"),
        ("The Ostra has 14 cabins.", "The Ostra left on Monday. Her sister ship has 14 cabins.", "unverified"),
    ],
)
def test_stored_pages_are_read_in_the_same_way(claim: str, prose: str, status: str) -> None:
    assert _on_a_page(claim, prose) == {status}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. In 2020, the company employs 500 people."),
        ("Ada Quist won 3 medals.", "Ada Quist was born in Holm. She won 3 medals."),
        ("Ada Quist sold 3 million books.", "Ada Quist is a writer. Quist sold 3 million books."),
    ],
)
def test_a_sentence_that_points_back_is_about_whom_it_points_at(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "supported"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. Beta Corp employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. In 2020, Beta employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. Its rival employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. The other company employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp closed in May. Two rivals employ 500 people."),
        ("Alpha Corp paid 3 million euros.", "Alpha Corp was one of three bidders. The winner paid 3 million euros."),
        ("Ada Quist won 3 medals.", "Ada Quist was born in Holm. Per Lund won 3 medals."),
        ("Ada Quist won 3 medals.", "Ada Quist was born in Holm. Her brother won 3 medals."),
        ("Ada Quist sold 3 million books.", "Per Lund sold 3 million books. Ada Quist is a writer."),
        ("Ada Quist sold 3 million books.", "Ada Quist is a writer. Mona Quist sold 3 million books."),
        ("Ada Quist sold 3 million books.", "Ada Quist is a writer. The Holm Press sold 3 million books."),
        (
            "Ada Quist sold 3 million books.",
            "Ada Quist is a writer. Sales of the books of Per Lund came to 3 million.",
        ),
    ],
)
def test_a_sentence_with_a_subject_of_its_own_lends_no_figure(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "unverified"
