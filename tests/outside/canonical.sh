# Every dump has the RDFC-1.0 hash that the release lists, by implementations of others.
set -euo pipefail
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Parsers that keep the case of language tags turn the other formats into lines: n3 does not.
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

wrong=0
while read -r tool file hash; do
    listed=$(awk -v file="$file" '$2 == file { print $1 }' RDFC10SUMS)
    printf '%-14s %-16s %s\n' "$tool" "$file" "${hash:0:16}…"
    if [[ $hash != "$listed" ]]; then
        echo "  expected $listed" >&2
        wrong=1
    fi
done < <(
    node "$TOOLS/hash.mjs" "${files[@]}"
    "$TOOLS/requirements/bin/python" "$(dirname "$0")/hash.py" dump/*.{nt,nq}
)
exit "$wrong"
