//! What is known of things beforehand: labels, levels, where they lie, links to other data.
//!
//! These statements stand in a graph of their own and carry no evidence: no report said them.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

use super::{chinese, english};
use crate::authority::{
    Authority, Jurisdiction, JurisdictionKind, Organisation, OrganisationClass,
};
use crate::graph::iri::authority_graph;
use crate::graph::rows::{Node, Object, Rows};
use crate::graph::vocab::{code, dcterms, foaf, govrep, org, rdf, rdfs, schema, skos};

const COUNTRY_TABLE: &str = "http://publications.europa.eu/resource/authority/country/";
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// The rows with these keys, and the rows that they lie within or belong to.
pub fn authority<'k>(
    authority: &Authority,
    jurisdictions: impl IntoIterator<Item = &'k str>,
    organisations: impl IntoIterator<Item = &'k str>,
    base: &str,
) -> Rows {
    let mut places: BTreeSet<String> = jurisdictions.into_iter().map(ToOwned::to_owned).collect();
    let bodies = closure(organisations.into_iter().map(ToOwned::to_owned), |key| {
        authority
            .organisations
            .get(key)?
            .within
            .as_ref()
            .map(ToString::to_string)
    });
    for key in &bodies {
        let row = authority.organisations.get(key);
        places.extend(
            row.and_then(|row| row.jurisdiction.as_ref())
                .map(ToString::to_string),
        );
    }
    let places = closure(places.into_iter(), |key| {
        authority
            .jurisdictions
            .get(key)?
            .within
            .as_ref()
            .map(ToString::to_string)
    });
    let mut quads = Rows::default();
    let mut writer = Writer {
        base,
        graph: quads.node(&authority_graph(base)),
        quads,
    };
    for row in places
        .iter()
        .filter_map(|key| authority.jurisdictions.get(key))
    {
        writer.jurisdiction(row);
    }
    for row in bodies
        .iter()
        .filter_map(|key| authority.organisations.get(key))
    {
        writer.organisation(row);
    }
    writer.quads
}

/// The keys and everything above them.
fn closure(
    keys: impl Iterator<Item = String>,
    above: impl Fn(&str) -> Option<String>,
) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut open: Vec<String> = keys.collect();
    while let Some(key) = open.pop() {
        if all.contains(&key) {
            continue;
        }
        open.extend(above(&key));
        all.insert(key);
    }
    all
}

struct Writer<'a> {
    base: &'a str,
    graph: Node,
    quads: Rows,
}

impl Writer<'_> {
    fn thing(&self, kind: &str, key: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}id/{kind}/{key}", self.base))
    }

    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Object) {
        self.quads.add(subject, predicate, object, self.graph);
    }

    fn exact_match(&mut self, subject: &NamedNode, namespace: &str, key: &str) {
        let other = NamedNode::new_unchecked(format!("{namespace}{key}"));
        self.add(subject, skos::EXACT_MATCH, other);
    }

    fn jurisdiction(&mut self, row: &Jurisdiction) {
        let subject = self.thing("jurisdiction", &row.key);
        for class in [
            govrep::JURISDICTION,
            schema::ADMINISTRATIVE_AREA,
            dcterms::LOCATION,
            foaf::AGENT,
        ] {
            self.add(&subject, rdf::TYPE, class);
        }
        self.add(&subject, rdfs::LABEL, chinese(&row.zh));
        self.add(&subject, rdfs::LABEL, english(&row.en));
        self.add(&subject, foaf::NAME, Literal::new_simple_literal(&*row.zh));
        let level = code::concept("jurisdiction-level", row.level.notation());
        self.add(&subject, govrep::JURISDICTION_LEVEL, level);
        if is_iso(row) {
            self.add(
                &subject,
                dcterms::IDENTIFIER,
                Literal::new_simple_literal(&*row.key),
            );
        }
        if let Some(within) = &row.within {
            let within = self.thing("jurisdiction", within);
            self.add(&subject, schema::CONTAINED_IN_PLACE, within);
        }
        if row.eu {
            self.exact_match(&subject, COUNTRY_TABLE, &row.key);
        }
        if let Some(item) = &row.wikidata {
            self.exact_match(&subject, WIKIDATA, item);
        }
    }

    fn organisation(&mut self, row: &Organisation) {
        let subject = self.thing("organisation", &row.key);
        for class in [org::ORGANIZATION_CLASS, foaf::ORGANIZATION, foaf::AGENT] {
            self.add(&subject, rdf::TYPE, class);
        }
        if let Some(name) = &row.zh {
            self.add(&subject, rdfs::LABEL, chinese(name));
        }
        if let Some(name) = &row.en {
            self.add(&subject, rdfs::LABEL, english(name));
        }
        self.add(
            &subject,
            foaf::NAME,
            Literal::new_simple_literal(row.label()),
        );
        if let Some(acronym) = &row.acronym {
            self.add(
                &subject,
                skos::ALT_LABEL,
                Literal::new_simple_literal(&**acronym),
            );
        }
        if let Some(kind) = organisation_type(row.class) {
            self.add(&subject, org::CLASSIFICATION, kind);
        }
        if let Some(within) = &row.within {
            let within = self.thing("organisation", within);
            let unit = row.class == OrganisationClass::Unit;
            let property = if unit {
                org::UNIT_OF
            } else {
                org::SUB_ORGANIZATION_OF
            };
            self.add(&subject, property, within);
        }
        if let Some(place) = &row.jurisdiction {
            let place = self.thing("jurisdiction", place);
            self.add(&subject, dcterms::SPATIAL, place);
        }
        if let Some(item) = &row.wikidata {
            self.exact_match(&subject, WIKIDATA, item);
        }
    }
}

/// Keys of ISO 3166-1 alpha-3 and ISO 3166-2; those of cities and areas are this project's own.
fn is_iso(row: &Jurisdiction) -> bool {
    matches!(
        row.kind,
        JurisdictionKind::Country | JurisdictionKind::Territory | JurisdictionKind::Region
    ) || row.key.len() <= 6 && row.key.as_bytes().get(2) == Some(&b'-')
}

/// The class of a body in the code list `organisation-type`.
fn organisation_type(class: OrganisationClass) -> Option<NamedNodeRef<'static>> {
    use code::organisation_type as kind;
    Some(match class {
        OrganisationClass::Formal | OrganisationClass::Court => kind::GOVERNMENT,
        OrganisationClass::Parliament => kind::PARLIAMENT,
        OrganisationClass::Igo => kind::INTERGOVERNMENTAL,
        OrganisationClass::Collaboration => kind::MULTI_STAKEHOLDER,
        OrganisationClass::Ngo => kind::CIVIL_SOCIETY,
        OrganisationClass::Group => kind::COMMUNITY,
        OrganisationClass::Media => kind::MEDIA,
        OrganisationClass::Company => kind::BUSINESS,
        OrganisationClass::University => kind::ACADEMIA,
        OrganisationClass::Unit | OrganisationClass::Party => return None,
    })
}
