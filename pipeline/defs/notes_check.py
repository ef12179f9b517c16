"""People's notes of sources, checked before a run rests on them.

What belongs here: whether every note that the register names can be read, and speaks for the source that names it.
What must never be here: how a note is written (see `gathering.transcripts`), and looking for evidence in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from pipeline.defs.keeping.records import Records
from pipeline.gathering import TranscriptError, read_transcript
from pipeline.reading import missing_transcripts, read_register
from pipeline.reading.errors import Problem
from pipeline.reading.register_model import Register


def check_notes(register: Register, home: Path, sources: Collection[str] | None = None) -> list[Problem]:
    """What a person must put right in the notes of all sources, or of some, in the order of the files."""
    namers: dict[str, set[str]] = defaultdict(set)
    for name, source in register.sources.items():
        if source.transcript:
            namers[source.transcript].add(name)
    lost = {path for path in namers if not (home / path).is_file()}
    problems = missing_transcripts(register, home, sources)
    for path, named_by in namers.items():
        if path not in lost and (sources is None or not named_by.isdisjoint(sources)):
            try:
                note = read_transcript(home / path)
            except TranscriptError as error:
                problems.append(Problem(error.path, error.line, 1, error.problem))
                continue
            if note.source not in named_by:
                wrong = f"it speaks for {note.source!r}, but the register names it for {', '.join(sorted(named_by))}"
                problems.append(Problem(str(home / path), 1, 1, f"{wrong}; correct one of the two"))
    return sorted(problems)


def unread_notes(register: Register, path: Path, records: Records) -> list[Problem]:
    """The same of the notes that some run wanted and could not read; `path` is the register's file, of which only the
    text tells lines."""
    if not any(source.transcript for source in register.sources.values()):
        return []
    looks = records.arrow("snapshots", columns=("source_id", "outcome", "origin")).to_pylist()
    wanted = {row["source_id"] for row in looks if (row["outcome"], row["origin"]) == ("unsupported", "transcript")}
    return check_notes(read_register(path), path.parent, wanted) if wanted else []
