"""Zip and gzip files of other people: what was made to fill a disk or the memory is refused before it is unpacked."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.storage.zipped import gunzip, refuse_bombs


def zipped(size: int, content: bytes = b"\0") -> zipfile.ZipFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle, bundle.open("a.txt", "w") as file:
        for _ in range(size // 1_000_000):
            file.write(content * (1_000_000 // len(content)))
    return zipfile.ZipFile(held)


def test_a_zip_bomb_is_refused_and_what_merely_packs_well_is_not() -> None:
    with pytest.raises(zipfile.BadZipFile, match=r"a\.txt would unpack from .* to 60,000,000 bytes"):
        refuse_bombs(zipped(60_000_000))
    refuse_bombs(zipped(40_000_000))
    refuse_bombs(zipped(60_000_000, b"".join(b"%d,%d\n" % (row, row * row) for row in range(9_000))))


def test_a_gzip_bomb_is_refused() -> None:
    with pytest.raises(zlib.error, match="more than 50,000,000 bytes"):
        gunzip(gzip.compress(bytes(60_000_000)))


@given(st.lists(st.binary(max_size=200), max_size=3))
def test_gzip_members_are_read_one_after_another(parts: list[bytes]) -> None:
    assert gunzip(b"".join(map(gzip.compress, parts))) == b"".join(parts)


@given(st.binary(min_size=1, max_size=200), st.data())
def test_a_gzip_file_cut_short_is_an_error(content: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(content)
    with pytest.raises(zlib.error):
        gunzip(packed[: data.draw(st.integers(1, len(packed) - 1))])
