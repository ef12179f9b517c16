"""A published table brought up to date with its record files: rows that are new go in, rows that are gone come out.

What belongs here: finding which rows those are, from the files that changed alone. What must never be here: what the
rows mean, and whether the database around them can be trusted (warehouse.py). A table that is made anew is one of
which every file is new. Rows are told apart by hash(); wherever that, or the files, leave a doubt, the one table is
made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from pipeline.model import Table
from pipeline.publishing.columns import meanings, schema
from pipeline.publishing.comments import explain
from pipeline.publishing.incoming import Incoming
from pipeline.publishing.notes import SCHEMA, create_part_rows, part_rows
from pipeline.publishing.record_parts import RecordParts

_STAGING = "_part, _key, _row"
"""Columns that a row has on its way in: the number of its file, and hash() of its key and of the whole row."""

TURNS_TOGETHER = 8
"""Turns of one transaction, each of which lays down `incoming.BYTES_AT_ONCE`. In a transaction of its own a turn would
be written twice, to the log first; and of one that never ended DuckDB would hold more and more."""


class DamagedError(Exception):
    """The database does not hold what it says that it holds."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of bringing one table up to date."""

    came: int = 0
    went: int = 0
    disputed: int = 0
    """Keys of which the record files hold different rows. Of each, the row of the last file by name is published; no
    stage writes such rows, so there is a fault to look for. A table that has any is made anew when its files change."""
    anew: bool = False
    """Whether the table was made anew. When not, the rows that came and went stand in the table `moved(name)`."""

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.anew)


def moved(table: str) -> str:
    """The quoted name of the temporary view of the rows that came into, or went out of, a table; of a view that is laid
    down in part, the temporary table of the keys that are touched."""
    return f'temp."moved_{table}"'


def bring_up_to_date(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    records: RecordParts,
    marks: Mapping[str, str],
    condition: str,
    *,
    examine: bool,
) -> Moved:
    """Make a table that stands in the database what its record files, of which the `marks` are given, hold now.

    `condition` says in SQL which rows are published. `examine` asks whether those that stand there already still are,
    which follows where the condition is the same and no row of a table that it names went. Raises DamagedError.
    """
    found = connection.execute(f"SELECT part, number, mark FROM {SCHEMA}.parts WHERE table_name = ?", [table.name])
    noted = {part: (number, mark) for part, number, mark in found.fetchall()}
    left = [number for part, (number, mark) in noted.items() if mark is None or marks.get(part) != mark]
    new = [part for part, mark in sorted(marks.items()) if noted.get(part, (0, None))[1] != mark]
    result = _difference(connection, table, records, marks, new, left, condition) if new or left else Moved()
    if result is None or (examine and hides_any(connection, table, condition)):
        return make_anew(connection, table, records, marks, condition)
    return result


def make_anew(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    records: RecordParts,
    marks: Mapping[str, str],
    condition: str,
) -> Moved:
    """Lay down a table from all of its record files, one after the other. In each the rows stand in the table's order;
    to sort them all took a third of the time, and memory that grew with the library."""
    name, rows = f'"{table.name}"', part_rows(table.name)
    connection.execute(f"DELETE FROM {SCHEMA}.parts WHERE table_name = ?", [table.name])
    create_part_rows(connection, table.name)
    incoming = _read(connection, table, records, sorted(marks))
    make = f"CREATE OR REPLACE TABLE {name} AS"
    connection.execute("BEGIN")
    for count, some in enumerate(incoming.some_at_a_time(connection)):
        if count and count % TURNS_TOGETHER == 0:
            connection.execute("COMMIT")
            connection.execute("BEGIN")
        connection.execute(f"{make} SELECT * EXCLUDE (_part) FROM {some} WHERE {condition}")
        connection.execute(f"INSERT INTO {rows} SELECT {_staging(table)} FROM {some} WHERE {condition}")
        make = f"INSERT INTO {name}"
    connection.execute("COMMIT")
    disputed = 0
    if number(connection, f"SELECT count(*) - count(DISTINCT key) FROM {rows}"):
        disputed = number(
            connection, f"SELECT count(*) FROM (SELECT key FROM {rows} GROUP BY key HAVING min(row) <> max(row))"
        )
        _keep_the_last_of_each_key(connection, table)
    explain(connection, "TABLE", name, table.comment, meanings(table.record))
    _note(connection, incoming, marks, f"SELECT part, count(*) FROM {rows} GROUP BY part")
    return Moved(came=number(connection, f"SELECT count(*) FROM {name}"), disputed=disputed, anew=True)


