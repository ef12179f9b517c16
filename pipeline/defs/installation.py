"""What a run works on and how it is told to work: the resources of every asset.

What belongs here: the installation (settings, record files, archive, progress) and the options of one run (its day,
offline or not, which chapter), with the one reading of the clock. What must never be here: what an asset makes.
"""

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import dagster as dg
from pydantic import Field, PrivateAttr, SecretStr

from pipeline.defs import circles
from pipeline.defs.foreseen import InputError
from pipeline.defs.keeping.kept_register import KeptRegister
from pipeline.defs.keeping.records import Records
from pipeline.defs.keeping.shards import Shard
from pipeline.defs.machines.coordination import Coordination
from pipeline.defs.machines.sharing import fetch_inputs, find_coordination, find_store, find_turns
from pipeline.gathering import Archive, GatherSettings, StoreShelf, WaybackSettings
from pipeline.judging import DEFAULT_POLICY, Policy
from pipeline.judging.models import JudgeSettings, Model, open_model
from pipeline.reading import Register, read_register, register_files
from pipeline.settings import Settings
from pipeline.storage import Store


class Progress(Protocol):
    """Told how far a stage is: so many of so many, and a word on the last one."""

    def __call__(self, stage: str, done: int, total: int, note: str = "") -> None:
        """Say that `done` of `total` are done; both are 0 where only the note is news."""
        ...


def silent(stage: str, done: int, total: int, note: str = "") -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Installation:
    """Everything that outlives a run."""

    settings: Settings
    progress: Progress = silent
    records: Records = field(init=False)
    _register: dict[str, Any] = field(init=False, default_factory=dict, repr=False)
    _judges: list[Model] = field(init=False, default_factory=list, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "records", Records(self.store.below("records"), self.store.below("packs")))

    @property
    def store(self) -> Store:
        """Where records and snapshots are kept."""
        return find_store(self.settings)

    @property
    def coordination(self) -> Coordination:
        """What keeps runs, and steps of one run, apart."""
        return find_coordination(self.settings)

    def register(self) -> Register:
        """The register as it stands on disk; parsed again only when a file changed. Raises RegisterError."""
        path = self.settings.register
        files = [(file, file.stat()) for file in register_files(path) if file.is_file()]
        state = [(file, stat.st_size, stat.st_mtime_ns, stat.st_ino) for file, stat in files]
        if self._register.get("state", "unread") != state:
            kept = KeptRegister(self.store.below("register"))
            self._register.update(state=state, register=read_register(path, kept))
        register: Register = self._register["register"]
        return register

    def archive(self) -> Archive:
        """The snapshot archive; where its files stand in a bucket, this machine keeps an index of them."""
        root, url = self.settings.warehouse / "archive", self.settings.store_url
        if url:
            with contextlib.suppress(OSError):  # the index of who may not write here lives in memory, and is made anew
                root.mkdir(parents=True, exist_ok=True)
        return Archive(root, StoreShelf(self.store.below("archive"), f"{url}/archive") if url else None)

    def gather_settings(self, *, offline: bool) -> GatherSettings:
        """How sources may be looked at."""
        return GatherSettings(
            home=self.settings.home,
            contact=self.settings.contact,
            allow_addresses=tuple(str(network) for network in self.settings.allow_addresses),
            offline=offline,
            connections=self.settings.connections,
            deadline=self.settings.deadline,
            browser=self.settings.browser,
            browser_path=self.settings.browser_path,
            turns=find_turns(self.settings),
            host_turns=find_turns(self.settings) if self.settings.profile == "cluster" else None,
            wayback=self._wayback(),
        )

    def _wayback(self) -> WaybackSettings:
        settings, public = self.settings, WaybackSettings()
        return replace(
            public,
            enabled=settings.wayback,
            save=settings.wayback_save,
            access_key=_secret(settings.wayback_access_key),
            secret_key=_secret(settings.wayback_secret_key),
            cdx_url=settings.wayback_urls.get("cdx", public.cdx_url),
            replay_url=settings.wayback_urls.get("replay", public.replay_url),
            save_url=settings.wayback_urls.get("save", public.save_url),
        )

    def judge(self) -> Model | None:
        """The model that judges doubtful passages, opened once; None when none is switched on. Raises ModelError."""
        settings = self.settings
        if settings.judge_kind is None:
            return None
        if not self._judges:
            wanted = JudgeSettings(
                kind=settings.judge_kind,
                model=settings.judge_model or "",
                url=settings.judge_url.get_secret_value() if settings.judge_url else "",
                key=settings.judge_key.get_secret_value() if settings.judge_key else None,
                timeout=settings.judge_timeout,
            )
            self._judges.append(open_model(wanted))
        return self._judges[0]

    @property
    def policy(self) -> Policy:
        """The thresholds by which claims are decided."""
        return replace(DEFAULT_POLICY, transcripts=self.settings.use_transcripts)


def _secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value else None


class Refresh(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The options of one run; in the launchpad under `resources: refresh: config:`."""

    offline: bool = Field(default=False, description="Decide from what is stored; call no source")
    as_of: str = Field(default="", description="Day to decide for, YYYY-MM-DD; empty is today")
    chapter: str = Field(default="", description="Only this chapter's claims; empty is every chapter")
    patience: float = Field(default=120.0, description="Seconds to wait for another run to finish")
    order: list[int] = Field(default=[], description="Shards as workers are to take them; empty is by their numbers")
    installation: dg.ResourceDependency[Installation]

    _started: dt.datetime = PrivateAttr()
    _root_run_id: str = PrivateAttr()

    @contextlib.contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Refresh"]:
        """Hold the warehouse for the run, and learn when it began: the clock is read once a run, not once a step."""
        run = context.run
        self._root_run_id = (run.root_run_id or run.run_id) if run else "no-run"

        def is_over(run_id: str) -> bool:
            other = context.instance.get_run_by_id(run_id) if context.instance else None
            return other is not None and other.is_finished

        holding = self.installation.coordination.hold(
            self._root_run_id, patience=self.patience, waiting=self._say, is_over=is_over
        )
        with holding as self._started, circles.looked_for_seldom():
            fetch_inputs(self.installation.settings)
            yield self

    def _say(self, note: str) -> None:
        self.installation.progress("waiting", 0, 0, note)

    @property
    def root_run_id(self) -> str:
        """The run, or the first of the runs that this one resumes."""
        return self._root_run_id

    @property
    def now(self) -> dt.datetime:
        """When the run began (UTC)."""
        return self._started

    @property
    def day(self) -> dt.date:
        """The day the run decides for."""
        return dt.date.fromisoformat(self.as_of) if self.as_of else self.now.date()

    @property
    def until(self) -> dt.datetime:
        """The instant from which on nothing counts: the end of the run's day (UTC)."""
        return dt.datetime.combine(self.day + dt.timedelta(days=1), dt.time(), dt.UTC)

    def shard(self, place: int, count: int) -> Shard:
        """The shard, of `count`, that the step of that place works on: one order for all steps of a run, so that each
        shard is worked on once. Raises InputError for an order that leaves one out."""
        order = self.order or range(count)
        if sorted(order) != list(range(count)):
            raise InputError(f"order: {self.order}: name each of the shards 0 to {count - 1} once, or leave it empty")
        return Shard(order[place], count)

    @property
    def calls_sources(self) -> bool:
        """Whether the run speaks to the web. What is fetched today cannot count for a day that is past."""
        return not self.offline and self.day >= self.now.date()
