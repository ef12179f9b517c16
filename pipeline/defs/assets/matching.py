"""Claims x passages -> evidence: the assets `passages`, `evidence`.

Passages are found shard by shard of the payloads, evidence shard by shard of the chapters.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.assets.gathering import PAGE_CODE
from pipeline.defs.installation import Installation
from pipeline.defs.keeping.ledger import LEDGER, code_digest, digest, done, forget_other_shards, remember
from pipeline.defs.keeping.looks import telling_looks
from pipeline.defs.keeping.pairs import CHAPTERS_AT_ONCE, Candidates, Pair, at_pointer, find_pairs, pair_digests
from pipeline.defs.keeping.records import Records
from pipeline.defs.keeping.shards import Shard
from pipeline.defs.keeping.states import chapter_states
from pipeline.defs.metadata import PREVIEW_ROWS, breakdown_table, column_schema, counted, described
from pipeline.defs.running.sharded import Stage, Step, Tally
from pipeline.judging import PassageIndex, find_passages, match, match_parts
from pipeline.model import Claim, Evidence, Page, Passage
from pipeline.publishing.columns import BY_NAME, from_arrow, in_columns, in_order

GROUP = "judging"
PASSAGE_CODE = ("model.py", "quantities", "judging/finding/passages.py", "gathering/pages")
MATCH_CODE = ("model.py", "quantities", "judging")
_TEXTS = ("chapter_id", "sha256")
_FOUND = BY_NAME["evidence"]
PAGES_AT_ONCE = 500
"""Pages whose passages are in memory together."""


def find_new_passages(step: Step, shard: Shard) -> Tally:
    """Find the passages of the shard's pages that were not looked through yet."""
    installation, records = step.installation, step.installation.records
    edition, read_by = code_digest(PASSAGE_CODE), code_digest(PAGE_CODE)
    known = {key for key, made_by in done(records, "passages", shard).items() if made_by == edition}
    pages = records.keys("pages", edition=read_by)  # as they stand in the files: those of a chapter near one another
    unread = {key: page for page in pages if page[0] in shard and (key := " ".join(page).rstrip()) not in known}
    tally = Tally()
    wanted = set(unread.values())
    payloads = list(dict.fromkeys(payload for payload, _ in unread.values()))
    for start in range(0, len(payloads), PAGES_AT_ONCE):
        some = payloads[start : start + PAGES_AT_ONCE]
        looks = {look.payload_sha256: look for look in reversed(telling_looks(records, payloads=some))}
        new: list[Passage] = []
        page: Page
        for count, page in enumerate(_pages(records, read_by, some), start + 1):
            installation.progress("passages", count, len(unread), page.title or "")
            if (page.payload_sha256, page.selector) in wanted:
                new.extend(find_passages(page, looks[page.payload_sha256].snapshot_id))
        records.append("passages", new, batch=f"{step.batch(shard)}-{start // PAGES_AT_ONCE:04}", edition=edition)
        tally += Tally.of(new, "kind")
    if unread:
        remember(records, "passages", dict.fromkeys([*known, *unread], edition), shard)
    return tally + Tally(Counter(pages_read=len(unread)))


def _pages(records: Records, edition: str, payloads: Collection[str]) -> list[Page]:
    """The pages of some payloads as this code read them; those that other code read stand beside them for a while."""
    parts = [part for part in records.parts("pages") if part.startswith(edition)]
    return records.rows("pages", parts, where=("payload_sha256", payloads))


