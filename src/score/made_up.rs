//! The measure held to a tiny gold file. The report, its people and its bodies are made up.

use super::answer::{Answer, Membership, Number, Part, Role, Thing, Undertaking};
use super::ink::Place;
use super::kind::Kind;
use super::link::{End, Judged, Relation};
use super::*;

const REPORT: &str = "\
甲會（Alpha）王大明主任出席乙國開放會議。
王主任及乙國甲會秘書李小華於 105 年 3 月
4 日參加開放會議，乙國市政府超過 70 人到場。
建議持續參加開放會議。
";

const GOLD: &str = r#"{
    "entities": [
        {"id": "wang", "type": "person", "name_zh": "王大明", "mentions": [
            {"quote": "王大明主任", "line": 1}, {"quote": "王主任", "line": 2}]},
        {"id": "li", "type": "person", "name_zh": "李小華", "mentions": [
            {"quote": "李小華", "line": 2}]},
        {"id": "alpha", "type": "organization", "name_zh": "甲會", "aliases": ["Alpha"],
         "mentions": [{"quote": "甲會（Alpha）", "line": 1}, {"quote": "甲會", "line": 2}]},
        {"id": "city", "type": "organization", "name_zh": "乙國市政府", "mentions": [
            {"quote": "乙國市政府", "line": 3}]},
        {"id": "beta", "type": "country", "name_zh": "乙國", "mentions": [
            {"quote": "乙國", "line": 1}, {"quote": "乙國", "line": 2},
            {"quote": "乙國", "line": 3, "nested_in": "city"}]},
        {"id": "town", "type": "place", "name_zh": "國市", "mentions": [
            {"quote": "國市", "line": 3, "nested_in": "city"}]},
        {"id": "meeting", "type": "event", "name_zh": "開放會議", "mentions": [
            {"quote": "開放會議", "line": 1}, {"quote": "開放會議", "line": 3}]},
        {"id": "advice", "type": "commitment", "name_zh": "持續參加", "mentions": [
            {"quote": "持續參加開放會議", "line": 4, "statement": true}]}
    ],
    "relations": [
        {"subject": "wang", "predicate": "holdsRole", "object": "時任甲會主任",
         "object_kind": "literal", "qualifiers": {"org": "alpha"}, "line": 1},
        {"subject": "li", "predicate": "worksFor", "object": "alpha", "object_kind": "id",
         "qualifiers": {}, "line": 2},
        {"subject": "li", "predicate": "memberOf", "object": "beta", "object_kind": "id",
         "qualifiers": {"inferred": true}, "line": 2},
        {"subject": "wang", "predicate": "speaksAt", "object": "meeting", "object_kind": "id",
         "qualifiers": {}, "line": 1},
        {"subject": "li", "predicate": "participatesIn", "object": "meeting",
         "object_kind": "id", "qualifiers": {}, "line": 2},
        {"subject": "city", "predicate": "recommends", "object": "advice", "object_kind": "id",
         "qualifiers": {"inferred_subject": true}, "line": 4}
    ],
    "figures": [
        {"subject": "meeting", "value": 70, "unit": "persons", "qualifier": "more than",
         "quote": "超過 70 人", "line": 3}
    ],
    "dates": [
        {"quote": "105 年 3 月 4 日", "line": 2, "iso": "2016-03-04", "kind": "date"}
    ]
}"#;

/// The place of a quote, the first of its line.
fn at(quote: &str, line: usize) -> Place {
    let ink = ink::Ink::new(REPORT);
    ink.find(quote, line)
        .first()
        .expect("a quote of the report")
        .clone()
}

fn thing(kind: Kind, name: &str, places: &[(&str, usize)]) -> Thing {
    Thing {
        kind,
        label: format!("{}/{name}", kind.name()),
        names: vec![name.to_owned()],
        places: places
            .iter()
            .map(|&(quote, line)| at(quote, line))
            .collect(),
        implied: false,
        report: false,
    }
}

