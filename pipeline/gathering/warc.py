"""WARC/1.1 records (ISO 28500:2017): how an exchange is written down, byte for byte.

What belongs here: the fields and blocks of the records, and their parsing. What must never be here: files, locks,
compression, the index.

One exchange becomes one run of records: for each redirect its request and response, then the request, the principal
record (`response`; `revisit` when the payload is already stored or the server said 304; `resource` for a file that was
taken in; `conversion` for what was made from a stored payload), then `metadata`. All but the principal carry
WARC-Concurrent-To with the principal's id.

The body is stored with its content coding removed, so that one digest (sha256) names the payload in the record, the
index and the `snapshots` table. Header fields that would then lie about the body are kept under the
`X-Archive-Orig-` prefix that replay tools use, and the digest of the body as received stands in the metadata record.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.gathering.exchange import Exchange, Headers, Hop

IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
PRINCIPAL_TYPES = frozenset({"response", "revisit", "resource", "conversion"})

_VERSION = b"WARC/1.1\r\n"
_HTTP_REQUEST = "Content-Type: application/http;msgtype=request"
_HTTP_RESPONSE = "Content-Type: application/http;msgtype=response"
_FIELDS = "Content-Type: application/warc-fields"
_BODY_FIELDS = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_ORIGIN = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*")
_LINE_BREAKS = re.compile(r"[\r\n\x00]+")

Lines = list[str]
"""Fields as they are written, `name: value`."""


class RecordError(ValueError):
    """The bytes are not a WARC record, or not the one that their own digests promise."""


@dataclass(frozen=True, slots=True)
class Original:
    """The stored record that a revisit refers to."""

    record_id: str
    """Its WARC-Record-ID, without the angle brackets."""
    uri: str
    """Its target URI."""
    date: str
    """Its WARC-Date."""


@dataclass(frozen=True, slots=True)
class Record:
    """One parsed WARC record."""

    type: str
    """WARC-Type."""
    fields: dict[str, str]
    """Header fields by lower-case name; the last one wins."""
    block: bytes
    """The record's content block."""

    @property
    def record_id(self) -> str:
        """WARC-Record-ID without the angle brackets."""
        return self.fields.get("warc-record-id", "").strip("<>")

    @property
    def warcinfo_id(self) -> str:
        """Id of the warcinfo record of the file that it was written into, or an empty string."""
        own = self.record_id if self.type == "warcinfo" else self.fields.get("warc-warcinfo-id", "")
        return own.strip("<>")

    @property
    def principal_id(self) -> str:
        """The principal record of the exchange that this record belongs to."""
        return self.fields.get("warc-concurrent-to", "").strip("<>") or self.record_id

    @property
    def is_principal(self) -> bool:
        """Whether it is the record of the answer itself, not of a redirect, a request or a remark."""
        return self.type in PRINCIPAL_TYPES and "warc-concurrent-to" not in self.fields

    @property
    def has_http(self) -> bool:
        """Whether the block starts with HTTP headers."""
        return self.fields.get("content-type", "").startswith("application/http")

    @property
    def payload(self) -> bytes:
        """The payload: the HTTP body, or the whole block of a resource."""
        return self.block.partition(b"\r\n\r\n")[2] if self.has_http else self.block

    @property
    def payload_sha256(self) -> str | None:
        """Digest that the record promises for its payload, in hex."""
        name, _, digest = self.fields.get("warc-payload-digest", "").partition(":")
        return digest.lower() if name == "sha256" else None

    @property
    def http_status(self) -> int | None:
        """Status code in the block's HTTP status line."""
        match = re.match(rb"HTTP/[\d.]+ (\d{3})", self.block) if self.has_http else None
        return int(match[1]) if match else None

    def http_header(self, name: str) -> str | None:
        """The first HTTP header of that name in the block."""
        if not self.has_http:
            return None
        head = self.block.partition(b"\r\n\r\n")[0].decode("latin-1")
        for line in head.split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.strip().lower() == name.lower():
                return value.strip()
        return None

    def remark(self, name: str) -> str:
        """The remark of that name in a metadata record; an empty string where there is none."""
        if self.type != "metadata":
            return ""
        lines = self.block.decode("utf-8", "replace").split("\r\n")
        return next((line[len(name) + 2 :] for line in lines if line.startswith(f"{name}: ")), "")


