"""Whole chapters of far-off subjects, judged blind: no false "supported", and no less right than what was reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.evaluation.subjects import SUBJECTS, Subject, looked_at_twice

pytestmark = pytest.mark.slow

REACHED = {
    "canal": 26, "vaccine": 23, "club": 24, "climate": 18, "hospital": 26, "film": 24, "water": 28, "bread": 28,
    "court": 26, "league": 35, "election": 34, "utility": 29, "fever": 34,
}  # fmt: skip
"""Claims of each subject, of both looks, whose outcome is right or acceptable. Raised when more are, never lowered."""


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_chapter_is_never_falsely_supported_and_as_often_right_as_before(
    name: str, tmp_path: Path, httpserver: HTTPServer
) -> None:
    outcomes = looked_at_twice(Subject(name, tmp_path / name, httpserver))
    falsely = [claim for claim, gold, status, _ in outcomes if status == "supported" and not gold.allows("supported")]
    assert falsely == []
    wrong = [
        f"{claim}: {status}/{reason}, not {gold.expect}"
        for claim, gold, status, reason in outcomes
        if not gold.takes(status, reason)
    ]
    assert len(outcomes) - len(wrong) >= REACHED[name], wrong
