#!/usr/bin/env bash
# How much `govrep serve` answers beside `oxigraph serve-read-only`, with the same data, in the
# same run, on loopback.
#
#     benches/serve.sh [SECONDS] [CONNECTIONS]
#
# Three rounds, the servers in turn so that all meet the same noise; the median counts.
# Exit code 1 if govrep misses one of: a point query 2 times as often, prepared data and pages 3
# times as often as Oxigraph's point query, a kept saved query 10 times as often as Oxigraph
# answers the same query.
#
# OXIGRAPH  the Oxigraph command line; without it, the one of PyPI is installed into target/
# GOVREP    a govrep that was built already; without it, a release build is made
# WRK       the load generator, Debian's package `wrk`
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-5}
connections=${2:-8}
version=0.5.13
base=https://w3id.org/govrep/ogp/

WRK=${WRK:-wrk}
if ! command -v "$WRK" >/dev/null; then
    echo 'serve: wrk is missing: apt-get install wrk' >&2
    exit 2
fi
if [[ -z ${OXIGRAPH:-} ]]; then
    OXIGRAPH=target/compare/venv/bin/oxigraph
    if ! [[ -x $OXIGRAPH ]]; then
        python3 -m venv target/compare/venv
        target/compare/venv/bin/pip install --quiet "oxigraph==$version"
    fi
fi
if [[ -z ${GOVREP:-} ]]; then
    cargo build --locked --release
    GOVREP=${CARGO_TARGET_DIR:-target}/release/govrep
fi

work=$(mktemp -d)
servers=()
end() {
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap end EXIT

"$GOVREP" serve --quiet --bind 127.0.0.1:17878 &
servers+=($!)
govrep=http://127.0.0.1:17878
until curl --silent --fail --output /dev/null "$govrep/health"; do sleep 0.1; done

# The same quads, with the union of all graphs as default graph as govrep has it.
curl --silent --fail "$govrep/store" -H 'Accept: application/n-quads' >"$work/data.nq"
"$OXIGRAPH" load --location "$work/store" --file "$work/data.nq" 2>/dev/null
"$OXIGRAPH" serve-read-only --union-default-graph --location "$work/store" --bind 127.0.0.1:17879 2>/dev/null &
servers+=($!)
oxigraph=http://127.0.0.1:17879
until curl --silent --output /dev/null "$oxigraph/"; do sleep 0.1; done

encode() { python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$1"; }

point=$(encode "SELECT ?p ?o WHERE { <${base}id/person/唐鳳> ?p ?o }")
# The point query for every thing in turn, so that few answers are the one before; and the same
# with a number that is never the same, so that no answer can be kept.
sed -n "s|^<\(${base}id/[^>]*\)> .*|\1|p" "$work/data.nq" | sort -u >"$work/things"
cat >"$work/things.lua" <<'LUA'
local things = {}
for line in io.lines(os.getenv("THINGS")) do things[#things + 1] = line end
local function encoded(text)
    return (text:gsub("[^%w]", function(c) return string.format("%%%02X", string.byte(c)) end))
end
local number, fresh = 0, os.getenv("FRESH")
function request()
    number = number + 1
    local query = "SELECT ?p ?o WHERE { <" .. things[number % #things + 1] .. "> ?p ?o }"
    if fresh then query = query .. " #" .. number .. tostring({}) end
    return wrk.format("GET", "/sparql_path?query=" .. encoded(query):gsub("^", ""))
end
LUA
sed "s|/sparql_path|/sparql|" "$work/things.lua" >"$work/govrep.lua"
sed "s|/sparql_path|/query|" "$work/things.lua" >"$work/oxigraph.lua"
export THINGS=$work/things

saved=$(sed '/^#+/d' queries/persons.rq)

# load NAME URL [wrk arguments…]: adds "requests-per-second p99-in-ms" to a file
load() {
    local name=$1 url=$2
    shift 2
    "$WRK" --threads 1 --connections "$connections" --duration "${seconds}s" --latency "$@" "$url" >"$work/said"
    if grep -q 'Non-2xx' "$work/said"; then
        echo "serve: $name: $(grep 'Non-2xx' "$work/said")" >&2
        exit 2
    fi
    awk '
        /99%/ { p99 = $2; scale = p99 ~ /us$/ ? 0.001 : p99 ~ /ms$/ ? 1 : 1000; p99 = p99 * scale }
        /Requests\/sec/ { rps = $2 }
        END { print rps, p99 }' "$work/said" >>"$work/result-$name"
}

json=(-H 'Accept: application/sparql-results+json')
for _ in 1 2 3; do
    load oxigraph-point "$oxigraph/query?query=$point" "${json[@]}"
    load govrep-point "$govrep/sparql?query=$point" "${json[@]}"
    load oxigraph-things "$oxigraph/" "${json[@]}" --script "$work/oxigraph.lua"
    load govrep-things "$govrep/" "${json[@]}" --script "$work/govrep.lua"
    export FRESH=1
    load oxigraph-fresh "$oxigraph/" "${json[@]}" --script "$work/oxigraph.lua"
    load govrep-fresh "$govrep/" "${json[@]}" --script "$work/govrep.lua"
    unset FRESH
    load govrep-turtle "$govrep/data/person/%E5%94%90%E9%B3%B3.ttl"
    load govrep-jsonld "$govrep/data/person/%E5%94%90%E9%B3%B3.jsonld"
    load govrep-html "$govrep/doc/person/%E5%94%90%E9%B3%B3" -H 'Accept: text/html'
    load oxigraph-saved "$oxigraph/query?query=$(encode "$saved")" -H 'Accept: text/csv'
    load govrep-saved "$govrep/api/persons.csv"
done

median() { sort -n "$work/result-$1" | sed -n 2p; }
worse=0
row() {
    local what=$1 ours=$2 theirs=$3 wanted=$4
    read -r our_rps our_p99 <<<"$(median "$ours")"
    read -r their_rps their_p99 <<<"$(median "$theirs")"
    awk -v what="$what" -v a="$our_rps" -v b="$their_rps" -v pa="$our_p99" -v pb="$their_p99" -v wanted="$wanted" '
        BEGIN {
            printf "%-26s %10.0f %8.2f %10.0f %8.2f %7.1f %7s\n", what, a, pa, b, pb, a / b, wanted
            exit !(wanted == "-" || a / b >= wanted)
        }' || worse=1
}

printf '%s s each, %s connections, %s quads; requests per second and p99 in ms\n' \
    "$seconds" "$connections" "$(wc -l <"$work/data.nq")"
printf '%-26s %10s %8s %10s %8s %7s %7s\n' '' govrep p99 oxigraph p99 ratio wanted
row 'point query' govrep-point oxigraph-point 2
row 'point query, many things' govrep-things oxigraph-things 2
row 'point query, never kept' govrep-fresh oxigraph-fresh -
row 'Turtle of a thing' govrep-turtle oxigraph-point 3
row 'JSON-LD of a thing' govrep-jsonld oxigraph-point 3
row 'page of a thing' govrep-html oxigraph-point 3
row 'saved query' govrep-saved oxigraph-saved 10
exit "$worse"
