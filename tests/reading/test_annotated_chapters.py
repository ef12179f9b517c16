"""A floor under the quality of reading, on annotated chapters of many subjects; lowered only on purpose."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.reading import Claims, Register, find_claims, find_mentions
from tests.reading.annotated_chapters import (
    FOLDER,
    Annotated,
    annotated_chapters,
    dates,
    names_subject,
    overlaps,
    says,
)

RECALL, PRECISION, VALUES, TIMES, SUBJECTS = 0.99, 0.99, 0.99, 0.97, 0.94
COMPARATORS, UNITS = 0.97, 0.96
CORPUS = "ac3fbcfdfc3c6d1d"


@pytest.fixture(scope="module")
def read() -> list[tuple[Annotated, Claims]]:
    return [
        (annotated, find_claims([annotated.chapter], find_mentions(annotated.chapter), Register()))
        for annotated in annotated_chapters()
    ]


def test_the_floor_belongs_to_this_corpus() -> None:
    data = b"".join(path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.name != "README.md")
    assert hashlib.sha256(data).hexdigest()[:16] == CORPUS, "the corpus changed: measure again, then pin its digest"


def test_checkable_figures_are_found_and_others_are_not_called_checkable(read: list[tuple[Annotated, Claims]]) -> None:
    wanted = found = right = claimed = true = 0
    for annotated, claims in read:
        checkable = [mention for mention in claims.mentions if mention.checkable]
        for gold in annotated.gold:
            if gold.value == "?":
                continue
            hits = [mention for mention in checkable if overlaps(gold, mention)]
            wanted += 1
            found += bool(hits)
            right += any(says(gold, mention) for mention in hits)
        claimed += len(checkable)
        true += sum(any(overlaps(gold, mention) for gold in annotated.gold) for mention in checkable)
    assert found / wanted >= RECALL
    assert true / claimed >= PRECISION
    assert right / found >= VALUES


def test_figures_speak_of_the_time_that_was_marked(read: list[tuple[Annotated, Claims]]) -> None:
    marked = right = 0
    for annotated, claims in read:
        for gold in annotated.gold:
            hits = [mention for mention in claims.mentions if mention.checkable and overlaps(gold, mention)]
            marked += bool(gold.as_of and hits)
            right += bool(gold.as_of) and any(dates(gold, mention) for mention in hits)
    assert right / marked >= TIMES


def test_figures_are_of_the_subject_that_was_marked(read: list[tuple[Annotated, Claims]]) -> None:
    marked = right = 0
    for annotated, claims in read:
        for gold in annotated.gold:
            hits = [mention for mention in claims.mentions if mention.checkable and overlaps(gold, mention)]
            marked += bool(gold.subject and hits)
            right += bool(gold.subject) and any(names_subject(gold, mention) for mention in hits)
    assert right / marked >= SUBJECTS


def test_comparators_and_units_are_those_that_were_marked(read: list[tuple[Annotated, Claims]]) -> None:
    for of, floor in (("comparator", COMPARATORS), ("unit", UNITS)):
        marked = right = 0
        for annotated, claims in read:
            for gold in annotated.gold:
                hits = [mention for mention in claims.mentions if mention.checkable and overlaps(gold, mention)]
                marked += bool(getattr(gold, of) and hits)
                right += any(getattr(mention, of) == getattr(gold, of) for mention in hits)
        assert right / marked >= floor, of


def test_the_planted_contradictions_and_no_others_are_conflicts(read: list[tuple[Annotated, Claims]]) -> None:
    for annotated, claims in read:
        quotes = {mention.mention_id: mention.quote for mention in claims.mentions}
        found = [(quotes[row.mention_a], quotes[row.mention_b]) for row in claims.conflicts]
        assert len(found) == len(annotated.conflicts), (annotated.chapter.chapter_id, found)
        for first, second in annotated.conflicts:
            assert any(one in (first, second) or first in one or one in first for one, _ in found)
            assert any(second in other or other in second for _, other in found)
