"""What a search for words reads: BM25's statistics of every claim and passage, as tables that can grow and shrink.

What belongs here: the statements that lay these tables down and bring them up to date, and the meaning of every column.
What must never be here: the search itself, which is question `search` of `questions.sql`; it weighs what is counted
here, for a weight depends on all texts. No extension is needed, to build or to ask.
Method: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), k1 = 1.2, b = 0.75.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from pipeline.publishing.comments import explain
from pipeline.publishing.increments import Moved, moved, number

SEARCHED = ("claims", "passages")
"""Tables whose texts are searched."""
_COMMENTS = {
    "search_texts": (
        "Every text that a search looks through: the statements of claims, and passages, each text once.",
        {
            "number": "Number of the text in this database",
            "kind": "claim or passage",
            "name": "Its claim_id or passage_id",
            "body": "The text",
            "length": "Its length in characters",
        },
    ),
    "search_words": (
        "Which text has which word, and how often.",
        {
            "key": "md5_number_lower() of the word in small letters: a number sorts and packs several times as fast",
            "number": "Number of the text",
            "times": "How often the text has the word",
            "length": "Length of the text in characters",
        },
    ),
    "search_size": (
        "One row: how much a search looks through.",
        {"texts": "How many texts there are", "mean_length": "Their mean length in characters"},
    ),
}
_EMPTY = (
    "CREATE OR REPLACE TABLE search_texts (number BIGINT, kind VARCHAR, name VARCHAR, body VARCHAR, length INTEGER)",
    "CREATE OR REPLACE TABLE search_words (key UBIGINT, number BIGINT, times INTEGER, length INTEGER)",
)
TEXTS_TOGETHER = 100_000
"""Claims, and passages, of which the words are counted together, about: so many are in memory at a time."""
_PLACE = "hash(payload_sha256, start_char, end_char)"
_MOVED_CLAIMS = f"SELECT claim_id FROM {moved('claims')}"
_MOVED_PLACES = f"SELECT {_PLACE} FROM {moved('passages')}"
_TEXTS = """
INSERT INTO search_texts
SELECT row_number() OVER (ORDER BY kind, name) + (SELECT coalesce(max(number), 0) FROM search_texts), *, length(body)
FROM (
    SELECT 'claim' AS kind, claim_id AS name, statement AS body FROM claims WHERE {claims}
    UNION ALL
    SELECT 'passage', min(passage_id), arg_min(text, passage_id) FROM {passages}
    GROUP BY payload_sha256, start_char, end_char
)
ORDER BY kind, name
"""
_WORDS = """
INSERT INTO {words}
WITH counted AS MATERIALIZED (
    SELECT number, length, entry.key AS word, entry.value AS times
    FROM (
        SELECT
            number, length,
            unnest(map_entries(list_histogram(regexp_extract_all(lower(body), '[\\p{{L}}\\p{{N}}]+')))) AS entry
        FROM search_texts WHERE number > $1
    )
),
words AS (SELECT word, md5_number_lower(word) AS key FROM counted GROUP BY word)
SELECT key, number, times, length FROM counted JOIN words USING (word) ORDER BY {order}
"""
_PAGES = """
CREATE OR REPLACE TEMP TABLE sliced AS
SELECT payload_sha256, starts, ends, sum(passages) OVER (ORDER BY starts) // {together} AS slice
FROM (
    SELECT payload_sha256, count(*) AS passages, min(rowid) AS starts, max(rowid) AS ends
    FROM passages GROUP BY payload_sha256
)
"""
_NUMBERED = """
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT number AS laid, row_number() OVER (ORDER BY kind, name) AS number FROM search_texts
"""
_RENUMBER = "UPDATE search_texts SET number = numbered.number FROM numbered WHERE search_texts.number = laid"
_SORT = """
INSERT INTO search_words
SELECT key, numbered.number, times, length FROM counted JOIN numbered ON counted.number = laid
ORDER BY key, numbered.number
"""
_STIRRED = f"""
CREATE OR REPLACE TEMP TABLE stirred AS
SELECT passage_id, text, payload_sha256, start_char, end_char FROM passages
WHERE payload_sha256 IN (SELECT payload_sha256 FROM {moved("passages")}) AND {_PLACE} IN ({_MOVED_PLACES})
"""
_LEAVING_CLAIMS = f"""
CREATE OR REPLACE TEMP TABLE leaving AS SELECT number FROM search_texts
WHERE kind = 'claim' AND name IN ({_MOVED_CLAIMS})
"""
_LEAVING_PASSAGES = f"""
INSERT INTO leaving SELECT number FROM search_texts WHERE kind = 'passage' AND name IN (
    SELECT passage_id FROM {moved("passages")}
    UNION ALL SELECT passage_id FROM stirred
)
"""
_SIZE = """
CREATE OR REPLACE TABLE search_size AS SELECT count(*) AS texts, avg(length) AS mean_length FROM search_texts
"""


def index_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Lay down what a search reads, from all claims and passages: some of them at a time, so that memory does not grow
    with the library, and then the words of all in one order, which DuckDB sorts on disk where there are many. Texts are
    numbered by kind and name in the end, because which come together depends on how the record files are called."""
    for statement in _EMPTY:
        connection.execute(statement)
    connection.execute("CREATE OR REPLACE TEMP TABLE counted AS FROM search_words LIMIT 0")
    for claims, passages in _slices(connection):
        _index(connection, claims, passages, "counted", "key")
    for statement in (_NUMBERED, _RENUMBER, _SORT, "DROP TABLE counted", "DROP TABLE numbered"):
        connection.execute(statement)
    connection.execute(_SIZE)
    for name, (comment, columns) in _COMMENTS.items():
        explain(connection, "TABLE", name, comment, columns)


