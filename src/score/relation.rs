//! Relations between things, compared: src/score/relation.csv says what may answer what.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::answer::Answer;
use super::comparison::{Comparison, Difference, Level, Measure};
use super::fact::title;
use super::gold::{Gold, Relation as GoldRelation};
use super::ink::contains;
use super::kind::Kind;
use super::link::{End, Judged, Relation, chains};
use super::pattern::CHECKED;
use super::said::{Object, Said, beside};
use crate::entity::fold;

const ANSWERS: &str = include_str!("relation.csv");

/// Links whose words are dates.
const DATES: [&str; 8] = [
    "schema:startDate",
    "dcterms:issued",
    "dcterms:valid",
    "dcterms:created",
    "schema:datePublished",
    "schema:foundingDate",
    "govrep:deadline",
    "step-date",
];

/// Links whose words are titles of persons.
const TITLES: [&str; 3] = ["membership-title", "participation-title", "schema:jobTitle"];

/// Predicates of the gold file that lead on, and the chain of the graph that does so alike.
const CHAINS: [(&str, &str); 3] = [
    ("partOf", "part"),
    ("(said-at)", "part"),
    ("locatedIn", "place"),
];

/// A row of the table: a predicate, and a link that may answer it.
#[derive(Debug, Deserialize)]
struct Row {
    predicate: String,
    relation: String,
    subject: String,
    object: String,
    link: String,
    codes: String,
}

/// Both sides and the pairing of their things.
struct Compared<'a> {
    gold: &'a Gold,
    answer: &'a Answer,
    rows: Vec<Row>,
    /// For each given thing the one of the gold file that it is.
    is: BTreeMap<usize, usize>,
    /// The given relations by link.
    given: BTreeMap<&'a str, Vec<&'a Relation>>,
}

/// Counts relations: of those of the gold file, how many the graph answers, and of those of the
/// graph, how many the gold file says.
///
/// Also the things that are the node of a relation of the gold file, as a claim may be, or that
/// say more of one of its statements or figures.
pub fn measures(
    gold: &Gold,
    answer: &Answer,
    things: &Comparison,
) -> (Vec<Measure>, BTreeSet<usize>) {
    let mut given: BTreeMap<&str, Vec<&Relation>> = BTreeMap::new();
    for relation in &answer.relations {
        given.entry(&relation.link).or_default().push(relation);
    }
    let mut reader = csv::Reader::from_reader(ANSWERS.as_bytes());
    let compared = Compared {
        gold,
        answer,
        rows: reader
            .deserialize()
            .map(|row| row.expect(CHECKED))
            .collect(),
        is: (things.pairs())
            .filter(|(_, of)| *of < gold.entities.len())
            .collect(),
        given,
    };
    let mut stating = BTreeSet::new();
    let mut all = Measure::new(Level::Relation, "relation");
    let mut apart: BTreeMap<&str, Measure> = BTreeMap::new();
    let parts = compared.given_chains();
    for relation in &gold.relations {
        let Some(said) = Said::of(relation, gold) else {
            continue;
        };
        let answers: Vec<&Relation> = compared.answers(&said).collect();
        stating.extend(answers.iter().filter_map(|relation| relation.node));
        if compared.is_optional(relation, &said) {
            continue;
        }
        let name = relation.predicate.as_str();
        let of_predicate = apart
            .entry(name)
            .or_insert_with(|| Measure::new(Level::Relation, name.to_owned()));
        let answered = !answers.is_empty() || compared.follows(&said, &parts);
        for measure in [&mut all, of_predicate] {
            measure.gold += 1;
            if answered {
                measure.hits += 1;
            } else {
                measure.missed.push(compared.missed(relation, &said));
            }
        }
    }
    stating.extend(compared.parts_of_statements());
    stating.extend(compared.sayings_of_figures());
    compared.judge(&mut all);
    let mut measures = vec![all];
    measures.extend(apart.into_values());
    for measure in &mut measures {
        measure.sort();
    }
    (measures, stating)
}