def _keep_the_last_of_each_key(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Take the rows out of a table that was laid down file by file, and has keys more than once, but for the last."""
    repeated = f"SELECT key FROM {part_rows(table.name)} GROUP BY key HAVING count(*) > 1"
    connection.execute(
        f"""DELETE FROM "{table.name}" WHERE rowid IN (
            SELECT rowid FROM "{table.name}" WHERE {_hash(table.key)} IN ({repeated})
            QUALIFY row_number() OVER (PARTITION BY {", ".join(table.key)} ORDER BY rowid DESC) > 1
        )"""
    )


def _difference(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    records: RecordParts,
    marks: Mapping[str, str],
    new: list[str],
    left: list[int],
    condition: str,
) -> Moved | None:
    """Take the rows of the files `left` out, and those of the files `new` in, but for rows that stand in both. None
    when keys do not tell which row is meant; notes and staged rows are in no state to go on with then."""
    rows, name, numbers = part_rows(table.name), f'"{table.name}"', ", ".join(map(str, [*left, -1]))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE leaving AS FROM {SCHEMA}.parts WHERE number IN ({numbers})")
    connection.execute(f"DELETE FROM {SCHEMA}.parts WHERE number IN ({numbers})")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE old AS SELECT * FROM {rows} WHERE part IN ({numbers})")
    connection.execute(f"DELETE FROM {rows} WHERE part IN ({numbers})")
    _stage(connection, table, records, marks, new, condition)
    touched = "(SELECT key, row FROM old UNION ALL SELECT _key, _row FROM staged)"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE met AS SELECT key, row FROM {rows} WHERE key IN (SELECT key FROM {touched})"
    )
    if number(
        connection,
        f"""SELECT (SELECT count(*) FROM (SELECT key FROM old GROUP BY key HAVING min(row) <> max(row)))
        + (SELECT count(*) FROM (SELECT _key FROM staged GROUP BY _key HAVING min(_row) <> max(_row)))
        + (SELECT count(*) FROM met JOIN {touched} AS t USING (key) WHERE met.row <> t.row)""",
    ) and not _is_as_noted(connection):
        return None
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE gone AS SELECT DISTINCT key FROM old
        WHERE NOT EXISTS (FROM staged WHERE _key = old.key AND _row = old.row)
        AND NOT EXISTS (FROM met WHERE met.key = old.key)""")
    fresh = "staged"
    if number(
        connection,
        """SELECT (SELECT count(*) FROM old) + (SELECT count(*) FROM met)
        + (SELECT count(*) - count(DISTINCT _key) FROM staged)""",
    ):  # else all are, and need no sorting out
        fresh = "fresh"
        connection.execute("""
            CREATE OR REPLACE TEMP TABLE fresh AS SELECT * FROM staged
            WHERE NOT EXISTS (FROM old WHERE key = _key AND row = _row)
            AND NOT EXISTS (FROM met WHERE met.key = _key)
            AND rowid IN (SELECT min(rowid) FROM staged GROUP BY _key)""")
    leaving = f"{_hash(table.key)} IN (SELECT key FROM gone)"
    out, into = f'"went_{table.name}"', f'"came_{table.name}"'
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {out} AS SELECT * FROM {name} WHERE {leaving}")
    went = number(connection, f"DELETE FROM {name} WHERE {leaving}")
    if went != number(connection, "SELECT count(*) FROM gone"):
        raise DamagedError(f"rows of {table.name} are missing")
    in_order = "" if len(new) == 1 else f"ORDER BY {_order(table)}"  # one file's rows lie in their order
    came = number(connection, f"INSERT INTO {name} SELECT * EXCLUDE ({_STAGING}) FROM {fresh} {in_order}")
    connection.execute(f"INSERT INTO {rows} SELECT {_STAGING} FROM staged")
    connection.execute(f"ALTER TABLE {fresh} RENAME TO {into}")
    connection.execute("DROP TABLE IF EXISTS staged")
    connection.execute(
        f'CREATE TEMP VIEW "moved_{table.name}" AS '
        f"SELECT * FROM {out} UNION ALL SELECT * EXCLUDE ({_STAGING}) FROM {into}"
    )
    return Moved(came, went)


