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
//! use govrep::graph::vocab::{code, govrep, org};
//!
//! assert_eq!(org::MEMBERSHIP.as_str(), "http://www.w3.org/ns/org#Membership");
//! assert_eq!(govrep::ACTING_FOR.as_str(), "https://w3id.org/govrep/ns#actingFor");
//! assert_eq!(code::bound::MORE_THAN, code::concept("bound", "more-than").as_ref());
//! ```

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
        RECOMMENDATION = "Recommendation", SESSION = "Session", UNDERTAKING = "Undertaking",
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
        DISTRIBUTION_CLASS = "Distribution", ACCESS_URL = "accessURL", BYTE_SIZE = "byteSize",
        CONTACT_POINT = "contactPoint", DATASET = "dataset", DISTRIBUTION = "distribution",
        DOWNLOAD_URL = "downloadURL", KEYWORD = "keyword", LANDING_PAGE = "landingPage",
        MEDIA_TYPE = "mediaType", THEME = "theme", VERSION = "version",
    }
}

vocabulary! {
    /// Dublin Core terms.
    dcterms = "http://purl.org/dc/terms/" {
        BIBLIOGRAPHIC_RESOURCE = "BibliographicResource", FREQUENCY = "Frequency",
        LICENSE_DOCUMENT = "LicenseDocument", LINGUISTIC_SYSTEM = "LinguisticSystem",
        LOCATION = "Location", MEDIA_TYPE = "MediaType",
        MEDIA_TYPE_OR_EXTENT = "MediaTypeOrExtent", STANDARD = "Standard",
        ACCRUAL_PERIODICITY = "accrualPeriodicity",
        BIBLIOGRAPHIC_CITATION = "bibliographicCitation", CONFORMS_TO = "conformsTo",
        CREATED = "created", CREATOR = "creator", DESCRIPTION = "description",
        EXTENT = "extent", FORMAT = "format", HAS_PART = "hasPart", IDENTIFIER = "identifier",
        IS_FORMAT_OF = "isFormatOf", IS_PART_OF = "isPartOf", IS_REPLACED_BY = "isReplacedBy",
        ISSUED = "issued", LANGUAGE = "language", LICENSE = "license", MODIFIED = "modified",
        PUBLISHER = "publisher", REFERENCES = "references", RIGHTS = "rights",
        SPATIAL = "spatial", SUBJECT = "subject", TEMPORAL = "temporal", TITLE = "title",
        TYPE = "type", VALID = "valid",
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
        AGENT = "Agent", GROUP = "Group", IMAGE = "Image", ORGANIZATION = "Organization",
        PERSON = "Person", DEPICTS = "depicts", HOMEPAGE = "homepage", NAME = "name",
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
        VERSION_IRI = "versionIRI", VERSION_INFO = "versionInfo",
    }
}

vocabulary! {
    /// PROV-O.
    prov = "http://www.w3.org/ns/prov#" {
        ACTIVITY = "Activity", AGENT = "Agent", ENTITY = "Entity",
        SOFTWARE_AGENT = "SoftwareAgent", USED = "used",
        WAS_ASSOCIATED_WITH = "wasAssociatedWith", WAS_ATTRIBUTED_TO = "wasAttributedTo",
        WAS_DERIVED_FROM = "wasDerivedFrom", WAS_GENERATED_BY = "wasGeneratedBy",
    }
}

vocabulary! {
    /// RDF.
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        PROPERTY = "Property", STATEMENT = "Statement", LANG_STRING = "langString",
        OBJECT = "object", PREDICATE = "predicate", SUBJECT = "subject", TYPE = "type",
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
        WEB_SITE = "WebSite", ABOUT = "about", AUTHOR = "author", CAPTION = "caption",
        CONDITIONS_OF_ACCESS = "conditionsOfAccess", CONTAINED_IN_PLACE = "containedInPlace",
        DATE_PUBLISHED = "datePublished", DOMAIN_INCLUDES = "domainIncludes",
        DURATION = "duration", END_DATE = "endDate", FOUNDER = "founder",
        FOUNDING_DATE = "foundingDate", IS_PART_OF = "isPartOf", JOB_TITLE = "jobTitle",
        LEGISLATION_JURISDICTION = "legislationJurisdiction", LOCATION = "location",
        MEASURED_PROPERTY = "measuredProperty", OBSERVATION_ABOUT = "observationAbout",
        OBSERVATION_DATE = "observationDate", ORGANIZER = "organizer", POSITION = "position",
        RANGE_INCLUDES = "rangeIncludes", ROLE_NAME = "roleName",
        SOFTWARE_VERSION = "softwareVersion", START_DATE = "startDate",
        SUPER_EVENT = "superEvent", TEXT = "text", UNIT_CODE = "unitCode",
        UNIT_TEXT = "unitText", URL = "url", VALUE = "value",
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
    /// Annotations of vocabularies.
    vann = "http://purl.org/vocab/vann/" {
        PREFERRED_NAMESPACE_PREFIX = "preferredNamespacePrefix",
        PREFERRED_NAMESPACE_URI = "preferredNamespaceUri",
    }
}

