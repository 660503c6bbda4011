//! Names that a head noun reveals: `Digital Transformation Agency`, `Ministry of Economic Affairs
//! and Communications of Estonia`, `Third Summit on Digital Trust`.
//!
//! What stands before the head belongs to the name as far as it is capitalised; what stands
//! after it, as far as a preposition joins it. `and` is the hard part: it joins two names
//! (`Dublin City Council and Cork City Council`) or two words of one (`Ministry of Health and
//! Welfare`, `Food and Agriculture Organization`).

use std::ops::Range;

use super::Text;
use super::word::Shape;
use crate::mention::scene::overlap;
use crate::mention::{Found, Kind};

/// A name with a head noun, as words of its block.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words.
    pub words: Range<usize>,
    /// What the head says it is.
    pub kind: Kind,
    /// The head.
    pub head: usize,
}

/// Finds the names of a block, from left to right. A head by itself (`the Committee`) is none.
pub fn find(text: &Text, known: &[Found]) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let phrase = text
            .law_at(at)
            .or_else(|| text.joined_by_of(at))
            .or_else(|| text.phrase_at(at))
            .or_else(|| text.branch_at(at))
            .or_else(|| text.government_at(at));
        let foreign = text.foreign_at(at);
        let longer = |words: &Range<usize>| {
            phrase
                .as_ref()
                .is_none_or(|phrase| phrase.words.end < words.end)
        };
        let firm = text.firm_with_form(at);
        let all = [foreign, firm].into_iter().flatten();
        let phrase = match all
            .filter(|other| longer(&other.words))
            .max_by_key(|o| o.words.end)
        {
            Some(other) => Some(other),
            None => phrase,
        };
        if let Some(portfolio) = phrase.as_ref().filter(|phrase| text.is_portfolio(phrase)) {
            at = portfolio.words.end;
            continue;
        }
        let phrase = phrase
            .filter(|phrase| !text.is_inside_title(phrase.words.start))
            .map(|phrase| text.with_article(phrase));
        let phrase = phrase.filter(|phrase| {
            let range = text.range(phrase.words.clone());
            // A listed name stands unless the phrase holds it whole.
            known.iter().all(|body| {
                body.kind != Kind::Organisation
                    || !overlap(&body.range, &range)
                    || range.start <= body.range.start && body.range.end <= range.end
            })
        });
        match phrase {
            Some(phrase) => {
                at = phrase.words.end;
                phrases.push(phrase);
            }
            None => at += 1,
        }
    }
    phrases
}

