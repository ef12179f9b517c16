"""Files that travel in sheaves: all arrive, only what changed is sent, and little that is out of date is kept."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.defs.machines import sheaves
from pipeline.defs.machines.sheaves import Sheaves
from pipeline.storage import Folder, StoreError

NAMES = ("a", "b", "c", "d/e", "d/f")
states = st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=8), max_size=5)


class Place:
    """A sender and a reader with a store between them."""

    def __init__(self, root: Path) -> None:
        self.there, self.here, self.store = root / "there", root / "here", Folder(root / "store")
        self.sender = Sheaves(self.store, self.there, root / "sent.json")
        self.reader = Sheaves(self.store, self.here, root / "fetched.json")

    def send(self, files: dict[str, bytes]) -> None:
        """Make these all files that the sender has, and send them."""
        for path in [path for path in self.there.rglob("*") if path.is_file()]:
            path.unlink()
        for name, content in files.items():
            (self.there / name).parent.mkdir(parents=True, exist_ok=True)
            (self.there / name).write_bytes(content)
        self.sender.send([self.there / name for name in files])

    def fetched(self) -> dict[str, bytes]:
        """What the reader has after it fetched."""
        self.reader.fetch()
        found = (path for path in self.here.rglob("*") if path.is_file())
        return {path.relative_to(self.here).as_posix(): path.read_bytes() for path in found}

    def objects(self) -> dict[str, int]:
        """What lies in the store besides the list."""
        return {name: size for name, size in self.store.sizes("").items() if name != "listed.json"}


@settings(max_examples=20, deadline=None)
@given(history=st.lists(states, min_size=1, max_size=4))
def test_whatever_was_sent_before_a_reader_has_what_was_sent_last(history: list[dict[str, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        place = Place(Path(folder))
        for files in history:
            place.send(files)
            assert place.fetched() == files
        held = sum(int(name.partition("-")[2] or 1) for name in place.objects())
        assert held <= max(1, 2 * len(history[-1])), "of what is out of date no more is kept than of what counts"


def test_only_what_changed_is_sent(tmp_path: Path) -> None:
    place = Place(tmp_path)
    files = {name: name.encode() for name in NAMES}
    place.send(files)
    (first,) = place.objects()
    place.send(files)
    assert [*place.objects()] == [first]
    place.send({**files, "a": b"another"})
    assert place.objects().keys() == {first, hashlib.sha256(b"another").hexdigest()}
    assert place.fetched() == {**files, "a": b"another"}


def test_what_older_code_sent_file_by_file_is_taken_and_not_sent_again(tmp_path: Path) -> None:
    place = Place(tmp_path)
    digest = hashlib.sha256(b"content").hexdigest()
    place.store.write(digest, b"content")
    place.store.write("listed.json", json.dumps({"a": digest}).encode())
    assert place.fetched() == {"a": b"content"}
    place.send({"a": b"content", "b": b"b", "c": b"c"})
    assert place.objects().keys() > {digest}
    assert len(place.objects()) == 2
    assert place.fetched() == {"a": b"content", "b": b"b", "c": b"c"}


def test_a_sheaf_is_no_larger_than_is_fetched_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheaves, "BYTES", 1000)
    place = Place(tmp_path)
    files = {str(number): str(number).encode() * 100 for number in range(50)} | {"large": b"large" * 1000}
    place.send(files)
    assert hashlib.sha256(files["large"]).hexdigest() in place.objects()
    assert 5 < len(place.objects()) < 40
    assert place.fetched() == files


@pytest.mark.parametrize("name", ["../outside", "a/../../outside", "{tmp}/outside"])
def test_a_list_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path)
    place.send({"a": b"a", "b": b"b"})
    listed = json.loads((tmp_path / "store" / "listed.json").read_text())
    place.store.write("listed.json", json.dumps({name.format(tmp=tmp_path): listed["a"]}).encode())
    with pytest.raises(StoreError, match="leads out of"):
        place.fetched()
    assert not (tmp_path / "outside").exists()
