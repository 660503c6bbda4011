"""Trains the tagger: writes zh.csv and en.csv beside this file.

    python3 -m venv /tmp/train && /tmp/train/bin/pip install python-crfsuite==0.9.12
    /tmp/train/bin/python data/model/train.py

The texts are those of data/model/text and the cases at hand of tests/case. What is looked at is written by the program
(examples/features.rs); the annotations are those of the gold files.
"""
import csv
import json
import os
import subprocess
import tempfile
from collections import defaultdict

import pycrfsuite

from variants import Variants, entities, surnames

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LANGUAGES = ('zh', 'en')
KINDS = ('PER', 'ORG', 'LOC')
KIND = {'person': 'PER', 'organization': 'ORG', 'country': 'LOC', 'subnational': 'LOC', 'place': 'LOC'}
# Groups of words in data/authority/builtin/lexicon.csv. What begins with a pointer points to a thing and is no name, unless it begins
# with a listed place (貴州) or a name stands behind what is pointed to (本府|工務局). Others point before a body or one character only.
POINTERS, DOUBTFUL = 'pointer-word', 'pointer-or-name'
POINTED, GENERIC = ('self-organisation', 'self-jurisdiction'), ('org-generic',)
LISTED = ('place-name', 'place-hint', 'town')
# A name behind a pointer has at least so many characters.
SHORTEST = 3
# A weight of 1 is written as 100; smaller ones than this are left out.
SCALE, LEAST = 100, 8
# By how much a name must be better than none, in the same unit (README.md says how they were chosen).
THRESHOLDS = {'zh': {'PER': 130, 'ORG': 150, 'LOC': 40}, 'en': {'PER': 120, 'ORG': 150, 'LOC': 40}}
# How certain the tagger must be to stand against what a rule guessed; O: that there is no name.
AGAINST = {'zh': {'PER': 150, 'ORG': 150, 'LOC': 70, 'O': 180}, 'en': {'PER': 400, 'ORG': 300, 'LOC': 200, 'O': 300}}
PARAMETERS = {'c1': .02, 'c2': .2, 'max_iterations': 100, 'feature.possible_transitions': False}
# What the names of the variants are drawn with.
SEED = 2


def texts(folders):
    """The reports with their gold files: cases that are kept out of tuning are not for training."""
    found = []
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            base = os.path.join(folder, name)
            gold, report = base + '/gold.json', base + '/report.txt'
            about = base + '/README.md'
            if not os.path.exists(gold):
                continue
            if os.path.exists(about):
                words = open(about, encoding='utf-8').read()
                if '**held-out**' in words or 'kept out of tuning' in words:
                    continue
            found.append((report, gold))
    return found


def words_of(*groups):
    """The words of some groups, with their values."""
    rows = open(f'{ROOT}/data/authority/builtin/lexicon.csv', encoding='utf-8').read().splitlines()
    cells = (row.split(',') for row in rows)
    return {cell[1]: cell[2] for cell in cells if cell[0] in groups}


class Pointers:
    """The words that point to a thing, and what tells a name that begins so."""

    def __init__(self):
        self.words, self.doubtful = words_of(POINTERS), words_of(DOUBTFUL)
        self.nouns = sorted({word[1:] for word in words_of(*POINTED) if word[1:]}, key=len, reverse=True)
        self.generic, self.places = words_of(*GENERIC), {*words_of(*LISTED), *regions()}

    def length(self, words, kind):
        """How many characters at the start of Chinese words are no part of the name; none, if all of them only point."""
        dense = ''.join(words.split())
        first, rest = dense[0], dense[1:]
        points = first in self.words or first in self.doubtful and kind != 'PER'
        if not points or set('·‧・') & set(dense) or any(dense[:end] in self.places for end in range(2, len(dense) + 1)):
            return 0
        noun = next((noun for noun in self.nouns if rest.startswith(noun)), None)
        if noun:
            name = rest[len(noun):]
            return 1 + len(noun) if kind == 'ORG' and len(name) >= SHORTEST and name not in self.generic else None
        alone = len(rest) == 1 and self.doubtful.get(first) == 'character'
        return 0 if first in self.doubtful and not alone and rest not in self.generic else None


