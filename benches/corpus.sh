#!/usr/bin/env bash
# What `govrep convert` costs on a folder of made-up reports of 30 KB each, written as N-Quads.
#
#     benches/corpus.sh [FEW MANY]        200 and 2,000 reports without arguments
#
# The CPU time and the most memory of the whole process for both numbers: memory must not grow
# with the number of reports. With valgrind also the instructions for a byte of text, which
# hardly vary from run to run: what ten reports more cost, so that the start does not count.
# `cargo bench --bench corpus` measures the stages inside one process, beside jieba-rs.
#
# GOVREP  a govrep that was built already; without it, a release build is made
set -euo pipefail
cd "$(dirname "$0")/.."

few=${1:-200} many=${2:-2000}
if [[ -z ${GOVREP:-} ]]; then
    cargo build --locked --release
    GOVREP=${CARGO_TARGET_DIR:-target}/release/govrep
fi
if ! [[ -x /usr/bin/time ]]; then
    echo 'corpus: /usr/bin/time is missing: apt-get install time' >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
write() { cargo bench --locked --bench corpus -- --write "$work/$1" "$1" >"$work/said" 2>&1; }
bytes() { cat "$work/$1"/* | wc -c; }

for count in "$few" "$many"; do
    write "$count"
    /usr/bin/time -f '%U %S %M' -o "$work/spent" "$GOVREP" --quiet convert "$work/$count" -f nq -o "$work/out.nq"
    awk -v count="$count" -v bytes="$(bytes "$count")" '{
        printf "%5d reports: %.2f s of CPU, %.2f MB of text per CPU second, %d MB of memory\n",
            count, $1 + $2, bytes / 1e6 / ($1 + $2), $3 / 1024
    }' "$work/spent"
done

if command -v valgrind >/dev/null; then
    count() {
        valgrind --tool=callgrind --callgrind-out-file=/dev/null \
            "$GOVREP" --quiet convert "$work/$1" -f nq -o "$work/out.nq" 2>&1 | awk '/Collected/ { print $NF }'
    }
    write 1
    write 11
    one=$(count 1) eleven=$(count 11)
    awk -v more=$((eleven - one)) -v bytes=$(($(bytes 11) - $(bytes 1))) \
        'BEGIN { printf "%d instructions for a byte of text\n", more / bytes }'
fi
