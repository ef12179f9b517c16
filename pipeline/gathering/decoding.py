"""Removing content codings under a cap: gzip, deflate, br and zstd (RFC 9110, section 8.4).

What belongs here: turning the body as received into the payload, in bounded memory, and saying whether the coding came
to its proper end. What must never be here: requests or outcomes.

HTTP libraries decode without a limit (a body of 492 bytes can become 633 MB) and take a gzip body without its end for
complete; both are checked here.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import zstandard

_SLICE: Final = 64 * 1024
_MOST_CODINGS: Final = 3
_ZSTD_WINDOW: Final = 8 * 1024 * 1024
"""Largest window a server may use (RFC 9659)."""
_GZIP, _ZLIB, _RAW = 31, 15, -15


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body without its content coding."""

    payload: bytes
    complete: bool = True
    """The coding came to its end and its check sum held; if not, the payload is what could be read."""
    overflow: bool = False
    """The payload is larger than the cap; what there is of it is not to be used."""
    flags: tuple[str, ...] = ()


def accepted_codings() -> str:
    """Value of Accept-Encoding: what can be decoded on this machine."""
    return "gzip, deflate, br, zstd" if "br" in _DECODERS else "gzip, deflate, zstd"


def remove_codings(wire: bytes, content_encoding: str | None, cap: int) -> Decoded:
    """Undo the codings of a Content-Encoding header, last applied first.

    `cap` bounds the size in bytes of every intermediate result. A body that does not have the coding it claims is
    taken as it is and flagged `coding_not_applied`: some servers claim gzip for plain bodies. Unknown codings flag
    `unknown_coding`. Never raises.
    """
    names = [name.strip().lower() for name in (content_encoding or "").split(",")]
    codings = [name for name in names if name not in ("", "identity", "none")]
    if not codings or not wire:
        return Decoded(wire, overflow=len(wire) > cap)
    if len(codings) > _MOST_CODINGS:
        return Decoded(wire, complete=False, flags=("unknown_coding",))
    result = Decoded(wire)
    for coding in reversed(codings):
        decode = _DECODERS.get(coding)
        if decode is None:
            return Decoded(result.payload, result.complete, flags=(*result.flags, "unknown_coding"))
        step = decode(result.payload, cap)
        if step.overflow:
            return step
        result = Decoded(step.payload, result.complete and step.complete, flags=(*result.flags, *step.flags))
    return result


def _remove_gzip(wire: bytes, cap: int) -> Decoded:
    if not wire.startswith(b"\x1f\x8b"):
        return Decoded(wire, flags=("coding_not_applied",))
    chunks: list[bytes] = []
    position, room = 0, cap
    while wire.startswith(b"\x1f\x8b", position):  # members may follow one another (RFC 1952, section 2.2)
        member, position = _inflate(_GZIP, wire, position, room)
        chunks.append(member.payload)
        room -= len(member.payload)
        if member.overflow:
            return member
        if not member.complete:
            return Decoded(b"".join(chunks), complete=False)
    return Decoded(b"".join(chunks), flags=("trailing_bytes",) if wire[position:].strip(b"\0") else ())


def _remove_deflate(wire: bytes, cap: int) -> Decoded:
    """Deflate means zlib (RFC 9110), but some servers send it raw."""
    if wire[0] & 0x0F == 8 and len(wire) > 1 and (wire[0] * 256 + wire[1]) % 31 == 0:
        return _inflate(_ZLIB, wire, 0, cap)[0]
    raw = _inflate(_RAW, wire, 0, cap)[0]
    return raw if raw.payload or raw.overflow else Decoded(wire, flags=("coding_not_applied",))


def _inflate(wbits: int, wire: bytes, start: int, cap: int) -> tuple[Decoded, int]:
    """One zlib stream that begins at `start`, and the position after it."""
    decoder = zlib.decompressobj(wbits)
    chunks: list[bytes] = []
    room = cap
    view = memoryview(wire)
    for position in range(start, len(wire), _SLICE):  # in slices, since zlib copies what it has not consumed
        piece = view[position : position + _SLICE]
        try:
            chunk = decoder.decompress(piece, room + 1)
        except zlib.error:
            return Decoded(b"".join(chunks), complete=False), len(wire)
        chunks.append(chunk)
        room -= len(chunk)
        if room < 0:
            return Decoded(b"", overflow=True), len(wire)
        if decoder.eof:
            return Decoded(b"".join(chunks)), position + len(piece) - len(decoder.unused_data)
    return Decoded(b"".join(chunks), complete=False), len(wire)


def _remove_zstd(wire: bytes, cap: int) -> Decoded:
    if not wire.startswith(b"\x28\xb5\x2f\xfd") and not 0x50 <= wire[0] <= 0x5F:  # a frame, or a skippable one
        return Decoded(wire, flags=("coding_not_applied",))
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    chunks: list[bytes] = []
    room = cap
    try:
        with decompressor.stream_reader(wire, read_across_frames=True) as reader:
            while chunk := reader.read(min(_SLICE * 4, room + 1)):
                chunks.append(chunk)
                room -= len(chunk)
                if room < 0:
                    return Decoded(b"", overflow=True)
    except zstandard.ZstdError:
        return Decoded(b"".join(chunks), complete=False)
    payload = b"".join(chunks)
    return Decoded(payload, complete=_zstd_ended(wire))


def _zstd_ended(wire: bytes) -> bool:
    """Whether the last frame came to its end, which the capped reader does not tell; the size fits by now."""
    rest = wire
    while rest:
        decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        try:
            decoder.decompress(rest)
        except zstandard.ZstdError:
            return False
        if not decoder.eof:
            return False
        rest = decoder.unused_data
    return True


def _remove_brotli(wire: bytes, cap: int) -> Decoded:
    brotli: Any = import_module("brotli")
    decoder = brotli.Decompressor()
    chunks: list[bytes] = []
    room, piece = cap, wire
    try:
        while not decoder.is_finished():
            chunk = decoder.process(piece, output_buffer_limit=min(_SLICE * 4, room + 1))
            piece = b""
            chunks.append(chunk)
            room -= len(chunk)
            if room < 0:
                return Decoded(b"", overflow=True)
            if not chunk and decoder.can_accept_more_data():
                return Decoded(b"".join(chunks), complete=False)
    except brotli.error:
        if not any(chunks):
            return Decoded(wire, flags=("coding_not_applied",))
        return Decoded(b"".join(chunks), complete=False)
    return Decoded(b"".join(chunks))


_DECODERS: Final[dict[str, Callable[[bytes, int], Decoded]]] = {
    "gzip": _remove_gzip,
    "x-gzip": _remove_gzip,
    "deflate": _remove_deflate,
    "zstd": _remove_zstd,
    **({"br": _remove_brotli} if find_spec("brotli") else {}),
}
