"""A sentence that asserts several figures is supported only when all of them are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Claim, Mention, Reason, Status
from pipeline.publishing.warehouse import reading, rows
from tests.publishing.held_parts import publish_tables
from tests.publishing.test_warehouse import tables, verdict

Verdicts = Sequence[tuple[Status, Reason]]


def sentences(folder: Path, *told: Verdicts) -> list[dict[str, Any]]:
    """The rows of `sentence_status` for sentences whose figures have these verdicts."""
    claims, mentions, verdicts = [], [], []
    for at, figures in enumerate(told):
        for number, (status, reason) in enumerate(figures):
            name = f"s{at}-{number}"
            start = 1000 * at + 10 * number
            claims.append(
                Claim(claim_id=name, chapter_id="one", statement="x", quote=f"figure {number}", start_char=start)
            )
            mentions.append(
                Mention(
                    mention_id=name, chapter_id="one", claim_id=name, start_char=start, end_char=start + 5,
                    quote=f"figure {number}", sentence=f"Sentence {at}.",
                )
            )  # fmt: skip
            verdicts.append(verdict(name, status=status, reason=reason))
    publish_tables(tables(claims=claims, mentions=mentions, verdicts=verdicts), folder / "claims.duckdb")
    with reading(folder / "claims.duckdb") as connection:
        return rows(connection, "SELECT * FROM sentence_status")


def test_one_figure_holds_and_another_has_moved(tmp_path: Path) -> None:
    (row,) = sentences(tmp_path, [("supported", "bound_holds"), ("stale", "figure_moved")], [("supported", "exact")])
    assert (row["status"], row["figures"], row["supported"]) == ("stale", 2, 1)
    assert row["explanation"] == (
        "1 of 2 figures in this sentence supported: “figure 0” still holds; “figure 1” has moved."
    )
    assert row["claim_ids"] == ["s0-0", "s0-1"]


def test_a_claim_restated_in_its_own_sentence_is_one_figure(tmp_path: Path) -> None:
    told = [
        Mention(
            mention_id=f"m{at}", chapter_id="one", claim_id="c", start_char=at, end_char=at + 1, quote="7",
            sentence="Seven is 7 and 7.",
        )
        for at in range(2)
    ]  # fmt: skip
    claims = [Claim(claim_id="c", chapter_id="one", statement="x", quote="7")]
    publish_tables(tables(claims=claims, mentions=told, verdicts=[verdict("c")]), tmp_path / "claims.duckdb")
    with reading(tmp_path / "claims.duckdb") as connection:
        assert rows(connection, "SELECT * FROM sentence_status") == []


verdicts = st.sampled_from(
    [("supported", "exact"), ("supported", "arithmetic"), ("stale", "review_due"), ("stale", "figure_moved")]
    + [("unverified", reason) for reason in get_args(Reason)]
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(verdicts, min_size=2, max_size=5), min_size=8, max_size=20))
def test_partial_support_is_never_rounded_up(tmp_path_factory: pytest.TempPathFactory, told: list[Verdicts]) -> None:
    found = sentences(tmp_path_factory.mktemp("sentences"), *told)
    assert len(found) == len(told)
    for row, figures in zip(found, told, strict=True):
        statuses = {status for status, _ in figures}
        assert (row["status"] == "supported") == (statuses == {"supported"})
        assert (row["status"] == "unverified") == ("unverified" in statuses)
        assert row["supported"] + row["stale"] + row["unverified"] == row["figures"] == len(figures)
        assert row["explanation"].count("“") == len(figures)
