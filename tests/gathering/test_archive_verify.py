"""Ten ways to spoil an archive: what is wrong is said with its file, its bytes, and the snapshots that rest on it."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.gathering import Archive
from pipeline.gathering.archive import Stored
from pipeline.gathering.gzip_members import write_member
from pipeline.model import Snapshot
from tests.gathering.exchanges import NOON, answer

Spoil = Callable[[Path, Sequence[Stored]], object]


def build(folder: Path) -> tuple[list[Stored], list[Snapshot]]:
    """Six pages in one file, and the snapshots that rest on them."""
    with Archive(folder) as archive:
        stored = [archive.append(answer(n, b"<p>%d models</p>" % (1000 + n) * 40)) for n in range(6)]
    snapshots = [
        Snapshot(
            snapshot_id=f"n{n}", source_id=f"s{n}", fetched_at=NOON, outcome="fetched", bytes=each.bytes,
            payload_sha256=each.payload_sha256, archive_path=each.path, archive_offset=each.offset,
            archive_length=each.length,
        )
        for n, each in enumerate(stored)
    ]  # fmt: skip
    return stored, snapshots


def flip(file: Path, offset: int) -> None:
    content = bytearray(file.read_bytes())
    content[offset] ^= 0xFF
    file.write_bytes(content)


def cut_out(file: Path, stored: Stored) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: stored.offset] + content[stored.offset + stored.length :])


def forge(file: Path, stored: Stored) -> None:
    """Another figure, with gzip's own check sum in order."""
    content = file.read_bytes()
    member = content[stored.offset : stored.offset + stored.length]
    forged = write_member(gzip.decompress(member).replace(b"1001 models", b"9001 models"))
    file.write_bytes(content[: stored.offset] + forged + content[stored.offset + stored.length :])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda f, s: flip(f, s[2].offset + 200),
            ["Incorrect checksum", "page/2", "snapshot n2 of source s2 rests on"],
        ),
        (lambda f, s: flip(f, 0), ["bytes 0 to"]),
        (lambda f, s: os.truncate(f, s[3].offset + 20), ["ends after 20 bytes", "missing from the end", "snapshot n5"]),
        (lambda f, s: os.truncate(f, s[3].offset), ["missing from the end", "snapshot n3"]),
        (lambda f, s: f.write_bytes(b""), ["missing from the end", "snapshot n0", "snapshot n5"]),
        (lambda f, s: f.unlink(), ["the file is gone", "snapshot n0"]),
        (lambda f, s: f.write_bytes(f.read_bytes() + b"garbage" * 9), ["not a valid gzip member"]),
        (lambda f, s: cut_out(f, s[2]), ["snapshot n2", "n3 of source s3", "stands whole in", "were cut out"]),
        (lambda f, s: forge(f, s[1]), ["does not match its digest", "snapshot n1 of source s1 rests on"]),
        (
            lambda f, s: f.rename(f.with_name("other.warc.gz")),
            ["file is gone", "whole in other.warc.gz", "was renamed"],
        ),
    ],
    ids=["bit", "first byte", "torn", "cut", "emptied", "deleted", "garbage", "cut out", "forged", "renamed"],
)
def test_what_is_wrong_is_said_with_what_rests_on_it(tmp_path: Path, spoil: Spoil, said: list[str]) -> None:
    stored, snapshots = build(tmp_path / "archive")
    (file,) = (tmp_path / "archive").glob("*.warc.gz")
    spoil(file, stored)
    with Archive(tmp_path / "archive") as archive:
        report = archive.verify(expected=snapshots)
    told = "\n".join(map(str, report.problems))
    assert not report.ok
    assert [words for words in said if words not in told] == [], told
    assert all(line.startswith(file.name) and "restore" in line for line in told.splitlines())


@pytest.mark.parametrize("change", [{"payload_sha256": "0" * 64}, {"archive_offset": 5}])
def test_a_snapshot_that_names_something_else_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    _, snapshots = build(tmp_path / "archive")
    with Archive(tmp_path / "archive") as archive:
        assert archive.verify(expected=snapshots).ok
        (problem,) = archive.verify(expected=[replace(snapshots[0], **change), *snapshots[1:]]).problems  # type: ignore[arg-type]
    assert "snapshot n0 of source s0" in str(problem)
