"""A store that is a folder of a bucket in an object storage with Amazon's S3 interface.

What belongs here: requests to the object storage. What must never be here: what the files mean. A PUT replaces an
object as a whole, and S3 shows every reader the newest one from then on, so nothing needs to be renamed or locked.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self
from urllib.parse import urlsplit

from pipeline.storage.kept import KEPT, Kept
from pipeline.storage.store import ReplacedError, StoreError, Version

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from obstore.store import S3Config, S3Store

READ_WHOLE = 8 * 1024 * 1024
"""Bytes up to which an object is fetched in one request; of a larger one only what is asked for."""
_READ_AHEAD = 1024 * 1024
_PATIENCE = timedelta(seconds=120)
"""How long a request is repeated while the service is away."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks, and where; without a key, whoever the machine is."""

    endpoint: str | None = None
    region: str = "us-east-1"
    key: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)


class Bucket:
    """The objects whose keys begin with the folder of `url`, such as `s3://bucket/folder`."""

    def __init__(self, url: str, credentials: Credentials, kept: Kept = KEPT) -> None:
        self._url = url.rstrip("/")
        self._credentials = credentials
        self._kept = kept
        self._s3 = _connect(self._url, credentials)

    def sizes(self, folder: str) -> dict[str, int]:
        """The bytes of every object directly in a folder, by its name in it, in the order of the names."""
        return {name: version.bytes for name, version in self.versions(folder).items()}

    def versions(self, folder: str) -> dict[str, Version]:
        """The version of every object directly in a folder, by its name in it, in the order of the names.

        An entity tag is a digest of the content, or new for every writing.
        """
        with self._told(folder):
            listed = self._s3.list_with_delimiter(folder or None)
        found = (
            (str(one["path"]).rpartition("/"), Version(int(one["size"]), one.get("e_tag") or ""))
            for one in listed["objects"]
        )
        # Some services list a folder as an object of its own name.
        return dict(sorted((file, version) for (place, _, file), version in found if place == folder))

    def open(self, name: str, version: Version | None = None) -> BinaryIO:
        """An object for reading, seekable; no request is made for a `version` of which the content is kept. Raises
        FileNotFoundError when it is not there, or StoreError.

        Every later piece of a large one is asked for by the entity tag of the first answer (`If-Match`, RFC 9110
        section 13.1.1), so that two contents are never mixed: reading raises ReplacedError instead.
        """
        if version and (content := self._kept.find(f"{self._url}/{name}", version.mark)) is not None:
            return io.BytesIO(content)
        with self._told(name):
            answer = self._s3.get(name)
            size = int(answer.meta["size"])
            if size <= READ_WHOLE:
                content = bytes(answer.bytes())
                self._kept.keep(f"{self._url}/{name}", answer.meta["e_tag"] or "", content)
                return io.BytesIO(content)
        return io.BufferedReader(Ranges(partial(self._read_of, name, answer.meta.get("e_tag")), size), _READ_AHEAD)

    def _read_of(self, name: str, tag: str | None, start: int, length: int) -> bytes:
        """Some bytes of an object as long as its content is the one with this entity tag."""
        with self._told(name):
            return bytes(self._s3.get(name, options={"if_match": tag, "range": (start, start + length)}).bytes())

    def read(self, name: str, start: int, length: int) -> bytes:
        """Some bytes of an object, fewer when it ends before. Raises FileNotFoundError, or StoreError."""
        with self._told(name):
            return bytes(self._s3.get_range(name, start=start, length=length))

    def write(self, name: str, data: bytes | Path) -> None:
        """Make `data`, or what the file of that path holds, the content of an object; durable when this returns.

        Of a file that is sent in pieces (a multipart upload) nobody sees any before the last. Raises StoreError.
        """
        with self._told(name):
            put = self._s3.put(name, data)
        if isinstance(data, bytes):
            self._kept.keep(f"{self._url}/{name}", put["e_tag"] or "", data)

    def delete(self, name: str) -> None:
        """Remove an object; nothing happens when it is not there."""
        with contextlib.suppress(FileNotFoundError), self._told(name):
            self._s3.delete(name)

    def below(self, folder: str) -> Self:
        """The same store, seen from one of its folders."""
        return type(self)(f"{self._url}/{folder}", self._credentials, self._kept)

    @contextlib.contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Errors of the service as ours."""
        from obstore.exceptions import BaseError, NotFoundError, PreconditionError

        try:
            yield
        except (FileNotFoundError, NotFoundError) as error:
            raise FileNotFoundError(f"{self._url}/{name} is not there") from error
        except PreconditionError as error:
            raise ReplacedError(f"{self._url}/{name} was replaced while it was read; read it again") from error
        except (BaseError, PermissionError) as error:
            first = str(error).strip().splitlines()[0]
            raise StoreError(
                f"{self._url}/{name}: {first}; see that the object storage answers, and that CLAIMS_STORE_URL, "
                "CLAIMS_STORE_ENDPOINT and the key are right"
            ) from error


class Ranges(io.RawIOBase):
    """A large object, read in pieces where its reader wants them: `read` gives the bytes from a start, so many."""

    def __init__(self, read: Callable[[int, int], bytes], size: int) -> None:
        self._read = read
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readall(self) -> bytes:
        """The rest in one request, where `RawIOBase` would make one for every eight kilobytes."""
        rest = self._size - self._at
        if rest <= 0:
            return b""
        found = self._read(self._at, rest)
        self._at += len(found)
        return found

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        wanted = min(len(view), self._size - self._at)
        if wanted <= 0:
            return 0
        view[:wanted] = self._read(self._at, wanted)
        self._at += wanted
        return wanted


def _connect(url: str, credentials: Credentials) -> S3Store:
    """The client of a folder: made once in a process, because making one costs more than most requests, and never used
    by a process that was forked from its owner's."""
    return _client(url, credentials, os.getpid())


@cache
def _client(url: str, credentials: Credentials, _pid: int) -> S3Store:
    from obstore.store import S3Store

    place = urlsplit(url)
    more: S3Config = {"endpoint": credentials.endpoint} if credentials.endpoint else {}
    if credentials.key and credentials.secret:
        more |= {"access_key_id": credentials.key, "secret_access_key": credentials.secret}
    return S3Store(
        place.netloc,
        prefix=place.path.strip("/") or None,
        region=credentials.region,
        client_options={"allow_http": True},
        retry_config={"max_retries": 60, "retry_timeout": _PATIENCE, "backoff": {"max_backoff": timedelta(seconds=3)}},
        config=more,
    )
