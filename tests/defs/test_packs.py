"""Packs give what the files hold, whatever was written, dropped, lost or torn since they were made."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.defs.keeping import packs as packs_module
from pipeline.defs.keeping import records as records_module
from pipeline.defs.keeping.records import Records
from pipeline.model import Source
from pipeline.storage import Folder, Version

PARTS = [f"chapter-{number}" for number in range(12)]


class Written(RuleBasedStateMachine):
    """Parts are written and dropped, packs are lost and torn, beside a dictionary that says what must be read."""

    @initialize()
    def begin(self) -> None:
        self.patch = pytest.MonkeyPatch()
        for module in (packs_module, records_module):
            self.patch.setattr(module, "PACKED_FROM", 3)
        self.patch.setattr(packs_module, "FILES_IN_PACK", 4)
        self.folder = Path(tempfile.mkdtemp(prefix="packs-"))
        self.held: dict[str, tuple[str, ...]] = {}

    @property
    def records(self) -> Records:
        return Records(Folder(self.folder / "records"), Folder(self.folder / "packs"))

    @rule(part=st.sampled_from(PARTS), titles=st.lists(st.sampled_from("ab"), max_size=3))
    def write(self, part: str, titles: list[str]) -> None:
        rows = [Source(source_id=f"{part}-{place}", title=title) for place, title in enumerate(titles)]
        self.records.replace("sources", rows, part)
        self.held[part] = tuple(titles)

    @rule(part=st.sampled_from(PARTS))
    def drop(self, part: str) -> None:
        self.records.drop("sources", [part])
        self.held.pop(part, None)

    @rule(torn=st.booleans())
    def lose(self, torn: bool) -> None:
        for path in (self.folder / "packs").rglob("*.parquet"):
            path.write_bytes(path.read_bytes()[:-9]) if torn else path.unlink()

    @rule(columns=st.sampled_from([None, ("source_id", "title"), ("title", "source_id")]))
    def read_all(self, columns: tuple[str, ...] | None) -> None:
        self.compare(self.records.arrow("sources", columns=columns), set(self.held))

    @rule(chosen=st.sets(st.sampled_from(PARTS), min_size=3))
    def read_some(self, chosen: set[str]) -> None:
        self.compare(self.records.arrow("sources", parts=sorted(chosen)), chosen & set(self.held))

    def compare(self, rows: pa.Table, parts: set[str]) -> None:
        wanted = sorted((f"{part}-{place}", title) for part in parts for place, title in enumerate(self.held[part]))
        read = zip(rows["source_id"].to_pylist(), rows["title"].to_pylist(), strict=True)
        assert sorted(read) == wanted

    @invariant()
    def counts_agree(self) -> None:
        if hasattr(self, "held"):
            assert self.records.count("sources") == sum(map(len, self.held.values()))

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)


TestWritten = Written.TestCase
TestWritten.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def opened(records: Records, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a passing over the table opens."""
    seen: list[str] = []
    plain = Folder.open

    def noted(self: Folder, name: str, version: Version | None = None) -> object:
        seen.append(name)
        return plain(self, name, version)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "open", noted)
        records.arrow("sources")
    return seen


def test_passing_over_many_small_files_opens_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = Records(Folder(tmp_path / "records"), Folder(tmp_path / "packs"))
    for number in range(200):
        records.replace("sources", [Source(source_id=str(number))], f"part {number}")
    assert len(opened(records, monkeypatch)) >= 200
    assert len(opened(records, monkeypatch)) <= 8
    records.replace("sources", [Source(source_id="7", title="new")], "part 7")
    again = opened(records, monkeypatch)
    assert len(again) <= 9
    assert "sources/part 7.parquet" in again
    titles = records.arrow("sources")
    assert dict(zip(titles["source_id"].to_pylist(), titles["title"].to_pylist(), strict=True))["7"] == "new"


def test_a_pack_that_cannot_be_written_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "packs").write_text("a file where the folder belongs")
    records = Records(Folder(tmp_path / "records"), Folder(tmp_path / "packs"))
    for number in range(120):
        records.replace("sources", [Source(source_id=str(number))], f"part {number}")
    assert records.count("sources") == 120


def test_packs_of_another_number_of_files_are_removed(tmp_path: Path) -> None:
    records = Records(Folder(tmp_path / "records"), Folder(tmp_path / "packs"))
    for number in range(300):
        records.replace("sources", [Source(source_id=str(number))], f"part {number}")
        if number in (110, 299):
            assert records.count("sources") == number + 1
    shares = {path.stem.partition("-")[2] for path in (tmp_path / "packs" / "sources").iterdir()}
    assert shares == {"of-8"}
