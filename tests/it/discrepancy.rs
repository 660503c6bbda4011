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

#[test]
fn one_measure_with_two_values() {
    let report = "OGP 係國際組織，迄今已有 70 個會員國，共同推動。\n\n目前 OGP 有 75 個會員國。\n";
    assert_eq!(
        found(report),
        ["figures that differ: member countries of OGP: 70, 75"]
    );
    // Each value is one of a figure, with its words.
    let values = ask(
        report,
        "SELECT ?value ?line { ?d a govrep:Discrepancy ; govrep:conflictingAssertion ?a . \
         ?a rdf:subject ?figure ; rdf:predicate <https://schema.org/value> ; rdf:object ?value ; \
         <http://www.w3.org/ns/prov#wasDerivedFrom>/govrep:line ?line . \
         ?figure a <https://schema.org/Observation> } ORDER BY ?value",
    );
    assert_eq!(values, ["70,1", "75,3"]);
    let english = "The Open Government Partnership (OGP) has 70 member countries. It is global.\n\n\
        The OGP now has 75 member countries.\n";
    assert_eq!(
        found(english),
        ["figures that differ: member countries of OGP: 70, 75"]
    );
    // In a caption, too.
    let caption = "外交部設有 3 個辦公室。\n\n圖 1：外交部設有 4 個辦公室\n";
    assert_eq!(found(caption).len(), 1);
}

#[test]
fn a_rounded_value_is_told_as_such() {
    let report = "OGP 迄今已超過 70 個會員國。\n\n總統表示，OGP 已成長到 70 個會員國。\n";
    let kinds = ask(report, "SELECT ?kind { ?d govrep:discrepancyKind ?kind }");
    assert_eq!(
        kinds,
        ["https://w3id.org/govrep/code/discrepancy-kind/rounding"]
    );
}

#[test]
fn figures_of_other_times_parts_and_bounds_that_fit() {
    nothing_in(&[
        // Other times.
        "OGP 於 2015 年有 65 個會員國。\n\nOGP 於 2016 年有 70 個會員國。\n",
        "OGP 去年有 65 個會員國。\n\n目前 OGP 有 70 個會員國。\n",
        "OGP 從 8 個會員國成長到 70 個會員國。\n\nOGP 成立時有 8 個會員國。\n",
        "OGP 將於 2020 年有 100 個會員國。\n\n目前 OGP 有 70 個會員國。\n",
        // Bounds that some number fits.
        "OGP 有超過 70 個會員國。\n\n目前 OGP 有 75 個會員國。\n",
        "OGP 約有 70 個會員國。\n\n目前 OGP 有 72 個會員國。\n",
        "OGP 至少有 70 個會員國。\n\nOGP 有 70 個會員國。\n",
        // Parts, additions, others.
        "OGP 有 70 個會員國，其中 20 個會員國在亞洲。\n",
        "OGP 有 70 個會員國。\n\nOGP 今年新增 5 個會員國。\n",
        "OGP 有 70 個會員國。\n\nAPEC 有 21 個會員國。\n",
        "OGP 有 70 個會員國。\n\nOGP 另有 15 個會員國。\n",
        "The Open Government Partnership (OGP) has 70 member countries. In 2015 the OGP had 65 member countries.\n",
        "The Open Government Partnership (OGP) has 70 member countries. The OGP has more than 60 member countries.\n",
        "The Open Government Partnership (OGP) has 70 member countries. The OGP has 12 new member countries.\n",
    ]);
}

#[test]
fn amounts_shares_and_quantities_that_measure_other_things() {
    nothing_in(&[
        "日本總務省編列3億元。\n\n日本總務省補助2億元。\n",
        "The Environment Authority spent £2 million. The Environment Authority received £3 million.\n",
        "The Environment Authority closed 3 offices. The Environment Authority opened 2 offices.\n",
        "日本總務省總面積3公頃。\n\n日本總務省綠地面積2公頃。\n",
    ]);
}

#[test]
fn a_total_beside_names_that_are_fewer_or_more() {
    let found_in = |report| found(report);
    assert_eq!(
        found_in("本次由日本、韓國及越南共 4 國參與會議。\n"),
        ["4 are announced, 3 are listed"]
    );
    assert_eq!(
        found_in("會議由日本、韓國、越南、泰國等 3 國代表出席。\n"),
        ["3 are announced, 4 are listed"]
    );
    assert_eq!(
        found_in("與會者來自三國：日本、韓國、越南及泰國。\n"),
        ["3 are announced, 4 are listed"]
    );
    assert_eq!(
        found_in("Three countries (Japan, Kenya, Ghana and Peru) signed the letter.\n"),
        ["3 are announced, 4 are listed"]
    );
    assert_eq!(
        found_in("It was signed by five countries: Japan, Kenya, Ghana and Peru.\n"),
        ["5 are announced, 4 are listed"]
    );
}

