"""Scores a tagger for persons, organisations and places on this repository's reports.

    python3 benches/tagger.py lac|cutword|monpa|words|list

Reports in Chinese only: these taggers read no other language. Writes a line of JSON for each report and kind: how many things the gold file has, how many the
tagger gives, and how many of them are hits. The measure is that of `govrep score` for things
(tests/gold/README.md): a tagger's things are the names that it gives, two names being one thing
if they fold to the same letters. `words` gives the names of the gold file themselves and must get
a recall of one; benches/tagger.sh runs it first, as a check of this file. `list` writes the reports
instead: name, whether held out, gold file and text, with tabs between them.
"""

import json
import pathlib
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
TYPES = {
    "person": "person",
    "organization": "organisation",
    "country": "place",
    "subnational": "place",
    "place": "place",
}
KINDS = ("person", "organisation", "place")


def fold(name):
    """As `entity::fold` in the program."""
    folded = []
    for char in unicodedata.normalize("NFKC", name).lower():
        if char.isalnum() or char == "+":
            if "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff":
                char = unicodedata.normalize("NFD", char)[0]
            folded.append("台" if char == "臺" else char)
    return "".join(folded)


class Ink:
    """A text without white space, with the line of each character."""

    def __init__(self, text):
        self.chars, self.lines, self.place = [], [], []
        line = 1
        for char in text:
            self.place.append(len(self.chars))
            if not char.isspace():
                self.chars.append(char)
                self.lines.append(line)
            line += char == "\n"
        self.place.append(len(self.chars))
        self.text = "".join(self.chars)

    def find(self, quote, line):
        """The places where a quote begins in a line."""
        words = "".join(quote.split())
        at = self.text.find(words) if words else -1
        found = []
        while at >= 0:
            if self.lines[at] == line:
                found.append((at, at + len(words)))
            at = self.text.find(words, at + 1)
        return found


class Thing:
    def __init__(self, kind, names=(), places=(), optional=False):
        self.kind, self.optional = kind, optional
        self.names = {fold(name) for name in names} - {""}
        self.places = set(places)

    def overlaps(self, other):
        return any(a < d and c < b for a, b in self.places for c, d in other.places)


def wanted(gold, ink):
    """The things of a gold file, of all kinds."""
    things = []
    for entity in gold["entities"]:
        mentions = entity.get("mentions", [])
        names = [entity.get("name_zh"), entity.get("name_en"), *entity.get("aliases", [])]
        names = [name for name in names if name] + [mention["quote"] for mention in mentions]
        places = [p for m in mentions for p in ink.find(m["quote"], m["line"])[:1]]
        nested = bool(mentions) and all(mention.get("nested_in") for mention in mentions)
        things.append(Thing(TYPES.get(entity["type"], entity["type"]), names, places, nested))
    return things


def given(mentions, ink):
    """The things that a tagger gives: names of one kind that fold to the same."""
    things = {}
    for start, end, kind, name in mentions:
        thing = things.setdefault((kind, fold(name)), Thing(kind, [name]))
        thing.places.add((ink.place[start], ink.place[end]))
    return [thing for (_, name), thing in things.items() if name]


def pairs(gold, answer):
    """Which things may be one, by the three rules of the measure."""
    owners = {}
    for index, thing in enumerate(gold):
        for name in thing.names:
            owners.setdefault(name, []).append(index)
    for number, thing in enumerate(answer):
        may = {i for i, other in enumerate(gold) if thing.places & other.places}
        for name in thing.names:
            of = owners.get(name, [])
            may |= {i for i in of if len(of) == 1 or thing.overlaps(gold[i])}
        yield number, {i for i in may if gold[i].kind == thing.kind}


def matched(edges, indexes):
    """The most pairs that leave nothing paired twice (Kuhn), those of `indexes` first."""
    of_gold = {}

    def place(number, allowed, seen):
        for index in sorted(edges[number] & allowed - seen):
            seen.add(index)
            if index not in of_gold or place(of_gold[index], allowed, seen):
                of_gold[index] = number
                return True
        return False

    allowed = set()
    for more in indexes:
        allowed |= more
        taken = set(of_gold.values())
        for number in sorted(edges):
            if number not in taken:
                place(number, allowed, set())
                taken = set(of_gold.values())
    return of_gold


