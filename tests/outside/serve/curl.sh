#!/usr/bin/env bash
# Odd headers and addresses, as curl sends them.
set -euo pipefail
failed=0

# expect STATUS TYPE [curl arguments…] PATH
expect() {
    local status=$1 type=$2 path=${*: -1} told
    told=$(curl --silent --output /dev/null --write-out '%{http_code} %{content_type}' "${@:3:$#-3}" "$GOVREP_URL$path") || true
    if [[ $told != "$status $type"* ]]; then
        printf '%s\n    expected %s %s\n    got      %s\n' "${*:3}" "$status" "$type" "$told" >&2
        failed=1
    fi
}

person=/id/person/%E5%94%90%E9%B3%B3
expect 303 '' $person
expect 200 text/turtle -L $person
expect 200 text/turtle -L -H 'Accept:' $person
expect 200 text/turtle -L -H 'Accept;' $person
expect 200 text/html -L -H 'Accept: text/html' $person
expect 200 text/html -L -H 'Accept: application/xhtml+xml' $person
expect 200 application/rdf+xml -L -H 'Accept: application/rdf+xml' -H 'Accept: text/html;q=0.1' $person
expect 200 application/ld+json -L -H 'Accept: ,,;q=,application/ld+json;profile="a,b;c";q=0.7,*/*;q=0.1' $person
expect 200 application/n-triples -L -H 'Accept: application/n-triples, application/rdf+xml;q=0.9, */*;q=0.1' $person
expect 406 application/problem+json -L -H 'Accept: video/mp4' $person
expect 406 application/problem+json -L -H 'Accept: */*;q=0' $person
expect 200 text/turtle -L "/id/person/唐鳳"
expect 200 application/n-quads -L -H 'Accept: text/html' "/id/person/唐鳳.nq"
expect 404 text/html -H 'Accept: text/html' /id/person/nobody
expect 404 text/turtle -H 'Accept: text/turtle' /data/person/nobody.ttl
expect 206 text/turtle -r 0-99 /dump/ogp.ttl
expect 206 application/n-triples -r -100 /dump/ogp.nt
expect 416 '' -r 999999999- /dump/ogp.nt
expect 200 text/csv '/api/persons.csv'
expect 200 application/json '/api/persons'
expect 400 application/problem+json '/api/persons?nobody=asked'
expect 200 application/sparql-results+json --data-urlencode 'query=ASK {}' /sparql
expect 200 application/sparql-results+xml -H 'Accept: application/xml' --data-urlencode 'query=ASK {}' /sparql
expect 200 text/turtle -H 'Content-Type: application/sparql-query; charset=utf-8' --data-binary 'DESCRIBE <https://w3id.org/govrep/ogp/id/jurisdiction/FRA>' /sparql
expect 401 application/problem+json --data-urlencode 'update=CLEAR ALL' /sparql
expect 415 application/problem+json -H 'Content-Type: text/plain' --data 'ASK {}' /sparql
expect 405 application/problem+json -X TRACE /sparql
expect 204 '' -X OPTIONS -H 'Origin: https://example.org' -H 'Access-Control-Request-Method: POST' /sparql
expect 200 text/turtle /.well-known/void
expect 200 text/plain /health

tag=$(curl --silent --head "$GOVREP_URL/dump/ogp.ttl" | sed -n 's/^etag: \(.*\)\r$/\1/p')
expect 304 '' -H "If-None-Match: $tag" /dump/ogp.ttl

# What curl unpacks is what comes as it is.
for path in / /dump/ogp.nq /openapi.json "/data/person/%E5%94%90%E9%B3%B3.ttl"; do
    plain=$(curl --silent "$GOVREP_URL$path" | sha256sum)
    for _ in 1 2; do
        coding=$(curl --silent --compressed --output /dev/null --write-out '%header{content-encoding}' "$GOVREP_URL$path")
        unpacked=$(curl --silent --compressed "$GOVREP_URL$path" | sha256sum)
        if [[ $coding != gzip || $unpacked != "$plain" ]]; then
            printf '%s comes packed by "%s" and is not what comes as it is\n' "$path" "$coding" >&2
            failed=1
        fi
    done
    tag=$(curl --silent --compressed --head "$GOVREP_URL$path" | sed -n 's/^etag: \(.*\)\r$/\1/p')
    expect 304 '' --compressed -H "If-None-Match: $tag" "$path"
done
expect 406 application/problem+json -H 'Accept-Encoding: br, *;q=0' /dump/ogp.nt

[[ $failed == 0 ]] && echo 'curl: fine'
exit $failed
