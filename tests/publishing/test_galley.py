"""The galley: the chapter's text untouched, every mention underlined, evidence beside it, nothing foreign running."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import html
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pipeline.model import Block, Emphasis, Link
from pipeline.publishing.galley import render_galleys, rendering, rows
from pipeline.publishing.galley.contexts import cut_context
from pipeline.publishing.galley.links import live_href, passage_href
from pipeline.publishing.galley.prose import Mark, set_prose
from pipeline.publishing.galley.references import find_references
from pipeline.publishing.galley.tones import TONES, tone_of
from pipeline.publishing.warehouse import reading
from pipeline.reading.anchoring import occurrences
from pipeline.reading.register_model import Register
from tests.publishing.galley_book import book
from tests.publishing.galley_example import CHAPTER_ID, publish_example, records
from tests.publishing.galley_markup import Galley

Records = dict[str, list[Any]]


def render(folder: Path, content: Records | None = None) -> list[Path]:
    publish_example(folder / "claims.duckdb", content)
    with reading(folder / "claims.duckdb") as connection:
        return render_galleys(connection, folder / "reports").pages


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the example was rendered once."""
    home = tmp_path_factory.mktemp("galley")
    render(home)
    return home


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "reports" / f"{CHAPTER_ID}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def galley(page: str) -> Galley:
    return Galley(page)


def test_without_its_tags_the_galley_is_the_chapter(galley: Galley) -> None:
    assert galley.text == records()["chapters"][0].text
    assert galley.broken == []


def test_every_mention_is_underlined_exactly_where_it_stands_and_labelled_once(galley: Galley) -> None:
    for number, mention in enumerate(records()["mentions"], 1):
        stretches = galley.marked[number]
        assert stretches[0][0] == mention.start_char
        assert stretches[-1][1] == mention.end_char
        assert "".join(galley.text[start:end] for start, end in stretches) == mention.quote
        assert len(galley.labels[number]) == 1


def test_a_mention_has_the_tone_and_the_word_of_its_verdict(galley: Galley) -> None:
    verdicts = {row.claim_id: row for row in records()["verdicts"]}
    words = {tone.key: tone.word for tone in TONES}
    for number, mention in enumerate(records()["mentions"], 1):
        verdict = verdicts.get(mention.claim_id)
        wanted = tone_of(verdict.status, verdict.reason).key if verdict else "quiet"
        if mention.claim_id == "seals-2019":
            wanted = "stale"
        assert galley.tones[number] == wanted
        assert words[wanted] in galley.labels[number][0]


def test_a_contradiction_is_loud_whatever_its_status_and_never_looks_unknown() -> None:
    for status in ("supported", "stale", "unverified", None):
        assert tone_of(status, "contradicted").key == "contradicted"
        assert tone_of(status, "conflicting").key == "conflicting"
    assert len({tone.key for tone in TONES}) == len({tone.word for tone in TONES}) == len({tone.sign for tone in TONES})


_KINDS = st.sampled_from(["title", "heading", "paragraph", "list_item", "quote", "code"])


_URLS = st.sampled_from(("https://example.org/a?b=1&c=2", "http://example.org", "javascript:alert(1)", ""))
_LINK_KINDS = st.sampled_from(("link", "footnote"))


@st.composite
def set_texts(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]], list[Mark]]:
    alphabet = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
    text = draw(st.text(alphabet=alphabet, min_size=1, max_size=80))
    place = st.integers(0, len(text))
    spans = st.tuples(place, place).map(sorted)
    blocks = [
        {
            "start": start,
            "end": end,
            "kind": draw(_KINDS),
            "level": draw(st.none() | st.integers(1, 9)),
            "location": None,
            "labels": draw(st.sampled_from(((), ('a "row"', "& column")))),
        }
        for start, end in draw(st.lists(spans, max_size=4))
    ]
    marks = [
        Mark(number, start, end, draw(st.sampled_from(TONES)), "a & <b>", "x")
        for number, (start, end) in enumerate(
            draw(st.lists(spans.filter(lambda span: span[0] < span[1]), max_size=6)), 1
        )
    ]
    links = [
        {"start": start, "end": end, "url": draw(_URLS), "kind": draw(_LINK_KINDS), "note": draw(st.none() | st.text())}
        for start, end in draw(st.lists(spans, max_size=4))
    ]
    emphases = [
        {"start": start, "end": end, "kind": draw(st.sampled_from(("em", "strong")))}
        for start, end in draw(st.lists(spans, max_size=4))
    ]
    return {"text": text, "blocks": blocks, "links": links, "emphases": emphases}, marks


