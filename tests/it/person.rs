use govrep::entity::Kind;

use crate::english::persons;

#[test]
fn a_name_before_a_title_is_not_cut_from_it() {
    assert_eq!(persons("馬英九總統任內推動改革。"), ["馬英九"]);
    assert_eq!(persons("市長陳菊任內完成捷運。"), ["陳菊"]);
    assert_eq!(persons("詹處長方冠表示同意。"), ["詹方冠"]);
    assert_eq!(persons("行政院唐鳳政務委員主持。"), ["唐鳳"]);
    assert_eq!(persons("安全主任到場。"), Vec::<String>::new());
}

#[test]
fn compound_surnames_and_names_of_other_peoples() {
    for (text, name) in [
        ("與會者有歐陽娜娜主任。", "歐陽娜娜"),
        ("張簡秀英科長報告。", "張簡秀英"),
        (
            "總經理暨執行長馬克·祖克柏（Mark Zuckerberg）出席。",
            "馬克‧祖克柏",
        ),
        ("原住民族委員會夷將．拔路兒主任委員致詞。", "夷將‧拔路兒"),
        ("廖國棟 Sufin Siluko 委員發言。", "廖國棟"),
        ("日本首相安倍晉三來訪。", "安倍晉三"),
        ("美國貿易代表戴琪（Katherine Tai）來訪。", "戴琪"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
}

#[test]
fn a_label_a_list_or_a_verb_of_speech_is_evidence_of_a_name() {
    assert_eq!(
        persons("姓名：陳建宏  職稱：科長  服務機關：經濟部"),
        ["陳建宏"]
    );
    assert_eq!(
        persons("主席：陳建仁副院長　　紀錄：林雅惠"),
        ["陳建仁", "林雅惠"]
    );
    assert_eq!(
        persons("連署人：林淑芬、王育敏、邱　毅。"),
        ["林淑芬", "王育敏", "邱毅"]
    );
    assert_eq!(
        persons("會後與陳敏薰、王小明、李大華等人合影。"),
        ["陳敏薰", "王小明", "李大華"]
    );
    assert_eq!(persons("陳冠宇表示同意。"), ["陳冠宇"]);
}

#[test]
fn a_surname_alone_is_no_evidence_of_a_name() {
    for text in [
        "金融業表示反對，方案說明如下。",
        "石化業、金融業、林業等產業受影響。",
        "高中生認為太貴。",
        "何時能完成，尚待連署人說明。",
        "溫室氣體、水資源、海洋等議題。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn names_with_and_without_accents_are_one_person() {
    let text = "總統François Hollande先生出席。會後Francois Hollande先生離席。";
    assert_eq!(
        persons(text),
        ["François Hollande", "Francois Hollande"],
        "two spellings"
    );
    let sandbox = crate::sandbox::Sandbox::new().file("r.txt", text);
    // One entity: two would collide in one IRI, which is an error.
    sandbox.govrep("convert r.txt -f nt").assert().success();
}

#[test]
fn the_place_in_a_line_tells_a_person() {
    assert_eq!(
        persons("姓名職稱：溫柏毅 簡任技正\n          蘇意涵 技士\n"),
        ["溫柏毅", "蘇意涵"]
    );
    assert_eq!(persons("司徒雅文／主辦專員\n"), ["司徒雅文"]);
    assert_eq!(
        persons("５　　余　　岱　　　簡任秘書　　　本院\n"),
        ["余岱"]
    );
    assert_eq!(persons("經濟部能源署　　卓大維（代）\n"), ["卓大維"]);
    assert_eq!(
        persons("經濟部能源署　　方案（草案）\n"),
        Vec::<String>::new()
    );
    assert_eq!(persons("│出國人員姓名│劉穎真│\n"), ["劉穎真"]);
}

#[test]
fn a_foreign_name_has_initials_and_no_words() {
    assert_eq!(
        persons("智利代表 J.P. Kjær 說明，並任 Public Management Review 編輯委員。"),
        ["J.P. Kjær"]
    );
}

#[test]
fn a_foreign_name_before_its_body_in_brackets_is_a_person() {
    assert_eq!(
        persons(
            "會議由主席女士及召集人 Cynthia M. Halvorsen（美國能源部）共同主持，各國報告辦理情形。"
        ),
        ["Cynthia M. Halvorsen"]
    );
}

#[test]
fn a_list_that_its_last_words_call_persons() {
    assert_eq!(
        persons("遨請高永光、莊奕琦、吳重禮與童涵浦四位學者發表論文。"),
        ["高永光", "莊奕琦", "吳重禮", "童涵浦"]
    );
}

#[test]
fn a_family_of_two_characters_is_no_whole_name() {
    assert_eq!(
        persons("小野寺美鈴課長簡報。小野寺課長補充。"),
        ["小野寺美鈴"]
    );
    assert_eq!(persons("大西慎司副市長說明。"), ["大西慎司"]);
}

#[test]
fn what_follows_a_title_may_be_a_verb() {
    assert_eq!(
        persons("由副組長尚嘉慧出席，尚副組長簡要回應，甘醫師應邀分享。"),
        ["尚嘉慧", "甘醫師"]
    );
}

#[test]
fn a_body_before_a_colon_names_who_comes_from_it() {
    assert_eq!(
        persons("交通部鐵道局：王大明；文化部文化資產局：曲心怡（代）"),
        ["王大明", "曲心怡"]
    );
}

#[test]
fn a_name_may_be_spread_over_a_column() {
    for (text, name) in [
        ("姓名職稱：吳副署長  宏緯", "吳宏緯"),
        ("副工程司 余  揚", "余揚"),
        ("行政經營支援室 室長 藤原  優", "藤原優"),
        ("課長補佐 中島さやか", "中島さやか"),
        ("聯絡人：住宅企劃科　江科長中信　電話", "江中信"),
        ("由副局長（規劃）陳順傑簡報。", "陳順傑"),
        ("1.酒井浩司 本部長", "酒井浩司"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
    for text in ["農學院院長致詞。", "住宅企劃科　科長　出席"] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn words_that_end_like_a_title_introduce_a_name_at_the_end_of_a_line() {
    assert_eq!(persons("保健福祉部老人政策長官　廉敏燮"), ["廉敏燮"]);
    assert_eq!(persons("討論事項　高速公路"), Vec::<String>::new());
}

#[test]
fn a_hosts_title_is_none_of_the_issuer() {
    let read = crate::reading::read(
        "服務機關：數位發展部\n\n靜岡縣危機管理部本部長酒井浩司接待。本部長期推動防災，本部感謝。",
    );
    assert!(read.contains("/person/酒井浩司>"), "{read}");
    assert!(
        read.contains("/membership/酒井浩司/靜岡縣危機管理部"),
        "{read}"
    );
    assert!(!read.contains("/membership/酒井浩司/twn-moda"), "{read}");
}

#[test]
fn officials_follow_each_other_without_a_mark() {
    let text = "列席官員：內政部政務次長花敬堂國土管理署署長吳欣宜地政司司長王靚雯交通部觀光署主任秘書林坤原大陸委員會法政處專門委員周慕珍\n";
    assert_eq!(
        persons(text),
        ["花敬堂", "吳欣宜", "王靚雯", "林坤原", "周慕珍"]
    );
    assert_eq!(
        persons("陳委員武正黃委員武達 黃呂委員錦茹 林委員志盈（許永發代）\n"),
        ["陳武正", "黃武達", "黃呂錦茹", "林志盈", "許永發"]
    );
}

#[test]
fn a_name_may_stand_below_its_title() {
    assert_eq!(
        persons(
            "列席官員\n\n行政院院長\n\n吳大義\n\n國家通訊傳播委員會主任委員\n\n彭　芸\n\n經濟部部長\n\n毛定國（9月25日請假）\n"
        ),
        ["吳大義", "彭芸", "毛定國"]
    );
    assert_eq!(persons("主任委員\n\n高雄市\n"), Vec::<String>::new());
}

#[test]
fn a_row_and_a_list_may_name_several() {
    assert_eq!(
        persons("衛生福利部花蓮醫院　李文瑞　張育誠\n\n蘭嶼鄉衛生所　賴建宏、希婻．瑪飛洑\n"),
        ["李文瑞", "張育誠", "賴建宏", "希婻‧瑪飛洑"]
    );
    assert_eq!(
        persons("團員計有柯宥辰、顏　泓、呂蔡美鳳等四位委員。"),
        ["柯宥辰", "顏泓", "呂蔡美鳳"]
    );
    assert_eq!(
        persons("編號｜姓　　名｜職　　稱\n1｜涂秋樺｜科　長\n"),
        ["涂秋樺"]
    );
}

#[test]
fn characters_of_sounds_with_a_middle_dot_are_a_person() {
    assert_eq!(persons("由克里斯蒂安·豪澤陪同。"), ["克里斯蒂安‧豪澤"]);
    assert_eq!(persons("Yaway Nomin（雅崴．諾命）提問。"), ["雅崴‧諾命"]);
    assert_eq!(persons("赴濟州4·3和平公園。"), Vec::<String>::new());
}

#[test]
fn a_name_of_three_characters_behind_a_body_and_a_title_needs_no_end() {
    assert_eq!(
        persons("由外交部亞東太平洋司專門委員賴品叡隨團協助。"),
        ["賴品叡"]
    );
    assert_eq!(persons("請吳署長欣宜補充。"), ["吳欣宜"]);
    assert_eq!(persons("教育部部長高度肯定。"), Vec::<String>::new());
}

#[test]
fn a_noun_a_body_or_a_village_beside_a_name_is_evidence() {
    for (text, names) in [
        ("司機周志雄協助。", vec!["周志雄"]),
        ("養殖戶鄭進財與其子鄭宇翔同行。", vec!["鄭進財", "鄭宇翔"]),
        (
            "典藏組劉奕廷、研究組的蕭羽彤到場。",
            vec!["劉奕廷", "蕭羽彤"],
        ),
        (
            "聯絡窗口為柯睿紘、吳光山、謝依庭。",
            vec!["柯睿紘", "吳光山", "謝依庭"],
        ),
        (
            "移工阮氏清河及法國人Maëlle Kervadec在場。",
            vec!["阮氏清河", "Maëlle Kervadec"],
        ),
        ("產銷班班長洪陳秀鳳發言。", vec!["洪陳秀鳳"]),
        ("　　黃勝強：我講的是老街。", vec!["黃勝強"]),
        ("詩人依梅．巴彥（泰雅）朗誦。", vec!["依梅‧巴彥"]),
    ] {
        assert_eq!(persons(text), names, "{text}");
    }
    for text in [
        "市民應多利用公車。",
        "員工平均薪資成長。",
        "遊客來自高山地區。",
        "居民黃氏家族經營。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_surname_and_a_title_name_somebody_whom_nothing_else_names() {
    assert_eq!(persons("該分局的呂警員受傷。"), ["呂警員"]);
    assert_eq!(persons("沈副教授帶學生參訪。"), ["沈副教授"]);
    assert_eq!(persons("王課長正輝簡報，王課長說明。"), ["王正輝"]);
    assert_eq!(persons("時任處長參加。"), Vec::<String>::new());
}

#[test]
fn heads_of_columns_are_known_by_their_endings() {
    assert_eq!(
        persons(
            "站名　　　辦理單位　　　　計畫負責人　照服員\n福山站　　福山社區發展協會　林美珠　　　吳宜芳、高曉慧\n"
        ),
        ["林美珠", "吳宜芳", "高曉慧"]
    );
}

#[test]
fn a_word_that_begins_in_a_title_is_no_office() {
    for text in [
        "教育部長期推動閱讀計畫，成效良好。",
        "衛生福利部長期照顧司說明預算。",
        "行政院長期關注氣候變遷。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_given_name_behind_a_title_is_no_whole_name_though_it_begins_like_one() {
    for (text, name) in [
        ("舒局長孟倫：謝謝委員。", "舒孟倫"),
        ("領隊為占科長明輝，隨行二人。", "占明輝"),
        ("酆委員秋萍　　第二選區", "酆秋萍"),
        ("本案由曾校長宗翰主持。", "曾宗翰"),
        ("南寮村陳村長明月、北寮村王村長", "陳明月"),
    ] {
        assert!(persons(text).contains(&name.to_owned()), "{text}");
        assert!(
            persons(text)
                .iter()
                .all(|name| !["孟倫", "明輝", "秋萍", "宗翰", "明月"].contains(&&**name)),
            "{text}"
        );
    }
}

#[test]
fn what_follows_a_title_may_be_a_word() {
    for (text, called) in [
        ("晚上與臺商會甯會長吃飯，談到木材。", "甯會長"),
        ("18:00 冉校長晚宴。", "冉校長"),
        ("附記：本節由冉技士執筆。", "冉技士"),
        ("午後拜會公所，吉村課長答，每週兩次。", "吉村"),
        ("出席：彭議員特助、", "彭議員"),
        ("由輔導中心柯社工師追回。", "柯社工師"),
    ] {
        assert_eq!(persons(text), [called], "{text}");
    }
    assert_eq!(persons("攤商全是外地人。"), Vec::<String>::new());
    assert_eq!(persons("學生常常遲到。"), Vec::<String>::new());
}

#[test]
fn a_name_with_a_middle_dot_begins_and_ends_where_its_sounds_do() {
    for (text, name) in [
        ("牧師夸米·奧杜羅收留船員九名。", "夸米‧奧杜羅"),
        ("衛生部長邦加尼·庫內內及次長出席。", "邦加尼‧庫內內"),
        ("農業部長席孔多·札瓦內會談。", "席孔多‧札瓦內"),
        (
            "校長湯貝勒·德拉米尼-恩齊曼德擔任召集人。",
            "湯貝勒‧德拉米尼-恩齊曼德",
        ),
        (
            "社長法蒂瑪·扎赫拉·伊德布算給我們看。",
            "法蒂瑪‧扎赫拉‧伊德布",
        ),
        ("耆老阿浪·滿拉旺昨天說明。", "阿浪‧滿拉旺"),
        ("橄欖農穆萊·拉赫森不談電廠。", "穆萊‧拉赫森"),
        ("市長顧問埃格蕾·斯坦庫特女士陪同。", "埃格蕾‧斯坦庫特"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
    let airport = "行李託至菲利普·高德森國際機場。";
    assert_eq!(persons(airport), Vec::<String>::new());
}

#[test]
fn who_is_called_by_a_surname_is_the_one_whose_title_goes_with_it() {
    let vice = "外交部常務次長崔祖德致詞。會後，崔次長答詢。";
    assert_eq!(persons(vice), ["崔祖德"]);
    let chair = "龔委員麗玲出席。龔主席：請發言。";
    assert_eq!(persons(chair), ["龔麗玲"]);
    let villages = "大坪村曹村長金妹、福正村曹村長、青帆村王村長。";
    assert!(persons(villages).contains(&"王村長".to_owned()));
}

#[test]
fn another_rank_or_form_of_address_is_another_person() {
    for (text, called) in [
        ("副處長王建明致詞。會後，王處長說明。", "王處長"),
        ("教育局局長林淑芬致詞。會後，林先生表示同意。", "林先生"),
        ("校長王建明致詞。里民王女士提問。", "王女士"),
        ("教育局副總經理王建明致詞。會後，王經理說明。", "王經理"),
        ("副主任委員王建明致詞。會後，王委員說明。", "王委員"),
        ("分局長王建明致詞。會後，王局長說明。", "王局長"),
        ("大隊長王建明致詞。會後，王隊長說明。", "王隊長"),
        ("大法官王建明致詞。會後，王法官說明。", "王法官"),
        ("分署長王建明致詞。會後，王署長說明。", "王署長"),
        ("候補委員王建明致詞。會後，王委員說明。", "王委員"),
        ("副總領事王建明致詞。會後，王領事說明。", "王領事"),
        ("政務委員王建明致詞。會後，王委員說明。", "王委員"),
        ("林處長淑芬致詞。會後，林分處長說明。", "林分處長"),
        ("科長李大華致詞。會後，李教授反對。", "李教授"),
        ("主任秘書王建明致詞。會後，王主任說明。", "王主任"),
        ("副地質師王建明致詞。會後，王地質師說明。", "王地質師"),
        ("地質調查員王建明致詞。會後，王查員說明。", "王查員"),
        ("主任醫師王建明致詞。人事室王主任說明。", "王主任"),
    ] {
        let read = crate::reading::read(text);
        assert!(read.contains("/person/"), "{text}: {read}");
        let other = format!("altLabel> \"{called}\"");
        assert!(!read.contains(&other), "{text}: {read}");
    }
    for (text, called) in [
        ("外交部常務次長崔祖德致詞。會後，崔次長答詢。", "崔次長"),
        ("簡任技正王建明致詞。會後，王技正說明。", "王技正"),
        ("由一等秘書王建明說明。王秘書提醒路況。", "王秘書"),
        ("無任所大使王建明致詞。會後，王大使說明。", "王大使"),
        (
            "出國人員：地質師 王建明\n\n二、過程\n\n不能說出關斷閥位置。王地質師提議於閥體漆上標示。",
            "王地質師",
        ),
        (
            "出國人員：金門縣政府參議　　王建明\n\n住宅短缺、船班不穩。王參議於出發前說明會表示，應分項盤點。",
            "王參議",
        ),
    ] {
        let read = crate::reading::read(text);
        let same = format!("altLabel> \"{called}\"");
        assert!(read.contains(&same), "{text}: {read}");
    }
}

#[test]
fn a_name_may_begin_like_a_word() {
    for (text, name) in [
        ("王子豪委員質詢。", "王子豪"),
        ("林道明局長說明。", "林道明"),
        ("由杜英傑主任主持。", "杜英傑"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
}

#[test]
fn a_given_name_may_be_a_verb() {
    for (text, names) in [
        ("張主任光復主持會議。", vec!["張光復"]),
        ("出席：王主任光復、林課長進步\n", vec!["王光復", "林進步"]),
        ("出席：王主任革新、林課長建設。", vec!["王革新", "林建設"]),
        ("甯會長吃飯、談話。", vec!["甯會長"]),
    ] {
        assert_eq!(persons(text), names, "{text}");
    }
}

#[test]
fn the_end_of_a_word_before_a_title_is_no_surname() {
    for text in [
        "翠湖山莊主任表示歡迎。",
        "台北101大樓里程主任說明。",
        "獅頭山莊經理說明。",
        "博物館方經理說明。",
        "美術館方主任說明。",
        "臺大醫院方主任說明。",
        "漁業公會方秘書說明。",
        "旅行社車隊長說明。",
        "消防局車隊長說明。",
        "說明：牧區長大的孩子多。",
        "突擊戰隊長到場。",
        "刑警員到場。",
        "籃教練說明。",
        "他說：易主席位。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(persons("占主任亦同。"), ["占主任"]);
}

#[test]
fn what_is_called_after_somebody_is_no_person() {
    for text in [
        "大學生喬治·華盛頓大學畢業。",
        "飛抵胡志明後轉約翰·甘迺迪國際機場。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_day_behind_a_name_is_no_part_of_it() {
    for (text, name) in [
        ("數位發展部部長唐鳳今（22）日出席。", "唐鳳"),
        ("署長李君今（5）日表示支持。", "李君"),
        ("署長李君今5日表示支持。", "李君"),
        ("署長李君昨（5）日表示支持。", "李君"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
}

#[test]
fn verbs_behind_a_surname_or_a_title_are_no_given_names() {
    for text in [
        "出訪團員應包括耆老及地方公所同仁。",
        "涉及被告防禦權，應蒐集律師意見後再議。",
        "承辦人原先擔心這一晚沒有人來。",
        "本縣與臺南市交界處應協調。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(persons("呂村長形容：「海就這麼大」。"), ["呂村長"]);
    assert_eq!(persons("主席：謝謝雷委員，請回座。"), ["雷委員"]);
}

#[test]
fn a_common_word_behind_a_title_is_no_given_name() {
    for (text, cut) in [
        ("已與大西里鍾里長談妥，借用操場。", "鍾談妥"),
        ("北埔鄉南埔村彭理事長書面陳情末班車提早一事。", "彭書面"),
        ("轉達大使館夏大使之意：移交典禮應邀請領袖。", "夏之意"),
        ("組合長東谷先生早年每週開車到大阪。", "東谷早年"),
        ("主席：童分署長啟文（宣副分署長代）", "宣代"),
        ("蔡組長：吳先生關心的價格，尚未評定。", "吳關心"),
        ("邵署長原則同意。", "邵原"),
    ] {
        let names = persons(text);
        assert!(!names.contains(&cut.to_owned()), "{text}: {names:?}");
    }
    assert_eq!(persons("彭理事長維新出席。"), ["彭維新"]);
}

#[test]
fn a_word_that_begins_with_a_surname_is_no_person() {
    for text in [
        "只要不讓越野車開進來，沙丘自己會長回來。",
        "官方未說明理由。",
        "我國尚非會員，惟自願比照。",
        "民宿主人老先生記得地震。",
        "將洽門諾醫院居家護理師協助宣導。",
        "由廠方人事經理說明。",
        "每半年由副市長應親自說明。",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
    let officer = "駐史辦公室官員Amina Traoré女士補充。";
    assert_eq!(persons(officer), ["Amina Traoré"]);
    assert_eq!(persons("團長：邱恆立委員（國民黨）"), ["邱恆立"]);
    assert_eq!(persons("審計官兼主任　應　樹　人"), ["應樹人"]);
}

#[test]
fn a_name_is_whole_and_no_more() {
    for (text, names) in [
        (
            "漁民阿美族耆老吳老先生以竹筏協助。",
            ["吳老先生"].as_slice(),
        ),
        ("農漁局局長簡又升任執行秘書。", &["簡又升"]),
        ("下午赴立法院，科茨曼諾娃議員致詞。", &["科茨曼諾娃"]),
        (
            "由共同主席加拿大之詹姆斯·貝里薩里奧主持。",
            &["詹姆斯‧貝里薩里奧"],
        ),
        (
            "烏明·巴尚長老與比令·哈勇受邀擔任審閱人。",
            &["烏明‧巴尚", "比令‧哈勇"],
        ),
        ("副代表莎拉·金恩特別感謝公所。", &["莎拉‧金恩"]),
        ("馬村長耀·伊斯南清點人數。", &["馬耀‧伊斯南"]),
        ("總經理洪馨與廠長范光海反映問題。", &["洪馨", "范光海"]),
    ] {
        assert_eq!(persons(text), names, "{text}");
    }
}

#[test]
fn another_name_of_somebody_is_of_the_same_person() {
    for (text, called) in [
        (
            "團員　五十嵐　早苗\n\n二、過程\n\n五十嵐議員詢問滯洪池的維護。",
            "五十嵐議員",
        ),
        (
            "　　隨團翻譯　宋宜蓁小姐\n\n下午　駁二藝術特區（宋小姐隨行）",
            "宋小姐",
        ),
        (
            "瑪麗絲·愛德華茲部長（Maris Edwards Brown）致詞。會後與Edwards Brown部長交談。",
            "Edwards Brown",
        ),
    ] {
        let read = crate::reading::read(text);
        let people = |line: &&str| line.contains("/person/") && line.contains("type> ");
        let ids: std::collections::BTreeSet<&str> = read
            .lines()
            .filter(people)
            .filter_map(|line| line.split(' ').next())
            .filter(|id| id.contains("/person/"))
            .collect();
        assert_eq!(ids.len(), 1, "{text}: {called} {ids:?}");
    }
}

#[test]
fn where_an_envoy_is_posted_is_not_whose_he_is() {
    for text in [
        "7月1日拜會我國駐帛琉大使黎倩儀。",
        "由駐德國代表謝志偉陪同。",
    ] {
        let read = crate::reading::read(text);
        assert!(read.contains("/person/"), "{text}: {read}");
        assert!(!read.contains("ns/org#organization"), "{text}: {read}");
    }
    for (text, title) in [
        (
            "Kenya's High Commissioner in London, Manoah Esipisu, met the team.",
            "High Commissioner in London",
        ),
        (
            "The team met Kenya's Ambassador to Ethiopia, Bacha Debele.",
            "Ambassador to Ethiopia",
        ),
        (
            "The team met the Ambassador of Kenya to Uganda, Siri Hansen.",
            "Ambassador of Kenya to Uganda",
        ),
    ] {
        let read = crate::reading::read(text);
        let of = |line: &&str| line.contains("ns/org#organization");
        let of: Vec<&str> = read.lines().filter(of).collect();
        assert!(read.contains("/person/"), "{text}: {read}");
        assert!(read.contains(&format!("\"{title}\"")), "{text}: {read}");
        assert!(of.len() == 1 && of[0].contains("KEN"), "{text}: {of:?}");
    }
}

#[test]
fn a_blank_cell_a_village_and_a_colleague_give_no_body_person_or_title() {
    let table = "姓名 | 服務機關 | 職稱\n陳美玉 | 財政部 | 專員\n李大同 | 同上 | 科員\n張小明 | 無 | 講師\n";
    let read = crate::reading::read(table);
    assert!(read.contains("/person/李大同"), "{read}");
    assert!(
        !read.contains("/organisation/同上") && !read.contains("/organisation/無"),
        "{read}"
    );
    assert!(!persons("財政部 王小華科長\n明德村村長 缺席\n").contains(&"明德村".to_owned()));
    let signed = crate::reading::read("Signed: Hon. Clare O'Neil MP, Ashwini Vaishnaw\n");
    assert!(!signed.contains("\"Clare O'Neil MP\""), "{signed}");
}

#[test]
fn names_that_no_space_parts_at_the_end_of_a_column_are_two() {
    assert_eq!(
        persons(
            "連署人：江雅文　賴明德　許書豪曹淑惠　張福成　洪　讀侯惠美　靳曾珍玉林建宏　周正之何　敏"
        ),
        [
            "江雅文",
            "賴明德",
            "許書豪",
            "曹淑惠",
            "張福成",
            "洪讀",
            "侯惠美",
            "靳曾珍玉",
            "林建宏",
            "周正之",
            "何敏"
        ]
    );
}

#[test]
fn a_title_that_no_table_has_inside_a_name_parts_no_two_names() {
    let found = persons("主持人：閻祕參明宏");
    assert!(!found.contains(&"明宏".to_owned()), "{found:?}");
}

#[test]
fn a_given_name_behind_a_title_ends_before_a_verb_whatever_stands_before() {
    for (text, name) in [
        ("討論時由江召集委員怡方作補充說明。", "江怡方"),
        ("如果江委員文彥有提出版本，就併案。", "江文彥"),
        (
            "趙院長文崇、國立臺灣藝術大學謝校長顒丞以及相關人員",
            "謝顒丞",
        ),
    ] {
        let found = persons(text);
        assert!(found.iter().any(|found| found == name), "{text}: {found:?}");
        assert!(found.len() <= 2, "{text}: {found:?}");
    }
    // A whole name before the title, and words that hold none.
    let before = persons("因為王如民主委文彥有意見。");
    assert!(!before.contains(&"民文彥".to_owned()), "{before:?}");
    for text in [
        "如同新光醫院蕭醫師所言，要等床位。",
        "請次長容本席說明三十秒。",
        "主席：謝謝。請繼續。",
        "布吉納法索於1994年復交，總統曾視察布國農場。",
    ] {
        let found = persons(text);
        let called = ["蕭醫師"];
        assert!(
            found.iter().all(|name| called.contains(&name.as_str())),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn who_heads_a_state_is_nobody_else_of_the_family() {
    let text = "委員馬文宜提案。三國元首多次邀請馬總統率團訪問。";
    assert_eq!(persons(text), ["馬文宜", "馬總統"]);
    // Whose title it may be is not asked of others.
    assert_eq!(persons("委員馬文宜提案。馬副處長說明。"), ["馬文宜"]);
}

#[test]
fn names_may_be_spread_over_a_column_with_or_without_their_titles() {
    for (text, expected) in [
        (
            "出席：姚 士 源、林大明、陳 小 華",
            vec!["姚士源", "林大明", "陳小華"],
        ),
        ("姚 士 源：謝謝。", vec!["姚士源"]),
        ("出席人員：胡 次 長 忠 一", vec!["胡忠一"]),
        ("出席人員：王委員雅各", vec!["王雅各"]),
        // A given name may be a surname, too.
        ("列席人員：林 處 長 文 德", vec!["林文德"]),
    ] {
        assert_eq!(persons(text), expected, "{text}");
    }
    let read = crate::reading::read("出席人員：經濟部 胡 次 長 忠 一\n");
    assert!(read.contains("\"次長\"@zh-Hant"), "{read}");
    assert_eq!(persons("高 雄 市 政 府 說明。"), Vec::<String>::new());
}

#[test]
fn what_somebody_does_at_a_meeting_and_what_he_was_before_are_no_titles_of_his() {
    let titles = ["schema.org/jobTitle", "ns#roleName"];
    for text in [
        "會議紀錄\n\n主席：王大明\n紀錄：陳小華\n代理人：李美麗\n紀錄 林志玲\n",
        "Former premier Chen Chi-mai visited.",
        "The former minister, Ana Lima, spoke.",
        "Paul Kim, former Minister of Health of Kenya, spoke.",
    ] {
        let read = crate::reading::read(text);
        assert!(read.contains("/person/"), "{text}: {read}");
        let told = |line: &&str| titles.iter().any(|it| line.contains(it));
        let told = read
            .lines()
            .filter(told)
            .filter(|line| !line.contains("主席"));
        assert_eq!(told.collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
    }
    let read = crate::reading::read("Prime Minister Ana Lima spoke.");
    assert!(read.contains("\"Prime Minister\""), "{read}");
}

#[test]
fn one_of_the_public_is_a_person_and_the_public_is_no_body() {
    for (text, name) in [
        ("本案由民眾王小華提供照片。", "王小華"),
        ("另有里民陳大明到場。", "陳大明"),
        ("感謝家長林美惠。", "林美惠"),
        ("出席：民眾王小華", "王小華"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
        let bodies = crate::english::things(text, govrep::mention::Kind::Organisation);
        assert_eq!(bodies, Vec::<String>::new(), "{text}");
    }
    for text in ["民眾安全應優先。", "民眾方便停車。", "民眾高度關心。"] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn among_names_in_columns_an_item_is_one_whatever_it_begins_with() {
    let list = "列席委員：王大明　　韓國豪　　文　璟　　言永福　　林文雄　　陳美玉　　和春妹　　李佩珊\n委員列席8人";
    assert_eq!(
        persons(list),
        [
            "王大明",
            "韓國豪",
            "文璟",
            "言永福",
            "林文雄",
            "陳美玉",
            "和春妹",
            "李佩珊"
        ]
    );
    assert_eq!(
        persons("出席：王大明、李佩珊、韓國豪、言永福、林文雄、教育部"),
        ["王大明", "李佩珊", "韓國豪", "言永福", "林文雄"]
    );
    // The lines below go on with the list.
    let below = "連署人：王大明　　李佩珊　　林文雄　　陳美玉\n薩惠瑛　張國棟　洪雅萍";
    let all = [
        "王大明",
        "李佩珊",
        "林文雄",
        "陳美玉",
        "薩惠瑛",
        "張國棟",
        "洪雅萍",
    ];
    assert_eq!(persons(below), all);
    // Bodies and places in columns are none.
    for text in [
        "出席單位：教育部　交通部　臺北市　高雄市　王大明",
        "臺北市　新竹市　高雄市　王田里　林園區",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn names_that_no_blank_parts_at_the_end_of_a_column() {
    for (text, names) in [
        (
            "連署人：王大明　李佩珊皮耀華　林文雄　解　悅連惠玲　陳美玉　龍鏡平屠登科　洪雅萍",
            vec![
                "王大明",
                "李佩珊",
                "皮耀華",
                "林文雄",
                "解悅",
                "連惠玲",
                "陳美玉",
                "龍鏡平",
                "屠登科",
                "洪雅萍",
            ],
        ),
        (
            "提案人：王大明　李佩珊卜拉諾‧達給　林文雄　古拉斯‧馬耀柯清華　陳美玉",
            vec![
                "王大明",
                "李佩珊",
                "卜拉諾‧達給",
                "林文雄",
                "古拉斯‧馬耀",
                "柯清華",
                "陳美玉",
            ],
        ),
        (
            "連署人：王大明　房國鈞譚　昭　林文雄　李佩珊　單連發",
            vec!["王大明", "房國鈞", "譚昭", "林文雄", "李佩珊", "單連發"],
        ),
    ] {
        assert_eq!(persons(text), names, "{text}");
    }
}

#[test]
fn what_the_words_around_a_surname_and_a_title_leave_of_a_name() {
    for (text, name) in [
        ("三國函邀鄺總統回訪。", "鄺總統"),
        ("二、鹿野鄉長田再興出席。", "田再興"),
        ("召集人：陳副縣長兼召集人文賓", "陳文賓"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
    assert!(!persons("公司代表左營凌先生否認。").contains(&"左營凌".to_owned()));
    assert!(!persons("請石委員尚對本案說明。").contains(&"石尚對".to_owned()));
    assert_eq!(persons("褚剛才說過。"), Vec::<String>::new());
}

#[test]
fn a_name_in_two_scripts_is_one_person() {
    let table = "| 中文譯名 | 原名 | 職稱 |\n| 馬克．弗勒里 | Marx Fleury | 經濟局局長 |\n| 安．馬魯萊克 | Ann Maluleke | 工程師 |\n";
    let (entities, _) = crate::name::read(table);
    let found = entities.iter().filter(|entity| entity.kind == Kind::Person);
    let names: Vec<(Option<&str>, Option<&str>)> = found
        .map(|person| (person.chinese.as_deref(), person.foreign.as_deref()))
        .collect();
    assert_eq!(
        names,
        [
            (Some("安‧馬魯萊克"), Some("Ann Maluleke")),
            (Some("馬克‧弗勒里"), Some("Marx Fleury")),
        ]
    );
    // Without a title the names of a table may be those of anything.
    assert_eq!(
        persons("| 譯名 | 原名 |\n| 金斯頓 | Kingston |\n"),
        Vec::<String>::new()
    );
    // The bodies of a table have names in two languages as well.
    assert_eq!(
        persons("| 單位 | 譯名 | 主管職稱 |\n| 教育局 | Education Bureau | 局長 |\n"),
        Vec::<String>::new()
    );
    let (entities, _) =
        crate::name::read("| 姓名 | Name | 單位 |\n| 溫皓澤 | Wen Hao-tse | 經濟部水利署 |\n");
    let count = entities.iter().filter(|entity| entity.kind == Kind::Person);
    assert_eq!(count.count(), 1);
    assert_eq!(
        persons("| 英文姓名 | 單位 |\n| Chen Ta-wei | 教育部 |\n"),
        ["Chen Ta-wei"]
    );
}

#[test]
fn a_word_behind_a_title_is_no_given_name() {
    for (text, names) in [
        ("由王醫師領隊，申屠秘書來接。", vec!["王領隊", "申屠來接"]),
        ("侯次長允由該會辦理。", vec!["侯允由"]),
        ("承趙副董事長派車。", vec!["趙派車"]),
    ] {
        let found = persons(text);
        assert!(
            !found.iter().any(|name| names.contains(&name.as_str())),
            "{text}: {found:?}"
        );
    }
    assert_eq!(persons("劉科長領航到場。"), ["劉領航"]);
}

#[test]
fn what_only_looks_like_a_person_before_a_bracket_may_be_a_place() {
    assert_eq!(
        persons("介紹朱利亞克里克（Julia Creek）釩礦。"),
        Vec::<String>::new()
    );
    for (text, name) in [
        ("拜會朴智恩（Park Ji-eun）。", "朴智恩"),
        ("朴智恩（Jieun Park）提問。", "朴智恩"),
        ("議員凱倫希爾（Karen Hill）回應。", "凱倫希爾"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
    assert_eq!(persons("拜會松本由美議員。"), ["松本由美"]);
}
