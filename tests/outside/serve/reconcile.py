"""The reconciliation service, judged by the JSON Schemas of its specification.

RECONCILE_SCHEMAS names the folder of the schemas of version 0.2 (`manifest.json` and so on; they are
in the repository of the specifications of the W3C's Entity Reconciliation Community Group). Without
it nothing is checked, and that is said.
"""

import json
import os
import sys
import urllib.parse
import urllib.request
from pathlib import Path

from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

BASE = "https://reconciliation-api.github.io/specs/0.2/schemas/"
PERSON = "http://xmlns.com/foaf/0.1/Person"


def schemas(folder: Path) -> Registry:
    """All schemas, found by the names that they call each other by.

    They name no draft of JSON Schema, and use what draft 7 has.
    """
    registry = Registry()
    for path in sorted(folder.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        resource = DRAFT7.create_resource(schema)
        registry = registry.with_resource(BASE + path.name, resource)
        registry = registry.with_resource(schema["$id"], resource)
    return registry


def ask(path: str, form: dict | None = None) -> object:
    body = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(os.environ["GOVREP_URL"] + path, body) as answer:
        return json.load(answer)


def main() -> None:
    folder = os.environ.get("RECONCILE_SCHEMAS")
    if not folder:
        print("reconciliation: RECONCILE_SCHEMAS is not set: its schemas are not checked")
        return
    registry = schemas(Path(folder))

    def check(name: str, instance: object) -> None:
        schema = registry.contents(BASE + name)
        validator = Draft7Validator(schema, registry=registry)
        errors = [error.message for error in validator.iter_errors(instance)]
        if errors:
            sys.exit(f"reconciliation: {name}: {errors}")

    queries = {
        "name": {"query": "唐鳳", "type": PERSON, "limit": 3},
        "column": {
            "query": "唐鳳",
            "type": [PERSON],
            "type_strict": "any",
            "properties": [{"pid": "http://xmlns.com/foaf/0.1/name", "v": "Audrey Tang"}],
        },
        "no name": {"properties": [{"pid": "rdfs:label", "v": ["France", {"id": "x"}, 1, True]}]},
        "nobody": {"query": "zzzzzz"},
    }
    check("reconciliation-query-batch.json", queries)
    check("manifest.json", ask("/reconcile"))
    results = ask("/reconcile", {"queries": json.dumps(queries)})
    check("reconciliation-result-batch.json", results)
    if set(results) != set(queries) or not results["no name"]["result"]:
        sys.exit(f"reconciliation: not every query is answered: {results}")
    found = ask("/reconcile/suggest/entity?prefix=" + urllib.parse.quote("唐"))
    check("suggest-entities-response.json", found)
    check("suggest-properties-response.json", ask("/reconcile/suggest/property?prefix=label"))
    check("suggest-types-response.json", ask("/reconcile/suggest/type?prefix=person"))
    proposed = ask("/reconcile/extend/propose?type=" + urllib.parse.quote(PERSON))
    check("data-extension-property-proposal.json", proposed)
    asked = {
        "ids": [found["result"][0]["id"], "jurisdiction/FRA", "person/nobody"],
        "properties": [{"id": p["id"]} for p in proposed["properties"]],
    }
    check("data-extension-query.json", asked)
    check("data-extension-response.json", ask("/reconcile", {"extend": json.dumps(asked)}))
    print("reconciliation: every answer is as the schemas of version 0.2 say")


main()
