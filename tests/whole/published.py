"""What two runs published, made comparable: every table and view as rows, without run ids, clocks and what they name.

A look at a live page bears the instant it was made, and its name and place in the archive follow from that, so those
columns hold for one run only. Everything else must be equal, to the byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.publishing.warehouse import reading, rows

OF_ONE_RUN = {
    "run_id", "decided_at", "changed_at", "fetched_at", "snapshot_id", "archive_path", "archive_offset",
    "archive_length", "evidence_id", "evidence_ids", "passage_id",
}  # fmt: skip
_NAMES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name"


def published(database: Path, *, without: Iterable[str] = OF_ONE_RUN) -> dict[str, bytes]:
    """Every table and view of a published database, as sorted lines of JSON."""
    left_out = set(without)
    with reading(database) as connection:
        names = [row["table_name"] for row in rows(connection, _NAMES)]
        return {name: _lines(rows(connection, f'SELECT * FROM "{name}"'), left_out) for name in names}


def digest_of(tables: dict[str, bytes]) -> str:
    """One digest of everything."""
    return hashlib.sha256(b"\0".join(name.encode() + b"\0" + tables[name] for name in sorted(tables))).hexdigest()


def _lines(found: list[dict[str, Any]], left_out: set[str]) -> bytes:
    kept = ({name: value for name, value in row.items() if name not in left_out} for row in found)
    return "\n".join(sorted(json.dumps(row, default=str, sort_keys=True) for row in kept)).encode()
