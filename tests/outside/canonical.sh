# Every dump has the RDFC-1.0 hash that the release lists, by implementations of others.
#
# jsonld and rapper read language tags into lower case, so what they read of the JSON-LD and the
# RDF/XML file is compared with the N-Triples file after the same change.
# needs: system python node
set -euo pipefail
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

files=()
for file in dump/*.{ttl,nt,nq,trig,jsonld,rdf}; do
    read=$file
    case $file in
    *.ttl) read=$work/ttl.nq && serdi -i turtle -o nquads "$file" >"$read" ;;
    *.trig) read=$work/trig.nq && serdi -i trig -o nquads "$file" >"$read" ;;
    *.rdf) read=$work/rdf.nq && rapper --quiet --input rdfxml --output ntriples "$file" >"$read" ;;
    esac
    files+=("$file=$read")
done
sed -E 's/"@([A-Za-z0-9-]+) \.$/"@\L\1 ./' dump/*.nt >"$work/lower.nt"
lower=$(node "$TOOLS/hash.mjs" "lower=$work/lower.nt" | awk '{ print $3 }')

wrong=0
while read -r tool file hash; do
    case $file in
    *.jsonld | *.rdf) expected=$lower ;;
    *) expected=$(awk -v file="$file" '$2 == file { print $1 }' RDFC10SUMS) ;;
    esac
    printf '%-14s %-16s %s\n' "$tool" "$file" "${hash:0:16}…"
    if [[ $hash != "$expected" ]]; then
        echo "  expected $expected" >&2
        wrong=1
    fi
done < <(
    node "$TOOLS/hash.mjs" "${files[@]}"
    "$TOOLS/requirements/bin/python" "$(dirname "$0")/hash.py" dump/*.nq
)
exit "$wrong"
