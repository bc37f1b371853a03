//! 3 Fokusera: each requirement's result per unit against its target, the period before, the other units,
//! and women against men; what the program calls out, ranked.
//!
//! [`compare()`] reads the results of a follow-up once and gives one [`Row`] per requirement and unit, worst
//! first. Each comparison has its own file: [`gap`] (against the target), [`trend`] (against earlier periods),
//! [`others`] (against the other units), [`gender`] (women against men), [`agreement`] (do the sources agree).
//! What they call out are [`Signal`]s; [`weak`] says where the figures do not carry a finding. What leaves the tool is made
//! from [`compare_outward()`], in which figures of too few, and those that would give them away, are missing
//! ([`hide`]). All of it is pure and knows no screen; [`words`] says a signal in words.

pub mod agreement;
pub mod checks;
mod compare;
pub mod gap;
pub mod gender;
pub mod hide;
pub mod measure;
pub mod others;
pub mod questions;
mod read;
pub mod records;
mod red;
pub mod screen;
pub mod series;
mod settings;
mod signal;
pub mod strength;
pub mod trend;
pub mod weak;
pub mod words;

pub use compare::{Comparison, Row, compare, compare_outward};
pub use gap::Gap;
pub use gender::Gender;
pub use measure::{Aim, Direction, Reading};
pub use others::{Others, Peers};
pub use series::{Group, Point, Series, Source};
pub use settings::Settings;
pub use signal::{Severity, Signal};
pub use trend::{Change, Trend};
pub use weak::{Weak, Why};
