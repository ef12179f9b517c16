"""Files that one machine sends to the store and another fetches, whatever happens in between."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pytest

from pipeline.defs.machines import mirror
from pipeline.defs.machines.mirror import Mirror
from pipeline.storage import Folder, ReplacedError, StoreError, Version


@dataclass(frozen=True, slots=True)
class Replaced(Folder):
    """A store in which somebody replaces each file of this name while it is read first."""

    name: str = ""
    seen: list[str] = field(default_factory=list)

    def open(self, name: str, version: Version | None = None) -> BinaryIO:
        self.seen.append(name)
        if name == self.name and self.seen.count(name) == 1:
            raise ReplacedError(f"{name} was replaced while it was read; read it again")
        return Folder(self.root).open(name)


def test_a_file_that_is_replaced_while_it_is_fetched_is_fetched_again(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    (there / "book.duckdb").write_bytes(b"content")
    Mirror(Folder(tmp_path / "store"), there, tmp_path / "sent.json").send([there / "book.duckdb"])
    content = hashlib.sha256(b"content").hexdigest()  # by which it lies in the store
    store = Replaced(tmp_path / "store", content)
    Mirror(store, here, tmp_path / "fetched.json").fetch()
    assert (here / "book.duckdb").read_bytes() == b"content"
    assert store.seen.count(content) == 2


def test_what_several_add_is_seen_by_nobody_before_they_agree_on_it(tmp_path: Path) -> None:
    there, here, store = tmp_path / "there", tmp_path / "here", Folder(tmp_path / "store")
    there.mkdir()
    sender, reader = Mirror(store, there, tmp_path / "sent.json"), Mirror(store, here, tmp_path / "fetched.json")
    for name in ("a", "b", "c"):
        (there / name).write_text(f"first {name}")
    sender.send([there / name for name in "abc"])
    reader.fetch()
    (there / "a").write_text("second a")
    (there / "b").write_text("second b")
    files = sender.add([there / "a"]) | sender.add([there / "b"])
    reader.fetch()
    Mirror(store, tmp_path / "new", tmp_path / "new.json").fetch()
    assert [(folder / "a").read_text() for folder in (here, tmp_path / "new")] == ["first a", "first a"]
    sender.agree(files)
    reader.fetch()
    assert {path.name: path.read_text() for path in here.iterdir()} == {"a": "second a", "b": "second b"}
    assert len(store.sizes("")) == 3, "what nobody lists is gone"
    assert sender.has([*files.values(), "nothing"]) == set(files.values())


@pytest.mark.parametrize("name", ["../outside", "a/../../outside", "{tmp}/outside"])
def test_a_list_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    store = Folder(tmp_path / "store")
    digest = hashlib.sha256(b"content").hexdigest()
    store.write(digest, b"content")
    store.write("listed.json", json.dumps({name.format(tmp=tmp_path): digest}).encode())
    with pytest.raises(StoreError, match="leads out of"):
        Mirror(store, tmp_path / "here", tmp_path / "noted.json").fetch()
    assert not (tmp_path / "outside").exists()


def test_many_files_are_made_durable_together_before_it_is_noted_that_they_are_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here, store = tmp_path / "there", tmp_path / "here", Folder(tmp_path / "store")
    there.mkdir()
    for number in range(100):
        (there / f"{number}").write_text(f"content {number}")
    Mirror(store, there, tmp_path / "sent.json").send(there.iterdir())
    found: list[tuple[int, bool]] = []
    noted = tmp_path / "fetched.json"
    monkeypatch.setattr(mirror, "make_durable", lambda: found.append((len([*here.iterdir()]), noted.exists())))
    Mirror(store, here, noted).fetch()
    assert found == [(100, False)]
    assert noted.exists()
    assert {path.name: path.read_text() for path in here.iterdir()} == {f"{n}": f"content {n}" for n in range(100)}
