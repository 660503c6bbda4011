//! Numbers, and what they are of.

use super::{Facts, Figure, Material, Measured, UndertakingClass, figure_en, sentence, time, unit};
use crate::authority::Lexicon;
use crate::authority::fold::is_han;
use crate::document::{BlockKind, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::{FigureReading, Reading};

/// Reads the figures: those whose measure the authority tables know, and amounts, shares and
/// quantities of what the sentence is about.
///
/// A figure without anything to be about is left out.
pub fn find(material: &Material, facts: &Facts) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut periods: Vec<(Span, &FigureReading)> = Vec::new();
    for mention in material.mentions {
        let Reading::Figure(figure) = &mention.reading else {
            continue;
        };
        let place = mention.span;
        let mut clause = sentence::clause(material.document, place);
        if is_english(material, place) {
            // No full stop of English ends a clause there.
            let said = time::sentence_of(material, place);
            clause = Span::new(clause.start.max(said.start), clause.end.min(said.end));
        }
        if sentence::is_denied_but(material, clause, figure.counted)
            || sentence::is_withdrawn(material, clause)
            || is_change(material, place, figure)
        {
            continue;
        }
        if let Some(undertaking) = target(material, facts, place, figure) {
            let measure = if is_period(material, figure) {
                Some("horizon".to_owned())
            } else {
                measure(material, place, figure)
            };
            figures.extend(measure.map(|measure| {
                let about = Measured::Undertaking(undertaking);
                stated(material, place, figure, about, measure)
            }));
            continue;
        }
        if is_period(material, figure) {
            periods.push((place, figure));
            continue;
        }
        if is_english(material, place) {
            figures.extend(in_english(material, facts, place, figure));
            continue;
        }
        let evidence = sentence::around(material.document, place);
        let lexicon = &material.authority.lexicon;
        let known = measure(material, place, figure);
        let bearer = known
            .as_deref()
            .and_then(|measure| lexicon.value("measure-subject", measure));
        let (about, measure) = match (known, bearer) {
            (Some(measure), Some("session")) => {
                (session(material, facts, place, figure, &measure), measure)
            }
            (Some(measure), Some(kind)) => {
                let whole = !is_part(material, place) && !points(material, place);
                let about = whole.then(|| about(material, evidence, place, kind));
                (about.flatten().map(Measured::Thing), measure)
            }
            // Talks and pitches are somebody's, whom no rule here knows.
            (Some(measure), None) if measure != "share" => continue,
            _ => match magnitude(material, place, figure) {
                Some(measure) => {
                    // 約35%|已完成 says how many of all.
                    let whole = measure == "share" || !is_part(material, place);
                    let about = whole.then(|| about(material, evidence, place, "any"));
                    let about = about.flatten();
                    (about.map(Measured::Thing), measure.to_owned())
                }
                None => continue,
            },
        };
        figures.extend(about.map(|about| stated(material, place, figure, about, measure)));
    }
    let grown: Vec<Figure> = periods
        .into_iter()
        .filter_map(|(place, figure)| growth(material, &figures, place, figure))
        .collect();
    figures.extend(grown);
    for figure in &mut figures {
        // 總統提出 3 個目標如下： is the report's count of what the president says.
        let sentence = material.document.slice(figure.evidence[0]);
        if !sentence.ends_with(['：', ':']) {
            let at = figure.place.start;
            let voice = || sentence::voice_before(material, figure.place);
            let turn = || facts.speaker_at(at);
            let told = figure.speaker.or_else(|| facts.quoted_at(at));
            // Whoever speaks in a part of the report goes on to; in a text without parts 農業部指出，…
            // behind what somebody else said is the ministry's.
            let in_part = material.document.block_at(at).node.is_some();
            figure.speaker = told.or_else(|| {
                if in_part {
                    turn().or_else(voice)
                } else {
                    voice().or_else(turn)
                }
            });
        }
    }
    figures.sort_by_key(|figure| figure.place);
    figures
}

