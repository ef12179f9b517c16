"""Names last: through edits around a claim, moves and light rewording; what vanishes is an orphan until forgotten."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Chapter
from pipeline.reading import Claims, Register, find_claims, find_mentions
from pipeline.reading.formats.plain import read_plain
from tests.reading.annotated_chapters import annotated_chapters

DAY = dt.date(2026, 3, 1)
PARAGRAPHS = [
    "In the spring of 2020, the road museum held more than two thousand objects. Forty thousand visitors came.",
    "A ticket cost seventy cents. The director said that 80 percent of all guests would come back.",
    "The shop closed on 4 May 2021. Its eleven clerks were paid until the end of the year.",
    "The salt road is 312 kilometres long and crosses nine bridges. A mule carried 120 kilograms.",
    "The mayor, who was fifty-three, had 4,100 letters on her desk. A third of them were about the bell.",
]
_SYNONYMS = (
    ("more than", "over"), ("came.", "turned up."), ("A ticket", "One ticket"), ("all guests", "guests"),
    ("Its eleven clerks", "All of its eleven clerks"), ("is 312 kilometres long", "runs for 312 kilometres"),
    ("A mule carried", "Each mule could carry"), ("on her desk", "lying on her desk"),
    ("The shop closed", "The shop shut"),
)  # fmt: skip


def _claims(paragraphs: list[str], before: Claims | None = None, register: Register | None = None) -> Claims:
    text, blocks = read_plain("\n\n".join(["The Salt Road", *paragraphs]).encode())
    chapter = Chapter(
        chapter_id="salt", title="Salt", path="salt.txt", sha256="0" * 64, published="2021-06", characters=len(text),
        text=text, blocks=tuple(blocks),
    )  # fmt: skip
    return find_claims(
        [chapter],
        find_mentions(chapter),
        register or Register(),
        previous=before.mentions if before else (),
        previous_claims=before.claims if before else (),
        last_seen=DAY,
    )


def _standing(found: Claims) -> dict[str, str]:
    return {claim.claim_id: claim.quote for claim in found.claims if not claim.orphan}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 4))
def test_names_last_through_edits_moves_and_light_rewording(rng: random.Random, reworded: int) -> None:
    before = _claims(PARAGRAPHS)
    edited = list(PARAGRAPHS)
    for old, new in rng.sample(_SYNONYMS, reworded):
        edited = [paragraph.replace(old, new) for paragraph in edited]
    rng.shuffle(edited)
    edited.insert(rng.randrange(len(edited) + 1), "A new paragraph says that 17 cooks left, and that it rained.")
    after = _claims(edited, before)
    assert _standing(before).keys() <= _standing(after).keys()
    assert not any(claim.orphan for claim in after.claims)
    assert all(0.6 <= (claim.anchor_score or 0) <= 1 for claim in after.claims)
    assert any((claim.anchor_score or 0) < 1 for claim in after.claims) or reworded == 0 or edited == PARAGRAPHS


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, 4), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_what_vanishes_is_an_orphan_and_comes_back_under_its_name(gone: set[int], rng: random.Random) -> None:
    before = _claims(PARAGRAPHS)
    without = _claims([paragraph for number, paragraph in enumerate(PARAGRAPHS) if number not in gone], before)
    orphans = {claim.claim_id: claim for claim in without.claims if claim.orphan}
    assert {claim.claim_id for claim in without.claims} == set(_standing(before))
    assert orphans
    for claim in orphans.values():
        assert any(claim.quote in PARAGRAPHS[number] for number in gone)
        assert (claim.start_char, claim.anchor_score, claim.last_seen) == (None, 0.0, DAY)
    later = _claims([paragraph for number, paragraph in enumerate(PARAGRAPHS) if number not in gone], without)
    assert {claim.claim_id for claim in later.claims if claim.orphan} == orphans.keys()
    back = list(PARAGRAPHS)
    rng.shuffle(back)
    restored = _claims(back, later)
    assert _standing(restored).keys() == _standing(before).keys()
    assert not any(claim.orphan for claim in restored.claims)


def test_a_figure_that_is_brought_up_to_date_keeps_its_name() -> None:
    before = _claims(PARAGRAPHS)
    after = _claims([paragraph.replace("4,100 letters", "5,300 letters") for paragraph in PARAGRAPHS], before)
    was = next(name for name, quote in _standing(before).items() if quote == "4,100")
    claim = next(claim for claim in after.claims if claim.claim_id == was)
    assert (claim.quote, claim.value, claim.orphan) == ("5,300", 5300.0, False)
    assert 0.88 <= (claim.anchor_score or 0) <= 1


def test_a_person_can_forget_an_orphan() -> None:
    before = _claims(PARAGRAPHS)
    without = _claims(PARAGRAPHS[1:], before)
    orphans = [claim.claim_id for claim in without.claims if claim.orphan]
    assert len(orphans) > 1
    forgotten = Register.model_validate({"forgotten": {orphans[0]: {"by": "A. Author", "on": "2026-03-02"}}})
    later = _claims(PARAGRAPHS[1:], without, forgotten)
    assert [claim.claim_id for claim in later.claims if claim.orphan] == orphans[1:]


def test_registering_or_unregistering_a_fact_leaves_no_orphan() -> None:
    before = _claims(PARAGRAPHS)
    register = Register.model_validate(
        {
            "chapters": {"salt": {"path": "salt.txt"}},
            "claims": {"ticket": {"chapter": "salt", "quote": "A ticket cost seventy cents"}},
        }
    )
    named = _claims(PARAGRAPHS, before, register)
    assert not any(claim.orphan for claim in named.claims)
    assert not any(claim.orphan for claim in _claims(PARAGRAPHS, named).claims)


def test_a_fact_that_is_only_read_differently_is_no_orphan() -> None:
    before = _claims(PARAGRAPHS)
    claims = [
        dataclasses.replace(claim, claim_id="salt.read-by-older-rules") if claim.quote == "seventy cents" else claim
        for claim in before.claims
    ]
    assert not any(claim.orphan for claim in _claims(PARAGRAPHS, Claims([], claims, [])).claims)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 9999))
def test_names_last_in_whole_chapters_whose_paragraphs_are_shuffled_and_cut(seed: int) -> None:
    rng = random.Random(seed)
    chapters = [one for one in annotated_chapters() if one.chapter.path.endswith(".txt")]
    paragraphs = rng.choice(chapters).chapter.text.split("\n\n")[1:]
    before = _claims(paragraphs)
    kept = [paragraph for paragraph in paragraphs if rng.random() > 0.2]
    rng.shuffle(kept)
    after = _claims(kept, before)
    names = {claim.claim_id for claim in after.claims}
    assert _standing(before).keys() <= names
    for claim in after.claims:
        if claim.orphan:
            assert claim.statement not in "\n\n".join(kept)