#[test]
fn totals_that_fit_or_may_fit() {
    nothing_in(&[
        "本次由日本、韓國及越南共 3 國參與會議。\n",
        "會議由日本、韓國及越南等 8 國代表出席。\n",
        "與會者來自三國：日本、韓國及越南。\n",
        "與會者來自 5 國，包括日本、韓國及越南。\n",
        // Where the list begins is not clear.
        "我國與日本、韓國、越南三國簽署備忘錄。\n",
        "我國與日本、韓國、越南四國簽署備忘錄。\n",
        "甲方代表、日本、韓國 3 國出席。\n",
        // Cities of countries.
        "東京、大阪、首爾等 2 國城市派員參加。\n",
        "Three countries (Japan, Kenya and Ghana) signed the letter.\n",
        "Many countries signed, including Japan, Kenya and Ghana, and eight countries (such as Peru) did not.\n",
        "Seven countries, including Japan, Kenya and Ghana, signed the letter.\n",
    ]);
}

#[test]
fn a_list_of_items_that_is_announced_with_another_number() {
    let list = |count: &str| {
        format!(
            "會議結論\n\n座談會有以下 {count} 個結論：\n\n1. 加強合作。\n\n2. 擴大參與。\n\n3. 定期檢討。\n\n會議圓滿結束。\n"
        )
    };
    assert_eq!(found(&list("4")), ["4 are announced, 3 are listed"]);
    nothing_in(&[&list("3")]);
    let english = |count: &str| {
        format!(
            "The panel made the following {count} recommendations:\n\n1. Publish the data.\n\n2. Ask the users.\n\nThe meeting closed at noon.\n"
        )
    };
    assert_eq!(found(&english("three")), ["3 are announced, 2 are listed"]);
    nothing_in(&[&english("two"), &english("main")]);
    let announced = |line: &str| {
        format!(
            "{line}\n\n1. Publish the data.\n\n2. Ask the users.\n\n3. Train the staff.\n\n4. Review the law.\n\nThe meeting closed at noon.\n"
        )
    };
    for line in [
        "The Ministry set three policy goals as follows:",
        "The panel agreed that its three recommendations are as follows:",
    ] {
        assert_eq!(found(&announced(line)), ["3 are announced, 4 are listed"]);
    }
}

#[test]
fn a_number_that_does_not_count_the_list_below() {
    let english = |line: &str| {
        format!(
            "{line}\n\n1. Publish the data.\n\n2. Ask the users.\n\n3. Train the staff.\n\n4. Review the law.\n\nThe meeting closed at noon.\n"
        )
    };
    let chinese = |line: &str| {
        format!(
            "會議結論\n\n{line}\n\n1. 加強合作。\n\n2. 擴大參與。\n\n3. 定期檢討。\n\n4. 修正法規。\n\n會議圓滿結束。\n"
        )
    };
    nothing_in(&[
        &english("Within six months the Ministry will do the following:"),
        &english("The plan has three goals. The Ministry will do the following:"),
        &english("The two measures in the Act led the Ministry to do the following:"),
        &english("The Ministry will take the following four steps:"),
        &chinese("環境部將於 3 個月內完成下列事項："),
        &chinese("環境部邀集 3 個部會研商以下事項："),
    ]);
}

#[test]
fn shares_and_columns_that_do_not_add_up() {
    assert_eq!(
        found("與會者男性占 60%、女性占 50%。\n"),
        ["the shares of one whole add up to 110%"]
    );
    nothing_in(&[
        "與會者男性占 60%、女性占 40%。\n",
        "與會者男性占 33.3%、女性占 66.6%。\n",
        "受訪者 60% 使用手機、50% 使用電腦。\n",
        // Each is a share of its own whole, or there are more than two parts.
        "男性 60% 贊成、女性 50% 贊成。\n",
        "受訪者非常同意占 20%、同意占 30%、不同意占 50%。\n",
        "不同意占 40%、非常不同意占 20%。\n",
        // Women holds men.
        "Women made up 45%, women over sixty 20%.\n",
        "Among men 60% voted, and among women 50% voted.\n",
    ]);
    assert_eq!(
        found("Of the members men made up 60% and women 50%.\n"),
        ["the shares of one whole add up to 110%"]
    );
    let table = |sum: &str| {
        format!(
            "各國人數如下\n\n| 國家 | 人數 |\n| 日本 | 3 |\n| 韓國 | 5 |\n| 越南 | 2 |\n| 合計 | {sum} |\n"
        )
    };
    assert_eq!(
        found(&table("11")),
        ["the total is 11, the parts add up to 10"]
    );
    nothing_in(&[&table("10")]);
}

