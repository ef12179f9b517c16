"""A register that is kept is the register that its texts say, whatever became of what was kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.defs.keeping.kept_register import KeptRegister
from pipeline.reading import Register, RegisterError, read_register, register_parsing
from pipeline.storage import Folder

_TEXT = """version: 1
chapters:
  wells: {path: wells.txt, published: 2021-05}
sources:
  ledger: {url: "https://example.org/ledger", published: 1790}
claims:
  mules:
    chapter: wells
    quote: "four thousand mules"
    sources: [ledger]
    tolerance: 5%
    freshness: P90D
    figures: {half: {look_for: [mules], as_of: 1790}}
    formula: half * 2
reviews:
  first:
    claim: mules
    decision: accept
    reviewer: A. Checker
    why: Looked it up.
    reviewed_at: 2026-01-02T03:04:00Z
    claim_digest: "0012"
    evidence_digest: "1e5"
forgotten:
  wells.9: {by: A. Checker, on: 2026-02}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "wells.txt").write_text("Four thousand mules.", encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(_TEXT, encoding="utf-8")
    return tmp_path


def _kept(home: Path) -> KeptRegister:
    return KeptRegister(Folder(home / "warehouse" / "register"))


def _said(register: Register) -> tuple[object, ...]:
    """All that a register tells, what was left out and what was written as it is by default told apart."""
    chapters = [register.chapter_of(Path(path)) for path in sorted(register._files)]
    return register.path, register.model_dump(exclude_unset=True), register.model_dump(), chapters


def _no_parsing(*_: object) -> None:
    raise AssertionError("the register was parsed")


def test_texts_that_are_the_same_are_not_parsed_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_register(home / "claims.yaml", _kept(home))
    monkeypatch.setattr(register_parsing.yaml, "compose", _no_parsing)
    again = read_register(home / "claims.yaml", _kept(home))
    assert _said(again) == _said(first)


def test_a_change_of_any_file_is_seen(home: Path) -> None:
    read_register(home / "claims.yaml", _kept(home))
    (home / "claims.d").mkdir()
    (home / "claims.d" / "more.yaml").write_text("sources: {book: {url: 'https://example.org/book'}}\n")
    assert "book" in read_register(home / "claims.yaml", _kept(home)).sources
    (home / "claims.yaml").write_text(_TEXT.replace("5%", "6%"))
    assert read_register(home / "claims.yaml", _kept(home)).claims["mules"].tolerance == "6%"


def test_of_a_manuscript_that_is_gone_the_place_is_known_although_the_register_was_kept(home: Path) -> None:
    read_register(home / "claims.yaml", _kept(home))
    (home / "wells.txt").unlink()
    register = read_register(home / "claims.yaml", _kept(home))
    assert register.place(("chapters", "wells", "path")) == (str(home / "claims.yaml"), 3, 11)


def test_a_register_with_problems_is_not_kept(home: Path) -> None:
    (home / "claims.yaml").write_text(_TEXT.replace("[ledger]", "[legder]"))
    for _ in range(2):
        with pytest.raises(RegisterError, match="did you mean 'ledger'"):
            read_register(home / "claims.yaml", _kept(home))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_torn_or_written_over_is_parsed_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "wells.txt").write_text("Four thousand mules.", encoding="utf-8")
    (home / "claims.yaml").write_text(_TEXT, encoding="utf-8")
    plain = _said(read_register(home / "claims.yaml", _kept(home)))
    file = home / "warehouse" / "register" / "parsed"
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    file.write_bytes(whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 3)) :])
    assert _said(read_register(home / "claims.yaml", _kept(home))) == plain


def test_a_register_that_one_machine_kept_is_recalled_by_another_whose_folder_has_another_name(
    home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "claims.d").mkdir()
    (home / "claims.d" / "more.yaml").write_text("version: 1\n", encoding="utf-8")
    there = tmp_path_factory.mktemp("another") / "home"
    shutil.copytree(home, there)
    read_register(home / "claims.yaml", _kept(home))
    parsed = read_register(there / "claims.yaml")
    monkeypatch.setattr(register_parsing.yaml, "compose", _no_parsing)
    assert _said(read_register(there / "claims.yaml", _kept(home))) == _said(parsed)
