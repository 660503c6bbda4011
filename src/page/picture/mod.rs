//! Pictures drawn when the site is built, each with a table that says the same.

pub mod chart;
pub mod layout;
pub mod map;
pub mod network;
pub mod timeline;

use askama::Template;

use super::Page;

/// A picture among the others.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    /// The stem of its page.
    pub stem: &'static str,
    /// The key of its name.
    pub name: &'static str,
    /// The key of what it shows.
    pub intro: &'static str,
    /// The path of a small form of it, if there is one.
    pub image: Option<&'static str>,
}

/// The small form of the network, which has no words.
pub const NETWORK: &str = "asset/network.svg";

/// That of the map.
pub const MAP: &str = "asset/map.svg";

/// The pictures, in the order in which they are shown.
pub const CARDS: [Card; 4] = [
    Card {
        stem: "picture/network",
        name: "network",
        intro: "network-intro",
        image: Some(NETWORK),
    },
    Card {
        stem: "picture/map",
        name: "map",
        intro: "map-intro",
        image: Some(MAP),
    },
    Card {
        stem: "picture/timeline",
        name: "timeline",
        intro: "timeline-intro",
        image: None,
    },
    Card {
        stem: "picture/chart",
        name: "charts",
        intro: "charts-intro",
        image: None,
    },
];

/// A picture on its page, and the same small, without words.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The page.
    pub html: String,
    /// The small form, SVG.
    pub image: String,
}

#[derive(Template)]
#[template(path = "pictures.html")]
struct PicturesPage<'p> {
    page: &'p Page<'p>,
    pictures: &'static [Card],
}

/// Writes the page that leads to the pictures.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(page: &Page<'_>) -> askama::Result<String> {
    let pictures = &CARDS;
    PicturesPage { page, pictures }.render()
}
