#!/bin/sh
# Makes the ODT, DOCX and PDF files of this folder from its HTML pages.
# Debian: apt-get install libreoffice-writer-nogui fonts-arphic-uming; pip install reportlab
set -eu
cd "$(dirname "$0")"
for page in health-korea indigenous-nz meeting-circular summit-digital-en; do
    soffice --headless --convert-to odt "$page.html"
    soffice --headless --convert-to docx "$page.odt"
done
# With its fonts in it; a Chinese one would make it 150 KB long.
soffice --headless --convert-to pdf summit-digital-en.odt
# With fonts that are only named, in two of the CMaps of old software.
python3 cid.py meeting-circular.html meeting-circular.pdf MSung-Light
python3 big5.py wind-japan.html wind-japan.pdf
