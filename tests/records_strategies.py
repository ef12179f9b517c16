"""Hypothesis strategies that make valid records of any table from its annotations."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

_TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=12)
_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT,
    int: st.integers(min_value=-(2**62), max_value=2**62),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    dt.datetime: st.datetimes(
        min_value=dt.datetime(1970, 1, 1),  # noqa: DTZ001 hypothesis wants naive limits
        max_value=dt.datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=st.just(dt.UTC),
    ),
    dt.date: st.dates(),
}


def records(record: type) -> st.SearchStrategy[Any]:
    """Records of one class with every field drawn from its annotated type."""
    hints = get_type_hints(record, include_extras=True)
    return st.builds(record, **{field.name: _values(hints[field.name]) for field in dataclasses.fields(record)})


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is Annotated:
        return _values(get_args(hint)[0])
    if get_origin(hint) in (typing.Union, types.UnionType):
        return st.one_of(*(_values(argument) for argument in get_args(hint)))
    if hint is type(None):
        return st.none()
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3).map(tuple)
    if dataclasses.is_dataclass(hint):
        return records(hint)
    return _SCALARS[hint]
