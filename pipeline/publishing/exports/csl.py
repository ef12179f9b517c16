"""The bibliography as CSL-JSON (CSL 1.0.2, schema csl-data.json), which Zotero, Pandoc and citation styles read.

What belongs here: the fields of that format. What must never be here: BibTeX's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.publishing.exports.partial_dates import partial_date
from pipeline.publishing.exports.rows import Row

_TYPES = {"page": "webpage", "api": "dataset", "table": "dataset", "pdf": "report", "transcript": "document"}


def to_csl(citations: Sequence[Row]) -> str:
    """Cited sources as a CSL-JSON array. A stored look is the `archive`, its place the `archive_location`."""
    return json.dumps([_item(row) for row in citations], ensure_ascii=False, indent=2) + "\n"


def _item(row: Row) -> dict[str, Any]:
    item = {
        "id": row["source_id"],
        "type": _TYPES.get(row["kind"], "document"),
        "title": row["title"] or row["url"] or row["source_id"],
        "publisher": row["publisher"],
        "issued": _date(row["published"]),
        "URL": row["url"],
        "accessed": _date(row["accessed"].date().isoformat()) if row["accessed"] else None,
        **_archived(row),
    }
    return {name: value for name, value in item.items() if value is not None}


def _archived(row: Row) -> dict[str, Any]:
    if row["accessed"] is None:
        return {"note": "Never read: no snapshot of it is stored"}
    digest = f"SHA-256 {row['payload_sha256']}"
    note = "Known from a person's note of what it says" if row["origin"] == "transcript" else None
    if row["archived_url"]:
        return {"archive": "Wayback Machine", "archive_location": row["archived_url"], "note": digest}
    place = f"{row['archive_path']}, byte {row['archive_offset']}, {digest}" if row["archive_path"] else digest
    return {"archive": "Snapshot archive of this project (WARC)", "archive_location": place, "note": note}


def _date(text: str | None) -> dict[str, Any] | None:
    date = partial_date(text)
    if date is None:
        return None
    if not date.parts:
        return {"literal": date.literal}
    return {"date-parts": [list(date.parts)]} | ({"season": date.season} if date.season else {})
