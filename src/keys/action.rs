//! Everything that an officer can do by a key, listed once.

use super::Context;

/// What an action is about; the help page lists by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Getting around between rooms.
    Around,
    /// Moving in a list or form.
    Move,
    /// Working with records.
    Work,
    /// Typing in a field.
    Type,
    /// The session.
    Session,
}

impl Group {
    /// The message of its words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Around => "group-around",
            Self::Move => "group-move",
            Self::Work => "group-work",
            Self::Type => "group-type",
            Self::Session => "group-session",
        }
    }
}

macro_rules! actions {
    ($($(#[doc = $doc:literal])* $action:ident = $name:literal $group:ident;)*) => {
        /// Something that an officer can do. Its words stand under `action-NAME` in the words, with a longer
        /// explanation as the attribute `help`.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Action { $($(#[doc = $doc])* $action),* }

        impl Action {
            /// All actions, in the order of the help page.
            pub const ALL: &'static [Self] = &[$(Self::$action),*];

            /// Its name in keymaps.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$action => $name),* }
            }

            /// What it is about.
            #[must_use]
            pub fn group(self) -> Group {
                match self { $(Self::$action => Group::$group),* }
            }
        }
    };
}

actions! {
    /// Open what is marked, or change the field.
    Open = "open" Work;
    /// A new record.
    New = "new" Work;
    /// Undo the last change.
    Undo = "undo" Work;
    /// Do again what was undone.
    Redo = "redo" Work;
    /// Read the whole of a field.
    Read = "read" Work;
    /// Throw the half-typed text away.
    Discard = "discard-draft" Work;
    /// Empty the field.
    Clear = "clear-field" Work;
    /// Value requirements: consequence digit, likelihood digit, next.
    Value = "value" Work;
    /// Take the marked item off the grid.
    TakeOff = "take-off" Work;
    /// Turn to the next picture of the same items: other axes.
    Turn = "turn-axes" Work;
    /// Value together: each for themselves, then all.
    Together = "value-together" Work;
    /// Mark a requirement as critical and write why, or take the mark away.
    MarkCritical = "mark-critical" Work;
    /// Show only requirements that are not valued yet, or all again.
    OnlyUnvalued = "only-unvalued" Work;
    /// Value the consequence for the individual too, by a third digit, or no longer.
    ValueIndividual = "value-individual" Work;
    /// To the rows of the plan for a requirement, or to a new one.
    ToPlan = "to-plan" Work;
    /// Value on this scale from now on.
    PutInUse = "put-in-use" Work;
    /// Make a four-field matrix of one's own of the rows that are listed.
    FourField = "four-field" Work;
    /// Show only rows that hold a text.
    Filter = "filter" Work;
    /// Tick a row, or take the tick away.
    Mark = "mark" Work;
    /// Tick every row that is shown, or take all these ticks away.
    MarkAll = "mark-all" Work;
    /// Search again.
    Again = "search-again" Work;
    /// Say that the function carries the follow-up of the area out, or take that back.
    CarryOut = "carries-out" Work;
    /// Say that the function decides on what comes out, or take that back.
    Decide = "decides" Work;
    /// Say that the function is told, or take that back.
    Tell = "is-told" Work;
    /// Change one field in all that is ticked.
    Batch = "change-marked" Work;
    /// Take the rows of the file in.
    TakeIn = "take-in" Work;
    /// Leave a row of the file out, or let it back in.
    LeaveOut = "leave-out" Work;
    /// Say which field a heading of the file is.
    Settle = "settle-heading" Work;
    /// Choose the file out of a list of folders and files.
    Browse = "browse" Work;
    /// Order by the next column.
    Sort = "sort" Work;
    /// Hide what hangs under a row of a tree, or go to what the row hangs under.
    Fold = "fold" Move;
    /// Show what hangs under a row of a tree, or go to the first of it.
    Unfold = "unfold" Move;
    /// Answer the guiding question that is shown.
    Answer = "answer-question" Work;
    /// Answer a question of the system analysis with yes, and go on.
    AnswerYes = "answer-yes" Work;
    /// Answer it with partly, and go on.
    AnswerPartly = "answer-partly" Work;
    /// Answer it with no, and go on.
    AnswerNo = "answer-no" Work;
    /// Let what was found stand, with a reason.
    Accept = "accept" Work;
    /// Declare the step done, or take it up again.
    Declare = "declare-step" Work;
    /// Delete the record, after a question.
    Remove = "remove" Work;
    /// Read a file.
    Import = "import" Work;
    /// Take over what the follow-up before this one planned.
    Carry = "carry-over" Work;
    /// Write the follow-up as a document.
    Report = "report" Work;
    /// Leave the field and save it.
    Save = "save-field" Type;
    /// Leave the field, save it, and go to the next.
    SaveNext = "save-next" Type;
    /// Stop typing; what is half typed stays as a draft.
    Stop = "stop-typing" Type;
    /// Undo typing inside the field.
    UndoTyping = "undo-typing" Type;
    /// Do typing again inside the field.
    RedoTyping = "redo-typing" Type;
    /// Yes to a question.
    Yes = "yes" Session;
    /// No to a question.
    No = "no" Session;
    /// Close what is open.
    Close = "close" Session;
    /// Leave Stegvis.
    Leave = "leave" Session;
    /// What can be done here.
    Help = "help" Session;
    /// The other language.
    Language = "language" Session;
    /// To the next missing thing.
    NextMissing = "next-missing" Around;
    /// What is left in the step.
    Remaining = "remaining" Around;
    /// The guiding questions of the step with their answers.
    Questions = "questions" Around;
    /// The chain from goal to effect.
    Chain = "chain" Around;
    /// What was changed in what is marked.
    History = "history" Around;
    /// The follow-up as it was at a moment gone by; from there back to now.
    AsItWas = "as-it-was" Around;
    /// To the first screen.
    Home = "home" Around;
    /// To step 1.
    Step1 = "step-1" Around;
    /// To step 2.
    Step2 = "step-2" Around;
    /// To step 3.
    Step3 = "step-3" Around;
    /// To step 4.
    Step4 = "step-4" Around;
    /// To step 5.
    Step5 = "step-5" Around;
    /// To step 6.
    Step6 = "step-6" Around;
    /// To the system analysis.
    System = "system-analysis" Around;
    /// To the next tab of the step.
    NextTab = "next-tab" Around;
    /// To the tab before.
    PreviousTab = "previous-tab" Around;
    /// To the next view inside a tab.
    NextView = "next-view" Around;
    /// Along a link, to the other record.
    Follow = "follow-link" Around;
    /// The documents that the record refers to.
    Documents = "documents" Around;
    /// Back to where one was.
    Back = "back" Around;
    /// The half-typed fields.
    Drafts = "drafts" Around;
    /// Move the marked item a step to the left.
    MoveLeft = "move-left" Move;
    /// Move it a step to the right.
    MoveRight = "move-right" Move;
    /// Move it a step up.
    MoveUp = "move-up" Move;
    /// Move it a step down.
    MoveDown = "move-down" Move;
    /// One row up.
    Up = "up" Move;
    /// One row down.
    Down = "down" Move;
    /// A page up.
    PageUp = "page-up" Move;
    /// A page down.
    PageDown = "page-down" Move;
    /// To the first row.
    First = "first" Move;
    /// To the last row.
    Last = "last" Move;
    /// One step to the left.
    Left = "left" Move;
    /// One step to the right.
    Right = "right" Move;
}

impl Action {
    /// The action of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|action| action.name() == name).copied()
    }

    /// Whether it is of no use at a moment gone by: it does nothing but change what is saved, leads to where that is
    /// done, or is about what is of now alone, as the half-typed fields and the report are.
    #[must_use]
    pub fn is_of_now(self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Undo
                | Self::Redo
                | Self::Discard
                | Self::Clear
                | Self::Batch
                | Self::CarryOut
                | Self::Decide
                | Self::Tell
                | Self::Value
                | Self::TakeOff
                | Self::FourField
                | Self::Together
                | Self::MoveLeft
                | Self::MoveRight
                | Self::MoveUp
                | Self::MoveDown
                | Self::MarkCritical
                | Self::ValueIndividual
                | Self::PutInUse
                | Self::Answer
                | Self::AnswerYes
                | Self::AnswerPartly
                | Self::AnswerNo
                | Self::Accept
                | Self::Declare
                | Self::Remove
                | Self::Import
                | Self::Carry
                | Self::Drafts
                | Self::Report
        )
    }

    /// Whether it belongs to what is now where these contexts are on, the innermost first: what is opened in a form is
    /// opened to be changed.
    #[must_use]
    pub fn is_of_now_in(self, contexts: &[Context]) -> bool {
        self.is_of_now() || (self == Self::Open && matches!(contexts.first(), Some(Context::Form | Context::Answers)))
    }

    /// The message of its words.
    #[must_use]
    pub fn word(self) -> String {
        format!("action-{}", self.name())
    }
}
