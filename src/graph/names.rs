//! Short names of IRIs: a base and prefixes.

use std::borrow::Cow;

/// How IRIs are shortened where a format can, and in what people read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    /// Turtle and TriG write the IRIs below it, in the folder sense, relative to it; must end
    /// in a slash for that.
    pub base: Option<&'a str>,
    /// Pairs of prefix (without the colon) and namespace IRI.
    pub prefixes: &'a [(&'a str, &'a str)],
}

impl Names<'_> {
    /// The short name that a person reads: relative to the base, or with the longest prefix.
    ///
    /// Not a name for a file: it is not escaped.
    ///
    /// ```
    /// use govrep::graph::Names;
    /// let names = Names {
    ///     base: Some("https://data.example.org/id/"),
    ///     prefixes: &[("foaf", "http://xmlns.com/foaf/0.1/")],
    /// };
    /// assert_eq!(names.shorten("https://data.example.org/id/person/唐鳳"), "person/唐鳳");
    /// assert_eq!(names.shorten("http://xmlns.com/foaf/0.1/name"), "foaf:name");
    /// assert_eq!(names.shorten("https://example.org/"), "https://example.org/");
    /// ```
    pub fn shorten<'i>(&self, iri: &'i str) -> Cow<'i, str> {
        if let Some(path) = self.base.and_then(|base| iri.strip_prefix(base)) {
            return Cow::Borrowed(path);
        }
        let longest = self
            .prefixes
            .iter()
            .filter(|(_, namespace)| iri.starts_with(namespace))
            .max_by_key(|(_, namespace)| namespace.len());
        match longest {
            Some((prefix, namespace)) => {
                Cow::Owned(format!("{prefix}:{}", &iri[namespace.len()..]))
            }
            None => Cow::Borrowed(iri),
        }
    }
}