/// A figure of an English sentence: of what it is about, or of what it promises.
fn in_english(
    material: &Material,
    facts: &Facts,
    place: Span,
    figure: &FigureReading,
) -> Option<Figure> {
    let said = time::sentence_of(material, place);
    let measure = measure(material, place, figure)?;
    // What will be stands before the number: Kenya trained |1,200 midwives| and will train more.
    let until = Span::new(said.start, place.end);
    if sentence::is_denied_but(material, said, figure.counted)
        || sentence::is_not_asserted_but(material, until, figure.counted)
    {
        let promised = promise(facts, place)?;
        let about = Measured::Undertaking(promised);
        return Some(stated(material, place, figure, about, measure));
    }
    let subject = figure_en::subject(material, place, figure.counted, &measure)?;
    let about = Measured::Thing(subject.about);
    let mut fact = stated(material, place, figure, about, subject.measure);
    fact.of = subject.of.or(fact.of);
    fact.speaker = subject.speaker;
    fact.evidence = vec![said];
    Some(fact)
}

/// The promise in whose words a number stands.
fn promise(facts: &Facts, place: Span) -> Option<usize> {
    let holds = |undertaking: &super::Undertaking| {
        undertaking.class == UndertakingClass::Commitment
            && undertaking.cue.is_some_and(|cue| cue.end <= place.start)
            && undertaking.text.contains(place)
    };
    let undertakings = facts.undertakings.iter().enumerate();
    undertakings
        .filter(|(_, undertaking)| holds(undertaking))
        .min_by_key(|(_, undertaking)| undertaking.text.len())
        .map(|(index, _)| index)
}

fn stated(
    material: &Material,
    place: Span,
    figure: &FigureReading,
    about: Measured,
    measure: String,
) -> Figure {
    let lexicon = &material.authority.lexicon;
    let slice = |span: Span| material.document.slice(span);
    let unit = slice(figure.unit);
    let with_noun = figure
        .counted
        .map_or(figure.unit, |noun| figure.unit.join(noun));
    let is_latin = unit.ends_with(|c: char| c.is_ascii_alphabetic());
    // 15 |分鐘|的短講, but |two thirds of the households|, 70 |個會員國|, 90 |名公務員及公民社會人員|
    let printed = match figure.counted {
        Some(_) if is_latin => with_noun,
        Some(_) if !unit::is_measuring(lexicon, unit) => {
            Span::new(figure.unit.start, place.end.max(with_noun.end))
        }
        _ => figure.unit,
    };
    let key = if is_latin {
        slice(with_noun).to_owned()
    } else {
        format!("{unit}{}", figure.counted.map_or("", slice))
    };
    Figure {
        about,
        value: figure.value,
        bound: figure.bound.clone(),
        unit: slice(printed).to_owned(),
        key,
        unit_code: unit::code(lexicon, unit, &measure),
        measure,
        of: figure.of,
        place,
        as_of: time::as_of(material, place),
        speaker: None,
        evidence: vec![sentence::around(material.document, place)],
    }
}

/// The notation of what is counted: the longest known word that the counted words end with or
/// begin with.
fn measure(material: &Material, place: Span, figure: &FigureReading) -> Option<String> {
    let lexicon = &material.authority.lexicon;
    let unit = material.document.slice(figure.unit);
    let counted = figure.counted.map(|span| material.document.slice(span));
    // 男女各半
    if let Some((measure, _)) = lexicon
        .value("figure-phrase", unit)
        .and_then(|value| value.split_once('/'))
    {
        return Some(measure.to_owned());
    }
    // 成立 1 年
    if matches!(lexicon.value("classifier", unit), Some("year" | "month")) {
        return founded(material, place, figure).then(|| "age".to_owned());
    }
    if is_english(material, place)
        && let Some(measure) = measure_en(lexicon, unit, counted)
    {
        return Some(measure);
    }
    let unit_measure = lexicon.value("unit-measure", unit);
    let counted_measure = counted.and_then(|word| lexicon.value("measure", word));
    // 15 分鐘的短講 measures time, whatever is 15 minutes long; 25%|人口 measures a part of them.
    let measure = match unit_measure {
        Some("share") => counted_measure
            .filter(|measure| *measure == "coverage")
            .or(unit_measure),
        Some(_) => unit_measure,
        None => counted_measure,
    };
    measure.map(ToOwned::to_owned)
}

/// The notation of what a number in English measures: money, a part, a quantity of its unit, or
/// what the last word of the noun counts.
fn measure_en(lexicon: &Lexicon, unit: &str, counted: Option<&str>) -> Option<String> {
    if lexicon.contains("currency", unit) {
        return Some("amount".to_owned());
    }
    let unit = unit.to_lowercase();
    let Some(counted) = counted else {
        let known = lexicon.value("unit-en", &unit)?;
        return Some(if known.is_empty() { "quantity" } else { known }.to_owned());
    };
    if lexicon.contains("fraction-en", &unit.replace('-', " ")) {
        return Some("share".to_owned());
    }
    let counted = counted.to_lowercase();
    let last = counted.rsplit(' ').next().unwrap_or_default();
    let known = [counted.as_str(), last]
        .iter()
        .find_map(|words| lexicon.value("measure-en", words));
    Some(known.unwrap_or("quantity").to_owned())
}

