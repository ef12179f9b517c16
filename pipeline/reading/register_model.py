"""The shape of the register, `claims.yaml`: pydantic models, and the JSON Schema made from them.

What belongs here: which keys there are, what they mean, and what each value must look like by itself. What must never
be here: file access, positions in the file, and checks that need more than one entry (those are `register_checks`).
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from pipeline.model import Authority, Scope, SourceKind
from pipeline.reading.formulas import FormulaError, compares, names_in, parse_formula
from pipeline.reading.periods import is_date_text, read_duration, read_percent

KeyPath = tuple[str | int, ...]
"""Keys and list indices that lead from the top of the register to one value."""
Place = tuple[str, int, int]
"""File, line and column (from 1) of a value."""
SECTIONS = ("chapters", "sources", "claims", "reviews", "forgotten")
"""The keys whose entries may be spread over several files."""

SCHEMA_FILE = "warehouse/claims.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"


def _date_text(value: object) -> str:
    text = str(value)
    if isinstance(value, bool) or not is_date_text(text):
        raise ValueError(f"{text!r} is no date; write for example 2026, 2026-03, 2026-03-17, 2026-spring or 2026-Q1")
    return text


def _duration_text(value: object) -> str:
    read_duration(str(value))
    return str(value)


def _percent_text(value: object) -> str:
    read_percent(str(value))
    return str(value)


DateText = Annotated[
    str, BeforeValidator(_date_text), WithJsonSchema({"type": ["string", "integer"], "examples": ["2026-03-17"]})
]
DurationText = Annotated[
    str, BeforeValidator(_duration_text), WithJsonSchema({"type": "string", "pattern": "^P", "examples": ["P90D"]})
]
PercentText = Annotated[
    str, BeforeValidator(_percent_text), WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$"})
]
Text = Annotated[str, Field(min_length=1)]
ChapterName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
"""A chapter's id is also the name of its files, so it is made of letters, digits, `.`, `_` and `-`."""
Words = list[Text]


class Entry(BaseModel):
    """An entry of the register; keys that it does not know are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class ChapterEntry(Entry):
    """One manuscript."""

    path: Text
    """The manuscript file, relative to the folder of claims.yaml."""
    published: DateText | None = None
    """The date the chapter speaks from; relative dates count from it."""


class SourceEntry(Entry):
    """One candidate place of evidence."""

    url: Text | None = None
    """Address of the source."""
    kind: SourceKind = "page"
    """What stands at the address."""
    title: Text | None = None
    """Title of the source."""
    publisher: Text | None = None
    """Who publishes it."""
    published: DateText | None = None
    """When it was published."""
    authority: Authority = "unknown"
    """primary: whoever counted or decided says it; secondary: somebody reports it."""
    pointer: Text | None = None
    """JSON pointer, CSS selector or table cell, when the place of the figure is known."""
    transcript: Text | None = None
    """A person's note of what the source says, relative to the folder of claims.yaml; used when no fetch succeeds."""

    @model_validator(mode="after")
    def _has_a_place(self) -> SourceEntry:
        if self.url is None and self.transcript is None:
            raise ValueError("a source needs a url or a transcript")
        return self


class FigureEntry(Entry):
    """One figure of a formula: of another claim, or of a passage of some sources."""

    claim: Text | None = None
    """A claim of this register whose evidence gives the figure."""
    look_for: Words = []
    """Words that mark the passage with the figure."""
    not_for: Words = []
    """Words that mark the wrong passage."""
    sources: Words = []
    """Sources to look in; those of the claim itself when none are named."""
    as_of: DateText | None = None
    """The time the figure has to be of; default: the time of the others."""

    @model_validator(mode="after")
    def _names_a_figure(self) -> FigureEntry:
        if (self.claim is None) == (not self.look_for):
            raise ValueError("a figure names either a claim, or the words to look_for")
        return self


class ClaimEntry(Entry):
    """One fact that a chapter asserts."""

    chapter: Text
    """The chapter that asserts it."""
    quote: Text
    """Its words in the chapter; a whole sentence or a phrase of it, with the figure where there is one."""
    nth: Annotated[int, Field(ge=1)] = 1
    """Which occurrence, when the quote stands more than once."""
    statement: Text | None = None
    """The fact in one sentence that can be read on its own; default: the sentence of the quote."""
    subject: Text | None = None
    """What is counted or measured, and of whom; default: what the sentence says."""
    sources: Words = []
    """Candidate sources."""
    scope: Scope | None = None
    """standing: true now; dated: true at a named time; attributed: somebody said so. Default: what the text implies."""
    as_of: DateText | None = None
    """The time the fact speaks of; default: what the text implies."""
    checkable: bool | None = None
    """Whether a source could confirm it; default: what the text implies, yes for registered claims."""
    freshness: DurationText | None = None
    """How old the newest look at a source may be, as an ISO 8601 duration such as P90D."""
    tolerance: PercentText | None = None
    """How far a figure may lie off and still agree, such as 5%."""
    headroom: PercentText | None = None
    """How far above a bound still reads as the same figure, such as 50%."""
    look_for: Words = []
    """Words that mark the right passage."""
    not_for: Words = []
    """Words that mark the wrong passage."""
    formula: Text | None = None
    """Arithmetic over several figures. With > >= < <= or = the comparison is the claim: `alder > birch + elm`; without,
    the result is the claim's own figure: `signed - announced`, `passed / asked`, `100% - passed`."""
    figures: dict[str, FigureEntry] = {}
    """The figures of the formula by their names in it; a name that is not here is that of a claim."""

    @property
    def compares(self) -> bool:
        """Whether its formula says how two sides stand to one another."""
        return self.formula is not None and compares(parse_formula(self.formula))

    @field_validator("formula")
    @classmethod
    def _reads_as_formula(cls, value: str | None) -> str | None:
        try:
            names = names_in(parse_formula(value)) if value else ["none"]
        except FormulaError as error:
            raise ValueError(f"{error} (character {error.at + 1} of {value!r})") from error
        if not names:
            raise ValueError(f"{value!r} names no figure; write for example: alder > birch + elm")
        return value


