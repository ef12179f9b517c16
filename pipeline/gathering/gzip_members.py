"""Gzip members (RFC 1952), one per WARC record, so that every record can be read on its own.

What belongs here: turning bytes into one gzip member and back, and the choice of the library that does it. What must
never be here: anything that knows what the bytes are.

Intel's ISA-L writes gzip five times as fast as zlib's level 6 and a twentieth larger (tests/benchmarks measures it);
where it has no build, zlib at a low level stands in. Both write and read the same format.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple, Protocol, cast

GZIP_MAGIC = b"\x1f\x8b\x08"
"""First bytes of every member: the two magic bytes, then deflate as the method."""
_GZIP = 31  # wbits of a 32 kB window inside a gzip wrapper
_CHUNK = 1 << 16
_SHORT = 4096
_MOST = 512 * 1024 * 1024
"""Bytes that one member may hold: eight times what is stored of any answer. A file from elsewhere may promise more."""


class _Inflater(Protocol):
    """The part of zlib's decompression object that is used."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


class _Library(NamedTuple):
    name: str
    write: Callable[[bytes], bytes]
    new_inflater: Callable[[], _Inflater]
    errors: tuple[type[Exception], ...]


def _zlib() -> _Library:
    def write(data: bytes) -> bytes:
        coder = zlib.compressobj(4, zlib.DEFLATED, _GZIP)
        return coder.compress(data) + coder.flush()

    return _Library("zlib", write, lambda: zlib.decompressobj(_GZIP), (zlib.error,))


def _isal() -> _Library:
    from isal import isal_zlib

    def write(data: bytes) -> bytes:
        # The tables of level 2 cost more to set up than a short record gains by them.
        return isal_zlib.compress(data, 1 if len(data) < _SHORT else 2, _GZIP)

    broken = cast("type[Exception]", isal_zlib.IsalError)  # its stubs take the class for an instance
    return _Library("isal", write, lambda: isal_zlib.decompressobj(_GZIP), (broken,))


_library = _isal() if find_spec("isal") else _zlib()
LIBRARY = _library.name
"""The library that writes the members."""


def write_member(data: bytes) -> bytes:
    """`data` as one gzip member."""
    return _library.write(data)


class MemberError(ValueError):
    """The bytes are not one whole gzip member."""


class TornMemberError(MemberError):
    """The bytes end before the member does."""


def read_member(read: Callable[[int], bytes], most: int = _MOST) -> tuple[bytes, int]:
    """The content of the member that `read` stands on, and how many bytes the member takes.

    `read(n)` gives at most n bytes and b"" at the end; it may be read past the member's end. Raises `TornMemberError`
    when the bytes end first and `MemberError` when they are no gzip member, its check sum (CRC-32) is wrong, or it
    holds more than `most` bytes.
    """
    inflater = _library.new_inflater()
    parts: list[bytes] = []
    taken = size = 0
    while not inflater.eof:
        chunk = read(_CHUNK)
        if not chunk:
            raise TornMemberError(f"the gzip member ends after {taken} bytes, before its check sum")
        taken += len(chunk)
        try:
            parts.append(inflater.decompress(chunk))
        except _library.errors as error:
            raise MemberError(f"not a valid gzip member: {error}") from error
        size += len(parts[-1])
        if size > most:
            raise MemberError(f"the gzip member holds more than {most:,} bytes")
    return b"".join(parts), taken - len(inflater.unused_data)
