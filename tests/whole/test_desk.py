"""A person at the desk: sign-offs that hold until something changes, claims put into the register, bundles checked."""

from __future__ import annotations

import json

from pytest_httpserver import HTTPServer

from tests.whole.project import TRANSCRIPT, Project


def test_a_review_overrides_is_kept_in_the_register_and_is_void_once_the_evidence_changes(project: Project) -> None:
    project.run("refresh", "--offline")
    assert project.verdicts()["wall-cost"] == ("supported", "exact")
    comment = "# the summer issue"
    said = project.run(
        "review", "wall-cost", "--override", "unverified", "--by", "A. Checker", "--why", "the minutes were amended"
    )
    assert "now unverified (reviewed)" in said.stdout
    (row,) = project.ask("SELECT * FROM claim_status WHERE claim_id = 'wall-cost'")
    assert (row["reviewer"], row["review"]) == ("A. Checker", "override:unverified")
    register = (project.home / "claims.yaml").read_text(encoding="utf-8")
    assert comment in register
    assert "the minutes were amended" in register

    path = project.home / "seeds" / "transcripts" / "council-minutes.md"
    path.write_text(
        TRANSCRIPT.replace("as_of: 2024-03-12", "as_of: 2024-03-13").replace("$14", "$16"), encoding="utf-8"
    )
    project.run("refresh", "--offline")
    (row,) = project.ask("SELECT * FROM claim_status WHERE claim_id = 'wall-cost'")
    assert row["reviewer"] is None
    assert row["reason"] != "reviewed"
    assert project.ask("SELECT valid FROM reviews") == [{"valid": False}]


def test_what_is_not_complete_is_named_with_what_to_write(project: Project) -> None:
    project.run("refresh", "--offline")
    assert (
        "name the claim that you review" in project.run("review", "--accept", "--by", "B. Checker", exit_code=2).stderr
    )
    said = project.run("add", "1,251 members", exit_code=1).stderr
    assert "“1,251 members” stands in no chapter that was read; the nearest in ferry-town is “1,250 members”" in said
    register = (project.home / "claims.yaml").read_text(encoding="utf-8")
    for address in ("https://", "https:///members", "http://[::1", "example.org/members", "ftp://example.org"):
        said = project.run("add", "three crowns", "--source", address, exit_code=1).stderr
        assert f"'{address}' is neither a source of the register nor an address; write for example https://" in said
    assert (project.home / "claims.yaml").read_text(encoding="utf-8") == register


def test_reviews_out_of_a_galley_are_taken_in_and_a_bad_file_is_named(project: Project) -> None:
    project.run("refresh", "--offline")
    file = project.home / "ferry-town.reviews.json"
    file.write_text("{}", encoding="utf-8")
    assert "ferry-town.reviews.json" in project.run("review", "--import", str(file), exit_code=1).stderr
    review = {"claim_id": "wall-cost", "decision": "accept", "reviewer": "B. Checker", "why": "read the minutes"}
    file.write_text(json.dumps({"version": 1, "reviews": [review]}), encoding="utf-8")
    project.run("review", "--import", str(file))
    (row,) = project.ask("SELECT status, reviewer FROM claim_status WHERE claim_id = 'wall-cost'")
    assert row == {"status": "supported", "reviewer": "B. Checker"}


def test_a_review_of_something_that_has_changed_since_is_refused_and_nothing_of_its_file_is_taken_in(
    project: Project,
) -> None:
    project.run("refresh", "--offline")
    seen = {
        row["claim_id"]: {"claim_digest": row["claim_digest"], "evidence_digest": row["evidence_digest"]}
        for row in project.ask("SELECT * FROM claim_status WHERE registered")
    }
    said = {"decision": "accept", "reviewer": "B. Checker", "why": "read the minutes"}
    file = project.home / "ferry-town.reviews.json"
    reviews = [{"claim_id": name, **said, **seen[name]} for name in ("boats", "wall-cost")]
    file.write_text(json.dumps({"version": 1, "reviews": reviews}), encoding="utf-8")
    register = (project.home / "claims.yaml").read_text(encoding="utf-8")

    path = project.home / "seeds" / "transcripts" / "council-minutes.md"
    path.write_text(
        TRANSCRIPT.replace("as_of: 2024-03-12", "as_of: 2024-03-13").replace("$14", "$16"), encoding="utf-8"
    )
    project.run("refresh", "--offline")
    refused = project.run("review", "--import", str(file), exit_code=1).stderr
    assert "wall-cost: the evidence is no longer what B. Checker saw" in refused
    assert "boats:" not in refused
    assert (project.home / "claims.yaml").read_text(encoding="utf-8") == register

    file.write_text(json.dumps({"version": 1, "reviews": reviews[:1]}), encoding="utf-8")
    project.run("review", "--import", str(file))
    assert project.ask("SELECT reviewer FROM claim_status WHERE claim_id = 'boats'") == [{"reviewer": "B. Checker"}]


def test_a_claim_is_added_with_an_address_and_decided_by_the_next_refresh(project: Project, web: HTTPServer) -> None:
    web.expect_request("/landings").respond_with_data(
        "<html><body><article><p>In the summer of 2025 roughly sixty percent of the catch of Lindvik was herring, "
        "the harbour office wrote.</p></article></body></html>",
        content_type="text/html",
    )
    project.run("refresh", "--offline")
    added = project.run("add", "Roughly sixty percent", "--id", "herring", "--source", f"{project.base}/landings")
    assert "herring is there" in added.stdout
    project.run("check")
    project.run("refresh")
    assert project.verdicts()["herring"][0] == "supported"
    assert "stands in no chapter" in project.run("add", "sixty-one percent", exit_code=1).stderr


