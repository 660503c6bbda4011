//! Who says what in press releases, what the numbers in them are of, and what papers are called. All texts
//! are made up.

use govrep::authority::Authority;
use govrep::extraction::Extraction;
use govrep::fact::Measured;
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use govrep::source;

use crate::sandbox::Sandbox;

fn read(text: &str) -> Extraction {
    read_as("r.txt", text)
}

fn read_as(name: &str, text: &str) -> Extraction {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::decode(name, text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("r", name, &Project::default());
    // The rules alone.
    report.tagger = false;
    Extraction::read(source, &knowledge, &report).0
}

/// Who is quoted, with which words.
fn quoted(text: &str) -> Vec<(String, String)> {
    quoted_in("r.txt", text)
}

fn quoted_in(name: &str, text: &str) -> Vec<(String, String)> {
    let read = read_as(name, text);
    let quotations = read.facts.quotations.iter();
    quotations
        .map(|it| {
            let speaker = &read.resolved.entity(it.speaker).key;
            (speaker.clone(), read.document.slice(it.text).to_owned())
        })
        .collect()
}

/// What the figures of a text are of: `measure value unit of thing`, behind a stroke what of the thing, and
/// who says so.
fn figures(text: &str) -> Vec<String> {
    let read = read(text);
    let key = |id: govrep::entity::EntityId| read.resolved.entity(id).key.as_str();
    let figures = read.facts.figures.iter();
    figures
        .map(|it| {
            let about = match it.about {
                Measured::Thing(id) => key(id).to_owned(),
                Measured::Undertaking(index) => {
                    let text = read.facts.undertakings[index].text;
                    format!("“{}”", read.document.slice(text))
                }
                _ => String::new(),
            };
            let of = it.of.map(|of| format!(" | {}", read.document.slice(of)));
            let speaker = it.speaker.map(|id| format!(" says {}", key(id)));
            format!(
                "{} {} {} of {about}{}{}",
                it.measure,
                it.value,
                it.unit,
                of.unwrap_or_default(),
                speaker.unwrap_or_default()
            )
        })
        .collect()
}

fn pair(speaker: &str, words: &str) -> (String, String) {
    (speaker.to_owned(), words.to_owned())
}

#[test]
fn a_verb_beside_quotation_marks_tells_who_speaks_in_english() {
    let text = "Ferry fares frozen\n\n\
        Transport Minister Alan Whitcombe said: “Ferries are the lifeline of our islands.”\n\n\
        “We welcome the freeze,” said Joan Petrie, chief executive of the Islands Passengers Alliance. \
        “It is overdue.”\n\n“This fund will keep them running,” Mayor Ruth Delacroix told reporters.\n\n\
        “No island will be left behind,” Peter Lindqvist, the harbour master, added.\n";
    assert_eq!(
        quoted(text),
        [
            pair("alan-whitcombe", "Ferries are the lifeline of our islands."),
            pair("joan-petrie", "We welcome the freeze"),
            pair("ruth-delacroix", "This fund will keep them running"),
            pair("peter-lindqvist", "No island will be left behind"),
        ]
    );
}

#[test]
fn a_verb_beside_quotation_marks_tells_who_speaks_in_chinese() {
    let text = "農業部推動青農貸款\n\n農業部部長陳國棟致詞時表示：「青年是農村的未來，政府一定做後盾。」\n\n\
        「民眾的配合是最大的關鍵，」賴瑩瑩署長強調。\n\n\
        農業部指出，「核貸件數已經超過去年的全年總和」。\n";
    assert_eq!(
        quoted(text),
        [
            pair("陳國棟", "青年是農村的未來，政府一定做後盾。"),
            pair("賴瑩瑩", "民眾的配合是最大的關鍵"),
            pair("twn-moa", "核貸件數已經超過去年的全年總和"),
        ]
    );
}

#[test]
fn who_is_named_between_two_parts_of_a_sentence_said_both() {
    let text = "“We chose the hard ones,” Ana Lima, the harbour master, told the visitors, \
        “because we were not asked about the easy ones.”\n";
    assert_eq!(
        quoted(text),
        [
            pair("ana-lima", "We chose the hard ones"),
            pair("ana-lima", "because we were not asked about the easy ones."),
        ]
    );
}

#[test]
fn who_answers_did_not_ask() {
    let text = "委員葛如鈞質疑，執行率太低，「錢到底花到哪裡去了？」次長闕河鳴回應，可達95%。\n";
    assert_eq!(quoted(text), []);
    let text = "「錢到底花到哪裡去了？」委員葛如鈞質疑。\n";
    assert_eq!(quoted(text), [pair("葛如鈞", "錢到底花到哪裡去了？")]);
}

#[test]
fn a_figure_is_said_by_who_speaks_in_its_paragraph() {
    let text = "經濟部用電說明\n\n部長王美花表示，用電成長3%。\n\n\
        委員葛如鈞質疑，預算執行率只有63%。\n\n主任林大同到場，收視率為12%。\n";
    let figures = figures(text);
    let says = |value: &str| figures.iter().find(|figure| figure.contains(value));
    assert!(
        says(" 63 ").is_none_or(|figure| figure.ends_with("says 葛如鈞")),
        "{figures:?}"
    );
    assert!(
        says(" 12 ").is_none_or(|figure| !figure.contains("says")),
        "{figures:?}"
    );
}

#[test]
fn people_from_many_countries_are_of_none_of_them() {
    let figures = figures("論壇紀要\n\n計有日本、韓國、越南等12國、350人與會。\n");
    assert!(
        figures.iter().all(|figure| !figure.contains("VNM")),
        "{figures:?}"
    );
}

#[test]
fn a_pronoun_is_the_only_person_named_before_it() {
    let text = "Ana Lima, the harbour master, opened the pier. “It will serve four islands,” she said.\n\n\
        “Two more will follow soon,” she added.\n";
    assert_eq!(
        quoted(text),
        [
            pair("ana-lima", "It will serve four islands"),
            pair("ana-lima", "Two more will follow soon"),
        ]
    );
    let text = "Ana Lima met Peter Lindqvist. “It will serve four islands,” she said.\n";
    assert_eq!(quoted(text), []);
    let text = "陳國棟部長到場。他表示：「青年是農村的未來。」\n";
    assert_eq!(quoted(text), [pair("陳國棟", "青年是農村的未來。")]);
}

#[test]
fn marks_around_titles_and_terms_are_no_quotations() {
    for text in [
        "農業部部長陳國棟宣布推動「青年農民貸款第二期計畫」。",
        "陳國棟部長以「農村的未來與青年返鄉」為題發表演講。",
        "陳國棟部長稱之為「最後一哩路的照顧服務」。",
        "陳國棟部長說明，「農村再生與青年返鄉培力計畫」。",
        "Ana Lima launched the programme “Ferries for All Islands” in Suva.",
        "The report of Ana Lima is called “Ferries are the lifeline”.",
        "“The fund opens in May.” Ana Lima said last year that it was late.",
        "If Ana Lima had said: “Ferries are the lifeline”, nobody would have listened.",
    ] {
        assert_eq!(quoted(text), [], "{text}");
    }
}

#[test]
fn what_is_quoted_is_a_claim_of_whoever_says_it() {
    let sandbox = Sandbox::new().file(
        "r.txt",
        "Ferry fares frozen\n\nTransport Minister Alan Whitcombe said: “Ferries are the lifeline of our islands.”\n",
    );
    let done = sandbox.govrep("convert r.txt -f nq").assert().success();
    let data = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    let claim = data
        .lines()
        .find(|line| line.contains("#type> <https://schema.org/Claim>"))
        .and_then(|line| line.split(' ').next())
        .expect("a claim");
    let says = |predicate: &str, object: &str| {
        data.lines().any(|line| {
            line.starts_with(claim) && line.contains(predicate) && line.contains(object)
        })
    };
    assert!(
        says(
            "schema.org/text>",
            "\"Ferries are the lifeline of our islands.\""
        ),
        "{data}"
    );
    assert!(says("ns#speaker>", "alan-whitcombe"), "{data}");
    assert!(says("ns#cue>", "\"said\""), "{data}");
}

#[test]
fn a_name_beside_the_subject_of_a_verb_of_saying_is_not_who_speaks() {
    for text in [
        "Critics of President Ana Lima said: “He must go at once.”",
        "Critics of President Ana Lima: “He must go at once.”",
        "“We will not pay for it,” said a spokesman for Ana Lima.",
        "“We will not pay for it,” said the spokesman for the mayor, Ana Lima.",
        "“We will not pay for it,” said Ana Lima's lawyer.",
        "“We will not pay for it,” said Ana Lima supporters in Suva.",
        "“We will not pay for it,” said workers who had met Mayor Ana Lima.",
        "“We will not pay for it,” the workers told Ana Lima.",
        "Ana Lima met the workers who said: “We will not pay for it.”",
        "Ana Lima and the workers who came said: “We will not pay for it.”",
        "The spokesman for the mayor, Ana Lima, said: “We will not pay for it.”",
        "The Wexmouth Harbour Board met workers who said: “We will not pay for it.”",
        "反對陳國棟的民眾表示：「他應該立刻下台負責。」",
        "陳國棟部長的發言人表示：「他應該立刻下台負責。」",
        "陳國棟部長到場視察，在場漁民表示：「他應該立刻下台負責。」",
        "漁民向陳國棟部長表示：「他應該立刻下台負責。」",
        "陳國棟部長的支持者到場，並表示：「他應該立刻下台負責。」",
        "「他應該立刻下台負責，」陳國棟部長的支持者強調。",
        "農業部的志工指出，「他應該立刻下台負責」。",
        "反對陳國棟部長：「他應該立刻下台負責。」",
    ] {
        assert_eq!(quoted(text), [], "{text}");
    }
}

#[test]
fn titles_asides_and_adverbs_may_stand_around_who_speaks() {
    for text in [
        "On Monday, Mayor Ana Lima also said: “We will pay for all of it.”",
        "Opening the pier, Mayor Ana Lima said: “We will pay for all of it.”",
        "The director of the Wexmouth Harbour Board, Ana Lima, said: “We will pay for all of it.”",
        "“We will pay for all of it,” said Wexmouth Harbour Board chief executive Ana Lima on Monday.",
        "“We will pay for all of it,” Ana Lima (the harbour master) later said.",
    ] {
        let found = quoted(text);
        let speakers: Vec<&str> = found.iter().map(|(speaker, _)| speaker.as_str()).collect();
        assert_eq!(speakers, ["ana-lima"], "{text}");
    }
    for text in [
        "會中，農業部部長陳國棟致詞時也特別表示：「政府一定會做農民的後盾。」",
        "農業部部長陳國棟今天出席典禮，致詞時表示：「政府一定會做農民的後盾。」",
    ] {
        let found = quoted(text);
        let speakers: Vec<&str> = found.iter().map(|(speaker, _)| speaker.as_str()).collect();
        assert_eq!(speakers, ["陳國棟"], "{text}");
    }
}

#[test]
fn a_pronoun_is_no_body_and_nobody_of_another_part() {
    let text = "The Wexmouth Harbour Board said: “We will pay for all of it.”\n\n\
        “It will serve four islands,” she said.\n";
    assert_eq!(
        quoted(text),
        [pair("wexmouth-harbour-board", "We will pay for all of it.")]
    );
    let text = "壹、開幕\n\n陳國棟部長表示：「青年是農村的未來。」\n\n貳、討論\n\n他表示：「政府一定會做農民的後盾。」\n";
    assert_eq!(quoted(text), [pair("陳國棟", "青年是農村的未來。")]);
}

#[test]
fn many_quotations_in_one_block_are_read_in_time() {
    let text = "民眾他說：「這裡的路燈一定要馬上修好。」".repeat(3_000);
    assert_eq!(quoted(&text), []);
    let text = "“We will not pay for it,” she said. ".repeat(3_000);
    assert_eq!(quoted(&text), []);
}

#[test]
fn numbers_of_english_press_releases_have_a_subject() {
    for (text, wanted) in [
        (
            "The Wexmouth Harbour Board has today announced £48.5 million for new ferries.",
            "amount 48500000 £ of wexmouth-harbour-board",
        ),
        (
            "The Wexmouth Harbour Board treated about 18,400 patients in 2023.",
            "persons 18400 patients of wexmouth-harbour-board",
        ),
        (
            "The Wexmouth Harbour Board met. The board has approved a budget of £3.2 million.",
            "amount 3200000 £ of wexmouth-harbour-board",
        ),
        (
            "The Wexmouth Harbour Board committed a further US$40 million.",
            "amount 40000000 US$ of wexmouth-harbour-board",
        ),
        (
            "Suva, 5 May 2024 – The Wexmouth Harbour Board approved a budget of £3.2 million.",
            "amount 3200000 £ of wexmouth-harbour-board",
        ),
        (
            "Ana Lima runs the Wexmouth Harbour Board. Ana Lima said that the board hired 42 nurses.",
            "quantity 42 nurses of wexmouth-harbour-board says ana-lima",
        ),
        (
            "The Wexmouth Harbour Board planted 1,200 trees and will plant more.",
            "quantity 1200 trees of wexmouth-harbour-board",
        ),
        (
            "Kenya's tuna exports reached 9,800 tonnes in 2022.",
            "quantity 9800 tonnes of KEN | tuna exports",
        ),
        (
            "The recovery rate in Kenya was 61.5 per cent.",
            "share 61.5 per cent of KEN | recovery rate",
        ),
        (
            "Tuna accounts for 41 per cent of Kenya's export earnings.",
            "share 41 per cent of KEN",
        ),
        (
            "Ana Lima said that Kenya exported 9,800 tonnes of tuna.",
            "quantity 9800 tonnes of KEN says ana-lima",
        ),
        (
            "Canada will provide CAD 110 million for the ports.",
            "amount 110000000 CAD of “Canada will provide CAD 110 million for the ports.”",
        ),
    ] {
        assert_eq!(figures(text), [wanted], "{text}");
    }
}

#[test]
fn what_compares_or_only_happens_has_no_figure_in_english() {
    for text in [
        "Kenya increased 12 per cent.",
        "Passenger numbers rose by 12 per cent in Kenya.",
        "The minister met Kenya and others, and 300 boats were lost.",
        "Kenya is 30 kilometres from the coast.",
        "The Harbour Board and the Coast Board met. The board spent £3 million.",
        "Whether Kenya exported 9,800 tonnes is disputed.",
        "The Wexmouth Harbour Board met. The harbour handled 30,000 tonnes.",
        "Save the Children met. The children received 300 books.",
        "The Office of the Prime Minister met. The minister spent £3 million.",
        "Kenya requested £3 million.",
        "Kenya lacked 300 nurses.",
        "Kenya cancelled 300 flights.",
        "Kenya avoided 300 deaths.",
        "According to critics of Ana Lima, Kenya requested £3 million.",
    ] {
        assert_eq!(figures(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn critics_of_somebody_say_nothing_for_him() {
    for (text, wanted) in [
        (
            "According to critics of Ana Lima, Kenya exported 9,800 tonnes.",
            Vec::<String>::new(),
        ),
        (
            "According to Minister Ana Lima, Kenya exported 9,800 tonnes.",
            vec!["quantity 9800 tonnes of KEN says ana-lima".to_owned()],
        ),
    ] {
        assert_eq!(figures(text), wanted, "{text}");
    }
}

/// The title of a report, as it is published.
fn title(name: &str, text: &str) -> String {
    let sandbox = Sandbox::new().file(name, text);
    let done = sandbox
        .govrep(&format!("convert {name} -f nq"))
        .assert()
        .success();
    let data = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    let line = data
        .lines()
        .find_map(|line| line.split_once("<http://purl.org/dc/terms/title> \""));
    let (_, title) = line.expect("a title");
    title.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn headings_pages_and_title_pages_say_what_a_report_is_called() {
    for (name, text, wanted) in [
        (
            "a.md",
            "# 赴荷蘭考察水資源\n\n## 壹、目的\n\n考察。\n\n## 貳、過程\n\n參訪。\n",
            "赴荷蘭考察水資源",
        ),
        (
            "b.html",
            "<html><head><title>Mangroves of Tavari | Ministry</title></head><body><h1>Mangroves</h1><p>Text.",
            "Mangroves",
        ),
        (
            "c.html",
            "<html><head><title>首長訪視離島醫療</title></head><body><p>部長訪視澎湖。",
            "首長訪視離島醫療",
        ),
        (
            "d.txt",
            "MINISTRY OF WATER\n\nGroundwater in the Orava Basin\n\nFinal Evaluation Report\n\n\
             1. Introduction\n\nThere are 340 wells.\n",
            "Groundwater in the Orava Basin",
        ),
        (
            "e.txt",
            "行政院及所屬各機關出國報告\n（出國類別：考察）\n\n\n赴荷蘭考察水資源\n\n\n出國報告\n\n\n\
             服務機關：經濟部水利署\n\n壹、目的\n\n考察。\n",
            "赴荷蘭考察水資源",
        ),
        (
            "f.txt",
            "某某局新聞稿\n\n離島交通船增班 居民返鄉更方便\n\n自五月起每日增開兩班。\n",
            "離島交通船增班 居民返鄉更方便",
        ),
        (
            "g.txt",
            "報告名稱：離島交通船營運評估\n服務機關：交通部航港局\n\n壹、目的\n\n評估。\n",
            "離島交通船營運評估",
        ),
    ] {
        assert_eq!(title(name, text), wanted, "{name}");
    }
}

#[test]
fn the_first_chapter_is_no_title() {
    let text = "# 壹、目的\n\n考察。\n\n# 貳、過程\n\n參訪。\n";
    assert_eq!(title("a.md", text), "a");
}
