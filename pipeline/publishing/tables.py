"""The published tables as files that other tools read: CSV and Parquet.

What belongs here: copying tables and views out of the published database. What must never be here: formats with a
meaning of their own.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.model import TABLES
from pipeline.publishing.comments import quoted
from pipeline.publishing.views import VIEWS
from pipeline.publishing.warehouse import WarehouseError, reading

_OPTIONS = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}


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
            connection.execute(f"COPY (SELECT * FROM \"{name}\"{order}) TO '{quoted(str(path))}' ({_OPTIONS[form]})")
            written.append(path)
    return written
