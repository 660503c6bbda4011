//! What the things of the catalogue are called, and where its files are found.

use oxigraph::model::NamedNode;
use oxiri::Iri;

/// The IRIs of the catalogue and the addresses of the files beside it.
#[derive(Clone, Debug)]
pub(super) struct Address {
    /// What the IRIs of things begin with.
    base: String,
    /// The folder at which the release is served: the base without what follows its last slash.
    root: String,
    /// The name of the dataset.
    name: String,
}

impl Address {
    /// The addresses below a base that was checked to be an absolute IRI.
    pub fn new(base: &str, name: &str) -> Self {
        let root = Iri::parse(base).and_then(|iri| iri.resolve("."));
        Self {
            base: base.to_owned(),
            root: root.map_or_else(|_| base.to_owned(), Iri::into_inner),
            name: name.to_owned(),
        }
    }

    fn thing(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}id/{path}", self.base))
    }

    pub fn catalog(&self) -> NamedNode {
        self.thing(&format!("catalog/{}", self.name))
    }

    pub fn dataset(&self) -> NamedNode {
        self.thing(&format!("dataset/{}", self.name))
    }

    pub fn service(&self) -> NamedNode {
        self.thing(&format!("service/{}", self.name))
    }

    /// A distribution, from its ending: `ttl.gz`.
    pub fn distribution(&self, ending: &str) -> NamedNode {
        let ending = ending.replace('.', "-");
        self.thing(&format!("distribution/{}/{ending}", self.name))
    }

    /// A part of the description of the dataset: `period`, `class/govrep-Visit`.
    pub fn part(&self, part: &str) -> NamedNode {
        self.thing(&format!("dataset/{}/{part}", self.name))
    }

    /// An organisation of the authority tables.
    pub fn organisation(&self, key: &str) -> NamedNode {
        self.thing(&format!("organisation/{key}"))
    }

    /// Somebody or something that acts: `publisher`, `govrep`.
    pub fn agent(&self, name: &str) -> NamedNode {
        self.thing(&format!("agent/{name}"))
    }

    /// The making of a version.
    pub fn build(&self, version: &str) -> NamedNode {
        self.thing(&format!("activity/build/{version}"))
    }

    /// Where the front page is.
    pub fn home(&self) -> NamedNode {
        NamedNode::new_unchecked(self.root.clone())
    }

    /// Where a file of the release is.
    pub fn file(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{name}", self.root))
    }

    /// The name of the file of a release at an address; empty for the front page.
    pub fn file_at<'i>(&self, iri: &'i str) -> Option<&'i str> {
        iri.strip_prefix(&self.root)
    }

    /// What the IRIs of the things of the dataset begin with.
    pub fn base(&self) -> &str {
        &self.base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_lie_beside_the_base() {
        for (base, file) in [
            (
                "https://w3id.org/govrep/ogp/",
                "https://w3id.org/govrep/ogp/dump/a.ttl",
            ),
            ("https://e.org/data#", "https://e.org/dump/a.ttl"),
            ("https://e.org/資料/", "https://e.org/資料/dump/a.ttl"),
        ] {
            let address = Address::new(base, "a");
            assert_eq!(address.file("dump/a.ttl").as_str(), file);
            assert_eq!(address.file_at(file), Some("dump/a.ttl"));
            assert!(
                NamedNode::new(address.part("period").as_str()).is_ok(),
                "{base}"
            );
        }
    }
}
