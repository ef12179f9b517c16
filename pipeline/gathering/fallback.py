"""What stands in for a source that could not be fetched: a person's transcript.

What belongs here: when a transcript is used, and its snapshot. What must never be here: reading the note itself
(transcripts.py), or hiding that the live look failed; its row stays beside the transcript's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.gathering.archive import Archive
from pipeline.gathering.errors import TranscriptError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.look import name_snapshot
from pipeline.gathering.timestamps import Now
from pipeline.gathering.transcripts import MEDIA_TYPE, Transcript, read_transcript
from pipeline.model import READABLE, REPLACES, Snapshot, Source


def fall_back(
    source: Source,
    live: Snapshot | None,
    looks: Sequence[Snapshot],
    archive: Archive,
    home: Path,
    now: Now,
) -> list[Snapshot]:
    """The transcript's snapshot, when the source has one and was not fetched now; none when it is known already.

    `live` is the look just taken, or None when there was none (offline, or nothing to fetch). A transcript that cannot
    be read is a row that says so.
    """
    if source.transcript is None or (live is not None and live.outcome in READABLE):
        return []
    path = home / source.transcript
    standing = _standing(looks)
    if _is_known(path, standing, archive):
        return []
    try:
        transcript = read_transcript(path)
    except TranscriptError as error:
        at = now()
        return [
            Snapshot(
                snapshot_id=name_snapshot(source.source_id, at, "transcript"),
                source_id=source.source_id,
                requested_url=source.url,
                fetched_at=at,
                outcome="unsupported",
                origin="transcript",
                error=str(error),
            )
        ]
    kept = _keep(source, transcript, _moment(transcript, looks), archive)
    later = (look.snapshot_id for look in standing if look.fetched_at.date() > transcript.as_of)
    return [replace(kept, flags=tuple(f"{REPLACES}{name}" for name in later))]


def _is_known(path: Path, standing: Sequence[Snapshot], archive: Archive) -> bool:
    """Whether the note as it stands is the version that was kept last; then it need not be parsed again."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return False
    return bool(standing) and standing[-1].payload_sha256 == digest and archive.has_payload(digest)


def _moment(transcript: Transcript, looks: Sequence[Snapshot]) -> dt.datetime:
    """The day the note speaks for; every edited version of one day is a second later than the one before it."""
    before = [look for look in _notes(looks) if look.fetched_at.date() == transcript.as_of]
    return transcript.fetched_at + dt.timedelta(seconds=len(before))


def _standing(looks: Sequence[Snapshot]) -> list[Snapshot]:
    """The versions of the note that hold, the last one last: one of a later day than the note now speaks for was a
    mistake, and is replaced."""
    notes = _notes(looks)
    replaced = {flag.removeprefix(REPLACES) for look in notes for flag in look.flags if flag.startswith(REPLACES)}
    return [look for look in notes if look.snapshot_id not in replaced]


def _notes(looks: Sequence[Snapshot]) -> list[Snapshot]:
    return sorted((look for look in looks if look.outcome == "transcript"), key=lambda look: look.fetched_at)


def _keep(source: Source, transcript: Transcript, moment: dt.datetime, archive: Archive) -> Snapshot:
    uri = f"urn:transcript:{source.transcript}"
    name = name_snapshot(source.source_id, moment, "transcript", hashlib.sha256(transcript.payload).hexdigest())
    stored = archive.append(
        Exchange(
            requested_url=uri,
            final_url=uri,
            fetched_at=moment,
            payload=transcript.payload,
            media_type=MEDIA_TYPE,
            metadata=(("source", source.source_id), ("snapshot", name), ("outcome", "transcript")),
        )
    )
    return Snapshot(
        snapshot_id=name,
        source_id=source.source_id,
        requested_url=source.url or transcript.url,
        fetched_at=moment,
        outcome="transcript",
        media_type=MEDIA_TYPE,
        payload_sha256=stored.payload_sha256,
        bytes=stored.bytes,
        content_date=transcript.as_of.isoformat(),
        origin="transcript",
        archive_path=stored.path,
        archive_offset=stored.offset,
        archive_length=stored.length,
        charset="utf-8",
    )
