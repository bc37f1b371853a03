//! Stegvis, the program.
fn main() {}
