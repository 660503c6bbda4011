#!/usr/bin/env bash
# Clients that other people wrote, talking to `govrep serve`: rdflib, SPARQLWrapper, pyoxigraph,
# Comunica, curl with odd headers, the Nu HTML checker and axe-core in a headless Chromium, an OpenAPI
# validator, and schemathesis over the description of the API.
#
#     tests/outside/serve/run.sh [--install]
#
# With --install, the clients are installed and nothing else is done.
# Needs Python 3, Node, npm and curl, and Chromium for its part; the clients are installed into target/outside/.
# Exit code 75 if they could not be installed; anything else but 0 means that one of them failed.
#
# CHROMIUM  the browser, if it is not where Debian puts it
# EXAMPLES  how many requests schemathesis makes for each path (10 by default)
# SEED      where schemathesis begins to guess (1 by default, so that a failure is not by chance)
# RECONCILE_SCHEMAS  the JSON Schemas of the reconciliation API 0.2, which are no part of this repository
# GOVREP    a govrep that was built already; without it, a debug build is made
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
root=$(cd ../../.. && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/outside
mkdir -p "$work"

missing() {
    echo "the clients could not be installed ($1): left out" >&2
    exit 75
}
python=$work/serve-venv/bin/python
if ! cmp -s requirements.txt "$work/serve-venv/requirements.txt"; then
    python3 -m venv "$work/serve-venv" || missing venv
    "$python" -m pip install --quiet --requirement requirements.txt || missing pip
    cp requirements.txt "$work/serve-venv/"
fi
modules=$work/serve-node
mkdir -p "$modules"
if ! cmp -s package-lock.json "$modules/package-lock.json" || ! [[ -d $modules/node_modules ]]; then
    cp package.json package-lock.json "$modules/"
    npm ci --prefix "$modules" --no-audit --no-fund --silent || missing npm
fi

if [[ ${1:-} == --install ]]; then
    exit 0
fi
if [[ -z ${GOVREP:-} ]]; then
    (cd "$root" && cargo build --locked)
    GOVREP=${CARGO_TARGET_DIR:-$root/target}/debug/govrep
fi

# A copy of this repository's project, since clients write, too.
project=$(mktemp -d)
log=$project/server.log
cp -r "$root/govrep.toml" "$root/data" "$root/queries" "$project/"
export GOVREP_TOKEN=a-token-of-this-run-$RANDOM$RANDOM
"$GOVREP" -C "$project" serve --bind 127.0.0.1:0 --writable --query-time 60 2>"$log" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$project"' EXIT
for _ in $(seq 1200); do
    url=$(sed -n 's|^serving at \(http://.*\)/$|\1|p' "$log")
    [[ -n $url ]] && break
    sleep 0.1
done
[[ -n $url ]] || { cat "$log" >&2; exit 1; }
export GOVREP_URL=$url

"$python" "$here/clients.py"
"$python" "$here/reconcile.py"
NODE_PATH=$modules/node_modules node "$here/comunica.cjs"
"$here/curl.sh"
export GOVREP_PAGES=$project/pages
mkdir "$GOVREP_PAGES"
"$GOVREP" -C "$project" review ogp-summit-2016 -o "$GOVREP_PAGES/review.html"
NODE_PATH=$modules/node_modules "$here/pages.sh"
NODE_PATH=$modules/node_modules node "$here/browser.mjs"
curl --silent --fail "$url/openapi.json" >"$project/openapi.json"
"$work/serve-venv/bin/openapi-spec-validator" --schema 3.1 "$project/openapi.json"
# It keeps a folder of its own where it runs.
(cd "$project" && "$work/serve-venv/bin/schemathesis" run "$url/openapi.json" --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    --phases examples,fuzzing --max-examples "${EXAMPLES:-10}" --seed "${SEED:-1}" --workers 2 --no-color --request-timeout 60)
if grep -q '" 5[0-9][0-9] ' "$log"; then
    echo 'a request was answered as a mistake of the server:' >&2
    grep '" 5[0-9][0-9] ' "$log" >&2
    exit 1
fi
echo 'all clients understood the server'
