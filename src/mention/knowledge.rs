//! What is known beforehand, indexed for the rules.

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashSet;

use super::cue::Cues;
use super::gazetteer::Gazetteer;
use super::glyph::{Class, Glyphs};
use super::named::{Named, Weak};
use super::place::PlaceEnding;
use super::tagger::Vocabulary;
use crate::authority::beginnings::{self, Beginnings};
use crate::authority::words::{APART, ORDINARY, WordList};
use crate::authority::{Authority, Jurisdiction, Organisation, SurnameKind, Title, Uses};
use crate::document::{TableHeaders, is_latin};

/// The authority tables as gazetteers; built once, shared by all documents.
#[derive(Debug)]
pub struct Knowledge<'a> {
    /// The tables themselves.
    pub authority: &'a Authority,
    /// Words that head the columns of tables.
    pub headers: TableHeaders,
    /// Where words of the lists may begin.
    pub beginnings: Beginnings,
    /// Names of countries and places.
    pub jurisdictions: Named<'a, Jurisdiction>,
    /// Names of organisations.
    pub organisations: Named<'a, Organisation>,
    /// Titles and honorifics.
    titles: Named<'a, Title>,
    /// Words before a title that change it: 副, 前, 時任.
    title_prefixes: Named<'a, Title>,
    /// Words that hold a title and are none: 代表團, 記者會.
    title_guards: Gazetteer<()>,
    /// Words that begin with the last character of a title: 教育部|長期.
    title_run_on: Cues<'a>,
    /// Words after which a name may begin.
    before_name: Gazetteer<()>,
    /// Words that hold such a word and are none: 參與, 自由.
    before_name_guards: Gazetteer<()>,
    /// Words before which a name has ended.
    after_name: Gazetteer<()>,
    /// Counting words: a name may begin after `135 個`.
    classifiers: Gazetteer<()>,
    /// Endings that make a name an organisation's by themselves.
    pub strong_suffixes: Gazetteer<()>,
    /// Endings that do so only where the context agrees.
    pub weak_suffixes: Gazetteer<()>,
    /// All endings of bodies, those included that prove nothing outside a list or table.
    pub body_endings: Gazetteer<()>,
    /// Phrases that end like an organisation and name none.
    pub generic_organisations: Gazetteer<()>,
    /// Words put before a name that are not part of it: 我國, 民間.
    pub descriptors: Gazetteer<()>,
    /// Legal forms that stand before a name: 財團法人.
    pub legal_prefixes: Gazetteer<()>,
    /// Words that hold a name by chance: 今日本會.
    name_traps: Gazetteer<()>,
    /// Endings of events: 高峰會 ends like a body and is none.
    pub event_endings: Gazetteer<()>,
    /// The same with their kinds, as cues: `summit` for 高峰會.
    pub event_heads: Cues<'a>,
    /// Endings of buildings of a body: 會議室.
    pub building_suffixes: Cues<'a>,
    /// Words that go on after what looks like the ending of a body: 公司法.
    pub organisation_guards: Cues<'a>,
    /// Words for the body that speaks: 本會.
    pub self_organisations: Cues<'a>,
    /// Words for the country that speaks: 我國.
    pub self_jurisdictions: Cues<'a>,
    /// Words before the number of a road: 國道.
    pub road_leads: Cues<'a>,
    /// Words that lead from a label to its list of things: 包括.
    pub thing_links: Cues<'a>,
    /// Words that say in brackets whom a name stands in for: 代.
    pub proxies: Cues<'a>,
    /// Words before such a name: 由.
    pub proxy_openers: Cues<'a>,
    /// Words that begin like a name: 陸續, 高峰.
    not_names: Gazetteer<()>,
    /// Characters that no given name holds: 的, 等, 會.
    never_given: FxHashSet<char>,
    /// Surnames that are words as well: 占, 戰.
    rare_surnames: FxHashSet<char>,
    /// Forms of places that tell them only beside other evidence: 大里.
    pub weak_places: Weak<'a, Jurisdiction>,
    /// Words of two characters that end in 國 and name no country: 各國.
    country_guards: Gazetteer<()>,
    /// Rivers, islands and seas that are known.
    pub place_names: Gazetteer<()>,
    /// Names of places that other names and words hold, too: 霧鹿.
    pub place_hints: Gazetteer<()>,
    /// Towns abroad, whose names write sounds.
    pub towns: Gazetteer<()>,
    /// Endings of places: 市, 機場.
    place_endings: Gazetteer<()>,
    /// Words that end so and name no place: 城市.
    pub place_guards: Gazetteer<()>,
    /// Words after which a place stands: 前往.
    pub place_cues: Gazetteer<()>,
    /// Words that only follow a place: 沿岸.
    pub place_trails: Gazetteer<()>,
    /// Nouns of persons, behind which a name may stand: 司機, 其子.
    pub person_nouns: Gazetteer<()>,
    /// What bodies are charged with: 農業, 交通.
    pub portfolios: Gazetteer<()>,
    /// Characters that write foreign names by their sound: 斯, 爾.
    transcription: FxHashSet<char>,
    /// Characters that given names are often written with: 怡, 豪.
    given: FxHashSet<char>,
    /// Characters that names with a middle dot are written with beside those.
    dotted: FxHashSet<char>,
}

