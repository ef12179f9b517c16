"""The published database in a DuckLake: tables as Parquet in a bucket, their catalog in PostgreSQL.

What belongs here: copying a published database into a lake, and finding DuckDB's extensions. What must never be here:
what the rows mean, and how the database is built (warehouse.py). A lake has many readers on many machines, at any
time, and keeps what was published before; a reader sees one publication or the next, never a mixture.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from pipeline.model import TABLES
from pipeline.publishing.comments import explain_within, quoted
from pipeline.publishing.notes import SCHEMA as NOTES
from pipeline.publishing.warehouse import WarehouseError
from pipeline.storage.bucket import Credentials

SCHEMA = "claims_lake"
"""Schema of the catalog in PostgreSQL; who may read it may read the lake's metadata."""
_EXTENSIONS = ("httpfs", "postgres_scanner", "ducklake")
_MOST = 0.5
"""Share of a table's rows that may come and go before it is laid down whole."""
_WORN = 100
"""Files of a table from which it is laid down whole: each publication that changes it adds one, and a reader opens
all."""
_STATES = f"{NOTES}.states"
"""Table of the lake that says from which record files each of its tables was made."""
_RECORDED = frozenset(table.name for table in TABLES)
_FILES = f"""
SELECT table_name, if(bool_and(mark IS NOT NULL), md5(string_agg(part || chr(31) || mark, chr(30) ORDER BY part)), NULL)
FROM source.{NOTES}.parts GROUP BY table_name
"""
_GRACE = dt.timedelta(days=1)
"""How long the files of a publication that is no longer kept stay, for queries that began before."""
_TABLES = """
SELECT schema_name, table_name, comment FROM duckdb_tables()
WHERE database_name = 'source' AND schema_name = 'main' ORDER BY ALL
"""
_VIEWS = """
SELECT schema_name, view_name, sql, comment FROM duckdb_views()
WHERE database_name = 'source' AND NOT internal ORDER BY view_oid
"""
_COLUMNS = """
SELECT column_name, comment FROM duckdb_columns()
WHERE database_name = 'source' AND schema_name = $1 AND table_name = $2 AND comment IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake is and who writes it."""

    catalog: str = field(repr=False)
    """`postgresql://…`."""
    data: str
    """Folder of the Parquet files, `s3://…`."""
    credentials: Credentials
    keeps: dt.timedelta = dt.timedelta(days=30)
    """How long what was published before can be read; then its files are dropped."""


def publish_lake(database: Path, lake: Lake) -> list[str]:
    """Make the lake say what the published database says, in one transaction. Returns the tables that differed.

    Tables that were made from the same record files as those in the lake are not looked at; of the others, rows that
    went are deleted and rows that came are inserted. Raises WarehouseError when the lake cannot be reached or an
    extension of DuckDB is missing.
    """
    with _attached(lake) as connection:
        connection.execute(f"ATTACH '{quoted(str(database))}' AS source (READ_ONLY)")
        connection.execute("BEGIN")
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {NOTES}")
        connection.execute(f"CREATE TABLE IF NOT EXISTS {_STATES} (name VARCHAR, state VARCHAR)")
        noted = dict(connection.execute(f"SELECT name, state FROM {_STATES}").fetchall())
        tables = connection.execute(_TABLES).fetchall()
        states = _states(connection, [table for _, table, _ in tables])
        changed: list[str] = []
        if states == noted and None not in states.values():
            connection.execute("ROLLBACK")
        else:
            for schema, table, comment in tables:
                is_known = states[table] is not None and states[table] == noted.get(table)
                if not is_known and _bring_up_to_date(connection, schema, table, comment):
                    changed.append(f"{schema}.{table}")
            _lay_down_views(connection)
            connection.execute(f"DELETE FROM {_STATES}")
            connection.executemany(f"INSERT INTO {_STATES} VALUES (?, ?)", [list(one) for one in states.items()])
            connection.execute("COMMIT")
        _forget(connection, lake.keeps)
        return changed


def _lay_down_views(connection: duckdb.DuckDBPyConnection) -> None:
    for schema, view, select, comment in connection.execute(_VIEWS).fetchall():
        connection.execute(f'DROP VIEW IF EXISTS "{schema}"."{view}"')
        connection.execute(select)
        _explain(connection, "VIEW", schema, view, comment)


def _states(connection: duckdb.DuckDBPyConnection, tables: Sequence[str]) -> dict[str, str | None]:
    """By table, what stands for its content: the record files it was made from, and the code that did it. A table that
    was made from others rests on all files. None where a file was published in part, which its mark does not tell."""
    made = dict(connection.execute(f"SELECT name, value FROM source.{NOTES}.made").fetchall())
    files: Mapping[str, str | None] = {**dict.fromkeys(_RECORDED, ""), **dict(connection.execute(_FILES).fetchall())}
    found = {table: digest for table, digest in files.items() if digest is not None}
    everything = [made["layout"], made["only"], *(f"{table} {digest}" for table, digest in sorted(found.items()))]
    states: dict[str, str | None] = {}
    for table in tables:
        rests_on = [made["layout"], found.get(table, "")] if table in _RECORDED else everything
        known = table in found if table in _RECORDED else len(found) == len(files)
        states[table] = hashlib.sha256("\x1f".join(rests_on).encode()).hexdigest() if known else None
    return states


