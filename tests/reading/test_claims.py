"""Mentions and the register become claims: one per fact, names that last, the register first, orphans shown."""

from __future__ import annotations

import dataclasses
import random

from pipeline.model import Chapter
from pipeline.reading import Claims, Register, find_claims, find_mentions
from pipeline.reading.formats.plain import read_plain

TEXT = "\n".join(
    [
        "The Salt Road",
        "In the spring of 2020, the road museum held more than two thousand objects. Forty thousand visitors. "
        "Nearly a third of them came by train.",
        "The Seven-Dollar Ticket",
        "A ticket cost seventy cents. Seventy cents. The museum showed two thousand objects in one hall, and its "
        "director told a newspaper that 80 percent of all visitors would come back.",
        "The shop closed on 4 May 2021. In this part of the valley more copper was mined than in Peru and Chile "
        "combined. You cannot guide forty thousand visitors through one door.",
        "Some people ask whether two thousand objects make a museum.",
    ]
)


def _chapter(text: str = TEXT) -> Chapter:
    plain, blocks = read_plain(text.encode())
    return Chapter(
        chapter_id="salt",
        title="The Salt Road",
        path="salt.txt",
        sha256="0" * 64,
        published="2020-06",
        characters=len(plain),
        text=plain,
        blocks=tuple(blocks),
    )


def _claims(text: str = TEXT, register: Register | None = None, before: Claims | None = None) -> Claims:
    chapter = _chapter(text)
    previous = before.mentions if before else ()
    return find_claims([chapter], find_mentions(chapter), register or Register(), previous=previous)


def _register(**claims: dict[str, object]) -> Register:
    entries = {name: {"chapter": "salt", **entry} for name, entry in claims.items()}
    return Register.model_validate({"chapters": {"salt": {"path": "salt.txt"}}, "claims": entries})


def _claim_of(found: Claims, quote: str, nth: int = 0) -> str | None:
    return [mention for mention in found.mentions if mention.quote == quote][nth].claim_id


def test_restatements_share_one_claim() -> None:
    found = _claims()
    assert _claim_of(found, "Forty thousand") == _claim_of(found, "forty thousand")
    assert _claim_of(found, "seventy cents") == _claim_of(found, "Seventy cents")
    assert _claim_of(found, "more than two thousand") == _claim_of(found, "two thousand")


def test_a_fragment_takes_subject_and_time_from_what_stands_before() -> None:
    mention = next(row for row in _claims().mentions if row.quote == "Forty thousand")
    assert mention.as_of == "2020-spring"
    assert mention.subject == "visitors, road museum"
    claim = next(row for row in _claims().claims if row.claim_id == mention.claim_id)
    assert claim.statement.startswith("In the spring of 2020")


def test_scope_is_what_the_text_implies() -> None:
    scopes = {row.quote: row.scope for row in _claims().claims}
    assert scopes["more than two thousand"] == "standing"
    assert scopes["80 percent"] == "attributed"
    assert scopes["4 May 2021"] == "dated"


def test_a_comparison_without_a_number_is_a_claim() -> None:
    claim = next(row for row in _claims().claims if row.kind == "comparison")
    assert claim.quote == "more copper was mined than in Peru and Chile combined"
    assert (claim.comparator, claim.value) == ("gt", None)


def test_a_heading_against_its_text_is_a_conflict() -> None:
    found = _claims()
    by_id = {mention.mention_id: mention.quote for mention in found.mentions}
    pairs = [(by_id[row.mention_a], by_id[row.mention_b]) for row in found.conflicts]
    assert pairs == [("Seven-Dollar", "seventy cents")]


def test_the_register_names_the_claim_and_wins_over_the_text() -> None:
    register = _register(
        objects={
            "quote": "more than two thousand objects",
            "scope": "dated",
            "as_of": "2019",
            "tolerance": "5%",
            "freshness": "P30D",
            "statement": "The museum holds 2,000 objects.",
        }
    )
    found = _claims(register=register)
    claim = found.claims[0]
    assert (claim.claim_id, claim.registered, claim.orphan, claim.anchor_score) == ("objects", True, False, 1.0)
    assert (claim.low, claim.comparator, claim.scope, claim.as_of) == (2000.0, "gt", "dated", "2019")
    assert (claim.tolerance, claim.freshness_days, claim.statement) == (0.05, 30, "The museum holds 2,000 objects.")
    assert _claim_of(found, "more than two thousand") == "objects"
    assert _claim_of(found, "two thousand") == "objects"