/// Whether a number stands in a block in Latin letters.
fn is_english(material: &Material, place: Span) -> bool {
    let document = material.document;
    is_latin(document.slice(document.block_at(place.start).span))
}

/// The notation of what a number is where no word of the tables says what it counts: an amount of
/// money, a share, a quantity. Only sentences say so, not headings or cells.
///
/// How long something took is none (`session` has it), nor is a number in one Chinese character.
fn magnitude(material: &Material, place: Span, figure: &FigureReading) -> Option<&'static str> {
    let document = material.document;
    let lexicon = &material.authority.lexicon;
    let unit = document.slice(figure.unit);
    let told = match document.block_at(place.start).kind {
        BlockKind::Paragraph | BlockKind::Item => true,
        // 經費：3,500 萬元
        BlockKind::Field { .. } => {
            let money = lexicon.value("classifier", unit);
            lexicon.contains("currency", unit) || matches!(money, Some("twd" | "usd" | "eur"))
        }
        _ => false,
    };
    let before = Span::new(place.start, figure.unit.start);
    let digits = document
        .slice(before)
        .chars()
        .any(|c| c.is_numeric() && !is_han(c));
    if !told || !digits {
        return None;
    }
    if lexicon.contains("currency", unit) {
        return Some("amount");
    }
    // 靜岡縣距離海岸|120公里 is no size of 靜岡縣.
    let clause = sentence::clause(document, place);
    let lead = document.slice(Span::new(clause.start, place.start));
    if material.words("distance-word").stand_in(lead) {
        return None;
    }
    match lexicon.value("classifier", unit)? {
        // 整體承諾的|5% is a share of what no rule here knows.
        "percent" => {
            let block = document.block_at(place.start).span;
            let before = document.slice(Span::new(block.start, place.start));
            (!before.trim_end().ends_with(['的', '之'])).then_some("share")
        }
        "twd" | "usd" | "eur" => Some("amount"),
        "quantity" | "person" => Some("quantity"),
        // 12 個 of what?
        "year" | "month" | "week" | "day" | "hour" | "minute" => None,
        _ => figure.counted.or(figure.of).map(|_| "quantity"),
    }
}

/// Whether a word of founding stands right before a number, or before its bound: 成立約|1 年.
fn founded(material: &Material, place: Span, figure: &FigureReading) -> bool {
    let text = material.document.text();
    let block = material.document.block_at(place.start).span;
    let words = &text[block.start..figure.unit.start];
    let number = words
        .trim_end()
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let before = [number.trim_end(), text[block.start..place.start].trim_end()];
    let verbs = material.authority.lexicon.group("found-verb");
    verbs
        .iter()
        .any(|(verb, _)| before.iter().any(|words| words.ends_with(verb.as_ref())))
}

/// Whether a share only says by how much something changed: 減少|3.5%, but neither 降至|3.5% nor
/// 增加|500萬元（5%）.
fn is_change(material: &Material, place: Span, figure: &FigureReading) -> bool {
    let document = material.document;
    let unit = document.slice(figure.unit);
    if material.authority.lexicon.value("classifier", unit) != Some("percent") {
        return false;
    }
    let block = document.block_at(place.start).span;
    let before = document.slice(Span::new(block.start, place.start));
    let mut words = before.trim_end();
    while let Some((bound, _)) = material.words("bound").ending(words).next() {
        words = words[..words.len() - bound.len()].trim_end();
    }
    let aspect = material.words("aspect-word").ending(words).next();
    let words = &words[..words.len() - aspect.map_or(0, |(word, _)| word.len())];
    let verbs = material.words("growth-verb").ending(words);
    let verb = verbs.max_by_key(|(verb, _)| verb.len());
    verb.is_some_and(|(_, value)| value.is_empty())
}