def finish_passages(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop what other code found, keep the files few, and report."""
    records, edition = step.installation.records, code_digest(PASSAGE_CODE)
    records.keep_edition("passages", edition)
    records.compact("passages", edition=edition)
    forget_other_shards(records, "passages", step.shards)
    yield dg.MaterializeResult(
        metadata=described(
            tally.preview,
            ("text", "kind", "comparator", "value", "unit", "as_of", "pointer"),
            total=records.count("passages"),
            new_rows=tally.counts["rows"],
            pages_read_now=tally.counts["pages_read"],
            kinds=breakdown_table(tally.breakdown, "kind"),
        )
    )


def match_chapters(step: Step, shard: Shard) -> Tally:
    """Match the pairs of claim and payload of the shard's chapters that were not matched yet."""
    records, chapters = step.installation.records, chapters_of(step, shard)
    known, there = done(records, "evidence", shard), set(records.parts("evidence"))
    rules = (step.installation.policy.label, code_digest(MATCH_CODE))
    read = records.arrow("chapters", columns=_TEXTS, parts=chapters)
    texts = dict(zip(*(read[name].to_pylist() for name in _TEXTS), strict=True))
    states = {name: digest(state, texts.get(name), *rules) for name, state in chapter_states(records, chapters).items()}
    changed = [name for name in chapters if name not in there or known.get(name) != states.get(name)]
    tally = Tally(Counter(chapters_changed=len(changed)))
    with records.alone_with("evidence", LEDGER.name):
        for start in range(0, len(changed), CHAPTERS_AT_ONCE):
            tally += _match_some(step.installation, changed[start : start + CHAPTERS_AT_ONCE])
    remember(records, "evidence", {**_still(known, records), **states}, shard)
    return tally


def finish_evidence(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop the evidence of chapters that are gone, and report."""
    step.installation.records.keep_only("evidence", step.installation.records.parts("chapters"))
    forget_other_shards(step.installation.records, "evidence", step.shards)
    yield dg.MaterializeResult(
        metadata=described(
            tally.preview,
            ("claim_id", "source_id", "relation", "agreement", "score", "arithmetic", "as_of"),
            total=step.installation.records.count("evidence"),
            chapters_changed=tally.counts["chapters_changed"],
            pairs_matched_now=tally.counts["matched"],
            relations=breakdown_table(tally.breakdown, "relation", "agreement"),
        )
    )


def chapters_of(step: Step, shard: Shard) -> list[str]:
    """The chapters of the shard that the run is about."""
    wanted = [step.refresh.chapter] if step.refresh.chapter else step.installation.records.parts("claims")
    return [chapter_id for chapter_id in wanted if chapter_id in shard]


def _still(known: Mapping[str, str], records: Records) -> dict[str, str]:
    """What is remembered of chapters that are still there."""
    there = set(records.parts("chapters"))
    return {name: state for name, state in known.items() if name in there}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A chapter with its pairs of claim and version, those of them that are to be compared, and what is known of it."""

    chapter_id: str
    text: str
    pairs: Mapping[str, Pair]
    digests: Mapping[str, str]
    known: Mapping[str, str]
    new: Mapping[str, Pair]


def _match_some(installation: Installation, chapters: Sequence[str]) -> Tally:
    """Bring the evidence of some chapters up to date: what they are compared with is looked for in one passing over."""
    waiting = _find_waiting(installation, chapters)
    texts = _Texts(installation.records, {pair.payload_sha256 for one in waiting for pair in one.new.values()})
    return sum((_match_chapter(installation, one, texts) for one in waiting), Tally())


def _find_waiting(installation: Installation, chapters: Sequence[str]) -> list[_Waiting]:
    """Those of some chapters that have a new pair, or one fewer."""
    records = installation.records
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in records.rows("claims", chapters):
        claims[claim.chapter_id].append(claim)
    candidates = Candidates(records, [claim.claim_id for own in claims.values() for claim in own])
    waiting = []
    texts = records.arrow("chapters", columns=(*_TEXTS, "text"), parts=chapters).sort_by("chapter_id")
    for chapter_id, sha256, text in zip(*(column.to_pylist() for column in texts.columns), strict=True):
        pairs = find_pairs(claims[chapter_id], candidates)
        digests = pair_digests(pairs, sha256, installation.policy.label, code_digest(MATCH_CODE))
        known = done(records, _ledger_of(chapter_id))
        new = {key: pair for key, pair in pairs.items() if known.get(key) != digests[key]}
        if new or known.keys() != digests.keys():
            waiting.append(_Waiting(chapter_id, text, pairs, digests, known, new))
    return waiting


class _Texts:
    """The pages and passages of some payloads: held in columns, and made into records chapter by chapter."""

    def __init__(self, records: Records, payloads: Collection[str]) -> None:
        self._tables: dict[str, pa.Table] = {}
        self._rows_of: dict[str, dict[str, np.ndarray]] = {}
        for name in ("pages", "passages"):
            table = self._tables[name] = records.arrow(name, where=("payload_sha256", payloads)).combine_chunks()
            held = pc.dictionary_encode(table["payload_sha256"]).combine_chunks()
            by_payload = np.argsort(held.indices.to_numpy(), kind="stable")
            ends = np.cumsum(np.bincount(held.indices.to_numpy(), minlength=len(held.dictionary)))
            self._rows_of[name] = dict(zip(held.dictionary.to_pylist(), np.split(by_payload, ends), strict=False))

    def pages(self, payloads: Collection[str]) -> dict[tuple[str, str], Page]:
        """By payload and selector, the pages."""
        return {(row.payload_sha256, row.selector): row for row in self._records("pages", payloads)}

    def passages(self, payloads: Collection[str]) -> dict[tuple[str, str], list[Passage]]:
        """By payload and selector, the passages in their order."""
        unique: dict[str, Passage] = {row.passage_id: row for row in self._records("passages", payloads)}
        found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        for row in in_order(BY_NAME["passages"], list(unique.values())):
            found[row.payload_sha256, row.selector].append(row)
        return found

    def _records(self, name: str, payloads: Collection[str]) -> list[Any]:
        rows = [self._rows_of[name][payload] for payload in sorted(payloads) if payload in self._rows_of[name]]
        return from_arrow(BY_NAME[name].record, self._tables[name].take(np.concatenate([[], *rows]).astype(np.int64)))


def _match_chapter(installation: Installation, waiting: _Waiting, texts: _Texts) -> Tally:
    """Bring one chapter's evidence up to date."""
    records, new = installation.records, waiting.new
    payloads = {pair.payload_sha256 for pair in new.values()}
    pages, passages = texts.pages(payloads), texts.passages(payloads)
    found: list[Evidence] = []
    index, indexed = PassageIndex([]), None
    for count, pair in enumerate(sorted(new.values(), key=_spot), 1):
        installation.progress("evidence", count, len(new), pair.claim.claim_id)
        if _spot(pair) != indexed:  # one page's index is in memory at a time
            index = PassageIndex(at_pointer(passages[pair.page], pair.source, pair.look.media_type))
            indexed = _spot(pair)
        for find in (match, match_parts):
            found += find(
                pair.claim,
                index,
                source=pair.source,
                snapshot=pair.look,
                page=pages[pair.page],
                policy=installation.policy,
                chapter_text=waiting.text,
            )
    before = records.arrow(_FOUND, parts=[waiting.chapter_id])
    names = pc.binary_join_element_wise(
        *(before[column] for column in ("claim_id", "source_id", "payload_sha256")), " "
    )
    still = pa.array([key for key in waiting.pairs if key not in new], pa.string())
    rows = in_columns(_FOUND, found, before.filter(pc.is_in(names, still)))
    records.replace_arrow(_FOUND, rows, waiting.chapter_id, before=before if before.num_rows else None)
    remember(records, _ledger_of(waiting.chapter_id), waiting.digests, known=waiting.known or None)
    return Tally(
        Counter(rows=rows.num_rows, matched=len(new)),
        counted(rows, "relation", "agreement"),
        tuple(found[:PREVIEW_ROWS]),
    )


def _spot(pair: Pair) -> tuple[str, str]:
    """The payload of a pair and the place in it that its source points to."""
    return pair.payload_sha256, pair.source.pointer or ""


def _ledger_of(chapter_id: str) -> str:
    return f"evidence {chapter_id}"


def spec(name: str, deps: tuple[str, ...], owner: str, description: str, **more: Any) -> dg.AssetSpec:
    """What Dagster shows of a table of this group: what its columns mean, and whose it is."""
    return dg.AssetSpec(
        name,
        deps=deps,
        group_name=GROUP,
        owners=[owner],
        kinds={"python", "parquet"},
        description=description,
        metadata={"dagster/column_schema": column_schema(name)},
        **more,
    )


PASSAGES = Stage(
    specs=[
        spec(
            "passages",
            ("pages",),
            "team:data",
            "Every quantity of the stored pages, in the sentence, cell or value that holds it.",
        )
    ],
    work=find_new_passages,
    finish=finish_passages,
)
EVIDENCE = Stage(
    specs=[
        spec(
            "evidence",
            ("claims", "passages"),
            "team:fact-checkers",
            "Every claim against the passages of its candidate sources, with the score and the arithmetic.",
        )
    ],
    work=match_chapters,
    finish=finish_evidence,
)
