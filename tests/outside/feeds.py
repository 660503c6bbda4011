"""Reads the feeds of releases as a feed reader does."""

import sys

import feedparser

wrong = 0
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        feed = feedparser.parse(file)
    entries = feed.entries
    newest_first = [entry.updated_parsed for entry in entries]
    is_fine = (
        not feed.bozo
        and feed.version == "atom10"
        and feed.feed.get("id")
        and entries
        and all(entry.get("id") and entry.get("title") and entry.get("link") for entry in entries)
        and newest_first == sorted(newest_first, reverse=True)
    )
    print(f"feedparser {name:16} {len(entries)} releases{'' if is_fine else ', wrong'}")
    if not is_fine:
        print(f"  {feed.get('bozo_exception', entries)}", file=sys.stderr)
        wrong += 1
sys.exit(wrong > 0 or len(sys.argv) == 1)
