"""What the register came to when it was last parsed, kept beside the records: one file of JSON, and its digest.

What belongs here: when what is kept holds. What must never be here: what a register means. Whatever is torn, was
written by other code or belongs to other texts is as good as not there, and the register is parsed as ever.
"""

from __future__ import annotations

import contextlib
import hashlib

from pipeline.defs.keeping.ledger import code_digest
from pipeline.storage import Store

_FILE = "parsed"
_CODE = ("model.py", "reading")


class KeptRegister:
    """The one register that a store keeps."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def recall(self, name: str) -> bytes | None:
        """What was kept under that name; None when it is another one's, torn, or of other code."""
        try:
            with self._store.open(_FILE) as stream:
                digest, _, content = stream.read().partition(b"\n")
        except OSError:
            return None
        return content if digest == _digest(name, content) else None

    def keep(self, name: str, content: bytes) -> None:
        """Keep this in place of what was kept before; where it cannot be written, it is made again when wanted."""
        with contextlib.suppress(OSError):
            self._store.write(_FILE, _digest(name, content) + b"\n" + content)


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(f"{code_digest(_CODE)} {name}\n".encode() + content).hexdigest().encode()
