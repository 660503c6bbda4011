//! What a client asks for, as far as it says: forms ([RFC 9110, 12.5.1]), codings ([12.5.3]) and
//! languages.
//!
//! [RFC 9110, 12.5.1]: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
//! [12.5.3]: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3

use super::media::Media;

/// The best of the forms offered for a header `Accept`; none if it excludes all of them.
///
/// `offered` is in the order of preference of the server, which decides where the client has
/// none, as without a header. A form takes the quality of the most specific range that it
/// falls under; between forms of the same quality one that is named wins over one that falls
/// under `*/*`. Parameters such as `charset` or `profile` are passed over, and so is a range
/// that is not well-formed. A header that asks for nothing at all is no header.
pub fn media(accept: Option<&str>, offered: &[Media]) -> Option<Media> {
    // Most programs name one type.
    if let Some(name) = accept
        && let Some(media) = offered.iter().find(|media| media.is_called(name))
    {
        return Some(*media);
    }
    let ranges: Vec<Range<'_>> = split(accept.unwrap_or_default(), ',')
        .filter_map(Range::parse)
        .collect();
    if ranges.is_empty() {
        return offered.first().copied();
    }
    let mut best: Option<(Media, (u16, u8))> = None;
    for &media in offered {
        let rank = ranges
            .iter()
            .filter_map(|range| Some((range.matches(media)?, range.quality)))
            .max_by_key(|(specificity, quality)| (*specificity, *quality))
            .map(|(specificity, quality)| (quality, specificity));
        if let Some(rank) = rank
            && rank.0 > 0
            && best.is_none_or(|(_, of_best)| rank > of_best)
        {
            best = Some((media, rank));
        }
    }
    best.map(|(media, _)| media)
}

/// The best of the languages offered for a header `Accept-Language`; the first if none fits.
///
/// A range fits a tag that it is the beginning of, and a tag fits a longer range (lookup of
/// RFC 4647): `zh` and `zh-Hant-TW` mean `zh-Hant`. Regions that write Traditional Chinese
/// mean it, too.
pub fn language<'o>(accept: Option<&str>, offered: &[&'o str]) -> Option<&'o str> {
    let mut best: Option<(&str, u16)> = None;
    for part in split(accept.unwrap_or_default(), ',') {
        let mut pieces = split(part, ';').map(str::trim);
        let range = pieces.next().unwrap_or_default();
        let quality = quality(pieces);
        let found = offered.iter().find(|tag| {
            range == "*" || is_prefix(range, tag) || is_prefix(tag, range) || {
                // zh-TW has the script left out.
                let language = range.split('-').next().unwrap_or_default();
                !range.is_empty() && tag.split('-').next() == Some(&language.to_ascii_lowercase())
            }
        });
        if let Some(tag) = found
            && quality > 0
            && best.is_none_or(|(_, of_best)| quality > of_best)
        {
            best = Some((tag, quality));
        }
    }
    best.map(|(tag, _)| tag)
        .and_then(|tag| offered.iter().copied().find(|o| *o == tag))
        .or_else(|| offered.first().copied())
}

/// How bodies may be coded on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codings {
    /// Whether a body may come as it is.
    pub takes_plain: bool,
    /// Whether a body may come packed by gzip.
    pub takes_gzip: bool,
    /// Whether one that is packed by gzip is at least as welcome as one that comes as it is.
    pub prefers_gzip: bool,
}

impl Codings {
    /// Reads a header `Accept-Encoding`.
    ///
    /// Without the header any coding would do, but who does not name one is sent none. A body as it
    /// is counts as accepted until `identity` or `*` excludes it, and is liked least where neither
    /// says how much.
    pub fn of(accept: Option<&str>) -> Self {
        let (mut gzip, mut plain, mut any) = (None, None, None);
        for part in split(accept.unwrap_or_default(), ',') {
            let mut pieces = split(part, ';');
            let name = pieces.next().unwrap_or_default();
            let said = match name {
                "*" => &mut any,
                _ if name.eq_ignore_ascii_case("identity") => &mut plain,
                // The old name of the same (RFC 9110, 8.4.1.3).
                _ if ["gzip", "x-gzip"]
                    .iter()
                    .any(|n| name.eq_ignore_ascii_case(n)) =>
                {
                    &mut gzip
                }
                _ => continue,
            };
            *said = (*said).max(Some(quality(pieces)));
        }
        let gzip = gzip.or(any).unwrap_or(0);
        let plain = plain.or(any).unwrap_or(1);
        Self {
            takes_plain: plain > 0,
            takes_gzip: gzip > 0,
            prefers_gzip: gzip > 0 && gzip >= plain,
        }
    }
}

/// Whether a language range is the beginning of a tag, in whole subtags.
fn is_prefix(range: &str, tag: &str) -> bool {
    let mut tag = tag.split('-');
    !range.is_empty()
        && range
            .split('-')
            .all(|part| tag.next().is_some_and(|t| t.eq_ignore_ascii_case(part)))
}

