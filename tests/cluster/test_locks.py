"""Locks in the database: one run at a time, its steps together, a dead one taken over; a step once; turns in turn."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.instance import InstanceRef
from dagster_postgres import PostgresEventLogStorage

from pipeline.defs.foreseen import HistoryError
from pipeline.defs.history import KeptPostgresStorage
from pipeline.defs.machines import lease
from pipeline.defs.machines.lease import ManyMachines
from pipeline.defs.machines.occupancy import OccupiedError
from pipeline.defs.machines.turns import DatabaseTurns
from pipeline.defs.running.cluster import open_history
from pipeline.defs.running.instance import history_told_of
from pipeline.gathering.pacing import Pace, await_turn, grant_rest
from pipeline.settings import Settings
from tests.cluster.engines import DATABASE_PASSWORD, Postgres, running
from tests.cluster.library import Cluster

pytestmark = pytest.mark.cluster


@pytest.fixture
def locks(postgres: Postgres) -> ManyMachines:
    """The locks of an installation that nobody else uses."""
    return ManyMachines(postgres.url, f"s3://bucket/{uuid.uuid4()}")


def never(run_id: str) -> bool:
    return False


def hold(
    locks: ManyMachines, run_id: str, patience: float = 0.0, is_over: Callable[[str], bool] = never
) -> dt.datetime:
    """Hold for a moment, as a step does, and give the run's beginning."""
    with locks.hold(run_id, patience=patience, waiting=lambda note: None, is_over=is_over) as began:
        return began


def test_the_steps_of_a_run_share_the_warehouse_and_the_instant_at_which_it_began(locks: ManyMachines) -> None:
    with locks.hold("one", patience=0, waiting=str, is_over=never) as began:
        assert hold(locks, "one") == began
        assert abs((dt.datetime.now(dt.UTC) - began).total_seconds()) < 30


def test_another_run_is_told_who_holds_the_warehouse_between_its_steps_too(locks: ManyMachines) -> None:
    hold(locks, "one")
    told: list[str] = []
    with (
        pytest.raises(OccupiedError, match="run one"),
        locks.hold("two", patience=0, waiting=told.append, is_over=never),
    ):
        pass
    assert len(told) == 1
    assert DATABASE_PASSWORD not in repr(locks)


def test_a_run_that_is_over_holds_nothing(locks: ManyMachines) -> None:
    first = hold(locks, "one")
    assert hold(locks, "two", is_over=lambda run_id: run_id == "one") > first


