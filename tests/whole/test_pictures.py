"""The pictures of the documentation are those that `python -m tests.pictures` makes from a real run."""

from __future__ import annotations

from pathlib import Path

from tests.chromium import in_chromium
from tests.pictures import FOLDER, take


@in_chromium
def test_every_picture_of_the_documentation_is_made_again(tmp_path: Path) -> None:
    taken = take(tmp_path)
    assert {path.name for path in taken} == {path.name for path in FOLDER.glob("*.png")}
    assert all(path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 30_000 for path in taken)
