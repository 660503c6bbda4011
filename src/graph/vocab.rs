//! The IRIs that the program writes or asks for.
//!
//! One module per vocabulary, named like its prefix, one constant per term; under [`code`],
//! one module per code list, one constant per concept. Where a class and a property differ in
//! case alone, the class ends in `_CLASS`: `org::ORGANIZATION_CLASS`, `org::ORGANIZATION`.
//!
//! No other file of this crate spells an IRI of a vocabulary. The tests hold this file and the
//! folder `ontology/` to each other.
//!
//! ```
//! use ::govrep::graph::vocab::{code, govrep, org};
//!
//! assert_eq!(org::MEMBERSHIP.as_str(), "http://www.w3.org/ns/org#Membership");
//! assert_eq!(govrep::ACTING_FOR.as_str(), "https://w3id.org/govrep/ns#actingFor");
//! assert_eq!(code::bound::MORE_THAN, code::concept("bound", "more-than").as_ref());
//! ```

use oxigraph::model::NamedNodeRef;

/// The ontology that declares the terms of [`govrep`].
pub const ONTOLOGY: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/govrep/ns");

/// Declares a module of terms that share a namespace: the constants, and `TERMS` with all of them.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $module:ident = $namespace:literal { $($name:ident = $local:literal,)* }) => {
        $(#[$doc])*
        pub mod $module {
            use oxigraph::model::NamedNodeRef;

            /// What the IRIs of these terms begin with.
            pub const NAMESPACE: &str = $namespace;

            $(
                #[doc = concat!("<", $namespace, $local, ">")]
                pub const $name: NamedNodeRef<'static> =
                    NamedNodeRef::new_unchecked(concat!($namespace, $local));
            )*

            /// Every term of this module.
            pub const TERMS: &[NamedNodeRef<'static>] = &[$($name),*];
        }
    };
}

vocabulary! {
    /// The vocabulary of this project, `ontology/govrep.ttl`.
    govrep = "https://w3id.org/govrep/ns#" {
        ACTION_PLAN = "ActionPlan", ASSERTION = "Assertion", ASSESSMENT = "Assessment",
        CALL = "Call", CANDIDACY = "Candidacy", COMMITMENT = "Commitment",
        DISCREPANCY = "Discrepancy", GOAL = "Goal", JURISDICTION = "Jurisdiction",
        NEGATION = "Negation", PASSAGE = "Passage", PLATFORM = "Platform",
        PROCEDURE_STEP = "ProcedureStep", PROGRAMME = "Programme",
        RECOMMENDATION = "Recommendation", SESSION = "Session", SPEECH_TOPIC = "SpeechTopic", UNDERTAKING = "Undertaking",
        VISIT = "Visit", ACTING_FOR = "actingFor", ADDRESSEE = "addressee",
        ASSERTION_STATUS = "assertionStatus", ASSESSES = "assesses",
        ASSESSMENT_PHASE = "assessmentPhase", BOUND = "bound",
        CANDIDACY_STATUS = "candidacyStatus", CANDIDATE = "candidate",
        CANDIDATE_TO = "candidateTo", CAPACITY = "capacity", CLIENT_SECTOR = "clientSector",
        CONFIDENCE = "confidence", CONFLICTING_ASSERTION = "conflictingAssertion",
        CRITERION = "criterion", CUE = "cue", DATE_EXPRESSION = "dateExpression",
        DEADLINE = "deadline", DISCREPANCY_KIND = "discrepancyKind",
        DISCREPANCY_SCOPE = "discrepancyScope", END_LINE = "endLine",
        EXTRACTION_METHOD = "extractionMethod", IN_SECTION = "inSection",
        INVITED_BY = "invitedBy", INVOLVES = "involves",
        JURISDICTION_LEVEL = "jurisdictionLevel", LEAD_INSTITUTION = "leadInstitution",
        LINE = "line", MAKER = "maker", MODALITY = "modality",
        OPEN_GOVERNMENT_VALUE = "openGovernmentValue", OPEN_LIST = "openList",
        OPERATOR = "operator", OUTCOME = "outcome", OUTLINE_PATH = "outlinePath", PAGE = "page",
        PRECEDES = "precedes", PREFERRED_ASSERTION = "preferredAssertion", RATING = "rating",
        REASON = "reason", SIDE = "side", SPEAKER = "speaker", STARRED = "starred",
        STEP = "step", SUPPORTING_INSTITUTION = "supportingInstitution",
        UNDERTAKING_STATUS = "undertakingStatus", USES = "uses", VOICED_IN = "voicedIn",
    }
}

