//! What a release is described with, and how the description would be rated.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use govrep::authority::Authority;
use govrep::diagnostic::Diagnostic;
use govrep::graph::iri::Namer;
use govrep::project::{Date, Project};
use govrep::publish::catalog::{Score, Source};
use govrep::publish::dump::Format;
use govrep::publish::edition::Dumps;
use govrep::publish::packed::Packing;
use govrep::publish::release::Written;

use super::Stop;
use super::dataset::{self, Dataset};

/// The variable with which builds that must be repeatable give their date, in seconds since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const DATE: &str = "SOURCE_DATE_EPOCH";

/// What a description needs that stands in no other place.
pub struct Knowledge {
    /// Names of countries and organisations.
    pub authority: Authority,
    /// The day of the release, if the caller gives one.
    pub day: Option<Date>,
}

impl Knowledge {
    /// Reads the tables, and the day from the environment.
    ///
    /// # Errors
    ///
    /// If the environment gives a day that cannot be read.
    pub fn of(project: &Project) -> Result<Self, Stop> {
        // Problems of the tables were told when the reports were read.
        let (authority, _) = dataset::authority(project);
        let day = match std::env::var(DATE) {
            Ok(seconds) if !seconds.is_empty() => Some(day(&seconds)?),
            _ => None,
        };
        Ok(Self { authority, day })
    }
}

/// The day of a number of seconds since 1970, in Coordinated Universal Time.
fn day(seconds: &str) -> Result<Date, Stop> {
    let moment = seconds.parse().ok();
    let moment = moment.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let Some(moment) = moment else {
        let message = format!("{DATE} is `{seconds}`, which is no number of seconds since 1970");
        let help = "give it as `date +%s` does, or unset it";
        return Err(Diagnostic::error("environment-date", message)
            .help(help)
            .into());
    };
    let date = moment.to_zoned(TimeZone::UTC).date();
    Ok(Date {
        year: date.year(),
        month: Some(date.month()),
        day: Some(date.day()),
    })
}

/// The reports as the catalogue names them.
pub fn sources<'d>(dataset: &'d Dataset, base: &str) -> Vec<Source<'d>> {
    let reports = dataset.reports.iter();
    let sources = reports.map(|read| {
        let source = read.extraction.document.source();
        Source {
            report: &read.report,
            text: Namer::new(base, &read.report.key, source).text(),
            sha256: &source.sha256,
        }
    });
    sources.collect()
}

/// The files that a release will have, before one is written: their sizes are not known.
pub fn planned(dumps: &Dumps<'_>) -> BTreeMap<String, Written> {
    let unwritten = Written {
        bytes: 0,
        sha256: String::new(),
    };
    let plain = Format::ALL.map(|format| dumps.file(format));
    let packed = plain
        .iter()
        .flat_map(|name| Packing::ALL.map(|packing| format!("{name}.{}", packing.extension())));
    let names: Vec<String> = packed.chain(plain.iter().cloned()).collect();
    names
        .into_iter()
        .map(|name| (name, unwritten.clone()))
        .collect()
}

/// Behind the points: `of 405 · good · 80 more, excellent, if its addresses answer`.
pub fn rating(score: &Score) -> String {
    let [now, then] = [&score.rating, &score.rating_if_answered]
        .map(|rating| rating.get("en").unwrap_or_default());
    let open = match score.open() {
        0 => String::new(),
        open if now == then => format!(" · {open} more if its addresses answer"),
        open => format!(" · {open} more, {then}, if its addresses answer"),
    };
    format!("of {} · {now}{open}", score.most())
}

/// Every indicator with its points, for people.
pub fn table(score: &Score) -> String {
    let mut text = format!("catalogue: {} {}\n", score.points(), rating(score));
    let mut last = "";
    for it in &score.indicators {
        if it.dimension != last {
            last = &it.dimension;
            let _ = writeln!(text, "  {last}");
        }
        let label = it.label.get("en").unwrap_or_default();
        let points = match it.open {
            0 => it.points.to_string(),
            _ => "?".to_owned(),
        };
        let _ = writeln!(text, "    {points:>3} of {:>3}  {label}", it.most);
        if it.metric == "dcatApCompliance" {
            for rule in &score.broken {
                let _ = writeln!(text, "                {rule}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_by_its_seconds() {
        assert_eq!(day("1481241600").unwrap().to_string(), "2016-12-09");
        assert_eq!(day("1481327999").unwrap().to_string(), "2016-12-09");
        assert_eq!(day("-1").unwrap().to_string(), "1969-12-31");
        for text in ["", "today", "99999999999999999999"] {
            assert_eq!(day(text).unwrap_err().0[0].code, "environment-date");
        }
    }
}
