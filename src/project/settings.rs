//! Settings files: TOML in, values checked one by one, each problem at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use oxigraph::model::{Literal, NamedNode};
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::{DEFAULT_LANGUAGES, Date, Labels, slug};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// A text in several languages as written: `{ zh-Hant = "…", en = "…" }`.
pub(super) type LabelTable = BTreeMap<String, Spanned<String>>;

/// A settings file, decoded.
pub(super) struct Settings<'a> {
    file: &'a str,
    text: &'a str,
}

impl<'a> Settings<'a> {
    /// TOML is UTF-8 by definition; a byte order mark is passed over.
    pub fn decode(file: &'a str, bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        match str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
                Ok(Self { file, text })
            }
            Err(error) => {
                // Up to the first wrong byte the text is the same, and there it has U+FFFD.
                let text = String::from_utf8_lossy(bytes);
                let start = error.valid_up_to();
                let wrong = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
                Err(
                    Diagnostic::error("settings-encoding", "the file is not UTF-8")
                        .at(Place::in_text(file, &text, wrong))
                        .help("save it as UTF-8"),
                )
            }
        }
    }

    /// The place of a range of bytes.
    pub fn place(&self, bytes: Range<usize>) -> Place {
        Place::in_text(self.file, self.text, bytes)
    }

    /// Reads the file into a structure of which every key is known.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Diagnostic> {
        let deserializer = match toml::Deserializer::parse(self.text) {
            Ok(deserializer) => deserializer,
            Err(error) => {
                let place = self.place(error.span().unwrap_or_default());
                let help = unquoted_date(&place.excerpt);
                let help = help.unwrap_or_else(|| SYNTAX.to_owned());
                return Err(Diagnostic::error("settings-syntax", error.message())
                    .at(place)
                    .help(help));
            }
        };
        serde_path_to_error::deserialize(deserializer).map_err(|error| {
            // A value that keeps its place is a table of its own to serde.
            let path = error.path().to_string();
            let path = path.replace(".$__serde_spanned_private_value", "");
            let error = error.into_inner();
            let place = self.place(error.span().unwrap_or_default());
            let message = error.message();
            let Some((key, known)) = unknown_key(message) else {
                let told = Diagnostic::error("settings-value", format!("`{path}`: {message}"));
                let told = told.at(place);
                return match how_to_write(&path, message) {
                    Some(help) => told.help(help),
                    None => told,
                };
            };
            let help = match nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            };
            Diagnostic::error("settings-key", format!("unknown key `{key}`"))
                .at(place)
                .help(help)
        })
    }

    /// What is wrong with a name that becomes part of IRIs or file names, if anything.
    pub fn check_slug(&self, what: &str, value: &Spanned<String>) -> Option<Diagnostic> {
        let text = value.get_ref();
        let slug = slug(text);
        (slug.is_empty() || slug != *text).then(|| {
            let message =
                format!("{what}, `{text}`, is not made of lower-case letters, digits and hyphens");
            let diagnostic =
                Diagnostic::error("settings-name", message).at(self.place(value.span()));
            if slug.is_empty() {
                diagnostic
            } else {
                diagnostic.help(format!("write `{slug}`"))
            }
        })
    }

    /// What is wrong with an IRI, if anything.
    pub fn check_iri(&self, what: &str, value: &Spanned<String>) -> Option<Diagnostic> {
        NamedNode::new(value.get_ref()).is_err().then(|| {
            let message = format!("{what}, `{}`, is not an absolute IRI", value.get_ref());
            Diagnostic::error("settings-iri", message)
                .at(self.place(value.span()))
                .help("write it whole, such as https://spdx.org/licenses/OGDL-Taiwan-1.0")
        })
    }

    /// What is wrong with the code of a country, if anything.
    pub fn check_country(&self, code: &'static str, value: &Spanned<String>) -> Option<Diagnostic> {
        let text = value.get_ref();
        let usable = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        (!usable).then(|| {
            let message = format!("`{text}` is not a country code of three capital letters");
            Diagnostic::error(code, message)
                .at(self.place(value.span()))
                .help("write the ISO 3166-1 alpha-3 code, such as TWN or FRA")
        })
    }

    /// A date, written as a text, a year or a date of TOML.
    pub fn date(
        &self,
        code: &'static str,
        value: &Spanned<toml::Value>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Date> {
        let text = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(year) => year.to_string(),
            toml::Value::Datetime(date) => date.to_string(),
            other => other.type_str().to_owned(),
        };
        let date = text.parse().ok();
        if date.is_none() {
            let help = meant_date(&text)
                .unwrap_or_else(|| "write \"2016\", \"2016-12\" or \"2016-12-09\"".to_owned());
            found.push(
                Diagnostic::error(code, format!("`{text}` is not a date"))
                    .at(self.place(value.span()))
                    .help(help),
            );
        }
        date
    }

    /// The languages of the project: at least one, each a BCP 47 tag.
    pub fn languages(
        &self,
        tags: Spanned<Vec<Spanned<String>>>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<String> {
        if tags.get_ref().is_empty() {
            let empty = Diagnostic::error("settings-language", "`languages` names no language")
                .at(self.place(tags.span()))
                .help("write `languages = [\"zh-Hant\", \"en\"]`, or leave the key out");
            found.push(empty);
        }
        let tags = tags.into_inner().into_iter();
        tags.map(|tag| {
            let problem = self.check_language(tag.get_ref(), tag.span());
            found.extend(problem.or_else(|| self.check_pages(&tag)));
            tag.into_inner()
        })
        .collect()
    }

    /// What is wrong with a language tag, if anything.
    ///
    /// Chinese needs its script, since names are published in `zh-Hant` and looked for so.
    pub fn check_language(&self, tag: &str, bytes: Range<usize>) -> Option<Diagnostic> {
        let mut parts = tag.split('-');
        let (language, next) = (parts.next().unwrap_or_default(), parts.next());
        // `chinese` is well-formed, but every language has a code of two or three letters.
        let is_tag = Literal::new_language_tagged_literal("", tag).is_ok() && language.len() <= 3;
        let is_region = |part: &str| part.len() == 2 || part.bytes().all(|b| b.is_ascii_digit());
        let (message, help) = if !is_tag {
            let message = format!("`{tag}` is not a BCP 47 language tag");
            (message, "write a tag such as `zh-Hant` or `en`")
        } else if language.eq_ignore_ascii_case("zh") && next.is_none_or(is_region) {
            let message = format!("`{tag}` does not say in which script Chinese is written");
            (
                message,
                "write `zh-Hant` for Traditional Chinese, `zh-Hans` for Simplified",
            )
        } else {
            return None;
        };
        let problem = Diagnostic::error("settings-language", message);
        Some(problem.at(self.place(bytes)).help(help))
    }

    /// That there are no pages in a language of the project, if so.
    fn check_pages(&self, tag: &Spanned<String>) -> Option<Diagnostic> {
        let lower = tag.get_ref().to_ascii_lowercase();
        let is_of = |own: &str| {
            let rest = lower.strip_prefix(&own.to_ascii_lowercase());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        (!DEFAULT_LANGUAGES.into_iter().any(is_of)).then(|| {
            let tag_text = tag.get_ref();
            Diagnostic::warning(
                "settings-language-pages",
                format!("there are no pages in `{tag_text}`"),
            )
            .at(self.place(tag.span()))
            .help(format!(
                "pages are written in {}; of `{tag_text}` only titles and descriptions are published",
                DEFAULT_LANGUAGES.join(" and ")
            ))
        })
    }

    /// Texts in several languages, in the order of the project's languages, then by tag.
    pub fn labels(
        &self,
        table: LabelTable,
        languages: &[String],
        found: &mut Vec<Diagnostic>,
    ) -> Labels {
        let mut labels = Vec::new();
        for (tag, text) in table {
            found.extend(self.check_language(&tag, text.span()));
            labels.push((tag, text.into_inner()));
        }
        let rank = |tag: &str| languages.iter().position(|l| l == tag);
        labels.sort_by_key(|(tag, _)| rank(tag).unwrap_or(languages.len()));
        Labels(labels)
    }
}

/// The unknown key and the known ones, from the message that serde writes for them:
/// ``unknown field `a`, expected one of `b`, `c` ``.
fn unknown_key(message: &str) -> Option<(&str, Vec<&str>)> {
    let names = message.strip_prefix("unknown field ")?;
    let mut names = names.split('`').skip(1).step_by(2);
    Some((names.next()?, names.collect()))
}

/// What is said of a file that is no TOML.
pub(crate) const SYNTAX: &str = "the file is TOML: https://toml.io/en/v1.0.0";

/// How to write the date of a line that sets one without quotation marks: `date = 2024/3/5`.
pub(crate) fn unquoted_date(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let value = value.split('#').next().unwrap_or_default().trim();
    let is_date = value.starts_with(|c: char| c.is_ascii_digit())
        && value.contains(['-', '/', '.', '年'])
        && !value.contains('"');
    let meant = meant_date(value).filter(|_| is_date)?;
    Some(format!(
        "a date stands between quotation marks: `{} = …`; {meant}",
        key.trim()
    ))
}

/// How to write a value of which the type is wrong, from the message of serde: ``invalid type:
/// string "Reports", expected a map``.
fn how_to_write(path: &str, message: &str) -> Option<String> {
    let key = path.rsplit('.').next().unwrap_or(path);
    let (found, expected) = message
        .strip_prefix("invalid type: ")?
        .split_once(", expected ")?;
    let written = found.split(['`', '"']).nth(1);
    Some(match expected {
        "a map" => {
            let text = if key == "keywords" {
                "[\"…\"]"
            } else {
                "\"…\""
            };
            format!("write it by language: `{key} = {{ zh-Hant = {text}, en = {text} }}`")
        }
        "a sequence" => format!("write a list: `{key} = [\"{}\"]`", written.unwrap_or("…")),
        "a string" => format!(
            "put it between quotation marks: `{key} = \"{}\"`",
            written.unwrap_or("…")
        ),
        "a boolean" => format!("write `{key} = true` or `{key} = false`"),
        _ if expected.starts_with("struct ") => {
            format!("write it as a table, with a line `[{path}]` and its keys below")
        }
        _ => return None,
    })
}

/// How to write what was probably meant by something that is no date: one with a year of the
/// Republic of China, or with other marks between its parts.
fn meant_date(text: &str) -> Option<String> {
    const REPUBLIC: i16 = 1911;
    let parts = text.split(|c: char| !c.is_ascii_digit());
    let parts = parts.filter(|part| !part.is_empty());
    let numbers: Vec<i16> = parts.map(str::parse).collect::<Result<_, _>>().ok()?;
    let (&first, rest) = numbers.split_first()?;
    let of_republic = (100..200).contains(&first);
    let year = if of_republic { first + REPUBLIC } else { first };
    let rest = rest.iter().map(|number| format!("-{number:02}"));
    let meant = format!("{year}{}", rest.collect::<String>());
    meant.parse::<Date>().ok()?;
    Some(if of_republic {
        format!("{first} of the Republic of China is {year}: write \"{meant}\"")
    } else {
        format!("write \"{meant}\"")
    })
}