/// Everything in the gold file but what is optional, read rightly.
fn perfect() -> Answer {
    let mut answer = Answer::nothing(REPORT);
    answer.things = vec![
        thing(Kind::Person, "王大明", &[("王大明主任", 1), ("王主任", 2)]),
        thing(Kind::Person, "李小華", &[("李小華", 2)]),
        thing(
            Kind::Organisation,
            "甲會",
            &[("甲會（Alpha）", 1), ("甲會", 2)],
        ),
        thing(Kind::Organisation, "乙國市政府", &[("乙國市政府", 3)]),
        thing(Kind::Place, "乙國", &[("乙國", 1), ("乙國", 2)]),
        thing(Kind::Event, "開放會議", &[("開放會議", 1), ("開放會議", 3)]),
        thing(Kind::Statement, "建議", &[("持續參加開放會議", 4)]),
    ];
    for thing in &answer.things {
        let places = thing.places.iter().cloned();
        answer
            .mentions
            .extend(places.map(|place| (thing.kind, place)));
    }
    answer.dates = vec![(at("105 年 3 月 4 日", 2), "2016-03-04".to_owned())];
    answer.numbers = vec![number("more-than")];
    let place = at("王大明主任", 1);
    answer.memberships = [(0, 2), (1, 2)]
        .map(|(member, body)| Membership {
            member,
            body,
            place: place.clone(),
        })
        .into();
    answer.roles = vec![role(Some(2), "主任")];
    answer.parts = [(0, "speaker"), (1, "attendee")]
        .map(|(agent, role)| Part {
            agent,
            occasion: 5,
            role: role.to_owned(),
            place: place.clone(),
            implied: false,
        })
        .into();
    answer.undertakings = vec![Undertaking {
        class: "recommendation",
        places: vec![at("持續參加開放會議", 4)],
    }];
    answer.figures = vec![answer::Figure {
        about: 5,
        number: number("more-than"),
    }];
    answer.relations = vec![
        link("membership", 0, End::Thing(2)),
        Relation {
            beside: vec![0, 2],
            ..link("membership-title", 0, End::Words("主任".to_owned()))
        },
        link("membership", 1, End::Thing(2)),
        coded("participation", 0, End::Thing(5), "speaker"),
        coded("participation", 1, End::Thing(5), "attendee"),
        link("govrep:maker", 6, End::Thing(3)),
    ];
    answer
}

fn link(link: &str, from: usize, to: End) -> Relation {
    Relation {
        link: link.to_owned(),
        from,
        to,
        codes: Vec::new(),
        beside: Vec::new(),
        node: None,
        judged: Judged::Always,
    }
}

fn coded(name: &str, from: usize, to: End, code: &str) -> Relation {
    Relation {
        codes: vec![code.to_owned()],
        ..link(name, from, to)
    }
}

/// Leaves nothing said of things, so that their indices may change.
fn forget(answer: &mut Answer) {
    answer.memberships.clear();
    answer.roles.clear();
    answer.parts.clear();
    answer.figures.clear();
    answer.relations.clear();
}

fn number(bound: &str) -> Number {
    Number {
        place: at("超過 70 人", 3),
        value: "70".to_owned(),
        bound: bound.to_owned(),
    }
}

fn role(body: Option<usize>, title: &str) -> Role {
    Role {
        person: 0,
        body,
        title: title.to_owned(),
        place: at("王大明主任", 1),
    }
}

fn scored(answer: &Answer) -> Score {
    Score::of_answer(&Gold::parse("gold.json", GOLD).unwrap(), answer).unwrap()
}

/// Gold, given and hits of a measure.
fn counts(score: &Score, level: Level, kind: &str) -> (usize, usize, usize) {
    let measure = score.measure(level, kind).expect("a measure");
    let missing = measure.gold - measure.hits;
    assert_eq!(
        measure.missed.len() + measure.mistaken.len(),
        missing,
        "{kind}"
    );
    let given = measure.given.expect("a kind of its own");
    assert_eq!(measure.spurious.len(), given - measure.hits, "{kind}");
    (measure.gold, given, measure.hits)
}

