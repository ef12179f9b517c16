"""What a run promises to those around it: readers undisturbed, nothing lost by kill -9, clear words for bad input."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.whole.project import Project

READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("SELECT count(*) FROM claim_status").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("SELECT count(*) FROM claim_status").fetchone()[0], flush=True)
"""

WRITER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_reader_that_keeps_the_database_open_neither_fails_nor_blocks_a_refresh(project: Project) -> None:
    project.run("refresh", "--offline")
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(project.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        before = int(reader.stdout.readline())
        register = project.home / "claims.yaml"
        register.write_text(
            register.read_text() + "  herring:\n    chapter: ferry-town\n    quote: Roughly sixty percent\n"
        )
        project.run("refresh", "--offline")
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert int(reader.stdout.readline()) == before
    assert "herring" in project.verdicts()


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.2, 1.2, 1.8, 2.4, 3.0, 3.6])
def test_a_kill_in_the_middle_leaves_the_old_database_readable_and_the_next_run_clean(
    project: Project, delay: float
) -> None:
    project.run("refresh")
    settled = project.verdicts()
    transcript = project.home / "seeds" / "transcripts" / "council-minutes.md"
    transcript.write_text(transcript.read_text() + "\nThe council has eleven members.\n")
    with project.start("refresh") as running:
        time.sleep(delay)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
    assert project.verdicts() == settled
    project.run("refresh")
    assert project.verdicts() == settled


def test_a_register_with_mistakes_names_file_line_and_the_nearest_good_name(project: Project) -> None:
    register = project.home / "claims.yaml"
    lines = register.read_text().replace("authority: primary", "autority: primary", 1)
    register.write_text(lines)
    line = 1 + lines[: lines.index("autority")].count("\n")
    for command in ("check", "refresh"):
        failed = project.run(command, exit_code=1)
        assert f"claims.yaml:{line}:" in failed.stderr
        assert "authority" in failed.stderr
        assert "Traceback" not in failed.stderr


def test_a_chapter_that_is_not_there_is_named_with_the_line_of_the_register(project: Project) -> None:
    (project.home / "seeds" / "ferry-town.txt").unlink()
    for command in (("check",), ("refresh", "--offline")):
        failed = project.run(*command, exit_code=1)
        assert "claims.yaml:5:" in failed.stderr
        assert "seeds/ferry-town.txt: the file does not exist" in failed.stderr
        assert "Traceback" not in failed.stderr
    assert "It was never read: it has no claims." in failed.stderr


def test_a_deleted_chapter_keeps_its_claims_and_the_others_go_on(project: Project) -> None:
    manuscript = project.home / "seeds" / "ferry-town.txt"
    written = manuscript.read_text()
    project.run("refresh")
    before = project.verdicts()
    assert before["boats"][0] == "supported"
    manuscript.unlink()
    (project.home / "seeds" / "wells.txt").write_text("In 1880 the town dug forty wells.")
    for _ in range(2):
        failed = project.run("refresh", exit_code=1)
        assert "claims.yaml:5:" in failed.stderr
        assert "Put it back, correct the path in claims.yaml, or take its entry out there." in failed.stderr
        assert "Its claims are kept" in failed.stderr
        assert "Traceback" not in failed.stderr
        after = project.verdicts()
        assert {name: after[name] for name in before} == before
        assert project.ask("SELECT 1 FROM claims WHERE chapter_id = 'wells'")
    manuscript.write_text(written)
    assert "error" not in project.run("refresh").stderr
    assert {name: project.verdicts()[name] for name in before} == before


def test_a_chapter_that_is_no_text_is_named_with_what_to_do(project: Project) -> None:
    (project.home / "seeds" / "broken.docx").write_bytes(b"this is no zip file")
    failed = project.run("refresh", "--offline", exit_code=1)
    assert "broken.docx" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_two_files_that_would_be_one_chapter_are_both_named_and_what_was_read_of_it_is_kept(project: Project) -> None:
    seeds = project.home / "seeds"
    (seeds / "wells.txt").write_text("In 1880 the town dug forty wells.")
    project.run("refresh", "--offline")
    (seeds / "Wells.md").write_text("In 1880 the town dug sixty wells.")
    (seeds / "wells.odt").write_text("x")
    failed = project.run("refresh", "--offline", exit_code=1)
    assert "error seeds/Wells.md:1:1: seeds/wells.txt would be the same chapter by name. Take out all" in failed.stderr
    assert "Its claims are kept as it was last read." in failed.stderr
    assert "warning seeds/wells.odt: files ending in .odt are not read. Save it as one of .docx" in failed.stderr
    kept = project.ask("SELECT statement FROM claims WHERE chapter_id = 'wells'")
    assert all("forty wells" in row["statement"] for row in kept)
    assert kept
    (seeds / "wells.txt").unlink()
    project.run("refresh", "--offline")
    told = project.ask("SELECT statement FROM claims WHERE chapter_id = 'wells' AND NOT orphan")
    assert all("sixty wells" in row["statement"] for row in told)
    assert told


def test_a_refresh_that_is_interrupted_says_so_and_the_next_one_goes_on(project: Project) -> None:
    project.run("refresh", "--offline")
    settled = project.verdicts()
    (project.home / "seeds" / "wells.txt").write_text("In 1880 the town dug forty wells. " * 2000)
    with project.start("refresh", "--offline") as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("chapters:"):
                break
        os.kill(running.pid, signal.SIGINT)
        said = running.stderr.read()
    assert running.returncode == 130
    assert "stopped; what was published before still stands" in said
    assert "Traceback" not in said
    assert project.verdicts() == settled
    assert "error" not in project.run("refresh", "--offline").stderr


