//! What sentences promise, advise, call for and aim at: `各國必須開放`, `OGP 將建立新聯盟`, a list
//! under `提出 3 個目標如下：`.
//!
//! Who says it, who binds itself and who should act are kept apart: in a speech the speaker
//! stays the speaker until the section ends, whoever the sentence is about.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Material, Undertaking, UndertakingClass, due, quotation, sentence, session};
use crate::document::{Block, BlockKind, NodeId, Span, is_latin};
use crate::entity::{EntityId, Kind};
use crate::mention::{Mention, Reading};

/// A word that makes a clause an undertaking.
#[derive(Clone, Copy, Debug)]
struct Cue<'a> {
    class: UndertakingClass,
    modality: &'a str,
    span: Span,
}

/// Who speaks from a place of the text on; none: the report itself.
pub type Turns = Vec<(usize, Option<EntityId>)>;

/// Reads them, and who speaks where; `listed` are those that a heading above says already.
pub fn find(material: &Material, listed: &[Undertaking]) -> (Vec<Undertaking>, Turns) {
    let mut reader = Reader::new(material, listed);
    for index in 0..material.document.blocks().len() {
        reader.block(index);
    }
    (reader.found, reader.turns)
}

/// What the items of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decisions {
    /// No decisions.
    None,
    /// Decisions, from the next item on.
    Next,
    /// Decisions, as far as they stand below the same node.
    Below(Option<NodeId>),
}

impl Decisions {
    fn follow(so: bool) -> Self {
        if so { Self::Next } else { Self::None }
    }
}

struct Reader<'m, 'a> {
    material: &'m Material<'a>,
    cues: FxHashMap<char, Vec<(&'a str, UndertakingClass, &'a str)>>,
    /// Where undertakings were read as items of lists.
    taken: BTreeSet<Span>,
    /// Who speaks, and in which section.
    speaker: Option<(EntityId, Option<NodeId>)>,
    /// Whether he speaks in one block only, behind his name and a colon.
    in_line: bool,
    /// Whether the items that follow are decisions of a meeting.
    decisions: Decisions,
    found: Vec<Undertaking>,
    /// Which of those found are decisions of a meeting.
    decided: Vec<usize>,
    turns: Turns,
}

impl<'m, 'a> Reader<'m, 'a> {
    fn new(material: &'m Material<'a>, listed: &[Undertaking]) -> Self {
        let mut cues: FxHashMap<char, Vec<_>> = FxHashMap::default();
        for (word, value) in material.authority.lexicon.group("undertaking-cue") {
            let (Some(first), Some((class, modality))) = (word.chars().next(), classified(value))
            else {
                continue;
            };
            let row = (word.as_ref(), class, modality);
            cues.entry(first).or_default().push(row);
        }
        for words in cues.values_mut() {
            words.sort_by_key(|(word, ..)| std::cmp::Reverse(word.len()));
        }
        Self {
            material,
            cues,
            taken: listed.iter().map(|item| item.text).collect(),
            speaker: None,
            in_line: false,
            decisions: Decisions::None,
            found: Vec::new(),
            decided: Vec::new(),
            turns: Vec::new(),
        }
    }

    /// Takes note of who speaks from a place on.
    fn turn(&mut self, at: usize) {
        let speaker = self.speaker.map(|(speaker, _)| speaker);
        if self.turns.last().is_none_or(|(_, last)| *last != speaker) {
            self.turns.push((at, speaker));
        }
    }

    fn block(&mut self, index: usize) {
        let material = self.material;
        let document = material.document;
        let block = &document.blocks()[index];
        // English has its own way to say it (`modal`).
        if is_latin(document.slice(block.span)) {
            return;
        }
        let section = section(material, block);
        // In a panel the next paragraph may be somebody else's.
        let shared = section
            .is_some_and(|section| session::is_shared(material, document.node(section).title));
        // In a text without parts a paragraph that begins with somebody else is no longer his.
        let other = |speaker: EntityId| {
            let start = skip_space(document.text(), block.span.start);
            let first = || self.agent_at(start).or_else(|| self.titled_at(start));
            let first = section.is_none().then(first).flatten();
            first.is_some_and(|first| first != speaker)
        };
        let ends = |(speaker, scope): (EntityId, Option<NodeId>)| {
            let is_paragraph = block.kind == BlockKind::Paragraph;
            scope != section || is_paragraph && (shared || other(speaker))
        };
        if self.in_line || self.speaker.is_some_and(ends) {
            self.speaker = None;
        }
        if self.assigns_line(block) {
            return;
        }
        let line = quotation::turn(material, block);
        self.in_line = line.is_some();
        if let Some((speaker, _)) = line {
            self.speaker = Some((speaker, section));
        }
        self.turn(block.span.start);
        let title = block.node.map(|node| document.node(node).title);
        let text = match (&block.kind, title) {
            (BlockKind::Item, Some(title)) => title,
            (BlockKind::Paragraph | BlockKind::Item, _) => block.span,
            (BlockKind::Field { label, value }, _) => {
                // 案由二：…（提案機關：內政部）決議：
                let last = document
                    .slice(block.span)
                    .trim_end()
                    .trim_end_matches(['：', ':']);
                let follow = match document.slice(*value).trim() {
                    "" => self.is_decision(document.slice(*label).trim()),
                    value if value.ends_with(['：', ':']) => self.is_decision(last),
                    _ => false,
                };
                // 主席裁示：請下列單位辦理：
                let lists = document.slice(*value).trim().ends_with(['：', ':'])
                    && self.is_decision(document.slice(*label).trim());
                self.decisions = Decisions::follow(follow || lists);
                // 決議：請財政部…
                if !follow && self.is_decision(document.slice(*label).trim()) {
                    self.decisions_in(block, *value);
                    return;
                }
                *value
            }
            (BlockKind::Heading, Some(title)) => {
                let follow = self.is_decision(document.slice(title).trim());
                self.decisions = Decisions::follow(follow);
                return;
            }
            // A picture ends what somebody said.
            (BlockKind::Caption { .. }, _) => {
                self.speaker = None;
                return;
            }
            _ => return,
        };
        let text = line.map_or(text, |(_, words)| words);
        if self.taken.contains(&text) || text.is_empty() || self.takes_back(text) {
            return;
        }
        if self.decisions != Decisions::None {
            let above = block.node.and_then(|node| document.node(node).parent);
            let is_one = match self.decisions {
                Decisions::Below(known) => known == above,
                _ => true,
            };
            if block.kind == BlockKind::Item && is_one {
                self.decisions = Decisions::Below(above);
                self.decision(block, text);
                return;
            }
            // 決議： above a paragraph
            if self.decisions == Decisions::Next && block.kind == BlockKind::Paragraph {
                self.decisions_in(block, text);
                return;
            }
            if !matches!(block.kind, BlockKind::Field { .. }) {
                self.decisions = Decisions::None;
            }
        }
        let is_view = is_view(material, block);
        if line.is_none() && self.decides(block, text, section, is_view) {
            return;
        }
        let listens = !is_view && line.is_none() && !matches!(block.kind, BlockKind::Field { .. });
        for sentence in split(document.text(), text, &['。', '；', '！', '？']) {
            self.sentence(sentence, section, listens, is_view);
        }
        // What stands below a line that somebody says is the report's again.
        if line.is_none() {
            self.list(index, text);
        }
    }

