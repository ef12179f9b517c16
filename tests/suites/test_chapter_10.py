"""The reader against the adjudicated gold of chapter 10: figures reached, pinned with the digests of both.

`gold/README.md` says how the gold was made. A floor is lowered only by hand, here, with the reason in the commit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Mention
from pipeline.reading import Claims, Register, find_claims, find_mentions, read_chapter

HOME = Path(__file__).parents[2]
CHAPTER = Path("seeds/000_7044e1aac3ef2c50.txt")
GOLD = Path(__file__).parent / "gold" / "chapter-10.jsonl"
CONFLICTS = Path(__file__).parent / "gold" / "chapter-10.conflicts.jsonl"
CHAPTER_DIGEST = "a88208761c743556"
GOLD_DIGEST = "bb07ef4c59f28096"
RECALL, PRECISION, VALUES, COMPARATORS, TIMES = 1.0, 0.955, 1.0, 1.0, 0.95
"""Reached. The plan asks for 0.97, 0.93 and 0.98 of the first three."""

Gold = Mapping[str, Any]


def _lines(path: Path) -> list[Gold]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


@pytest.fixture(scope="module")
def gold() -> list[Gold]:
    return _lines(GOLD)


@pytest.fixture(scope="module")
def read() -> Claims:
    chapter = read_chapter(CHAPTER, HOME)
    return find_claims([chapter], find_mentions(chapter), Register())


@pytest.fixture(scope="module")
def wanted(gold: list[Gold], read: Claims) -> list[tuple[Gold, list[Mention]]]:
    """The sure, checkable mentions of the gold, each with what the reader found checkable at its place."""
    return [(row, _at(row, read)) for row in gold if row["checkable"] and row["sure"]]


def _at(row: Gold, read: Claims) -> list[Mention]:
    return [mention for mention in read.mentions if mention.checkable and _overlaps(row, mention)]


def _overlaps(row: Gold, mention: Mention) -> bool:
    return bool(mention.start_char < row["end_char"] and row["start_char"] < mention.end_char)


def _readings(row: Gold) -> Iterator[Gold]:
    """The gold's own reading, then the others that are as right."""
    yield row
    for other in row.get("also", ()):
        yield {**row, **other}


def _says(row: Gold, mention: Mention) -> bool:
    if row["kind"] == "date" or mention.kind == "date":
        return row["kind"] == mention.kind and (row["date"] is None or row["date"] == mention.date)
    if row["kind"] != mention.kind or (row["low"], row["high"]) != (mention.low, mention.high):
        return False
    counted = row["kind"] in ("count", "ordinal", "comparison")
    return (row["value"] is None or row["value"] == mention.value) and (counted or row["unit"] == mention.unit)


def _share(right: int, all_of_them: int) -> float:
    return right / all_of_them


def test_the_figures_belong_to_this_chapter_and_this_gold() -> None:
    assert _digest(HOME / CHAPTER) == CHAPTER_DIGEST, "another chapter: annotate it, score it, pin it anew"
    assert _digest(GOLD, CONFLICTS) == GOLD_DIGEST, "the gold changed: score it and pin it anew"


def test_the_gold_stands_where_it_says(gold: list[Gold]) -> None:
    text = read_chapter(CHAPTER, HOME).text
    assert all(text[row["start_char"] : row["end_char"]] == row["quote"] for row in gold)


def test_checkable_mentions_are_found(wanted: list[tuple[Gold, list[Mention]]]) -> None:
    assert _share(sum(bool(hits) for _, hits in wanted), len(wanted)) >= RECALL


def test_nothing_else_is_called_checkable(gold: list[Gold], read: Claims) -> None:
    claimed = right = 0
    for mention in read.mentions:
        rows = [row for row in gold if _overlaps(row, mention)]
        if mention.checkable and all(row["sure"] for row in rows):
            claimed += 1
            right += any(row["checkable"] for row in rows)
    assert _share(right, claimed) >= PRECISION


def test_values_are_right(wanted: list[tuple[Gold, list[Mention]]]) -> None:
    found = [(row, hits) for row, hits in wanted if hits]
    right = sum(any(_says(one, mention) for one in _readings(row) for mention in hits) for row, hits in found)
    assert _share(right, len(found)) >= VALUES


def test_hedges_are_right(wanted: list[tuple[Gold, list[Mention]]]) -> None:
    hedged = [(row, hits) for row, hits in wanted if hits and row["comparator"] != "eq" and "also" not in row]
    right = sum(any(mention.comparator == row["comparator"] for mention in hits) for row, hits in hedged)
    assert _share(right, len(hedged)) >= COMPARATORS


def test_figures_speak_of_their_time(wanted: list[tuple[Gold, list[Mention]]]) -> None:
    found = [(row, hits) for row, hits in wanted if hits]
    right = sum(any(one["as_of"] == mention.as_of for one in _readings(row) for mention in hits) for row, hits in found)
    assert _share(right, len(found)) >= TIMES


def test_restatements_share_a_claim_and_nothing_else_does(wanted: list[tuple[Gold, list[Mention]]]) -> None:
    stated = [(row["claim"], hits[0].claim_id) for row, hits in wanted if hits]
    for slug, claim in stated:
        assert {other for name, other in stated if name == slug} == {claim}
        assert {name for name, other in stated if other == claim} == {slug}


def test_the_contradictions_are_found_and_none_is_invented(gold: list[Gold], read: Claims) -> None:
    """Two places that state one claim are one contradiction; what is not sure may be found or not."""
    marked = _lines(CONFLICTS)
    claims = {row["start_char"]: row["claim"] or row["quote"] for row in gold}
    places = {mention.mention_id: mention for mention in read.mentions}

    def claim_at(name: str) -> str:
        return next(str(claims[row["start_char"]]) for row in gold if _overlaps(row, places[name]))

    found = {frozenset({claim_at(row.mention_a), claim_at(row.mention_b)}) for row in read.conflicts}
    known = {frozenset({claims[row["start_a"]], claims[row["start_b"]]}): row["sure"] for row in marked}
    sure = {pair for pair, is_sure in known.items() if is_sure}
    assert sure <= found <= known.keys()
