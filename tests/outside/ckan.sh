# What CKAN's DCAT harvester reads from the catalogue, and what CKAN takes from ckan.json.
# needs: ckan
set -euo pipefail
for locale in zh_Hant_TW en; do
    "$TOOLS/requirements-ckan/bin/python" "$(dirname "$0")/ckan_reads.py" "$1" "$locale"
done
