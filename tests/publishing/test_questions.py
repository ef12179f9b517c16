"""Every question of `questions.sql` is answered by a small published database, and rightly."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.model import TABLES
from pipeline.publishing.columns import to_arrow
from pipeline.publishing.questions import answer, read_questions
from pipeline.publishing.warehouse import reading
from tests.publishing.galley_example import publish_example, records
from tests.publishing.held_parts import publish_tables
from tests.publishing.many_claims import many_claims

QUESTIONS = read_questions()
WANTED = {"words": "seals colony", "claim": "seals-2019"}
EMPTY = {"notes", "dissent", "old_looks"}
"""Questions whose right answer about the example is that there is nothing."""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    database = tmp_path_factory.mktemp("questions") / "claims.duckdb"
    publish_example(database)
    with reading(database) as opened:
        yield opened


def ask(connection: duckdb.DuckDBPyConnection, name: str, **more: str) -> list[dict[str, Any]]:
    return answer(connection, QUESTIONS[name], {**WANTED, **more})


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_asks_in_words_and_is_answered(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    assert re.fullmatch(r"[A-Z].*\?( \(SET VARIABLE \w+\))?", QUESTIONS[name].asks)
    assert bool(ask(connection, name)) == (name not in EMPTY)


def test_the_answers_are_right(connection: duckdb.DuckDBPyConnection) -> None:
    loudest = [row["reason"] for row in ask(connection, "loudest")]
    assert loudest[0] == "contradicted"
    assert "exact" not in loudest
    assert [row["status"] for row in ask(connection, "history")] == ["supported", "stale"]
    assert "seals-2019" in {row["claim_id"] for row in ask(connection, "outdated")}
    assert {row["source_id"] for row in ask(connection, "silent_sources")} == {"blocked-page"}
    (breakdown,) = ask(connection, "breakdown")
    assert breakdown["contradicted"] == 2


def test_a_search_finds_whole_words_the_rarest_first_and_takes_any_sign(connection: duckdb.DuckDBPyConnection) -> None:
    found = ask(connection, "search", words="fence")
    assert found
    assert all("fence" in row["body"].lower() for row in found)
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    assert ask(connection, "search", words="fenc") == [], "part of a word is not the word"
    assert ask(connection, "search", words="'; DROP TABLE claims; --%") == []
    assert ask(connection, "search", words="") == []
    assert ask(connection, "search", words="FENCE") == found


def test_the_texts_of_a_search_are_numbered_alike_in_every_database(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute("SELECT kind, name FROM search_texts ORDER BY number").fetchall()
    assert len(found) > 10
    assert found == sorted(found)


def test_every_question_is_answered_on_a_warehouse_that_is_made_by_the_number(tmp_path: Path) -> None:
    publish_tables(many_claims(400), tmp_path / "claims.duckdb")
    with reading(tmp_path / "claims.duckdb") as opened:
        assert len(ask(opened, "loudest")) == 100
        assert len(ask(opened, "history", claim="claim-7")) == 2
        assert ask(opened, "search", words="w7")
        for name in QUESTIONS:
            ask(opened, name)


def test_the_file_runs_as_it_stands(connection: duckdb.DuckDBPyConnection) -> None:
    path = Path(__file__).parents[2] / "pipeline" / "publishing" / "questions.sql"
    connection.execute("SET VARIABLE words = 'fence'; SET VARIABLE claim = 'boats'")
    connection.execute(path.read_text(encoding="utf-8"))


def test_supports_that_are_weak_are_found(tmp_path: Path) -> None:
    rows = records()
    supported = {"status": "supported", "reason": "exact"}
    for number, row in enumerate(rows["verdicts"]):
        if row.claim_id in ("share-left-official", "fence-cost"):
            rows["verdicts"][number] = dataclasses.replace(row, **supported)
    rows["snapshots"] = [
        dataclasses.replace(look, fetched_at=look.fetched_at - dt.timedelta(days=200)) for look in rows["snapshots"]
    ]
    publish_tables(
        {table.name: to_arrow(table.record, rows.get(table.name, [])) for table in TABLES}, tmp_path / "c.duckdb"
    )
    with reading(tmp_path / "c.duckdb") as opened:
        assert [row["claim_id"] for row in ask(opened, "notes")] == ["share-left-official"]
        assert "share-left-official" in {row["claim_id"] for row in ask(opened, "second_hand")}
        assert {row["claim_id"] for row in ask(opened, "dissent")} == {"fence-cost"}
        assert {"boats": 203}.items() <= {row["claim_id"]: row["days"] for row in ask(opened, "old_looks")}.items()
