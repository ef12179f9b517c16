"""The HTML of what stands beside the text: the notes of one paragraph, each with its verdict and its evidence.

What belongs here: the markup of notes. A library has tens of thousands of them, each with up to five pieces of
evidence: it is made by plain functions, in half the time that a template takes. What must never be here: a value that
came from outside and did not go through `shown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.publishing.galley.figures import Row
from pipeline.publishing.galley.notes import EvidenceCard, LookLine, Note
from pipeline.publishing.galley.tones import QUIET, Tone

_BETWEEN_TAGS = re.compile(r">\n+<")


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What stands beside one paragraph for one mention: the claim's note, or a pointer to where that stands."""

    number: int
    note: Note | None
    """The full note; None when the claim is explained at an earlier mention, or the mention states none."""
    note_tone: Tone
    anchor: str
    mention: Row


def shown(text: str) -> str:
    """Text as HTML, between tags and in attributes, as the templates escape it."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&#34;").replace("'", "&#39;")


def word(tone: Tone) -> str:
    """Sign and word of a tone."""
    return f'<span class="word">{tone.sign} {tone.word}</span>'


def out(href: str, words: str) -> str:
    """A link that leads to the web."""
    opens = '<span class="vh"> (opens the web)</span>'
    return f'<a href="{shown(href)}" rel="noopener noreferrer" target="_blank">{shown(words)}{opens}</a>'


def margin(notes: Sequence[MarginNote], quiet: Sequence[MarginNote], location: str | None, *, long: bool) -> str:
    """The notes beside one paragraph at `location`; `quiet` are of figures that no source could confirm.

    Without the line ends between tags: each is a node for the browser, and a book has a million of them.
    """
    parts = ['<ul class="notes" aria-label="Notes">\n']
    parts += (_again(item) if item.note is None else _full(item.note, item.number, location, long) for item in notes)
    if quiet:
        parts.append(_quiet(quiet))
    parts.append("</ul>")
    return _BETWEEN_TAGS.sub("><", "".join(parts))


def _again(item: MarginNote) -> str:
    return (
        f'<li class="note again t-{item.note_tone.key}" data-for="{item.number}"><p>{word(item.note_tone)} '
        f'<q>{shown(item.mention["quote"])}</q> <a href="#{shown(item.anchor)}">same claim as before</a></p></li>\n'
    )


def _quiet(items: Sequence[MarginNote]) -> str:
    figures = "".join(
        f'<li id="q{item.number}"><a href="#m{item.number}"><q>{shown(item.mention["quote"])}</q></a>: '
        f"{shown(item.mention['why_not_checkable'] or 'states no claim of its own')}</li>\n"
        for item in items
    )
    counted = f"{len(items)} figure{_plural(len(items))}"
    return (
        f'<li class="note t-quiet" data-for="{items[0].number}"><details><summary>{word(QUIET)} '
        f'<span class="gist">{counted}</span></summary>\n<ul class="few">\n{figures}</ul></details></li>\n'
    )


def _full(note: Note, number: int, location: str | None, long: bool) -> str:
    """A note that folds. A `details` costs a browser as much as ten plain elements; a book folds its notes by `:target`
    instead."""
    if long:
        top, end = f'<div class="fold"><a class="head" href="#{shown(note.anchor)}">{_head(note)}</a>', "</div>"
    else:
        top, end = f'<details class="fold"><summary class="head">{_head(note)}</summary>', "</details>"
    inside = body(note, number, location)
    return f'<li class="note t-{note.tone.key}" data-for="{number}">{top}\n{inside}\n{end}</li>\n'


def _head(note: Note) -> str:
    signed = '<span class="signed">signed off</span> ' if note.reviews and note.reviews[0][4] else ""
    gist = shown(note.reason_words)
    if note.evidence and note.tone.key != "unverified":
        gist += f": {shown(note.evidence[0].found or note.evidence[0].source)}"
    return (
        f'<span class="word">{note.tone.sign} {note.tone.word} </span>{signed}<q>{shown(note.quote)}</q>'
        f'<span class="gist"> {gist}</span>'
    )


def body(note: Note, number: int, location: str | None) -> str:
    """A note without its head. `number`: of the mention that it stands beside, 0 for none."""
    return "".join(_body(note, number, location))


def _body(note: Note, number: int, location: str | None) -> Iterator[str]:
    yield _body_tag(note)
    if note.explanation:
        yield f'<p class="why">{shown(note.explanation)}</p>\n'
    if note.evidence or note.registered:
        yield _says(note)
    for card in note.evidence:
        yield from _evidence(card)
    if note.left_out:
        yield (
            f'<p class="small">{note.left_out} weaker comparison{_plural(note.left_out)} not shown; '
            "all are in table <code>evidence</code>.</p>\n"
        )
    if note.looks:
        yield f'<p class="small"><b>{"Also looked at" if note.evidence else "Looked at"}</b></p>\n'
        yield f'<ul class="few looks">\n{"".join(map(_look, note.looks))}</ul>\n'
    if note.history:
        yield '<p class="small"><b>Earlier verdicts</b></p>\n<ol class="few" reversed>\n'
        for day, tone, reason, explanation in note.history:
            said = f"{shown(reason)}. {shown(explanation)}"
            yield f'<li class="t-{tone.key}"><b>{shown(day)}</b> {word(tone)} {said}</li>\n'
        yield "</ol>\n"
    for decision, reviewer, day, why, valid in note.reviews:
        lapsed = "" if valid else " (lapsed: claim or evidence has changed since)"
        yield (
            f'<p class="review{"" if valid else " lapsed"}"><b>{shown(reviewer)}</b> {shown(decision)}, '
            f"{shown(day)}{lapsed}: {shown(why)}</p>\n"
        )
    if note.stub:
        yield f'<pre class="stub" tabindex="0" aria-label="Entry for the register">{shown(note.stub)}</pre>\n'
    yield f'<p class="facts">{" · ".join(_facts(note, number, location))}</p>\n</div>\n'


def _body_tag(note: Note) -> str:
    registered = " data-registered" if note.registered else ""
    signed = f' data-signed="{shown(note.signed)}"' if note.signed else ""
    seen = "".join(f' data-{name.replace("_", "-")}="{shown(value)}"' for name, value in note.seen.items())
    return (
        f'<div class="body" id="{shown(note.anchor)}" tabindex="-1" data-claim="{shown(note.claim_id)}"'
        f"{registered}{signed}{seen}>\n"
    )


def _says(note: Note) -> str:
    before, quote, after = note.says
    marked = f"<mark>{shown(quote)}</mark>" if quote else ""
    read = f' <span class="read">read as {shown(note.figure)}</span>' if note.figure else ""
    return f'<p class="says"><b>Chapter says</b> {shown(before)}{marked}{shown(after)}{read}</p>\n'


def _look(look: LookLine) -> str:
    source = out(look.href, look.source) if look.href else shown(look.source)
    first = f", first {shown(look.first)}" if look.first else ""
    error = f' <span class="error">({shown(look.error)})</span>' if look.error else ""
    return f"<li>{source}: {shown(look.outcome)}{first}{error}</li>\n"


def _facts(note: Note, number: int, location: str | None) -> Iterator[str]:
    yield from map(shown, note.facts)
    yield f"claim {shown(note.claim_id)}"
    if location:
        yield shown(location)
    if number:
        yield f'<a href="#m{number}">back to the text</a>'
    for index, other in enumerate(note.elsewhere, 1):
        yield f'<a href="#m{other}">restated{f" ({index})" if len(note.elsewhere) > 1 else ""}</a>'


def _evidence(card: EvidenceCard) -> Iterator[str]:
    """One comparison."""
    yield f'<div class="evidence r-{shown(card.relation)}">\n<p class="finding"><b>Source {shown(card.word)}</b>'
    if card.found:
        yield f': <b class="found">{shown(card.found)}</b>'
    if card.when:
        yield f" as of {shown(card.when)}"
    if card.basis:
        yield f' <span class="basis">({shown(card.basis)})</span>'
    yield "</p>\n"
    if card.circular:
        yield '<p class="circular">This page quotes the chapter itself; it counts for nothing.</p>\n'
    if card.arithmetic:
        yield f'<p class="sum">{shown(card.arithmetic)}</p>\n'
    context = card.context
    figure = f"<b>{shown(context.figure)}</b>" if context.figure else ""
    yield (
        f"<blockquote>{shown(context.before)}<mark>{shown(context.lead)}{figure}{shown(context.trail)}</mark>"
        f'{shown(context.after)}</blockquote>\n<p class="source"><cite>{shown(card.source)}</cite>'
    )
    if card.publisher:
        yield f", {shown(card.publisher)}"
    if card.authority != "unknown":
        yield f", {shown(card.authority)} source"
    if card.heading:
        yield f", under “{shown(card.heading)}”"
    if card.pointer:
        yield f", at <code>{shown(card.pointer)}</code>"
    yield f'</p>\n<p class="origin o-{shown(card.origin)}">{shown(card.origin_words)}</p>\n'
    yield from _trail(card)


def _trail(card: EvidenceCard) -> Iterator[str]:
    """When and from which bytes a comparison was read, and the doors to them."""
    noted = card.origin == "transcript"
    yield f'<p class="trail">{"Speaks for" if noted else "Read"} {shown(card.read_on)}'
    if card.sha256:
        digest = f'<code class="sha">{shown(card.sha256)}</code>'
        yield f' · <abbr title="SHA-256 of the stored bytes">SHA-256</abbr> {digest}'
    yield f" · match {shown(card.score)}"
    if card.parts:
        yield f' <span class="parts">({shown(card.parts)})</span>'
    doors = []
    if card.view:
        doors.append(f'<a href="{shown(card.view)}">Stored snapshot at the passage</a>')
    if card.live:
        doors.append(out(card.live, "Live page" if noted else "Live page at the passage"))
    yield f'</p>\n<p class="doors">{" · ".join(doors)}</p>\n</div>\n\n'


def _plural(count: int) -> str:
    return "s" if count > 1 else ""
