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
