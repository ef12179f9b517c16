"""A store that is a folder of this machine.

What belongs here: files, fsync and rename. What must never be here: what the files mean.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.storage.store import Version

_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Folder:
    """The files below one folder."""

    root: Path

    def sizes(self, folder: str) -> dict[str, int]:
        """The bytes of every file directly in a folder, by the file's name in it, in the order of the names."""
        return {name: version.bytes for name, version in self.versions(folder).items()}

    def versions(self, folder: str) -> dict[str, Version]:
        """The version of every file directly in a folder, by the file's name in it, in the order of the names.

        A file is never written into, only renamed into place, so each content has an inode, a time and a size of its
        own.
        """
        found: dict[str, Version] = {}
        with contextlib.suppress(FileNotFoundError), os.scandir(self.root / folder) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):  # removed while we look
                    if not entry.name.endswith(_UNFINISHED) and entry.is_file():
                        state = entry.stat()
                        mark = f"{state.st_size}-{state.st_ino}-{state.st_mtime_ns}-{state.st_ctime_ns}"
                        found[entry.name] = Version(state.st_size, mark)
        return dict(sorted(found.items()))

    def open(self, name: str, version: Version | None = None) -> BinaryIO:
        """A file for reading, seekable, as it is now. Raises FileNotFoundError when it is not there."""
        return (self.root / name).open("rb")

    def read(self, name: str, start: int, length: int) -> bytes:
        """Some bytes of a file, fewer when it ends before. Raises FileNotFoundError."""
        with self.open(name) as stream:
            stream.seek(start)
            return stream.read(length)

    def write(self, name: str, data: bytes | Path) -> None:
        """Make `data`, or what the file of that path holds, the content of a file."""
        with self.writing(name) as stream:
            if isinstance(data, Path):
                with data.open("rb") as source:
                    shutil.copyfileobj(source, stream)
            else:
                stream.write(data)

    @contextlib.contextmanager
    def writing(self, name: str, *, durable: bool = True) -> Iterator[BinaryIO]:
        """A stream to write a file to under another name; made durable and renamed into place unless an error ends
        the block. Whoever writes many files in a row may leave it to `make_durable` to make all of them so."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
        try:
            with unfinished.open("wb") as stream:
                yield stream
                stream.flush()
                if durable:
                    os.fsync(stream.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        if not durable:
            return
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when it is not there."""
        (self.root / name).unlink(missing_ok=True)

    def below(self, folder: str) -> Folder:
        """The same store, seen from one of its folders."""
        return Folder(self.root / folder)


def make_durable() -> None:
    """Make everything that was written durable, whoever wrote it: of a thousand files it takes a tenth of the time that
    one after another takes, but it waits for what other programs wrote too."""
    os.sync()
