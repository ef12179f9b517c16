"""What belongs to a claim: versions of its candidates, once each, and the passages at a source's pointer."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.defs.keeping.looks import telling_looks
from pipeline.defs.keeping.pairs import (
    Candidates,
    Pair,
    at_pointer,
    find_cases,
    find_pairs,
    first_looks,
    pair_digests,
    selector_of,
)
from pipeline.defs.keeping.records import Records
from pipeline.model import Claim, Evidence, Outcome, Passage, Snapshot, Source
from pipeline.storage import Folder

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def look(name: str, payload: str | None, day: int = 0, outcome: Outcome = "fetched") -> Snapshot:
    return Snapshot(
        snapshot_id=name, source_id="s", fetched_at=NOON + dt.timedelta(day), outcome=outcome, payload_sha256=payload
    )


def claim(name: str, *, checkable: bool = True) -> Claim:
    return Claim(claim_id=name, chapter_id="c", statement=name, quote=name, checkable=checkable)


def passage(pointer: str | None) -> Passage:
    return Passage(
        passage_id=str(pointer),
        snapshot_id="n",
        payload_sha256="a",
        text="1",
        start_char=0,
        end_char=1,
        pointer=pointer,
    )


def test_every_version_of_a_source_is_compared_once_and_no_unreadable_look_is(tmp_path: Path) -> None:
    looks = [look("3", "a", 2), look("1", "a"), look("2", "b", 1), look("4", "c", 3, "blocked"), look("5", None, 4)]
    records = Records(Folder(tmp_path))
    records.replace("sources", [Source(source_id="s", candidate_of=("one", "idle")), Source(source_id="t")])
    records.append("snapshots", looks)
    assert [one.snapshot_id for one in first_looks(telling_looks(records))] == ["1", "2"]
    claims = [claim("one"), claim("idle", checkable=False), claim("other")]
    pairs = find_pairs(claims, Candidates(records, ["one", "idle", "other"]))
    assert [(pair.claim.claim_id, pair.look.snapshot_id) for pair in pairs.values()] == [("one", "1"), ("one", "2")]


def test_a_pair_is_another_when_its_claim_source_version_or_rules_are_but_not_for_its_sources_other_claims() -> None:
    source = Source(source_id="s", candidate_of=("one", "two"))
    pair = Pair(claim("one"), source, look("1", "a"))
    same = replace(pair, source=replace(source, candidate_of=("one",)))
    others = {
        "claim": replace(pair, claim=replace(pair.claim, statement="else")),
        "source": replace(pair, source=replace(source, authority="primary")),
        "look": replace(pair, look=look("1", "b")),
    }
    found = pair_digests({"pair": pair, "same": same, **others}, "rules")
    assert found["same"] == found["pair"]
    assert len({*found.values(), *pair_digests({"pair": pair}, "other rules").values()}) == 5


def test_two_sources_may_point_into_one_json_payload() -> None:
    passages = [passage("/models"), passage("/datasets/total"), passage("/datasetsold"), passage(None)]
    both = [Source(source_id="m", pointer="/models"), Source(source_id="d", pointer="/datasets")]
    found = [[row.pointer for row in at_pointer(passages, source, "application/json")] for source in both]
    assert found == [["/models"], ["/datasets/total"]]
    assert at_pointer(passages, Source(source_id="all"), "application/json") == passages
    assert at_pointer(passages, Source(source_id="page", pointer="#total"), "text/html") == passages


def test_a_pointer_narrows_markup_when_it_is_read_and_nothing_else() -> None:
    pointing, whole = Source(source_id="s", pointer="#total"), Source(source_id="w")
    assert selector_of(pointing, "application/xhtml+xml") == selector_of(pointing, "text/html") == "#total"
    assert selector_of(whole, "text/html") == ""
    assert selector_of(pointing, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") == ""
    assert selector_of(pointing, None) == ""


@settings(max_examples=25, deadline=None)
@given(wanted=st.sets(st.sampled_from("abcdefg")))
def test_the_case_of_a_claim_is_the_same_whichever_others_are_asked_for(
    wanted: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    records = Records(Folder(tmp_path_factory.mktemp("records")))
    records.replace("sources", [Source(source_id="s", candidate_of=("a", "c", "e", "g")), Source(source_id="t")])
    records.append("snapshots", [look("1", "a"), look("2", "b", 1)])
    for chapter, names in (("one", "abcd"), ("two", "efg")):
        claims = [replace(claim(name), chapter_id=chapter) for name in names]
        figures = {name: {"claim": name} for name in names[:2]}
        claims[-1] = replace(claims[-1], formula=json.dumps({"formula": "", "tree": [], "figures": figures}))
        records.replace("claims", claims, chapter)
        records.replace("evidence", [evidence(name, score) for name in names for score in (0.5, 0.25)], chapter)
    everything = {case.claim.claim_id: case for case in find_cases(records)}
    assert everything.keys() == set("abcdefg")
    assert {row.claim_id for row in everything["d"].evidence} == {"d", "a", "b"}
    for chapters in (None, ["one", "two"]):
        found = {case.claim.claim_id: case for case in find_cases(records, wanted, chapters=chapters)}
        assert found == {name: everything[name] for name in wanted}


def evidence(claim_id: str, score: float) -> Evidence:
    return Evidence(
        evidence_id=f"{claim_id}-{score}",
        claim_id=claim_id,
        passage_id="p",
        source_id="s",
        snapshot_id="1",
        payload_sha256="a",
        relation="agrees",
        agreement="exact",
        score=score,
        arithmetic="1 = 1",
        quote="1",
        fetched_at=NOON,
    )
