#!/usr/bin/env bash
# What `govrep convert` costs beside Oxigraph's own command line, which reads no text at all and
# only converts the triples that govrep found from N-Triples to Turtle.
#
#     benches/compare.sh [RUNS]
#
# Whole processes, CPU time (user + system), the two in turn so that both meet the same noise.
# With valgrind the instructions are counted too, which hardly vary from run to run.
# Exit code 1 if govrep costs more.
#
# OXIGRAPH  the Oxigraph command line; without it, the one of PyPI is installed into target/
# GOVREP    a govrep that was built already; without it, a release build is made
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-40}
version=0.5.13
source=data/report/ogp-summit-2016/source.txt

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
if [[ $("$OXIGRAPH" --version) != "oxigraph $version" ]]; then
    echo "compare: $OXIGRAPH is not oxigraph $version, the version that govrep is built with" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Copies, as an installed program is one: a file that a linker has just written lies in the system's
# memory in small pieces, and its code takes a tenth more time.
cp "$GOVREP" "$work/govrep-program"
cp "$OXIGRAPH" "$work/oxigraph-program"
GOVREP=$work/govrep-program
OXIGRAPH=$work/oxigraph-program
extract=("$GOVREP" --quiet convert "$source" -f ttl -o "$work/govrep.ttl")
convert=("$OXIGRAPH" convert --from-file "$work/report.nt" --to-file "$work/oxigraph.ttl")
"$GOVREP" --quiet convert "$source" -f nt -o "$work/report.nt"

# Adds the CPU seconds of one run to a file; what the command says is shown if it fails.
measure() {
    local TIMEFORMAT='%3U %3S' times=$1
    shift
    if ! { time "$@" >"$work/said" 2>&1; } 2>>"$times"; then
        cat "$work/said" >&2
        exit 2
    fi
}

measure "$work/warm-up" "${extract[@]}"
measure "$work/warm-up" "${convert[@]}"
for ((run = 0; run < runs; run++)); do
    measure "$work/govrep" "${extract[@]}"
    measure "$work/oxigraph" "${convert[@]}"
done

# The mean of the sums of user and system time, in milliseconds.
mean() { awk '{ sum += $1 + $2 } END { printf "%.2f", 1000 * sum / NR }' "$1"; }

# A line of the result; remembers whether govrep costs more.
worse=0
compare() {
    local what=$1 govrep=$2 oxigraph=$3 ratio
    ratio=$(awk -v a="$govrep" -v b="$oxigraph" 'BEGIN { printf "%.2f", a / b }')
    printf '%-22s %14s %14s %8s\n' "$what" "$govrep" "$oxigraph" "$ratio"
    if awk -v ratio="$ratio" 'BEGIN { exit !(ratio > 1) }'; then worse=1; fi
}

printf '%s runs each, %s triples\n' "$runs" "$(wc -l <"$work/report.nt")"
printf '%-22s %14s %14s %8s\n' '' 'govrep' 'oxigraph' 'ratio'
compare 'CPU (ms, mean)' "$(mean "$work/govrep")" "$(mean "$work/oxigraph")"

if command -v valgrind >/dev/null; then
    count() {
        valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >"$work/said" |
            awk '/Collected/ { print $NF }'
    }
    compare 'instructions' "$(count "${extract[@]}")" "$(count "${convert[@]}")"
fi
exit "$worse"
