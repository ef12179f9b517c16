"""WACZ 1.1.1 bundles: chosen looks with everything that proves them, in one file that replay tools open.

What belongs here: writing such a bundle from the archive. What must never be here: checking one (wacz_verify.py), or
the choice of what goes in.

Specification: https://specs.webrecorder.net/wacz/1.1.1/. Records are copied byte for byte, so that a bundle proves
exactly what the archive does: each file's warcinfo, the whole run of each chosen look (redirects, request, answer,
remarks), and for a revisit the look that holds the body.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.gathering.archive import Archive
from pipeline.gathering.archive_index import Entry
from pipeline.gathering.archive_reading import Placed
from pipeline.gathering.cdxj import CdxjLine, describe, pack
from pipeline.gathering.errors import ArchiveError, BundleError
from pipeline.gathering.warc import PRINCIPAL_TYPES, warc_date
from pipeline.model import Snapshot
from pipeline.storage.zipped import digest_of, member

WACZ_VERSION = "1.1.1"
RECORDS = "data.warc.gz"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written."""

    path: Path
    """The bundle."""
    looks: int
    """Chosen looks in it."""
    records: int
    """WARC records in it."""
    bytes: int
    """Size of the bundle."""
    sha256: str
    """Digest of `datapackage.json`, which holds the digest of everything else."""
    left_out: tuple[str, ...]
    """Snapshots without a stored answer (failed fetches); they cannot be in a bundle."""


def write_wacz(
    archive: Archive,
    selection: Iterable[Snapshot],
    path: Path,
    *,
    created: dt.datetime,
    title: str = "Evidence",
    description: str = "",
    titles: Mapping[str, str] | None = None,
) -> Bundle:
    """Writes the chosen snapshots as a WACZ bundle to `path`; the same input gives the same bytes.

    `titles` gives page titles by payload digest. The file appears whole or not at all. Raises `BundleError` when a
    chosen record is damaged or gone, or the file cannot be written.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent) as records:
            copy = _Copy(archive, records)
            pages, left_out = copy.take(selection, titles or {})
            digest = _zip(partial, records, copy.lines, pages, created, title, description)
        partial.replace(path)
    except ArchiveError as error:
        raise BundleError(f"{path}: not written, because a chosen record cannot be read: {error}") from error
    except OSError as error:
        raise BundleError(f"{path}: {error.strerror or error}; make room or choose another folder") from error
    finally:
        partial.unlink(missing_ok=True)
    return Bundle(path, len(pages), copy.records, path.stat().st_size, digest, tuple(left_out))


class _Copy:
    """Copies runs of records into one file, each once, and notes where every answer went."""

    def __init__(self, archive: Archive, out: BinaryIO) -> None:
        self._archive = archive
        self._out = out
        self._done: set[tuple[str, int]] = set()
        self.lines: list[CdxjLine] = []
        self.records = 0

    def take(self, selection: Iterable[Snapshot], titles: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[str]]:
        """Copies what the snapshots need; the entries of pages.jsonl, and the snapshots that have no record."""
        pages: list[dict[str, Any]] = []
        left_out: list[str] = []
        for snapshot in sorted(selection, key=lambda each: (each.fetched_at, each.snapshot_id)):
            entry = find_look(self._archive, snapshot)
            if entry is None:
                left_out.append(snapshot.snapshot_id)
                continue
            self._run(entry)
            if not entry.holds_payload:
                holder = self._archive.holder(entry.sha256.hex())
                if holder is None:
                    raise BundleError(
                        f"no record holds the payload of snapshot {snapshot.snapshot_id}; verify the archive"
                    )
                self._run(holder)
            page = {"id": snapshot.snapshot_id, "url": entry.uri, "ts": f"{entry.date[:19]}Z"}
            known_title = titles.get(entry.sha256.hex())
            pages.append({**page, "title": known_title} if known_title else page)
        return pages, left_out

    def _run(self, entry: Entry) -> None:
        """Copies the records of one exchange, and those of the answer that it was made from, if it is a conversion."""
        self._one(entry.name, 0)
        offset = entry.run_offset
        made_from = ""
        while offset < entry.run_offset + entry.run_length:
            placed = self._one(entry.name, offset)
            offset += placed.length
            made_from = made_from or placed.record.remark("rendered-from").removeprefix("sha256:")
        holder = self._archive.holder(made_from) if made_from else None
        if holder is not None:
            self._run(holder)

    def _one(self, name: str, offset: int) -> Placed:
        """Copies the record that starts there, unless it was copied before."""
        placed, raw = self._archive.raw(name, offset)
        if (name, offset) not in self._done:
            self._done.add((name, offset))
            if placed.record.type in PRINCIPAL_TYPES:
                self.lines.append(describe(placed.record, RECORDS, self._out.tell(), placed.length))
            self._out.write(raw)
            self.records += 1
        return placed


def find_look(archive: Archive, snapshot: Snapshot) -> Entry | None:
    """The record of this very look, else the one that holds its payload; None when nothing was stored."""
    if snapshot.final_url:
        for entry in archive.look(snapshot.final_url, warc_date(snapshot.fetched_at)):
            if snapshot.payload_sha256 in (None, entry.sha256.hex()):
                return entry
    return archive.holder(snapshot.payload_sha256) if snapshot.payload_sha256 else None


def _zip(
    path: Path,
    records: BinaryIO,
    lines: list[CdxjLine],
    pages: list[dict[str, Any]],
    created: dt.datetime,
    title: str,
    description: str,
) -> str:
    index, summary = pack(lines, "index.cdx.gz")
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
    page_lines = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in [head, *pages])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        writer = _Writer(bundle, created)
        records.seek(0)
        writer.stream(f"archive/{RECORDS}", records)
        writer.write("indexes/index.cdx.gz", index, stored=True)
        writer.write("indexes/index.idx", summary.encode())
        writer.write("pages/pages.jsonl", page_lines.encode())
        package = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": title,
            "description": description,
            "created": _instant(created),
            "software": "claims",
            "resources": writer.resources,
        }
        data = json.dumps(package, indent=2, ensure_ascii=False).encode()
        digest = hashlib.sha256(data).hexdigest()
        writer.write("datapackage.json", data)
        pointer = {"path": "datapackage.json", "hash": f"sha256:{digest}"}
        writer.write("datapackage-digest.json", json.dumps(pointer, indent=2).encode())
    return digest


class _Writer:
    """Puts files into the zip with their digests; records and packed indexes uncompressed, as the format asks."""

    def __init__(self, bundle: zipfile.ZipFile, created: dt.datetime) -> None:
        self._bundle = bundle
        self._created = created
        self.resources: list[dict[str, Any]] = []

    def write(self, name: str, data: bytes, *, stored: bool = False) -> None:
        self._bundle.writestr(member(name, self._created, stored=stored), data)
        self._note(name, hashlib.sha256(data).hexdigest(), len(data))

    def stream(self, name: str, source: BinaryIO) -> None:
        with self._bundle.open(member(name, self._created, stored=True), "w", force_zip64=True) as out:
            digest, size = digest_of(source, out)
        self._note(name, digest, size)

    def _note(self, name: str, digest: str, size: int) -> None:
        self.resources.append(
            {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest}", "bytes": size}
        )


def _instant(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