#[test]
fn a_perfect_answer_has_every_measure_full() {
    let score = scored(&perfect());
    for measure in &score.measures {
        assert_eq!(measure.hits, measure.gold, "{measure:?}");
        assert_eq!(measure.right, measure.given, "{measure:?}");
        // One membership may say several things.
        if measure.level != Level::Relation {
            assert!(
                measure.given.is_none_or(|given| given == measure.gold),
                "{measure:?}"
            );
        }
    }
    assert_eq!(counts(&score, Level::Entity, "person"), (2, 2, 2));
    assert_eq!(
        counts(&score, Level::Entity, "country-and-place"),
        (1, 1, 1)
    );
    assert_eq!(
        counts(&score, Level::MentionExact, "country-and-place"),
        (2, 2, 2)
    );
    assert_eq!(counts(&score, Level::Value, "date"), (1, 1, 1));
    assert_eq!(counts(&score, Level::Value, "figure"), (1, 1, 1));
    assert_eq!(counts(&score, Level::Fact, "membership"), (2, 2, 2));
    assert_eq!(counts(&score, Level::Fact, "role"), (1, 1, 1));
    assert_eq!(counts(&score, Level::Fact, "participation"), (2, 2, 2));
    assert_eq!(counts(&score, Level::Fact, "undertaking"), (1, 1, 1));
    assert_eq!(counts(&score, Level::Fact, "figure"), (1, 1, 1));
    assert_eq!(score.date_value_accuracy, Some(1.0));
}

#[test]
fn an_empty_answer_has_no_precision_and_no_recall() {
    let score = scored(&Answer::nothing(REPORT));
    let person = score.measure(Level::Entity, "person").unwrap();
    assert_eq!(
        (person.precision(), person.recall(), person.f1()),
        (None, Some(0.0), Some(0.0))
    );
    let visit = score.measure(Level::Entity, "visit").unwrap();
    assert_eq!(
        (visit.precision(), visit.recall(), visit.f1()),
        (None, None, None)
    );
}

#[test]
fn one_thing_given_twice_is_once_spurious_and_its_facts_fall() {
    let mut answer = perfect();
    // A second 甲會, under its English name, takes a mention and a membership along.
    let moved = answer.things[2].places.remove(0);
    let second = Thing {
        places: vec![moved],
        ..thing(Kind::Organisation, "Alpha", &[])
    };
    answer.things.push(second);
    answer.memberships[1].body = 6;
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::Entity, "organisation"), (2, 3, 2));
    let spurious = &score
        .measure(Level::Entity, "organisation")
        .unwrap()
        .spurious;
    assert_eq!(spurious[0].duplicate_of.as_deref(), Some("alpha"));
    let f1 = score.measure(Level::Entity, "organisation").unwrap().f1();
    assert_eq!(f1, Some(0.8));
    assert_eq!(counts(&score, Level::Fact, "membership"), (2, 2, 1));
}

#[test]
fn two_things_given_as_one_are_one_hit() {
    let mut answer = perfect();
    let merged = answer.things.remove(1);
    answer.things[0].names.extend(merged.names);
    answer.things[0].places.extend(merged.places);
    forget(&mut answer);
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::Entity, "person"), (2, 1, 1));
    let missed = &score.measure(Level::Entity, "person").unwrap().missed;
    assert_eq!(missed[0].id, "li");
}

#[test]
fn a_thing_of_the_wrong_kind_is_a_miss_and_spurious() {
    let mut answer = perfect();
    answer.things[3].kind = Kind::Place;
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::Entity, "organisation"), (2, 1, 1));
    assert_eq!(
        counts(&score, Level::Entity, "country-and-place"),
        (1, 2, 1)
    );
    let mistaken = &score
        .measure(Level::Entity, "organisation")
        .unwrap()
        .mistaken;
    assert_eq!(mistaken[0].found.as_deref(), Some("country-and-place"));
    let spurious = &score
        .measure(Level::Entity, "country-and-place")
        .unwrap()
        .spurious;
    assert_eq!(spurious[0].expected.as_deref(), Some("organization"));
}

