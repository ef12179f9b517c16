"""Whether the network is there at all, learned from the round itself.

What belongs here: counting hosts that could and could not be reached, and the patience that follows from it. What must
never be here: dialling anybody to find out.

Without a network, every source would cost a full timeout and its retries. Once several hosts could not be reached and
none could, the rest get one short try each, so that the round ends in seconds; a single answer restores the patience.
"""

from __future__ import annotations

from pipeline.gathering.settings import GatherSettings


class Reachability:
    """What one round has learned about the network."""

    def __init__(self, settings: GatherSettings) -> None:
        self._settings = settings
        self._unreachable: set[str] = set()
        self.is_up = False
        """Some host has answered in this round."""

    def reached(self) -> None:
        """A host answered, whatever it said."""
        self.is_up = True

    def missed(self, host: str) -> None:
        """A host could not be resolved or connected to."""
        self._unreachable.add(host)

    @property
    def seems_down(self) -> bool:
        """Several hosts could not be reached and none could."""
        return not self.is_up and len(self._unreachable) >= self._settings.offline_after

    def connect_timeout(self) -> float:
        """Seconds to wait for a connection."""
        return self._settings.offline_timeout if self.seems_down else self._settings.connect_timeout

    def resolve_timeout(self) -> float:
        """Seconds to wait for an address."""
        return self._settings.offline_timeout if self.seems_down else self._settings.resolve_timeout
