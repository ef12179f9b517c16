"""Everything that can go wrong in gathering, as one tree; every message says what to do next.

A failure to fetch is data, not an error of the run: `FetchError` carries the outcome its row will have and never
leaves the room. Terminal and passing failures are different types, so that only the passing ones are tried again.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.model import Outcome


class GatheringError(Exception):
    """Root of this room's errors."""


class FetchError(GatheringError):
    """A look that came to nothing. `outcome` is what its row says; trying again would not help."""

    def __init__(self, outcome: Outcome, message: str, *, host: str | None = None, flags: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.outcome: Outcome = outcome
        self.host = host
        """The host, when it could not be reached at all: not resolved, not connected to."""
        self.flags = flags
        self.redirects: tuple[str, ...] = ()
        """Addresses passed through before it came to nothing."""


class PassingError(FetchError):
    """A look that came to nothing for a reason that may pass by itself: tried again within the deadline."""


class RestingError(FetchError):
    """The host asked to be left alone for a while; it was not asked."""

    def __init__(self, url: str, until: dt.datetime) -> None:
        super().__init__(
            "rate_limited", f"not asked: the host of {url} asked to be left alone until {until:%Y-%m-%d %H:%M} UTC"
        )
        self.until = until
        self.url = url


class AddressRefusedError(FetchError):
    """The address must not be dialled: another scheme, credentials, or not a public address."""

    def __init__(self, message: str) -> None:
        super().__init__("refused_address", message)


class NameUnknownError(FetchError):
    """The name of the host does not resolve."""

    def __init__(self, host: str, message: str) -> None:
        super().__init__("network_error", message, host=host, flags=("name_unknown",))


class TranscriptError(GatheringError):
    """A transcript cannot be read as one; the message begins with file and line."""

    def __init__(self, path: Path | str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = str(path)
        self.line = line
        self.problem = message


class FinderError(GatheringError):
    """A finder's service did not answer as its protocol says."""


class ArchiveError(GatheringError):
    """The archive cannot do what was asked of it."""


class ArchiveWriteError(ArchiveError):
    """The archive cannot be written to; nothing that was committed is lost."""


class PayloadMissingError(ArchiveError):
    """The archive holds no record with this payload: it was never stored, or its file is gone."""


class PayloadDamagedError(ArchiveError):
    """The archive holds a record of this payload, but its bytes no longer match their digest."""


class BundleError(GatheringError):
    """A WACZ bundle cannot be written or read."""
