//! Public bodies, international organisations, companies and other organisations.

use super::cell::{self, Fault, List, Text};
use super::entry::Entry;

/// The columns of organisations.csv.
pub(super) const COLUMNS: [&str; 13] = [
    "key",
    "zh-Hant",
    "en",
    "acronym",
    "aliases",
    "short",
    "class",
    "jurisdiction",
    "within",
    "from",
    "until",
    "wikidata",
    "source",
];

/// An organisation that is known before a report is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The key, which is also the tail of its IRI: `twn-ndc`, `un`, `apec`.
    pub key: Text,
    /// Its official name in Traditional Chinese, or its usual one in Taiwan.
    pub zh: Option<Text>,
    /// Its official name in English.
    pub en: Option<Text>,
    /// Its abbreviation in Latin letters.
    pub acronym: Option<Text>,
    /// Other names, in any language, each of which tells it wherever it stands.
    pub aliases: List,
    /// Abbreviations that ordinary words contain (政大 in 行政大樓), or that other bodies have
    /// too: they tell it only beside other evidence, such as a table cell of their own.
    ///
    /// A label that stands here too is weak as well.
    pub short: List,
    /// What sort of body it is.
    pub class: OrganisationClass,
    /// The key of the jurisdiction that it belongs to; none for an international body.
    pub jurisdiction: Option<Text>,
    /// The key of the body that it is part of.
    pub within: Option<Text>,
    /// When it was founded or got this name: a year, a month or a day of ISO 8601.
    pub from: Option<Text>,
    /// When it ended or lost this name: a year, a month or a day of ISO 8601.
    pub until: Option<Text>,
    /// Its Wikidata identifier, where it is certain.
    pub wikidata: Option<Text>,
}

/// What sort of body an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganisationClass {
    /// A body of government: ministry, agency, local government, mission.
    Formal,
    /// A part of another organisation.
    Unit,
    /// An organisation of governments, or an organ of one.
    Igo,
    /// An association, a foundation, a civil society organisation.
    Ngo,
    /// A company, state enterprises included.
    Company,
    /// An undertaking of several bodies: a partnership, a joint programme.
    Collaboration,
    /// A university or a research institution.
    University,
    /// A newspaper, broadcaster or news agency.
    Media,
    /// A political party.
    Party,
    /// A court or a prosecutor's office.
    Court,
    /// A parliament or a council of elected members.
    Parliament,
    /// A community without legal form.
    Group,
}

/// The words of the column `class`, with what they stand for.
const CLASSES: [(&str, OrganisationClass); 12] = [
    ("formal", OrganisationClass::Formal),
    ("unit", OrganisationClass::Unit),
    ("igo", OrganisationClass::Igo),
    ("ngo", OrganisationClass::Ngo),
    ("company", OrganisationClass::Company),
    ("collaboration", OrganisationClass::Collaboration),
    ("university", OrganisationClass::University),
    ("media", OrganisationClass::Media),
    ("party", OrganisationClass::Party),
    ("court", OrganisationClass::Court),
    ("parliament", OrganisationClass::Parliament),
    ("group", OrganisationClass::Group),
];

impl Entry for Organisation {
    fn key(&self) -> &Text {
        &self.key
    }

    /// Labels and aliases, and the acronym of an international body.
    ///
    /// The acronym of a national body is weak, since every country has its MOFA, unless it is
    /// one of the aliases too (NASA).
    fn names(&self) -> impl Iterator<Item = Text> {
        let acronym = self.acronym.iter();
        let acronym = acronym.filter(|_| self.jurisdiction.is_none());
        let labels = self.zh.iter().chain(&self.en).chain(acronym);
        let labels = labels.filter(|label| !self.short.contains(label));
        labels.cloned().chain(self.aliases.texts())
    }

    fn weak_names(&self) -> impl Iterator<Item = Text> {
        let acronym = self.acronym.iter();
        let acronym =
            acronym.filter(|it| self.jurisdiction.is_some() && !self.aliases.contains(it));
        acronym.cloned().chain(self.short.texts())
    }
}