vocabulary! {
    /// Asset Description Metadata Schema.
    adms = "http://www.w3.org/ns/adms#" {
        IDENTIFIER_CLASS = "Identifier", IDENTIFIER = "identifier", STATUS = "status",
        VERSION_NOTES = "versionNotes",
    }
}

vocabulary! {
    /// Bibliographic Ontology.
    bibo = "http://purl.org/ontology/bibo/" {
        DOCUMENT = "Document", REPORT = "Report",
    }
}

vocabulary! {
    /// CSV on the Web.
    csvw = "http://www.w3.org/ns/csvw#" {
        ROW_CLASS = "Row", TABLE = "Table", ROW = "row", ROWNUM = "rownum",
    }
}

vocabulary! {
    /// SEMIC core vocabularies: Core Public Event, Core Public Organisation.
    cv = "http://data.europa.eu/m8g/" {
        PARTICIPATION = "Participation", PUBLIC_EVENT = "PublicEvent",
        PUBLIC_ORGANISATION = "PublicOrganisation", FORMAT = "format",
        HAS_PARTICIPANT = "hasParticipant", HAS_PARTICIPATION = "hasParticipation",
        ROLE = "role",
    }
}

vocabulary! {
    /// Data Catalog Vocabulary.
    dcat = "http://www.w3.org/ns/dcat#" {
        CATALOG = "Catalog", DATA_SERVICE = "DataService", DATASET_CLASS = "Dataset",
        DISTRIBUTION_CLASS = "Distribution", ACCESS_SERVICE = "accessService",
        ACCESS_URL = "accessURL", BBOX = "bbox", BYTE_SIZE = "byteSize",
        CENTROID = "centroid", COMPRESS_FORMAT = "compressFormat",
        CONTACT_POINT = "contactPoint", DATASET = "dataset", DISTRIBUTION = "distribution",
        DOWNLOAD_URL = "downloadURL", END_DATE = "endDate",
        ENDPOINT_DESCRIPTION = "endpointDescription", ENDPOINT_URL = "endpointURL",
        KEYWORD = "keyword", LANDING_PAGE = "landingPage", MEDIA_TYPE = "mediaType",
        SERVES_DATASET = "servesDataset", SERVICE = "service", START_DATE = "startDate",
        THEME = "theme", THEME_TAXONOMY = "themeTaxonomy", VERSION = "version",
    }
}

vocabulary! {
    /// What DCAT-AP adds to DCAT.
    dcatap = "http://data.europa.eu/r5r/" {
        AVAILABILITY = "availability",
    }
}

