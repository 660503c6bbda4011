//! The whole dataset as files, of which parts can be asked for.

use hyper::StatusCode;

use super::media::Media;
use super::problem::Problem;
use super::reply::Reply;
use super::request::Request;
use super::version::Version;
use crate::publish::dump::Format;

/// The forms of the whole dataset, best first.
const FORMS: [Media; 6] = Media::GRAPH;

/// `/dump/<name>.<ending>`, or `/dump` in the form of `Accept`.
pub(super) fn answer(
    version: &Version,
    request: &Request,
    file: Option<&str>,
) -> Result<Reply, Problem> {
    let name = &version.project.dataset.name;
    let format = match file {
        None => request.choose(&FORMS)?.graph(),
        Some(file) => file
            .strip_prefix(name.as_str())
            .and_then(|rest| rest.strip_prefix('.'))
            .and_then(Format::from_extension),
    };
    let format = format.ok_or_else(|| {
        let files = Format::ALL.map(|format| format!("/dump/{name}.{}", format.extension()));
        Problem::not_found(&request.path).help(format!("there are {}", files.join(", ")))
    })?;
    let bytes = version.dump(format).map_err(|error| {
        Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            "dump-not-xml",
            error.to_string(),
        )
    })?;
    let reply = Reply {
        has_ranges: true,
        ..Reply::new(Media::Graph(format), bytes).tagged()
    };
    Ok(match file {
        None => reply.varying(),
        Some(_) => reply,
    })
}
