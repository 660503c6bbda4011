#!/usr/bin/env bash
# How much `govrep serve` answers beside `oxigraph serve-read-only`, with the same data, in the
# same run, on loopback.
#
#     benches/serve.sh [SECONDS] [CONNECTIONS]
#
# Three rounds, the servers in turn so that all meet the same noise; the median counts. On a busy
# machine the load generator takes what the servers leave, so the CPU time that a server spends on
# a request is shown, too.
# Exit code 1 if govrep misses one of: a point query 2 times as often, kept and never asked before,
# with a p99 that is no longer; prepared data and pages 3 times as often as Oxigraph's point query;
# a kept saved query 10 times as often as Oxigraph answers the same query. Pages and data are asked
# for as they are and packed by gzip, as browsers ask; Oxigraph packs nothing.
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
govrep_process=$!
govrep=http://127.0.0.1:17878
until curl --silent --fail --output /dev/null "$govrep/health"; do sleep 0.1; done

# The same quads, with the union of all graphs as default graph as govrep has it.
curl --silent --fail "$govrep/store" -H 'Accept: application/n-quads' >"$work/data.nq"
"$OXIGRAPH" load --location "$work/store" --file "$work/data.nq" 2>/dev/null
"$OXIGRAPH" serve-read-only --union-default-graph --location "$work/store" --bind 127.0.0.1:17879 2>/dev/null &
servers+=($!)
oxigraph_process=$!
oxigraph=http://127.0.0.1:17879
until curl --silent --output /dev/null "$oxigraph/"; do sleep 0.1; done

