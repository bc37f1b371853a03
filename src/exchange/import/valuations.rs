//! The valuations that stand in a row of requirements: one agreed valuation per perspective, by the rater
//! `import`.

use super::{
    engine::Work,
    rows::{Changed, Read, Rows},
};
use crate::exchange::{
    columns::Part,
    preview::{Problem, Wanted},
};
use crate::record::{Id, Kind as _, Of, Tag, Value};
use crate::steps::plan::records::{AGREED, PERSPECTIVE, RATER, RATER_IMPORT, VALUED, Valuation};

impl Rows<'_> {
    pub(super) fn valuations(
        &mut self,
        work: &mut Work,
        requirement: Id,
        new: bool,
        read: &[Read],
        changed: &mut Changed,
    ) -> Result<(), Problem> {
        for (part, perspective) in [(Part::Risk, "risk"), (Part::Individual, "individual")] {
            let cells: Vec<&Read> = read.iter().filter(|read| read.column.part == part).collect();
            let Some(first) = cells.first() else { continue };
            let there = if new { Vec::new() } else { self.valued(requirement, perspective) };
            let own = there.iter().find(|valuation| valuation.get(RATER).as_deref() == Some(RATER_IMPORT));
            let id = own.map_or_else(|| self.engine.make(work), Of::id);
            if own.is_none() {
                let mut said = vec![
                    (VALUED.tag(), Value::Link(requirement)),
                    (PERSPECTIVE.tag(), Value::Choice(perspective.to_owned())),
                    (RATER.tag(), Value::Text(RATER_IMPORT.to_owned())),
                ];
                // What officers have agreed on stays what counts.
                if !there.iter().any(|valuation| valuation.get(AGREED) == Some(true)) {
                    said.push((AGREED.tag(), Value::Flag(true)));
                }
                self.say(work, id, &said).map_err(|wanted| self.problem(first, wanted))?;
            }
            for read in cells {
                self.put(work, id, read, changed)?;
            }
        }
        Ok(())
    }

    fn say(&mut self, work: &mut Work, id: Id, said: &[(Tag, Value)]) -> Result<(), Wanted> {
        for (tag, value) in said {
            self.engine.put(work, &Valuation::INFO, id, *tag, value)?;
        }
        Ok(())
    }

    /// The valuations of a requirement in one perspective.
    fn valued(&self, requirement: Id, perspective: &str) -> Vec<Of<Valuation>> {
        let own = &self.engine.whole.own;
        let pointers = own.pointing_at(requirement);
        let valuations =
            pointers.filter(|pointer| pointer.kind == Valuation::INFO.number && pointer.tag == VALUED.tag());
        valuations
            .filter_map(|pointer| own.of::<Valuation>(pointer.from))
            .filter(|valuation| valuation.get(PERSPECTIVE).as_deref() == Some(perspective))
            .collect()
    }
}
