# The site as browsers and their judges see it.
# needs: node browser
set -euo pipefail
node "$TOOLS/site.mjs" "$1"
