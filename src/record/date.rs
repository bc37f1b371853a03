//! Periods that results are measured in, and the years that any date of a follow-up lies in.

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use std::{fmt, ops::RangeInclusive, str::FromStr};

/// The years that a date or period may lie in; others are slips of the pen.
pub const YEARS: RangeInclusive<i32> = 1900..=2199;

/// The day that a moment belongs to where the program runs: what officers call today. A deadline is read by their
/// clock on the wall, not by that of another time zone.
#[must_use]
pub fn local_day(now: DateTime<Utc>) -> NaiveDate {
    day_in(&Local, now)
}

fn day_in(zone: &impl TimeZone, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(zone).date_naive()
}

/// The last moment of a day where the program runs, to the millisecond: what stood there then is how that day ended.
#[must_use]
pub fn local_end(day: NaiveDate) -> DateTime<Utc> {
    end_in(&Local, day)
}

/// When a minute begins and ends by the clock on the wall; of one that comes twice the later. Nothing for one
/// that clocks leave out.
#[must_use]
pub fn local_minute(minute: NaiveDateTime) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let begin = Local.from_local_datetime(&minute).latest()?.to_utc();
    Some((begin, begin + TimeDelta::minutes(1) - TimeDelta::milliseconds(1)))
}

fn end_in(zone: &impl TimeZone, day: NaiveDate) -> DateTime<Utc> {
    // Where clocks are put on at midnight the day begins an hour later.
    let begins = |day: NaiveDate| {
        let hours = (0..3).filter_map(|hour| zone.from_local_datetime(&day.and_hms_opt(hour, 0, 0)?).earliest());
        hours.map(|begin| begin.to_utc()).next()
    };
    let next = day.succ_opt().and_then(begins);
    next.map_or(DateTime::<Utc>::MAX_UTC, |next| next - TimeDelta::milliseconds(1))
}

/// A year, or a part of one: `2025`, `2025T3` (four-month period), `2025Q2`, `2025H1`, `2025M07`.
///
/// Periods sort by when they end, so that a year stands after its parts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    year: u16,
    /// Length in months: 12, 6, 4, 3 or 1.
    months: u8,
    /// Which part of the year, from 1.
    part: u8,
}

/// The letters of parts of a year and their length in months; Swedish `K` (kvartal) reads as `Q`.
const PARTS: [(char, u8); 5] = [('H', 6), ('T', 4), ('Q', 3), ('K', 3), ('M', 1)];

impl Period {
    /// The calendar year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Length in months. Only periods of the same length are compared with each other.
    #[must_use]
    pub fn months(self) -> u8 {
        self.months
    }

    /// Which part of the year it is, from 1.
    #[must_use]
    pub fn part(self) -> u8 {
        self.part
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let month = u32::from(self.part) * u32::from(self.months);
        let year = i32::from(self.year);
        let next = if month < 12 { (year, month + 1) } else { (year + 1, 1) };
        // Every period ends on some day: its parts stay within a year between 1900 and 2199.
        NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|day| day.pred_opt()).unwrap_or_default()
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let end = |p: &Self| (p.year, p.part * p.months, p.months);
        end(self).cmp(&end(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match PARTS.iter().find(|(_, months)| *months == self.months) {
            Some(('M', _)) => write!(f, "{}M{:02}", self.year, self.part),
            Some((letter, _)) => write!(f, "{}{letter}{}", self.year, self.part),
            None => write!(f, "{}", self.year),
        }
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim();
        let year = text.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit())).ok_or(())?;
        let year: u16 = year.parse().map_err(|_| ())?;
        if !YEARS.contains(&i32::from(year)) {
            return Err(());
        }
        let rest = text.get(4..).unwrap_or_default().trim_start_matches([' ', '-']);
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else {
            return Ok(Self { year, months: 12, part: 1 });
        };
        let months =
            PARTS.iter().find(|(known, _)| letter.eq_ignore_ascii_case(known)).map(|(_, months)| *months).ok_or(())?;
        let part = letters.as_str();
        if part.is_empty() || part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return Err(());
        }
        let part = part.parse().map_err(|_| ())?;
        if part == 0 || part > 12 / months {
            return Err(());
        }
        Ok(Self { year, months, part })
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, day_in, end_in};
    use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

    #[test]
    fn the_day_is_the_one_on_the_wall() {
        let late: DateTime<Utc> = "2026-06-30T22:30:00Z".parse().unwrap();
        let summer = FixedOffset::east_opt(2 * 3600).unwrap();
        assert_eq!(day_in(&summer, late).to_string(), "2026-07-01");
        assert_eq!(day_in(&Utc, late).to_string(), "2026-06-30");
    }

    #[test]
    fn a_day_ends_by_the_clock_on_the_wall() {
        let day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let summer = FixedOffset::east_opt(2 * 3600).unwrap();
        let end = end_in(&summer, day);
        assert_eq!(end.to_rfc3339(), "2026-06-30T21:59:59.999+00:00");
        assert_eq!(day_in(&summer, end), day);
        assert_eq!(day_in(&summer, end + TimeDelta::milliseconds(1)), day.succ_opt().unwrap());
    }

    #[test]
    fn periods_are_read_written_and_sorted_by_their_end() {
        let sorted = ["2024", "2025T1", "2025H1", "2025M07", "2025Q3", "2025T3", "2025"];
        let periods: Vec<Period> = sorted.iter().map(|text| text.parse().unwrap()).collect();
        assert!(periods.is_sorted());
        assert_eq!(periods.iter().map(ToString::to_string).collect::<Vec<_>>(), sorted);
        assert_eq!("2025 t2".parse::<Period>().unwrap().to_string(), "2025T2");
    }

    #[test]
    fn a_period_ends_with_the_last_day_of_its_last_month() {
        let ends =
            [("2024", "2024-12-31"), ("2024H1", "2024-06-30"), ("2024T3", "2024-12-31"), ("2024M02", "2024-02-29")];
        for (period, day) in ends {
            assert_eq!(period.parse::<Period>().unwrap().last_day().to_string(), day);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in ["", "25", "2025T4", "2025T0", "2025X1", "2025T", "20255", "1066", "året", "2025T+1"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