def test_a_lease_that_nobody_renews_runs_out(locks: ManyMachines, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(locks, "one")
    monkeypatch.setattr(lease, "LEASE", 0.5)
    time.sleep(0.6)
    hold(locks, "two")
    monkeypatch.setattr(lease, "LEASE", 60.0)
    with pytest.raises(OccupiedError, match="run two"):
        hold(locks, "one")


def test_a_step_is_worked_on_once_at_a_time(locks: ManyMachines) -> None:
    order: list[str] = []

    def second() -> None:
        with locks.alone("step"):
            order.append("second")

    with locks.alone("step"):
        waiting = threading.Thread(target=second)
        waiting.start()
        with locks.alone("another step"):
            time.sleep(0.5)
            order.append("first")
    waiting.join(timeout=20)
    assert order == ["first", "second"]


def test_a_step_that_failed_or_lost_its_database_is_held_by_nobody(engines: Path) -> None:
    engine = Postgres(engines / "postgres-of-steps")
    with running(engine):
        locks = ManyMachines(engine.url, "s3://bucket/steps")
        with pytest.raises(ZeroDivisionError), locks.alone("step"):
            _ = 1 / 0
        assert _is_free(engine, locks, "step")
        with locks.alone("step"):
            assert not _is_free(engine, locks, "step")
        assert _is_free(engine, locks, "step")
        with locks.alone("step"):
            engine.kill()
            engine.start()
        with locks.alone("step"):
            assert not _is_free(engine, locks, "step")


def _is_free(engine: Postgres, locks: ManyMachines, step: str) -> bool:
    """Whether another process could take the step at once."""
    taken = threading.Event()

    def take() -> None:
        with locks.alone(step):
            taken.set()

    waiting = threading.Thread(target=take, daemon=True)
    waiting.start()
    return taken.wait(1.0)


def test_steps_of_a_process_share_its_connection(postgres: Postgres, locks: ManyMachines) -> None:
    counted = "SELECT count(*) FROM pg_stat_activity WHERE query ~ 'claims_occupancy|advisory'"
    with contextlib.closing(lease.connect(postgres.url)) as connection:
        (before,) = lease.ask(connection, counted)
        for number in range(3):
            hold(locks, "one")
            with locks.alone(f"step {number}"):
                pass
        (after,) = lease.ask(connection, counted)
    assert after[0] <= before[0] + 1


def test_the_rate_of_a_service_holds_for_all_workers(postgres: Postgres) -> None:
    name, calls = f"service {uuid.uuid4()}", list[float]()
    zero, began = dt.datetime.now(dt.UTC), time.monotonic()

    def now() -> dt.datetime:
        """The clock that is slept and measured by: the machine's may be set or slowed in the meantime."""
        return zero + dt.timedelta(seconds=time.monotonic() - began)

    def worker() -> None:
        async def call() -> None:
            pace = Pace(0.1, now, DatabaseTurns(postgres.url), name)
            for _ in range(4):
                await pace.wait()
                calls.append(time.monotonic())

        asyncio.run(call())

    workers = [threading.Thread(target=worker) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(timeout=60)
    assert len(calls) == 12
    assert max(calls) - began >= 11 * 0.1  # not since the first call: a busy machine may wake that one late


def test_a_host_rests_whoever_would_ask_it(postgres: Postgres) -> None:
    host, began = f"{uuid.uuid4()}.example", time.monotonic()
    grant_rest(DatabaseTurns(postgres.url), host, dt.datetime.now(dt.UTC) + dt.timedelta(seconds=0.7))
    asyncio.run(await_turn(DatabaseTurns(postgres.url), host, lambda: dt.datetime.now(dt.UTC)))
    assert time.monotonic() - began >= 0.6


def test_without_the_database_a_worker_keeps_its_own_turns() -> None:
    turns = DatabaseTurns("postgresql://nobody@127.0.0.1:9/none")
    with turns.held("service") as held:
        held.not_before = dt.datetime.max.replace(tzinfo=dt.UTC)
    with turns.held("service") as held:
        assert held.not_before.year == 9999


def test_turns_are_kept_over_a_database_that_was_restarted(engines: Path) -> None:
    engine = Postgres(engines / "postgres-of-turns")
    with running(engine):
        turns, late = DatabaseTurns(engine.url), dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
        for day in (1, 2):
            with turns.held("service") as held:
                held.not_before = late.replace(day=day)
        engine.kill()
        engine.start()
        with turns.held("service") as held:
            assert held.not_before == late.replace(day=2)


def test_the_history_of_runs_is_written_on_over_a_database_that_was_restarted(engines: Path, tmp_path: Path) -> None:
    engine = Postgres(engines / "postgres-of-history")
    with running(engine):
        with dg.DagsterInstance.from_ref(_ref(tmp_path, engine)) as instance:
            run = instance.create_run_for_job(_nothing)
        engine.kill()
        engine.start()
        with dg.DagsterInstance.from_ref(_ref(tmp_path, engine)) as instance:
            instance.report_run_failed(run)
            (record,) = instance.get_run_records()
            assert record.dagster_run.status is dg.DagsterRunStatus.FAILURE


def test_a_database_that_is_away_when_a_run_is_begun_is_waited_for(
    cluster: Cluster, engines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, notes = Postgres(engines / "postgres-away"), list[str]()
    for name, value in cluster.settings(CLAIMS_POSTGRES_URL=engine.url, CLAIMS_HOME=str(tmp_path)).items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    with monkeypatch.context() as hasty:
        hasty.setattr("pipeline.defs.running.cluster._PATIENCE", 0.0)
        with pytest.raises(HistoryError, match="CLAIMS_POSTGRES_URL") as told, history_told_of(settings):
            open_history(settings, notes.append)
    starting = threading.Timer(1.0, engine.start)
    starting.start()
    try:
        with open_history(settings, notes.append) as instance:
            assert list(instance.get_run_records()) == []
    finally:
        starting.join()
        engine.kill()
    assert DATABASE_PASSWORD not in f"{told.value} {notes}"


def test_what_a_step_tells_is_written_in_its_order_and_with_its_end(engines: Path, tmp_path: Path) -> None:
    engine = Postgres(engines / "postgres-of-events")
    with running(engine), dg.DagsterInstance.from_ref(_ref(tmp_path, engine)) as instance:
        with dg.execute_job(dg.reconstructable(_telling), instance=instance, run_config=_QUIET) as result:
            run_id, told = result.run_id, [event.event_type for event in result.all_events]
        written = [entry.get_dagster_event() for entry in instance.all_logs(run_id) if entry.is_dagster_event]
        (materialized,) = instance.fetch_materializations(dg.AssetKey("told"), limit=1).records
    kinds = [event.event_type for event in written]
    own = kinds[kinds.index(dg.DagsterEventType.STEP_START) : kinds.index(dg.DagsterEventType.STEP_SUCCESS) + 1]
    assert own[:2] == [dg.DagsterEventType.STEP_START, dg.DagsterEventType.ASSET_MATERIALIZATION]
    assert {dg.DagsterEventType.RESOURCE_INIT_SUCCESS, dg.DagsterEventType.STEP_OUTPUT} <= {*kinds}
    assert [kind for kind in kinds if kind in told] == told
    assert materialized.run_id == run_id


def test_what_a_run_intends_to_make_is_written_together_and_is_found_as_if_it_were_not(
    engines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Postgres(engines / "postgres-of-intentions")
    with running(engine), dg.DagsterInstance.from_ref(_ref(tmp_path, engine)) as instance:
        found, usual = [], PostgresEventLogStorage.store_event
        alone: list[str] = []

        def counted(storage: PostgresEventLogStorage, event: dg.EventLogEntry) -> None:
            alone.append(size)
            usual(storage, event)

        monkeypatch.setattr(PostgresEventLogStorage, "store_event", counted)
        for size in ("1000", "0"):
            monkeypatch.setenv("DAGSTER_EVENT_BATCH_SIZE", size)
            instance.wipe()
            run = instance.create_run_for_job(_made.resolve_implicit_global_asset_job_def())
            entries = [entry.get_dagster_event() for entry in instance.all_logs(run.run_id)]
            told = sorted((event.event_type_value, event.message) for event in entries)
            known = {key.to_user_string() for key in instance.all_asset_keys()}
            checks = instance.event_log_storage.get_asset_check_execution_history(_CHECKED, limit=5)
            found.append((told, known, [(check.run_id == run.run_id, check.status) for check in checks]))
    assert found[0] == found[1]
    assert len(found[0][0]) == 11
    assert alone == ["0"] * 11


def test_instances_of_a_process_share_its_connections(postgres: Postgres, tmp_path: Path) -> None:
    with contextlib.closing(lease.connect(postgres.url)) as connection:
        for _ in range(3):
            with dg.DagsterInstance.from_ref(_ref(tmp_path, postgres)) as instance:
                instance.get_run_records()
        counted = "SELECT count(*) FROM pg_stat_activity WHERE query ~ 'FROM runs' AND pid <> pg_backend_pid()"
        assert lease.ask(connection, counted) == [(1,)]


@dg.job
def _nothing() -> None:
    """A job without steps."""


@dg.op(out=dg.Out(dg.Nothing))
def _tell() -> Iterator[object]:
    """An op that has something to tell besides its end."""
    yield dg.AssetMaterialization("told")
    yield dg.Output(None)


@dg.job(executor_def=dg.in_process_executor)
def _telling() -> None:
    """A job of one such step."""
    _tell()


_KEYS = [f"planned_{number}" for number in range(10)]
_CHECKED = dg.AssetCheckKey(dg.AssetKey(_KEYS[0]), "is_there")


@dg.multi_asset(specs=[dg.AssetSpec(key) for key in _KEYS])
def _many() -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Ten assets."""
    yield from (dg.MaterializeResult(asset_key=key) for key in _KEYS)


@dg.asset_check(asset=_KEYS[0], name="is_there")
def _check() -> dg.AssetCheckResult:
    """A check of the first."""
    return dg.AssetCheckResult(passed=True)


_made = dg.Definitions(assets=[_many], asset_checks=[_check])


_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def _ref(folder: Path, engine: Postgres) -> InstanceRef:
    storage = {"module": KeptPostgresStorage.__module__, "class": KeptPostgresStorage.__name__}
    config = {"config": {"postgres_url": engine.url}}
    overrides = {"telemetry": {"enabled": False}, "storage": {"custom": {**storage, **config}}}
    return InstanceRef.from_dir(str(folder), overrides=overrides)
