//! An answer before it is sent: conditions, ranges and the headers of HTTP.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sha2::{Digest, Sha256};

use super::media::Media;
use super::negotiate::Codings;
use super::version::short;

/// Bodies from this many bytes on are worth packing: less goes out in one piece anyway.
const WORTH_PACKING: usize = 1 << 10;

/// The level by which bodies are packed: beyond it pages get smaller by a hundredth, and take half as
/// long again.
pub const LEVEL: u8 = 4;

/// Everything that cannot stand in a path as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path with its characters encoded, as headers need it.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An IRI as a URI, as headers need it; what is encoded already stays so.
pub fn encode_iri(iri: &str) -> String {
    const IRI: &AsciiSet = &PATH
        .remove(b'%')
        .remove(b'#')
        .remove(b'?')
        .remove(b'[')
        .remove(b']');
    utf8_percent_encode(iri, IRI).to_string()
}

/// Headers that all answers have.
const COMMON: [(HeaderName, &str); 6] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "Content-Location, ETag, Link, Location, Retry-After, X-Request-Id, X-Total-Count",
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// The policy of a page that other sites may show inside theirs: it runs nothing.
const FRAMED_POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; \
                             form-action 'none'; frame-ancestors *";

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The body, whole.
    pub body: Bytes,
    /// Headers of this answer; those that all answers have come on top.
    pub headers: HeaderMap,
    /// Whether parts may be asked for.
    pub has_ranges: bool,
    /// Whether finding it again costs no more than keeping it.
    pub is_found_fast: bool,
    /// Whether other sites may show it inside their pages.
    pub is_framed: bool,
}

impl Reply {
    /// An answer in a form, without an entity tag.
    pub fn new(media: Media, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::with_capacity(8);
        let content_type = HeaderValue::from_static(media.content_type());
        headers.insert(header::CONTENT_TYPE, content_type);
        Self {
            status: StatusCode::OK,
            body: body.into(),
            headers,
            has_ranges: false,
            is_found_fast: false,
            is_framed: false,
        }
    }

    /// An answer without a body.
    pub fn empty(status: StatusCode) -> Self {
        Self {
            status,
            body: Bytes::new(),
            headers: HeaderMap::new(),
            has_ranges: false,
            is_found_fast: false,
            is_framed: false,
        }
    }

    /// A redirection to a path of this server.
    pub fn see_other(path: &str) -> Self {
        Self::empty(StatusCode::SEE_OTHER).with(header::LOCATION, &encode_path(path))
    }

    /// The same with an entity tag, made from the body, for caches to ask about.
    pub fn tagged(self) -> Self {
        let hash = Sha256::digest(&self.body);
        self.tagged_as(&hash)
    }

    /// The same with an entity tag made from a hash of all that the body depends on.
    pub fn tagged_as(self, hash: &[u8]) -> Self {
        let tag = format!("\"{}\"", short(hash));
        self.with(header::ETAG, &tag)
            .with(header::CACHE_CONTROL, "public, no-cache")
    }

