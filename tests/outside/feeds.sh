# The feeds of releases can be read.
# needs: python
set -euo pipefail
cd "$1"
"$TOOLS/requirements/bin/python" "$(dirname "$0")/feeds.py" feed*.xml
