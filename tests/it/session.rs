//! Sessions and talks of events, in small made-up texts.

use crate::reading::{read, says};
use crate::sandbox::Sandbox;

const FORUM: &str = "壹、過程\n\n一、2024 年海洋論壇於 2024 年 5 月 7 日至 8 日於挪威舉辦\n\n";

#[test]
fn a_talk_in_a_ceremony_is_a_session_of_it() {
    let read = read(&format!(
        "{FORUM}（一）開幕典禮\n\n開幕典禮由總統林大明(David Lin)發表開幕演講，他強調合作。\n\n圖 1：林大明總統開幕致詞\n"
    ));
    let talk = "/session/speech-david-lin";
    assert!(
        says(
            &read,
            talk,
            "superEvent",
            "<https://data.example.org/id/event/海洋論壇-2024/session/開幕典禮>"
        ) || says(&read, talk, "superEvent", "<"),
        "{read}"
    );
    assert!(says(&read, talk, "altLabel", "\"開幕演講\""), "{read}");
    let speaker = read
        .lines()
        .any(|line| line.contains("/session/speech-david-lin/david-lin/speaker> "));
    assert!(speaker, "{read}");
}

#[test]
fn a_talk_beside_a_ceremony_is_a_part_of_the_event_alone() {
    let read = read(&format!(
        "{FORUM}（一）閉幕典禮\n\n總統林大明(David Lin)，於閉幕典禮前發表一場 10 分鐘的演說(Keynote)。\n"
    ));
    let talk = "/session/keynote-david-lin";
    let format = "<https://w3id.org/govrep/code/session-format/keynote>";
    assert!(
        says(&read, talk, "m8g/format", format) || read.contains(format),
        "{read}"
    );
    let event = read
        .lines()
        .find(|line| line.contains("/session/keynote-david-lin> <https://schema.org/superEvent>"))
        .unwrap_or_default();
    assert!(
        !event.contains("superEvent> <https://data.example.org/id/event/海洋論壇-2024/session"),
        "{event}"
    );
    // The number is of the talk.
    let about = read.lines().any(|line| {
        line.contains("observationAbout> ") && line.contains("/session/keynote-david-lin>")
    });
    assert!(about, "{read}");
}

#[test]
fn words_that_only_point_to_a_talk_make_none() {
    let read = read(&format!(
        "{FORUM}（一）閉幕典禮\n\n總統林大明(David Lin)發表的演說獲得好評。\n"
    ));
    assert!(!read.contains("/session/speech-"), "{read}");
}

#[test]
fn two_sessions_with_one_title_stay_two_in_any_order() {
    let day = |number: u8, text: &str| {
        format!(
            "（{}）5 月 {} 日議程\n\n1. 「海洋教育」座談會\n\n{text}\n\n",
            ["一", "二"][usize::from(number) - 7],
            number
        )
    };
    let two = read(&format!(
        "{FORUM}{}{}",
        day(7, "首場談學校。"),
        day(8, "次場談社區。")
    ));
    let names = |read: &str| {
        let mut names: Vec<String> = read
            .lines()
            .filter(|line| line.ends_with("<https://w3id.org/govrep/ns#Session> ."))
            .filter_map(|line| line.split(' ').next().map(ToOwned::to_owned))
            .collect();
        names.sort();
        names
    };
    let found = names(&two);
    assert_eq!(found.len(), 2, "{two}");
    assert_ne!(found[0], found[1]);
}

#[test]
fn a_session_of_no_event_is_told() {
    let sandbox = Sandbox::new().file("r.txt", "壹、過程\n\n一、開幕典禮\n\n談學校。\n");
    let run = sandbox.govrep("convert r.txt -f nt").assert().success();
    let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        told.contains("warning[session-homeless]: “開幕典禮” is a session, but no event is named that it is a part of"),
        "{told}"
    );
}

#[test]
fn a_programme_lists_kinds_of_sessions() {
    let read = read(&format!(
        "{FORUM}5 月 7 日至 8 日的議程包含座談會(Panels)、工作坊(Workshops)及短講(Pitch Corner)等。\n"
    ));
    for (key, format) in [
        ("panels", "panel"),
        ("workshops", "workshop"),
        ("pitch-corner", "pitch"),
    ] {
        let format = format!("<https://w3id.org/govrep/code/session-format/{format}>");
        let is_kind = read
            .lines()
            .any(|line| line.contains(&format!("/session/{key}> ")) && line.contains(&format));
        assert!(is_kind, "{key}\n{read}");
        assert!(
            says(
                &read,
                &format!("/session/{key}"),
                "startDate",
                "\"2024-05-07\""
            ),
            "{read}"
        );
    }
}

#[test]
fn two_kinds_of_sessions_in_passing_are_no_programme() {
    let read = read(&format!("{FORUM}會場舉行座談會及工作坊。\n"));
    assert!(!read.contains("EventSeries"), "{read}");
}
