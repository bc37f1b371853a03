//! 1 Planering: which laws, contracts and political decisions set what must be delivered, how grave it is
//! when that fails, and what is looked at this year, how, by whom and how often.

pub mod binding;
pub mod checks;
pub mod records;
pub mod risk;
