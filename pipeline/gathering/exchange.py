"""The record of one exchange with the outside: what was asked, what came back, byte for byte.

What belongs here: the frozen records that the fetcher hands to the archive. What must never be here: how an exchange
is made (client.py), what it means (outcomes.py), or how it is stored (archive.py).

Header lists keep order, case and repetition as they stood on the wire; values are decoded as Latin-1, which gives
every byte back (RFC 9110, section 5.5).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Headers = tuple[tuple[str, str], ...]
"""Header fields in wire order: (name, value), repeated names repeated."""

Truncation = Literal["length", "time", "disconnect", "unspecified"]
"""Why a body is not whole, in the words of WARC-Truncated (WARC/1.1, section 5.13)."""


def first_header(headers: Headers, name: str) -> str | None:
    """The value of the first header field of that name, in any case."""
    wanted = name.lower()
    for key, value in headers:  # several are asked for in every answer, and a generator takes twice as long
        if key.lower() == wanted:
            return value
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect on the way to the final address."""

    url: str
    """Absolute address that was asked for."""
    status_line: str
    """Status line of the answer, such as `HTTP/1.1 301 Moved Permanently`."""
    request_headers: Headers
    response_headers: Headers
    ip: str | None = None
    """Address that was dialled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One answered request, or one file that was taken in, with its bytes."""

    requested_url: str
    """Address that was asked for first; for a file that was taken in, its URI."""
    final_url: str
    """Address that answered; the WARC target."""
    fetched_at: dt.datetime
    """When the request was sent (UTC, aware)."""
    method: str = "GET"
    request_headers: Headers = ()
    """As sent for `final_url`."""
    status_line: str | None = None
    """Status line of the answer; None for a file that was taken in (a WARC `resource`, not a `response`)."""
    response_headers: Headers = ()
    """As received, Content-Encoding and Content-Length included; Transfer-Encoding too, although it is removed."""
    payload: bytes = b""
    """The body with transfer and content coding removed; what `payload_sha256` is the digest of."""
    wire: bytes | None = None
    """The body with its content coding, as received; None when it is the payload itself."""
    media_type: str | None = None
    """Media type of the payload; needed for a file, a convenience otherwise."""
    ip: str | None = None
    """Address that was dialled."""
    truncated: Truncation | None = None
    """Why the body is not whole, or None."""
    redirects: tuple[Hop, ...] = ()
    """Redirects passed through, in order."""
    unchanged_sha256: str | None = None
    """For a 304: digest of the payload that the server said is unchanged (a WARC `revisit`, server-not-modified)."""
    converted_from: str | None = None
    """For what was made from a stored payload: that payload's digest (a WARC `conversion`)."""
    metadata: tuple[tuple[str, str], ...] = ()
    """Remarks for the WARC metadata record: source, snapshot, outcome, charset, flags."""

    @property
    def status(self) -> int | None:
        """The status code in the status line; None for a file."""
        return int(self.status_line.split(" ", 2)[1]) if self.status_line else None

    def header(self, name: str) -> str | None:
        """The first response header of that name, in any case."""
        return first_header(self.response_headers, name)
