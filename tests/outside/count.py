"""Counts the statements of files with rdflib, which keeps each once."""

import sys

import rdflib

FORMATS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}

for name in sys.argv[1:]:
    ending = name.rsplit(".", 1)[1]
    graph = rdflib.Dataset() if ending in ("nq", "trig") else rdflib.Graph()
    graph.parse(name, format=FORMATS[ending])
    count = len(set(graph.quads())) if isinstance(graph, rdflib.Dataset) else len(graph)
    print("rdflib", name, count)