    /// Reads a line among decisions that begins with who is asked: 經濟部：請於6月30日前函復. Tells whether it is one.
    fn assigns_line(&mut self, block: &Block) -> bool {
        let document = self.material.document;
        let item = block.node.filter(|_| block.kind == BlockKind::Item);
        let line = item.map_or(block.span, |node| document.node(node).title);
        let is_one = self.decisions != Decisions::None && self.assigned(line).is_some();
        if is_one {
            self.in_line = false;
            self.turn(block.span.start);
            self.decisions_in(block, line);
        }
        is_one
    }

    /// Reads each sentence as a decision of a meeting.
    fn decisions_in(&mut self, block: &Block, text: Span) {
        for said in split(self.material.document.text(), text, &['。', '；']) {
            self.decision(block, said);
        }
    }

    fn is_decision(&self, label: &str) -> bool {
        let words = self.material.authority.lexicon.group("decision-label");
        words.iter().any(|(word, _)| label.ends_with(word.as_ref()))
    }

    /// Reads what a line says behind a label for a decision or the chair, and whether it has one.
    fn decides(
        &mut self,
        block: &Block,
        text: Span,
        section: Option<NodeId>,
        is_view: bool,
    ) -> bool {
        let Some((said, is_chair)) = self.decided(block, text) else {
            return false;
        };
        let words = self.material.document.slice(said).trim_end();
        self.decisions = Decisions::follow(!is_chair && words.ends_with(['：', ':']));
        for sentence in split(self.material.document.text(), said, &['。', '；']) {
            if !is_chair || self.assigns(sentence) {
                self.decision(block, sentence);
            } else {
                self.sentence(sentence, section, false, is_view);
            }
        }
        true
    }

    /// What a line says behind a label that calls it a decision (主席裁示：…) or the words of the chair
    /// (主席：…), and whether it is only the latter.
    fn decided(&self, block: &Block, text: Span) -> Option<(Span, bool)> {
        /// The most characters of a label.
        const LONGEST: usize = 10;
        let document = self.material.document;
        let label = match block.kind {
            BlockKind::Field { label, .. } => document.slice(label),
            _ => document.slice(text).split_once(['：', ':'])?.0,
        };
        let label = label.trim();
        let said = if let BlockKind::Field { value, .. } = block.kind {
            value
        } else {
            let colon = document.slice(text).find(['：', ':'])?;
            let rest = document.slice(text)[colon..].trim_start_matches(['：', ':']);
            sentence::trimmed(document.text(), Span::new(text.end - rest.len(), text.end))
        };
        let short = label.chars().count() <= LONGEST && !said.is_empty();
        let is_chair = self.is_chair(label);
        (short && (is_chair || self.is_decision(label))).then_some((said, is_chair))
    }

    /// Whether a label means whoever chairs, alone or with a verb of speech: 主席, 主席表示.
    fn is_chair(&self, label: &str) -> bool {
        let lexicon = &self.material.authority.lexicon;
        let chairs = lexicon.group("attendee-label").iter();
        let mut chairs = chairs.filter(|(_, part)| &**part == "chair");
        let verbs = lexicon.cues("speech-verb");
        chairs.any(|(word, _)| {
            let rest = label.strip_prefix(&**word);
            rest.is_some_and(|rest| {
                rest.is_empty() || verbs.starting(rest).any(|(verb, _)| **verb == *rest)
            })
        })
    }

    /// Whether a sentence asks somebody whom it names to do something, and not only to speak or sit down:
    /// 請|工務處|提出改善方案, but neither 請|工務處|說明 nor 請|林科長|入座.
    fn assigns(&self, sentence: Span) -> bool {
        let material = self.material;
        let text = material.document.text();
        let clauses = split(text, sentence, &['，']);
        let Some(&first) = clauses.first() else {
            return false;
        };
        let cue = self.cue(first, true);
        let cue = cue.filter(|cue| cue.class == UndertakingClass::Call);
        let Some(cue) = cue.filter(|cue| self.is_initial(first, cue.span.start)) else {
            return false;
        };
        let at = skip_space(text, cue.span.end);
        let asked = self.agent_at(at);
        let named = material
            .inside(Span::new(at, first.end.max(at)))
            .filter(|(index, mention)| agent(material, *index, mention).is_some())
            .map(|(_, mention)| mention.span.end);
        let rest = Span::new(named.max().unwrap_or(at), first.end);
        let only_speaks = clauses.len() == 1
            && (self.ends_in(rest, "speech-verb") || self.ends_in(rest, "no-task-verb"));
        asked.is_some() && !only_speaks
    }

