//! The graph → HTML: a page for every thing, each text with its words, pictures, search.
//!
//! Pages are made from the graph and the texts alone, so they suit any dataset. They are pure
//! functions of a [`World`], which is the graph indexed, and a [`Page`], which says where the
//! page lies and in which language it is. All links are relative: the same pages stand in the
//! release, on any file server, and are rendered by the server.
//!
//! Templates are in `templates/`, words in `data/page/`; nothing here writes HTML by hand.

pub mod ask;
pub mod bundle;
pub mod front;
pub mod history;
pub mod host;
pub mod link;
pub mod list;
pub mod picture;
pub mod plain;
pub mod preview;
pub mod quality;
pub mod question;
pub mod reading;
pub mod review;
pub mod search;
pub mod site;
pub mod thing;
pub mod vocabulary;
mod words;
mod world;

pub use reading::Reading;
pub use words::{Heading, Language, Told, set, words};
pub use world::{Place, Said, Target, Value, World, date, days, to_node};

use crate::project::{Labels, Project};

/// What all pages of a dataset share.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The dataset, its publisher and licence.
    pub project: &'a Project,
    /// The version of the release.
    pub version: &'a str,
    /// The day of the release, if it is set: `2026-11-23`.
    pub issued: Option<&'a str>,
    /// The languages in which there are pages; the first has the short addresses.
    pub languages: &'a [Language],
}

impl Site<'_> {
    /// The languages of a project in which pages can be written; English if it has none of them.
    pub fn languages(project: &Project) -> Vec<Language> {
        let mut languages: Vec<Language> = Vec::new();
        for tag in &project.languages {
            let known = Language::ALL
                .into_iter()
                .find(|language| language.reads(tag));
            if let Some(language) = known
                && !languages.contains(&language)
            {
                languages.push(language);
            }
        }
        if languages.is_empty() {
            languages.push(Language::English);
        }
        languages
    }

    /// The language with the short addresses.
    pub fn first(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::English)
    }
}

/// Where a page lies and in which language it is.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// What all pages share.
    pub site: Site<'a>,
    /// The language of this page.
    pub language: Language,
    /// The path below the root of the site, without the ending.
    pub stem: String,
    /// The title, without that of the site.
    pub title: Said,
    /// The part of the site, for the menu.
    pub section: &'static str,
    /// The places that lead here, outermost first: name and stem.
    pub trail: Vec<(String, String)>,
}

impl<'a> Page<'a> {
    /// A page at `stem` in a part of the site.
    pub fn new(site: Site<'a>, language: Language, stem: &str, section: &'static str) -> Self {
        Self {
            site,
            language,
            stem: stem.to_owned(),
            title: Said::default(),
            section,
            trail: Vec::new(),
        }
    }

    /// The same with a title.
    #[must_use]
    pub fn titled(mut self, title: Said) -> Self {
        self.title = title;
        self
    }

    /// A text of the interface.
    pub fn t<'k>(&self, key: &'k str) -> &'k str {
        words().text(key, self.language)
    }

    /// A text of the interface for a family of things.
    pub fn family(&self, family: &str) -> String {
        let key = format!("family-{family}");
        words().text(&key, self.language).to_owned()
    }

    /// The path of the page below the root of the site.
    pub fn path(&self) -> String {
        link::page(&self.stem, self.language, self.site.first())
    }

    /// A link to another page in the same language.
    pub fn link(&self, stem: &str) -> String {
        let to = link::page(stem, self.language, self.site.first());
        link::relative(&self.path(), &to)
    }

    /// A link to a file.
    pub fn file(&self, path: &str) -> String {
        link::relative(&self.path(), path)
    }

    /// The path of another page in the same language, below the root of the site.
    pub fn at(&self, stem: &str) -> String {
        link::page(stem, self.language, self.site.first())
    }

    /// The path of the feed of releases in the language of the page.
    pub fn feed_path(&self) -> String {
        self.at("feed").replace(".html", ".xml")
    }

    /// A link to the feed of releases, if there is one.
    pub fn feed(&self) -> Option<String> {
        self.site.issued?;
        Some(self.file(&self.feed_path()))
    }

    /// A link to the page of a code list.
    pub fn code(&self, list: &str) -> String {
        self.link(&format!("ontology/code/{list}"))
    }

    /// A link to the data file of a thing.
    pub fn data(&self, stem: &str, ending: &str) -> String {
        self.file(&format!("data/{stem}.{ending}"))
    }

    /// The same page in the other language, if the site has it.
    pub fn other(&self) -> Option<String> {
        let other = self.language.other();
        let has = self.site.languages.contains(&other);
        has.then(|| {
            let to = link::page(&self.stem, other, self.site.first());
            link::relative(&self.path(), &to)
        })
    }

    /// The BCP 47 tag of the page.
    pub fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The title of the site in the language of the page.
    pub fn site_title(&self) -> Said {
        let title = self.text_of(&self.site.project.dataset.title);
        if title.text.is_empty() {
            return Said::guess(self.site.project.dataset.name.clone(), self.language);
        }
        title
    }

    /// A text in the language of the page, or in the first that there is.
    pub fn text_of(&self, labels: &Labels) -> Said {
        match labels.get(self.language.tag()) {
            Some(text) => Said {
                text: text.to_owned(),
                lang: None,
            },
            None => Said::guess(labels.first().unwrap_or_default(), self.language),
        }
    }

    /// The name of the licence: its title if it is known, else its address.
    pub fn licence_name(&self) -> String {
        let licence = self.site.project.dataset.licence.as_str();
        if licence == crate::project::DEFAULT_LICENCE {
            return self.t("licence-ogdl").to_owned();
        }
        licence
            .rsplit('/')
            .find(|part| !part.is_empty())
            .unwrap_or(licence)
            .to_owned()
    }

    /// Who publishes the dataset.
    pub fn publisher(&self) -> Option<Said> {
        let publisher = self.site.project.publisher.as_ref()?;
        let name = self.text_of(&publisher.name);
        (!name.text.is_empty()).then_some(name)
    }

    /// The menu: stem, key of the text, whether it is this part of the site.
    pub fn menu(&self) -> Vec<(&'static str, &'static str, bool)> {
        [
            ("browse/index", "browse"),
            ("report/index", "reports"),
            ("query/index", "questions"),
            ("picture/index", "pictures"),
            ("ontology/index", "ontology"),
            ("quality", "quality"),
        ]
        .into_iter()
        .map(|(stem, key)| (stem, key, key == self.section))
        .collect()
    }
}
