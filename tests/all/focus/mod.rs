//! Step 3 on the example: what was planted is found, what only looks like a finding is not; and the same on a
//! copy with other names, numbers and order.

mod checks;
mod disguise;
mod facit;
mod load;