    /// The same with one more header; a value that no header can have is left out.
    pub fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }

    /// The same, for other sites to show inside their pages.
    pub fn framed(mut self) -> Self {
        self.is_framed = true;
        self
    }

    /// The same, chosen by `Accept`.
    pub fn varying(self) -> Self {
        self.with(header::VARY, "Accept")
    }

    /// The same with the headers that all answers have.
    pub fn dressed(mut self) -> Self {
        // One more comes with each request, and hyper's own.
        self.headers.reserve(COMMON.len() + 1);
        for (name, value) in COMMON {
            self.headers.insert(name, HeaderValue::from_static(value));
        }
        if self.is_framed {
            let policy = HeaderValue::from_static(FRAMED_POLICY);
            self.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            self.headers.remove(header::X_FRAME_OPTIONS);
        }
        self
    }

    /// The same with another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same, chosen by `Accept-Encoding` if it has a body: a small one is packed, too, for those
    /// who take nothing else.
    pub fn varying_in_coding(self) -> Self {
        if self.body.is_empty() {
            return self;
        }
        self.with(header::VARY, "Accept-Encoding")
    }

    /// Whether it would gain by being packed: not what is small, packed, or never asked for again.
    pub fn is_worth_packing(&self) -> bool {
        self.body.len() >= WORTH_PACKING
            && self.headers.contains_key(header::ETAG)
            && !self.is_packed()
    }

    /// Whether its body is packed.
    pub fn is_packed(&self) -> bool {
        self.headers.contains_key(header::CONTENT_ENCODING)
    }

    /// The same with its body packed by gzip, and a tag of its own (RFC 9110, 8.8.3.3).
    pub fn packed(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self.has_ranges = false;
        self.headers
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        if let Some(tag) = self.headers.get(header::ETAG).and_then(packed_tag) {
            self.headers.insert(header::ETAG, tag);
        }
        self
    }

    /// The answer to a request with these conditions (RFC 9110, sections 13 and 14).
    pub fn answer(
        mut self,
        method: &Method,
        asked: &HeaderMap,
        codings: Codings,
    ) -> Response<Full<Bytes>> {
        if self.status == StatusCode::OK && matches!(*method, Method::GET | Method::HEAD) {
            if let Some(tag) = self.known_tag(asked, codings) {
                self.status = StatusCode::NOT_MODIFIED;
                self.body = Bytes::new();
                self.headers.remove(header::CONTENT_TYPE);
                self.headers.remove(header::CONTENT_ENCODING);
                self.headers.insert(header::ETAG, tag);
            } else if self.has_ranges {
                let value = HeaderValue::from_static("bytes");
                self.headers.insert(header::ACCEPT_RANGES, value);
                if *method == Method::GET {
                    self.cut(asked);
                }
            }
        }
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }

    /// The tag under which the client has this answer already, in a coding that it takes.
    fn known_tag(&self, asked: &HeaderMap, codings: Codings) -> Option<HeaderValue> {
        if !asked.contains_key(header::IF_NONE_MATCH) {
            return None;
        }
        let tag = self.headers.get(header::ETAG)?;
        let other = if self.is_packed() {
            plain_tag(tag).filter(|_| codings.takes_plain)
        } else {
            packed_tag(tag).filter(|_| codings.takes_gzip)
        };
        let known = |tag: &HeaderValue| {
            let mut tags = asked.get_all(header::IF_NONE_MATCH).iter();
            tags.any(|list| {
                list.as_bytes().split(|&b| b == b',').any(|candidate| {
                    let candidate = candidate.trim_ascii();
                    // The comparison is weak (RFC 9110, 13.1.2).
                    let candidate = candidate.strip_prefix(b"W/").unwrap_or(candidate);
                    candidate == b"*" || candidate == tag.as_bytes()
                })
            })
        };
        if known(tag) {
            return Some(tag.clone());
        }
        other.filter(known)
    }

    /// Leaves the part that was asked for; several parts are answered with the whole.
    fn cut(&mut self, asked: &HeaderMap) {
        let Some(range) = asked.get(header::RANGE).and_then(|v| v.to_str().ok()) else {
            return;
        };
        let is_same = asked
            .get(header::IF_RANGE)
            .is_none_or(|tag| Some(tag) == self.headers.get(header::ETAG));
        let Some(range) = range.trim().strip_prefix("bytes=") else {
            return;
        };
        let (Some((first, last)), true) = (range.split_once('-'), is_same) else {
            return;
        };
        let length = self.body.len();
        let number = |text: &str| text.trim().parse::<usize>().ok();
        let part = match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
            (Some(first), None) if last.trim().is_empty() => first..length,
            (None, Some(last)) if first.trim().is_empty() => length.saturating_sub(last)..length,
            _ => return,
        };
        if part.start >= part.end {
            self.status = StatusCode::RANGE_NOT_SATISFIABLE;
            self.headers.remove(header::CONTENT_TYPE);
            self.body = Bytes::new();
            *self = self
                .clone()
                .with(header::CONTENT_RANGE, &format!("bytes */{length}"));
            return;
        }
        self.status = StatusCode::PARTIAL_CONTENT;
        let told = format!("bytes {}-{}/{length}", part.start, part.end - 1);
        self.body = self.body.slice(part);
        *self = self.clone().with(header::CONTENT_RANGE, &told);
    }
}

/// What the tag of a body that is packed ends with, besides that of the body as it is: another level
/// makes other bytes.
fn tag_end() -> String {
    format!("-gzip{LEVEL}\"")
}

/// The tag of a body when it is packed.
fn packed_tag(plain: &HeaderValue) -> Option<HeaderValue> {
    let tag = plain.to_str().ok()?.strip_suffix('"')?;
    HeaderValue::from_str(&[tag, &tag_end()].concat()).ok()
}