class ReviewEntry(Entry):
    """A person's sign-off or override; bound to the digests of what was reviewed."""

    claim: Text
    """The claim that was reviewed."""
    decision: Annotated[str, Field(pattern=r"^(accept|reject|override:(supported|stale|unverified))$")]
    """accept, reject, or override:supported, override:stale, override:unverified."""
    reviewer: Text
    """Who reviewed."""
    why: Text
    """The reviewer's reason."""
    reviewed_at: dt.datetime
    """When, in UTC."""
    claim_digest: Text
    """Digest of the claim as it was reviewed."""
    evidence_digest: Text
    """Digest of the evidence as it was reviewed."""


class ForgottenEntry(Entry):
    """A fact that a chapter stated once and states no more, and that need not be shown as an orphan."""

    by: Text
    """Who said so."""
    on: DateText
    """When."""
    why: Text | None = None
    """The reason."""


class Register(Entry):
    """What people say about chapters, sources and claims. Wins over what is extracted. Entries may be spread over
    claims.yaml and the files in claims.d/ beside it; each id stands in one file only."""

    version: Literal[1] = 1
    """Version of this format."""
    chapters: dict[ChapterName, ChapterEntry] = {}
    """Manuscripts by their id."""
    sources: dict[str, SourceEntry] = {}
    """Sources by their id."""
    claims: dict[str, ClaimEntry] = {}
    """Claims by their id."""
    reviews: dict[str, ReviewEntry] = {}
    """Reviews by their id."""
    forgotten: dict[str, ForgottenEntry] = {}
    """Orphans that need not be shown any more, by the id of the claim that was found once."""

    _places: Mapping[KeyPath, Place] = PrivateAttr(default_factory=dict)
    _path: str = PrivateAttr(default="claims.yaml")
    _files: Mapping[str, str] = PrivateAttr(default_factory=dict)
    _of_chapters: dict[str, dict[str, ClaimEntry]] | None = PrivateAttr(default=None)

    def located(self, path: str, places: Mapping[KeyPath, Place], files: Mapping[str, str] | None = None) -> Register:
        """This register, knowing where it was read: its first file, the place of each value, and the chapter id of
        each manuscript's absolute path."""
        self._path, self._places, self._files = path, places, files or {}
        return self

    def place(self, path: KeyPath) -> Place:
        """File, line and column of the value at `path`, or of the nearest entry around it."""
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, (self._path, 1, 1))

    @property
    def path(self) -> str:
        """The first of the files it was read from, `claims.yaml`, as it is shown to people."""
        return self._path

    def chapter_of(self, path: PurePath) -> tuple[str, ChapterEntry | None]:
        """Id and entry of the chapter in the file with the absolute `path`; an unregistered one is named after its
        file."""
        chapter_id = self._files.get(str(path))
        if chapter_id is not None:
            return chapter_id, self.chapters[chapter_id]
        name = chapter_name(path.stem)
        return name if name not in self.chapters else f"{name}-{path.suffix.lstrip('.').lower() or 'file'}", None

    def about(self, chapter_id: str) -> dict[str, Any]:
        """Everything the register says of one chapter, as plain data: what its claims are made from."""
        entry = self.chapters.get(chapter_id)
        return {
            "chapter": entry.model_dump(mode="json") if entry else None,
            "claims": {
                claim_id: claim.model_dump(mode="json", exclude_defaults=True)
                for claim_id, claim in self.claims_of(chapter_id).items()
            },
            "forgotten": sorted(name for name in self.forgotten if name.startswith(f"{chapter_id}.")),
        }

    def claims_of(self, chapter_id: str) -> Mapping[str, ClaimEntry]:
        """The claims of one chapter by their id; sorted out once for all chapters."""
        if self._of_chapters is None:
            self._of_chapters = {}
            for claim_id, claim in self.claims.items():
                self._of_chapters.setdefault(claim.chapter, {})[claim_id] = claim
        return self._of_chapters.get(chapter_id, {})


def chapter_name(stem: str) -> str:
    """The id of a chapter that no register names: its file's name, in lower case letters, digits and `-`."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in plain).split()) or "chapter"


def register_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the register, for editors that complete and check YAML."""
    schema = Register.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "claims.yaml"}
