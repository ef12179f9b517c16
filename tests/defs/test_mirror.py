"""Files that one machine sends to the store and another fetches, whatever happens in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pipeline.defs.mirror import Mirror
from pipeline.storage import Folder, ReplacedError


@dataclass(frozen=True, slots=True)
class Replaced(Folder):
    """A store in which somebody replaces each file of this name while it is read first."""

    name: str = "book.duckdb"
    seen: list[str] = field(default_factory=list)

    def open(self, name: str) -> BinaryIO:
        self.seen.append(name)
        if name == self.name and self.seen.count(name) == 1:
            raise ReplacedError(f"{name} was replaced while it was read; read it again")
        return Folder(self.root).open(name)


def test_a_file_that_is_replaced_while_it_is_fetched_is_fetched_again(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    (there / "book.duckdb").write_bytes(b"content")
    Mirror(Folder(tmp_path / "store"), there, tmp_path / "sent.json").send([there / "book.duckdb"])
    store = Replaced(tmp_path / "store")
    Mirror(store, here, tmp_path / "fetched.json").fetch()
    assert (here / "book.duckdb").read_bytes() == b"content"
    assert store.seen.count("book.duckdb") == 2
