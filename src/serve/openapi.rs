//! The API described in [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.0).

use serde_json::{Map, Value, json};

use super::api::{self, FORMAT, MOST_PER_PAGE, PAGE, PER_PAGE};
use super::media::Media;
use super::reply::{Reply, encode_path};
use super::version::Version;
use crate::publish::dump::Format;
use crate::query::{Form, Kind, Parameter, SavedQuery};

/// The path of the description.
pub const PATH: &str = "/openapi.json";

/// The description of the API, as JSON.
pub(super) fn answer(version: &Version, origin: &str) -> Reply {
    let mut paths = Map::new();
    for query in version.queries.iter() {
        let path = encode_path(&format!("{}/{}", api::PATH, query.name));
        paths.insert(path, json!({ "get": operation(query) }));
    }
    paths.insert(api::PATH.to_owned(), json!({ "get": list() }));
    paths.insert(super::sparql::PATH.to_owned(), json!({ "get": sparql() }));
    let dataset = &version.project.dataset;
    let title = dataset.title.get("en").or_else(|| dataset.title.first());
    let description = dataset.description.get("en");
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": title.unwrap_or(&dataset.name),
            "description": description.or_else(|| dataset.description.first()).unwrap_or_default(),
            "version": version.tag,
            "license": { "name": dataset.licence, "url": dataset.licence },
        },
        "servers": [{ "url": origin }],
        "paths": paths,
        "components": { "schemas": { "Problem": problem() } },
    });
    Reply::new(Media::Json, format!("{document:#}\n")).tagged()
}

