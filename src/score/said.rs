//! What a gold file says of its things, in its relations and beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::gold::{Gold, Relation};
use super::kind::Kind;

/// Something that a gold file says of a thing.
#[derive(Clone, Debug)]
pub struct Said<'g> {
    /// The predicate; in brackets that of what stands in a qualifier, or follows from two relations.
    pub predicate: &'g str,
    /// What `other` and some predicates mean more exactly.
    pub relation: &'g str,
    /// The index of the thing.
    pub subject: usize,
    /// What is said of it.
    pub object: Object<'g>,
    /// The body of a title.
    pub body: Option<usize>,
    /// Whether the date is given less exactly than its value.
    pub rough: bool,
}

/// What a relation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object<'g> {
    /// The index of a thing.
    Thing(usize),
    /// A date, a title or other words.
    Words(&'g str),
}

impl<'g> Said<'g> {
    fn new(predicate: &'g str, subject: usize, object: Object<'g>) -> Self {
        Self {
            predicate,
            relation: "",
            subject,
            object,
            body: None,
            rough: false,
        }
    }

    /// What a relation says; nothing if its subject is no thing.
    pub fn of(relation: &'g Relation, gold: &Gold) -> Option<Self> {
        let object = relation.object.as_str()?;
        let object = match relation.object_kind.as_str() {
            "id" => Object::Thing(gold.index(object)?),
            _ => Object::Words(object),
        };
        let qualifiers = &relation.qualifiers;
        let subject = gold.index(&relation.subject)?;
        Some(Self {
            relation: qualifiers.word("relation").unwrap_or_default(),
            body: qualifiers.org.as_deref().and_then(|id| gold.index(id)),
            rough: qualifiers.word("precision").is_some(),
            ..Self::new(&relation.predicate, subject, object)
        })
    }
}

/// What qualifiers, figures and dates say, and what follows from two relations: it makes a given
/// relation right, but nobody has to give it.
pub fn beside(gold: &Gold) -> Vec<Said<'_>> {
    let mut said = Vec::new();
    for relation in &gold.relations {
        of_qualifiers(relation, gold, &mut said);
    }
    for figure in &gold.figures {
        let speaker = figure.asserted_by.as_deref();
        if let (Some(speaker), Some(about)) = (
            speaker.and_then(|id| gold.index(id)),
            gold.index(&figure.subject),
        ) {
            said.push(Said::new("(figure)", speaker, Object::Thing(about)));
        }
    }
    for date in &gold.dates {
        if let Some(thing) = date.refers_to.as_deref().and_then(|id| gold.index(id)) {
            let values = [Some(&date.iso), date.correct_iso.as_ref()];
            let values = values.into_iter().flatten();
            said.extend(values.map(|iso| Said::new("(date)", thing, Object::Words(iso))));
        }
    }
    let follows = following(gold, &said);
    said.extend(follows);
    said
}

fn of_qualifiers<'g>(relation: &'g Relation, gold: &'g Gold, said: &mut Vec<Said<'g>>) {
    let Some(subject) = gold.index(&relation.subject) else {
        return;
    };
    let object = match relation.object_kind.as_str() {
        "id" => relation.object.as_str().and_then(|id| gold.index(id)),
        _ => None,
    };
    let qualifiers = &relation.qualifiers;
    let word = |key: &str| {
        let word = qualifiers.word(key)?;
        Some(match gold.index(word) {
            Some(thing) => Object::Thing(thing),
            None => Object::Words(word),
        })
    };
    let thing = |key: &str| match word(key)? {
        Object::Thing(thing) => Some(thing),
        Object::Words(_) => None,
    };
    let mut add = |predicate, from: Option<usize>, to: Option<Object<'g>>| {
        said.extend(
            from.zip(to)
                .map(|(from, to)| Said::new(predicate, from, to)),
        );
    };
    add("(addressee)", object, word("addressee"));
    add("(recipient)", Some(subject), word("addressee"));
    add("(recipient)", Some(subject), word("recipient"));
    add("(addressee)", object, word("beneficiary"));
    add("(asserted_by)", object, word("asserted_by"));
    add("(actor)", thing("actor"), object.map(Object::Thing));
    add("(about)", Some(subject), word("about"));
    add("(medium)", object, word("medium"));
    add("(venue)", Some(subject), word("venue"));
    add("(venue)", object, word("venue"));
    let body = qualifiers.org.as_deref().and_then(|id| gold.index(id));
    add("(org)", Some(subject), body.map(Object::Thing));
    let date = qualifiers.word("date").map(Object::Words);
    add("(date)", Some(subject), date);
    add("(date)", object, date);
    for thing in qualifiers.words("applies_to") {
        let thing = gold.index(thing);
        add("(applies-to)", thing, Some(Object::Thing(subject)));
    }
    let speaks = matches!(
        relation.predicate.as_str(),
        "callsFor" | "proposes" | "commitsTo"
    ) || qualifiers.word("relation") == Some("states");
    if speaks && gold.entities[subject].kind() == Kind::Person {
        add("(asserted_by)", object, Some(Object::Thing(subject)));
    }
    if let (Some(role), Some(_)) = (qualifiers.word("role"), body) {
        said.push(Said {
            body,
            ..Said::new("(role)", subject, Object::Words(role))
        });
    }
}

