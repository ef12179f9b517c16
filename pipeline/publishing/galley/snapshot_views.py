"""A stored page as text, with the passages that claims were compared with highlighted.

What belongs here: one view per page, whichever chapters cite it. What must never be here: the page's own markup;
only its text is shown.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from pipeline.publishing.galley.figures import Row, show_day
from pipeline.publishing.galley.links import claim_anchor, live_href
from pipeline.publishing.galley.notes import ORIGINS
from pipeline.publishing.galley.prose import escape_text
from pipeline.publishing.galley.rows import ChapterRows

LONGEST = 200_000
"""A page with more characters is shown only around its passages."""
_AROUND = 3_000


_STATE = 32
"""Characters of a state."""
_SAID = '<meta name="state" content="'
"""Before the state, near the beginning of a view."""
_HEAD = 200
"""Bytes of a view, from its beginning, among which it stands."""


class Look(NamedTuple):
    """The first look at which the payload was what its source said."""

    source: str
    href: str | None
    origin: str
    first: str
    archive: str


@dataclass(slots=True)
class Cited:
    """What chapters cite of one page."""

    passages: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Start and end in the page's text, by passage."""
    looks: dict[str, Look] = field(default_factory=dict)
    """By snapshot."""


class Citations:
    """The pages that chapters cite, gathered chapter by chapter."""

    def __init__(self) -> None:
        self._cited: defaultdict[str, Cited] = defaultdict(Cited)

    def add(self, rows: ChapterRows, *, only_known: bool = False) -> None:
        """Take in what one chapter shows as evidence; `only_known` leaves out payloads that no other one cited yet."""
        for evidence in rows.evidence.values():
            for row in evidence:
                if only_known and row["page"] not in self._cited:
                    continue
                cited = self._cited[row["page"]]
                if row["start_char"] is not None:
                    cited.passages[row["passage_id"]] = (row["start_char"], row["end_char"])
                if row["snapshot_id"] not in cited.looks:
                    cited.looks[row["snapshot_id"]] = _look(row, rows)

    def pages(self) -> list[str]:
        """The name of every page that is cited."""
        return sorted(self._cited)

    def state(self, page: str, *rests_on: object) -> str:
        """A digest of all that the view of a page shows: what is cited of it, and what else it `rests_on`."""
        cited = self._cited[page]
        shown = (page, rests_on, sorted(cited.passages.items()), sorted(cited.looks.items()))
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:_STATE]

    def view(self, page: Row, environment: jinja2.Environment, state: str) -> str:
        """The view of one stored page, which says in which `state` it was drawn."""
        cited = self._cited[page["page"]]
        looks = sorted(cited.looks.values(), key=lambda look: (look.first, look.source))
        return environment.get_template("snapshot.html.j2").render(
            page=page,
            state=state,
            looks=looks,
            passages=len(cited.passages),
            noted=any(look.origin == ORIGINS["transcript"] for look in looks),
            body=Markup(_highlighted(page["text"], cited.passages)),
        )


def read_state(view: Path) -> str:
    """The state in which the view of a stored page was drawn, as its file says; empty where there is none."""
    with contextlib.suppress(OSError), view.open("rb") as stream:
        return stream.read(_HEAD).decode(errors="replace").partition(_SAID)[2][:_STATE]
    return ""


def _look(row: Row, rows: ChapterRows) -> Look:
    source: Row = rows.sources.get(row["source_id"], {})
    read: Row = rows.reads.get(row["snapshot_id"], {})
    place = f"{read['archive_path']} at byte {read['archive_offset']}" if read.get("archive_path") else ""
    return Look(
        source=source.get("title") or row["source_id"],
        href=live_href(read.get("final_url") or source.get("url")),
        origin=ORIGINS.get(str(row["origin"]), str(row["origin"])),
        first=show_day(row["fetched_at"]),
        archive=place,
    )


def _highlighted(text: str, passages: Mapping[str, tuple[int, int]]) -> str:
    """The text with its passages marked, each with its anchor; a long text only around them."""
    spans = _joined(sorted((start, end, name) for name, (start, end) in passages.items() if end <= len(text)))
    windows = [(0, len(text))] if len(text) <= LONGEST else _windows(spans, len(text))
    parts = []
    for left, right in windows:
        position = left
        parts.append('<p class="cut">…</p>' if left else "")
        parts.append('<div class="text">')
        for start, end, names in spans:
            if left <= start and end <= right:
                anchors = "".join(f'<span id="{claim_anchor(name)}"></span>' for name in names)
                parts.append(f"{escape_text(text[position:start])}{anchors}<mark>{escape_text(text[start:end])}</mark>")
                position = end
        parts.append(f"{escape_text(text[position:right])}</div>")
        parts.append('<p class="cut">…</p>' if right < len(text) else "")
    return "".join(parts)


def _joined(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, list[str]]]:
    """Passages that overlap become one highlight with several anchors."""
    joined: list[tuple[int, int, list[str]]] = []
    for start, end, name in spans:
        if joined and start < joined[-1][1]:
            before = joined[-1]
            joined[-1] = (before[0], max(before[1], end), [*before[2], name])
        else:
            joined.append((start, end, [name]))
    return joined


def _windows(spans: Sequence[tuple[int, int, list[str]]], length: int) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for start, end, _ in spans:
        left, right = max(0, start - _AROUND), min(length, end + _AROUND)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return windows or [(0, min(length, LONGEST))]
