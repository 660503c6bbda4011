//! `govrep explain` as a dossier: what it tells of persons and other things of this repository's
//! report, read by a person against the report before it was kept.
//!
//! To write them anew after a change that is right: `GOVREP_EXPLAIN=write cargo test --test it
//! explain`, then read the difference.

use std::fs;
use std::path::Path;

use predicates::str::diff;

use crate::sandbox::govrep_in;

#[test]
fn dossiers_are_as_they_were_read() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, thing) in [
        ("obama.txt", "person/barack-obama"),
        ("lu-jiahua.txt", "呂家華"),
        ("zhang-mingzhong.txt", "張銘忠"),
        ("francois-hollande.txt", "歐蘭德"),
        ("manish-bapna.txt", "Manish Bapna"),
        ("wri.txt", "世界資源協會"),
        (
            "fork-and-merge.txt",
            "event/ogp-global-summit-2016/session/fork-and-merge-collaboration-in-civic-tech",
        ),
        (
            "new-alliances.txt",
            "undertaking/ogp-summit-2016/ogp-build-alliances",
        ),
    ] {
        let file = here.join("tests/explain").join(file);
        let mut command = govrep_in(here, "explain");
        command.arg(thing);
        if std::env::var("GOVREP_EXPLAIN").is_ok_and(|value| value == "write") {
            let printed = command.output().expect("it runs").stdout;
            fs::write(&file, printed).expect("the dossier can be written");
        } else {
            let dossier = fs::read_to_string(&file).expect("the dossier");
            command.assert().success().stdout(diff(dossier)).stderr("");
        }
    }
}
