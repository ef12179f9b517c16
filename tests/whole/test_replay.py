"""A replay rebuilds every verdict from what is stored, and says the same whenever and wherever it is run."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_httpserver import HTTPServer

from pipeline.model import TABLES
from pipeline.publishing.views import VIEWS
from tests.whole.conftest import allow_robots
from tests.whole.project import Copy, Project, page

CLOCKS = ("decided_at", "changed_at", "run_id")
"""Columns that say when and by which run a row was made."""
DAYS = ("2024-03-12", "2026-01-01")


@pytest.fixture
def looked_at(project: Project, web: HTTPServer) -> Project:
    """A project whose sources were looked at twice, with another figure and a lost page the second time."""
    project.run("refresh")
    web.clear()
    allow_robots(web)
    moved = page("harbour", "<p>In September 2025 the harbour of Lindvik was home to 612 fishing boats.</p>")
    web.expect_request("/harbour").respond_with_data(moved, content_type="text/html; charset=utf-8")
    web.expect_request("/cooperative").respond_with_data("gone", status=410)
    project.run("refresh")
    web.clear()
    return project


def published(project: Project) -> dict[str, list[dict[str, Any]]]:
    """Every published table and view without its clocks."""
    names = [table.name for table in TABLES] + [view.name for view in VIEWS]
    return {
        name: [
            {key: value for key, value in row.items() if key not in CLOCKS}
            for row in project.ask(f"SELECT * FROM {name}")
        ]
        for name in names
    }


def reports(project: Project) -> dict[str, bytes]:
    folder = project.home / "warehouse" / "reports"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.html")}


def test_a_replay_of_one_day_is_byte_equal_on_repeat_and_in_another_place(looked_at: Project, tmp_path: Path) -> None:
    first, second = Copy(looked_at, tmp_path / "first"), Copy(looked_at, tmp_path / "second")
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):  # a page says to the minute when a change was told
        for day in DAYS[1:]:
            first.run("refresh", "--offline", "--as-of", day)
            second.run("refresh", "--offline", "--as-of", day)
            once, elsewhere = published(first), published(second)
            assert once == elsewhere
            pages = reports(first)
            assert pages == reports(second)
            first.run("refresh", "--offline", "--as-of", day)
            assert published(first) == once
            assert reports(first) == pages


@pytest.mark.slow
def test_the_order_in_which_days_are_replayed_changes_no_verdict(looked_at: Project, tmp_path: Path) -> None:
    forward, backward = Copy(looked_at, tmp_path / "forward"), Copy(looked_at, tmp_path / "backward")
    told: dict[str, list[dict[str, list[dict[str, Any]]]]] = {}
    for copy, days in ((forward, DAYS), (backward, DAYS[::-1])):
        for day in days:
            copy.run("refresh", "--offline", "--as-of", day)
            told.setdefault(day, []).append(published(copy))
        copy.run("refresh", "--offline")
        told.setdefault("now", []).append(published(copy))
    for day, (one, two) in told.items():
        for name in ("claim_status", "evidence", "snapshots", "passages", "sentence_status", "reviews"):
            # Since when a verdict has held is known only as far back as days were decided.
            known = [[{**row, "as_of": None} for row in side[name]] for side in (one, two)]
            assert known[0] == known[1], (day, name)
    assert told["now"][0]["changes"] == told["now"][1]["changes"]


@pytest.mark.slow
def test_a_replay_from_stored_bytes_alone_gives_the_verdicts_back(looked_at: Project, tmp_path: Path) -> None:
    """What was derived may be lost: pages, passages, evidence and verdicts are made again from archive and looks."""
    before = looked_at.verdicts()
    copy = Copy(looked_at, tmp_path / "copy")
    records = copy.home / "warehouse" / "records"
    for name in ("pages", "passages", "evidence", "verdicts", "changes", "digests", "ledger"):
        shutil.rmtree(records / name)
    copy.run("refresh", "--offline")
    assert copy.verdicts() == before