impl Organisation {
    /// Whether it is a public body of one jurisdiction.
    ///
    /// The bare name of such a body (財政部, Ministry of Finance) means it only in a report
    /// from its own jurisdiction; after another's name (法國財政部) it is another body.
    pub fn is_public(&self) -> bool {
        use OrganisationClass::{Court, Formal, Parliament, Unit};
        self.jurisdiction.is_some() && matches!(self.class, Formal | Unit | Court | Parliament)
    }

    /// The label in Traditional Chinese or, where there is none, in English.
    pub fn label(&self) -> &str {
        let label = self.zh.as_deref().or(self.en.as_deref());
        label.unwrap_or(&self.key)
    }

    /// Reads a row; a blank cell keeps what `known`, the row with the same key, says.
    pub(super) fn from_cells(
        cells: [Text; COLUMNS.len()],
        known: Option<&Self>,
    ) -> Result<Self, Fault> {
        let [
            key,
            zh,
            en,
            acronym,
            aliases,
            short,
            class,
            jurisdiction,
            within,
            from,
            until,
            wikidata,
            _,
        ] = cells;
        let class = match (&*class, known) {
            ("", Some(known)) => known.class,
            ("", None) => return Err(Fault::missing("class")),
            (class, _) => {
                let found = CLASSES.iter().find(|(word, _)| *word == class);
                let known = || CLASSES.map(|(word, _)| word);
                found
                    .ok_or_else(|| Fault::unknown("class", class, &known()))?
                    .1
            }
        };
        let row = Self {
            key: cell::key(key)?,
            zh: cell::filled(zh).or_else(|| known?.zh.clone()),
            en: cell::filled(en).or_else(|| known?.en.clone()),
            acronym: cell::filled(acronym).or_else(|| known?.acronym.clone()),
            aliases: List::new(aliases),
            short: List::new(short),
            class,
            jurisdiction: cell::filled(jurisdiction).or_else(|| known?.jurisdiction.clone()),
            within: cell::filled(within).or_else(|| known?.within.clone()),
            from: cell::filled(from).or_else(|| known?.from.clone()),
            until: cell::filled(until).or_else(|| known?.until.clone()),
            wikidata: cell::filled(wikidata).or_else(|| known?.wikidata.clone()),
        };
        if row.zh.is_none() && row.en.is_none() {
            return Err(Fault::missing("zh-Hant or en"));
        }
        Ok(match known {
            Some(known) => row.with_names_of(known),
            None => row,
        })
    }

    /// Keeps the names that the thing had before a project's row changed it.
    fn with_names_of(mut self, known: &Self) -> Self {
        let labels = [&self.zh, &self.en].map(Option::as_deref);
        let former = known.zh.iter().chain(&known.en).map(|label| &**label);
        let aliases = former
            .chain(known.aliases.iter())
            .chain(self.aliases.iter());
        let aliases = List::of(aliases.filter(|&name| !labels.contains(&Some(name))));
        self.short = List::of(known.short.iter().chain(self.short.iter()));
        self.aliases = aliases;
        self
    }

    /// The columns in which a project's row contradicts the row that it changes.
    pub(super) fn contradictions(&self, known: &Self) -> Vec<&'static str> {
        let differ = |new: &Option<Text>, old: &Option<Text>| old.is_some() && new != old;
        let pairs = [
            ("zh-Hant", differ(&self.zh, &known.zh)),
            ("en", differ(&self.en, &known.en)),
            ("acronym", differ(&self.acronym, &known.acronym)),
            ("class", self.class != known.class),
            (
                "jurisdiction",
                differ(&self.jurisdiction, &known.jurisdiction),
            ),
            ("within", differ(&self.within, &known.within)),
            ("from", differ(&self.from, &known.from)),
            ("until", differ(&self.until, &known.until)),
            ("wikidata", differ(&self.wikidata, &known.wikidata)),
        ];
        cell::named(&pairs)
    }
}