    /// Whether some words are no more than a verb of a group with an adverb: 先行|說明.
    fn ends_in(&self, words: Span, group: &str) -> bool {
        /// The most characters of the adverb.
        const ADVERB: usize = 3;
        let words = self.material.document.slice(words).trim();
        let verbs = self.material.words(group).ending(words);
        let verb = verbs.map(|(verb, _)| verb.len()).max();
        verb.is_some_and(|verb| words[..words.len() - verb].chars().count() <= ADVERB)
    }

    /// The bodies that stand before a colon, and what they are asked to do behind it: 經濟部：|請於6月30日前函復.
    fn assigned(&self, text: Span) -> Option<(Vec<EntityId>, Span)> {
        let document = self.material.document;
        let words = document.slice(text);
        let (label, rest) = words.split_once(['：', ':'])?;
        let label = Span::new(text.start, text.start + label.trim_end().len());
        let named = self
            .material
            .outermost(label)
            .map(|(_, name)| name.span.end);
        let whole = named.max() == Some(label.end);
        let units = listed(self.material, label);
        let asked = Span::new(text.end - rest.len(), text.end);
        let asked = sentence::trimmed(document.text(), asked);
        let clauses = split(document.text(), asked, &['，', '。', '；']);
        let cue = self.cue(*clauses.first()?, true);
        let asks = cue.is_some_and(|cue| {
            cue.class == UndertakingClass::Call && cue.span.start == asked.start
        });
        (whole && asks && !units.is_empty()).then_some((units, asked))
    }

    /// Takes back what the meeting decided before, if some words say so: 以上決議均撤回.
    fn takes_back(&mut self, text: Span) -> bool {
        /// The most characters between the decisions and the verb.
        const BETWEEN: usize = 4;
        let material = self.material;
        let said = material.document.slice(text).trim();
        let said = said.split(['，', '。']).next().unwrap_or_default();
        let lexicon = &material.authority.lexicon;
        let decisions = material
            .words("all-above")
            .starting(said)
            .find_map(|(above, _)| {
                let rest = said[above.len()..].trim_start_matches(['之', '的']);
                let label = material.words("decision-label").starting(rest).last()?;
                Some(&rest[label.0.len()..])
            });
        let Some(rest) = decisions else { return false };
        let verbs = material.words("undertaking-state").ending(rest);
        let verb = verbs.filter(|(_, state)| &**state == "withdrawn").last();
        let Some((verb, _)) = verb else { return false };
        let between = &rest[..rest.len() - verb.len()];
        let whole = between.chars().count() <= BETWEEN
            && !between
                .chars()
                .any(|c| lexicon.contains("negation", c.encode_utf8(&mut [0; 4])))
            && !between.contains('第');
        for &index in self.decided.iter().filter(|_| whole) {
            "withdrawn".clone_into(&mut self.found[index].status);
            self.found[index].evidence.push(text);
        }
        whole
    }

    /// What a meeting decided: 請經濟部於 6 月 30 日前公告 asks the body to act, which promised
    /// nothing; 經濟部將於… is its own promise.
    fn decision(&mut self, block: &Block, text: Span) {
        let material = self.material;
        let whole = text;
        let (unit, text) = self.assigned(whole).unwrap_or((Vec::new(), whole));
        let is_body = |id: &EntityId| material.resolved.entity(*id).kind == Kind::Organisation;
        let mut first: Option<Cue> = None;
        let mut asked: Vec<EntityId> = Vec::new();
        let mut before = None;
        let helpers = helpers(material, text);
        for clause in split(material.document.text(), text, &['，', '。', '；']) {
            let Some(cue) = self.cue(clause, true) else {
                continue;
            };
            let lead = Span::new(text.start, cue.span.start);
            let subject = self.agents(lead).filter(is_body).last();
            let object = self
                .agents(Span::new(cue.span.end, clause.end))
                .find(is_body);
            // 請|經濟部及內政部
            let all = listed(material, Span::new(cue.span.end, clause.end));
            let person = self
                .agent_at(skip_space(material.document.text(), cue.span.end))
                .filter(|id| material.resolved.entity(*id).kind == Kind::Person);
            // 請|經濟部, 經濟部|應
            let told = match cue.class {
                UndertakingClass::Call if !all.is_empty() => all,
                // 請|陳處長志明
                UndertakingClass::Call if person.is_some() => person.into_iter().collect(),
                _ if !unit.is_empty() => unit.clone(),
                UndertakingClass::Call => {
                    let one = object.or(subject.filter(|_| first.is_none()));
                    one.into_iter().collect()
                }
                UndertakingClass::Recommendation => subject.into_iter().collect(),
                _ => Vec::new(),
            };
            if first.is_none() {
                before = subject.or(object);
                first = Some(cue);
            }
            for body in told {
                if !asked.contains(&body) && !helpers.contains(&body) {
                    asked.push(body);
                }
            }
        }
        let Some(cue) = first else {
            self.adopted(block, text);
            return;
        };
        let promises = matches!(
            cue.class,
            UndertakingClass::Commitment | UndertakingClass::Goal
        );
        let maker = before.filter(|_| promises);
        if maker.is_none() && asked.is_empty() {
            return;
        }
        let outline = block
            .node
            .filter(|_| block.kind == BlockKind::Item)
            .map(|node| {
                let document = material.document;
                (document.path(node), document.markers(node).join("-"))
            });
        let (path, printed) = outline.unwrap_or_default();
        self.decided.push(self.found.len());
        self.found.push(Undertaking {
            number: path,
            marker: printed,
            supporting: helpers
                .into_iter()
                .filter(|body| !asked.contains(body) && maker != Some(*body))
                .collect(),
            maker,
            addressees: asked,
            deadline: due::find(material, text),
            modality: Some(cue.modality.to_owned()),
            cue: Some(cue.span),
            evidence: vec![whole],
            ..Undertaking::stated(UndertakingClass::Commitment, text)
        });
    }