#[test]
fn a_statement_taken_for_a_thing_is_spurious() {
    let mut answer = perfect();
    answer.things[6] = thing(Kind::Programme, "持續參加", &[]);
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::Entity, "programme"), (0, 1, 0));
    let spurious = &score.measure(Level::Entity, "programme").unwrap().spurious;
    assert_eq!(spurious[0].expected.as_deref(), Some("commitment"));
}

#[test]
fn what_stands_only_inside_other_names_neither_helps_nor_hurts() {
    let mut answer = perfect();
    answer
        .things
        .push(thing(Kind::Place, "國市", &[("國市", 3)]));
    answer.mentions.push((Kind::Place, at("國市", 3)));
    let nested = at("乙國", 3);
    answer.things[4].places.push(nested.clone());
    answer.mentions.push((Kind::Place, nested));
    let score = scored(&answer);
    assert_eq!(
        counts(&score, Level::Entity, "country-and-place"),
        (1, 1, 1)
    );
    assert_eq!(
        counts(&score, Level::MentionExact, "country-and-place"),
        (2, 2, 2)
    );
    assert_eq!(score.measure(Level::Entity, "place").unwrap().gold, 0);
}

#[test]
fn a_name_that_two_things_have_needs_a_place() {
    let gold = r#"{"entities": [
        {"id": "first", "type": "event", "name_zh": "第一屆", "aliases": ["開放會議"],
         "mentions": [{"quote": "開放會議", "line": 1}]},
        {"id": "second", "type": "event", "name_zh": "第二屆", "aliases": ["開放會議"],
         "mentions": [{"quote": "開放會議", "line": 3}]}]}"#;
    let gold = Gold::parse("gold.json", gold).unwrap();
    let hits = |things: Vec<Thing>| {
        let mut answer = Answer::nothing(REPORT);
        answer.things = things;
        let score = Score::of_answer(&gold, &answer).unwrap();
        score.measure(Level::Entity, "event").unwrap().hits
    };
    assert_eq!(hits(vec![thing(Kind::Event, "開放會議", &[])]), 0);
    assert_eq!(
        hits(vec![thing(Kind::Event, "開放會議", &[("開放會議，", 3)])]),
        1
    );
    let elsewhere = thing(Kind::Event, "開放會議", &[("開放會議", 4)]);
    assert_eq!(hits(vec![elsewhere]), 0);
}

#[test]
fn a_mention_that_is_too_long_overlaps_only() {
    let mut answer = perfect();
    answer.mentions.retain(|(kind, _)| *kind != Kind::Person);
    answer.mentions.push((Kind::Person, at("秘書李小華", 2)));
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::MentionExact, "person"), (3, 1, 0));
    assert_eq!(counts(&score, Level::MentionOverlap, "person"), (3, 1, 1));
}

#[test]
fn a_wrong_value_is_a_date_found_but_no_hit() {
    let mut answer = perfect();
    answer.dates[0].1 = "2105-03-04".to_owned();
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::MentionOverlap, "date"), (1, 1, 1));
    assert_eq!(counts(&score, Level::Value, "date"), (1, 1, 0));
    assert_eq!(score.date_value_accuracy, Some(0.0));
}

#[test]
fn a_lost_bound_is_a_mistake() {
    let mut answer = perfect();
    answer.numbers = vec![number("exactly")];
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::Value, "figure"), (1, 1, 0));
    let mistaken = &score.measure(Level::Value, "figure").unwrap().mistaken;
    assert_eq!(mistaken[0].expected.as_deref(), Some("more-than 70"));
    assert_eq!(mistaken[0].found.as_deref(), Some("exactly 70"));
}

#[test]
fn a_role_needs_its_title_and_its_body() {
    for (body, title, hits) in [
        (Some(2), "主任", 1),
        (Some(2), "甲會主任", 1),
        (Some(2), "副主任", 0),
        (Some(3), "主任", 0),
        (None, "主任", 0),
    ] {
        let mut answer = perfect();
        answer.roles = vec![role(body, title)];
        let score = scored(&answer);
        assert_eq!(
            counts(&score, Level::Fact, "role"),
            (1, 1, hits),
            "{body:?} {title}"
        );
    }
}

