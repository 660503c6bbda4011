//! What numbers are of, in small made-up texts.

use crate::reading::read;

/// What the figures of a text are of, as `measure value of`.
fn figures(text: &str) -> Vec<String> {
    let read = read(text);
    let object = |subject: &str, predicate: &str| {
        let line = read
            .lines()
            .find(|line| line.starts_with(subject) && line.contains(&format!("{predicate}> ")));
        line.and_then(|line| line.splitn(3, ' ').nth(2))
            .map(|object| {
                let object = object.trim_end_matches([' ', '.']);
                let object = object.split("^^").next().unwrap_or(object);
                let tail = object.rsplit_once("/id/").map_or(object, |(_, tail)| tail);
                let tail = tail
                    .rsplit_once("/code/measure/")
                    .map_or(tail, |(_, tail)| tail);
                let tail = tail
                    .rsplit_once("/code/bound/")
                    .map_or(tail, |(_, tail)| tail);
                tail.trim_matches(['<', '>', '"']).to_owned()
            })
            .unwrap_or_default()
    };
    let mut figures: Vec<String> = read
        .lines()
        .filter(|line| line.ends_with("<https://schema.org/Observation> ."))
        .filter_map(|line| line.split(' ').next())
        .map(|subject| {
            let [measure, bound, value, about] = [
                "measuredProperty",
                "ns#bound",
                "schema.org/value",
                "observationAbout",
            ]
            .map(|predicate| object(subject, predicate));
            format!("{measure} {bound} {value} of {about}")
        })
        .collect();
    figures.sort();
    figures
}

/// The units of the figures of a text, each with its code if it has one.
fn units(text: &str) -> Vec<String> {
    let read = read(text);
    let mut units: Vec<String> = read
        .lines()
        .filter_map(|line| line.split_once(" <https://schema.org/unitText> \""))
        .map(|(subject, unit)| {
            let unit = unit.trim_end_matches([' ', '.', '"']);
            let code = read.lines().find_map(|line| {
                let code = line.strip_prefix(subject)?.split_once("/code/unit/")?.1;
                Some(code.trim_end_matches([' ', '.', '>']))
            });
            format!("{unit} = {}", code.unwrap_or_default())
        })
        .collect();
    units.sort();
    units
}

#[test]
fn a_figure_has_its_unit_as_printed_and_as_a_code() {
    for (text, unit) in [
        (
            "開放政府夥伴關係聯盟（Open Government Partnership, OGP）現有 70 個歐洲的會員國。",
            "個歐洲的會員國 = country",
        ),
        // What is counted with one number is counted together.
        ("法國有 30 名代表及研究人員。", "名代表及研究人員 = person"),
        ("新北市政府已完成約 35%。", "% = percent"),
        ("新北市政府編列 250 萬元。", "元 = twd"),
        (
            "The Ministry of Health of Fiji spent £2.4 million.",
            "£ = gbp",
        ),
        (
            "The Ministry of Health of Fiji built 12 kilometres of road.",
            "kilometres = kilometre",
        ),
    ] {
        assert_eq!(units(text), [unit], "{text}");
    }
}

#[test]
fn how_long_a_body_has_existed_is_its_age() {
    assert_eq!(
        figures("外交部是一個隸屬於行政院的機關，約成立 3 年。"),
        ["age about 3 of organisation/twn-mofa"]
    );
}

#[test]
fn goals_that_are_counted_are_no_hope() {
    assert_eq!(
        figures("2016 年 OGP 全球高峰會於 2016 年 12 月 7 日舉辦，本次高峰會的 3 個主要目標如下。"),
        ["goals exactly 3 of event/ogp-全球高峰會-2016"]
    );
}

#[test]
fn a_number_of_those_of_whom_more_is_said_is_no_number_of_all() {
    assert_eq!(figures("OGP 已有超過 100 個承諾具有變革性。"), [""; 0]);
    assert_eq!(
        figures("OGP 提出超過 2,456 個促進政府透明的承諾。"),
        ["commitments more-than 2456 of organisation/ogp"]
    );
}