def _slices(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Some claims, as a condition, and some passages, as a relation; and then the next, until all had their turn. Those
    of one page come together: they lie side by side in the table, wherever it was laid down whole."""
    connection.execute(_PAGES.format(together=TEXTS_TOGETHER))
    pages = connection.execute("SELECT slice, min(starts), max(ends) FROM sliced GROUP BY slice ORDER BY slice")
    for slice_, starts, ends in pages.fetchall():
        own = f"SELECT payload_sha256 FROM sliced WHERE slice = {slice_}"
        yield "false", f"(FROM passages WHERE rowid BETWEEN {starts} AND {ends} AND payload_sha256 IN ({own}))"
    for starts in range(0, number(connection, "SELECT coalesce(max(rowid) + 1, 0) FROM claims"), TEXTS_TOGETHER):
        yield f"rowid BETWEEN {starts} AND {starts + TEXTS_TOGETHER - 1}", "(FROM passages LIMIT 0)"


def _index(connection: duckdb.DuckDBPyConnection, claims: str, passages: str, words: str, order: str) -> None:
    """Add the texts of some claims, by a condition, and of the passages of a relation, and count their words."""
    last = connection.execute("SELECT coalesce(max(number), 0) FROM search_texts").fetchone()
    connection.execute(_TEXTS.format(claims=claims, passages=passages))
    connection.execute(_WORDS.format(words=words, order=order), list(last or ()))


def index_moved(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Moved]) -> None:
    """Take the texts of claims and passages that moved out of what a search reads, and in again as they are now."""
    for name in SEARCHED:
        connection.execute(f'CREATE TEMP VIEW IF NOT EXISTS "moved_{name}" AS FROM {name} LIMIT 0')
    passages = tables.get("passages", Moved())
    stirred = number(connection, _STIRRED)
    connection.execute(_LEAVING_CLAIMS)
    if passages.went or stirred != passages.came:  # else all stand where none stood, and no text is known
        connection.execute(_LEAVING_PASSAGES)
    for name in ("search_words", "search_texts"):
        connection.execute(f"DELETE FROM {name} WHERE number IN (FROM leaving)")
    _index(connection, f"claim_id IN ({_MOVED_CLAIMS})", "stirred", "search_words", "key, number")
    connection.execute(_SIZE)
    explain(connection, "TABLE", "search_size", *_COMMENTS["search_size"])
