//! What speakers spoke about, in small made-up texts.

use crate::reading::read;

/// The topics of a text, each as `speaker: words`.
fn topics(text: &str) -> Vec<String> {
    let read = read(text);
    let object = |subject: &str, predicate: &str| {
        let start = format!("{subject} <{predicate}> ");
        let line = read.lines().find_map(|line| line.strip_prefix(&start));
        line.unwrap_or_default().to_owned()
    };
    let mut topics: Vec<String> = read
        .lines()
        .filter(|line| line.ends_with("<https://w3id.org/govrep/ns#SpeechTopic> ."))
        .filter_map(|line| line.split(' ').next())
        .map(|subject| {
            let speaker = object(subject, "https://w3id.org/govrep/ns#speaker");
            let speaker = speaker.rsplit('/').next().unwrap_or_default();
            let words = object(subject, "https://schema.org/text");
            let words = words.rsplit_once('@').map_or("", |(words, _)| words);
            format!(
                "{}: {}",
                speaker.trim_end_matches(['>', ' ', '.']),
                words.trim_matches('"')
            )
        })
        .collect();
    topics.sort();
    topics
}

#[test]
fn what_is_presented_is_a_topic() {
    assert_eq!(
        topics("王大同處長分享我國海洋政策的推動成果，並說明未來的規劃做法。"),
        ["王大同: 我國海洋政策的推動成果", "王大同: 未來的規劃做法"]
    );
    assert_eq!(
        topics("陳柏霖教授以「海洋治理的未來」為題發表演講。"),
        ["陳柏霖: 海洋治理的未來"]
    );
    assert_eq!(
        topics("王大同處長說明了有關海洋治理的三項措施如下：\n"),
        ["王大同: 海洋治理的三項措施"]
    );
    // The next sentence goes on.
    assert_eq!(
        topics("王大同處長介紹該中心的設立經過；並分析其成功的原因如下：\n"),
        ["王大同: 其成功的原因", "王大同: 該中心的設立經過"]
    );
    assert_eq!(
        topics(
            "Dr Ana Lima spoke on open budgets in small states while others met. Ms Mary Chen gave a presentation on civic technology."
        ),
        [
            "ana-lima: open budgets in small states",
            "mary-chen: civic technology"
        ]
    );
}

#[test]
fn who_is_asked_to_tell_or_is_no_speaker_has_no_topic() {
    for text in [
        "請王大同處長說明海洋政策的推動成果。",
        "王大同處長將介紹海洋政策的推動成果。",
        "王大同處長出席說明會。",
        "王大同處長說明如下。",
        "外交部說明海洋政策的推動成果。",
        "王大同處長未說明海洋政策的推動成果。",
        "Dr Ana Lima will present. She delivered remarks on behalf of the Ministry of Finance.",
        "Dr Ana Lima was asked to speak on open budgets.",
        "If Dr Ana Lima spoke on open budgets, nobody wrote it down.",
        "Perhaps Dr Ana Lima, who could not come, gave a talk on open budgets.",
    ] {
        assert_eq!(topics(text), [""; 0], "{text}");
    }
}

#[test]
fn a_sentence_on_what_is_to_be_done_is_no_topic() {
    let text = "何四方組長報告漁業署應加強稽查。林二明科長說明未來的規劃做法。";
    assert_eq!(topics(text), ["林二明: 未來的規劃做法"]);
    let advice = "<https://w3id.org/govrep/ns#Call> .";
    assert!(read(text).contains(advice), "it is told as what it is");
}

#[test]
fn a_topic_stands_with_its_session() {
    let read = read(
        "壹、過程\n\n一、2024 年海洋論壇於 2024 年 5 月 7 日至 8 日於挪威舉辦\n\n\
         （一）海洋治理(Ocean Governance)短講\n\n\
         本場次由林大明(David Lin)教授進行演說，分享其治理海灣的經驗。\n",
    );
    let voiced = |line: &&str| {
        line.contains("/speech-topic/")
            && line.contains("ns#voicedIn> ")
            && line.ends_with("海洋治理-ocean-governance> .")
    };
    assert!(read.lines().any(|line| voiced(&line)), "{read}");
    // Who spoke in a session was at the event.
    let part = "/participation/海洋論壇-2024/david-lin/speaker> ";
    let inferred = "<https://w3id.org/govrep/code/extraction-method/inferred> .";
    let lines: Vec<&str> = { read.lines() }
        .filter(|line| line.contains(part))
        .collect();
    assert!(
        lines.iter().any(|line| line.ends_with(inferred)),
        "{lines:?}"
    );
}

#[test]
fn the_count_of_what_somebody_lists_is_the_reports() {
    let read = read(
        "總統林大明(David Lin)強調合作，外交部設有 3 個辦公室。\n\n\
         林大明總統並提出外交部的 2 個專案如下：\n\n(1) 甲案\n\n(2) 乙案\n",
    );
    let spoken = |measure: &str| {
        let figure = format!("/{measure}/");
        let lines = read.lines().filter(|line| line.contains(&figure));
        lines.filter(|line| line.contains("ns#speaker>")).count()
    };
    assert_eq!(spoken("projects"), 0, "{read}");
    assert_eq!(spoken("offices"), 1, "{read}");
}
