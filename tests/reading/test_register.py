"""The register: every problem at once, at its place, with the nearest good name; edits that move no comment."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model import Review
from pipeline.reading import (
    EMPTY_REGISTER,
    ChapterError,
    ClaimEntry,
    ReadingError,
    Register,
    RegisterEditError,
    RegisterError,
    SourceEntry,
    check_register,
    edit_register,
    find_manuscripts,
    one_manuscript,
    passed_over,
    read_register,
    register_schema,
)
from pipeline.reading.register_edits import add_candidate, add_claim, add_review, add_source
from pipeline.reading.register_parsing import parse_register

GOOD = """# yaml-language-server: $schema=warehouse/claims.schema.json
# Kept by the night shift.
version: 1

chapters:
  wells:
    path: wells.txt
    published: 2021-05   # the month it was printed

sources:
  ledger:
    url: https://example.org/ledger
    authority: primary

claims:
  # the big one
  mules:
    chapter: wells
    quote: "four thousand mules"   # as printed
    sources: [ledger]
    freshness: P90D
    tolerance: 5%
    look_for: [mules]
"""
TEXT = "The Wells\nIn 1790 the road carried four thousand mules a year. Mules drank, four thousand mules drank.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "wells.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _problems(home: Path, text: str) -> list[str]:
    path = home / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in check_register(path)]


def test_a_good_register_is_read_as_written(home: Path) -> None:
    assert _problems(home, GOOD) == []
    register = read_register(home / "claims.yaml")
    assert register.claims["mules"].tolerance == "5%"
    assert register.chapters["wells"].published == "2021-05"
    assert register.chapter_of((home / "wells.txt").resolve())[0] == "wells"


def test_a_register_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert read_register(tmp_path / "claims.yaml").claims == {}


def test_all_problems_are_reported_at_once_with_line_column_and_nearest_name(home: Path) -> None:
    bad = GOOD.replace("tolerance: 5%", "tolerence: 5%").replace("P90D", "90 days").replace("[ledger]", "[leger]")
    bad = bad.replace("2021-05 ", "2021-13 ").replace("authority: primary", "authority: primry")
    problems = _problems(home, bad)
    assert len(problems) == 5
    assert problems[0].startswith("8:5: chapters.wells.published: '2021-13' is no date")
    assert "did you mean 'primary'?" in problems[1]
    assert problems[2] == "20:15: there is no source 'leger'; did you mean 'ledger'?"
    assert "is no ISO 8601 duration; write for example P90D" in problems[3]
    assert problems[4] == "22:5: unknown key 'tolerence'; did you mean 'tolerance'?"


@pytest.mark.parametrize(
    ("find", "replace", "words"),
    [
        ("chapter: wells", "chapter: well", "there is no chapter 'well'; did you mean 'wells'?"),
        ("path: wells.txt", "path: well.txt", "well.txt: the file does not exist"),
        ("tolerance: 5%", "tolerance: 0.05", "is no percentage; write for example 5%"),
        ("look_for: [mules]", "look_for: mules", "write a list, for example [mules]"),
        ("four thousand mules", "four thousand mule trains", "the nearest passage is 'four thousand mules"),
        ("look_for: [mules]", "nth: 3", "nth is 3, but the quote stands only 2 time(s)"),
        ("version: 1", "version: 2", "must be 1"),
        ("sources: [ledger]", "sources: [ledger", "this is no YAML"),
        ("    sources: [ledger]", "    quote: again", "'quote' stands twice, first in line 19"),
        ("    url: https://example.org/ledger\n", "", "a source needs a url or a transcript"),
        ("    look_for: [mules]", "    formula: mule > 3", "speaks of 'mule', which is neither"),
        ("    look_for: [mules]", "    formula: m > 3\n    figures: {m: {claim: mule}}", "no claim 'mule'"),
        ("    look_for: [mules]", "    formula: m > (3", "')' is missing before the end (character 7 of 'm > (3')"),
        ("    look_for: [mules]", "    formula: 3 > 2", "names no figure"),
        ("    look_for: [mules]", "    figures: {m: {look_for: [mules]}}", "is a figure of no formula"),
        (
            "    look_for: [mules]",
            "    formula: m > 3\n    figures: {m: {sources: [x]}}",
            "either a claim, or the words",
        ),
        (
            "    look_for: [mules]",
            "    formula: m > 3\n    figures: {m: {look_for: [a]}, n: {look_for: [b]}}",
            "the formula does not use 'n'",
        ),
    ],
)
def test_each_kind_of_mistake_is_named(home: Path, find: str, replace: str, words: str) -> None:
    assert find in GOOD
    assert any(words in problem for problem in _problems(home, GOOD.replace(find, replace)))


LAUGHS = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}' if before else 'ha'] * 9)}]\n"
    for before, name in zip(["", *"abcdefgh"], "abcdefghi", strict=True)
)


@pytest.mark.parametrize("text", [LAUGHS, "claims: &all\n  mules: *all\n", "a: &a [*a, *a]\n"])
def test_anchors_that_swell_without_end_are_a_problem_and_not_a_wait(home: Path, text: str) -> None:
    (problem,) = _problems(home, text)
    assert "its anchors (&) are repeated (*) into far more than the file says" in problem


def test_anchors_that_save_a_repetition_are_read(home: Path) -> None:
    text = GOOD.replace("look_for: [mules]", "look_for: &words [mules]\n    not_for: *words")
    assert _problems(home, text) == []
    assert read_register(home / "claims.yaml").claims["mules"].not_for == ["mules"]


def test_an_unreadable_register_names_itself(tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").mkdir()
    with pytest.raises(RegisterError, match=r"claims\.yaml:1:1: it cannot be read"):
        read_register(tmp_path / "claims.yaml")


def test_manuscripts_are_those_in_the_folder_and_those_registered(home: Path) -> None:
    (home / "claims.yaml").write_text(GOOD, encoding="utf-8")
    seeds = home / "seeds"
    seeds.mkdir()
    for name in ("b.md", ".hidden.md", "notes.odt"):
        (seeds / name).write_text("x", encoding="utf-8")
    found = find_manuscripts(read_register(home / "claims.yaml"), seeds)
    assert {name: [path.name for path in paths] for name, paths in found.items()} == {
        "b": ["b.md"],
        "wells": ["wells.txt"],
    }
    assert [str(error) for error in passed_over(seeds, home)] == [
        "seeds/notes.odt: files ending in .odt are not read. Save it as one of .docx, .epub, .htm, .html, .markdown, "
        ".md, .pdf, .text, .txt, .xhtml."
    ]


def test_files_that_would_be_one_chapter_are_told_instead_of_one_hiding_the_other(home: Path) -> None:
    (home / "claims.yaml").write_text(GOOD, encoding="utf-8")
    seeds = home / "seeds"
    seeds.mkdir()
    for name in ("Old Town.docx", "old-town.md", "wells.txt"):
        (seeds / name).write_text("x", encoding="utf-8")
    found = find_manuscripts(read_register(home / "claims.yaml"), seeds)
    assert {path.name for path in found["old-town"]} == {"Old Town.docx", "old-town.md"}
    with pytest.raises(ChapterError, match=r"seeds/Old Town\.docx: seeds/old-town\.md would be the same chapter"):
        one_manuscript(found["old-town"], home)
    assert one_manuscript(found["wells"], home) == home / "wells.txt"
    assert one_manuscript(found["wells-txt"], home) == seeds / "wells.txt"


def test_added_entries_leave_every_other_line_as_it_was(home: Path) -> None:
    text = add_source(GOOD, "census", SourceEntry(url="https://example.org/census", title='The "old" census'))
    text = add_claim(text, "drank", ClaimEntry(chapter="wells", quote="four thousand mules", nth=2, sources=["census"]))
    text = add_candidate(text, "mules", "census")
    text = add_review(text, _review("mules"))
    kept = iter(text.splitlines())
    assert all(line in kept for line in GOOD.replace("[ledger]", "[ledger, census]").splitlines())
    register, problems = parse_register([("claims.yaml", text)])
    assert problems == []
    assert register is not None
    assert list(register.claims) == ["mules", "drank"]
    assert register.claims["mules"].sources == ["ledger", "census"]
    assert register.reviews["r1"].reviewer == "A. Checker"
    assert register.sources["census"].title == 'The "old" census'


def test_a_taken_name_is_refused() -> None:
    with pytest.raises(RegisterEditError, match="already"):
        add_claim(GOOD, "mules", ClaimEntry(chapter="wells", quote="x"))


@pytest.mark.parametrize(
    "text", ["", EMPTY_REGISTER, "version: 1\nclaims: {}\n", "version: 1\nclaims:\n", "claims: {}"]
)
def test_an_empty_register_takes_its_first_claim(text: str) -> None:
    register, problems = parse_register([("c", add_claim(text, "one", ClaimEntry(chapter="c", quote="q: #1")))])
    assert register is not None
    assert register.claims["one"].quote == "q: #1"
    assert len(problems) == 1  # the chapter it names


def test_a_register_is_replaced_as_a_whole_or_not_at_all(home: Path) -> None:
    path = home / "claims.yaml"
    edit_register(path, lambda draft: draft.texts.update({str(path): GOOD}))
    assert path.read_text(encoding="utf-8") == GOOD
    with pytest.raises(RegisterError):
        edit_register(path, lambda draft: draft.texts.update({str(path): GOOD.replace("[ledger]", "[nobody]")}))
    assert path.read_text(encoding="utf-8") == GOOD
    assert [entry.name for entry in home.iterdir() if entry.name.startswith(".")] == []
    with pytest.raises(ReadingError, match="cannot be written"):
        edit_register(home / "no" / "claims.yaml", lambda draft: draft.texts)


def test_the_schema_knows_every_key_with_its_meaning() -> None:
    schema = register_schema()
    assert set(schema["properties"]) == {"version", "chapters", "sources", "claims", "reviews", "forgotten"}
    assert schema["additionalProperties"] is False
    claim = schema["$defs"]["ClaimEntry"]
    assert set(claim["required"]) == {"chapter", "quote"}
    assert all(value.get("description") for value in claim["properties"].values())


_LINES = st.lists(st.sampled_from([*GOOD.splitlines(), "- x", "  mules:", ": :", "? !", "&a *a", "{", "]", "\t"]))


@settings(max_examples=30, deadline=None)
@given(_LINES)
def test_any_text_is_a_register_or_a_list_of_problems(lines: list[str]) -> None:
    register, problems = parse_register([("claims.yaml", "\n".join(lines))])
    assert register is not None or problems


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40)


@settings(max_examples=30, deadline=None)
@given(_WORDS, st.lists(_WORDS, max_size=3))
@example("0", ["?0"])
@example("0", [":0"])
def test_whatever_is_added_is_read_back(quote: str, words: list[str]) -> None:
    claim = ClaimEntry(chapter="wells", quote=quote, look_for=words, statement=quote)
    text = add_claim(GOOD, "added", claim)
    register, _ = parse_register([("claims.yaml", text)])
    assert register is not None
    assert register.claims["added"] == claim
    assert text.startswith(GOOD)


def _review(claim_id: str) -> Review:
    return Review(
        review_id="r1",
        claim_id=claim_id,
        decision="override:supported",
        reviewer="A. Checker",
        why="Looked it up: it holds.",
        reviewed_at=dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC),
        claim_digest="0012",
        evidence_digest="1e5",
    )


def test_an_empty_register_object_knows_no_file() -> None:
    assert Register().chapter_of(Path("/x/Über Wells.txt"))[0] == "uber-wells"
