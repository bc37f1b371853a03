//! Values as people write and read them.

use super::Words;
use crate::record::{
    Answer, Choices, Def, Flaw, Id, Input, Period, SCALE_SIZES, Scale, Value, YEARS, scrub_line, scrub_text,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::{collections::BTreeSet, fmt::Write as _};

/// Text as it is compared: small letters, no spaces, no-break spaces, underscores or stops at the end.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '_')
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .trim_end_matches(['.', ':'])
        .to_owned()
}

/// What a point with three digits after it means, as in `1.200`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Point {
    /// Nobody knows: Swedish files hold both.
    #[default]
    Unclear,
    /// It begins decimals, as in English.
    Decimals,
    /// It divides thousands.
    Thousands,
}

impl Point {
    /// What the marks of a number say about the points in others from the same hand: `12.5` begins decimals with
    /// them, `12,5` and `1.200.000` do not.
    #[must_use]
    pub fn told_by(text: &str) -> Self {
        let Some(plain) = plain(text) else { return Self::Unclear };
        if number(&plain, Self::Decimals).is_none() || splits_either_way(&plain) {
            return Self::Unclear;
        }
        match (plain.rfind(','), plain.rfind('.')) {
            (Some(comma), Some(point)) if point > comma => Self::Decimals,
            (None, Some(_)) if plain.matches('.').count() == 1 => Self::Decimals,
            (None, None) => Self::Unclear,
            // Several commas divide thousands, and leave the point to the decimals.
            (Some(_), None) if plain.matches(',').count() > 1 => Self::Decimals,
            _ => Self::Thousands,
        }
    }
}

/// A number as people write it: decimal comma or point, spaces of any kind, apostrophes or points between groups
/// of three digits, a percent sign or a unit such as `kr`, `st` or `h` after it, a true minus sign. `point` says
/// what the point of `1.200` means.
///
/// # Errors
/// [`Flaw::NotANumber`], or [`Flaw::TwoReadings`] when that point could mean either.
pub fn parse_number(text: &str, point: Point) -> Result<f64, Flaw> {
    let plain = plain(text).ok_or(Flaw::NotANumber)?;
    let number = number(&plain, point).ok_or(Flaw::NotANumber)?;
    if point == Point::Unclear && splits_either_way(&plain) { Err(Flaw::TwoReadings) } else { Ok(number) }
}

/// Digits and marks alone, each kind of mark as one character.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix('%').or_else(|| text.strip_suffix(":-")).or_else(|| united(text)).unwrap_or(text);
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' => plain.push(' '),
            '\u{2212}' | '–' => plain.push('-'),
            '0'..='9' | '.' | ',' | '-' | '+' => plain.push(c),
            _ => return None,
        }
    }
    Some(plain)
}

/// Whether a single point stands before exactly three digits and after one to three that could begin a number.
fn splits_either_way(plain: &str) -> bool {
    let Some((whole, rest)) = unsigned(plain).split_once('.') else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    rest.len() == 3 && digits(rest) && (1..=3).contains(&whole.len()) && digits(whole) && !whole.starts_with('0')
}

fn unsigned(plain: &str) -> &str {
    plain.strip_prefix(['-', '+']).unwrap_or(plain).trim_start()
}

fn number(plain: &str, point: Point) -> Option<f64> {
    let thousands = point == Point::Thousands && splits_either_way(plain);
    let (whole, decimals) = if thousands { (unsigned(plain), None) } else { split_decimals(unsigned(plain))? };
    let whole = ungrouped(whole)?;
    if decimals.is_some_and(|digits| !digits.bytes().all(|b| b.is_ascii_digit()))
        || whole.is_empty() && decimals.is_none_or(str::is_empty)
    {
        return None;
    }
    let sign = if plain.starts_with('-') { "-" } else { "" };
    let number: f64 = format!("{sign}{whole}.{}0", decimals.unwrap_or_default()).parse().ok()?;
    number.is_finite().then_some(number + 0.0)
}

/// Words that may stand after a number without changing it.
const UNITS: [&str; 6] = ["kr", "procent", "percent", "st", "tim", "h"];

/// What stands before a word of [`UNITS`] in any case, with or without a stop.
fn united(text: &str) -> Option<&str> {
    let bare = text.strip_suffix('.').unwrap_or(text);
    UNITS.iter().find_map(|unit| {
        let at = bare.len().checked_sub(unit.len())?;
        bare.get(at..)?.eq_ignore_ascii_case(unit).then(|| bare.get(..at)).flatten()
    })
}

