//! Parameters of a saved query: variables whose name starts with an underscore.

use std::fmt;
use std::str::FromStr;

use oxigraph::model::{Literal, NamedNode, Term, Variable, vocab::xsd};
use oxsdatatypes::{
    Boolean, Date, DateTime, Decimal, Double, Duration, GYear, GYearMonth, Integer, Time,
};

use crate::graph::language::bcp47_case;

/// A parameter of a saved query, as the name of its variable declares it.
///
/// The convention is that of grlc and BASIL: `?_name` must be given, `?__name` may be;
/// `?_name_iri` is an IRI, `?_name_en` a text in English, `?_name_date` an `xsd:date`,
/// `?_name_number` a number as written, anything else a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name by which a value is given.
    pub name: String,
    /// The variable in the query.
    pub variable: Variable,
    /// What kind of value it takes.
    pub kind: Kind,
    /// Whether the query makes sense without a value.
    pub is_optional: bool,
    /// The value if none is given, as text.
    pub default: Option<String>,
    /// The values that it may have, as text; any if empty.
    pub allowed: Vec<String>,
}

/// What kind of value a parameter takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An IRI, absolute or relative to the project's base.
    Iri,
    /// A text without language.
    Text,
    /// A text with this language tag (in lower case, as the store has it).
    Tagged(String),
    /// A whole or decimal number, typed as it is written.
    Number,
    /// A value of this XML Schema type.
    Typed(Datatype),
}

/// Declares the XML Schema types that a parameter may have, each with the type that reads it.
macro_rules! datatypes {
    ($($variant:ident $name:literal $iri:ident $reader:ty;)*) => {
        /// An XML Schema type that a parameter may have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Datatype { $(
            #[doc = concat!("`xsd:", $name, "`.")]
            $variant
        ),* }

        impl Datatype {
            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The literal with this lexical form, if the type has it.
            fn literal(self, text: &str) -> Option<Literal> {
                match self {
                    $(Self::$variant => {
                        <$reader>::from_str(text).ok()?;
                        Some(Literal::new_typed_literal(text, xsd::$iri))
                    })*
                }
            }
        }
    };
}

datatypes! {
    Boolean "boolean" BOOLEAN Boolean;
    Date "date" DATE Date;
    DateTime "dateTime" DATE_TIME DateTime;
    Decimal "decimal" DECIMAL Decimal;
    Double "double" DOUBLE Double;
    Duration "duration" DURATION Duration;
    GYear "gYear" G_YEAR GYear;
    GYearMonth "gYearMonth" G_YEAR_MONTH GYearMonth;
    Integer "integer" INTEGER Integer;
    Time "time" TIME Time;
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Iri => f.write_str("IRI"),
            Self::Text => f.write_str("text"),
            Self::Tagged(tag) => write!(f, "text in {}", bcp47_case(tag)),
            Self::Number => f.write_str("number"),
            Self::Typed(datatype) => f.write_str(datatype.name()),
        }
    }
}

impl Parameter {
    /// The parameter that a variable declares, if its name starts with an underscore.
    pub fn of(variable: &Variable) -> Option<Self> {
        let rest = variable.as_str().strip_prefix('_')?;
        let (rest, is_optional) = match rest.strip_prefix('_') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let (name, kind) = split_kind(rest);
        (!name.is_empty()).then(|| Self {
            name: name.to_owned(),
            variable: variable.clone(),
            kind,
            is_optional,
            default: None,
            allowed: Vec::new(),
        })
    }

    /// Whether `key` in a head comment means this parameter: its name or its variable.
    pub fn is_called(&self, key: &str) -> bool {
        let key = key.trim_start_matches(['?', '$']);
        key == self.name || key == self.variable.as_str()
    }

    /// The term that a value given as text stands for.
    ///
    /// # Errors
    ///
    /// What the value should be instead.
    pub fn term(&self, text: &str, base: Option<&str>) -> Result<Term, String> {
        if !self.allowed.is_empty() && !self.allowed.iter().any(|allowed| allowed == text) {
            return Err(format!("must be one of {}", self.allowed.join(", ")));
        }
        match &self.kind {
            Kind::Iri => iri(text, base).map(Term::from),
            Kind::Text => Ok(Literal::from(text).into()),
            Kind::Tagged(tag) => {
                Ok(Literal::new_language_tagged_literal_unchecked(text, tag).into())
            }
            Kind::Number => [Datatype::Integer, Datatype::Decimal, Datatype::Double]
                .into_iter()
                .find_map(|datatype| datatype.literal(text))
                .map(Term::from)
                .ok_or_else(|| "must be a number".to_owned()),
            Kind::Typed(datatype) => datatype.literal(text).map(Term::from).ok_or_else(|| {
                let example = match datatype {
                    Datatype::Boolean => "`true`",
                    Datatype::Date => "`2016-12-07`",
                    Datatype::DateTime => "`2016-12-07T09:00:00`",
                    Datatype::Decimal | Datatype::Double => "`0.5`",
                    Datatype::Duration => "`P3D`",
                    Datatype::GYear => "`2016`",
                    Datatype::GYearMonth => "`2016-12`",
                    Datatype::Integer => "`70`",
                    Datatype::Time => "`09:00:00`",
                };
                format!(
                    "must be a value of the type {} such as {example}",
                    datatype.name()
                )
            }),
        }
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}", self.name, self.kind)?;
        if !self.allowed.is_empty() {
            write!(f, ": {}", self.allowed.join(", "))?;
        }
        match &self.default {
            Some(default) => write!(f, "; default `{default}`")?,
            None if self.is_optional => f.write_str("; optional")?,
            None => f.write_str("; required")?,
        }
        f.write_str(")")
    }
}

