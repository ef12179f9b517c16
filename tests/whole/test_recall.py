"""What a source said at an earlier day: asked for by hand, and by itself when the source is gone."""

from __future__ import annotations

import datetime as dt
import json
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.whole.project import Project, page

CAPTURES = {"20240401080000": "eight to three", "20250801080000": "nine to two"}
CLAIM = """
    scope: dated
    as_of: 2024-03
"""


@pytest.fixture
def machine(web: HTTPServer) -> dict[str, str]:
    """The settings by which a project speaks to a Wayback Machine on the loopback server."""

    def index(request: Request) -> Response:
        fields = parse_qs(request.query_string.decode())
        stamps = sorted(CAPTURES, key=lambda stamp: abs(int(stamp) - int(fields.get("closest", ["9" * 14])[0])))
        rows = [["timestamp", "original", "statuscode"], *([stamp, fields["url"][0], "200"] for stamp in stamps)]
        return Response(json.dumps(rows), content_type="application/json")

    web.expect_request("/cdx").respond_with_handler(index)
    for stamp, votes in CAPTURES.items():
        at = dt.datetime.strptime(f"{stamp}+0000", "%Y%m%d%H%M%S%z").strftime("%a, %d %b %Y %H:%M:%S GMT")
        text = page("The sea wall", f"<p>The council voted {votes} to raise the sea wall of Lindvik.</p>")
        web.expect_request(f"/web/{stamp}id_/{web.url_for('/lost')}").respond_with_data(
            text, content_type="text/html", headers={"Memento-Datetime": at}
        )
    urls = {"cdx": web.url_for("/cdx"), "replay": web.url_for("/web/")}
    return {"CLAIMS_WAYBACK_URLS": json.dumps(urls)}


def test_a_copy_of_a_day_is_fetched_kept_and_read_by_the_next_refresh(
    project: Project, machine: dict[str, str]
) -> None:
    project.run("refresh")
    before = project.verdicts()["vote"]
    done = project.run("recall", "vote", "--at", "2025-08-05", "--json", **machine)
    (row,) = json.loads(done.stdout)
    assert (row["source_id"], row["origin"], row["outcome"]) == ("lost", "wayback", "fetched")
    assert row["fetched_at"].startswith("2025-08-01")
    again = project.run("recall", "lost", "--at", "2025-08-05", **machine)
    assert "stored already" in again.stderr
    project.run("refresh", "--offline")
    assert project.verdicts()["vote"] != before
    read = project.ask("SELECT quote FROM evidence WHERE claim_id = 'vote' AND origin = 'wayback'")
    assert any("nine to two" in row["quote"] for row in read)


def test_a_gone_source_of_a_dated_claim_is_recalled_as_it_was_then(project: Project, machine: dict[str, str]) -> None:
    register = project.home / "claims.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace("sources: [lost]", f"sources: [lost]{CLAIM.rstrip()}"), encoding="utf-8")
    project.run("refresh", CLAIMS_WAYBACK="true", **machine)
    (copy,) = project.ask("SELECT fetched_at, flags FROM snapshots WHERE origin = 'wayback'")
    assert copy["fetched_at"].date() == dt.date(2024, 4, 1), "the capture nearest to the end of March 2024"
    assert "for 2024-03-31" in copy["flags"]


def test_a_wayback_machine_that_is_away_is_no_answer(project: Project, web: HTTPServer) -> None:
    project.run("refresh", "--offline")
    web.expect_request("/away").respond_with_data("busy", status=503, headers={"Retry-After": "3600"})
    urls = {"cdx": "http://127.0.0.1:9/cdx", "replay": web.url_for("/web/")}
    done = project.run("recall", "vote", "--at", "2025-08-05", exit_code=1, CLAIMS_WAYBACK_URLS=json.dumps(urls))
    assert "error the Wayback Machine could not be asked for lost: " in done.stderr
    assert "run the command again" in done.stderr
    assert "nothing new" not in done.stdout
    resting = {**urls, "cdx": web.url_for("/away")}
    done = project.run("recall", "vote", "--json", exit_code=1, CLAIMS_WAYBACK_URLS=json.dumps(resting))
    assert json.loads(done.stdout) == []
    assert "could not be asked for lost: " in done.stderr


def test_what_cannot_be_recalled_is_said(project: Project, machine: dict[str, str]) -> None:
    project.run("refresh", "--offline")
    assert "no claim or source 'bats'" in project.run("recall", "bats", exit_code=1, **machine).stderr
    assert "has no source with an address" in project.run("recall", "wall-cost", exit_code=1, **machine).stderr
    assert "is not a day" in project.run("recall", "vote", "--at", "spring", exit_code=2, **machine).stderr
