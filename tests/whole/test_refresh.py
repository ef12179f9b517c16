"""`claims refresh` on a small project: verdicts of every status, and a second run that has little to do."""

from __future__ import annotations

import datetime as dt
import json

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.whole.conftest import allow_robots
from tests.whole.project import PAGES, TRANSCRIPT, Project, page


def test_a_refresh_ends_in_verdicts_with_their_evidence_and_an_annotated_chapter(project: Project) -> None:
    printed = project.run("refresh").stdout
    assert project.verdicts() == {
        "boats": ("supported", "bound_holds"),
        "members": ("supported", "exact"),
        "wall-cost": ("supported", "exact"),
        "vote": ("unverified", "fetch_failed"),
    }
    (boats,) = project.ask("SELECT * FROM claim_status WHERE claim_id = 'boats'")
    assert "431 fishing boats" in boats["evidence_quote"]
    assert boats["source_url"] == f"{project.base}/harbour"
    assert len(boats["snapshot_sha256"]) == 64
    (cost,) = project.ask("SELECT * FROM claim_status WHERE claim_id = 'wall-cost'")
    assert cost["origin"] == "transcript"
    assert "transcript" in cost["explanation"]
    outcomes = {row["source_id"]: row["outcome"] for row in project.ask("SELECT source_id, outcome FROM snapshots")}
    assert outcomes["lost"] == "not_found"
    (heading,) = project.ask("SELECT explanation FROM conflicts")
    assert "thirty" in heading["explanation"].lower()
    assert "bound_holds" in printed
    assert "1 of 4 could not be read last time: 1 not found (claims questions silent_sources)" in printed
    assert (
        (project.home / "warehouse" / "reports" / "ferry-town.html").read_text(encoding="utf-8").count("four hundred")
    )


def test_a_second_refresh_changes_no_verdict_asks_conditionally_and_reads_nothing_again(
    project: Project, web: HTTPServer
) -> None:
    body = page("harbour", PAGES["/harbour"])
    web.clear()
    allow_robots(web)
    seen: list[str | None] = []

    def answer(request: Request) -> Response:
        seen.append(request.headers.get("If-None-Match"))
        if request.headers.get("If-None-Match") == '"one"':
            return Response(status=304, headers={"ETag": '"one"'})
        return Response(body, content_type="text/html; charset=utf-8", headers={"ETag": '"one"'})

    web.expect_request("/harbour").respond_with_handler(answer)
    project.run("refresh", "--as-of", today := _today())
    before = project.ask("SELECT claim_id, decided_at, status, reason FROM verdicts ORDER BY ALL")
    pages = project.ask("SELECT count(*) AS n FROM pages")
    project.run("refresh", "--as-of", today)
    assert seen == [None, '"one"']
    assert project.ask("SELECT claim_id, decided_at, status, reason FROM verdicts ORDER BY ALL") == before
    assert project.ask("SELECT count(*) AS n FROM pages") == pages
    assert project.ask("SELECT outcome FROM snapshots WHERE source_id = 'harbour-office' ORDER BY fetched_at") == [
        {"outcome": "fetched"},
        {"outcome": "not_modified"},
    ]


def test_a_moved_figure_makes_a_standing_claim_stale_and_is_told_as_a_change(project: Project, web: HTTPServer) -> None:
    project.run("refresh")
    web.clear()
    allow_robots(web)
    moved = page("harbour", "<p>In September 2025 the harbour of Lindvik was home to 612 fishing boats.</p>")
    web.expect_request("/harbour").respond_with_data(moved, content_type="text/html; charset=utf-8")
    project.run("refresh")
    assert project.verdicts()["boats"] == ("stale", "figure_moved")
    (change,) = project.ask("SELECT * FROM changes WHERE claim_id = 'boats' AND status_before IS NOT NULL")
    assert (change["status_before"], change["status_after"]) == ("supported", "stale")
    assert "612" in change["what_moved"]
    told = json.loads(project.run("changes", "--json").stdout)
    assert "boats" in {row["claim_id"] for row in told}


def test_an_offline_replay_of_a_day_is_equal_on_repeat_and_knows_nothing_later(project: Project) -> None:
    tables = ("chapters", "mentions", "claims", "sources", "snapshots", "passages", "evidence", "verdicts", "conflicts")
    project.run("refresh", "--offline", "--as-of", "2024-06-01")
    assert project.verdicts()["wall-cost"] == ("supported", "exact")
    first = {name: project.ask(f'SELECT * FROM "{name}" ORDER BY ALL') for name in tables}
    project.run("refresh", "--offline", "--as-of", "2024-06-01")
    assert {name: project.ask(f'SELECT * FROM "{name}" ORDER BY ALL') for name in tables} == first
    project.run("refresh", "--offline", "--as-of", "2024-01-01")
    assert project.verdicts()["wall-cost"][0] == "unverified"
    assert project.ask("SELECT * FROM snapshots WHERE fetched_at > '2024-01-02'") == []


def test_an_edited_transcript_is_a_new_version(project: Project) -> None:
    project.run("refresh", "--offline")
    path = project.home / "seeds" / "transcripts" / "council-minutes.md"
    path.write_text(TRANSCRIPT.replace("$14 million", "$19 million"), encoding="utf-8")
    project.run("refresh", "--offline")
    status, _ = project.verdicts()["wall-cost"]
    assert status != "supported"


def test_a_transcript_whose_day_is_corrected_to_an_earlier_one_is_the_newest_all_the_same(project: Project) -> None:
    path = project.home / "seeds" / "transcripts" / "council-minutes.md"
    path.write_text(TRANSCRIPT.replace("$14", "$19").replace("as_of: 2024-03", "as_of: 2025-03"), encoding="utf-8")
    project.run("refresh", "--offline")
    assert project.verdicts()["wall-cost"] == ("unverified", "contradicted")
    path.write_text(TRANSCRIPT, encoding="utf-8")
    project.run("refresh", "--offline")
    assert project.verdicts()["wall-cost"] == ("supported", "exact")
    project.run("refresh", "--offline", "--as-of", "2024-06-01")
    assert project.verdicts()["wall-cost"] == ("supported", "exact")


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()
