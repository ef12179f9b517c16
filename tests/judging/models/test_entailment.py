"""A local ONNX entailment model, a real one, answers the same question."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.judging.models import JudgeSettings, Model, ModelError, Question, open_model
from tests.judging.cases import evidence, point
from tests.judging.models.cases import ABOUT, decided, weak
from tests.judging.models.nli import build

VOCABULARY = re.findall(r"\w+", "The works say widgets made up 41 43 percent of output gadgets the in all")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("nli") / "overlap", VOCABULARY)


def at(folder: Path) -> Model:
    return open_model(JudgeSettings(kind="onnx", model=str(folder)))


def said(folder: Path, passage: str, value: float = 41) -> dict[str, str]:
    row = evidence(ABOUT, point(value, "percent", "percent"), quote=passage)
    answer: dict[str, str] = json.loads(at(folder).answer(Question.of(ABOUT, row)).text)
    return answer


def test_a_passage_that_entails_the_sentence_speaks_of_the_same(folder: Path) -> None:
    told = said(folder, "The works say widgets made up 41 percent of output in all")
    assert told["same"] == "yes"
    assert told["why"].startswith("entailment 0.98 of “The works say widgets made up 41 percent")


def test_the_sentence_is_tried_with_the_figure_of_the_passage(folder: Path) -> None:
    told = said(folder, "The works say widgets made up 43 percent of output in all", 43)
    assert told["same"] == "yes"
    assert "43 percent" in told["why"]


def test_other_words_leave_it_unsure_and_a_negation_says_no(folder: Path) -> None:
    assert said(folder, "The works say gadgets made up 41 percent of output in all")["same"] == "unsure"
    assert said(folder, "The works say gadgets not made up 41 percent of output in all")["same"] == "no"


def test_its_yes_lets_the_arithmetic_decide(folder: Path) -> None:
    words = "The works say widgets made up {} percent of output in all"
    model = at(folder)
    _, agrees = decided(model, weak(quote=words.format(41)))
    _, differs = decided(model, weak(43, quote=words.format(43)))
    assert (agrees.status, agrees.reason, agrees.judged_by) == ("supported", "exact", model.name)
    assert differs.reason == "contradicted"
    assert model.name.startswith("overlap@")


def test_a_long_passage_is_cut_and_still_answered(folder: Path) -> None:
    assert said(folder, "The works say widgets made up 41 percent of output " + "in all " * 2000)["same"] == "yes"


def test_what_is_no_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model\.onnx; export"):
        at(tmp_path)
    odd = build(tmp_path / "odd", VOCABULARY, ("good", "bad", "ugly"))
    with pytest.raises(ModelError, match="they must be entailment, neutral, contradiction"):
        at(odd)
    (odd / "config.json").unlink()
    with pytest.raises(ModelError, match="id2label"):
        at(odd)
    broken = build(tmp_path / "broken", VOCABULARY)
    (broken / "model.onnx").write_bytes(b"no model at all")
    with pytest.raises(ModelError, match="cannot be loaded"):
        at(broken)
