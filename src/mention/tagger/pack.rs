//! A table of weights, made into the bytes that the binary holds.

use std::collections::BTreeMap;

use super::class::{CLASSES, GROUPS, NONE, PARTS};
use super::hash;
use super::label;

/// How many places a row of weights has: one for each label, and some for the sake of the processor.
const ROW: usize = 16;

/// A feature with more weights than so many has a row of them.
const FEW: usize = 4;

/// What says so, where the number of weights stands.
const ALL: usize = 15;

/// What separates the parts of a feature as the tables write it: `cap=3 0`.
const SEPARATOR: char = ' ';

/// The labels in their order.
pub const LABELS: [&str; label::COUNT] = [
    "O", "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "I-ORG", "E-ORG", "S-ORG", "B-LOC", "I-LOC",
    "E-LOC", "S-LOC",
];

/// What stands before the label that another one follows, as the feature of a row: `>B-PER`.
const TRANSITION: char = '>';

/// The feature of the rows that say how certain a name of a kind must be.
const THRESHOLD: &str = "threshold";

/// The feature of the rows that say how certain the tagger must be to stand against a rule: that a name
/// of a kind is there or, with the label of what is outside, that none is.
const AGAINST: &str = "against";

/// Reads the rows `feature,label,weight` below their header.
///
/// The bytes are, in numbers of four bytes: how many bits of a hash name its bucket, how many
/// features there are and how many of them have a row of weights, the thresholds, those against rules,
/// the transitions, where the entries of each bucket begin, and the entries, each a part of a hash and
/// where its weights are; then, in numbers of two bytes, the rows, a weight for each label, and the weights of the other
/// features, twelve bits for the weight and four for its label.
pub fn pack(csv: &str) -> Result<Vec<u8>, String> {
    let mut thresholds = [i32::MAX; label::KINDS.len()];
    let mut against = [i32::MAX; label::KINDS.len() + 1];
    let mut transitions = [0_i32; label::COUNT * label::COUNT];
    let mut features: BTreeMap<u64, (&str, Vec<u16>)> = BTreeMap::new();
    let place = |name: &str| LABELS.iter().position(|known| *known == name);
    for row in csv.lines().skip(1) {
        let fault = || format!("`{row}` is no row `feature,label,weight`");
        let mut cells = row.rsplitn(3, ',');
        let (Some(weight), Some(name), Some(feature)) = (cells.next(), cells.next(), cells.next())
        else {
            return Err(fault());
        };
        let weight: i32 = weight.parse().map_err(|_| fault())?;
        if feature == THRESHOLD {
            let kind = label::KINDS.iter().position(|kind| *kind == name);
            thresholds[kind.ok_or_else(fault)?] = weight;
            continue;
        }
        if feature == AGAINST {
            let kind = label::KINDS.iter().chain([&LABELS[0]]);
            let kind = kind.into_iter().position(|kind| *kind == name);
            against[kind.ok_or_else(fault)?] = weight;
            continue;
        }
        let to = place(name).ok_or_else(fault)?;
        if let Some(from) = feature.strip_prefix(TRANSITION) {
            let from = place(from).ok_or_else(fault)?;
            transitions[from * label::COUNT + to] = weight;
            continue;
        }
        let packed = i16::try_from(weight << 4 | i32::try_from(to).unwrap_or_default());
        let packed = packed.map_err(|_| format!("`{row}`: the weight does not fit"))?;
        let entry = features.entry(hashed(feature));
        let (known, weights) = entry.or_insert((feature, Vec::new()));
        if *known != feature {
            return Err(format!("`{known}` and `{feature}` have one hash"));
        }
        weights.push(packed.cast_unsigned());
    }
    let bits = usize::BITS - features.len().max(2).leading_zeros();
    let mut numbers = vec![bits, number(features.len()), 0];
    numbers.extend(thresholds.map(i32::cast_unsigned));
    numbers.extend(against.map(i32::cast_unsigned));
    numbers.extend(transitions.map(i32::cast_unsigned));
    let hashes: Vec<u64> = features.keys().copied().collect();
    numbers.extend(heads(&hashes, bits));
    if let Some(pair) = hashes
        .windows(2)
        .find(|pair| hash::split(pair[0], bits) == hash::split(pair[1], bits))
    {
        let [one, other] = [pair[0], pair[1]].map(|hash| features[&hash].0);
        return Err(format!("`{one}` and `{other}` have one hash"));
    }
    let (mut few, mut many): (Vec<u16>, Vec<[u16; ROW]>) = (Vec::new(), Vec::new());
    for (hash, (_, weights)) in &features {
        let place = if weights.len() > FEW {
            let mut row = [0; ROW];
            for &packed in weights {
                row[usize::from(packed & 15)] = (packed.cast_signed() >> 4).cast_unsigned();
            }
            many.push(row);
            (many.len() - 1) << 4 | ALL
        } else {
            few.extend(weights);
            (few.len() - weights.len()) << 4 | weights.len()
        };
        numbers.extend([hash::split(*hash, bits).1, number(place)]);
    }
    let mut bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
    let rows = many.iter().flatten();
    bytes.extend(rows.chain(&few).flat_map(|weight| weight.to_le_bytes()));
    bytes[8..12].copy_from_slice(&number(many.len()).to_le_bytes());
    Ok(bytes)
}

