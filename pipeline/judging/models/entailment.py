"""A local entailment model (natural language inference) as ONNX: does the passage say the claim's sentence?

What belongs here: running the model, and turning its three probabilities into an answer of the asked form. What must
never be here: the network; downloading a model; what follows from an answer.

The question is whether passage and claim speak of the same quantity, not whether their figures agree. So the claim's
sentence is tried with the passage's own figure in the place of the claimed one: a passage that entails that sentence
speaks of the same quantity, whatever its figure.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.judging.models.asking import Question, words_of_figure
from pipeline.judging.models.model import ModelError, Reply

_ENTAILED = 0.9
"""Probability from which an entailment is a yes ..."""
_CONTRADICTED = 0.9
"""... and a contradiction a no; between them the model is unsure."""
_MOST_TOKENS = 512
_LABELS = ("entailment", "neutral", "contradiction")


class EntailmentModel:
    """An NLI cross-encoder in a folder as Optimum exports it: `model.onnx` (or `onnx/model.onnx`), `tokenizer.json`,
    and `config.json` with the labels entailment, neutral and contradiction."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError when the folder does not hold such a model, or the extra `judges` is not installed."""
        try:
            import onnxruntime
            import tokenizers
        except ImportError as error:
            raise ModelError(f"{error.name} is missing; install the extra: uv sync --extra judges") from error
        path = next((path for path in (folder / "model.onnx", folder / "onnx/model.onnx") if path.is_file()), None)
        if path is None:
            raise ModelError(f"{folder}: there is no model.onnx; export an entailment model there (CLAIMS_JUDGE_MODEL)")
        self._labels = _labels(folder / "config.json")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise ModelError(f"{folder}: it cannot be loaded ({error}); export the model again") from error
        self._tokenizer.enable_truncation(_MOST_TOKENS, strategy="only_first")
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        self._name = f"{folder.name}@{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"

    @property
    def name(self) -> str:
        """The folder's name and a digest of the model's file."""
        return self._name

    def foresee(self, question: Question) -> int:
        """Nothing: a model on this machine costs no tokens."""
        return 0

    def answer(self, question: Question) -> Reply:
        """Its answer in the asked form; the quote is the whole passage, which is what it has read."""
        told = _restated(question)
        if told is None:
            return _reply("unsure", question, "the claim's sentence cannot be tried with the passage's figure")
        shares = self.probabilities(question.passage, told)
        best = max(shares, key=lambda label: shares[label])
        why = f"{best} {shares[best]:.2f} of “{told}”"
        if shares["entailment"] >= _ENTAILED:
            return _reply("yes", question, why)
        return _reply("no" if shares["contradiction"] >= _CONTRADICTED else "unsure", question, why)

    def probabilities(self, premise: str, hypothesis: str) -> dict[str, float]:
        """The probability of entailment, neutral and contradiction. Raises ModelError."""
        import numpy

        encoded = self._tokenizer.encode(premise, hypothesis)
        columns = {
            "input_ids": encoded.ids, "attention_mask": encoded.attention_mask, "token_type_ids": encoded.type_ids,
        }  # fmt: skip
        try:
            feeds = {name: numpy.array([columns[name]], dtype=numpy.int64) for name in self._inputs}
            logits = numpy.asarray(self._session.run(None, feeds)[0], dtype=float).reshape(-1)
            if len(logits) != len(self._labels):
                raise ValueError(f"{len(logits)} outputs for {len(self._labels)} labels")
        except Exception as error:
            raise ModelError(f"{self._name}: it cannot be run ({error}); is it an entailment model?") from error
        weights = numpy.exp(logits - logits.max())
        return dict(zip(self._labels, (float(share) for share in weights / weights.sum()), strict=True))

    def close(self) -> None:
        """Nothing is held but memory."""


def _restated(question: Question) -> str | None:
    """The claim's sentence with the passage's figure, as the passage words it, in the place of the claimed one."""
    new = words_of_figure(question.passage, question.figure)
    old = question.quote if question.quote in question.statement else None
    stated = words_of_figure(old or question.statement, question.claimed)
    if new is None or stated is None:
        return None
    return question.statement.replace(stated, new, 1)


def _labels(config: Path) -> list[str]:
    try:
        named = json.loads(config.read_text(encoding="utf-8"))["id2label"]
        labels = [str(named[key]).lower() for key in sorted(named, key=int)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{config}: it cannot be read; it must name the labels under id2label") from error
    if sorted(labels) != sorted(_LABELS):
        raise ModelError(f"{config}: its labels are {', '.join(labels)}; they must be {', '.join(_LABELS)}")
    return labels


def _reply(said: str, question: Question, why: str) -> Reply:
    return Reply(json.dumps({"same": said, "quote": question.passage, "why": why}, ensure_ascii=False))
