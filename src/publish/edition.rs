//! A whole release: dumps, their packed and lasting copies, and what catalogues are told.

use std::fs::File;
use std::io::{self, BufReader, Read};

use oxigraph::model::Quad;
use rayon::prelude::*;
use thiserror::Error;

use super::canonical::{self, HASHES};
use super::catalog::{Catalogue, DISCOVERY, Described, void};
use super::dump::{self, Format};
use super::packed::Packing;
use super::release::{Hashing, Release, ReleaseError};
use super::reread::{self, RereadError};
use crate::graph::{Names, Quads};

/// How much of the hash of the dataset names a version that the settings do not name.
pub const DIGITS: usize = 12;

/// The folder of the lasting copies.
pub(super) const VERSIONS: &str = "v";

/// Why a release could not be made; nothing was put in place.
#[derive(Debug, Error)]
pub enum EditionError {
    /// A file could not be written.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// A file could not be read again.
    #[error("cannot read `{name}` again: {source}")]
    Read {
        /// The name of the file in the release.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A dump does not hold the dataset: a mistake of this program.
    #[error("{name}: {source}")]
    Reread {
        /// The name of the file in the release.
        name: String,
        /// What is wrong with it.
        source: RereadError,
    },
    /// A packed file does not hold what was packed: a mistake of this program.
    #[error("{0}: what was packed does not come back")]
    Packed(String),
    /// A version that was published is to be replaced by other data.
    #[error("version {0} was already published, with other data")]
    Published(String),
}

impl EditionError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Release(error) => error.code(),
            Self::Read { .. } => "release-read",
            Self::Reread { source, .. } => source.code(),
            Self::Packed(_) => "release-packed",
            Self::Published(_) => "release-version",
        }
    }

    /// What to do.
    pub fn help(&self) -> String {
        match self {
            Self::Release(error) => error.help().to_owned(),
            Self::Read { .. } => "the former release is unchanged".to_owned(),
            Self::Reread { .. } | Self::Packed(_) => {
                "this is a mistake in govrep; the former release is unchanged".to_owned()
            }
            Self::Published(version) => format!(
                "give `version` in govrep.toml a new name; if nobody has the old data yet, \
                 remove the folder {VERSIONS}/{version} of the release"
            ),
        }
    }
}

/// The dumps of one dataset.
#[derive(Clone, Copy, Debug)]
pub struct Dumps<'a> {
    /// The name of the files, without ending.
    pub name: &'a str,
    /// What they hold.
    pub quads: &'a Quads,
    /// How IRIs are shortened in them.
    pub names: Names<'a>,
}

