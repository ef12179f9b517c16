"""Records as Arrow tables: the schema of every published table, read off the record classes.

What belongs here: types, meanings and conversion between frozen records and Arrow. What must never be here: files,
databases, and any column that `pipeline.model` does not name.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, repeat
from operator import attrgetter
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.model import TABLES, Table

Record = TypeVar("Record")
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.datetime: pa.timestamp("us", tz="UTC"),
    dt.date: pa.date32(),
}


@cache
def meanings(record: type) -> Mapping[str, str]:
    """The sentence that explains each field of a record class, by field name."""
    hints = get_type_hints(record, include_extras=True)
    return {field.name: get_args(hints[field.name])[1] for field in dataclasses.fields(record)}


@cache
def schema(record: type) -> pa.Schema:
    """The Arrow schema of a record class; tuples are lists, nested records are structs."""
    hints = get_type_hints(record, include_extras=True)
    return pa.schema([_field(field.name, hints[field.name]) for field in dataclasses.fields(record)])


def to_arrow(record: type, rows: Iterable[Any]) -> pa.Table:
    """Rows of one record class as an Arrow table, in the order given."""
    names = [field.name for field in dataclasses.fields(record)]
    nested = {name for name in names if pa.types.is_nested(schema(record).field(name).type)}
    values = list(zip(*map(attrgetter(*names), rows), strict=True)) or [()] * len(names)
    columns = {
        name: [[_plain(item) for item in value] for value in own] if name in nested else own
        for name, own in zip(names, values, strict=True)
    }
    return pa.table(columns, schema=schema(record))


def from_arrow(record: type[Record], table: pa.Table) -> list[Record]:
    """The rows of an Arrow table as records. Columns that the class does not name are passed over."""
    kind: Any = record  # hashable, but the type checker cannot tell
    builders = _nested_builders(kind)
    defaulted = _defaulted(kind)
    columns: dict[str, list[Any]] = {}
    for field in dataclasses.fields(kind):
        if field.name not in table.column_names:
            continue
        column = table.column(field.name)  # a column at a time, which takes a third of the time that rows do
        if build := builders.get(field.name):
            items = map(build, pc.list_flatten(column).to_pylist())
            lengths = pc.list_value_length(column).to_pylist()
            columns[field.name] = [tuple(islice(items, length or 0)) for length in lengths]
            continue
        values = column.to_pylist()
        if field.name in defaulted:  # null where it was written before the column existed
            values = [field.default if value is None else value for value in values]
        columns[field.name] = values
    return _made(kind, columns, table.num_rows)


def _made(kind: Any, columns: Mapping[str, Iterable[Any]], count: int) -> list[Any]:
    """Records of some columns, a slot at a time: the constructor of a frozen class sets each by a call of Python, which
    takes four times as long. Our records have slots and do nothing when they are made."""
    made = [*map(object.__new__, repeat(kind, count))]
    for field in dataclasses.fields(kind):
        values = columns.get(field.name)
        if values is None:
            if field.default is dataclasses.MISSING:
                raise TypeError(f"{kind.__name__} needs the column {field.name}")
            values = repeat(field.default)
        deque(map(getattr(kind, field.name).__set__, made, values), maxlen=0)
    return made


def conform(record: type, table: pa.Table, columns: Sequence[str] | None = None) -> pa.Table:
    """An Arrow table with exactly the columns of a record class, or those of them that are named. What was written
    before a column existed, or with a null where none may stand, has the record's own default."""
    wanted, nullable = _wanted(record, tuple(columns) if columns else None)
    bare = table.schema if table.schema.metadata is None else table.schema.remove_metadata()
    if (bare.equals(nullable) or bare.equals(wanted)) and not any(
        not field.nullable and table.column(place).null_count for place, field in enumerate(wanted)
    ):
        return table if table.schema.equals(nullable, check_metadata=True) else table.cast(nullable)
    defaults = {field.name: field.default for field in dataclasses.fields(record)}
    arrays = []
    for field in wanted:
        plain = defaults[field.name]
        default = pa.scalar(list(plain) if isinstance(plain, tuple) else plain, field.type) if _has(plain) else None
        if field.name not in table.column_names:
            arrays.append(pa.repeat(default or pa.scalar(None, field.type), table.num_rows))
            continue
        array = table.column(field.name).cast(field.type)
        if default is not None and not field.nullable and array.null_count:
            array = pc.if_else(pc.is_null(array), default, array)
        arrays.append(array)
    return pa.table(arrays, schema=nullable)


@cache
def _wanted(record: type, columns: tuple[str, ...] | None) -> tuple[pa.Schema, pa.Schema]:
    """The schema of some columns of a record class, and the same with nulls admitted everywhere."""
    whole = schema(record)
    wanted = pa.schema([whole.field(name) for name in columns or whole.names])
    return wanted, pa.schema([field.with_nullable(True) for field in wanted])


def _has(default: object) -> bool:
    return default is not dataclasses.MISSING and default is not None


def _plain(item: Any) -> Any:
    return dataclasses.asdict(item) if dataclasses.is_dataclass(item) and not isinstance(item, type) else item


def _field(name: str, hint: Any) -> pa.Field:
    inner, nullable = _unwrapped(hint)
    return pa.field(name, _arrow_type(inner), nullable=nullable)


def _unwrapped(hint: Any) -> tuple[Any, bool]:
    """The bare type of an annotation, and whether it admits None."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (typing.Union, types.UnionType):
        inner = [argument for argument in get_args(hint) if argument is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"a column has one type, not {hint}")
        return inner[0], True
    return hint, False


def _arrow_type(hint: Any) -> pa.DataType:
    if hint in _SCALARS:
        return _SCALARS[hint]
    if get_origin(hint) is Literal:
        return pa.string()
    if get_origin(hint) is tuple:
        return pa.list_(_arrow_type(_unwrapped(get_args(hint)[0])[0]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct(list(schema(hint)))
    raise TypeError(f"no column type for {hint}")


@cache
def _nested_builders(record: Any) -> Mapping[str, Any]:
    hints = get_type_hints(record, include_extras=True)
    builders: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        inner, _ = _unwrapped(hints[field.name])
        if get_origin(inner) is tuple:
            builders[field.name] = _builder(get_args(inner)[0])
    return builders


def _builder(item: Any) -> Any:
    if not (dataclasses.is_dataclass(item) and isinstance(item, type)):
        return lambda value: value
    nested = _nested_builders(item)

    def build(value: dict[str, Any]) -> Any:
        for name, inner in nested.items():
            value[name] = tuple(inner(part) for part in value.get(name) or ())
        return item(**value)

    return build


@cache
def _defaulted(record: Any) -> tuple[str, ...]:
    """Fields that may not be null but have a default."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        field.name
        for field in dataclasses.fields(record)
        if field.default is not dataclasses.MISSING and not _unwrapped(hints[field.name])[1]
    )


def in_order(table: Table, rows: Sequence[Record]) -> list[Record]:
    """Rows in their table's order, so that equal contents are equal bytes."""
    columns = table.order or table.key
    return sorted(rows, key=lambda row: tuple(getattr(row, column) for column in columns))


def in_columns(table: Table, rows: Sequence[Any], others: pa.Table) -> pa.Table:
    """Rows of a table, some of them records and others in columns, together in columns and in the table's order."""
    whole = schema(table.record)
    both = pa.concat_tables([others.cast(whole), to_arrow(table.record, rows)])
    return both.sort_by([(column, "ascending") for column in table.order or table.key]).combine_chunks()