vocabulary! {
    /// Dublin Core terms.
    dcterms = "http://purl.org/dc/terms/" {
        BIBLIOGRAPHIC_RESOURCE = "BibliographicResource", FREQUENCY = "Frequency",
        LICENSE_DOCUMENT = "LicenseDocument", LINGUISTIC_SYSTEM = "LinguisticSystem",
        LOCATION = "Location", MEDIA_TYPE = "MediaType",
        MEDIA_TYPE_OR_EXTENT = "MediaTypeOrExtent", PERIOD_OF_TIME = "PeriodOfTime",
        PROVENANCE_STATEMENT = "ProvenanceStatement", RIGHTS_STATEMENT = "RightsStatement",
        STANDARD = "Standard", ACCESS_RIGHTS = "accessRights",
        ACCRUAL_PERIODICITY = "accrualPeriodicity",
        BIBLIOGRAPHIC_CITATION = "bibliographicCitation", CONFORMS_TO = "conformsTo",
        CREATED = "created", CREATOR = "creator", DESCRIPTION = "description",
        EXTENT = "extent", FORMAT = "format", HAS_PART = "hasPart", IDENTIFIER = "identifier",
        IS_FORMAT_OF = "isFormatOf", IS_PART_OF = "isPartOf", IS_REPLACED_BY = "isReplacedBy",
        ISSUED = "issued", LANGUAGE = "language", LICENSE = "license", MODIFIED = "modified",
        PROVENANCE = "provenance", PUBLISHER = "publisher", REFERENCES = "references", RIGHTS = "rights",
        SPATIAL = "spatial", SUBJECT = "subject", TEMPORAL = "temporal", TITLE = "title",
        TYPE = "type", VALID = "valid",
    }
}

vocabulary! {
    /// Data Quality Vocabulary.
    dqv = "http://www.w3.org/ns/dqv#" {
        DIMENSION = "Dimension", METRIC = "Metric", QUALITY_MEASUREMENT = "QualityMeasurement",
        COMPUTED_ON = "computedOn", EXPECTED_DATA_TYPE = "expectedDataType",
        HAS_QUALITY_MEASUREMENT = "hasQualityMeasurement", IN_DIMENSION = "inDimension",
        IS_MEASUREMENT_OF = "isMeasurementOf", VALUE = "value",
    }
}

vocabulary! {
    /// European Legislation Identifier.
    eli = "http://data.europa.eu/eli/ontology#" {
        LEGAL_RESOURCE = "LegalResource", IN_FORCE_IN_FORCE = "InForce-inForce",
        IN_FORCE_NOT_IN_FORCE = "InForce-notInForce", IN_FORCE = "in_force",
    }
}

vocabulary! {
    /// Friend of a Friend.
    foaf = "http://xmlns.com/foaf/0.1/" {
        AGENT = "Agent", DOCUMENT = "Document", GROUP = "Group", IMAGE = "Image", ORGANIZATION = "Organization", PERSON = "Person", DEPICTS = "depicts", HOMEPAGE = "homepage", NAME = "name", PRIMARY_TOPIC = "primaryTopic",
    }
}

vocabulary! {
    /// WGS84 positions.
    geo = "http://www.w3.org/2003/01/geo/wgs84_pos#" {
        LAT = "lat", LONG = "long",
    }
}

vocabulary! {
    /// Web Annotation.
    oa = "http://www.w3.org/ns/oa#" {
        SPECIFIC_RESOURCE = "SpecificResource", TEXT_POSITION_SELECTOR = "TextPositionSelector",
        TEXT_QUOTE_SELECTOR = "TextQuoteSelector", END = "end", EXACT = "exact",
        HAS_SELECTOR = "hasSelector", HAS_SOURCE = "hasSource", PREFIX = "prefix",
        START = "start", SUFFIX = "suffix",
    }
}

vocabulary! {
    /// The Organization Ontology.
    org = "http://www.w3.org/ns/org#" {
        FORMAL_ORGANIZATION = "FormalOrganization", MEMBERSHIP = "Membership",
        ORGANIZATION_CLASS = "Organization",
        ORGANIZATIONAL_COLLABORATION = "OrganizationalCollaboration",
        ORGANIZATIONAL_UNIT = "OrganizationalUnit", CLASSIFICATION = "classification",
        HAS_MEMBER = "hasMember", HAS_UNIT = "hasUnit", IDENTIFIER = "identifier",
        MEMBER = "member", MEMBER_OF = "memberOf", ORGANIZATION = "organization",
        PURPOSE = "purpose", ROLE = "role", SUB_ORGANIZATION_OF = "subOrganizationOf",
        UNIT_OF = "unitOf",
    }
}

