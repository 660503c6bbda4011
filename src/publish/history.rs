//! The releases of a dataset that can still be had, and what each of them changed.

use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::{self, BufReader};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use serde::{Deserialize, Serialize};

use super::difference::{Change, Difference};
use super::dump::{self, Format};
use super::edition::{Dumps, EditionError, VERSIONS};
use super::release::Release;
use crate::graph::{Names, Quads};

/// What is told of a release in its lasting folder.
const CARD: &str = "release.json";

/// The statements that a release has and the one before it had not.
pub const ADDED: &str = "added.nq";

/// The statements that it has no longer.
pub const REMOVED: &str = "removed.nq";

/// A release that can still be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The name of its version.
    pub version: String,
    /// Its day, if it is known: `2026-11-23`, `2026-11` or `2026`.
    pub issued: Option<String>,
    /// How many statements it has, each once.
    pub triples: usize,
    /// What it changed, if there was a release before it.
    pub changes: Option<Changes>,
}

/// What a release changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The version before it.
    pub since: String,
    /// Things that are new.
    pub things_added: usize,
    /// Things that are gone.
    pub things_removed: usize,
    /// Things of which other things are said.
    pub things_changed: usize,
    /// Statements that are new.
    pub statements_added: usize,
    /// Statements that are gone.
    pub statements_removed: usize,
}

impl Past {
    /// Releases stand by day, then by version, in which a number counts as a number.
    fn order(&self, other: &Self) -> Ordering {
        let day = self.issued.cmp(&other.issued);
        day.then_with(|| parts(&self.version).cmp(&parts(&other.version)))
    }
}

/// The numbers and words of a version: `1.10-rc` has 1, 10 and `rc`.
fn parts(version: &str) -> Vec<(u64, &str)> {
    let parts = version.split(|c: char| !c.is_alphanumeric());
    parts
        .map(|part| (part.parse().unwrap_or(u64::MAX), part))
        .collect()
}

/// Writes what is new in a version into its folder, and lists all releases that can still be
/// had, the newest first.
///
/// The folders of earlier versions must have been taken over already.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn write(
    dumps: &Dumps<'_>,
    version: &str,
    issued: Option<String>,
    release: &mut Release,
) -> Result<Vec<Past>, EditionError> {
    let mut own = Past {
        version: version.to_owned(),
        issued,
        triples: dumps.quads.union().count(),
        changes: None,
    };
    let mut all = earlier(version, release)?;
    all.sort_by(|a, b| b.order(a));
    let before = all.iter().position(|past| past.order(&own).is_lt());
    if let Some(last) = before.and_then(|at| all.get(at))
        && let Some(old) = dataset(&last.version, dumps, release)?
    {
        let difference = Difference::between(&old, dumps.quads, &[]);
        own.changes = Some(Changes::of(&difference, &last.version));
        for (name, quads) in [(ADDED, difference.added()), (REMOVED, difference.removed())] {
            release.write(&path(version, name), |out| {
                Ok(dump::write(&quads, Format::NQuads, &Names::default(), out)?)
            })?;
        }
    }
    let card = format!("{:#}\n", serde_json::json!(own));
    release.write(&path(version, CARD), |out| out.write_all(card.as_bytes()))?;
    all.insert(before.unwrap_or(all.len()), own);
    Ok(all)
}

/// A file in the lasting folder of a version.
pub fn path(version: &str, name: &str) -> String {
    format!("{VERSIONS}/{version}/{name}")
}

/// The other releases whose folders were taken over; a folder without a card is passed over.
fn earlier(own: &str, release: &Release) -> Result<Vec<Past>, EditionError> {
    let mut found = Vec::new();
    for name in release.files().keys() {
        let folder = name
            .strip_prefix(VERSIONS)
            .and_then(|name| name.strip_suffix(CARD));
        let version = folder.map(|folder| folder.trim_matches('/'));
        if version.is_none_or(|version| version == own) {
            continue;
        }
        let read = |source| EditionError::Read {
            name: name.clone(),
            source,
        };
        let card = fs::read(release.path(name)).map_err(read)?;
        found.push(serde_json::from_slice(&card).map_err(|error| read(error.into()))?);
    }
    Ok(found)
}

/// The dataset of an earlier version, if it had the same name.
fn dataset(
    version: &str,
    dumps: &Dumps<'_>,
    release: &Release,
) -> Result<Option<Quads>, EditionError> {
    let file = format!("{}.{}", dumps.name, Format::NQuads.extension());
    let name = path(version, &file);
    if !release.files().contains_key(&name) {
        return Ok(None);
    }
    let read = |source| EditionError::Read {
        name: name.clone(),
        source,
    };
    let file = File::open(release.path(&name)).map_err(read)?;
    let parser = RdfParser::from_format(RdfFormat::NQuads);
    let quads: Result<Vec<Quad>, _> = parser.for_reader(BufReader::new(file)).collect();
    let quads = quads.map_err(|error| read(io::Error::other(error)))?;
    Ok(Some(Quads::new(quads)))
}

impl Changes {
    fn of(difference: &Difference<'_>, since: &str) -> Self {
        let things = &difference.things;
        Self {
            since: since.to_owned(),
            things_added: difference.count(Change::Added),
            things_removed: difference.count(Change::Removed),
            things_changed: difference.count(Change::Changed),
            statements_added: things.iter().map(|thing| thing.added.len()).sum(),
            statements_removed: things.iter().map(|thing| thing.removed.len()).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_stand_by_day_and_then_by_the_numbers_of_their_versions() {
        let past = |issued: &str, version: &str| Past {
            version: version.to_owned(),
            issued: Some(issued.to_owned()),
            triples: 0,
            changes: None,
        };
        let in_order = [
            past("2025-01-01", "9"),
            past("2026-01-01", "1.9"),
            past("2026-01-01", "1.10"),
            past("2026-01-01", "2.0"),
        ];
        assert!(in_order.is_sorted_by(|a, b| a.order(b).is_lt()));
    }
}
