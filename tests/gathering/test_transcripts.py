"""A person's note stands in for a source that cannot be fetched, and is never passed off as a fetched page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gathering import TranscriptError, read_transcript
from pipeline.model import REPLACES, Snapshot
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import RawServer, http
from tests.gathering.rounds import LOOPBACK, START, Clock, look_at, payload, run, source

NOTE = """---
source: tram-report
url: https://ledger.example/trams
title: Tram report
publisher: The Daily Ledger
published: 2026-03
as_of: 2026-08-22
noted_by: A. Reader
noted: 2026-09-01
---

The line carried 412,000 riders in the first quarter.
"""


def written(folder: Path, text: str | bytes, name: str = "note.md") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_note_is_read_with_its_day_and_body(tmp_path: Path) -> None:
    note = read_transcript(written(tmp_path, NOTE))
    assert (note.source, note.as_of, note.published) == ("tram-report", dt.date(2026, 8, 22), "2026-03")
    assert note.noted == "2026-09-01"
    assert note.body.strip() == "The line carried 412,000 riders in the first quarter."
    assert note.fetched_at == dt.datetime(2026, 8, 22, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("no front matter", 1, "---"),
        ("---\nsource: a\nas_of: 2026-08-22\n", 1, "no end"),
        (NOTE.replace("as_of: 2026-08-22\n", ""), 1, "as_of"),
        (NOTE.replace("as_of: 2026-08-22", "as_of: last week"), 7, "2026-08-22"),
        (NOTE.replace("published: 2026-03", "published: March"), 6, "2026-03"),
        (NOTE.replace("publisher:", "publishr:"), 5, "publisher"),
        (NOTE.replace("title: Tram report", 'title: "Tram'), 5, "front matter"),
        (NOTE.replace("source: tram-report", "source: [a"), 3, "front matter"),
        ("---\n- a\n---\nx\n", 2, "key"),
        (NOTE[: NOTE.index("The line")], 10, "empty"),
        (NOTE.encode() + b"\xff\xfe", 13, "UTF-8"),
    ],
)
def test_a_bad_note_is_refused_with_file_and_line(tmp_path: Path, text: str | bytes, line: int, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(TranscriptError) as caught:
        read_transcript(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")
    assert abs(caught.value.line - line) <= 1


def test_a_missing_note_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="No such file"):
        read_transcript(tmp_path / "none.md")


@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: b"---\n" + text.encode("utf-8", "ignore")))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "note.md"
    path.write_bytes(data)
    refusal = ""
    try:
        read_transcript(path)
    except TranscriptError as error:
        refusal = str(error)
    assert not refusal or refusal.startswith(f"{path}:")


def test_a_failed_look_and_the_note_are_two_rows_and_the_second_run_adds_no_note(tmp_path: Path) -> None:
    async def test() -> None:
        written(tmp_path, NOTE)
        settings = replace(LOOPBACK, home=tmp_path)
        wanted = [source("http://unknown.example/x", transcript="note.md")]
        live, note = await look_at(wanted, tmp_path, settings=settings)
        assert (live.outcome, live.origin) == ("network_error", "live")
        assert (note.outcome, note.origin, note.content_date) == ("transcript", "transcript", "2026-08-22")
        assert note.fetched_at == dt.datetime(2026, 8, 22, tzinfo=dt.UTC)
        assert payload(tmp_path, note) == NOTE.encode()
        later = Clock(START + dt.timedelta(days=1))
        again = await look_at(wanted, tmp_path, settings=settings, looks={"s": [live, note]}, now=later)
        assert [look.outcome for look in again] == ["network_error"]
        written(tmp_path, NOTE.replace("412,000", "415,000"))
        changed = await look_at(wanted, tmp_path, settings=settings, looks={"s": [live, note]}, now=later)
        assert [look.outcome for look in changed] == ["network_error", "transcript"]
        assert changed[1].snapshot_id != note.snapshot_id

    run(test)


def test_a_source_that_can_be_fetched_needs_no_note(tmp_path: Path) -> None:
    async def test() -> None:
        written(tmp_path, NOTE)
        async with RawServer({"/x": http(page("Trams", prose(3)).encode())}) as server:
            wanted = [source(f"{server.origin}/x", transcript="note.md")]
            found = await look_at(wanted, tmp_path, settings=replace(LOOPBACK, home=tmp_path))
            assert [look.outcome for look in found] == ["fetched"]

    run(test)


def test_a_note_is_the_source_where_there_is_no_address_and_offline(tmp_path: Path) -> None:
    async def test() -> None:
        written(tmp_path, NOTE)
        settings = replace(LOOPBACK, home=tmp_path)
        book = source(None, "book", kind="transcript", transcript="note.md")
        site = source("http://ledger.example/x", "site", transcript="note.md")
        assert [look.outcome for look in await look_at([book], tmp_path, settings=settings)] == ["transcript"]
        offline = await look_at([book, site], tmp_path, settings=replace(settings, offline=True))
        assert [(look.source_id, look.outcome) for look in offline] == [("book", "transcript"), ("site", "transcript")]

    run(test)


def test_a_bad_note_is_a_row_that_says_so(tmp_path: Path) -> None:
    async def test() -> None:
        written(tmp_path, "nothing")
        wanted = [source(None, kind="transcript", transcript="note.md")]
        (found,) = await look_at(wanted, tmp_path, settings=replace(LOOPBACK, home=tmp_path))
        assert (found.outcome, found.origin) == ("unsupported", "transcript")
        assert found.error
        assert "note.md:1" in found.error

    run(test)


def test_an_edited_note_comes_after_the_one_it_replaces_also_when_it_returns_to_old_words(tmp_path: Path) -> None:
    async def test() -> None:
        book = source(None, "book", kind="transcript", transcript="note.md")
        settings = replace(LOOPBACK, home=tmp_path)
        looks: list[Snapshot] = []
        for text in (NOTE, NOTE, NOTE.replace("412,000", "431,000"), NOTE, NOTE):
            written(tmp_path, text)
            looks += await look_at([book], tmp_path, settings=settings, looks={"book": looks})
        midnight = dt.datetime(2026, 8, 22, tzinfo=dt.UTC)
        assert [(look.fetched_at - midnight).seconds for look in looks] == [0, 1, 2]
        assert looks[0].payload_sha256 == looks[2].payload_sha256 != looks[1].payload_sha256

    run(test)


def test_a_note_whose_day_is_corrected_to_an_earlier_one_takes_the_later_version_back(tmp_path: Path) -> None:
    async def test() -> None:
        book = source(None, "book", kind="transcript", transcript="note.md")
        settings = replace(LOOPBACK, home=tmp_path)
        earlier = NOTE.replace("as_of: 2026-08-22", "as_of: 2026-03-01")
        looks: list[Snapshot] = []
        for text in (NOTE, earlier, earlier, NOTE, earlier):
            written(tmp_path, text)
            looks += await look_at([book], tmp_path, settings=settings, looks={"book": looks})
        first, corrected, back, again = looks
        assert [look.flags for look in looks] == [
            (), (f"{REPLACES}{first.snapshot_id}",), (), (f"{REPLACES}{back.snapshot_id}",),
        ]  # fmt: skip
        assert (corrected.fetched_at, again.fetched_at) == (
            dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 3, 1, 0, 0, 1, tzinfo=dt.UTC),
        )  # fmt: skip

    run(test)
