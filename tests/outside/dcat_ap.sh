# SEMIC's shapes of DCAT-AP 3.0.1 find nothing in the catalogue but what the README waives.
# needs: python node
set -euo pipefail
if [[ -z ${DCAT_AP_SHAPES:-} ]]; then
    echo 'left out: DCAT_AP_SHAPES names no folder with the shapes of DCAT-AP 3.0.1'
    exit 0
fi
"$TOOLS/requirements/bin/python" "$(dirname "$0")/dcat_ap.py" "$1" "$DCAT_AP_SHAPES"
node "$TOOLS/dcat_ap.mjs" "$1" "$DCAT_AP_SHAPES"
