"""RDFC-1.0 hashes of N-Triples and N-Quads files, by PyLD; and by Oxigraph as far as it goes.

Oxigraph reads language tags into lower case, so its hash is compared with that of the file after
the same change, and the listed hash is printed when the two agree.
"""

import hashlib
import re
import sys

import pyoxigraph
from pyld import jsonld


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


TAG = re.compile(r'(?<=")@([A-Za-z]+(?:-[A-Za-z0-9]+)*)(?= (?:<[^>]*> )?\.$)', re.MULTILINE)

for name in sys.argv[1:]:
    text = open(name, encoding="utf-8").read()
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    print("PyLD", name, sha256(jsonld.normalize(text, options)))

    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = "".join(sorted(f"{quad} .\n" for quad in dataset))
    lower = TAG.sub(lambda tag: f"@{tag[1].lower()}", text)
    lower = "".join(sorted(lower.splitlines(keepends=True)))
    agrees = sha256(canonical) == sha256(lower)
    print("Oxigraph", name, sha256(text) if agrees else sha256(canonical))
