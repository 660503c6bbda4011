#!/usr/bin/env bash
# Clients that other people wrote, talking to `govrep serve`: rdflib, SPARQLWrapper, pyoxigraph,
# Comunica, curl with odd headers, and schemathesis over the description of the API.
#
#     tests/outside/serve/run.sh
#
# Needs Python 3, Node, npm and curl; the clients are installed into target/outside/.
#
# EXAMPLES  how many requests schemathesis makes for each path (10 by default)
# GOVREP    a govrep that was built already; without it, a debug build is made
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
root=$(cd ../../.. && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/outside
mkdir -p "$work"

if [[ -z ${GOVREP:-} ]]; then
    (cd "$root" && cargo build --locked)
    GOVREP=${CARGO_TARGET_DIR:-$root/target}/debug/govrep
fi
if ! [[ -x $work/venv/bin/schemathesis ]]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --requirement requirements.txt
fi
if ! [[ -d $work/node_modules/@comunica/query-sparql ]]; then
    cp package.json package-lock.json "$work/"
    npm ci --prefix "$work" --no-audit --no-fund --silent
fi

# A copy of this repository's project, since clients write, too.
project=$(mktemp -d)
log=$project/server.log
cp -r "$root/govrep.toml" "$root/data" "$root/queries" "$project/"
export GOVREP_TOKEN=a-token-of-this-run-$RANDOM$RANDOM
"$GOVREP" -C "$project" serve --bind 127.0.0.1:0 --writable --query-time 60 2>"$log" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$project"' EXIT
for _ in $(seq 100); do
    url=$(sed -n 's|^serving at \(http://.*\)/$|\1|p' "$log")
    [[ -n $url ]] && break
    sleep 0.1
done
export GOVREP_URL=$url

"$work/venv/bin/python" "$here/clients.py"
NODE_PATH=$work/node_modules node "$here/comunica.cjs"
"$here/curl.sh"
"$work/venv/bin/schemathesis" run "$url/openapi.json" --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    --phases examples,fuzzing --max-examples "${EXAMPLES:-10}" --workers 2 --no-color
if grep -q '" 5[0-9][0-9] ' "$log"; then
    echo 'a request was answered as a mistake of the server:' >&2
    grep '" 5[0-9][0-9] ' "$log" >&2
    exit 1
fi
echo 'all clients understood the server'