vocabulary! {
    /// OWL 2.
    owl = "http://www.w3.org/2002/07/owl#" {
        CLASS = "Class", DATATYPE_PROPERTY = "DatatypeProperty",
        OBJECT_PROPERTY = "ObjectProperty", ONTOLOGY = "Ontology", DEPRECATED = "deprecated",
        SAME_AS = "sameAs",
        VERSION_IRI = "versionIRI", VERSION_INFO = "versionInfo",
    }
}

vocabulary! {
    /// The metrics of the metadata quality assessment of data.europa.eu.
    piveau = "https://piveau.eu/ns/voc#" {
        SCORING = "scoring",
    }
}

vocabulary! {
    /// PROV-O.
    prov = "http://www.w3.org/ns/prov#" {
        ACTIVITY = "Activity", AGENT = "Agent", ENTITY = "Entity",
        GENERATED = "generated", SOFTWARE_AGENT = "SoftwareAgent", USED = "used",
        WAS_ASSOCIATED_WITH = "wasAssociatedWith", WAS_ATTRIBUTED_TO = "wasAttributedTo",
        WAS_DERIVED_FROM = "wasDerivedFrom", WAS_GENERATED_BY = "wasGeneratedBy",
    }
}

vocabulary! {
    /// RDF.
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        PROPERTY = "Property", STATEMENT = "Statement", FIRST = "first",
        LANG_STRING = "langString", NIL = "nil", OBJECT = "object", PREDICATE = "predicate",
        REST = "rest", SUBJECT = "subject", TYPE = "type",
    }
}

vocabulary! {
    /// RDF Schema.
    rdfs = "http://www.w3.org/2000/01/rdf-schema#" {
        CLASS = "Class", COMMENT = "comment", IS_DEFINED_BY = "isDefinedBy", LABEL = "label",
        SEE_ALSO = "seeAlso", SUB_CLASS_OF = "subClassOf", SUB_PROPERTY_OF = "subPropertyOf",
    }
}

vocabulary! {
    /// schema.org, with `https:` throughout: mixing it with `http:` is the commonest silent join failure.
    schema = "https://schema.org/" {
        ADMINISTRATIVE_AREA = "AdministrativeArea", CLAIM = "Claim",
        CREATIVE_WORK = "CreativeWork", EVENT = "Event", EVENT_SERIES = "EventSeries",
        IMAGE_OBJECT = "ImageObject", LEGISLATION = "Legislation", NGO = "NGO",
        NEWS_ARTICLE = "NewsArticle", OBSERVATION = "Observation", PERSON = "Person",
        PLACE = "Place", PROJECT = "Project", REPORT = "Report", VIDEO_OBJECT = "VideoObject",
        WEB_SITE = "WebSite", ABOUT = "about", ATTENDEE = "attendee", AUTHOR = "author",
        CAPTION = "caption", CONDITIONS_OF_ACCESS = "conditionsOfAccess",
        CONTAINED_IN_PLACE = "containedInPlace", DATE_PUBLISHED = "datePublished",
        DAY_OF_WEEK = "dayOfWeek",
        DOMAIN_INCLUDES = "domainIncludes", DURATION = "duration", END_DATE = "endDate",
        FOUNDER = "founder", FOUNDING_DATE = "foundingDate", IS_PART_OF = "isPartOf",
        ITEM_LIST_ELEMENT = "itemListElement", JOB_TITLE = "jobTitle", KEYWORDS = "keywords",
        LEGISLATION_JURISDICTION = "legislationJurisdiction",
        LOCATION = "location", MEASURED_PROPERTY = "measuredProperty",
        OBSERVATION_ABOUT = "observationAbout", OBSERVATION_DATE = "observationDate",
        ORGANIZER = "organizer", POSITION = "position", RANGE_INCLUDES = "rangeIncludes",
        ROLE_NAME = "roleName", SOFTWARE_VERSION = "softwareVersion", START_DATE = "startDate",
        SUPER_EVENT = "superEvent", TEXT = "text", UNIT_CODE = "unitCode",
        UNIT_TEXT = "unitText", URL = "url", VALUE = "value",
    }
}

