-- Questions that people ask the published database, each with its query.
--
-- `claims questions` lists them, `claims questions NAME` answers one. They run as they stand in the DuckDB command line
-- and in Python: duckdb warehouse/claims.duckdb < questions.sql. Two of them look for something: say what with
-- SET VARIABLE words = 'fishing boats' or SET VARIABLE claim = 'boats'. Lists end after 100 rows.

-- name: loudest
-- What must I look at first?
SELECT claim_id, status, reason, quote, explanation
FROM claim_status
WHERE loudness <= 5
ORDER BY loudness, claim_id
LIMIT 100;

-- name: breakdown
-- How does each chapter stand?
SELECT
    chapter_id,
    count(*) FILTER (WHERE status = 'supported') AS supported,
    count(*) FILTER (WHERE status = 'stale') AS stale,
    count(*) FILTER (WHERE status = 'unverified' AND checkable) AS unverified,
    count(*) FILTER (WHERE reason = 'contradicted') AS contradicted,
    count(*) FILTER (WHERE NOT checkable) AS not_checkable
FROM claim_status
GROUP BY chapter_id
ORDER BY chapter_id;

-- name: sections
-- Which sections are the weakest?
SELECT
    chapter_id, section, count(*) AS claims,
    count(*) FILTER (WHERE status = 'supported') AS supported,
    round(100.0 * count(*) FILTER (WHERE status = 'supported') / count(*), 1) AS percent_supported
FROM claim_status
WHERE checkable
GROUP BY chapter_id, section
ORDER BY percent_supported, claims DESC, chapter_id, section;

-- name: moved
-- What moved, the latest first?
SELECT g.as_of, g.claim_id, c.quote, g.status_before, g.status_after, g.what_moved
FROM changes AS g LEFT JOIN claims AS c USING (claim_id)
WHERE g.status_before IS NOT NULL
ORDER BY g.as_of DESC, g.changed_at DESC, g.claim_id
LIMIT 50;

-- name: outdated
-- How long has each stale figure been out of date?
SELECT claim_id, quote, reason, last_supported_at, evidence_quote, evidence_as_of, source_title
FROM claim_status
WHERE status = 'stale'
ORDER BY last_supported_at, claim_id
LIMIT 100;

-- name: figures
-- What does the chapter say, and what does the source say, in numbers?
SELECT
    s.claim_id, s.quote, s.low AS chapter_low, s.high AS chapter_high, e.low AS source_low, e.high AS source_high,
    s.unit, round(e.value / nullif(s.value, 0), 3) AS source_to_chapter, s.reason
FROM prepared_claim_status AS s JOIN evidence AS e ON e.evidence_id = s.evidence_ids[1]
WHERE e.value IS NOT NULL
ORDER BY s.loudness, s.claim_id
LIMIT 100;

-- name: one_source
-- Which supported claims hang on a single source?
SELECT s.claim_id, s.quote, any_value(e.source_id) AS source_id
FROM claim_status AS s JOIN evidence AS e USING (claim_id)
WHERE s.status = 'supported' AND e.relation = 'agrees' AND NOT e.circular
GROUP BY s.claim_id, s.quote
HAVING count(DISTINCT e.source_id) = 1
ORDER BY s.claim_id
LIMIT 100;

-- name: notes
-- Which supported claims rest on a person's note and not on a page?
SELECT claim_id, quote, source_title, fetched_at, reviewer
FROM claim_status
WHERE status = 'supported' AND origin = 'transcript'
ORDER BY claim_id
LIMIT 100;

-- name: second_hand
-- Which supported claims have no primary source?
SELECT claim_id, quote, source_title, authority
FROM claim_status
WHERE status = 'supported' AND authority IS DISTINCT FROM 'primary'
ORDER BY authority, claim_id
LIMIT 100;

-- name: dissent
-- Which supported claims does some passage disagree with?
SELECT s.claim_id, s.quote, e.quote AS dissenting_words, e.arithmetic, e.source_id, e.as_of
FROM claim_status AS s JOIN evidence AS e USING (claim_id)
WHERE s.status = 'supported' AND e.relation = 'disagrees' AND NOT e.circular
ORDER BY e.score DESC, s.claim_id
LIMIT 100;

