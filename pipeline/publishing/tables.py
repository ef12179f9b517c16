"""The published tables as files that other tools read: CSV and Parquet.

What belongs here: copying tables and views out of the published database. What must never be here: formats with a
meaning of their own.

A spreadsheet runs a CSV cell as a formula when it begins with one of a few characters, and pages and manuscripts are
other people's words (CWE-1236; OWASP, "CSV Injection"). In CSV such a text is led by an apostrophe, which spreadsheets
read as "this is text". Numbers stay numbers, and Parquet has every word as it is.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.model import TABLES
from pipeline.publishing.comments import quoted
from pipeline.publishing.views import VIEWS
from pipeline.publishing.warehouse import WarehouseError, reading

_OPTIONS = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""The wide forms count where East Asian input is on."""
_NUMBER = r"[-+][0-9][0-9.,]*%?"


def export_tables(database: Path, folder: Path, form: str) -> list[Path]:
    """Write every table and view as `folder/<name>.<form>` (csv or parquet). Raises WarehouseError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(f"{folder}: cannot be made ({error.strerror or error}); name another folder") from error
    written = []
    with reading(database) as connection:
        orders = {table.name: f" ORDER BY {', '.join(table.order or table.key)}" for table in TABLES}
        for name, order in {**orders, **dict.fromkeys((view.name for view in VIEWS), "")}.items():
            path = folder / f"{name}.{form}"
            columns = _without_formulas(connection, name) if form == "csv" else "*"
            query = f'SELECT {columns} FROM "{name}"{order}'
            connection.execute(f"COPY ({query}) TO '{quoted(str(path))}' ({_OPTIONS[form]})")
            written.append(path)
    return written


def _without_formulas(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The columns of a table in SQL, no text among them that a spreadsheet would run; one that is a number stays."""
    described = connection.execute(f'DESCRIBE "{name}"').fetchall()
    return ", ".join(
        f"CASE WHEN regexp_matches({column}, '{_FORMULA}') AND NOT regexp_full_match({column}, '{_NUMBER}') "
        f"THEN chr(39) || {column} ELSE {column} END AS {column}"
        if kind == "VARCHAR"
        else column
        for column, kind in ((f'"{row[0]}"', row[1]) for row in described)
    )
