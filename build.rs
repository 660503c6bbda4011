//! Indexes the built-in tables of names and cue words, so that a start of the program costs the
//! same however long they grow: it finds a name by two look-ups in the binary, and reads the
//! rows that it needs. Also embeds the program of the query page, where `web/` has made it.

use std::collections::HashSet;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use beginnings::Beginnings;
use cell::{BLOCK, Text};
use entry::Entry;
use index::{Index, LAYOUT};
use jurisdiction::Jurisdiction;
use organisation::Organisation;
use surname::SurnameKind;
use title::Title;
use words::{APART, ORDINARY, WordList};

#[path = "src/authority/beginnings.rs"]
#[expect(dead_code, reason = "what the program asks of beginnings")]
mod beginnings;
#[path = "src/authority/cell.rs"]
#[expect(dead_code, reason = "what the program asks of cells")]
mod cell;
#[path = "src/mention/tagger/class.rs"]
mod class;
#[path = "src/authority/entry.rs"]
mod entry;
#[path = "src/authority/fold.rs"]
mod fold;
#[path = "src/authority/hash.rs"]
mod hash;
#[path = "src/authority/index.rs"]
#[expect(dead_code, reason = "what the program asks of an index")]
mod index;
#[path = "src/authority/jurisdiction.rs"]
#[expect(dead_code, reason = "what the program asks of jurisdictions")]
mod jurisdiction;
#[path = "src/mention/tagger/label.rs"]
#[expect(dead_code, reason = "what the program asks of labels")]
mod label;
#[path = "src/authority/organisation.rs"]
#[expect(dead_code, reason = "what the program asks of organisations")]
mod organisation;
#[path = "src/mention/tagger/pack.rs"]
mod pack;
#[path = "src/authority/place.rs"]
#[expect(dead_code, reason = "what the program asks of places")]
mod place;
#[path = "src/authority/surname.rs"]
#[expect(dead_code, reason = "what the program asks of surnames")]
mod surname;
#[path = "src/authority/title.rs"]
#[expect(dead_code, reason = "what the program asks of titles")]
mod title;
#[path = "src/authority/words.rs"]
mod words;

