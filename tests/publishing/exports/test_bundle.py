"""An evidence bundle checks itself: whatever is changed, missing or added is named, whether folder or zip file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publishing.exports import ExportError, verify_bundle, write_bundle

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
FILES = {"bibliography.json": b"[]\n", "tables/csv/claims.csv": b"claim_id\nboats\n", "evidence.wacz": b"packed"}


def bundle(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / "scratch"
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    made = write_bundle(folder, tmp_path / name, created=NOON, about="a test")
    assert (made.files, made.bytes) == (3, sum(map(len, FILES.values())))
    shutil.rmtree(folder, ignore_errors=True)
    report = verify_bundle(made.path)
    assert report.problems == ()
    assert report.manifest_sha256 == made.manifest_sha256
    assert report.wacz == ("evidence.wacz",)
    return made.path


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_lists_every_file_with_its_digest(tmp_path: Path, name: str) -> None:
    path = bundle(tmp_path, name)
    if path.is_dir():
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    else:
        with zipfile.ZipFile(path) as packed:
            manifest = json.loads(packed.read("manifest.json"))
    assert {entry["path"]: entry["sha256"] for entry in manifest["files"]} == {
        path: hashlib.sha256(content).hexdigest() for path, content in FILES.items()
    }
    assert manifest["created"] == "2026-05-01T12:00:00Z"
    assert sorted(item.name for item in tmp_path.iterdir()) == [name], "nothing unfinished is left behind"


def test_equal_files_make_equal_zip_files(tmp_path: Path) -> None:
    first = bundle(tmp_path, "a.zip").read_bytes()
    assert bundle(tmp_path, "b.zip").read_bytes() == first


def _change(folder: Path) -> None:
    (folder / "tables/csv/claims.csv").write_bytes(b"claim_id\nboots\n")


def _grow(folder: Path) -> None:
    (folder / "bibliography.json").write_bytes(b"[]\n\n")


def _lose(folder: Path) -> None:
    (folder / "evidence.wacz").unlink()


def _add(folder: Path) -> None:
    (folder / "tables/more.csv").write_bytes(b"")


def _lead_out(folder: Path) -> None:
    content = (folder / "bibliography.json").read_bytes()
    (folder.parent / "elsewhere").write_bytes(content)
    (folder / "bibliography.json").unlink()
    (folder / "bibliography.json").symlink_to(folder.parent / "elsewhere")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_change, "tables/csv/claims.csv: changed, its SHA-256 is"),
        (_grow, "bibliography.json: 4 bytes, but manifest.json says 3"),
        (_lose, "evidence.wacz: listed in manifest.json but missing"),
        (_add, "tables/more.csv: in the bundle but not in manifest.json"),
        (_lead_out, "bibliography.json: damaged, cannot be read (it leads out of the bundle)"),
    ],
)
def test_what_is_wrong_in_a_folder_is_said_exactly(tmp_path: Path, harm: Callable[[Path], None], said: str) -> None:
    folder = bundle(tmp_path, "bundle")
    harm(folder)
    (problem,) = verify_bundle(folder).problems
    assert problem.startswith(said)


def test_a_flipped_byte_or_a_second_copy_in_a_zip_file_is_named(tmp_path: Path) -> None:
    path = bundle(tmp_path, "bundle.zip")
    content = bytearray(path.read_bytes())
    content[content.index(b"packed")] ^= 0xFF
    path.write_bytes(content)
    (problem,) = verify_bundle(path).problems
    assert problem.startswith("evidence.wacz: damaged, cannot be read")
    path = bundle(tmp_path, "again.zip")
    with zipfile.ZipFile(path, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("bibliography.json", b"[]\n")
    assert verify_bundle(path).problems == ("bibliography.json: 2 times in the bundle",)


def test_a_zip_file_that_was_made_to_fill_the_disk_is_refused(tmp_path: Path) -> None:
    path = bundle(tmp_path, "bundle.zip")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("more.wacz", bytes(60_000_000))
    with pytest.raises(ExportError, match=r"more\.wacz would unpack from"):
        verify_bundle(path)


def test_what_is_no_bundle_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such file"):
        verify_bundle(tmp_path / "nothing.zip")
    (tmp_path / "torn.zip").write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(ExportError, match=r"torn\.zip: not a readable zip file"):
        verify_bundle(tmp_path / "torn.zip")
    with pytest.raises(ExportError, match=r"no manifest\.json"):
        verify_bundle(tmp_path)
    folder = bundle(tmp_path, "bundle")
    (folder / "manifest.json").write_text('{"format": "claims-evidence-bundle", "version": 1, "files": [1]}')
    with pytest.raises(ExportError, match="list of files is damaged"):
        verify_bundle(folder)


def test_a_folder_that_holds_something_is_never_written_over(tmp_path: Path) -> None:
    bundle(tmp_path, "bundle")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with pytest.raises(ExportError, match="there is something in that folder"):
        write_bundle(scratch, tmp_path / "bundle", created=NOON)
