"""The published tables as files that other tools read: CSV and Parquet.

What belongs here: copying tables and views out of the published database. What must never be here: formats with a
meaning of their own.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.model import TABLES
from pipeline.publishing.views import VIEWS
from pipeline.publishing.warehouse import WarehouseError, reading

_OPTIONS = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}


def export_tables(database: Path, folder: Path, form: str) -> list[Path]:
    """Write every table and view as `folder/<name>.<form>` (csv or parquet). Raises WarehouseError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(f"{folder}: cannot be made ({error}); name another folder") from error
    written = []
    with reading(database) as connection:
        for name in [*(table.name for table in TABLES), *(view.name for view in VIEWS)]:
            path = folder / f"{name}.{form}"
            target = str(path).replace("'", "''")
            connection.execute(f"COPY (SELECT * FROM \"{name}\") TO '{target}' ({_OPTIONS[form]})")
            written.append(path)
    return written
