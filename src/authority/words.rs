//! Lists of words that rules look up at each place of a text.

/// A list of words: groups of the lexicon, taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordList {
    /// Its place among [`WordList::ALL`].
    pub place: usize,
    /// Its groups, each with the value that its words must have, unless that is blank.
    pub groups: &'static [(&'static str, &'static str)],
}

/// Declares the lists with their places.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $groups:expr;)*) => {
        impl WordList {
            lists!(0usize; $($(#[$doc])* $name = $groups;)*);

            /// All lists, in their order.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
    ($place:expr; ) => {};
    ($place:expr; $(#[$doc:meta])* $name:ident = $groups:expr; $($rest:tt)*) => {
        $(#[$doc])*
        pub const $name: Self = Self { place: $place, groups: &$groups };
        lists!($place + 1; $($rest)*);
    };
}

lists! {
    /// Words that hold a title and are none: 代表團, 記者會.
    TITLE_GUARDS = [("title-guard", "")];
    /// Words after which a name may begin.
    BEFORE_NAME = [("boundary-before", ""), ("location-verb", ""), ("visit-verb", "")];
    /// Words that hold such a word and are none: 參與, 自由.
    BEFORE_NAME_GUARDS = [("boundary-guard", "")];
    /// Words before which a name has ended.
    AFTER_NAME = [("boundary-after", ""), ("speech-verb", ""), ("event-verb", ""), ("visit-verb", "")];
    /// Counting words: a name may begin after `135 個`.
    CLASSIFIERS = [("classifier", "")];
    /// Endings that make a name an organisation's by themselves.
    STRONG_SUFFIXES = [("org-suffix", "strong")];
    /// Endings that do so only where the context agrees.
    WEAK_SUFFIXES = [("org-suffix", "weak")];
    /// All endings of bodies, those included that prove nothing outside a list or table.
    BODY_ENDINGS = [("org-suffix", "")];
    /// Phrases that end like an organisation and name none.
    GENERIC_ORGANISATIONS = [("org-generic", "")];
    /// Words put before a name that are not part of it: 我國, 民間.
    DESCRIPTORS = [("descriptor", ""), ("legal-form", "prefix")];
    /// Legal forms that stand before a name: 財團法人.
    LEGAL_PREFIXES = [("legal-form", "prefix")];
    /// Words that hold a name by chance: 今日本會.
    NAME_TRAPS = [("name-trap", "")];
    /// Endings of events: 高峰會 ends like a body and is none.
    EVENT_ENDINGS = [("event-suffix", "")];
    /// Words that begin like a name: 陸續, 高峰.
    NOT_NAMES = [("not-name", "")];
    /// Words of two characters that end in 國 and cut no country short: 各國.
    COUNTRY_GUARDS = [("country-guard", "")];
    /// Rivers, islands and seas that are known.
    PLACE_NAMES = [("place-name", "")];
    /// Names of places that other names and words hold, too, so that only the tagger weighs them: 霧鹿, 九份.
    PLACE_HINTS = [("place-hint", "")];
    /// Towns abroad.
    TOWNS = [("town", "")];
    /// Endings of places: 市, 機場.
    PLACE_ENDINGS = [("place-suffix", "")];
    /// Words that end so and name no place: 城市.
    PLACE_GUARDS = [("place-guard", "")];
    /// Words after which a place stands: 前往.
    PLACE_CUES = [("place-cue", "")];
    /// Words that only follow a place: 沿岸.
    PLACE_TRAILS = [("place-trail", "")];
    /// Nouns of persons, behind which a name may stand: 司機, 其子.
    PERSON_NOUNS = [("person-noun", "")];
    /// What bodies are charged with: 農業, 交通.
    PORTFOLIOS = [("portfolio", "")];
}

/// The group of words that are names of places or bodies and mostly mean something else: 世界.
pub const ORDINARY: &str = "not-jurisdiction";

/// The sort of a name in an index: one that is an ordinary word, or a title that changes the
/// title after it. Names of this sort are not looked up with the others.
pub const APART: u8 = 1;

impl WordList {
    /// Whether a word of a group belongs to the list.
    pub fn takes(&self, group: &str, value: &str) -> bool {
        let mut groups = self.groups.iter();
        groups.any(|&(name, wanted)| name == group && (wanted.is_empty() || wanted == value))
    }
}
