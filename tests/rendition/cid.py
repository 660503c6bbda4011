"""Writes a page (HTML, as in this folder) as a PDF whose Chinese font is not embedded.

Old office software of Taiwan wrote such files: the font is named only, and the codes are those of
a predefined CMap (UniCNS-UCS2-H). Needs reportlab.

    python3 cid.py page.html page.pdf [MSung-Light|STSong-Light]
"""
import sys
from html.parser import HTMLParser

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import _cidfontdata, pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table


class Page(HTMLParser):
    """Paragraphs as text, tables as lists of rows."""

    def __init__(self):
        super().__init__()
        self.flow, self.text, self.row, self.rows = [], None, None, None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.rows = []
        elif tag == "tr":
            self.row = []
        elif tag in ("p", "td", "th"):
            self.text = ""

    def handle_endtag(self, tag):
        if tag == "p":
            self.flow.append(self.text)
        elif tag in ("td", "th"):
            self.row.append(self.text)
        elif tag == "tr":
            self.rows.append(self.row)
        elif tag == "table":
            self.flow.append(self.rows)

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


def main(source, target, face="MSung-Light"):
    page = Page()
    page.feed(open(source, encoding="utf-8").read())
    # reportlab names the CMap of another collection here, which few readers accept.
    _cidfontdata.defaultUnicodeEncodings["MSung-Light"] = ("cht", "UniCNS-UCS2-H")
    font = UnicodeCIDFont(face)
    pdfmetrics.registerFont(font)
    style = ParagraphStyle("text", fontName=font.fontName, fontSize=12, leading=18, wordWrap="CJK")
    encode = lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    flow = []
    for piece in page.flow:
        if isinstance(piece, str):
            flow.append(Paragraph(encode(piece), style))
        else:
            cells = [[Paragraph(encode(cell), style) for cell in row] for row in piece]
            lines = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            flow.append(Table(cells, style=lines))

    def number(canvas, document):
        canvas.setFont("Helvetica", 10)
        canvas.drawCentredString(A4[0] / 2, 40, f"- {document.page} -")

    SimpleDocTemplate(target, pagesize=A4, invariant=1).build(flow, number, number)


main(*sys.argv[1:])