def test_a_registered_quote_without_a_figure_is_a_claim_with_a_place() -> None:
    found = _claims(register=_register(train={"quote": "came by train"}))
    mention = next(row for row in found.mentions if row.claim_id == "train")
    assert (mention.quote, mention.kind, mention.value) == ("came by train", "other", None)
    assert TEXT[mention.start_char : mention.end_char] == "came by train"


def test_several_figures_of_one_quote_can_be_registered_apart() -> None:
    register = _register(
        whole={"quote": "In the spring of 2020, the road museum held more than two thousand objects."},
        date={"quote": "In the spring of 2020"},
    )
    found = _claims(register=register)
    kinds = {row.claim_id: row.kind for row in found.claims}
    assert (kinds["whole"], kinds["date"]) == ("count", "date")


def test_a_reworded_quote_is_anchored_with_its_score_and_a_lost_one_is_an_orphan() -> None:
    register = _register(
        near={"quote": "forty thousand guests through one door"}, gone={"quote": "ninety bishops ate seven oxen"}
    )
    rows = {row.claim_id: row for row in _claims(register=register).claims}
    assert not rows["near"].orphan
    assert 0.75 <= (rows["near"].anchor_score or 0) < 1
    assert rows["gone"].orphan
    assert (rows["gone"].start_char, rows["gone"].quote) == (None, "ninety bishops ate seven oxen")


def test_what_is_registered_as_checkable_is_checkable_and_the_other_way_round() -> None:
    register = _register(
        door={"quote": "one door", "checkable": True}, late={"quote": "4 May 2021", "checkable": False}
    )
    found = _claims(register=register)
    rows = {row.claim_id: row for row in found.claims}
    assert rows["door"].checkable
    assert not rows["late"].checkable
    assert next(row for row in found.mentions if row.claim_id == "late").why_not_checkable


def test_every_claim_has_one_name_and_every_checkable_mention_a_claim() -> None:
    found = _claims()
    names = [row.claim_id for row in found.claims]
    assert len(names) == len(set(names))
    assert {row.claim_id for row in found.mentions if row.checkable} == set(names)
    assert all(row.claim_id is None for row in found.mentions if not row.checkable)
    assert len({row.mention_id for row in found.mentions}) == len(found.mentions)


def test_ids_last_when_the_chapter_is_edited_around_them_moved_and_reworded() -> None:
    before = _claims()
    paragraphs = TEXT.split("\n")
    moved = "\n".join([paragraphs[0], "A new paragraph says that 17 cooks left.", *paragraphs[4:], *paragraphs[1:4]])
    reworded = moved.replace("A ticket cost seventy cents.", "A single ticket had cost seventy cents.")
    reworded = reworded.replace("the road museum held more than two", "the museum of roads held over two")
    after = _claims(reworded, before=before)
    was = {row.quote.lower(): row.claim_id for row in before.mentions if row.checkable}
    now = {row.quote.lower(): row.claim_id for row in after.mentions if row.checkable}
    for quote in ("forty thousand", "seventy cents", "80 percent", "4 may 2021", "in the spring of 2020"):
        if quote in was:
            assert now[quote] == was[quote], quote
    assert now["over two thousand"] == was["more than two thousand"]


def test_random_edits_elsewhere_keep_the_names_of_what_is_untouched() -> None:
    before = _claims()
    rng = random.Random(7)
    words = ["the", "old", "river", "ran", "past", "nine", "mills", "and", "nobody", "stopped", "it", "for", "long"]
    for _ in range(25):
        lines = TEXT.split("\n")
        for _ in range(rng.randint(1, 3)):
            new = " ".join(rng.choice(words) for _ in range(rng.randint(5, 15))).capitalize() + "."
            lines.insert(rng.randint(1, len(lines)), new)
        after = _claims("\n".join(lines), before=before)
        was = {(row.quote, row.sentence): row.mention_id for row in before.mentions}
        now = {(row.quote, row.sentence): row.mention_id for row in after.mentions}
        assert all(now[key] == name for key, name in was.items())
        assert len(set(now.values())) == len(now)


def test_the_same_chapter_gives_the_same_claims() -> None:
    first = _claims()
    assert first == _claims()
    again = _claims(before=first)
    assert [dataclasses.asdict(row) for row in again.claims] == [dataclasses.asdict(row) for row in first.claims]
