"""The text formats: each valid by its own definition, none saying more than the published rows do."""

from __future__ import annotations

import datetime as dt
import json
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pybtex.database import parse_string
from pybtex.database.input.bibtex import month_names

from pipeline.publishing.exports import (
    ExportRows,
    read_export_rows,
    to_annotations,
    to_bibtex,
    to_claim_reviews,
    to_csl,
)
from pipeline.publishing.warehouse import reading
from tests.publishing.exports import schemas
from tests.publishing.galley_example import publish_example


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> ExportRows:
    database = tmp_path_factory.mktemp("exports") / "claims.duckdb"
    publish_example(database)
    with reading(database) as connection:
        return read_export_rows(connection)


def valid(text: str, schema: dict[str, Any]) -> Any:
    """The JSON value of a text that keeps to a schema."""
    value = json.loads(text)
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]
    assert errors == []
    return value


def test_claim_reviews_keep_to_schema_org_and_rate_only_what_is_decided(found: ExportRows) -> None:
    graph = valid(to_claim_reviews(found.claims, found.chapters), schemas.CLAIM_REVIEWS)["@graph"]
    reviews = {item["@id"].removeprefix("urn:claims:review:"): item for item in graph}
    ratings = {name: item["reviewRating"].get("ratingValue") for name, item in reviews.items()}
    assert ratings["boats"] == 3
    assert ratings["seals-2019"] == 2
    assert ratings["fence-cost"] == 1
    assert ratings["unread"] is None, "what nothing decides has words, and no number"
    assert {"boat-price", "heads", "example"}.isdisjoint(reviews), "nothing was read for these, so nothing was reviewed"
    cited = reviews["fence-cost"]["citation"]
    assert cited["text"].startswith("The fence of the harbour cost")
    assert cited["identifier"].startswith("sha256:")
    assert cited["url"].startswith("https://survey.example.org/")


def test_a_note_is_never_cited_as_the_page_itself(found: ExportRows) -> None:
    graph = valid(to_claim_reviews(found.claims, found.chapters), schemas.CLAIM_REVIEWS)["@graph"]
    noted = next(item["citation"] for item in graph if item["@id"].endswith(":share-left-official"))
    assert noted["@type"] == "CreativeWork"
    assert "person's note" in noted["abstract"]


def test_the_bibliography_is_csl_json_with_the_day_and_place_of_the_stored_copy(found: ExportRows) -> None:
    items = {item["id"]: item for item in valid(to_csl(found.citations), schemas.CSL)}
    survey = items["orm-survey"]
    assert survey["issued"] == {"date-parts": [[2026, 8]]}
    assert survey["accessed"] == {"date-parts": [[2026, 8, 29]]}
    assert "SHA-256" in survey["archive_location"]
    assert items["harbour-note"]["type"] == "document"
    assert items["harbour-note"]["note"].startswith("Known from a person's note")
    assert "accessed" not in items["blocked-page"], "a page that was never read was never accessed"


def citation(**more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source_id": "one", "title": None, "url": None, "kind": "page", "publisher": None, "published": None,
        "accessed": dt.datetime(2026, 3, 2, tzinfo=dt.UTC), "origin": "live", "payload_sha256": "ab" * 32,
        "archive_path": "archive/1.warc.gz", "archive_offset": 7, "archived_url": None,
    }  # fmt: skip
    return {**row, **more}


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2026", {"date-parts": [[2026]]}),
        ("2026-03-17", {"date-parts": [[2026, 3, 17]]}),
        ("2026-autumn", {"date-parts": [[2026]], "season": 3}),
        ("2023-late", {"literal": "2023-late"}),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(published: str, issued: dict[str, Any]) -> None:
    (item,) = valid(to_csl([citation(published=published)]), schemas.CSL)
    assert item["issued"] == issued


def test_a_copy_in_a_web_archive_is_cited_by_its_address() -> None:
    address = "https://web.archive.org/web/20260302000000id_/https://example.org/a"
    row = citation(origin="wayback", archived_url=address)
    (item,) = valid(to_csl([row]), schemas.CSL)
    assert (item["archive"], item["archive_location"]) == ("Wayback Machine", address)
    assert address.replace("_", r"\_") in to_bibtex([row])


def test_the_bibliography_is_bibtex(found: ExportRows) -> None:
    entries = parse_string(to_bibtex(found.citations), "bibtex", macros=month_names).entries
    assert set(entries) == {row["source_id"] for row in found.citations}
    survey = entries["orm-survey"].fields
    assert survey["title"] == "{Survey of the northern coast}"
    assert (survey["year"], survey["month"], survey["urldate"]) == ("2026", "August", "2026-08-29")
    assert survey["url"] == "https://survey.example.org/orm?year=2026&tab=a#top"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            citation,
            source_id=st.text(string.printable, min_size=1),
            title=st.text(string.printable) | st.none(),
            publisher=st.text(string.printable) | st.none(),
            url=st.text(string.printable) | st.none(),
        ),
        max_size=4,
    )
)
def test_no_title_or_address_breaks_the_bibtex_of_its_neighbours(rows: list[dict[str, Any]]) -> None:
    entries = parse_string(to_bibtex(rows), "bibtex", macros=month_names).entries
    assert len(entries) == len(rows)


def test_every_mention_is_an_annotation_whose_two_selectors_pick_the_same_words(found: ExportRows) -> None:
    page = valid(to_annotations(found.mentions), schemas.ANNOTATIONS)
    texts = {f"texts/{row['chapter_id']}.txt": row["text"] for row in found.chapters}
    assert page["total"] == len(page["first"]["items"]) == len(found.mentions)
    for item in page["first"]["items"]:
        quote, place = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
    tags = {body["value"] for item in page["first"]["items"] for body in item["body"] if body["purpose"] == "tagging"}
    assert {"supported", "stale", "unverified", "contradicted", "claim:boats"} <= tags


def test_a_database_without_rows_gives_empty_documents(tmp_path: Path) -> None:
    assert valid(to_claim_reviews([], []), schemas.CLAIM_REVIEWS)["@graph"] == []
    assert valid(to_csl([]), schemas.CSL) == []
    assert valid(to_annotations([]), schemas.ANNOTATIONS)["total"] == 0
    assert to_bibtex([]) == ""
