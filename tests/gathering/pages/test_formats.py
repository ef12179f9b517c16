"""PDF, JSON, CSV, XLSX, Markdown and text are read in blocks that lead back to their place in the bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gathering.pages import read_page
from pipeline.model import Page
from tests.gathering.pages.pdfs import make_pdf


def _texts(page: Page) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(page.text[block.start : block.end], block.location, block.labels) for block in page.blocks]


def _json(document: Any, pointer: str | None = None) -> Page:
    return read_page(json.dumps(document).encode(), media_type="application/json", pointer=pointer)


def _follow(document: Any, pointer: str) -> Any:
    """RFC 6901, written a second time; `/` stands for a document that is a single value."""
    if pointer == "/" and not isinstance(document, (dict, list)):
        return document
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


class TestJson:
    def test_every_value_that_can_hold_a_figure_comes_with_its_pointer_and_keys(self) -> None:
        page = _json(
            {"total": 3012, "parts": [{"name": "north", "area": 1.50, "ok": True}], "note": "About two thirds are new."}
        )
        assert _texts(page) == [
            ("3012", "/total", ("total",)),
            ("1.5", "/parts/0/area", ("parts", "name: north", "area")),
            ("About two thirds are new.", "/note", ("note",)),
        ]

    def test_numbers_keep_the_digits_they_were_written_with(self) -> None:
        page = read_page(b'{"a": 1.50, "b": 1e6, "c": 12345678901234567890123}', media_type="application/json")
        assert [text for text, _, _ in _texts(page)] == ["1.50", "1e6", "12345678901234567890123"]

    def test_a_pointer_picks_a_value_or_a_branch(self) -> None:
        document = {"a/b": {"~": [5, {"n": 6}]}, "c": 7}
        assert _texts(_json(document, "/a~1b/~0/1/n")) == [("6", "/a~1b/~0/1/n", ("a/b", "~", "n"))]
        assert [location for _, location, _ in _texts(_json(document, "/a~1b"))] == ["/a~1b/~0/0", "/a~1b/~0/1/n"]

    @pytest.mark.parametrize("pointer", ["/missing", "/a/7", "/a/x", "/a/00", "a", "/b/deeper", "/a/-"])
    def test_a_pointer_that_leads_nowhere_is_said(self, pointer: str) -> None:
        page = _json({"a": [1], "b": 5}, pointer)
        assert (page.text, page.blocks) == ("", ())
        assert page.error

    def test_a_document_that_dates_all_it_holds_dates_the_page(self) -> None:
        rows = [{"year": 2023, "visitors": 1100}, {"year": 2024, "visitors": 1200}]
        assert _json({"as_of": "2024-03-01", "rows": rows}).published == "2024-03-01"
        assert _json({"asOf": "2024-03-01", "rows": rows}, "/rows/1").published == "2024-03-01"
        assert _json({"as_of": "2024-03-01", "date": "2023-01-01", "rows": rows}).published is None
        assert _json({"updated_at": "2024-03-01", "rows": rows}).published is None
        assert _json({"as_of": "lately", "rows": rows}).published is None

    def test_json_lines_are_a_list(self) -> None:
        page = read_page(b'{"n": 1}\n{"n": 2}\n', media_type="application/x-ndjson")
        assert [location for _, location, _ in _texts(page)] == ["/0/n", "/1/n"]

    def test_markup_inside_a_value_is_not_text(self) -> None:
        assert "span" not in _json({"extract": "<p>The lake holds <span>5</span> km of shore.</p>"}).text

    @given(
        document=st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
            max_leaves=15,
        )
    )
    def test_every_pointer_leads_back_to_its_value(self, document: Any) -> None:
        page = _json(document)
        for text, location, _ in _texts(page):
            value = document
            for part in (
                (location or "").split("/")[1:]
                if location != "/" or not isinstance(document, (str, int, float))
                else []
            ):
                name = part.replace("~1", "/").replace("~0", "~")
                value = value[int(name)] if isinstance(value, list) else value[name]
            if isinstance(value, str):
                assert "".join(text.split()) in "".join(value.split()) or "<" in value
            else:
                assert json.loads(text) == value
            if location and location != "/":
                assert [found for found, _, _ in _texts(_json(document, location))][:1] == [text]


_cells = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


class TestXml:
    FEED = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>North</title>
<updated>2026-03-01</updated><pairs unit="nests" year="2025">1,204</pairs></entry></feed>"""

    def test_values_come_with_their_path_and_the_record_they_belong_to(self) -> None:
        page = read_page(self.FEED, media_type="application/atom+xml")
        assert (
            "1,204", "/feed/entry[1]/pairs[1]", ("feed", "entry", "title: North", "updated: 2026-03-01", "pairs"),
        ) in _texts(page)  # fmt: skip
        assert [text for text, location, _ in _texts(page) if (location or "").endswith("@year")] == ["2025"]

    def test_entities_are_not_expanded_and_broken_xml_is_said(self) -> None:
        bomb = b"<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]><a>&c; 5</a>"
        assert "xx" not in read_page(bomb, media_type="application/xml").text
        assert "not valid XML" in (read_page(b"<a><b></a>", media_type="text/xml").error or "")

    def test_an_xpath_picks_elements(self) -> None:
        page = read_page(self.FEED, media_type="text/xml", pointer="//*[local-name()='pairs']")
        assert page.text.startswith("1,204")