/// A media range: `text/*;q=0.5`.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    has_parameters: bool,
    /// In thousandths.
    quality: u16,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut pieces = split(text, ';').map(str::trim);
        let name = pieces.next()?;
        // Java's URLConnection sends a bare `*`.
        let name = if name == "*" { "*/*" } else { name };
        let (kind, subtype) = name.split_once('/')?;
        let is_token = |token: &str| {
            !token.is_empty()
                && token
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
        };
        if !is_token(kind) || !is_token(subtype) || kind == "*" && subtype != "*" {
            return None;
        }
        let parameters: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
        Some(Self {
            kind,
            subtype,
            has_parameters: parameters.first().is_some_and(|p| !is_quality(p)),
            quality: quality(parameters.into_iter()),
        })
    }

    /// How specific the range is, if the form falls under it.
    fn matches(&self, media: Media) -> Option<u8> {
        if self.kind == "*" {
            return Some(0);
        }
        let names = media.types().iter().enumerate();
        names
            .filter_map(|(index, name)| {
                let (kind, subtype) = name.split_once('/')?;
                if !kind.eq_ignore_ascii_case(self.kind) {
                    return None;
                }
                if self.subtype == "*" {
                    // Only the type that the answer will carry.
                    return (index == 0).then_some(1);
                }
                let specificity = match (index, self.has_parameters) {
                    // Named by another name of it.
                    (1.., _) => 2,
                    (0, false) => 3,
                    (0, true) => 4,
                };
                subtype
                    .eq_ignore_ascii_case(self.subtype)
                    .then_some(specificity)
            })
            .max()
    }
}

fn is_quality(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.trim().eq_ignore_ascii_case("q")
}

/// The quality among the parameters, in thousandths; 1 where it is missing or not a number.
fn quality<'a>(mut parameters: impl Iterator<Item = &'a str>) -> u16 {
    let value = parameters
        .find(|parameter| is_quality(parameter))
        .and_then(|parameter| parameter.split_once('='))
        .map(|(_, value)| value.trim());
    let Some(value) = value else { return 1000 };
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.is_empty() && fraction.is_empty() {
        return 1000;
    }
    if whole.bytes().any(|b| b != b'0') {
        return 1000;
    }
    fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(3)
        .fold(0, |sum, digit| 10 * sum + u16::from(digit - b'0'))
}

