"""What two runs published, made comparable: every table and view as rows, without run ids, clocks and what they name.

A look at a live page bears the instant it was made, and its name and place in the archive follow from that, so those
columns and all instants hold for one run only. So do the numbers of the texts of a search, which are given in the order
in which texts came into the database. Everything else must be equal, to the byte.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.publishing.warehouse import reading, rows

OF_ONE_RUN = {
    "run_id", "snapshot_id", "archive_path", "archive_offset", "archive_length", "evidence_id", "evidence_ids",
    "passage_id", "number",
}  # fmt: skip
_NAMES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name"


def published(database: Path, *, exactly: bool = False) -> dict[str, bytes]:
    """Every table and view of a published database, as sorted lines of JSON; `exactly` leaves nothing out."""
    with reading(database) as connection:
        names = [row["table_name"] for row in rows(connection, _NAMES)]
        return {name: _lines(rows(connection, f'SELECT * FROM "{name}"'), exactly) for name in names}


def digest_of(tables: Mapping[str, bytes]) -> str:
    """One digest of everything."""
    return hashlib.sha256(b"\0".join(name.encode() + b"\0" + tables[name] for name in sorted(tables))).hexdigest()


def _lines(found: list[dict[str, Any]], exactly: bool) -> bytes:
    kept = (
        row if exactly else {name: value for name, value in row.items() if not _of_one_run(name, value)}
        for row in found
    )
    return "\n".join(sorted(json.dumps(row, default=str, sort_keys=True) for row in kept)).encode()


def _of_one_run(name: str, value: Any) -> bool:
    return name in OF_ONE_RUN or isinstance(value, dt.datetime)
