"""The interface of a store: named files, each written as a whole.

What belongs here: what every store promises. What must never be here: how one of them keeps it.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol


class StoreError(OSError):
    """A store cannot be read or written; the message names it and says what to do."""


class ReplacedError(StoreError):
    """A file was replaced while it was read in pieces; what was read of it so far is of no use. Read it again."""


class Version(NamedTuple):
    """What a file is at one moment."""

    bytes: int
    mark: str
    """Told apart from that of every other content that the file had; empty where the store cannot say."""


class Store(Protocol):
    """Files by name, such as `snapshots/part-1.parquet`.

    A file is written as a whole or not at all, also when the process or the machine dies; a reader meets the old
    content or the new one, never a mixture. Any number of processes may use a store at once.
    """

    def sizes(self, folder: str) -> dict[str, int]:
        """The bytes of every file directly in a folder, by the file's name in it, in the order of the names."""
        ...

    def versions(self, folder: str) -> dict[str, Version]:
        """The version of every file directly in a folder, by the file's name in it, in the order of the names."""
        ...

    def open(self, name: str, version: Version | None = None) -> BinaryIO:
        """A file for reading, seekable. Raises FileNotFoundError when it is not there, or StoreError.

        Reading goes on in the content that was opened; where the store has it no longer, it raises ReplacedError.
        Whoever has just listed the `version` says so: a store that keeps what it fetched need not fetch it again.
        """
        ...

    def read(self, name: str, start: int, length: int) -> bytes:
        """Some bytes of a file, fewer when it ends before. Raises FileNotFoundError, or StoreError."""
        ...

    def write(self, name: str, data: bytes | Path) -> None:
        """Make `data`, or what the file of that path holds, the content of a file; durable when this returns.

        A file is sent piece by piece, whatever its size. Raises OSError, leaving what was there.
        """
        ...

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when it is not there."""
        ...

    def below(self, folder: str) -> Store:
        """The same store, seen from one of its folders."""
        ...
