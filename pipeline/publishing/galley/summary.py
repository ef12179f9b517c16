"""What stands above the chapter: counts, the claims to read first, plots, changes, conflicts, orphans.

What belongs here: counting and ordering the rows of one chapter. What must never be here: markup other than the plots
that `charts` draws.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import READABLE
from pipeline.publishing.galley.charts import Comparison, History, compare, history, stacked_bar
from pipeline.publishing.galley.figures import Row, show_day, show_instant
from pipeline.publishing.galley.links import claim_anchor, live_href
from pipeline.publishing.galley.notes import OUTCOMES, Note
from pipeline.publishing.galley.rows import MOVED, ChapterRows
from pipeline.publishing.galley.tones import (
    LOUDNESS,
    QUIET,
    STALE,
    SUPPORTED,
    TONES,
    UNVERIFIED,
    Tone,
    reason_words,
    tone_of,
)

_CHANGES_SHOWN = 60
_COMPARISONS_SHOWN = 40
_FIRST_SHOWN = 40
_HISTORIES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section of the chapter and the tones of the claims that it asserts first."""

    name: str
    anchor: str
    counts: Sequence[tuple[Tone, int]]
    total: int
    bar: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One movement of a verdict."""

    claim_id: str
    anchor: str
    quote: str
    before: str
    after: Tone
    words: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Two places of the chapter that cannot both be right."""

    a: str
    a_anchor: str
    b: str
    b_anchor: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A candidate source and what its last look came to."""

    title: str
    publisher: str
    authority: str
    published: str
    href: str | None
    outcome: str
    first: str
    """The day that first brought the same answer."""
    claims: int
    error: str
    readable: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything above and below the chapter's text."""

    counts: Sequence[tuple[Tone, int]]
    """Claims by tone, the loudest first; those that are not checkable stand last."""
    checkable: int
    reasons: Sequence[tuple[Tone, Sequence[tuple[int, str]]]]
    """By tone, how many claims for which reason; only where a tone has several."""
    signed: int
    bar: str
    first: Sequence[Note]
    more_to_read: int
    """Loud claims that are not listed above the text; they are in it."""
    sections: Sequence[SectionLine]
    comparisons: Sequence[tuple[Note, Comparison]]
    histories: Sequence[tuple[Note, History]]
    changed_at: str
    changes: Sequence[ChangeLine]
    new_claims: int
    conflicts: Sequence[ConflictLine]
    orphans: Sequence[Note]
    sources: Sequence[SourceLine]


def summarise(
    rows: ChapterRows,
    notes: Mapping[str, Note],
    section_of: Mapping[str, tuple[str, str]],
    number_of: Mapping[str, int],
) -> Summary:
    """Count and order. `section_of`: name and anchor by claim; `number_of`: number of each mention by its id."""
    counted = Counter(note.tone.key for note in notes.values())
    counts = [(tone, counted[tone.key]) for tone in TONES]
    checkable = sum(count for tone, count in counts if tone is not QUIET)
    first = _first_to_read(notes)
    changed_at, changes, new_claims = _last_changes(rows, notes)
    return Summary(
        counts=counts,
        checkable=checkable,
        reasons=_reasons(notes),
        signed=sum(any(review[4] for review in note.reviews) for note in notes.values()),
        bar=stacked_bar([(tone.key, count) for tone, count in counts if tone is not QUIET], checkable),
        first=first[:_FIRST_SHOWN],
        more_to_read=len(first[_FIRST_SHOWN:]),
        sections=_sections(notes, section_of),
        comparisons=_comparisons(rows, notes),
        histories=_histories(rows, notes),
        changed_at=changed_at,
        changes=changes,
        new_claims=new_claims,
        conflicts=_conflicts(rows, number_of),
        orphans=[notes[claim_id] for claim_id, row in rows.claims.items() if row["orphan"]],
        sources=_sources(rows),
    )


def _reasons(notes: Mapping[str, Note]) -> list[tuple[Tone, list[tuple[int, str]]]]:
    by_tone: dict[str, Counter[str]] = {}
    for note in notes.values():
        by_tone.setdefault(note.tone.key, Counter())[note.reason_words] += 1
    lines = []
    for tone in (STALE, UNVERIFIED, SUPPORTED):
        counted = sorted(by_tone.get(tone.key, Counter()).items(), key=lambda item: (-item[1], item[0]))
        if counted:
            lines.append((tone, [(count, words) for words, count in counted]))
    return lines


def _first_to_read(notes: Mapping[str, Note]) -> list[Note]:
    """Contradicted, conflicting and stale claims, in that order; `notes` come the loudest first."""
    loud = [note for note in notes.values() if note.tone.key in ("contradicted", "conflicting", "stale")]
    return sorted(loud, key=lambda note: LOUDNESS[note.tone.key])


