"""Makes the groups of English words: writes groups-en.csv beside this file.

    python3 -m venv /tmp/brown && /tmp/brown/bin/pip install spacy-lookups-data==1.0.5
    /tmp/brown/bin/python data/model/brown.py

They are the Brown clusters that spaCy gives for the words of the web (MIT licence): two words stand in one group if the
same words stand before and behind them. A cluster is a path of bits in a tree, kept with the first bit last.
"""
import csv
import gzip
import importlib.util
import json
import os
import re

FOLDER = os.path.dirname(os.path.abspath(__file__))
# How many bits of the path tell the group, and how many more its part.
GROUP, PART = 6, 4
WORD = re.compile("[A-Za-zÀ-ž][A-Za-zÀ-ž'’.-]*")
# A longer word in capitals is looked for in small letters with a capital.
LONGEST_IN_CAPITALS = 5


def main():
    package = os.path.dirname(importlib.util.find_spec('spacy_lookups_data').origin)
    with gzip.open(f'{package}/data/en_lexeme_cluster.json.gz') as file:
        clusters = json.load(file)
    with open(f'{FOLDER}/groups-en.csv', 'w', encoding='utf-8', newline='') as file:
        rows = csv.writer(file, lineterminator='\n')
        rows.writerow(('word', 'group', 'part'))
        for word, path in sorted(clusters.items()):
            if path and WORD.fullmatch(word) and not (word.isupper() and len(word) > LONGEST_IN_CAPITALS):
                rows.writerow((word, path % 2 ** GROUP, path >> GROUP & 2 ** PART - 1))


if __name__ == '__main__':
    main()
