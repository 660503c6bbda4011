"""Makes the groups of pairs of Chinese characters: writes groups-zh.csv beside this file.

    python3 -m venv /tmp/pairs && /tmp/pairs/bin/pip install scipy==1.17.1 scikit-learn==1.8.0
    git clone https://github.com/g0v/ly-gazette /tmp/gazette
    /tmp/pairs/bin/python data/model/pairs.py /tmp/gazette

The texts are the gazettes of the Legislative Yuan (公報) of 2005 to 2013, as the civic technologists of g0v collected them:
records of debates, questions and bills, about which Taiwan's Copyright Act (article 9) says that nobody's right hinders their use.
Two pairs stand in one group if what stands around them is alike.
"""
import csv
import os
import re
import sys

import numpy
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

FOLDER = os.path.dirname(os.path.abspath(__file__))
# How many characters of the texts are read, how many of them are told apart, and how many pairs.
CHARACTERS, KNOWN, PAIRS = 120_000_000, 6_000, 110_000
# How many pairs beside a pair are told apart.
BESIDE = 30_000
# By how many numbers a pair is described, and how many groups there are, each in so many parts at most.
NUMBERS, GROUPS, PARTS = 100, 64, 16
# A group is not parted further than into parts of so many pairs on the average.
LEAST = 20
HAN = range(0x4e00, 0xa000)


def texts(folder):
    """The lines of the gazettes, each once."""
    seen = set()
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if not name.endswith(('.md', '.txt')):
                continue
            text = open(os.path.join(place, name), encoding='utf-8', errors='ignore').read()
            for line in re.sub('<[^>]*>', '\n', text).split('\n'):
                line = line.strip()
                if len(line) > 7 and line not in seen:
                    seen.add(line)
                    yield line.replace('台', '臺') + '\n'


def first(lines, count):
    """The first characters of all lines."""
    taken, length = [], 0
    for line in lines:
        taken.append(line)
        length += len(line)
        if length >= count:
            break
    return ''.join(taken)


def counted(rows, columns, shape):
    """How often a column stands beside a row: at least twice."""
    keys, counts = numpy.unique(rows.astype(numpy.int64) * shape[1] + columns, return_counts=True)
    keys, counts = keys[counts > 1], counts[counts > 1].astype(numpy.float32)
    return sparse.csr_matrix((counts, (keys // shape[1], keys % shape[1])), shape=shape)


def surprising(counts):
    """By how much more often than by chance a column stands beside a row (positive pointwise mutual information)."""
    rows = numpy.asarray(counts.sum(1)).ravel()
    columns = numpy.asarray(counts.sum(0)).ravel() ** .75
    columns /= columns.sum()
    counts = counts.tocoo()
    more = numpy.log(numpy.maximum(counts.data / (rows[counts.row] * columns[counts.col]), 1))
    more = sparse.csr_matrix((more.astype(numpy.float32), (counts.row, counts.col)), shape=counts.shape)
    more.eliminate_zeros()
    return more


def described(text):
    """The commonest pairs of Chinese characters, how often they stand in the text, and the numbers that describe each."""
    points = numpy.frombuffer(text.encode('utf-32-le'), dtype=numpy.uint32)
    common = numpy.argsort(-numpy.bincount(points), kind='stable')[:KNOWN]
    codes = numpy.zeros(points.max() + 1, numpy.int32)
    codes[common] = numpy.arange(1, len(common) + 1)
    letters, count = codes[points], len(common) + 1
    of_pairs, places, often = numpy.unique(letters[:-1].astype(numpy.int64) * count + letters[1:],
                                           return_inverse=True, return_counts=True)
    han = numpy.zeros(count, bool)
    han[[codes[point] for point in common if point in HAN]] = True
    both = numpy.where(han[of_pairs // count] & han[of_pairs % count], often, 0)
    chosen = numpy.argsort(-both, kind='stable')[:PAIRS]
    beside = numpy.argsort(-often, kind='stable')[:BESIDE]
    row_of, column_of = (numpy.full(len(of_pairs), -1, numpy.int32) for _ in range(2))
    row_of[chosen], column_of[beside] = numpy.arange(len(chosen)), numpy.arange(len(beside))
    rows, columns = row_of[places], column_of[places]
    at = numpy.nonzero(rows[3:-4] >= 0)[0] + 3
    around = [counted(rows[at], letters[at + step], (len(chosen), count)) for step in (-1, -2, 2, 3)]
    for step in (-2, 2):
        known = at[columns[at + step] >= 0]
        around.append(counted(rows[known], columns[known + step], (len(chosen), len(beside))))
    u, s, _ = randomized_svd(sparse.hstack([surprising(counts) for counts in around]).tocsr(), NUMBERS, n_iter=3,
                             random_state=0)
    numbers = u * numpy.sqrt(s)
    numbers /= numpy.linalg.norm(numbers, axis=1, keepdims=True) + 1e-9
    letter = [''] + [chr(point) for point in common]
    names = [letter[pair // count] + letter[pair % count] for pair in of_pairs[chosen]]
    return names, both[chosen], numbers


def parted(numbers, weights, count):
    """A group of each pair."""
    if count < 2:
        return numpy.zeros(len(numbers), int)
    means = MiniBatchKMeans(count, random_state=1, batch_size=8192, n_init=3, max_iter=60)
    return means.fit(numbers, sample_weight=weights).labels_


def main(folder):
    names, often, numbers = described(first(texts(folder), CHARACTERS))
    weights = numpy.sqrt(often)
    groups = parted(numbers, weights, GROUPS)
    parts = numpy.zeros(len(groups), int)
    for group in range(GROUPS):
        at = numpy.nonzero(groups == group)[0]
        parts[at] = parted(numbers[at], weights[at], min(PARTS, len(at) // LEAST))
    with open(f'{FOLDER}/groups-zh.csv', 'w', encoding='utf-8', newline='') as file:
        rows = csv.writer(file, lineterminator='\n')
        rows.writerow(('word', 'group', 'part'))
        rows.writerows(sorted(zip(names, groups, parts)))


if __name__ == '__main__':
    main(sys.argv[1])
