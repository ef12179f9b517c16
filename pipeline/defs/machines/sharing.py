"""What an installation's machines share, and where: the store, the locks, the files that people give and get.

What belongs here: choosing by the settings between one machine and many. What must never be here: how either works, and
Dagster, which commands that only read do without.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.defs.machines.coordination import Coordination, OneMachine
from pipeline.defs.machines.lease import ManyMachines
from pipeline.defs.machines.mirror import Mirror
from pipeline.defs.machines.sheaves import Sheaves
from pipeline.defs.machines.turns import DatabaseTurns
from pipeline.defs.machines.view_list import ViewList
from pipeline.gathering.pacing import TurnBook, TurnFolder
from pipeline.publishing.galley import VIEWS_FOLDER, read_state
from pipeline.publishing.lake import Lake
from pipeline.reading.register import register_files
from pipeline.settings import Settings
from pipeline.storage import Folder, ReplacedError, Store, StoreError
from pipeline.storage.bucket import Bucket, Credentials

_PAGE = ".html"
_VIEW_LIST = f"{VIEWS_FOLDER}/listed.json"
"""Goes with the annotated chapters, as one of their files, so that all are agreed on at once. The views themselves lie
apart, so that nobody lists a library's thousands of them to see which chapters are there."""
_ATTEMPTS = 5
"""How often to fetch again when other views are agreed on meanwhile."""


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
    if sheaves := _sheaves(settings, "inputs", settings.home):
        written = (*register_files(settings.register), *settings.seeds.rglob("*"))
        sheaves.send(path for path in written if path.is_file())


def fetch_inputs(settings: Settings) -> None:
    """Take the register and the manuscripts that were given last."""
    if sheaves := _sheaves(settings, "inputs", settings.home):
        sheaves.fetch()


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


def send_views(settings: Settings, views: Iterable[Path]) -> dict[str, str]:
    """Put some views of stored pages that this machine drew where everybody finds them, once they are agreed on.
    Returns the sheaves they lie in by file name; nothing where nothing is shared."""
    if (sheaves := _views(settings)) is None:
        return {}
    listed = _listed_views(settings)
    return sheaves.add(views, set(listed.sheaves.values()) if listed else ())


def view_states(settings: Settings, drawn: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """Tells in which state a view of a stored page was drawn, by its file name: the one on this machine, or where they
    are shared the one that everybody will see once those are agreed on that are `remembered` as `drawn` since."""
    if _mirror(settings, "reports", settings.reports) is None:
        return lambda name: read_state(settings.reports / VIEWS_FOLDER / name)
    states = (_listed_views(settings) or ViewList()).with_drawn(drawn).states
    return lambda name: states.get(name, "")


def reports_there(settings: Settings, sent: Mapping[str, str]) -> set[str]:
    """The chapters of which the page is there: on this machine, or where they are shared among those `sent`; none
    before anybody agreed on views of what they cite."""
    if mirror := _mirror(settings, "reports", settings.reports):
        there = mirror.has(sent.values()) if mirror.digest_of(_VIEW_LIST) else set()
        return {name for name, digest in sent.items() if digest in there}
    return {path.stem for path in settings.reports.glob(f"*{_PAGE}")}


def agree_on_reports(
    settings: Settings,
    sent: Mapping[str, str],
    drawn: Collection[tuple[str, str]],
    cited: Callable[[], Collection[str]],
) -> None:
    """Make these annotated chapters, which were sent before, all that everybody sees, with the views of what they cite.

    `drawn` is what is `remembered` of the views that were drawn and sent since the last time; only when there are some
    is it asked which are `cited` at all.
    """
    if mirror := _mirror(settings, "reports", settings.reports):
        views = mirror.digest_of(_VIEW_LIST)
        if drawn or views is None:
            views = _agree_on_views(settings, mirror, drawn, cited())
        mirror.agree({**{f"{name}{_PAGE}": digest for name, digest in sent.items()}, _VIEW_LIST: views})


def _agree_on_views(
    settings: Settings, reports: Mirror, drawn: Iterable[tuple[str, str]], cited: Collection[str]
) -> str:
    """Put the list of the views into the store, and remove what nobody fetches any more. Returns the list's digest."""
    before = _listed_views(settings) or ViewList()
    after = before.brought_up_to_date(drawn, cited)
    if views := _views(settings):
        after = after.bound_anew(views.bound_anew(after.sheaves))
        views.remove(before.gone(after))
    Folder(settings.reports).write(_VIEW_LIST, after.to_json())
    return reports.add([settings.reports / _VIEW_LIST])[_VIEW_LIST]


def _listed_views(settings: Settings) -> ViewList | None:
    """The views that are agreed on; None where nothing is shared, or nobody agreed on any yet."""
    mirror = _mirror(settings, "reports", settings.reports)
    content = mirror.read(_VIEW_LIST) if mirror else None
    return ViewList.from_json(content) if content is not None else None


def fetch_reports(settings: Settings) -> None:
    """Take the annotated chapters that were rendered last, and the views of what they cite."""
    reports, views = _mirror(settings, "reports", settings.reports), _views(settings)
    if reports is None or views is None:
        return
    for _ in range(_ATTEMPTS):
        reports.fetch()
        with suppress(FileNotFoundError, ReplacedError):
            views.take(_fetched_views(settings).sheaves)
            return
    raise StoreError(
        f"{settings.reports}: views of stored pages are listed that the store does not hold; remove its folder "
        "`reports`, and the next refresh draws all of them again"
    )


def _fetched_views(settings: Settings) -> ViewList:
    """The views that the list on this machine names; none where what was sent last came from older code."""
    path = settings.reports / _VIEW_LIST
    return ViewList.from_json(path.read_bytes()) if path.exists() else ViewList()


def _views(settings: Settings) -> Sheaves | None:
    return _sheaves(settings, "views", settings.reports / VIEWS_FOLDER)


def _sheaves(settings: Settings, name: str, folder: Path) -> Sheaves | None:
    mirror = _mirror(settings, name, folder)
    return Sheaves(mirror.store, mirror.folder, mirror.noted) if mirror else None


def _mirror(settings: Settings, name: str, folder: Path) -> Mirror | None:
    if settings.store_url is None:
        return None
    return Mirror(find_store(settings).below(name), folder, settings.warehouse / "mirrored" / f"{name}-listed.json")
