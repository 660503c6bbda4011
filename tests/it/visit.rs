use crate::reading::{read, says};
use crate::sandbox::Sandbox;

const REPORT: &str = "本文為測試用之虛構報告\n\n出國期間：114年2月16日至2月22日\n\n\
    一、行程\n日期            地點            行程\n\
    2月18日（二）   東京            拜會數位廳\n2月21日（五）   大阪            參訪氣象台\n\n\
    二、拜會總務省自治行政局\n時間：2月17日下午2時\n日方：\n自治行政局 局長 山下敬一\n\
    室長 藤原  優\n我方：\n內政部消防署 組長 簡志豪\n\n\
    三、拜會數位廳\n雙方就資料交換進行座談。\n\n\
    四、參訪靜岡縣危機管理部\n2月19日上午前往位於靜岡市之危機管理部參訪，由局長酒井浩司接待。\n";

#[test]
fn the_lists_of_both_sides_may_stand_below_their_labels() {
    let read = read(REPORT);
    for (name, side) in [
        ("山下敬一", "host"),
        ("藤原優", "host"),
        ("簡志豪", "visitor"),
    ] {
        let subject = format!("/{name}/attendee");
        let object = format!("<https://w3id.org/govrep/code/side/{side}>");
        assert!(says(&read, &subject, "side", &object), "{name}: {read}");
    }
    assert!(
        says(&read, "/山下敬一/attendee", "roleName", "\"局長\""),
        "{read}"
    );
    assert!(says(&read, "/簡志豪/attendee", "actingFor", "<"), "{read}");
}

#[test]
fn a_row_of_an_itinerary_may_be_numbered_in_any_way() {
    for number in ["一", "第3天", "第四日", "Day 2", "DAY 2", "day 2"] {
        let text = format!(
            "考察行程\n\n日次\t日期\t地點\t行程\n{number}\t113年4月8日\t東京\t拜會數位廳\n"
        );
        let read = read(&text);
        let visit = "visit/jpn-digital-agency";
        assert!(
            says(&read, visit, "startDate", "\"2024-04-08\""),
            "{number}: {read}"
        );
    }
}

#[test]
fn the_itinerary_says_when_and_where_a_visit_was() {
    let read = read(REPORT);
    let visit = "visit/jpn-digital-agency";
    assert!(says(&read, visit, "startDate", "\"2025-02-18\""), "{read}");
    assert!(says(&read, visit, "schema.org/location", "<"), "{read}");
}

#[test]
fn the_first_sentence_says_when_and_where_a_visit_was() {
    let read = read(REPORT);
    let visit = "visit/靜岡縣危機管理部";
    assert!(says(&read, visit, "startDate", "\"2025-02-19\""), "{read}");
    assert!(says(&read, visit, "schema.org/location", "<"), "{read}");
}

#[test]
fn a_promise_of_others_is_no_recommendation() {
    let read = read(
        "一、建議\n（一）總務省於2020年12月承諾由國庫全額補助標準化經費。\n（二）建議消防署建立交流機制。\n",
    );
    let undertakings: Vec<&str> = read
        .lines()
        .filter(|line| line.contains("rdf-syntax-ns#type"))
        .filter(|line| line.contains("ns#Recommendation>") || line.contains("ns#Commitment>"))
        .collect();
    let count = |class: &str| {
        undertakings
            .iter()
            .filter(|line| line.contains(class))
            .count()
    };
    assert_eq!(
        (count("ns#Recommendation>"), count("ns#Commitment>")),
        (1, 1),
        "{read}"
    );
}

#[test]
fn days_of_an_itinerary_need_no_year_and_a_row_may_have_two_visits() {
    let rows = [
        "10/17（四）\t上午參訪高知縣廳，下午拜會數位廳\t東京",
        "10/17\t上午參訪高知縣廳，下午拜會數位廳\t東京",
    ];
    for row in rows {
        let text = format!("出國期間：113年10月15日至10月19日\n\n日期\t行程\t地點\n{row}\n");
        let read = read(&text);
        for visit in ["visit/jpn-digital-agency", "visit/高知縣廳"] {
            assert!(
                says(&read, visit, "startDate", "\"2024-10-17\""),
                "{row} {visit}: {read}"
            );
        }
    }
}

