//! Tests of the program as a user meets it: one binary, one module per concern.

/// Things that several reports name.
mod across;
/// The modules of the library use only what stands above them.
mod annotation;
mod architecture;
/// What hostile clients send to the server, and that nothing comes of it.
#[cfg(feature = "serve")]
mod attack;
/// Who belongs to what, and who only wants to, in small made-up texts.
mod belonging;
/// What the rules find in made-up reports of many kinds, against what a person found.
mod case;
/// Each command: what it writes where, and its exit code.
mod command;
mod curation;
/// Made-up reports that contradict themselves, and others that only seem to.
mod discrepancy;
/// Small made-up texts in English, and which names are and are not read from them.
mod english;
/// What is told of a thing, with the words.
mod explain;
/// Bad input, a full disk, a crash: a clear message, nothing lost, no panic.
mod fault;
/// What numbers are of, in small made-up texts.
mod figure;
/// What the rules find in this repository's report, against what a person found.
mod gold;
/// Reports of every kind, as files, folders and on standard input.
mod input;
/// Files that cannot be read, and what is said of them.
mod invalid;
/// Every dependency has a licence that `deny.toml` allows.
mod licence;
/// What reports in English say of meetings, visits, actions, figures and plans.
mod minutes;
/// How bodies, places and lists of persons are named in Chinese.
mod name;
/// The pages of the site, as the server renders them.
#[cfg(feature = "serve")]
mod pages;
/// How persons are named in Chinese, and what only looks like a name.
mod person;
/// Who says what in press releases, what numbers in them are of, and what papers are called.
mod press;
/// The W3C's own tests of the SPARQL protocol, where they are at hand.
#[cfg(feature = "serve")]
mod protocol;
/// The saved queries of this repository, on the data of its own reports.
mod query;
/// Questions of readers, and the answers that the report gives.
mod question;
/// Small made-up texts, and what is and is not read from them.
mod reading;
/// What the README shows is what the program prints.
mod readme;
/// What a release holds, what catalogues are told of it, and how releases differ.
mod release;
/// A report as text, HTML, ODT, DOCX and PDF.
mod rendition;
/// A folder for one test and the program run in it.
mod review;
mod sandbox;
/// The server as clients of the web meet it.
#[cfg(feature = "serve")]
mod serve;
/// The server started for one test, and a client that sends what it is told to.
#[cfg(feature = "serve")]
mod server;
/// Sessions and talks of events, in small made-up texts.
mod session;
/// The pages of a release: whole, linked, escaped, the same every time.
mod site;
/// What the statistical tagger proposes beside the rules.
mod tagger;
/// Lists of things, and what is no name of a person.
mod thing;
/// What speakers spoke about, in small made-up texts.
mod topic;
/// Visits in small made-up texts: who was there, when and where.
mod visit;
