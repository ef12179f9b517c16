"""What stands in for a source that could not be fetched: a person's transcript.

What belongs here: when a transcript is used, and its snapshot. What must never be here: reading the note itself
(transcripts.py), or hiding that the live look failed; its row stays beside the transcript's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.gathering.archive import Archive
from pipeline.gathering.errors import TranscriptError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.look import Now, name_snapshot
from pipeline.gathering.transcripts import MEDIA_TYPE, Transcript, read_transcript
from pipeline.model import READABLE, Snapshot, Source


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
    digest = hashlib.sha256(transcript.payload).hexdigest()
    name = name_snapshot(source.source_id, transcript.fetched_at, "transcript", digest)
    if any(look.snapshot_id == name for look in looks) and archive.has_payload(digest):
        return []
    return [_keep(source, transcript, name, archive)]


def _keep(source: Source, transcript: Transcript, name: str, archive: Archive) -> Snapshot:
    uri = f"urn:transcript:{source.transcript}"
    stored = archive.append(
        Exchange(
            requested_url=uri,
            final_url=uri,
            fetched_at=transcript.fetched_at,
            payload=transcript.payload,
            media_type=MEDIA_TYPE,
            metadata=(("source", source.source_id), ("snapshot", name), ("outcome", "transcript")),
        )
    )
    return Snapshot(
        snapshot_id=name,
        source_id=source.source_id,
        requested_url=source.url or transcript.url,
        fetched_at=transcript.fetched_at,
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
