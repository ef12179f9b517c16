"""Matching and deciding cost the same per claim however many claims there are, and hold one chapter in memory."""

from __future__ import annotations

import os

import pytest

from tests.benchmarks.claims_against_passages import pool, run

pytestmark = pytest.mark.slow

CLAIMS = int(os.environ.get("CLAIMS_BENCHMARK_SIZE", "2000"))
"""Larger by choice: 10000 takes about a minute and a half."""


def test_a_claim_costs_the_same_and_memory_stays_flat_however_many_there_are() -> None:
    warm, few, many = run([CLAIMS // 10, CLAIMS // 2, CLAIMS])
    assert many.claims >= 7 * warm.claims
    assert many.matching + many.deciding <= 1.3 * (few.matching + few.deciding)
    assert many.peak <= few.peak + 48 * 2**20
    assert many.supported > 0.5 * many.claims


def test_two_processes_share_the_chapters_of_one_library() -> None:
    (alone,), (shared,) = run([400]), run([400], processes=2)
    assert shared.claims >= 400
    assert abs(shared.passages / shared.claims - alone.passages / alone.claims) < 2
    assert shared.supported > 0.5 * shared.claims
    assert shared.peak > alone.peak / 2  # each holds the program anew


def test_a_search_grows_no_faster_than_its_pool() -> None:
    few, many = pool(5_000), pool(20_000)
    assert many["indexing"] <= 3 * few["indexing"]  # a quadratic index would take four times
    assert many["searching"] <= 6 * few["searching"]  # quadratic would be sixteen; 4 to 5 were measured
