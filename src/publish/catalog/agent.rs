//! Who publishes, and where readers turn to.

use oxigraph::model::NamedNode;

use super::Writing;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::graph::vocab::{dcterms, foaf, vcard};
use crate::project::{self, Labels, Publisher};

impl Writing<'_> {
    /// The publisher, described; none if the settings name none.
    pub fn publisher(&mut self) -> Option<NamedNode> {
        let publisher = self.described_by.project.publisher.as_ref()?;
        self.unlisted(publisher);
        let names = self.publisher_names(publisher);
        if names.is_empty() {
            return None;
        }
        let node = match &publisher.key {
            Some(key) => self.address.organisation(key),
            None => self.address.agent("publisher"),
        };
        self.said.is(&node, foaf::AGENT);
        self.said.texts(&node, foaf::NAME, &names);
        if let Some(kind) = &publisher.kind
            && let Some(kind) = self.coded("publisher-type", kind, "the publisher type")
        {
            self.said.term(&node, dcterms::TYPE, kind);
        }
        if let Some(url) = &publisher.url {
            let page = self.page(NamedNode::new_unchecked(url));
            self.said.term(&node, foaf::HOMEPAGE, page);
        }
        if let Some(code) = &publisher.code {
            self.said.plain(&node, dcterms::IDENTIFIER, code);
        }
        if let Some(oid) = &publisher.oid {
            self.said
                .plain(&node, dcterms::IDENTIFIER, &format!("urn:oid:{oid}"));
        }
        Some(node)
    }

    /// Tells of a key that no table lists and that is like one that a table does.
    fn unlisted(&mut self, publisher: &Publisher) {
        let bodies = &self.described_by.authority.organisations;
        let key = publisher.key.as_deref();
        let keys = bodies.iter().map(|row| row.key.as_ref());
        if let Some(key) = key.filter(|key| bodies.get(key).is_none())
            && let Some(near) = nearest(key, keys)
        {
            let message =
                format!("no table lists the publisher `{key}`, so that it is a body of its own");
            let note = Diagnostic::note("catalog-publisher", message)
                .at(Place::file(project::FILE))
                .help(format!(
                    "did you mean `{near}`? Correct `key` under `[publisher]` then"
                ));
            self.found.push(note);
        }
    }

    /// The names in the settings, otherwise those of the authority table.
    pub fn publisher_names(&self, publisher: &Publisher) -> Labels {
        let row = publisher.key.as_deref();
        let row = row.and_then(|key| self.described_by.authority.organisations.get(key));
        match row {
            Some(row) if publisher.name.is_empty() => {
                let names = [("zh-Hant", &row.zh), ("en", &row.en)].into_iter();
                names
                    .filter_map(|(tag, name)| Some((tag, name.as_ref()?.as_ref())))
                    .collect()
            }
            _ => publisher.name.clone(),
        }
    }

    /// Where readers turn to, described; none if the settings have no way to do so.
    pub fn contact(&mut self) -> Option<NamedNode> {
        let publisher = self.described_by.project.publisher.as_ref()?;
        let Publisher {
            url, email, phone, ..
        } = publisher;
        if url.is_none() && email.is_none() && phone.is_none() {
            return None;
        }
        let node = self.address.part("contact");
        self.said.is(&node, vcard::KIND);
        self.said.is(&node, vcard::ORGANIZATION);
        if let Some(name) = &publisher.contact {
            self.said.plain(&node, vcard::FN, name);
        } else {
            let names = self.publisher_names(publisher);
            self.said.texts(&node, vcard::FN, &names);
        }
        if let Some(email) = email {
            let address = NamedNode::new_unchecked(format!("mailto:{email}"));
            self.said.term(&node, vcard::HAS_EMAIL, address);
        }
        if let Some(phone) = phone {
            let digits: String = phone
                .chars()
                .filter(|c| c.is_ascii_digit() || matches!(c, '+' | '-'))
                .collect();
            let number = NamedNode::new_unchecked(format!("tel:{digits}"));
            self.said.term(&node, vcard::HAS_TELEPHONE, number);
        }
        if let Some(url) = url {
            let address = NamedNode::new_unchecked(url);
            self.said.term(&node, vcard::HAS_URL, address);
        }
        Some(node)
    }
}