#[test]
fn a_title_where_the_gold_file_gives_none_is_neither_right_nor_wrong() {
    let mut answer = perfect();
    answer.roles.push(Role {
        person: 1,
        ..role(Some(2), "秘書")
    });
    assert_eq!(counts(&scored(&answer), Level::Fact, "role"), (1, 1, 1));
}

#[test]
fn the_title_of_a_role_at_an_event_may_be_given_alone() {
    let gold = GOLD
        .replace("時任甲會主任", "主席")
        .replace(r#""org": "alpha""#, r#""org": "meeting""#);
    let gold = Gold::parse("gold.json", &gold).unwrap();
    let mut answer = perfect();
    answer.roles = vec![role(None, "主席")];
    let chair = Part {
        role: "co-chair".to_owned(),
        ..answer.parts[0].clone()
    };
    answer.parts.push(chair);
    let score = Score::of_answer(&gold, &answer).unwrap();
    assert_eq!(counts(&score, Level::Fact, "role"), (0, 0, 0));
    assert_eq!(counts(&score, Level::Fact, "participation"), (3, 3, 3));
}

#[test]
fn an_inferred_fact_neither_helps_nor_hurts_and_an_unsaid_one_hurts() {
    let mut answer = perfect();
    let place = at("李小華", 2);
    answer.memberships.push(Membership {
        member: 1,
        body: 4,
        place: place.clone(),
    });
    assert_eq!(
        counts(&scored(&answer), Level::Fact, "membership"),
        (2, 2, 2)
    );
    answer.memberships.push(Membership {
        member: 1,
        body: 3,
        place,
    });
    assert_eq!(
        counts(&scored(&answer), Level::Fact, "membership"),
        (2, 3, 2)
    );
}

#[test]
fn a_speaker_given_as_attendee_is_a_mistake() {
    let mut answer = perfect();
    "attendee".clone_into(&mut answer.parts[0].role);
    let score = scored(&answer);
    assert_eq!(counts(&score, Level::Fact, "participation"), (2, 2, 1));
}

/// Gold, given, hits and right of the relations.
fn relations(answer: &Answer) -> [usize; 4] {
    let score = scored(answer);
    let measure = score.measure(Level::Relation, "relation").unwrap();
    let (given, right) = (measure.given.unwrap(), measure.right.unwrap());
    assert_eq!(measure.missed.len(), measure.gold - measure.hits);
    assert_eq!(measure.spurious.len(), given - right);
    [measure.gold, given, measure.hits, right]
}

#[test]
fn a_relation_that_the_gold_file_does_not_say_is_spurious() {
    let mut answer = perfect();
    assert_eq!(relations(&answer), [4, 6, 4, 6]);
    // 王大明 belongs to 乙國市政府, and 李小華 to 乙國, which the text implies.
    let more = [(0, 3), (1, 4)].map(|(member, body)| link("membership", member, End::Thing(body)));
    answer.relations.extend(more);
    assert_eq!(relations(&answer), [4, 8, 4, 7]);
    // A place of the same name that nothing in the gold file is: the thing is spurious already.
    answer.things.push(thing(Kind::Place, "丙國", &[]));
    let other = link("membership", 1, End::Thing(7));
    answer.relations.push(other);
    assert_eq!(relations(&answer), [4, 8, 4, 7]);
}

#[test]
fn a_relation_by_another_link_or_role_is_missed_and_spurious() {
    let mut answer = perfect();
    answer.relations[3] = coded("participation", 0, End::Thing(5), "attendee");
    assert_eq!(relations(&answer), [4, 6, 3, 5]);
    answer.relations[3] = link("schema:about", 0, End::Thing(5));
    assert_eq!(relations(&answer), [4, 6, 3, 5]);
}

#[test]
fn a_title_counts_where_the_gold_file_says_one() {
    let titled = |person, body, title: &str| Relation {
        beside: vec![person, body],
        judged: Judged::IfSaid,
        ..link("membership-title", person, End::Words(title.to_owned()))
    };
    let mut answer = perfect();
    answer.relations.push(titled(1, 2, "秘書"));
    assert_eq!(relations(&answer), [4, 6, 4, 6]);
    answer.relations[1] = titled(0, 2, "副主任");
    assert_eq!(relations(&answer), [4, 6, 3, 5]);
    answer.relations[1] = titled(0, 3, "主任");
    assert_eq!(relations(&answer), [4, 5, 3, 5]);
}

#[test]
fn what_repeats_another_relation_answers_and_is_not_counted() {
    let mut answer = perfect();
    let shortcut = Relation {
        judged: Judged::Never,
        ..link("govrep:involves", 5, End::Thing(2))
    };
    answer.relations.push(shortcut);
    assert_eq!(relations(&answer), [4, 6, 4, 6]);
}

#[test]
fn a_claim_that_is_a_relation_of_the_gold_file_is_no_statement_beside() {
    let mut answer = perfect();
    let claim = thing(Kind::Statement, "李小華參加會議", &[("參加開放會議", 3)]);
    answer.things.push(claim);
    assert_eq!(
        counts(&scored(&answer), Level::Entity, "statement"),
        (1, 2, 1)
    );
    answer.relations[4].node = Some(7);
    assert_eq!(
        counts(&scored(&answer), Level::Entity, "statement"),
        (1, 1, 1)
    );
}

#[test]
fn a_claim_that_says_more_of_a_statement_or_figure_is_no_statement_beside() {
    let mut answer = perfect();
    let claim = thing(Kind::Statement, "李小華參加會議", &[("參加開放會議", 3)]);
    answer.things.push(claim);
    // Part of a thing that is no statement.
    answer
        .relations
        .push(link("dcterms:isPartOf", 7, End::Thing(5)));
    let statements = |answer: &Answer| counts(&scored(answer), Level::Entity, "statement");
    assert_eq!(statements(&answer), (1, 2, 1));
    answer
        .relations
        .push(link("dcterms:isPartOf", 7, End::Thing(6)));
    assert_eq!(statements(&answer), (1, 1, 1));

    // By the one who states a figure of the same thing, and by somebody else.
    let gold = GOLD.replace(
        "\"unit\": \"persons\",",
        "\"unit\": \"persons\", \"asserted_by\": \"li\",",
    );
    let gold = Gold::parse("gold.json", &gold).expect("a gold file");
    for (speaker, given) in [(0, 2), (1, 1)] {
        let mut answer = perfect();
        let claim = thing(Kind::Statement, "李小華參加會議", &[("參加開放會議", 3)]);
        answer.things.push(claim);
        let mut about = link("claim-speaker-about", speaker, End::Thing(5));
        about.node = Some(7);
        answer.relations.push(about);
        let score = Score::of_answer(&gold, &answer).expect("quotes of the report");
        assert_eq!(counts(&score, Level::Entity, "statement"), (1, given, 1));
    }
}

#[test]
fn relations_of_optional_things_are_not_judged() {
    let mut answer = perfect();
    let nested = thing(Kind::Place, "國市", &[("國市", 3)]);
    answer.things.push(nested);
    answer
        .relations
        .push(link("schema:location", 5, End::Thing(7)));
    assert_eq!(relations(&answer), [4, 6, 4, 6]);
}

#[test]
fn what_is_part_of_a_speech_is_said_there_by_its_speaker() {
    let gold = r#"{"entities": [
        {"id": "wang", "type": "person", "name_zh": "王大明",
         "mentions": [{"quote": "王大明", "line": 1}]},
        {"id": "speech", "type": "session", "name_zh": "開放會議",
         "mentions": [{"quote": "開放會議", "line": 1}]},
        {"id": "goal", "type": "commitment", "mentions": [{"quote": "持續參加", "line": 4}]}],
      "relations": [
        {"subject": "wang", "predicate": "speaksAt", "object": "speech", "object_kind": "id",
         "line": 1},
        {"subject": "goal", "predicate": "partOf", "object": "speech", "object_kind": "id",
         "line": 4}]}"#;
    let gold = Gold::parse("gold.json", gold).unwrap();
    let judged = |link: Relation| {
        let mut answer = Answer::nothing(REPORT);
        answer.things = vec![
            thing(Kind::Person, "王大明", &[]),
            thing(Kind::Session, "開放會議", &[]),
            thing(Kind::Statement, "目標", &[("持續參加", 4)]),
        ];
        answer.relations = vec![link];
        let score = Score::of_answer(&gold, &answer).unwrap();
        let all = score.measure(Level::Relation, "relation").unwrap();
        (all.given, all.right)
    };
    let if_said = |relation| Relation {
        judged: Judged::IfSaid,
        ..relation
    };
    for (relation, counted) in [
        (
            if_said(link("govrep:speaker", 2, End::Thing(0))),
            (Some(1), Some(1)),
        ),
        (
            if_said(link("govrep:voicedIn", 2, End::Thing(1))),
            (Some(1), Some(1)),
        ),
        // Another speaker than the one that the gold file says.
        (
            if_said(link("govrep:speaker", 2, End::Thing(1))),
            (Some(1), Some(0)),
        ),
        // Where the gold file says nothing of the kind.
        (
            if_said(link("govrep:deadline", 2, End::Words("2021".into()))),
            (Some(0), Some(0)),
        ),
        (
            link("govrep:addressee", 2, End::Thing(0)),
            (Some(1), Some(0)),
        ),
    ] {
        assert_eq!(judged(relation.clone()), counted, "{relation:?}");
    }
}