/// The digits before and after the decimal mark. Of two kinds of marks the last one is the decimal mark; one
/// kind that stands more than once divides thousands.
fn split_decimals(text: &str) -> Option<(&str, Option<&str>)> {
    let (comma, point) = (text.rfind(','), text.rfind('.'));
    let repeated = |mark: char| text.matches(mark).count() > 1;
    let at = match (comma, point) {
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(comma), None) => (!repeated(',')).then_some(comma),
        (None, Some(point)) => (!repeated('.')).then_some(point),
        (None, None) => None,
    };
    match at {
        Some(at) => Some((text.get(..at)?, Some(text.get(at + 1..)?))),
        None => Some((text, None)),
    }
}

/// Digits without what divides them into groups; groups after the first must have three digits.
fn ungrouped(text: &str) -> Option<String> {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = text.split([' ', '.', ',']).collect();
    let even =
        groups.iter().skip(1).all(|group| group.len() == 3) && groups.first().is_some_and(|first| first.len() <= 3);
    let alike =
        marks.iter().all(|mark| marks.first() == Some(mark)) && marks.iter().all(|c| matches!(c, ' ' | '.' | ','));
    (marks.is_empty() || even && alike && groups.first().is_some_and(|first| !first.is_empty()))
        .then(|| groups.concat())
}

/// A number as it is shown: decimal comma in Swedish, no trailing zeros, thousands with a no-break space. Fifteen
/// digits count, as in Excel, so that what is shown reads as the same number.
#[must_use]
pub fn show_number(words: &Words, number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let plain = format!("{}", rounded + 0.0);
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, decimals) = plain.split_once('.').map_or((plain, None), |(w, d)| (w, Some(d)));
    let english = words.lang() == super::Lang::En;
    let mut shown = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && whole.len() > 4 && (whole.len() - place).is_multiple_of(3) {
            shown.push('\u{a0}');
        }
        shown.push(digit);
    }
    if let Some(decimals) = decimals {
        let _ = write!(shown, "{}{decimals}", if english { '.' } else { ',' });
    }
    shown
}

/// A period as it is shown: a quarter is a K (kvartal) in Swedish.
#[must_use]
pub fn show_period(words: &Words, period: Period) -> String {
    let shown = period.to_string();
    if words.lang() == super::Lang::Sv { shown.replace('Q', "K") } else { shown }
}

/// A value as it is shown. `name` gives the title of a record that a link points to.
#[must_use]
pub fn show(words: &Words, def: &Def, value: &Value, name: &dyn Fn(Id) -> Option<String>) -> String {
    let linked = |id: &Id| name(*id).unwrap_or_else(|| words.say("hole"));
    match value {
        Value::Text(text) => match (def.input, text.parse()) {
            (Input::Period, Ok(period)) => show_period(words, period),
            _ => text.clone(),
        },
        Value::Number(number) => show_number(words, *number),
        Value::Date(date) => date.to_string(),
        Value::Level(level) => level.to_string(),
        Value::Flag(flag) => words.say(if *flag { "yes" } else { "no" }),
        Value::Choice(code) => match def.input {
            Input::Choice(set) | Input::Open(set) => words.choice(set, code),
            Input::Measured { .. } => words.say(code),
            _ => code.clone(),
        },
        Value::Choices(codes) => match def.input {
            Input::Choices(set) => {
                let chosen = set.codes.iter().filter(|code| codes.contains(**code));
                chosen.map(|code| words.choice(set, code)).collect::<Vec<_>>().join(", ")
            }
            _ => codes.iter().cloned().collect::<Vec<_>>().join(", "),
        },
        Value::Link(id) => linked(id),
        Value::Links(ids) => ids.iter().map(linked).collect::<Vec<_>>().join(", "),
    }
}

/// What an officer typed or a file holds, as a value; nothing for blank text. Both languages are read, the
/// first of `words` wins: in English a point begins decimals. `find` looks up a record by kind and name.
///
/// # Errors
/// The [`Flaw`] that keeps the text from being a value of this field.
pub fn parse(
    words: &[&Words],
    def: &Def,
    text: &str,
    find: &dyn Fn(&str, &str) -> Option<Id>,
) -> Result<Option<Value>, Flaw> {
    let english = words.first().is_some_and(|words| words.lang() == super::Lang::En);
    parse_pointed(words, def, text, if english { Point::Decimals } else { Point::Unclear }, find)
}