/// The tag of a body as it is.
fn plain_tag(packed: &HeaderValue) -> Option<HeaderValue> {
    let tag = packed.to_str().ok()?.strip_suffix(&tag_end())?;
    HeaderValue::from_str(&format!("{tag}\"")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::dump::Format;

    fn asked(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    fn dump() -> Reply {
        Reply {
            has_ranges: true,
            ..Reply::new(Media::Graph(Format::Turtle), "0123456789").tagged()
        }
    }

    #[test]
    fn a_known_tag_is_answered_without_the_body() {
        let tag = dump().headers[header::ETAG].to_str().unwrap().to_owned();
        for (value, status) in [
            (tag.clone(), 304),
            (format!("\"x\", W/{tag}"), 304),
            ("*".to_owned(), 304),
            ("\"x\"".to_owned(), 200),
            (tag.trim_matches('"').to_owned(), 200),
        ] {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, value.parse().unwrap())]);
            let response = dump().answer(&Method::GET, &headers, Codings::of(None));
            assert_eq!(response.status().as_u16(), status, "{value}");
            assert!(response.headers().contains_key(header::ETAG));
        }
    }

    #[test]
    fn a_tag_is_known_in_each_coding_that_the_client_takes() {
        let plain = dump().headers[header::ETAG].to_str().unwrap().to_owned();
        let packed = dump().packed("packed").headers[header::ETAG].clone();
        let packed = packed.to_str().unwrap().to_owned();
        let end = format!("-gzip{LEVEL}\"");
        assert_eq!(packed.strip_suffix(&end), plain.strip_suffix('"'));
        for (accept, known, status) in [
            ("gzip", &packed, 304),
            ("gzip", &plain, 304),
            ("identity", &plain, 304),
            ("identity", &packed, 200),
            ("gzip, identity;q=0", &plain, 200),
            ("gzip, identity;q=0", &packed, 304),
        ] {
            let codings = Codings::of(Some(accept));
            let reply = if codings.prefers_gzip {
                dump().packed("packed")
            } else {
                dump()
            };
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, known.parse().unwrap())]);
            let response = reply.answer(&Method::GET, &headers, codings);
            assert_eq!(response.status().as_u16(), status, "{accept} {known}");
            let headers = response.headers();
            let is_coded = headers.contains_key(header::CONTENT_ENCODING);
            assert_eq!(is_coded, status == 200 && codings.prefers_gzip, "{accept}");
            if status == 304 {
                assert_eq!(headers[header::ETAG], known.as_str());
            }
        }
    }

    #[test]
    fn parts_of_a_dump() {
        for (range, status, told) in [
            ("bytes=0-3", 206, "bytes 0-3/10"),
            ("bytes=8-", 206, "bytes 8-9/10"),
            ("bytes=-2", 206, "bytes 8-9/10"),
            ("bytes=-200", 206, "bytes 0-9/10"),
            ("bytes=5-99999999999999999999", 200, ""),
            ("bytes=5-18446744073709551615", 206, "bytes 5-9/10"),
            ("bytes=10-", 416, "bytes */10"),
            ("bytes=-0", 416, "bytes */10"),
            ("bytes=3-1", 200, ""),
            ("bytes=0-1,4-5", 200, ""),
            ("lines=0-1", 200, ""),
            ("bytes=a-b", 200, ""),
        ] {
            let asked = asked(header::RANGE, range);
            let response = dump().answer(&Method::GET, &asked, Codings::of(None));
            let content_range = response.headers().get(header::CONTENT_RANGE);
            let content_range = content_range.map_or("", |v| v.to_str().unwrap());
            assert_eq!(
                (response.status().as_u16(), content_range),
                (status, told),
                "{range}"
            );
        }
        let mut headers = asked(header::RANGE, "bytes=0-3");
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"old\""));
        let plain = Codings::of(None);
        assert_eq!(dump().answer(&Method::GET, &headers, plain).status(), 200);
        // Parts are those of the body as it is.
        headers.remove(header::IF_RANGE);
        let packed = dump().packed("packed");
        let response = packed.answer(&Method::GET, &headers, Codings::of(Some("gzip")));
        assert_eq!(response.status(), 200);
        assert!(!response.headers().contains_key(header::ACCEPT_RANGES));
    }

    #[test]
    fn paths_become_ascii() {
        assert_eq!(
            encode_path("/doc/person/唐鳳"),
            "/doc/person/%E5%94%90%E9%B3%B3"
        );
        assert_eq!(encode_path("/a b%2F\r\nX: y"), "/a%20b%252F%0D%0AX:%20y");
    }
}
