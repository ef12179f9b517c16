"""Finders, spoken to through a local server that answers as each service does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.gathering.errors import FinderError
from pipeline.gathering.finders import FINDERS, FinderSettings, Found, Question, find_candidates
from tests.gathering.raw_server import RawServer, Saying, http
from tests.gathering.rounds import LOOPBACK, Clock, names, run

QUESTION = Question("riders", "Riders of the tram line in Helsinki")


def as_json(value: object) -> bytes:
    return http(json.dumps(value).encode(), Content_Type="application/json")


def asked(name: str, says: dict[str, Saying], questions: list[Question] | None = None, **settings: object):  # type: ignore[no-untyped-def]
    """What one finder makes of a service that says this, and what the service was asked."""
    outcome = []

    async def test() -> None:
        async with RawServer(says) as server:
            chosen = FinderSettings(enabled=(name,), interval=0.0, urls={name: server.origin})
            found = await find_candidates(
                questions or [QUESTION],
                replace(chosen, **settings),  # type: ignore[arg-type]
                LOOPBACK,
                now=Clock(),
                resolve=names(),
            )
            outcome.extend([found, [request.path for request in server.asked], server.asked])

    run(test)
    return outcome


def test_crossref_finds_works_and_says_whom_to_write_to() -> None:
    work = {
        "DOI": "10.1000/1", "URL": "https://doi.org/10.1000/1", "title": ["Trams"], "publisher": "P",
        "container-title": ["Transport"], "issued": {"date-parts": [[2025, 3]]},
    }  # fmt: skip
    found, paths, requests = asked(
        "crossref", {"*": as_json({"message": {"items": [work, {}]}})}, contact="a@b.example"
    )
    (source,) = found.sources
    assert (source.url, source.title, source.publisher, source.published) == (
        "https://doi.org/10.1000/1", "Trams", "Transport", "2025-03",
    )  # fmt: skip
    assert (source.found_by, source.candidate_of) == ("crossref", ("riders",))
    assert "mailto=a%40b.example" in paths[0]
    assert "claims-pipeline" in requests[0].headers["user-agent"]


def test_openalex_prefers_the_open_copy_and_sends_the_key() -> None:
    work = {
        "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/1", "display_name": "Trams",
        "publication_date": "2025-03-01", "primary_location": {"source": {"display_name": "Transport"}},
        "best_oa_location": {"landing_page_url": "https://open.example/1"},
    }  # fmt: skip
    found, paths, _ = asked("openalex", {"*": as_json({"results": [work, {"id": "x"}]})}, openalex_key="k1")
    (source,) = found.sources
    assert (source.url, source.published) == ("https://open.example/1", "2025-03-01")
    assert "api_key=k1" in paths[0]


@pytest.mark.parametrize("answer", [b"", b"no http\r\n\r\n", http(b"", "302 Found", Location="http://10.0.0.1/?k1=x")])
def test_a_key_stands_in_no_error(answer: bytes) -> None:
    found, paths, _ = asked("openalex", {"*": answer}, openalex_key="k1-secret")
    assert "api_key=k1-secret" in paths[0]
    (problem,) = found.problems
    assert "openalex cannot be asked" in problem
    assert "k1-secret" not in problem


def test_arxiv_reads_its_feed() -> None:
    feed = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>
    <id>http://arxiv.org/abs/2501.00001v2</id><published>2025-01-02T00:00:00Z</published>
    <title>Trams\n  in cities</title></entry><entry><id>http://arxiv.org/api/errors</id></entry></feed>"""
    found, paths, _ = asked("arxiv", {"*": http(feed, Content_Type="application/atom+xml")})
    (source,) = found.sources
    assert (source.url, source.title, source.published) == (
        "https://arxiv.org/abs/2501.00001v2", "Trams in cities", "2025-01-02",
    )  # fmt: skip
    assert "search_query=all%3ARiders+AND" in paths[0]