@given(set_texts())
@settings(max_examples=150, deadline=None)
def test_prose_set_with_any_blocks_and_overlapping_mentions_gives_the_text_and_each_mention_back(
    case: tuple[dict[str, Any], list[Mark]],
) -> None:
    chapter, marks = case
    text: str = chapter["text"]
    references, _ = find_references(chapter)
    stretches = set_prose(text, chapter["blocks"], marks, references, chapter["emphases"])
    found = Galley(f"<article>{''.join(stretch.markup for stretch in stretches)}</article>")
    assert found.text == text
    assert found.broken == []
    assert found.nested("a") == 0, "a link inside a link is none"
    drawn = set(found.attributes("a", "href"))
    assert {one.href for one in references if one.href and one.href.startswith("http")} <= drawn
    assert not any("javascript" in href for href in drawn)
    assert len(found.attributes("a", "title") + found.attributes("span", "title")) >= sum(
        one.start == one.end for one in references
    )
    for mark in marks:
        places = sorted(found.marked[mark.number])
        assert "".join(text[start:end] for start, end in places) == text[mark.start : mark.end]
        assert places[0][0] == mark.start
        assert found.labels[mark.number] == ["a & <b>"]


def test_the_same_tables_give_the_same_bytes_and_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    (path,) = render(tmp_path)
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    views = {view: view.stat().st_mtime_ns for view in (tmp_path / "reports" / "snapshots").iterdir()}
    assert render(tmp_path) == [path]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert {view: view.stat().st_mtime_ns for view in (tmp_path / "reports" / "snapshots").iterdir()} == views
    changed = records()
    changed["verdicts"] = [
        dataclasses.replace(row, explanation="Otherwise.") if row.claim_id == "boats" else row
        for row in changed["verdicts"]
    ]
    render(tmp_path, changed)
    assert path.read_bytes() != before
    assert [item.name for item in path.parent.iterdir() if item.is_file()] == [path.name]


