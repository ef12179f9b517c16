"""A register spread over several files, and edits by several people at once: nothing is lost, errors have places."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline.model import Review
from pipeline.reading import (
    ChapterEntry,
    ClaimEntry,
    RegisterDraft,
    SourceEntry,
    check_register,
    edit_register,
    read_register,
    register_files,
)

MAIN = """version: 1
chapters:
  wells: {path: wells.txt}
sources:
  ledger: {url: "https://example.org/ledger"}
"""
WELLS = """# Kept by the well keeper.
claims:
  mules:   # the big one
    chapter: wells
    quote: "four thousand mules"
    sources: [ledger]
"""
ROADS = """chapters:
  roads: {path: roads.txt}
claims:
  miles:
    chapter: roads
    quote: "ninety miles"   # as printed
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "wells.txt").write_text("The road carried four thousand mules a year.", encoding="utf-8")
    (tmp_path / "roads.txt").write_text("The road was ninety miles long, and cost 40 crowns.", encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(MAIN, encoding="utf-8")
    (tmp_path / "claims.d").mkdir()
    (tmp_path / "claims.d" / "wells.yaml").write_text(WELLS, encoding="utf-8")
    (tmp_path / "claims.d" / "roads.yaml").write_text(ROADS, encoding="utf-8")
    return tmp_path


def _problems(home: Path) -> list[str]:
    return [str(problem).removeprefix(f"{home}/") for problem in check_register(home / "claims.yaml")]


def test_the_files_make_one_register_in_the_order_of_their_names(home: Path) -> None:
    register = read_register(home / "claims.yaml")
    assert [path.name for path in register_files(home / "claims.yaml")] == ["claims.yaml", "roads.yaml", "wells.yaml"]
    assert list(register.claims) == ["miles", "mules"]
    assert list(register.chapters) == ["wells", "roads"]
    assert register.chapter_of((home / "roads.txt").resolve())[0] == "roads"
    assert _problems(home) == []


def test_the_first_file_need_not_exist(home: Path) -> None:
    (home / "claims.yaml").unlink()
    (home / "claims.d" / "wells.yaml").unlink()
    assert list(read_register(home / "claims.yaml").claims) == ["miles"]


def test_an_id_in_two_files_is_an_error_that_names_both_places(home: Path) -> None:
    (home / "claims.d" / "again.yaml").write_text(WELLS, encoding="utf-8")
    first = f"{home}/claims.d/again.yaml:3:3"
    assert _problems(home) == [
        f"claims.d/wells.yaml:3:3: claims has an entry 'mules' already, in {first}; keep one of them"
    ]


@pytest.mark.parametrize(
    ("name", "find", "replace", "problem"),
    [
        ("wells.yaml", "[ledger]", "[leger]", "claims.d/wells.yaml:6:15: there is no source 'leger'; did you mean"),
        ("wells.yaml", "quote:", "quot:", "claims.d/wells.yaml:5:5: unknown key 'quot'; did you mean 'quote'?"),
        ("wells.yaml", "four thousand", "five thousand", "claims.d/wells.yaml:5:5: the quote does not stand in wells"),
        ("roads.yaml", "roads.txt", "road.txt", "claims.d/roads.yaml:2:11: road.txt: the file does not exist"),
        ("roads.yaml", "claims:", "claim:", "claims.d/roads.yaml:3:1: unknown key 'claim'; did you mean 'claims'?"),
        ("roads.yaml", "chapters:", "version: 3\nchapters:", "claims.d/roads.yaml:1:1: version is 3, but must be 1"),
        ("roads.yaml", "claims:\n", "claims: [\n", "claims.d/roads.yaml:5:12: this is no YAML"),
        (
            "roads.yaml",
            "chapters:",
            "x: [\nchapters:",
            "claims.d/roads.yaml:3:8: this is no YAML: did not find expected ',' or ']' for what began in line 1",
        ),
        ("wells.yaml", WELLS, "- a\n- b\n", "claims.d/wells.yaml:1:1: the register: write key: value lines"),
        ("wells.yaml", WELLS, "claims: [mules]\n", "claims.d/wells.yaml:1:1: claims: write key: value lines"),
    ],
)
def test_every_error_names_the_file_it_stands_in(home: Path, name: str, find: str, replace: str, problem: str) -> None:
    file = home / "claims.d" / name
    assert find in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(find, replace), encoding="utf-8")
    assert any(found.startswith(problem) for found in _problems(home)), _problems(home)