#[test]
fn a_part_of_a_part_is_a_part() {
    let gold = r#"{"entities": [
        {"id": "a", "type": "session", "name_zh": "出席", "mentions": [{"quote": "出席", "line": 1}]},
        {"id": "b", "type": "session", "name_zh": "參加", "mentions": [{"quote": "參加", "line": 3}]},
        {"id": "c", "type": "event", "name_zh": "開放會議",
         "mentions": [{"quote": "開放會議", "line": 1}]}],
      "relations": [
        {"subject": "a", "predicate": "partOf", "object": "c", "object_kind": "id", "line": 1}]}"#;
    let gold = Gold::parse("gold.json", gold).unwrap();
    let mut answer = Answer::nothing(REPORT);
    answer.things = vec![
        thing(Kind::Session, "出席", &[]),
        thing(Kind::Session, "參加", &[]),
        thing(Kind::Event, "開放會議", &[]),
    ];
    let part = |part, whole| link("schema:superEvent", part, End::Thing(whole));
    answer.relations = vec![part(0, 1), part(1, 2)];
    let score = Score::of_answer(&gold, &answer).unwrap();
    let measure = score.measure(Level::Relation, "partOf").unwrap();
    assert_eq!((measure.gold, measure.hits), (1, 1));
    // The gold file says of none of the two that it is so.
    let all = score.measure(Level::Relation, "relation").unwrap();
    assert_eq!((all.given, all.right), (Some(2), Some(0)));
}

