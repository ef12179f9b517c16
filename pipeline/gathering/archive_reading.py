"""Verified reading of record files: one record by its place, or all of them with whatever is wrong between them.

What belongs here: turning stored bytes back into records, and saying exactly where they are damaged. What must never
be here: writing, locks, the index. Every record that comes out of here has had its gzip check sum, its length, its
block digest and (where it holds one) its payload digest checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.gathering.archive_index import Entry
from pipeline.gathering.gzip_members import GZIP_MAGIC, MemberError, TornMemberError, read_member
from pipeline.gathering.warc import Record, RecordError, parse_record

_SEARCH_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Placed:
    """A whole record and where it stands."""

    offset: int
    length: int
    record: Record


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of a file in which no whole record stands."""

    offset: int
    length: int
    what: str
    """What is wrong, in words."""
    at_end: bool
    """Whether nothing whole follows it: what a torn write leaves behind."""


def read_record(file: BinaryIO, offset: int, length: int | None = None) -> Placed:
    """The record whose gzip member starts at `offset`; `length` bounds how far is read.

    Raises `MemberError` or `RecordError` when the bytes are not a whole, undamaged record.
    """
    content, size = read_member(_bounded(file, offset, length))
    if length is not None and size != length:
        raise RecordError(f"the record takes {size} bytes, {length} were promised")
    return Placed(offset, size, parse_record(content))


def scan(path: Path, start: int = 0) -> Iterator[Placed | Damage]:
    """Every record of the file from `start` on, and every damaged stretch between or after them."""
    with path.open("rb") as file:
        yield from scan_stream(file, start)


def scan_stream(file: BinaryIO, start: int = 0) -> Iterator[Placed | Damage]:
    """The same of a file that is open."""
    end = file.seek(0, 2)
    warcinfo_id = _warcinfo_id(file)
    offset = start
    while offset < end:
        try:
            placed = read_record(file, offset)
        except TornMemberError as error:
            # Damage can make a member look endless, so what follows is searched before it is called torn.
            what = str(error)
        except (MemberError, RecordError) as error:
            what = str(error)
        else:
            yield placed
            offset += placed.length
            continue
        following = _next_record(file, offset + 1, end, warcinfo_id)
        yield Damage(offset, (following or end) - offset, what, at_end=following is None)
        offset = following or end


def entries(name: str, placed_records: Iterator[Placed]) -> Iterator[Entry]:
    """One index entry for each run of records that belong to one exchange."""
    run: list[Placed] = []
    for placed in placed_records:
        if run and placed.record.principal_id != run[0].record.principal_id:
            yield from _entry(name, run)
            run = []
        run.append(placed)
    yield from _entry(name, run)


def _entry(name: str, run: list[Placed]) -> Iterator[Entry]:
    principal = next((placed for placed in run if placed.record.is_principal), None)
    if principal is None or principal.record.payload_sha256 is None:
        return
    record = principal.record
    holds_payload = record.type != "revisit"
    yield Entry(
        sha256=bytes.fromhex(record.payload_sha256 or ""),
        name=name,
        offset=principal.offset,
        length=principal.length,
        run_offset=run[0].offset,
        run_length=run[-1].offset + run[-1].length - run[0].offset,
        holds_payload=holds_payload,
        bytes=len(record.payload) if holds_payload else 0,
        record_id=record.record_id,
        uri=record.fields.get("warc-target-uri", ""),
        date=record.fields.get("warc-date", ""),
    )


def _bounded(file: BinaryIO, offset: int, length: int | None) -> Callable[[int], bytes]:
    file.seek(offset)
    if length is None:
        return file.read
    left = length

    def read(size: int) -> bytes:
        nonlocal left
        chunk = file.read(min(size, left))
        left -= len(chunk)
        return chunk

    return read


def _warcinfo_id(file: BinaryIO) -> str:
    """Id of the file's first record when that is readable; every record of ours carries it."""
    try:
        return read_record(file, 0).record.warcinfo_id
    except (MemberError, RecordError):
        return ""


def _next_record(file: BinaryIO, start: int, end: int, warcinfo_id: str) -> int | None:
    """Offset of the next whole record of this file at or after `start`.

    A stored body may itself hold WARC records (somebody archived an archive); those carry another file's id.
    """
    position = start
    while position < end:
        file.seek(position)
        chunk = file.read(_SEARCH_CHUNK)
        found = chunk.find(GZIP_MAGIC)
        while found >= 0:
            if _is_record(file, position + found, warcinfo_id):
                return position + found
            found = chunk.find(GZIP_MAGIC, found + 1)
        if len(chunk) < _SEARCH_CHUNK:
            return None
        position += len(chunk) - len(GZIP_MAGIC) + 1
    return None


def _is_record(file: BinaryIO, offset: int, warcinfo_id: str) -> bool:
    try:
        record = read_record(file, offset).record
    except (MemberError, RecordError):
        return False
    return not warcinfo_id or record.warcinfo_id == warcinfo_id