/// Made by `npm run build` in `web/`; only its README is in the repository.
const BUNDLE: &str = "web/bundle";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    link_at_fixed_address();
    println!("cargo::rerun-if-changed={BUNDLE}");
    println!("cargo::rerun-if-changed=data/authority/builtin");
    for language in ["zh", "en"] {
        println!("cargo::rerun-if-changed=data/model/{language}.csv");
        for table in ["vocabulary", "groups"] {
            println!("cargo::rerun-if-changed=data/model/{table}-{language}.csv");
        }
    }
    println!("cargo::rerun-if-changed=src/authority");
    println!("cargo::rerun-if-changed=src/mention/tagger");
    let out = Out(PathBuf::from(
        env::var_os("OUT_DIR").expect("cargo names the folder"),
    ));

    let text = table("lexicon");
    let words: Vec<[Text; 4]> = rows(text);
    let ordinary: HashSet<&str> = words
        .iter()
        .filter(|[group, ..]| group == ORDINARY)
        .map(|[_, word, ..]| &**word)
        .collect();
    let (mut names, mut indexes) = (Vec::new(), Vec::new());
    for list in WordList::ALL {
        // In the order of the groups, since of two equal words the first one stands.
        let listed = list.groups.iter().flat_map(|(group, _)| {
            let of_group = words.iter().filter(move |[name, ..]| name == group);
            of_group.filter(move |[_, _, value, _]| list.takes(group, value))
        });
        let index = Index::new(listed.map(|[_, word, ..]| (word, 0, 0)));
        assert_ne!(index.len(), 0, "{list:?} has no words");
        let name = format!("list-{}", list.place);
        out.index(&name, &index);
        indexes.push(index);
        names.push(format!("made!(\"{name}.index\"),\n"));
    }
    let lists = format!(
        "/// The indexes of the lists of words.\n\
         static WORD_LISTS: [&[u8]; WordList::ALL.len()] = [\n{}];\n",
        names.concat()
    );
    out.write("lists.rs", lists.as_bytes());
    let groups = words.chunk_by(|a, b| a[0] == b[0]).map(|run| &*run[0][0]);
    let begins = groups.map(|name| begin(text, name));
    out.numbers("lexicon.groups", begins.chain([text.len()]));
    let numbered = |[group, word, ..]: &[Text; 4]| (place::number(group, word), begin(text, group));
    out.numbers("lexicon.places", places(words.iter().map(numbered)));

    let plain = |name: &str| u8::from(ordinary.contains(name)) * APART;
    let read = |cells| Jurisdiction::from_cells(cells, None).unwrap_or_else(|fault| fail(&fault));
    let jurisdictions = out.register("jurisdictions", read, |_, name| plain(name));
    let read = |cells| Organisation::from_cells(cells, None).unwrap_or_else(|fault| fail(&fault));
    let [organisations, _] = out.register("organisations", read, |_, name| plain(name));
    let read = |cells| Title::from_cells(cells, None).unwrap_or_else(|fault| fail(&fault));
    let [titles, _] = out.register("titles", read, |title: &Title, _| {
        u8::from(title.uses.prefix) * APART
    });
    indexes.extend(jurisdictions);
    indexes.extend([organisations, titles]);
    let beginnings = Beginnings::new(indexes.iter());
    out.write("lists.beginnings", beginnings.0.as_flattened());

    let surnames = rows(table("surnames"));
    let surnames = surnames.iter().map(|[surname, kind, _]: &[Text; 3]| {
        let kind = SurnameKind::from_cell(kind).unwrap_or_else(|fault| fail(&fault));
        (surname, 0, kind as u32)
    });
    out.index("surnames", &Index::new(surnames));
    out.write("bundle.rs", bundle().as_bytes());

    for language in ["zh", "en"] {
        let of_language = |table: &str| format!("{table}-{language}");
        out.packed(language, &of_language("model"), pack::pack);
        out.packed(
            &of_language("vocabulary"),
            &of_language("vocabulary"),
            pack::vocabulary,
        );
        out.packed(&of_language("groups"), &of_language("groups"), pack::groups);
    }
}

/// A program that may lie anywhere in memory has ninety thousand addresses to put right before it
/// begins (DESIGN.md). With `GOVREP_PIE` in the environment of the build it may.
fn link_at_fixed_address() {
    const UNLESS: &str = "GOVREP_PIE";
    println!("cargo::rerun-if-env-changed={UNLESS}");
    let target = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let is_linux = target("OS") == "linux" && target("ENV") == "gnu";
    if is_linux && env::var_os(UNLESS).is_none() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// The files of the query page as an array of names and bytes; none where they were not made.
fn bundle() -> String {
    let mut names: Vec<String> = Vec::new();
    // A package without the folder is whole, too.
    for entry in fs::read_dir(BUNDLE).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "README.md" {
            names.push(name);
        }
    }
    names.sort_unstable();
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder");
    let mut code = String::from("&[\n");
    for name in names {
        let path = format!("{root}/{BUNDLE}/{name}");
        writeln!(code, "    ({name:?}, include_bytes!({path:?})),").expect("a text takes all");
    }
    code.push_str("]\n");
    code
}

/// The rows of a built-in table.
fn table(name: &str) -> &'static str {
    let file = format!("data/authority/builtin/{name}.csv");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    cell::without_header(text.leak())
}

fn rows<const N: usize>(text: &'static str) -> Vec<[Text; N]> {
    cell::rows(text).collect()
}

/// The places of rows, given by their numbers, as the program reads them.
fn places(rows: impl Iterator<Item = (u64, usize)>) -> impl Iterator<Item = usize> {
    let mut rows: Vec<(u64, usize)> = rows.collect();
    rows.sort_unstable();
    // About two rows to a bucket.
    let bits = rows.len().max(4).ilog2() - 1;
    let numbers: Vec<u64> = rows.iter().map(|&(number, _)| number).collect();
    let heads = pack::heads(&numbers, bits).map(|head| head as usize);
    let heads: Vec<usize> = heads.collect();
    let mut sieve = vec![0; 1 << bits];
    for number in numbers {
        let (place, bit) = hash::sieved(number, bits);
        sieve[place] |= bit as usize;
    }
    let entry = move |(number, place)| [hash::split(number, bits).1 as usize, place];
    let entries = rows.into_iter().flat_map(entry);
    let head = std::iter::once(bits as usize);
    head.chain(sieve).chain(heads).chain(entries)
}

