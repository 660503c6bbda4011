#!/usr/bin/env bash
# The Nu HTML checker on pages that no release has: what was asked, problems, and the page for going
# through a report. They are kept in GOVREP_PAGES for the browser.
set -euo pipefail

fetch() { curl --silent --header 'Accept: text/html' --header "Accept-Language: $1" --output "$GOVREP_PAGES/$2.$1.html" "${@:3}"; }
for language in zh-TW en; do
    fetch "$language" sparql "$GOVREP_URL/sparql"
    fetch "$language" answer --get --data-urlencode 'query=SELECT ?n { VALUES ?n { 41 42 } }' "$GOVREP_URL/sparql"
    fetch "$language" triples --get --data-urlencode 'query=DESCRIBE <https://w3id.org/govrep/ogp/id/jurisdiction/FRA>' "$GOVREP_URL/sparql"
    fetch "$language" wrong --get --data-urlencode 'query=nonsense' "$GOVREP_URL/sparql"
    fetch "$language" form "$GOVREP_URL/api/visit-attendees"
    fetch "$language" filled "$GOVREP_URL/api/visit-attendees?visit=Ekimetrics"
    fetch "$language" search --get --data-urlencode 'q=OGP' "$GOVREP_URL/search"
    fetch "$language" nobody "$GOVREP_URL/id/person/nobody"
done
if ! command -v java >/dev/null; then
    echo 'skip the HTML checker: there is no java'
    exit 0
fi
java -Xss4m -jar "$NODE_PATH/vnu-jar/build/dist/vnu.jar" --errors-only "$GOVREP_PAGES"/*.html
echo "HTML checker: $(find "$GOVREP_PAGES" -name '*.html' | wc -l) pages, no errors"