#[test]
fn chairs_that_are_pointed_to_are_not_counted() {
    assert_eq!(figures("OGP 兩位主席以信件表示歡迎。"), [""; 0]);
    assert_eq!(
        figures("OGP 設有 2 位主席。"),
        ["chairs exactly 2 of organisation/ogp"]
    );
}

#[test]
fn those_who_take_part_are_counted_for_what_they_take_part_in() {
    assert_eq!(
        figures("OGP 表示，已有首爾等 15 個地方政府參加城市先導計畫(Cities Pilot Programme)。"),
        ["local-governments exactly 15 of programme/cities-pilot-programme"]
    );
}

#[test]
fn a_time_for_what_is_asked_is_of_the_undertaking() {
    let found = figures("總統林大明(David Lin)表示，在之後的 5 年內，各國應評估自身能力。");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("horizon exactly 5 of undertaking/"),
        "{found:?}"
    );
}

#[test]
fn the_time_of_a_growth_is_of_what_grew() {
    assert_eq!(
        figures("OGP 在不到 5 年內已經從 8 個成長到 70 個會員國。"),
        [
            "growth-period less-than 5 of organisation/ogp",
            "member-countries exactly 70 of organisation/ogp"
        ]
    );
}

#[test]
fn money_shares_and_quantities_are_of_what_the_sentence_is_about() {
    for (text, figure) in [
        (
            "日本總務省編列3.5兆日圓。",
            "amount exactly 3500000000000 of organisation/jpn-mic",
        ),
        (
            "總務省補助1 億 5,000 萬元。",
            "amount exactly 150000000 of organisation/jpn-mic",
        ),
        (
            "日本約35%已完成移轉。",
            "share about 35 of jurisdiction/JPN",
        ),
        (
            "日本1,741個自治體均須移轉。",
            "quantity exactly 1741 of jurisdiction/JPN",
        ),
        (
            "靜岡縣設置據點，總面積逾2.4公頃。",
            "quantity more-than 2.4 of jurisdiction/JP-22",
        ),
    ] {
        assert_eq!(figures(text), [figure], "{text}");
    }
    for text in [
        "總務省召開第3次會議。",
        "依據災害防救法第15條，日本總務省應通報。",
        "日本總務省電話02-27772186。",
        "日本總務省預計編列3億元。",
        "約35%已完成移轉。",
        "靜岡縣距離海岸120公里之內陸市町亦受影響。",
    ] {
        assert_eq!(figures(text), [""; 0], "{text}");
    }
}

#[test]
fn an_amount_beside_the_share_by_which_it_grew_is_stated() {
    let found = figures("日本總務省增加500萬元（5%）。");
    let amount = "amount exactly 5000000 of organisation/jpn-mic".to_owned();
    assert!(found.contains(&amount), "{found:?}");
    assert_eq!(figures("日本失業人口減少了約 3.5%。"), [""; 0]);
}

#[test]
fn a_figure_says_what_it_measures_and_of_when() {
    let read = read("截至2024年12月底，靜岡縣總面積達2.4公頃。");
    assert!(read.contains("\"總面積達2.4公頃\"@zh-Hant"), "{read}");
    assert!(read.contains("observationDate> \"2024-12\""), "{read}");
}

#[test]
fn a_share_is_of_what_stands_right_before_it() {
    assert_eq!(
        figures("臺北市回收率 71.5% 居冠，其次為新北市 68.9%。"),
        [
            "share exactly 68.9 of jurisdiction/TW-NWT",
            "share exactly 71.5 of jurisdiction/TW-TPE"
        ]
    );
}

#[test]
fn a_word_that_begins_like_a_unit_counts_nothing() {
    for text in [
        "三民路一段58號前1人行道不平。",
        "舊橋改建為3人行橋。",
        "三民路一段 58 號旁水溝蓋破損。",
    ] {
        assert_eq!(figures(text), [""; 0], "{text}");
    }
}

#[test]
fn the_number_of_a_road_is_no_figure() {
    assert_eq!(
        figures("國道3號霧峰系統交流道施工期間封閉。"),
        Vec::<String>::new()
    );
}
