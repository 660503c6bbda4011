# Every parser counts the same triples in every dump, and repeats none.
# needs: system python node
set -euo pipefail
cd "$1"
python=$TOOLS/requirements/bin/python

declare -A rapper=([ttl]=turtle [nt]=ntriples [nq]=nquads [trig]=trig [rdf]=rdfxml)
declare -A serdi=([ttl]=turtle [nt]=ntriples [nq]=nquads [trig]=trig)
triples=$(cat dump/*.nt | wc -l)
quads=$(cat dump/*.nq | wc -l)
wrong=0

# expect TOOL FILE COUNT
expect() {
    local expected=$triples
    case $2 in *.nq | *.trig) expected=$quads ;; esac
    case $2 in catalog* | void*) expected=$4 ;; esac
    printf '%-24s %-16s %8s\n' "$1" "$2" "$3"
    if [[ $3 != "$expected" ]]; then
        echo "  expected $expected" >&2
        wrong=1
    fi
}

for file in dump/*.{ttl,nt,nq,trig,jsonld,rdf}; do
    ending=${file##*.}
    if [[ -n ${rapper[$ending]:-} ]]; then
        count=$(rapper --quiet --input "${rapper[$ending]}" --output ntriples "$file" | wc -l)
        # Quads of several graphs come out as triples, one each.
        expect rapper "$file" "$count"
    fi
    if [[ -n ${serdi[$ending]:-} ]]; then
        expect serdi "$file" "$(serdi -i "${serdi[$ending]}" -o nquads "$file" | wc -l)"
    fi
done
while read -r tool file count; do expect "$tool" "$file" "$count"; done < <(
    "$python" "$(dirname "$0")/count.py" dump/*.{ttl,nt,nq,trig,jsonld,rdf}
    node "$TOOLS/count.mjs" dump/*.{ttl,nt,nq,trig,jsonld,rdf}
)

# The descriptions: the same graph in three formats.
catalog=$(rapper --quiet --input turtle --output ntriples catalog.ttl | wc -l)
while read -r tool file count; do expect "$tool" "$file" "$count" "$catalog"; done < <(
    "$python" "$(dirname "$0")/count.py" catalog.{ttl,jsonld,rdf}
    node "$TOOLS/count.mjs" catalog.{ttl,jsonld,rdf}
)
exit "$wrong"
