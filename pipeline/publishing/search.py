"""What a search for words reads: BM25's statistics of every claim and passage, as prepared tables.

What belongs here: SELECT statements over the published tables, and the meaning of every column. What must never be
here: the search itself, which is question `search` of `questions.sql`. No extension is needed, to build or to ask.
Method: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), k1 = 1.2, b = 0.75.
"""

from __future__ import annotations

from pipeline.publishing.views import View

SEARCH_TEXTS = View(
    name="search_texts",
    comment="Every text that a search looks through: the statements of claims, and passages, each text once.",
    select="""
SELECT
    row_number() OVER (ORDER BY kind, name) AS number, kind, name, body,
    length(body) / avg(length(body)) OVER () AS length
FROM (
    SELECT 'claim' AS kind, claim_id AS name, statement AS body FROM claims
    UNION ALL
    SELECT 'passage', min(passage_id), any_value(text) FROM passages GROUP BY payload_sha256, start_char, end_char
)
ORDER BY kind, name
""",
    columns={
        "number": "Number of the text in this database",
        "kind": "claim or passage",
        "name": "Its claim_id or passage_id",
        "body": "The text",
        "length": "Its length in characters as a multiple of the mean",
    },
)

SEARCH_WORDS = View(
    name="search_words",
    comment="Which text has which word, and what that adds to its BM25 score.",
    select="""
WITH counted AS MATERIALIZED (
    SELECT number, length, entry.key AS word, entry.value AS times
    FROM (
        SELECT
            number, length,
            unnest(map_entries(list_histogram(regexp_extract_all(lower(body), '[\\p{L}\\p{N}]+')))) AS entry
        FROM search_texts
    )
),
rarity AS (
    SELECT
        word, md5_number_lower(word) AS key,
        ln(1 + ((SELECT count(*) FROM search_texts) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM counted GROUP BY word
)
SELECT key, number, CAST(weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length)) AS FLOAT) AS score
FROM counted JOIN rarity USING (word)
ORDER BY key, number
""",
    columns={
        "key": "md5_number_lower() of the word in small letters: a number sorts and packs several times as fast",
        "number": "Number of the text",
        "score": "What the word adds to the text's score",
    },
)

SEARCH_TABLES: tuple[View, ...] = (SEARCH_TEXTS, SEARCH_WORDS)
