"""Zip files that say the same bytes each time they are made, and what reading a damaged one comes to.

What belongs here: what every zip file of this project has in common. What must never be here: what is in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
import zlib
from typing import IO

DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What `zipfile` raises for damaged bytes, whichever they are; a KeyError is a file that is not in it."""
PIECE = 1 << 20
"""Bytes of a file that are in memory together."""
_MOST_UNPACKED = 50_000_000
"""Bytes to which a file may unpack from however few."""
_MOST_TIMES = 200
"""How many times its packed size a larger file may unpack to. Text packs to a tenth, deflate at most to a thousandth:
what lies between was made to fill a disk."""


def refuse_bombs(bundle: zipfile.ZipFile) -> None:
    """Raises zipfile.BadZipFile when a file of a zip unpacks to so much more than it is that nothing may be read."""
    for info in bundle.infolist():
        if info.file_size > _MOST_UNPACKED and info.file_size > _MOST_TIMES * info.compress_size:
            raise zipfile.BadZipFile(
                f"{info.filename} would unpack from {info.compress_size:,} to {info.file_size:,} bytes"
            )


def gunzip(data: bytes) -> bytes:
    """What gzip members unpack to. Raises zlib.error when they are damaged, cut short, or made to fill the memory."""
    most = max(_MOST_UNPACKED, _MOST_TIMES * len(data))
    parts: list[bytes] = []
    size = 0
    while data:
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        parts.append(inflater.decompress(data, most - size + 1))
        size += len(parts[-1])
        if size > most:
            raise zlib.error(f"would unpack to more than {most:,} bytes")
        if not inflater.eof:
            raise zlib.error("ends before its check sum")
        data = inflater.unused_data
    return b"".join(parts)


def member(name: str, created: dt.datetime, *, stored: bool) -> zipfile.ZipInfo:
    """How a file is entered: with the instant that the whole is of, readable by all, compressed unless `stored`."""
    moment = max(created.astimezone(dt.UTC).timetuple()[:6], (1980, 1, 1, 0, 0, 0))  # the first that the format knows
    info = zipfile.ZipInfo(name, date_time=moment)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def digest_of(source: IO[bytes], copy: IO[bytes] | None = None) -> tuple[str, int]:
    """SHA-256 in hexadecimal, and bytes, of what is left of a stream, which goes into `copy` too when it is given."""
    hashed, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        if copy is not None:
            copy.write(piece)
        hashed.update(piece)
        size += len(piece)
    return hashed.hexdigest(), size
