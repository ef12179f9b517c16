"""Prepared rows of views follow the tables they read, and only those that are touched are laid down again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import (
    TABLES,
    Chapter,
    Claim,
    Digest,
    Evidence,
    Mention,
    Passage,
    Review,
    Snapshot,
    Source,
    Verdict,
)
from pipeline.publishing.columns import to_arrow
from pipeline.publishing.prepared import MOST
from pipeline.publishing.views import VIEWS, View
from pipeline.publishing.warehouse import publish, reading, rows
from tests.publishing.held_parts import HeldParts

CLAIMS = 40
DAY = dt.date(2026, 5, 1)
NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
PREPARED = [view for view in VIEWS if view.prepared]
REASONS = "contradicted", "needs_review", "no_source"


def library() -> dict[str, list[Any]]:
    """Claims, two to a sentence and four to a chapter, each with a source, a look, a passage and a verdict."""
    made: dict[str, list[Any]] = {table.name: [] for table in TABLES}
    for n in range(CLAIMS):
        of: dict[str, Any] = {"claim_id": f"c{n}"}
        place: dict[str, Any] = {"chapter_id": f"h{n // 4}", "start_char": 10 * n}
        made["claims"].append(Claim(**of, **place, statement=f"{n} seals", quote=f"{n}", registered=True))
        made["mentions"].append(
            Mention(
                **of, **place, mention_id=f"m{n}", end_char=10 * n + 2, quote=f"{n}", sentence=f"Seals {n // 2}",
                kind="count", comparator="eq",
            )
        )  # fmt: skip
        made["sources"].append(Source(source_id=f"s{n}", title=f"Source {n}"))
        made["snapshots"].append(
            Snapshot(snapshot_id=f"n{n}", source_id=f"s{n}", fetched_at=NOON, outcome="fetched", payload_sha256=f"p{n}")
        )
        made["passages"].append(
            Passage(
                passage_id=f"q{n}", snapshot_id=f"n{n}", payload_sha256=f"p{n}", text=f"{n} seals", start_char=0,
                end_char=1,
            )
        )  # fmt: skip
        made["evidence"].append(
            Evidence(
                **of, evidence_id=f"e{n}", passage_id=f"q{n}", source_id=f"s{n}", snapshot_id=f"n{n}",
                relation="agrees", quote=f"{n} seals", fetched_at=NOON,
            )
        )  # fmt: skip
        made["verdicts"].append(
            Verdict(
                **of, decided_at=NOON, as_of=DAY, status="unverified", explanation="",
                reason=REASONS[n % 3] if n < CLAIMS - 1 else "not_checkable",
                evidence_ids=(f"e{n}",),
            )
        )  # fmt: skip
        made["reviews"].append(
            Review(
                **of, review_id=f"r{n}", decision="accept", reviewer="A. Checker", why="", reviewed_at=NOON,
                claim_digest="", evidence_digest="", valid=n % 5 == 0,
            )
        )  # fmt: skip
        made["digests"].append(Digest(**of, chapter_id=f"h{n // 4}", claim_digest="", evidence_digest=""))
    made["chapters"] = [
        Chapter(chapter_id=f"h{n}", title=f"Seals {n}", path="h", sha256="", characters=0, text="")
        for n in range(CLAIMS // 4)
    ]
    return made


CHANGES: dict[str, dict[str, Any]] = {
    "chapters": {"title": "Another"},
    "mentions": {"sentence": "Seals 3"},
    "claims": {"quote": "another", "start_char": 1},
    "sources": {"title": "Another"},
    "snapshots": {"fetched_at": NOON + dt.timedelta(1)},
    "passages": {"heading": "Another"},
    "evidence": {"quote": "another", "score": 0.1},
    "verdicts": {"reason": "figure_moved", "status": "stale"},
    "reviews": {"valid": True, "reviewer": "B. Checker"},
    "digests": {"claim_digest": "another"},
}
"""Of every table that a view reads, what changes in one of its rows. It is read by at least one column of a view."""


def published(held: dict[str, list[Any]], path: Path) -> str:
    parts = {table.name: {"all": to_arrow(table.record, held[table.name])} for table in TABLES}
    return publish(HeldParts(parts), path).whole


def laid(path: Path) -> dict[str, list[str]]:
    """The prepared rows of each view as they lie in its table."""
    with reading(path) as connection:
        found = {view.name: rows(connection, f"SELECT * FROM {view.laid} ORDER BY rowid") for view in PREPARED}
    return {name: [*map(repr, held)] for name, held in found.items()}


def shown(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each view, in its order."""
    with reading(path) as connection:
        return {view.name: rows(connection, f"SELECT * FROM {view.name}") for view in VIEWS}


def made_whole(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The same, asked of the tables themselves."""
    with reading(path) as connection:
        return {
            view.name: rows(connection, f"{view.select.format(chosen='true')} ORDER BY {view.prepared.order}")
            if view.prepared
            else rows(connection, view.select)
            for view in VIEWS
        }


@pytest.mark.parametrize("view", PREPARED, ids=lambda view: view.name)
def test_a_prepared_view_says_which_rows_each_table_that_it_reads_touches(view: View) -> None:
    known = {table.name for table in TABLES} | {one.name for one in VIEWS}
    assert view.prepared
    assert known.intersection(re.findall(r"\w+", view.select)) == view.prepared.stirs.keys()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, published."""
    path = tmp_path_factory.mktemp("base") / "claims.duckdb"
    assert published(library(), path)
    return path


@pytest.mark.parametrize("name", CHANGES)
def test_a_row_that_moved_touches_few_prepared_rows_and_every_view_is_as_if_made_whole(
    base: Path, tmp_path: Path, name: str
) -> None:
    path, held = tmp_path / "claims.duckdb", library()
    shutil.copyfile(base, path)
    row = held[name][5]
    others = [one for one in held[name] if one is not row]
    for now in ([*others, dataclasses.replace(row, **CHANGES[name])], others, held[name]):
        before, seen = laid(path), shown(path)
        assert not published({**held, name: now}, path)
        assert shown(path) == made_whole(path)
        assert shown(path) != seen, "the row is shown"
        for view, lying in laid(path).items():
            left = [row for row in before[view] if row in lying]
            assert len(left) >= 0.8 * len(before[view])
            in_order = [repr(row) for row in shown(path)[view]]
            assert lying == left or lying != in_order, "what was laid down again lies behind the others"


def test_looks_that_found_nothing_new_touch_no_prepared_row(base: Path, tmp_path: Path) -> None:
    path, held = tmp_path / "claims.duckdb", library()
    shutil.copyfile(base, path)
    before = laid(path)
    held["snapshots"] += [
        dataclasses.replace(look, snapshot_id=f"{look.snapshot_id}-2", outcome="not_modified")
        for look in held["snapshots"]
    ]
    assert not published(held, path)
    assert laid(path) == before
    assert {row["looks"] for row in shown(path)["source_health"]} == {2}


def test_a_view_of_which_most_rows_are_touched_is_laid_down_anew_in_its_order(base: Path, tmp_path: Path) -> None:
    path, held = tmp_path / "claims.duckdb", library()
    shutil.copyfile(base, path)
    more = int(MOST * CLAIMS) + 1
    held["verdicts"] = [
        dataclasses.replace(verdict, reason="figure_moved") if number < more else verdict
        for number, verdict in enumerate(held["verdicts"])
    ]
    assert not published(held, path)
    with reading(path) as connection:
        placed = rows(connection, "SELECT * FROM prepared_claim_status ORDER BY rowid")
    assert placed == shown(path)["claim_status"]
