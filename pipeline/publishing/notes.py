"""What a published database says about its own making: which rows of which record files stand in it, and whose code.

What belongs here: the tables of schema `publication`, beside those that people read. What must never be here: what is
done with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files

import duckdb

from pipeline.model import TABLES
from pipeline.publishing.columns import schema
from pipeline.publishing.comments import explain
from pipeline.publishing.views import VIEWS

SCHEMA = "publication"
_CODE = (
    "columns.py", "comments.py", "incoming.py", "increments.py", "notes.py", "prepared.py", "search.py", "views.py",
    "warehouse.py",
)  # fmt: skip
_COUNTED = [*(table.name for table in TABLES), *(view.laid for view in VIEWS if view.prepared)]
_MADE = {"name": "What is noted", "value": "What is noted of it"}
_PARTS = {
    "number": "Number of the record file in this database",
    "table_name": "Table it is of",
    "part": "Its name among the files of that table",
    "mark": "What stood for its content when it was read; null when some of its rows were not for the day's readers",
}
_TABLES = {"name": "Table of schema main", "rows": "How many rows it was published with"}
_ROWS = {
    "part": "Number of the record file in `parts`",
    "key": "hash() of the key of a row that it holds",
    "row": "hash() of the whole row",
}


def create_notes(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty tables of notes in a new database."""
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    connection.execute(f"CREATE TABLE {SCHEMA}.made (name VARCHAR, value VARCHAR)")
    explain(connection, "TABLE", f"{SCHEMA}.made", "How this database was made", _MADE)
    connection.execute(f"CREATE TABLE {SCHEMA}.parts (number INTEGER, table_name VARCHAR, part VARCHAR, mark VARCHAR)")
    explain(connection, "TABLE", f"{SCHEMA}.parts", "Record files that this database was made from", _PARTS)
    connection.execute(f"CREATE TABLE {SCHEMA}.tables (name VARCHAR, rows BIGINT)")
    explain(connection, "TABLE", f"{SCHEMA}.tables", "Published tables and their sizes", _TABLES)
    for table in TABLES:
        create_part_rows(connection, table.name)


def create_part_rows(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make anew, and empty, the note of which record file holds which row of a table."""
    connection.execute(f"CREATE OR REPLACE TABLE {part_rows(table)} (part INTEGER, key UBIGINT, row UBIGINT)")
    explain(connection, "TABLE", part_rows(table), f"Rows of {table} by the record file that holds them", _ROWS)


def part_rows(table: str) -> str:
    """The quoted name of that note."""
    return f'{SCHEMA}."rows_of_{table}"'


def layout() -> str:
    """A digest of everything but records that decides what a published database looks like: the code that builds it,
    the tables' columns, and DuckDB, whose hash() may be another one in another version."""
    room = files("pipeline.publishing")
    digest = hashlib.sha256(duckdb.__version__.encode())
    for file in _CODE:
        digest.update(room.joinpath(file).read_bytes())
    for table in TABLES:
        digest.update(repr((table.name, table.key, table.order, table.comment, schema(table.record))).encode())
    return digest.hexdigest()


def read_made(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What is noted of the making."""
    return dict(connection.execute(f"SELECT name, value FROM {SCHEMA}.made").fetchall())


def write_made(connection: duckdb.DuckDBPyConnection, made: Mapping[str, str]) -> None:
    """Note how the database was made, and how many rows its tables have."""
    connection.execute(f"DELETE FROM {SCHEMA}.made")
    connection.executemany(f"INSERT INTO {SCHEMA}.made VALUES (?, ?)", [list(item) for item in made.items()])
    connection.execute(f"DELETE FROM {SCHEMA}.tables")
    for name in _COUNTED:
        connection.execute(f"INSERT INTO {SCHEMA}.tables SELECT '{name}', count(*) FROM \"{name}\"")


def has_the_noted_rows(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether every table has as many rows as it was published with; nobody but a publication writes here."""
    noted = dict(connection.execute(f"SELECT name, rows FROM {SCHEMA}.tables").fetchall())
    return all(noted.get(name) == _count(connection, name) for name in _COUNTED)


def rows_noted(connection: duckdb.DuckDBPyConnection) -> int:
    """How many rows all published tables have together, those of prepared views left out."""
    names = [table.name for table in TABLES]
    total = connection.execute(f"SELECT sum(rows) FROM {SCHEMA}.tables WHERE name IN $1", [names]).fetchone()
    return int(total[0]) if total else 0


def read_parts_noted(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str | None]]:
    """By table, the mark of every record file that stands in the database."""
    noted: dict[str, dict[str, str | None]] = {table.name: {} for table in TABLES}
    for table, part, mark in connection.execute(f"SELECT table_name, part, mark FROM {SCHEMA}.parts").fetchall():
        noted[table][part] = mark
    return noted


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    counted = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(counted[0]) if counted else 0