/// The parts of a header value; what stands in quotes is not parted.
fn split(text: &str, at: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (mut quoted, mut escaped) = (false, false);
        let end = text.find(|c: char| {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                c if c == at && !quoted => return true,
                _ => {}
            }
            false
        });
        let (part, after) = match end {
            Some(end) => (&text[..end], Some(&text[end + at.len_utf8()..])),
            None => (text, None),
        };
        rest = after;
        Some(part)
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::dump::Format;
    use Media::{Csv, Html, SparqlJson, SparqlXml, Tsv};

    const JSON_LD: Media = Media::Graph(Format::JsonLd);
    const N_QUADS: Media = Media::Graph(Format::NQuads);
    const N_TRIPLES: Media = Media::Graph(Format::NTriples);
    const RDF_XML: Media = Media::Graph(Format::RdfXml);
    const TURTLE: Media = Media::Graph(Format::Turtle);

    const THING: [Media; 6] = [TURTLE, Html, JSON_LD, N_TRIPLES, RDF_XML, N_QUADS];

    #[test]
    fn forms_of_a_thing() {
        for (accept, expected) in [
            // Firefox, Chromium, Safari.
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                Some(Html),
            ),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,\
                 image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
                Some(Html),
            ),
            // curl, wget, and who sends nothing of use.
            ("*/*", Some(TURTLE)),
            ("*", Some(TURTLE)),
            ("", Some(TURTLE)),
            (" , ,", Some(TURTLE)),
            ("nonsense", Some(TURTLE)),
            // Java's URLConnection.
            (
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                Some(Html),
            ),
            // rapper.
            (
                "application/n-triples, application/rdf+xml;q=0.9, text/turtle;q=0.8, \
                 application/x-turtle, text/html;q=0.5, */*;q=0.1",
                Some(N_TRIPLES),
            ),
            (
                "application/rdf+xml, text/rdf;q=0.6, */*;q=0.1",
                Some(RDF_XML),
            ),
            // Jena, RDF4J, rdflib.
            (
                "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,\
                 application/rdf+xml;q=0.7,*/*;q=0.3",
                Some(TURTLE),
            ),
            // Comunica.
            (
                "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,\
                 application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,\
                 text/html;q=0.2,*/*;q=0.1",
                Some(N_QUADS),
            ),
            // The quality of the most specific range counts, not the highest.
            (
                "text/*;q=0.9, text/turtle;q=0.1, application/ld+json;q=0.5",
                Some(Html),
            ),
            ("*/*, text/turtle;q=0, text/html;q=0", Some(JSON_LD)),
            ("text/*;q=0, */*;q=0.1", Some(JSON_LD)),
            (
                "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded, x\"",
                Some(JSON_LD),
            ),
            (
                "TEXT/TURTLE; Charset=UTF-8 ; Q=0.4, Text/Html;q=0.3",
                Some(TURTLE),
            ),
            ("application/*", Some(JSON_LD)),
            ("application/json", Some(JSON_LD)),
            ("text/turtle;q=0.0001, text/html;q=0.001", Some(Html)),
            ("text/turtle;q=abc", Some(TURTLE)),
            // Nothing fits.
            ("image/png", None),
            ("text/turtle;q=0", None),
            ("*/*;q=0", None),
            ("application/pdf, text/calendar;q=0.9", None),
        ] {
            assert_eq!(media(Some(accept), &THING), expected, "{accept}");
        }
        assert_eq!(media(None, &THING), Some(TURTLE));
    }

    #[test]
    fn forms_of_rows() {
        let offered = [SparqlJson, SparqlXml, Csv, Tsv];
        for (accept, expected) in [
            ("application/sparql-results+xml", Some(SparqlXml)),
            ("application/xml", Some(SparqlXml)),
            ("application/json", Some(SparqlJson)),
            ("text/csv;q=0.5, text/tab-separated-values;q=0.6", Some(Tsv)),
            ("text/*", Some(Csv)),
            // SPARQLWrapper asks so for JSON.
            (
                "application/sparql-results+json,application/json,text/javascript,\
                 application/javascript",
                Some(SparqlJson),
            ),
            ("text/turtle", None),
        ] {
            assert_eq!(media(Some(accept), &offered), expected, "{accept}");
        }
    }

    #[test]
    fn languages() {
        for (accept, expected) in [
            (None, "zh-Hant"),
            (Some("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7"), "zh-Hant"),
            (Some("en-US,en;q=0.9"), "en"),
            (Some("en;q=0.5, zh-Hant;q=0.8"), "zh-Hant"),
            (Some("fr"), "zh-Hant"),
            (Some("fr, en;q=0.1"), "en"),
            (Some("EN"), "en"),
            (Some("*"), "zh-Hant"),
        ] {
            assert_eq!(
                language(accept, &["zh-Hant", "en"]),
                Some(expected),
                "{accept:?}"
            );
        }
    }

    #[test]
    fn codings() {
        // Plain, gzip, and whether gzip is preferred.
        for (accept, expected) in [
            (None, (true, false, false)),
            (Some(""), (true, false, false)),
            (Some("gzip"), (true, true, true)),
            (Some("GZip"), (true, true, true)),
            (Some("x-gzip"), (true, true, true)),
            (Some("gzip, deflate, br, zstd"), (true, true, true)),
            (Some("br;q=1, gzip;q=0.1"), (true, true, true)),
            (Some("deflate, br"), (true, false, false)),
            (Some("*"), (true, true, true)),
            (Some("*;q=0.1"), (true, true, true)),
            (Some("gzip;q=0"), (true, false, false)),
            (Some("gzip;q=0.0, *"), (true, false, false)),
            (Some("gzip;Q=0.000"), (true, false, false)),
            (Some("identity"), (true, false, false)),
            (Some("identity;q=0"), (false, false, false)),
            (Some("identity;q=0, gzip"), (false, true, true)),
            (Some("identity;q=0, *;q=0.5"), (false, true, true)),
            (Some("*;q=0"), (false, false, false)),
            (Some("gzip, *;q=0"), (false, true, true)),
            (Some("identity, *;q=0"), (true, false, false)),
            (Some("gzip;q=0.5, identity"), (true, true, false)),
            (Some("gzip;q=0.5, identity;q=0.4"), (true, true, true)),
            (Some("gzip;q=0.5, identity;q=0.5"), (true, true, true)),
            (Some("gzip;q=0.001"), (true, true, true)),
            (Some(" ,, gzip ; q=0.8 ,"), (true, true, true)),
            (Some("gzipped, agzip"), (true, false, false)),
            (Some("gzip;q=no"), (true, true, true)),
            (Some("gzip;q=0, gzip"), (true, true, true)),
        ] {
            let codings = Codings::of(accept);
            let told = (
                codings.takes_plain,
                codings.takes_gzip,
                codings.prefers_gzip,
            );
            assert_eq!(told, expected, "{accept:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_header_has_an_answer(accept: String) {
            let codings = Codings::of(Some(&accept));
            assert!(codings.takes_gzip || !codings.prefers_gzip, "{codings:?}");
            media(Some(&accept), &THING);
            language(Some(&accept), &["zh-Hant", "en"]);
        }
    }
}