impl Text<'_> {
    /// What the word at an index says of the name that it heads.
    pub(super) fn head(&self, index: usize) -> Option<Kind> {
        let word = self.word(index)?;
        let lexicon = &self.knowledge.authority.lexicon;
        // Sénégal Numérique S.A.
        let form = || word.shape == Shape::Initial && lexicon.contains("legal-form", &word.text);
        if !word.is_capital() && !form() {
            return None;
        }
        // GALWAY COUNTY COUNCIL
        let small = (word.shape == Shape::Capitals && word.text.chars().count() >= 4)
            .then(|| in_small(&word.text));
        let is = |group: &str| {
            lexicon.contains(group, &word.text)
                || small
                    .as_ref()
                    .is_some_and(|small| lexicon.contains(group, small))
        };
        let body = is("org-head-en") || self.is_pair(index);
        let name = small.as_ref().unwrap_or(&word.text);
        if is("event-suffix-en") && (!body || lexicon.value("org-head-en", name) == Some("event")) {
            Some(Kind::Event)
        } else if is("programme-suffix-en") && !is("doc-suffix-en") {
            Some(Kind::Programme)
        } else if body {
            Some(Kind::Organisation)
        } else if is("doc-suffix-en") {
            Some(Kind::Work)
        } else if is("platform-suffix-en") {
            Some(Kind::Platform)
        } else {
            None
        }
    }

    /// Whether a word is an ordinary noun or adjective with a capital, or in capitals.
    fn is_noun(&self, index: usize) -> bool {
        let Some(word) = self.word(index) else {
            return false;
        };
        let lexicon = &self.knowledge.authority.lexicon;
        lexicon.contains("not-person-en", &word.text)
            || word.shape == Shape::Capitals
                && lexicon.contains("not-person-en", &in_small(&word.text))
    }

    /// Whether only the word before it makes a word the head of a body: `Savelugu Breeding|Station`.
    fn is_pair(&self, index: usize) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        index > 0
            && self.is_capital(index - 1)
            && lexicon.contains("org-pair-en", &self.text(index - 1..index + 1))
    }

    /// Whether the word at an index may be part of such a name.
    pub(super) fn joins(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| {
            (word.is_capital() || word.shape == Shape::Initial)
                && !self.is_ordinary(index)
                && !self.is_currency(index)
                && self.honorific_at(index).is_none()
        })
    }

    /// Whether a word is the code of a currency before its number: `OPEC Fund for |EUR 1.4 million`.
    fn is_currency(&self, index: usize) -> bool {
        self.word(index + 1)
            .is_some_and(|word| word.shape == Shape::Number)
            && self.in_group("currency", index)
    }

    /// The end of the capitalised words that begin at an index; `Taiwan's` is not followed by a
    /// part of the same name, `People's` is.
    fn run(&self, start: usize) -> usize {
        let mut at = start;
        while self.joins(at)
            || at > start && (self.is(at, "&") && self.joins(at + 1) || self.is_inner(at))
        {
            let ends = self.words[at].possessive
                && (self.place_at(at) == Some(at + 1)
                    || self.known_body_at(at) == Some(at + 1)
                    || !self.in_group("possessive-en", at)
                        && !self.is_office_of(at + 1)
                        && !self.owns_head(at));
            at += 1;
            if ends {
                break;
            }
        }
        at
    }

    /// Whether a word heads the office of whoever a title before it names: `Governor's|Office`,
    /// `Her Majesty's|Treasury`.
    fn is_office_of(&self, at: usize) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        let office = |at: usize| {
            let word = self.word(at);
            word.is_some_and(|word| lexicon.value("org-head-en", &word.text) == Some("office"))
        };
        office(at) && at > 0 && self.title_before(at - 1)
    }

    /// Whether several own the body whose head follows their name: `Hamile Butchers'|Union`, `St. Anne's
    /// |Dispensary`.
    fn owns_head(&self, at: usize) -> bool {
        let saint = at > 0 && self.in_group("saint-en", at - 1);
        let several = self.words[at].text.ends_with('s');
        (saint || several)
            && (at + 1..at + 3).any(|head| self.head(head) == Some(Kind::Organisation))
    }

    /// Whether the title that a word ends is all of a name so far.
    fn title_before(&self, last: usize) -> bool {
        (last.saturating_sub(4)..=last).any(|start| self.title_at(start) == Some(last + 1))
    }

    /// Whether a capitalised word may stand inside a name, though many a sentence begins with it:
    /// `Doctors Without Borders`.
    pub(super) fn is_inner(&self, index: usize) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        self.word(index).is_some_and(|word| {
            word.is_capital()
                && lexicon.value("sentence-word-en", &word.text.to_lowercase()) == Some("inner")
        })
    }

    /// The last head in a run of words, and what it says.
    fn last_head(&self, words: Range<usize>) -> Option<(usize, Kind)> {
        words
            .rev()
            .find_map(|index| Some((index, self.head(index)?)))
    }

    /// The name that begins at a word.
    fn phrase_at(&self, start: usize) -> Option<Phrase> {
        let ordinal = self.ordinal(start);
        let first = if ordinal && !self.joins(start) {
            start + 1
        } else {
            start
        };
        if !self.joins(first) || start > 0 && !self.begins(start) {
            return None;
        }
        let run = self.run(first);
        let (mut head, mut kind) = match self.last_head(first..run) {
            // Archives and Records|Association
            Some((head, kind))
                if head == first && head + 1 == run && self.words[head].text.ends_with('s') =>
            {
                self.joined_head(first, run).unwrap_or((head, kind))
            }
            Some(found) => found,
            None => self.joined_head(first, run)?,
        };
        let run = run.max(head + 1);
        // Words after the head are no part of the name, but a place may be: Trinity College Dublin.
        let mut end = head + 1;
        if end < run && self.place_at(end) == Some(run) && !self.words[head].possessive {
            end = run;
        }
        // , Democratic Services Officer
        let title = start > 0
            && self.is(start - 1, ",")
            && head + 1 < run
            && self.title_at(head + 1).is_some();
        if title {
            return None;
        }
        // Autoridade Geral de Regulação: what tells the kind of body follows its noun.
        if head == first && self.in_group("foreign-of", run) && self.joins(run + 1) {
            end = run;
        }
        if self.words[head].possessive {
            return (head > first).then_some(Phrase {
                words: start..head + 1,
                kind,
                head,
            });
        }
        let dotted = self.legal_end(end);
        // Nordlaks Holding ASA |of Bodø
        let firm = self.in_group("legal-form", head);
        let mut after = if dotted == end && !firm {
            self.complement(end, kind)
        } else {
            dotted
        };
        // Digital Services for Remote Villages|Project
        if kind == Kind::Organisation && after > end && self.is(end, "for") {
            let last = self.head(after - 1);
            if let Some(named) = last.filter(|kind| matches!(kind, Kind::Programme | Kind::Event)) {
                (head, kind) = (after - 1, named);
            }
        }
        if kind == Kind::Organisation {
            // Regional Fisheries Office |VIII
            after += usize::from(self.is_roman(after));
            after = self.seat(head, after);
        }
        // Making Australian Government Data Available
        if self.needs_a_place(head) && (!self.has_place(start..after) || self.joins(after)) {
            return None;
        }
        let kind = if after == head + 1 && (self.is_building(head) || self.is_venue(start, head)) {
            Kind::Place
        } else {
            kind
        };
        // Campaign for Freedom of Information
        let lexicon = &self.knowledge.authority.lexicon;
        let value = lexicon.value("programme-suffix-en", &self.words[head].text);
        if value == Some("for") && head == first && self.is(head + 1, "for") && after > end {
            return Some(Phrase {
                words: start..after,
                kind: Kind::Organisation,
                head,
            });
        }
        let start = self.majesty(start);
        // Church of Scotland, but the Church
        if lexicon.value("org-head-en", &self.words[head].text) == Some("of") && after == end {
            return None;
        }
        let modified = head > first + usize::from(self.is_pair(head)) || ordinal;
        if after == end && !modified {
            return None;
        }
        // Report on the Summit: what merely reports is no work with a name.
        if !modified
            && matches!(
                kind,
                Kind::Event | Kind::Work | Kind::Platform | Kind::Programme
            )
            && !self.named_by_complement(head, after)
        {
            return None;
        }
        let end = self.edition(after, kind);
        Some(Phrase {
            words: start..end,
            kind,
            head,
        })
    }

    /// Whether what stands around a name that may be a building's says that something is there.
    fn is_venue(&self, start: usize, head: usize) -> bool {
        let number = |at: usize| {
            let word = self.word(at);
            word.is_some_and(|word| word.shape == Shape::Number)
        };
        // 4 June 2024, Ardnashee House
        let dated = start > 1
            && self.is(start - 1, ",")
            && (number(start - 2) || self.in_group("month-en", start - 2));
        // Egyptian Theatre, 229 S. Broadway
        let addressed = self.is(head + 1, ",") && number(head + 2) && self.joins(head + 3);
        start > 0
            && (dated || addressed || self.is_one_of(start - 1, &["at", "At"]))
            && self.in_group("venue-head-en", head)
    }

    /// Whether a number in Roman letters stands at a word.
    fn is_roman(&self, index: usize) -> bool {
        let word = self.word(index);
        word.is_some_and(|word| {
            word.shape == Shape::Capitals && word.text.chars().all(|c| "IVX".contains(c))
        })
    }

    /// Whether a head and the word before it say that it is a building: `Convention|Centre`.
    fn is_building(&self, head: usize) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        head > 0 && lexicon.contains("place-suffix-en", &self.text(head - 1..head + 1))
    }

    /// Whether a head makes a body only of a place: the Dutch Government, the Mission of Kenya.
    fn needs_a_place(&self, head: usize) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        lexicon.value("org-head-en", &self.words[head].text) == Some("placed")
    }

    /// Whether a place, somebody of it (`Dutch`) or what stands for a state is in the words.
    pub(super) fn has_place(&self, words: Range<usize>) -> bool {
        let lexicon = &self.knowledge.authority.lexicon;
        words.clone().any(|i| {
            self.place_at(i).is_some_and(|end| end <= words.end)
                || self.in_group("demonym-en", i)
                || lexicon.contains("place-en", &self.words[i].text)
        })
    }

    /// The end of the place where an embassy has its seat: `Royal Embassy|in Muscat`, `Mission|to
    /// the United Nations in Geneva`.
    fn seat(&self, head: usize, end: usize) -> usize {
        let lexicon = &self.knowledge.authority.lexicon;
        let abroad = self.in_group("mission-en", head)
            || lexicon.contains("mission-en", &self.text(head.saturating_sub(1)..head + 1));
        let mut end = end;
        if abroad {
            for joint in ["to", "in", "at"] {
                if !self.is(end, joint) {
                    continue;
                }
                let at = end + 1 + usize::from(self.is(end + 1, "the"));
                let place = self
                    .place_at(at)
                    .or_else(|| self.known_body_at(at))
                    .or_else(|| {
                        let town = self
                            .word(at)
                            .is_some_and(|w| lexicon.contains("place-en", &w.text));
                        town.then_some(at + 1)
                    });
                end = place.filter(|&place| !self.joins(place)).unwrap_or(end);
            }
        }
        end
    }

    /// Where a name begins that `Her` or `His` before it belongs to: `|Her Majesty's Treasury`.
    fn majesty(&self, start: usize) -> usize {
        let royal = self.is(start, "Majesty") && self.words[start].possessive;
        let owned = start > 0 && self.is_one_of(start - 1, &["Her", "His"]);
        start - usize::from(royal && owned)
    }

    /// `Port of Rotterdam Authority`, `Right to Information Commission`: what a body is for stands
    /// before its head, preposition and all.
    fn joined_by_of(&self, start: usize) -> Option<Phrase> {
        const FIRST: usize = 2;
        let lexicon = &self.knowledge.authority.lexicon;
        if !self.joins(start) || start > 0 && !self.begins(start) || self.title_at(start).is_some()
        {
            return None;
        }
        let run = self.run(start);
        let plain = (start..run).all(|i| {
            self.head(i).is_none() && !lexicon.contains("plural-title-en", &self.words[i].text)
        });
        let first = run > start && run - start <= FIRST && plain && !self.words[run - 1].possessive;
        if !first || !self.is_one_of(run, &["of", "to"]) || !self.joins(run + 1) {
            return None;
        }
        let begins = self.title_ends(run) || self.begins_title(run - 1);
        let end = self.run(run + 1);
        let head = end.checked_sub(1).filter(|&head| head > run + 1)?;
        let strong = self.head(head) == Some(Kind::Organisation)
            && lexicon.value("org-head-en", &self.words[head].text) == Some("last");
        // Republic of Korea Embassy, Members of Parliament Committee
        let inner = (run + 1..head).any(|i| self.head(i).is_some());
        let known = self.place_at(start).is_some_and(|end| end > run);
        (strong && !begins && !inner && !known).then_some(Phrase {
            words: start..end,
            kind: Kind::Organisation,
            head,
        })
    }

    /// `Freedom of Information Act 2014`: a law is named by what it is about, prepositions and all.
    fn law_at(&self, start: usize) -> Option<Phrase> {
        if !self.joins(start) || start > 0 && !self.begins(start) || self.title_at(start).is_some()
        {
            return None;
        }
        let lexicon = &self.knowledge.authority.lexicon;
        let mut at = self.run(start);
        let mut joined = false;
        while self.is_one_of(at, &["of", "to", "on", "and", "for"]) && self.joins(at + 1) {
            if (start..at).any(|i| self.head(i) == Some(Kind::Organisation)) {
                return None;
            }
            at = self.run(at + 1);
            joined = true;
        }
        let head = at.checked_sub(1).filter(|_| joined)?;
        // Minister for Youth and Second Minister for Law
        let titled = (start..head).any(|i| self.title_at(i).is_some());
        let law = !titled && lexicon.value("doc-suffix-en", &self.words[head].text) == Some("law");
        let kind = Kind::Work;
        law.then(|| Phrase {
            words: start..self.edition(at, kind),
            kind,
            head,
        })
    }

    /// `Transparency International Ireland`: a listed body that is active in many countries, and
    /// one of them.
    fn branch_at(&self, start: usize) -> Option<Phrase> {
        let end = self.known_body_at(start).filter(|&end| end > start + 1)?;
        let head = end - 1;
        let place = self
            .place_at(end)
            .filter(|_| self.joins(end) && !self.words[head].possessive)?;
        Some(Phrase {
            words: start..place,
            kind: Kind::Organisation,
            head,
        })
    }

    /// `Universitas Hasanuddin`, `Comité sahélien des pesticides`: in many languages the noun stands
    /// first, and the name goes on over its own prepositions.
    fn foreign_at(&self, start: usize) -> Option<Phrase> {
        const MOST: usize = 9;
        let free = start == 0 || !self.joins(start - 1) || self.title_ends(start);
        if !self.in_group("foreign-head-en", start) || !self.is_capital(start) || !free {
            return None;
        }
        let link = |at: usize| {
            ["foreign-of", "foreign-article", "foreign-link-en"]
                .iter()
                .any(|group| self.in_group(group, at))
        };
        let small = |at: usize| {
            self.word(at).is_some_and(|word| word.shape == Shape::Lower)
                && !link(at)
                && !self.in_group("sentence-word-en", at)
                && !self.in_group("noun-stop-en", at)
        };
        // Association des crabiers |gaspésiens: Ana Lima; des pêcheurs |professionnels du sud
        let adjective = |at: usize| {
            let closes = self.is_one_of(at + 1, &[":", ";", ",", "(", ")"]);
            small(at) && small(at - 1) && at > start + 2 && link(at - 2) && (closes || link(at + 1))
        };
        // The Association met, but Association des crabiers gaspésiens
        let lexicon = &self.knowledge.authority.lexicon;
        let value = lexicon.value("foreign-head-en", &self.words[start].text);
        if value == Some("linked") && !link(start + 1) {
            return None;
        }
        let (mut at, mut end) = (start + 1, start);
        while at < start + MOST {
            let behind_link = at > start + 1 && link(at - 1);
            if self.joins(at) {
                end = at + 1;
            } else if small(at) && behind_link {
                end = at + 1;
                // de lutte antiacridienne (CNLA)
                if small(at + 1) && self.is(at + 2, "(") {
                    end = at + 2;
                    break;
                }
            } else if adjective(at) {
                end = at + 1;
            } else if !(link(at) || at == start + 1 && small(at) && link(at + 1)) {
                break;
            }
            at += 1;
        }
        // Sangguniang Panlalawigan |of Leyte
        if end > start + 1
            && self.is(end, "of")
            && let Some(place) = self
                .place_at(end + 1)
                .or_else(|| self.has_place(end + 1..end + 2).then_some(end + 2))
                .filter(|&place| !self.joins(place))
        {
            end = place;
        }
        // refused by |An Bord Pleanála
        let article = start > 1
            && self.is_capital(start - 1)
            && self.in_group("foreign-definite", start - 1)
            && self.words[start - 2].shape == Shape::Lower;
        (end > start + 1).then_some(Phrase {
            words: start - usize::from(article)..end,
            kind: Kind::Organisation,
            head: start,
        })
    }

    /// A name with the article that it has in the middle of a sentence: `writes for |The Straits Times`.
    fn with_article(&self, mut phrase: Phrase) -> Phrase {
        let start = phrase.words.start;
        let article = phrase.kind == Kind::Organisation && self.has_article(start);
        phrase.words.start -= usize::from(article);
        phrase
    }

    /// Whether an article with a capital stands before a word though no sentence begins there.
    pub(super) fn has_article(&self, start: usize) -> bool {
        let inner = |at: usize| {
            let word = &self.words[at];
            word.shape == Shape::Lower || self.is_one_of(at, &[",", "("])
        };
        start > 1
            && self.is(start - 1, "The")
            && inner(start - 2)
            && (self.words.iter()).any(|word| matches!(word.shape, Shape::Lower | Shape::Capital))
    }

    /// `E. Gagnon et Fils ltée`, `Les Fruits de mer Miscou ltée`: the form of a company ends its name,
    /// which goes back as far as capitals and small words between them do.
    fn firm_with_form(&self, start: usize) -> Option<Phrase> {
        const MOST: usize = 8;
        let lexicon = &self.knowledge.authority.lexicon;
        let first = self.is_capital(start) || self.word(start)?.shape == Shape::Initial;
        if !first || self.is_ordinary(start) || start > 0 && self.joins(start - 1) {
            return None;
        }
        // Arimac-Lanka Digital| (Pvt) Ltd; Lifespan Partners|, LLC; McKerral Hire| (Kilmelford) Ltd
        let run = self.run(start);
        let form_at = |at: usize| {
            let word = self.word(at);
            word.is_some_and(|word| {
                let dotted = format!("{}.", word.text);
                lexicon.contains("legal-form", &word.text)
                    || lexicon.contains("legal-form", &dotted)
            })
        };
        let bracket = if self.is(run, "(") && self.is(run + 2, ")") && form_at(run + 3) {
            self.legal_end(run + 4)
        } else if self.is(run, ",") && form_at(run + 1) {
            self.legal_end(run + 2)
        } else {
            run
        };
        let end = self.legal_end(run).max(bracket);
        let marked = self.is_one_of(run, &["(", ","]);
        if end > run && marked && (start..run).any(|at| self.is_proper(at)) {
            return Some(Phrase {
                words: start..end,
                kind: Kind::Organisation,
                head: run - 1,
            });
        }
        let inner = |at: usize| {
            self.joins(at)
                || self.links(at)
                || self.is(at, "&")
                || self.links(at - 1) && self.words[at].shape == Shape::Lower
        };
        let form = (start + 1..self.words.len().min(start + MOST))
            .take_while(|&at| {
                inner(at) || lexicon.value("legal-form", &self.words[at].text) == Some("suffix")
            })
            .find(|&at| lexicon.value("legal-form", &self.words[at].text) == Some("suffix"))?;
        let linked = (start..form).any(|at| !self.joins(at));
        let small = self.words[form].shape == Shape::Lower;
        let named = (start..form).any(|at| self.is_proper(at));
        ((linked || small) && named).then(|| Phrase {
            words: start..self.legal_end(form + 1),
            kind: Kind::Organisation,
            head: form,
        })
    }

    /// `UK government`, `Danish government`, `Johannesburg city council`: the government of a place, in
    /// small letters.
    fn government_at(&self, start: usize) -> Option<Phrase> {
        const MOST: usize = 2;
        let lexicon = &self.knowledge.authority.lexicon;
        let demonym = self.in_group("demonym-en", start).then_some(start + 1);
        let first = self.place_at(start).or(demonym)?;
        let free = start == 0 || !self.joins(start - 1);
        if !free || self.words[first - 1].possessive {
            return None;
        }
        let end = (first + 1..=(first + MOST).min(self.words.len()))
            .rev()
            .find(|&end| lexicon.contains("government-en", &self.text(first..end)))?;
        Some(Phrase {
            words: start..end,
            kind: Kind::Organisation,
            head: end - 1,
        })
    }

    /// Whether a name may begin at a word: not inside a run of capitalised words.
    fn begins(&self, start: usize) -> bool {
        !self.joins(start - 1) || self.words[start - 1].possessive || self.title_ends(start)
    }

    /// Whether an ordinal or a year stands at an index: `Third`, `4th`, `2016`.
    fn ordinal(&self, index: usize) -> bool {
        let Some(word) = self.word(index) else {
            return false;
        };
        match word.shape {
            Shape::Number => {
                let digits = word.text.bytes().take_while(u8::is_ascii_digit).count();
                let rest = &word.text[digits..];
                digits == 4
                    && rest.is_empty()
                    && (word.text.starts_with("19") || word.text.starts_with("20"))
                    || digits <= 3 && matches!(rest, "st" | "nd" | "rd" | "th")
            }
            Shape::Capital | Shape::Lower => self.in_group_lower("ordinal-en", index),
            _ => false,
        }
    }

    /// Whether a word is letters that name a body by themselves, beside a word that is none.
    fn are_letters(&self, at: usize, beside: usize) -> bool {
        const SHORTEST: usize = 3;
        let word = &self.words[at];
        word.shape == Shape::Capitals
            && word.text.chars().count() >= SHORTEST
            && !self.in_group("not-person-en", at)
            && !self.in_group("no-body-en", at)
            && self.words[beside].shape != Shape::Capitals
    }

    /// `Food and Agriculture|Organization`: the head of a name whose first words end before `and`.
    fn joined_head(&self, first: usize, run: usize) -> Option<(usize, Kind)> {
        let mut end = run;
        // Research, Development and Evaluation Commission
        while self.is(end, ",")
            && end - first <= 4
            && self.joins(end + 1)
            && first > 0
            && self.is_one_of(first - 1, &["the", "The"])
        {
            let next = self.run(end + 1);
            if self.last_head(end + 1..next).is_some() {
                return None;
            }
            end = next;
        }
        if !self.is_one_of(end, &["and", "&"]) || end - first > 5 || end + 1 >= self.words.len() {
            return None;
        }
        // OTRK and |Yntymak FM
        let left = end == first + 1 && self.are_letters(first, end + 1)
            || self.place_at(first) == Some(end)
            || self.known_body_at(first) == Some(end)
            || self.title_at(first).is_some();
        if left || self.words[end - 1].possessive || !self.joins(end + 1) {
            return None;
        }
        // Two persons or a person and a body: nothing of a person's name is an ordinary noun.
        if end - first >= 2 && !(first..end).any(|i| self.is_noun(i)) {
            return None;
        }
        let right = self.run(end + 1);
        let (head, kind) = self.last_head(end + 1..right)?;
        // Samoa and the World Bank; Tanaka and Steering Committee: the second is listed alone.
        let alone = self
            .known_body_at(end + 1)
            .is_some_and(|known| known > head);
        (head > end + 1 && !alone).then_some((head, kind))
    }

    /// The end of `of Economic Affairs and Communications of Estonia` after a head.
    fn complement(&self, end: usize, kind: Kind) -> usize {
        let mut end = end;
        let mut about = false;
        for _ in 0..3 {
            let joint = match kind {
                Kind::Organisation => ["of", "for", "on", "against"],
                _ => ["of", "for", "on", "to"],
            };
            // Committee on Land and Environmental Affairs|on Study Tour
            if about && self.is(end, "on") {
                break;
            }
            about |= self.is(end, "on");
            // Ministère du Développement Numérique
            let foreign = kind == Kind::Organisation && self.in_group("foreign-of", end);
            if !self.is_one_of(end, &joint) && !foreign {
                break;
            }
            let mut at = end + 1;
            if self.is_one_of(at, &["the", "its"])
                || foreign && self.in_group("foreign-article", at)
            {
                at += 1;
            }
            if !self.joins(at) || self.is_for_a_person(end, at) {
                break;
            }
            // University of Galway |Professor Siobhán Akinwande
            let named = self
                .place_at(at)
                .filter(|&end| self.title_at(end).is_some());
            let next = named.unwrap_or_else(|| self.conjuncts(at));
            let has_body = self.is(end, "of")
                && (at..next).any(|i| self.head(i) == Some(Kind::Organisation))
                || self.is(end, "of") && self.known_body_at(at).is_some();
            // Report of the Office of …, Declaration of the OECD: the body is not in the name.
            if kind != Kind::Organisation && has_body {
                break;
            }
            end = next;
        }
        end
    }

    /// Whether a word only ends a title: the Member of |Parliament for Sengkang.
    fn is_inside_title(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        (at.saturating_sub(LONGEST)..at)
            .any(|start| self.title_at(start).is_some_and(|end| end == at + 1))
    }

    /// Whether words only say what a title is for: `Secretary of Health and Human Services`, `Minister of
    /// Justice and Courts Administration`.
    fn is_portfolio(&self, phrase: &Phrase) -> bool {
        const FAR: usize = 6;
        let mut start = phrase.words.start;
        let floor = start.saturating_sub(FAR);
        while start > floor
            && (self.joins(start - 1) || self.is_one_of(start - 1, &["and", ",", "&"]))
        {
            start -= 1;
        }
        let head = &self.words[phrase.head].text;
        phrase.kind == Kind::Organisation
            && start >= 2
            && self.is_one_of(start - 1, &["of", "for"])
            && self.title_ends(start - 1)
            && (head.ends_with('s') || self.in_group("portfolio-en", phrase.head))
    }

    /// Whether a name of a person follows `for`: `Cabinet Office for Pete Lawrence`.
    fn is_for_a_person(&self, joint: usize, at: usize) -> bool {
        let end = self.run(at);
        self.is(joint, "for")
            && end - at >= 2
            && self.in_group("given-name", at)
            && !(at..end).any(|i| self.is_noun(i))
    }

    /// The end of `Business, Innovation and Employment`: words that `and` joins as far as none of
    /// them is a name of its own.
    fn conjuncts(&self, start: usize) -> usize {
        let mut end = self.series(start).unwrap_or_else(|| self.run(start));
        loop {
            if end > start && self.words[end - 1].possessive {
                return end;
            }
            let (joint, list) = if self.is_one_of(end, &["and", "&"]) {
                (end, false)
            } else if self.is(end, ",") && self.is_series(end) {
                (end, true)
            } else {
                return end;
            };
            let next = joint + 1;
            if !self.joins(next) {
                return end;
            }
            let right = self.run(next);
            // Ministry of Law and |SLA
            let own = right == next + 1 && self.are_letters(next, start)
                || (next..right).any(|i| {
                    // Department of Rural and |Community Development
                    self.head(i) == Some(Kind::Organisation)
                        && (i + 1 == right || !self.needs_a_place(i))
                })
                || self.place_at(next).is_some()
                || self.place_at(start) == Some(end)
                || self.known_body_at(next).is_some()
                || self.title_at(next).is_some()
                || self.speaks(right)
                // … of Transport and Patrick Walsh: two words of which none is an ordinary noun.
                || !list && right - next >= 2
                    && !(next..right).any(|i| self.is_noun(i));
            if own {
                return end;
            }
            end = right;
        }
    }

    /// The end of three topics or more that commas join and `and` closes: `Public Administration,
    /// Home Affairs, Provincial Councils and Local Government`. Each is of ordinary words, or of
    /// one word.
    fn series(&self, start: usize) -> Option<usize> {
        let mut end = self.run(start);
        let mut count = 1;
        let topic = |words: Range<usize>| {
            let listed =
                self.place_at(words.start).is_some() || self.known_body_at(words.start).is_some();
            let ordinary = words.clone().any(|i| self.is_noun(i));
            // … of Health, Cabinet Office and Treasury, but of Public Administration
            let lexicon = &self.knowledge.authority.lexicon;
            let body = words.clone().any(|i| {
                let value = lexicon.value("org-head-en", &self.words[i].text);
                matches!(value, Some("office" | "last"))
            });
            !listed && !body && (words.len() == 1 || ordinary) && !words.is_empty()
        };
        if !topic(start..end) {
            return None;
        }
        loop {
            let comma = self.is(end, ",");
            let and = end + usize::from(comma);
            let closes = self.is_one_of(and, &["and", "&"]);
            let next = and + usize::from(closes);
            if next == end || !self.joins(next) {
                return None;
            }
            let right = self.run(next);
            if !topic(next..right) || self.words[right - 1].possessive {
                return None;
            }
            end = right;
            count += 1;
            if closes {
                return (count >= 3).then_some(end);
            }
        }
    }

    /// `, X and Y` after a comma, X and Y capitalised words.
    pub(super) fn is_series(&self, comma: usize) -> bool {
        if !self.joins(comma + 1) {
            return false;
        }
        let middle = self.run(comma + 1);
        let after = if self.is(middle, ",") {
            middle + 1
        } else {
            middle
        };
        middle - comma <= 3
            && self.is_one_of(after, &["and", "&"])
            && self.joins(after + 1)
            && self.place_at(comma + 1).is_none()
            && self.known_body_at(comma + 1).is_none()
            && self.head(middle - 1) != Some(Kind::Organisation)
            && (comma + 1..middle).all(|i| self.is_noun(i) || middle - comma == 2)
    }

    /// The end of `Co., Ltd.` and `Inc.`: the full stop belongs to the name.
    pub(super) fn legal_end(&self, end: usize) -> usize {
        let lexicon = &self.knowledge.authority.lexicon;
        let is_form = |index: usize| {
            self.word(index).is_some_and(|word| {
                lexicon.contains("legal-form", &word.text)
                    || lexicon.contains("legal-form", &format!("{}.", word.text))
            })
        };
        let mut end = end;
        let bracketed = self.is(end, "(") && is_form(end + 1) && self.is(end + 2, ")");
        if end == 0 || !is_form(end - 1) && !self.is(end - 1, "Co") && !bracketed {
            return end;
        }
        loop {
            // Ltd., but the full stop behind Corporation ends the sentence.
            let dotted = format!("{}.", self.words[end - 1].text);
            // Nawaloka Construction| (Pvt) Ltd
            if self.is(end, "(") && is_form(end + 1) && self.is(end + 2, ")") {
                end += 3;
                if is_form(end) {
                    end += 1;
                }
                continue;
            }
            let stop = (lexicon.contains("legal-form", &dotted) || self.is(end - 1, "Co"))
                && self.is(end, ".")
                && self.words[end].range.start == self.words[end - 1].range.end;
            let after = if stop { end + 1 } else { end };
            let comma = if self.is(after, ",") {
                after + 1
            } else {
                after
            };
            if is_form(comma) {
                end = comma + 1;
            } else {
                return after;
            }
        }
    }

    /// The end with a year: `Act 2014`, `Plan 2019-2021`, `Summit 2016`.
    fn edition(&self, end: usize, kind: Kind) -> usize {
        if kind == Kind::Organisation
            || !self.ordinal(end)
            || self
                .word(end)
                .is_none_or(|word| word.shape != Shape::Number || word.text.len() != 4)
        {
            return end;
        }
        let range = self.is(end + 1, "-") && self.ordinal(end + 2);
        if range { end + 3 } else { end + 1 }
    }

    /// Whether `Declaration on Digital Trust` has its name by what follows the head; `Report of the
    /// Office` and `Summit of Leaders` have none.
    fn named_by_complement(&self, head: usize, end: usize) -> bool {
        end >= head + 3
            && self.is_one_of(head + 1, &["on", "for"])
            && self.words[head].text != "Report"
    }
}

/// `Council` for `COUNCIL`.
pub(super) fn in_small(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next();
    let rest = chars.flat_map(char::to_lowercase);
    first.into_iter().chain(rest).collect()
}
