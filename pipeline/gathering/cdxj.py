"""CDXJ: one sorted line per archived answer, the index that replay tools look addresses up in.

What belongs here: lines of an index and their keys (SURT), and the blocks they are packed into (ZipNum). What must
never be here: files, the archive.

Formats as pywb and ReplayWeb.page read them: https://specs.webrecorder.net/cdxj/0.1.0/ and, for the packed form with
its `.idx`, the `cdxj-gzip-1.0` that py-wacz writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.gathering.gzip_members import write_member
from pipeline.gathering.warc import Record, sha256_hex

LINES_PER_BLOCK = 300
"""Lines that are packed together: what a reader unpacks to find one."""
_DEFAULT_PORTS = {"http": 80, "https": 443}


class CdxjError(ValueError):
    """A line is no CDXJ."""


@dataclass(frozen=True, slots=True, order=True)
class CdxjLine:
    """One archived answer. Lines sort by key and time."""

    key: str
    """The address as SURT."""
    timestamp: str
    """When it was fetched, 14 digits (UTC)."""
    url: str
    """The address as it was asked for."""
    mime: str
    """Media type, or `warc/revisit`."""
    status: str
    """HTTP status, or an empty string."""
    digest: str
    """Payload digest, `sha256:` and hex."""
    filename: str
    """Record file, without folder."""
    offset: int
    """First byte of the record in it."""
    length: int
    """Bytes of the record."""

    def __str__(self) -> str:
        """The line as it stands in an index, without its line break."""
        fields = {
            "url": self.url,
            "mime": self.mime,
            "status": self.status,
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": self.filename,
        }
        filled = {name: value for name, value in fields.items() if value}
        return f"{self.key} {self.timestamp} {json.dumps(filled, ensure_ascii=True)}"


def describe(record: Record, filename: str, offset: int, length: int) -> CdxjLine:
    """The line for a response, revisit or resource record."""
    url = record.fields.get("warc-target-uri", "")
    mime = record.http_header("content-type") if record.has_http else record.fields.get("content-type")
    digits = re.sub(r"\D", "", record.fields.get("warc-date", ""))[:14]
    return CdxjLine(
        key=surt(url),
        timestamp=digits.ljust(14, "0"),
        url=url,
        mime="warc/revisit" if record.type == "revisit" else (mime or "").partition(";")[0].strip() or "unk",
        status=str(record.http_status or ""),
        digest=record.fields.get("warc-payload-digest", ""),
        filename=filename,
        offset=offset,
        length=length,
    )


def parse_line(line: str) -> CdxjLine:
    """The line read back; raises `CdxjError` when it is none."""
    try:
        key, timestamp, data = line.rstrip("\n").split(" ", 2)
        fields = json.loads(data)
        return CdxjLine(
            key=key,
            timestamp=timestamp,
            url=fields["url"],
            mime=fields.get("mime", ""),
            status=str(fields.get("status", "")),
            digest=fields.get("digest", ""),
            filename=fields["filename"],
            offset=int(fields["offset"]),
            length=int(fields["length"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CdxjError(f"no CDXJ line ({error}): {line[:200]!r}") from error


def pack(lines: Iterable[CdxjLine], filename: str) -> tuple[bytes, str]:
    """The sorted lines as gzip blocks, and the text of the `.idx` that says where each block starts."""
    ordered = sorted(lines)
    blocks: list[bytes] = []
    summary = ["!meta 0 " + json.dumps({"format": "cdxj-gzip-1.0", "filename": filename})]
    offset = 0
    for block in _blocks(ordered):
        packed = write_member("".join(f"{line}\n" for line in block).encode())
        place = {"offset": offset, "length": len(packed), "digest": f"sha256:{sha256_hex(packed)}"}
        summary.append(f"{block[0].key} {block[0].timestamp} {json.dumps(place)}")
        blocks.append(packed)
        offset += len(packed)
    return b"".join(blocks), "\n".join(summary) + "\n"


def surt(url: str) -> str:
    """Sort-friendly form of an address (`com,example)/path?a=1`), as warcio.js makes it.

    Everything lower case, `www.` and the scheme's own port dropped, query parameters sorted. Other than HTTP
    addresses stay as they are.
    """
    if not url.lower().startswith(("http://", "https://")):
        return re.sub(r"\s", "%20", url)
    try:
        parts = urlsplit(re.sub(r"\s", "%20", url.lower()))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return re.sub(r"\s", "%20", url)
    labels = re.sub(r"^www\d*\.", "", host).split(".")
    authority = host if ":" in host or host.replace(".", "").isdigit() else ",".join(reversed(labels))
    if port and port != _DEFAULT_PORTS[parts.scheme]:
        authority = f"{authority}:{port}"
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{authority}){parts.path or '/'}{query}"


def _blocks(lines: Sequence[CdxjLine]) -> Iterable[Sequence[CdxjLine]]:
    return (lines[start : start + LINES_PER_BLOCK] for start in range(0, len(lines), LINES_PER_BLOCK))