def test_a_link_that_becomes_a_registered_source_keeps_what_was_read_there(project: Project, web: HTTPServer) -> None:
    web.expect_request("/lamps").respond_with_data(
        "<html><body><article><p>The town of Vey lights 3,400 lamps at night.</p></article></body></html>",
        content_type="text/html",
    )
    chapter = f"# Vey\n\nThe town of Vey lights [3,400 lamps]({project.base}/lamps) at night.\n"
    (project.home / "seeds" / "lamps.md").write_text(chapter, encoding="utf-8")
    project.run("refresh")
    project.run("add", "3,400 lamps", "--id", "lamps", "--source", f"{project.base}/lamps#night")
    project.run("refresh", "--offline")
    assert project.verdicts()["lamps"] == ("supported", "exact")


def test_stored_evidence_is_verified_and_leaves_as_a_bundle_that_checks_itself(project: Project) -> None:
    project.run("refresh")
    assert "0 problems" in project.run("archive", "verify").stdout
    bundle = project.home / "evidence.wacz"
    project.run("export", "--format", "wacz", "--to", str(bundle))
    assert "whole" in project.run("verify", str(bundle)).stdout
    content = bytearray(bundle.read_bytes())
    content[len(content) // 3] ^= 0xFF
    bundle.write_bytes(bytes(content))
    project.run("verify", str(bundle), exit_code=1)
    project.run("export", "--format", "csv", "--to", str(project.home / "csv"))
    assert "bound_holds" in (project.home / "csv" / "claim_status.csv").read_text(encoding="utf-8")


def test_everything_leaves_as_one_bundle_that_names_what_was_changed_in_it(project: Project) -> None:
    project.run("refresh")
    for form in ("claimreview", "annotations", "csl", "bibtex"):
        project.run("export", "--format", form, "--to", str(project.home / f"out.{form}"))
    assert "council-minutes" in (project.home / "out.bibtex").read_text(encoding="utf-8")
    packed, folder = project.home / "evidence.zip", project.home / "evidence"
    said = project.run("export", "--format", "bundle", "--to", str(packed)).stdout
    checked = project.run("verify", str(packed)).stdout
    assert "whole, manifest.json" in checked
    assert said.split()[-1] == checked.split()[-1], "both tell the digest of the manifest"
    project.run("export", "--format", "bundle", "--to", str(folder))
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    assert {
        "claim-reviews.jsonld", "annotations.jsonld", "bibliography.json", "bibliography.bib", "evidence.wacz",
        "texts/ferry-town.txt", "tables/csv/claim_status.csv", "tables/parquet/verdicts.parquet",
        "reports/ferry-town.html",
    } <= names  # fmt: skip
    assert (folder / "texts" / "ferry-town.txt").read_bytes().decode() == project.ask("SELECT text FROM chapters")[0][
        "text"
    ]
    changed = folder / "tables" / "csv" / "claim_status.csv"
    changed.write_text(changed.read_text(encoding="utf-8").replace("unverified", "supported"), encoding="utf-8")
    assert "tables/csv/claim_status.csv: " in project.run("verify", str(folder), exit_code=1).stderr
    assert "no such file" in project.run("verify", str(project.home / "nothing.zip"), exit_code=1).stderr
    assert (
        "something in that folder"
        in project.run("export", "--format", "bundle", "--to", str(folder), exit_code=1).stderr
    )


def test_an_unknown_finder_is_met_with_those_there_are(project: Project) -> None:
    project.run("refresh", "--offline")
    assert "wikipedia" in project.run("find", "boats", "--with", "oracle", exit_code=1).stderr


def test_a_search_that_could_not_be_made_does_not_pass_for_one_without_results(project: Project) -> None:
    project.run("refresh", "--offline")
    nowhere = '{"wikipedia": "http://127.0.0.1:9/w/api.php"}'
    asked = project.run("find", "boats", "--with", "wikipedia", exit_code=1, CLAIMS_FINDER_URLS=nowhere)
    assert "wikipedia cannot be asked" in asked.stderr
    assert "not every service could be asked" in asked.stderr


def test_questions_are_listed_answered_and_shown_as_sql(project: Project) -> None:
    project.run("refresh", "--offline")
    assert "What must I look at first?" in project.run("questions").stdout
    found = json.loads(project.run("questions", "search", "--words", "fishing boats", "--json").stdout)
    assert found[0]["name"] == "boats"
    assert "FROM claim_history" in project.run("questions", "history", "--sql").stdout
    assert "--claim" in project.run("questions", "history", exit_code=2).stderr
    assert "did you mean 'history'?" in project.run("questions", "histroy", exit_code=1).stderr


def test_a_fact_that_is_cut_stays_an_orphan_until_it_is_forgotten(project: Project) -> None:
    project.run("refresh", "--offline")
    chapter = project.home / "seeds" / "ferry-town.txt"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace(" A berth cost three crowns a day.", ""), "utf-8")
    orphans = "SELECT claim_id, quote, registered, last_seen IS NOT NULL AS seen FROM claim_status WHERE orphan"
    for _ in range(2):
        project.run("refresh", "--offline")
        (row,) = project.ask(orphans)
        assert (row["quote"], row["registered"], row["seen"]) == ("three", False, True)
    assert "last seen in the chapter" in (project.home / "warehouse" / "reports" / "ferry-town.html").read_text("utf-8")
    refused = project.run("forget", "boats", "--by", "A. Author", exit_code=1).stderr
    assert "boats is registered" in refused
    project.run("forget", row["claim_id"], "--by", "A. Author", "--why", "cut in the second draft")
    project.run("refresh", "--offline")
    assert project.ask(orphans) == []
    assert "cut in the second draft" in (project.home / "claims.yaml").read_text(encoding="utf-8")
