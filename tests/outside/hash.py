"""RDFC-1.0 hashes of N-Triples and N-Quads files, by PyLD; and by Oxigraph as far as it goes.

Oxigraph reads language tags into lower case, so its hash is compared with that of the file after
the same change, and the listed hash is printed when the two agree.
"""

import hashlib
import re
import sys

import pyoxigraph
from pyld.canon import URDNA2015
from pyld.nquads import parse_nquads


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def read(text):
    """The dataset of a file, as PyLD's parser reads its lines.

    One by one, since it compares each with all before it in the graph to find repetitions; those
    are found by the lines here.
    """
    dataset = {}
    for line in dict.fromkeys(text.split("\n")):
        for name, triples in parse_nquads(line).items():
            dataset.setdefault(name, []).extend(triples)
    return dataset


TAG = re.compile(r'(?<=")@([A-Za-z]+(?:-[A-Za-z0-9]+)*)(?= (?:<[^>]*> )?\.$)', re.MULTILINE)

for name in sys.argv[1:]:
    text = open(name, encoding="utf-8").read()
    print("PyLD", name, sha256(URDNA2015().main(read(text), {"format": "application/n-quads"})))

    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = "".join(sorted(f"{quad} .\n" for quad in dataset))
    lower = TAG.sub(lambda tag: f"@{tag[1].lower()}", text)
    lower = "".join(sorted(lower.splitlines(keepends=True)))
    agrees = sha256(canonical) == sha256(lower)
    print("Oxigraph", name, sha256(text) if agrees else sha256(canonical))
