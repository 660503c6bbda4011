//! Pictures drawn when the site is built, each with a table that says the same.

pub mod chart;
pub mod layout;
pub mod map;
pub mod network;
pub mod timeline;

use askama::Template;

use super::Page;

#[derive(Template)]
#[template(path = "pictures.html")]
struct PicturesPage<'p> {
    page: &'p Page<'p>,
    pictures: [(&'static str, &'static str, &'static str); 4],
}

/// Writes the page that leads to the pictures.
///
/// # Errors
///
/// Never: the template only writes to memory.
pub fn render(page: &Page<'_>) -> askama::Result<String> {
    PicturesPage {
        page,
        pictures: [
            ("picture/network", "network", "network-intro"),
            ("picture/map", "map", "map-intro"),
            ("picture/timeline", "timeline", "timeline-intro"),
            ("picture/chart", "charts", "charts-intro"),
        ],
    }
    .render()
}
