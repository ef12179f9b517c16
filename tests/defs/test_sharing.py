"""Views of stored pages on their way to people: the last ones arrive, the unchanged ones cost nothing, none is dead."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pytest

from pipeline.defs.machines import sharing
from pipeline.defs.machines.sharing import agree_on_reports, fetch_reports, reports_there, send_reports, send_views
from pipeline.defs.machines.view_list import remembered
from pipeline.settings import Settings
from pipeline.storage import Folder, StoreError, Version

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
Drawn = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Counted(Folder):
    """A store that tells what was asked of it, by the place from its root."""

    place: str = ""
    asked: list[str] = field(default_factory=list)

    def versions(self, folder: str) -> dict[str, Version]:
        self.asked.append(f"list {self.place}")
        return Folder.versions(self, folder)

    def open(self, name: str, version: Version | None = None) -> BinaryIO:
        self.asked.append(f"read {self.place}")
        return Folder.open(self, name)

    def write(self, name: str, data: bytes | Path) -> None:
        self.asked.append(f"write {self.place}")
        Folder.write(self, name, data)

    def below(self, folder: str) -> Counted:
        return Counted(self.root / folder, folder, self.asked)


class Machine:
    """One of the machines that share a store."""

    def __init__(self, home: Path) -> None:
        self.settings = Settings(home=home, store_url="s3://shared/library")
        self.views = self.settings.reports / "snapshots"
        self.views.mkdir(parents=True)

    def draw(self, minute: int, views: Mapping[str, str]) -> Drawn:
        """Draw and send some views, as a run does that began at that minute."""
        paths = [self.views / name for name in views]
        for path in paths:
            path.write_text(views[path.name], encoding="utf-8")
        sent = send_views(self.settings, paths)
        began = NOON + dt.timedelta(minutes=minute)
        return [(name, remembered(began, digest, f"as-{views[name]}")) for name, digest in sent.items()]

    def agree(self, drawn: Drawn, cited: str) -> None:
        """What the last step of a run does."""
        agree_on_reports(self.settings, {}, drawn, lambda: {f"{name}.html" for name in cited})

    def fetched(self) -> dict[str, str]:
        """The views that this machine has after it fetched them."""
        fetch_reports(self.settings)
        return {path.stem: path.read_text(encoding="utf-8") for path in self.views.glob("*.html")}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """What the machines of a test share."""
    made = Counted(tmp_path / "store")
    monkeypatch.setattr(sharing, "find_store", lambda settings: made)
    return made


@pytest.fixture
def machines(tmp_path: Path, store: Counted) -> list[Machine]:
    """Two workers and a reader."""
    return [Machine(tmp_path / name) for name in ("one", "two", "reader")]


def test_views_that_two_steps_draw_arrive_once_they_are_agreed_on(machines: list[Machine], store: Counted) -> None:
    one, two, reader = machines
    drawn = one.draw(1, {"a.html": "a", "both.html": "drawn alike"})
    drawn += two.draw(1, {"b.html": "b", "both.html": "drawn alike"})
    assert reader.fetched() == {}
    agree_on_reports(two.settings, {}, drawn, lambda: {"a.html", "b.html", "both.html"})
    assert reader.fetched() == {"a": "a", "b": "b", "both": "drawn alike"}


def test_only_what_changed_is_sent_and_fetched_and_nothing_when_nothing_changed(
    machines: list[Machine], store: Counted
) -> None:
    one, two, reader = machines
    names = [f"{letter}.html" for letter in "abcdefgh"]
    one.agree(one.draw(1, {name: name for name in names}), "abcdefgh")
    reader.fetched()

    store.asked.clear()
    one.agree([], "")
    reader.fetched()
    assert not [asked for asked in store.asked if asked.endswith(" views")]
    assert not [asked for asked in store.asked if asked.startswith("write")]

    store.asked.clear()
    two.agree(two.draw(2, {"a.html": "moved", "b.html": "b.html"}), "abcdefgh")
    assert reader.fetched()["a"] == "moved"
    assert sorted(asked for asked in store.asked if asked.endswith(" views")) == ["read views", "write views"]


def test_views_of_a_run_that_died_arrive_with_the_next_and_never_in_place_of_newer_ones(
    machines: list[Machine], store: Counted
) -> None:
    one, two, reader = machines
    one.agree(one.draw(1, {"a.html": "first", "b.html": "first"}), "ab")
    died = one.draw(2, {"a.html": "second", "b.html": "second"})
    assert reader.fetched() == {"a": "first", "b": "first"}
    newer = two.draw(3, {"a.html": "third"})
    two.agree([*newer, *died], "ab")
    assert reader.fetched() == {"a": "third", "b": "second"}
    two.agree(died, "ab")  # the step died after it had forgotten some of what was drawn
    assert reader.fetched() == {"a": "third", "b": "second"}
    one.agree(one.draw(4, {"a.html": "first"}), "ab")  # of which the content had been taken away
    assert Machine(reader.settings.home / "new").fetched() == {"a": "first", "b": "second"}


def test_what_nobody_cites_or_needs_is_gone_but_not_from_under_a_reader(
    machines: list[Machine], store: Counted
) -> None:
    one, _, reader = machines
    one.agree(one.draw(1, {"a.html": "first", "b.html": "b"}), "ab")
    assert reader.fetched() == {"a": "first", "b": "b"}
    one.agree(one.draw(2, {"a.html": "second"}), "a")
    assert len(store.sizes("views")) == 2, "readers may still go by the list before"
    assert reader.fetched() == {"a": "second"}
    one.agree(one.draw(3, {"a.html": "third"}), "a")
    assert set(store.sizes("views")) == {hashlib.sha256(content).hexdigest() for content in (b"second", b"third")}


def test_many_views_are_sent_and_fetched_in_few_requests(machines: list[Machine], store: Counted) -> None:
    one, _, reader = machines
    letters = "abcdefghijklmnopqrstuvwxyz"
    drawn = one.draw(1, {f"{letter}.html": letter for letter in letters})
    assert one.draw(1, {f"{letter}.html": letter for letter in letters}) == drawn, "a step that is repeated"
    one.agree(drawn, letters)
    assert reader.fetched() == {letter: letter for letter in letters}
    assert [asked for asked in store.asked if asked.endswith(" views")] == ["write views", "write views", "read views"]


def test_what_is_left_of_a_sheaf_of_which_most_is_out_of_date_is_bound_anew(
    machines: list[Machine], store: Counted
) -> None:
    one, two, reader = machines
    one.agree(one.draw(1, {f"{letter}.html": f"long {letter}" * 1000 for letter in "abcdefgh"}), "abcdefgh")
    reader.fetched()
    two.agree(two.draw(2, {f"{letter}.html": "moved" for letter in "abcdef"}), "abcdefgh")
    two.agree(two.draw(3, {"a.html": "again"}), "abcdefgh")
    assert sum(store.sizes("views").values()) < 3 * 6000, "six of eight views of the first sheaf were out of date"
    expected = dict.fromkeys("bcdef", "moved") | {letter: f"long {letter}" * 1000 for letter in "gh"}
    assert reader.fetched() == {**expected, "a": "again"} == Machine(reader.settings.home / "new").fetched()


@pytest.mark.parametrize("damage", [b"", b"PK", b"somebody else's"])
def test_a_sheaf_that_is_damaged_is_never_taken(machines: list[Machine], store: Counted, damage: bytes) -> None:
    one, _, reader = machines
    one.agree(one.draw(1, {"a.html": "a", "b.html": "b"}), "ab")
    (sheaf,) = store.sizes("views")
    store.below("views").write(sheaf, damage)
    with pytest.raises(StoreError, match="views of stored pages are listed that the store does not hold"):
        reader.fetched()
    assert list(reader.views.glob("*.html")) == []


def test_chapters_are_drawn_again_where_no_views_were_ever_sent(machines: list[Machine], store: Counted) -> None:
    one, _, reader = machines
    page = one.settings.reports / "chapter-1.html"
    page.write_text("<a href=snapshots/a.html>", encoding="utf-8")
    sent = send_reports(one.settings, [page])
    store.below("reports").write("listed.json", f'{{"chapter-1.html": "{sent["chapter-1"]}"}}'.encode())
    fetch_reports(reader.settings)  # what older code sent is taken all the same
    assert (reader.settings.reports / "chapter-1.html").is_file()
    assert reports_there(one.settings, sent) == set()
    agree_on_reports(one.settings, sent, one.draw(1, {"a.html": "a"}), lambda: {"a.html"})
    assert reports_there(one.settings, sent) == {"chapter-1"}
    assert reader.fetched() == {"a": "a"}