def score(gold, answer):
    edges = dict(pairs(gold, answer))
    required = {i for i, thing in enumerate(gold) if not thing.optional}
    optional = set(range(len(gold))) - required
    of_gold = matched(edges, [required, optional])
    for kind in KINDS:
        hits = [i for i in of_gold if gold[i].kind == kind]
        free = sum(gold[i].optional for i in hits)
        yield kind, {
            "gold": sum(t.kind == kind and not t.optional for t in gold),
            "given": sum(t.kind == kind for t in answer) - free,
            "hits": len(hits) - free,
        }


def spans(text, words):
    """Words in their order with their tags, at their places in the text."""
    at = 0
    for word, tag in words:
        start = text.find(word, at) if word else -1
        if start >= 0:
            at = start + len(word)
            if tag in KINDS:
                yield start, at, tag, word


def lac():
    from LAC import LAC

    tagger = LAC(mode="lac")
    tags = {"PER": "person", "nr": "person", "ORG": "organisation", "nt": "organisation"}
    tags.update({"LOC": "place", "ns": "place"})

    def read(text):
        words, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                found, kinds = tagger.run(line)
                words.extend(zip(found, (tags.get(kind) for kind in kinds)))
        return spans(text, words)

    return read


def cutword():
    from cutword import NER

    tagger = NER()
    tags = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place"}

    def read(text):
        words = []
        for line in filter(str.strip, text.split("\n")):
            for sentence in tagger.predict(line):
                words.extend((item.entity, tags.get(item.ner_type_en)) for item in sentence)
        return spans(text, words)

    return read


def monpa():
    import monpa as tagger
    from monpa import utils

    tags = {"PER": "person", "ORG": "organisation", "LOC": "place", "GPE": "place"}

    def read(text):
        words = []
        for line in filter(str.strip, text.split("\n")):
            for piece in utils.short_sentence(line):
                words.extend((word, tags.get(tag)) for word, tag in tagger.pseg(piece))
        return spans(text, words)

    return read


def is_chinese(file):
    """Whether a text has more Han characters than Latin letters."""
    text = file.read_text(encoding="utf-8")
    han = sum("\u3400" <= char <= "\u9fff" for char in text)
    return han > sum(char.isascii() and char.isalpha() for char in text)


def reports():
    """The reports in Chinese with their gold files: name, text, gold, whether held out."""
    own = ROOT / "data/report/ogp-summit-2016/source.txt"
    yield "ogp-summit-2016", own, ROOT / "tests/gold/ogp-summit-2016.json", False
    for case in sorted((ROOT / "tests/case").iterdir()):
        if case.is_dir() and is_chinese(case / "report.txt"):
            about = (case / "README.md").read_text(encoding="utf-8")
            held_out = "held-out" in about
            yield case.name, case / "report.txt", case / "gold.json", held_out


def main():
    which = sys.argv[1]
    if which == "list":
        for name, file, gold, held_out in reports():
            print(name, str(held_out).lower(), gold, file, sep="\t")
        return
    # Some taggers say on the standard output what they load.
    out, sys.stdout = sys.stdout, sys.stderr
    read = None if which == "words" else {"lac": lac, "cutword": cutword, "monpa": monpa}[which]()
    for name, file, gold, held_out in reports():
        text = file.read_text(encoding="utf-8")
        ink = Ink(text)
        things = wanted(json.loads(gold.read_text(encoding="utf-8")), ink)
        if read is None:
            answer = [t for t in things if t.kind in KINDS]
        else:
            answer = given(read(text), ink)
        for kind, counts in score(things, answer):
            line = {"report": name, "held_out": held_out, "kind": kind, **counts}
            print(json.dumps(line, ensure_ascii=False), file=out)


main()