def _is_as_noted(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the staged files hold just the rows that those of the same names held, in the same order, so that the
    keys that they dispute were decided before. An order that DuckDB did not keep only makes the table anew."""
    return not number(
        connection,
        f"""WITH before AS (
            SELECT l.part, row_number() OVER (PARTITION BY old.part ORDER BY old.rowid) AS place, key, row
            FROM old JOIN leaving AS l ON l.number = old.part
        ),
        now AS (
            SELECT p.part, row_number() OVER (PARTITION BY _part ORDER BY s.rowid) AS place, _key, _row
            FROM staged AS s JOIN {SCHEMA}.parts AS p ON p.number = _part
        )
        SELECT count(*) FROM ((FROM before EXCEPT FROM now) UNION ALL (FROM now EXCEPT FROM before))""",
    )


def _stage(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    records: RecordParts,
    marks: Mapping[str, str],
    parts: list[str],
    condition: str,
) -> None:
    """Read some record files into the temporary table `staged`, as far as their rows are published, and note them."""
    incoming = _read(connection, table, records, parts)
    make = "CREATE OR REPLACE TEMP TABLE staged AS"
    for some in incoming.some_at_a_time(connection):
        connection.execute(f"{make} SELECT * EXCLUDE (_part), {_staging(table)} FROM {some} WHERE {condition}")
        make = "INSERT INTO staged"
    _note(connection, incoming, marks, "SELECT _part, count(*) FROM staged GROUP BY _part")


def _read(connection: duckdb.DuckDBPyConnection, table: Table, records: RecordParts, parts: Iterable[str]) -> Incoming:
    """The rows of some record files of a table, which get numbers that no other file has."""
    first = number(connection, f"SELECT coalesce(max(number), 0) + 1 FROM {SCHEMA}.parts")
    return Incoming(table, records, {part: count for count, part in enumerate(parts, first)})


def _note(connection: duckdb.DuckDBPyConnection, incoming: Incoming, marks: Mapping[str, str], counting: str) -> None:
    """Note the record files that were read. `counting` is a SELECT of their numbers with how many rows of each are
    published: of a file of which some are not, no mark is noted, so that the next publication looks at it again."""
    shown, parts = dict(connection.execute(counting).fetchall()), [*incoming.numbers]
    whole = {part: shown.get(place, 0) == incoming.read[part] for part, place in incoming.numbers.items()}
    if parts:
        listed = pa.table(
            {
                "number": pa.array(incoming.numbers.values(), pa.int32()),
                "table_name": pa.repeat(incoming.table.name, len(parts)),
                "part": pa.array(parts, pa.string()),
                "mark": pa.array([marks[part] if whole[part] else None for part in parts], pa.string()),
            }
        )
        connection.register("listed", listed)
        connection.execute(f"INSERT INTO {SCHEMA}.parts SELECT * FROM listed")
        connection.unregister("listed")


def hides_any(connection: duckdb.DuckDBPyConnection, table: Table, condition: str) -> bool:
    """Whether a table holds rows that a condition would not let in."""
    return condition != "true" and bool(
        number(connection, f'SELECT count(*) FROM "{table.name}" WHERE NOT coalesce(({condition}), false)')
    )


def _staging(table: Table) -> str:
    """The columns that a row has besides its own on its way in."""
    return f"_part, {_hash(table.key)} AS _key, {_hash(schema(table.record).names)} AS _row"


def _hash(columns: tuple[str, ...] | list[str]) -> str:
    return "hash(" + ", ".join(f'"{column}"' for column in columns) + ")"


def _order(table: Table) -> str:
    return ", ".join(table.order or table.key)


def number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number that a query answers; of an INSERT, a DELETE or a CREATE TABLE AS, how many rows it was."""
    answered = connection.execute(query).fetchone()
    return int(answered[0]) if answered else 0
