//! Descriptions of what others define, so that the catalogue can be judged without a network.
//!
//! Validators judge an IRI of an authority table by what the file says of it. Concepts have
//! `skos:prefLabel` and never `rdfs:label`: CKAN takes the latter instead of the IRI.

use oxigraph::model::{Literal, NamedNode};

use super::Writing;
use super::table::{Concept, Place, Scheme, expand};
use crate::graph::vocab::{dcat, dcterms, foaf, rdfs, skos, spdx};

/// The datatype of a shape in well-known text.
const WKT: &str = "http://www.opengis.net/ont/geosparql#wktLiteral";

impl Writing<'_> {
    /// A code of a list, described; none if the tables do not have it.
    pub fn concept(&mut self, scheme: &str, code: &str) -> Option<NamedNode> {
        let tables = self.tables;
        let (scheme, concept) = (tables.scheme(scheme)?, tables.concept(scheme, code)?);
        Some(self.described(scheme, concept))
    }

    pub fn described(&mut self, scheme: &Scheme, concept: &Concept) -> NamedNode {
        let node = NamedNode::new_unchecked(format!("{}{}", scheme.namespace, concept.code));
        self.in_scheme(scheme, &node, &concept.zh, &concept.en);
        node
    }

    /// What every stub says: classes, labels, scheme.
    fn in_scheme(&mut self, scheme: &Scheme, node: &NamedNode, zh: &str, en: &str) {
        for class in scheme.classes.split_whitespace().filter_map(expand) {
            self.stubs.is(node, class.as_ref());
        }
        self.stubs.is(node, skos::CONCEPT);
        self.stubs.text(node, skos::PREF_LABEL, "zh-Hant", zh);
        self.stubs.text(node, skos::PREF_LABEL, "en", en);
        let scheme = self.scheme(scheme);
        self.stubs.term(node, skos::IN_SCHEME, scheme);
    }

    /// A scheme, described.
    pub fn scheme(&mut self, scheme: &Scheme) -> NamedNode {
        let node = NamedNode::new_unchecked(scheme.iri.clone());
        self.stubs.is(&node, skos::CONCEPT_SCHEME);
        self.stubs
            .text(&node, dcterms::TITLE, "zh-Hant", &scheme.zh);
        self.stubs.text(&node, dcterms::TITLE, "en", &scheme.en);
        node
    }

    /// A media type of IANA, described; here the label makes CKAN show `text/turtle`.
    pub fn media_type(&mut self, name: &str) -> Option<NamedNode> {
        let scheme = self.tables.scheme("media-type")?;
        let node = NamedNode::new_unchecked(format!("{}{name}", scheme.namespace));
        for class in scheme.classes.split_whitespace().filter_map(expand) {
            self.stubs.is(&node, class.as_ref());
        }
        self.stubs.plain(&node, rdfs::LABEL, name);
        Some(node)
    }

    /// A country of the EU list with its box and middle; none if no table knows the code.
    pub fn country(&mut self, code: &str) -> Option<NamedNode> {
        let scheme = self.tables.scheme("country")?;
        let row = self.described_by.authority.jurisdictions.get(code)?;
        let node = NamedNode::new_unchecked(format!("{}{code}", scheme.namespace));
        let (zh, en) = (row.zh.clone(), row.en.clone());
        self.in_scheme(scheme, &node, &zh, &en);
        if let Some(place) = self.tables.place(code) {
            let wkt = NamedNode::new_unchecked(WKT);
            let shape = Literal::new_typed_literal(bounding_box(place), wkt.clone());
            self.stubs.term(&node, dcat::BBOX, shape);
            let point = format!("POINT({} {})", place.longitude, place.latitude);
            let point = Literal::new_typed_literal(point, wkt);
            self.stubs.term(&node, dcat::CENTROID, point);
        }
        Some(node)
    }

    pub fn page(&mut self, address: NamedNode) -> NamedNode {
        self.stubs.is(&address, foaf::DOCUMENT);
        address
    }

    /// A specification, described.
    pub fn standard(&mut self, iri: &str, zh: &str, en: &str) -> NamedNode {
        let node = NamedNode::new_unchecked(iri);
        self.stubs.is(&node, dcterms::STANDARD);
        self.stubs.text(&node, dcterms::TITLE, "zh-Hant", zh);
        self.stubs.text(&node, dcterms::TITLE, "en", en);
        node
    }

    pub fn sha256(&mut self) -> NamedNode {
        let node = spdx::CHECKSUM_ALGORITHM_SHA256.into_owned();
        self.stubs.is(&node, spdx::CHECKSUM_ALGORITHM);
        node
    }
}

/// A box as well-known text; one that crosses the antimeridian as its two halves.
fn bounding_box(place: &Place) -> String {
    let (south, north) = (place.south, place.north);
    let ring = |west: f64, east: f64| {
        format!(
            "(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"
        )
    };
    if place.west <= place.east {
        format!("POLYGON{}", ring(place.west, place.east))
    } else {
        let (one, other) = (ring(place.west, 180.0), ring(-180.0, place.east));
        format!("MULTIPOLYGON({one}, {other})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_across_the_antimeridian_has_two_halves() {
        let place = Place {
            code: "NZL".to_owned(),
            west: 165.5,
            south: -52.0,
            east: -171.0,
            north: -8.5,
            longitude: 172.0,
            latitude: -41.0,
        };
        assert_eq!(
            bounding_box(&place),
            "MULTIPOLYGON(((165.5 -52, 180 -52, 180 -8.5, 165.5 -8.5, 165.5 -52)), \
             ((-180 -52, -171 -52, -171 -8.5, -180 -8.5, -180 -52)))"
        );
    }
}
