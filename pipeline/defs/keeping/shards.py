"""Shards: shares of some keys (chapters, hosts, payloads) that are worked on apart from one another.

What belongs here: which share a key is in. What must never be here: what is done with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` shares of some keys; the same key is always in the same share."""

    index: int = 0
    count: int = 1

    def __contains__(self, key: str) -> bool:
        if self.count == 1:
            return True
        return _index(key, self.count) == self.index

    def part(self, step: str) -> str:
        """Name of this shard's part of what a step keeps."""
        return step if self.count == 1 else f"{step}#{self}"

    def __str__(self) -> str:
        return f"{self.index}-of-{self.count}"


WHOLE = Shard()
"""The only shard of an installation that has one."""


def heaviest_first(weights: Mapping[str, float], count: int) -> list[int]:
    """The numbers of `count` shards in the order in which workers should take them, where each key is so much work: the
    longest first, so that none is left to begin with when the others are through (Graham 1969, LPT)."""
    of_shards = [0.0] * count
    for key, weight in weights.items():
        of_shards[_index(key, count)] += weight
    return sorted(range(count), key=lambda index: -of_shards[index])


def _index(key: str, count: int) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) % count
