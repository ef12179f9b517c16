"""The rules of the house: formatting, types, imports, pure rooms, file sizes, names."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parent.parent
PIPELINE = ROOT / "pipeline"
PURE = ("model.py", "quantities", "reading", "judging")
FILE_READERS = {"reading/chapters.py", "reading/register.py"}
FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
CLOCK = (".now", ".today", ".utcnow", "time.time", ".monotonic")
LONGEST = 500


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", "pipeline", "tests")
    run("ruff", "format", "--check", "pipeline", "tests")


def test_the_strict_type_checker_finds_nothing() -> None:
    run("mypy")


def test_the_rooms_import_only_what_they_may() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def sources(*below: str) -> Iterator[Path]:
    for place in below:
        path = PIPELINE / place
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


@pytest.mark.parametrize("path", list(sources(*PURE)), ids=lambda path: path.relative_to(PIPELINE).as_posix())
def test_pure_rooms_touch_no_file_and_no_clock(path: Path) -> None:
    name = path.relative_to(PIPELINE).as_posix()
    if name in FILE_READERS or name.startswith("judging/models/"):
        pytest.skip("one of the files whose job it is")
    calls = [ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_call(node)]
    assert not [call for call in calls if call.rpartition(".")[2] in FILES or call.endswith(CLOCK)]


def is_call(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call)


@pytest.mark.parametrize("path", list(sources(".")), ids=lambda path: path.relative_to(PIPELINE).as_posix())
def test_every_file_says_what_belongs_in_it_and_is_no_longer_than_a_subject(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "a module begins with what belongs in it"
    assert text.count("\n") <= LONGEST


def test_no_vague_names() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not [path for path in sources(".") if vague & set(path.stem.split("_"))]
