"""The same short chapter written in every format, for the tests."""

from __future__ import annotations

import ctypes
import io

import docx
import pypdfium2
import pypdfium2.raw as pdfium
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from ebooklib import epub

MARKDOWN = """---
title: The Salt Road
date: 2021-05
---

# The Salt Road

In 1790 the road carried [four thousand mules](https://example.org/mules) a year.[^1]

- twelve inns
- two tolls

## The Toll

| Year | Mules |
| ---- | ----- |
| 1790 | 4,000 |
| 1800 | 5,500 |

> "Nine in ten came back," wrote the keeper.

[^1]: Ledger of the salt office, https://example.org/ledger
"""

HTML = """<!doctype html><html><head><meta charset="utf-8"><title>The Salt Road</title>
<meta property="article:published_time" content="2021-05-03T08:00:00Z"><style>p{color:red}</style></head><body>
<nav><a href="#n">99 links</a></nav>
<h1>The Salt Road</h1>
<p>In 1790 the road carried <a href="https://example.org/mules">four thousand mules</a> a
year.<sup><a href="#n1">1</a></sup> It was 3 m<sup>2</sup> of mud.</p>
<ul><li>twelve inns</li><li>two tolls</li></ul>
<h2>The Toll</h2>
<table><tr><th>Year</th><th>Mules</th></tr><tr><td>1790</td><td>4,000</td></tr></table>
<script>var x = 12345;</script>
<blockquote>Nine in ten came back.</blockquote>
<section><ol><li id="n1">Ledger of the salt office, <a href="https://example.org/ledger">here</a>.</li></ol></section>
</body></html>"""


def docx_bytes() -> bytes:
    """A Word document with a heading, a link, a tracked change, a list, a table and a superscript."""
    document = docx.Document()
    document.core_properties.title = "The Salt Road"
    document.add_heading("The Salt Road", level=1)
    paragraph = document.add_paragraph("In 1790 the road carried ")
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), document.part.relate_to("https://example.org/mules", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    inner = paragraph.add_run("four thousand mules")._r
    link.append(inner)
    paragraph._p.append(link)
    paragraph.add_run(" a year.")
    deleted = OxmlElement("w:del")
    deleted.append(paragraph.add_run(" Strike out 77.")._r)
    paragraph._p.append(deleted)
    area = document.add_paragraph("It was 3 m")
    area.add_run("2").font.superscript = True
    document.add_paragraph("twelve inns", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Year", "Mules"), ("1790", "4,000"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def epub_bytes() -> bytes:
    """An EPUB of two files, the second with a note."""
    book = epub.EpubBook()
    book.set_title("The Salt Road")
    book.add_metadata("DC", "date", "2021-05-03")
    first = epub.EpubHtml(title="One", file_name="one.xhtml", content="<h1>The Salt Road</h1><p>In 1790 it began.</p>")
    second = epub.EpubHtml(
        title="Two",
        file_name="two.xhtml",
        content=(
            '<h2>The Toll</h2><p>Twelve inns stood there.<sup><a href="#n1">1</a></sup></p>'
            '<aside id="n1">See https://example.org/inns for a list.</aside>'
        ),
    )
    for item in (first, second, epub.EpubNcx(), epub.EpubNav()):
        book.add_item(item)
    book.spine = ["nav", first, second]
    book.toc = (first, second)
    stream = io.BytesIO()
    epub.write_epub(stream, book)
    return stream.getvalue()


def pdf_bytes(pages: list[list[tuple[str, float, float, float]]]) -> bytes:
    """A PDF; each line is its text, x, y (points from the bottom left) and font size."""
    document = pypdfium2.PdfDocument.new()
    for lines in pages:
        page = document.new_page(595, 842)
        for text, x, y, size in lines:
            line = pdfium.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", ctypes.c_float(size))
            encoded = (text + "\0").encode("utf-16-le")
            buffer = (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
            pdfium.FPDFText_SetText(line, buffer)
            pdfium.FPDFPageObj_Transform(line, 1, 0, 0, 1, x, y)
            pdfium.FPDFPage_InsertObject(page.raw, line)
        pdfium.FPDFPage_GenerateContent(page.raw)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
