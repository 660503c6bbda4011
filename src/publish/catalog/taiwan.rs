//! The metadata of data.gov.tw, by the names of 資料集詮釋資料標準規範 (2015).

use serde_json::{Map, Value, json};

use super::Writing;
use super::ckan::pretty;
use crate::project::Date;

/// The language of that portal.
const LANGUAGE: &str = "zh-Hant";

impl Writing<'_> {
    /// The JSON that its interface takes. What the settings leave out is empty, as it allows.
    pub fn taiwan(&self) -> String {
        let described = self.described_by;
        let project = described.project;
        let settings = &project.dataset;
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let date = |date: Option<Date>| date.map(|it| it.to_string()).unwrap_or_default();
        let publisher = project.publisher.clone().unwrap_or_default();
        let names = self.publisher_names(&publisher);
        let name = text(names.get(LANGUAGE).or(names.first()));
        let contact = publisher.contact.clone().unwrap_or(name.clone());
        let (phone, email) = (
            text(publisher.phone.as_deref()),
            text(publisher.email.as_deref()),
        );
        let licence = self.tables.licence(&settings.licence);
        let frequency = settings.frequency.as_deref().unwrap_or("IRREG");
        let frequency = self.tables.concept("frequency", frequency);
        let period = described.period();
        let countries = described.countries().into_iter().filter_map(|code| {
            let row = described.authority.jurisdictions.get(code)?;
            Some(row.zh.to_string())
        });
        let countries: Vec<String> = countries.collect();
        let keywords = described.keywords().into_iter();
        let keywords = keywords.filter(|(tag, _)| tag.eq_ignore_ascii_case(LANGUAGE));
        let keywords: Vec<String> = keywords.flat_map(|(_, words)| words).collect();
        let description = &settings.description;
        let identifier = settings.identifier.as_deref().unwrap_or(&settings.name);
        let fields: [(&str, Value); 34] = [
            ("categoryCode", text(settings.category.as_deref()).into()),
            ("identifier", identifier.into()),
            ("title", self.title(LANGUAGE).into()),
            (
                "description",
                text(description.get(LANGUAGE).or(description.first())).into(),
            ),
            ("fieldDescription", self.fields().into()),
            ("type", "rawData".into()),
            ("license", text(licence.map(|it| &*it.zh)).into()),
            (
                "licenseURL",
                licence
                    .map_or(&settings.licence, |it| &it.page)
                    .as_str()
                    .into(),
            ),
            ("cost", "免費".into()),
            ("costURL", "".into()),
            ("costLaw", "".into()),
            ("organization", name.clone().into()),
            ("organizationContactName", contact.clone().into()),
            ("organizationContactPhone", phone.clone().into()),
            ("organizationContactEmail", email.clone().into()),
            ("publisher", name.into()),
            ("publisherContactName", contact.into()),
            ("publisherContactPhone", phone.into()),
            ("publisherContactEmail", email.into()),
            ("publisherOID", text(publisher.oid.as_deref()).into()),
            ("publisherOrgCode", text(publisher.code.as_deref()).into()),
            (
                "accrualPeriodicity",
                text(frequency.map(|it| &*it.note)).into(),
            ),
            (
                "temporalCoverageFrom",
                date(period.map(|(from, _)| from)).into(),
            ),
            (
                "temporalCoverageTo",
                date(period.map(|(_, until)| until)).into(),
            ),
            ("issued", date(self.issued).into()),
            ("modified", date(self.modified).into()),
            ("spatial", countries.join("、").into()),
            ("language", project.languages.join("、").into()),
            ("landingPage", self.address.home().as_str().into()),
            ("keyword", keywords.into()),
            ("numberOfData", described.quads.union().count().into()),
            ("notes", text(self.attribution().get(LANGUAGE)).into()),
            ("version", described.version.into()),
            ("distribution", self.resources_of_taiwan(identifier).into()),
        ];
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        pretty(&Value::Object(fields.collect::<Map<_, _>>()))
    }

    /// The main fields (主要欄位說明): the properties of the dataset in Chinese, by use.
    fn fields(&self) -> String {
        self.tables.phrase("fields", LANGUAGE, &[])
    }

    fn resources_of_taiwan(&self, identifier: &str) -> Vec<Value> {
        let described = self.described_by;
        let prefix = format!("dump/{}.", described.project.dataset.name);
        let dumps = described
            .files
            .keys()
            .filter(|name| name.starts_with(&prefix));
        let resources = dumps.filter_map(|name| {
            let (format, packing) = self.tables.file(name)?;
            // The portal knows packed files only as such, so each format stands once.
            packing.is_none().then_some((name, format))
        });
        let resources = resources.enumerate().map(|(place, (name, format))| {
            json!({
                "resourceID": format!("{identifier}-{:03}", place + 1),
                "resourceDescription": self.file_title(LANGUAGE, format, None),
                "format": format.data_gov_tw,
                "resourceModified": self.modified.map(|it| it.to_string()).unwrap_or_default(),
                "downloadURL": self.address.file(name).as_str(),
                "metadataSourceOfData": format.standard,
                "characterSetCode": "UTF-8",
            })
        });
        resources.collect()
    }
}
