"""The published database in a DuckLake: tables as Parquet in a bucket, their catalog in PostgreSQL.

What belongs here: copying a published database into a lake, and finding DuckDB's extensions. What must never be here:
what the rows mean, and how the database is built (warehouse.py). A lake has many readers on many machines, at any
time, and keeps what was published before; a reader sees one publication or the next, never a mixture.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from pipeline.publishing.warehouse import WarehouseError
from pipeline.storage.bucket import Credentials

SCHEMA = "claims_lake"
"""Schema of the catalog in PostgreSQL; who may read it may read the lake's metadata."""
_EXTENSIONS = ("httpfs", "postgres_scanner", "ducklake")
_GRACE = dt.timedelta(days=1)
"""How long the files of a publication that is no longer kept stay, for queries that began before."""
_COMMENT = "COMMENT ON {what} {name} IS '{text}'"
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

    Raises WarehouseError when the lake cannot be reached or an extension of DuckDB is missing.
    """
    with _attached(lake) as connection:
        connection.execute(f"ATTACH '{_quoted(str(database))}' AS source (READ_ONLY)")
        connection.execute("BEGIN")
        changed = [
            f"{schema}.{table}"
            for schema, table, comment in connection.execute(_TABLES).fetchall()
            if _copy_table(connection, schema, table, comment)
        ]
        for schema, view, select, comment in connection.execute(_VIEWS).fetchall():
            name = f'"{schema}"."{view}"'
            connection.execute(f"DROP VIEW IF EXISTS {name}")
            connection.execute(select)
            _explain(connection, "VIEW", schema, view, comment)
        connection.execute("COMMIT")
        _forget(connection, lake.keeps)
        return changed


def _forget(connection: duckdb.DuckDBPyConnection, keeps: dt.timedelta) -> None:
    """Drop what was published longer ago, and after another while, so that no query misses them, its files."""
    now = dt.datetime.now(dt.UTC)
    for task, age in (("expire_snapshots", keeps), ("cleanup_old_files", min(keeps, _GRACE))):
        connection.execute(f"CALL ducklake_{task}('lake', older_than => TIMESTAMPTZ '{(now - age).isoformat()}')")


def _copy_table(connection: duckdb.DuckDBPyConnection, schema: str, table: str, comment: str | None) -> bool:
    """Bring one table up to date; what is equal already is not written again."""
    name = f'"{schema}"."{table}"'
    connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    if _content(connection, f"lake.{name}") == _content(connection, f"source.{name}"):
        return False
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM source.{name}")
    _explain(connection, "TABLE", schema, table, comment)
    return True


def _content(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[object, ...] | None:
    """What tells whether two tables are equal whatever the order of their rows; None when there is no such table."""
    database, schema, table = name.replace('"', "").split(".")
    there = connection.execute(
        "SELECT list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = $1 AND schema_name = $2 AND table_name = $3",
        [database, schema, table],
    ).fetchone()
    if not there or not there[0]:
        return None
    digests = "bit_xor(md5_number(t::VARCHAR)), sum(hash(t::VARCHAR)::HUGEINT % 1000000007)"
    counted = connection.execute(f"SELECT count(*), {digests} FROM {name} AS t").fetchone()
    return (tuple(there[0]), counted)


def _explain(connection: duckdb.DuckDBPyConnection, what: str, schema: str, table: str, comment: str | None) -> None:
    name = f'"{schema}"."{table}"'
    if comment:
        connection.execute(_COMMENT.format(what=what, name=name, text=_quoted(comment)))
    if what == "TABLE":  # a lake's views carry no comments on their columns
        for column, meaning in connection.execute(_COLUMNS, [schema, table]).fetchall():
            connection.execute(_COMMENT.format(what="COLUMN", name=f'{name}."{column}"', text=_quoted(meaning)))


@contextlib.contextmanager
def _attached(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that stands in the lake. Errors of DuckDB come out as ours, without the catalog's password."""
    password = urlsplit(lake.catalog).password or "\0"
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        try:
            for name in _EXTENSIONS:
                connection.execute(f"LOAD '{_quoted(str(find_extension(name)))}'")
            connection.execute(_secret(lake.credentials))
            connection.execute(
                f"ATTACH 'ducklake:postgres:{_quoted(lake.catalog)}' AS lake "
                f"(DATA_PATH '{_quoted(lake.data)}/', METADATA_SCHEMA '{SCHEMA}')"
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
    return "CREATE SECRET (" + ", ".join(f"{name} '{_quoted(value)}'" for name, value in given.items()) + ")"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
