//! Stegvis walks follow-up officers of Swedish municipalities and regions through the six steps of a
//! follow-up.

pub mod app;
pub mod exchange;
pub mod follow_up;
pub mod keys;
pub mod locale;
pub mod record;
pub mod rights;
pub mod steps;
pub mod ui;