def test_nothing_is_loaded_from_anywhere_and_only_the_pages_own_script_may_run(page: str, galley: Galley) -> None:
    assert galley.attributes("script", "src") == []
    assert not re.search(r"@import|url\(|@font-face", page)
    assert {tag for tag, _ in galley.tags} & {"img", "iframe", "object", "embed", "link", "base"} == set()
    assert [
        name for _, attributes in galley.tags for name in attributes if name.startswith("on") or name == "style"
    ] == []
    (policy,) = (
        attributes["content"]
        for tag, attributes in galley.tags
        if attributes.get("http-equiv", "").startswith("Content-Sec")
    )
    assert policy.startswith("default-src 'none'")
    for element in ("script", "style"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


def test_markup_in_chapters_and_sources_stays_text(folder: Path, page: str, galley: Galley) -> None:
    assert "document.title='owned'" in galley.words
    assert "<b>bodies & tails</b>" in galley.text
    assert "An interview <i>behind</i> a wall" in galley.words
    for view in (folder / "reports" / "snapshots").iterdir():
        read = Galley(view.read_text(encoding="utf-8"))
        assert [tag for tag, _ in read.tags if tag in ("script", "em")] == []
        assert read.broken == []
    assert "javascript:" not in page


def test_every_inner_link_leads_somewhere_and_every_id_is_given_once(folder: Path, galley: Galley) -> None:
    ids = galley.ids()
    assert len(ids) == len(set(ids))
    for href in galley.attributes("a", "href"):
        if href.startswith("#"):
            assert href[1:] in ids
        elif href.startswith("snapshots/"):
            name, anchor = href.split("#")
            assert anchor in Galley((folder / "reports" / name).read_text(encoding="utf-8")).ids()
        else:
            assert href.startswith("https://")


def test_evidence_stands_beside_its_claim_with_arithmetic_context_digest_origin_and_doors(page: str) -> None:
    note = page[page.index('id="claim-seals-2019"') :]
    note = note[: note.index("</details></li>")]
    survey = records()["pages"][0]
    assert "Source has moved on" in note
    assert "3,010 &gt; 2,000 holds, but 3,010 is outside 2,000 to 3,000" in note
    assert "<mark>By August 2026 the count had reached <b>3,010</b> seals.</mark>" in note
    assert "in 2022 there were 2,640. <mark>" in note
    assert survey.payload_sha256 in note
    assert "fetched from the live page" in note
    assert "Read 2026-08-20 · <abbr" in note
    assert f'href="snapshots/{survey.payload_sha256[:16]}.html#claim-orm-survey-' in note
    assert (
        "https://survey.example.org/orm#:~:text=By%20August%202026%20the%20count%20had%20reached%203%2C010%20seals."
        in note
    )
    assert "2026-08-02" in note
    assert "2,640 in 2022 is more than two thousand." in note


def test_a_transcript_is_named_as_a_persons_note_and_links_to_the_page_without_a_passage(
    folder: Path, page: str
) -> None:
    note = page[page.index('id="claim-share-left-official"') :]
    note = note[: note.index("</details></li>")]
    assert "a person’s note of what the source says" in note
    assert 'href="https://harbour.example.org/press"' in note
    views = [view.read_text(encoding="utf-8") for view in (folder / "reports" / "snapshots").iterdir()]
    assert sum("This is a person’s note" in view for view in views) == 1


def test_a_source_that_could_not_be_read_is_named_with_what_came_of_it(page: str) -> None:
    note = page[page.index('id="claim-heads"') :]
    note = note[: note.index("</details></li>")]
    assert "blocked by the site, first 2026-08-20" in note
    assert "(the site asks for a browser)" in note


def test_what_went_wrong_once_is_not_told_of_a_look_that_went_well(tmp_path: Path) -> None:
    content = records()
    (blocked,) = (look for look in content["snapshots"] if look.outcome == "blocked")
    read = dataclasses.replace(
        blocked,
        snapshot_id="read-at-last",
        outcome="fetched",
        error=None,
        fetched_at=blocked.fetched_at + dt.timedelta(1),
    )
    (path,) = render(tmp_path, {**content, "snapshots": [*content["snapshots"], read]})
    assert blocked.error is not None
    assert blocked.error not in path.read_text(encoding="utf-8")
    with reading(tmp_path / "claims.duckdb") as connection:
        query = "SELECT last_outcome, last_error FROM source_health WHERE source_id = $1"
        assert connection.execute(query, [blocked.source_id]).fetchall() == [("fetched", None)]


def test_what_is_not_checkable_is_there_with_its_reason(galley: Galley) -> None:
    for reason in ("an idiom, not a count", "an enumerator of the text itself", "part of a name", "an example"):
        assert reason in galley.words


def test_the_summary_counts_claims_and_shows_conflicts_changes_orphans_and_reviews(galley: Galley) -> None:
    words = " ".join(galley.words.split())
    assert "27 checkable claims: 2 contradicted, 1 conflicting, 4 stale, 10 unverified, and 10 supported." in words
    assert "The heading says 20 euros a seal, the text says 2 euros." in words
    assert "was supported, the bound holds; now ↻ stale" in words
    assert "1 claim decided for the first time" in words
    assert "nine logbooks" in words
    assert "M. Aldous override:supported, 2026-09-01: Seen in the parish book." in words
    assert "lapsed: claim or evidence has changed since" in words


def test_a_stub_for_an_unregistered_claim_is_a_valid_entry_whose_quote_stands_at_the_mention(page: str) -> None:
    content = records()
    text = content["chapters"][0].text
    stubs = [html.unescape(stub) for stub in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)]
    assert len(stubs) == 6
    entries: dict[str, Any] = {}
    for stub in stubs:
        entries |= YAML(typ="safe").load(stub)
    register = Register.model_validate(
        {
            "chapters": {CHAPTER_ID: {"path": "seeds/seals.txt"}},
            "claims": entries,
        }
    )
    places = [mention for mention in content["mentions"] if mention.claim_id is not None]
    for claim in register.claims.values():
        start = occurrences(text, claim.quote)[claim.nth - 1]
        assert any(start <= row.start_char and row.end_char <= start + len(claim.quote) for row in places)


