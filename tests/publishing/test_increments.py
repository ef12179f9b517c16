"""A database that is made from the one before says what one that is made whole says, whatever the records went through.

The records are drawn: parts of every kind written, written again, merged and dropped, rows with one key in two parts,
days to come and days past, a publication that is killed, a file that is damaged.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pipeline.defs.keeping.known import known_by
from pipeline.model import (
    TABLES,
    Chapter,
    Claim,
    Digest,
    Evidence,
    Mention,
    Page,
    Passage,
    Review,
    Snapshot,
    Source,
    Verdict,
)
from pipeline.publishing.columns import BY_NAME, to_arrow
from pipeline.publishing.prepared import MOST
from pipeline.publishing.questions import answer, read_questions
from pipeline.publishing.views import VIEWS
from pipeline.publishing.warehouse import Publication, publish, reading, rows
from tests.benchmarks.publishing_cost import change, write_library
from tests.publishing.held_parts import HeldParts

DAYS = [dt.date(2026, 5, day) for day in range(1, 5)]
SAID = ["boats lie in the harbour", "seals and boats", "no seal was seen", "boats boats boats", ""]
WORDS = ["boats", "seals harbour", "seen boats lie", "nothing of this"]
_INTERNAL = "search_texts", "search_words"
_COMMENTS = (
    "SELECT schema_name, table_name, '' AS column_name, comment FROM duckdb_tables() WHERE NOT temporary "
    "UNION ALL SELECT schema_name, view_name, '', comment FROM duckdb_views() WHERE NOT internal "
    "UNION ALL SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
)
_POSTINGS = (
    "SELECT kind, name, body, key, times, w.length FROM search_texts AS t LEFT JOIN search_words AS w USING (number)"
)


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def names(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f"{kind}{number}" for number in range(5)])


days = st.sampled_from(DAYS)
said = st.sampled_from(SAID)
ROWS: dict[str, st.SearchStrategy[Any]] = {
    "chapters": st.builds(
        Chapter, chapter_id=names("h"), title=said, path=st.just("h"), sha256=st.just(""), characters=st.just(0),
        text=said,
    ),
    "mentions": st.builds(
        Mention, mention_id=names("m"), chapter_id=names("h"), claim_id=names("c"), start_char=st.integers(0, 3),
        end_char=st.just(9), quote=said, sentence=said, kind=st.just("count"), comparator=st.just("eq"),
    ),
    "claims": st.builds(
        Claim, claim_id=names("c"), chapter_id=names("h"), statement=said, quote=said, registered=st.booleans(),
        start_char=st.integers(0, 3), sources=st.lists(names("s"), max_size=2).map(tuple),
    ),
    "sources": st.builds(Source, source_id=names("s"), title=said),
    "snapshots": st.builds(
        Snapshot, snapshot_id=names("n"), source_id=names("s"), fetched_at=days.map(at),
        outcome=st.sampled_from(["fetched", "gone"]), payload_sha256=st.one_of(st.none(), names("p")),
    ),
    "pages": st.builds(Page, payload_sha256=names("p"), text=said),
    "passages": st.builds(
        Passage, passage_id=names("q"), snapshot_id=names("n"), payload_sha256=names("p"), text=said,
        start_char=st.integers(0, 1), end_char=st.just(1),
    ),
    "evidence": st.builds(
        Evidence, evidence_id=names("e"), claim_id=names("c"), passage_id=names("q"), source_id=names("s"),
        snapshot_id=names("n"), relation=st.sampled_from(["agrees", "disagrees"]), quote=said,
        fetched_at=days.map(at),
    ),
    "verdicts": st.builds(
        lambda claim_id, day, reason: Verdict(
            claim_id=claim_id, decided_at=at(day), as_of=day, status="unverified", reason=reason, explanation=reason,
            evidence_ids=("e1",),
        ),
        names("c"), days, st.sampled_from(["no_source", "contradicted"]),
    ),
    "reviews": st.builds(
        lambda claim_id, day, reviewer: Review(
            review_id=f"{claim_id} {day}", claim_id=claim_id, decision="accept", reviewer=reviewer, why="",
            reviewed_at=at(day), claim_digest="", evidence_digest="", valid=True,
        ),
        names("c"), days, said,
    ),
    "digests": st.builds(
        Digest, claim_id=names("c"), chapter_id=names("h"), claim_digest=said, evidence_digest=said
    ),
}  # fmt: skip
PARTS = ["one", "two", "three"]
tables_drawn = st.sampled_from(sorted(ROWS))


class DrawnParts:
    """Record files in memory: rows by table and part, marked anew whenever they are written."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, list[Any]]] = {table.name: {} for table in TABLES}
        self._marks: dict[tuple[str, str], str] = {}

    def write(self, name: str, part: str, content: list[Any]) -> None:
        self.rows[name][part] = content
        self._marks[name, part] = uuid.uuid4().hex

    def marks(self, name: str) -> dict[str, str]:
        return {part: self._marks[name, part] for part in self.rows[name]}

    def read_parts(self, name: str, parts: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
        for part in parts:
            yield part, to_arrow(BY_NAME[name].record, self.rows[name][part])


def content(database: Path) -> dict[str, Any]:
    """Everything that people read in a database."""
    with reading(database) as connection:
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
        found: dict[str, Any] = {
            name: sorted(map(repr, rows(connection, f'SELECT * FROM "{name}"')))
            for (name,) in connection.execute(tables).fetchall()
            if name not in _INTERNAL
        }
        found |= {view.name: rows(connection, f"SELECT * FROM {view.name}") for view in VIEWS}  # in their order
        found["comments"] = sorted(map(repr, rows(connection, _COMMENTS)))
        found["postings"] = sorted(map(repr, rows(connection, _POSTINGS)))
        search = read_questions()["search"]
        found["search"] = [answer(connection, search, {"words": words}) for words in WORDS]
        return found


def drawn(**tables: list[Any]) -> DrawnParts:
    parts = DrawnParts()
    for name, held in tables.items():
        parts.write(name, "one", held)
    return parts


def seals(number: int, **more: Any) -> Claim:
    given = {"chapter_id": "h", "statement": f"{number} seals", "quote": "seals"}
    return Claim(claim_id=f"c{number}", **{**given, **more})


def test_only_rows_that_changed_come_and_go(tmp_path: Path) -> None:
    path, parts = tmp_path / "claims.duckdb", drawn(claims=[seals(number) for number in range(9)])
    assert publish(parts, path).whole == "there was none"
    parts.write("claims", "one", [seals(number) for number in range(1, 9)] + [seals(9)])
    made = publish(parts, path)
    assert not made.whole
    assert {name: (one.came, one.went, one.anew) for name, one in made.moved.items()} == {"claims": (1, 1, False)}
    parts.write("claims", "one", list(reversed(parts.rows["claims"]["one"])))
    assert publish(parts, path).moved == {}, "the same rows in a new file"


def test_rows_of_one_key_that_differ_are_told_and_the_row_of_the_last_file_is_published(tmp_path: Path) -> None:
    def held(*titles: str) -> HeldParts:
        parts = {str(number): to_arrow(Source, [Source(source_id="s", title=one)]) for number, one in enumerate(titles)}
        return HeldParts({"sources": parts})

    path = tmp_path / "claims.duckdb"
    for titles, disputed in ((("one", "one"), 0), (("one", "two"), 1), (("one", "two", "three"), 1), (("four",), 0)):
        assert publish(held(*titles), path).moved["sources"].disputed == disputed
        with reading(path) as connection:
            assert rows(connection, "SELECT title FROM sources") == [{"title": titles[-1]}]


@pytest.mark.parametrize(
    "written", ["DELETE FROM claims WHERE claim_id = 'c1'", "DROP TABLE evidence", "DELETE FROM prepared_claim_status"]
)
def test_what_somebody_wrote_into_the_database_is_not_built_upon(tmp_path: Path, written: str) -> None:
    path, parts = tmp_path / "claims.duckdb", drawn(claims=[seals(1), seals(2)])
    publish(parts, path)
    before = content(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(written)
    assert publish(parts, path).whole
    assert content(path) == before


def test_a_database_of_other_code_is_not_built_upon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, parts = tmp_path / "claims.duckdb", drawn(claims=[seals(1)])
    publish(parts, path)
    monkeypatch.setattr("pipeline.publishing.warehouse.layout", lambda: "another")
    assert publish(parts, path).whole == "the one published before was made by other code"
    assert not publish(parts, path).changed


def test_a_database_full_of_gaps_is_laid_down_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, parts = tmp_path / "claims.duckdb", drawn(claims=[seals(number) for number in range(5)])
    monkeypatch.setattr("pipeline.publishing.warehouse.NOT_WORN", 0)
    publish(parts, path)
    whole = []
    for edition in range(6):
        parts.write("claims", "one", [seals(number, subject=str(edition)) for number in range(5)])
        whole.append(bool(publish(parts, path).whole))
    assert whole == [False, True, False, True, False, True], "as many rows went as came, each time"


PUBLISH = """
import sys
from pathlib import Path
from pipeline.defs.keeping.records import Records
from pipeline.publishing.warehouse import publish
from pipeline.storage import Folder
publish(Records(Folder(Path(sys.argv[1]))), Path(sys.argv[2]))
"""


@pytest.mark.slow
def test_a_publication_that_is_killed_leaves_the_database_readable_and_the_next_one_right(tmp_path: Path) -> None:
    folder, path = tmp_path / "records", tmp_path / "claims.duckdb"
    records = write_library(folder, 4)
    publish(records, path)
    before = content(path)
    change(folder, records, 0.01, 1)
    for kill in range(4):
        process = subprocess.Popen([sys.executable, "-c", PUBLISH, str(folder), str(path)])
        while process.poll() is None and not list(tmp_path.glob(".claims.duckdb.*.building")):
            time.sleep(0.001)
        time.sleep(0.03 * kill)
        process.kill()
        assert process.wait() == -signal.SIGKILL, "it was at work"
        assert content(path) == before
    assert not publish(records, path).whole
    publish(records, tmp_path / "whole.duckdb")
    assert content(path) == content(tmp_path / "whole.duckdb")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["claims.duckdb", "records", "whole.duckdb"]


class Increments(RuleBasedStateMachine):
    """Records that change, a database that follows them, and one that is always made whole."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "claims.duckdb"
        self.parts = DrawnParts()
        self.day = DAYS[-1]
        self.changed = pytest.MonkeyPatch()

    def teardown(self) -> None:
        self.changed.undo()
        shutil.rmtree(self.folder)

    @initialize(most=st.sampled_from([MOST, 1.0]))
    def lay_rows_of_views_again(self, most: float) -> None:
        self.changed.setattr("pipeline.publishing.prepared.MOST", most)

    @rule(name=tables_drawn, part=st.sampled_from(PARTS), data=st.data())
    def write(self, name: str, part: str, data: st.DataObject) -> None:
        self.parts.write(name, part, data.draw(st.lists(ROWS[name], max_size=6)))

    @rule(data=st.data())
    def write_every_table(self, data: st.DataObject) -> None:
        for name in ROWS:
            self.write(name, PARTS[0], data)

    @rule(name=tables_drawn, part=st.sampled_from(PARTS), data=st.data())
    def change_one_row(self, name: str, part: str, data: st.DataObject) -> None:
        before = self.parts.rows[name].get(part, [])
        self.parts.write(name, part, [*before[1:], data.draw(ROWS[name])])

    @rule(name=tables_drawn, part=st.sampled_from(PARTS))
    def drop(self, name: str, part: str) -> None:
        self.parts.rows[name].pop(part, None)

    @rule(part=st.sampled_from(PARTS))
    def drop_everywhere(self, part: str) -> None:
        for name in ROWS:
            self.drop(name, part)

    @rule(name=tables_drawn, crash=st.booleans())
    def merge(self, name: str, crash: bool) -> None:
        held = dict(self.parts.rows[name])
        by_key = {
            tuple(getattr(row, column) for column in BY_NAME[name].key): row
            for part in sorted(held)
            for row in held[part]
        }
        self.parts.write(name, "merged", list(by_key.values()))
        for part in list(held)[crash:]:
            if part != "merged":
                self.drop(name, part)

    @rule(day=days)
    def move_to(self, day: dt.date) -> None:
        self.day = day

    @precondition(lambda self: self.path.exists())
    @rule(keep=st.integers(0, 300_000))
    def damage(self, keep: int) -> None:
        self.path.write_bytes(self.path.read_bytes()[:keep])

    @rule()
    def be_killed(self) -> None:
        left = self.folder / ".claims.duckdb.1.building"
        left.write_bytes(b"half of it")
        left.with_name(f"{left.name}.wal").write_bytes(b"half of it")
        left.with_name(f"{left.name}.tmp").mkdir(exist_ok=True)

    def _publish(self, path: Path) -> Publication:
        until = dt.datetime.combine(self.day + dt.timedelta(days=1), dt.time(), dt.UTC)
        return publish(self.parts, path, only=known_by(self.day, until))

    @invariant()
    def says_what_one_made_whole_says(self) -> None:
        self._publish(self.path)
        whole = self.folder / "whole.duckdb"
        whole.unlink(missing_ok=True)
        assert self._publish(whole).whole
        assert content(self.path) == content(whole)
        before = self.path.stat()
        assert not self._publish(self.path).changed
        assert (self.path.stat().st_ino, self.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
        assert sorted(path.name for path in self.folder.iterdir()) == ["claims.duckdb", "whole.duckdb"]


TestIncrements = Increments.TestCase
TestIncrements.settings = settings(
    max_examples=int(os.environ.get("CLAIMS_HISTORIES", "2")),
    stateful_step_count=7,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
