//! The sentences that say what is wrong with a query, in Chinese and English.

use std::sync::LazyLock;

/// A sentence and what helps, each in Chinese and English.
pub type Row = [[String; 2]; 2];

/// The rows of the table by key.
pub static TABLE: LazyLock<Vec<(String, Row)>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(&include_bytes!("../../../data/query/fault.csv")[..]);
    let rows = reader.records().flatten().map(|row| {
        let cell = |number: usize| row.get(number).unwrap_or_default().to_owned();
        (cell(0), [[cell(1), cell(2)], [cell(3), cell(4)]])
    });
    rows.collect()
});

/// The row with a key; an empty one if there is none.
pub fn row(key: &str) -> &'static Row {
    static NONE: LazyLock<Row> = LazyLock::new(Row::default);
    let row = TABLE.iter().find(|(of, _)| of == key);
    row.map_or(&*NONE, |(_, row)| row)
}

/// A sentence with values in the place of `{0}`, `{1}` …
pub fn filled(sentence: &str, values: &[String]) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(number, after)| {
            let value = values.get(number.parse::<usize>().ok()?)?;
            Some((value, after))
        });
        rest = if let Some((value, after)) = value {
            out.push_str(value);
            after
        } else {
            out.push('{');
            after
        };
    }
    out + rest
}
