use std::process::Command;

use serde_json::Value;

/// The licences that `deny.toml` allows for a package.
fn allowed(settings: &toml::Table, package: &str) -> Vec<String> {
    let licences = &settings["licenses"];
    let exceptions = licences["exceptions"].as_array().expect("a list");
    let own = exceptions
        .iter()
        .filter(|exception| exception["crate"].as_str() == Some(package))
        .map(|exception| &exception["allow"]);
    own.chain([&licences["allow"]])
        .flat_map(|list| list.as_array().expect("a list"))
        .map(|licence| licence.as_str().expect("a name").to_owned())
        .collect()
}

/// Whether an SPDX expression is satisfied by licences of the list.
///
/// `/` is how old packages write OR. AND binds stronger than OR; a licence WITH an exception is
/// one name.
fn satisfied(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let spaced = spaced.replace(" WITH ", "_WITH_");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = tokens.as_slice();
    let result = any(&mut rest, allowed);
    result && rest.is_empty()
}

fn any(tokens: &mut &[&str], allowed: &[String]) -> bool {
    let mut result = all(tokens, allowed);
    while let [first, rest @ ..] = tokens
        && *first == "OR"
    {
        *tokens = rest;
        result |= all(tokens, allowed);
    }
    result
}

fn all(tokens: &mut &[&str], allowed: &[String]) -> bool {
    let mut result = one(tokens, allowed);
    while let [first, rest @ ..] = tokens
        && *first == "AND"
    {
        *tokens = rest;
        result &= one(tokens, allowed);
    }
    result
}

fn one(tokens: &mut &[&str], allowed: &[String]) -> bool {
    let [first, rest @ ..] = tokens else {
        return false;
    };
    *tokens = rest;
    if *first != "(" {
        return allowed
            .iter()
            .any(|a| *a == first.replace("_WITH_", " WITH "));
    }
    let result = any(tokens, allowed);
    match tokens {
        [")", rest @ ..] => {
            *tokens = rest;
            result
        }
        _ => false,
    }
}

#[test]
fn expressions() {
    let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for expression in [
        "MIT",
        "GPL-3.0 OR MIT",
        "GPL-3.0/MIT",
        "(GPL-3.0 OR MIT) AND Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(satisfied(expression, &allowed), "{expression}");
    }
    for expression in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "MIT AND (GPL-3.0 OR ISC)",
        "",
        "(MIT",
        "MIT)",
    ] {
        assert!(!satisfied(expression, &allowed), "{expression}");
    }
}

#[test]
fn every_dependency_is_permissively_licensed() {
    let settings = std::fs::read_to_string("deny.toml").expect("deny.toml");
    let settings: toml::Table = settings.parse().expect("TOML");
    let version = Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc runs");
    let version = String::from_utf8(version.stdout).expect("text");
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("a host");
    // Packages of other systems may not have been downloaded.
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .args(["--filter-platform", host])
        .output()
        .expect("cargo runs");
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(
            satisfied(licence, &allowed(&settings, name)),
            "{name} has the licence {licence}, which deny.toml does not allow"
        );
    }
}
