//! A scale that valuations rest on: whichever way a change comes, it stands fast, all but whether it is in use.

use super::desk::{FOLLOW_UP, commit, eyes, now, open, redo, text, undo};
use stegvis::follow_up::{Change, Doing, Edit, Refused};
use stegvis::record::{Field, Home, Id, Kind, REGISTER, Stored, Value};
use stegvis::steps::plan::records::{
    CONSEQUENCE, MADE_ON, RiskScale, SCALE_IN_USE, SCALE_NAME, SCALE_SIZE, STEP_NAME, STEP_OF,
};

const SCALE: Id = Id::from_u128(0x500);
const USED: Refused = Refused::Used(SCALE);

fn edit<K: Kind, T>(record: u128, field: Field<K, T>, before: Option<Value>, after: Option<Value>) -> Edit {
    let follow_up = if K::INFO.home == Home::Register { REGISTER } else { FOLLOW_UP };
    let [before, after] = [before, after].map(|value| value.map(|value| Stored::of(&value)));
    Edit { follow_up, record: Id::from_u128(record), kind: K::INFO.number, tag: field.tag(), before, after }
}

fn named(before: &str, after: &str) -> Change {
    let of = |name: &str| Some(Value::Text(name.into()));
    Change::of(Doing::Edit, edit(0x500, SCALE_NAME, of(before), of(after)))
}

#[test]
fn a_scale_that_was_valued_on_is_not_changed_by_typing_undo_or_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let scale = vec![
        edit(0x500, SCALE_NAME, None, Some(Value::Text("Skala".into()))),
        edit(0x500, SCALE_SIZE, None, Some(Value::Level(4))),
        edit(0x500, SCALE_IN_USE, None, Some(Value::Flag(true))),
        edit(0x501, STEP_OF, None, Some(Value::Link(SCALE))),
        edit(0x501, STEP_NAME, None, Some(Value::Text("Lindrig".into()))),
    ];
    commit(&store, "uppföljare", Change { doing: Doing::Create, edits: scale }).unwrap();
    commit(&store, "uppföljare", named("Skala", "Vår skala")).unwrap();
    let valued = vec![
        edit(0x700, CONSEQUENCE, None, Some(Value::Level(2))),
        edit(0x700, MADE_ON, None, Some(Value::Link(SCALE))),
    ];
    commit(&store, "en annan", Change { doing: Doing::Value, edits: valued }).unwrap();
    // Typed, undone, read from a file: refused, and everything stands as it was.
    assert_eq!(commit(&store, "uppföljare", named("Vår skala", "Annan")), Err(USED));
    assert_eq!(undo(&store, "uppföljare", REGISTER).unwrap_err(), USED);
    let mild = Some(Value::Text("Lindrig".into()));
    let step = edit(0x501, STEP_NAME, mild.clone(), Some(Value::Text("Svår".into())));
    assert_eq!(commit(&store, "uppföljare", Change::of(Doing::Edit, step.clone())), Err(USED));
    let mut import = store.import(&eyes("uppföljare"), Id::from_u128(9), now(), Doing::Import);
    import.part(vec![step.clone()]).unwrap();
    assert_eq!(import.close(), Err(USED));
    let name = store.register().stands(RiskScale::INFO.number, SCALE, SCALE_NAME.tag());
    assert_eq!(name, Some(text("Vår skala")));
    // It can go out of use; and when nothing rests on it any more, it is changed like anything else.
    let out = edit(0x500, SCALE_IN_USE, Some(Value::Flag(true)), Some(Value::Flag(false)));
    commit(&store, "uppföljare", Change::of(Doing::Edit, out)).unwrap();
    undo(&store, "en annan", FOLLOW_UP).unwrap();
    commit(&store, "uppföljare", Change::of(Doing::Edit, step)).unwrap();
    // And then the valuation is not done again on what is another scale now: the link is, and it stands fast again.
    redo(&store, "en annan", FOLLOW_UP).unwrap();
    assert_eq!(commit(&store, "uppföljare", named("Vår skala", "Annan")), Err(USED));
    store.close();
}
