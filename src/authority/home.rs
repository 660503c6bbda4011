//! Whose public bodies a report means by a bare name in English: every country has its Ministry
//! of Justice.

use rustc_hash::FxHashMap;

use super::entry::Entry;
use super::{Authority, Level, Organisation};

/// The country at whose bodies the bare English names of a report point.
#[derive(Clone, Debug)]
pub struct Home<'a> {
    authority: &'a Authority,
    scope: Scope,
    /// What the report says of bare names itself: the key of the row by the name.
    told: FxHashMap<String, String>,
}

/// How far a bare name reaches.
#[derive(Clone, Debug)]
enum Scope {
    /// Each listed name means its row, as in a report in Chinese, which calls another country's
    /// body by the country.
    Anywhere,
    /// The bodies of the country with this key.
    Country(String),
    /// The report does not say of which country it is.
    Unknown,
}

impl<'a> Home<'a> {
    /// Each listed name means its row.
    #[must_use]
    pub fn anywhere(authority: &'a Authority) -> Self {
        Self::new(authority, Scope::Anywhere)
    }

    /// Bare names mean the bodies of the country that a jurisdiction is or lies in; without one,
    /// nobody's.
    #[must_use]
    pub fn at(authority: &'a Authority, jurisdiction: Option<&str>) -> Self {
        let country = jurisdiction.map(|key| country_of(authority, key));
        Self::new(authority, country.map_or(Scope::Unknown, Scope::Country))
    }

    fn new(authority: &'a Authority, scope: Scope) -> Self {
        Self {
            authority,
            scope,
            told: FxHashMap::default(),
        }
    }

    /// The tables.
    #[must_use]
    pub fn authority(&self) -> &'a Authority {
        self.authority
    }

    /// The report itself says whose body it calls by a bare name: Taiwan's |Ministry of Justice.
    pub fn tell(&mut self, name: &str, row: &Organisation) {
        let told = self.told.entry(name.to_lowercase());
        let told = told.or_insert_with(|| row.key.to_string());
        // Two countries' bodies are called so: the name says neither.
        if *told != *row.key {
            told.clear();
        }
    }

    /// The row that a name means: the only listed one, if the name tells its country or it is of
    /// this country, else this country's body that is called so.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&'a Organisation> {
        let organisations = &self.authority.organisations;
        let mut rows = organisations.named(name);
        let only = rows.next().filter(|_| rows.next().is_none());
        if matches!(self.scope, Scope::Anywhere) {
            return only;
        }
        match only {
            Some(row) => self.meant(row, name),
            None => self.others(name),
        }
    }

    /// The row that a name of a listed body means in this report; none if nothing says so.
    #[must_use]
    pub fn meant(&self, row: &'a Organisation, name: &str) -> Option<&'a Organisation> {
        let own =
            matches!(self.scope, Scope::Anywhere) || !self.is_bare(row, name) || self.is_own(row);
        if own { Some(row) } else { self.others(name) }
    }

    /// Whether a row is a public body of another country, or of any where nothing says which is meant.
    #[must_use]
    pub fn is_abroad(&self, row: &Organisation) -> bool {
        let anywhere = matches!(self.scope, Scope::Anywhere);
        row.is_public() && row.jurisdiction.is_some() && !anywhere && !self.is_own(row)
    }

    /// The row of a country named beside the name of a body, if the body is that country's.
    #[must_use]
    pub fn of_country(&self, name: &str, country: &str) -> Option<&'a Organisation> {
        let rows = self.authority.organisations.named(name);
        let country = country_of(self.authority, country);
        let mut own = rows.filter(|row| {
            let place = row.jurisdiction.as_deref();
            row.is_public() && place.is_some_and(|key| country_of(self.authority, key) == country)
        });
        let row = own.next().filter(|_| own.next().is_none());
        row.or_else(|| with_country(self.authority, name, &country))
    }

    /// Whether a name of a public body is a common noun that other countries' bodies may have: it is in
    /// Latin script, and no word of it tells the country.
    #[must_use]
    pub fn is_bare(&self, row: &Organisation, name: &str) -> bool {
        let authority = self.authority;
        let lexicon = &authority.lexicon;
        let tells = |word: &str| {
            lexicon.contains("demonym-en", word) || lexicon.contains("own-word-en", word)
        };
        let words = || {
            name.split([' ', '-', ',', '(', ')'])
                .filter(|word| !word.is_empty())
        };
        let places = || {
            // Two words may be one place: New Zealand.
            let words: Vec<&str> = words().collect();
            let named = |words: &[&str]| {
                let name = words.join(" ");
                authority.jurisdictions.named(&name).next().is_some()
            };
            words.windows(2).any(named) || words.chunks(1).any(named)
        };
        // Every country has its MOFA.
        let short = row.acronym.as_deref() == Some(name) && !row.aliases.contains(name);
        row.is_public()
            && name.is_ascii()
            && (short || name.contains(' ') && !words().any(tells) && !places())
    }

    /// What the report says of a bare name, what the country calls so, or what the name itself
    /// says: Ministry of Justice (Taiwan).
    fn others(&self, name: &str) -> Option<&'a Organisation> {
        if let Some(key) = self.told.get(&name.to_lowercase()) {
            return self.authority.organisations.get(key);
        }
        match &self.scope {
            Scope::Country(country) => self.of_country(name, country),
            Scope::Anywhere | Scope::Unknown => None,
        }
    }

    fn is_own(&self, row: &Organisation) -> bool {
        let place = row.jurisdiction.as_deref();
        let place = place.map(|key| country_of(self.authority, key));
        matches!((&self.scope, place), (Scope::Country(own), Some(place)) if *own == place)
    }
}

