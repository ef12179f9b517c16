"""What a process keeps of the objects that it read or wrote, so that it does not fetch the same content twice.

What belongs here: bounded memory of bytes by name and version. What must never be here: asking a store whether what is
kept still holds; who asks for a version has listed it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

CAPACITY = 64 * 1024 * 1024
"""Bytes that a process keeps."""
LARGEST = 4 * 1024 * 1024
"""Bytes up to which one object is kept, so that a large one does not drive out hundreds of small ones."""


class Kept:
    """Contents by the name and the mark of their version; those asked for longest ago are given up first."""

    def __init__(self, capacity: int = CAPACITY, largest: int = LARGEST) -> None:
        self._capacity = capacity
        self._largest = largest
        self._held: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def find(self, name: str, mark: str) -> bytes | None:
        """The content of that version, when it is kept."""
        with self._lock:
            content = self._held.get((name, mark))
            if content is not None:
                self._held.move_to_end((name, mark))
            return content

    def keep(self, name: str, mark: str, content: bytes) -> None:
        """Keep the content of a version; one without a mark cannot be told from others, and is not kept."""
        if not mark or len(content) > self._largest:
            return
        with self._lock:
            self.bytes += len(content) - len(self._held.pop((name, mark), b""))
            self._held[name, mark] = content
            while self.bytes > self._capacity:
                self.bytes -= len(self._held.popitem(last=False)[1])


KEPT = Kept()
"""What this process keeps, of whichever buckets."""