vocabulary! {
    /// SPARQL 1.1 Service Description.
    sd = "http://www.w3.org/ns/sparql-service-description#" {
        DATASET = "Dataset", GRAPH_CLASS = "Graph", NAMED_GRAPH_CLASS = "NamedGraph",
        SERVICE = "Service", SPARQL11_QUERY = "SPARQL11Query", SPARQL11_UPDATE = "SPARQL11Update",
        UNION_DEFAULT_GRAPH = "UnionDefaultGraph", DEFAULT_DATASET = "defaultDataset",
        DEFAULT_GRAPH = "defaultGraph", ENDPOINT = "endpoint", FEATURE = "feature",
        GRAPH = "graph", INPUT_FORMAT = "inputFormat", NAME = "name", NAMED_GRAPH = "namedGraph",
        RESULT_FORMAT = "resultFormat", SUPPORTED_LANGUAGE = "supportedLanguage",
    }
}

vocabulary! {
    /// SHACL: the part that describes queries and prefixes.
    sh = "http://www.w3.org/ns/shacl#" {
        SPARQL_ASK_EXECUTABLE = "SPARQLAskExecutable",
        SPARQL_CONSTRUCT_EXECUTABLE = "SPARQLConstructExecutable",
        SPARQL_EXECUTABLE = "SPARQLExecutable",
        SPARQL_SELECT_EXECUTABLE = "SPARQLSelectExecutable", ASK = "ask",
        CONSTRUCT = "construct", DECLARE = "declare", NAMESPACE_PROPERTY = "namespace",
        PREFIX = "prefix", PREFIXES = "prefixes", SELECT = "select",
    }
}

vocabulary! {
    /// HTTP vocabulary in RDF 1.0.
    ht = "http://www.w3.org/2011/http#" {
        RESPONSE = "Response", REASON_PHRASE = "reasonPhrase",
        STATUS_CODE_NUMBER = "statusCodeNumber",
    }
}

vocabulary! {
    /// SKOS.
    skos = "http://www.w3.org/2004/02/skos/core#" {
        CONCEPT = "Concept", CONCEPT_SCHEME = "ConceptScheme", ALT_LABEL = "altLabel",
        BROADER = "broader", CLOSE_MATCH = "closeMatch", DEFINITION = "definition",
        EXACT_MATCH = "exactMatch", HAS_TOP_CONCEPT = "hasTopConcept", IN_SCHEME = "inScheme",
        NARROWER = "narrower", NOTATION = "notation", PREF_LABEL = "prefLabel",
        RELATED_MATCH = "relatedMatch", SCOPE_NOTE = "scopeNote",
        TOP_CONCEPT_OF = "topConceptOf",
    }
}

vocabulary! {
    /// Software Package Data Exchange: checksums.
    spdx = "http://spdx.org/rdf/terms#" {
        CHECKSUM_CLASS = "Checksum", CHECKSUM_ALGORITHM = "ChecksumAlgorithm",
        ALGORITHM = "algorithm", CHECKSUM = "checksum",
        CHECKSUM_ALGORITHM_SHA256 = "checksumAlgorithm_sha256",
        CHECKSUM_VALUE = "checksumValue",
    }
}

vocabulary! {
    /// Annotations of vocabularies.
    vann = "http://purl.org/vocab/vann/" {
        PREFERRED_NAMESPACE_PREFIX = "preferredNamespacePrefix",
        PREFERRED_NAMESPACE_URI = "preferredNamespaceUri",
    }
}

vocabulary! {
    /// vCard, ways to reach somebody.
    vcard = "http://www.w3.org/2006/vcard/ns#" {
        KIND = "Kind", ORGANIZATION = "Organization", FN = "fn", HAS_EMAIL = "hasEmail",
        HAS_TELEPHONE = "hasTelephone", HAS_URL = "hasURL",
    }
}

