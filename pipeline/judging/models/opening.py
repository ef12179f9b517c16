"""Settings -> the model they name.

What belongs here: the choice. What must never be here: how any of them is asked.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.judging.models.endpoint import Endpoint
from pipeline.judging.models.entailment import EntailmentModel
from pipeline.judging.models.model import JudgeSettings, Model


def open_model(settings: JudgeSettings) -> Model:
    """The model that the settings name. Raises ModelError when a local one cannot be loaded; calls nobody."""
    if settings.kind == "onnx":
        return EntailmentModel(Path(settings.model).expanduser())
    return Endpoint(settings.kind, settings.url, settings.model, key=settings.key, timeout=settings.timeout)
