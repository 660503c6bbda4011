//! The body of CKAN's `package_create`.

use serde_json::{Value, json};

use super::Writing;
use super::table::in_language;

/// The id of CKAN's register for a licence that it does not have.
const OTHER_LICENCE: &str = "other-open";

/// The longest tag that CKAN takes, in characters.
const LONGEST_TAG: usize = 100;

impl Writing<'_> {
    /// The JSON that creates the dataset in CKAN; texts in the main language, the others as extras.
    pub fn ckan(&self) -> String {
        let described = self.described_by;
        let project = described.project;
        let settings = &project.dataset;
        let mut tags: Vec<String> = described
            .keywords()
            .into_iter()
            .flat_map(|(_, words)| words)
            .map(|word| tag(&word))
            .filter(|tag| tag.chars().count() > 1)
            .collect();
        tags.sort_unstable();
        tags.dedup();
        let mut extras: Vec<(String, String)> = vec![
            ("uri".into(), self.address.dataset().into_string()),
            (
                "identifier".into(),
                settings
                    .identifier
                    .clone()
                    .unwrap_or(self.address.dataset().into_string()),
            ),
            ("license_url".into(), settings.licence.clone()),
            ("language".into(), project.languages.join(", ")),
        ];
        for (tag, title) in settings.title.iter().skip(1) {
            extras.push((format!("title_{tag}"), title.to_owned()));
        }
        for (tag, text) in settings.description.iter().skip(1) {
            extras.push((format!("notes_{tag}"), text.to_owned()));
        }
        for (name, date) in [("issued", self.issued), ("modified", self.modified)] {
            extras.extend(date.map(|date| (name.into(), date.to_string())));
        }
        if let Some((from, until)) = described.period() {
            extras.push(("temporal_start".into(), from.to_string()));
            extras.push(("temporal_end".into(), until.to_string()));
        }
        let main = project.languages.first().map_or("en", String::as_str);
        let licence = self.tables.licence(&settings.licence);
        let mut body = json!({
            "name": package_name(&settings.name),
            "title": self.title(main),
            "notes": settings.description.first().unwrap_or_default(),
            "url": self.address.home().as_str(),
            "version": described.version,
            "license_id": licence.map_or(OTHER_LICENCE, |it| &*it.ckan),
            "tags": tags.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
            "extras": extras.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect::<Vec<_>>(),
            "resources": self.resources(main),
        });
        if let Some(publisher) = &project.publisher {
            let names = self.publisher_names(publisher);
            let name = names.first().unwrap_or_default();
            body["author"] = name.into();
            body["maintainer"] = publisher.contact.as_deref().unwrap_or(name).into();
            if let Some(email) = &publisher.email {
                body["maintainer_email"] = email.as_str().into();
            }
        }
        pretty(&body)
    }

    fn resources(&self, main: &str) -> Vec<Value> {
        let described = self.described_by;
        let prefix = format!("dump/{}.", described.project.dataset.name);
        let dumps = described
            .files
            .iter()
            .filter(|(name, _)| name.starts_with(&prefix));
        let resources = dumps.filter_map(|(name, file)| {
            let (format, packing) = self.tables.file(name)?;
            let kind = in_language(main, &format.zh, &format.en);
            let mut resource = json!({
                "name": self.file_title(main, format, packing),
                "description": self.tables.phrase("contents", main, &[("format", kind)]),
                "url": self.address.file(name).as_str(),
                "format": format.en,
                "mimetype": packing.map_or(&format.media_type, |it| &it.media_type),
                "size": file.bytes,
                "hash": format!("sha256:{}", file.sha256),
            });
            if packing.is_some() {
                resource["mimetype_inner"] = format.media_type.as_str().into();
            }
            if let Some(modified) = self.modified {
                resource["last_modified"] = modified.to_string().into();
            }
            Some(resource)
        });
        resources.collect()
    }
}

/// CKAN takes letters, digits, blanks and `-_.` in a tag.
fn tag(word: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    let kept: String = word
        .chars()
        .map(|c| if allowed(c) { c } else { '-' })
        .take(LONGEST_TAG)
        .collect();
    kept.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// CKAN takes two to a hundred characters of ASCII in the name of a dataset.
fn package_name(name: &str) -> String {
    let ascii = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if name.chars().all(ascii) && name.len() > 1 {
        return name.chars().take(100).collect();
    }
    let kept: String = name.chars().filter(|c| ascii(*c)).take(90).collect();
    let kept = kept.trim_matches('-');
    if kept.is_empty() {
        "dataset".to_owned()
    } else {
        format!("dataset-{kept}")
    }
}

/// JSON that people can compare by line.
pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_names_are_as_ckan_takes_them() {
        assert_eq!(
            tag("開放政府夥伴關係聯盟（OGP）"),
            "開放政府夥伴關係聯盟-OGP"
        );
        assert_eq!(tag("R&D, 2016"), "R-D- 2016");
        assert_eq!(package_name("ogp"), "ogp");
        assert_eq!(package_name("出國報告"), "dataset");
        assert_eq!(package_name("出國-2016"), "dataset-2016");
    }
}
