"""A folder and a bucket keep the same promises, record files among them."""

from __future__ import annotations

import datetime as dt
import io
import os
import uuid
from pathlib import Path

import pytest

from pipeline.defs.keeping.records import Records
from pipeline.model import Snapshot, Source
from pipeline.storage import Folder, ReplacedError, Store, StoreError
from pipeline.storage.bucket import READ_WHOLE, Bucket, Credentials, Ranges
from pipeline.storage.kept import Kept
from tests.cluster.engines import BUCKET, KEY, READER_KEY, READER_SECRET, SECRET, ObjectStore

pytestmark = pytest.mark.cluster
NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each kind of store, empty."""
    if request.param == "folder":
        return Folder(tmp_path / "store")
    engine: ObjectStore = request.getfixturevalue("object_store")
    return Bucket(f"s3://{BUCKET}/{uuid.uuid4()}", Credentials(engine.url, key=KEY, secret=SECRET))


@pytest.mark.parametrize("name", ["a/plain.parquet", "a/..%2F%C3%A9tude%2F2.parquet", "a/two words#1-of-8.parquet"])
def test_what_was_written_is_listed_read_replaced_and_removed(store: Store, name: str) -> None:
    file = name.partition("/")[2]
    assert store.sizes("a") == {}
    store.write(name, b"old")
    store.write(name, b"newer")
    assert store.sizes("a") == {file: 5}
    with store.open(name) as stream:
        assert stream.read() == b"newer"
    store.delete(name)
    store.delete(name)
    assert store.sizes("a") == {}
    with pytest.raises(FileNotFoundError):
        store.open(name)


def test_a_folder_of_a_store_is_a_store(store: Store) -> None:
    store.below("a").write("b/c", b"deep")
    store.write("a/d", b"")
    assert store.sizes("a") == {"d": 0}
    assert store.below("a").sizes("b") == {"c": 4}
    with store.open("a/b/c") as stream:
        assert stream.read() == b"deep"


def test_a_file_that_is_written_again_has_another_version(store: Store) -> None:
    seen = set()
    for content in (b"one", b"two", b"three"):
        store.write("a/file", content)
        version = store.versions("a")["file"]
        assert version == store.versions("a")["file"]
        assert (version.bytes, bool(version.mark)) == (len(content), True)
        seen.add(version.mark)
    assert len(seen) == 3


def test_a_version_that_was_listed_is_fetched_once_and_another_one_again(object_store: ObjectStore) -> None:
    place, kept = f"s3://{BUCKET}/{uuid.uuid4()}", Kept()
    writer = Bucket(place, Credentials(object_store.url, key=KEY, secret=SECRET), Kept())
    reader = Bucket(place, Credentials(object_store.url, key=KEY, secret=SECRET), kept)
    writer.write("a/file", b"one")
    first = reader.versions("a")["file"]
    with reader.open("a/file", first) as stream:
        assert stream.read() == b"one"
    held = kept.find(f"{place}/a/file", first.mark)
    assert held == b"one"
    writer.delete("a/file")
    with reader.open("a/file", first) as stream:
        assert stream.read() == b"one"  # no request was made
    with pytest.raises(FileNotFoundError):
        reader.open("a/file")
    writer.write("a/file", b"two")
    with reader.open("a/file", reader.versions("a")["file"]) as stream:
        assert stream.read() == b"two"
    reader.write("a/own", b"three")
    assert kept.find(f"{place}/a/own", reader.versions("a")["own"].mark) == b"three"


def test_a_large_file_is_read_where_it_is_wanted(store: Store) -> None:
    content = bytes(range(256)) * (READ_WHOLE // 256 + 4096)
    store.write("large", content)
    with store.open("large") as stream:
        assert stream.seek(-7, io.SEEK_END) == len(content) - 7
        assert stream.read() == content[-7:]
        stream.seek(3_000_001)
        assert stream.read(100_000) == content[3_000_001:3_100_001]


def test_a_large_file_that_is_replaced_while_it_is_read_is_never_a_mixture(store: Store) -> None:
    old, new = b"old " * (READ_WHOLE // 2), b"new " * (READ_WHOLE // 2)
    store.write("large", old)
    with store.open("large") as stream:
        begun = stream.read(2_000_000)
        store.write("large", new)
        if isinstance(store, Bucket):
            with pytest.raises(ReplacedError, match="read it again"):
                stream.read()
        else:
            assert begun + stream.read() == old
    with store.open("large") as stream:
        assert stream.read() == new


def test_a_large_file_is_read_to_its_end_in_few_requests() -> None:
    content, asked = os.urandom(READ_WHOLE), []

    def read(start: int, length: int) -> bytes:
        asked.append(length)
        return content[start : start + length]

    with io.BufferedReader(Ranges(read, len(content)), 100_000) as stream:
        assert stream.read(10) + stream.read() == content
    assert len(asked) <= 3


def test_a_file_of_this_machine_is_sent_whole(store: Store, tmp_path: Path) -> None:
    content = os.urandom(READ_WHOLE + 100_000)
    (tmp_path / "sent").write_bytes(content)
    store.write("a/sent", tmp_path / "sent")
    with store.open("a/sent") as stream:
        assert stream.read() == content


def test_records_are_the_same_in_either(store: Store) -> None:
    records = Records(store.below("records"))
    looks = [Snapshot(snapshot_id=str(n), source_id="s", fetched_at=NOON, outcome="fetched") for n in range(70)]
    for look in looks:
        records.append("snapshots", [look], batch=look.snapshot_id)
    records.append("snapshots", looks[:1], batch="0")
    assert records.rows("snapshots") == sorted(looks, key=lambda row: row.snapshot_id)
    records.compact("snapshots")
    assert len(records.parts("snapshots")) == 1
    assert records.values("snapshots", "snapshot_id") == {look.snapshot_id for look in looks}
    assert records.rows("snapshots", where=("snapshot_id", ["7"])) == [looks[7]]
    assert records.replace("sources", [Source(source_id="a")], "../a b/é")
    assert not records.replace("sources", [Source(source_id="a")], "../a b/é")
    assert records.parts("sources") == ["../a b/é"]


def test_a_key_that_may_only_read_reads_and_is_refused_when_it_writes(object_store: ObjectStore) -> None:
    place = f"s3://{BUCKET}/{uuid.uuid4()}"
    Bucket(place, Credentials(object_store.url, key=KEY, secret=SECRET)).write("a", b"content")
    reader = Bucket(place, Credentials(object_store.url, key=READER_KEY, secret=READER_SECRET))
    with reader.open("a") as stream:
        assert stream.read() == b"content"
    for write in (lambda: reader.write("a", b"other"), lambda: reader.delete("a")):
        with pytest.raises(StoreError, match="CLAIMS_STORE_URL") as refused:
            write()
        assert READER_SECRET not in str(refused.value)
