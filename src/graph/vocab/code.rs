//! One module per code list, one constant per concept; IRIs of concepts named by data.

use oxigraph::model::{NamedNode, NamedNodeRef};

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
        SOFTWARE = "software", AGREEMENT = "agreement",
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
        MODEL = "model", ANNOTATED = "annotated", CURATED = "curated", MANUAL = "manual", INFERRED = "inferred",
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
        AFFILIATED = "affiliated", MEMBER = "member", FOUNDING_MEMBER = "founding-member", OBSERVER = "observer",
        DELEGATE = "delegate", STEERING_COMMITTEE_MEMBER = "steering-committee-member",
        BOARD_MEMBER = "board-member", PARTICIPANT = "participant", CHAIR = "chair",
        CO_CHAIR = "co-chair", VICE_CHAIR = "vice-chair", FOUNDER = "founder",
        CO_FOUNDER = "co-founder", SPEAKER = "speaker", MODERATOR = "moderator",
        PANELLIST = "panellist", ATTENDEE = "attendee", HOST = "host",
        ORGANISER = "organiser", VIDEO_MESSAGE = "video-message",
        GUIDE = "guide", INTERVIEWER = "interviewer", INTERVIEWEE = "interviewee",
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
        ARGUMENT = "argument", ACCOUNT = "account", EXAMPLE = "example",
        RECEPTION = "reception",
    }
}

vocabulary! {
    /// Kinds of procedure step.
    step_type = "https://w3id.org/govrep/code/step-type/" {
        FOUNDING = "founding", CONSULTATION = "consultation", APPLICATION = "application",
        ELIGIBILITY_ASSESSMENT = "eligibility-assessment",
        LETTER_OF_INTENT = "letter-of-intent", SUBMISSION = "submission",
        PROPOSAL = "proposal", DELIBERATION = "deliberation", GATHERING = "gathering",
        DECISION = "decision",
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
        AUD = "aud", CAD = "cad", CHF = "chf", CNY = "cny", GBP = "gbp", HKD = "hkd",
        JPY = "jpy", KRW = "krw", SGD = "sgd", DKK = "dkk", MYR = "myr", HUF = "huf",
        IDR = "idr", INR = "inr", MNT = "mnt", TRY = "try", KZT = "kzt", MXN = "mxn",
        BRL = "brl", PHP = "php", NOK = "nok", CZK = "czk", ILS = "ils", CLP = "clp",
        PLN = "pln", THB = "thb", SEK = "sek", GTQ = "gtq", PYG = "pyg", RUB = "rub",
        DZD = "dzd", NZD = "nzd", VND = "vnd", AED = "aed", SAR = "sar", SZL = "szl",
        METRE = "metre", KILOMETRE = "kilometre", CENTIMETRE = "centimetre",
        MILLIMETRE = "millimetre", MILE = "mile", NAUTICAL_MILE = "nautical-mile",
        SQUARE_METRE = "square-metre", SQUARE_KILOMETRE = "square-kilometre",
        HECTARE = "hectare", SQUARE_MILE = "square-mile", ACRE = "acre", GRAM = "gram",
        KILOGRAM = "kilogram", TONNE = "tonne", LITRE = "litre", CUBIC_METRE = "cubic-metre",
        KILOWATT = "kilowatt", MEGAWATT = "megawatt", GIGAWATT = "gigawatt",
        TERAWATT = "terawatt", KILOWATT_HOUR = "kilowatt-hour",
        MEGAWATT_HOUR = "megawatt-hour", GIGAWATT_HOUR = "gigawatt-hour",
        TERAWATT_HOUR = "terawatt-hour", DEGREE_CELSIUS = "degree-celsius", PPM = "ppm",
    }
}

/// Every code list: its name and its concepts, sorted by name.
pub const SCHEMES: &[(&str, &[NamedNodeRef<'static>])] = &[
    ("assertion-status", assertion_status::TERMS),
    ("bound", bound::TERMS),
    ("candidacy-status", candidacy_status::TERMS),
    ("discrepancy-kind", discrepancy_kind::TERMS),
    ("discrepancy-scope", discrepancy_scope::TERMS),
    ("document-type", document_type::TERMS),
    ("event-type", event_type::TERMS),
    ("extraction-method", extraction_method::TERMS),
    ("irm-indicator", irm_indicator::TERMS),
    ("irm-phase", irm_phase::TERMS),
    ("irm-rating", irm_rating::TERMS),
    ("jurisdiction-level", jurisdiction_level::TERMS),
    ("measure", measure::TERMS),
    ("modality", modality::TERMS),
    ("ogp-value", ogp_value::TERMS),
    ("organisation-type", organisation_type::TERMS),
    ("outcome", outcome::TERMS),
    ("role", role::TERMS),
    ("session-format", session_format::TERMS),
    ("side", side::TERMS),
    ("statement-kind", statement_kind::TERMS),
    ("step-type", step_type::TERMS),
    ("theme-ogp-2016", theme_ogp_2016::TERMS),
    ("undertaking-status", undertaking_status::TERMS),
    ("unit", unit::TERMS),
];
