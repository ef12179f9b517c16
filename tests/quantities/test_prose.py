"""How prose is read: blind gold sentences, pinned to what was reached. The floors only rise."""

from __future__ import annotations

import pytest

from tests.quantities.prose import GOLD, Score, score

FLOORS = {"en": (0.992, 0.992, 0.992, 0.985)}
"""Recall and precision of the value, right comparators, and figures right in comparator and unit too, by language."""


@pytest.fixture(scope="module", params=sorted(FLOORS))
def scored(request: pytest.FixtureRequest) -> tuple[str, Score]:
    return request.param, score(GOLD / f"prose.{request.param}.txt", language=request.param)


def test_prose_is_read_as_annotated(scored: tuple[str, Score]) -> None:
    language, total = scored
    reached = (
        total.right / total.gold,
        total.right / total.predicted,
        total.compared / total.gold,
        total.read / total.gold,
    )
    for name, figure, floor in zip(
        ("recall", "precision", "comparators", "readings"), reached, FLOORS[language], strict=True
    ):
        assert figure >= floor, f"{name} {figure:.3f} is below {floor}\n" + "\n".join(total.wrong)


def test_the_gold_is_large_enough_to_mean_something(scored: tuple[str, Score]) -> None:
    assert scored[1].gold >= 40