/// As [`parse`], where it is known what the point of `1.200` means.
///
/// # Errors
/// The [`Flaw`] that keeps the text from being a value of this field.
pub fn parse_pointed(
    words: &[&Words],
    def: &Def,
    text: &str,
    point: Point,
    find: &dyn Fn(&str, &str) -> Option<Id>,
) -> Result<Option<Value>, Flaw> {
    let line = scrub_line(text);
    if line.is_empty() {
        return Ok(None);
    }
    // Half a person is no reading.
    let point = if def.whole && point == Point::Unclear { Point::Thousands } else { point };
    let value = match def.input {
        Input::Line => Value::Text(line),
        Input::Text => Value::Text(scrub_text(text).trim_end().to_owned()),
        Input::Number { .. } => Value::Number(parse_number(&line, point)?),
        Input::Measured { words: keep } => match (parse_number(&line, point), answer(words, &line)) {
            (Ok(number), _) => Value::Number(number),
            (_, Some(answer)) => Value::Choice(answer.code().to_owned()),
            (Err(Flaw::TwoReadings), None) => return Err(Flaw::TwoReadings),
            (Err(_), None) if keep => Value::Text(line),
            (Err(_), None) => return Err(Flaw::NotMeasured),
        },
        Input::Date => Value::Date(date(&line).ok_or(Flaw::NotADate)?),
        Input::Period => Value::Text(period(words, &line).ok_or(Flaw::NotAPeriod)?.to_string()),
        Input::Level { of } => Value::Level(level(&line, of)?),
        Input::Choice(set) => Value::Choice(code(words, set, &line).ok_or(Flaw::NotAChoice)?.to_owned()),
        Input::Open(set) => code(words, set, &line).map_or(Value::Text(line), |code| Value::Choice(code.to_owned())),
        Input::Choices(set) => Value::Choices(several(words, set, &line)?),
        Input::Flag => Value::Flag(flag(words, &line).ok_or(Flaw::NotAFlag)?),
        Input::Link { to } => Value::Link(find(to, &line).ok_or(Flaw::NotARecord)?),
        Input::Links { to } => {
            let ids: Option<BTreeSet<Id>> = line
                .split([';', ','])
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(|name| find(to, name))
                .collect();
            Value::Links(ids.ok_or(Flaw::NotARecord)?)
        }
    };
    def.accepts(&value)?;
    Ok(Some(value))
}

/// A date as people write it, as in a field for one.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    date(text.trim())
}

/// A date with a time of day after it, in hours and minutes: `2025-06-30 15:54`. Nothing without one.
#[must_use]
pub fn parse_minute(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.trim().rsplit_once([' ', 'T'])?;
    Some(date(day.trim())?.and_time(NaiveTime::parse_from_str(time, "%H:%M").ok()?))
}

/// A year or a part of one; a month as `2026-03` and `mars 2026` too.
fn period(words: &[&Words], line: &str) -> Option<Period> {
    if let Ok(period) = line.parse() {
        return Some(period);
    }
    let month = |year: &str, month: u32| format!("{year}M{month:02}").parse().ok();
    if let Some((year, part)) = line.split_once('-') {
        return if part.len() == 2 { month(year, part.parse().ok()?) } else { None };
    }
    let (name, year) = line.rsplit_once(' ')?;
    let name = fold(name);
    let called = |code: &&str| names(words, "set-month", code).any(|known| known == name);
    let place = MONTHS.iter().position(called).filter(|_| name.parse::<u32>().is_err())?;
    month(year, u32::try_from(place).ok()? + 1)
}

