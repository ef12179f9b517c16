"""A made library is the same from the same seed, changes only where it says so, and comes to what it should."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

from pipeline.reading import check_register, find_mentions, read_chapter, read_register
from tests.benchmarks.library_cost import costs
from tests.load.home import source_url, write_home
from tests.load.library import Library, all_facts
from tests.load.texts import chapter_text, page, register_claims
from tests.load.web import serving

SMALL = Library(chapters=2, claims_per_chapter=20, changed=0.5)


def test_the_same_seed_makes_the_same_library_and_another_seed_another() -> None:
    again, other = Library(2, 20, changed=0.5), Library(2, 20, seed=1)
    assert [chapter_text(again, 1), page(again, 7, 3)] == [chapter_text(SMALL, 1), page(SMALL, 7, 3)]
    assert chapter_text(other, 1) != chapter_text(SMALL, 1)
    assert page(other, 7, 3) != page(SMALL, 7, 3)


def test_a_page_changes_in_the_epochs_in_which_its_source_does_and_in_no_other() -> None:
    turned = 0
    for source in range(SMALL.source_count):
        happened = [turn for _, turn in SMALL.turns(source, 1)]
        visible = happened == ["reworded"] or (happened in (["moved"], ["dropped"]) and bool(SMALL.facts_on(source)))
        assert (page(SMALL, source, 1) != page(SMALL, source, 0)) == visible, (source, happened)
        turned += bool(happened)
    assert SMALL.source_count / 3 < turned < 2 * SMALL.source_count / 3


def test_sources_and_claims_belong_to_one_chapter_and_every_claim_has_a_name_of_its_own() -> None:
    library = Library(chapters=7, claims_per_chapter=40, sources=31)
    assert [source for chapter in range(7) for source in library.sources_of(chapter)] == list(range(31))
    assert all(source in library.sources_of(library.chapter_of(source)) for source in range(31))
    names = [fact.claim_id for fact in all_facts(library)]
    assert len(set(names)) == len(names) == 7 * 40


def test_the_register_of_a_library_is_sound_and_names_figures_that_the_chapter_holds(tmp_path: Path) -> None:
    write_home(SMALL, tmp_path, 1)
    assert check_register(tmp_path / "claims.yaml") == []
    register = read_register(tmp_path / "claims.yaml")
    assert (len(register.claims), len(register.sources)) == (40, 40)
    mentions = find_mentions(read_chapter(tmp_path / "seeds" / "coast-00000.txt", tmp_path, register))
    found = [mention.sentence for mention in mentions]
    for fact, quote, _ in register_claims(SMALL, 0):
        assert any(fact.town in sentence and quote in sentence for sentence in found), quote


def test_the_web_answers_304_until_the_epoch_in_which_a_source_changes() -> None:
    turning = next(n for n in range(40) if SMALL.turns(n, 1) and SMALL.plight(n) == "fine" and not SMALL.is_lost(n, 1))
    staying = next(n for n in range(40) if not SMALL.turns(n, 1) and SMALL.plight(n) == "fine")
    with serving(SMALL) as web:
        for epoch, expected in ((0, (304, 304)), (1, (200, 304))):
            tags = {source: _get(source_url(SMALL, source, web.port))[1] for source in (turning, staying)}
            if epoch:
                web.move_to(epoch)
            got = tuple(_get(source_url(SMALL, source, web.port), tags[source])[0] for source in (turning, staying))
            assert got == expected
        assert web.asked()["unchanged"] == 3


def _get(url: str, tag: str = "") -> tuple[int, str]:
    request = urllib.request.Request(url, headers={"If-None-Match": tag} if tag else {})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers["ETag"]
    except HTTPError as error:
        return error.code, ""


@pytest.mark.slow
def test_refreshes_of_a_library_come_to_what_they_should(tmp_path: Path) -> None:
    for cost, outcome in costs(Library(chapters=3, changed=0.2), tmp_path / "library"):
        assert outcome.false_supported == (), cost.refresh
        assert outcome.right >= 0.93 * outcome.claims, outcome.confused
