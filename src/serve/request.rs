//! A request, read whole and taken apart.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use tokio::time::timeout;

use super::media::Media;
use super::negotiate::{self, Codings};
use super::problem::Problem;
use super::{Settings, Token};

/// A request.
#[derive(Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path, decoded.
    pub path: String,
    /// The path as it was sent.
    pub encoded_path: String,
    /// The part after `?` as it was sent.
    pub query: String,
    /// The headers.
    pub headers: Arc<HeaderMap>,
    /// The body; empty for methods that have none.
    pub body: Bytes,
    /// Where the client found this server: `http://localhost:7878`.
    pub origin: String,
}

impl Request {
    /// Reads the head of a request.
    ///
    /// # Errors
    ///
    /// 400 when the path is not UTF-8 or the host is none.
    pub fn of_head(
        head: Parts,
        headers: Arc<HeaderMap>,
        settings: &Settings,
    ) -> Result<Self, Problem> {
        let encoded_path = head.uri.path().to_owned();
        let path = percent_decode_str(&encoded_path)
            .decode_utf8()
            .map_err(|_| Problem::bad("path-encoding", "the path is not UTF-8"))?
            .into_owned();
        let origin = if let Some(url) = &settings.url {
            url.clone()
        } else {
            let sent = headers.get(header::HOST);
            let host = sent.map_or(&b"localhost"[..], HeaderValue::as_bytes);
            let is_host = |b: &u8| b.is_ascii_alphanumeric() || b"-._:[]".contains(b);
            if host.is_empty() || !host.iter().all(is_host) {
                return Err(Problem::bad("host", "the header `Host` names no host"));
            }
            format!("http://{}", String::from_utf8_lossy(host))
        };
        Ok(Self {
            query: head.uri.query().unwrap_or_default().to_owned(),
            method: head.method,
            path,
            encoded_path,
            headers,
            body: Bytes::new(),
            origin,
        })
    }

    /// Reads the body, up to a number of bytes and within a time.
    ///
    /// # Errors
    ///
    /// 413, 408, and 400 when it breaks off.
    pub async fn read_body(
        &mut self,
        body: Incoming,
        limit: usize,
        time: Duration,
    ) -> Result<(), Problem> {
        let announced = self
            .header(header::CONTENT_LENGTH)
            .and_then(|length| length.parse::<usize>().ok());
        let too_large = || {
            Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "body-too-large",
                format!("the body has more than {limit} bytes"),
            )
        };
        if announced.is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        match timeout(time, Limited::new(body, limit).collect()).await {
            Ok(Ok(collected)) => {
                self.body = collected.to_bytes();
                Ok(())
            }
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
            Ok(Err(_)) => Err(Problem::bad("body", "the body breaks off")),
            Err(_) => Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                "body-too-slow",
                format!("the body did not arrive within {} s", time.as_secs_f64()),
            )),
        }
    }

    /// A header as text; several of the same name as one list.
    pub fn header(&self, name: HeaderName) -> Option<String> {
        let values = self.headers.get_all(name).into_iter();
        let mut values = values.filter_map(|value| value.to_str().ok());
        let mut list = values.next()?.to_owned();
        for value in values {
            list.extend([", ", value]);
        }
        Some(list)
    }

    /// The header `Accept`.
    pub fn accept(&self) -> Option<String> {
        self.header(header::ACCEPT)
    }

    /// How the body of the answer may be coded; parts are cut from bodies as they are.
    pub fn codings(&self) -> Codings {
        let codings = Codings::of(self.header(header::ACCEPT_ENCODING).as_deref());
        Codings {
            prefers_gzip: codings.prefers_gzip
                && !(codings.takes_plain && self.headers.contains_key(header::RANGE)),
            ..codings
        }
    }

    /// The best of the forms offered.
    ///
    /// # Errors
    ///
    /// 406 when the client accepts none of them.
    pub fn choose(&self, offered: &[Media]) -> Result<Media, Problem> {
        negotiate::media(self.accept().as_deref(), offered)
            .ok_or_else(|| Problem::not_acceptable(offered))
    }

    /// The language of pages that the client reads best.
    pub fn language(&self) -> &'static str {
        let accept = self.header(header::ACCEPT_LANGUAGE);
        negotiate::language(accept.as_deref(), &["zh-Hant", "en"]).unwrap_or("zh-Hant")
    }

    /// The media type of the body, in lower case, and the encoding of its text if it is said.
    pub fn body_type(&self) -> (String, Option<String>) {
        let value = self.header(header::CONTENT_TYPE).unwrap_or_default();
        let mut parts = value.split(';').map(str::trim);
        let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("charset")
                .then(|| value.trim().trim_matches('"').to_ascii_lowercase())
        });
        (media_type, charset)
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// 415 when another encoding than UTF-8 is announced, 400 when it is not UTF-8.
    pub fn text(&self) -> Result<&str, Problem> {
        if let (_, Some(charset)) = self.body_type()
            && !matches!(charset.as_str(), "utf-8" | "utf8" | "us-ascii")
        {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "charset",
                "the body must be UTF-8",
            ));
        }
        str::from_utf8(&self.body).map_err(|_| Problem::bad("charset", "the body is not UTF-8"))
    }

    /// The pairs after `?`.
    ///
    /// # Errors
    ///
    /// 400 when they are not UTF-8.
    pub fn parameters(&self) -> Result<Vec<(String, String)>, Problem> {
        pairs(self.query.as_bytes())
    }

    /// Whether the client may write.
    ///
    /// # Errors
    ///
    /// 403 when nobody may, 401 when the token is missing or another one.
    pub fn may_write(&self, settings: &Settings) -> Result<(), Problem> {
        let Some(token) = &settings.token else {
            return Err(Problem::new(
                StatusCode::FORBIDDEN,
                "read-only",
                "this server only answers questions; nothing can be written",
            ));
        };
        let sent = self
            .headers
            .get(header::AUTHORIZATION)
            .map(HeaderValue::as_bytes)
            .unwrap_or_default();
        let is_bearer = sent
            .get(..7)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer "));
        // Hashes are compared, so the time that it takes tells nothing of the token.
        if is_bearer && Token(Sha256::digest(sent[7..].trim_ascii()).into()) == *token {
            return Ok(());
        }
        Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "token",
            "writing needs the token of this server",
        )
        .help("send it as `Authorization: Bearer …`")
        .with(header::WWW_AUTHENTICATE, "Bearer"))
    }
}

/// The pairs of a form.
///
/// # Errors
///
/// 400 when they are not UTF-8.
pub fn pairs(form: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(form).into_owned().collect();
    // What is not UTF-8 has become U+FFFD, which may also have been sent.
    let is_odd = |text: &str| text.contains(char::REPLACEMENT_CHARACTER);
    let is_utf8 = !pairs
        .iter()
        .any(|(name, value)| is_odd(name) || is_odd(value))
        || form
            .split(|&b| b == b'&' || b == b'=')
            .all(|part| percent_encoding::percent_decode(part).decode_utf8().is_ok());
    if is_utf8 {
        Ok(pairs)
    } else {
        Err(Problem::bad(
            "form-encoding",
            "the parameters are not UTF-8",
        ))
    }
}
