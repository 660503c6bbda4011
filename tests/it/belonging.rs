//! Who belongs to what, and who only wants to, in small made-up texts.

use crate::reading::{read, says};

/// A made-up partnership, and what its report calls it.
const PARTNERSHIP: &str = "海洋夥伴聯盟（Ocean Partnership, 簡稱 OCP）";

#[test]
fn those_who_formed_a_body_are_its_founding_members() {
    let read = read(&format!(
        "{PARTNERSHIP}係於 2015 年由挪威、智利及紐西蘭等 3 國政府組成。"
    ));
    for country in ["NOR", "CHL", "NZL"] {
        let fact = format!("/membership/{country}/ocp/founding-member");
        let role = "<https://w3id.org/govrep/code/role/founding-member>";
        assert!(says(&read, &fact, "org#role", role), "{read}");
        assert!(says(&read, &fact, "startDate", "\"2015\""), "{read}");
    }
}

#[test]
fn who_forms_a_party_to_travel_founds_no_body() {
    let read = read("經濟部由挪威、智利及紐西蘭組成考察團前往。");
    assert!(!read.contains("/founding-member"), "{read}");
}

#[test]
fn a_closed_list_before_the_members_of_a_body_names_some() {
    let read = read(&format!(
        "{PARTNERSHIP}於 2015 年成立。本團拜會海洋大學、挪威、智利及法國等海洋夥伴聯盟成員國。"
    ));
    let role = "<https://w3id.org/govrep/code/role/member>";
    for country in ["NOR", "CHL", "FRA"] {
        let fact = format!("/membership/{country}/ocp/member");
        assert!(says(&read, &fact, "org#role", role), "{read}");
    }
    // A university is no country.
    assert_eq!(read.matches("org#Membership> .").count(), 3, "{read}");
}

#[test]
fn members_beside_a_list_that_is_not_theirs_say_nothing() {
    let read = read(&format!(
        "{PARTNERSHIP}於 2015 年成立。挪威及智利與海洋夥伴聯盟成員國交流。"
    ));
    assert!(!read.contains("org#Membership> ."), "{read}");
}

#[test]
fn who_joined_in_a_year_is_a_member_and_who_hopes_to_is_none() {
    let joined = read("法國從 2013 年加入 OGP，並於 2016 年主辦高峰會。");
    assert!(
        says(
            &joined,
            "/membership/FRA/ogp/member",
            "startDate",
            "\"2013\""
        ),
        "{joined}"
    );
    for text in [
        "法國希望於 2018 年加入 OGP。",
        "法國於 2013 年申請加入 OGP。",
        "若法國於 2018 年加入 OGP，將有 71 個會員國。",
        "法國於 2013 年討論加入 OGP 事宜。",
    ] {
        let read = read(text);
        assert!(!read.contains("org#Membership> ."), "{text}\n{read}");
    }
}

#[test]
fn those_who_take_part_in_a_programme_belong_to_it_as_to_a_body() {
    let read = read(
        "目前已有南韓首爾、法國巴黎等 15 個地方政府參加城市先導計畫(Cities Pilot Programme)。",
    );
    for city in ["KR-11", "FR-75C"] {
        let fact = format!("/membership/{city}/cities-pilot-programme/participant");
        assert!(read.contains(&fact), "{read}");
    }
    // 南韓 only says where 首爾 is.
    assert!(!read.contains("/membership/KOR"), "{read}");
    assert!(
        says(
            &read,
            "/cities-pilot-programme",
            "#type",
            "<http://www.w3.org/ns/org#OrganizationalCollaboration>"
        ),
        "{read}"
    );
}

#[test]
fn a_wish_to_join_is_a_candidacy_and_stands_as_the_text_says_last() {
    let status = |text: &str, status: &str| {
        let read = read(text);
        let status = format!("<https://w3id.org/govrep/code/candidacy-status/{status}>");
        assert!(
            says(&read, "/candidacy/CHL/ogp", "ns#candidacyStatus", &status),
            "{read}"
        );
        assert!(!read.contains("org#Membership> ."), "{read}");
    };
    status("會議討論智利加入 OGP 事宜。", "prospective");
    status("會議討論智利申請加入 OGP 案。", "applied");
    status(
        "會議討論智利申請加入 OGP 案。惟會後秘書處仍婉拒智利加入案。",
        "refused",
    );
    status(
        "OGP 將向潛在會員國倡議開放，特別是葡萄牙、智利等。",
        "prospective",
    );
}

#[test]
fn joining_without_a_matter_of_its_own_is_no_candidacy() {
    for text in [
        "智利加入 OGP 後成果豐碩。",
        "若智利加入 OGP 案通過，將有助益。",
        "歡迎民眾加入。",
    ] {
        let read = read(text);
        assert!(!read.contains("/candidacy/"), "{text}\n{read}");
    }
}

#[test]
fn a_title_that_joins_two_has_the_roles_of_both() {
    let read = read("海洋公司副總裁兼共同創辦人王大同先生、環境部主任李小華出席。");
    let has = |role: &str| {
        let fact = "/membership/王大同/海洋公司/副總裁兼共同創辦人";
        let role = format!("<https://w3id.org/govrep/code/role/{role}>");
        says(&read, fact, "org#role", &role)
    };
    assert!(has("vice-president") && has("co-founder"), "{read}");
    assert_eq!(read.matches("org#role> ").count(), 3, "{read}");
    let english = crate::reading::read(
        "Mr Peter Tan, Chairman and Managing Director of Blue Bank, spoke at the meeting.\n",
    );
    for role in ["chair", "managing-director"] {
        let fact = "/membership/peter-tan/blue-bank/chairman-and-managing-director";
        let role = format!("<https://w3id.org/govrep/code/role/{role}>");
        assert!(says(&english, fact, "org#role", &role), "{english}");
    }
}

#[test]
fn whom_only_the_list_of_the_delegation_names_was_there_by_inference() {
    let read = read(
        "壹、目的\n\n2016 年 OGP 全球高峰會於 2016 年 12 月 7 日至 9 日於法國巴黎舉辦，\
         我國由行政院唐政務委員鳳、科技部等代表參與。\n\n貳、團員名單\n\n單位 姓名 職稱\n\
         1.  行政院 唐鳳 政務委員\n2.  科技部 何昇龍 副處長\n",
    );
    for (person, method) in [("唐鳳", "rule"), ("何昇龍", "inferred")] {
        let fact = format!("/participation/ogp-全球高峰會-2016/{person}/attendee");
        let method = format!("<https://w3id.org/govrep/code/extraction-method/{method}>");
        assert!(says(&read, &fact, "extractionMethod", &method), "{read}");
    }
}