vocabulary! {
    /// VoID, statistics of data sets.
    void = "http://rdfs.org/ns/void#" {
        DATASET = "Dataset", LINKSET = "Linkset", CLASS_PARTITION = "classPartition",
        ENTITIES = "entities", IN_DATASET = "inDataset",
        PROPERTY_PARTITION = "propertyPartition", SPARQL_ENDPOINT = "sparqlEndpoint",
        TRIPLES = "triples", URI_SPACE = "uriSpace", VOCABULARY = "vocabulary",
    }
}

vocabulary! {
    /// XML Schema datatypes.
    xsd = "http://www.w3.org/2001/XMLSchema#" {
        BOOLEAN = "boolean", DATE = "date", DATE_TIME = "dateTime", DECIMAL = "decimal",
        DURATION = "duration", G_YEAR = "gYear", G_YEAR_MONTH = "gYearMonth",
        INTEGER = "integer", NON_NEGATIVE_INTEGER = "nonNegativeInteger",
        POSITIVE_INTEGER = "positiveInteger", STRING = "string",
    }
}

/// The code lists in `ontology/scheme`: one SKOS concept scheme each.
pub mod code {
    use oxigraph::model::NamedNode;

    /// What the IRIs of schemes and concepts begin with.
    pub const NAMESPACE: &str = "https://w3id.org/govrep/code/";

    /// The IRI of a code list, such as `https://w3id.org/govrep/code/role`.
    pub fn scheme(scheme: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{NAMESPACE}{scheme}"))
    }