def regions():
    """The names of the listed countries, regions and towns."""
    rows = csv.DictReader(open(f'{ROOT}/data/authority/builtin/jurisdictions.csv', encoding='utf-8'))
    return {name for row in rows for name in [row['zh-Hant'], *row['aliases'].split('|')] if name}


def addresses():
    """Forms of address in Latin letters, in small letters and without full stops."""
    rows = csv.DictReader(open(f'{ROOT}/data/authority/builtin/titles.csv', encoding='utf-8'))
    rows = (row for row in rows if 'honorific' in row['use'].split('|'))
    words = (word for row in rows for word in [row['en'], *row['aliases'].split('|')])
    return {word.lower().replace('.', '') for word in words if word}


def spans(report, gold, without, before):
    """The names of a report (start, end, kind) in code points, without those inside others."""
    text = open(report, encoding='utf-8', newline='').read()
    keep = [i for i, c in enumerate(text) if not c.isspace()]
    dense = ''.join(text[i] for i in keep)
    line_of, line = [], 1
    for c in text:
        line_of.append(line)
        line += c == '\n'
    wanted = []
    for entity in json.load(open(gold, encoding='utf-8'))['entities']:
        for mention in entity.get('mentions', []):
            quote = ''.join(mention['quote'].split())
            kind = KIND.get(entity['type'])
            if kind and quote and not mention.get('nested_in') and not mention.get('statement'):
                wanted.append((-len(quote), mention['line'], quote, kind))
    found, taken = [], [False] * len(dense)
    for length, line, quote, kind in sorted(wanted):
        at = -1
        while True:
            at = dense.find(quote, at + 1)
            if at < 0 or line_of[keep[at]] > line:
                break
            end = at - length
            if line_of[keep[at]] < line or any(taken[at:end]):
                continue
            start = keep[at]
            if text[start].isalpha() and text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalpha():
                continue
            taken[at:end] = [True] * (end - at)
            name = named(text, start, keep[end - 1] + 1, kind, without)
            if name and kind == 'PER':
                name = bare(text, *name, before)
            if name:
                found.append((*name, kind))
            break
    return sorted(found)


def named(text, start, end, kind, without):
    """The place of a name without an article or what it belongs to before it; none, if the words only point to a thing."""
    words = text[start:end]
    if '\u3400' <= words[0] <= '\u9fff':
        length = without.length(words, kind)
        if length is None:
            return None
        places = [i for i in range(start, end) if not text[i].isspace()]
        return places[length], end
    first, _, rest = words.partition(' ')
    if first.lower() not in without.words:
        return start, end
    return (start + len(first) + 1, end) if rest.strip() != rest.strip().lower() else None


def bare(text, start, end, before):
    """The place of a person's name without forms of address before it, which gold files have or leave out."""
    while True:
        first, space, _ = text[start:end].partition(' ')
        if not space or first.lower().replace('.', '') not in before:
            return start, end
        start += len(first) + 1


def rows(reports, command):
    """For each report its blocks: the language, and for each token its place and its features."""
    out = subprocess.run([*command, *reports], stdout=subprocess.PIPE, check=True).stdout.decode()
    found = {}
    for line in out.split('\n'):
        mark, _, rest = line.partition(' ')
        if mark == '#':
            blocks = found[rest] = []
        elif mark == '=':
            block = []
            blocks.append((rest, block))
        elif line:
            start, end, *features = line.split('\t')
            block.append((int(start), int(end), features))
    return found


def labels(block, names):
    """What each token of a block is to a name; a name that goes on in another block is none."""
    label = ['O'] * len(block)
    for start, end, kind in names:
        inside = [i for i, token in enumerate(block) if token[0] < end and token[1] > start]
        if not inside or block[inside[0]][0] > start + 1 or block[inside[-1]][1] < end - 1:
            continue
        for place, i in enumerate(inside):
            part = ('S' if len(inside) == 1 else 'B' if place == 0 else
                    'E' if place == len(inside) - 1 else 'I')
            label[i] = f'{part}-{kind}'
    return label


