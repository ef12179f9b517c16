"""The documentation is under test: the README and the pages in `.readme/` say nothing that does not run or exist."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from pipeline.cli import app
from pipeline.publishing.questions import read_questions

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = sorted((ROOT / ".readme").glob("*.md"))
TOURS = ("author.md", "fact-checker.md", "data-engineer.md", "operators.md")
"""Pages whose commands run one after the other on one machine."""
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, *languages: str) -> list[tuple[str, str]]:
    """Language and text of the fenced blocks of a page, in order."""
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [(language, text.strip()) for language, text in found if language in languages]


COMMANDS = [text for _, text in blocks(README, "sh")]
FIRST_TWO = COMMANDS[:2]
THE_REST = COMMANDS[2:]


def test_ci_runs_the_first_two_commands_as_they_stand() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert FIRST_TWO[0] in script
    assert FIRST_TWO[1] in script


def test_every_command_has_help_with_an_example_and_is_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {name for name, command in commands.items() if not hasattr(command, "commands")} == {
        name for name, command in commands.items() if "Example: claims" in (command.help or "")
    }
    readme = README.read_text(encoding="utf-8")
    assert {name for name in commands if f"claims {name}" not in readme} == set()


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda page: page.name)
def test_every_command_and_option_that_is_written_anywhere_exists(page: Path) -> None:
    unknown = [words for words in _written_commands(page) if not _exists(words)]
    assert unknown == []


def _written_commands(page: Path) -> Iterator[list[str]]:
    """`claims …` wherever it stands as code, as words."""
    text = page.read_text(encoding="utf-8")
    inline = re.findall(r"`(claims [^`]+)`", FENCE.sub("", text))
    fenced = re.findall(r"uv run (claims [^\n&|>#;]*)", "\n".join(body for _, body in FENCE.findall(text)))
    for snippet in [*inline, *fenced]:
        words = snippet.split()
        if re.fullmatch(r"[a-z-]+", words[1]):
            yield words[1:]


def _exists(words: list[str]) -> bool:
    command = get_command(app)
    while hasattr(command, "commands"):
        options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        if not words or words[0].startswith("--"):
            return all(word.split("=")[0] in options for word in words if word.startswith("--"))
        if words[0] not in command.commands:
            return False
        command, words = command.commands[words[0]], words[1:]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    return all(word in known for word in words if re.fullmatch(r"--[a-z-]+", word))


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda page: page.name)
def test_every_link_to_a_file_leads_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_linked_and_every_picture_is_shown() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in [README, *PAGES])
    assert {page.name for page in PAGES if not re.search(rf"\]\((?:\.readme/)?{page.name}[)#]", shown)} == set()
    assert {picture.name for picture in (ROOT / ".readme").glob("*.png") if picture.name not in shown} == set()


def test_claims_that_the_examples_of_help_name_are_registered() -> None:
    registered = yaml.safe_load((ROOT / "claims.yaml").read_text(encoding="utf-8"))["claims"]
    help_texts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline" / "cli").glob("*.py"))
    named = re.findall(r"Example: claims (?:show|open|find|recall|review) ([\w.-]+)", help_texts)
    assert len(named) >= 5
    assert set(named) <= set(registered)


def test_questions_that_pages_name_exist() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in [README, *PAGES])
    named = set(re.findall(r"claims questions ([a-z_]+)", text))
    assert named
    assert named <= set(read_questions())


def test_the_units_for_systemd_are_whole_and_run_a_command() -> None:
    units = [text for _, text in blocks(ROOT / ".readme" / "operators.md", "ini")]
    service, timer = (configparser.ConfigParser() for _ in range(2))
    service.optionxform = timer.optionxform = str  # type: ignore[assignment, method-assign]
    service.read_string(units[0])
    timer.read_string(units[1])
    assert service["Service"]["ExecStart"].startswith("/")
    assert service["Service"]["ExecStart"].endswith("uv run claims refresh")
    assert timer["Timer"]["OnCalendar"]
    assert units[0].startswith("# /etc/systemd/system/claims.service")
    assert units[1].startswith("# /etc/systemd/system/claims.timer"), "a timer starts the service of its own name"


def test_the_line_for_cron_and_the_job_for_ci_are_well_formed() -> None:
    page = ROOT / ".readme" / "operators.md"
    ((_, line),) = blocks(page, "cron")
    assert re.fullmatch(r"(?:[\d*/,-]+\s+){5}cd \S+ && .*\buv run claims refresh\b.*", line)
    assert "%" not in line, "cron reads a percent sign as the end of the line"
    ((_, job),) = blocks(page, "yaml")
    steps = yaml.safe_load(job)["jobs"]["claims"]["steps"]
    assert next(step["run"] for step in steps if "run" in step) == FIRST_TWO[0].split(" && ")[0]


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is committed, after one refresh."""
    home = tmp_path_factory.mktemp("readme") / "home"
    shutil.copytree(ROOT / "seeds", home / "seeds")
    shutil.copy(ROOT / "claims.yaml", home / "claims.yaml")
    assert run("claims refresh --offline", home).returncode == 0
    return home


def run(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A command of the documentation, in this environment instead of the one that uv would make."""
    here = re.sub(r"(python3 -m )?\buv run ", "", command)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CLAIMS_HOME": str(home)}
    return subprocess.run(
        ["bash", "-c", here], cwd=home, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.slow
@pytest.mark.parametrize("command", THE_REST)
def test_every_other_command_runs(command: str, refreshed: Path) -> None:
    done = run(command, refreshed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


@pytest.mark.slow
@pytest.mark.parametrize("tour", TOURS)
def test_a_tour_can_be_walked_from_its_first_command_to_its_last(tour: str, refreshed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(refreshed, home)
    for language, text in blocks(ROOT / ".readme" / tour, "sh", "python"):
        done = run(text if language == "sh" else f"python - <<'PYTHON'\n{text}\nPYTHON", home)
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
