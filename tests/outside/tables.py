"""Validates tables with frictionless; a table without rows is one, too."""

import sys

from frictionless import Resource

wrong = 0
for name in sys.argv[1:]:
    report = Resource(path=name).validate()
    errors = report.flatten(["rowNumber", "fieldNumber", "type", "message"])
    for error in errors:
        print(f"  {name}: {error}", file=sys.stderr)
    wrong += len(errors)
print(f"frictionless: {len(sys.argv) - 1} tables, {wrong} errors")
sys.exit(wrong > 0)