def test_a_file_with_another_ending_is_not_passed_over_in_silence(home: Path) -> None:
    (home / "claims.d" / "more.yml").write_text("claims: {}", encoding="utf-8")
    assert _problems(home) == ["claims.d/more.yml:1:1: only files ending in .yaml are read here; give it that ending"]


def test_edits_go_to_the_file_in_which_the_claim_stands_and_move_no_comment(home: Path) -> None:
    def edit(draft: RegisterDraft) -> None:
        draft.add_review(_review("mules", 0))
        draft.add_source("census", SourceEntry(url="https://example.org/census"), chapter_id="roads")
        draft.add_candidate("miles", "census")
        draft.add_claim("crowns", ClaimEntry(chapter="roads", quote="40 crowns"))
        draft.add_chapter("more", ChapterEntry(path="wells.txt"))
        draft.add_review(_review("crowns", 1))

    edit_register(home / "claims.yaml", edit)
    wells = (home / "claims.d" / "wells.yaml").read_text(encoding="utf-8")
    roads = (home / "claims.d" / "roads.yaml").read_text(encoding="utf-8")
    assert wells.startswith(WELLS)
    assert "reviews:" in wells
    assert '    quote: "ninety miles"   # as printed\n    sources: [census]\n' in roads
    assert all(word in roads for word in ("crowns:", "census:", "r1:"))
    assert "census" not in (home / "claims.yaml").read_text(encoding="utf-8")
    assert "more:" in (home / "claims.yaml").read_text(encoding="utf-8")
    register = read_register(home / "claims.yaml")
    assert register.claims["miles"].sources == ["census"]
    assert set(register.reviews) == {"r0", "r1"}


def test_what_a_person_saves_during_an_edit_is_kept(home: Path) -> None:
    seen = []

    def edit(draft: RegisterDraft) -> None:
        seen.append(set(draft.register.claims))
        if len(seen) == 1:
            saved = ROADS + '  crowns: {chapter: roads, quote: "40 crowns"}\n'
            (home / "claims.d" / "roads.yaml").write_text(saved, encoding="utf-8")
        draft.add_candidate("miles", "ledger")

    edit_register(home / "claims.yaml", edit)
    assert seen == [{"mules", "miles"}, {"mules", "miles", "crowns"}]
    register = read_register(home / "claims.yaml")
    assert register.claims["miles"].sources == ["ledger"]
    assert "crowns" in register.claims


_REVIEWER = """
    import sys
    from pathlib import Path
    from pipeline.reading import edit_register
    from tests.reading.test_register_files import _review

    for number in range({first}, {first} + {count}):
        edit_register(Path(sys.argv[1]), lambda draft, n=number: draft.add_review(_review("mules", n)))
"""


def test_two_processes_that_review_at_once_lose_nothing(home: Path) -> None:
    count = 12
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(_REVIEWER).format(first=first, count=count), home / "claims.yaml"]
        )
        for first in (0, count)
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    register = read_register(home / "claims.yaml")
    assert set(register.reviews) == {f"r{number}" for number in range(2 * count)}
    assert (home / "claims.d" / "wells.yaml").read_text(encoding="utf-8").startswith(WELLS)


def _review(claim_id: str, number: int) -> Review:
    return Review(
        review_id=f"r{number}",
        claim_id=claim_id,
        decision="accept",
        reviewer="A. Checker",
        why="It holds.",
        reviewed_at=dt.datetime(2026, 1, 2, 3, number % 60, tzinfo=dt.UTC),
        claim_digest="0012",
        evidence_digest="1e5",
    )
