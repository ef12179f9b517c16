"""Footnotes, links and tables of every format: whose candidate source a note is, what a cell counts, and its place."""

from __future__ import annotations

import base64
import contextlib
import io
import random
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from ebooklib import epub

from pipeline.model import Chapter, Source
from pipeline.reading import ChapterError, Claims, Register, find_claims, find_mentions, find_sources, read_chapter
from tests.reading.manuscripts import HTML, MARKDOWN, docx_bytes, epub_bytes, pdf_bytes

LEDGER, MULES, INNS = "https://example.org/ledger", "https://example.org/mules", "https://example.org/inns"
_NOTES = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:id="2"><w:p><w:r><w:t>Ledger of the salt office, {LEDGER}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def _markdown() -> bytes:
    return (
        f"# The Salt Road\n\nThe road carried 4,000 mules,[^1] and [two tolls]({MULES}) stood on it. "
        f"It had twelve inns.[^2]\n\n| Year | Salt (thousand tons) |\n|---|---|\n| 1790 | 5.2 |\n\n"
        f"[^1]: Ledger of the salt office, {LEDGER}\n[^2]: See {INNS}\n"
    ).encode()


def _html() -> bytes:
    return f"""<html><body><h1>The Salt Road</h1>
<p>The road carried 4,000 mules,<sup><a href="#n1">1</a></sup> and <a href="{MULES}">two tolls</a> stood on it.
It had twelve inns.<sup><a href="#n2">2</a></sup></p>
<table><caption>Salt, thousand tons</caption><tr><th>Town</th><th>1790</th></tr>
<tr><td>Arn</td><td>5.2</td></tr></table>
<ol><li id="n1">Ledger of the salt office, {LEDGER}</li><li id="n2"><a href="{INNS}">Inns</a></li></ol>
</body></html>""".encode()


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("The Salt Road", level=1)
    notes = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        _NOTES.replace("</w:footnotes>", "").encode()
        + f'<w:footnote w:id="3"><w:p><w:r><w:t>See {INNS}</w:t></w:r></w:p></w:footnote></w:footnotes>'.encode(),
        document.part.package,
    )
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph = document.add_paragraph("The road carried 4,000 mules,")
    _mark(paragraph, 2)
    paragraph.add_run(" and ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(MULES, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run("two tolls")._r)
    paragraph._p.append(link)
    paragraph.add_run(" stood on it. It had twelve inns.")
    _mark(paragraph, 3)
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Year", "Salt (thousand tons)"), ("1790", "5.2"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _mark(paragraph: docx.text.paragraph.Paragraph, number: int) -> None:
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{number}"/></w:r>'))


def _epub() -> bytes:
    """A book whose notes stand in a file of their own, as most do."""
    book = epub.EpubBook()
    book.set_title("The Salt Road")
    text = epub.EpubHtml(
        title="One",
        file_name="text/one.xhtml",
        content=(
            '<h1>The Salt Road</h1><p>The road carried 4,000 mules,<sup><a href="notes.xhtml#n1">1</a></sup> and '
            f'<a href="{MULES}">two tolls</a> stood on it. It had twelve inns.<a href="notes.xhtml#n2">2</a></p>'
            "<table><caption>Salt, thousand tons</caption><tr><th>Town</th><th>1790</th></tr>"
            "<tr><td>Arn</td><td>5.2</td></tr></table>"
        ),
    )
    notes = epub.EpubHtml(
        title="Notes",
        file_name="text/notes.xhtml",
        content=(
            f'<h2>Notes</h2><p id="n1"><a href="one.xhtml#r1">1</a> Ledger of the salt office, {LEDGER}</p>'
            f'<p id="n2">See {INNS}</p>'
        ),
    )
    for item in (text, notes, epub.EpubNcx(), epub.EpubNav()):
        book.add_item(item)
    book.spine = ["nav", text, notes]
    book.toc = (text, notes)
    stream = io.BytesIO()
    epub.write_epub(stream, book)
    return stream.getvalue()


def _pdf() -> bytes:
    return pdf_bytes(
        [
            [
                ("The Salt Road", 72, 760, 18),
                ("The road carried 4,000 mules,", 72, 720, 11),
                ("1", 221, 724, 7),
                ("and two tolls stood on it. It had twelve inns.", 72, 706, 11),
                ("2", 281, 710, 7),
                ("The salt pans covered 3 m", 72, 680, 11),
                ("9", 202, 684, 7),
                ("in the very beginning of the trade.", 210, 680, 11),
                (f"1 Ledger of the salt office, {LEDGER}", 72, 90, 8),
                (f"2 See {INNS}", 72, 78, 8),
            ]
        ]
    )


@pytest.fixture(params=["a.md", "a.html", "a.docx", "a.epub", "a.pdf"])
def chapter(request: pytest.FixtureRequest, tmp_path: Path) -> Chapter:
    made = {"a.md": _markdown, "a.html": _html, "a.docx": _docx, "a.epub": _epub, "a.pdf": _pdf}
    (tmp_path / request.param).write_bytes(made[request.param]())
    return read_chapter(Path(request.param), tmp_path)


def _read(chapter: Chapter) -> tuple[Claims, dict[str | None, Source]]:
    found = find_claims([chapter], find_mentions(chapter), Register())
    return found, {source.url: source for source in find_sources(Register(), [chapter], found.mentions)}


def test_a_note_or_link_is_a_candidate_of_the_claim_that_it_stands_on(chapter: Chapter) -> None:
    found, sources = _read(chapter)
    claims = {claim.quote: claim.claim_id for claim in found.claims}
    assert "The road carried 4,000 mules," in chapter.text
    assert sources[LEDGER].found_by == "footnote"
    assert sources[LEDGER].candidate_of == (claims["4,000"],)
    assert sources[INNS].candidate_of == (claims["twelve"],)
    if not chapter.path.endswith(".pdf"):
        assert (sources[MULES].found_by, sources[MULES].candidate_of) == ("link", (claims["two"],))


def test_a_cell_counts_in_the_unit_of_its_headings_and_speaks_of_its_row(chapter: Chapter) -> None:
    if chapter.path.endswith(".pdf"):
        return  # paper has no cells
    cell = next(mention for mention in _read(chapter)[0].mentions if mention.quote == "5.2")
    assert (cell.value, cell.as_of, cell.checkable) == (5200.0, "1790", True)
    assert "alt" in (cell.subject or "")


def test_every_figure_leads_back_to_its_place_in_the_file(chapter: Chapter) -> None:
    places = {
        "a.md": ("line 3", "line 9"), "a.html": ("paragraph 2", "paragraph 8"), "a.docx": ("paragraph 2", "footnote 2"),
        "a.epub": ("text/one.xhtml, paragraph 2", "text/notes.xhtml, paragraph 2"),
        "a.pdf": ("page 1", "page 1, note 1"),
    }[chapter.path]  # fmt: skip
    for words, place in zip(("4,000 mules", "Ledger of the salt office"), places, strict=True):
        at = chapter.text.index(words)
        block = next(block for block in chapter.blocks if block.start <= at < block.end)
        assert block.location == place


def test_a_raised_number_without_a_note_is_an_exponent(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_pdf())
    assert "3 m⁹ in the very" in read_chapter(Path("a.pdf"), tmp_path).text


LOCKED = base64.b64decode(
    "JVBERi0xLjMKJeLjz9MKMSAwIG9iago8PAovUHJvZHVjZXIgPGM4NGIxOGQzMTE+Cj4+CmVuZG9iagoyIDAgb2JqCjw8Ci9UeXBlIC9Q"
    "YWdlcwovQ291bnQgMQovS2lkcyBbIDQgMCBSIF0KPj4KZW5kb2JqCjMgMCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDIgMCBS"
    "Cj4+CmVuZG9iago0IDAgb2JqCjw8Ci9UeXBlIC9QYWdlCi9SZXNvdXJjZXMgPDwKPj4KL01lZGlhQm94IFsgMC4wIDAuMCA3MiA3MiBd"
    "Ci9QYXJlbnQgMiAwIFIKPj4KZW5kb2JqCjUgMCBvYmoKPDwKL1YgMgovUiAzCi9MZW5ndGggMTI4Ci9QIDQyOTQ5NjcyOTIKL0ZpbHRl"
    "ciAvU3RhbmRhcmQKL08gPDBlNTIyOTI1YTNlNGU4NzRjM2NmYWNiZWY1MTFhNzNhYzRlYzJiZDg2NWRjZDNkNDYyNzYxNDkxN2FiZmQ3"
    "ZTQ+Ci9VIDxkNDQ4YWVmOWE2YjU4YThjNGVmMjI1MDZjN2Y0N2FiZTI4YmY0ZTVlNGU3NThhNDE2NDAwNGU1NmZmZmEwMTA4Pgo+Pgpl"
    "bmRvYmoKeHJlZgowIDYKMDAwMDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDE1IDAwMDAwIG4gCjAwMDAwMDAwNTkgMDAwMDAgbiAKMDAw"
    "MDAwMDExOCAwMDAwMCBuIAowMDAwMDAwMTY3IDAwMDAwIG4gCjAwMDAwMDAyNTkgMDAwMDAgbiAKdHJhaWxlcgo8PAovU2l6ZSA2Ci9S"
    "b290IDMgMCBSCi9JbmZvIDEgMCBSCi9JRCBbIDw4Mjg1ZGQyYmYyZWZkNTI2ZmIxYTg5MDg5OTFkYWIzND4gPDgyODVkZDJiZjJlZmQ1"
    "MjZmYjFhODkwODk5MWRhYjM0PiBdCi9FbmNyeXB0IDUgMCBSCj4+CnN0YXJ0eHJlZgo0NzQKJSVFT0YK"
)
"""A PDF of one blank page, encrypted with a password."""


def _damaged(data: bytes, name: str, content: bytes | None) -> bytes:
    """A zipped file with one entry replaced, or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            if entry != name or content is not None:
                new.writestr(entry, old.read(entry) if entry != name or content is None else content)
        if content is not None and name not in old.namelist():
            new.writestr(name, content)
    return stream.getvalue()


_PROTECTED = b"""<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData>
<CipherReference URI="EPUB/one.xhtml"/></CipherData>
</EncryptedData></encryption>"""


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", LOCKED, "locked with a password"),
        ("a.pdf", pdf_bytes([[("Forty mules", 72, 700, 11)]])[:300], "no readable PDF, or a damaged one"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "old kind, or locked with a password"),
        ("a.docx", docx_bytes()[:4000], "no Word document, or a damaged one"),
        ("a.docx", _damaged(docx_bytes(), "word/document.xml", b"<w:document"), "a damaged one"),
        ("a.docx", _damaged(docx_bytes(), "word/document.xml", None), "a damaged one"),
        ("a.epub", _damaged(epub_bytes(), "META-INF/encryption.xml", _PROTECTED), "copy protection"),
        ("a.epub", _damaged(epub_bytes(), "META-INF/container.xml", b"<container"), "no"),
        ("a.txt", "Zwölf Brücken".encode("utf-16-le"), "binary data"),
        ("a.txt", b"", "the file is empty"),
        ("a.docx", b"", "the file is empty"),
    ],
)
def test_a_damaged_or_locked_file_is_named_with_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ChapterError) as caught:
        read_chapter(Path(name), tmp_path)
    assert str(caught.value).startswith(f"{name}: ")
    assert words in caught.value.problem
    assert caught.value.advice.endswith(".")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx_bytes()),
        ("a.epub", epub_bytes()),
        ("a.pdf", pdf_bytes([[("Forty mules, and fifty goats", 72, 700, 11)]])),
        ("a.html", HTML.encode()),
        ("a.md", MARKDOWN.encode()),
    ],
)
def test_whatever_happens_to_a_file_it_is_read_or_named(tmp_path: Path, name: str, data: bytes) -> None:
    rng = random.Random(7)
    for _ in range(40):
        damaged = bytearray(data)
        for _ in range(rng.randrange(1, 20)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        (tmp_path / name).write_bytes(bytes(damaged[: rng.choice((len(damaged), rng.randrange(1, len(damaged))))]))
        with contextlib.suppress(ChapterError):
            assert read_chapter(Path(name), tmp_path).text
