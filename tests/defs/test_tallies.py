"""Tallies of shards reach the step that adds them up, and none is kept that no run will read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import dagster as dg

from pipeline.defs.sharded import Tally
from pipeline.defs.tallies import Tallies
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
