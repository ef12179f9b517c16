"""The published database: every table and view with its comments, replaced as a whole.

What belongs here: building one DuckDB file aside and renaming it into place, and opening it for reading. What must
never be here: what the rows mean. DuckDB lets one writing process exclude every other, so nothing is ever written
into the published file: readers keep the file they opened, and a run never waits for them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from pipeline.model import TABLES
from pipeline.publishing.columns import meanings
from pipeline.publishing.search import SEARCH_TABLES
from pipeline.publishing.views import VIEWS

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}

MEMORY = "2GB"
"""What building the database may hold in memory; larger tables are sorted on disk, beside it."""
Rows: TypeAlias = pa.Table | pa.RecordBatchReader


class WarehouseError(RuntimeError):
    """The published database cannot be written or read; the message names the file and what to do."""


def publish(tables: Mapping[str, Rows], path: Path, *, only: Mapping[str, str] | None = None) -> None:
    """Build a database of `tables` (one per `pipeline.model.TABLES`) and the views, and put it at `path`.

    Rows go from Arrow into the database without becoming Python objects, those of a reader a batch at a time. `only`
    gives the SQL condition by which the rows of a table are chosen; it may name the tables before it. Rows that are
    equal are published once.
    A reader sees the old file or the new one, never a mixture. Raises WarehouseError when the folder cannot be
    written.
    """
    building = path.with_name(f".{path.name}.{os.getpid()}.building")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob(f".{path.name}.*.building*"):
            left.unlink(missing_ok=True)
        with duckdb.connect(str(building), config=_CONFIG) as connection:
            _fill(connection, tables, only or {})
        with building.open("rb+") as stream:
            os.fsync(stream.fileno())
        building.replace(path)
    except (OSError, duckdb.IOException) as error:
        raise WarehouseError(
            f"{path}: cannot be written ({error}); check the folder's permissions and free space"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, opened read-only. Raises WarehouseError when there is none yet."""
    if not path.is_file():
        raise WarehouseError(f"{path}: there is no published database yet; run `claims refresh` first")
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
    except duckdb.Error as error:
        raise WarehouseError(
            f"{path}: cannot be opened ({error}); delete it and run `claims refresh` to build it again"
        ) from error
    with connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries by column name."""
    cursor = connection.execute(query, list(parameters))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _fill(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows], only: Mapping[str, str]) -> None:
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    for table in TABLES:
        name, order = f'"{table.name}"', ", ".join(table.order or table.key)
        connection.register("incoming", tables[table.name])
        chosen = f"SELECT * FROM incoming WHERE {only.get(table.name, 'true')} ORDER BY {order}"
        connection.execute(f"CREATE TABLE {name} AS {chosen}")
        connection.unregister("incoming")
        key = ", ".join(table.key)
        counted = connection.execute(f"SELECT count(*), count(DISTINCT ({key})) FROM {name}").fetchone()
        if counted and counted[0] != counted[1]:
            connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT DISTINCT * FROM {name} ORDER BY {order}")
        _explain(connection, "TABLE", f'"{table.name}"', table.comment, meanings(table.record))
    for view in VIEWS:
        select, laid = view.select, f'"prepared_{view.name}"'
        if view.prepared:
            connection.execute(f"CREATE TABLE {laid} AS {select}")
            _explain(connection, "TABLE", laid, f"The rows of view {view.name}", view.columns)
            select = f"SELECT * FROM {laid}"
        connection.execute(f'CREATE VIEW "{view.name}" AS {select}')
        _explain(connection, "VIEW", f'"{view.name}"', view.comment, view.columns)
    for index in SEARCH_TABLES:
        connection.execute(f'CREATE TABLE "{index.name}" AS {index.select}')
        _explain(connection, "TABLE", f'"{index.name}"', index.comment, index.columns)
    connection.execute("CHECKPOINT")


def _explain(
    connection: duckdb.DuckDBPyConnection, what: str, name: str, comment: str, columns: Mapping[str, str]
) -> None:
    """Put the comments on a table or a view (`what`) and on each of its columns."""
    connection.execute(f"COMMENT ON {what} {name} IS '{_quoted(comment)}'")
    for column, meaning in columns.items():
        connection.execute(f"COMMENT ON COLUMN {name}.\"{column}\" IS '{_quoted(meaning)}'")


def _quoted(text: str) -> str:
    return text.replace("'", "''")
