//! Official titles, roles, honorifics, and the prefixes that titles take.

use super::cell::{self, Fault, List, Text};
use super::entry::Entry;

/// The columns of titles.csv.
pub(super) const COLUMNS: [&str; 6] = ["zh-Hant", "en", "aliases", "use", "role", "source"];

/// A title, a role, an honorific, or a prefix of titles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// In Traditional Chinese, if it has an equivalent.
    pub zh: Option<Text>,
    /// In English, where it has an established equivalent.
    pub en: Option<Text>,
    /// Abbreviations and variants: 政委 for 政務委員.
    pub aliases: List,
    /// Where it may stand.
    pub uses: Uses,
    /// The notation of its concept in the code list `role`.
    pub role: Option<Text>,
}

/// Where a title may stand, and what it is besides a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "flags of one table cell, each asked for on its own"
)]
pub struct Uses {
    /// Between surname and given name: 唐政務委員鳳.
    pub inner: bool,
    /// Before a full name: 執行長 Jean-Baptiste Bouzige, Minister Audrey Tang.
    pub before: bool,
    /// After a name: 歐蘭德總統, 高嘉良先生.
    pub after: bool,
    /// A form of address that says nothing of what a person does: 先生, Dr.
    pub honorific: bool,
    /// Before a title that it changes: 副 in 副部長, 前 in 前部長.
    pub prefix: bool,
}

impl Entry for Title {
    /// The Chinese form or, where there is none, the English one.
    fn key(&self) -> &Text {
        // A row without either is refused when it is read.
        static NONE: Text = Text::Borrowed("");
        self.zh.as_ref().or(self.en.as_ref()).unwrap_or(&NONE)
    }

    fn names(&self) -> impl Iterator<Item = Text> {
        let labels = self.zh.iter().chain(&self.en);
        labels.cloned().chain(self.aliases.texts())
    }

    fn weak_names(&self) -> impl Iterator<Item = Text> {
        std::iter::empty()
    }
}

impl Title {
    /// Reads a row; with `known`, the row of the same title, both rows hold.
    pub(super) fn from_cells(
        cells: [Text; COLUMNS.len()],
        known: Option<&Self>,
    ) -> Result<Self, Fault> {
        let [zh, en, aliases, uses, role, _] = cells;
        let mut title = Self {
            zh: cell::filled(zh),
            en: cell::filled(en).or_else(|| known?.en.clone()),
            aliases: List::new(aliases),
            uses: known.map_or_else(Uses::default, |known| known.uses),
            role: cell::filled(role).or_else(|| known?.role.clone()),
        };
        if title.zh.is_none() && title.en.is_none() {
            return Err(Fault::missing("zh-Hant or en"));
        }
        for flag in uses
            .split('|')
            .map(str::trim)
            .filter(|flag| !flag.is_empty())
        {
            match flag {
                "inner" => title.uses.inner = true,
                "before" => title.uses.before = true,
                "after" => title.uses.after = true,
                "honorific" => title.uses.honorific = true,
                "prefix" => title.uses.prefix = true,
                other => {
                    let known = ["inner", "before", "after", "honorific", "prefix"];
                    return Err(Fault::unknown("use", other, &known));
                }
            }
        }
        if let Some(known) = known {
            let former = known.en.iter().map(|en| &**en).chain(known.aliases.iter());
            let aliases = former.chain(title.aliases.iter());
            let aliases = List::of(aliases.filter(|&name| title.en.as_deref() != Some(name)));
            title.aliases = aliases;
        }
        Ok(title)
    }

    /// The columns in which a project's row contradicts the row that it changes.
    pub(super) fn contradictions(&self, known: &Self) -> Vec<&'static str> {
        let differ = |new: &Option<Text>, old: &Option<Text>| old.is_some() && new != old;
        cell::named(&[
            ("en", differ(&self.en, &known.en)),
            ("role", differ(&self.role, &known.role)),
        ])
    }
}
