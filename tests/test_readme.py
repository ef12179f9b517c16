"""The documentation is under test: every command of the README runs, and every command of `claims` is in its help."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from pipeline.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [block.strip() for block in re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)]
FIRST_TWO = COMMANDS[:2]
THE_REST = COMMANDS[2:]


def test_ci_runs_the_first_two_commands_as_they_stand() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert FIRST_TWO[0] in script
    assert FIRST_TWO[1] in script


def test_every_command_has_help_and_is_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert all(command.help for command in commands.values())
    assert {name for name in commands if f"claims {name}" not in README} == set()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is committed, after one refresh."""
    home = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", home / "seeds")
    shutil.copy(ROOT / "claims.yaml", home / "claims.yaml")
    assert run("claims refresh --offline", home).returncode == 0
    return home


def run(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A command of the README, in this environment instead of the one that uv would make."""
    here = re.sub(r"(python3 -m )?\buv run ", "", command)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CLAIMS_HOME": str(home)}
    return subprocess.run(here, shell=True, cwd=home, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("command", THE_REST)
def test_every_other_command_runs(command: str, home: Path) -> None:
    done = run(command, home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()