    /// The IRI of a concept, from the name of its code list and its notation, for names that
    /// come from data; both are slugs: lower-case ASCII letters, digits and hyphens.
    pub fn concept(scheme: &str, notation: &str) -> NamedNode {
        let slug = |name: &str| {
            name.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        debug_assert!(
            slug(scheme) && slug(notation),
            "{scheme}/{notation} is not made of slugs"
        );
        NamedNode::new_unchecked(format!("{NAMESPACE}{scheme}/{notation}"))
    }

    vocabulary! {
        /// Assertion statuses.
        assertion_status = "https://w3id.org/govrep/code/assertion-status/" {
            ASSERTED = "asserted", CONTRADICTED = "contradicted", CONTESTED = "contested",
            SUPERSEDED = "superseded", REJECTED = "rejected",
        }
    }

    vocabulary! {
        /// Bounds.
        bound = "https://w3id.org/govrep/code/bound/" {
            EXACTLY = "exactly", MORE_THAN = "more-than", LESS_THAN = "less-than",
            AT_LEAST = "at-least", AT_MOST = "at-most", ABOUT = "about",
            SEVERAL_TIMES = "several-times",
        }
    }

    vocabulary! {
        /// Candidacy statuses.
        candidacy_status = "https://w3id.org/govrep/code/candidacy-status/" {
            PROSPECTIVE = "prospective", APPLIED = "applied", UNDER_REVIEW = "under-review",
            REFUSED = "refused", ACCEPTED = "accepted", WITHDRAWN = "withdrawn",
        }
    }

    vocabulary! {
        /// Kinds of discrepancy.
        discrepancy_kind = "https://w3id.org/govrep/code/discrepancy-kind/" {
            DATE = "date", FIGURE = "figure", ROUNDING = "rounding", ARITHMETIC = "arithmetic",
            DURATION = "duration", NAME = "name", PARTICIPANTS = "participants", ROLE = "role",
            TRANSLATION = "translation", CLASSIFICATION = "classification",
            REFERENCE = "reference", PLACEMENT = "placement", SPELLING = "spelling",
            MISSING_CONTENT = "missing-content",
        }
    }

    vocabulary! {
        /// Scopes of discrepancy.
        discrepancy_scope = "https://w3id.org/govrep/code/discrepancy-scope/" {
            WITHIN_SOURCE = "within-source", ACROSS_SOURCES = "across-sources",
            TEXT_EXTRACTION = "text-extraction",
        }
    }

    vocabulary! {
        /// Document types.
        document_type = "https://w3id.org/govrep/code/document-type/" {
            REPORT = "report", DECLARATION = "declaration", ACTION_PLAN = "action-plan",
            LETTER = "letter", LETTER_OF_INTENT = "letter-of-intent", FORM = "form",
            GUIDELINE = "guideline", POLICY = "policy", LAW = "law", AGENDA = "agenda",
            ATTENDANCE_LIST = "attendance-list", TRANSCRIPT = "transcript", VIDEO = "video",
            IMAGE = "image", PHOTO_COLLECTION = "photo-collection", NEWS_ITEM = "news-item",
            WEB_PAGE = "web-page", DATA_SET = "data-set", HANDOUT = "handout",
            SOFTWARE = "software",
        }
    }

    vocabulary! {
        /// Event types.
        event_type = "https://w3id.org/govrep/code/event-type/" {
            SUMMIT = "summit", CONFERENCE = "conference",
            COMMITTEE_MEETING = "committee-meeting", FORUM = "forum", VISIT = "visit",
            STUDY_VISIT = "study-visit", CONSULTATION = "consultation", TRIP = "trip",
            PREPARATION = "preparation", RECEPTION = "reception", INTERVIEW = "interview",
            SOCIAL_MOVEMENT = "social-movement", SERIES = "series",
        }
    }

    vocabulary! {
        /// Extraction methods.
        extraction_method = "https://w3id.org/govrep/code/extraction-method/" {
            EXTRACTED = "extracted", RULE = "rule", DICTIONARY = "dictionary", TABLE = "table",
            CURATED = "curated", MANUAL = "manual", INFERRED = "inferred",
        }
    }

    vocabulary! {
        /// IRM indicators.
        irm_indicator = "https://w3id.org/govrep/code/irm-indicator/" {
            COMPLETION = "completion", EARLY_RESULTS = "early-results", AMBITION = "ambition",
            POTENTIAL_IMPACT = "potential-impact", SPECIFICITY = "specificity",
            VERIFIABILITY = "verifiability", RELEVANCE = "relevance",
        }
    }

    vocabulary! {
        /// IRM phases.
        irm_phase = "https://w3id.org/govrep/code/irm-phase/" {
            DESIGN = "design", MIDTERM = "midterm", END_OF_TERM = "end-of-term",
            RESULTS = "results",
        }
    }

    vocabulary! {
        /// IRM ratings.
        irm_rating = "https://w3id.org/govrep/code/irm-rating/" {
            COMPLETION = "completion", COMPLETION_NO_EVIDENCE = "completion-no-evidence",
            COMPLETION_NOT_STARTED = "completion-not-started",
            COMPLETION_LIMITED = "completion-limited",
            COMPLETION_SUBSTANTIAL = "completion-substantial",
            COMPLETION_COMPLETE = "completion-complete", EARLY_RESULTS = "early-results",
            EARLY_RESULTS_WORSENED = "early-results-worsened",
            EARLY_RESULTS_NO_CHANGE = "early-results-no-change",
            EARLY_RESULTS_MARGINAL = "early-results-marginal",
            EARLY_RESULTS_MAJOR = "early-results-major",
            EARLY_RESULTS_OUTSTANDING = "early-results-outstanding", AMBITION = "ambition",
            AMBITION_UNCLEAR = "ambition-unclear", AMBITION_MODEST = "ambition-modest",
            AMBITION_SUBSTANTIAL = "ambition-substantial",
            POTENTIAL_IMPACT = "potential-impact", IMPACT_NONE = "impact-none",
            IMPACT_MINOR = "impact-minor", IMPACT_MODERATE = "impact-moderate",
            IMPACT_TRANSFORMATIVE = "impact-transformative", SPECIFICITY = "specificity",
            SPECIFICITY_NONE = "specificity-none", SPECIFICITY_LOW = "specificity-low",
            SPECIFICITY_MEDIUM = "specificity-medium", SPECIFICITY_HIGH = "specificity-high",
            VERIFIABILITY = "verifiability", VERIFIABILITY_YES = "verifiability-yes",
            VERIFIABILITY_NO = "verifiability-no", RELEVANCE = "relevance",
            RELEVANCE_YES = "relevance-yes", RELEVANCE_NO = "relevance-no",
        }
    }

    vocabulary! {
        /// Jurisdiction levels.
        jurisdiction_level = "https://w3id.org/govrep/code/jurisdiction-level/" {
            NATIONAL = "national", SUBNATIONAL = "subnational", OTHER = "other",
        }
    }

    vocabulary! {
        /// Measures.
        measure = "https://w3id.org/govrep/code/measure/" {
            FOUNDING_MEMBERS = "founding-members", MEMBER_COUNTRIES = "member-countries",
            MEMBERS = "members", GOVERNMENTS = "governments",
            LOCAL_GOVERNMENTS = "local-governments", ORGANISATIONS = "organisations",
            PERSONS = "persons", CHAIRS = "chairs", STAFF = "staff", ATTENDANCE = "attendance",
            DELEGATES = "delegates", CLIENTS = "clients", ACTION_PLANS = "action-plans",
            COMMITMENTS = "commitments",
            TRANSFORMATIVE_COMMITMENTS = "transformative-commitments", ACTIONS = "actions",
            GOALS = "goals", CONCLUSIONS = "conclusions", PROGRAMMES = "programmes",
            PROJECTS = "projects", DOCUMENTS = "documents", DATASETS = "datasets",
            ISSUES = "issues", CASES = "cases", EVENTS = "events", SESSIONS = "sessions",
            PANELS = "panels", WORKSHOPS = "workshops", PITCHES = "pitches", TALKS = "talks",
            CATEGORIES = "categories", VENUES = "venues", OFFICES = "offices",
            CITIES = "cities", COUNTRIES = "countries", SHARE = "share",
            TRANSFORMATIVE_SHARE = "transformative-share", GENDER_SHARE = "gender-share",
            COVERAGE = "coverage", DURATION = "duration", AGE = "age", HORIZON = "horizon",
            GROWTH_PERIOD = "growth-period", START_YEAR = "start-year", END_YEAR = "end-year",
            FOUNDING_YEAR = "founding-year", FREQUENCY = "frequency", AMOUNT = "amount",
            QUANTITY = "quantity",
        }
    }

    vocabulary! {
        /// Modalities.
        modality = "https://w3id.org/govrep/code/modality/" {
            DONE = "done", ONGOING = "ongoing", PLANNED = "planned",
            UNDER_STUDY = "under-study", DECLARED = "declared", AIMED = "aimed",
            HOPED = "hoped", REQUIRED = "required", CALLED_FOR = "called-for",
            REQUESTED = "requested", ENCOURAGED = "encouraged", WELCOMED = "welcomed",
            RECOMMENDED = "recommended", SUGGESTED = "suggested", PROPOSED = "proposed",
            OBSERVED = "observed",
        }
    }

    vocabulary! {
        /// Open government values.
        ogp_value = "https://w3id.org/govrep/code/ogp-value/" {
            ACCESS_TO_INFORMATION = "access-to-information",
            CIVIC_PARTICIPATION = "civic-participation",
            PUBLIC_ACCOUNTABILITY = "public-accountability",
            TECHNOLOGY_AND_INNOVATION = "technology-and-innovation",
        }
    }

    vocabulary! {
        /// Organisation types.
        organisation_type = "https://w3id.org/govrep/code/organisation-type/" {
            GOVERNMENT = "government", PARLIAMENT = "parliament",
            INTERGOVERNMENTAL = "intergovernmental", MULTI_STAKEHOLDER = "multi-stakeholder",
            CIVIL_SOCIETY = "civil-society", COMMUNITY = "community", MEDIA = "media",
            BUSINESS = "business", ACADEMIA = "academia", COMMITTEE = "committee",
            SECRETARIAT = "secretariat", DELEGATION = "delegation", MISSION = "mission",
        }
    }

    vocabulary! {
        /// Outcomes of a step.
        outcome = "https://w3id.org/govrep/code/outcome/" {
            ACCEPTED = "accepted", NOT_ACCEPTED = "not-accepted", NO_CONSENSUS = "no-consensus",
            REFUSED = "refused", DEFERRED = "deferred",
        }
    }

    vocabulary! {
        /// Roles.
        role = "https://w3id.org/govrep/code/role/" {
            MEMBER = "member", FOUNDING_MEMBER = "founding-member", OBSERVER = "observer",
            DELEGATE = "delegate", STEERING_COMMITTEE_MEMBER = "steering-committee-member",
            BOARD_MEMBER = "board-member", PARTICIPANT = "participant", CHAIR = "chair",
            CO_CHAIR = "co-chair", VICE_CHAIR = "vice-chair", FOUNDER = "founder",
            CO_FOUNDER = "co-founder", SPEAKER = "speaker", MODERATOR = "moderator",
            PANELLIST = "panellist", ATTENDEE = "attendee", HOST = "host",
            ORGANISER = "organiser", VIDEO_MESSAGE = "video-message",
            INTERVIEWER = "interviewer", INTERVIEWEE = "interviewee",
            HEAD_OF_STATE = "head-of-state", PRESIDENT = "president",
            PRIME_MINISTER = "prime-minister", MINISTER = "minister",
            MINISTER_WITHOUT_PORTFOLIO = "minister-without-portfolio",
            DEPUTY_MINISTER = "deputy-minister", AMBASSADOR = "ambassador",
            DIRECTOR = "director", DIRECTOR_GENERAL = "director-general",
            DEPUTY_DIRECTOR_GENERAL = "deputy-director-general",
            SECTION_CHIEF = "section-chief", ANALYST = "analyst",
            CHIEF_EXECUTIVE = "chief-executive",
            DEPUTY_CHIEF_EXECUTIVE = "deputy-chief-executive",
            VICE_PRESIDENT = "vice-president", MANAGING_DIRECTOR = "managing-director",
            ASSOCIATION_PRESIDENT = "association-president",
            SECRETARY_GENERAL = "secretary-general", RESEARCHER = "researcher",
            JOURNALIST = "journalist", OFFICER = "officer",
            ACTIVE_PARTICIPANT = "active-participant",
        }
    }

    vocabulary! {
        /// Session formats.
        session_format = "https://w3id.org/govrep/code/session-format/" {
            PANEL = "panel", WORKSHOP = "workshop", PITCH = "pitch",
            DEMOCRACY_NIGHT = "democracy-night", TOOLBOX_HACKATHON = "toolbox-hackathon",
            OPEN_PARLIAMENT = "open-parliament", SUBNATIONAL = "subnational",
            CEREMONY = "ceremony", KEYNOTE = "keynote", SPEECH = "speech",
            BILATERAL_MEETING = "bilateral-meeting", PLENARY = "plenary",
        }
    }

    vocabulary! {
        /// Sides of a visit.
        side = "https://w3id.org/govrep/code/side/" {
            VISITOR = "visitor", HOST = "host",
        }
    }

    vocabulary! {
        /// Kinds of statement.
        statement_kind = "https://w3id.org/govrep/code/statement-kind/" {
            PLEDGE = "pledge", FOLLOW_UP_ACTION = "follow-up-action", MEASURE = "measure",
            MAIN_GOAL = "main-goal", PURPOSE = "purpose", STEP = "step",
            INITIATIVE = "initiative", RECOMMENDATION = "recommendation",
            SUGGESTION = "suggestion", CONCLUSION = "conclusion", REFLECTION = "reflection",
            REASON = "reason", OBSTACLE = "obstacle", OBSERVATION = "observation",
            RECEPTION = "reception",
        }
    }

    vocabulary! {
        /// Kinds of procedure step.
        step_type = "https://w3id.org/govrep/code/step-type/" {
            FOUNDING = "founding", CONSULTATION = "consultation", APPLICATION = "application",
            ELIGIBILITY_ASSESSMENT = "eligibility-assessment",
            LETTER_OF_INTENT = "letter-of-intent", SUBMISSION = "submission",
            PROPOSAL = "proposal", DELIBERATION = "deliberation", DECISION = "decision",
            NOTIFICATION = "notification", REQUEST = "request", INVITATION = "invitation",
            ADOPTION = "adoption", SIGNATURE = "signature", PUBLICATION = "publication",
            ACCESSION = "accession", WITHDRAWAL = "withdrawal",
        }
    }

    vocabulary! {
        /// Session themes of the OGP Global Summit 2016.
        theme_ogp_2016 = "https://w3id.org/govrep/code/theme-ogp-2016/" {
            CIVIC_TECH = "civic-tech", OPEN_PARLIAMENT = "open-parliament",
            DIGITAL_AND_DEVELOPMENT = "digital-and-development",
            ACCESS_TO_INFORMATION = "access-to-information",
            OPEN_GOVERNMENT_FOR_CITIES = "open-government-for-cities",
            PUBLIC_INNOVATION = "public-innovation",
            REGIONAL_FOCUS_AND_FRANCOPHONIE = "regional-focus-and-francophonie",
            TRANSPARENCY_AND_ANTI_CORRUPTION = "transparency-and-anti-corruption",
            IMPLEMENTATION = "implementation", FUNDAMENTAL_LIBERTIES = "fundamental-liberties",
            CLIMATE_AND_SUSTAINABLE_DEVELOPMENT = "climate-and-sustainable-development",
            OPEN_DATA_AND_OPEN_RESOURCES = "open-data-and-open-resources",
        }
    }

    vocabulary! {
        /// Undertaking statuses.
        undertaking_status = "https://w3id.org/govrep/code/undertaking-status/" {
            STATED = "stated", NOT_STARTED = "not-started", UNDER_WAY = "under-way",
            LIMITED = "limited", SUBSTANTIAL = "substantial", COMPLETE = "complete",
            WITHDRAWN = "withdrawn", NO_EVIDENCE = "no-evidence",
        }
    }

    vocabulary! {
        /// Units.
        unit = "https://w3id.org/govrep/code/unit/" {
            ITEM = "item", PERSON = "person", COUNTRY = "country", GOVERNMENT = "government",
            ORGANISATION = "organisation", PLACE = "place", PERCENT = "percent", YEAR = "year",
            MONTH = "month", WEEK = "week", DAY = "day", HOUR = "hour", MINUTE = "minute",
            TWD = "twd", USD = "usd", EUR = "eur",
        }
    }

    /// The names of all code lists, sorted.
    pub const SCHEMES: &[&str] = &[
        "assertion-status",
        "bound",
        "candidacy-status",
        "discrepancy-kind",
        "discrepancy-scope",
        "document-type",
        "event-type",
        "extraction-method",
        "irm-indicator",
        "irm-phase",
        "irm-rating",
        "jurisdiction-level",
        "measure",
        "modality",
        "ogp-value",
        "organisation-type",
        "outcome",
        "role",
        "session-format",
        "side",
        "statement-kind",
        "step-type",
        "theme-ogp-2016",
        "undertaking-status",
        "unit",
    ];
}

/// Prefixes and namespaces for writers, sorted by prefix; the prefix of a code list is its name.
pub const PREFIXES: &[(&str, &str)] = &[
    ("assertion-status", code::assertion_status::NAMESPACE),
    ("bibo", bibo::NAMESPACE),
    ("bound", code::bound::NAMESPACE),
    ("candidacy-status", code::candidacy_status::NAMESPACE),
    ("csvw", csvw::NAMESPACE),
    ("cv", cv::NAMESPACE),
    ("dcat", dcat::NAMESPACE),
    ("dcterms", dcterms::NAMESPACE),
    ("discrepancy-kind", code::discrepancy_kind::NAMESPACE),
    ("discrepancy-scope", code::discrepancy_scope::NAMESPACE),
    ("document-type", code::document_type::NAMESPACE),
    ("eli", eli::NAMESPACE),
    ("event-type", code::event_type::NAMESPACE),
    ("extraction-method", code::extraction_method::NAMESPACE),
    ("foaf", foaf::NAMESPACE),
    ("geo", geo::NAMESPACE),
    ("govrep", govrep::NAMESPACE),
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
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("role", code::role::NAMESPACE),
    ("schema", schema::NAMESPACE),
    ("session-format", code::session_format::NAMESPACE),
    ("side", code::side::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("statement-kind", code::statement_kind::NAMESPACE),
    ("step-type", code::step_type::NAMESPACE),
    ("theme-ogp-2016", code::theme_ogp_2016::NAMESPACE),
    ("undertaking-status", code::undertaking_status::NAMESPACE),
    ("unit", code::unit::NAMESPACE),
    ("vann", vann::NAMESPACE),
    ("void", void::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];