/// Whether what is known of the head of a column says that persons are named there: of 姓名, 英文姓名, but not of 原名.
pub fn heads_names(kind: &str) -> bool {
    matches!(kind, "name" | "name-title" | "person-other-name")
}

impl<'a> Knowledge<'a> {
    /// Gathers the tables, which are indexed already but for what a project adds.
    pub fn new(authority: &'a Authority) -> Self {
        let lexicon = &authority.lexicon;
        let words = |list| Gazetteer::of_list(list, lexicon.index(list));
        let cues = |group: &str| Cues::from(lexicon.cues(group));
        let chars = |group: &str| {
            let words = lexicon.group(group).iter();
            words.flat_map(|(word, _)| word.chars()).collect()
        };
        let ordinary = lexicon.own(ORDINARY).unwrap_or_default();
        let plain = |name: &str| u8::from(lexicon.contains(ORDINARY, name)) * APART;
        let changes = |title: &Title, _: &str| u8::from(title.uses.prefix) * APART;
        // What a column of actions is headed by heads a column.
        let headers = ["table-header", "action-column", "action-column-en"].into_iter();
        let headers = headers.flat_map(|group| lexicon.group(group));
        let endings = lexicon.group("header-ending").iter();
        let persons = lexicon.group("table-header").iter();
        let persons = persons.filter(|(_, value)| heads_names(value));
        let persons = persons.map(|(word, _)| &**word);
        let labels = ["field-label", "attendee-label"].into_iter();
        let labels = labels.flat_map(|group| lexicon.group(group));
        // A line of English that begins with a word and a colon may be one of running text.
        let labels = labels
            .map(|(word, _)| &**word)
            .filter(|word| !is_latin(word));
        Self {
            authority,
            beginnings: authority.beginnings(),
            headers: TableHeaders::new(headers.map(|(word, _)| &**word))
                .with_persons(persons)
                .with_labels(labels)
                .with_endings(endings.map(|(word, _)| &**word)),
            jurisdictions: Named::new(
                beginnings::JURISDICTIONS,
                &authority.jurisdictions,
                0,
                ordinary,
                |_, n| plain(n),
            ),
            organisations: Named::new(
                beginnings::ORGANISATIONS,
                &authority.organisations,
                0,
                ordinary,
                |_, n| plain(n),
            ),
            titles: Named::new(beginnings::TITLES, &authority.titles, 0, &[], changes),
            title_prefixes: Named::new(beginnings::TITLES, &authority.titles, APART, &[], changes),
            title_guards: words(WordList::TITLE_GUARDS),
            title_run_on: cues("title-run-on"),
            before_name: words(WordList::BEFORE_NAME),
            before_name_guards: words(WordList::BEFORE_NAME_GUARDS),
            after_name: words(WordList::AFTER_NAME),
            classifiers: words(WordList::CLASSIFIERS),
            strong_suffixes: words(WordList::STRONG_SUFFIXES),
            weak_suffixes: words(WordList::WEAK_SUFFIXES),
            body_endings: words(WordList::BODY_ENDINGS),
            generic_organisations: words(WordList::GENERIC_ORGANISATIONS),
            descriptors: words(WordList::DESCRIPTORS),
            name_traps: words(WordList::NAME_TRAPS),
            event_endings: words(WordList::EVENT_ENDINGS),
            event_heads: cues("event-suffix"),
            building_suffixes: cues("building-suffix"),
            organisation_guards: cues("org-guard"),
            self_organisations: cues("self-organisation"),
            self_jurisdictions: cues("self-jurisdiction"),
            road_leads: cues("road-lead"),
            thing_links: cues("thing-link"),
            proxies: cues("proxy-word"),
            proxy_openers: cues("proxy-opener"),
            not_names: words(WordList::NOT_NAMES),
            never_given: chars("not-given"),
            rare_surnames: chars("rare-surname"),
            legal_prefixes: words(WordList::LEGAL_PREFIXES),
            weak_places: Weak::new(beginnings::WEAK_JURISDICTIONS, &authority.jurisdictions),
            place_endings: words(WordList::PLACE_ENDINGS),
            country_guards: words(WordList::COUNTRY_GUARDS),
            place_names: words(WordList::PLACE_NAMES),
            place_hints: words(WordList::PLACE_HINTS),
            towns: words(WordList::TOWNS),
            place_guards: words(WordList::PLACE_GUARDS),
            place_cues: words(WordList::PLACE_CUES),
            place_trails: words(WordList::PLACE_TRAILS),
            person_nouns: words(WordList::PERSON_NOUNS),
            portfolios: words(WordList::PORTFOLIOS),
            transcription: chars("transcription"),
            given: chars("given-char"),
            dotted: chars("dotted-name-char"),
        }
    }

    /// Whether Latin letters are a word that is known, in small letters, or a name as printed, or the
    /// beginning of words with a hyphen behind it (co-).
    pub fn is_latin_word(&self, word: &str) -> bool {
        const GROUPS: [&str; 5] = [
            "demonym-en",
            "given-name",
            "hyphened-en",
            "place-en",
            "surname-en",
        ];
        let Authority {
            lexicon,
            jurisdictions,
            organisations,
            ..
        } = self.authority;
        if let Some(first) = word.strip_suffix('-') {
            return lexicon.contains("prefix-en", first);
        }
        Vocabulary::english().has(word)
            || GROUPS.iter().any(|group| lexicon.contains(group, word))
            || jurisdictions.named(word).next().is_some()
            || organisations.named(word).next().is_some()
    }

