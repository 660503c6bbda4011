//! The `govrep` command.

fn main() {}