encode() { python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$1"; }

point=$(encode "SELECT ?p ?o WHERE { <${base}id/person/唐鳳> ?p ?o }")
# The point query for every thing in turn, so that few answers are the one before; and the same
# with a number that is never the same, so that no answer can be kept.
sed -n "s|^<\(${base}id/[^>]*\)> .*|\1|p" "$work/data.nq" | sort -u >"$work/things"
# What does not change is put together beforehand, since the load generator takes its time from the
# servers.
cat >"$work/things.lua" <<'LUA'
local function encoded(text)
    return (text:gsub("[^%w]", function(c) return string.format("%%%02X", string.byte(c)) end))
end
local before, after = "SELECT ?p ?o WHERE { <", "> ?p ?o }"
if os.getenv("JOIN") then
    before, after = "SELECT ?p ?o ?t WHERE { <", "> ?p ?o OPTIONAL { ?o a ?t } FILTER(!ISBLANK(?o)) }"
end
local fresh = os.getenv("FRESH")
if fresh then after = after .. " #" end
local things = {}
for line in io.lines(os.getenv("THINGS")) do things[#things + 1] = encoded(before .. line .. after) end
local number, run = 0, tostring({}):gsub("%W", "")
local head = "GET " .. os.getenv("ENDPOINT") .. "?query="
local tail
function init()
    tail = " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port .. "\r\nAccept: application/sparql-results+json\r\n\r\n"
end
function request()
    number = number + 1
    local query = things[number % #things + 1]
    if fresh then query = query .. number .. run end
    return head .. query .. tail
end
LUA
export THINGS=$work/things

saved=$(sed '/^#+/d' queries/persons.rq)

# Microseconds of CPU that a process has spent.
cpu() { awk -v tick="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000000 / tick }' "/proc/$1/stat"; }

# load NAME URL [wrk arguments…]: adds "requests-per-second p99-in-ms CPU-microseconds-each" to a file
load() {
    local name=$1 url=$2 process=$oxigraph_process
    shift 2
    [[ $name == govrep-* ]] && process=$govrep_process
    local before
    before=$(cpu "$process")
    "$WRK" --threads 1 --connections "$connections" --duration "${seconds}s" --latency "$@" "$url" >"$work/said"
    if grep -q 'Non-2xx' "$work/said"; then
        echo "serve: $name: $(grep 'Non-2xx' "$work/said")" >&2
        exit 2
    fi
    awk -v before="$before" -v after="$(cpu "$process")" '
        / requests in / { requests = $1 }
        /99%/ { p99 = $2; scale = p99 ~ /us$/ ? 0.001 : p99 ~ /ms$/ ? 1 : 1000; p99 = p99 * scale }
        /Requests\/sec/ { rps = $2 }
        END { print rps, p99, requests ? (after - before) / requests : 0 }' "$work/said" >>"$work/result-$name"
}

gzip=(-H 'Accept-Encoding: gzip, deflate, br, zstd')
json=(-H 'Accept: application/sparql-results+json')
for _ in 1 2 3; do
    load oxigraph-point "$oxigraph/query?query=$point" "${json[@]}"
    load govrep-point "$govrep/sparql?query=$point" "${json[@]}"
    asked=("${json[@]}" --script "$work/things.lua")
    ENDPOINT=/query load oxigraph-things "$oxigraph/" "${asked[@]}"
    ENDPOINT=/sparql load govrep-things "$govrep/" "${asked[@]}"
    FRESH=1 ENDPOINT=/query load oxigraph-fresh "$oxigraph/" "${asked[@]}"
    FRESH=1 ENDPOINT=/sparql load govrep-fresh "$govrep/" "${asked[@]}"
    JOIN=1 FRESH=1 ENDPOINT=/query load oxigraph-join "$oxigraph/" "${asked[@]}"
    JOIN=1 FRESH=1 ENDPOINT=/sparql load govrep-join "$govrep/" "${asked[@]}"
    load govrep-turtle "$govrep/data/person/%E5%94%90%E9%B3%B3.ttl"
    load govrep-jsonld "$govrep/data/person/%E5%94%90%E9%B3%B3.jsonld"
    load govrep-html "$govrep/doc/person/%E5%94%90%E9%B3%B3" -H 'Accept: text/html'
    load govrep-turtle-gzip "$govrep/data/person/%E5%94%90%E9%B3%B3.ttl" "${gzip[@]}"
    load govrep-jsonld-gzip "$govrep/data/person/%E5%94%90%E9%B3%B3.jsonld" "${gzip[@]}"
    load govrep-html-gzip "$govrep/doc/person/%E5%94%90%E9%B3%B3" -H 'Accept: text/html' "${gzip[@]}"
    load oxigraph-saved "$oxigraph/query?query=$(encode "$saved")" -H 'Accept: text/csv'
    load govrep-saved "$govrep/api/persons.csv"
done

median() { sort -n "$work/result-$1" | sed -n 2p; }
worse=0
row() {
    local what=$1 ours=$2 theirs=$3 wanted=$4
    read -r our_rps our_p99 our_cpu <<<"$(median "$ours")"
    read -r their_rps their_p99 their_cpu <<<"$(median "$theirs")"
    awk -v what="$what" -v a="$our_rps" -v b="$their_rps" -v pa="$our_p99" -v pb="$their_p99" \
        -v ca="$our_cpu" -v cb="$their_cpu" -v wanted="$wanted" '
        BEGIN {
            ratio = b ? sprintf("%.1f", a / b) : "inf"
            printf "%-26s %9.0f %7.2f %7.0f %9.0f %7.2f %7.0f %7s %7s\n", what, a, pa, ca, b, pb, cb, ratio, wanted
            exit !(wanted == "-" || (!b || a / b >= wanted) && (wanted != 2 || pa <= pb))
        }' || worse=1
}

printf '%s s each, %s connections, %s quads; requests per second, p99 in ms, CPU of the server in us for each\n' \
    "$seconds" "$connections" "$(wc -l <"$work/data.nq")"
printf '%-26s %9s %7s %7s %9s %7s %7s %7s %7s\n' '' govrep p99 CPU oxigraph p99 CPU ratio wanted
row 'point query' govrep-point oxigraph-point 2
row 'point query, many things' govrep-things oxigraph-things 2
row 'point query, never asked' govrep-fresh oxigraph-fresh 2
row 'joined query, never asked' govrep-join oxigraph-join -
row 'Turtle of a thing' govrep-turtle oxigraph-point 3
row 'JSON-LD of a thing' govrep-jsonld oxigraph-point 3
row 'page of a thing' govrep-html oxigraph-point 3
row 'Turtle, packed' govrep-turtle-gzip oxigraph-point 3
row 'JSON-LD, packed' govrep-jsonld-gzip oxigraph-point 3
row 'page, packed' govrep-html-gzip oxigraph-point 3
row 'saved query' govrep-saved oxigraph-saved 10
exit "$worse"