#[test]
fn a_part_of_a_statement_is_none_of_its_own_only_in_its_section() {
    let spurious = |quote, line| {
        let mut answer = perfect();
        // The last line is a section of its own.
        answer.sections = vec![at("建議持續參加開放會議。", 4)];
        answer
            .things
            .push(thing(Kind::Statement, "理由", &[(quote, line)]));
        let part = answer.things.len() - 1;
        answer
            .relations
            .push(link("dcterms:isPartOf", part, End::Thing(6)));
        let score = scored(&answer);
        let (_, given, hits) = counts(&score, Level::Entity, "statement");
        given - hits
    };
    assert_eq!(spurious("建議", 4), 0);
    assert_eq!(spurious("到場", 3), 1);
}

#[test]
fn a_claim_beside_a_figure_is_none_of_its_own_only_in_its_section() {
    let gold = GOLD.replace(
        r#""quote": "超過 70 人""#,
        r#""asserted_by": "wang", "quote": "超過 70 人""#,
    );
    let gold = Gold::parse("gold.json", &gold).unwrap();
    let spurious = |quote, line| {
        let mut answer = perfect();
        answer.sections = vec![at("4 日參加開放會議，乙國市政府超過 70 人到場。", 3)];
        answer
            .things
            .push(thing(Kind::Statement, "所述", &[(quote, line)]));
        let claim = answer.things.len() - 1;
        answer.relations.push(Relation {
            node: Some(claim),
            ..link("claim-speaker-about", 0, End::Thing(5))
        });
        let score = Score::of_answer(&gold, &answer).unwrap();
        let (_, given, hits) = counts(&score, Level::Entity, "statement");
        given - hits
    };
    assert_eq!(spurious("到場", 3), 0);
    assert_eq!(spurious("出席", 1), 1);
}

