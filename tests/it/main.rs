//! Tests of the program as a user meets it: one binary, one module per concern.
