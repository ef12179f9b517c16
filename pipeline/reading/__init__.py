"""Manuscript -> claims: chapters, the register, mentions, claims, conflicts and candidate sources.

What belongs here: everything between the author's files and the question what a chapter asserts. What must never be
here: fetching, evidence, verdicts. Only `chapters` and `register` touch files; all else is pure.
"""

from pipeline.reading.anchoring import Anchor, anchor, find_nearest
from pipeline.reading.chapters import SUFFIXES, one_manuscript, passed_over, read_chapter
from pipeline.reading.claims import Claims, find_claims
from pipeline.reading.errors import ChapterError, Problem, ReadingError, RegisterError
from pipeline.reading.identity import carry_over
from pipeline.reading.mentions import find_mentions
from pipeline.reading.register import (
    chapter_problem,
    check_register,
    edit_register,
    find_manuscripts,
    missing_transcripts,
    read_register,
    register_files,
)
from pipeline.reading.register_drafts import RegisterDraft
from pipeline.reading.register_edits import EMPTY_REGISTER, RegisterEditError
from pipeline.reading.register_model import (
    ChapterEntry,
    ClaimEntry,
    FigureEntry,
    ForgottenEntry,
    Register,
    ReviewEntry,
    SourceEntry,
    chapter_name,
    register_schema,
)
from pipeline.reading.sources import comparable_address, find_sources

__all__ = [
    "EMPTY_REGISTER",
    "SUFFIXES",
    "Anchor",
    "ChapterEntry",
    "ChapterError",
    "ClaimEntry",
    "Claims",
    "FigureEntry",
    "ForgottenEntry",
    "Problem",
    "ReadingError",
    "Register",
    "RegisterDraft",
    "RegisterEditError",
    "RegisterError",
    "ReviewEntry",
    "SourceEntry",
    "anchor",
    "carry_over",
    "chapter_name",
    "chapter_problem",
    "check_register",
    "comparable_address",
    "edit_register",
    "find_claims",
    "find_manuscripts",
    "find_mentions",
    "find_nearest",
    "find_sources",
    "missing_transcripts",
    "one_manuscript",
    "passed_over",
    "read_chapter",
    "read_register",
    "register_files",
    "register_schema",
]
