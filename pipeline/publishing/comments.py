"""What a table, a view and each of their columns mean, put into the database itself.

What belongs here: the COMMENT statements. What must never be here: the meanings, which stand with what they explain.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb


def explain(
    connection: duckdb.DuckDBPyConnection, what: str, name: str, comment: str, columns: Mapping[str, str]
) -> None:
    """Put the comments on a table or a view (`what`), whose quoted name is given, and on each of its columns, in one
    transaction: each by itself costs a write to disk, fifteen times as much."""
    connection.execute("BEGIN")
    explain_within(connection, what, name, comment, columns)
    connection.execute("COMMIT")


def explain_within(
    connection: duckdb.DuckDBPyConnection, what: str, name: str, comment: str, columns: Mapping[str, str]
) -> None:
    """The same in a transaction that is under way."""
    connection.execute(f"COMMENT ON {what} {name} IS '{quoted(comment)}'")
    for column, meaning in columns.items():
        connection.execute(f"COMMENT ON COLUMN {name}.\"{column}\" IS '{quoted(meaning)}'")


def quoted(text: str) -> str:
    """A text as it stands between the quotes of an SQL string."""
    return text.replace("'", "''")