/// Whether a number of years or months is a time in which something happens: 5 年內.
fn is_period(material: &Material, figure: &FigureReading) -> bool {
    let text = material.document.text();
    let unit = &text[figure.unit.start..];
    let is_time = material
        .authority
        .lexicon
        .value("classifier", material.document.slice(figure.unit))
        .is_some_and(|unit| matches!(unit, "year" | "month"));
    let within = material.authority.lexicon.group("period-unit");
    is_time
        && within
            .iter()
            .any(|(word, _)| unit.starts_with(word.as_ref()))
}

/// The undertaking that a number in its words is a part of: a time for it (5 年內), or how much at
/// least or at most is asked for.
fn target(
    material: &Material,
    facts: &Facts,
    place: Span,
    figure: &FigureReading,
) -> Option<usize> {
    let bounded = matches!(figure.bound.as_str(), "at-least" | "at-most");
    if !bounded && !is_period(material, figure) {
        return None;
    }
    let holds = |(_, undertaking): &(usize, &super::Undertaking)| {
        undertaking.text.contains(place) && undertaking.modality.as_deref() != Some("done")
    };
    let undertakings = facts.undertakings.iter().enumerate();
    undertakings
        .filter(holds)
        .min_by_key(|(_, undertaking)| undertaking.text.len())
        .map(|(index, _)| index)
}

/// The time in which something grew: `在不到 5 年內已從 8 個成長到 70 個會員國`. It is of what the
/// other number of the clause is of.
fn growth(
    material: &Material,
    figures: &[Figure],
    place: Span,
    figure: &FigureReading,
) -> Option<Figure> {
    let clause = sentence::clause(material.document, place);
    let after = material.document.slice(Span::new(place.end, clause.end));
    let verbs = material.authority.lexicon.group("growth-verb");
    let grows = verbs.iter().any(|(verb, _)| after.contains(verb.as_ref()));
    let other = figures
        .iter()
        .find(|other| clause.contains(other.place) && other.place.start >= place.end)?;
    let measure = "growth-period".to_owned();
    grows.then(|| stated(material, place, figure, other.about, measure))
}

/// Whether a number only counts those of which more is said: 超過 100 個承諾|具有變革性. It is no
/// number of all.
fn is_part(material: &Material, place: Span) -> bool {
    let clause = sentence::clause(material.document, place);
    let after = Span::new(place.end, clause.end.max(place.end));
    let after = material.document.slice(after).trim_start();
    let verbs = material.authority.lexicon.group("part-verb");
    verbs
        .iter()
        .any(|(verb, _)| after.starts_with(verb.as_ref()))
}

/// Whether a number in Chinese characters only points to those who are counted, right after the
/// body that they belong to: OGP |兩位主席 signed, which is not to say that there are two.
fn points(material: &Material, place: Span) -> bool {
    let words = material.document.slice(place);
    let in_digits = words.starts_with(|c: char| c.is_ascii_digit());
    let block = material.document.block_at(place.start).span;
    let before = Span::new(block.start, place.start);
    !in_digits
        && material.inside(before).any(|(index, mention)| {
            let gap = material
                .document
                .slice(Span::new(mention.span.end, place.start));
            material.resolved.of_mention[index].is_some() && gap.trim().is_empty()
        })
}

/// The session that a number is of: the talk whose words hold it, the kind of session that stands
/// after it (15 分鐘的|短講), or the one that it stands below.
///
/// How long something took that is told below a heading need not be how long the session took.
fn session(
    material: &Material,
    facts: &Facts,
    place: Span,
    figure: &FigureReading,
    measure: &str,
) -> Option<Measured> {
    let document = material.document;
    let sessions = || facts.sessions.iter().enumerate();
    let talk = sessions().find(|(_, session)| {
        let mut words = session.evidence.iter();
        words.any(|words| words.contains(place) && *words != place)
    });
    if let Some((index, _)) = talk {
        return Some(Measured::Session(index));
    }
    let block = document.block_at(place.start).span;
    let after = document.slice(Span::new(figure.unit.end, block.end.max(figure.unit.end)));
    let after = after
        .trim_start()
        .trim_start_matches(['的', '之'])
        .trim_start();
    let kind = facts
        .series
        .iter()
        .position(|series| after.starts_with(&series.chinese));
    if let Some(index) = kind {
        return Some(Measured::Series(index));
    }
    let node = document.block_at(place.start).node?;
    if measure == "duration" {
        return None;
    }
    let above =
        |title: Span| sessions().find(|(_, session)| session.evidence.first() == Some(&title));
    document
        .ancestors(node)
        .find_map(|node| above(node.title))
        .map(|(index, _)| Measured::Session(index))
}

