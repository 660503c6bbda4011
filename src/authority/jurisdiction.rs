//! Countries, territories, regions, cities, and areas of the world.

use super::cell::{self, Fault, List, Text};
use super::entry::Entry;

/// The columns of jurisdictions.csv, without the last, `source`.
pub(super) const COLUMNS: [&str; 11] = [
    "key", "kind", "level", "zh-Hant", "en", "aliases", "short", "within", "wikidata", "eu",
    "source",
];

/// A country, a territory, a region, a city, or an area of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jurisdiction {
    /// An ISO 3166-1 alpha-3 code, an ISO 3166-2 code, a country's code with a city's name
    /// (`CHE-geneva`), `M49-` with a UN M49 code, or `area-` with a name.
    pub key: Text,
    /// What sort of place it is.
    pub kind: JurisdictionKind,
    /// At which level it governs.
    pub level: Level,
    /// Its label in Traditional Chinese, as used in Taiwan.
    pub zh: Text,
    /// Its label in English.
    pub en: Text,
    /// Other names, in any language, each of which tells it wherever it stands.
    pub aliases: List,
    /// Forms that tell it only beside other evidence: in a frame (駐法, 臺美, 法方), after a
    /// larger place (法國尼斯), in a list of places, in a table cell of their own.
    ///
    /// Two jurisdictions may share one. A label that stands here too is weak as well.
    pub short: List,
    /// The key of the smallest listed jurisdiction that it lies in.
    pub within: Option<Text>,
    /// Its Wikidata identifier, where it is certain.
    pub wikidata: Option<Text>,
    /// Whether the EU authority table of countries has its key.
    pub eu: bool,
}

/// What sort of place a jurisdiction is; says nothing about statehood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JurisdictionKind {
    /// Listed as a country.
    Country,
    /// A dependent or special territory that ISO 3166-1 lists.
    Territory,
    /// A first-level region of a country.
    Region,
    /// A city or town that is no first-level region.
    City,
    /// A part of the world without a government (東南亞).
    Area,
}

/// The level at which a jurisdiction governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A whole country.
    National,
    /// A part of a country.
    Subnational,
    /// Neither, as for an area of the world.
    Other,
}

impl Level {
    /// The notation in the code list `jurisdiction-level`.
    pub fn notation(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Subnational => "subnational",
            Self::Other => "other",
        }
    }
}

impl Entry for Jurisdiction {
    fn key(&self) -> &Text {
        &self.key
    }

    /// Labels and aliases, without a label that the row calls weak (東加 in 股東加入).
    fn names(&self) -> impl Iterator<Item = Text> {
        let labels = [&self.zh, &self.en].into_iter();
        let labels = labels.filter(|label| !self.short.contains(label));
        labels.cloned().chain(self.aliases.texts())
    }

    fn weak_names(&self) -> impl Iterator<Item = Text> {
        self.short.texts()
    }
}

impl Jurisdiction {
    /// Reads a row; a blank cell keeps what `known`, the row with the same key, says.
    pub(super) fn from_cells(
        cells: [Text; COLUMNS.len()],
        known: Option<&Self>,
    ) -> Result<Self, Fault> {
        let [
            key,
            kind,
            level,
            zh,
            en,
            aliases,
            short,
            within,
            wikidata,
            eu,
            _,
        ] = cells;
        let kind = match (&*kind, known) {
            ("country", _) => JurisdictionKind::Country,
            ("territory", _) => JurisdictionKind::Territory,
            ("region", _) => JurisdictionKind::Region,
            ("city", _) => JurisdictionKind::City,
            ("area", _) => JurisdictionKind::Area,
            ("", Some(known)) => known.kind,
            ("", None) => return Err(Fault::missing("kind")),
            (other, _) => {
                let known = ["country", "territory", "region", "city", "area"];
                return Err(Fault::unknown("kind", other, &known));
            }
        };
        let level = match (&*level, known) {
            ("national", _) => Level::National,
            ("subnational", _) => Level::Subnational,
            ("other", _) => Level::Other,
            ("", Some(known)) => known.level,
            ("", None) => return Err(Fault::missing("level")),
            (other, _) => {
                let known = ["national", "subnational", "other"];
                return Err(Fault::unknown("level", other, &known));
            }
        };
        let eu = match (&*eu, known) {
            ("Y", _) => true,
            ("", known) => known.is_some_and(|known| known.eu),
            (other, _) => return Err(Fault::unknown("eu", other, &["Y", "a blank cell"])),
        };
        let row = Self {
            key: cell::key(key)?,
            kind,
            level,
            zh: cell::filled(zh)
                .or_else(|| known.map(|known| known.zh.clone()))
                .ok_or_else(|| Fault::missing("zh-Hant"))?,
            en: cell::filled(en)
                .or_else(|| known.map(|known| known.en.clone()))
                .ok_or_else(|| Fault::missing("en"))?,
            aliases: List::new(aliases),
            short: List::new(short),
            within: cell::filled(within).or_else(|| known?.within.clone()),
            wikidata: cell::filled(wikidata).or_else(|| known?.wikidata.clone()),
            eu,
        };
        Ok(match known {
            Some(known) => row.with_names_of(known),
            None => row,
        })
    }

    /// Keeps the names that the thing had before a project's row changed it.
    fn with_names_of(mut self, known: &Self) -> Self {
        let aliases = known.aliases.iter().chain(self.aliases.iter());
        let labels = [&*known.zh, &*known.en].into_iter();
        let aliases = labels.chain(aliases);
        self.aliases = List::of(aliases.filter(|&name| name != self.zh && name != self.en));
        self.short = List::of(known.short.iter().chain(self.short.iter()));
        self
    }

    /// The columns in which a project's row contradicts the row that it changes.
    pub(super) fn contradictions(&self, known: &Self) -> Vec<&'static str> {
        let pairs = [
            ("kind", self.kind != known.kind),
            ("level", self.level != known.level),
            ("zh-Hant", self.zh != known.zh),
            ("en", self.en != known.en),
            (
                "within",
                known.within.is_some() && self.within != known.within,
            ),
            (
                "wikidata",
                known.wikidata.is_some() && self.wikidata != known.wikidata,
            ),
        ];
        cell::named(&pairs)
    }
}
