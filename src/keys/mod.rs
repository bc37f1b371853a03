//! Keys: a grammar that can say å, ä and ö, the table of actions, and the keymap between them.
//!
//! An action is listed once, in [`Action`]; the keymap, the hint bar, the help page and the README take it from
//! there. A keymap is read from TOML: contexts, in each `action = ["key", "key key"]`.

mod action;
mod grammar;
mod keymap;

pub use action::{Action, Group};
use grammar::near_key;
pub use grammar::{Key, Named, sequence};
pub use keymap::{Context, Found, Keymap, Problem, Trouble, place};
