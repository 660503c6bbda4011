//! The catalogue, the dataset, and the service that answers questions about it.

use oxigraph::model::NamedNode;

use super::{Shared, Writing};
use crate::diagnostic::{Diagnostic, Place};
use crate::graph::vocab::{self, dcat, dcterms, foaf, prov, rdfs};
use crate::project;

/// The theme of a dataset of government reports that names none.
const THEME: &str = "GOVE";

/// The frequency of a dataset that names none.
const FREQUENCY: &str = "UNKNOWN";

/// What the endpoint speaks.
const PROTOCOL: &str = "https://www.w3.org/TR/sparql11-protocol/";

/// What the catalogue, the dataset and the service have in common.
struct Common {
    shared: Shared,
    publisher: Option<NamedNode>,
    contact: Option<NamedNode>,
    places: Vec<NamedNode>,
    themes: Vec<NamedNode>,
}

impl Writing<'_> {
    /// The catalogue and all that it lists.
    pub fn catalogue(&mut self) {
        let catalog = self.address.catalog();
        let dataset = self.address.dataset();
        // The order in which the document is read.
        self.said.is(&catalog, dcat::CATALOG);
        self.said.is(&dataset, dcat::DATASET_CLASS);
        let common = self.common();
        self.tell_dataset(&dataset, &common);
        let service = self.service(&dataset, &common);
        self.tell_catalog(&catalog, &dataset, service, common);
        self.tell_what_is_missing();
    }

    fn common(&mut self) -> Common {
        let described = self.described_by;
        let settings = &described.project.dataset;
        let tags = &described.project.languages;
        let publisher = self.publisher();
        let contact = self.contact();
        let languages = tags.iter().filter_map(|tag| {
            let code = &self.tables.language(tag)?.code;
            self.concept("language", code)
        });
        let languages = languages.collect();
        let default = [THEME.to_owned()];
        let themes = if settings.themes.is_empty() {
            &default[..]
        } else {
            &settings.themes
        };
        let themes = themes.iter();
        let themes = themes.filter_map(|code| self.coded("data-theme", code, "the theme"));
        let themes = themes.collect();
        let places = described.countries();
        let places = places.into_iter().filter_map(|code| self.country(code));
        let places = places.collect();
        Common {
            shared: Shared {
                licence: self.licence(),
                rights: self.rights(),
                languages,
            },
            publisher,
            contact,
            places,
            themes,
        }
    }

    fn tell_dataset(&mut self, node: &NamedNode, common: &Common) {
        let described = self.described_by;
        let settings = &described.project.dataset;
        self.titles(node, dcterms::TITLE);
        self.said
            .texts(node, dcterms::DESCRIPTION, &settings.description);
        self.said.plain(node, dcterms::IDENTIFIER, node.as_str());
        if let Some(identifier) = &settings.identifier {
            self.said.plain(node, dcterms::IDENTIFIER, identifier);
        }
        self.who(node, common);
        for (tag, words) in described.keywords() {
            for word in words {
                self.said.text(node, dcat::KEYWORD, &tag, &word);
            }
        }
        for theme in &common.themes {
            self.said.term(node, dcat::THEME, theme.clone());
        }
        self.where_and_in_which_language(node, common);
        if let Some((first, last)) = described.period() {
            let period = self.address.part("period");
            self.said.term(node, dcterms::TEMPORAL, period.clone());
            self.said.is(&period, dcterms::PERIOD_OF_TIME);
            self.said.date(&period, dcat::START_DATE, first);
            self.said.date(&period, dcat::END_DATE, last);
        }
        if let Some(public) = self.concept("access-right", "PUBLIC") {
            self.said.term(node, dcterms::ACCESS_RIGHTS, public);
        }
        let frequency = settings.frequency.as_deref().unwrap_or(FREQUENCY);
        if let Some(frequency) = self.coded("frequency", frequency, "the frequency") {
            self.said
                .term(node, dcterms::ACCRUAL_PERIODICITY, frequency);
        }
        self.dates(node);
        self.said.plain(node, dcat::VERSION, described.version);
        let copy = self.address.file(&format!("v/{}/", described.version));
        self.said.term(node, rdfs::SEE_ALSO, copy);
        let home = self.address.home();
        let home = self.page(home);
        self.said.term(node, dcat::LANDING_PAGE, home);
        let zh = self.tables.phrase("ontology", "zh-Hant", &[]);
        let en = self.tables.phrase("ontology", "en", &[]);
        let ontology = self.standard(vocab::ONTOLOGY.as_str(), &zh, &en);
        self.said.term(node, dcterms::CONFORMS_TO, ontology);
        let provenance = self.provenance();
        self.said.term(node, dcterms::PROVENANCE, provenance);
        let build = self.build();
        self.said.term(node, prov::WAS_GENERATED_BY, build);
        for source in described.sources {
            self.said
                .term(node, prov::WAS_DERIVED_FROM, source.text.clone());
        }
        for distribution in self.distributions(&common.shared) {
            self.said.term(node, dcat::DISTRIBUTION, distribution);
        }
    }

    fn who(&mut self, node: &NamedNode, common: &Common) {
        if let Some(publisher) = &common.publisher {
            self.said.term(node, dcterms::PUBLISHER, publisher.clone());
        }
        if let Some(contact) = &common.contact {
            self.said.term(node, dcat::CONTACT_POINT, contact.clone());
        }
    }

    fn where_and_in_which_language(&mut self, node: &NamedNode, common: &Common) {
        for place in &common.places {
            self.said.term(node, dcterms::SPATIAL, place.clone());
        }
        for language in &common.shared.languages {
            self.said.term(node, dcterms::LANGUAGE, language.clone());
        }
    }

    /// The endpoint of the settings, if they name one.
    fn service(&mut self, dataset: &NamedNode, common: &Common) -> Option<NamedNode> {
        let endpoint = self.described_by.project.dataset.endpoint.as_ref()?;
        let node = self.address.service();
        let endpoint = NamedNode::new_unchecked(endpoint);
        self.said.is(&node, dcat::DATA_SERVICE);
        for tag in self.languages() {
            let title = self.title(tag);
            let title = self.tables.phrase("service", tag, &[("title", &title)]);
            self.said.text(&node, dcterms::TITLE, tag, &title);
        }
        self.said.term(&node, dcat::ENDPOINT_URL, endpoint.clone());
        self.said.term(&node, dcat::ENDPOINT_DESCRIPTION, endpoint);
        self.said.term(&node, dcat::SERVES_DATASET, dataset.clone());
        self.who(&node, common);
        for (tag, words) in self.described_by.keywords() {
            for word in words {
                self.said.text(&node, dcat::KEYWORD, &tag, &word);
            }
        }
        for theme in &common.themes {
            self.said.term(&node, dcat::THEME, theme.clone());
        }
        let zh = self.tables.phrase("protocol", "zh-Hant", &[]);
        let en = self.tables.phrase("protocol", "en", &[]);
        let protocol = self.standard(PROTOCOL, &zh, &en);
        self.said.term(&node, dcterms::CONFORMS_TO, protocol);
        Some(node)
    }

    fn tell_catalog(
        &mut self,
        node: &NamedNode,
        dataset: &NamedNode,
        service: Option<NamedNode>,
        common: Common,
    ) {
        let settings = &self.described_by.project.dataset;
        for tag in self.languages() {
            let title = self.title(tag);
            let title = self.tables.phrase("catalogue", tag, &[("title", &title)]);
            self.said.text(node, dcterms::TITLE, tag, &title);
        }
        self.said
            .texts(node, dcterms::DESCRIPTION, &settings.description);
        if let Some(publisher) = &common.publisher {
            self.said.term(node, dcterms::PUBLISHER, publisher.clone());
        }
        self.where_and_in_which_language(node, &common);
        self.said
            .term(node, dcterms::LICENSE, common.shared.licence);
        if let Some(rights) = common.shared.rights {
            self.said.term(node, dcterms::RIGHTS, rights);
        }
        self.dates(node);
        let home = self.address.home();
        let home = self.page(home);
        self.said.term(node, foaf::HOMEPAGE, home);
        if let Some(scheme) = self.tables.scheme("data-theme") {
            let taxonomy = self.scheme(scheme);
            self.said.term(node, dcat::THEME_TAXONOMY, taxonomy);
        }
        self.said.term(node, dcat::DATASET, dataset.clone());
        if let Some(service) = service {
            self.said.term(node, dcat::SERVICE, service);
        }
    }

    /// One diagnostic for all that catalogues demand and neither the settings nor the data say.
    fn tell_what_is_missing(&mut self) {
        let project = self.described_by.project;
        let settings = &project.dataset;
        let mut missing = Vec::new();
        if settings.title.is_empty() {
            missing.push("`title`");
        }
        if settings.description.is_empty() {
            missing.push("`description`");
        }
        if self.issued.is_none() {
            missing.push("`issued`");
        }
        match &project.publisher {
            None => missing.push("`[publisher]`"),
            Some(publisher) => {
                if self.publisher_names(publisher).is_empty() {
                    missing.push("`name` of the publisher");
                }
                if publisher.email.is_none() && publisher.url.is_none() {
                    missing.push("`email` or `url` of the publisher");
                }
            }
        }
        if missing.is_empty() {
            return;
        }
        let message = format!("catalogues will miss {}", missing.join(", "));
        self.found.push(
            Diagnostic::note("catalog-incomplete", message)
                .at(Place::file(project::FILE))
                .help("set them under `[dataset]` and `[publisher]`; `govrep check` shows what each is worth"),
        );
    }
}