#[test]
fn a_table_below_the_heading_of_a_visit_tells_who_was_there() {
    let read = read(
        "出國期間：113年10月15日至10月19日\n\n一、拜會數位廳\n時間：10月16日\n\
         單位\t姓名\t職稱\n數位廳\t山田太郎\t課長\n內政部\t林佳蓉\t科長\n內政部\t陳柏翰（請假）\t技正\n\n",
    );
    for (name, side) in [("山田太郎", "host"), ("林佳蓉", "visitor")] {
        let subject = format!("/{name}/attendee");
        let object = format!("<https://w3id.org/govrep/code/side/{side}>");
        assert!(says(&read, &subject, "side", &object), "{name}: {read}");
    }
    assert!(!read.contains("/陳柏翰/attendee"), "{read}");
}

#[test]
fn the_year_of_the_title_is_that_of_the_days_of_an_itinerary() {
    let rows = "日期\t行程\t地點\n5/6（一）\t拜會數位廳\t東京\n";
    let read = read(&format!("113 年度訪視行程表\n\n{rows}"));
    let visit = "visit/jpn-digital-agency";
    assert!(says(&read, visit, "startDate", "\"2024-05-06\""), "{read}");
}

#[test]
fn a_row_of_an_itinerary_in_english_tells_of_a_visit() {
    let sandbox = Sandbox::new().file(
        "r.md",
        "# Itinerary of the study visit\n\n| Date | Programme | Place |\n|---|---|---|\n\
         | 12 May 2024 | Visit to the Orava Harbour Authority | Ottawa |\n\
         | 13 May 2024 | Meeting with the Ministry of Water (cancelled) | Ottawa |\n\n\
         | Date | Action | Owner |\n|---|---|---|\n\
         | 14 May 2024 | Meeting with the Coast Board | Ana Lima |\n",
    );
    let run = sandbox.govrep("convert r.md -f nt").assert().success();
    let read = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let visit = "visit/orava-harbour-authority";
    assert!(says(&read, visit, "startDate", "\"2024-05-12\""), "{read}");
    assert!(says(&read, visit, "schema.org/location", "<"), "{read}");
    assert!(!read.contains("visit/ministry-of-water>"), "{read}");
    assert!(!read.contains("visit/coast-board>"), "{read}");
}

#[test]
fn a_second_day_of_a_row_is_that_of_the_visit_behind_it() {
    let text = |second: &str| {
        format!(
            "出國期間：113年10月15日至10月19日\n\n日期\t行程\t地點\n\
             10/17\t參訪高知縣廳，{second}拜會數位廳\t東京\n"
        )
    };
    let host = "visit/jpn-digital-agency";
    for second in ["10/18（五）", "10月18日"] {
        let read = read(&text(second));
        let (first, day) = ("\"2024-10-17\"", "\"2024-10-18\"");
        assert!(
            says(&read, "visit/高知縣廳", "startDate", first),
            "{second}"
        );
        assert!(says(&read, host, "startDate", day), "{second}");
        assert!(!says(&read, host, "startDate", first), "{second}");
    }
    let read_hours = read(&text("14:00-15:30 "));
    let day = "\"2024-10-17\"";
    assert!(says(&read_hours, host, "startDate", day), "{read_hours}");
    for second in ["10/18", "18日", "10/16（五）"] {
        let read = read(&text(second));
        assert!(!says(&read, host, "startDate", "\"2024-10-1"), "{second}");
    }
}

#[test]
fn a_visit_that_was_called_off_in_a_row_with_another_is_none() {
    let read = read(
        "出國期間：113年10月15日至10月19日\n\n日期\t行程\t地點\n\
         10/17\t上午參訪高知縣廳，下午原訂拜會數位廳（取消）\t東京\n",
    );
    let day = "\"2024-10-17\"";
    assert!(says(&read, "visit/高知縣廳", "startDate", day), "{read}");
    assert!(!read.contains("visit/jpn-digital-agency>"), "{read}");
}
