"""The evaluation subjects: a chapter, its register, the pages of its sources, and the verdicts that are right.

What belongs here: laying a subject out as a project on disk, serving its pages on the loopback, reading its gold. What
must never be here: any knowledge of how the pipeline decides. Each subject is a folder:

    chapter.txt or chapter.md   the manuscript
    claims.yaml                 the register; BASE stands for the address of the pages
    transcripts/                notes that go to seeds/transcripts
    pages/, pages_later/        what the sources say at the first look, and what they say differently at the second
    gold.yaml                   the right verdict of every claim, decided by hand from the decision table before any run
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from ruamel.yaml import YAML

from tests.whole.conftest import allow_robots
from tests.whole.project import Project

HERE = Path(__file__).parent
SUBJECTS = (
    "canal",
    "vaccine",
    "club",
    "climate",
    "hospital",
    "film",
    "water",
    "bread",
    "court",
    "league",
    "election",
    "utility",
    "fever",
)
MEDIA_TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json", ".csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The right verdict of one claim."""

    expect: str
    """The status that is right."""
    reasons: tuple[str, ...]
    """The reasons that are right."""
    accept: tuple[str, ...] = ()
    """Further outcomes a careful fact-checker would take: a status, or status/reason."""
    trap: tuple[str, ...] = ()
    """The status that a naive matcher would give for the wrong reason, and what misleads it."""

    def takes(self, status: str, reason: str) -> bool:
        """Whether this outcome is right or acceptable."""
        return self.is_right(status, reason) or status in self.accept or f"{status}/{reason}" in self.accept

    def is_right(self, status: str, reason: str) -> bool:
        """Whether this outcome is the very one that is right."""
        return status == self.expect and reason in self.reasons

    def allows(self, status: str) -> bool:
        """Whether the status alone is one that somebody may be told."""
        return status == self.expect or any(outcome.split("/")[0] == status for outcome in self.accept)


Outcomes = list[tuple[str, Gold, str, str]]
"""Claim with its look, gold, status and reason."""


class Subject(Project):
    """One evaluation subject, laid out in a home of its own; commands as of the gold's day."""

    def __init__(self, name: str, home: Path, web: HTTPServer) -> None:
        self.name, self.folder, self.home, self.web = name, HERE / name, home, web
        self.base = web.url_for("").rstrip("/")
        (home / "seeds").mkdir(parents=True)
        for manuscript in self.folder.glob("chapter.*"):
            shutil.copy(manuscript, home / "seeds" / manuscript.name)
        (home / "seeds" / "transcripts").mkdir()
        for note in sorted(self.folder.glob("transcripts/*")):
            shutil.copy(note, home / "seeds" / "transcripts" / note.name)
        register = (self.folder / "claims.yaml").read_text(encoding="utf-8")
        (home / "claims.yaml").write_text(register.replace("BASE", self.base), encoding="utf-8")
        self.gold_file: dict[str, Any] = YAML(typ="safe").load((self.folder / "gold.yaml").read_text(encoding="utf-8"))

    def gold(self, look: str = "claims") -> dict[str, Gold]:
        """The right verdicts at the first look (`claims`) or those that differ at the second (`later`)."""
        return {
            name: Gold(**{key: value if key == "expect" else tuple(value) for key, value in entry.items()})
            for name, entry in self.gold_file.get(look, {}).items()
        }

    def serve(self, *, later: bool = False) -> None:
        """Put the pages on the loopback web, as they stand at the first or at the second look."""
        self.web.clear()
        allow_robots(self.web)
        pages = _files(self.folder / "pages")
        if later:
            pages |= _files(self.folder / "pages_later")
        gone = self.gold_file.get("later_gone", []) if later else []
        for page, path in pages.items():
            answer = self.web.expect_request(f"/{self.name}/{page}")
            if page in gone:
                answer.respond_with_data("This page has been removed.", status=410)
            else:
                answer.respond_with_data(path.read_bytes(), content_type=MEDIA_TYPES[path.suffix])


def looked_at_twice(subject: Subject) -> Outcomes:
    """Claim, gold, status and reason of every claim at the first look, and of those that differ at the second."""
    outcomes: Outcomes = []
    for look in ("claims", "later"):
        subject.serve(later=look == "later")
        subject.run("refresh")
        said = subject.verdicts()
        outcomes += [(f"{look}.{claim}", gold, *said[claim]) for claim, gold in subject.gold(look).items()]
    return outcomes


def _files(folder: Path) -> dict[str, Path]:
    found: Iterable[Path] = sorted(folder.iterdir()) if folder.is_dir() else ()
    return {path.name: path for path in found}