vocabulary! {
    /// VoID, statistics of data sets.
    void = "http://rdfs.org/ns/void#" {
        DATASET = "Dataset", DATASET_DESCRIPTION = "DatasetDescription", LINKSET = "Linkset", CLASS = "class", CLASS_PARTITION = "classPartition", CLASSES = "classes", DATA_DUMP = "dataDump", DISTINCT_OBJECTS = "distinctObjects", DISTINCT_SUBJECTS = "distinctSubjects", ENTITIES = "entities", EXAMPLE_RESOURCE = "exampleResource", FEATURE = "feature", IN_DATASET = "inDataset", LINK_PREDICATE = "linkPredicate", OBJECTS_TARGET = "objectsTarget", PROPERTIES = "properties", PROPERTY = "property", PROPERTY_PARTITION = "propertyPartition", SPARQL_ENDPOINT = "sparqlEndpoint", SUBJECTS_TARGET = "subjectsTarget", SUBSET = "subset", TRIPLES = "triples", URI_SPACE = "uriSpace", VOCABULARY = "vocabulary",
    }
}

vocabulary! {
    /// XML Schema datatypes.
    xsd = "http://www.w3.org/2001/XMLSchema#" {
        BOOLEAN = "boolean", DATE = "date", DATE_TIME = "dateTime", DECIMAL = "decimal",
        DURATION = "duration", G_YEAR = "gYear", G_YEAR_MONTH = "gYearMonth",
        HEX_BINARY = "hexBinary",
        INTEGER = "integer", NON_NEGATIVE_INTEGER = "nonNegativeInteger",
        POSITIVE_INTEGER = "positiveInteger", STRING = "string",
    }
}

/// The code lists in `ontology/scheme`: one SKOS concept scheme each.
pub mod code;

/// Whether statements with these properties, by their IRIs, can contradict each other: all are of one
/// property, and a thing has one value of it. What else an editor joins is a note.
pub fn can_contradict<'p>(properties: impl IntoIterator<Item = &'p str>) -> bool {
    let mut properties = properties.into_iter();
    let first = properties.next();
    first.is_none_or(|first| {
        let mut several = OF_SEVERAL_VALUES.iter();
        properties.all(|other| other == first) && !several.any(|of| of.as_str() == first)
    })
}

/// Properties of which a thing may have several values that do not contradict each other.
const OF_SEVERAL_VALUES: [NamedNodeRef<'static>; 4] = [
    schema::JOB_TITLE,
    schema::ROLE_NAME,
    skos::ALT_LABEL,
    rdfs::COMMENT,
];

