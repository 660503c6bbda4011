"""Clients of SPARQL and of linked data written in Python, asked to talk to the server."""

import os
import urllib.error
import urllib.parse
import urllib.request

import pyoxigraph
import rdflib
import rdflib.compare
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TURTLE, XML, SPARQLWrapper

URL = os.environ["GOVREP_URL"]
TOKEN = os.environ["GOVREP_TOKEN"]
ENDPOINT = URL + "/sparql"
BASE = "https://w3id.org/govrep/ogp/"
NAMES = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> "


def get(path, accept="*/*"):
    request = urllib.request.Request(URL + path, headers={"Accept": accept})
    with urllib.request.urlopen(request) as response:
        return response.headers, response.read()


def sparql_wrapper():
    for method in ("GET", POST):
        wrapper = SPARQLWrapper(ENDPOINT)
        wrapper.setMethod(method)
        wrapper.setQuery(NAMES + "SELECT ?n { ?p a foaf:Person ; foaf:name ?n } ORDER BY ?n")
        wrapper.setReturnFormat(JSON)
        rows = wrapper.query().convert()["results"]["bindings"]
        assert len(rows) > 20, rows
        assert any(row["n"]["value"] == "唐鳳" for row in rows)
        wrapper.setReturnFormat(XML)
        document = wrapper.query().convert()
        assert len(document.getElementsByTagName("result")) == len(rows)
        wrapper.setReturnFormat(CSV)
        assert len(wrapper.query().convert().splitlines()) == len(rows) + 1
        wrapper.setQuery("ASK { ?s ?p ?o }")
        wrapper.setReturnFormat(JSON)
        assert wrapper.query().convert()["boolean"] is True
        wrapper.setQuery(f"DESCRIBE <{BASE}id/person/唐鳳>")
        for form in (TURTLE, N3, RDFXML, JSONLD):
            wrapper.setReturnFormat(form)
            answer = wrapper.query().convert()
            graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format="turtle")
            assert len(graph) > 3, form


def rdflib_store():
    graph = rdflib.Graph(SPARQLStore(ENDPOINT))
    rows = list(graph.query(NAMES + "SELECT ?n { ?p foaf:name ?n }"))
    assert len(rows) > 50
    person = rdflib.URIRef(BASE + "id/person/唐鳳")
    names = set(graph.objects(person, rdflib.FOAF.name))
    assert rdflib.Literal("唐鳳") in {rdflib.Literal(str(name)) for name in names}, names
    named = rdflib.Graph(SPARQLStore(ENDPOINT), identifier=rdflib.URIRef(BASE + "graph/vocab"))
    assert len(named) > 1000
    headers = {"Authorization": "Bearer " + TOKEN}
    store = SPARQLUpdateStore(ENDPOINT, ENDPOINT, headers=headers)
    written = rdflib.Graph(store, identifier=rdflib.URIRef("https://example.org/written"))
    triple = (rdflib.URIRef("https://example.org/s"), rdflib.RDFS.label, rdflib.Literal("甲\n\"乙\"", lang="zh-Hant"))
    written.add(triple)
    assert triple in written
    written.remove(triple)
    assert triple not in written
    refused = SPARQLUpdateStore(ENDPOINT, ENDPOINT)
    try:
        refused.update("CLEAR ALL")
        raise AssertionError("anyone may write")
    except urllib.error.HTTPError as error:
        assert error.code == 401


def linked_data():
    """Names are followed as rdflib and pyoxigraph do it."""
    local = URL + "/id/person/" + urllib.parse.quote("唐鳳")
    person = rdflib.URIRef(BASE + "id/person/唐鳳")
    graph = rdflib.Graph().parse(local)
    assert (person, rdflib.FOAF.name, None) in graph
    for suffix, form in (("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld"), ("nt", "nt")):
        again = rdflib.Graph().parse(f"{URL}/data/person/%E5%94%90%E9%B3%B3.{suffix}", format=form)
        assert rdflib.compare.isomorphic(graph, again), suffix
    sizes = set()
    for suffix, form in (
        ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
        ("ttl", pyoxigraph.RdfFormat.TURTLE),
        ("rdf", pyoxigraph.RdfFormat.RDF_XML),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
    ):
        _, body = get(f"/dump/ogp.{suffix}")
        sizes.add(len(set(pyoxigraph.parse(body, format=form))))
    assert len(sizes) == 1, sizes
    headers, body = get("/store", "application/n-quads")
    assert headers.get_content_type() == "application/n-quads"
    assert len(list(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_QUADS))) > 10_000


def results():
    """All four formats of results say the same, read by pyoxigraph."""
    query = urllib.parse.quote(NAMES + "SELECT ?p ?n { ?p foaf:name ?n } ORDER BY ?p ?n")
    read = {}
    for name, form in (
        ("application/sparql-results+json", pyoxigraph.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", pyoxigraph.QueryResultsFormat.XML),
        ("text/tab-separated-values", pyoxigraph.QueryResultsFormat.TSV),
    ):
        headers, body = get("/sparql?query=" + query, name)
        assert headers.get_content_type() == name
        read[name] = [(row["p"], row["n"]) for row in pyoxigraph.parse_query_results(body, format=form)]
    assert len({tuple(map(str, rows)) for rows in read.values()}) == 1
    wide = urllib.parse.quote("SELECT ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(LANGMATCHES(LANG(?l), 'zh-Hant')) } LIMIT 1")
    assert b"zh-Hant" in get("/sparql?query=" + wide)[1]


for test in (sparql_wrapper, rdflib_store, linked_data, results):
    test()
    print(f"{test.__name__}: fine")
