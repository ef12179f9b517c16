"""The errors that a person can mend, of every room in one place.

What belongs here: naming them. A foreseen error's message names the file and says what to do; any other is a bug of
ours and keeps its traceback.
"""

from __future__ import annotations

from pipeline.defs.machines.occupancy import OccupiedError
from pipeline.gathering.errors import GatheringError
from pipeline.judging.models import ModelError
from pipeline.publishing.exports.errors import ExportError
from pipeline.publishing.warehouse import WarehouseError
from pipeline.reading.errors import ReadingError


class InputError(Exception):
    """Something the user asked for is not there or not well formed; the message says what to do."""


class BrokenPromiseError(Exception):
    """A blocking asset check failed, so nothing was published."""


class ClusterError(Exception):
    """A run on a cluster broke again and again; the message says on what."""


class HistoryError(Exception):
    """The history of runs cannot be read or written; the message says where it lies and what to do."""


FORESEEN: tuple[type[BaseException], ...] = (
    InputError,
    BrokenPromiseError,
    ClusterError,
    HistoryError,
    ReadingError,
    GatheringError,
    ModelError,
    WarehouseError,
    ExportError,
    OccupiedError,
    OSError,
)