    /// What a meeting adopted: 通過本案. The report says it of the meeting.
    fn adopted(&mut self, block: &Block, text: Span) {
        let material = self.material;
        let words = material.document.slice(text);
        let mut adopts = material.words("adoption-word").starting(words);
        let Some((word, modality)) = adopts.next() else {
            return;
        };
        // 通過 alone says of nothing that it was adopted.
        if words.chars().count() <= word.chars().count() + 1 {
            return;
        }
        let document = material.document;
        let outline = block.node.filter(|_| block.kind == BlockKind::Item);
        let outline = outline.map(|node| (document.path(node), document.markers(node).join("-")));
        let (number, marker) = outline.unwrap_or_default();
        self.decided.push(self.found.len());
        self.found.push(Undertaking {
            number,
            marker,
            modality: Some(modality.to_string()),
            cue: Some(Span::new(text.start, text.start + word.len())),
            ..Undertaking::stated(UndertakingClass::Commitment, text)
        });
    }

    /// The undertakings of a sentence, each from the clause with its cue to the next one. Who
    /// speaks is taken note of if `listens`.
    fn sentence(&mut self, sentence: Span, section: Option<NodeId>, listens: bool, is_view: bool) {
        let material = self.material;
        let document = material.document;
        if sentence::is_refuted(material, sentence) {
            return;
        }
        let clauses = split(document.text(), sentence, &['，']);
        let mut subject: Option<EntityId> = None;
        // 環境部表示，…
        let mut voice: Option<EntityId> = None;
        // 立委王大明質疑，…
        let mut doubted = false;
        let mut at = 0;
        while at < clauses.len() {
            let clause = clauses[at];
            if listens {
                self.listen(clause, section);
            }
            let cue = self.cue(clause, is_view);
            let own =
                cue.and_then(|cue| self.agents(Span::new(clause.start, cue.span.start)).last());
            let first = self.agent_at(clause.start);
            at += 1;
            let Some(cue) = cue else {
                subject = first.or(subject);
                voice = sentence::voice(material, clause).or(voice);
                let words = material.document.slice(clause);
                doubted |= material.words("doubt-verb").ending(words).next().is_some();
                continue;
            };
            // 此計畫, 該法律: what is no agent binds nobody.
            if own.is_none()
                && self.begins_with_thing(clause, cue.span.start)
                && self.speaker.is_none()
            {
                continue;
            }
            let mut text = clause;
            // Whoever doubts promises nothing: 質疑，|政府將…
            let promises = matches!(
                cue.class,
                UndertakingClass::Commitment | UndertakingClass::Goal
            );
            let of_other = doubted && promises;
            let actor = own.or(subject.filter(|_| !of_other));
            let is_told = sentence::is_hearsay(material, clause)
                || sentence::is_taken_back(material, clause)
                || self.in_line && self.is_of_others(&clauses[..at], cue, actor);
            // 若違反承諾時，OGP 必須採取行動; 在之後的 5 年內，各國應評估
            if at >= 2 && (self.is_condition(clauses[at - 2]) || self.is_time(clauses[at - 2])) {
                text = clauses[at - 2].join(text);
            }
            while at < clauses.len() {
                let next = clauses[at];
                let goes_on = match self.cue(next, is_view) {
                    Some(more) => {
                        document.slice(more.span) == document.slice(cue.span)
                            && self
                                .agents(Span::new(next.start, more.span.start))
                                .next()
                                .is_none()
                            && self.is_initial(next, more.span.start)
                            && cue.class == UndertakingClass::Recommendation
                    }
                    None => self.agent_at(next.start).is_none() && !self.speaks(next),
                };
                if !goes_on {
                    break;
                }
                text = text.join(next);
                at += 1;
            }
            if is_told {
                subject = first.or(subject);
                continue;
            }
            let speaker = self.speaker.map(|(speaker, _)| speaker).or(voice);
            let speaker = speaker.filter(|_| !of_other);
            let asked = self.agent_at(skip_space(document.text(), cue.span.end));
            // 為爭取加入，…，我國由科技部參與: the subject follows.
            let later = || {
                clauses[at..]
                    .iter()
                    .find_map(|next| self.agent_at(next.start))
            };
            let actor =
                actor.or_else(|| later().filter(|_| speaker.is_none() && !is_view && !of_other));
            subject = first.or(subject);
            let joint = own.map_or_else(Vec::new, |own| self.joint(clause, cue, own));
            self.state(cue, text, speaker, actor, asked, is_view);
            let last = self
                .found
                .last_mut()
                .filter(|last| last.cue == Some(cue.span));
            if let Some(last) = last.filter(|last| promises && last.maker == own) {
                last.joint = joint;
            }
        }
    }