def _sections(notes: Mapping[str, Note], section_of: Mapping[str, tuple[str, str]]) -> list[SectionLine]:
    by_section: dict[tuple[str, str], Counter[str]] = {}
    for claim_id, place in section_of.items():
        counter = by_section.setdefault(place, Counter())
        if claim_id in notes and notes[claim_id].tone is not QUIET:
            counter[notes[claim_id].tone.key] += 1
    widest = max((counter.total() for counter in by_section.values()), default=0)
    return [
        SectionLine(
            name=name,
            anchor=anchor,
            counts=[(tone, counter[tone.key]) for tone in TONES if tone is not QUIET],
            total=counter.total(),
            bar=stacked_bar([(tone.key, counter[tone.key]) for tone in TONES], widest),
        )
        for (name, anchor), counter in by_section.items()
        if counter.total()
    ]


def _comparisons(rows: ChapterRows, notes: Mapping[str, Note]) -> list[tuple[Note, Comparison]]:
    """Claims whose best evidence has a figure of the same kind, the furthest off first."""
    found = []
    for claim_id, note in notes.items():
        best = next(iter(rows.evidence.get(claim_id, ())), None)
        if best is None or best["relation"] == "unrelated" or best["agreement"] == "arithmetic":
            continue
        compared = compare(rows.claims[claim_id], best)
        if compared is not None:
            found.append((note, compared))
    found.sort(key=lambda item: (-abs(1 - min(item[1].ratio, 1 / item[1].ratio)), item[0].claim_id))
    return found[:_COMPARISONS_SHOWN]


def _histories(rows: ChapterRows, notes: Mapping[str, Note]) -> list[tuple[Note, History]]:
    drawn: list[tuple[Note, History]] = []
    for claim_id, note in notes.items():
        claim = rows.claims[claim_id]
        if claim["reason"] in MOVED and len(drawn) < _HISTORIES_SHOWN:
            plot = history(claim, rows.found.get(claim_id, ()))
            if plot is not None:
                drawn.append((note, plot))
    return drawn


def _last_changes(rows: ChapterRows, notes: Mapping[str, Note]) -> tuple[str, list[ChangeLine], int]:
    """What the last run that moved anything moved; verdicts on new claims are only counted."""
    if not rows.changes:
        return "", [], 0
    last = rows.changes[0]["changed_at"]
    latest = [row for row in rows.changes if row["changed_at"] == last]
    moved = [row for row in latest if row["status_before"] is not None]
    lines = [
        ChangeLine(
            claim_id=row["claim_id"],
            anchor=claim_anchor(row["claim_id"]),
            quote=notes[row["claim_id"]].quote,
            before=f"{row['status_before']}, {reason_words(row['reason_before'])}",
            after=tone_of(row["status_after"], row["reason_after"]),
            words=row["what_moved"],
        )
        for row in moved
        if row["claim_id"] in notes
    ]
    lines.sort(key=lambda line: (LOUDNESS[line.after.key], line.claim_id))
    return show_instant(last), lines[:_CHANGES_SHOWN], len(latest) - len(moved)


def _conflicts(rows: ChapterRows, number_of: Mapping[str, int]) -> list[ConflictLine]:
    by_id = {row["mention_id"]: row for row in rows.mentions}
    lines = []
    for row in rows.conflicts:
        a, b = by_id.get(row["mention_a"]), by_id.get(row["mention_b"])
        if a is not None and b is not None:
            lines.append(
                ConflictLine(
                    a=a["quote"],
                    a_anchor=f"m{number_of[a['mention_id']]}",
                    b=b["quote"],
                    b_anchor=f"m{number_of[b['mention_id']]}",
                    explanation=row["explanation"],
                )
            )
    return lines


def _sources(rows: ChapterRows) -> list[SourceLine]:
    lines = []
    claims = Counter(source_id for named in rows.candidates.values() for source_id in named)
    for source_id, row in rows.sources.items():
        look: Row = rows.looks.get(source_id, {})
        outcome = look.get("outcome")
        lines.append(
            SourceLine(
                title=row["title"] or source_id,
                publisher=row["publisher"] or "",
                authority=row["authority"],
                published=row["published"] or "",
                href=live_href(row["url"]),
                outcome=OUTCOMES.get(outcome or "", outcome or "not looked at yet"),
                first=show_day(look.get("first")),
                claims=claims[source_id],
                error=look.get("error") or "",
                readable=outcome in READABLE,
            )
        )
    return sorted(lines, key=lambda line: (line.readable, -line.claims, line.title))