class TestCsv:
    def test_cells_know_their_headings_and_place(self) -> None:
        page = read_page(b'Region,Year,Output (t)\nNorth,2023,41\nSouth,2024,"1,204"\n', media_type="text/csv")
        assert ("41", "cell=2,3", ("North", "2023", "Output (t)")) in _texts(page)
        assert ("1,204", "cell=3,3", ("South", "2024", "Output (t)")) in _texts(page)

    @pytest.mark.parametrize("pointer", ["cell=3,3", "C3", "$C$3"])
    def test_a_cell_can_be_named_in_two_ways(self, pointer: str) -> None:
        page = read_page(b"Region;Year;t\nNorth;2023;41\nSouth;2024;57\n", media_type="text/csv", pointer=pointer)
        assert _texts(page) == [("57", "cell=3,3", ("South", "2024", "t"))]

    @pytest.mark.parametrize("pointer", ["cell=9,9", "nonsense", "C9"])
    def test_a_cell_that_is_not_there_is_said(self, pointer: str) -> None:
        assert read_page(b"a,b\nx,1\n", media_type="text/csv", pointer=pointer).error

    @given(rows=st.lists(st.lists(_cells, min_size=3, max_size=3), min_size=2, max_size=6))
    def test_every_cell_stands_where_its_location_says(self, rows: list[list[str]]) -> None:
        out = io.StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
        page = read_page(out.getvalue().encode(), media_type="text/csv", charset="utf-8")
        if page.error is None:
            for text, location, _ in _texts(page):
                row, column = (int(number) for number in (location or "").removeprefix("cell=").split(","))
                parsed = list(csv.reader(io.StringIO(out.getvalue())))
                assert text in (parsed[row - 1][column - 1] if column <= len(parsed[row - 1]) else text)


class TestXlsx:
    def _book(self) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Harvest"
        for row in (["Crop", "Tonnes", "Share", "Price", "Since"], ["Rye", 1204, 0.412, 3.5, dt.date(2019, 5, 1)]):
            sheet.append(row)
        sheet["C2"].number_format = "0.0%"
        sheet["D2"].number_format = '"$"#,##0.00'
        book.create_sheet("Notes")["B3"] = "Checked by two people."
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def test_cells_are_read_as_they_are_shown_with_headings_and_place(self) -> None:
        page = read_page(self._book(), media_type=None, url="https://example.test/h.xlsx")
        texts = _texts(page)
        assert ("1204", "Harvest!B2", ("Rye", "2019-05-01", "Tonnes")) in texts
        assert ("41.2%", "Harvest!C2", ("Rye", "2019-05-01", "Share")) in texts
        assert ("$3.5", "Harvest!D2", ("Rye", "2019-05-01", "Price")) in texts
        assert ("Checked by two people.", "Notes!B3", ()) in texts
        assert ("Harvest", "Harvest", ()) in texts

    @pytest.mark.parametrize("pointer", ["Harvest!B2", "B2", "'Harvest'!$B$2"])
    def test_a_cell_can_be_picked(self, pointer: str) -> None:
        page = read_page(self._book(), media_type=None, url="https://example.test/h.xlsx", pointer=pointer)
        assert [text for text, _, _ in _texts(page)] == ["1204"]


class TestPdf:
    def test_paragraphs_come_with_their_page_and_lines_are_put_back_together(self) -> None:
        first = [
            (50, 700, "The survey found 1,204 pairs, nearly two"),
            (50, 686, "thirds of them on plat-"),
            (50, 672, "forms."),
            (50, 630, "A second paragraph names 57 nests."),
        ]
        payload = make_pdf([first, [(50, 700, "Page two has 318.")]], title="Storks", created="D:20240503080000Z")
        page = read_page(payload, media_type="application/pdf")
        assert [(text, location) for text, location, _ in _texts(page)] == [
            ("The survey found 1,204 pairs, nearly two thirds of them on platforms.", "page=1"),
            ("A second paragraph names 57 nests.", "page=1"),
            ("Page two has 318.", "page=2"),
        ]
        assert (page.title, page.published) == ("Storks", "2024-05-03")

    def test_a_page_can_be_picked(self) -> None:
        payload = make_pdf([[(50, 700, "one 1")], [(50, 700, "two 2")]])
        assert read_page(payload, media_type="application/pdf", pointer="page=2").text == "two 2"
        assert read_page(payload, media_type="application/pdf", pointer="page=3").error

    def test_encrypted_broken_and_wordless_documents_say_so(self) -> None:
        whole = make_pdf([[(50, 700, "text 5")]])
        encrypted = make_pdf([[(50, 700, "text 5")]], encrypted=True)
        for payload, word in (
            (encrypted, "encrypted"),
            (whole[:90], "broken"),
            (b"%PDF-1.7", "broken"),
            (make_pdf([[]]), "no text"),
        ):
            page = read_page(payload, media_type="application/pdf")
            assert page.text == ""
            assert word in (page.error or "")

    def test_a_pdf_is_known_by_its_bytes_whatever_it_is_called(self) -> None:
        assert read_page(make_pdf([[(50, 700, "five 5")]]), media_type="text/html").text == "five 5"


