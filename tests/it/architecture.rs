use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// The modules of the library in the order of `lib.rs`.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").expect("the library");
    let declared = lib.lines().filter_map(|line| {
        let name = line.strip_prefix("pub mod ")?.strip_suffix(';')?;
        Some(name.to_owned())
    });
    declared.collect()
}

/// The files of a module: `name.rs`, or all below `name/`.
fn files(module: &str) -> Vec<String> {
    let file = format!("src/{module}.rs");
    let all = WalkDir::new("src").sort_by_file_name();
    all.into_iter()
        .map(|entry| entry.expect("readable sources"))
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"))
        .map(|entry| entry.path().to_str().expect("UTF-8 names").to_owned())
        .filter(|path| *path == file || path.starts_with(&format!("src/{module}/")))
        .collect()
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let modules = modules();
    assert!(modules.len() > 10, "lib.rs lists the modules: {modules:?}");
    for (place, module) in modules.iter().enumerate() {
        let files = files(module);
        assert!(!files.is_empty(), "{module} has files");
        for file in files {
            let text = fs::read_to_string(Path::new(&file)).expect("readable sources");
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                // Below the brace nobody would look.
                assert!(
                    !line.contains("crate::{"),
                    "{file}: one `use` for each module: {line}"
                );
                for used in line.split("crate::").skip(1) {
                    let name = used
                        .split(|c: char| !c.is_alphanumeric() && c != '_')
                        .next();
                    let position = modules.iter().position(|m| Some(m.as_str()) == name);
                    assert!(
                        position.is_none_or(|used| used <= place),
                        "{file}: {module} must not use what stands below it: {line}"
                    );
                }
            }
        }
    }
}