def sequences(found, command):
    """The blocks of all texts by language: (report, features, labels)."""
    without, before = Pointers(), addresses()
    of_language = {language: [] for language in LANGUAGES}
    seen = rows([report for report, _ in found], command)
    for report, gold in found:
        names = spans(report, gold, without, before)
        for language, block in seen[report]:
            if block:
                of_language[language].append((report, [token[2] for token in block], labels(block, names)))
    return of_language


def with_entities(report, gold, without, before):
    """The text of a report, and its names with the entities that they name."""
    text = open(report, encoding='utf-8', newline='').read()
    of_words = entities(gold, KIND)
    names = spans(report, gold, without, before)
    return text, [(start, end, kind, of_words.get((''.join(text[start:end].split()), kind)))
                  for start, end, kind in names]


def of_variants(found, command):
    """The blocks of a variant of each text that have a name, by language."""
    without, before = Pointers(), addresses()
    families = surnames(f'{ROOT}/data/authority/builtin/surnames.csv')
    of_language = {}
    for language in LANGUAGES:
        mine = [pair for pair in found if ('/en/' in pair[0] or '-en/' in pair[0]) == (language == 'en')]
        texts = [with_entities(report, gold, without, before) for report, gold in mine]
        variants = Variants(language, texts, families, SEED)
        blocks = of_language[language] = []
        with tempfile.TemporaryDirectory() as folder:
            names_of = {}
            for place, (text, names) in enumerate(texts):
                text, names = variants.of(text, names)
                path = f'{folder}/{place:05}.txt'
                with open(path, 'w', encoding='utf-8', newline='') as out:
                    out.write(text)
                names_of[path] = names
            for path, seen in rows(list(names_of), command).items():
                for spoken, block in seen:
                    label = labels(block, names_of[path])
                    if spoken == language and any(it != 'O' for it in label):
                        blocks.append((path, [token[2] for token in block], label))
    return of_language


def train(blocks):
    """Weights in hundredths: {(feature, label): weight}, transitions as `>B-PER`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for _, features, label in blocks:
        trainer.append(features, label)
    trainer.set_params(PARAMETERS)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(folder + '/model')
        tagger = pycrfsuite.Tagger()
        tagger.open(folder + '/model')
        info = tagger.info()
    weights = defaultdict(float)
    for (feature, label), weight in info.state_features.items():
        weights[feature, label] += weight
    for (before, after), weight in info.transitions.items():
        weights['>' + before, after] += weight
    whole = {key: round(SCALE * weight) for key, weight in weights.items()}
    return {key: max(-2047, min(2047, weight)) for key, weight in whole.items() if abs(weight) >= LEAST}


def write(path, weights, language):
    rows = [f'{feature},{label},{weight}' for (feature, label), weight in weights.items()]
    rows += [f'threshold,{kind},{THRESHOLDS[language][kind]}' for kind in KINDS]
    rows += [f'against,{kind},{AGAINST[language][kind]}' for kind in (*KINDS, 'O')]
    with open(path, 'w', encoding='utf-8', newline='') as out:
        out.write('feature,label,weight\n' + ''.join(row + '\n' for row in sorted(rows)))


def main():
    folders = [f'{ROOT}/data/model/text/{language}' for language in LANGUAGES]
    folders.append(f'{ROOT}/tests/case')
    command = ['cargo', 'run', '--quiet', '--locked', '--release', '--example', 'features',
               '--manifest-path', f'{ROOT}/Cargo.toml', '--']
    found = texts(folders)
    names = sorted(os.path.relpath(os.path.dirname(report), ROOT) for report, _ in found)
    with open(f'{ROOT}/data/model/texts.csv', 'w', encoding='utf-8') as out:
        out.write('text\n' + ''.join(name + '\n' for name in names))
    more = of_variants(found, command)
    for language, blocks in sequences(found, command).items():
        weights = train(blocks + more[language])
        write(f'{ROOT}/data/model/{language}.csv', weights, language)
        print(language, len(blocks), 'blocks', len(weights), 'weights')


if __name__ == '__main__':
    main()
