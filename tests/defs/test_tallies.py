"""Tallies of shards reach the step that adds them up, and none is kept that no run will read."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import dagster as dg

from pipeline.defs.metadata import markdown
from pipeline.defs.running.sharded import Tally
from pipeline.defs.running.tallies import Tallies
from pipeline.model import Verdict
from pipeline.storage import Folder

ONE, TWO = [Tally(Counter(rows=1))], [Tally(Counter(rows=1)), Tally(Counter(rows=2))]


def written(run_id: str, step: str = "pages_0_of_2") -> dg.OutputContext:
    return dg.build_output_context(step_key=step, name="result", run_id=run_id, mapping_key=None)


def read(tallies: Tallies, run_id: str, step: str = "pages_0_of_2") -> list[Tally]:
    return tallies.load_input(dg.build_input_context(upstream_output=written(run_id, step)))


def test_a_tally_is_read_as_it_was_written_also_when_the_step_was_repeated(tmp_path: Path) -> None:
    tallies = Tallies(Folder(tmp_path))
    tallies.handle_output(written("first"), ONE)
    tallies.handle_output(written("first"), TWO)
    assert read(tallies, "first") == TWO


def test_a_run_takes_the_place_of_earlier_ones_step_by_step(tmp_path: Path) -> None:
    tallies = Tallies(Folder(tmp_path))
    for run_id in ("first", "second", "third"):
        tallies.handle_output(written(run_id), ONE)
    tallies.handle_output(written("first", "pages_1_of_2"), TWO)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["first", "third"]
    assert read(tallies, "first", "pages_1_of_2") == TWO
    assert read(tallies, "first") == []


def test_a_tally_of_records_is_told_the_same_after_its_way_through_the_store(tmp_path: Path) -> None:
    at = dt.datetime(2026, 3, 17, 12, tzinfo=dt.UTC)
    verdict = Verdict(
        claim_id="wells", decided_at=at, status="stale", reason="figure_moved", explanation="2,500 | 2,900",
        as_of=at.date(), run_id="r", policy="p",
    )  # fmt: skip
    tally = Tally.of([verdict], "status", "reason", decided=1)
    tallies = Tallies(Folder(tmp_path))
    tallies.handle_output(written("first"), [tally])
    (found,) = read(tallies, "first")
    assert (found.counts, found.breakdown) == (tally.counts, tally.breakdown)
    columns = ("claim_id", "decided_at", "status", "explanation", "as_of", "last_supported_at")
    assert markdown(found.preview, columns) == markdown(tally.preview, columns)
    assert (found + found).counts == tally.counts + tally.counts
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    json.loads(file.read_bytes())  # no pickle, which runs what it says
