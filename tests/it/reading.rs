//! Small made-up texts, and what is and is not read from them.

use crate::sandbox::{SETTINGS, Sandbox};

/// The N-Triples read from a text.
pub fn read(text: &str) -> String {
    let sandbox = Sandbox::new().file("r.txt", text);
    let run = sandbox.govrep("convert r.txt -f nt").assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

/// The same of another text, where the name `read` is taken.
fn again(text: &str) -> String {
    read(text)
}

/// Whether a triple has a subject that ends so, a predicate that ends so, and such an object.
pub fn says(triples: &str, subject: &str, predicate: &str, object: &str) -> bool {
    triples.lines().any(|line| {
        let mut parts = line.splitn(3, ' ');
        let mut next = || parts.next().unwrap_or_default();
        next().ends_with(&format!("{subject}>"))
            && next().ends_with(&format!("{predicate}>"))
            && next().starts_with(object)
    })
}

#[test]
fn a_range_without_years_may_run_into_the_next_year() {
    let read = read("2016 年 OGP 全球高峰會於 2016 年 12 月 31 日至 1 月 3 日於法國巴黎舉行。");
    assert!(says(&read, "", "startDate", "\"2016-12-31\""), "{read}");
    assert!(says(&read, "", "endDate", "\"2017-01-03\""), "{read}");
}

#[test]
fn a_range_that_runs_backwards_is_no_date() {
    let read = read("2016 年 OGP 全球高峰會於 2016 年 12 月 9 日至 7 日於法國巴黎舉行。");
    assert!(!read.contains("startDate"), "{read}");
}

#[test]
fn what_was_called_off_has_no_date() {
    let read = read("2016 年 OGP 全球高峰會原訂於 2016 年 12 月 7 日至 9 日於法國巴黎舉行。");
    assert!(!read.contains("startDate"), "{read}");
}

#[test]
fn the_title_of_the_one_before_in_a_list_is_not_the_next_ones() {
    let read = read("經濟部部長、外交部部長李大維出席。");
    assert!(says(
        &read,
        "/李大維/twn-mofa/部長",
        "roleName",
        "\"部長\"@zh-Hant"
    ));
    assert!(!read.contains("/membership/李大維/twn-moea"), "{read}");
}

#[test]
fn two_titles_before_a_glossed_name_are_both_its_own() {
    let read = read("世界銀行執行長、聯合國主席曼尼希‧班那(Manish Bapna)出席。");
    let memberships = read.matches("org#Membership> .").count();
    assert_eq!(memberships, 2, "{read}");
}

#[test]
fn an_address_names_nothing_by_its_words() {
    let read = read("影片見 https://www.youtube.com/watch?v=1 。");
    assert!(!read.contains("/organisation/youtube"), "{read}");
}

#[test]
fn figures_that_are_denied_supposed_or_planned_are_not_stated() {
    for text in [
        "OGP 不是由 8 個會員國成立。",
        "若 OGP 有 100 個會員國，就好了。",
        "預計 OGP 有 100 個會員國。",
    ] {
        assert!(!read(text).contains("/id/figure/"), "{text}");
    }
    assert!(read("OGP 有 70 個會員國。").contains("/id/figure/"));
}

#[test]
fn one_number_of_two_things_is_two_figures() {
    let read = read("OGP 有 70 個會員國，聯合國有 70 個會員國。");
    let about = "<https://schema.org/observationAbout> ";
    let mut subjects: Vec<&str> = read
        .lines()
        .filter(|line| line.contains(about))
        .filter_map(|line| line.split(' ').next())
        .collect();
    subjects.dedup();
    assert_eq!(subjects.len(), 2, "{read}");
}

#[test]
fn two_recommendations_with_one_number_stay_two() {
    let read = read("參、建議事項\n一、建議持續參與 OGP 會議。\n一、建議提升資料品質。\n");
    assert!(says(&read, "-1", "text", "\"建議持續參與 OGP 會議。\""));
    assert!(
        says(&read, "-1/2", "text", "\"建議提升資料品質。\""),
        "{read}"
    );
}

#[test]
fn a_room_or_building_is_no_body() {
    let read = read("在經濟產業省別館及行政院第一會議室開會。");
    assert!(!read.contains("別館\"@"), "{read}");
    assert!(!read.contains("會議室\"@"), "{read}");
}

#[test]
fn a_verb_of_holding_ends_before_the_name_of_an_event() {
    for verb in ["舉行", "舉辦", "召開"] {
        let read = read(&format!("雙方同意於東京{verb}亞太資料治理論壇。"));
        assert!(says(&read, "", "label", "\"亞太資料治理論壇\""), "{read}");
    }
    for text in [
        "每年輪流辦理研討會。",
        "請經濟部召開跨部會協商會議。",
        "將於明年舉辦資料治理論壇。",
        "參加相關國際會議。",
    ] {
        assert!(!read(text).contains("/id/event/"), "{text}");
    }
}

#[test]
fn a_numbered_meeting_is_one_of_its_own() {
    let read = read("前於能源推動小組第 6 次會議決議，並於能源推動小組第 16 次會議確認。");
    assert!(
        says(&read, "", "label", "\"能源推動小組第 6 次會議\""),
        "{read}"
    );
    assert!(
        says(&read, "", "label", "\"能源推動小組第 16 次會議\""),
        "{read}"
    );
}

#[test]
fn two_summits_of_one_year_stay_two() {
    let read = read(
        "2016 年 APEC 領袖高峰會後，2016 年 OGP 全球高峰會於 2016 年 12 月 7 日至 9 日於巴黎舉行，OGP 高峰會成果豐碩。",
    );
    let events = |name: &str| says(&read, "", "label", &format!("\"2016 年 {name}\""));
    assert!(events("APEC 領袖高峰會"), "{read}");
    assert!(events("OGP 全球高峰會"), "{read}");
    assert!(!events("OGP 高峰會"), "{read}");
}

#[test]
fn what_recurs_is_not_its_edition() {
    let read = read("2016 年 OGP 全球高峰會於巴黎舉行。OGP 定期由主席國主辦 OGP 全球高峰會。");
    assert!(
        says(&read, "/ogp-全球高峰會", "label", "\"OGP 全球高峰會\""),
        "{read}"
    );
    assert!(
        says(
            &read,
            "/ogp-全球高峰會-2016",
            "label",
            "\"2016 年 OGP 全球高峰會\""
        ),
        "{read}"
    );
}

#[test]
fn a_month_makes_a_body_that_meets_a_meeting() {
    let read = read(
        "由世界衛生組織於 2014 年 5 月之世界衛生組織執行委員會提案，同年 9 月之執行委員會討論。",
    );
    assert!(
        says(&read, "", "label", "\"2014 年 9 月之執行委員會\""),
        "{read}"
    );
    let other = again("2014 年 5 月由執行委員會提案。");
    assert!(!other.contains("/id/event/"), "{other}");
}

/// Persons of a visit with the sides that they stand on.
const VISIT: &str = "貳、過程\n\n一、拜會日本經濟產業省\n\n";

#[test]
fn a_list_without_a_side_is_not_the_visitors() {
    let read = read(&format!(
        "{VISIT}出席人員：日本經濟產業省佐藤課長健吾；我方邱副署長恆、歐陽科長慕華。\n"
    ));
    assert!(
        says(
            &read,
            "佐藤健吾/attendee",
            "side",
            "<https://w3id.org/govrep/code/side/host>"
        ),
        "{read}"
    );
    assert!(
        says(
            &read,
            "邱恆/attendee",
            "side",
            "<https://w3id.org/govrep/code/side/visitor>"
        ),
        "{read}"
    );
}

#[test]
fn the_country_in_a_label_tells_the_side() {
    let read = read(&format!(
        "{VISIT}日本與會人員：佐藤課長健吾。\n我國與會人員：邱副署長恆（經濟部）。\n"
    ));
    assert!(
        says(
            &read,
            "佐藤健吾/attendee",
            "side",
            "<https://w3id.org/govrep/code/side/host>"
        ),
        "{read}"
    );
    assert!(
        says(
            &read,
            "邱恆/attendee",
            "side",
            "<https://w3id.org/govrep/code/side/visitor>"
        ),
        "{read}"
    );
    assert!(
        says(
            &read,
            "邱恆/attendee",
            "actingFor",
            "<https://data.example.org/id/organisation/twn-moea>"
        ),
        "{read}"
    );
}

#[test]
fn nobody_stands_on_both_sides_of_a_visit() {
    let read = read(&format!(
        "{VISIT}日方出席人員：佐藤課長健吾。\n我方出席人員：邱副署長恆、佐藤課長健吾。\n"
    ));
    let sides = read
        .matches("佐藤健吾/attendee> <https://w3id.org/govrep/ns#side>")
        .count();
    assert_eq!(sides, 1, "{read}");
}

#[test]
fn who_received_or_spoke_was_there_and_who_is_only_named_was_not() {
    let read = read(&format!(
        "{VISIT}5 月 15 日由佐藤課長健吾接見，邱副署長恆表示感謝。會後將函謝林部長大明。\n"
    ));
    assert!(read.contains("/佐藤健吾/attendee"), "{read}");
    assert!(read.contains("/邱恆/attendee"), "{read}");
    assert!(!read.contains("/林大明/attendee"), "{read}");
}

#[test]
fn a_visit_that_only_a_sentence_names_has_its_date_beside_the_verb() {
    let read =
        read("本會於 2013 年 12 月 4 日拜會外交部國際組織司研討。2014 年 1 月將函請教育部說明。");
    assert!(
        says(
            &read,
            "",
            "label",
            "\"2013 年 12 月 4 日拜會外交部國際組織司\""
        ),
        "{read}"
    );
    assert!(
        read.contains("/visit/twn-mofa-io/twn-mofa-io/participant> "),
        "{read}"
    );
    let twice = again(
        "於 2013 年 12 月 4 日拜會外交部國際組織司。其後於 2014 年 3 月 2 日拜會外交部國際組織司。",
    );
    for day in ["2013-12-04", "2014-03-02"] {
        assert!(twice.contains(&format!("\"{day}\"")), "{day}: {twice}");
    }
    let planned = again("預計於 2013 年 12 月 4 日拜會外交部國際組織司。");
    assert!(!planned.contains("/visit/"), "{planned}");
}

#[test]
fn those_whom_the_sentence_names_took_part() {
    let read = read(
        "2016 年 OGP 全球高峰會於 2016 年 12 月 7 日至 9 日於法國巴黎舉辦，我國由科技部、外交部等代表參與。",
    );
    for who in ["TWN", "twn-most", "twn-mofa"] {
        assert!(
            read.contains(&format!("/{who}/participant> ")),
            "{who}: {read}"
        );
    }
    assert!(!read.contains("/FRA/participant"), "{read}");
    let absent = again("2016 年 OGP 全球高峰會於巴黎舉辦，外交部並未參與。");
    assert!(!absent.contains("/participant> "), "{absent}");
}

#[test]
fn bodies_after_由_hold_what_they_hold() {
    let read = read("2016 年亞太資料論壇由科技部及外交部共同主辦。");
    assert!(read.contains("/twn-most/organiser> "), "{read}");
    assert!(read.contains("/twn-mofa/organiser> "), "{read}");
}

#[test]
fn the_heads_of_minutes_say_who_was_there() {
    let read = read(
        "行政院能源推動小組第 7 次會議紀錄\n\n壹、主席：沈政務委員維哲\n\n貳、出席人員：\n\n環境部　　　王部長大同、李署長佳縈\n\n參、報告事項\n\n一、廖司長宜珊之建議，原則同意。\n",
    );
    assert!(read.contains("/沈維哲/chair> "), "{read}");
    for who in ["王大同", "李佳縈"] {
        assert!(
            read.contains(&format!("/{who}/attendee> ")),
            "{who}: {read}"
        );
    }
    assert!(!read.contains("/廖宜珊/attendee"), "{read}");
}

#[test]
fn a_list_belongs_to_who_introduced_it() {
    let read = read(
        "壹、過程\n\n一、開幕\n\n總統林大明(David Lin)發表演說，提出大會的 2 個主要目標如下：\n\n1. 擴大參與國\n\n2. 更新協定\n\n二、觀察\n\n外交部將持續推動合作。\n",
    );
    let speaker = "<https://data.example.org/id/person/david-lin>";
    assert!(says(&read, "/1-1-1", "speaker", speaker), "{read}");
    assert!(says(&read, "/1-1-2", "maker", speaker), "{read}");
    assert_eq!(read.matches("ns#speaker>").count(), 2, "{read}");
}

#[test]
fn who_speaks_is_not_who_binds_itself() {
    let read = read("總統林大明(David Lin)表示，外交部將於明年設立辦公室，並呼籲教育部加強合作。");
    assert!(
        says(
            &read,
            "",
            "maker",
            "<https://data.example.org/id/organisation/twn-mofa>"
        ),
        "{read}"
    );
    assert!(
        says(
            &read,
            "",
            "addressee",
            "<https://data.example.org/id/organisation/twn-moe>"
        ),
        "{read}"
    );
    assert_eq!(
        read.matches("ns#speaker> <https://data.example.org/id/person/david-lin>")
            .count(),
        2,
        "{read}"
    );
}

#[test]
fn words_that_hold_a_cue_undertake_nothing() {
    for text in [
        "外交部將本案納入議題。",
        "外交部因應情勢，受理申請。",
        "外交部認為這很有可能。",
        "林大明部長強調民主是一場必須持續的運動。",
        "我們仍懷抱希望。",
        "教育部無需擔心。",
        "該法律將於明年施行。",
    ] {
        assert!(!read(text).contains("/id/undertaking/"), "{text}");
    }
}

#[test]
fn what_a_meeting_decides_binds_the_body_that_it_asks() {
    let read = read(
        "行政院能源推動小組第 7 次會議紀錄\n\n壹、討論事項\n\n說明：\n\n（一）業務說明。\n\n決議：\n\n（一）洽悉。\n\n（二）請經濟部於 6 月 30 日前公告。\n\n貳、散會\n",
    );
    assert_eq!(read.matches("ns#Commitment>").count(), 1, "{read}");
    let ministry = "<https://data.example.org/id/organisation/twn-moea>";
    assert!(says(&read, "", "addressee", ministry), "{read}");
    assert!(!says(&read, "", "maker", ministry), "{read}");
}

#[test]
fn what_a_meeting_asks_for_is_due_on_its_day_and_no_promise_of_the_asked() {
    let read = read(
        "財政部　會議紀錄\n時間：113年5月6日（星期一）下午2時\n\n壹、討論事項\n\n決議：請財政部於113年12月31日前提出修正草案，並請經濟部配合。\n",
    );
    for body in ["twn-mof", "twn-moea"] {
        let body = format!("<https://data.example.org/id/organisation/{body}>");
        assert!(says(&read, "", "addressee", &body), "{read}");
        assert!(!says(&read, "", "maker", &body), "{read}");
    }
    assert!(says(&read, "", "deadline", "\"2024-12-31\""), "{read}");
}

#[test]
fn a_promise_tells_its_day_and_what_is_not_to_be_done_is_none() {
    let read = read("環境部將於2025年底前完成修法。\n\n經濟部將推動節能，預計114年完成。\n");
    assert!(read.contains("deadline> \"2025"), "{read}");
    for text in [
        "環境部將不再補助燃煤電廠。",
        "環境部將於明年起不再補助燃煤電廠。",
        "經濟部承諾將不調漲電價。",
        "經濟部尚未承諾將調漲電價。",
    ] {
        assert!(!self::read(text).contains("/id/undertaking/"), "{text}");
    }
    assert!(self::read("經濟部將持續不斷推動節能。").contains("/id/undertaking/"));
}

#[test]
fn a_figure_is_of_what_the_speaking_body_speaks_of() {
    let read = read("韓國環境部表示，韓國將減碳40%。\n");
    let korea = "<https://data.example.org/id/jurisdiction/KOR>";
    let ministry = "<https://data.example.org/id/organisation/kor-me>";
    assert!(says(&read, "", "observationAbout", korea), "{read}");
    assert!(!says(&read, "", "observationAbout", ministry), "{read}");
    let spoken = |line: &&str| line.contains("/id/figure/r/") && line.contains("speaker>");
    assert!(
        read.lines()
            .find(spoken)
            .is_some_and(|line| line.contains("kor-me")),
        "{read}"
    );
}

#[test]
fn who_was_excused_in_a_column_or_in_brackets_was_not_there() {
    let read = read(
        "離島醫療協調小組第 2 次會議紀錄\n\n壹、主席：沈政務委員維哲\n\n貳、出席人員：\n\n環境部　　　王部長大同、李署長佳縈（請假）\n\n參、報告事項\n\n一、洽悉。\n",
    );
    assert!(read.contains("/王大同/attendee> "), "{read}");
    assert!(!read.contains("/李佳縈/attendee"), "{read}");
    let read = again(
        "離島醫療協調小組第 2 次會議紀錄\n\n主席：沈政務委員維哲\n出席人員：\n\n單位　　　　　　　姓名　　　　出席情形\n衛生福利部　　　　王大明　　　出席\n澎湖縣政府　　　　李秀英　　　請假\n金門縣政府　　　　張國華　　　未出席\n",
    );
    assert!(read.contains("/王大明/attendee> "), "{read}");
    for who in ["李秀英", "張國華"] {
        assert!(!read.contains(&format!("/{who}/attendee")), "{who}: {read}");
    }
}

#[test]
fn a_cell_excuses_nobody_where_its_row_names_two() {
    let read = again(
        "離島醫療協調小組第 2 次會議紀錄\n\n主席：沈政務委員維哲\n出席人員：\n\n單位　　　　　　　姓名　　　　　　　出席情形\n衛生福利部　　　　王大明、李秀英　　　請假\n澎湖縣政府　　　　張國華　　　　　　　請假\n",
    );
    for who in ["王大明", "李秀英"] {
        assert!(
            read.contains(&format!("/{who}/attendee> ")),
            "{who}: {read}"
        );
    }
    assert!(!read.contains("/張國華/attendee"), "{read}");
}

#[test]
fn figures_that_are_denied_or_taken_back_are_not_stated() {
    for text in [
        "OGP 並無 75 個會員國。",
        "日本未提供 500 萬美元。",
        "日本拒絕編列 500 萬美元。",
        "日本核定 500 萬美元，惟未獲撥付。",
        "日本失業人口減少 3.5%。",
    ] {
        assert!(!read(text).contains("/id/figure/"), "{text}");
    }
    for text in [
        "日本核定 500 萬美元，惟須分年撥付。",
        "日本失業率降至 3.5%。",
    ] {
        assert!(read(text).contains("/id/figure/"), "{text}");
    }
}

#[test]
fn bodies_that_are_not_set_up_and_pledges_that_are_refuted_are_none() {
    for text in ["本案免設工作小組。", "本案未設審查委員會。"] {
        assert!(!read(text).contains("/id/organisation/"), "{text}");
    }
    let denied = "外界所稱經濟部將於114年底前補助地方之說法並不正確。";
    assert!(!read(denied).contains("/id/undertaking/"));
    for text in [
        "經濟部將於114年底前補助地方。",
        "經濟部將查處不實廣告。",
        "經濟部將於114年底前處理與事實不符之標示。",
    ] {
        assert!(read(text).contains("/id/undertaking/"), "{text}");
    }
    let reported = "媒體報導並不正確，外界所稱經濟部將補助地方。";
    assert!(!read(reported).contains("/id/undertaking/"));
}

#[test]
fn offices_that_somebody_had_before_are_no_memberships() {
    for text in [
        "前衛生福利部部長陳建宏出席。",
        "會長曾任衛生福利部部長陳建宏之秘書。",
    ] {
        assert!(!read(text).contains("/membership/陳建宏"), "{text}");
    }
    assert!(read("衛生福利部部長陳建宏出席。").contains("/membership/陳建宏"));
}

#[test]
fn what_a_meeting_adopts_is_a_decision_and_items_that_only_tell_advise_nothing() {
    let minutes = read(
        "財政部　會議紀錄\n時間：113年5月6日（星期一）下午2時\n\n壹、討論事項\n\n決議：通過離島醫療計畫。\n",
    );
    assert!(minutes.contains("通過離島醫療計畫"), "{minutes}");
    assert!(minutes.contains("/id/undertaking/"), "{minutes}");
    let report = read(
        "出國報告\n\n壹、目的\n\n考察。\n\n貳、心得與建議\n\n一、日本街道十分乾淨。\n\n二、我國應建立合作機制。\n",
    );
    assert_eq!(report.matches("ns#Recommendation>").count(), 1, "{report}");
}

#[test]
fn how_firmly_a_meeting_adopts_something_is_what_the_table_says() {
    let sandbox = Sandbox::project(SETTINGS)
        .file(
            "data/authority/lexicon.csv",
            "group,word,value,source\nadoption-word,通過,planned,made up\n",
        )
        .file(
            "r.txt",
            "財政部　會議紀錄\n時間：113年5月6日（星期一）下午2時\n\n壹、討論事項\n\n決議：通過離島醫療計畫。\n",
        );
    let run = sandbox.govrep("convert r.txt -f nt").assert().success();
    let read = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    assert!(read.contains("/code/modality/planned>"), "{read}");
}

#[test]
fn rows_of_an_itinerary_tell_visits() {
    let read = read(
        "行程\n\n日期　　　　　　地點　　　行程內容\n113年10月7日　　高知縣　　拜會高知縣廳\n113年10月8日　　東京　　　參訪東京大學\n",
    );
    assert_eq!(read.matches("ns#Visit>").count(), 2, "{read}");
    let actions = again(
        "待辦事項\n\n| 項目 | 單位 | 期限 | 說明 |\n| --- | --- | --- | --- |\n| 研擬計畫 | 文化部 | 113年10月7日 | 拜會高知縣廳 |\n| 完成報告 | 教育部 | 113年10月8日 | 參訪東京大學 |\n",
    );
    assert!(!actions.contains("ns#Visit>"), "{actions}");
}

#[test]
fn a_body_below_a_line_with_another_one_is_no_part_of_it() {
    let read = again("臺東縣政府\n\n漁業局\n\n　　說明。\n");
    assert!(read.contains("\"漁業局\""), "{read}");
}

#[test]
fn what_a_line_says_again_and_again_is_bounded() {
    let line = "法國、德國、日本及世界衛生組織，預算為500萬美元。".repeat(1500);
    let read = read(&line);
    let passages = read.matches("wasDerivedFrom>").count();
    assert!(passages < 6000, "{passages}");
}

#[test]
fn the_headline_of_a_press_release_is_its_title() {
    let read = read(
        "FOR IMMEDIATE RELEASE\n\n7 May 2024\n\nCouncil restores the old mill\n\nThe Council restored the mill in Suva \
         by the end of April.\n",
    );
    assert!(
        says(
            &read,
            "document/r",
            "terms/title",
            "\"Council restores the old mill\"@en"
        ),
        "{read}"
    );
}

#[test]
fn a_short_text_of_names_and_numbers_may_be_in_english() {
    for (text, tag) in [
        (
            "Minutes\n\nPresent: Jane Quill, Ruth Kelly\n\nAction: Jane Quill\n",
            "\"en\"",
        ),
        (
            "Procès-verbal\n\nPrésents : Jeanne Colin, Ruth Petit\n\nLe maire de Dole\n",
            "\"und\"",
        ),
    ] {
        let read = again(text);
        assert!(says(&read, "document/r", "terms/language", tag), "{read}");
    }
}

#[test]
fn a_word_that_points_to_an_event_means_the_one_that_was_named() {
    let read = read(
        "壹、緣起\n\n一、2024 年國際濕地論壇（下稱本論壇）於臺南市舉行。\n二、本論壇由臺南市政府主辦。\n",
    );
    let part = "/twn-tainan-city-government/organiser";
    assert!(says(&read, part, "role", "<"), "{read}");
}

#[test]
fn a_name_with_chinese_characters_is_one_in_chinese_and_a_town_with_accents_is_called_so_in_english()
 {
    let read = read("本團訪Fort William鎮，又赴菲律賓之Parañaque市。");
    assert!(read.contains("\"Fort William鎮\"@zh-Hant"), "{read}");
    assert!(!read.contains("label> \"Fort William鎮\"@und"), "{read}");
    assert!(!read.contains("label> \"Parañaque市\"@und"), "{read}");
}

#[test]
fn a_note_says_where_more_passages_say_a_thing_than_are_kept() {
    let said = |times: usize| {
        let sandbox = Sandbox::new().file("r.txt", "教育部說明本案。\n\n".repeat(times));
        let run = sandbox.govrep("convert r.txt -f nt").assert().success();
        let output = run.get_output();
        let triples = String::from_utf8(output.stdout.clone()).expect("UTF-8");
        let passages = triples
            .lines()
            .filter(|line| line.contains("twn-moe>") && line.contains("wasDerivedFrom"))
            .count();
        let messages = String::from_utf8(output.stderr.clone()).expect("UTF-8");
        (passages, messages)
    };
    let (passages, messages) = said(501);
    assert_eq!(passages, 500);
    assert!(
        messages.contains("note[evidence-many]: “教育部” is said in 501 places"),
        "{messages}"
    );
    let (passages, messages) = said(500);
    assert_eq!(passages, 500);
    assert!(!messages.contains("evidence-many"), "{messages}");
}
