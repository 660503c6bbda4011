use govrep::authority::Authority;
use govrep::entity;
use govrep::extraction::Extraction;
use govrep::mention::{Kind, Knowledge};
use govrep::project::{Project, Report};
use govrep::source;

use crate::english::{persons, things};

fn bodies(text: &str) -> Vec<String> {
    things(text, Kind::Organisation)
}

/// Towns, regions and countries, then airports, rivers and islands.
fn places(text: &str) -> Vec<String> {
    let mut places = things(text, Kind::Jurisdiction);
    places.extend(things(text, Kind::Place));
    places
}

pub fn read(text: &str) -> (Vec<entity::Entity>, Vec<String>) {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::decode("r.txt", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("r", "r.txt", &Project::default());
    // The rules alone.
    report.tagger = false;
    let (read, diagnostics) = Extraction::read(source, &knowledge, &report);
    let messages = diagnostics.iter().map(|d| d.message.clone()).collect();
    (read.resolved.entities, messages)
}

#[test]
fn what_only_holds_the_characters_of_a_place_is_none() {
    for text in [
        "去年達一千七百億元，其中臺灣廠商占三分之一。",
        "機車零件買家多為印度裔家族企業。",
        "橋引道路面龜裂，暫放紐澤西護欄。",
        "（二）管狀車站",
        "圖書館設於老消防站。",
    ] {
        let found = places(text);
        let false_ones = ["中臺灣", "印度", "紐澤西州", "管狀車站", "老消防站"];
        assert!(
            !found.iter().any(|name| false_ones.contains(&name.as_str())),
            "{text}: {found:?}"
        );
    }
    let island = "琉球鄉為一珊瑚礁島，往返琉球之船班照常。";
    assert_eq!(places(island), ["琉球鄉"]);
}

#[test]
fn the_side_of_a_country_is_told_where_the_report_names_that_country() {
    assert!(places("基金由港方出資。").is_empty());
    assert_eq!(places("訪問團赴香港，由港方接待。"), ["香港", "港方"]);
}

#[test]
fn names_between_spaces_are_a_list() {
    assert_eq!(
        persons("出席委員：張小芬　　李大年　　楊　曜\n"),
        ["張小芬", "李大年", "楊曜"]
    );
    assert_eq!(
        persons("名單\n蔡其東　　林滄英　　鄭麗安　　薛　凌\n"),
        ["蔡其東", "林滄英", "鄭麗安", "薛凌"]
    );
    assert_eq!(
        persons("報告事項　　討論事項　　臨時動議\n"),
        Vec::<String>::new()
    );
}

#[test]
fn a_title_may_be_a_label_or_be_spread() {
    assert_eq!(persons("專門委員：張智維\n"), ["張智維"]);
    assert_eq!(
        persons("紀　　錄：簡任秘書　趙弘文\n科　　長　陳淑惠　專　　員　郭惠美\n"),
        ["趙弘文", "陳淑惠", "郭惠美"]
    );
}

#[test]
fn a_list_of_names_may_end_with_a_number_or_a_verb() {
    assert_eq!(
        persons(
            "計有委員羅淑芳、李昆宏、劉權豪等16人提出質詢；另委員潘維岡、魏明川、江啟文所提書面質詢。"
        ),
        ["羅淑芳", "李昆宏", "劉權豪", "潘維岡", "魏明川", "江啟文"]
    );
}

#[test]
fn a_foreign_name_without_a_dot_needs_a_title_or_a_gloss() {
    assert_eq!(persons("由校長馬薩列戈斯致贈紀念品。"), ["馬薩列戈斯"]);
    assert_eq!(
        persons("主任范德伯格(Jaap van den Berg)接待。"),
        ["范德伯格"]
    );
    assert_eq!(persons("巴塞爾里拉斯托的作法。"), Vec::<String>::new());
}

#[test]
fn a_unit_is_told_by_the_title_of_its_head() {
    assert_eq!(bodies("各處處長、本室主任到場。"), Vec::<String>::new());
}

#[test]
fn a_conjunction_may_belong_to_a_name() {
    assert_eq!(
        bodies("荷蘭國家公共衛生及環境研究院簡報。"),
        ["荷蘭國家公共衛生及環境研究院"]
    );
}

#[test]
fn words_before_a_body_are_no_part_of_it() {
    assert_eq!(
        bodies("惟查目前財團法人甲乙推廣基金會系統只能過濾。"),
        ["財團法人甲乙推廣基金會"]
    );
    assert_eq!(bodies("並提報國家發展委員會核定。"), ["國家發展委員會"]);
    assert_eq!(bodies("尤琳副執行長詢問醫院評鑑。"), Vec::<String>::new());
}

#[test]
fn a_town_is_told_by_its_ending_and_what_stands_before_it() {
    assert_eq!(
        places("參訪茨城縣笠間市及朝日町。"),
        ["茨城縣", "笠間市", "朝日町"]
    );
    assert_eq!(places("3月8日赴香取市拜會。"), ["香取市"]);
    assert_eq!(
        places("推動智慧城市，並於各縣市辦理。"),
        Vec::<String>::new()
    );
    assert_eq!(
        places("臺東縣達仁鄉、屏東縣霧臺鄉"),
        ["臺東縣", "臺東縣達仁鄉", "屏東縣", "屏東縣霧臺鄉"]
    );
    assert_eq!(
        places("本市產業聚落位於大里、神岡及大雅。"),
        ["大里", "神岡", "大雅"]
    );
}

#[test]
fn a_known_town_abroad_is_told_by_its_name_alone() {
    for (text, expected) in [
        (
            "縣府與格拉茨合辦夏令營，並赴奈梅亨參訪。",
            vec!["格拉茨", "奈梅亨"],
        ),
        // A part of a longer foreign name is none, nor is one of a person.
        ("會中簡報洛伊薩赫河治理。", vec!["洛伊薩赫河"]),
        ("安藤‧馬丁內斯執行長致詞。", vec![]),
        ("馬丁內斯表示支持。", vec![]),
        // Steps of a procedure are no stops of a route, and lanes no roads.
        ("流程：申請→審核→核定→撥款。", vec![]),
        (
            "維也納→梅爾克→薩爾茨堡。",
            vec!["維也納", "梅爾克", "薩爾茨堡"],
        ),
        ("道路拓寬，其中2線道已完工。", vec![]),
    ] {
        assert_eq!(places(text), expected, "{text}");
    }
}

#[test]
fn airports_and_rivers_are_places() {
    assert_eq!(places("抵達成田國際機場。"), ["成田國際機場"]);
    assert_eq!(places("白石溪沿岸揚塵。"), ["白石溪"]);
    assert_eq!(places("前往比爾托芬參訪。"), ["比爾托芬"]);
    assert_eq!(places("各機場及山河海岸。"), Vec::<String>::new());
}

#[test]
fn two_bodies_with_one_abbreviation_stay_two() {
    let (entities, messages) = read(
        "世紀資源協會（Century Resources Institute，簡稱XRI）與會。XRI報告。\n\
         水利暨海洋研究所（Water and Ocean Laboratory，簡稱XRI）亦與會。XRI再報告。\n",
    );
    let bodies: Vec<(&str, usize)> = entities
        .iter()
        .filter(|e| e.kind == entity::Kind::Organisation)
        .map(|e| (e.chinese.as_deref().unwrap_or_default(), e.mentions.len()))
        .collect();
    assert_eq!(bodies, [("世紀資源協會", 2), ("水利暨海洋研究所", 2)]);
    assert!(
        messages
            .iter()
            .any(|m| m == "“XRI” stands for both “世紀資源協會” and “水利暨海洋研究所”"),
        "{messages:?}"
    );
}

/// What the rules should read and do not yet.
#[test]
#[ignore = "not read yet"]
fn names_that_are_not_read_yet() {
    assert_eq!(
        persons("出席委員：張小芬　　李大年　　廖國樑Sufin．Siluko　　王廖美玉\n"),
        ["張小芬", "李大年", "廖國樑", "王廖美玉"]
    );
    assert_eq!(persons("揚森教授（Prof. Henk Jansen）簡報。"), ["揚森"]);
    assert_eq!(
        bodies("軍備局局長金小豐、資訊室主任何文到場。"),
        ["軍備局", "資訊室"]
    );
    assert_eq!(
        bodies("與丹麥代表團及環境研究院座談。"),
        ["丹麥代表團", "環境研究院"]
    );
}

#[test]
fn a_country_may_stand_with_the_form_of_its_state() {
    assert_eq!(
        places("赴甘比亞共和國及丹麥王國訪問。"),
        ["甘比亞共和國", "丹麥王國"]
    );
}

#[test]
fn parks_and_halls_are_places_and_general_words_for_them_are_none() {
    assert_eq!(
        places("下午參觀栗林公園、利馬會議中心。"),
        ["栗林公園", "利馬會議中心"]
    );
    assert_eq!(
        places("設置主題公園，於國際會議中心舉行。"),
        Vec::<String>::new()
    );
    assert_eq!(bodies("會議在三棧社區活動中心舉行。"), Vec::<String>::new());
}

#[test]
fn a_foreign_place_is_told_by_its_sounds_and_a_gloss_of_one_word() {
    assert_eq!(
        places("終擇定厄斯特馬爾（Ostmar）轄內之場址。"),
        ["厄斯特馬爾（Ostmar）"]
    );
    assert_eq!(places("委託德勒集團（Deller）辦理。"), Vec::<String>::new());
}

#[test]
fn a_part_is_one_body_with_the_word_for_its_owner() {
    assert_eq!(bodies("請本會土地管理處彙整意見。"), ["本會土地管理處"]);
    assert_eq!(bodies("岡山縣廳農林水產部回應。"), ["岡山縣廳農林水產部"]);
    assert_eq!(
        bodies("帛琉（Palau）環境品質保護委員會到場。"),
        ["帛琉（Palau）環境品質保護委員會"]
    );
    assert_eq!(bodies("本會議事錄確認。"), Vec::<String>::new());
}

#[test]
fn a_legal_form_makes_a_body_of_what_stands_behind_it() {
    assert_eq!(
        bodies("會同財團法人中央畜產會及學者。"),
        ["財團法人中央畜產會"]
    );
}

#[test]
fn short_names_join_the_only_long_one() {
    let (entities, _) = read(
        "花蓮縣政府委託亞洲水泥股份有限公司辦理，亞泥公司同意，縣府備查。\n\n\
         另由財團法人藍洋環境教育基金會協辦，藍洋基金會出席。\n",
    );
    let bodies: Vec<usize> = entities
        .iter()
        .filter(|entity| entity.kind == entity::Kind::Organisation)
        .map(|entity| entity.mentions.len())
        .collect();
    assert_eq!(bodies, [2, 2, 2], "{entities:#?}");
}

#[test]
fn a_foreign_body_keeps_its_short_name_from_the_one_at_home() {
    let (entities, _) = read("拜會丹麥環境保護署。環保署科長說明。\n");
    let bodies: Vec<&str> = entities
        .iter()
        .filter(|entity| entity.kind == entity::Kind::Organisation)
        .map(|entity| &*entity.key)
        .collect();
    assert_eq!(bodies, ["丹麥環境保護署"]);
}

#[test]
fn the_delegation_is_one_body_under_its_names() {
    let (entities, _) =
        read("立法院跨黨派訪問團赴捷克訪問。\n\n訪團拜會參議院，訪問團團員在座。\n");
    let delegation = entities
        .iter()
        .find(|entity| entity.chinese.as_deref() == Some("立法院跨黨派訪問團"));
    assert_eq!(
        delegation.map(|entity| entity.mentions.len()),
        Some(2),
        "{entities:#?}"
    );
}

#[test]
fn quotation_marks_say_where_a_name_begins() {
    assert_eq!(
        bodies("辦理「2012國際貴賓觀選團」及「亞太、北非及中東記者協會」等案。"),
        ["2012國際貴賓觀選團", "亞太、北非及中東記者協會"]
    );
}

#[test]
fn a_listed_place_that_holds_a_function_word_begins_a_name() {
    assert_eq!(bodies("拜會維也納理工大學。"), ["維也納理工大學"]);
    assert_eq!(places("於維也納中央車站轉車。"), ["維也納中央車站"]);
}

#[test]
fn a_place_after_the_country_that_it_lies_in_is_one_and_others_in_names_are_not() {
    assert_eq!(places("南非德班開放資料協會與外交部北美司會談。"), ["德班"]);
}

#[test]
fn small_towns_abroad_are_told_by_their_sound_and_what_stands_beside_them() {
    for (text, names) in [
        (
            "奧地利布根蘭邦的居辛（Güssing）聞名。",
            &["奧地利", "布根蘭邦", "居辛（Güssing）"][..],
        ),
        (
            "成員來自科萬、奇基穆拉、埃斯昆特拉與貝里斯的丹格里加。",
            &["科萬", "奇基穆拉", "埃斯昆特拉", "貝里斯", "丹格里加"],
        ),
        ("赴新梅斯托參訪。", &["新梅斯托"]),
        (
            "馬久羅之外的埃貝耶、賈盧伊特及沃傑等環礁。",
            &["馬久羅", "埃貝耶", "賈盧伊特", "沃傑"],
        ),
    ] {
        let found = places(text);
        for name in names {
            assert!(found.iter().any(|f| f == name), "{name}: {found:?}");
        }
    }
    assert_eq!(places("法國馬克宏表示同意。"), ["法國"]);
    assert_eq!(places("委員包括林德福、馬文君。"), Vec::<String>::new());
}

#[test]
fn islands_villages_and_what_is_called_after_a_town() {
    assert_eq!(
        places("福江島最大，奈留島、久賀島亦有船，自長崎港搭乘。"),
        ["福江島", "奈留島", "久賀島", "長崎港"]
    );
    assert_eq!(
        places("秀林鄉富世村大同部落道路狹窄。"),
        ["秀林鄉", "富世村", "大同部落"]
    );
    assert_eq!(places("無人島、偏遠部落及人工湖。"), Vec::<String>::new());
}

#[test]
fn years_of_the_republic_name_no_country() {
    assert_eq!(places("時間：中華民國113年5月6日"), Vec::<String>::new());
    assert_eq!(places("中華民國與美國"), ["中華民國", "美國"]);
}

#[test]
fn a_place_inside_a_name_is_none_though_it_stands_elsewhere() {
    let (things, _) = read("東京大學表示支持。東京的房價上漲。\n");
    let tokyo = things.iter().find(|thing| thing.key == "JP-13");
    assert_eq!(tokyo.map(|thing| thing.mentions.len()), Some(1));
}

#[test]
fn units_in_lists_rows_and_quotation_marks() {
    assert_eq!(
        bodies("雲林縣政府建設處、環境保護局及農業處共同辦理。"),
        ["雲林縣政府建設處", "環境保護局", "農業處"]
    );
    assert_eq!(bodies("都市發展局 許志堅 張剛維\n"), ["都市發展局"]);
    assert_eq!(bodies("由新創公司「海礁智醫」提供。"), ["海礁智醫"]);
    assert_eq!(
        bodies("由感染管制及生物安全組尚嘉慧副組長出席。"),
        ["感染管制及生物安全組"]
    );
    assert_eq!(
        bodies("交內政、司法及法制兩委員會審查。"),
        Vec::<String>::new()
    );
}

#[test]
fn the_title_of_minutes_says_who_speaks() {
    assert_eq!(
        bodies("原住民族委員會　會議紀錄\n\n一、請本會協助。\n"),
        ["原住民族委員會", "本會"]
    );
    // 本會 is no committee of 立法院 that the title does not name alone.
    assert_eq!(
        bodies("立法院第11屆第2會期第7次全體委員會議議事錄\n\n一、請本會協助。\n"),
        ["立法院"]
    );
}

#[test]
fn a_unit_is_joined_to_its_whole_name() {
    let (things, _) = read("交通部鐵道局南部工程分局說明。\n\n南工分局石代表表示同意。\n");
    let bodies = things
        .iter()
        .filter(|thing| thing.kind == entity::Kind::Organisation);
    assert_eq!(bodies.count(), 1, "{things:?}");
    let (things, _) = read("臺中市衛生福利局說明。\n\n衛生局王局長大年同意。\n");
    assert!(
        things.iter().all(|thing| thing.mentions.len() == 1),
        "{things:?}"
    );
}

#[test]
fn bodies_are_told_by_what_they_are_charged_with() {
    assert_eq!(bodies("農業局、漁業局協辦。"), ["農業局", "漁業局"]);
    assert_eq!(bodies("轄下的交通及運輸委員會討論。"), ["交通及運輸委員會"]);
    assert_eq!(bodies("衛生局醫事科說明。"), ["衛生局醫事科"]);
    assert_eq!(bodies("下午訪問出版社Y Lolfa。"), ["Y Lolfa"]);
    for text in ["兩部合作。", "活動由文化部分攤。", "東北部及西南部受災。"]
    {
        assert!(
            !bodies(text).iter().any(|body| body.ends_with("北部")),
            "{text}"
        );
    }
}

#[test]
fn a_town_behind_its_county_names_both_and_lists_tell_places() {
    assert_eq!(places("前往臺東縣蘭嶼鄉。"), ["臺東縣", "臺東縣蘭嶼鄉"]);
    assert_eq!(
        places("在烏來區忠治、信賢、福山、孝義四里設站。"),
        ["烏來區", "忠治", "信賢", "福山", "孝義"]
    );
    assert_eq!(places("申請、審查、核定、撥付四項。"), Vec::<String>::new());
}

#[test]
fn what_is_counted_is_no_name() {
    let text = "本所參觀海纜觀測站，當地共有三座海纜觀測站。本所另參觀氣象觀測站。";
    assert_eq!(bodies(text), ["氣象觀測站"]);
    for text in [
        "本署舉辦一次技術研討會。",
        "本署舉辦多場海洋治理論壇。",
        "本署舉辦3場海洋治理論壇。",
    ] {
        assert_eq!(things(text, Kind::Event), Vec::<String>::new(), "{text}");
    }
    assert_eq!(
        things("參加第二次海洋治理論壇。", Kind::Event),
        ["第二次海洋治理論壇"]
    );
}

#[test]
fn a_station_is_named_with_the_offices_above_it() {
    assert_eq!(
        bodies("交通部公路局東區養護工程分局關山工務段派員會勘。"),
        ["交通部公路局東區養護工程分局關山工務段"]
    );
    assert_eq!(
        bodies("由經濟部水利署第九河川分署主任張大明說明。"),
        ["經濟部水利署第九河川分署"]
    );
}

#[test]
fn a_name_that_joins_two_things_is_not_cut() {
    assert_eq!(
        bodies("查農業部林業及自然保育署航測及遙測分署之航照。"),
        ["農業部林業及自然保育署航測及遙測分署"]
    );
    assert_eq!(
        bodies("參訪高地與群島大學，由校長接待。"),
        ["高地與群島大學"]
    );
}

#[test]
fn persons_beside_a_body_are_no_part_of_its_name() {
    let held = |text: &str, word: &str| bodies(text).iter().any(|body| body.contains(word));
    for (text, word) in [
        ("衛生福利部疾病管制署專家及檢疫中心會勘。", "專家"),
        ("衛生福利部疾病管制署專家及北區分署會勘。", "專家"),
        ("農業部林業及自然保育署同仁及嘉義分署會勘。", "同仁"),
        ("農業部林業及自然保育署長官及嘉義分署會勘。", "長官"),
        ("訪談酪農與海洋大學。", "農與"),
        ("訪談漁會及海洋大學。", "漁會及"),
        ("會晤總長與島嶼大學。", "總長"),
    ] {
        assert!(!held(text, word), "{text} {:?}", bodies(text));
    }
    for (text, office) in [
        (
            "交通部公路局東區養護工程分局工程人員工務段會勘。",
            "交通部公路局東區養護工程分局",
        ),
        (
            "交通部公路局北區養護工程分局長官辦事處會勘。",
            "交通部公路局北區養護工程分局",
        ),
    ] {
        assert_eq!(bodies(text), [office], "{text}");
    }
}

#[test]
fn a_meeting_of_ministers_is_no_ministry() {
    let text = "出席APEC能源部長會議及OECD教育部長會議、G20財政部長會議。";
    assert_eq!(bodies(text), ["APEC", "OECD", "G20"]);
    assert_eq!(
        things(text, Kind::Event),
        ["APEC能源部長會議", "OECD教育部長會議", "G20財政部長會議"]
    );
    // A minister has a ministry.
    assert_eq!(bodies("法國財政部長來訪。"), ["法國財政部"]);
}

#[test]
fn a_gloss_explains_the_whole_known_name_before_it() {
    let (entities, _) = read("美國在台協會（AIT）到訪。");
    let keys: Vec<_> = entities.iter().map(|e| format!("{e:?}")).collect();
    assert!(keys.iter().any(|key| key.contains("usa-ait")), "{keys:?}");
    assert_eq!(bodies("美國在台協會（AIT）到訪。"), ["美國在台協會（AIT）"]);
}

#[test]
fn a_part_of_a_foreign_name_or_of_a_word_is_no_place() {
    let text = "前往德國菲爾德海姆、舍瑙、艾爾福特及霍恩海姆考察。";
    assert!(
        !places(text).contains(&"霍恩海".to_owned()),
        "{:?}",
        places(text)
    );
    assert_eq!(persons("參觀東京大學安田講堂。"), Vec::<String>::new());
    for text in [
        "阿拉比亞外長來訪。",
        "蘇花改善工程動工。",
        "南迴改善工程動工。",
        "住在海拔一千公尺以上高地。",
        "養殖扇貝澳洲最多。",
    ] {
        let places = places(text);
        let part = ["比亞外", "蘇花改", "南迴改", "上高地", "貝澳"];
        assert!(
            !places.iter().any(|place| part.contains(&&**place)),
            "{text} {places:?}"
        );
    }
    assert_eq!(places("嘉義市區域計畫在新竹市區展出。"), ["嘉義市", "新竹"]);
}

#[test]
fn the_number_of_a_day_is_that_of_no_road() {
    for text in [
        "本月十號公路搶通。",
        "八月五號公路封閉。",
        "8月5號公路封閉。",
        "8月5、6號公路封閉。",
        "此為第三號公路。",
    ] {
        assert!(places(text).is_empty(), "{text} {:?}", places(text));
    }
    assert_eq!(places("經第三號國道往南。"), ["三號國道"]);
}

#[test]
fn words_before_and_behind_a_name_are_none_of_it() {
    assert_eq!(
        bodies("由臺東縣長濱鄉民代表會審議。"),
        ["臺東縣長濱鄉民代表會"]
    );
    assert!(bodies("居民轉乘公路客運，再改搭客運。").is_empty());
    assert_eq!(places("遊客自新竹市區前來。"), ["新竹"]);
    assert_eq!(places("上阿里山，停奮起湖休息。"), ["阿里山", "奮起湖"]);
    assert_eq!(
        places("渡輪北起宇老埡口，經思源埡口。"),
        ["宇老埡口", "思源埡口"]
    );
}

#[test]
fn roads_are_told_by_their_numbers() {
    assert_eq!(
        places("沿國道一號南下，改走台14甲線。"),
        ["國道一號", "台14甲線"]
    );
    assert_eq!(
        places("與51號國道平行，又稱七號公路。"),
        ["51號國道", "七號公路"]
    );
    assert_eq!(
        places("替代方案包括台十四甲、台七甲及省道台17線；苗二十六線待拓寬。"),
        ["台十四甲", "台七甲", "省道台17線", "苗二十六線"]
    );
    assert!(places("採購三台一線機具，中一線暫停。").is_empty());
}

#[test]
fn a_room_by_its_number_is_a_place_where_its_house_has_a_name() {
    assert_eq!(places("地點：本院紅樓302會議室"), ["紅樓302會議室"]);
    assert_eq!(places("地點　群賢樓801會議室"), ["群賢樓801會議室"]);
    assert!(places("地點：本部三樓302會議室").is_empty());
}

#[test]
fn countries_side_by_side_are_told_by_the_words_behind_them() {
    assert_eq!(places("臺美雙方會談。"), ["臺", "美"]);
    assert_eq!(places("促進中日韓三國合作。"), ["中", "日", "韓"]);
    assert_eq!(places("臺日共同觀測。"), ["臺", "日"]);
    assert_eq!(places("6日臺美雙方簽署協定。"), ["臺", "美"]);
    for text in [
        "今日韓國代表來訪。",
        "過程中日夜趕工。",
        "本法德國亦有。",
        "開發中美化環境。",
        "加法與減法。",
        "訪問美術館。",
        "赴比賽場地。",
        "留日後再議。",
        "其中以合作為主。",
        "6日中午會談。",
        "導覽提供中、英、日等語言服務。",
        "由中德合作社負責。",
    ] {
        let single = places(text);
        assert!(
            single.iter().all(|name| name.chars().count() > 1),
            "{text}: {single:?}"
        );
    }
}

#[test]
fn countries_of_a_list_are_told_by_its_form() {
    assert_eq!(
        places("美、日、加、英四會員發言。"),
        ["美", "日", "加", "英"]
    );
    assert_eq!(
        places("理念相近國家中，美、日、捷、立陶宛等國支持。"),
        ["美", "日", "捷", "立陶宛"]
    );
    assert_eq!(places("中、美兩國競逐。"), ["中", "美"]);
    // A character that begins several names needs the full one.
    let places_of = |text| places(text).join(" ");
    assert_eq!(
        places_of("智利、烏拉圭均有考察站，附近有中、俄、烏等國的站。"),
        "智利 烏拉圭 中 俄 烏"
    );
    assert_eq!(places_of("附近有中、俄、烏等國的站。"), "中 俄");
}

#[test]
fn a_verb_of_going_tells_a_country_of_one_character() {
    assert_eq!(places("專家來臺，期滿返臺。"), ["臺"]);
    assert_eq!(places("團員赴美、訪日。"), ["美", "日"]);
}

#[test]
fn a_county_of_the_speaker_is_the_one_in_its_name() {
    assert_eq!(
        places("雲林縣政府出國報告\n\n本縣將推動農產外銷。"),
        ["本縣"]
    );
    for text in [
        "考察報告\n\n本縣將推動農產外銷。",
        "高雄市政府參訪心得報告\n\n本市應學習。",
        "雲林縣政府出國報告\n\n校長表示：「本縣歡迎各位。」",
        "雲林縣政府出國報告\n\n原本縣府已有規劃。",
    ] {
        let places = places(text);
        assert!(
            !places.iter().any(|name| name.starts_with('本')),
            "{places:?}"
        );
    }
}

#[test]
fn a_language_or_a_plant_called_after_a_country_is_not_the_country() {
    assert!(places("說明以西班牙文及越南語書寫，種植荷蘭豆。").is_empty());
    assert_eq!(places("日本文化與越南語言政策。"), ["日本", "越南"]);
    assert_eq!(places("韓國文在寅政府推動改革。"), ["韓國"]);
}

#[test]
fn words_that_only_say_which_of_a_kind_name_no_place() {
    assert!(places("參觀舊碼頭、國際旅客碼頭與中央車站。").is_empty());
    assert_eq!(
        places("參觀釜山港與新港碼頭。").first().map(String::as_str),
        Some("釜山港")
    );
}

#[test]
fn a_verb_of_two_characters_is_not_cut_into_a_name() {
    assert_eq!(places("下午抵達蓬塔阿雷納斯。"), ["蓬塔阿雷納斯"]);
}

#[test]
fn a_county_road_is_told_by_its_number() {
    assert_eq!(places("120縣道中斷時無法通行。"), ["120縣道"]);
    assert_eq!(places("巡查縣道199號路面。"), ["縣道199號"]);
}

#[test]
fn a_glossed_name_behind_a_day_is_a_stop_of_the_journey() {
    let text = "行程表\n6/6　　圖哈伯斯（Two Harbors）\n6/7　　歐塞比奧阿亞拉（Eusebio Ayala）\n";
    assert_eq!(persons(text), Vec::<String>::new());
    assert_eq!(
        places(text),
        ["圖哈伯斯（Two Harbors）", "歐塞比奧阿亞拉（Eusebio Ayala）"]
    );
}

#[test]
fn a_school_that_only_says_where_something_is_is_a_place() {
    let text = "監測站設在光華國小操場旁，數字放在校門口。";
    assert_eq!(places(text), ["光華國小"]);
    assert_eq!(bodies(text), Vec::<String>::new());
    let text = "監測站設在光華國小操場旁。光華國小表示歡迎。";
    assert_eq!(bodies(text), ["光華國小"]);
}

#[test]
fn units_of_a_list_are_told_by_the_head_who_is_named_behind_them() {
    for (text, units) in [
        (
            "軍醫局副局長朱紀宏、作計室助理次長馬自強、後次室執行官林立人列席。",
            &["作計室", "後次室"][..],
        ),
        (
            "陪同金門縣長陳水明、財政局長翁自強、主計室主任黃景文等人陳情。",
            &["財政局", "主計室"],
        ),
        (
            "（國防部副部長楊念慈、人力司兼資源司司長王天佑說明。）",
            &["人力司", "資源司"],
        ),
    ] {
        let found = bodies(text);
        for unit in units {
            assert!(found.iter().any(|body| body == unit), "{text}: {found:?}");
        }
    }
    let sentence = bodies("本案由該室主任說明，室主任亦列席。");
    assert!(sentence.is_empty(), "{sentence:?}");
}

#[test]
fn words_of_the_sentence_begin_no_body() {
    for (text, names) in [
        ("方才新光醫院醫師說明。", &["新光醫院"][..]),
        ("並非全臺灣所有醫院都要做。", &[]),
        ("有利於企業從事策略聯盟。", &[]),
        ("財團法人預算案關於內政部函送之書表。", &["內政部"]),
        ("主席：江委員怡芳提出詢問，現在請江委員怡芳發言。", &[]),
        ("行政院版本有所不同，國軍救災所需。", &["行政院", "國軍"]),
    ] {
        assert_eq!(bodies(text), names, "{text}");
    }
    assert_eq!(places("加強金門地區資訊建設。"), ["金門"]);
}

#[test]
fn in_the_debates_of_a_parliament_its_words_say_whose_house_it_is() {
    let debate = "本院委員江怡芳提案，經黨團協商，本院議事處函送。";
    let (entities, _) = read(debate);
    let house = entities
        .iter()
        .find(|entity| entity.authority.as_deref() == Some("twn-legislative-yuan"));
    assert!(house.is_some(), "{entities:?}");
    let answers =
        "乙、本院委員質詢部分\n\n行政院函送江委員怡芳就漁港所提質詢之書面答復，請查照案。";
    let (entities, _) = read(answers);
    let is_house = |it: &entity::Entity| it.authority.as_deref() == Some("twn-legislative-yuan");
    assert!(entities.iter().any(is_house), "{entities:?}");
    // One such word alone says nothing.
    let (entities, _) = read("本院委員江怡芳提案，由本院同仁處理。");
    assert!(
        entities
            .iter()
            .all(|entity| entity.authority.as_deref() != Some("twn-legislative-yuan"))
    );
}

#[test]
fn a_numbered_room_is_told_by_the_house_before_it() {
    assert_eq!(places("地　　點：本院紅樓202會議室"), ["紅樓202會議室"]);
    assert_eq!(places("在群賢樓 801 會議室召開。"), ["群賢樓 801 會議室"]);
    for text in [
        "地點：本部601會議室",
        "地點：本署大樓601會議室",
        "於3樓201會議室召開",
    ] {
        assert!(places(text).is_empty(), "{text}: {:?}", places(text));
    }
}

#[test]
fn a_place_before_a_listed_university_is_no_part_of_its_name() {
    assert_eq!(bodies("花蓮東華大學是一所大學。"), ["東華大學"]);
    assert_eq!(bodies("請高雄長庚紀念醫院先行試辦。"), ["高雄長庚紀念醫院"]);
}

#[test]
fn what_stands_in_the_cell_before_a_body_is_no_part_of_its_name() {
    for text in ["GW\t經濟部", "文化部 | V | X 經濟部 | V | X"] {
        assert!(bodies(text).contains(&"經濟部".to_owned()), "{text}");
    }
    assert_eq!(
        bodies("文化部 | V | X 某某發展協會 | V | X")[1],
        "某某發展協會"
    );
    // Words in letters begin a name in running text.
    assert_eq!(bodies("由 OGP 推動委員會主辦。"), ["OGP 推動委員會"]);
}

#[test]
fn a_part_of_the_speaking_body_is_whole_though_its_name_begins_like_a_word() {
    let text = "衛生福利部　會議紀錄\n\n決議：請本部長期照顧司於6月30日前提報計畫。\n";
    assert!(
        bodies(text).contains(&"本部長期照顧司".to_owned()),
        "{:?}",
        bodies(text)
    );
}

#[test]
fn the_sections_and_lanes_of_a_street_are_a_part_of_its_name() {
    for (text, streets) in [
        ("芬園鄉進芬村彰南路三段135巷100號的寺廟", "彰南路三段135巷"),
        ("環南路三段 88 巷口視距不良。", "環南路三段88巷"),
        // As it is on signs.
        ("臺中市三民路1段淹水。", "三民路一段"),
        ("屏東市育才路101號屋頂漏水。", "育才路"),
    ] {
        let (entities, _) = read(text);
        let names = entities.iter().filter(|it| it.kind == entity::Kind::Place);
        let names: Vec<_> = names.filter_map(|it| it.chinese.as_deref()).collect();
        assert_eq!(names, [streets], "{text}");
    }
    let closed = places("三民路（中山路口）一段時間封閉，中正路一段時間亦同。");
    assert!(
        !closed.iter().any(|name| name.contains("一段")),
        "{closed:?}"
    );
}

#[test]
fn a_temple_is_called_after_its_town_and_a_river_is_not() {
    assert_eq!(places("彰化南瑤宮已修復。"), ["彰化南瑤宮"]);
    // Where the town has its whole name, it says where the temple is.
    assert!(!places("彰化市南瑤宮已修復。").contains(&"彰化市南瑤宮".to_owned()));
    assert!(places("位於宜蘭冬山河旁。").contains(&"冬山河".to_owned()));
}

/// The names of the places of a text, those of each place with a stroke.
fn places_with_aliases(text: &str) -> Vec<String> {
    let (entities, _) = read(text);
    let places = entities
        .into_iter()
        .filter(|it| it.kind == entity::Kind::Place);
    let names = |it: entity::Entity| {
        let mut names: Vec<String> = it.chinese.into_iter().chain(it.aliases).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        names.join("|")
    };
    places.map(names).collect()
}

#[test]
fn the_short_form_of_a_place_is_the_only_longer_name_that_it_can_be_of() {
    let text = "在花蓮軍用機場停留，花蓮機場之跑道已修復。";
    assert_eq!(places_with_aliases(text), ["花蓮軍用機場|花蓮機場"]);
    // One that lies in another town is another.
    let text = "在高雄龍泉漁港停留，臺南市龍泉漁港之碼頭已修復。";
    assert_eq!(places_with_aliases(text).len(), 2);
    // Of two it may be either.
    let text = "在花蓮軍用機場及花蓮國際機場停留，花蓮機場之跑道已修復。";
    assert_eq!(places_with_aliases(text).len(), 3);
}

#[test]
fn a_second_name_of_its_kind_in_brackets_is_of_the_same_place() {
    let text = "大肚溪（烏溪）水位上升，烏溪沿岸撤離。";
    assert_eq!(places_with_aliases(text), ["大肚溪|烏溪"]);
    // What is the second name of two is of neither.
    let text = "大肚溪（烏溪）水位上升，筏子溪（烏溪）亦同。";
    assert_eq!(places_with_aliases(text).len(), 3);
    // A bridge and a river are two.
    assert_eq!(places_with_aliases("大肚溪（中彰大橋）水位上升。").len(), 2);
}

#[test]
fn words_beside_a_name_with_a_middle_dot_are_no_part_of_it() {
    for (text, names) in [
        (
            "翻譯伊莉娜·瓦西列娃畢業於文藻外語大學。",
            vec!["伊莉娜‧瓦西列娃"],
        ),
        (
            "理事長法里斯·阿爾烏德萬帶至田邊。",
            vec!["法里斯‧阿爾烏德萬"],
        ),
        ("推廣員薩洛特·考烏塔依帶至海邊。", vec!["薩洛特‧考烏塔依"]),
        (
            "分會副會長米羅斯拉夫·赫里茲指出，坡地多為果園。",
            vec!["米羅斯拉夫‧赫里茲"],
        ),
        ("地陪里卡多·奧爾特加稱讚小朋友。", vec!["里卡多‧奧爾特加"]),
        (
            "夫婦安娜·凱萊門與久洛·托特皆平安。",
            vec!["安娜‧凱萊門", "久洛‧托特"],
        ),
    ] {
        assert_eq!(persons(text), names, "{text}");
    }
}

#[test]
fn words_of_the_sentence_before_and_behind_a_body() {
    for (text, names) in [
        ("緣高雄縣政府於八十九年函報。", vec!["高雄縣政府"]),
        ("已約談自來水公司承辦人。", vec!["自來水公司"]),
        ("他身為國防委員會委員。", vec!["國防委員會"]),
        ("本案函送行政院研處。", vec!["行政院"]),
        ("海水灌進赤崁國小。", vec!["赤崁國小"]),
        (
            "華視、民視與公視到場，國安基金進場，金門酒廠捐款。",
            vec!["華視", "民視", "公視", "國安基金", "金門酒廠"],
        ),
    ] {
        assert_eq!(bodies(text), names, "{text}");
    }
    assert_eq!(places("當年市府做轉運站時未徵詢。"), Vec::<String>::new());
    assert_eq!(
        bodies("各國民視此為常態，平台視訊亦可。"),
        Vec::<String>::new()
    );
}

#[test]
fn mainland_alone_is_china_and_a_part_of_other_words_is_not() {
    assert_eq!(places("國人赴大陸投資應先申請。"), ["大陸"]);
    for text in [
        "哥倫布發現新大陸。",
        "大陸棚之調查已完成。",
        "非洲大陸旱災嚴重。",
    ] {
        let (entities, _) = read(text);
        let is_china = |it: &entity::Entity| it.authority.as_deref() == Some("CHN");
        assert!(!entities.iter().any(is_china), "{text}");
    }
}

#[test]
fn a_place_may_be_written_in_two_scripts_or_with_a_stroke() {
    assert_eq!(
        places("心設於Skye島上，隔Liffey河相看。"),
        ["Skye島", "Liffey河"]
    );
    assert_eq!(
        places("沿Technikum 街、P131號公路與106乙線往北。"),
        ["Technikum 街", "P131號公路", "106乙線"]
    );
    assert_eq!(places("訪Fort William鎮。"), ["Fort William鎮"]);
    for text in [
        "訪Pangnirtung 村公所。",
        "訪Koror州政府。",
        "參觀Hauraki 區域規劃。",
        "填於Table 區。",
        "距345乙線變電站不遠。",
    ] {
        assert_eq!(places(text), Vec::<String>::new(), "{text}");
    }
    // What is listed stays what it is.
    assert_eq!(
        places("赴加州（California 州）參訪。"),
        ["加州", "California"]
    );
    // A side of a place.
    assert!(!places("校門位於嘉寶里海側。").contains(&"嘉寶里海".to_owned()));
    // A stroke stands between two towns, too.
    assert_eq!(places("往來倫敦－曼徹斯特市。"), ["倫敦", "曼徹斯特市"]);
}

#[test]
fn a_ministry_may_be_for_several_things() {
    assert_eq!(
        bodies("先拜會教育、青年暨體育部，接著訪旅遊暨環境部。"),
        ["教育、青年暨體育部", "旅遊暨環境部"]
    );
    for text in [
        "期許產業、學界暨經濟部攜手合作。",
        "感謝中央、地方暨內政部警政署支持。",
        "歡迎各位來賓、長官暨文化處同仁。",
        "監造單位暨工務處派員。",
        "教育暨文化部會銜。",
    ] {
        let found = bodies(text);
        assert!(
            !found.iter().any(|name| name.contains('暨')),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn words_for_a_kind_of_places_name_none_before_facilities() {
    for text in [
        "參觀援建之深水碼頭。",
        "國際重要濕地共二處。",
        "該縣應說明幾座科技園區。",
    ] {
        assert_eq!(places(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(places("參訪深水灣。"), ["深水灣"]);
    assert_eq!(places("市立圖書館位於竹北市科技路。"), ["竹北市", "科技路"]);
}
