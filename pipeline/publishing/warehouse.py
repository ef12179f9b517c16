"""The published database: every table and view with its comments, in one file that is replaced by the next one.

What belongs here: building one DuckDB file aside and renaming it into place, and opening it for reading. What must
never be here: what the rows mean, and how a table is brought up to date (increments.py). DuckDB lets one writing
process exclude every other, so nothing is ever written into the published file: readers keep the file they opened,
and a run never waits for them.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipeline.model import TABLES
from pipeline.publishing.increments import DamagedError, Moved, bring_up_to_date, hides_any, make_anew
from pipeline.publishing.notes import (
    create_notes,
    has_the_noted_rows,
    layout,
    read_made,
    read_parts_noted,
    rows_noted,
    write_made,
)
from pipeline.publishing.prepared import lay_down_views
from pipeline.publishing.record_parts import RecordParts
from pipeline.publishing.search import SEARCHED, index_all, index_moved

_WORD = re.compile(r"\w+")
_LOCKED = re.compile(r"lock is held in .*\(PID (\d+)\)")
"""DuckDB's words when another process holds the file."""
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}

MEMORY = 2000
"""Megabytes that building the database may hold in memory; larger tables are sorted on disk, beside it."""
NOT_WORN = 10_000
"""Rows that may come and go, whatever the size of the database, before it is laid down whole again. What has gone
leaves gaps in the file, and what comes lies behind the rest, out of order."""


class WarehouseError(RuntimeError):
    """The published database cannot be written or read; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication did."""

    whole: str = ""
    """Why everything was laid down anew; empty when the database was made from the one published before."""
    moved: Mapping[str, Moved] = field(default_factory=dict)
    """By table that changed, how many rows came and went. Nothing at all: the file that was there still says it all,
    and was left alone."""

    @property
    def changed(self) -> bool:
        """Whether there is a new file."""
        return bool(self.whole or self.moved)


def publish(
    records: RecordParts, path: Path, *, only: Mapping[str, str] | None = None, memory: int = MEMORY
) -> Publication:
    """Make the database at `path` say what the records say: every table of `pipeline.model.TABLES`, and the views.

    `only` gives the SQL condition by which the rows of a table are chosen; it may name the tables before it, so that
    a row which it lets in is let in as long as no row of theirs goes. The new
    database is made from a copy of the one at `path`, in proportion to the record files that changed; where that one
    is missing, damaged, of other code or mostly dead rows, it is made whole. Both come to the same tables, and where
    no record changed the file stays as it is. A reader sees the old file or the new one, never a mixture. `memory` is
    in megabytes. Raises WarehouseError when the folder cannot be written.
    """
    only = only or {}
    building = path.with_name(f".{path.name}.{os.getpid()}.building")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path)
        marks = {table.name: dict(records.marks(table.name)) for table in TABLES}
        whole = _why_whole(path)
        if not whole:
            if _is_current(path, marks, only):
                return Publication()
            whole = _is_worn(path)
        publication = Publication(whole)
        if not whole:
            try:
                shutil.copyfile(path, building)
                publication = _build(building, records, marks, only, "", memory)
            except (duckdb.Error, DamagedError) as error:
                if isinstance(error, duckdb.OutOfMemoryException):
                    raise
                _clear(path)
                publication = Publication(f"the database published before cannot be built upon ({error})")
        if publication.whole:
            publication = _build(building, records, marks, only, publication.whole, memory)
        if publication.changed:
            with building.open("rb+") as stream:
                os.fsync(stream.fileno())
            building.replace(path)
        return publication
    except (OSError, duckdb.Error) as error:
        if isinstance(error, duckdb.Error) and not _is_of_the_machine(error):
            raise
        raise WarehouseError(
            f"{path}: cannot be written ({error}); check the folder's permissions and free space"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            _clear(path)


@contextlib.contextmanager
def reading(path: Path, *, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, opened read-only; `threads` that a query may use, by default one a core. Raises
    WarehouseError when there is none yet, or when what is asked of it within the block is not in it because another
    version of this program published it."""
    if not path.is_file():
        raise WarehouseError(f"{path}: there is no published database yet; run `claims refresh` first")
    try:
        config = _CONFIG if threads is None else {**_CONFIG, "threads": threads}
        connection = duckdb.connect(str(path), read_only=True, config=config)
    except duckdb.Error as error:
        holder = _LOCKED.search(str(error))
        if holder:
            raise WarehouseError(
                f"{path}: another program has it open for writing (process {holder[1]}); close it there, and open it "
                "read-only, which disturbs nobody"
            ) from error
        raise WarehouseError(
            f"{path}: cannot be opened ({error}); delete it and run `claims refresh` to build it again"
        ) from error
    with connection:
        try:
            yield connection
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            if _is_of_this_code(connection):
                raise
            raise WarehouseError(
                f"{path}: another version of this program published it ({str(error).splitlines()[0]}); run `claims "
                "refresh`, which publishes it anew and keeps every record"
            ) from error


def _is_of_this_code(connection: duckdb.DuckDBPyConnection) -> bool:
    try:
        return read_made(connection).get("layout") == layout()
    except duckdb.Error:
        return False


def rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries by column name."""
    cursor = connection.execute(query, list(parameters))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _is_of_the_machine(error: duckdb.Error) -> bool:
    """Whether disk or memory refused, and not what was asked of DuckDB: it tells a disk that is full at the end of a
    transaction as an error of the transaction."""
    return isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)) or "Could not write" in str(error)


