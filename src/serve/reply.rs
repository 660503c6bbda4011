//! An answer before it is sent: conditions, ranges and the headers of HTTP.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sha2::{Digest, Sha256};

use super::media::Media;
use super::version::short;

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
    pub fn tagged(mut self) -> Self {
        let tag = format!("\"{}\"", short(&Sha256::digest(&self.body)));
        self = self.with(header::ETAG, &tag);
        self.with(header::CACHE_CONTROL, "public, no-cache")
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

    /// The same with another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The answer to a request with these conditions (RFC 9110, sections 13 and 14).
    pub fn answer(mut self, method: &Method, asked: &HeaderMap) -> Response<Full<Bytes>> {
        if self.status == StatusCode::OK && matches!(*method, Method::GET | Method::HEAD) {
            if self.is_unchanged(asked) {
                self.status = StatusCode::NOT_MODIFIED;
                self.body = Bytes::new();
                self.headers.remove(header::CONTENT_TYPE);
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

    /// Whether the client has this answer already.
    fn is_unchanged(&self, asked: &HeaderMap) -> bool {
        let Some(tag) = self.headers.get(header::ETAG) else {
            return false;
        };
        let tag = tag.as_bytes();
        let mut tags = asked.get_all(header::IF_NONE_MATCH).iter();
        tags.any(|list| {
            list.as_bytes().split(|&b| b == b',').any(|candidate| {
                let candidate = candidate.trim_ascii();
                // The comparison is weak (RFC 9110, 13.1.2).
                let candidate = candidate.strip_prefix(b"W/").unwrap_or(candidate);
                candidate == b"*" || candidate == tag
            })
        })
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
            let response = dump().answer(&Method::GET, &headers);
            assert_eq!(response.status().as_u16(), status, "{value}");
            assert!(response.headers().contains_key(header::ETAG));
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
            let response = dump().answer(&Method::GET, &asked(header::RANGE, range));
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
        assert_eq!(dump().answer(&Method::GET, &headers).status(), 200);
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