/// What a figure is about: the subject of its clause, else of an earlier clause of the sentence,
/// else what is named before it, else what a heading above is about.
///
/// Only a thing of the kind that has such a figure can be its subject: bodies have members,
/// events have an attendance.
fn about(material: &Material, sentence: Span, figure: Span, kind: &str) -> Option<EntityId> {
    let fits = |id: &EntityId| has(material, *id, kind);
    if let Some(joined) = attended(material, figure).filter(fits) {
        return Some(joined);
    }
    let before = Span::new(sentence.start, figure.start);
    let text = material.document.text();
    // In `巴西、印尼等 8 國` the countries are what is counted, and of none of them are the 350 people of
    // `日本、越南等 12 國、350 人與會`.
    let counts_list = text[before.start..before.end].trim_end().ends_with('等');
    let is_listed = |span: Span| text[span.end..figure.start].starts_with(['、', '等']);
    let subjects: Vec<(Span, EntityId)> = named(material, before)
        .filter(|(_, id)| fits(id))
        .filter(|(span, id)| {
            let counted = counts_list || is_listed(*span);
            !counted || material.resolved.entity(*id).kind != Kind::Jurisdiction
        })
        .collect();
    let begins_clause = |span: Span| {
        let clause = text[before.start..span.start]
            .rfind(['，', '；'])
            .map_or(before.start, |at| before.start + at + '，'.len_utf8());
        let lead = text[clause..span.start].trim();
        let lexicon = &material.authority.lexicon;
        lead.is_empty()
            || lexicon.contains("pronoun", lead)
            || lexicon.contains("event-pointer", lead)
    };
    // 其次為|新北市|68.9%
    let beside = |(span, _): &&(Span, EntityId)| text[span.end..figure.start].trim().is_empty();
    subjects
        .last()
        .filter(beside)
        .or_else(|| subjects.iter().rev().find(|(span, _)| begins_clause(*span)))
        .or_else(|| subjects.last())
        .map(|(_, id)| *id)
        .or_else(|| topic(material, figure).filter(fits))
}

/// Whether a thing is of the kind that has such a figure.
pub(super) fn has(material: &Material, of: EntityId, kind: &str) -> bool {
    let entity = material.resolved.entity(of).kind;
    match kind {
        "organisation" => matches!(entity, Kind::Organisation | Kind::Programme),
        "programme" => entity == Kind::Programme,
        "event" => entity == Kind::Event,
        "any" => matches!(
            entity,
            Kind::Organisation | Kind::Jurisdiction | Kind::Programme | Kind::Event | Kind::Place
        ),
        "jurisdiction" => entity == Kind::Jurisdiction,
        _ => false,
    }
}

/// What those who are counted take part in: 15 個地方政府|參加|先導計畫.
fn attended(material: &Material, figure: Span) -> Option<EntityId> {
    let clause = sentence::clause(material.document, figure);
    let rest = Span::new(figure.end, clause.end.max(figure.end));
    let words = material.document.slice(rest);
    let spaced = words.len() - words.trim_start().len();
    let verbs = material.authority.lexicon.group("event-verb").iter();
    let verb = verbs
        .filter(|(_, role)| role == "attend")
        .filter(|(verb, _)| words[spaced..].starts_with(verb.as_ref()))
        .map(|(verb, _)| verb.len())
        .max()?;
    let object = rest.start + spaced + verb;
    let end = material.document.block_at(figure.start).span.end;
    let mut named = named(material, Span::new(object, end.max(object)));
    let (span, id) = named.next()?;
    let gap = material.document.slice(Span::new(object, span.start));
    gap.trim().is_empty().then_some(id)
}

/// The things named in a span, without names inside other names.
fn named<'m>(material: &'m Material, span: Span) -> impl Iterator<Item = (Span, EntityId)> + 'm {
    material.named(span, |kind| !matches!(kind, Kind::Person | Kind::Work))
}

/// What the nearest heading above that names anything is about.
fn topic(material: &Material, figure: Span) -> Option<EntityId> {
    let document = material.document;
    document
        .ancestors(document.block_at(figure.start).node?)
        .filter(|node| node.is_heading)
        .find_map(|node| {
            named(material, node.title)
                .map(|(_, id)| id)
                .find(|&id| material.resolved.entity(id).kind != Kind::Jurisdiction)
        })
}
