// Comunica, asked to query the endpoint and to follow names across documents.
"use strict";

const assert = require("node:assert/strict");
const { QueryEngine } = require("@comunica/query-sparql");

const url = process.env.GOVREP_URL;
const base = "https://w3id.org/govrep/ogp/";

async function rows(query, sources) {
    const engine = new QueryEngine();
    const stream = await engine.queryBindings(query, { sources });
    return stream.toArray();
}

async function main() {
    const names = `PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        SELECT ?n WHERE { ?p a foaf:Person ; foaf:name ?n } ORDER BY ?n`;
    // As an endpoint that is known, and as one that is found out from its description.
    const told = await rows(names, [{ type: "sparql", value: `${url}/sparql` }]);
    const found = await rows(names, [`${url}/sparql`]);
    assert.ok(told.length > 20);
    assert.equal(found.length, told.length);
    // As a file and as a document about a thing.
    const file = await rows(names, [`${url}/dump/ogp.ttl`]);
    assert.equal(file.length, told.length);
    const thing = `SELECT ?o WHERE { <${base}id/person/唐鳳> <http://xmlns.com/foaf/0.1/name> ?o }`;
    const followed = await rows(thing, [`${url}/id/person/${encodeURIComponent("唐鳳")}`]);
    assert.equal(followed.length, 1);
    console.log("comunica: fine");
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
