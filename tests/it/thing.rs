//! Lists of things, names that end as no person's does, and what the tagger may make of them. All
//! texts are made up.

use govrep::authority::Authority;
use govrep::extraction::Extraction;
use govrep::mention::{Kind, Knowledge};
use govrep::project::{Project, Report};
use govrep::source;

use crate::english::persons;

/// The words of all mentions of a kind, those of the tagger among them.
fn tagged(text: &str, kind: Kind) -> Vec<String> {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::decode("r.txt", text.as_bytes()).expect("a text");
    let report = Report::undescribed("r", "r.txt", &Project::default());
    let (read, _) = Extraction::read(source, &knowledge, &report);
    let of_kind = read.mentions.iter().filter(|it| it.kind == kind);
    of_kind
        .map(|it| read.document.slice(it.span).to_owned())
        .collect()
}

#[test]
fn a_label_a_heading_or_a_head_that_says_things_makes_no_persons() {
    for text in [
        "展售品項：方文德、高宜婷、何志傑、葉欣怡。",
        "四、試種作物：\n方文德、高宜婷、何志傑、葉欣怡\n",
        "二、展出植物清單\n\n方文德、高宜婷、何志傑、葉欣怡\n",
        "本次提供方文德、高宜婷、何志傑、葉欣怡等菜色。",
        "編號\t展售作物名稱\t數量\n1\t方文德、高宜婷、何志傑\t50\n2\t葉欣怡、林淑芬、江美玲\t60\n",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
        assert_eq!(tagged(text, Kind::Person), Vec::<String>::new(), "{text}");
    }
    for text in [
        "Fair report\n\nMenu: Victoria Crumble, Douglas Pie, Anna Brown.\n",
        "Fair report\n\nTrees\n\nVictoria Crumble, Douglas Pie, Anna Brown\n",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(
        persons("出席人員：方文德、高宜婷、何志傑。\n"),
        ["方文德", "高宜婷", "何志傑"]
    );
    // A list below another label is one of persons again.
    assert_eq!(
        persons("試種作物：紅豆、馬鈴薯\n\n審查委員：方文德、高宜婷、何志傑\n"),
        ["方文德", "高宜婷", "何志傑"]
    );
}

#[test]
fn a_name_that_ends_as_a_thing_is_no_person_in_a_list() {
    for text in [
        "本季推廣黃豆芽菜、白木耳菇、金香葡萄、馬蹄糕餅。",
        "農民種植龍鬚菜、高梁酒、馬鈴薯、江南豆。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_the_tagger_takes_for_persons_is_settled_by_its_ending() {
    let text = "\
志工在仁和街及光明路發送衛教單張，說明高血脂與金黃葡萄球菌，並與康樂書店、文昌街合辦講座。
長者王秀琴說明高血脂之飲食，攤商林金枝供應白蘿蔔。
";
    let found = tagged(text, Kind::Person);
    for word in ["高血脂", "康樂書店", "文昌街", "白蘿蔔", "仁和街", "光明路"] {
        assert!(!found.iter().any(|name| name == word), "{word}: {found:?}");
    }
    let governed = tagged(text, Kind::Jurisdiction);
    for word in ["白蘿蔔", "仁和街", "光明路"] {
        assert!(!governed.iter().any(|name| name == word), "{governed:?}");
    }
}

#[test]
fn a_place_that_only_the_tagger_found_is_governed_only_by_its_ending_or_a_table() {
    let text = "\
Notice of poll. Electors of Little Pohutukawa, Maberly and Kestrel Cove vote at the school hall.
";
    let is_of = |kind| {
        tagged(text, kind)
            .iter()
            .any(|name| name == "Little Pohutukawa")
    };
    assert!(is_of(Kind::Place));
    assert!(!is_of(Kind::Jurisdiction));
}

#[test]
fn given_names_that_end_as_things_do_are_persons() {
    let names = ["陳宏圖", "林明燈", "黃美葵", "陳玉樓", "林秋葵", "李金牛"];
    let listed = names.join("、");
    for text in [
        format!("出席人員：{listed}。\n"),
        format!("會議由{listed}等人參加。\n"),
    ] {
        assert_eq!(persons(&text), names, "{text}");
    }
    let prose = "主任陳宏圖說明進度，林明燈委員表示同意，秘書黃美葵報告經費。";
    assert_eq!(persons(prose), ["陳宏圖", "林明燈", "黃美葵"]);
    // A label of attendance tells more than an ending.
    let attended = "出席人員：陳金菜、林文餅、張大店。\n";
    assert_eq!(persons(attended), ["陳金菜", "林文餅", "張大店"]);
}

#[test]
fn a_label_says_things_as_a_whole_or_by_its_end_and_never_beside_a_word_for_persons() {
    for text in [
        "Food Standards Agency: Jane Quill, Ruth Kelly\n",
        "Roads Department: Jane Quill, Ruth Kelly\n",
        "Lead officer, spare parts: Jane Quill, Ruth Kelly\n",
        "Fish and Wildlife\n\nJane Quill, Ruth Kelly\n",
    ] {
        let (_, names) = text.split_at(text.find("Jane").expect("a name"));
        let names: Vec<&str> = names.trim().split(", ").collect();
        assert_eq!(persons(text), names, "{text}");
    }
    for text in [
        "負責品項：王大明、李志華、陳美玲\n",
        "各組設備：王大明、李志華、陳美玲\n",
    ] {
        assert_eq!(persons(text), ["王大明", "李志華", "陳美玲"], "{text}");
    }
    for text in [
        "Fair menu: Victoria Crumble, Douglas Pie, Anna Brown.\n",
        "各組作物：王大明、李志華、陳美玲\n",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn only_whole_words_lead_from_a_label_to_its_list() {
    for text in [
        "作物計畫由王大明、李志華、陳美玲等人執行。",
        "王大明、李志華、陳美玲等作物講師。",
    ] {
        assert_eq!(persons(text), ["王大明", "李志華", "陳美玲"], "{text}");
    }
    for text in [
        "供應作物包括：王大明、李志華、陳美玲等。",
        "供應作物分別為王大明、李志華、陳美玲。",
        "今年有王大明、李志華、陳美玲等三種作物。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_line_that_begins_with_a_word_and_a_colon_is_no_speech_of_a_person() {
    let things = "陳情現場紀錄\n\n黃布條：還我土地，反對開發。\n白布帆：反對開發。\n高音喇叭：持續播放。\n王秀英：希望政府聽見。\n";
    assert_eq!(tagged(things, Kind::Person), ["王秀英"]);
    let dialogue = "會議紀錄\n\n黃金龍：道路太窄。\n石平安：排水不良。\n溫水泉：停車不易。\n";
    assert_eq!(
        tagged(dialogue, Kind::Person),
        ["黃金龍", "石平安", "溫水泉"]
    );
    // Whoever is named elsewhere speaks.
    let known = "會議紀錄\n出席：方正平課長\n\n方正平：本案將改善。\n";
    assert_eq!(tagged(known, Kind::Person), ["方正平課長", "方正平"]);
}

#[test]
fn what_lies_to_the_west_is_no_place_and_schools_are_not_the_towns_of_their_names() {
    let places = |text: &str| {
        let mut places = tagged(text, Kind::Place);
        places.extend(tagged(text, Kind::Jurisdiction));
        places.sort_by_key(|place| text.find(place.as_str()));
        places
    };
    let none = Vec::<String>::new();
    assert_eq!(
        places("本團赴歐美考察。歐美等先進國家已立法。西方、東方文化不同，在西方公民參與已久。\n"),
        none
    );
    let schools = "文華、板橋三所高中參加展覽。建國、成功等國中獲獎。玉里、光復等校受損。\n";
    assert_eq!(places(schools), none);
    assert_eq!(
        places("花蓮縣玉里、光復等鄉鎮淹水。\n"),
        ["花蓮縣", "玉里", "光復"]
    );
    assert_eq!(places("日本、韓國等大學參加。\n"), ["日本", "韓國"]);
    for text in [
        "臺南、高雄多所學校停課。\n",
        "臺南、高雄等校區停課。\n",
        "臺南、高雄等校友參加。\n",
        "臺南、高雄等大學教授參加。\n",
    ] {
        assert_eq!(places(text), ["臺南", "高雄"], "{text}");
    }
    assert_eq!(places("宜蘭、花蓮兩校區啟用。\n"), ["宜蘭", "花蓮"]);
    let persons = |text: &str| tagged(text, Kind::Person);
    assert_eq!(
        persons("邀請王大明、李國強等校長出席。\n"),
        ["王大明", "李國強"]
    );
    assert_eq!(
        persons("陳大文、林美玲等大學教授出席。\n"),
        ["陳大文", "林美玲"]
    );
}