/// Parts `visit_date` into the name `visit` and its kind.
fn split_kind(declared: &str) -> (&str, Kind) {
    let Some((name, last)) = declared.rsplit_once('_') else {
        return (declared, Kind::Text);
    };
    let is_lower = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    match last {
        "iri" | "uri" => (name, Kind::Iri),
        "number" => (name, Kind::Number),
        "string" | "literal" => (name.strip_suffix("_xsd").unwrap_or(name), Kind::Text),
        _ => {
            if let Some(datatype) = Datatype::from_name(last) {
                // grlc's long form: `?_day_xsd_date`.
                let name = name.strip_suffix("_xsd").unwrap_or(name);
                return (name, Kind::Typed(datatype));
            }
            // Variables have no hyphens: `_zh_Hant` stands for the tag zh-Hant.
            if last.len() == 4
                && last.starts_with(|c: char| c.is_ascii_uppercase())
                && let Some((name, language)) = name.rsplit_once('_')
                && language.len() == 2
                && is_lower(language)
            {
                let tag = format!("{language}-{}", last.to_ascii_lowercase());
                return (name, Kind::Tagged(tag));
            }
            if last.len() == 2 && is_lower(last) {
                return (name, Kind::Tagged(last.to_owned()));
            }
            (declared, Kind::Text)
        }
    }
}

fn iri(text: &str, base: Option<&str>) -> Result<NamedNode, String> {
    let text = text
        .strip_prefix('<')
        .and_then(|inner| inner.strip_suffix('>'))
        .unwrap_or(text);
    if let Ok(iri) = NamedNode::new(text) {
        return Ok(iri);
    }
    base.and_then(|base| oxiri::Iri::parse(base).ok())
        .and_then(|base| base.resolve(text).ok())
        .map(|iri| NamedNode::new_unchecked(iri.into_inner()))
        .ok_or_else(|| {
            "must be an IRI such as `https://example.org/id/person/1`, or one relative to the \
             project's base such as `person/1`"
                .to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(variable: &str) -> Parameter {
        Parameter::of(&Variable::new(variable).unwrap()).unwrap()
    }

    #[test]
    fn the_name_of_a_variable_declares_name_and_kind() {
        for (variable, name, kind) in [
            ("_name", "name", "text"),
            ("_role_name", "role_name", "text"),
            ("_country_iri", "country", "IRI"),
            ("_label_en", "label", "text in en"),
            ("_label_zh_Hant", "label", "text in zh-Hant"),
            ("_min_integer", "min", "integer"),
            ("_visit_date", "visit", "date"),
            ("_visit_xsd_date", "visit", "date"),
            ("_year_gYear", "year", "gYear"),
            ("_limit_number", "limit", "number"),
            ("_date", "date", "text"),
        ] {
            let parameter = parameter(variable);
            assert_eq!(
                (parameter.name.as_str(), parameter.kind.to_string().as_str()),
                (name, kind)
            );
            assert!(!parameter.is_optional);
        }
        assert!(parameter("__name_en").is_optional);
        assert_eq!(Parameter::of(&Variable::new("name").unwrap()), None);
        assert_eq!(Parameter::of(&Variable::new("_").unwrap()), None);
    }

    #[test]
    fn values_become_terms_of_the_kind() {
        let base = Some("https://data.example.org/id/");
        for (variable, text, term) in [
            ("_name", "g0v\"}", "\"g0v\\\"}\""),
            ("_label_zh_Hant", "臺灣", "\"臺灣\"@zh-hant"),
            (
                "_country_iri",
                "jurisdiction/TWN",
                "<https://data.example.org/id/jurisdiction/TWN>",
            ),
            ("_country_iri", "<https://e.org/1>", "<https://e.org/1>"),
            (
                "_visit_date",
                "2016-12-07",
                "\"2016-12-07\"^^<http://www.w3.org/2001/XMLSchema#date>",
            ),
            (
                "_n_number",
                "5",
                "\"5\"^^<http://www.w3.org/2001/XMLSchema#integer>",
            ),
            (
                "_n_number",
                "0.5",
                "\"0.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>",
            ),
        ] {
            assert_eq!(
                parameter(variable).term(text, base).unwrap().to_string(),
                term
            );
        }
    }

    #[test]
    fn ill_typed_values_are_refused_with_an_example() {
        for (variable, text, message) in [
            (
                "_n_integer",
                "seven",
                "must be a value of the type integer such as `70`",
            ),
            (
                "_visit_date",
                "2016-02-30",
                "must be a value of the type date such as `2016-12-07`",
            ),
            ("_n_number", "1,000", "must be a number"),
        ] {
            assert_eq!(parameter(variable).term(text, None).unwrap_err(), message);
        }
        let no_iri = parameter("_country_iri").term("a b", Some("https://e.org/"));
        assert!(no_iri.unwrap_err().starts_with("must be an IRI such as"));
    }

    #[test]
    fn only_listed_values_are_taken() {
        let mut side = parameter("_side");
        side.allowed = vec!["visitor".to_owned(), "host".to_owned()];
        assert_eq!(
            side.term("guest", None).unwrap_err(),
            "must be one of visitor, host"
        );
        assert_eq!(side.to_string(), "side (text: visitor, host; required)");
    }
}