def test_a_database_that_another_program_writes_into_is_not_to_be_deleted(project: Project) -> None:
    project.run("refresh", "--offline")
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(project.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()
        said = project.run("status", exit_code=1).stderr
        assert f"another program has it open for writing (process {writer.pid}); close it there" in said
        assert "delete" not in said
        writer.stdin.write("\n")
        writer.stdin.close()


def test_a_port_that_is_taken_is_named_before_anything_starts(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = project.run("ui", "--port", str(port), exit_code=1).stderr
    assert f"port {port} on 127.0.0.1 is taken" in said
    assert f"--port {port + 1}" in said


def test_a_warehouse_that_cannot_be_written_is_named(project: Project, tmp_path: Path) -> None:
    (project.home / "warehouse").write_text("a file where the folder should be")
    failed = project.run("refresh", "--offline", exit_code=1)
    assert "warehouse" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_a_folder_that_is_no_project_is_left_as_it_is(project: Project) -> None:
    shutil.rmtree(project.home / "seeds")
    (project.home / "claims.yaml").unlink()
    failed = project.run("refresh", "--offline", exit_code=1)
    assert "put a chapter into seeds/" in failed.stderr
    assert not (project.home / "warehouse").exists()
    assert "none is needed" in project.run("check").stdout
    (project.home / "seeds").mkdir()
    assert "no figure was found; chapters are read from" in project.run("refresh", "--offline").stdout


def test_a_file_that_cannot_be_written_is_named_with_what_to_do(project: Project) -> None:
    project.run("refresh", "--offline")
    failed = project.run("export", "--format", "csl", "--to", "claims.yaml/refs.json", exit_code=1)
    assert "claims.yaml: File exists; check the path" in failed.stderr
    assert (
        "did you mean 'boats'"
        in project.run("export", "--format", "wacz", "--claim", "boat", "--to", "boat.wacz", exit_code=1).stderr
    )
    assert not (project.home / "boat.wacz").exists()


def test_an_unknown_chapter_or_claim_is_met_with_those_there_are(project: Project) -> None:
    assert "ferry-town" in project.run("refresh", "--chapter", "fery-town", "--offline", exit_code=1).stderr
    project.run("refresh", "--offline")
    assert "did you mean 'boats'" in project.run("show", "boat", exit_code=1).stderr


def test_a_note_that_cannot_be_read_is_named_with_its_line_until_it_is_mended(project: Project) -> None:
    note = project.home / "seeds" / "transcripts" / "council-minutes.md"
    good = note.read_text(encoding="utf-8")
    note.write_text(good.replace("as_of: 2024-03-12", "as_off: 2024-03-12"), encoding="utf-8")
    for command in (("check",), ("refresh", "--offline")):
        failed = project.run(*command, exit_code=1)
        assert f"error {note}:5:1: unknown key 'as_off'; known are" in failed.stderr
    assert project.verdicts()["wall-cost"] == ("unverified", "fetch_failed"), "all else was decided and published"
    note.write_text(good, encoding="utf-8")
    project.run("check")
    project.run("refresh", "--offline")
    assert project.verdicts()["wall-cost"][0] == "supported"


def test_a_note_that_is_gone_is_named_at_the_register_s_line_and_the_others_go_on(project: Project) -> None:
    note = project.home / "seeds" / "transcripts" / "council-minutes.md"
    project.run("refresh", "--offline")
    before = project.verdicts()
    assert before["wall-cost"][0] == "supported"
    good = note.read_text(encoding="utf-8")
    note.unlink()
    (project.home / "seeds" / "wells.txt").write_text("In 1880 the town dug forty wells.")
    for command in (("check",), ("refresh", "--offline")):
        failed = project.run(*command, exit_code=1)
        assert "claims.yaml:" in failed.stderr
        assert "seeds/transcripts/council-minutes.md does not exist; put it back" in failed.stderr
        assert "Traceback" not in failed.stderr
    assert project.ask("SELECT 1 FROM claims WHERE chapter_id = 'wells'"), "all else was read and published"
    assert project.verdicts()["wall-cost"][0] == "supported", "what the note said is stored"
    note.write_text(good, encoding="utf-8")
    project.run("check")
    assert "error" not in project.run("refresh", "--offline").stderr


def test_a_chapter_that_is_taken_out_says_what_leaves_with_it(project: Project) -> None:
    wells = project.home / "seeds" / "wells.txt"
    wells.write_text("In 1880 the town dug forty wells.")
    project.run("refresh", "--offline")
    wells.unlink()
    told = project.run("refresh", "--offline").stderr
    assert "warning seeds/wells.txt: chapter 'wells' and its" in told
    assert "taken out of the tables" in told
    assert "taken out" not in project.run("refresh", "--offline").stderr


def test_a_note_that_speaks_for_another_source_is_a_mistake(project: Project) -> None:
    note = project.home / "seeds" / "transcripts" / "council-minutes.md"
    note.write_text(note.read_text(encoding="utf-8").replace("source: council", "source: harbour"), encoding="utf-8")
    failed = project.run("check", exit_code=1)
    assert "it speaks for 'harbour-minutes', but the register names it for council-minutes" in failed.stderr


def test_a_day_that_is_none_is_a_usage_error(project: Project) -> None:
    assert "--as-of" in project.run("refresh", "--as-of", "yesterday", exit_code=2).stderr
