//! 3 Fokusera: each requirement's result per unit against its target, the period before, the other units,
//! and women against men; what the program calls out, ranked.
