//! All tests that look at Stegvis from outside.