    /// Who stands in a list of names that ends with the one right before a cue: |丹麥|及瑞典將.
    fn joint(&self, clause: Span, cue: Cue, last: EntityId) -> Vec<EntityId> {
        let material = self.material;
        let text = material.document.text();
        let lead = Span::new(clause.start, cue.span.start);
        let names: Vec<(Span, EntityId)> = material
            .outermost(lead)
            .filter_map(|(index, mention)| Some((mention.span, agent(material, index, mention)?)))
            .collect();
        let mut others = Vec::new();
        for pair in names.windows(2).rev() {
            let [(before, id), (behind, _)] = pair else {
                break;
            };
            let gap = text[before.end..behind.start.max(before.end)].trim();
            if !matches!(gap, "、" | "及" | "與" | "和" | "暨") {
                break;
            }
            if *id != last && !others.contains(id) {
                others.push(*id);
            }
        }
        others.reverse();
        others
    }

    /// Whether whoever speaks in a line only tells what others promise, or denies it: 廠商表示|將完成,
    /// 並非本所|將補助, but neither 本所也|將補助 nor 環境部|將補助; or what they call for: 廠商表示|應加強. The cue
    /// stands in the last clause.
    fn is_of_others(&self, clauses: &[Span], cue: Cue, actor: Option<EntityId>) -> bool {
        let promises = matches!(
            cue.class,
            UndertakingClass::Commitment | UndertakingClass::Goal
        );
        let Some((clause, before)) = clauses.split_last() else {
            return false;
        };
        // 廠商表示，|將完成
        let says = |clause: &Span| {
            let material = self.material;
            let words = material.document.slice(*clause);
            let verbs = material.words("speech-verb").ending(words);
            let verbs = verbs.filter(|(verb, _)| {
                let lexicon = &material.authority.lexicon;
                lexicon.value("undertaking-cue", verb).is_none()
            });
            let verb = verbs.map(|(verb, _)| verb.len()).max();
            verb.is_some_and(|verb| !self.is_plain(Span::new(clause.start, clause.end - verb)))
        };
        let told = actor.is_none() && before.iter().any(says);
        if !promises {
            let lead = sentence::trimmed(
                self.material.document.text(),
                Span::new(clause.start, cue.span.start),
            );
            return told || says(&lead);
        }
        let text = self.material.document.text();
        // 陳美玲課長：「|本所將補助。」
        let begins = text[..clause.start].trim_end().ends_with(['：', ':']);
        let open = text[clause.start..].starts_with('「') && begins;
        let start = clause.start + if open { '「'.len_utf8() } else { 0 };
        told || !self.is_plain(Span::new(start, cue.span.start))
    }

    /// Whether some words are only adverbs, the names of agents, and words for oneself: 未來本所也.
    fn is_plain(&self, words: Span) -> bool {
        let material = self.material;
        let text = material.document.text();
        let groups = [
            "clause-opener",
            "quote-manner",
            "self-organisation",
            "self-person",
            "time-filler",
        ];
        let known = groups.map(|group| material.words(group));
        let dates = material.dates(words).map(|(_, date)| date);
        let agents = material.outermost(words).filter(|&(index, mention)| {
            agent(material, index, mention).is_some() && !runs_on(material, mention.span.end)
        });
        let names: Vec<Span> = dates.chain(agents.map(|(_, it)| it.span)).collect();
        let mut at = skip_space(text, words.start);
        while at < words.end {
            let rest = &text[at..words.end];
            let starting = known.iter().flat_map(|group| group.starting(rest));
            let word = starting.map(|(word, _)| at + word.len()).max();
            let here = names.iter().filter(|name| name.start == at);
            let Some(end) = here.map(|name| name.end).max().max(word) else {
                return false;
            };
            at = skip_space(text, end);
        }
        true
    }

    /// Adds the undertaking that a cue makes of some words.
    fn state(
        &mut self,
        cue: Cue,
        text: Span,
        speaker: Option<EntityId>,
        actor: Option<EntityId>,
        asked: Option<EntityId>,
        is_view: bool,
    ) {
        let mut class = cue.class;
        let mut addressee = None;
        let mut maker = actor.or(speaker);
        match class {
            // 希望美國協助 asks somebody else.
            UndertakingClass::Goal if asked.is_some() && asked != actor => {
                class = UndertakingClass::Call;
                addressee = asked;
            }
            UndertakingClass::Call => addressee = asked.filter(|&id| Some(id) != actor),
            // 各國必須開放, said by somebody, calls on those whom it is about.
            UndertakingClass::Recommendation if speaker.is_some() => {
                class = UndertakingClass::Call;
                maker = speaker;
                addressee = actor.filter(|_| actor != speaker);
            }
            UndertakingClass::Recommendation => {
                maker = None;
                addressee = actor;
            }
            _ => {}
        }
        // What a part that states views says without a subject, the report says.
        if maker.is_none() && !is_view {
            return;
        }
        if class == UndertakingClass::Call && speaker.is_some() {
            maker = speaker;
        }
        let due = due::find(self.material, text);
        // A call is addressed to somebody; advice need not be.
        if class == UndertakingClass::Call && addressee.is_none() {
            class = UndertakingClass::Recommendation;
        }
        self.found.push(Undertaking {
            maker,
            speaker,
            addressees: addressee.into_iter().collect(),
            deadline: due,
            modality: Some(cue.modality.to_owned()),
            cue: Some(cue.span),
            ..Undertaking::stated(class, text)
        });
    }

