"""PDF files made by hand: just enough of ISO 32000 for pages of Helvetica text."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[float, float, str]
"""Distance from the left and the bottom in points, and the text."""


def make_pdf(pages: Sequence[Sequence[Line]], *, title: str = "", created: str = "", encrypted: bool = False) -> bytes:
    """A PDF whose pages hold the given lines at 11 points; `encrypted` makes it ask for a password."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        stream = b"BT /F1 11 Tf " + b" ".join(_line(line) for line in lines) + b" ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title ({title}) /CreationDate ({created}) >>".encode())
    about = len(objects)
    extra = b""
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>")
        extra = b"/Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return _file(objects, b"/Info %d 0 R %s" % (about, extra))


def _line(line: Line) -> bytes:
    left, bottom, text = line
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"1 0 0 1 {left} {bottom} Tm ({escaped}) Tj".encode("cp1252")


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)
