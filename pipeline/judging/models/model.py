"""What a model is to this room: a name, one question at a time, a reply with what it cost.

What belongs here: the interface of plug-in judges, their settings, their failures. What must never be here: a
particular model or protocol.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from pipeline.judging.models.asking import Question

JudgeKind = Literal["openai", "anthropic", "onnx"]


class ModelError(Exception):
    """The model gave no answer. The message says what to check; the claim keeps the verdict it had."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, in the asked form or not, and how many tokens it read and wrote."""

    text: str
    tokens: int = 0


class Model(Protocol):
    """Something that answers questions."""

    @property
    def name(self) -> str:
        """Its name, as it stands in `judged_by`; another model, or another version of its file, has another name."""
        ...

    def foresee(self, question: Question) -> int:
        """The most tokens that the question may take, the reply included; 0 for a model that costs none."""
        ...

    def answer(self, question: Question) -> Reply:
        """Its reply. Raises ModelError."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    """Which model is asked."""

    kind: JudgeKind
    """openai: chat completions at an endpoint; anthropic: messages at one; onnx: an entailment model here."""
    model: str
    """Name of the model at the endpoint; for onnx the folder of the model."""
    url: str = field(default="", repr=False)
    """Base address of the endpoint, such as http://127.0.0.1:8080/v1."""
    key: str | None = field(default=None, repr=False)
    """Secret of the endpoint."""
    timeout: float = 60.0
    """Seconds that one answer may take."""
