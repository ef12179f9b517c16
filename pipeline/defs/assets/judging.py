"""Claims x passages -> verdicts: the assets `passages`, `evidence`, `reviews`, `verdicts`, `changes`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import dagster as dg

from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.ledger import code_digest, digest, done, remember
from pipeline.defs.metadata import breakdown, column_schema, described
from pipeline.defs.pairs import Pair, find_pairs, first_looks, pair_key
from pipeline.judging import find_passages, match
from pipeline.model import Chapter, Evidence, Page, Passage, Source

GROUP = "judging"
_PASSAGE_CODE = ("model.py", "quantities", "judging/passages.py", "gathering/pages")
_MATCH_CODE = ("model.py", "quantities", "judging")


@dg.asset(
    group_name=GROUP,
    deps=["pages"],
    owners=["team:data"],
    kinds={"python", "parquet"},
    description="Every quantity of the stored pages, in the sentence, cell or value that holds it.",
    metadata={"dagster/column_schema": column_schema("passages")},
)
def passages(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Find the passages of the pages that were not looked through yet."""
    records = installation.records
    edition = code_digest(_PASSAGE_CODE)
    records.begin_edition("passages", edition)
    known = {key for key, made_by in done(records, "passages").items() if made_by == edition}
    unread = sorted(records.values("pages", "payload_sha256") - known)
    looks = {look.payload_sha256: look for look in reversed(first_looks(records.rows("snapshots")))}
    new: list[Passage] = []
    page: Page
    for count, page in enumerate(records.rows("pages", where=("payload_sha256", unread)) if unread else (), 1):
        installation.progress("passages", count, len(unread), page.title or "")
        new.extend(find_passages(page, looks[page.payload_sha256].snapshot_id))
    records.append("passages", new, edition=edition)
    remember(records, "passages", dict.fromkeys([*known, *unread], edition))
    return dg.MaterializeResult(
        metadata=described(
            "passages",
            new,
            ("text", "kind", "comparator", "value", "unit", "as_of", "pointer"),
            pages_read_now=len(unread),
            kinds=breakdown(new, "kind"),
        )
    )


@dg.asset(
    group_name=GROUP,
    deps=["claims", "passages"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="Every claim against the passages of its candidate sources, with the score and the arithmetic.",
    metadata={"dagster/column_schema": column_schema("evidence")},
)
def evidence(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Match the pairs of claim and payload that were not matched yet."""
    records = installation.records
    looks = first_looks(records.rows("snapshots"))
    sources: list[Source] = records.rows("sources")
    matched = 0
    for chapter in records.rows("chapters"):
        if refresh.chapter in ("", chapter.chapter_id):
            pairs = find_pairs(records.rows("claims", [chapter.chapter_id]), sources, looks)
            matched += _match_chapter(installation, chapter, pairs)
    records.keep_only("evidence", records.parts("chapters"))
    rows: list[Evidence] = records.rows("evidence")
    return dg.MaterializeResult(
        metadata=described(
            "evidence",
            rows,
            ("claim_id", "source_id", "relation", "agreement", "score", "arithmetic", "as_of"),
            pairs_matched_now=matched,
            relations=breakdown(rows, "relation", "agreement"),
        )
    )


def _match_chapter(installation: Installation, chapter: Chapter, pairs: Mapping[str, Pair]) -> int:
    """Bring one chapter's evidence up to date. Returns how many pairs had to be matched."""
    records, step = installation.records, f"evidence {chapter.chapter_id}"
    known = done(records, step)
    digests = {key: digest(pair, chapter.sha256, code_digest(_MATCH_CODE)) for key, pair in pairs.items()}
    new = [key for key in pairs if known.get(key) != digests[key]]
    if not new and known.keys() == digests.keys():
        return 0
    payloads = {pairs[key].payload_sha256 for key in new}
    page_of = {row.payload_sha256: row for row in records.rows("pages", where=("payload_sha256", payloads))}
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in records.rows("passages", where=("payload_sha256", payloads)):
        found[passage.payload_sha256].append(passage)
    kept = [
        row
        for row in records.rows("evidence", [chapter.chapter_id])
        if (key := pair_key(row.claim_id, row.source_id, row.payload_sha256)) in pairs and key not in new
    ]
    for count, key in enumerate(new, 1):
        pair = pairs[key]
        installation.progress("evidence", count, len(new), pair.claim.claim_id)
        kept += match(
            pair.claim,
            found[pair.payload_sha256],
            source=pair.source,
            snapshot=pair.look,
            page=page_of[pair.payload_sha256],
            chapter_text=chapter.text,
        )
    records.replace("evidence", kept, chapter.chapter_id)
    remember(records, step, digests)
    return len(new)
