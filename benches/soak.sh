#!/usr/bin/env bash
# Whether `govrep serve` keeps its memory and its latency under full load for long.
#
#     benches/soak.sh [MINUTES]
#
# wrk asks point queries that were never asked before, at 8 connections, without a pause; every five
# seconds somebody sends a query that would run for years or fill the memory. Each minute prints the
# least and the most memory that the server had, and how long a small query takes meanwhile. The most is
# that of a query that is stopped for it; the least is what the server keeps.
# Exit code 1 if the least of the last minute is more than a tenth (and 64 MiB) above that of the
# second, if a hostile query was answered with anything but 503 or 413, or if an answer failed.
#
# GOVREP  a govrep that was built already; without it, a release build is made
# WRK     the load generator, Debian's package `wrk`
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-10}
WRK=${WRK:-wrk}
if ! command -v "$WRK" >/dev/null; then
    echo 'soak: wrk is missing: apt-get install wrk' >&2
    exit 2
fi
if [[ -z ${GOVREP:-} ]]; then
    cargo build --locked --release
    GOVREP=${CARGO_TARGET_DIR:-target}/release/govrep
fi

work=$(mktemp -d)
# Quiet: ten minutes of lines would fill the disk.
"$GOVREP" serve --quiet --bind 127.0.0.1:17880 --query-time 3 &
server=$!
trap 'kill "$server" "${hostile:-$server}" "${watcher:-$server}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
url=http://127.0.0.1:17880
until curl --silent --fail --output /dev/null "$url/health"; do sleep 0.1; done

values='{ 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 }'
product='SELECT (COUNT(*) AS ?n) WHERE {'
for name in a b c d e f g h i j; do product+=" VALUES ?$name $values"; done
product+=' }'
queries=(
    "$product"
    'SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g'
    'SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>)* ?b . ?c (!<urn:y>)* ?d }'
    'SELECT * WHERE { ?s ?p ?o . ?t ?q ?u FILTER(REGEX(STR(?o), "(a|aa|aaa)*(b|bb)*c{1,9}$") && REGEX(STR(?u), "(.*.*.*x)*y")) }'
)
(
    while kill -0 "$server" 2>/dev/null; do
        for query in "${queries[@]}"; do
            curl --silent --output /dev/null --write-out '%{http_code}\n' --max-time 30 \
                --data-urlencode "query=$query" "$url/sparql" >>"$work/hostile" || true
            sleep 5
        done
    done
) &
hostile=$!

cat >"$work/fresh.lua" <<'LUA'
local number = 0
function request()
    number = number + 1
    local query = "SELECT ?p ?o WHERE { <https://w3id.org/govrep/ogp/id/jurisdiction/FRA> ?p ?o } #" .. number .. tostring({})
    return wrk.format("GET", "/sparql?query=" .. query:gsub("[^%w]", function(c) return string.format("%%%02X", string.byte(c)) end))
end
LUA

# The memory of every second, in KiB.
(
    while awk '/VmRSS/ { print $2 }' "/proc/$server/status" 2>/dev/null >>"$work/memory"; do sleep 1; done
) &
watcher=$!
second=0
for minute in $(seq "$minutes"); do
    "$WRK" --threads 1 --connections 8 --duration 60s --latency --script "$work/fresh.lua" "$url" >"$work/said"
    if grep -q 'Non-2xx\|Socket errors' "$work/said"; then
        grep 'Non-2xx\|Socket errors' "$work/said" >&2
        exit 1
    fi
    now=$(tail -n 60 "$work/memory" | sort -n | head -n 1)
    [[ $minute == 2 ]] && second=$now
    printf 'minute %s: %s to %s KiB, %s requests per second, p99 %s\n' "$minute" "$now" \
        "$(tail -n 60 "$work/memory" | sort -n | tail -n 1)" \
        "$(awk '/Requests.sec/ { print $2 }' "$work/said")" "$(awk '/^ *99%/ { print $2 }' "$work/said")"
done
echo "hostile queries: $(sort "$work/hostile" | uniq -c | tr '\n' ' ')"
if grep -qvE '^(503|413)$' "$work/hostile"; then
    echo 'a hostile query was answered with something else than 503 or 413' >&2
    exit 1
fi
if ((second > 0 && now > second + second / 10 && now > second + 65536)); then
    echo "the memory grew from $second to $now KiB" >&2
    exit 1
fi