    /// The items below words such as `提出 3 個主要目標如下：`.
    fn list(&mut self, index: usize, text: Span) {
        let material = self.material;
        let document = material.document;
        let words = document.slice(text).trim_end();
        if !words.ends_with(['：', ':']) {
            return;
        }
        let Some(&intro) = split(document.text(), text, &['。', '；']).last() else {
            return;
        };
        let said = document.slice(intro);
        let lists = material.authority.lexicon.group("list-cue");
        let cue = lists
            .iter()
            .filter_map(|(word, value)| {
                Some((said.rfind(word.as_ref())?, word, classified(value)?))
            })
            .max_by_key(|(at, word, _)| (*at, word.len()));
        let Some((at, word, (class, modality))) = cue else {
            return;
        };
        let span = Span::new(intro.start + at, intro.start + at + word.len());
        let cue = Cue {
            class,
            modality,
            span,
        };
        let speaker = self.speaker.map(|(speaker, _)| speaker);
        let actor = match class {
            UndertakingClass::Commitment => self.agents(Span::new(intro.start, span.start)).last(),
            _ => None,
        };
        let below = document.blocks()[index + 1..].iter();
        let mut parent = None;
        let mut last = 0;
        for node in below.filter_map(|block| block.node) {
            let item = document.node(node);
            match parent {
                None if item.ordinal == 1 => parent = Some(item.parent),
                None => return,
                Some(parent) if item.parent != parent => {
                    let inside = document
                        .ancestors(node)
                        .any(|up| up.parent == parent && up.ordinal == last);
                    if inside {
                        continue;
                    }
                    return;
                }
                Some(_) if item.ordinal == last => continue,
                Some(_) if item.ordinal != last + 1 => return,
                Some(_) => {}
            }
            last = item.ordinal;
            if actor.or(speaker).is_some() && self.taken.insert(item.title) {
                let (number, marker) = (document.path(node), document.markers(node).join("-"));
                self.state(cue, item.title, speaker, actor, None, false);
                if let Some(added) = self.found.last_mut() {
                    added.number = number;
                    added.marker = marker;
                    added.evidence = vec![intro, item.title];
                }
            }
        }
    }

    /// Takes note of who begins to speak.
    fn listen(&mut self, clause: Span, section: Option<NodeId>) {
        let material = self.material;
        // 王大明介紹環境部部長林志玲: who speaks next, the words behind it tell.
        if self.introduces(clause) {
            self.speaker = None;
            self.turn(clause.end);
            return;
        }
        for (index, mention) in material.inside(clause) {
            if matches!(mention.reading, Reading::Person(_))
                && self.says_after(mention.span.end, clause.end)
                && let Some(person) = material.resolved.of_mention[index]
            {
                self.speaker = Some((person, section));
                self.turn(clause.start);
            }
        }
    }

    /// Whether a clause ends with the introduction of somebody: 介紹下一位講者林志玲博士.
    fn introduces(&self, clause: Span) -> bool {
        let material = self.material;
        let text = material.document.text();
        let mut cues = material.cues(clause, "introduction-verb");
        cues.any(|(cue, _)| {
            let rest = sentence::trimmed(text, Span::new(cue.end, clause.end));
            material.inside(rest).any(|(_, mention)| {
                let is_person = matches!(mention.reading, Reading::Person(_));
                is_person && mention.span.end == rest.end
            })
        })
    }

    /// Whether a verb of speech stands in some words before the next person: 林分析師 speaks of
    /// no analysis.
    fn says_after(&self, start: usize, end: usize) -> bool {
        let material = self.material;
        let next = material
            .inside(Span::new(start, end.max(start)))
            .find(|(_, mention)| matches!(mention.reading, Reading::Person(_)))
            .map_or(end, |(_, mention)| mention.span.start);
        let words = &material.document.text()[start..next.max(start)];
        material.words("speech-verb").stand_in(words)
    }

    fn speaks(&self, clause: Span) -> bool {
        self.material.inside(clause).any(|(_, mention)| {
            matches!(mention.reading, Reading::Person(_))
                && self.says_after(mention.span.end, clause.end)
        })
    }

