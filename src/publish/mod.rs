//! The graph → files: dumps in six formats, proved by a second parser, put in place as a whole.

pub mod canonical;
pub mod catalog;
pub mod difference;
pub mod dump;
pub mod edition;
pub mod history;
pub mod packed;
pub mod release;
pub mod reread;
