"""Manuscripts of six formats become text with blocks, places and links; files that cannot be read say what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Chapter
from pipeline.reading import ChapterError, find_mentions, read_chapter
from pipeline.reading.formats.plain import read_plain
from tests.reading.manuscripts import HTML, MARKDOWN, docx_bytes, epub_bytes, pdf_bytes


def _read(folder: Path, name: str, data: bytes | str) -> Chapter:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return read_chapter(Path(name), folder)


def _blocks(chapter: Chapter, kind: str) -> list[str]:
    return [chapter.text[block.start : block.end] for block in chapter.blocks if block.kind == kind]


def test_short_lines_between_paragraphs_of_plain_text_are_headings(tmp_path: Path) -> None:
    body = "A long paragraph that ends with a full stop, as paragraphs do. " * 4
    chapter = _read(tmp_path, "a.txt", f"Chapter 2: The Well\n{body}\nThe First Winter\n{body}\nThe end\n")
    assert chapter.title == "Chapter 2: The Well"
    assert _blocks(chapter, "heading") == ["The First Winter"]
    assert _blocks(chapter, "paragraph")[-1] == "The end"
    assert chapter.blocks[2].location == "paragraph 3, line 3"


def test_plain_text_is_kept_character_for_character(tmp_path: Path) -> None:
    text = "A title\r\n\r\nFirst paragraph, it is.\r\n"
    assert _read(tmp_path, "a.txt", text).text == text.replace("\r\n", "\n")


def test_wrapped_lines_are_one_paragraph_of_the_same_length(tmp_path: Path) -> None:
    text = (
        "The Well\n\nIn the third winter after the flood the town counted two\nmillion bricks in its yards and nobody"
        " knew for whom\nthey had been fired.\n\nThe next paragraph is here and it runs over the line\nend as well.\n"
    )
    chapter = _read(tmp_path, "a.txt", text)
    assert len(chapter.text) == len(text)
    assert "two million bricks" in chapter.text
    assert len(_blocks(chapter, "paragraph")) == 2


def test_latin_1_text_is_decoded(tmp_path: Path) -> None:
    text = "Die Straße führte über sechs Brücken nach Süden und kostete zwölf Gulden für jeden Händler. " * 5
    assert "führte über" in _read(tmp_path, "a.txt", text.encode("latin-1")).text


def test_markdown_keeps_links_footnotes_tables_and_front_matter(tmp_path: Path) -> None:
    chapter = _read(tmp_path, "a.md", MARKDOWN)
    assert (chapter.title, chapter.published) == ("The Salt Road", "2021-05")
    assert "four thousand mules a year." in chapter.text
    assert _blocks(chapter, "list_item") == ["twelve inns", "two tolls"]
    cell = next(block for block in chapter.blocks if chapter.text[block.start : block.end] == "5,500")
    assert cell.labels == ("1800", "Mules")
    links = {link.kind: link for link in chapter.links}
    assert chapter.text[links["link"].start : links["link"].end] == "four thousand mules"
    assert links["footnote"].url == "https://example.org/ledger"
    assert chapter.text[: links["footnote"].start].endswith("a year.")
    assert _blocks(chapter, "footnote")


_STRESSED = [("em", "a year"), ("em", "The"), ("em", "Ledger"), ("strong", "The Salt"), ("strong", "all 4,000 of")]


def _emphases(chapter: Chapter) -> list[tuple[str, str]]:
    return sorted((one.kind, chapter.text[one.start : one.end]) for one in chapter.emphases)


def test_markdown_keeps_italics_and_bold_without_their_signs(tmp_path: Path) -> None:
    chapter = _read(
        tmp_path, "a.md", "**_The_ Salt** carried **all\n4,000 of** them *a year*, not 5 * 4.[^1]\n\n[^1]: *Ledger*.\n"
    )
    assert chapter.text == "The Salt carried all 4,000 of them a year, not 5 * 4.\n\nLedger."
    assert _emphases(chapter) == sorted(_STRESSED)


def test_html_keeps_italics_and_bold_without_their_tags(tmp_path: Path) -> None:
    page = (
        "<p><b><i>The</i> <!-- road -->Salt</b> carried <strong>all <i hidden>some</i>\n4,000 of</strong> them <em>"
        "a year</em>, not 5 * 4.</p><div><em><p><cite>Ledger</cite></p></em>.</div>"
    )
    assert _emphases(_read(tmp_path, "a.html", page)) == sorted(_STRESSED)


def test_word_documents_keep_italics_and_bold_of_their_runs(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("A heading is no emphasis", level=1)
    paragraph = document.add_paragraph()
    for words, bold, italic in (
        ("The", True, True),
        (" Sa", True, False),
        ("lt", True, None),
        (" carried ", False, None),
    ):
        run = paragraph.add_run(words)
        run.bold, run.italic = bold, italic
    paragraph.add_run("all 4,000 of", style="Strong")
    paragraph.add_run(" them ")
    paragraph.add_run("a year", style="Emphasis")
    document.add_paragraph().add_run("Ledger").italic = True
    document.save(str(tmp_path / "a.docx"))
    assert _emphases(read_chapter(Path("a.docx"), tmp_path)) == sorted(_STRESSED)


def test_html_keeps_the_text_and_drops_the_machinery(tmp_path: Path) -> None:
    chapter = _read(tmp_path, "a.html", HTML)
    assert (chapter.title, chapter.published) == ("The Salt Road", "2021-05-03")
    assert "four thousand mules a year. It was 3 m² of mud." in chapter.text
    assert "12345" not in chapter.text
    assert "99 links" not in chapter.text
    assert _blocks(chapter, "heading") == ["The Salt Road", "The Toll"]
    footnote = next(link for link in chapter.links if link.kind == "footnote")
    assert footnote.url == "https://example.org/ledger"


def test_word_documents_keep_links_lists_and_tables_and_obey_tracked_changes(tmp_path: Path) -> None:
    chapter = _read(tmp_path, "a.docx", docx_bytes())
    assert chapter.title == "The Salt Road"
    assert "In 1790 the road carried four thousand mules a year." in chapter.text
    assert "77" not in chapter.text
    assert "3 m²" in chapter.text
    assert _blocks(chapter, "list_item") == ["twelve inns"]
    cell = next(block for block in chapter.blocks if chapter.text[block.start : block.end] == "4,000")
    assert cell.labels == ("1790", "Mules")
    assert [chapter.text[link.start : link.end] for link in chapter.links] == ["four thousand mules"]


def test_epub_files_are_read_in_order_with_their_notes(tmp_path: Path) -> None:
    chapter = _read(tmp_path, "a.epub", epub_bytes())
    assert (chapter.title, chapter.published) == ("The Salt Road", "2021-05-03")
    assert chapter.text.index("In 1790") < chapter.text.index("Twelve inns stood there.")
    assert any(block.location == "two.xhtml, paragraph 2" for block in chapter.blocks)
    assert [link.url for link in chapter.links if link.kind == "footnote"] == ["https://example.org/inns"]


def test_pdf_lines_become_paragraphs_without_hyphens_heads_and_page_numbers(tmp_path: Path) -> None:
    pages = []
    for number, name in enumerate(("Salt", "Iron", "Wool", "Amber"), 1):
        pages.append(
            [
                ("The Salt Road and Other Roads", 72, 800, 9),
                (f"The {name} Toll", 72, 760, 18),
                (f"On page {number} the keeper counted four thousand mules on the old", 72, 720, 11),
                ("road, and every winter the number of those that did not re-", 72, 706, 11),
                ("turn was written on the door of the inn.", 72, 692, 11),
                ("Twelve inns stood along the road when the toll was raised to", 72, 664, 11),
                ("twenty-", 72, 650, 11),
                (f"two pence a load of {name.lower()}.", 72, 636, 11),
                (str(number), 290, 40, 9),
            ]
        )
    chapter = _read(tmp_path, "a.pdf", pdf_bytes(pages))
    assert "The Salt Road and Other Roads" not in chapter.text
    assert "that did not return was written on the door of the inn." in chapter.text
    assert "twenty-two pence" in chapter.text
    assert _blocks(chapter, "heading") == ["The Salt Toll", "The Iron Toll", "The Wool Toll", "The Amber Toll"]
    assert not any(text.strip().isdigit() for text in _blocks(chapter, "paragraph"))
    assert [block.location for block in chapter.blocks][-1] == "page 4"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"no zip", "no Word document"),
        ("a.epub", b"no zip", "no EPUB"),
        ("a.pdf", b"no pdf", "no readable PDF"),
        ("a.txt", b"\x00\x01\x02", "binary data"),
        ("a.txt", b"  \n", "no text"),
        ("a.html", b" ", "no readable HTML"),
        ("a.odt", b"x", "are not read"),
    ],
)
def test_files_that_cannot_be_read_name_the_file_and_what_to_do(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(ChapterError) as caught:
        _read(tmp_path, name, data)
    assert str(caught.value).startswith(f"{name}: ")
    assert words in caught.value.problem
    assert caught.value.advice


@pytest.mark.parametrize("name", ["a.docx", "a.epub"])
def test_a_manuscript_that_was_made_to_fill_the_memory_is_refused(tmp_path: Path, name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(60_000_000))
    with pytest.raises(ChapterError, match=r"document.xml would unpack from .* to 60,000,000 bytes"):
        _read(tmp_path, name, held.getvalue())


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ChapterError, match="the file does not exist"):
        read_chapter(Path("gone.txt"), tmp_path)
    with pytest.raises(ChapterError, match="folder"):
        read_chapter(Path("folder.txt"), tmp_path)


def test_blocks_links_and_mentions_lead_back_to_their_words(tmp_path: Path) -> None:
    for name, data in (("a.md", MARKDOWN), ("a.html", HTML), ("a.docx", docx_bytes()), ("a.epub", epub_bytes())):
        chapter = _read(tmp_path, name, data)
        assert len(chapter.text) == chapter.characters
        for block in chapter.blocks:
            assert chapter.text[block.start : block.end].strip()
            assert block.location
        for mention in find_mentions(chapter):
            assert chapter.text[mention.start_char : mention.end_char] == mention.quote


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_cut_into_blocks_that_cover_its_words(text: str) -> None:
    try:
        read, blocks = read_plain(text.encode("utf-8", errors="ignore"))
    except ValueError:
        return
    for block in blocks:
        assert read[block.start : block.end].strip() == read[block.start : block.end]
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)