def test_a_payload_that_two_chapters_cite_has_one_view_with_the_passages_of_both(tmp_path: Path) -> None:
    content = records()
    (first,) = content["chapters"]
    content["chapters"].append(dataclasses.replace(first, chapter_id="another", text="Six.", characters=4, blocks=()))
    base = content["claims"][0]
    content["claims"].append(dataclasses.replace(base, claim_id="other", chapter_id="another", start_char=0))
    passage = dataclasses.replace(
        content["passages"][0], passage_id="other-passage", start_char=0, end_char=6, text="Survey"
    )
    content["passages"].append(passage)
    content["evidence"].append(
        dataclasses.replace(
            content["evidence"][0], evidence_id="other-e", claim_id="other", passage_id="other-passage", quote="Survey"
        )
    )
    render(tmp_path, content)
    view = (tmp_path / "reports" / "snapshots" / f"{passage.payload_sha256[:16]}.html").read_text(encoding="utf-8")
    assert {"claim-other-passage", f"claim-{content['passages'][1].passage_id}"} <= set(Galley(view).ids())


def test_however_many_pages_are_read_together_the_files_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = records()
    (first,) = content["chapters"]
    for number in range(3):
        copy = f"copy-{number}"
        content["chapters"].append(dataclasses.replace(first, chapter_id=copy))
        for name in ("claims", "evidence", "mentions"):
            content[name] += [_renamed(row, copy) for row in records()[name]]
    drawn = []
    for size, chapters in ((1, 1), (500, 3), (1_000_000, 100)):
        monkeypatch.setattr(rendering, "TEXT_AT_ONCE", size)
        monkeypatch.setattr(rows, "CHAPTERS_AT_ONCE", chapters)
        paths = render(tmp_path / str(size), content)
        views = (tmp_path / str(size) / "reports" / "snapshots").iterdir()
        drawn.append({path.name: path.read_bytes() for path in (*paths, *views)})
    assert len(drawn[0]) > 4
    assert drawn[0] == drawn[1] == drawn[2]


@pytest.mark.parametrize("moved", ["title", "passage", "look", "source", "code", "text", "nothing"])
def test_a_view_is_drawn_again_when_anything_that_it_shows_changed_and_only_then(tmp_path: Path, moved: str) -> None:
    content = records()
    page, passage, look = content["pages"][0], content["passages"][0], content["snapshots"][0]
    changed = {
        "title": {"pages": [dataclasses.replace(page, title="Another title"), *content["pages"][1:]]},
        "text": {"pages": [dataclasses.replace(page, text=page.text + " And more."), *content["pages"][1:]]},
        "passage": {
            "passages": [dataclasses.replace(passage, end_char=passage.end_char - 1), *content["passages"][1:]]
        },
        "look": {"snapshots": [dataclasses.replace(look, archive_offset=7), *content["snapshots"][1:]]},
        "source": {"sources": [dataclasses.replace(one, title="Another") for one in content["sources"]]},
    }
    (tmp_path / "reports").mkdir()
    views: list[set[str]] = []
    seen: list[dict[str, bytes]] = []
    for held, code in ((content, "a"), ({**content, **changed.get(moved, {})}, "b" if moved == "code" else "a")):
        publish_example(tmp_path / "claims.duckdb", held)
        with reading(tmp_path / "claims.duckdb") as connection:
            drawn = render_galleys(connection, tmp_path / "reports", code=code)
            anew = render_galleys(connection, tmp_path / "anew", code=code, drawn_in=lambda name: "")
        views.append({path.name for path in drawn.views})
        seen.append({path.name: path.read_bytes() for path in (tmp_path / "reports" / "snapshots").iterdir()})
        assert seen[-1] == {path.name: path.read_bytes() for path in anew.views}
    assert views[0] == set(seen[0])
    assert views[1] == {name for name, content in seen[1].items() if content != seen[0][name]}
    assert (moved == "nothing") == (not views[1])


def _renamed(row: Any, chapter_id: str) -> Any:
    """A row of the example, as if another chapter with the same claims had it."""
    own = {"claim_id", "mention_id", "evidence_id"} & {field.name for field in dataclasses.fields(row)}
    named = {name: f"{chapter_id}-{getattr(row, name)}" for name in own if getattr(row, name)}
    return dataclasses.replace(row, **named, **({"chapter_id": chapter_id} if hasattr(row, "chapter_id") else {}))


