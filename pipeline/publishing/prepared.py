"""The views in the database: created once, and their prepared rows brought up to date with the tables they read.

What belongs here: finding which prepared rows a change of the tables touches, and laying those down again. What must
never be here: what a view says (views.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

import duckdb

from pipeline.publishing.comments import explain
from pipeline.publishing.increments import Moved, moved, number
from pipeline.publishing.views import VIEWS, Prepared, View

MOST = 0.2
"""Share of a view's rows above which all are laid down anew: rows laid down one by one lie behind the others and leave
gaps, and where there are many it costs more to find them than to make them all."""
_WORD = re.compile(r"\w+")


def lay_down_views(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Moved], *, whole: bool) -> int:
    """Make the views, or where they are there, lay those prepared rows down again that read what moved, directly or
    not. Returns how many rows went and came that way; those of views laid down anew leave no gaps and do not count."""
    anew = {name for name, one in tables.items() if one.anew}
    stirred, rows = set(tables), 0
    for view in VIEWS:
        if prepared := view.prepared:
            read = stirred.intersection(_WORD.findall(view.select))
            if whole or read & anew or not read <= prepared.stirs.keys():
                laid = None
            else:
                laid = _lay_down_touched(connection, view, prepared, read) if read else 0
            if laid is None:
                _lay_down(connection, view, prepared)
                anew.add(view.name)
            if laid != 0:
                stirred.add(view.name)
            rows += laid or 0
        if whole:
            select = f"SELECT * FROM {view.laid} ORDER BY {prepared.order}" if prepared else view.select
            connection.execute(f'CREATE VIEW "{view.name}" AS {select}')
            explain(connection, "VIEW", f'"{view.name}"', view.comment, view.columns)
    return rows


def _lay_down(connection: duckdb.DuckDBPyConnection, view: View, prepared: Prepared) -> None:
    """Lay down all rows of a view."""
    select = view.select.format(chosen="true")
    connection.execute(f"CREATE OR REPLACE TABLE {view.laid} AS {select} ORDER BY {prepared.order}")
    explain(connection, "TABLE", view.laid, f"The rows of view {view.name}", view.columns)


def _lay_down_touched(
    connection: duckdb.DuckDBPyConnection, view: View, prepared: Prepared, read: Set[str]
) -> int | None:
    """Lay down the rows again that are touched by what moved in the tables and views `read`; their keys stand in the
    table `moved(view.name)` then. Returns how many rows went and came; None when so many went that all rows are better
    laid down anew, which is still to be done."""
    found = " UNION ".join(prepared.stirs[name] for name in sorted(read))
    touched = number(connection, f"CREATE OR REPLACE TEMP TABLE {moved(view.name)} AS {found}")
    if not touched:
        return 0
    chosen = f"{prepared.key} IN (FROM {moved(view.name)})"
    held = number(connection, f"SELECT count(*) FROM {view.laid}")
    went = number(connection, f"DELETE FROM {view.laid} WHERE {chosen}")
    if went > MOST * held:
        return None
    select = view.select.format(chosen=chosen)
    return went + number(connection, f"INSERT INTO {view.laid} {select} ORDER BY {prepared.order}")
