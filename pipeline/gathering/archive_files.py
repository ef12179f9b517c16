"""The files of an archive on disk: one unfinished file per writer, its lock, its commits, its recovery.

What belongs here: bytes and durability. What must never be here: what the bytes mean.

A writer appends to a file of its own, named `….warc.gz.open` and locked (flock) for as long as the writer lives; the
kernel drops the lock when the process dies, however it dies. A commit is write + fsync. An append that fails is cut
off again, so that nothing is ever written after a torn record. When the file is finished it is renamed to
`….warc.gz` and never written again. An unfinished file without a lock was left by a writer that died: its torn tail
is cut and it is finished.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pipeline.gathering.archive_index import Entry
from pipeline.gathering.archive_reading import Damage, scan
from pipeline.gathering.archive_shelf import Standing
from pipeline.gathering.errors import ArchiveWriteError

FINISHED = ".warc.gz"
UNFINISHED = ".warc.gz.open"


class RecordFile:
    """The unfinished file of one writer."""

    def __init__(self, root: Path, now: dt.datetime, serial: int) -> None:
        """Creates a new file in `root` and locks it. Raises `ArchiveWriteError` when the folder takes no file."""
        stamp = f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%S%f}"
        self._path, self._descriptor = _create_locked(root, f"claims-{stamp}-{os.getpid()}-{serial:05d}")
        self.name = self._path.name.removesuffix(".open")
        self.size = 0
        """Bytes in the file, all of them whole records."""
        self.committed = 0
        """Bytes that are known to be on the disk."""
        self.usable = True
        """False when a failed write could not be cut off again: the file must then be abandoned."""

    def append(self, data: bytes) -> int:
        """Writes `data` at the end and returns its offset. On an error the file is as it was before."""
        offset = self.size
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._descriptor, view) :]
        except OSError as error:
            self._cut(offset)
            raise ArchiveWriteError(
                f"{self._path}: {error.strerror}; nothing that was committed is lost. "
                "Make room or give the folder back its write permission, then run again."
            ) from error
        self.size = offset + len(data)
        return offset

    def commit(self) -> None:
        """Makes everything appended so far durable."""
        if self.committed == self.size:
            return
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            # After a failed fsync the kernel may have dropped the pages: nothing since the last commit is promised.
            self._cut(self.committed)
            raise ArchiveWriteError(
                f"{self._path}: {error.strerror} while writing to the disk; what was stored since the last commit is "
                "taken back. Look at the disk, then run again."
            ) from error
        self.committed = self.size

    def finish(self) -> None:
        """Commits, gives the file its final name and releases it. An empty file is removed."""
        try:
            self.commit()
            _finish(self._path, self.size)
        finally:
            os.close(self._descriptor)

    def abandon(self) -> None:
        """Lets go of the file as a dying process would; the next writer recovers it."""
        os.close(self._descriptor)

    def _cut(self, size: int) -> None:
        try:
            os.ftruncate(self._descriptor, size)
            os.lseek(self._descriptor, size, os.SEEK_SET)
        except OSError:
            self.usable = False
        self.size = size


class FolderShelf:
    """The record files in one folder of this machine."""

    finish_at = 1_000_000_000

    def __init__(self, root: Path) -> None:
        self._root = root
        self._found: dict[str, Path] = {}
        """Finished files where they stood when they were last asked for: a look asks twice."""

    def __str__(self) -> str:
        return str(self._root)

    def create(self, now: dt.datetime, serial: int) -> RecordFile:
        """A new file, locked. Raises `ArchiveWriteError` when the folder takes no file."""
        return RecordFile(self._root, now, serial)

    def files(self) -> dict[str, Standing]:
        """Every file, unfinished ones included."""
        found: dict[str, Standing] = {}
        for name, path in record_files(self._root).items():
            with suppress(FileNotFoundError):  # renamed while we look: `locate` finds it
                stat = (self._locate(name) or path).stat()
                found[name] = Standing(stat.st_size, stat.st_mtime_ns, is_being_written(path))
        return found

    def size(self, name: str) -> int | None:
        """Bytes of one file; None when it is not there."""
        path = self._locate(name)
        return path.stat().st_size if path else None

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return self._locate(name) is not None

    def open_at(self, name: str, offset: int, length: int | None) -> tuple[BinaryIO, int]:
        """The whole file."""
        path = self._locate(name)
        if path is None:
            raise FileNotFoundError(f"{self._root / name} is not there")
        return path.open("rb"), 0

    def recover(self, name: str, committed: int) -> None:
        """Finish a file that nobody writes any more; a folder that is only read keeps it as it is."""
        path = self._locate(name)
        if path is not None and path.name.endswith(UNFINISHED):
            with suppress(OSError):
                recover(path, committed)

    def indexed(self, name: str) -> tuple[int, list[Entry]] | None:
        """Nothing: the index stands in the same folder."""
        return None

    def note(self, name: str, committed: int, entries: Iterable[Entry]) -> None:
        """Nothing: the index stands in the same folder."""

    def _locate(self, name: str) -> Path | None:
        path = self._found.get(name)
        if path is None or not os.path.exists(path):  # noqa: PTH110 - pathlib takes thrice as long, twice per look
            path = locate(self._root, name)
            if path is not None and path.name == name:
                self._found[name] = path
        return path


def record_files(root: Path) -> dict[str, Path]:
    """Every record file by its final name, unfinished ones included, in the order of their names."""
    found: dict[str, Path] = {}
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        if path.name.endswith((FINISHED, UNFINISHED)):
            # Finished sorts first; should both exist, the finished one is the truth.
            found.setdefault(path.name.removesuffix(".open"), path)
    return found


def locate(root: Path, name: str) -> Path | None:
    """Where the file of that final name stands now, or None."""
    for candidate in (root / name, root / f"{name}.open", root / name):  # it may be renamed while we look
        if candidate.exists():
            return candidate
    return None


def is_being_written(path: Path) -> bool:
    """Whether a living writer holds the file."""
    if not path.name.endswith(UNFINISHED):
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def recover(path: Path, committed: int) -> int:
    """Finishes a file that its writer left behind; returns the bytes that were cut from its end.

    Only a tail in which no whole record stands, and of which nothing was committed, is cut. Damage anywhere else is
    left as it is, for `Archive.verify` to report. A file that another process is writing or recovering is left alone.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return 0
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_same_file(path, descriptor):
            return 0
        size = os.fstat(descriptor).st_size
        tail = None
        for found in scan(path, min(committed, size)):
            tail = found if isinstance(found, Damage) and found.at_end else None
        if tail is not None:
            os.ftruncate(descriptor, tail.offset)
            os.fsync(descriptor)
        _finish(path, size - tail.length if tail else size)
        return tail.length if tail else 0
    except BlockingIOError:
        return 0
    finally:
        os.close(descriptor)


def _create_locked(root: Path, stem: str) -> tuple[Path, int]:
    try:
        root.mkdir(parents=True, exist_ok=True)
        for attempt in range(1000):
            path = root / f"{stem}{f'-{attempt}' if attempt else ''}{UNFINISHED}"
            if locate(root, path.name.removesuffix(".open")):
                continue
            with suppress(FileExistsError):
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                if _is_same_file(
                    path, descriptor
                ):  # else a recovery took the empty file in the instant before the lock
                    _sync_folder(root)
                    return path, descriptor
                os.close(descriptor)
    except OSError as error:
        raise ArchiveWriteError(
            f"{root}: {error.strerror}; the archive needs a folder it can write to. Make room or set its permissions."
        ) from error
    raise ArchiveWriteError(f"{root}: no free file name for {stem}; remove the stray files of that name")


def _finish(path: Path, size: int) -> None:
    if size == 0:
        path.unlink(missing_ok=True)
    else:
        path.rename(path.with_name(path.name.removesuffix(".open")))
    _sync_folder(path.parent)


def _is_same_file(path: Path, descriptor: int) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    return False


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
