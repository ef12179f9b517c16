"""The frozen records that travel through the pipeline, one class per published table.

What belongs here: plain data with its meaning and unit, and the closed vocabularies of its columns. What must
never be here: behaviour that reads, matches or decides, and any import from another room of the pipeline.

Every field carries its meaning in `Annotated[type, "meaning"]`; that one sentence becomes the column comment in
DuckDB and the column description in Dagster. Instants are timezone-aware UTC. A date that has a granularity of its
own (`2026`, `2026-08`, `2026-spring`, `2026-08-22`) is a string.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

Kind = Literal[
    "count", "percent", "money", "date", "duration", "age", "ordinal", "ratio", "comparison", "measure", "other"
]
Comparator = Literal["eq", "approx", "gt", "gte", "lt", "lte", "range"]
Scope = Literal["standing", "dated", "attributed"]
Authority = Literal["primary", "secondary", "unknown"]
SourceKind = Literal["page", "api", "pdf", "table", "transcript"]
Origin = Literal["live", "wayback", "transcript"]
Outcome = Literal[
    "fetched", "not_modified", "gone", "blocked", "disallowed", "not_found", "soft_not_found", "rate_limited",
    "timeout", "network_error", "tls_error", "too_large", "truncated", "refused_address", "unsupported", "transcript",
]  # fmt: skip
Relation = Literal["agrees", "disagrees", "unrelated"]
Agreement = Literal["exact", "within_rounding", "bound_holds", "arithmetic", "figure_moved", "differs", "undecided"]
Status = Literal["supported", "stale", "unverified"]
Reason = Literal[
    "reviewed", "not_checkable", "no_source", "fetch_failed", "passage_missing", "conflicting", "figure_moved",
    "source_changed", "source_gone", "review_due", "exact", "within_rounding", "bound_holds", "arithmetic",
    "contradicted", "needs_review",
]  # fmt: skip

REPLACES = "replaces "
"""Flag of a snapshot, followed by the name of another of its source that holds no longer: a note whose day was
corrected to an earlier one."""
READABLE: frozenset[Outcome] = frozenset({"fetched", "not_modified", "transcript"})
"""Outcomes whose payload may be read as what the source says. Every other outcome is never evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The parsed value of one quantity: the columns that stand wherever a quantity stands."""

    kind: Annotated[Kind, "What sort of quantity it is"] = "other"
    value: Annotated[float | None, "The point value; percent is 0..100, money in the currency's main unit"] = None
    low: Annotated[float | None, "Closed lower bound; null is open"] = None
    high: Annotated[float | None, "Closed upper bound; null is open"] = None
    comparator: Annotated[Comparator, "How the number is hedged: eq, approx, gt, gte, lt, lte or range"] = "eq"
    unit: Annotated[str | None, "Singular unit, or ISO 4217 code for money; null for a bare count"] = None
    significant_digits: Annotated[int | None, "Significant digits the text commits to; null when not applicable"] = None
    date: Annotated[str | None, "ISO 8601 date at the granularity of the text, for kind date"] = None
    date_low: Annotated[dt.date | None, "First day of the period; null is open"] = None
    date_high: Annotated[dt.date | None, "Day after the last day of the period; null is open"] = None


_FIGURE = tuple(field.name for field in fields(Figure))


def figure_columns(record: Figure) -> dict[str, Any]:
    """The columns of a record's figure, for another record that states the same one."""
    return {name: getattr(record, name) for name in _FIGURE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One structural piece of a text (chapter or page), with the place it came from."""

    start: Annotated[int, "First character in the text"]
    end: Annotated[int, "Character after the last"]
    kind: Annotated[str, "title, heading, paragraph, list_item, table_cell, footnote, quote, code, json_value"]
    level: Annotated[int | None, "Heading level, 1 is the highest"] = None
    location: Annotated[str | None, "Place in the original file: page, paragraph, cell or JSON pointer"] = None
    labels: Annotated[tuple[str, ...], "Row and column headings of a table cell, or the keys above a JSON value"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink or footnote that stands on a stretch of the text; a candidate source."""

    start: Annotated[int, "First character of the linked text"]
    end: Annotated[int, "Character after the last"]
    url: Annotated[str, "Where it leads"]
    kind: Annotated[str, "link or footnote"] = "link"
    note: Annotated[str | None, "Text of the footnote"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """A stretch of the text that its author set in italics or bold."""

    start: Annotated[int, "First character in the text"]
    end: Annotated[int, "Character after the last"]
    kind: Annotated[str, "em (italic) or strong (bold)"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One manuscript file, normalised to text."""

    chapter_id: Annotated[str, "Name of the chapter, as the register or the file name gives it"]
    title: Annotated[str, "Title of the chapter"]
    path: Annotated[str, "Path of the manuscript file, relative to the project's home"]
    sha256: Annotated[str, "SHA-256 of the file's bytes"]
    published: Annotated[str | None, "Date the chapter speaks from, ISO 8601 at its own granularity"] = None
    characters: Annotated[int, "Length of the text in characters"]
    text: Annotated[str, "The normalised text; every offset of a mention counts in it"]
    media_type: Annotated[str, "Format the file was read as"] = "text/plain"
    blocks: Annotated[tuple[Block, ...], "Headings and paragraphs, with their place in the file"] = ()
    links: Annotated[tuple[Link, ...], "Links and footnotes on the text"] = ()
    emphases: Annotated[tuple[Emphasis, ...], "Words in italics or bold, where the format tells"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Figure):
    """One quantity expression in a chapter."""

    mention_id: Annotated[str, "Stable name of the mention"]
    chapter_id: Annotated[str, "Chapter it stands in"]
    claim_id: Annotated[str | None, "Claim it states; null when it states none"] = None
    start_char: Annotated[int, "First character in the chapter's text"]
    end_char: Annotated[int, "Character after the last"]
    quote: Annotated[str, "The exact text, hedge included"]
    prefix: Annotated[str, "Text just before (W3C TextQuoteSelector)"] = ""
    suffix: Annotated[str, "Text just after (W3C TextQuoteSelector)"] = ""
    sentence: Annotated[str, "The sentence it stands in"] = ""
    section: Annotated[str | None, "Heading it stands under"] = None
    subject: Annotated[str | None, "What is counted or measured, and of whom"] = None
    as_of: Annotated[str | None, "Time the figure speaks of, ISO 8601 at the granularity of the text"] = None
    checkable: Annotated[bool, "Whether it states a fact that a source could confirm"] = True
    why_not_checkable: Annotated[str | None, "Reason when it is not checkable"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Figure):
    """One fact that a chapter asserts."""

    claim_id: Annotated[str, "Name of the claim: from the register, or made from its anchor"]
    chapter_id: Annotated[str, "Chapter that asserts it"]
    statement: Annotated[str, "The sentence that asserts it, readable on its own"]
    quote: Annotated[str, "The words of the figure in the chapter"]
    subject: Annotated[str | None, "What is counted or measured, and of whom"] = None
    as_of: Annotated[str | None, "Time the fact speaks of, ISO 8601 at its own granularity"] = None
    scope: Annotated[Scope, "standing (true now), dated (true at a named time), attributed (somebody said so)"] = (
        "standing"
    )
    checkable: Annotated[bool, "Whether a source could confirm it"] = True
    why_not_checkable: Annotated[str | None, "Reason when it is not checkable"] = None
    registered: Annotated[bool, "Whether the register names it"] = False
    section: Annotated[str | None, "Heading it first stands under"] = None
    start_char: Annotated[int | None, "First character of its first mention; null for an orphan"] = None
    sources: Annotated[tuple[str, ...], "Candidate sources the register names for it"] = ()
    freshness_days: Annotated[int | None, "How old the newest look at a source may be, in days; null is no limit"] = (
        None
    )
    tolerance: Annotated[float | None, "Relative tolerance of a point, as a fraction; null for the policy's own"] = None
    headroom: Annotated[float | None, "How far beyond a bound still reads as the same figure, as a fraction"] = None
    look_for: Annotated[tuple[str, ...], "Words that mark the right passage"] = ()
    not_for: Annotated[tuple[str, ...], "Words that mark the wrong passage"] = ()
    orphan: Annotated[bool, "No longer found in the chapter; kept until a person takes it out or forgets it"] = False
    anchor_score: Annotated[
        float | None,
        "How well the words of the register, or of the run before, were found again, 0..1; 1 is exact",
    ] = None
    last_seen: Annotated[dt.date | None, "Of an orphan: day of the last run that found it in the chapter"] = None
    formula: Annotated[str | None, "Arithmetic over several figures, as JSON: formula, tree, figures; null for one"] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One candidate place of evidence."""

    source_id: Annotated[str, "Name of the source"]
    url: Annotated[str | None, "Address of the source; null for a transcript of something without one"] = None
    kind: Annotated[SourceKind, "page, api, pdf, table or transcript"] = "page"
    title: Annotated[str | None, "Title of the source"] = None
    publisher: Annotated[str | None, "Who publishes it"] = None
    published: Annotated[str | None, "Date it was published, ISO 8601 at its own granularity"] = None
    authority: Annotated[Authority, "primary, secondary or unknown"] = "unknown"
    pointer: Annotated[str | None, "JSON pointer, CSS selector or cell where the figure stands"] = None
    transcript: Annotated[str | None, "Path of a person's note of what it says, relative to the home"] = None
    candidate_of: Annotated[tuple[str, ...], "Claims it may speak of"] = ()
    found_by: Annotated[str, "register, link, footnote, or the name of the finder"] = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a source said at one moment; a failed fetch is a snapshot too."""

    snapshot_id: Annotated[str, "Name of the observation"]
    source_id: Annotated[str, "Source that was looked at"]
    requested_url: Annotated[str | None, "Address that was asked for"] = None
    final_url: Annotated[str | None, "Address that answered, after redirects"] = None
    fetched_at: Annotated[dt.datetime, "When it was looked at (UTC); for a transcript, the day its note speaks for"]
    outcome: Annotated[Outcome, "What came of it"]
    http_status: Annotated[int | None, "HTTP status of the last answer"] = None
    media_type: Annotated[str | None, "Media type of the payload"] = None
    payload_sha256: Annotated[str | None, "SHA-256 of the payload's bytes as received, content coding removed"] = None
    bytes: Annotated[int | None, "Size of the payload in bytes"] = None
    etag: Annotated[str | None, "ETag of the answer"] = None
    last_modified: Annotated[str | None, "Last-Modified of the answer"] = None
    content_date: Annotated[str | None, "Date the content gives itself, ISO 8601 at its own granularity"] = None
    origin: Annotated[Origin, "live, wayback or transcript"] = "live"
    archive_path: Annotated[str | None, "Archive file that holds the bytes, relative to the warehouse"] = None
    archive_offset: Annotated[int | None, "Offset of the record in the archive file"] = None
    archive_length: Annotated[int | None, "Length of the record in the archive file"] = None
    error: Annotated[str | None, "What went wrong, in words"] = None
    charset: Annotated[str | None, "Character encoding of the payload"] = None
    redirects: Annotated[tuple[str, ...], "Addresses passed through"] = ()
    not_before: Annotated[dt.datetime | None, "The source asked not to be called again before (UTC)"] = None
    flags: Annotated[tuple[str, ...], "Remarks on the answer, such as closed_by_peer"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The readable text of one payload, or of a place in it; read once per payload, place and reader version."""

    payload_sha256: Annotated[str, "SHA-256 of the payload it was read from"]
    selector: Annotated[str, "CSS selector or XPath that it was narrowed to; empty for the whole page"] = ""
    media_type: Annotated[str | None, "Media type it was read as"] = None
    reader: Annotated[str, "Reader and version that read it"]
    text: Annotated[str, "The readable text; offsets of passages count in it"]
    title: Annotated[str | None, "Title the page gives itself"] = None
    publisher: Annotated[str | None, "Publisher the page names"] = None
    published: Annotated[str | None, "Date the page gives itself, ISO 8601 at its own granularity"] = None
    blocks: Annotated[tuple[Block, ...], "Headings, paragraphs, cells and values with their places"] = ()
    error: Annotated[str | None, "Why the payload could not be read; the text is then empty"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Figure):
    """One quantity of a page, in the sentence, cell or value that holds it."""

    passage_id: Annotated[str, "Name of the passage"]
    snapshot_id: Annotated[str, "First snapshot that held it"]
    payload_sha256: Annotated[str, "Payload it was read from"]
    selector: Annotated[str, "CSS selector or XPath that its page was narrowed to; empty for the whole page"] = ""
    text: Annotated[str, "The sentence, cell or value"]
    start_char: Annotated[int, "First character of the text in the page"]
    end_char: Annotated[int, "Character after the last"]
    figure_start: Annotated[int | None, "First character of the quantity in the page; null when none stands there"] = (
        None
    )
    figure_end: Annotated[int | None, "Character after the quantity's last"] = None
    pointer: Annotated[str | None, "JSON pointer, cell or page in the payload"] = None
    heading: Annotated[str | None, "Heading it stands under"] = None
    labels: Annotated[tuple[str, ...], "Row and column headings, or JSON keys"] = ()
    as_of: Annotated[str | None, "Date the passage gives its figure, ISO 8601 at its own granularity"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Figure):
    """One claim against one passage of one snapshot; the figure columns are the source's figure."""

    evidence_id: Annotated[str, "Name of the comparison"]
    claim_id: Annotated[str, "Claim that was compared"]
    passage_id: Annotated[str, "Passage it was compared with"]
    source_id: Annotated[str, "Source of the passage"]
    snapshot_id: Annotated[str, "First snapshot that held the passage"]
    payload_sha256: Annotated[str, "SHA-256 of the stored bytes the passage was read from"] = ""
    relation: Annotated[Relation, "agrees, disagrees or unrelated"]
    agreement: Annotated[Agreement, "How the figures stand to one another"] = "undecided"
    score: Annotated[float, "How surely the passage speaks of the same thing, 0..1"] = 0.0
    score_parts: Annotated[str, "The named parts of the score, as JSON"] = "{}"
    arithmetic: Annotated[str, "The comparison of the figures, in one line"] = ""
    quote: Annotated[str, "The passage's words, as they stand in the page"] = ""
    as_of: Annotated[str | None, "Time the evidence speaks of, ISO 8601 at its own granularity"] = None
    as_of_basis: Annotated[str, "Where that time comes from: passage, page or fetch"] = "fetch"
    fetched_at: Annotated[dt.datetime, "When the snapshot was taken (UTC)"]
    authority: Annotated[Authority, "Authority of the source"] = "unknown"
    origin: Annotated[Origin, "live, wayback or transcript"] = "live"
    circular: Annotated[bool, "The page quotes the chapter itself; never counts"] = False
    part: Annotated[str | None, "Which figure of a formula it gives, by its name there; null for a claim's own"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Status and reason of one claim at one time. Append-only."""

    claim_id: Annotated[str, "Claim that was decided"]
    decided_at: Annotated[dt.datetime, "When the run decided (UTC clock)"]
    status: Annotated[Status, "supported, stale or unverified"]
    reason: Annotated[Reason, "Why, in one word"]
    explanation: Annotated[str, "Why, in sentences a person can check"]
    as_of: Annotated[dt.date, "First day for which the verdict holds: only what was known by then counts"]
    last_supported_at: Annotated[
        str | None, "Date of the newest evidence that agreed, ISO 8601; the day it was first read where it has none"
    ] = None
    evidence_ids: Annotated[tuple[str, ...], "Evidence the verdict rests on, the best first"] = ()
    run_id: Annotated[str, "Run that decided"] = ""
    policy: Annotated[str, "Name and version of the policy that decided"] = ""
    judged_by: Annotated[str | None, "Model that said that the passage speaks of the claim; null when words did"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """What a plug-in judge said of one claim and one passage. Kept, so that no question is ever asked twice."""

    question: Annotated[str, "SHA-256 of the model's name and of all it was told"]
    model: Annotated[str, "Model that was asked"]
    claim_id: Annotated[str, "Claim it was asked about first"]
    evidence_id: Annotated[str, "Comparison it was asked about first"]
    asked: Annotated[str, "The claim and the passage as they were put to it, as JSON"]
    reply: Annotated[str, "Its reply as it came"]
    same: Annotated[str, "Whether it is the same quantity: yes, no, or unsure; an unproven yes is unsure"]
    why: Annotated[str, "Its reason, and why a yes was set aside"]
    tokens: Annotated[int, "Tokens read and written"] = 0
    asked_at: Annotated[dt.datetime, "When it was asked (UTC); it counts for no day before"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's sign-off or override."""

    review_id: Annotated[str, "Name of the review"]
    claim_id: Annotated[str, "Claim that was reviewed"]
    decision: Annotated[str, "accept, reject, or override:STATUS"]
    reviewer: Annotated[str, "Who reviewed"]
    why: Annotated[str, "The reviewer's reason"]
    reviewed_at: Annotated[dt.datetime, "When (UTC)"]
    claim_digest: Annotated[str, "Digest of the claim as it was reviewed"]
    evidence_digest: Annotated[str, "Digest of the evidence as it was reviewed"]
    valid: Annotated[bool, "Whether claim and evidence are still as they were reviewed"] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a review that is signed now is bound to."""

    claim_id: Annotated[str, "Claim that may be reviewed"]
    chapter_id: Annotated[str, "Chapter that asserts it"]
    claim_digest: Annotated[str, "SHA-256 of what the claim asserts"]
    evidence_digest: Annotated[str, "SHA-256 of what its sources state about it"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The difference between two successive verdicts of a claim."""

    claim_id: Annotated[str, "Claim whose verdict changed"]
    changed_at: Annotated[dt.datetime, "When the later verdict was decided (UTC)"]
    status_before: Annotated[Status | None, "Status before; null for a new claim"]
    status_after: Annotated[Status, "Status after"]
    reason_before: Annotated[Reason | None, "Reason before; null for a new claim"]
    reason_after: Annotated[Reason, "Reason after"]
    what_moved: Annotated[str, "What moved, in a sentence"]
    as_of: Annotated[dt.date | None, "Day for which the later verdict holds"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two mentions inside the manuscript that cannot both be right."""

    conflict_id: Annotated[str, "Name of the conflict"]
    mention_a: Annotated[str, "The earlier mention"]
    mention_b: Annotated[str, "The later mention"]
    explanation: Annotated[str, "Why they cannot both be right"]


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: the record its rows are made of, what it is for, and its key."""

    name: str
    record: type
    key: tuple[str, ...]
    comment: str
    order: tuple[str, ...] = ()
    """Columns that rows lie in files by, so that those asked for together lie together; the key where none is given."""


TABLES: tuple[Table, ...] = (
    Table("chapters", Chapter, ("chapter_id",), "Manuscript files, normalised to text"),
    Table("mentions", Mention, ("mention_id",), "Quantity expressions found in the chapters"),
    Table("claims", Claim, ("claim_id",), "Facts that the chapters assert"),
    Table("sources", Source, ("source_id",), "Candidate places of evidence"),
    Table("snapshots", Snapshot, ("snapshot_id",), "What each source said, look by look; failed looks included"),
    Table("pages", Page, ("payload_sha256", "selector"), "Readable text of each stored payload"),
    Table(
        "passages",
        Passage,
        ("passage_id",),
        "Quantities of the pages, in the sentence or cell that holds them",
        order=("payload_sha256", "start_char", "passage_id"),
    ),
    Table("evidence", Evidence, ("evidence_id",), "Claims compared with passages, with the arithmetic"),
    Table("model_answers", ModelAnswer, ("question",), "What plug-in judges were asked and what they said"),
    Table("verdicts", Verdict, ("claim_id", "decided_at"), "Every verdict ever reached, append-only"),
    Table("reviews", Review, ("review_id",), "Sign-offs and overrides by people"),
    Table("digests", Digest, ("claim_id",), "What a review that is signed now is bound to, claim by claim"),
    Table("changes", Change, ("claim_id", "changed_at"), "What moved between successive verdicts"),
    Table("conflicts", Conflict, ("conflict_id",), "Mentions of a chapter that cannot both be right"),
)