    /// The first word of a clause that makes it an undertaking.
    fn cue(&self, clause: Span, is_view: bool) -> Option<Cue<'a>> {
        let text = self.material.document.text();
        let words = &text[clause.start..clause.end];
        let mut at = 0;
        while let Some(first) = words[at..].chars().next() {
            let known = self
                .cues
                .get(&first)
                .and_then(|cues| cues.iter().find(|(word, ..)| words[at..].starts_with(word)));
            let Some((word, class, modality)) = known else {
                at += first.len_utf8();
                continue;
            };
            let span = Span::new(clause.start + at, clause.start + at + word.len());
            if self.stands(clause, span, *class, is_view) {
                return Some(Cue {
                    class: *class,
                    modality,
                    span,
                });
            }
            // What is no cue holds none: no 須 in 必須.
            at += word.len();
        }
        None
    }

    /// Whether a word at a place is the cue that it looks like.
    fn stands(&self, clause: Span, cue: Span, class: UndertakingClass, is_view: bool) -> bool {
        let text = self.material.document.text();
        let lexicon = &self.material.authority.lexicon;
        let word = &text[cue.start..cue.end];
        match lexicon.value("cue-place", word) {
            Some("initial") if !self.is_initial(clause, cue.start) => return false,
            Some("view") if !is_view => return false,
            Some("spoken") if self.speaker.is_none() => return false,
            Some("status") => return false,
            _ => {}
        }
        // 不可|必須|...: the guard stands over the whole word.
        let guards = lexicon.cues("cue-guard");
        let before = text[..cue.start].char_indices().rev().map(|(from, _)| from);
        let mut starts = std::iter::once(cue.start).chain(before.take(guards.longest()));
        let guarded = starts.any(|from| {
            let mut over = guards.starting(&text[from..]);
            over.any(|(guard, _)| from + guard.len() >= cue.end)
        });
        // 請|教育部 is no 請教.
        let named = || {
            let mut behind = self
                .material
                .inside(Span::new(cue.end, clause.end.max(cue.end)));
            behind.any(|(index, mention)| {
                mention.span.start == cue.end && agent(self.material, index, mention).is_some()
            })
        };
        if guarded && !named() {
            return false;
        }
        if class != UndertakingClass::Call && self.denies(clause, cue) {
            return false;
        }
        // 一場|必須|持續的運動: the words only describe a noun.
        let before = text[clause.start..cue.start].trim_end();
        let classifiers = lexicon.group("classifier");
        let describes = classifiers.iter().any(|(unit, _)| {
            let number = before.strip_suffix(unit.as_ref());
            number.is_some_and(|number| number.ends_with('一'))
        });
        if describes {
            return false;
        }
        let whole = &text[cue.start..clause.end];
        let wanted = lexicon.group("cue-next");
        let mut wanted = wanted.iter().filter(|(_, of)| of == word).peekable();
        // 將政府視為 is no promise, 將於明年公布 is one.
        wanted.peek().is_none() || wanted.any(|(words, _)| whole.starts_with(words.as_ref()))
    }

    /// Whether a clause promises not to do something, or does not promise it: 將|不再補助,
    /// 將於明年起|不再補助, 未|承諾.
    fn denies(&self, clause: Span, cue: Span) -> bool {
        let material = self.material;
        let text = material.document.text();
        let negations = material.words("negation");
        let guarded = |words: &str| material.words("negation-guard").start(words);
        let lead = text[clause.start..cue.start].trim_end();
        if negations.ending(lead).next().is_some() {
            return true;
        }
        let fillers = material.words("time-filler");
        let mut at = cue.end;
        loop {
            at = skip_space(text, at).min(clause.end);
            let date = material
                .dates(Span::new(at, clause.end.max(at)))
                .find(|(_, printed)| printed.start == at);
            let words = &text[at..clause.end.max(at)];
            let filler = fillers.starting(words).map(|(word, _)| word.len()).max();
            match date.map(|(_, printed)| printed.end - at).or(filler) {
                Some(length) if !guarded(words) => at += length,
                _ => break,
            }
        }
        let words = &text[at..clause.end.max(at)];
        negations.starting(words).next().is_some() && !guarded(words)
    }

    /// Whether only opening words (並, 另) stand before a place in its clause.
    fn is_initial(&self, clause: Span, at: usize) -> bool {
        let mut words = self.material.document.text()[clause.start..at].trim();
        let openers = self.material.words("clause-opener");
        let first = |words| openers.starting(words).next();
        while let Some(rest) = first(words).and_then(|(word, _)| words.strip_prefix(&**word)) {
            words = rest.trim_start();
        }
        words.is_empty()
    }

    fn is_condition(&self, clause: Span) -> bool {
        let words = self.material.document.slice(clause);
        self.material.words("condition-word").stand_in(words)
    }

    /// Whether a clause only says when: 在之後的 5 年內.
    fn is_time(&self, clause: Span) -> bool {
        let text = self.material.document.slice(clause);
        let mut units = self.material.words("period-unit").ending(text);
        let mut inside = self.material.inside(clause);
        units.next().is_some()
            && inside.any(|(_, mention)| matches!(mention.reading, Reading::Figure(_)))
            && self.agents(clause).next().is_none()
    }

    /// Whether a programme, an event or a pronoun for a document stands before a cue.
    fn begins_with_thing(&self, clause: Span, cue: usize) -> bool {
        let material = self.material;
        let before = Span::new(clause.start, cue);
        self.begins_with_pronoun(clause)
            || material.inside(before).any(|(index, _)| {
                let kind =
                    material.resolved.of_mention[index].map(|id| material.resolved.entity(id).kind);
                matches!(
                    kind,
                    Some(Kind::Programme | Kind::Event | Kind::Work | Kind::Platform)
                )
            })
    }

    /// Whether a clause begins with a word such as 該法律.
    fn begins_with_pronoun(&self, clause: Span) -> bool {
        let words = self.material.document.slice(clause).trim_start();
        let pronouns = self.material.authority.lexicon.group("pronoun");
        let stands_for = pronouns
            .iter()
            .filter(|(word, _)| words.starts_with(word.as_ref()))
            .max_by_key(|(word, _)| word.len());
        matches!(stands_for, Some((_, kind)) if kind == "document" || kind == "event")
    }

    /// The persons, bodies and jurisdictions that some words name, without names in names.
    fn agents(&self, span: Span) -> impl Iterator<Item = EntityId> + use<'m, 'a> {
        let material = self.material;
        material
            .outermost(span)
            .filter_map(move |(index, mention)| {
                agent(material, index, mention).filter(|_| !runs_on(material, mention.span.end))
            })
    }

    /// The agent whose name begins at a place, 該機關 and the like included.
    fn agent_at(&self, at: usize) -> Option<EntityId> {
        let material = self.material;
        let block = material.document.block_at(at).span;
        // 2016 年|外交部
        let dated = material
            .inside(Span::new(at, block.end.max(at)))
            .take_while(|(_, mention)| mention.span.start == at)
            .find(|(_, mention)| matches!(mention.reading, Reading::Date(_)));
        let at = dated.map_or(at, |(_, date)| {
            skip_space(material.document.text(), date.span.end)
        });
        material
            .inside(Span::new(at, block.end.max(at)))
            .take_while(|(_, mention)| mention.span.start == at)
            .filter(|(_, mention)| !runs_on(material, mention.span.end))
            .max_by_key(|(_, mention)| mention.span.end)
            .and_then(|(index, mention)| agent(material, index, mention))
            .or_else(|| self.body_meant(at))
    }

    /// The person whose title stands at a place: |委員葛如鈞.
    fn titled_at(&self, at: usize) -> Option<EntityId> {
        let material = self.material;
        let block = material.document.block_at(at).span;
        let people = material.inside(Span::new(at, block.end.max(at)));
        let (index, mention) = people
            .filter(|(_, mention)| matches!(mention.reading, Reading::Person(_)))
            .min_by_key(|(_, mention)| mention.span.start)?;
        let Reading::Person(person) = &mention.reading else {
            return None;
        };
        let titled = person.roles.iter().any(|role| role.title.start == at);
        titled
            .then(|| material.resolved.of_mention[index])
            .flatten()
    }

    /// The body that 該機關 at a place means: the last one named before in the block.
    fn body_meant(&self, at: usize) -> Option<EntityId> {
        let material = self.material;
        let rest = &material.document.text()[at..];
        let mut pronouns = material.words("pronoun").starting(rest);
        let stands = pronouns.any(|(_, kind)| kind == "organisation");
        let block = material.document.block_at(at).span;
        let mut before = self.agents(Span::new(block.start, at));
        let is_body = |id: &EntityId| material.resolved.entity(*id).kind == Kind::Organisation;
        stands.then(|| before.by_ref().filter(is_body).last())?
    }
}

