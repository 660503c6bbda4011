//! The graph → files: dumps in six formats, proved by a second parser, put in place as a whole.

pub mod dump;
pub mod release;
pub mod reread;
