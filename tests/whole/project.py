"""A small project on disk, as a user has it: one chapter, a register, transcripts, and pages on a loopback server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.publishing.warehouse import reading, rows

CHAPTER = """Chapter 3: The Ferry Town

The Thirty-Boat Harbour

By the summer of 2025 the harbour of Lindvik was home to more than four hundred fishing boats. The cooperative, \
founded in 1911, had 1,250 members. Roughly sixty percent of the catch was herring. A berth cost three crowns a \
day.

The Sea Wall

In March 2024 the council voted to raise the sea wall by two metres, at a cost of $14 million. The vote was nine \
to two.
"""

REGISTER = """# yaml-language-server: $schema=claims.schema.json
version: 1
chapters:
  ferry-town:
    path: seeds/ferry-town.txt
    published: 2025-08  # the summer issue
sources:
  harbour-office:
    url: {base}/harbour
    title: Harbour office, boats and berths
    authority: primary
  cooperative:
    url: {base}/cooperative
    title: The Lindvik cooperative
    authority: primary
  council-minutes:
    title: Minutes of the council
    kind: transcript
    authority: primary
    published: 2024-03-12
    transcript: seeds/transcripts/council-minutes.md
  lost:
    url: {base}/lost
    title: A page that is not there
claims:
  boats:
    chapter: ferry-town
    quote: more than four hundred fishing boats
    sources: [harbour-office]
    scope: standing
  members:
    chapter: ferry-town
    quote: 1,250 members
    sources: [cooperative]
  wall-cost:
    chapter: ferry-town
    quote: $14 million
    sources: [council-minutes]
  vote:
    chapter: ferry-town
    quote: nine to two
    sources: [lost]
"""

TRANSCRIPT = """---
source: council-minutes
title: Minutes of the council
published: 2024-03-12
as_of: 2024-03-12
noted: 2025-09-01
noted_by: a clerk
---

The council decided to raise the sea wall of Lindvik at a cost of $14 million.
"""

PAGES: dict[str, str] = {
    "/harbour": "<p>In July 2025 the harbour of Lindvik was home to 431 fishing boats.</p>",
    "/cooperative": "<p>The Lindvik cooperative has 1,250 members, the board said in June 2025.</p>",
}


def page(title: str, body: str) -> str:
    """A whole HTML page around some paragraphs."""
    filler = (
        "<p>The town lies on the north side of the sound, and the ferry calls there every morning in all weathers.</p>"
    )
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><main><article><h1>{title}</h1>{body}{filler * 4}</article></main></body></html>"
    )


class Project:
    """The folder of one project, with the commands that a user runs in it."""

    def __init__(self, home: Path, base: str) -> None:
        self.home = home
        self.base = base
        (home / "seeds" / "transcripts").mkdir(parents=True)
        (home / "seeds" / "ferry-town.txt").write_text(CHAPTER, encoding="utf-8")
        (home / "seeds" / "transcripts" / "council-minutes.md").write_text(TRANSCRIPT, encoding="utf-8")
        (home / "claims.yaml").write_text(REGISTER.format(base=base), encoding="utf-8")

    @property
    def database(self) -> Path:
        return self.home / "warehouse" / "claims.duckdb"

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a command in this project; only loopback may be fetched."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("CLAIMS_", "DAGSTER_"))}
        return {**inherited, "CLAIMS_HOME": str(self.home), "CLAIMS_ALLOW_ADDRESSES": "127.0.0.0/8", **more}

    def run(self, *arguments: str, exit_code: int = 0, **environment: str) -> Result:
        """Run `claims …` in this process and return what it printed."""
        done = CliRunner().invoke(app, arguments, env=self.environment(**environment))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == exit_code, f"exit {done.exit_code}\n{done.stdout}\n{done.stderr}"
        return done

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start `claims …` in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", *arguments], env=self.environment(**environment),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def ask(self, query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query on the published database."""
        with reading(self.database) as connection:
            return rows(connection, query, parameters)

    def verdicts(self) -> Mapping[str, tuple[str, str]]:
        """Status and reason of every registered claim."""
        found = self.ask("SELECT claim_id, status, reason FROM claim_status WHERE registered")
        return {row["claim_id"]: (row["status"], row["reason"]) for row in found}


class Copy(Project):
    """The same project in another folder."""

    def __init__(self, project: Project, home: Path) -> None:
        self.home, self.base = home, project.base
        shutil.copytree(project.home, home)