    /// The title at an index, unless it is part of another word (代表團).
    pub fn title_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, TitleRow)> {
        let (end, title) = self.titles.number_at(glyphs, index)?;
        let guarded = self
            .title_guards
            .longest_at(glyphs, index)
            .is_some_and(|(guard_end, ())| guard_end > end);
        // 部長|期許 against 教育部|長期
        let word = self.title_run_on.at(glyphs, end.saturating_sub(1)).last();
        let runs_on = word.is_some_and(|(_, value)| value.is_empty())
            || self.runs_on_as_town(glyphs, index..end);
        (!guarded && !runs_on).then_some((end, TitleRow(title)))
    }

    /// Whether the last character of a title begins a listed town with its ending: 新潟|縣|長岡市.
    fn runs_on_as_town(&self, glyphs: &Glyphs, title: Range<usize>) -> bool {
        const SHORTEST: usize = 3;
        let last = title.end - 1;
        let county = title.len() > 1 && self.place_ending_at(glyphs, last - 1).is_some();
        let town = county.then(|| self.jurisdictions.longest_at(glyphs, last));
        town.flatten().is_some_and(|(end, _)| {
            let ending = self.place_ending_before(glyphs, last, end);
            let governed = matches!(ending, Some((_, PlaceEnding::Governed { .. })));
            governed && end >= last + SHORTEST
        })
    }

    /// A title of two characters that is printed with a space in it, for the sake of the
    /// column: 科　　長.
    pub fn spaced_title_at(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        index: usize,
    ) -> Option<(usize, TitleRow)> {
        const WIDEST: usize = 4;
        if glyphs.class(index) != Class::Han || glyphs.class(index + 1) != Class::Space {
            return None;
        }
        let second = glyphs.skip_space(index + 1);
        let alone = second <= index + 1 + WIDEST
            && glyphs.class(second) == Class::Han
            && glyphs.class(second + 1) != Class::Han
            && (index == floor || glyphs.class(index - 1) != Class::Han);
        if !alone {
            return None;
        }
        let word = Glyphs::new(&String::from_iter([
            glyphs.char(index),
            glyphs.char(second),
        ]));
        let (end, title) = self.titles.number_at(&word, 0)?;
        (end == word.len()).then_some((second + 1, TitleRow(title)))
    }

    /// The title that ends just before `end`, with the index where it begins.
    pub fn title_before(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        end: usize,
    ) -> Option<(usize, TitleRow)> {
        let (start, title) = self.titles.number_before(glyphs, floor, end)?;
        Some((start, TitleRow(title)))
    }

    /// Where the word before a title that changes it begins: 副, 前, 時任.
    pub fn title_prefix_before(&self, glyphs: &Glyphs, floor: usize, end: usize) -> Option<usize> {
        let (start, _) = self.title_prefixes.number_before(glyphs, floor, end)?;
        Some(start)
    }

    /// How a title may stand with a name.
    pub fn uses(&self, row: TitleRow) -> Uses {
        self.authority.titles.row(row.0).uses
    }

    /// The surnames that begin at an index, longest first: their lengths, and how many
    /// characters the given name after each may have.
    pub fn surnames_at<'g>(
        &'g self,
        glyphs: &'g Glyphs,
        index: usize,
    ) -> impl Iterator<Item = (usize, RangeInclusive<usize>)> + 'g {
        let surnames = self
            .authority
            .surnames
            .starting(move |i| glyphs.char(index + i));
        surnames.filter_map(move |(length, kind)| {
            let mut range = index..index + length;
            if !range.all(|i| glyphs.class(i) == Class::Han) {
                return None;
            }
            let given = match kind {
                SurnameKind::Single | SurnameKind::Compound => 1..=2,
                SurnameKind::Japanese => 1..=3,
            };
            Some((length, given))
        })
    }

    /// Whether the ending of a body stands before an index: 經濟組|許組長承翰.
    pub fn ends_body(&self, glyphs: &Glyphs, floor: usize, at: usize) -> bool {
        self.body_endings
            .longest_before(glyphs, floor, at)
            .is_some()
    }

    /// Whether the ending of a body's name begins at an index: 政府, 公所.
    pub fn body_ending_begins(&self, glyphs: &Glyphs, at: usize) -> bool {
        let endings = [&self.strong_suffixes, &self.weak_suffixes];
        let mut ends = endings.into_iter();
        ends.any(|endings| endings.longest_at(glyphs, at).is_some())
    }

    /// Whether words name persons, by a title or noun in them or by their last character: 專家, 長官.
    pub fn holds_persons(&self, glyphs: &Glyphs, words: &Range<usize>) -> bool {
        let lexicon = &self.authority.lexicon;
        let nouns = Cues::from(lexicon.cues("person-noun"));
        let inside = words.clone().any(|at| {
            let title = self.title_at(glyphs, at).map(|(end, _)| end);
            let noun = nouns.end(glyphs, at);
            title.max(noun).is_some_and(|end| end <= words.end)
        });
        let last = words.end.checked_sub(1).filter(|_| !words.is_empty());
        let ends = |at| lexicon.contains("person-noun-end", &glyphs.text(at..words.end));
        inside || last.is_some_and(ends)
    }

    /// Whether a name only stands inside a longer word: 日本 in 今日本會.
    pub fn is_trapped(&self, glyphs: &Glyphs, floor: usize, name: &Range<usize>) -> bool {
        const LONGEST: usize = 6;
        (name.start.saturating_sub(LONGEST).max(floor)..=name.start).any(|from| {
            self.name_traps
                .longest_at(glyphs, from)
                .is_some_and(|(end, ())| end >= name.end)
        })
    }

    /// Whether an ordinary word begins at an index, though its first character is a surname.
    pub fn is_word(&self, glyphs: &Glyphs, index: usize) -> bool {
        self.not_names.longest_at(glyphs, index).is_some() || self.helps_verb(glyphs, index)
    }

    /// Whether an ordinary word that begins like a name is all of a stretch, or more: 謝謝.
    pub fn is_all_word(&self, glyphs: &Glyphs, range: &Range<usize>) -> bool {
        let word = self.not_names.longest_at(glyphs, range.start);
        word.is_some_and(|(end, ())| end >= range.end)
    }

    /// Whether a verb of two characters, or an adverb, stands behind a surname that is a word beside verbs:
    /// 應|蒐集, 應|親自.
    pub fn helps_verb(&self, glyphs: &Glyphs, index: usize) -> bool {
        let words = Cues::from(self.authority.lexicon.cues("verb-surname"));
        let acts = || Self::begins_verb(glyphs, index + 1) || self.qualifies(glyphs, index + 1);
        words.at(glyphs, index).next().is_some() && acts()
    }

    /// Whether a pronoun of two characters begins at an index, or an adverb, a word of time or the like that
    /// is not written with characters of given names only: 自己, 特別, 早年.
    pub fn qualifies(&self, glyphs: &Glyphs, index: usize) -> bool {
        let usual = || (index..index + 2).all(|at| self.is_given(glyphs.char(at)));
        // 褚|剛才
        let lexicon = &self.authority.lexicon;
        if lexicon.contains(
            "not-given-word",
            &glyphs.text(index..glyphs.len().min(index + 2)),
        ) {
            return true;
        }
        match sort_of_two(glyphs, index) {
            Some("r") => true,
            Some("d" | "t" | "c" | "p" | "f") => !usual(),
            _ => false,
        }
    }

    /// Whether what looks like a name of three characters or more ends in a pronoun, an adverb or a verb that is
    /// no given name: 沙丘|自己, 小林|探望.
    pub fn ends_in_verb(&self, glyphs: &Glyphs, name: &Range<usize>) -> bool {
        const NAME: usize = 3;
        let word = name.end.saturating_sub(2);
        name.len() >= NAME
            && (self.qualifies(glyphs, word)
                || !self.is_given(glyphs.char(word)) && Self::begins_verb(glyphs, word))
    }

    /// The same with words of any sort neither of whose characters stands in given names: 宿|主人.
    pub fn ends_in_word(&self, glyphs: &Glyphs, name: &Range<usize>) -> bool {
        const NAME: usize = 3;
        let word = name.end.saturating_sub(2)..name.end;
        let is_given = |at: usize| self.is_given(glyphs.char(at));
        let ordinary = || Self::begins_word(glyphs, word.start) && !word.clone().any(is_given);
        self.ends_in_verb(glyphs, name) || name.len() >= NAME && ordinary()
    }

    /// Whether a name of three characters is an ordinary word and a character that given names do not have:
    /// 官方|未.
    pub fn begins_in_word(&self, glyphs: &Glyphs, name: &Range<usize>) -> bool {
        const NAME: usize = 3;
        name.len() == NAME
            && !self.is_given(glyphs.char(name.end - 1))
            && sort_of_two(glyphs, name.start).is_some()
    }

    /// Whether an ordinary word of two characters begins at an index whose second one hardly stands in a
    /// given name: 施工, 常常.
    pub fn begins_ordinary(&self, glyphs: &Glyphs, index: usize) -> bool {
        let mut surnames = self.surnames_at(glyphs, index);
        !self.is_given(glyphs.char(index + 1))
            && surnames.all(|(length, _)| length == 1)
            && sort_of_two(glyphs, index).is_some()
    }

    /// Whether what looks like a name may be a word with a surname only by chance: 白|布帆, 高音|喇叭. The
    /// surname is a word itself, and all is one word, or the ending is one of things and a word stands before
    /// it. Two characters that make a word say nothing: 黃|金龍 and 石|平安 are persons.
    pub fn is_compound(&self, glyphs: &Glyphs, name: &Range<usize>) -> bool {
        let words = Cues::from(self.authority.lexicon.cues("word-surname"));
        let whole = || {
            let sort = Vocabulary::chinese().sort(name.clone().map(|at| glyphs.char(at)));
            matches!(sort, Some("n" | "v" | "vn" | "a"))
        };
        let thing = || {
            let text = glyphs.text(name.clone());
            let endings = self.authority.lexicon.cues("sort-ending").ending(&text);
            let (ending, sort) = endings.max_by_key(|(word, _)| word.len())?;
            let before = name.len().checked_sub(ending.chars().count())?;
            let begins = match before {
                1 => true,
                2 => sort_of_two(glyphs, name.start).is_some(),
                _ => false,
            };
            (begins && matches!(sort.as_ref(), "thing" | "thing-place")).then_some(())
        };
        words.at(glyphs, name.start).next().is_some() && (whole() || thing().is_some())
    }

    /// Whether two characters behind a title are no given name, but an ordinary word whose characters hardly
    /// stand in one (吃飯, 晚宴), or of a verb the last (求援), unless another verb follows (光復|主持).
    pub fn is_no_given(&self, glyphs: &Glyphs, index: usize) -> bool {
        let given = |at: usize| self.is_given(glyphs.char(at));
        let sort = sort_of_two(glyphs, index);
        // 王醫師|領隊
        let title = self.title_at(glyphs, index).map(|(end, _)| end);
        let title = title.filter(|_| !given(index) && !given(index + 1));
        // 莫副處長|特別提到
        if title == Some(index + 2) || self.qualifies(glyphs, index) {
            return true;
        }
        if given(index + 1) {
            // 費議員|關心, 呂村長|形容
            return !given(index) && matches!(sort, Some("v" | "vn" | "d"));
        }
        let end = index + 2;
        let acts = || self.ends_name(glyphs, end) || Self::begins_verb(glyphs, end);
        sort.is_some_and(|sort| !given(index) || matches!(sort, "v" | "vn" | "d") && !acts())
    }

    /// Whether the first character of a title is the last one of a town whose name begins as a surname does:
    /// 鹿野鄉|長, 福岡市|長.
    pub fn is_head_of_town(&self, glyphs: &Glyphs, surname: usize, title: &Range<usize>) -> bool {
        let town = self.jurisdictions.longest_at(glyphs, surname);
        title.start > surname + 1
            && town.is_some_and(|(end, _)| end > title.start && end < title.end)
    }

    /// Whether a village's name ends at an index: 大坪村|曹村長.
    pub fn village_ends(&self, glyphs: &Glyphs, floor: usize, at: usize) -> bool {
        let villages = Cues::from(self.authority.lexicon.cues("village-end"));
        at >= floor + 2 && villages.at(glyphs, at - 1).next().is_some()
    }

    /// Whether what looks like a surname before a title is a word or a part of one: 山莊|主任, 館方|經理, 車隊|長, 村中|耆老.
    pub fn is_no_surname(&self, glyphs: &Glyphs, surname: Range<usize>) -> bool {
        let words = Cues::from(self.authority.lexicon.cues("surname-trap"));
        let ends = |at: usize| words.at(glyphs, at).any(|_| true);
        let before = surname.end.saturating_sub(2);
        surname.len() == 1 && ends(before) || surname.len() <= 2 && ends(surname.start)
    }

    /// Whether an ordinary word of two characters begins at an index: 治理.
    pub fn begins_word(glyphs: &Glyphs, index: usize) -> bool {
        sort_of_two(glyphs, index).is_some()
    }

    /// Whether a noun of two characters begins at an index: 老師.
    pub fn begins_noun(glyphs: &Glyphs, index: usize) -> bool {
        matches!(sort_of_two(glyphs, index), Some("n"))
    }

    /// Whether a verb of two characters begins at an index.
    pub fn begins_verb(glyphs: &Glyphs, index: usize) -> bool {
        matches!(sort_of_two(glyphs, index), Some("v" | "vn"))
    }

    /// Whether a character is a surname that is a word as well, so that only a title behind it tells it: 占.
    pub fn is_rare_surname(&self, char: char) -> bool {
        self.rare_surnames.contains(&char)
    }

    /// What a name in Han characters is by its end, where no person's ends so: `thing`, `thing-place`, which a
    /// place may be called after, `place` or `body`.
    pub fn sort_by_ending(&self, name: &str) -> Option<&str> {
        let endings = self.authority.lexicon.cues("sort-ending").ending(name);
        let longest = endings.max_by_key(|(word, _)| word.len())?;
        (longest.0.len() < name.len()).then_some(&*longest.1)
    }

    /// Whether no given name holds a character.
    pub fn never_given(&self, char: char) -> bool {
        self.never_given.contains(&char)
    }

    /// The ending of a place that begins at an index, with the index after it.
    pub fn place_ending_at(&self, glyphs: &Glyphs, index: usize) -> Option<(usize, PlaceEnding)> {
        let (end, ()) = self.place_endings.longest_at(glyphs, index)?;
        Some((end, self.place_ending(glyphs, index..end)))
    }

    /// The ending of a place that ends before an index, with the index where it begins.
    pub fn place_ending_before(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        end: usize,
    ) -> Option<(usize, PlaceEnding)> {
        let (start, ()) = self.place_endings.longest_before(glyphs, floor, end)?;
        Some((start, self.place_ending(glyphs, start..end)))
    }

    fn place_ending(&self, glyphs: &Glyphs, ending: Range<usize>) -> PlaceEnding {
        let value = self
            .authority
            .lexicon
            .value("place-suffix", &glyphs.text(ending));
        PlaceEnding::from_value(value.unwrap_or_default())
    }

    /// Whether places that end as these words do are called after their town: 龍山寺, but not 冬山河.
    pub fn is_called_by_town(&self, glyphs: &Glyphs, words: &Range<usize>) -> bool {
        let endings = Cues::from(self.authority.lexicon.cues("town-place"));
        let mut endings = endings.before(glyphs, words.start, words.end);
        endings.any(|(start, _)| start > words.start)
    }

    /// Whether words for a kind of places only say which ones of the kind are meant, and name none: 舊碼頭,
    /// 國際旅客碼頭.
    pub fn is_general_place(&self, glyphs: &Glyphs, words: &Range<usize>) -> bool {
        let lexicon = &self.authority.lexicon;
        let Some((ending, ())) = self
            .place_endings
            .longest_before(glyphs, words.start, words.end)
        else {
            return false;
        };
        // 深水碼頭, but not 深水村
        let facilities = Cues::from(lexicon.cues("facility-ending"));
        let mut facilities = facilities.before(glyphs, words.start, words.end);
        let facility = facilities.any(|(start, _)| start >= ending);
        let modifiers = Cues::from(lexicon.cues("place-modifier"));
        let end_of = |at: usize| {
            let words = modifiers.at(glyphs, at);
            let words = words.filter(|(_, value)| facility || *value != "facility");
            words.map(|(word, _)| at + word.chars().count()).max()
        };
        let mut at = words.start;
        while let Some(end) = end_of(at).filter(|_| at < ending) {
            at = end;
        }
        // 深水灣 is listed.
        let named = || {
            let name = self.place_names.longest_at(glyphs, words.start);
            name.is_some_and(|(end, ())| end >= words.end)
        };
        at == ending && at > words.start && !named()
    }

    /// Whether a country's name may be cut short at an index: 瓜國. Which one it is, the rest of
    /// the text says.
    pub fn is_short_country(&self, glyphs: &Glyphs, at: usize) -> bool {
        glyphs.char(at + 1) == '國'
            && glyphs.class(at) == Class::Han
            && self.country_guards.longest_at(glyphs, at).is_none()
    }

    /// Whether a character writes foreign names by their sound.
    #[inline]
    pub fn is_transcription(&self, char: char) -> bool {
        self.transcription.contains(&char)
    }

    /// Whether a character may write a part of a name with a middle dot.
    #[inline]
    pub fn is_dotted(&self, char: char) -> bool {
        self.is_transcription(char) || self.dotted.contains(&char)
    }

    /// Whether a character often stands in given names.
    #[inline]
    pub fn is_given(&self, char: char) -> bool {
        self.given.contains(&char)
    }

    /// Whether a name is a surname and two characters that often stand in given names.
    pub fn is_usual(&self, glyphs: &Glyphs, name: &Range<usize>) -> bool {
        let mut surnames = self.surnames_at(glyphs, name.start);
        surnames.any(|(length, lengths)| {
            let japanese = *lengths.end() > 2;
            let given = name.start + length..name.end;
            let whole = given.len() == 2;
            !japanese && whole && given.into_iter().all(|i| self.is_given(glyphs.char(i)))
        })
    }

    /// The end of a foreign name in Han characters that begins at an index: characters that
    /// write sounds, up to where a name may end.
    pub fn transcribed(&self, glyphs: &Glyphs, start: usize, limit: usize) -> Option<usize> {
        const LONGEST: usize = 9;
        let mut end = start;
        while end < limit && self.is_transcription(glyphs.char(end)) {
            // 比爾托芬|與, but 阿森西奧|座談
            if end >= start + 2 && self.is_function_word(glyphs, end) {
                break;
            }
            end += 1;
        }
        let closed = end >= limit || self.name_may_end(glyphs, end);
        (closed && (start + 2..=start + LONGEST).contains(&end)).then_some(end)
    }

    /// The beginning of a listed place that holds the beginning of a name: 維也|納大學, since 也 is
    /// a word, too.
    pub fn at_listed_place(&self, glyphs: &Glyphs, floor: usize, start: usize) -> usize {
        const LONGEST: usize = 6;
        (start.saturating_sub(LONGEST).max(floor)..start)
            .find(|&from| {
                let listed = self.jurisdictions.longest_at(glyphs, from);
                listed.is_some_and(|(end, _)| end > start)
                    && self.name_start(glyphs, floor, from + 1).at == from
            })
            .unwrap_or(start)
    }

    /// Where a name begins whose first part ends with a conjunction that the boundary took for
    /// the end of another name: 荷蘭國家公共衛生|及|環境研究院. `start` stands after the
    /// conjunction.
    pub fn over_conjunction(
        &self,
        glyphs: &Glyphs,
        floor: usize,
        start: usize,
    ) -> Option<NameStart> {
        const SHORTEST: usize = 2;
        const LONGEST: usize = 12;
        let conjunction = start.checked_sub(1).filter(|&at| at > floor)?;
        if !matches!(glyphs.char(conjunction), '及' | '與' | '暨' | '和') {
            return None;
        }
        let left = self.name_start(glyphs, floor, conjunction);
        let mut at = left.at;
        while let Some((after, ())) = self.descriptors.longest_at(glyphs, at) {
            at = after;
        }
        let length = conjunction.saturating_sub(at);
        let field = at..conjunction;
        let joins_fields = glyphs.char(conjunction) == '暨' && self.is_field(glyphs, &field);
        let two_things = glyphs.char(start) == '駐'
            || self.names_something(glyphs, at, conjunction)
            || self.jurisdictions.longest_at(glyphs, start).is_some()
            // 旅遊暨|環境部 is one ministry abroad, 交通暨|內政部 are two at home.
            || self.organisations.longest_at(glyphs, start).is_some()
                && (!joins_fields || self.is_field_of_listed(glyphs, &field));
        let plain = field.clone().all(|i| glyphs.class(i) == Class::Han);
        if joins_fields && at == left.at {
            at = self.over_commas(glyphs, floor, at);
        }
        ((SHORTEST..=LONGEST).contains(&length) && plain && !two_things).then_some(NameStart {
            at,
            hard: left.hard && at == left.at,
        })
    }

    /// Whether a body, a place or a title ends at an index, from a floor on.
    fn names_something(&self, glyphs: &Glyphs, floor: usize, at: usize) -> bool {
        self.ends_body(glyphs, floor, at)
            || self
                .jurisdictions
                .longest_before(glyphs, floor, at)
                .is_some()
            || self.title_before(glyphs, floor, at).is_some()
            || self
                .organisations
                .longest_before(glyphs, floor, at)
                .is_some()
    }

    /// Whether words are what a ministry is for, behind the country that it is of: 教育, 吐瓦魯|外交.
    pub fn is_field(&self, glyphs: &Glyphs, words: &Range<usize>) -> bool {
        let country = self.jurisdictions.longest_at(glyphs, words.start);
        let from = country.map_or(words.start, |(end, _)| end);
        let field = self.portfolios.longest_at(glyphs, from);
        field.is_some_and(|(end, ())| end == words.end)
    }

    /// Whether a ministry at home is for nothing but that, so that the words stand for its name: 交通, of 交通部.
    fn is_field_of_listed(&self, glyphs: &Glyphs, words: &Range<usize>) -> bool {
        let field = glyphs.text(words.clone());
        let endings = self.authority.lexicon.group("ministry-ending").iter();
        let mut names = endings.map(|(ending, _)| format!("{field}{ending}"));
        names.any(|name| self.authority.organisations.named(&name).next().is_some())
    }

    /// Where the list of what a body is for begins, whose last item begins at an index: 教育、|青年暨體育部.
    fn over_commas(&self, glyphs: &Glyphs, floor: usize, start: usize) -> usize {
        let mut start = start;
        while let Some(comma) = start.checked_sub(1).filter(|&comma| comma > floor) {
            if glyphs.char(comma) != '、' {
                break;
            }
            let item = self.name_start(glyphs, floor, comma).at..comma;
            if !self.is_field(glyphs, &item) || self.is_field_of_listed(glyphs, &item) {
                break;
            }
            start = item.start;
        }
        start
    }

    /// The end of the longest word of one of the lists that tell names apart, at an index.
    pub fn clue_at(&self, glyphs: &Glyphs, index: usize, list: usize) -> Option<usize> {
        let lists: [&Gazetteer<()>; CLUE_LISTS] = [
            &self.before_name,
            &self.after_name,
            &self.strong_suffixes,
            &self.body_endings,
            &self.generic_organisations,
            &self.descriptors,
            &self.event_endings,
            &self.not_names,
            &self.place_names,
            &self.place_hints,
            &self.towns,
            &self.place_cues,
            &self.place_trails,
            &self.classifiers,
        ];
        Some(lists[list].longest_at(glyphs, index)?.0)
    }

    /// Whether a word before which a name has ended begins at an index.
    pub fn ends_name(&self, glyphs: &Glyphs, index: usize) -> bool {
        self.after_name.longest_at(glyphs, index).is_some()
    }

    /// Whether a word of two characters or more, before which a name has ended, begins at an
    /// index.
    pub fn is_function_word(&self, glyphs: &Glyphs, index: usize) -> bool {
        self.after_name
            .longest_at(glyphs, index)
            .is_some_and(|(end, ())| end > index + 1)
    }

    /// Whether a word that only begins like one beside names stands at an index: 自治, 據點.
    pub fn is_guarded_word(&self, glyphs: &Glyphs, index: usize) -> bool {
        let ends = self.after_name.longest_at(glyphs, index);
        let ends = ends.map_or(index, |(end, ())| end);
        let guard = self.before_name_guards.longest_at(glyphs, index);
        guard.is_some_and(|(end, ())| end > ends)
    }

    /// Whether a name that ends at `index` is followed by something that cannot belong to it:
    /// punctuation, a space, the end of the block, or a function word.
    pub fn name_may_end(&self, glyphs: &Glyphs, index: usize) -> bool {
        !matches!(glyphs.class(index), Class::Han) || self.ends_name(glyphs, index)
    }

    /// Where the name that ends at `end` begins, looking back no further than `floor`.
    ///
    /// A name may hold Chinese characters, letters and digits. It begins after punctuation (a
    /// hard edge), or after a function word or a counted classifier (a soft edge: the word may
    /// turn out to be part of the name).
    pub fn name_start(&self, glyphs: &Glyphs, floor: usize, end: usize) -> NameStart {
        let mut at = end;
        let mut letters = false;
        while at > floor {
            let soft = NameStart { at, hard: false };
            let previous = glyphs.class(at - 1);
            match previous {
                Class::Han if letters => return soft,
                Class::Han => {
                    if self.boundary_ends(glyphs, floor, at) {
                        return soft;
                    }
                }
                Class::Letter | Class::Digit => {
                    // A counted noun: 135 個|國家行動計畫 was cut at the classifier already;
                    // here a bare number ends the name, a word with letters joins it.
                    let word = word_start(glyphs, floor, at);
                    if (word..at).all(|i| glyphs.class(i) == Class::Digit) {
                        return soft;
                    }
                    letters = true;
                    at = word;
                    continue;
                }
                Class::Space => {
                    let before = glyphs.skip_space_back(floor, at);
                    let joins = before > floor
                        && glyphs.class(before - 1) == Class::Letter
                        && matches!(glyphs.class(at), Class::Han | Class::Letter);
                    // Garmisch-Partenkirchen   |巴伐利亞邦水利局分處
                    let wide = at - before > 1 || joins && ends_cell(glyphs, floor, before..at);
                    if !joins || wide {
                        let mark = |before: usize| glyphs.class(before - 1) == Class::Mark;
                        let hard = before == floor || mark(before) || joins && wide;
                        return NameStart { at, hard };
                    }
                    at = before;
                    continue;
                }
                Class::Mark if inside_name(glyphs, floor, at - 1) => {}
                Class::Mark => return NameStart { at, hard: true },
            }
            at -= 1;
        }
        NameStart { at, hard: true }
    }

    /// Whether a word of two characters or more after which a name may begin lies in a stretch, up to its end:
    /// 三國|函邀|鄺總統.
    pub fn holds_boundary(&self, glyphs: &Glyphs, stretch: &Range<usize>) -> bool {
        (stretch.start + 2..=stretch.end).any(|at| {
            let word = self.before_name.longest_before(glyphs, stretch.start, at);
            word.is_some_and(|(start, ())| at > start + 1)
        })
    }

    /// Whether a word after which a name may begin ends at `at`.
    pub fn boundary_ends(&self, glyphs: &Glyphs, floor: usize, at: usize) -> bool {
        let guarded = |start: usize| {
            (start.saturating_sub(3).max(floor)..=start).any(|from| {
                self.before_name_guards
                    .longest_at(glyphs, from)
                    .is_some_and(|(end, ())| end > at || (end == at && from < start))
            })
        };
        if let Some((start, ())) = self.before_name.longest_before(glyphs, floor, at)
            && !guarded(start)
        {
            return true;
        }
        self.classifiers
            .longest_before(glyphs, floor, at)
            .is_some_and(|(start, ())| {
                let number = glyphs.skip_space_back(floor, start);
                number > floor && glyphs.class(number - 1) == Class::Digit && !guarded(start)
            })
    }
}

