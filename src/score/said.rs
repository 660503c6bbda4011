//! What a gold file says of its things, in its relations and beside them.

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

/// Who said what stands in a speech; where that was said which somebody says who speaks there; and
/// that who publishes a document proposes what it proposes.
fn following<'g>(gold: &'g Gold, said: &[Said<'g>]) -> Vec<Said<'g>> {
    let ends = |relation: &Relation| {
        Some((
            gold.index(&relation.subject)?,
            gold.index(relation.object.as_str()?)?,
        ))
    };
    let kind = |index: usize| gold.entities[index].kind();
    // (speaker, session), (statement, session), (publisher, document), (document, statement)
    let (mut speakers, mut parts) = (Vec::new(), Vec::new());
    let (mut publishers, mut proposals) = (Vec::new(), Vec::new());
    for relation in &gold.relations {
        let Some((subject, object)) = ends(relation) else {
            continue;
        };
        match relation.predicate.as_str() {
            "speaksAt" | "presents" if kind(object) == Kind::Session => {
                speakers.push((subject, object));
            }
            "partOf" if (kind(subject), kind(object)) == (Kind::Statement, Kind::Session) => {
                parts.push((subject, object));
            }
            "discusses" if (kind(subject), kind(object)) == (Kind::Session, Kind::Statement) => {
                parts.push((object, subject));
            }
            "publishes" if kind(object) == Kind::Document => publishers.push((subject, object)),
            "recommends" | "proposes" if kind(subject) == Kind::Document => {
                proposals.push((subject, object));
            }
            _ => {}
        }
    }
    let mut follows = Vec::new();
    for &(statement, session) in &parts {
        follows.push(Said::new("(said-at)", statement, Object::Thing(session)));
        for (speaker, _) in speakers.iter().filter(|(_, at)| *at == session) {
            follows.push(Said::new(
                "(asserted_by)",
                statement,
                Object::Thing(*speaker),
            ));
        }
    }
    for (document, statement) in proposals {
        for (publisher, _) in publishers.iter().filter(|(_, of)| *of == document) {
            follows.push(Said::new("(actor)", *publisher, Object::Thing(statement)));
        }
    }
    for said in said.iter().filter(|said| said.predicate == "(asserted_by)") {
        for (speaker, session) in &speakers {
            if said.object == Object::Thing(*speaker) && kind(said.subject) == Kind::Statement {
                follows.push(Said::new(
                    "(said-at)",
                    said.subject,
                    Object::Thing(*session),
                ));
            }
        }
    }
    follows
}