/// Reads the rows `word,sorts` below their header, of the words whose sorts are known: the places of two
/// sorts for each ([`words`]).
pub fn vocabulary(csv: &str) -> Result<Vec<u8>, String> {
    words(csv, |cells| {
        let [sorts] = cells else { return None };
        let mut places = [NONE; 2];
        for (at, sort) in sorts.split('|').enumerate() {
            let known = CLASSES.iter().position(|class| class == &sort)?;
            *places.get_mut(at)? = u8::try_from(known).ok()?;
        }
        Some(places)
    })
}

/// Reads the rows `word,group,part` below their header: the numbers of the group and of its part for each
/// word ([`words`]).
pub fn groups(csv: &str) -> Result<Vec<u8>, String> {
    words(csv, |cells| {
        let [group, part] = cells else { return None };
        let (group, part) = (group.parse().ok()?, part.parse().ok()?);
        let known = usize::from(group) < GROUPS && usize::from(part) < PARTS;
        known.then_some([group, part])
    })
}

/// Reads rows below their header that begin with a word; `read` makes two bytes of the other cells.
///
/// The bytes are, in numbers of four bytes, how many bits of a hash name its bucket and where the
/// entries of each bucket begin; then the entries: four bytes of a hash, and those two.
fn words(csv: &str, read: impl Fn(&[&str]) -> Option<[u8; 2]>) -> Result<Vec<u8>, String> {
    let mut words: BTreeMap<u64, [u8; 2]> = BTreeMap::new();
    for row in csv.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let told = cells.split_first();
        let told = told.and_then(|(word, cells)| Some((*word, read(cells)?)));
        let (word, told) = told.ok_or_else(|| format!("`{row}` is no row of the table"))?;
        if words.insert(hash::word(word.chars()), told).is_some() {
            return Err(format!("`{word}` has the hash of another word"));
        }
    }
    // About four words to a bucket.
    let bits = (usize::BITS - words.len().leading_zeros())
        .saturating_sub(2)
        .max(1);
    let mut numbers = vec![bits];
    let hashes: Vec<u64> = words.keys().copied().collect();
    numbers.extend(heads(&hashes, bits));
    let alike = |pair: &[u64]| hash::split(pair[0], bits) == hash::split(pair[1], bits);
    if hashes.windows(2).any(alike) {
        return Err("two words have one hash".to_owned());
    }
    let mut bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
    for (hash, told) in words {
        bytes.extend(hash::split(hash, bits).1.to_le_bytes());
        bytes.extend(told);
    }
    Ok(bytes)
}

/// Where the entries of each bucket begin among sorted hashes, and where those of the last one end.
pub fn heads(hashes: &[u64], bits: u32) -> impl Iterator<Item = u32> {
    let head = move |bucket| hashes.partition_point(|&it| hash::split(it, bits).0 < bucket);
    (0..=1_usize << bits).map(move |bucket| number(head(bucket)))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The number of a feature as the tables write it: `w-1=市`.
pub fn hashed(text: &str) -> u64 {
    let (template, parts) = match text.split_once('=') {
        Some((template, parts)) => (template, Some(parts)),
        None => (text, None),
    };
    let parts = parts.into_iter().flat_map(|parts| parts.split(SEPARATOR));
    parts.fold(hash::name(template), |number, part| {
        hash::add(number, of_part(part))
    })
}

fn of_part(part: &str) -> u64 {
    let code = part.strip_prefix(hash::ESCAPE);
    let char = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
    char.map_or_else(
        || hash::word(part.chars()),
        |char| hash::word(std::iter::once(char)),
    )
}
