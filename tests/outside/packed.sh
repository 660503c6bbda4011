# Checksums, packed copies and the order of lines, by the tools of the system.
# needs: system
set -euo pipefail
cd "$1"
sha256sum --check --quiet SHA256SUMS
for packed in dump/*.gz; do
    gzip --test "$packed"
    gzip --decompress --stdout "$packed" | cmp - "${packed%.gz}"
    # No name and no time: what gzip -n writes.
    [[ $(od -An -tx1 -j3 -N5 "$packed" | tr -d ' ') == 0000000000 ]]
done
for packed in dump/*.zst; do
    zstd --quiet --decompress --stdout "$packed" | cmp - "${packed%.zst}"
done
for lines in dump/*.nt dump/*.nq; do
    LC_ALL=C sort --unique "$lines" | cmp - "$lines"
done
echo "$(wc -l <SHA256SUMS) checksums, $(ls dump/*.gz dump/*.zst | wc -l) packed files"
