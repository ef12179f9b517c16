"""A refresh on a new day: what no day and no news may turn is not decided, told or drawn again, and nothing is missed.

Every run is held against one that remembers no decision and no page: it decides every claim and draws every chapter.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine

from pipeline.defs.keeping.ledger import LEDGER
from pipeline.defs.keeping.records import Records
from pipeline.model import TABLES
from pipeline.publishing.views import VIEWS
from pipeline.storage import Folder
from tests.load.home import write_home
from tests.load.library import Library
from tests.load.web import Served, serving
from tests.whole.project import Copy, Project

START = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)


@contextmanager
def day(number: int) -> Iterator[dt.date]:
    """The clock stands still on a day, counted from the first."""
    moment = START + dt.timedelta(days=number)
    with time_machine.travel(moment, tick=False):
        yield moment.date()


def decided_on(project: Project, on: dt.date) -> set[str]:
    """The claims that were decided on a day and not since."""
    known = Records(Folder(project.home / "warehouse" / "records")).arrow(LEDGER, parts=["verdicts"])
    return {row["key"] for row in known.to_pylist() if row["since"] == on}


def published(project: Project) -> dict[str, list[dict[str, Any]]]:
    """Every row of every published table and view."""
    names = [table.name for table in TABLES] + [view.name for view in VIEWS]
    return {name: project.ask(f"SELECT * FROM {name} ORDER BY ALL") for name in names}


def drawn(project: Project) -> dict[str, bytes]:
    """Every page that was drawn."""
    folder = project.home / "warehouse" / "reports"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.html")}


def moments(project: Project) -> dict[str, int]:
    """When each page was drawn."""
    folder = project.home / "warehouse" / "reports"
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*.html")}


def assert_nothing_was_missed(project: Project, scratch: Path) -> None:
    """Decide every claim and draw every page anew in a copy, at the same moment: no row and no byte may differ."""
    shutil.rmtree(scratch, ignore_errors=True)
    anew = Copy(project, scratch)
    shutil.rmtree(scratch / "warehouse" / "reports")
    for part in ("verdicts", "reports"):
        (scratch / "warehouse" / "records" / "ledger" / f"{part}.parquet").unlink()
    anew.run("refresh", "--offline")
    before, after = published(project), published(anew)
    for name, rows in before.items():
        assert rows == after[name], name
    assert drawn(project) == drawn(anew)


def test_a_new_day_without_news_decides_tells_and_draws_nothing(project: Project, tmp_path: Path) -> None:
    with day(0):
        project.run("refresh")
        before = published(project)
        pages = moments(project)
    with day(1) as today:
        project.run("refresh")
        assert decided_on(project, today) == set()
        after = published(project)
        for name in ("verdicts", "changes", "digests", "claim_status", "evidence_trail"):
            assert after[name] == before[name], name
        assert len(after["snapshots"]) == 2 * len(before["snapshots"]) - 1  # the transcript was noted but once
        assert moments(project) == pages
        assert_nothing_was_missed(project, tmp_path / "anew")


class LibraryProject(Project):
    """A made library of which some claims ask for a look every second day."""

    def __init__(self, home: Path, library: Library, port: int) -> None:
        self.home, self.base = home, ""
        write_home(library, home, port)
        register = home / "claims.yaml"
        claims = iter(range(1_000_000))

        def asking(found: re.Match[str]) -> str:
            return found[0] + ("    freshness: P2D\n" if next(claims) % 3 == 0 else "")

        register.write_text(re.sub(r"    nth: \d+\n", asking, register.read_text("utf-8")), "utf-8")


@pytest.fixture
def library_web() -> Iterator[tuple[Library, Served]]:
    library = Library(chapters=2, claims_per_chapter=16, changed=0.25)
    with serving(library) as web:
        yield library, web


@pytest.mark.slow
def test_a_schedule_of_several_days_comes_to_what_deciding_all_anew_on_each_does(
    library_web: tuple[Library, Served], tmp_path: Path
) -> None:
    library, web = library_web
    project = LibraryProject(tmp_path / "library", library, web.port)
    every, overdue = 0, set[str]()
    for number, epoch, options in (
        (0, 0, ()), (1, 0, ()), (2, 1, ()), (5, 1, ("--offline",)), (6, 1, ()),
    ):  # fmt: skip
        web.move_to(epoch)
        with day(number) as today:
            project.run("refresh", *options)
            decided = decided_on(project, today)
            every = every or len(decided)
            due = {
                row["claim_id"] for row in project.ask("SELECT claim_id FROM claim_status WHERE reason='review_due'")
            }
            if number == 1:
                assert decided == set()
            elif number:
                assert 0 < len(decided) < every / 2
            if number == 5:
                assert due - overdue  # nobody looked for three days
            elif number == 6:
                assert overdue - due  # a look that finds nothing new ends it, but for sources that cannot be read
            assert due <= decided
            overdue = due
            assert_nothing_was_missed(project, tmp_path / "anew")