/// The codes of the months, which have their names where the plan's months have.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// ISO dates, with other marks between, Swedish short forms such as `3/11 2025`, and a time of day after an ISO
/// date, which is left out.
fn date(line: &str) -> Option<NaiveDate> {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = line.split(['-', '/', '.', ' ', 'T']).filter(|part| !part.is_empty()).collect();
    let number =
        |text: &str| -> Option<u32> { if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None } };
    let day = |y: &str, m: &str, d: &str| {
        let year = number(y).filter(|_| y.len() == 4).and_then(|year| i32::try_from(year).ok())?;
        NaiveDate::from_ymd_opt(year, number(m)?, number(d)?).filter(|_| YEARS.contains(&year))
    };
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 => day(y, m, d),
        [d, m, y] => day(y, m, d),
        [y, m, d, time] if is_time(time) => day(y, m, d),
        [compact] if compact.len() == 8 => day(compact.get(..4)?, compact.get(4..6)?, compact.get(6..)?),
        _ => None,
    }
}

fn is_time(text: &str) -> bool {
    let time = text.trim_end_matches('Z');
    time.contains(':') && time.split(':').all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A level of the scale of that name: a step of any scale, the size of one, or a level of the default scale. Which scale
/// a valuation was made on says its record, and a check whether it stands on it.
fn level(line: &str, of: &str) -> Result<u8, Flaw> {
    let (mut levels, flaw) = match of {
        "step" => (1..=*SCALE_SIZES.end(), Flaw::OffAllScales),
        "size" => (SCALE_SIZES, Flaw::NotASize),
        _ => (1..=Scale::default().size(), Flaw::OffTheScale),
    };
    let number = parse_number(line, Point::Decimals).map_err(|_| flaw)?;
    levels.find(|level| (number - f64::from(*level)).abs() < f64::EPSILON).ok_or(flaw)
}

fn answer(words: &[&Words], line: &str) -> Option<Answer> {
    let folded = fold(line);
    let all = [(Answer::Yes, "yes"), (Answer::Partly, "partly"), (Answer::No, "no")];
    all.into_iter().find(|(_, id)| names(words, "answers", id).any(|name| name == folded)).map(|(answer, _)| answer)
}

fn flag(words: &[&Words], line: &str) -> Option<bool> {
    if matches!(line, "1" | "true" | "TRUE" | "SANT" | "x" | "X") {
        return Some(true);
    }
    if matches!(line, "0" | "false" | "FALSE" | "FALSKT") {
        return Some(false);
    }
    match answer(words, line)? {
        Answer::Yes => Some(true),
        Answer::No => Some(false),
        Answer::Partly => None,
    }
}

/// Everything that a code is called, folded: the code, its word and its synonyms in each language.
fn names<'a>(words: &'a [&Words], message: &'a str, code: &'a str) -> impl Iterator<Item = String> + 'a {
    std::iter::once(fold(code)).chain(words.iter().flat_map(move |words| {
        let word = words.find(&format!("{message}.{code}"), None);
        word.into_iter().chain(words.also(message, code)).map(|name| fold(&name))
    }))
}

/// The code that a text means: its name, a synonym, or an unmistakable beginning of at least three letters.
fn code(words: &[&Words], set: &'static Choices, line: &str) -> Option<&'static str> {
    let folded = fold(line);
    let message = format!("set-{}", set.name);
    let exact = set.codes.iter().find(|code| names(words, &message, code).any(|name| name == folded));
    if exact.is_some() || folded.chars().count() < 3 {
        return exact.copied();
    }
    let mut begun = set.codes.iter().filter(|code| names(words, &message, code).any(|name| name.starts_with(&folded)));
    let first = begun.next()?;
    begun.next().is_none().then_some(first)
}

/// Several codes; where their order has a meaning, a range such as `jan-dec` too.
fn several(words: &[&Words], set: &'static Choices, line: &str) -> Result<BTreeSet<String>, Flaw> {
    let mut chosen = BTreeSet::new();
    for part in line.split([',', ';', '+']).map(str::trim).filter(|part| !part.is_empty()) {
        if let Some(one) = code(words, set, part) {
            chosen.insert(one.to_owned());
            continue;
        }
        let (from, to) = part.split_once(['-', '–']).ok_or(Flaw::NotAChoice)?;
        let place = |name: &str| {
            let code = code(words, set, name.trim())?;
            set.codes.iter().position(|known| *known == code)
        };
        let (from, to) = place(from).zip(place(to)).ok_or(Flaw::NotAChoice)?;
        // A range past the end goes on from the beginning, as nov-feb does.
        let many = (to + set.codes.len() - from) % set.codes.len();
        let codes = set.codes.iter().cycle().skip(from).take(many + 1);
        chosen.extend(codes.map(|code| (*code).to_owned()));
    }
    Ok(chosen)
}
