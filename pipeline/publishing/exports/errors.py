"""What can go wrong with an export."""

from __future__ import annotations


class ExportError(RuntimeError):
    """An export cannot be written or read; the message names the file and says what to do."""