def warcinfo(filename: str, warcinfo_id: str, software: str, created: dt.datetime) -> bytes:
    """The record that opens every file and says who wrote it."""
    block = _block(
        [
            f"software: {software}",
            "format: WARC File Format 1.1",
            "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        ]
    )
    fields = [
        "WARC-Type: warcinfo",
        f"WARC-Record-ID: <{warcinfo_id}>",
        f"WARC-Date: {warc_date(created)}",
        f"WARC-Filename: {filename}",
        _FIELDS,
    ]
    return _record(fields, block)


def exchange_records(
    exchange: Exchange,
    *,
    payload_sha256: str,
    original: Original | None,
    warcinfo_id: str,
    converted: Original | None = None,
) -> Iterator[tuple[str | None, bytes]]:
    """The records of one exchange in the order they are written; the principal one comes with its id, others with None.

    `original` is the stored record that already holds the payload; the principal record is then a revisit.
    `converted` is the stored record that a conversion was made from. `warcinfo_id` names the file: every record carries
    it, so that a record found inside a damaged stretch can be told from bytes that only look like one.
    """
    run = _Run(exchange, warc_date(exchange.fetched_at), new_id(), warcinfo_id)
    for hop in () if exchange.converted_from else exchange.redirects:
        yield None, run.request(hop.url, hop.request_headers, hop.ip)
        yield None, run.redirect(hop)
    if exchange.request_headers:
        yield None, run.request(exchange.final_url, exchange.request_headers, exchange.ip)
    yield run.principal_id, run.principal(payload_sha256, original, converted)
    yield None, run.metadata()


def parse_record(content: bytes) -> Record:
    """The one record in `content`; raises `RecordError` when it is none, or its length or a digest is wrong."""
    if not content.startswith(b"WARC/1."):
        raise RecordError("the bytes do not start with WARC/1.x")
    head_end = content.find(b"\r\n\r\n")
    if head_end < 0:
        raise RecordError("the record's header does not end")
    fields: dict[str, str] = {}
    for line in content[:head_end].decode("utf-8", "replace").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    block = content[head_end + 4 : -4]
    if not fields.get("content-length", "").isdigit() or int(fields["content-length"]) != len(block):
        raise RecordError(f"the block has {len(block)} bytes, Content-Length says {fields.get('content-length')}")
    if content[-4:] != b"\r\n\r\n":
        raise RecordError("the record does not end with two line breaks")
    record = Record(fields.get("warc-type", ""), fields, block)
    _check_digests(record)
    return record


def warc_date(instant: dt.datetime) -> str:
    """WARC-Date: UTC with microseconds (WARC/1.1, section 5.4)."""
    if instant.tzinfo is not dt.UTC:
        instant = instant.astimezone(dt.UTC)
    return f"{instant.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def new_id() -> str:
    """A new WARC-Record-ID, without the angle brackets: a random UUID (RFC 9562, version 4) as URN."""
    digits = os.urandom(16).hex()  # uuid.uuid4 gives the same, several times slower, and records need three at a time
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def sha256_hex(data: bytes) -> str:
    """SHA-256 of `data` in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def _check_digests(record: Record) -> None:
    promised = record.fields.get("warc-block-digest", "")
    if promised.startswith("sha256:") and promised[7:].lower() != sha256_hex(record.block):
        raise RecordError(f"the block does not match its digest {promised}")
    if record.type in PRINCIPAL_TYPES - {"revisit"} and record.payload_sha256 is not None:
        found = sha256_hex(record.payload)
        if found != record.payload_sha256:
            raise RecordError(f"the payload does not match its digest sha256:{record.payload_sha256}")


@dataclass(frozen=True, slots=True)
class _Run:
    """The records of one exchange: what they share, and how each is made."""

    exchange: Exchange
    date: str
    principal_id: str
    warcinfo_id: str

    def request(self, url: str, headers: Headers, ip: str | None) -> bytes:
        target = _ORIGIN.sub("", url, count=1).partition("#")[0]
        target = target if target.startswith("/") else f"/{target}"
        block = _http_block(f"{self.exchange.method} {target} HTTP/1.1", headers, b"")
        return _record([*self._companion("request", url, ip), _HTTP_REQUEST], block)

    def redirect(self, hop: Hop) -> bytes:
        block = _http_block(hop.status_line, _stored_headers(hop.response_headers, 0), b"")
        return _record([*self._companion("response", hop.url, hop.ip), _HTTP_RESPONSE], block)

    def principal(self, payload_sha256: str, original: Original | None, converted: Original | None) -> bytes:
        exchange = self.exchange
        made = "conversion" if converted else "resource"
        kind = "revisit" if original else "response" if exchange.status_line else made
        fields = self._identity(kind, self.principal_id, exchange.final_url, exchange.ip)
        fields.append(f"WARC-Payload-Digest: sha256:{payload_sha256}")
        if original:
            fields += [
                f"WARC-Profile: {NOT_MODIFIED if exchange.status == 304 else IDENTICAL_PAYLOAD}",
                f"WARC-Refers-To: <{original.record_id}>",
                f"WARC-Refers-To-Target-URI: {original.uri}",
                f"WARC-Refers-To-Date: {original.date}",
            ]
        elif converted:
            fields.append(f"WARC-Refers-To: <{converted.record_id}>")
        if exchange.truncated:
            fields.append(f"WARC-Truncated: {exchange.truncated}")
        body = b"" if original else exchange.payload
        if exchange.status_line is None:
            return _record([*fields, f"Content-Type: {exchange.media_type or 'application/octet-stream'}"], body)
        headers: Sequence[tuple[str, str]] = exchange.response_headers
        if exchange.status != 304:
            headers = _stored_headers(exchange.response_headers, len(exchange.payload))
        block = _http_block(exchange.status_line, headers, body)
        return _record([*fields, _HTTP_RESPONSE], block)

    def metadata(self) -> bytes:
        exchange = self.exchange
        remarks = [f"requested-url: {exchange.requested_url}"]
        if exchange.wire is not None:
            remarks.append(f"wire-digest: sha256:{sha256_hex(exchange.wire)}")
            remarks.append(f"wire-length: {len(exchange.wire)}")
        remarks += [f"{name}: {value}" for name, value in exchange.metadata]
        return _record([*self._companion("metadata", exchange.final_url, None), _FIELDS], _block(remarks))

    def _companion(self, kind: str, uri: str, ip: str | None) -> Lines:
        return [*self._identity(kind, new_id(), uri, ip), f"WARC-Concurrent-To: <{self.principal_id}>"]

    def _identity(self, kind: str, record_id: str, uri: str, ip: str | None) -> Lines:
        fields = [
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <{record_id}>",
            f"WARC-Warcinfo-ID: <{self.warcinfo_id}>",
            f"WARC-Date: {self.date}",
            f"WARC-Target-URI: {uri}",
        ]
        if ip:
            fields.append(f"WARC-IP-Address: {ip}")
        return fields


def _stored_headers(headers: Headers, length: int) -> list[tuple[str, str]]:
    """The headers as received, with those that describe the body on the wire set aside when they no longer fit it."""
    stored: list[tuple[str, str]] = []
    fits = False
    for name, value in headers:
        lower = name.lower()
        if lower == "content-length" and value.strip() == str(length):
            fits = True
        if lower not in _BODY_FIELDS or (lower == "content-length" and value.strip() == str(length)):
            stored.append((name, value))
        else:
            stored.append((f"X-Archive-Orig-{name}", value))
    if not fits:
        stored.append(("Content-Length", str(length)))
    return stored


def _http_block(first_line: str, headers: Sequence[tuple[str, str]], body: bytes) -> bytes:
    lines = [first_line, *[f"{name}: {value}" for name, value in headers]]
    return b"".join((f"{_text(lines)}\r\n".encode("latin-1", "replace"), body))


def _block(fields: Lines) -> bytes:
    return _text(fields).encode()


def _record(fields: Lines, block: bytes) -> bytes:
    head = f"{_text(fields)}WARC-Block-Digest: sha256:{sha256_hex(block)}\r\nContent-Length: {len(block)}\r\n\r\n"
    return b"".join((_VERSION, head.encode(), block, b"\r\n\r\n"))


def _text(lines: Lines) -> str:
    """One line after another; nothing in one can start a line of its own."""
    if not "".join(lines).isprintable():  # checked all at once, because it is rarely needed
        lines = [_one_line(line) for line in lines]
    return "\r\n".join(lines) + "\r\n"


def _one_line(value: str) -> str:
    return _LINE_BREAKS.sub(" ", value)
