"""Fixtures of the whole way: a project, and the pages it looks at on a loopback server."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from pytest_httpserver import HTTPServer

from pipeline.defs.running import run
from tests.whole.project import PAGES, Project, page


@pytest.fixture(autouse=True)
def unrecorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process keep their Dagster history in memory, which halves their time; commands that are started
    as processes of their own (readers, kills, the UI, the README) keep it on disk as users do."""
    monkeypatch.setattr(run, "open_instance", lambda settings: dg.DagsterInstance.ephemeral())


def allow_robots(server: HTTPServer) -> None:
    """Serve a robots.txt that allows everything."""
    server.expect_request("/robots.txt").respond_with_data("User-agent: *\nAllow: /\n", content_type="text/plain")


@pytest.fixture
def web(httpserver: HTTPServer) -> HTTPServer:
    """A loopback web with the pages of the project; every other address is not found."""
    allow_robots(httpserver)
    httpserver.expect_request("/lost").respond_with_data("gone astray", status=404)
    for path, body in PAGES.items():
        httpserver.expect_request(path).respond_with_data(
            page(path.strip("/"), body), content_type="text/html; charset=utf-8"
        )
    return httpserver


@pytest.fixture
def project(tmp_path: Path, web: HTTPServer) -> Project:
    """A project on disk whose sources are served by `web`."""
    return Project(tmp_path / "project", web.url_for("").rstrip("/"))