def test_a_chapter_without_claims_sources_or_figures_is_a_page_too(tmp_path: Path) -> None:
    content: Records = {
        "chapters": [dataclasses.replace(records()["chapters"][0], text="Nothing\n\nhere.\n", blocks=())]
    }
    (path,) = render(tmp_path, content)
    assert Galley(path.read_text(encoding="utf-8")).text == "Nothing\n\nhere.\n"


def test_a_chapter_of_26000_characters_is_well_below_two_megabytes(tmp_path: Path) -> None:
    (path,) = render(tmp_path, book(26_000, 160, evidenced_every=2))
    assert path.stat().st_size < 1_000_000


def test_only_web_addresses_become_links_and_a_text_fragment_is_encoded() -> None:
    for foreign in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "",
        None,
        "http://[x",
    ):
        assert live_href(foreign) is None
    assert passage_href("https://example.org/a", "well-known, 5 & 6") == (
        "https://example.org/a#:~:text=well%2Dknown%2C%205%20%26%206"
    )
    assert passage_href("https://example.org/a#b", " ".join("abcdefghijklmnop")) == (
        "https://example.org/a#b:~:text=a%20b%20c%20d,m%20n%20o%20p"
    )


@given(st.text(max_size=300), st.data())
@settings(max_examples=100, deadline=None)
def test_a_context_is_a_stretch_of_the_page_that_holds_the_figure(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first = data.draw(st.integers(start, end))
    last = data.draw(st.integers(first, end))
    reach = data.draw(st.integers(0, 40))
    found = cut_context(text, start, end, (first, last), reach)
    joined = found.before.removeprefix("…") + found.lead + found.figure + found.trail + found.after.removesuffix("…")
    assert joined in text or text in joined
    assert found.figure == text[first:last]


def test_italics_and_bold_of_the_manuscript_are_drawn_through_its_figures(tmp_path: Path) -> None:
    content = records()
    chapter = content["chapters"][0]
    words, figure = "the largest on the northern coast", "four thousand euros"
    start, bought = chapter.text.index(words), chapter.text.index(figure)
    content["chapters"] = [
        dataclasses.replace(
            chapter,
            emphases=(
                Emphasis(start=start, end=start + len(words), kind="em"),
                Emphasis(start=bought + 5, end=bought + len(figure), kind="strong"),
            ),
        )
    ]
    (path,) = render(tmp_path, content)
    page = path.read_text(encoding="utf-8")
    assert Galley(page).text == chapter.text
    assert f"<em>{words}</em>" in page
    assert "<u>four <strong>thousand euros</strong></u></a>" in page, "one link, however it is set"


def test_links_and_footnotes_of_the_manuscript_are_drawn_around_its_figures(tmp_path: Path) -> None:
    content = records()
    chapter = content["chapters"][0]
    words, figure = "the largest on the northern coast", "four thousand euros"
    start, bought = chapter.text.index(words), chapter.text.index(figure)
    note = "Harbour ledger, page 3."
    text = f"{chapter.text}\n\n{note}"
    content["chapters"] = [
        dataclasses.replace(
            chapter,
            text=text,
            characters=len(text),
            blocks=(*chapter.blocks, Block(start=len(text) - len(note), end=len(text), kind="footnote")),
            links=(
                Link(start=start, end=start + len(words), url="https://example.org/coast"),
                Link(start=bought, end=bought + len(figure), url="https://example.org/boat"),
                Link(start=bought + len(figure), end=bought + len(figure), url="", kind="footnote", note=note),
            ),
        )
    ]
    (path,) = render(tmp_path, content)
    page = path.read_text(encoding="utf-8")
    galley = Galley(page)
    assert galley.text == text
    assert f'href="https://example.org/coast" rel="noopener noreferrer" target="_blank">{words}</a>' in page
    assert '<a class="ref" href="https://example.org/boat"' in page, "the figure keeps its own link, an arrow follows"
    assert '<a class="ref" href="#note-1" data-s="1" aria-label="Footnote 1: Harbour ledger, page 3."' in page
    assert f'<p class="k-footnote" id="note-1">{note}</p>' in page
