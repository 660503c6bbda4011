"""Reads the catalogue as CKAN's harvester does, in one locale."""

import json
import re
import sys

from ckan.common import config
from ckanext.dcat.processors import RDFParser

release, locale = sys.argv[1:]
config["ckan.locale_default"] = locale
body = json.load(open(f"{release}/ckan.json", encoding="utf-8"))
extras = {extra["key"]: extra["value"] for extra in body["extras"]}
licence = extras["license_url"]
is_english = locale == "en" and "title_en" in extras
title = extras["title_en"] if is_english else body["title"]
notes = extras["notes_en"] if is_english else body["notes"]

for file, kind in (("catalog.ttl", "turtle"), ("catalog.rdf", "xml"), ("catalog.jsonld", "json-ld")):
    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    parser.parse(open(f"{release}/{file}", encoding="utf-8").read(), _format=kind)
    datasets = list(parser.datasets())
    assert len(datasets) == 1, [it["title"] for it in datasets]
    dataset = datasets[0]
    assert dataset["title"] == title, dataset["title"]
    assert dataset["notes"] == notes, dataset["notes"]
    resources = {it["url"]: it for it in dataset["resources"]}
    assert resources.keys() == {it["url"] for it in body["resources"]}
    for told in body["resources"]:
        read = resources[told["url"]]
        assert read["license"] == licence, read
        assert read["size"] == told["size"], read
        assert f"sha256:{read['hash']}" == told["hash"], read
        assert read["mimetype"] in (told["mimetype"], told.get("mimetype_inner")), read
        assert read["rights"] and read["description"], read
    for key in ("issued", "modified", "publisher_name", "contact_name", "temporal_start", "spatial_uri"):
        assert any(extra["key"] == key and extra["value"] for extra in dataset["extras"]), key
    print(f"ckanext-dcat {file:15} {locale:10} {dataset['title']} · {len(resources)} resources")

# What package_create checks before it looks into its database.
assert re.fullmatch(r"[a-z0-9_\-]{2,100}", body["name"]), body["name"]
for tag in body["tags"]:
    assert re.fullmatch(r"[\w \-.]{2,100}", tag["name"]), tag
assert len({extra["key"] for extra in body["extras"]}) == len(body["extras"])