impl Dumps<'_> {
    /// The name of a dump in the release.
    pub fn file(&self, format: Format) -> String {
        format!("dump/{}.{}", self.name, format.extension())
    }

    /// Writes the dumps and proves them: each is read back by another parser, and each packed
    /// copy is unpacked again.
    ///
    /// # Errors
    ///
    /// When a file cannot be written, or does not hold the dataset.
    pub fn write(&self, release: &mut Release) -> Result<(), EditionError> {
        release.write_each(
            &Format::ALL,
            |format| self.file(*format),
            |format, out| Ok(dump::write(self.quads, *format, &self.names, out)?),
        )?;
        Format::ALL.par_iter().try_for_each(|format| {
            let name = self.file(*format);
            let file = open(release, &name)?;
            reread::check(file, *format, self.quads)
                .map_err(|source| EditionError::Reread { name, source })
        })?;
        let packed: Vec<(Format, Packing)> = Format::ALL
            .into_iter()
            .flat_map(|format| Packing::ALL.map(|packing| (format, packing)))
            .collect();
        let name = |(format, packing): &(Format, Packing)| {
            format!("{}.{}", self.file(*format), packing.extension())
        };
        let plain = release.path("");
        release.write_each(&packed, name, |(format, packing), out| {
            packing.pack(File::open(plain.join(self.file(*format)))?, out)
        })?;
        packed.par_iter().try_for_each(|item| {
            let (format, packing) = *item;
            let name = name(item);
            let read = |source| EditionError::Read {
                name: name.clone(),
                source,
            };
            let file = open(release, &name)?;
            let content = packing.unpack(file).map_err(read)?;
            let sha256 = sha256_of(content).map_err(read)?;
            let plain = release.files().get(&self.file(format));
            if plain.is_some_and(|plain| plain.sha256 == sha256) {
                Ok(())
            } else {
                Err(EditionError::Packed(name))
            }
        })?;
        let hashes = canonical::hashes(
            |format| self.file(format),
            |name| release.files().get(name).cloned(),
        );
        release.write(HASHES, |out| out.write_all(hashes.as_bytes()))?;
        Ok(())
    }

    /// The name of this version: the one that is set, or the beginning of the hash of the dataset.
    ///
    /// Never a date of the clock: the same dataset has the same version on any day.
    pub fn version(&self, set: Option<&str>, release: &Release) -> String {
        if let Some(version) = set {
            version.to_owned()
        } else {
            let canonical = release.files().get(&self.file(Format::NQuads));
            let hash = canonical.map_or("", |file| &file.sha256);
            hash.chars().take(DIGITS).collect()
        }
    }

    /// Puts copies of the dumps into a folder that is called as the version.
    ///
    /// A version that is set is for good: the folders of earlier ones are taken over, and other
    /// data under the same name are refused. One that is named by its content needs neither.
    ///
    /// # Errors
    ///
    /// When a file cannot be written, and when the version was published with other data.
    pub fn keep_versions(
        &self,
        version: &str,
        is_set: bool,
        release: &mut Release,
    ) -> Result<(), EditionError> {
        let lasting = |name: &str| format!("{VERSIONS}/{version}/{name}");
        let copied: Vec<(String, String)> = release
            .files()
            .keys()
            .filter_map(|name| match name.strip_prefix("dump/") {
                Some(file) => Some((name.clone(), lasting(file))),
                None => (name == HASHES).then(|| (name.clone(), lasting(name))),
            })
            .collect();
        if is_set {
            for format in Format::ALL {
                let plain = format!("{}.{}", self.name, format.extension());
                let now = release.files().get(&self.file(format));
                let before = release.former(&lasting(&plain));
                if before.is_some() && before != now.map(|file| &*file.sha256) {
                    return Err(EditionError::Published(version.to_owned()));
                }
            }
            let own = lasting("");
            let folder = format!("{VERSIONS}/");
            release.keep(|name| name.starts_with(&folder) && !name.starts_with(&own))?;
        }
        for (name, copy) in copied {
            release.copy(&name, &copy)?;
        }
        Ok(())
    }
}

/// Describes the release in all the ways that catalogues read, and writes the descriptions.
///
/// Each file of the graph is read back and compared, like a dump.
///
/// # Errors
///
/// When a file cannot be written or does not hold what was said.
pub fn write_catalogue(
    described: &Described<'_>,
    names: &Names<'_>,
    release: &mut Release,
) -> Result<Catalogue, EditionError> {
    let catalogue = Catalogue::of(described);
    for format in [Format::Turtle, Format::JsonLd, Format::RdfXml] {
        let name = format!("catalog.{}", format.extension());
        write_document(&name, &catalogue.catalog, format, names, release)?;
    }
    let void = void::describe(described);
    for name in ["void.ttl", DISCOVERY] {
        write_document(name, &void, Format::Turtle, names, release)?;
    }
    for (name, text) in [
        ("ckan.json", &catalogue.ckan),
        ("data.gov.tw.json", &catalogue.taiwan),
    ] {
        release.write(name, |out| out.write_all(text.as_bytes()))?;
    }
    Ok(catalogue)
}

/// Writes a document in the order in which it was said, and proves it.
fn write_document(
    name: &str,
    said: &[Quad],
    format: Format,
    names: &Names<'_>,
    release: &mut Release,
) -> Result<(), EditionError> {
    release.write(name, |out| {
        Ok(dump::write_in_order(said, format, names, out)?)
    })?;
    let file = open(release, name)?;
    let expected: Quads = said.iter().cloned().collect();
    reread::check(file, format, &expected).map_err(|source| EditionError::Reread {
        name: name.to_owned(),
        source,
    })
}

fn open(release: &Release, name: &str) -> Result<BufReader<File>, EditionError> {
    let file = File::open(release.path(name)).map_err(|source| EditionError::Read {
        name: name.to_owned(),
        source,
    })?;
    Ok(BufReader::with_capacity(1 << 16, file))
}

fn sha256_of(mut content: impl Read) -> io::Result<String> {
    let mut file = Hashing::new(io::sink());
    io::copy(&mut content, &mut file)?;
    Ok(file.finish().1.sha256)
}