#[test]
fn what_stands_before_the_first_heading_is_a_section() {
    let mut answer = perfect();
    assert_eq!(answer.section(&(0..3)), 0..usize::MAX);
    answer.sections = vec![10..40, 20..30];
    assert_eq!(answer.section(&(0..3)), 0..10);
    assert_eq!(answer.section(&(12..13)), 10..40);
    assert_eq!(answer.section(&(22..23)), 20..30);
}

#[test]
fn a_recommendation_given_as_a_promise_or_too_short_is_no_hit() {
    for (class, quote) in [
        ("commitment", "持續參加開放會議"),
        ("recommendation", "持續"),
    ] {
        let mut answer = perfect();
        answer.undertakings = vec![Undertaking {
            class,
            places: vec![at(quote, 4)],
        }];
        let score = scored(&answer);
        assert_eq!(counts(&score, Level::Fact, "undertaking"), (1, 1, 0));
    }
}

#[test]
fn a_gold_file_of_another_text_is_refused() {
    let gold = Gold::parse("gold.json", GOLD).unwrap();
    let refused = Score::of_answer(&gold, &Answer::nothing("另一篇")).unwrap_err();
    assert_eq!(
        refused[0].message,
        "“甲會（Alpha）” does not begin in line 1 of the source"
    );
}

#[test]
fn json_is_stable() {
    let mut answer = perfect();
    answer.things.truncate(1);
    forget(&mut answer);
    let json = scored(&answer).to_json();
    let expected = r#"{
  "version": 1,
  "measures": [
    {
      "level": "entity",
      "kind": "person",
      "gold": 2,
      "given": 1,
      "hits": 1,
      "right": 1,
      "precision": 1.0,
      "recall": 0.5,
      "f1": 0.6667,
      "missed": [
        {
          "line": 2,
          "id": "li",
          "name": "李小華",
          "expected": "person"
        }
      ],
      "mistaken": [],
      "spurious": []
    },
"#;
    assert!(json.starts_with(expected), "{json}");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let kinds = value["measures"].as_array().unwrap().iter();
    let country = kinds.clone().find(|m| m["kind"] == "country").unwrap();
    assert_eq!(country["given"], serde_json::Value::Null);
    assert_eq!(value["date_value_accuracy"], 1.0);
}

#[test]
fn the_table_names_what_is_wrong() {
    let mut answer = perfect();
    answer.things[3].kind = Kind::Place;
    let text = to_text(&scored(&answer));
    for expected in [
        "entities                      gold  given  hits  precision  recall     F1\n",
        "  person                         2      2     2      1.000   1.000  1.000\n",
        "  country-and-place              1      2     1      0.500   1.000  0.667\n",
        "    country                      1      ·     1          ·   1.000      ·\n",
        "entities: organisation\n  mistaken  乙國市政府 (city, line 3): given as country-and-place, is organization\n",
    ] {
        assert!(text.contains(expected), "{expected}\nin\n{text}");
    }
}