def _forget(connection: duckdb.DuckDBPyConnection, keeps: dt.timedelta) -> None:
    """Drop what was published longer ago, and after another while, so that no query misses them, its files."""
    now = dt.datetime.now(dt.UTC)
    for task, age in (("expire_snapshots", keeps), ("cleanup_old_files", min(keeps, _GRACE))):
        connection.execute(f"CALL ducklake_{task}('lake', older_than => TIMESTAMPTZ '{(now - age).isoformat()}')")


def _bring_up_to_date(connection: duckdb.DuckDBPyConnection, schema: str, table: str, comment: str | None) -> bool:
    """Make one table's rows those of the database's, in proportion to how many came and went; whole where most did, or
    where its files have become many. Returns whether anything was written."""
    name = f'"{schema}"."{table}"'
    columns = _columns(connection, "source", schema, table)
    if _columns(connection, "lake", schema, table) == columns and not _is_worn(connection, table):
        row = "hash(" + ", ".join(f'"{column}"' for column, _ in columns) + ")"
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE moved AS SELECT row, came, went FROM
            (SELECT {row} AS row, count(*) AS came FROM source.{name} GROUP BY ALL) FULL JOIN
            (SELECT {row} AS row, count(*) AS went FROM {name} GROUP BY ALL) USING (row)
            WHERE came IS DISTINCT FROM went""")
        moved, left = connection.execute(
            f"SELECT coalesce(sum(coalesce(came, 0) + coalesce(went, 0)), 0), (SELECT count(*) FROM {name}) FROM moved"
        ).fetchall()[0]
        if not moved:
            return False
        if moved <= _MOST * left:
            connection.execute(f"DELETE FROM {name} WHERE {row} IN (SELECT row FROM moved WHERE went > 0)")
            chosen = f"SELECT * FROM source.{name} WHERE {row} IN (SELECT row FROM moved WHERE came > 0)"
            connection.execute(f"INSERT INTO {name} {chosen}")
            return True
    connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM source.{name}")
    _explain(connection, "TABLE", schema, table, comment)
    return True


def _columns(connection: duckdb.DuckDBPyConnection, database: str, schema: str, table: str) -> list[tuple[str, str]]:
    """The names and types of a table's columns; none when there is no such table."""
    return connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = $1 AND schema_name = $2 AND table_name = $3 ORDER BY column_index",
        [database, schema, table],
    ).fetchall()


def _is_worn(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a table lies in so many files that it is better laid down again."""
    files = connection.execute(
        "SELECT coalesce(sum(file_count), 0) FROM ducklake_table_info('lake') WHERE table_name = ?", [table]
    ).fetchall()
    return bool(files[0][0] > _WORN)


def _explain(connection: duckdb.DuckDBPyConnection, what: str, schema: str, table: str, comment: str | None) -> None:
    # A lake's views carry no comments on their columns.
    columns = dict(connection.execute(_COLUMNS, [schema, table]).fetchall()) if what == "TABLE" else {}
    explain_within(connection, what, f'"{schema}"."{table}"', comment or "", columns)


@contextlib.contextmanager
def _attached(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that stands in the lake. Errors of DuckDB come out as ours, without the catalog's password."""
    password = urlsplit(lake.catalog).password or "\0"
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        try:
            for name in _EXTENSIONS:
                connection.execute(f"LOAD '{quoted(str(find_extension(name)))}'")
            connection.execute(_secret(lake.credentials))
            connection.execute(
                f"ATTACH 'ducklake:postgres:{quoted(lake.catalog)}' AS lake "
                f"(DATA_PATH '{quoted(lake.data)}/', METADATA_SCHEMA '{SCHEMA}')"
            )
            connection.execute("USE lake")
            yield connection
        except duckdb.Error as error:
            told = str(error).replace(lake.catalog, "the catalog").replace(password, "…")
            raise WarehouseError(
                f"{lake.data}: the lake cannot be written ({told}); see that PostgreSQL and the bucket answer"
            ) from None


def find_extension(name: str) -> Path:
    """The file of an extension of DuckDB that is installed as a Python package. Raises WarehouseError."""
    spec = find_spec(f"duckdb_extension_{name}")
    folders = spec.submodule_search_locations if spec else None
    files = sorted(file for folder in folders or () for file in Path(folder).rglob(f"{name}.duckdb_extension"))
    if not files:
        raise WarehouseError(f"DuckDB's extension {name} is not installed; `uv sync --extra cluster` brings it")
    return files[-1]


def _secret(credentials: Credentials) -> str:
    given = {"TYPE": "s3", "REGION": credentials.region}
    if credentials.key and credentials.secret:
        given |= {"KEY_ID": credentials.key, "SECRET": credentials.secret}
    if credentials.endpoint:
        place = urlsplit(credentials.endpoint)
        given |= {"ENDPOINT": place.netloc, "URL_STYLE": "path", "USE_SSL": str(place.scheme == "https").lower()}
    return "CREATE SECRET (" + ", ".join(f"{name} '{quoted(value)}'" for name, value in given.items()) + ")"
