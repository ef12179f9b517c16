"""The notes beside the text: whatever chapters, pages and people say in them stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publishing.galley.contexts import Context
from pipeline.publishing.galley.margins import MarginNote, body, margin, out
from pipeline.publishing.galley.notes import EvidenceCard, LookLine, Note
from pipeline.publishing.galley.tones import QUIET, STALE, SUPPORTED
from tests.publishing.galley_markup import Galley

_STANDS_IN = "harmless"
_HOSTILE = st.text(alphabet="<>&\"'/=;#!- axs", min_size=1, max_size=12)


def _card(said: str) -> EvidenceCard:
    return EvidenceCard(
        relation=said, word=said, found=said, when=said, basis=said, arithmetic=said,
        context=Context(said, said, said, said, said), heading=said, pointer=said, source=said, publisher=said,
        authority=said, origin=said, origin_words=said, read_on=said, sha256=said, score=said,
        parts=said, live=said, view=said, circular=True,
    )  # fmt: skip


def _note(said: str) -> Note:
    """A note that has everything a note can have, and says the same everywhere."""
    return Note(
        claim_id=said, anchor=said, tone=SUPPORTED, status=said, reason=said, reason_words=said, quote=said,
        says=(said, said, said), figure=said, explanation=said, facts=[said, said], evidence=[_card(said)], left_out=2,
        looks=[LookLine(said, said, said, said, said), LookLine(said, None, said, "", "")],
        history=[(said, STALE, said, said)], reviews=[(said, said, said, said, True), (said, said, said, said, False)],
        signed=said, elsewhere=[3, 4], registered=True, stub=said, seen={"claim_digest": said},
    )  # fmt: skip


def _beside(said: str, *, long: bool) -> Galley:
    mention = {"quote": said, "why_not_checkable": said}
    notes = [
        MarginNote(1, _note(said), SUPPORTED, said, mention),
        MarginNote(2, None, SUPPORTED, said, mention),
    ]
    return Galley(margin(notes, [MarginNote(3, None, QUIET, said, mention)], said, long=long))


@pytest.mark.parametrize("long", [False, True])
@given(said=_HOSTILE)
def test_whatever_is_said_in_a_note_stays_text_and_values_of_attributes(long: bool, said: str) -> None:
    hostile, harmless = _beside(said, long=long), _beside(_STANDS_IN, long=long)
    assert hostile.words == harmless.words.replace(_STANDS_IN, said)
    assert hostile.tags == [
        (tag, {name: value.replace(_STANDS_IN, said) for name, value in attributes.items()})
        for tag, attributes in harmless.tags
    ]
    assert hostile.broken == []


def test_a_margin_has_no_line_ends_between_its_tags_and_keeps_those_of_what_is_said() -> None:
    drawn = margin([MarginNote(1, _note("a\nb"), SUPPORTED, "c", {})], [], None, long=False)
    assert ">\n" not in drawn
    assert "<q>a\nb</q>" in drawn


def test_a_note_that_stands_beside_no_mention_leads_nowhere_in_the_text() -> None:
    assert "back to the text" in body(_note("said"), 7, None)
    assert "back to the text" not in body(_note("said"), 0, "")


def test_a_link_to_the_web_says_so_and_tells_the_page_nothing() -> None:
    drawn = out("https://example.org/?a=1&b=2", "The ledger")
    assert drawn.startswith('<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">')
    assert "The ledger" in drawn
    assert "opens the web" in drawn
