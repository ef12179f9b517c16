"""Packs: copies of a table's many small files in a few larger ones, so that passing over the table opens few files.

What belongs here: when a copy holds, and when it is made again. What must never be here: anything that is kept in a
pack alone. A pack says of every file in it which version it copied (see `Store.versions`), and only that version is
ever taken from it: a file that was written since is read itself. So packs may be lost, torn or behind at any time.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import pyarrow as pa

from pipeline.defs.keeping import parquet
from pipeline.model import Table
from pipeline.publishing.columns import conform, schema
from pipeline.storage import Store, Version

PACKED_FROM = 100
"""Number of files from which a table is packed."""
FILES_IN_PACK = 64
"""Files that share a pack, about; so many are in memory together when it is made."""
_STALE = 0.25
"""Share of a pack's files that were written since, above which it is made again."""

Load = Callable[[str, Sequence[str] | None], pa.Table]
"""Reads one file of a table, or of some columns those that it has."""
Slices = dict[str, tuple[int, int]]
"""Where the rows of a file stand in a pack, by the file: offset and length."""
_SUFFIX = ".parquet"


class Packs:
    """The packs in one store. Without a store there are none."""

    def __init__(self, store: Store | None) -> None:
        self._store = store

    def serve(self, count: int) -> bool:
        """Whether that many files are worth packing."""
        return self._store is not None and count >= PACKED_FROM

    def tables(
        self,
        table: Table,
        versions: Mapping[str, str],
        wanted: Iterable[str],
        load: Load,
        columns: Sequence[str] | None,
    ) -> Iterator[pa.Table]:
        """The rows of the `wanted` files of a table, in no order; `versions` are those of all its files that share
        packs."""
        asked, packs = set(wanted), self._versions(table)
        count = 1 << (len(versions) // FILES_IN_PACK).bit_length()
        groups: dict[str, dict[str, str]] = {}
        for file, version in versions.items():
            groups.setdefault(f"{zlib.crc32(file.encode()) % count}-of-{count}", {})[file] = version
        for group, members in groups.items():
            if mine := [file for file in members if file in asked]:
                pack = packs.get(f"{group}{_SUFFIX}")
                yield from self._group(table, group, members, mine, load, columns, pack)

    def _versions(self, table: Table) -> Mapping[str, Version]:
        """The versions of a table's packs; packs that cannot be listed are as good as none."""
        assert self._store
        with contextlib.suppress(OSError):
            return self._store.versions(table.name)
        return {}

    def _group(
        self,
        table: Table,
        group: str,
        versions: Mapping[str, str],
        wanted: Sequence[str],
        load: Load,
        columns: Sequence[str] | None,
        version: Version | None,
    ) -> Iterator[pa.Table]:
        pack, held = self._read(table, group, versions, columns, version)
        if len(versions) - len(held) > _STALE * len(versions):
            pack, held = self._make(table, group, versions, load, version)
        if held.keys() == set(wanted) and sum(length for _, length in held.values()) == pack.num_rows:
            yield pack
            return
        if slices := [pack.slice(*held[file]) for file in wanted if file in held]:
            yield pa.concat_tables(slices).combine_chunks()  # one table, for whoever reads it pays for each
        yield from (load(file, columns) for file in wanted if file not in held)

    def _read(
        self,
        table: Table,
        group: str,
        versions: Mapping[str, str],
        columns: Sequence[str] | None,
        version: Version | None,
    ) -> tuple[pa.Table, Slices]:
        """A pack of some `version`, and where in it the rows of each file stand whose version is still the same."""
        assert self._store
        try:
            with self._store.open(_place(table, group), version) as stream:
                pack = parquet.read(stream, columns)
        except (OSError, pa.ArrowException):
            return pa.table({}), {}
        notes = pack.schema.metadata or {}
        held: Slices = {}
        if notes.get(b"columns") == _columns(table).encode():
            offset = 0
            for file, copied, length in json.loads(notes[b"files"]):
                if versions.get(file) == copied:
                    held[file] = (offset, length)
                offset += length
        return pack, held

    def _make(
        self, table: Table, group: str, versions: Mapping[str, str], load: Load, version: Version | None
    ) -> tuple[pa.Table, Slices]:
        """Make a pack again, of what it still holds and the files that were written since."""
        old, held = self._read(table, group, versions, None, version)
        rows = [
            conform(table.record, old.slice(*held[file]) if file in held else load(file, None)) for file in versions
        ]
        files = [(file, version, own.num_rows) for (file, version), own in zip(versions.items(), rows, strict=True)]
        pack = pa.concat_tables(rows).combine_chunks()
        notes = {"columns": _columns(table), "files": json.dumps(files)}
        assert self._store
        with contextlib.suppress(OSError):  # what cannot be written is made again when it is wanted
            self._store.write(_place(table, group), parquet.write(pack, notes))
            self._clean(table, group)
        starts = accumulate((length for _, _, length in files), initial=0)
        return pack, {file: (start, length) for start, (file, _, length) in zip(starts, files, strict=False)}

    def _clean(self, table: Table, group: str) -> None:
        """Remove the packs of when the table had fewer files, or more."""
        assert self._store
        share = group[group.index("-of-") :]
        for file in self._store.sizes(table.name):
            if not file.removesuffix(_SUFFIX).endswith(share):
                self._store.delete(f"{table.name}/{file}")


def _place(table: Table, group: str) -> str:
    return f"{table.name}/{group}{_SUFFIX}"


def _columns(table: Table) -> str:
    """What the record looks like; a pack made of another one, by other code, is not used."""
    return str(schema(table.record))
