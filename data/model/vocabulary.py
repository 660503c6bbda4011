"""Makes the vocabularies: writes vocabulary-zh.csv and vocabulary-en.csv beside this file.

    python3 -m venv /tmp/words
    /tmp/words/bin/pip install jieba==0.42.1 opencc-python-reimplemented==0.1.7
    /tmp/words/bin/python data/model/vocabulary.py /usr/share/wordnet

The folder is that of WordNet 3.0 (Debian: the package wordnet-base). The Chinese words are those of jieba's dictionary,
written as in Taiwan by OpenCC.
"""
import importlib.util
import os
import sys
from collections import Counter, defaultdict

from opencc import OpenCC

FOLDER = os.path.dirname(os.path.abspath(__file__))
# Words that are rarer than this in jieba's dictionary are left out, and names of persons.
RARE = 10
PERSONS = {'nr', 'nrt', 'nrfg'}
# Sorts that are told apart too finely.
ALIKE = {'ad': 'a', 'an': 'a', 'vd': 'v', 'vi': 'v', 'vq': 'v', 'rr': 'r', 'rz': 'r', 'mq': 'm'}
# The files of WordNet's lexicographers, by their numbers.
FILES = '''adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition
noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person
noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state
noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption
verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative
verb.weather adj.ppl'''.split()
# How much a use in the texts that WordNet counted weighs beside a sense without any.
USE = 5


def chinese():
    """The sort of each word of two to four characters: of words that fall together, the more frequent one's."""
    path = os.path.join(os.path.dirname(importlib.util.find_spec('jieba').origin), 'dict.txt')
    rows = [line.split() for line in open(path, encoding='utf-8')]
    rows = [(word, int(count), sort) for word, count, sort in rows if 2 <= len(word) <= 4]
    written = OpenCC('s2tw').convert('\n'.join(word for word, _, _ in rows)).split('\n')
    best = {}
    for word, (_, count, sort) in zip(written, rows):
        word = word.replace('台', '臺')
        if word not in best or best[word][0] < count:
            best[word] = count, sort
    return {word: ALIKE.get(sort, sort) for word, (count, sort) in best.items()
            if count >= RARE and sort not in PERSONS and all('\u3400' <= c <= '\u9fff' for c in word)}


def english(folder):
    """The two commonest files of each word, the second one if it is not rare beside the first."""
    used = Counter()
    for line in open(f'{folder}/cntlist.rev', encoding='utf-8'):
        sense, _, count = line.split()
        word, rest = sense.split('%')
        used[word, int(rest.split(':')[1])] += int(count)
    sorts = defaultdict(Counter)
    for part in ('noun', 'verb', 'adj', 'adv'):
        for line in open(f'{folder}/data.{part}', encoding='utf-8'):
            if line.startswith('  '):
                continue
            cells = line.split()
            file, count = int(cells[1]), int(cells[3], 16)
            for at in range(count):
                word = cells[4 + 2 * at].split('(')[0]
                if len(word) > 1 and word.isascii() and word.isalpha() and word == word.lower():
                    sorts[word][FILES[file]] += 1 + USE * used[word, file]
    return {word: '|'.join(sort for sort, count in found.most_common(2) if count * 4 >= max(found.values()))
            for word, found in sorts.items()}


def write(language, words):
    with open(f'{FOLDER}/vocabulary-{language}.csv', 'w', encoding='utf-8', newline='') as out:
        out.write('word,sorts\n' + ''.join(f'{word},{sorts}\n' for word, sorts in sorted(words.items())))


if __name__ == '__main__':
    write('zh', chinese())
    write('en', english(sys.argv[1]))