/// The bodies with which those asked are to act: 會同|農業部及屏東縣政府.
fn helpers(material: &Material, text: Span) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = material
        .cues(text, "joint-owner")
        .flat_map(|(cue, _)| listed(material, Span::new(cue.end, text.end.max(cue.end))))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The bodies that some words begin with, one behind the other: |經濟部、內政部及屏東縣政府|辦理.
fn listed(material: &Material, words: Span) -> Vec<EntityId> {
    let text = material.document.text();
    let mut found = Vec::new();
    let mut at = skip_space(text, words.start);
    loop {
        let next = material
            .inside(Span::new(at, words.end.max(at)))
            .take_while(|(_, mention)| mention.span.start == at)
            .max_by_key(|(_, mention)| mention.span.end);
        let Some((index, mention)) = next else { break };
        let body = material.resolved.of_mention[index]
            .filter(|id| material.resolved.entity(*id).kind == Kind::Organisation);
        let Some(body) = body else { break };
        // 本部|長期照顧司
        let part = material
            .inside(Span::new(mention.span.end, words.end.max(mention.span.end)))
            .take_while(|(_, part)| part.span.start == mention.span.end)
            .filter_map(|(index, part)| Some((part, material.resolved.of_mention[index]?)))
            .filter(|(_, id)| material.resolved.entity(*id).kind == Kind::Organisation)
            .max_by_key(|(part, _)| part.span.end);
        let (mention, body) = part.unwrap_or((mention, body));
        found.push(body);
        let rest = &text[mention.span.end..words.end];
        let joint = rest.trim_start();
        let Some(mark) = joint
            .chars()
            .next()
            .filter(|c| matches!(c, '、' | '及' | '與' | '和' | '暨'))
        else {
            break;
        };
        let from = mention.span.end + rest.len() - joint.len() + mark.len_utf8();
        at = skip_space(text, from);
    }
    found
}

/// Whether a name only says whose are those who follow: OGP|各國, OGP|會員國之元首.
fn runs_on(material: &Material, end: usize) -> bool {
    let rest = material.document.text()[end..].trim_start();
    material.words("class-noun").start(rest)
}

fn agent(material: &Material, index: usize, mention: &Mention) -> Option<EntityId> {
    let id = material.resolved.of_mention[index]?;
    let kind = material.resolved.entity(id).kind;
    let is_agent = matches!(kind, Kind::Person | Kind::Organisation | Kind::Jurisdiction);
    (is_agent && !mention.span.is_empty()).then_some(id)
}

/// The class and modality that the authority tables say of a cue, unless it only tells what has
/// become of something.
fn classified(value: &str) -> Option<(UndertakingClass, &str)> {
    let (class, modality) = value.split_once('/')?;
    let class = match class {
        "commitment" => UndertakingClass::Commitment,
        "recommendation" => UndertakingClass::Recommendation,
        "call" => UndertakingClass::Call,
        "goal" => UndertakingClass::Goal,
        _ => return None,
    };
    Some((class, modality))
}

/// The section in which a speaker goes on speaking: the session, the visit, or the part of the
/// report that a block stands in.
fn section(material: &Material, block: &Block) -> Option<NodeId> {
    /// How deep the parts of a report go.
    const PART: usize = 2;
    let document = material.document;
    let node = block.node?;
    let path: Vec<NodeId> =
        std::iter::successors(Some(node), |&node| document.node(node).parent).collect();
    let session = path
        .iter()
        .find(|&&node| session::is_session(material, document.node(node).title));
    session
        .or_else(|| path.get(path.len().saturating_sub(PART + 1)))
        .copied()
}

/// Whether a block stands in a part that states views: 心得, 建議.
fn is_view(material: &Material, block: &Block) -> bool {
    let headings = material.authority.lexicon.group("recommendation-heading");
    let states = |title: &str| {
        headings.iter().any(|(word, kind)| {
            matches!(
                kind.as_ref(),
                "reflection" | "recommendation" | "suggestion"
            ) && title == &**word
        })
    };
    let document = material.document;
    block.node.is_some_and(|node| {
        document
            .ancestors(node)
            .any(|node| states(document.slice(node.title).trim()))
    })
}

/// The pieces of some words between marks, without the space around them.
fn split(text: &str, span: Span, marks: &[char]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for (at, mark) in text[span.start..span.end].match_indices(marks) {
        pieces.push(Span::new(start, span.start + at));
        start = span.start + at + mark.len();
    }
    pieces.push(Span::new(start, span.end));
    pieces.retain_mut(|piece| {
        *piece = sentence::trimmed(text, *piece);
        !piece.is_empty()
    });
    pieces
}

fn skip_space(text: &str, at: usize) -> usize {
    at + (text[at..].len() - text[at..].trim_start().len())
}
