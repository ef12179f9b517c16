"""The published database: commented throughout, replaced as a whole, readable while it is replaced."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from pipeline.model import TABLES, Chapter, Claim, Evidence, Snapshot, Source, Verdict
from pipeline.publishing.columns import schema, to_arrow
from pipeline.publishing.warehouse import WarehouseError, reading, rows
from tests.publishing.held_parts import publish_tables

DAY = dt.date(2026, 5, 1)
NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def tables(**content: list[Any]) -> dict[str, pa.Table]:
    return {table.name: to_arrow(table.record, content.get(table.name, [])) for table in TABLES}


def verdict(claim_id: str, **more: Any) -> Verdict:
    given = {"status": "unverified", "reason": "no_source", "explanation": "nobody named a source", "as_of": DAY}
    return Verdict(claim_id=claim_id, decided_at=NOON, **{**given, **more})


def claim(claim_id: str) -> Claim:
    return Claim(claim_id=claim_id, chapter_id="one", statement=f"There are {claim_id}.", quote=claim_id)


def test_every_table_view_and_column_carries_a_comment(tmp_path: Path) -> None:
    publish_tables(tables(), tmp_path / "claims.duckdb")
    with reading(tmp_path / "claims.duckdb") as connection:
        bare = rows(
            connection,
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
            "UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE NOT internal AND comment IS NULL "
            "UNION ALL SELECT view_name, '' FROM duckdb_views() WHERE NOT internal AND comment IS NULL",
        )
        described = rows(connection, "SELECT count(*) AS n FROM duckdb_columns() WHERE NOT internal")
    assert bare == []
    assert described[0]["n"] > sum(len(schema(table.record).names) for table in TABLES)


def test_everything_that_people_read_stands_in_one_schema_for_tools_that_know_no_other(tmp_path: Path) -> None:
    publish_tables(tables(), tmp_path / "claims.duckdb")
    with reading(tmp_path / "claims.duckdb") as connection:
        schemas = rows(
            connection,
            "SELECT DISTINCT schema_name FROM duckdb_tables() WHERE NOT internal "
            "UNION SELECT DISTINCT schema_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
        )
    assert [row["schema_name"] for row in schemas] == ["main", "publication"], "but for what is noted of its making"


def test_claim_status_has_one_row_per_claim_with_the_latest_verdict_and_the_loudest_first(tmp_path: Path) -> None:
    publish_tables(
        tables(
            chapters=[Chapter(chapter_id="one", title="One", path="one.txt", sha256="0", characters=0, text="")],
            claims=[claim("fine"), claim("wrong")],
            verdicts=[
                verdict("fine"),
                verdict("fine", status="supported", reason="exact", evidence_ids=("e",), as_of=DAY + dt.timedelta(1)),
                verdict("wrong", reason="contradicted"),
            ],
            evidence=[
                Evidence(
                    evidence_id="e", claim_id="fine", passage_id="p", source_id="s", snapshot_id="n",
                    relation="agrees", quote="There are fine.", fetched_at=NOON,
                )
            ],
            sources=[Source(source_id="s", url="https://example.org/", title="A source")],
            snapshots=[
                Snapshot(snapshot_id="n", source_id="s", fetched_at=NOON, outcome="fetched", payload_sha256="ab")
            ],
        ),
        tmp_path / "claims.duckdb",
    )  # fmt: skip
    with reading(tmp_path / "claims.duckdb") as connection:
        found = rows(connection, "SELECT * FROM claim_status")
    assert [(row["claim_id"], row["reason"]) for row in found] == [("wrong", "contradicted"), ("fine", "exact")]
    assert found[1]["source_url"] == "https://example.org/"
    assert found[1]["snapshot_sha256"] == "ab"


def test_the_queue_of_a_reviewer_keeps_the_order_of_loudness(tmp_path: Path) -> None:
    names = [f"claim-{number:05}" for number in range(9000)]
    publish_tables(
        tables(
            claims=[
                Claim(claim_id=name, chapter_id="one", statement=name, quote=name, registered=True, start_char=at)
                for at, name in enumerate(reversed(names))
            ],
            verdicts=[
                verdict(name, reason=("contradicted", "needs_review", "no_source")[number % 3])
                for number, name in enumerate(names)
            ],
        ),
        tmp_path / "claims.duckdb",
    )
    with reading(tmp_path / "claims.duckdb") as connection:
        queue = rows(connection, "SELECT place, claim_id, reason FROM next_to_review")
        first = rows(connection, "SELECT place, claim_id, reason FROM next_to_review LIMIT 3")
    assert [row["place"] for row in queue] == list(range(1, 9001))
    wanted = [name for rest in range(3) for name in reversed(names) if int(name[-5:]) % 3 == rest]
    assert [row["claim_id"] for row in queue] == wanted
    assert first == queue[:3]


def test_reading_before_anything_was_published_says_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(WarehouseError, match=r"nothing\.duckdb: .*run `claims refresh`"),
        reading(tmp_path / "nothing.duckdb"),
    ):
        pass


def test_a_database_of_another_version_says_what_to_do_and_a_mistake_of_ours_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "claims.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE claims (claim_id VARCHAR)")
    for query in ("FROM claim_status", "SELECT scope FROM claims"):
        with (
            pytest.raises(WarehouseError, match=r"another version .* run `claims refresh`"),
            reading(path) as connection,
        ):
            rows(connection, query)
    publish_tables(tables(), path)
    with pytest.raises(duckdb.CatalogException), reading(path) as connection:
        rows(connection, "FROM no_such_table")


def test_a_folder_that_cannot_be_written_is_named_in_the_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "warehouse"
    in_the_way.write_text("a file, not a folder")
    with pytest.raises(WarehouseError, match="warehouse"):
        publish_tables(tables(), in_the_way / "claims.duckdb")


FULL_DISK = """
import pathlib, resource, sys
from pipeline.publishing.warehouse import WarehouseError
from tests.publishing.held_parts import publish_tables
from tests.publishing.test_warehouse import claim, tables
path = pathlib.Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    publish_tables(tables(claims=[claim(str(number)) for number in range(40_000)]), path)
except WarehouseError as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [100_000, 1_000_000])
def test_a_full_disk_is_a_clear_error_and_the_database_before_still_stands(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "claims.duckdb"
    publish_tables(tables(claims=[claim("a")]), path)
    told = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(limit)], capture_output=True, text=True, check=False
    )
    assert "cannot be written" in told.stdout, told.stderr
    assert "free space" in told.stdout
    with reading(path) as connection:
        assert rows(connection, "SELECT count(*) AS n FROM claims") == [{"n": 1}]
    assert [item.name for item in tmp_path.iterdir()] == ["claims.duckdb"]


READER = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
seen = set()
for line in sys.stdin:
    seen.add(connection.execute("SELECT count(*) FROM claims").fetchone()[0])
    print(sorted(seen), flush=True)
"""


def test_a_reader_in_another_process_neither_blocks_a_publish_nor_sees_half_of_it(tmp_path: Path) -> None:
    path = tmp_path / "claims.duckdb"
    publish_tables(tables(claims=[claim("a")]), path)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        for size in range(2, 12):
            publish_tables(tables(claims=[claim(str(number)) for number in range(size)]), path)
            reader.stdin.write("again\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == "[1]\n", "an open reader keeps the database that it opened"
        reader.stdin.close()
        assert reader.wait(timeout=20) == 0
    with reading(path) as connection:
        assert rows(connection, "SELECT count(*) AS n FROM claims") == [{"n": 11}]
    assert [item.name for item in tmp_path.iterdir()] == ["claims.duckdb"]