impl Compared<'_> {
    fn is_optional(&self, relation: &GoldRelation, said: &Said) -> bool {
        let optional = |thing: usize| self.gold.entities[thing].is_optional();
        relation.qualifiers.inferred
            || relation.qualifiers.inferred_subject
            || optional(said.subject)
            || matches!(said.object, Object::Thing(object) if optional(object))
    }

    /// What is given as a part of a statement of the gold file, which quotes by its heading what
    /// goes on below it, with words that stand in the section of the quote.
    fn parts_of_statements(&self) -> impl Iterator<Item = usize> {
        let parts = self.given.get("dcterms:isPartOf").into_iter().flatten();
        let quotes = |whole: &usize| -> Vec<(&str, usize)> {
            let of = self.is.get(whole).map(|of| &self.gold.entities[*of]);
            let statement = of.filter(|of| of.kind() == Kind::Statement);
            let mentions = statement.into_iter().flat_map(|of| &of.mentions);
            mentions
                .map(|mention| (mention.quote.as_str(), mention.line))
                .collect()
        };
        parts
            .filter(move |part| match &part.to {
                End::Thing(whole) => self.is_beside(part.from, &quotes(whole)),
                End::Words(_) => false,
            })
            .map(|part| part.from)
    }

    /// The claims about what the gold file has the same speaker state a figure of, with words that
    /// stand in the section of such a figure.
    fn sayings_of_figures(&self) -> Vec<usize> {
        let mut claims = Vec::new();
        for said in beside(self.gold) {
            if said.predicate != "(figure)" {
                continue;
            }
            let figures = self.gold.figures.iter().filter(|figure| {
                let speaker = figure.asserted_by.as_deref();
                let speaker = speaker.and_then(|id| self.gold.index(id));
                let about = self.gold.index(&figure.subject).map(Object::Thing);
                speaker == Some(said.subject) && about == Some(said.object)
            });
            let quotes: Vec<(&str, usize)> = figures
                .map(|figure| (figure.quote.as_str(), figure.line))
                .collect();
            let nodes = self.answers(&said).filter_map(|given| given.node);
            claims.extend(nodes.filter(|node| self.is_beside(*node, &quotes)));
        }
        claims
    }

    /// Whether all words of a thing stand in the section of one of the quotes.
    fn is_beside(&self, thing: usize, quotes: &[(&str, usize)]) -> bool {
        let words = &self.answer.things[thing].places;
        let quotes = quotes.iter();
        let mut places = quotes.flat_map(|(quote, line)| self.answer.ink.find(quote, *line));
        places.any(|place| {
            let section = self.answer.section(&place);
            !words.is_empty() && words.iter().all(|words| contains(&section, words))
        })
    }

    /// Whether a row of the table is about what a gold file says.
    fn is_of(&self, row: &Row, said: &Said) -> bool {
        let kind = |thing: usize| self.gold.entities[thing].r#type.as_str();
        let allowed = |types: &str, thing: usize| {
            types.is_empty() || types.split('|').any(|name| name == kind(thing))
        };
        row.predicate == said.predicate
            && (row.relation.is_empty() || row.relation == said.relation)
            && allowed(&row.subject, said.subject)
            && match said.object {
                Object::Thing(object) => allowed(&row.object, object),
                Object::Words(_) => row.object.is_empty(),
            }
    }

    /// Whether a given relation is of the kind that a row names, whatever its ends.
    fn is_by(row: &Row, given: &Relation) -> bool {
        let codes = &row.codes;
        row.link.trim_start_matches('^') == given.link
            && (codes.is_empty()
                || codes
                    .split('|')
                    .any(|code| given.codes.iter().any(|c| c == code)))
    }

    /// Whether the ends of a given relation are those of what a gold file says.
    fn has_ends(&self, row: &Row, said: &Said, given: &Relation) -> bool {
        if row.link.starts_with('^') {
            matches!(given.to, End::Thing(to) if self.is.get(&to) == Some(&said.subject))
                && self.is_object(said, &End::Thing(given.from), given)
        } else {
            self.is.get(&given.from) == Some(&said.subject)
                && self.is_object(said, &given.to, given)
        }
    }

    fn is_object(&self, said: &Said, end: &End, given: &Relation) -> bool {
        match (said.object, end) {
            (Object::Thing(object), End::Thing(thing)) => self.is.get(thing) == Some(&object),
            (Object::Thing(object), End::Words(words)) => {
                let words = fold(words);
                let mut names = self.gold.entities[object].names();
                names.any(|name| fold(name) == words)
            }
            (Object::Words(words), End::Thing(thing)) => {
                let words = fold(words);
                let mut names = self.answer.things[*thing].names.iter();
                names.any(|name| fold(name) == words)
            }
            (Object::Words(wanted), End::Words(words)) => {
                let link = given.link.as_str();
                if DATES.contains(&link) {
                    is_date(wanted, words, said.rough)
                } else if TITLES.contains(&link) {
                    self.is_title(said, wanted, words, given)
                } else {
                    fold(words).contains(&fold(wanted))
                }
            }
        }
    }

    /// Whether a title is the wanted one, in the wanted body.
    fn is_title(&self, said: &Said, wanted: &str, words: &str, given: &Relation) -> bool {
        let in_body = said.body.is_none_or(|body| {
            let mut beside = given.beside.iter();
            beside.any(|thing| self.is.get(thing) == Some(&body))
        });
        in_body && title(self.gold, wanted, said.body) == title(self.gold, words, said.body)
    }

    /// The given relations that answer what a gold file says.
    fn answers(&self, said: &Said) -> impl Iterator<Item = &Relation> {
        let rows = self.rows.iter().filter(|row| self.is_of(row, said));
        rows.flat_map(|row| {
            let given = self.given.get(row.link.trim_start_matches('^'));
            let given = given.into_iter().flatten().copied();
            given.filter(|given| Self::is_by(row, given) && self.has_ends(row, said, given))
        })
    }

    /// Where parts and places lead in the graph, by chain.
    fn given_chains(&self) -> BTreeMap<String, Steps> {
        let mut steps: BTreeMap<String, Steps> = BTreeMap::new();
        for (link, (chain, turned)) in chains() {
            for relation in self.given.get(link.as_str()).into_iter().flatten() {
                if let End::Thing(to) = relation.to {
                    let (from, to) = if turned {
                        (to, relation.from)
                    } else {
                        (relation.from, to)
                    };
                    let steps = steps.entry(chain.clone()).or_default();
                    steps.entry(from).or_default().insert(to);
                }
            }
        }
        steps
    }

    /// Whether what a gold file says follows from several given relations: a part of a part, a
    /// place in a place.
    fn follows(&self, said: &Said, chains: &BTreeMap<String, Steps>) -> bool {
        let chain = CHAINS.iter().find(|(name, _)| *name == said.predicate);
        let steps = chain.and_then(|(_, chain)| chains.get(*chain));
        let (Some(steps), Object::Thing(object)) = (steps, said.object) else {
            return false;
        };
        let thing = |gold: usize| {
            let mut pairs = self.is.iter();
            pairs.find(|(_, of)| **of == gold).map(|(&given, _)| given)
        };
        match (thing(said.subject), thing(object)) {
            (Some(from), Some(to)) => leads(steps, from, to),
            _ => false,
        }
    }

    /// Judges what was given.
    fn judge(&self, measure: &mut Measure) {
        let relations = self.gold.relations.iter();
        let mut said: Vec<Said> = relations
            .filter_map(|relation| Said::of(relation, self.gold))
            .collect();
        said.extend(beside(self.gold));
        let mut steps: BTreeMap<&str, Steps> = BTreeMap::new();
        for said in &said {
            for (_, chain) in CHAINS.iter().filter(|(name, _)| *name == said.predicate) {
                if let Object::Thing(object) = said.object {
                    let steps = steps.entry(chain).or_default();
                    steps.entry(said.subject).or_default().insert(object);
                }
            }
        }
        let chains = chains();
        let (mut given, mut right) = (0, 0);
        let mut known = BTreeSet::new();
        for relation in &self.answer.relations {
            let to = match &relation.to {
                End::Thing(to) => self.is.get(to).copied(),
                End::Words(_) => None,
            };
            let counts = |of: usize| !self.gold.entities[of].is_optional();
            let is_paired = self
                .is
                .get(&relation.from)
                .is_some_and(|&from| counts(from))
                && (to.is_some_and(counts) || matches!(relation.to, End::Words(_)));
            if relation.judged == Judged::Never || !is_paired {
                continue;
            }
            let by = |said: &&Said, row: &Row| self.is_of(row, said) && Self::is_by(row, relation);
            let is_said = said.iter().any(|said| {
                let mut rows = self.rows.iter();
                rows.any(|row| by(&said, row) && self.has_ends(row, said, relation))
            });
            let follows = || {
                let (chain, turned) = chains.get(&relation.link)?;
                let (from, to) = (*self.is.get(&relation.from)?, to?);
                let (from, to) = if *turned { (to, from) } else { (from, to) };
                Some(leads(steps.get(chain.as_str())?, from, to))
            };
            let is_right = is_said || follows().unwrap_or_default();
            // Whether the gold file says something else in this place.
            let is_rivalled = || {
                said.iter().any(|said| {
                    let mut rows = self.rows.iter();
                    rows.any(|row| by(&said, row) && self.has_place(row, said, relation))
                })
            };
            if !is_right && relation.judged == Judged::IfSaid && !is_rivalled() {
                continue;
            }
            if !known.insert((&relation.link, relation.from, &relation.to, &relation.codes)) {
                continue;
            }
            given += 1;
            if is_right {
                right += 1;
            } else {
                measure.spurious.push(self.spurious(relation));
            }
        }
        measure.given = Some(given);
        measure.right = Some(right);
    }

    /// Whether what a gold file says is about the thing that a given relation is about.
    fn has_place(&self, row: &Row, said: &Said, given: &Relation) -> bool {
        let thing = self.is.get(&given.from).copied();
        let own = match (row.link.starts_with('^'), said.object) {
            (false, _) => Some(said.subject),
            (true, Object::Thing(object)) => Some(object),
            (true, Object::Words(_)) => None,
        };
        let in_body = said.body.is_none_or(|body| {
            let mut beside = given.beside.iter();
            !TITLES.contains(&given.link.as_str())
                || beside.any(|thing| self.is.get(thing) == Some(&body))
        });
        own.is_some() && own == thing && in_body
    }

    fn missed(&self, relation: &GoldRelation, said: &Said) -> Difference {
        let label = |thing: usize| self.gold.entities[thing].label();
        let object = match said.object {
            Object::Thing(object) => label(object),
            Object::Words(words) => words,
        };
        let id = relation.object.as_str().unwrap_or_default();
        let expected = match said.relation {
            "" => relation.predicate.clone(),
            relation_name => format!("{} ({relation_name})", relation.predicate),
        };
        Difference {
            line: Some(relation.line),
            id: format!("{} → {id}", relation.subject),
            name: format!("{} → {object}", label(said.subject)),
            expected: Some(expected),
            ..Difference::default()
        }
    }

    fn spurious(&self, relation: &Relation) -> Difference {
        let things = &self.answer.things;
        let from = &things[relation.from];
        let (id, name) = match &relation.to {
            End::Thing(to) => (&things[*to].label, things[*to].name()),
            End::Words(words) => (words, words.as_str()),
        };
        let lines = from.places.iter().map(|place| self.answer.ink.line(place));
        let mut found = relation.link.clone();
        if !relation.codes.is_empty() {
            found = format!("{found} ({})", relation.codes.join(", "));
        }
        Difference {
            line: lines.min(),
            id: format!("{} → {id}", from.label),
            name: format!("{} → {name}", from.name()),
            found: Some(found),
            ..Difference::default()
        }
    }
}