def _clear(path: Path) -> None:
    """Remove what a publication that was killed left beside the database."""
    for left in path.parent.glob(f".{path.name}.*.building*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _why_whole(path: Path) -> str:
    """Why the database at `path` is nothing to build upon, or nothing."""
    if not path.is_file():
        return "there was none"
    if path.with_name(f"{path.name}.wal").exists():
        return "somebody wrote into the one published before"
    try:
        with reading(path) as connection:
            made = read_made(connection)
            if made.get("layout") != layout():
                return "the one published before was made by other code"
            if not has_the_noted_rows(connection):
                return "somebody wrote into the one published before"
    except (WarehouseError, duckdb.Error) as error:
        return f"the one published before cannot be read ({error})"
    return ""


def _is_worn(path: Path) -> str:
    """Why the database at `path` should be laid down anew although it is right, or nothing."""
    with reading(path) as connection:
        if int(read_made(connection)["written"]) > rows_noted(connection) + NOT_WORN:
            return "since the one published before was laid down whole, as many rows came and went as it holds"
    return ""


def _is_current(path: Path, marks: Mapping[str, Mapping[str, str]], only: Mapping[str, str]) -> bool:
    """Whether the database at `path` was made from these very record files, and its readers may see all of it."""
    with reading(path) as connection:
        if read_parts_noted(connection) != marks:
            return False
        return read_made(connection)["only"] == _only(only) or not any(
            hides_any(connection, table, only.get(table.name, "true")) for table in TABLES
        )


def _only(only: Mapping[str, str]) -> str:
    return json.dumps(dict(only), sort_keys=True)


def _build(
    building: Path,
    records: RecordParts,
    marks: Mapping[str, Mapping[str, str]],
    only: Mapping[str, str],
    whole: str,
    memory: int,
) -> Publication:
    """Bring the database at `building` up to date, or lay it down when it is said why it must be made whole."""
    with duckdb.connect(str(building), config=_CONFIG) as connection:
        connection.execute(f"SET memory_limit = '{memory}MB'")
        if not whole:  # many small statements: sharing them out among threads costs a tenth more than it saves
            connection.execute("SET threads = 1")
        if whole:
            create_notes(connection)
        made, before = read_made(connection), read_parts_noted(connection)
        moved: dict[str, Moved] = {}
        seen: dict[str, str] = json.loads(made.get("only", "{}"))
        for table in TABLES:
            condition = only.get(table.name, "true")
            if whole:
                came = make_anew(connection, table, records, marks[table.name], condition)
            else:
                examine = seen.get(table.name, "true") != condition or _names_a_loser(condition, moved)
                came = bring_up_to_date(connection, table, records, marks[table.name], condition, examine=examine)
            if came:
                moved[table.name] = came
        if not whole and not moved and read_parts_noted(connection) == before:
            return Publication()
        laid = lay_down_views(connection, moved, whole=bool(whole))
        _index(connection, moved, whole=bool(whole))
        written = 0 if whole else int(made["written"]) + laid + sum(one.came + one.went for one in moved.values())
        write_made(connection, {"layout": layout(), "only": _only(only), "written": str(written)})
        connection.execute("CHECKPOINT")
        return Publication(whole, moved)


def _names_a_loser(condition: str, moved: Mapping[str, Moved]) -> bool:
    """Whether a condition names a table of which rows went, or may have gone."""
    return any(moved[name].went or moved[name].anew for name in moved.keys() & set(_WORD.findall(condition)))


def _index(connection: duckdb.DuckDBPyConnection, moved: Mapping[str, Moved], *, whole: bool) -> None:
    """Make what a search reads, or bring it up to date."""
    searched = {name: moved[name] for name in SEARCHED if name in moved}
    if whole or any(one.anew for one in searched.values()):
        index_all(connection)
    elif searched:
        index_moved(connection, searched)
