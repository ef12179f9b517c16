"""A person's note of what a source says, for books, calls and pages that cannot be fetched.

What belongs here: reading the note (YAML front matter, Markdown body) and checking that it says where and when. What
must never be here: passing it off as a fetched page; its outcome and origin are always `transcript`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from pipeline.gathering.errors import TranscriptError

MEDIA_TYPE: Final = "text/markdown"
_KEYS: Final = ("source", "url", "title", "publisher", "published", "as_of", "noted_by", "noted")
_REQUIRED: Final = ("source", "as_of")
_FENCE: Final = "---"
_GRANULAR: Final = re.compile(r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|spring|summer|autumn|fall|winter|early|mid|late|Q[1-4]))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One note, as its author wrote it."""

    path: str
    source: str
    """Source it speaks for: its id in the register."""
    as_of: dt.date
    """Day the note speaks for."""
    body: str
    """Markdown; the figures are the source's, the words the author's."""
    payload: bytes
    """The whole file as it stands."""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """Date of the source, ISO 8601 at its own granularity."""
    noted_by: str | None = None
    noted: str | None = None
    """Day the note was written."""

    @property
    def fetched_at(self) -> dt.datetime:
        """The day it speaks for, at midnight UTC."""
        return dt.datetime.combine(self.as_of, dt.time(), tzinfo=dt.UTC)


def read_transcript(path: Path) -> Transcript:
    """Read and check one transcript. Raises TranscriptError whose message begins with file and line."""
    try:
        payload = path.read_bytes()
        text = payload.decode("utf-8-sig")
    except OSError as error:
        raise TranscriptError(path, 1, f"cannot be read ({error.strerror}); correct the source's transcript") from error
    except UnicodeDecodeError as error:
        line = payload[: error.start].count(b"\n") + 1
        raise TranscriptError(path, line, "is not UTF-8; save the file as UTF-8") from error
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        raise TranscriptError(path, 1, "does not begin with '---'; write the front matter (source, url, as_of) first")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise TranscriptError(path, 1, "the front matter has no end; close it with a line '---'")
    fields = _read_front_matter(path, "".join(lines[1:end]))
    body = "".join(lines[end + 1 :])
    if not body.strip():
        raise TranscriptError(path, end + 1, "the note is empty; write what the source says below the front matter")
    return _build(path, fields, body, payload)


def _read_front_matter(path: Path, text: str) -> CommentedMap:
    try:
        fields = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        line = (mark.line if mark else 0) + 2
        raise TranscriptError(path, line, f"{error.problem or 'is no YAML'}; correct the front matter") from error
    if not isinstance(fields, CommentedMap):
        raise TranscriptError(path, 2, "the front matter is no list of 'key: value' lines")
    for key in fields:
        if key not in _KEYS:
            raise TranscriptError(path, _line_of(fields, key), f"unknown key {key!r}; known are {', '.join(_KEYS)}")
    for key in _REQUIRED:
        if fields.get(key) in (None, ""):
            raise TranscriptError(path, 1, f"{key!r} is missing; write '{key}: …' in the front matter")
    return fields


def _build(path: Path, fields: CommentedMap, body: str, payload: bytes) -> Transcript:
    published = _text(fields.get("published"))
    if published is not None and not _GRANULAR.fullmatch(published):
        raise TranscriptError(
            path,
            _line_of(fields, "published"),
            f"published {published!r} is no date; write 2026, 2026-03 or 2026-03-17",
        )
    noted = fields.get("noted")
    return Transcript(
        path=str(path),
        source=str(fields["source"]),
        as_of=_read_day(path, fields, "as_of"),
        body=body,
        payload=payload,
        url=_text(fields.get("url")),
        title=_text(fields.get("title")),
        publisher=_text(fields.get("publisher")),
        published=published,
        noted_by=_text(fields.get("noted_by")),
        noted=_read_day(path, fields, "noted").isoformat() if noted not in (None, "") else None,
    )


def _read_day(path: Path, fields: CommentedMap, key: str) -> dt.date:
    value = fields[key]
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError as error:
        message = f"{key} {str(value)!r} is no day; write it as 2026-08-22"
        raise TranscriptError(path, _line_of(fields, key), message) from error


def _line_of(fields: CommentedMap, key: object) -> int:
    """Line of a key in the file: the front matter begins in the second line."""
    place = fields.lc.data.get(key) if fields.lc.data else None
    return int(place[0]) + 2 if place else 1


def _text(value: object) -> str | None:
    return None if value is None or str(value).strip() == "" else str(value).strip()