/// Whether white space behind a word in letters divides cells: it is a tab, or the word stands behind a stroke
/// (文化部 | V | X |經濟部).
fn ends_cell(glyphs: &Glyphs, floor: usize, space: Range<usize>) -> bool {
    let word = word_start(glyphs, floor, space.start);
    let before = glyphs.skip_space_back(floor, word);
    let stroke = before > floor && matches!(glyphs.char(before - 1), '|' | '│');
    stroke || space.into_iter().any(|i| glyphs.char(i) == '\t')
}

/// What sort of word two characters are, if they are one.
fn sort_of_two(glyphs: &Glyphs, index: usize) -> Option<&'static str> {
    let words = Vocabulary::chinese();
    words.sort((index..index + 2).map(|at| glyphs.char(at)))
}

/// How many lists [`Knowledge::clue_at`] knows.
pub const CLUE_LISTS: usize = 14;

/// A row of the table of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TitleRow(usize);

/// Where a name begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameStart {
    /// The first glyph.
    pub at: usize,
    /// Whether punctuation or the edge of a block stands before it.
    pub hard: bool,
}

/// The first glyph of the word of letters and digits that ends at `end`.
pub fn word_start(glyphs: &Glyphs, floor: usize, end: usize) -> usize {
    let mut at = end;
    while at > floor
        && (matches!(glyphs.class(at - 1), Class::Letter | Class::Digit)
            || (at < end && inside_name(glyphs, floor, at - 1)))
    {
        at -= 1;
    }
    at
}