class TestMarkdown:
    NOTE = b"""---
source: survey
title: Stork survey
publisher: Marsh Society
published: 2024-05-03
as_of: 2024-06-01
---

# Counts

The survey found **1,204** pairs
([report](https://example.test)).

- Young birds: 2,310
- Lost nests: 57

| Year | Pairs |
|------|------:|
| 2023 | 1,088 |
"""

    def test_a_transcript_speaks_from_its_as_of_and_its_body_is_the_text(self) -> None:
        page = read_page(self.NOTE, media_type="text/markdown")
        assert (page.title, page.publisher, page.published) == ("Stork survey", "Marsh Society", "2024-06-01")
        assert _texts(page) == [
            ("Stork survey", "line=0", ()),
            ("Counts", "line=8,9", ()),
            ("The survey found 1,204 pairs (report).", "line=10,12", ()),
            ("Young birds: 2,310", "line=13,14", ()),
            ("Lost nests: 57", "line=14,15", ()),
            ("Year", "line=16,17 column 1", ()),
            ("Pairs", "line=16,17 column 2", ()),
            ("2023", "line=18,19 column 1", ("Year",)),
            ("1,088", "line=18,19 column 2", ("2023", "Pairs")),
        ]
        assert "source: survey" not in page.text

    def test_markdown_that_a_server_calls_plain_text_is_known_by_its_name(self) -> None:
        page = read_page(b"# A\n\n*5* b", media_type="text/plain", url="https://example.test/README.md")
        assert [block.kind for block in page.blocks] == ["heading", "paragraph"]


class TestText:
    def test_paragraphs_and_list_items_come_with_their_lines(self) -> None:
        page = read_page(b"First 5\nstill first\n\n\n- item 6\n- item 7\n", media_type="text/plain")
        assert _texts(page) == [
            ("First 5\nstill first", "line=0,2", ()),
            ("- item 6", "line=4,5", ()),
            ("- item 7", "line=5,6", ()),
        ]

    def test_lines_can_be_picked(self) -> None:
        assert read_page(b"a\nb 5\nc\n", media_type="text/plain", pointer="line=1,2").text == "b 5"
        assert read_page(b"a", media_type="text/plain", pointer="line=7").error


_TYPES = ["text/html", "application/json", "text/csv", "text/markdown", "text/plain", "application/pdf"]


class TestHostilePayloads:
    @pytest.mark.parametrize(
        ("payload", "media_type"),
        [
            (b"<html><body>" + b"<p>5 words</p>" * 3_700_000, "text/html"),
            (b'{"a": ', "application/json"),
            (b"[" * 200_000, "application/json"),
            (b"PK\x03\x04" + b"\x00" * 100, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "image/png"),
            (b"", "text/html"),
            (b"<div>" * 50_000, "text/html"),
        ],
        ids=["50 MB of HTML", "cut JSON", "deep JSON", "broken workbook", "picture", "empty page", "deep HTML"],
    )  # fmt: skip
    def test_what_cannot_be_read_is_a_page_that_says_why(self, payload: bytes, media_type: str) -> None:
        page = read_page(payload, media_type=media_type)
        assert (page.text, page.blocks) == ("", ())
        assert page.error
        assert ";" in page.error, "it says what to do next"

    @given(
        payload=st.binary(max_size=300),
        media_type=st.sampled_from([*_TYPES, None]),
        head=st.sampled_from([b"", b"<html>", b"%PDF-1.4\n", b"---\n", b"PK\x03\x04", b"{", b"<table><tr><td>"]),
    )
    def test_no_bytes_raise_anything(self, payload: bytes, media_type: str | None, head: bytes) -> None:
        page = read_page(head + payload, media_type=media_type)
        for block in page.blocks:
            assert 0 <= block.start < block.end <= len(page.text)

    def test_the_same_payload_gives_the_same_page(self) -> None:
        payload = b"<html><body><p>The lake is 96 m deep.</p></body></html>"
        assert read_page(payload, media_type="text/html") == read_page(payload, media_type="text/html")
