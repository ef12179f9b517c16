"""Plug-in judges: a model may say whether a weakly matching passage speaks of the claim. Off by default.

What belongs here: asking a model, reading its answer, and letting it lift a passage over the threshold that words alone
did not reach. What must never be here: any way for a model to change a figure, a comparison, a date or a row of the
decision table.

A model is asked one question only: is this the same quantity? Its yes counts when it quotes the passage and the quote
holds the figure; then the passage's score becomes decisive and the decision table is asked again. So it can never
overrule arithmetic, and never yields "supported" without a stored passage that agrees by arithmetic.
"""

from pipeline.judging.models.asking import Answer, Question, read_answer
from pipeline.judging.models.inquiry import Inquiry
from pipeline.judging.models.lifting import find_doubtful, redecide
from pipeline.judging.models.model import JudgeSettings, Model, ModelError, Reply
from pipeline.judging.models.opening import open_model

__all__ = [
    "Answer",
    "Inquiry",
    "JudgeSettings",
    "Model",
    "ModelError",
    "Question",
    "Reply",
    "find_doubtful",
    "open_model",
    "read_answer",
    "redecide",
]
