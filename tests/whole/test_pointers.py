"""Two sources that point into one page: each claim is compared with the place that its own source points to."""

from __future__ import annotations

from pytest_httpserver import HTTPServer

from tests.whole.project import Project, page

BODY = """
<p id="now">In July 2025 the harbour of Lindvik was home to 431 fishing boats.</p>
<p id="before">In July 2024 the harbour of Lindvik was home to 389 fishing boats.</p>
<table id="members"><tr><th>Year</th><th>Members of the Lindvik cooperative</th></tr>
<tr><td>2025</td><td>1,250</td></tr></table>
"""


def test_one_page_with_two_selectors_is_read_once_for_each(project: Project, web: HTTPServer) -> None:
    web.expect_request("/both").respond_with_data(page("Lindvik", BODY), content_type="text/html; charset=utf-8")
    register = project.home / "claims.yaml"
    text = register.read_text(encoding="utf-8")
    text = text.replace(f"url: {project.base}/harbour\n", f"url: {project.base}/both\n    pointer: '#before'\n")
    text = text.replace(f"url: {project.base}/cooperative\n", f"url: {project.base}/both\n    pointer: '#members'\n")
    register.write_text(text, encoding="utf-8")
    project.run("refresh")
    pages = project.ask("SELECT payload_sha256, selector, text FROM pages WHERE selector <> '' ORDER BY selector")
    assert [row["selector"] for row in pages] == ["#before", "#members"]
    assert len({row["payload_sha256"] for row in pages}) == 1
    quotes = {
        row["claim_id"]: row["quote"]
        for row in project.ask("SELECT claim_id, quote FROM evidence WHERE relation <> 'unrelated'")
    }
    assert "389" in quotes["boats"]
    assert "1,250" in quotes["members"]
    read = project.ask("SELECT e.claim_id, p.selector FROM evidence AS e JOIN passages AS p USING (passage_id)")
    assert {(row["claim_id"], row["selector"]) for row in read} >= {("boats", "#before"), ("members", "#members")}
    assert not {(row["claim_id"], row["selector"]) for row in read} & {("boats", "#members"), ("members", "#before")}
    views = sorted(path.name for path in (project.home / "warehouse" / "reports" / "snapshots").glob("*-*.html"))
    assert len(views) == 2
    again = project.ask("SELECT count(*) AS n FROM passages")
    text = text.replace("pointer: '#before'", "pointer: '#now'")
    register.write_text(text, encoding="utf-8")
    project.run("refresh")
    assert len(project.ask("SELECT * FROM pages WHERE selector <> ''")) == 3, (
        "a new selector is read, the old ones stay"
    )
    assert project.ask("SELECT count(*) AS n FROM passages")[0]["n"] >= again[0]["n"]
    (moved,) = project.ask("SELECT DISTINCT quote FROM evidence WHERE claim_id = 'boats'")
    assert "431" in moved["quote"]
    assert "389" not in moved["quote"]
