#!/usr/bin/env bash
# How well the best known taggers for Chinese find persons, organisations and places in this
# repository's report and made-up cases in Chinese, beside `govrep score --no-curation`, by one measure.
#
#     benches/tagger.sh [lac] [cutword] [monpa]
#
# Prints a table in Markdown: F1 of all things of a kind together, and of those in the cases that
# no rule was tuned on. Each tagger is installed from PyPI into an environment of its own below
# target/tagger; one that cannot be installed or run is left out with a message.
#
# GOVREP    a govrep that was built already; without it, a release build is made
# PYTHON    the Python for the environments; python3.11 if there is one, else python3
set -euo pipefail
cd "$(dirname "$0")/.."

taggers=("$@")
[[ $# -gt 0 ]] || taggers=(lac cutword monpa)
PYTHON=${PYTHON:-$(command -v python3.11 || command -v python3)}
declare -A packages=(
    [lac]='LAC==2.1.2 paddlepaddle==2.6.2'
    [cutword]='cutword torch'
    [monpa]='monpa six'
)
if [[ -z ${GOVREP:-} ]]; then
    cargo build --locked --release
    GOVREP=${CARGO_TARGET_DIR:-target}/release/govrep
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The measure itself: the names of the gold files must all be found in them.
"$PYTHON" benches/tagger.py words >"$work/words.jsonl"
if grep -qvE '"gold": ([0-9]+), "given": \1, "hits": \1' "$work/words.jsonl"; then
    echo 'tagger: benches/tagger.py does not find the names of the gold files' >&2
    exit 2
fi

# Our own, by the command.
ours() {
    local report=$1 held_out=$2 gold=$3
    shift 3
    "$GOVREP" --quiet score "$gold" "$@" --no-curation --format json |
        "$PYTHON" -c '
import json, sys
kinds = {"person": "person", "organisation": "organisation", "country-and-place": "place"}
for m in json.load(sys.stdin)["measures"]:
    if m["level"] == "entity" and m["kind"] in kinds:
        line = {"report": sys.argv[1], "held_out": sys.argv[2] == "true", "kind": kinds[m["kind"]]}
        print(json.dumps(line | {key: m[key] for key in ("gold", "given", "hits")}))
' "$report" "$held_out"
}
while IFS=$'\t' read -r name held_out gold report; do
    if [[ $name == ogp-summit-2016 ]]; then
        # Read with what is known of the document, as in the project.
        ours "$name" "$held_out" "$gold"
    else
        ours "$name" "$held_out" "$gold" "$report"
    fi
done < <("$PYTHON" benches/tagger.py list) >"$work/govrep.jsonl"

scored=(govrep)
for tagger in "${taggers[@]}"; do
    folder=target/tagger/$tagger
    # shellcheck disable=SC2086
    if ! [[ -e $folder/installed ]] && ! { "$PYTHON" -m venv "$folder" &&
        "$folder/bin/pip" install --quiet wheel 'setuptools<81' &&
        "$folder/bin/pip" install --quiet --no-build-isolation ${packages[$tagger]} && touch "$folder/installed"; } >&2; then
        echo "tagger: $tagger cannot be installed here: left out" >&2
        continue
    fi
    if ! "$folder/bin/python" benches/tagger.py "$tagger" >"$work/$tagger.jsonl" 2>"$work/said"; then
        tail -n 3 "$work/said" >&2
        echo "tagger: $tagger does not run here: left out" >&2
        continue
    fi
    scored+=("$tagger")
done

for tagger in "${scored[@]}"; do echo "$tagger $work/$tagger.jsonl"; done | "$PYTHON" -c '
import json, sys

KINDS = ("person", "organisation", "place")

def f1(lines):
    gold, given, hits = (sum(line[key] for line in lines) for key in ("gold", "given", "hits"))
    return 2 * hits / (gold + given) if gold + given else None

def row(name, which, lines):
    scores = [f1([line for line in lines if line["kind"] == kind]) for kind in KINDS]
    scores.append(sum(scores) / len(scores))
    print("| " + " | ".join([name, which] + [f"{score:.3f}" for score in scores]) + " |")

print("| | reports | person | organisation | place | mean |")
print("| --- | --- | ---: | ---: | ---: | ---: |")
for tagger in sys.stdin:
    name, file = tagger.split()
    lines = [json.loads(line) for line in open(file, encoding="utf-8")]
    row(name, "all", lines)
    row(name, "held out", [line for line in lines if line["held_out"]])
'
