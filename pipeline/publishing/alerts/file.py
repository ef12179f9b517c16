"""Alerts to a file, one line of JSON each, for whatever reads it.

What belongs here: appending. What must never be here: what a message says.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.publishing.alerts.channel import AlertError
from pipeline.publishing.alerts.message import Message


class FileChannel:
    """A file that grows by a line per alert."""

    name = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, message: Message) -> None:
        """Append the message. Raises AlertError."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write(message.as_line())
        except OSError as error:
            raise AlertError(
                f"file: {self._path} cannot be written ({error.strerror}); see CLAIMS_ALERT_FILE"
            ) from error
