//! Small made-up texts, and what is and is not read from them.

use crate::sandbox::Sandbox;

/// The N-Triples read from a text.
fn read(text: &str) -> String {
    let sandbox = Sandbox::new().file("r.txt", text);
    let run = sandbox.govrep("convert r.txt -f nt").assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

/// Whether a triple has a subject that ends so, a predicate that ends so, and such an object.
fn says(triples: &str, subject: &str, predicate: &str, object: &str) -> bool {
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
