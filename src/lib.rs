//! govrep turns government reports into linked open data.
//!
//! A **source** becomes a **document**; **mentions** are found in it; mentions resolve to
//! **entities**; **facts** relate entities; entities and facts map to a **graph**; the graph
//! goes into the **store**; the store is **checked, queried, published and served**.
//!
//! ```text
//! source → document → mention → entity → fact → graph → store → { check, query, publish, serve }
//! ```
//!
//! The modules below stand in that order, and a module uses only modules above it (a test
//! keeps it so). What is known before a report is read — names of countries, agencies and
//! titles, cue words — is data in [`authority`].
//!
//! One promise holds everywhere: **no triple without words**. Each fact keeps the
//! [`Span`](document::Span)s that say it, and each span leads back to the characters of the
//! source as received.

pub mod diagnostic;

pub mod authority;
pub mod project;

pub mod source;

pub mod document;

pub mod mention;

pub mod entity;

pub mod fact;

pub mod graph;

pub mod extraction;

pub mod score;

pub mod store;

pub mod check;
pub mod publish;
pub mod query;

pub mod page;

#[cfg(feature = "serve")]
pub mod serve;