/// What follows from two relations of the gold file; tests/gold/README.md lists it.
fn following<'g>(gold: &'g Gold, said: &[Said<'g>]) -> Vec<Said<'g>> {
    let all: Vec<Link> = gold
        .relations
        .iter()
        .filter_map(|r| Link::of(r, gold))
        .collect();
    let kind = |index: usize| gold.entities[index].kind();
    let mut follows = Vec::new();
    let mut add = |predicate, from, to| {
        follows.push(Said::new(predicate, from, Object::Thing(to)));
    };
    let makers = makers(gold, &all);
    for (statement, makers) in &makers {
        for &maker in makers {
            add("(actor)", maker, *statement);
            if kind(maker) == Kind::Person {
                add("(asserted_by)", *statement, maker);
            }
        }
    }
    let speeches = all.iter().filter(|link| {
        matches!(link.predicate, "speaksAt" | "presents" | "panelistAt")
            && kind(link.to) == Kind::Session
    });
    for speech in speeches {
        for link in &all {
            let part = match link.predicate {
                "partOf" if link.to == speech.to => link.from,
                "discusses" if link.from == speech.to => link.to,
                _ => continue,
            };
            if kind(part) == Kind::Statement {
                add("(said-at)", part, speech.to);
                add("(asserted_by)", part, speech.from);
            }
        }
        let by = |said: &&Said| {
            said.predicate == "(asserted_by)" && said.object == Object::Thing(speech.from)
        };
        for said in said.iter().filter(by) {
            if kind(said.subject) == Kind::Statement {
                add("(said-at)", said.subject, speech.to);
            }
        }
        for (statement, makers) in &makers {
            if makers.contains(&speech.from) {
                add("(said-at)", *statement, speech.to);
            }
        }
    }
    let visits = |link: &&Link| {
        matches!(link.predicate, "participatesIn" | "hosts") && kind(link.to) == Kind::Visit
    };
    for visit in all.iter().filter(visits) {
        for link in &all {
            match link.predicate {
                // Who meets a participant on the date of the visit.
                "meetsWith" if link.from == visit.from && link.is_of_date_of(visit) => {
                    add("(met-at)", link.to, visit.to);
                }
                "visits" if link.to == visit.from => add("(met-at)", link.from, visit.to),
                _ => {}
            }
        }
    }
    follows
}

/// A relation between two things.
struct Link<'g> {
    predicate: &'g str,
    from: usize,
    to: usize,
    date: Option<&'g str>,
}

impl<'g> Link<'g> {
    fn of(relation: &'g Relation, gold: &Gold) -> Option<Self> {
        Some(Self {
            predicate: &relation.predicate,
            from: gold.index(&relation.subject)?,
            to: gold.index(relation.object.as_str()?)?,
            date: relation.qualifiers.word("date"),
        })
    }

    fn is_of_date_of(&self, other: &Self) -> bool {
        self.date.is_some() && self.date == other.date
    }
}

/// Who makes each statement: of what a document proposes or a programme aims at its publisher or
/// leader; of a part of a statement or document its maker, where the gold file says no other.
fn makers(gold: &Gold, all: &[Link]) -> BTreeMap<usize, BTreeSet<usize>> {
    let kind = |index: usize| gold.entities[index].kind();
    let to = |thing: usize, predicates: &'static [&str]| {
        let links = all.iter().filter(move |link| link.to == thing);
        links
            .filter(|link| predicates.contains(&link.predicate))
            .map(|link| link.from)
    };
    let agents = |thing: usize| {
        let own = !matches!(kind(thing), Kind::Document | Kind::Programme);
        let others = to(thing, &["publishes", "leads", "runs"]).filter(|_| !own);
        others.chain(own.then_some(thing)).collect::<Vec<_>>()
    };
    let mut makers = BTreeMap::new();
    for (statement, _) in gold.entities.iter().enumerate() {
        if kind(statement) != Kind::Statement {
            continue;
        }
        let (mut seen, mut at) = (BTreeSet::new(), vec![statement]);
        let mut found = BTreeSet::new();
        while let Some(part) = at.pop().filter(|_| found.is_empty()) {
            if !seen.insert(part) {
                continue;
            }
            if kind(part) == Kind::Document {
                found.extend(agents(part));
                continue;
            }
            found.extend(to(part, MAKING).flat_map(agents));
            if kind(part) == Kind::Statement {
                let wholes = all
                    .iter()
                    .filter(|l| l.predicate == "partOf" && l.from == part);
                at.extend(
                    wholes
                        .map(|link| link.to)
                        .filter(|&whole| kind(whole) != Kind::Session),
                );
            }
        }
        makers.insert(statement, found);
    }
    makers
}

/// Predicates whose subject makes the statement that is their object.
const MAKING: &[&str] = &[
    "adopts",
    "callsFor",
    "commitsTo",
    "proposes",
    "recommends",
    "supports",
];
