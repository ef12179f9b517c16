"""Claims over the tables of stored pages, read, matched and decided as a run does it; the gold was written first."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.gathering.pages import read_page
from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages, match
from pipeline.judging.deciding.verdicts import Decision
from pipeline.model import Chapter, Claim, Evidence, Snapshot, Source
from pipeline.reading import Register, find_claims, find_mentions

HERE = Path(__file__).parent / "tables"
GOLD: dict[str, dict[str, Any]] = YAML(typ="safe").load((HERE / "claims.yaml").read_text(encoding="utf-8"))
MEDIA_TYPES = {".html": "text/html", ".json": "application/json", ".csv": "text/csv"}
DAY = dt.date(2024, 4, 1)


def claims_of(sentence: str, title: str) -> tuple[Chapter, list[Claim]]:
    """The checkable claims of a chapter that says one sentence under a title."""
    text = f"{title}\n\n{sentence}\n"
    chapter = Chapter(
        chapter_id="c", title=title, path="c.txt", sha256="", characters=len(text), text=text, published="2024-03"
    )
    found = find_claims([chapter], find_mentions(chapter), Register()).claims
    return chapter, [claim for claim in found if claim.checkable and claim.kind != "date"]


def decided(sentence: str, name: str) -> list[tuple[Claim, Decision, list[Evidence]]]:
    """What a run says of every figure of a sentence, with the table as the only source."""
    title = GOLD[name]["title"]
    chapter, claims = claims_of(sentence, title)
    page = read_page((HERE / name).read_bytes(), media_type=MEDIA_TYPES[Path(name).suffix], charset="utf-8")
    look = Snapshot(
        snapshot_id="look", source_id="s", fetched_at=dt.datetime(2024, 3, 20, 12, tzinfo=dt.UTC), outcome="fetched",
        payload_sha256=page.payload_sha256,
    )  # fmt: skip
    source = Source(source_id="s", title=title, authority="primary")
    index = PassageIndex(find_passages(page, look.snapshot_id))
    told = []
    for claim in claims:
        evidence = match(
            claim, index, source=source, snapshot=look, page=page, policy=DEFAULT_POLICY, chapter_text=chapter.text
        )
        told.append((claim, decide(claim, evidence, [look], DEFAULT_POLICY, DAY, sources=[source]), evidence))
    return told


RIGHT = [(name, sentence) for name, gold in GOLD.items() for sentence in gold["right"]]
WRONG = [(name, sentence) for name, gold in GOLD.items() for sentence in gold["wrong"]]


@pytest.mark.parametrize(("name", "sentence"), RIGHT)
def test_what_a_table_bears_out_is_supported(name: str, sentence: str) -> None:
    told = decided(sentence, name)
    assert told
    assert {decision.status for _, decision, _ in told} == {"supported"}


@pytest.mark.parametrize(("name", "sentence"), WRONG)
def test_what_no_cell_says_is_not_supported(name: str, sentence: str) -> None:
    told = decided(sentence, name)
    assert told
    assert any(decision.status != "supported" for _, decision, _ in told)
