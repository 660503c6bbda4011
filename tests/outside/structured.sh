# What the pages tell search engines is schema.org, as schema.org describes itself.
# needs: node
set -euo pipefail
node "$TOOLS/structured.mjs" "$1"