/// Prefixes and namespaces for writers, sorted by prefix; the prefix of a code list is its name.
pub const PREFIXES: &[(&str, &str)] = &[
    ("adms", adms::NAMESPACE),
    ("assertion-status", code::assertion_status::NAMESPACE),
    ("bibo", bibo::NAMESPACE),
    ("bound", code::bound::NAMESPACE),
    ("candidacy-status", code::candidacy_status::NAMESPACE),
    ("csvw", csvw::NAMESPACE),
    ("cv", cv::NAMESPACE),
    ("dcat", dcat::NAMESPACE),
    ("dcatap", dcatap::NAMESPACE),
    ("dcterms", dcterms::NAMESPACE),
    ("discrepancy-kind", code::discrepancy_kind::NAMESPACE),
    ("discrepancy-scope", code::discrepancy_scope::NAMESPACE),
    ("document-type", code::document_type::NAMESPACE),
    ("dqv", dqv::NAMESPACE),
    ("eli", eli::NAMESPACE),
    ("event-type", code::event_type::NAMESPACE),
    ("extraction-method", code::extraction_method::NAMESPACE),
    ("foaf", foaf::NAMESPACE),
    ("geo", geo::NAMESPACE),
    ("govrep", govrep::NAMESPACE),
    ("ht", ht::NAMESPACE),
    ("irm-indicator", code::irm_indicator::NAMESPACE),
    ("irm-phase", code::irm_phase::NAMESPACE),
    ("irm-rating", code::irm_rating::NAMESPACE),
    ("jurisdiction-level", code::jurisdiction_level::NAMESPACE),
    ("measure", code::measure::NAMESPACE),
    ("modality", code::modality::NAMESPACE),
    ("oa", oa::NAMESPACE),
    ("ogp-value", code::ogp_value::NAMESPACE),
    ("org", org::NAMESPACE),
    ("organisation-type", code::organisation_type::NAMESPACE),
    ("outcome", code::outcome::NAMESPACE),
    ("owl", owl::NAMESPACE),
    ("piveau", piveau::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("role", code::role::NAMESPACE),
    ("schema", schema::NAMESPACE),
    ("sd", sd::NAMESPACE),
    ("session-format", code::session_format::NAMESPACE),
    ("sh", sh::NAMESPACE),
    ("side", code::side::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("spdx", spdx::NAMESPACE),
    ("statement-kind", code::statement_kind::NAMESPACE),
    ("step-type", code::step_type::NAMESPACE),
    ("theme-ogp-2016", code::theme_ogp_2016::NAMESPACE),
    ("undertaking-status", code::undertaking_status::NAMESPACE),
    ("unit", code::unit::NAMESPACE),
    ("vann", vann::NAMESPACE),
    ("vcard", vcard::NAMESPACE),
    ("void", void::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use oxigraph::model::TermRef;
    use serde_json::Value;

    use super::*;
    use crate::graph::ontology;

    /// Every constant of a vocabulary of others or our own, code lists apart.
    const VOCABULARIES: &[&[NamedNodeRef<'static>]] = &[
        adms::TERMS,
        dcatap::TERMS,
        dqv::TERMS,
        piveau::TERMS,
        spdx::TERMS,
        vcard::TERMS,
        bibo::TERMS,
        csvw::TERMS,
        cv::TERMS,
        dcat::TERMS,
        dcterms::TERMS,
        eli::TERMS,
        foaf::TERMS,
        geo::TERMS,
        govrep::TERMS,
        ht::TERMS,
        oa::TERMS,
        org::TERMS,
        owl::TERMS,
        prov::TERMS,
        rdf::TERMS,
        rdfs::TERMS,
        schema::TERMS,
        sd::TERMS,
        sh::TERMS,
        skos::TERMS,
        vann::TERMS,
        void::TERMS,
        xsd::TERMS,
    ];

    #[test]
    fn constants_and_declared_terms_are_the_same() {
        let graph = ontology::graph("govrep.ttl");
        let declared: BTreeSet<String> = graph
            .subjects_for_predicate_object(rdfs::IS_DEFINED_BY, ONTOLOGY)
            .map(|term| term.to_string())
            .collect();
        let constants: BTreeSet<String> = govrep::TERMS.iter().map(ToString::to_string).collect();
        assert_eq!(declared, constants);
    }

    #[test]
    fn constants_and_concepts_are_the_same() {
        let files: Vec<&str> = ontology::FILES
            .iter()
            .filter_map(|(path, _)| path.strip_prefix("scheme/")?.strip_suffix(".ttl"))
            .collect();
        let names: Vec<&str> = code::SCHEMES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, files);
        for (name, constants) in code::SCHEMES {
            let scheme = code::scheme(name);
            let concepts: BTreeSet<String> = ontology::graph(&format!("scheme/{name}.ttl"))
                .subjects_for_predicate_object(skos::IN_SCHEME, scheme.as_ref())
                .map(|concept| concept.to_string())
                .collect();
            let constants: BTreeSet<String> = constants.iter().map(ToString::to_string).collect();
            assert_eq!(concepts, constants, "{name}");
        }
    }

    #[test]
    fn own_terms_that_the_ontology_files_use_are_declared() {
        for (path, _) in ontology::turtle() {
            for triple in &ontology::graph(path) {
                let object = match triple.object {
                    TermRef::NamedNode(node) => Some(node),
                    _ => None,
                };
                for node in [Some(triple.predicate), object].into_iter().flatten() {
                    if node.as_str().starts_with(govrep::NAMESPACE) {
                        assert!(govrep::TERMS.contains(&node), "{node} in {path}");
                    }
                    if node.as_str().starts_with(code::NAMESPACE) {
                        let known = code::SCHEMES.iter().any(|(name, concepts)| {
                            concepts.contains(&node) || code::scheme(name).as_ref() == node
                        });
                        assert!(known, "{node} in {path}");
                    }
                }
            }
        }
    }

    #[test]
    fn concept_of_a_code_list() {
        assert_eq!(
            code::concept("session-format", "panel").as_ref(),
            code::session_format::PANEL
        );
        assert_eq!(
            code::scheme("role").as_str(),
            "https://w3id.org/govrep/code/role"
        );
    }

    #[test]
    fn prefixes_are_sorted_and_each_stands_for_one_namespace() {
        assert!(PREFIXES.is_sorted_by(|a, b| a.0 < b.0));
        let namespaces: BTreeSet<&str> = PREFIXES.iter().map(|(_, namespace)| *namespace).collect();
        assert_eq!(namespaces.len(), PREFIXES.len());
        for (name, _) in code::SCHEMES {
            assert!(PREFIXES.contains(&(*name, &*format!("{}{name}/", code::NAMESPACE))));
        }
    }

    #[test]
    fn turtle_files_use_the_prefixes_of_the_table() {
        let table: BTreeMap<&str, &str> = PREFIXES.iter().copied().collect();
        let shapes = "https://w3id.org/govrep/shapes#";
        for (path, text) in ontology::turtle() {
            for line in text.lines() {
                let Some(rest) = line.strip_prefix("@prefix ") else {
                    continue;
                };
                let (prefix, namespace) = rest.split_once(": <").expect("a prefix line");
                let namespace = namespace.trim_end_matches("> .");
                if namespace != shapes && namespace != "http://www.w3.org/ns/shacl#" {
                    assert_eq!(table.get(prefix), Some(&namespace), "{prefix} in {path}");
                }
            }
        }
    }

    #[test]
    fn the_json_ld_context_names_known_terms_only() {
        let text = ontology::FILES
            .iter()
            .find(|(path, _)| *path == "context.jsonld")
            .expect("the context is embedded")
            .1;
        let document: Value = serde_json::from_str(text).expect("valid JSON");
        let context = document["@context"].as_object().expect("one context");
        let namespaces: BTreeSet<&str> = PREFIXES
            .iter()
            .map(|(_, namespace)| *namespace)
            .chain([code::NAMESPACE])
            .collect();
        let expand = |name: &str| match name.split_once(':') {
            Some((prefix, local)) if !local.starts_with("//") => {
                let namespace = context[prefix].as_str().expect("a declared prefix");
                format!("{namespace}{local}")
            }
            _ => name.to_owned(),
        };
        let mut mapped = 0;
        for (key, definition) in context {
            let id = match definition {
                Value::String(id) => id,
                Value::Object(definition) => {
                    definition["@id"].as_str().expect("a term names its IRI")
                }
                _ => continue, // @version
            };
            if id.starts_with('@') || namespaces.contains(id) {
                continue;
            }
            let iri = expand(id);
            assert!(
                VOCABULARIES
                    .iter()
                    .any(|terms| terms.iter().any(|term| term.as_str() == iri)),
                "{key} stands for {iri}, which no constant names"
            );
            mapped += 1;
        }
        let own = govrep::TERMS.len();
        assert!(
            mapped > own,
            "the context maps all {own} own terms and more"
        );
        for term in govrep::TERMS {
            let local = &term.as_str()[govrep::NAMESPACE.len()..];
            assert!(
                context.contains_key(local),
                "{local} has no key in the context"
            );
        }
    }
}
