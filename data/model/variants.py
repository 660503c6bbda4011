"""Variants of the texts for training: the same report with the names of other texts in its place.

A name that the tables know, or that stands in one text only, would otherwise be learnt by heart instead of by what
stands around it. Three names of four change, each wherever it stands; one whose forms cannot all be changed stays.
"""
import csv
import json
import random
from collections import defaultdict

KEPT = .25


def is_han(words):
    return all('\u3400' <= c <= '\u9fff' for c in words)


class Variants:
    """Makes variants of marked texts: (text, names), where a name is (start, end, kind, its entity)."""

    def __init__(self, language, texts, surnames, seed):
        self.chinese = language == 'zh'
        self.surnames = surnames
        self.random = random.Random(seed)
        pool = defaultdict(set)
        for text, names in texts:
            for start, end, _, entity in names:
                words = text[start:end]
                if entity and '\n' not in words and not (self.chinese and any(c.isspace() for c in words)):
                    pool[entity['type']].add(words)
        self.of_type = {kind: sorted(words) for kind, words in pool.items()}
        self.alike = defaultdict(list)
        for kind, words in self.of_type.items():
            for name in words:
                self.alike[kind, self.form(name)].append(name)
        persons = self.of_type.get('person', [])
        parts = [self.parts(name) for name in persons if is_han(name) and len(name) <= 4]
        self.families = sorted({part[0] for part in parts if part})
        self.given = sorted({part[1] for part in parts if part and len(part[1]) == 2})
        self.foreign = [name for name in persons if not is_han(name[:1])]
        self.dotted = [name for name in persons if set('‧·・') & set(name)]

    def form(self, name):
        """What two names must share: the last character, or how many words they are."""
        return name[-1:] if self.chinese else len(name.split())

    def parts(self, name):
        """Surname and given name of a person with a name in Han characters."""
        for length in (2, 1):
            if name[:length] in self.surnames and 1 <= len(name) - length <= 2:
                return name[:length], name[length:]
        return None

    def person(self, forms, whole):
        """New forms of a person: 柴主任惠珍, 柴惠珍 and 柴主任 have one surname and one given name. Those of
        English texts stay, since they are learnt better so."""
        if not self.chinese:
            return None
        if not all(map(is_han, forms)):
            if len(forms) != 1 or is_han(forms[0][:1]) and forms[0] not in self.dotted:
                return None
            return {forms[0]: self.random.choice(self.dotted if forms[0] in self.dotted else self.foreign)}
        part = self.parts(whole) if whole and is_han(whole) else None
        known = (forms[0][:length] for length in (2, 1) if forms[0][:length] in self.surnames)
        family = part[0] if part else next(known, None)
        if not family or not all(form.startswith(family) for form in forms):
            return None
        new_family, new_given = self.random.choice(self.families), self.random.choice(self.given)
        changed = {}
        for form in forms:
            rest = form[len(family):]
            if part and rest.endswith(part[1]):
                rest = rest[:-len(part[1])] + new_given
            elif part and rest.startswith(part[1]):
                rest = new_given + rest[len(part[1]):]
            changed[form] = new_family + rest
        return changed

    def thing(self, kind, forms):
        """New forms of a place or body: another one that ends alike, and its short form without the ending."""
        longest = max(forms, key=len)
        if self.chinese and longest.isascii():
            return None
        others = self.alike.get((kind, self.form(longest)), [])
        if kind == 'country' or len(others) < 3:
            others = [name for name in self.of_type[kind] if len(name) > 1]
        new = self.random.choice(others)
        if len(forms) == 1:
            return {longest: new}
        short = min(forms, key=len)
        if len(forms) == 2 and self.chinese and short == longest[:-1] and len(new) > 2:
            return {longest: new, short: new[:-1]}
        return None

    def of(self, text, names):
        """The variant of a text with its names (start, end, kind)."""
        forms = defaultdict(set)
        entities = {}
        for start, end, _, entity in names:
            if entity:
                forms[entity['id']].add(text[start:end])
                entities[entity['id']] = entity
        changed = {}
        for key, entity in entities.items():
            words = sorted(forms[key])
            if self.random.random() < KEPT or any('\n' in word for word in words):
                continue
            kind = entity['type']
            whole = ''.join((entity.get('name_zh') or '').split())
            changed[key] = (self.person(words, whole) if kind == 'person' else self.thing(kind, words)) or {}
        pieces, spans, at, length = [], [], 0, 0
        for start, end, kind, entity in names:
            words = text[start:end]
            new = changed.get(entity['id'], {}).get(words, words) if entity else words
            pieces += [text[at:start], new]
            length += start - at
            spans.append((length, length + len(new), kind))
            length += len(new)
            at = end
        return ''.join([*pieces, text[at:]]), spans


def surnames(path):
    with open(path, encoding='utf-8') as table:
        return {row[0] for row in list(csv.reader(table))[1:]}


def entities(gold, kinds):
    """The entities of a gold file by the words and the kind of their mentions."""
    found = {}
    for entity in json.load(open(gold, encoding='utf-8'))['entities']:
        for mention in entity.get('mentions', []):
            if not mention.get('nested_in'):
                found.setdefault((''.join(mention['quote'].split()), kinds.get(entity['type'])), entity)
    return found