/// The key of the country that a jurisdiction is or lies in; its own where no row says more.
fn country_of(authority: &Authority, key: &str) -> String {
    const DEEPEST: usize = 5;
    let mut at = key;
    for _ in 0..DEEPEST {
        match authority.jurisdictions.get(at) {
            Some(row) if row.level == Level::National => return row.key.to_string(),
            Some(row) => match row.within.as_deref() {
                Some(within) => at = within,
                None => break,
            },
            None => break,
        }
    }
    key.to_owned()
}

/// The only body of a country whose name is this one with the country's before or behind it: UK
/// Ministry of Justice; Ministry of Justice, Japan.
fn with_country<'a>(
    authority: &'a Authority,
    name: &str,
    country: &str,
) -> Option<&'a Organisation> {
    let place = authority.jurisdictions.get(country)?;
    let bare = name.strip_prefix("The ").or(name.strip_prefix("the "));
    let bare = bare.unwrap_or(name);
    let names = place.names().filter(|name| name.is_ascii());
    names
        .flat_map(|place| {
            [
                format!("{place} {bare}"),
                format!("{bare}, {place}"),
                format!("{bare} of {place}"),
                format!("{bare} ({place})"),
                format!("{bare}, Government of {place}"),
            ]
        })
        .find_map(|whole| {
            let mut rows = authority.organisations.named(&whole);
            rows.next().filter(|_| rows.next().is_none())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(home: &Home, name: &str) -> Option<String> {
        home.named(name).map(|row| row.key.to_string())
    }

    #[test]
    fn a_bare_name_means_the_body_of_its_own_country() {
        let authority = Authority::builtin();
        let taiwan = Home::at(&authority, Some("TWN"));
        let britain = Home::at(&authority, Some("GB-ENG"));
        let japan = Home::at(&authority, Some("JPN"));
        let name = "Ministry of Justice";
        assert_eq!(key(&taiwan, name).as_deref(), Some("twn-moj"));
        assert_eq!(key(&britain, name).as_deref(), Some("gbr-moj"));
        assert_eq!(key(&japan, name).as_deref(), Some("jpn-moj"));
        assert_eq!(key(&Home::at(&authority, Some("KEN")), name), None);
        assert_eq!(key(&Home::at(&authority, None), name), None);
        assert_eq!(
            key(&Home::anywhere(&authority), name).as_deref(),
            Some("twn-moj")
        );
    }

    #[test]
    fn a_name_that_tells_its_country_means_one_body_everywhere() {
        let authority = Authority::builtin();
        let unknown = Home::at(&authority, None);
        for (name, row) in [
            ("UK Ministry of Justice", "gbr-moj"),
            ("Bank of England", "gbr-bank-of-england"),
            ("Kaohsiung City Government", "twn-kaohsiung-city-government"),
            ("Executive Yuan", "twn-executive-yuan"),
            ("NASA", "usa-nasa"),
        ] {
            assert_eq!(key(&unknown, name).as_deref(), Some(row), "{name}");
        }
    }

    #[test]
    fn what_the_report_says_of_a_bare_name_stands_unless_it_says_two_things() {
        let authority = Authority::builtin();
        let mut home = Home::at(&authority, None);
        let row = |home: &Home<'_>, country| {
            let row = home.of_country("Ministry of Finance", country);
            row.map(|row| row.key.to_string())
        };
        assert_eq!(row(&home, "JPN").as_deref(), Some("jpn-mof"));
        let taiwan = authority.organisations.get("twn-mof").expect("a row");
        home.tell("Ministry of Finance", taiwan);
        assert_eq!(
            key(&home, "Ministry of Finance").as_deref(),
            Some("twn-mof")
        );
        let japan = authority.organisations.get("jpn-mof").expect("a row");
        home.tell("Ministry of Finance", japan);
        assert_eq!(key(&home, "Ministry of Finance"), None);
    }
}
