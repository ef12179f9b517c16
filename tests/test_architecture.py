"""The rules of the house: formatting, types, imports, pure rooms, file sizes, names."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import TypeGuard

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


def test_whatever_is_imported_is_declared() -> None:
    """What only comes along with another package, or with the tests', is missing where those are not installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    declared = {canonicalize_name(Requirement(one).name) for one in (*project["dependencies"], *chain(*extras))}
    providers = packages_distributions()
    used = {
        name.partition(".")[0]: path.relative_to(PIPELINE).as_posix()
        for path in sources(".")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
    }
    foreign = {name: path for name, path in used.items() if name not in {*sys.stdlib_module_names, "pipeline"}}
    undeclared = {
        name: path
        for name, path in foreign.items()
        if name != "_typeshed" and declared.isdisjoint(map(canonicalize_name, providers.get(name, [])))
    }
    assert undeclared == {}


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module


def test_no_vague_names() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not [path for path in sources(".") if vague & set(path.stem.split("_"))]