def test_wikipedia_gives_articles_as_secondary_sources() -> None:
    found, _, _ = asked("wikipedia", {"*": as_json({"query": {"search": [{"title": "Trams in Helsinki"}]}})})
    (source,) = found.sources
    assert source.url
    assert source.url.endswith("/wiki/Trams_in_Helsinki")
    assert source.authority == "secondary"


def test_the_hub_gives_live_counts_and_derivatives() -> None:
    says: dict[str, Saying] = {"*": as_json([{"id": "acme/Tram-7B"}])}
    total = Question("models", "public models hosted on the platform")
    derived = Question("derived", "derivative models built on Tram")
    found, _, _ = asked("huggingface", says, [total, derived])
    by_claim = {source.candidate_of[0]: source for source in found.sources}
    assert by_claim["models"].url
    assert by_claim["models"].url.endswith("/models-json?withCount=true")
    assert (by_claim["models"].kind, by_claim["models"].pointer) == ("api", "/numTotalItems")
    assert by_claim["derived"].url
    assert by_claim["derived"].url.endswith("/api/models/acme/Tram-7B?expand[]=childrenModelCount")


def test_searxng_gives_pages_and_never_other_schemes() -> None:
    hits = [{"url": "https://ledger.example/1", "title": "T"}, {"url": "javascript:alert(1)"}]
    found, paths, _ = asked("searxng", {"*": as_json({"results": hits})})
    assert [source.url for source in found.sources] == ["https://ledger.example/1"]
    assert "format=json" in paths[0]


@pytest.mark.parametrize("name", sorted(FINDERS))
@pytest.mark.parametrize(
    "saying", [http(b"", "429 Too Many Requests"), http(b"<html>"), as_json([]), as_json({"message": 3}), as_json(None)]
)
def test_a_service_that_answers_otherwise_is_a_problem_told_or_no_candidate_and_asked_no_further(
    name: str, saying: Saying
) -> None:
    questions = [QUESTION, Question("other", "Another question about Trams")]
    found, paths, _ = asked(name, {"*": saying}, questions)
    assert found.sources == ()
    assert len(paths) <= 4
    assert all(name in problem for problem in found.problems)


def test_the_same_find_for_two_claims_is_one_candidate_of_both() -> None:
    says: dict[str, Saying] = {"*": as_json({"query": {"search": [{"title": "Trams"}]}})}
    found, _, _ = asked("wikipedia", says, [QUESTION, Question("stops", "Stops of the tram")])
    (source,) = found.sources
    assert source.candidate_of == ("riders", "stops")


def test_nobody_is_asked_unless_switched_on_and_an_unknown_finder_is_named() -> None:
    async def test() -> None:
        assert await find_candidates([QUESTION], FinderSettings(), LOOPBACK, now=Clock()) == Found((), ())
        with pytest.raises(FinderError, match="crossref"):
            await find_candidates([QUESTION], FinderSettings(enabled=("bing",)), LOOPBACK, now=Clock())

    run(test)


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("wikipedia", as_json({"error": {"code": "maxlag", "info": "Waiting for a server: 9 seconds "
                                                            "lagged"}}), "seconds lagged"),
        ("openalex", http(b"", "403 Forbidden"), "CLAIMS_OPENALEX_KEY"),
        ("openalex", as_json({"error": "Rate limit exceeded", "message": "daily limit"}), "daily limit"),
        ("searxng", http(b"<html>", "403 Forbidden"), "search.formats"),
        ("crossref", http(b"", "429 Too Many Requests"), "polite pool"),
    ],
)  # fmt: skip
def test_a_service_that_refuses_is_told_with_what_to_do(name: str, answer: bytes, said: str) -> None:
    found, _, requests = asked(name, {"*": answer}, [QUESTION, Question("other", "Buses of the town")])
    (problem,) = found.problems
    assert said in problem
    assert len(requests) == 1, "after one refusal it is left alone"
    assert found.sources == ()