#[test]
fn a_length_that_does_not_fit_the_dates() {
    let found_in = |report| found(report);
    assert_eq!(
        found_in("會議於 2016 年 12 月 7 日至 9 日舉行，為期 4 天。\n"),
        ["2016-12-07 to 2016-12-09 is not 4 days"]
    );
    assert_eq!(
        found_in("2016 年 12 月 7 日至 9 日舉辦為期兩天的研討會。\n"),
        ["2016-12-07 to 2016-12-09 is not 2 days"]
    );
    assert_eq!(
        found_in("The three-day summit was held from 7 to 10 December 2016 in Paris.\n"),
        ["2016-12-07 to 2016-12-10 is not 3 days"]
    );
    // A report takes no days: without a named event the words contradict each other.
    let values = |report| {
        ask(
            report,
            "SELECT ?predicate ?value { ?d a govrep:Discrepancy ; govrep:conflictingAssertion ?a . \
             ?a rdf:predicate ?predicate ; rdf:object ?value } ORDER BY ?predicate ?value",
        )
    };
    assert_eq!(
        values("會議於 2016 年 12 月 7 日至 9 日舉行，為期 4 天。\n"),
        [
            "https://schema.org/value,2016 年 12 月 7 日至 9 日",
            "https://schema.org/value,為期 4 天"
        ]
    );
    // The dates of the event stand elsewhere.
    assert_eq!(
        found_in(
            "2016 年 OGP 全球高峰會於 2016 年 12 月 7 日至 9 日於法國巴黎舉辦。\n\n\
             本次參加為期五天的 OGP 全球高峰會。\n"
        ),
        ["2016-12-07 to 2016-12-09 is not 5 days"]
    );
}

#[test]
fn lengths_that_fit_or_are_of_something_else() {
    nothing_in(&[
        "會議於 2016 年 12 月 7 日至 9 日舉行，為期 3 天。\n",
        // The dates are those of the journey.
        "本團於 2016 年 12 月 5 日至 11 日赴法國參加為期 3 天的高峰會。\n",
        "本次行程自 2016 年 12 月 5 日至 11 日，其中會議共 3 天。\n",
        "本次行程自 2016 年 12 月 5 日至 11 日，為期 7 天。\n",
        "會議於 2016 年 12 月 7 日至 9 日舉行，歷時約 2 天。\n",
        "訓練於 2016 年 12 月 2 日至 13 日辦理，為期 8 個工作天。\n",
        "The three-day summit was held from 7 to 9 December 2016 in Paris.\n",
        "During a visit from 1 to 10 May 2016 the delegation attended a three-day workshop.\n",
        "The ten-day-old plan was discussed from 7 to 9 December 2016.\n",
    ]);
}

#[test]
fn one_office_with_two_titles() {
    let found_in = |report| found(report);
    assert_eq!(
        found_in("環境部處長王大同出席會議。\n\n環境部副處長王大同發言。\n"),
        ["titles that differ: 王大同 in Ministry of Environment: 處長, 副處長"]
    );
    assert_eq!(
        found_in("環境部司長王大同出席會議。\n\n環境部王處長大同發言。\n"),
        ["titles that differ: 王大同 in Ministry of Environment: 司長, 處長"]
    );
    nothing_in(&[
        "環境部處長王大同出席會議。\n\n環境部王處長大同發言。\n",
        "時任環境部副處長王大同出席會議。\n\n環境部處長王大同發言。\n",
        "環境部處長王大同出席會議。\n\n外交部副處長王大同發言。\n",
        "環境部處長兼發言人王大同出席會議。\n\n環境部發言人王大同發言。\n",
    ]);
}

#[test]
fn an_event_with_two_dates() {
    let held = |day: &str| format!("2016 年 OGP 全球高峰會於 2016 年 {day}於法國巴黎舉行");
    let first = held("12 月 7 日至 9 日");
    let report = format!("{first}。\n\n{}。\n", held("11 月 7 日至 9 日"));
    assert_eq!(
        found(&report),
        ["dates that differ: 2016 年 OGP 全球高峰會"]
    );
    let dates = ask(
        &report,
        "SELECT ?date { ?event <https://schema.org/startDate> ?date }",
    );
    assert_eq!(dates, [""; 0], "neither is preferred");
    nothing_in(&[
        // A part of it, a day of it, the same in other words.
        &format!("{first}。\n\n{}開幕式。\n", held("12 月 6 日")),
        &format!("{first}。\n\n{}。\n", held("12 月 8 日")),
        &format!("{first}。\n\n{first}。\n"),
    ]);
}
