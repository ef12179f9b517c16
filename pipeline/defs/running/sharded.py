"""Assets whose work falls into shards: one loop in one process on a laptop, many steps on many workers on a cluster.

What belongs here: the one way in which an asset is made of `work` (bring one shard up to date) and `finish`
(tidy up and report), and several assets of one way of dividing. What must never be here: what the work is. Work must be
idempotent, because a cluster repeats a step whose worker was lost; it writes records that no other shard writes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import dagster as dg

from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.shards import WHOLE, Shard
from pipeline.defs.metadata import PREVIEW_ROWS


@dataclass(frozen=True, slots=True)
class Tally:
    """What the work on one shard, or on several, came to: what `finish` reports without reading it all again."""

    counts: Counter[str] = field(default_factory=Counter)
    """Named counts, such as how many pages were read now."""
    breakdown: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """How many rows there are of each combination of some columns."""
    preview: tuple[Any, ...] = ()
    """The first rows: as records, or as mappings once they came from another step."""

    def __add__(self, other: "Tally") -> "Tally":
        shown = (*self.preview, *other.preview)[:PREVIEW_ROWS]
        return Tally(self.counts + other.counts, self.breakdown + other.breakdown, shown)

    @classmethod
    def of(cls, rows: Sequence[Any], *columns: str, **counts: int) -> "Tally":
        """The tally of some rows, broken down by some columns; `rows` is how many there are."""
        broken = Counter(tuple(str(getattr(row, column)) for column in columns) for row in rows) if columns else None
        return cls(Counter(rows=len(rows), **counts), broken or Counter(), tuple(rows[:PREVIEW_ROWS]))


@dataclass(frozen=True, slots=True)
class Step:
    """What the work of one step is given."""

    installation: Installation
    refresh: Refresh
    run_id: str

    @property
    def shards(self) -> int:
        """How many shards there are."""
        return self.installation.settings.shards

    def batch(self, shard: Shard) -> str:
        """Name of what the run appends for a shard; the same when the step is repeated, also by a resumed run."""
        return f"{self.refresh.root_run_id}-{shard}"


Work = Callable[[Step, Shard], Tally]
Finish = Callable[[Step, Tally], Iterable[dg.MaterializeResult]]  # type: ignore[type-arg]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Assets that are made shard by shard, by the same work."""

    specs: Sequence[dg.AssetSpec]
    work: Work
    finish: Finish

    def report(self, step: Step, tally: Tally) -> Iterator[tuple[dg.AssetKey, dict[str, Any]]]:
        """Tidy up, and say of every asset what is to be told of it; a stage of one asset need not name it."""
        for result in self.finish(step, tally):
            key = dg.AssetKey.from_coercible(result.asset_key) if result.asset_key else self.specs[0].key
            yield key, dict(result.metadata or {})


@dataclass(frozen=True, slots=True)
class Sharded:
    """Stages that are divided alike, one after another in one step: the work of a later one on a shard reads, of what
    the earlier ones make, that shard's alone. So nobody waits between them for the slowest shard."""

    name: str
    stages: Sequence[Stage]
    pool: str | None = None
    """Dagster's pool that a step of one shard needs a place in, where there are many."""

    @property
    def specs(self) -> list[dg.AssetSpec]:
        """The assets of all stages."""
        return [spec for stage in self.stages for spec in stage.specs]

    def build(self, shards: int) -> dg.AssetsDefinition:
        """The assets: one step for one shard, and for more a step per shard and one that finishes."""
        return self._in_one_step() if shards == 1 else self._in_steps(shards)

    def _in_one_step(self) -> dg.AssetsDefinition:
        @dg.multi_asset(name=self.name, specs=self.specs)
        def made(
            context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation], refresh: Refresh
        ) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
            step = Step(installation, refresh, context.run.run_id)
            for stage in self.stages:
                for key, metadata in stage.report(step, stage.work(step, WHOLE)):
                    yield dg.MaterializeResult(asset_key=key, metadata=metadata)

        return made

    def _in_steps(self, shards: int) -> dg.AssetsDefinition:
        own = {spec.key for spec in self.specs}
        before = {dep.asset_key for spec in self.specs for dep in spec.deps} - own
        inputs = {_name(key): key for key in sorted(before)}
        works = [self._work_op(place, shards, inputs) for place in range(shards)]
        finish = self._finish_op()
        tallies = dg.MultiDependencyDefinition([dg.DependencyDefinition(work.name) for work in works])
        graph = dg.GraphDefinition(
            name=self.name,
            node_defs=[*works, finish],
            dependencies={finish.name: {"tallies": tallies}},
            input_mappings=[
                dg.InputMapping(graph_input_name=name, mapped_node_name=work.name, mapped_node_input_name=name)
                for name in inputs
                for work in works
            ],
            output_mappings=[
                dg.OutputMapping(_name(key), mapped_node_name=finish.name, mapped_node_output_name=_name(key))
                for key in sorted(own)
            ],
        )
        specs = {spec.key: spec for spec in self.specs}
        return dg.AssetsDefinition.from_graph(
            graph,
            keys_by_input_name=inputs,
            keys_by_output_name={_name(key): key for key in own},
            internal_asset_deps={_name(spec.key): {dep.asset_key for dep in spec.deps} for spec in self.specs},
        ).map_asset_specs(lambda spec: _described_as(spec, specs[spec.key]))

    def _work_op(self, place: int, shards: int, inputs: Iterable[str]) -> dg.OpDefinition:
        @dg.op(
            name=f"{self.name}_{place}_of_{shards}",
            ins={name: dg.In(dg.Nothing) for name in inputs},
            out=dg.Out(io_manager_key="tallies"),
            pool=self.pool,
        )
        def work(
            context: dg.OpExecutionContext, installation: dg.ResourceParam[Installation], refresh: Refresh
        ) -> list[Tally]:
            step, shard = Step(installation, refresh, context.run.run_id), refresh.shard(place, shards)
            with installation.coordination.alone(f"{refresh.root_run_id} {context.op.name}"):
                tallies = [stage.work(step, shard) for stage in self.stages]
            context.add_output_metadata(
                {
                    f"{stage.specs[-1].key.to_user_string()} {name}": count
                    for stage, tally in zip(self.stages, tallies, strict=True)
                    for name, count in tally.counts.items()
                }
            )
            return tallies

        return work

    def _finish_op(self) -> dg.OpDefinition:
        @dg.op(
            name=f"{self.name}_finish",
            ins={"tallies": dg.In()},
            out={_name(spec.key): dg.Out(dg.Nothing) for spec in self.specs},
        )
        def finish(
            context: dg.OpExecutionContext,
            installation: dg.ResourceParam[Installation],
            refresh: Refresh,
            tallies: list[list[Tally]],
        ) -> Iterator[dg.Output[None]]:
            step = Step(installation, refresh, context.run.run_id)
            for number, stage in enumerate(self.stages):
                told = sum((of_shard[number] for of_shard in tallies if of_shard), Tally())
                for key, metadata in stage.report(step, told):
                    yield dg.Output(None, output_name=_name(key), metadata=metadata)

        return finish


def _name(key: dg.AssetKey) -> str:
    return "_".join(key.path)


def _described_as(made: dg.AssetSpec, wanted: dg.AssetSpec) -> dg.AssetSpec:
    """The spec of a graph's output with everything that the wanted spec says about it."""
    return made.replace_attributes(
        description=wanted.description,
        metadata={**made.metadata, **wanted.metadata},
        group_name=wanted.group_name,
        owners=wanted.owners,
        tags={**made.tags, **wanted.tags},
        freshness_policy=wanted.freshness_policy,
    )
