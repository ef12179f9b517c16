"""What an installation's machines share, and where: the store, the locks, the files that people give and get.

What belongs here: choosing by the settings between one machine and many. What must never be here: how either works, and
Dagster, which commands that only read do without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.defs.coordination import Coordination, OneMachine
from pipeline.defs.lease import ManyMachines
from pipeline.defs.mirror import Mirror
from pipeline.defs.turns import DatabaseTurns
from pipeline.gathering.pacing import TurnBook, TurnFolder
from pipeline.publishing.lake import Lake
from pipeline.reading.register import register_files
from pipeline.settings import Settings
from pipeline.storage import Folder, Store
from pipeline.storage.bucket import Bucket, Credentials

_PAGE = ".html"


def find_store(settings: Settings) -> Store:
    """Where records and snapshots are kept."""
    if settings.store_url is None:
        return Folder(settings.warehouse)
    return Bucket(settings.store_url, _credentials(settings))


def find_lake(settings: Settings) -> Lake | None:
    """Where the database is published besides its file, when it is."""
    if not (settings.lake and settings.postgres_url and settings.store_url):
        return None
    data = f"{settings.store_url.rstrip('/')}/lake"
    return Lake(settings.postgres_url.get_secret_value(), data, _credentials(settings))


def _credentials(settings: Settings) -> Credentials:
    return Credentials(
        settings.store_endpoint,
        settings.store_region,
        settings.store_key.get_secret_value() if settings.store_key else None,
        settings.store_secret.get_secret_value() if settings.store_secret else None,
    )


def find_coordination(settings: Settings) -> Coordination:
    """What keeps runs, and steps of one run, apart."""
    if settings.postgres_url is None:
        return OneMachine(settings.warehouse)
    return ManyMachines(settings.postgres_url.get_secret_value(), settings.store_url or str(settings.warehouse))


def find_turns(settings: Settings) -> TurnBook:
    """When services and hosts may be called next, as everybody sees it."""
    if settings.postgres_url is None:
        return TurnFolder(settings.warehouse / "pace")
    return DatabaseTurns(settings.postgres_url.get_secret_value())


def send_inputs(settings: Settings) -> None:
    """Give the workers this machine's register and manuscripts; nothing happens where nothing is shared."""
    if mirror := _mirror(settings, "inputs", settings.home):
        written = (*register_files(settings.register), *settings.seeds.rglob("*"))
        mirror.send(path for path in written if path.is_file())


def fetch_inputs(settings: Settings) -> None:
    """Take the register and the manuscripts that were given last."""
    if mirror := _mirror(settings, "inputs", settings.home):
        mirror.fetch()


def send_database(settings: Settings) -> None:
    """Give everybody the database that this machine built."""
    if mirror := _mirror(settings, "published", settings.warehouse):
        mirror.send([settings.database])


def fetch_database(settings: Settings) -> None:
    """Take the database that was published last."""
    if mirror := _mirror(settings, "published", settings.warehouse):
        mirror.fetch()


def send_reports(settings: Settings, pages: Iterable[Path]) -> dict[str, str]:
    """Put some annotated chapters that this machine rendered where everybody finds them, once they are agreed on.
    Returns the digests of their pages by chapter; nothing where nothing is shared."""
    mirror = _mirror(settings, "reports", settings.reports)
    return {name.removesuffix(_PAGE): digest for name, digest in mirror.add(pages).items()} if mirror else {}


def reports_there(settings: Settings, sent: Mapping[str, str]) -> set[str]:
    """The chapters of which the page is there: on this machine, or where they are shared among those `sent`."""
    if mirror := _mirror(settings, "reports", settings.reports):
        there = mirror.has(sent.values())
        return {name for name, digest in sent.items() if digest in there}
    return {path.stem for path in settings.reports.glob(f"*{_PAGE}")}


def agree_on_reports(settings: Settings, sent: Mapping[str, str]) -> None:
    """Make these annotated chapters, which were sent before, all that everybody sees."""
    if mirror := _mirror(settings, "reports", settings.reports):
        mirror.agree({f"{name}{_PAGE}": digest for name, digest in sent.items()})


def fetch_reports(settings: Settings) -> None:
    """Take the annotated chapters that were rendered last."""
    if mirror := _mirror(settings, "reports", settings.reports):
        mirror.fetch()


def _mirror(settings: Settings, name: str, folder: Path) -> Mirror | None:
    if settings.store_url is None:
        return None
    return Mirror(find_store(settings).below(name), folder, settings.warehouse / "mirrored" / f"{name}-listed.json")
