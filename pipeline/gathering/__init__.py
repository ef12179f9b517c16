"""From candidate sources to snapshots: what each source said, on which day, with the bytes to prove it."""

from pipeline.gathering.archive import Archive
from pipeline.gathering.archive_objects import StoreShelf
from pipeline.gathering.errors import GatheringError, TranscriptError
from pipeline.gathering.pages import read_page
from pipeline.gathering.politeness import host_of
from pipeline.gathering.round import Recalled, gather, recall
from pipeline.gathering.settings import GatherSettings, WaybackSettings
from pipeline.gathering.transcripts import Transcript, read_transcript
from pipeline.gathering.wacz import write_wacz
from pipeline.gathering.wacz_verify import verify_wacz

__all__ = [
    "Archive",
    "GatherSettings",
    "GatheringError",
    "Recalled",
    "StoreShelf",
    "Transcript",
    "TranscriptError",
    "WaybackSettings",
    "gather",
    "host_of",
    "read_page",
    "read_transcript",
    "recall",
    "verify_wacz",
    "write_wacz",
]
