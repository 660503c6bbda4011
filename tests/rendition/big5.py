"""Writes a page (HTML, as in this folder) as a PDF in the codes of Big5 (the CMap ETen-B5-H).

The font is named only. No library writes such files any more; twenty years ago all did.

    python3 big5.py page.html page.pdf
"""
import re
import sys
import unicodedata
import zlib
from html import unescape

LINE, PAGE = 78, 40


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text):
    line = ""
    for c in text:
        if columns(line + c) > LINE and c not in "，。、；：」）":
            yield line
            line = ""
        line += c
    yield line


def show(line):
    """Cells of a row stand 170 points apart."""
    parts = line.split("\t")
    size = 170 if len(parts) > 1 else 0
    for at, part in enumerate(parts):
        code = part.encode("big5", errors="replace").hex()
        yield f"1 0 0 1 {60 + at * size} %d Tm <{code}> Tj"


def main(source, target):
    page = open(source, encoding="utf-8").read()
    lines = []
    for row, text in re.findall(r"<tr>(.*?)</tr>|<p>(.*?)</p>", page):
        if row:
            lines.append("\t".join(re.findall(r"<t[hd]>(.*?)</t[hd]>", row)))
        else:
            lines.extend(wrapped(unescape(text)))
    pages = [lines[at:at + PAGE] for at in range(0, len(lines), PAGE)]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /MingLiU-ETen-B5-H /Encoding /ETen-B5-H"
        b" /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MingLiU /DW 1000 /W [1 95 500 13648 13742 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS1) /Supplement 0 >> /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /MingLiU /Flags 5 /ItalicAngle 0 /Ascent 800 /Descent -200"
        b" /CapHeight 800 /StemV 80 /FontBBox [0 -200 1000 800] >>",
    ]
    for number, part in enumerate(pages):
        text = "BT /F 12 Tf\n"
        for at, line in enumerate(part):
            text += "\n".join(show(line)) % ((780 - 18 * at,) * (line.count("\t") + 1)) + "\n"
        text += "ET"
        stream = zlib.compress(text.encode("ascii"), 9)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (7 + 2 * number)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
    out, places = b"%PDF-1.3\n", []
    for number, content in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number + 1, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    open(target, "wb").write(out)


main(*sys.argv[1:])
