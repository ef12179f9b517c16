"""The quality floor of the room: figures reached on the public cases, pinned with the digest of the cases.

The cases come from other projects and are not kept here. Point CLAIMS_SUITES at the folder that holds
`quantities.dev.jsonl` and `score_quantities.py` to run the gate; without it there is nothing to score.
A floor is lowered only by hand, here, with the reason in the commit.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.quantities import find_quantities

DIGEST = "cd5494e15f999e1474c720d92748c750873b8617868e327667810694c80b6d46"
FLOORS = {"recall": 93.0, "prec": 93.0, "hedge": 92.0}
MODEL_FLOOR = 90.0
MODEL_SIZE = 30
"""Cases from which on a single model is held to its floor."""

_SUITES = os.environ.get("CLAIMS_SUITES")
pytestmark = pytest.mark.skipif(
    not _SUITES, reason="CLAIMS_SUITES does not name the folder of the public cases: nothing to score"
)


@pytest.fixture(scope="module")
def suites() -> Path:
    return Path(_SUITES or "")


@pytest.fixture(scope="module")
def rows(suites: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Recall, precision and hedges of each model, as the suite's own scorer counts them."""
    here = Path(__file__).parent
    report = tmp_path_factory.mktemp("gate") / "report.json"
    command = [
        sys.executable, str(suites / "score_quantities.py"), "--suite", "cases", "--data",
        str(suites / "quantities.dev.jsonl"), "--engine", "quantities_engine:extract", "--json", str(report),
    ]  # fmt: skip
    path = os.pathsep.join([str(here), str(here.parent.parent)])
    subprocess.run(command, check=True, cwd=here, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL)
    scored: dict[str, dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["rows"]
    return scored


def test_the_cases_are_those_the_floors_were_pinned_on(suites: Path) -> None:
    cases = (suites / "quantities.dev.jsonl").read_bytes()
    assert hashlib.sha256(cases).hexdigest() == DIGEST, "other cases: score them and pin the floors anew"


def test_no_case_makes_the_engine_fail(rows: dict[str, dict[str, Any]]) -> None:
    assert {model: row["err"] for model, row in rows.items() if row["err"]} == {}


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_the_whole_stands_above_its_floor(rows: dict[str, dict[str, Any]], measure: str) -> None:
    assert rows["ALL"][measure] >= FLOORS[measure]


@pytest.mark.parametrize("measure", ["recall", "prec"])
def test_every_larger_model_stands_above_its_floor(rows: dict[str, dict[str, Any]], measure: str) -> None:
    below = {
        model: row[measure]
        for model, row in rows.items()
        if row["cases"] >= MODEL_SIZE and row[measure] is not None and row[measure] < MODEL_FLOOR
    }
    assert below == {}


def test_the_engine_is_the_one_that_is_shipped() -> None:
    assert find_quantities.__module__ == "pipeline.quantities.finding"
