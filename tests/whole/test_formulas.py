"""A formula over the figure of another chapter, wherever the two are worked on, and when that figure moves."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from pipeline.defs.keeping import pairs
from pipeline.defs.keeping.shards import Shard
from tests.whole.conftest import allow_robots
from tests.whole.project import PAGES, Project, page

SHARDS = 3
CHAPTER = """Chapter 4: The Neighbours

By the summer of 2025 the harbour of Lindvik had more fishing boats than the 350 carts that Ormsund could muster.
"""
CHAPTERS = "chapters:\n"
REGISTERED = "chapters:\n  ormsund:\n    path: seeds/ormsund.txt\n    published: 2025-08\n"
CLAIM = """  outnumbered:
    chapter: ormsund
    quote: more fishing boats than the 350 carts
    formula: boats > 350
"""


@pytest.mark.parametrize(
    ("shards", "at_once"), [(SHARDS, pairs.CHAPTERS_AT_ONCE), (1, 1)], ids=["in two shards", "in two batches"]
)
def test_a_formula_is_decided_by_a_figure_of_another_chapter_and_again_when_that_moves(
    project: Project, web: HTTPServer, monkeypatch: pytest.MonkeyPatch, shards: int, at_once: int
) -> None:
    (its_shard,) = (shard for index in range(SHARDS) if "ormsund" in (shard := Shard(index, SHARDS)))
    assert "ferry-town" not in its_shard
    monkeypatch.setattr(pairs, "CHAPTERS_AT_ONCE", at_once)
    (project.home / "seeds" / "ormsund.txt").write_text(CHAPTER, encoding="utf-8")
    register = project.home / "claims.yaml"
    written = register.read_text(encoding="utf-8")
    register.write_text(written.replace(CHAPTERS, REGISTERED, 1) + CLAIM, encoding="utf-8")

    project.run("refresh", CLAIMS_SHARDS=str(shards))
    assert project.verdicts()["outnumbered"][0] == "supported"
    (before,) = project.ask("SELECT explanation FROM claim_status WHERE claim_id = 'outnumbered'")
    assert "431 > 350" in before["explanation"]

    web.clear()
    allow_robots(web)
    for path, body in {**PAGES, "/harbour": PAGES["/harbour"].replace("431", "312")}.items():
        web.expect_request(path).respond_with_data(page(path.strip("/"), body), content_type="text/html; charset=utf-8")
    project.run("refresh", CLAIMS_SHARDS=str(shards))
    (after,) = project.ask("SELECT status, explanation FROM claim_status WHERE claim_id = 'outnumbered'")
    assert after["status"] != "supported"
    assert "312" in after["explanation"]
