//! Order of text: Swedish (å, ä, ö last; v and w apart), numbers inside text by their size (K2 before K10).

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions, preferences::CollationNumericOrdering};

/// Compares texts as a Swedish reader orders them.
pub struct Order(Option<CollatorBorrowed<'static>>);

impl std::fmt::Debug for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Order")
    }
}

impl Order {
    pub(super) fn new() -> Self {
        let mut preferences: icu_collator::CollatorPreferences = icu_locale_core::locale!("sv").into();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Which of two texts stands first.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        self.0.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn swedish_letters_last_and_numbers_by_size() {
        let order = Order::new();
        let mut texts = ["Öst", "K10", "Åby", "K2", "Zon", "Ängby", "Norr"];
        texts.sort_by(|a, b| order.compare(a, b));
        assert_eq!(texts, ["K2", "K10", "Norr", "Zon", "Åby", "Ängby", "Öst"]);
    }
}