fn operation(query: &SavedQuery) -> Value {
    let mut parameters: Vec<Value> = query.parameters.iter().map(parameter).collect();
    if api::has_pages(query) {
        let size = query.head.pagination.map(|size| json!(size.get()));
        let mut per_page = json!({ "type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE });
        if let (Some(size), Some(schema)) = (size, per_page.as_object_mut()) {
            schema.insert("default".to_owned(), size);
        }
        parameters.push(json!({
            "name": PER_PAGE, "in": "query", "schema": per_page,
            "description": "How many rows a page has; without it and without `page`, all rows come at once.",
        }));
        parameters.push(json!({
            "name": PAGE, "in": "query", "schema": { "type": "integer", "minimum": 1 },
            "description": "Which page.",
        }));
    }
    if api::is_free(query, FORMAT) {
        let endings: Vec<_> = api::forms(query).iter().map(|it| it.suffix()).collect();
        parameters.push(json!({
            "name": FORMAT, "in": "query", "schema": { "type": "string", "enum": endings },
            "description": "The form of the answer; without it, the header `Accept` says it.",
        }));
    }
    let summary = query.head.summary.in_language("en").trim();
    let chinese = query.head.summary.in_language("zh-Hant").trim();
    json!({
        "operationId": query.name,
        "summary": summary,
        "description": format!("{}\n\n{chinese}\n\n{}",
            query.head.description.in_language("en").trim(),
            query.head.description.in_language("zh-Hant").trim()),
        "tags": query.head.tags,
        "parameters": parameters,
        "responses": responses(&content(api::forms(query), query.form), true),
    })
}

fn list() -> Value {
    let content = json!({
        "application/json": { "schema": { "type": "array", "items": { "type": "object" } } },
        "text/html": { "schema": { "type": "string" } },
    });
    json!({
        "operationId": "list",
        "summary": "All saved queries",
        "responses": responses(&content, false),
    })
}

fn sparql() -> Value {
    let forms: Vec<Media> = Media::ROWS.into_iter().chain(Media::GRAPH).collect();
    let mut content = content(&forms, Form::Graph);
    if let Some(content) = content.as_object_mut() {
        content.insert(
            "text/html".to_owned(),
            json!({ "schema": { "type": "string" } }),
        );
    }
    json!({
        "operationId": "sparql",
        "summary": "SPARQL 1.1 query",
        "parameters": [{
            "name": "query", "in": "query", "schema": { "type": "string" },
            "description": "The query; without it the endpoint describes itself.",
        }],
        "responses": responses(&content, true),
    })
}

fn parameter(parameter: &Parameter) -> Value {
    let mut schema = schema(parameter);
    if let Some(schema) = schema.as_object_mut() {
        let value = |text: &String| match schema_type(&parameter.kind) {
            "integer" | "number" | "boolean" => {
                serde_json::from_str(text).unwrap_or_else(|_| json!(text))
            }
            _ => json!(text),
        };
        if let Some(default) = &parameter.default {
            schema.insert("default".to_owned(), value(default));
        }
        if !parameter.allowed.is_empty() {
            let allowed: Value = parameter.allowed.iter().map(value).collect();
            schema.insert("enum".to_owned(), allowed);
        }
    }
    json!({
        "name": parameter.name,
        "in": "query",
        "required": !parameter.is_optional && parameter.default.is_none(),
        "description": parameter.kind.to_string(),
        "schema": schema,
    })
}

fn schema_type(kind: &Kind) -> &'static str {
    match kind {
        Kind::Number => "number",
        Kind::Typed(_) => match kind.to_string().as_str() {
            "integer" => "integer",
            "decimal" | "double" => "number",
            "boolean" => "boolean",
            _ => "string",
        },
        Kind::Iri | Kind::Text | Kind::Tagged(_) => "string",
    }
}

fn schema(parameter: &Parameter) -> Value {
    let kind = schema_type(&parameter.kind);
    let format = match &parameter.kind {
        Kind::Iri => Some("iri-reference"),
        Kind::Typed(_) => match parameter.kind.to_string().as_str() {
            "date" => Some("date"),
            "dateTime" => Some("date-time"),
            "duration" => Some("duration"),
            _ => None,
        },
        _ => None,
    };
    match format {
        Some(format) => json!({ "type": kind, "format": format }),
        None => json!({ "type": kind }),
    }
}

/// The media types of an answer, each with what it holds.
fn content(forms: &[Media], form: Form) -> Value {
    let of = |media: &Media| {
        let schema = match (media, form) {
            (Media::Json, _) => json!({ "type": "array", "items": { "type": "object" } }),
            (Media::SparqlJson, _) => json!({ "type": "object" }),
            (Media::Graph(Format::JsonLd), _) => json!({}),
            _ => json!({ "type": "string" }),
        };
        (media.types()[0].to_owned(), json!({ "schema": schema }))
    };
    Value::Object(forms.iter().map(of).collect())
}

fn responses(content: &Value, can_fail: bool) -> Value {
    let problem = |description: &str| {
        json!({
            "description": description,
            "content": {
                "application/problem+json": {
                    "schema": { "$ref": "#/components/schemas/Problem" },
                },
            },
        })
    };
    let mut responses = json!({
        "200": {
            "description": "The answer.",
            "headers": {
                "ETag": { "schema": { "type": "string" } },
                "Link": { "description": "Other pages.", "schema": { "type": "string" } },
                "X-Total-Count": {
                    "description": "How many rows there are on all pages.",
                    "schema": { "type": "integer" },
                },
            },
            "content": content,
        },
        "304": { "description": "The answer is the one whose ETag was sent." },
        "406": problem("None of the media types asked for can be had."),
    });
    if can_fail && let Some(responses) = responses.as_object_mut() {
        for (status, description) in [
            ("400", "A parameter is missing, unknown or ill-typed."),
            ("404", "There is no such page."),
            ("413", "The answer is larger than the server gives."),
            ("503", "The query took too long, or too many are running."),
        ] {
            responses.insert(status.to_owned(), problem(description));
        }
    }
    responses
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "What went wrong (RFC 9457).",
        "required": ["status", "code", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "code": { "type": "string" },
            "detail": { "type": "string" },
            "help": { "type": "string" },
        },
    })
}