/// A mark that joins the parts of one name: `Jean-Baptiste`, `g0v.news`, `d'Iéna`, `法蘭索瓦‧歐蘭德`.
fn inside_name(glyphs: &Glyphs, floor: usize, at: usize) -> bool {
    at > floor
        && matches!(glyphs.char(at), '-' | '.' | '\'' | '‧' | '&' | '+' | '_')
        && matches!(
            glyphs.class(at - 1),
            Class::Letter | Class::Digit | Class::Han
        )
        && matches!(
            glyphs.class(at + 1),
            Class::Letter | Class::Digit | Class::Han
        )
        && glyphs.class(at - 1) == glyphs.class(at + 1)
        // 高雄－大阪: between Chinese names only the middle dot joins.
        && (glyphs.class(at - 1) != Class::Han || glyphs.char(at) == '‧' || after_dot(glyphs, floor, at))
}

/// Whether a stroke stands in a name with a middle dot: 約納坦‧本|-大衛.
fn after_dot(glyphs: &Glyphs, floor: usize, at: usize) -> bool {
    const LONGEST: usize = 5;
    let part = (floor..at)
        .rev()
        .take_while(|&i| glyphs.class(i) == Class::Han)
        .count();
    part <= LONGEST && at > floor + part && glyphs.char(at - part - 1) == '‧'
}
