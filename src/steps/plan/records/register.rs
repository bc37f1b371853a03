//! The registers of the organisation: what outlives a follow-up and is pointed to by many (`domain.md`,
//! section 0 "What belongs to whom").

use super::{LEVELS, not_negative};
use crate::kind;
use crate::record::{Choices, Link, Links, choice, date, flag, line, link, links, number, text};
use chrono::NaiveDate;

/// Who runs the service: own regime, or a private provider by choice system (LOV) or procurement (LOU).
pub const REGIMES: Choices = Choices { name: "regime", codes: &["own", "lov", "lou"] };
/// What a governing document is.
pub const DOCUMENT_KINDS: Choices = Choices {
    name: "document-kind",
    codes: &["law", "regulation", "council_decision", "committee_decision", "tender", "contract", "guideline"],
};
/// Who has set a goal.
pub const GOAL_LEVELS: Choices = Choices { name: "goal-level", codes: &["national", "local"] };
/// What a contract or commission gives the organisation a right to.
pub const RIGHTS: Choices = Choices {
    name: "contract-right",
    codes: &[
        "announced_visits",
        "unannounced_visits",
        "data",
        "individual_records",
        "payment_consequences",
        "sanctions",
        "public_insight",
    ],
};

kind! {
    /// Whoever runs units: the organisation itself or a private provider.
    Provider = 2 "provider" "providers" in Register at Plan;
    /// Its name.
    pub const PROVIDER_NAME: String = line(16, "name").needed();
    key [PROVIDER_NAME] title [PROVIDER_NAME]
}

kind! {
    /// A unit where the service is given.
    Unit = 3 "unit" "units" in Register at Plan;
    /// Its name.
    pub const UNIT_NAME: String = line(16, "name").needed();
    /// Who runs it.
    pub const PROVIDER: Link<Provider> = link(17, "provider");
    /// Level in the organisation.
    pub const UNIT_LEVEL: String = choice(18, "level", &LEVELS);
    /// Service area.
    pub const UNIT_AREA: String = line(19, "service_area");
    /// Persons served.
    pub const USERS: f64 = number(20, "users", "persons").whole().check(not_negative);
    /// Orientation, for example dementia.
    pub const ORIENTATION: String = line(21, "orientation");
    key [UNIT_NAME] title [UNIT_NAME]
}

kind! {
    /// A contract with a provider or, in own regime, a commission: what regime belongs to.
    Contract = 4 "contract" "contracts" in Register at Plan;
    /// Its number.
    pub const CONTRACT_NUMBER: String = line(16, "number");
    /// The other party.
    pub const PARTY: Link<Provider> = link(17, "provider");
    /// The units that it is about.
    pub const CONTRACT_UNITS: Links<Unit> = links(18, "units");
    /// Own regime, LOV or LOU.
    pub const REGIME: String = choice(19, "regime", &REGIMES).needed();
    /// First day.
    pub const CONTRACT_FROM: NaiveDate = date(20, "valid_from");
    /// Last day; none when it runs until further notice.
    pub const CONTRACT_TO: NaiveDate = date(21, "valid_to");
    /// Last day if the option to extend is used.
    pub const EXTENSION_TO: NaiveDate = date(22, "extension_to");
    key [CONTRACT_NUMBER, CONTRACT_UNITS] title [CONTRACT_NUMBER, CONTRACT_UNITS]
}

kind! {
    /// One step of a contract's own sanction ladder.
    LadderStep = 5 "ladder_step" "ladder_steps" in Register at Plan;
    /// The contract.
    pub const LADDER_OF: Link<Contract> = link(16, "contract").needed();
    /// Its place on the ladder, from 1, mildest first.
    pub const LADDER_ORDER: f64 = number(17, "order", "").whole().check(not_negative);
    /// What the step is.
    pub const LADDER_NAME: String = line(18, "name").needed();
    key [LADDER_OF, LADDER_NAME] title [LADDER_NAME]
}

kind! {
    /// A function (role) that plans, reviews, owns or decides; never a person.
    Function = 6 "function" "functions" in Register at Plan;
    /// Its name.
    pub const FUNCTION_NAME: String = line(16, "name").needed();
    /// What it knows that a review may need.
    pub const COMPETENCES: String = text(17, "competences");
    /// Hours a year it has for follow-up.
    pub const CAPACITY: f64 = number(18, "capacity", "hours_per_year").check(not_negative);
    /// Whether it may review.
    pub const REVIEWS: bool = flag(19, "reviews");
    /// Whether it answers for the service itself (owner of own operations).
    pub const OWNS: bool = flag(20, "owns");
    /// Whether it decides on what comes out.
    pub const DECIDES: bool = flag(21, "decides");
    /// The units that it belongs to; a function of a unit does not review that unit.
    pub const FUNCTION_UNITS: Links<Unit> = links(22, "units");
    /// The provider that it belongs to.
    pub const FUNCTION_PROVIDER: Link<Provider> = link(23, "provider");
    key [FUNCTION_NAME] title [FUNCTION_NAME]
}

kind! {
    /// A law, regulation, political decision, contract text or guideline that binds: where requirements come from.
    GoverningDocument = 12 "governing_document" "governing_documents" in Register at Plan;
    /// What it is called.
    pub const DOCUMENT_NAME: String = line(16, "name").needed();
    /// What it is.
    pub const DOCUMENT_KIND: String = choice(17, "kind", &DOCUMENT_KINDS).needed();
    /// Its designation, such as a number in the statute book or a diary number.
    pub const DOCUMENT_REFERENCE: String = line(18, "reference");
    /// The clause that is meant.
    pub const CLAUSE: String = line(19, "clause");
    /// First day it is in force.
    pub const DOCUMENT_FROM: NaiveDate = date(20, "valid_from");
    /// Last day it is in force; none when it runs until further notice.
    pub const DOCUMENT_TO: NaiveDate = date(21, "valid_to");
    /// The contracts or commissions that it is part of; it binds their units. All units when none is said.
    pub const DOCUMENT_CONTRACTS: Links<Contract> = links(22, "contracts");
    key [DOCUMENT_NAME, CLAUSE] title [DOCUMENT_NAME, CLAUSE]
}

kind! {
    /// A goal that requirements serve.
    Goal = 13 "goal" "goals" in Register at Plan;
    /// What is to be reached.
    pub const GOAL_TEXT: String = text(16, "text").needed();
    /// National or local.
    pub const GOAL_LEVEL: String = choice(17, "level", &GOAL_LEVELS);
    /// Where it stands.
    pub const GOAL_DOCUMENT: Link<GoverningDocument> = link(18, "document");
    /// Who has set it and when, in words.
    pub const GOAL_SOURCE: String = line(19, "source");
    /// Which goal goes first when two collide: 1 goes before 2.
    pub const GOAL_WEIGHT: f64 = number(20, "weight", "").check(not_negative);
    key [GOAL_TEXT] title [GOAL_TEXT]
}

kind! {
    /// What a contract or commission gives a right to, with its clause.
    ContractRight = 14 "contract_right" "contract_rights" in Register at Plan;
    /// The contract or commission.
    pub const RIGHT_OF: Link<Contract> = link(16, "contract").needed();
    /// The right.
    pub const RIGHT: String = choice(17, "right", &RIGHTS).needed();
    /// The clause that gives it.
    pub const RIGHT_CLAUSE: String = line(18, "clause");
    /// What limits it.
    pub const RIGHT_LIMITS: String = text(19, "limits");
    key [RIGHT_OF, RIGHT] title [RIGHT, RIGHT_OF]
}
