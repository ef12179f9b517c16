"""What publishing costs: the first time, when nothing changed, and after one in a hundred sources changed.

    python -m tests.benchmarks.publishing_cost 100 1000

makes the records of libraries by the number (50 claims a chapter; 20 sources with 150 passages each a chapter), and
prints a line of JSON for every size and publication: CPU seconds, rows that came and went, and bytes. No run is
measured, only the building of the database and the digests by which the annotated chapters are found that changed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.defs.keeping import parquet
from pipeline.defs.keeping.records import Records
from pipeline.publishing.columns import BY_NAME, conform
from pipeline.publishing.galley import read_chapter_ids, read_chapter_states
from pipeline.publishing.warehouse import publish, reading
from pipeline.storage import Folder
from tests.publishing.many_claims import many_claims

CLAIMS = 50
SOURCES = 20
PASSAGES = 3000
"""Of a chapter."""
_NEXT = "2026-07-01"
_OF_CHAPTERS = "mentions", "claims", "evidence", "digests", "changes"
_CHAPTER = f"CAST(regexp_extract(claim_id, '\\d+') AS INTEGER) // {CLAIMS}"


def write_library(folder: Path, chapters: int) -> Records:
    """Write the records of a library as a run leaves them: a file a chapter, or one for some thousand rows."""
    made = many_claims(chapters * CLAIMS)
    for name, rows in made.items():
        if name in _OF_CHAPTERS:
            _write_parts(folder, name, _select("SELECT *, {} AS _chapter FROM old ORDER BY _chapter", rows))
        elif name != "passages":
            _write(folder, name, "part-0", rows)
    for start in range(0, made["passages"].num_rows, 50_000):
        copied = (
            "SELECT p.* REPLACE (passage_id || '-' || k AS passage_id, start_char + k * 7 AS start_char, "
            f"end_char + k * 7 AS end_char) FROM old AS p, range({PASSAGES // (3 * CLAIMS)}) AS r(k)"
        )
        _write(folder, "passages", f"part-{start:09}", _select(copied, made["passages"].slice(start, 50_000)))
    return Records(Folder(folder))


def change(folder: Path, records: Records, share: float, epoch: int) -> None:
    """Look at every source: some say something new, a few claims of their chapters are judged otherwise."""
    sources = records.arrow("sources", columns=["source_id"])
    moved = f"CAST(regexp_extract(source_id, '\\d+') AS INTEGER) % {int(1 / share)} = {epoch}"
    looks = (
        f"SELECT source_id || '-{epoch}' AS snapshot_id, source_id, '{_NEXT}'::TIMESTAMPTZ AS fetched_at, 'live' AS "
        f"origin, CASE WHEN {moved} THEN 'fetched' ELSE 'not_modified' END AS outcome, "
        f"CASE WHEN {moved} THEN sha256(source_id || '{epoch}') END AS payload_sha256 FROM old"
    )
    _write(folder, "snapshots", f"part-{epoch}", _select(looks, sources))
    read = (
        f"SELECT * REPLACE (passage_id || '-{epoch}' AS passage_id, sha256(payload_sha256 || '{epoch}') AS "
        f"payload_sha256) FROM old LIMIT {int(sources.num_rows * share * PASSAGES / SOURCES)}"
    )
    first = records.arrow("passages", parts=[records.parts("passages")[0]])
    _write(folder, "passages", f"part-new-{epoch}", _select(read, first))
    judged = (
        f"SELECT * REPLACE (CASE WHEN hash(evidence_id) % 20 = {epoch} THEN score / 2 ELSE score END AS score) FROM old"
    )
    decided = []
    for number, part in enumerate(records.parts("evidence")):
        if number % 100 < 100 * (1 - (1 - share) ** SOURCES):
            evidence = records.arrow("evidence", parts=[part])
            _write(folder, "evidence", part, _select(judged, evidence))
            decided += evidence.column("claim_id").to_pylist()[:4]
    verdicts = (
        f"SELECT claim_id, '{_NEXT}'::TIMESTAMPTZ + INTERVAL {epoch} HOUR AS decided_at, 'stale' AS status, "
        f"'figure_moved' AS reason, 'moved {epoch}' AS explanation, DATE '{_NEXT}' AS as_of FROM old"
    )
    _write(folder, "verdicts", f"part-{epoch}", _select(verdicts, pa.table({"claim_id": sorted(set(decided))})))


def _select(query: str, old: pa.Table) -> pa.Table:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("old", old)
        return connection.sql(query.replace("{}", _CHAPTER)).to_arrow_table()


def _write_parts(folder: Path, name: str, parted: pa.Table) -> None:
    numbers = parted.column("_chapter").to_pylist()
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[start]:
            _write(folder, name, f"chapter-{numbers[start]}", parted.slice(start, at - start).drop(["_chapter"]))
            start = at


def _write(folder: Path, name: str, part: str, rows: pa.Table) -> None:
    path = folder / name / f"{part}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(parquet.write(conform(BY_NAME[name].record, rows)))
    unfinished.replace(path)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.publishing_cost", description=__doc__)
    parser.add_argument("chapters", type=int, nargs="+")
    parser.add_argument("--changed", type=float, default=0.01, help="share of the sources that change")
    parser.add_argument("--refreshes", type=int, default=1, help="how often they do, one after the other")
    asked = parser.parse_args()
    for chapters in asked.chapters:
        with tempfile.TemporaryDirectory() as scratch:
            folder, database = Path(scratch) / "records", Path(scratch) / "claims.duckdb"
            records = write_library(folder, chapters)
            for number in range(2 + asked.refreshes):
                if number > 1:
                    change(folder, records, asked.changed, number - 1)
                began = time.process_time()
                made = publish(records, database)
                spent = time.process_time()
                with reading(database) as connection:
                    read_chapter_states(connection, read_chapter_ids(connection))
                line = {
                    "chapters": chapters,
                    "publication": ("first", "unchanged")[number] if number < 2 else "changed",
                    "cpu": round(spent - began, 2),
                    "digests": round(time.process_time() - spent, 2),
                    "whole": made.whole,
                    "came": sum(one.came for one in made.moved.values()),
                    "went": sum(one.went for one in made.moved.values()),
                    "megabytes": round(database.stat().st_size / 1e6),
                }
                print(json.dumps(line), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
