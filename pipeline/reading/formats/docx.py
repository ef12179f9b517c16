"""Word documents, opened with python-docx.

What belongs here: which parts of WordprocessingML (ISO/IEC 29500) are blocks, links and footnotes; text that a tracked
change deletes is not the author's text, text that it inserts is. What must never be here: file access.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from pipeline.reading.formats.manuscript import BROKEN_PACKAGE, FormatError, Manuscript, Run, lowered, raised
from pipeline.storage.zipped import refuse_bombs

_NOTE_TYPES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes",
)
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""First bytes of the container of .doc files and of encrypted .docx files (MS-CFB, MS-OFFCRYPTO)."""
_BROKEN: tuple[type[Exception], ...] = (PackageNotFoundError, *BROKEN_PACKAGE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DROPPED = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}
_NOTE_MARKS = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_EMPHASES = {qn("w:i"): "em", qn("w:b"): "strong"}
_EMPHATIC_STYLES = {"emphasis": "em", "strong": "strong"}
_PLAIN = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "‑"}


def read_docx(data: bytes) -> Manuscript:
    """Blocks, links and notes of a Word document. Raises FormatError when it is none."""
    if data.startswith(_COMPOUND_FILE):
        raise FormatError(
            "it is a Word document of the old kind, or locked with a password",
            "Open it in a word processor and save it as .docx without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            refuse_bombs(package)
        return _read(docx.Document(io.BytesIO(data)))
    except _BROKEN as error:
        raise FormatError(
            f"it is no Word document, or a damaged one ({error})", "Open it in a word processor and save it as .docx."
        ) from None


def _read(document: Any) -> Manuscript:
    manuscript = Manuscript(media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    manuscript.title = document.core_properties.title or None
    styles = {style.style_id: style.name or "" for style in document.styles}
    for number, paragraph in enumerate(_paragraphs(document.element.body), 1):
        kind, level, labels = _place(paragraph, styles)
        runs = list(_runs(paragraph, document.part.rels, styles))
        manuscript.add(runs, kind, level=level, location=f"paragraph {number}", labels=labels)
    _add_notes(manuscript, document.part, styles)
    return manuscript


def _paragraphs(body: Any) -> Iterator[Any]:
    for paragraph in body.iter(qn("w:p")):
        if not any(around.tag in _DROPPED for around in paragraph.iterancestors()):
            yield paragraph


def _runs(paragraph: Any, relations: Any, styles: dict[str, str]) -> Iterator[Run]:
    for run in paragraph.iter(qn("w:r")):
        around = list(_between(run, paragraph))
        if any(element.tag in _DROPPED or element.tag == qn("w:p") for element in around):
            continue
        url = next((_target(element, relations) for element in around if element.tag == qn("w:hyperlink")), None)
        yield from _pieces(run, url, _emphasis(run, styles))


def _between(run: Any, paragraph: Any) -> Iterator[Any]:
    for element in run.iterancestors():
        if element is paragraph:
            return
        yield element


def _emphasis(run: Any, styles: dict[str, str]) -> frozenset[str]:
    """How a run is set by itself; a paragraph's style says what kind of block it is, and is no emphasis."""
    said: dict[str, bool] = {}
    for mark in run.iterfind(f"{qn('w:rPr')}/*"):
        value = mark.get(qn("w:val"))
        if mark.tag in _EMPHASES:
            said[_EMPHASES[mark.tag]] = value not in ("0", "false", "off")
        elif mark.tag == qn("w:rStyle"):
            styled = _EMPHATIC_STYLES.get(styles.get(value, "").lower())
            said |= {styled: True} if styled else {}
    return frozenset(kind for kind, holds in said.items() if holds)


def _pieces(run: Any, url: str | None, emphasis: frozenset[str]) -> Iterator[Run]:
    align = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    position = align.get(qn("w:val")) if align is not None else None
    for piece in run:
        if piece.tag == qn("w:t") and piece.text:
            text = raised(piece.text) if position == "superscript" else piece.text
            yield Run(lowered(text) if position == "subscript" else text, url=url, emphasis=emphasis)
        elif piece.tag in _PLAIN:
            yield Run(_PLAIN[piece.tag], url=url, emphasis=emphasis)
        elif piece.tag in _NOTE_MARKS:
            yield Run("", footnote=f"{_NOTE_MARKS[piece.tag]} {piece.get(qn('w:id'))}")


def _target(hyperlink: Any, relations: Any) -> str | None:
    relation = relations.get(hyperlink.get(qn("r:id")))
    if relation is None or not relation.is_external:
        return None
    target = str(relation.target_ref)
    return target if target.lower().startswith(("http://", "https://")) else None


def _place(paragraph: Any, styles: dict[str, str]) -> tuple[str, int | None, tuple[str, ...]]:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = styles.get(style.get(qn("w:val")), "").lower() if style is not None else ""
    outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    cell = next((around for around in paragraph.iterancestors(qn("w:tc"))), None)
    if cell is not None:
        return "table_cell", None, _labels(cell)
    if name in ("title", "book title"):
        return "title", 1, ()
    if name.startswith("heading ") and name[8:].isdigit():
        return "heading", int(name[8:]), ()
    if outline is not None and outline.get(qn("w:val"), "9").isdigit() and int(outline.get(qn("w:val"))) < 9:
        return "heading", int(outline.get(qn("w:val"))) + 1, ()
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or name.startswith("list"):
        return "list_item", None, ()
    return ("quote", None, ()) if "quote" in name else ("paragraph", None, ())


def _labels(cell: Any) -> tuple[str, ...]:
    row = cell.getparent()
    table = row.getparent()
    cells = row.findall(qn("w:tc"))
    header = table.find(qn("w:tr"))
    column = cells.index(cell) if cell in cells else 0
    labels = [_words(cells[0])] if column else []
    heads = header.findall(qn("w:tc")) if header is not None else []
    if header is not row and column < len(heads):
        labels.append(_words(heads[column]))
    return tuple(label for label in labels if label)


def _words(element: Any) -> str:
    return " ".join("".join(text.text or "" for text in element.iter(qn("w:t"))).split())


def _add_notes(manuscript: Manuscript, part: Any, styles: dict[str, str]) -> None:
    for relation in part.rels.values():
        if relation.reltype not in _NOTE_TYPES or relation.is_external:
            continue
        prefix = "footnote" if relation.reltype == _NOTE_TYPES[0] else "endnote"
        root = etree.fromstring(relation.target_part.blob)
        for note in root:
            if note.get(qn("w:type")) in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            key = f"{prefix} {note.get(qn('w:id'))}"
            for paragraph in _paragraphs(note):
                runs = list(_runs(paragraph, relation.target_part.rels, styles))
                manuscript.add(runs, "footnote", location=key, note=key)
