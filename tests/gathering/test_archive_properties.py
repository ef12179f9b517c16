"""Any sequence of appends, commits and reopenings reads back, and the index never knows more than the files."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.gathering.archive import Archive
from pipeline.gathering.archive_index import INDEX_NAME
from pipeline.gathering.exchange import Exchange, Hop
from pipeline.gathering.gzip_members import MemberError, read_member, write_member
from pipeline.gathering.warc import RecordError, parse_record
from tests.gathering.exchanges import NOON, answer, unchanged

_header_text = st.text(st.characters(max_codepoint=255), max_size=20)
_headers = st.lists(
    st.tuples(
        st.sampled_from(["Content-Type", "Content-Length", "Content-Encoding", "X-Any", "Set-Cookie"]), _header_text
    ),
    max_size=4,
).map(tuple)
_payloads = st.one_of(
    st.binary(max_size=400), st.sampled_from([b"", b"same", b"\r\n\r\n", b"WARC/1.1\r\n\r\n", b"\x1f\x8b\x08"])
)
_urls = st.sampled_from(["https://example.test/", "https://example.test/ä?q=1#f", "http://[2001:db8::1]:81/x y"])


@st.composite
def _exchanges(draw: st.DrawFn) -> Exchange:
    url = draw(_urls)
    is_file = draw(st.booleans())
    hop = Hop(url=draw(_urls), status_line="HTTP/1.1 302 Found", request_headers=(), response_headers=draw(_headers))
    return Exchange(
        requested_url=url,
        final_url=url,
        fetched_at=NOON + dt.timedelta(microseconds=draw(st.integers(0, 10**12))),
        request_headers=() if is_file else draw(_headers),
        status_line=None if is_file else draw(st.sampled_from(["HTTP/1.1 200 OK", "HTTP/1.0 404 ", "HTTP/2 200"])),
        response_headers=() if is_file else draw(_headers),
        payload=draw(_payloads),
        media_type=draw(st.sampled_from([None, "text/plain"])),
        truncated=draw(st.sampled_from([None, "length", "time"])),
        redirects=() if is_file else draw(st.sampled_from([(), (hop,), (hop, hop)])),
        metadata=draw(st.sampled_from([(), (("flag", "a\r\nb: c"),)])),
    )


_steps = st.lists(st.one_of(_exchanges(), st.sampled_from(["commit", "reopen", "forget index"])), max_size=12)


@settings(max_examples=60, deadline=None)
@given(steps=_steps)
def test_whatever_is_appended_reads_back(steps: list[Exchange | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        archive = Archive(root, finish_at=3_000)
        stored: list[tuple[str, bytes]] = []
        for step in steps:
            if isinstance(step, Exchange):
                place = archive.append(step)
                assert place.payload_sha256 == hashlib.sha256(step.payload).hexdigest()
                assert archive.record(place.path, place.offset, place.length).payload == step.payload
                stored.append((place.payload_sha256, step.payload))
            elif step == "commit":
                archive.commit()
            else:
                archive.close()
                if step == "forget index":
                    for left in root.glob(f"{INDEX_NAME}*"):
                        left.unlink()
                archive = Archive(root, finish_at=3_000)
            assert all(archive.payload(digest) == payload for digest, payload in stored)
        report = archive.verify()
        entries = list(archive.entries())
        archive.close()
    assert report.ok, report.problems
    assert len(entries) == len(stored)
    holders = [entry.sha256 for entry in entries if entry.holds_payload and entry.bytes]
    assert len(holders) == len(set(holders)), "one body each"


@given(data=st.binary(max_size=2_000), tail=st.binary(max_size=50))
def test_a_member_reads_back_and_says_where_it_ends(data: bytes, tail: bytes) -> None:
    member = write_member(data)
    stream = iter([member + tail])
    assert read_member(lambda _: next(stream, b"")) == (data, len(member))


@given(data=st.binary(max_size=300))
def test_no_bytes_raise_anything_but_the_named_errors(data: bytes) -> None:
    for content in (data, b"WARC/1.1\r\n" + data):
        with suppress(RecordError):
            parse_record(content)
    stream = iter([data])
    with suppress(MemberError):
        read_member(lambda _: next(stream, b""))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.sets(st.integers(0, 7)), st.integers(0, 8))
def test_payloads_that_were_foreseen_are_found_as_if_each_were_asked_for(
    stored: list[int], foreseen: set[int], at: int
) -> None:
    """Looks at pages with a few payloads, some of which are looked up beforehand at some moment, and again at all."""
    digests = [hashlib.sha256(b"page %d" % number).hexdigest() for number in range(8)]

    def places(root: Path, foreseen: set[int]) -> list[object]:
        with Archive(root) as archive:
            for number, payload in enumerate(stored):
                if number == at:
                    archive.commit()
                    archive.foresee(digests[one] for one in foreseen)
                archive.append(answer(number, b"page %d" % payload))
                archive.commit()
        with Archive(root) as archive:
            archive.foresee(digests[one] for one in foreseen)
            found: list[object] = [(archive.has_payload(one), archive.holder(one) is None) for one in digests]
            again = [archive.append(unchanged(20 + n, digests[payload])) for n, payload in enumerate(stored)]
            offsets = sorted({one.offset for one in again})  # which first record it was; where it stands is chance
            found += [(offsets.index(one.offset), one.is_revisit, one.bytes) for one in again]
            for file in root.glob("*.warc.gz"):
                file.unlink()
            return [*found, *(archive.has_payload(one) for one in digests)]

    with tempfile.TemporaryDirectory() as folder:
        assert places(Path(folder) / "a", foreseen) == places(Path(folder) / "b", set())