/// Where a cell that was read from a text begins in it.
fn begin(text: &str, cell: &str) -> usize {
    cell.as_ptr() as usize - text.as_ptr() as usize
}

fn fail(fault: &cell::Fault) -> ! {
    panic!("data/authority/builtin: {fault:?}")
}

/// The folder for what is made while compiling.
struct Out(PathBuf);

impl Out {
    fn write(&self, name: &str, bytes: &[u8]) {
        let file = self.0.join(name);
        fs::write(&file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// Writes a table of data/model in the form that it is read in.
    fn packed(&self, table: &str, name: &str, pack: fn(&str) -> Result<Vec<u8>, String>) {
        let file = format!("data/model/{table}.csv");
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let packed = pack(&text).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        self.write(name, &packed);
    }

    fn numbers(&self, name: &str, numbers: impl Iterator<Item = usize>) {
        let bytes: Vec<u8> = numbers.flat_map(number).collect();
        self.write(name, &bytes);
    }

    /// Writes an index in the form that it is read in.
    fn index(&self, name: &str, index: &Index) {
        let backward = index.turned();
        let sides = [&index.forward, &backward];
        let layout: [usize; LAYOUT] = [
            index.forward.heads.len(),
            index.len(),
            backward.heads.len(),
            usize::from(index.forward.has_single),
            usize::from(backward.has_single),
        ];
        let mut bytes: Vec<u8> = layout.into_iter().flat_map(number).collect();
        for side in sides {
            bytes.extend(side.heads.iter().flatten());
            bytes.extend(side.entries.iter().flatten().flatten());
            bytes.extend(side.sieve.iter());
        }
        bytes.extend(index.text.iter());
        self.write(&format!("{name}.index"), &bytes);
    }

    /// Writes where the blocks of a table begin, and the indexes of its names and its weak names,
    /// which are returned.
    fn register<T: Entry, const N: usize>(
        &self,
        name: &str,
        read: impl Fn([Text; N]) -> T,
        sort: impl Fn(&T, &str) -> u8,
    ) -> [Index; 2] {
        let text = table(name);
        let cells = rows(text);
        let begins: Vec<usize> = lines(text).step_by(BLOCK).collect();
        let count = lines(text).count();
        assert_eq!(count, cells.len(), "{name}: a row is a line");
        self.numbers(
            &format!("{name}.blocks"),
            std::iter::once(count).chain(begins),
        );
        let rows: Vec<T> = cells.into_iter().map(read).collect();
        assert!(
            rows.is_sorted_by(|a, b| a.key() < b.key()),
            "{name} is sorted by key, each key once"
        );
        let numbered = || (0u32..).zip(&rows);
        let names = numbered().flat_map(|(number, row)| {
            let sort = &sort;
            row.names().map(move |name| {
                let sort = sort(row, &name);
                (name, sort, number)
            })
        });
        let names = Index::new(names);
        self.index(name, &names);
        let weak = numbered()
            .flat_map(|(number, row)| row.weak_names().map(move |name| (name, 0, number)));
        let weak = Index::new(weak);
        self.index(&format!("{name}-weak"), &weak);
        [names, weak]
    }
}

/// Where the lines of a text begin.
fn lines(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.match_indices('\n').map(|(end, _)| end + 1);
    std::iter::once(0)
        .chain(ends)
        .filter(|&begin| begin < text.len())
}

/// A number as it is read: of four bytes, the lowest first.
fn number(number: usize) -> [u8; 4] {
    let number = u32::try_from(number).expect("tables are smaller than four gigabytes");
    number.to_le_bytes()
}
