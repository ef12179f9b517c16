"""Record files: replaced whole, appended without loss, merged without doubling, left alone when nothing changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.defs.keeping import records as records_module
from pipeline.defs.keeping.records import Records
from pipeline.model import Page, Snapshot, Source
from pipeline.storage import Folder, Version

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def snapshot(name: str, outcome: str = "fetched") -> Snapshot:
    return Snapshot(snapshot_id=name, source_id="s", fetched_at=NOON, outcome=outcome)  # type: ignore[arg-type]


def test_replacing_with_the_same_rows_writes_nothing(tmp_path: Path) -> None:
    store = Records(Folder(tmp_path))
    rows = [Source(source_id="b"), Source(source_id="a")]
    assert store.replace("sources", rows) is True
    path = tmp_path / "sources" / "all.parquet"
    written = path.stat().st_mtime_ns, path.stat().st_ino
    assert store.replace("sources", list(reversed(rows))) is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == written
    assert [row.source_id for row in store.rows("sources")] == ["a", "b"]


@dataclass(frozen=True, slots=True)
class Asked(Folder):
    """A store that tells which files it was asked for."""

    files: list[str] = field(default_factory=list)

    def open(self, name: str, version: Version | None = None) -> BinaryIO:
        self.files.append(name)
        return Folder.open(self, name)


def test_of_parts_that_are_not_there_one_is_asked_for_and_the_others_are_told_by_a_listing(tmp_path: Path) -> None:
    folder = Asked(tmp_path)
    store = Records(folder)
    store.replace("sources", [Source(source_id="kept")], "kept")
    folder.files.clear()
    with store.alone_with("sources"):
        for part in ("a", "b", "c", "kept"):
            before = store.rows("sources", [part])
            assert store.replace("sources", [Source(source_id=part)], part) is (not before)
        assert store.replace("sources", [Source(source_id="c")], "c") is False
    assert folder.files == [f"sources/{part}.parquet" for part in ("a", "kept", "kept", "c")]
    Records(folder).drop("sources", ["a"])
    assert store.rows("sources", ["a"]) == []
    Records(folder).replace("sources", [Source(source_id="d")], "d")
    assert store.rows("sources", ["d"]) == [Source(source_id="d")], "what was listed holds no longer"


DEEDS = st.tuples(st.sampled_from(["read", "replace", "drop"]), st.sampled_from("abc"), st.sampled_from("xy"))


@given(before=st.lists(DEEDS, max_size=4), deeds=st.lists(DEEDS, max_size=12))
@settings(max_examples=40, deadline=None)
def test_alone_with_a_table_the_same_is_read_and_written(
    before: list[tuple[str, str, str]], deeds: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    alone, shared = (Records(Folder(tmp_path_factory.mktemp(name))) for name in ("alone", "shared"))
    assert [done(alone, *deed) for deed in before] == [done(shared, *deed) for deed in before]
    with alone.alone_with("sources"):
        assert [done(alone, *deed) for deed in deeds] == [done(shared, *deed) for deed in deeds]
    assert alone.rows("sources") == shared.rows("sources")


def done(records: Records, deed: str, part: str, name: str) -> object:
    """Do something to a part of a table; what comes of it."""
    if deed == "read":
        return records.rows("sources", [part])
    if deed == "drop":
        return records.drop("sources", [part])
    return records.replace("sources", [Source(source_id=f"{part}{name}")], part)


def test_equal_rows_make_equal_bytes(tmp_path: Path) -> None:
    rows = [snapshot(str(number)) for number in range(50)]
    for folder in ("one", "two"):
        Records(Folder(tmp_path / folder)).replace("snapshots", rows)
    one, two = ((tmp_path / folder / "snapshots" / "all.parquet").read_bytes() for folder in ("one", "two"))
    assert one == two


def test_parts_may_have_any_name_and_those_not_wanted_are_dropped(tmp_path: Path) -> None:
    store = Records(Folder(tmp_path))
    for part in ("chapter-1", "../étude/2", "a b"):
        store.replace("sources", [Source(source_id=part)], part)
    assert sorted(store.parts("sources")) == ["../étude/2", "a b", "chapter-1"]
    store.keep_only("sources", ["../étude/2"])
    assert [row.source_id for row in store.rows("sources")] == ["../étude/2"]


@given(wanted=st.sets(st.sampled_from("abcd")))
@settings(max_examples=16, deadline=None)
def test_rows_are_chosen_by_any_number_of_values(wanted: set[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    store = Records(Folder(tmp_path_factory.mktemp("records")))
    store.replace("sources", [Source(source_id=name) for name in "abc"])
    chosen = {row.source_id for row in store.rows("sources", where=("source_id", wanted))}
    assert chosen == wanted & set("abc")


@given(batches=st.lists(st.lists(st.integers(0, 30), max_size=5), max_size=12))
@settings(max_examples=25, deadline=None)
def test_whatever_was_appended_is_there_once_also_after_merging(
    batches: list[list[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records_module, "COMPACT_ABOVE", 3)
        store = Records(Folder(tmp_path_factory.mktemp("records")))
        for batch in batches:
            store.append("snapshots", [snapshot(str(number)) for number in batch])
            store.compact("snapshots")
        assert {row.snapshot_id for row in store.rows("snapshots")} == {str(n) for batch in batches for n in batch}
        assert store.values("snapshots", "snapshot_id") == {str(n) for batch in batches for n in batch}
        assert len(store.parts("snapshots")) <= 4


def test_what_is_large_is_not_merged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "COMPACT_ABOVE", 2)
    store = Records(Folder(tmp_path))
    store.append("snapshots", [snapshot(f"large {number}") for number in range(3000)], batch="large")
    monkeypatch.setattr(records_module, "SMALL", (tmp_path / "snapshots" / "part-large.parquet").stat().st_size)
    for number in range(20):
        store.append("snapshots", [snapshot(str(number))])
        store.compact("snapshots")
        assert len(store.parts("snapshots")) <= 3
    assert "part-large" in store.parts("snapshots")
    assert len(store.rows("snapshots")) == store.count("snapshots") == 3020


def test_what_was_made_of_a_table_is_made_again_only_when_a_file_changed(tmp_path: Path) -> None:
    store, made = Records(Folder(tmp_path)), []

    def make() -> object:
        made.append(store.count("snapshots"))
        return store.arrow("snapshots")

    for names in (["a"], [], ["b", "c"], []):
        store.append("snapshots", [snapshot(name) for name in names])
        table = store.derived("snapshots", "all", make)
    assert made == [1, 3]
    assert table.num_rows == 3


def test_files_left_over_by_a_crash_during_a_merge_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records_module, "COMPACT_ABOVE", 2)
    store = Records(Folder(tmp_path))
    for number in range(2):
        store.append("snapshots", [snapshot(str(number))])
    store.append("snapshots", [snapshot("2")])
    left = {path: path.read_bytes() for path in (tmp_path / "snapshots").iterdir()}
    store.compact("snapshots")
    for path, content in left.items():
        path.write_bytes(content)
    assert [row.snapshot_id for row in store.rows("snapshots")] == ["0", "1", "2"]
    store.compact("snapshots")
    store.append("snapshots", [snapshot("3")])
    assert [row.snapshot_id for row in store.rows("snapshots")] == ["0", "1", "2", "3"]


def test_an_unfinished_file_is_never_read(tmp_path: Path) -> None:
    store = Records(Folder(tmp_path))
    store.append("snapshots", [snapshot("a")])
    (tmp_path / "snapshots" / ".part-000002.parquet.1.unfinished").write_bytes(b"PAR1 half of a file")
    assert [row.snapshot_id for row in store.rows("snapshots")] == ["a"]


def test_a_new_edition_drops_what_other_code_made(tmp_path: Path) -> None:
    store = Records(Folder(tmp_path))
    page = Page(payload_sha256="a", reader="r", text="old")
    store.append("pages", [page], edition="old")
    store.keep_edition("pages", "new")
    assert store.rows("pages") == []
    store.append("pages", [Page(payload_sha256="a", reader="r", text="new")], edition="new")
    store.keep_edition("pages", "new")
    assert [row.text for row in store.rows("pages")] == ["new"]


def test_a_full_disk_leaves_the_old_rows_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Records(Folder(tmp_path))
    store.replace("sources", [Source(source_id="a")])

    def full(*unused: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="No space left"):
        store.replace("sources", [Source(source_id="b")])
    assert [row.source_id for row in store.rows("sources")] == ["a"]
    assert [path.name for path in (tmp_path / "sources").iterdir()] == ["all.parquet"]
