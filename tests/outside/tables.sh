# Every CSV file of the release is a valid table.
# needs: python
set -euo pipefail
cd "$1"
"$TOOLS/requirements/bin/python" "$(dirname "$0")/tables.py" query/*.csv