/// Where each thing leads in one step.
type Steps = BTreeMap<usize, BTreeSet<usize>>;

/// Whether steps lead from one thing to another.
fn leads(steps: &Steps, from: usize, to: usize) -> bool {
    let (mut seen, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(at) = open.pop() {
        for &next in steps.get(&at).into_iter().flatten() {
            if next == to {
                return true;
            }
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}

/// Whether a given date is the wanted one, at its precision. A start without an end says no more
/// than an interval with an open end; a date that the gold file calls rough needs its year only.
fn is_date(wanted: &str, given: &str, rough: bool) -> bool {
    let day = |text: &str| text.split('T').next().unwrap_or_default().to_owned();
    let given: Vec<String> = given.split('/').map(day).collect();
    let wanted: Vec<&str> = wanted.split('/').filter(|end| *end != "..").collect();
    given == wanted || (rough && given.iter().all(|date| wanted[0].starts_with(date)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::ontology;
    use crate::graph::vocab::{rdf, schema, skos, xsd};
    use oxigraph::model::TermRef;

    /// What a person found in the report of this repository.
    const GOLD: &str = include_str!("../../tests/gold/ogp-summit-2016.json");

    fn rows() -> Vec<Row> {
        let mut reader = csv::Reader::from_reader(ANSWERS.as_bytes());
        reader.deserialize().map(Result::unwrap).collect()
    }

    /// The names of the links that a graph may have.
    fn links() -> BTreeSet<String> {
        let mut reader = csv::Reader::from_reader(include_str!("link.csv").as_bytes());
        let names = reader.records().map(|row| row.unwrap()[0].to_owned());
        names.collect()
    }

    #[test]
    fn every_link_that_may_answer_is_one_that_is_read() {
        let links = links();
        for row in rows() {
            let link = row.link.trim_start_matches('^').trim_start_matches("not:");
            assert!(links.contains(link), "{row:?}");
        }
    }

    /// Those between two things would count without being documented.
    #[test]
    fn every_property_of_our_own_that_leads_to_a_thing_is_listed() {
        let links = links();
        let graph = ontology::graph("govrep.ttl");
        // These lead to nodes of relations, which are no things.
        let plumbing = ["conflictingAssertion", "preferredAssertion", "step"];
        let mut listed = 0;
        let properties = graph.subjects_for_predicate_object(rdf::TYPE, rdf::PROPERTY);
        for property in properties {
            let mut ranges = graph.objects_for_subject_predicate(property, schema::RANGE_INCLUDES);
            let is_value = |range: TermRef| {
                let range = range.to_string();
                range.contains(xsd::NAMESPACE) || range.contains(rdf::NAMESPACE)
            };
            let to_thing = ranges.any(|range| range != skos::CONCEPT.into() && !is_value(range));
            let name = property.to_string();
            let name = name.trim_end_matches('>').rsplit('#').next().unwrap();
            // The ratings of tables have nodes of their own.
            if to_thing && !plumbing.contains(&name) && name != "assesses" {
                assert!(links.contains(&format!("govrep:{name}")), "{name}");
                listed += 1;
            }
        }
        assert!(listed > 12);
    }

    #[test]
    fn every_relation_of_the_gold_file_can_be_answered() {
        let gold = Gold::parse("gold.json", GOLD).unwrap();
        let answer = Answer::nothing("");
        let compared = Compared {
            gold: &gold,
            answer: &answer,
            rows: rows(),
            is: BTreeMap::new(),
            given: BTreeMap::new(),
        };
        for relation in &gold.relations {
            let said = Said::of(relation, &gold).unwrap();
            let mut rows = compared.rows.iter();
            assert!(rows.any(|row| compared.is_of(row, &said)), "{relation:?}");
        }
    }

    #[test]
    fn dates_are_compared_at_their_precision() {
        for (wanted, given, right) in [
            ("2016-12-07", "2016-12-07", true),
            ("2016-12-07", "2016-12-07T09:00:00", true),
            ("2016-12-07", "2016-12", false),
            ("2016-12", "2016-12-07", false),
            ("2016-12-07/2016-12-09", "2016-12-07/2016-12-09", true),
            ("2016-12-07/2016-12-09", "2016-12-07", false),
            ("2013/..", "2013", true),
            ("2013/..", "2013/2016", false),
        ] {
            assert_eq!(is_date(wanted, given, false), right, "{wanted} {given}");
        }
        assert!(is_date("2017-01/2017-03", "2017", true));
        assert!(!is_date("2017-01/2017-03", "2018", true));
    }
}
