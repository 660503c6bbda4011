//! Made-up reports that contradict themselves, and others that only seem to.

use crate::sandbox::Sandbox;

/// What a project with one report prints for a query, as CSV without its head.
fn ask(report: &str, query: &str) -> Vec<String> {
    let sandbox = Sandbox::project("").file("data/report/trip/report.txt", report);
    let mut run = sandbox.govrep("query -f csv --sparql");
    let prefixes = "PREFIX govrep: <https://w3id.org/govrep/ns#> \
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> \
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";
    let run = run.arg(format!("{prefixes}{query}")).assert().success();
    let answer = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let rows = answer.lines().skip(1);
    rows.map(|row| row.trim_matches(['"', '\r']).to_owned())
        .collect()
}

/// The English labels of the discrepancies of a report, sorted; the graph must pass all checks.
fn found(report: &str) -> Vec<String> {
    let sandbox = Sandbox::project("").file("data/report/trip/report.txt", report);
    sandbox.govrep("check").assert().success();
    ask(
        report,
        "SELECT ?label { ?d a govrep:Discrepancy ; rdfs:label ?label \
         FILTER(LANGMATCHES(LANG(?label), \"en\")) } ORDER BY ?label",
    )
}

/// The value that is preferred and the reason in English, where there is one.
fn preferred(report: &str) -> Vec<String> {
    ask(
        report,
        "SELECT ?value ?reason { ?d govrep:preferredAssertion/rdf:object ?value ; \
         govrep:reason ?reason FILTER(LANGMATCHES(LANG(?reason), \"en\")) } ORDER BY ?value",
    )
}

fn nothing_in(reports: &[&str]) {
    for report in reports {
        assert_eq!(found(report), [""; 0], "{report}");
    }
}

#[test]
fn one_gloss_with_two_names() {
    let report = "會中通過「海洋永續宣言(Ocean Sustainability Declaration)」。\n\n\
        各國簽署海洋永久宣言(Ocean Sustainability Declaration)。\n\n\
        部長宣讀「海洋永續宣言(Ocean Sustainability Declaration)」全文。\n";
    let label =
        "one thing, several names: 海洋永續宣言, 海洋永久宣言 (Ocean Sustainability Declaration)";
    assert_eq!(found(report), [label]);
    assert_eq!(
        preferred(report),
        ["海洋永續宣言,\"printed 2 times, more than any other"]
    );
}

#[test]
fn a_word_left_out_in_the_middle_of_a_name() {
    let report = "我國以公民參與提案審議平臺(iVoice)徵詢各界意見。\n\n\
        公民參與提案平臺(iVoice)亦開放查詢。\n";
    assert_eq!(
        found(report),
        ["one thing, several names: 公民參與提案審議平臺, 公民參與提案平臺 (iVoice)"]
    );
    assert_eq!(preferred(report), [""; 0], "neither is printed more often");
}

#[test]
fn one_name_in_two_spellings() {
    let report = "各國應提出氣候調適行動計畫(Climate Adaptation Action Plan)。\n\n\
        35 項行動計劃已送交秘書處。氣候調適行動計畫(Climate Adaptation Action Plan)另行公布。\n";
    assert_eq!(
        found(report),
        ["one thing, several names: 氣候調適行動計畫, 行動計劃 (Climate Adaptation Action Plan)"]
    );
}

#[test]
fn short_forms_places_and_numbers_are_no_variants() {
    nothing_in(&[
        "世界衛生組織(WHO)召開大會。世衛組織(WHO)秘書處說明。\n",
        "韓國環境研究院(KEI)與本團會談。環境研究院(KEI)院長致詞。\n",
        "臺灣淨灘行動聯盟(TBAN)參加。台灣淨灘行動聯盟(TBAN)發言。\n",
        "第一屆數位信任論壇(Digital Trust Forum)於臺北舉行。第二屆數位信任論壇(Digital Trust Forum)於東京舉行。\n",
    ]);
}

/// A report with a table of the delegation, and a sentence about who took part.
fn delegation(sentence: &str) -> String {
    format!(
        "壹、目的\n\n{sentence}\n\n貳、團員名單\n\n單位 姓名 職稱\n\
         1. 環境部 王大同 處長\n2. 經濟部 陳柏霖 科長\n3. 農業部 廖宜珊 司長\n\
         4. 財團法人工業技術研究院 鄭羽彤 經理\n"
    )
}

#[test]
fn a_body_that_the_table_of_the_delegation_does_not_have() {
    assert_eq!(
        found(&delegation(
            "本次我國由環境部、經濟部、農業部及交通部等代表參與會議。"
        )),
        ["lists of participants that differ: 交通部 named in the text but not in the table"]
    );
}

#[test]
fn a_body_that_a_complete_list_leaves_out() {
    assert_eq!(
        found(&delegation("本次由環境部、經濟部及農業部組團參加會議。")),
        [
            "lists of participants that differ: 財團法人工業技術研究院 in the table but not named in the text"
        ]
    );
}

#[test]
fn lists_that_agree_or_are_of_others() {
    let sentences = [
        "本次我國由環境部、經濟部及農業部等代表參與會議。",
        "本次由環境部、經濟部、農業部及工業技術研究院組團前往。",
        // Parts stand for the whole.
        "本次由環境部、經濟部產業發展署、農業部及工業技術研究院派員參加。",
        "會議由外交部、教育部及文化部等代表出席。",
        "環境部與經濟部將評估參與該計畫。",
        // Of other times, of one occasion, with people on the spot.
        "我國由環境部、經濟部及外交部參與相關國際組織。",
        "本次由環境部及經濟部派員出席午宴。",
        "本次我國由環境部、經濟部及駐日本代表處派員出席。",
    ];
    for sentence in sentences {
        nothing_in(&[&delegation(sentence)]);
    }
}

#[test]
fn a_day_beside_a_weekday_that_it_is_not() {
    let found_in = |report| found(report);
    assert_eq!(
        found_in("會議於 2016 年 12 月 7 日(星期四)召開。\n"),
        ["2016-12-07 is a Wednesday, printed as a Thursday"]
    );
    assert_eq!(
        found_in("時間：民國 113 年 3 月 5 日（三）下午 2 時\n"),
        ["2024-03-05 is a Tuesday, printed as a Wednesday"]
    );
    assert_eq!(
        found_in("The Summit opened on Monday, 14 November 2023.\n"),
        ["2023-11-14 is a Tuesday, printed as a Monday"]
    );
    // Another day of the same year says which year is meant.
    assert_eq!(
        found_in(
            "107 年度報告\n\n7 月 11 日（星期三）抵達。\n\n107 年 7 月 12 日（星期四）拜會。\n\n7 月 13 日（星期六）返國。\n"
        ),
        ["2018-07-13 is a Friday, printed as a Saturday"]
    );
}

#[test]
fn weekdays_that_fit_or_may_be_of_another_year() {
    nothing_in(&[
        "會議於 2016 年 12 月 7 日(星期三)召開，105 年 12 月 8 日週四閉幕。\n",
        "The Summit opened on Tuesday, 14 November 2023.\n",
        // Nothing says that the day is one of 2016.
        "報告於 2016 年 3 月提出。\n\n12 月 7 日(星期四)召開會議。\n",
        // A number of an item, a phrase of its own.
        "時間：2016 年 12 月 7 日 (一) 拜會外交部\n",
        "The report was due on Friday. 14 November 2023 was the day of the opening.\n",
    ]);
}