-- name: silent_sources
-- Which sources could not be read, and how many claims wait for them?
SELECT source_id, last_outcome, candidate_claims, looks, last_look, last_error, url
FROM source_health
WHERE readable_looks = 0 OR last_outcome NOT IN ('fetched', 'not_modified', 'transcript')
ORDER BY candidate_claims DESC, source_id;

-- name: pillars
-- Which sources carry the most claims?
SELECT source_id, source_title, authority, count(*) AS claims, count(*) FILTER (WHERE status = 'supported') AS supported
FROM claim_status
WHERE source_id IS NOT NULL
GROUP BY source_id, source_title, authority
ORDER BY claims DESC, source_id
LIMIT 25;

-- name: old_looks
-- Which supported claims was nobody's source looked at for 90 days?
SELECT s.claim_id, s.quote, s.source_id, h.last_fetched, s.as_of - CAST(h.last_fetched AS DATE) AS days
FROM claim_status AS s JOIN source_health AS h USING (source_id)
WHERE s.status = 'supported' AND s.as_of - CAST(h.last_fetched AS DATE) > 90
ORDER BY days DESC, s.claim_id
LIMIT 100;

-- name: proof
-- Where are the bytes behind each supported claim?
SELECT s.claim_id, s.snapshot_sha256, n.archive_path, n.archive_offset, n.archive_length, s.evidence_quote
FROM claim_status AS s JOIN snapshots AS n USING (snapshot_id)
WHERE s.status = 'supported'
ORDER BY s.claim_id
LIMIT 100;

-- name: contradictions_inside
-- Where does the manuscript contradict itself?
SELECT a.chapter_id, a.quote AS earlier, b.quote AS later, f.explanation
FROM conflicts AS f JOIN mentions AS a ON a.mention_id = f.mention_a JOIN mentions AS b ON b.mention_id = f.mention_b
ORDER BY a.chapter_id, a.start_char, b.start_char;

-- name: sourceless
-- Which checkable figures has nobody named a source for?
SELECT claim_id, chapter_id, section, quote, chapter_says
FROM claim_status
WHERE reason = 'no_source'
ORDER BY chapter_id, claim_id
LIMIT 100;

-- name: set_aside
-- Which figures are not taken for claims, and why?
SELECT why_not_checkable, count(*) AS mentions, min(quote) AS example
FROM mentions
WHERE NOT checkable
GROUP BY why_not_checkable
ORDER BY mentions DESC, why_not_checkable;

-- name: signed
-- Who signed what, and which sign-offs are void by now?
SELECT r.reviewed_at, r.claim_id, r.decision, r.reviewer, r.why, r.valid, s.status, s.reason
FROM reviews AS r LEFT JOIN claim_status AS s USING (claim_id)
ORDER BY r.valid, r.reviewed_at DESC, r.claim_id;

-- name: history
-- How did the verdict on one claim come about? (SET VARIABLE claim)
SELECT as_of, until, status, reason, explanation
FROM claim_history
WHERE claim_id = getvariable('claim')
ORDER BY as_of, decided_at;

-- name: search
-- Which claims and stored passages speak of some words, the best first? (SET VARIABLE words)
-- BM25; how often each text has each word was counted when the database was published. No extension is needed.
WITH asked AS (
    SELECT md5_number_lower(unnest(regexp_extract_all(lower(getvariable('words')), '[\p{L}\p{N}]+'))) AS key
),
found AS MATERIALIZED (
    SELECT key, number, times, length FROM search_words WHERE key IN (SELECT key FROM asked)
),
rarity AS (
    SELECT key, ln(1 + (any_value(texts) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM found, search_size GROUP BY key
),
scored AS MATERIALIZED (
    SELECT
        number,
        round(sum(weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / mean_length))), 3) AS score
    FROM found JOIN rarity USING (key), search_size
    GROUP BY number
),
best AS (
    SELECT number, score FROM scored
    WHERE score >= (SELECT min(score) FROM (SELECT score FROM scored ORDER BY score DESC LIMIT 25))
)
SELECT kind, name, score, body
FROM best JOIN search_texts USING (number)
ORDER BY score DESC, kind, name
LIMIT 25;
