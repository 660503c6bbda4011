//! The document as a whole: a real report, the layouts that texts come in, and what holds for
//! every text.

use proptest::prelude::*;

use super::normal::{Fold, fold};
use super::*;
use crate::source;

const REPORT: &str = include_str!("../../data/report/ogp-summit-2016/source.txt");

fn read(text: &str) -> Document {
    let (source, _) = source::decode("report.txt", text.as_bytes()).expect("it is text");
    Document::read(source, &TableHeaders::new(["單位", "姓名", "職稱"])).0
}

fn words(text: &str) -> Vec<String> {
    let document = read(text);
    document
        .blocks()
        .iter()
        .map(|block| document.slice(block.span).to_owned())
        .collect()
}

/// The outline, one node a line: path, `*` for a heading, title.
fn outline(document: &Document) -> Vec<String> {
    let nodes = document.nodes().iter().enumerate();
    nodes
        .map(|(index, node)| {
            let path: Vec<String> = document
                .path(NodeId(index))
                .iter()
                .map(u32::to_string)
                .collect();
            let mark = if node.is_heading { "*" } else { "" };
            format!("{}{mark} {}", path.join("."), document.slice(node.title))
        })
        .collect()
}

fn block_with<'d>(document: &'d Document, words: &str) -> &'d Block {
    let at = document
        .text()
        .find(words)
        .expect("the words are in the text");
    document.block_at(at)
}

#[test]
fn a_text_without_any_line_end_is_read_in_pieces_with_nothing_lost() {
    let sentence = "代表團於會後拜會該機構，並就資料開放交換意見。";
    let text = sentence.repeat(2_000);
    let pieces = words(&text);
    assert!(pieces.len() > 8, "{}", pieces.len());
    assert!(
        pieces
            .iter()
            .all(|piece| piece.len() <= 12_000 && piece.ends_with('。'))
    );
    assert_eq!(pieces.concat(), text);
    // Where no sentence ends, anything is better than never to end.
    let bare = words(&"字".repeat(20_000));
    assert_eq!(bare.concat().chars().count(), 20_000);
    assert!(bare.iter().all(|piece| piece.len() <= 12_000));
}

// A real report.

#[test]
fn the_report_has_its_outline() {
    let document = read(REPORT);
    let titles: Vec<String> = outline(&document)
        .into_iter()
        .map(|line| {
            line.chars()
                .take(18)
                .collect::<String>()
                .trim_end()
                .to_owned()
        })
        .collect();
    assert_eq!(
        titles,
        [
            "1* 目的",
            "2* 過程",
            "2.1* 行前準備",
            "2.2* 行程",
            "2.2.1* 12 月 7 日拜會法",
            "2.2.1.1 數位社會(Progr",
            "2.2.1.2 高速網路(Trés",
            "2.2.1.3 法國科技(La FR",
            "2.2.2* 12 月 7 日至 9",
            "2.2.2.1* 開幕",
            "2.2.2.1.1* 擴大參與國(e",
            "2.2.2.1.2* 更新共同協定(",
            "2.2.2.1.3* 考慮聯盟及具體",
            "2.2.2.1.1* 保護公民空間(",
            "2.2.2.1.1.1 將公民空間做",
            "2.2.2.1.1.2 需呈現公民空",
            "2.2.2.1.1.3 夥伴關係中的",
            "2.2.2.1.1.4 做為公民社會",
            "2.2.2.1.2* 培育以公民為中",
            "2.2.2.1.3* 轉型改變，而非",
            "2.2.2.1.4* 政府轉型(tr",
            "2.2.2.1.5* 重振夥伴關係的",
            "2.2.2.2* 高峰會議程",
            "2.2.2.3* 我國公民社群演說",
            "2.2.2.3.1* 分歧及融合 -",
            "2.2.2.3.1.1 創新無需等待",
            "2.2.2.3.1.2 必須以問題為",
            "2.2.2.3.1.3 讓結果與現有",
            "2.2.2.3.1.4 思考生態系統",
            "2.2.2.3.2* 社會弱勢族群的",
            "2.2.2.3.2.1 在問題制定和",
            "2.2.2.3.2.2 正視政府內部",
            "2.2.2.3.2.3 不同於政府的",
            "2.2.2.3.3* 擴展公民科技及",
            "2.2.2.3.3.1 開放源碼 -",
            "2.2.2.3.3.2 開放源碼 -",
            "2.2.2.3.3.3 開放源碼 -",
            "2.2.2.3.3.4 多中心化",
            "2.2.2.4* 閉幕",
            "2.2.3* 12 月 9 日參訪",
            "3* 心得及建議",
            "3.1* 心得",
            "3.1.1* 藉由持續開放政府及善用",
            "3.1.2* 接軌國際趨勢，穩健推動",
            "3.1.3* 順應國際開放浪潮，將我",
            "3.1.4* 中央與地方政府串連，共",
            "3.1.5* 兼顧政府資料開放之數量",
            "3.2* 建議",
            "3.2.1 持續推動開放政府，公私協",
            "3.2.2 鼓勵政府、公民社會及學術",
            "3.2.3 於適當場合定期分享我國開",
            "3.3* 後續工作事項",
            "3.3.1 持續參與 OGP 會議與",
            "3.3.2 協助政府機關提升開放資料",
            "4* 附錄",
            "4.1* 2016 OGP 高峰會議",
            "4.2* 活動照片",
            "4.3* 團員名單",
        ]
    );
}

#[test]
fn the_report_has_all_its_captions_and_footnotes() {
    let document = read(REPORT);
    let mut captions = Vec::new();
    let mut notes = Vec::new();
    for block in document.blocks() {
        match block.kind {
            BlockKind::Caption { number } => captions.push(number.expect("numbered")),
            BlockKind::Footnote { number } => notes.push((number, document.slice(block.span))),
            _ => {}
        }
    }
    assert_eq!(captions, (1..=26).collect::<Vec<u32>>());
    let numbers: Vec<u32> = notes.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert!(
        notes[0]
            .1
            .starts_with("OGP秘書處（OGP SUPPORT UNIT）係與 OGP推動委員會")
    );
    assert!(
        notes[0]
            .1
            .ends_with("並管理 OGP各項執行記錄及代表 OGP對外溝通。")
    );
    assert_eq!(
        notes[1].1,
        "時任美國總統歐巴馬致詞影片網址：https://www.youtube.com/watch?v=dySh-mvajCo&t=1s\
         &list=PLMDgGB-pYxdFSQrOmY8tcYm-1lPoWRvyA&index=25"
    );
    assert!(
        notes[2]
            .1
            .ends_with("&list=PLMDgGB-pYxdFSQrOmY8tcYm-1lPoWRvyA&index=26")
    );
}

#[test]
fn the_report_has_its_table_of_delegates() {
    let document = read(REPORT);
    let [table] = document.tables() else {
        panic!("one table")
    };
    let heads: Vec<&str> = table
        .columns
        .iter()
        .map(|&head| document.slice(head))
        .collect();
    assert_eq!(heads, ["單位", "姓名", "職稱"]);
    let rows: Vec<Vec<&str>> = document
        .blocks()
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Row { table: 0, cells } => {
                Some(cells.iter().map(|&cell| document.slice(cell)).collect())
            }
            _ => None,
        })
        .collect();
    assert_eq!(rows.len(), 19);
    assert_eq!(rows[0], ["行政院", "唐鳳", "政務委員"]);
    assert_eq!(rows[12], ["g0v.news", "Aaron", "Wytze", "記者"]);
    assert_eq!(
        rows[18],
        ["資深審議式民主、公民參與倡議者及行動者", "呂家華"]
    );
}

#[test]
fn sentences_of_the_report_are_whole() {
    let document = read(REPORT);
    for sentence in [
        // Over a page and around a footnote, whose number is gone.
        "本會自 2013 年起多次與 OGP 秘書處（OGP Support Unit）透過電子郵件及線上會議討論我國加入 OGP 事宜",
        "歐巴馬(Barack Obama)及加拿大總理杜魯多(Justin Trudeau)雖未出席",
        "發布我國代表團參訪之最新消息。",
        // Around the page number 18.
        "鼓勵「做事者最大」的文化(Multi-Centralized - Define clear vision and value. Encourage a do-acracy Culture.)。",
        // Over a page without a trace.
        "are not service providers. Work towards a sustaining ecosystem",
        // A line that broke between two Latin words, between Han and digits, inside a name.
        "加入意向書（Letter of Intent）；",
        "因此資料開放已成為法國各機關的原則，且 14,000 名選舉產生的代表",
        "累積達 135 個國家行動計畫",
        "駐法國代表處賴組長作松、",
        "透明,課責及打擊腐敗(Transparency, accountability and fight against corruption)",
    ] {
        assert!(document.text().contains(sentence), "{sentence}");
    }
    // Every character that is not white space stands in the text once, but for five references,
    // five numbers of notes and a page number.
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(count(document.text()), count(REPORT) - 5 - 5 - 2);
}

#[test]
fn the_report_has_its_fields() {
    let document = read(REPORT);
    let fields: Vec<(&str, &str)> = document
        .blocks()
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Field { label, value } => {
                Some((document.slice(label), document.slice(value)))
            }
            _ => None,
        })
        .collect();
    assert_eq!(fields.len(), 9);
    assert_eq!(fields[0], ("內容摘要", ""));
    assert_eq!(fields[1], ("時間", "105 年 10 月 7 日上午"));
    assert_eq!(fields[4], ("會談內容", ""));
    assert_eq!(
        fields[7],
        (
            "法方出席人員",
            "執行長 Jean-Baptiste Bouzige、副總裁兼共同創辦人 François Poitrine 等人。"
        )
    );
}

#[test]
fn places_in_the_report_lead_back() {
    let document = read(REPORT);
    let received: Vec<char> = REPORT.chars().collect();
    let origin_of = |words: &str| {
        let start = document
            .text()
            .find(words)
            .expect("the words are in the text");
        document.origin(Span::new(start, start + words.len()))
    };
    let plain = origin_of("呂家華小姐進行演說");
    assert_eq!((plain.line, plain.end_line), (474, 474));
    assert_eq!(
        received[plain.chars].iter().collect::<String>(),
        "呂家華小姐進行演說"
    );
    let section_of = |words: &str| {
        let node = block_with(&document, words).node.expect("it has a node");
        let heading = document.heading(node).expect("a heading stands above it");
        document.section(heading)
    };
    assert_eq!(
        section_of("呂家華小姐進行演說"),
        "貳、過程 > 二、行程 > （二）12 月 7 日至 9 日 OGP 高峰會(Global Summit) > \
         3. 我國公民社群演說 > (2) 社會弱勢族群的電子化參與(e-Participation for Socially \
         Disadvantaged People)短講"
    );
    let wrapped = origin_of("賴組長作松");
    assert_eq!((wrapped.line, wrapped.end_line), (594, 596));
    assert_eq!(&REPORT[wrapped.bytes], "賴組長作\n\n松");
    let around_a_note = origin_of("電子郵件及線上會議");
    assert_eq!((around_a_note.line, around_a_note.end_line), (54, 62));
    assert!(REPORT[around_a_note.bytes].ends_with("對外溝通。 \n 線上會議"));
    assert_eq!(section_of("踴躍出席"), "參、心得及建議 > 二、建議");
    let node = block_with(&document, "踴躍出席")
        .node
        .expect("it has a node");
    assert_eq!(document.path(node), [3, 2, 2]);
}

#[test]
fn reading_the_report_says_nothing() {
    let (source, _) = source::decode("report.txt", REPORT.as_bytes()).expect("it is text");
    let (_, notes) = Document::read(source, &TableHeaders::default());
    assert_eq!(notes, []);
}

// Layouts. Each text says the same in another shape.

const PARAGRAPHS: [&str; 7] = [
    "一、緣起",
    "國家發展委員會自 2013 年起推動開放政府，並於同年加入相關國際組織之準備工作，期能與各國政府就資料開放、\
     公民參與及透明治理等議題進行經驗交流，以提升我國之國際能見度。",
    "參訪期間承蒙 Digital Agency 及 Open Knowledge Foundation 協助，安排拜會行程並提供寶貴意見，我國代表團並與當地\
     公民科技社群就虛擬世界法規調適平臺之運作經驗充分討論。",
    "二、建議事項",
    "（一）持續推動開放政府，公私協力型塑優質典範，逐步落實公民參與、透明治理等施政願景，並定期檢討各項承諾之執行\
     情形。",
    "（二）鼓勵政府、公民社會及學術研究等領域，踴躍出席國際會議或活動，推廣我國開放政府及公民參與等相關經驗。",
    "會後將持續與各國保持密切聯繫，並關注國際趨勢發展，以利我國開放政府發展與國際接軌。",
];

/// Breaks a paragraph at `limit` columns, between Han characters and at spaces.
fn wrap(paragraph: &str, limit: usize, first: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = first;
    let mut rest = paragraph;
    while let Some(c) = rest.chars().next() {
        let word = rest
            .find(|c: char| !c.is_ascii_graphic())
            .unwrap_or(rest.len());
        let token = &rest[..word.max(c.len_utf8())];
        rest = &rest[token.len()..];
        let columns = script::width(token);
        let line = lines.last_mut().expect("there is one");
        if used + columns > limit && !"，。、".contains(token) {
            line.truncate(line.trim_end().len());
            lines.push(token.trim_start().to_owned());
            used = columns;
        } else {
            line.push_str(token);
            used += columns;
        }
    }
    lines
}

fn laid_out(layout: impl Fn(&str) -> String) -> String {
    PARAGRAPHS
        .iter()
        .map(|paragraph| layout(paragraph))
        .collect()
}

#[test]
fn one_paragraph_to_a_line_stays_so() {
    assert_eq!(words(&laid_out(|p| format!("{p}\n"))), PARAGRAPHS);
    assert_eq!(words(&laid_out(|p| format!("{p}\r\n\r\n"))), PARAGRAPHS);
}

#[test]
fn paragraphs_apart_by_blank_lines_are_joined() {
    for limit in [48, 60, 72, 90] {
        let text = laid_out(|p| wrap(p, limit, 0).join("\n") + "\n\n");
        assert_eq!(words(&text), PARAGRAPHS, "{limit}");
        assert_eq!(words(&text.replace('\n', "\r\n")), PARAGRAPHS, "{limit}");
        assert_eq!(words(&text.replace('\n', "\r")), PARAGRAPHS, "{limit}");
    }
}

#[test]
fn double_spaced_lines_with_marked_ends_are_joined() {
    for limit in [48, 60, 72, 90] {
        let text = laid_out(|p| wrap(p, limit, 0).join("\n\n") + " \n\n");
        assert_eq!(words(&text), PARAGRAPHS, "{limit}");
    }
}

#[test]
fn indented_paragraphs_are_joined() {
    for limit in [60, 72] {
        let text = laid_out(|p| {
            let heading = p.chars().count() < 10;
            let (indent, columns) = if heading {
                ("", 0)
            } else {
                ("\u{3000}\u{3000}", 4)
            };
            format!("{indent}{}\n", wrap(p, limit, columns).join("\n"))
        });
        assert_eq!(words(&text), PARAGRAPHS, "{limit}");
    }
}

#[test]
fn hanging_items_are_joined() {
    let text = "\
目的如下：
  1. 持續推動開放政府，公私協力型塑優質典範，逐步落實公民參與及透
     明治理等施政願景，並定期檢討各項承諾之執行情形，邀集各界共同參
     與。
  2. 鼓勵政府、公民社會及學術研究等領域，踴躍出席國際會議或活動，推
     廣我國經驗。
";
    assert_eq!(
        words(text),
        [
            "目的如下：",
            "1. 持續推動開放政府，公私協力型塑優質典範，逐步落實公民參與及透明治理等施政願景，並定期檢討各項承諾之執行情形，邀集各界共同參與。",
            "2. 鼓勵政府、公民社會及學術研究等領域，踴躍出席國際會議或活動，推廣我國經驗。",
        ]
    );
}

/// Three pages with form feeds, running heads, page numbers and a footnote without a rule.
fn pages() -> String {
    let body = wrap(&PARAGRAPHS[1..3].concat().repeat(4), 60, 0);
    let mut text = String::new();
    for (number, lines) in body.chunks(body.len() / 3 + 1).enumerate() {
        text.push_str("開放政府考察報告\n\n");
        text.push_str(&lines.join("\n"));
        text.extend(["\n\n- ", &(number + 1).to_string(), " -\n\x0C"]);
    }
    text
}

#[test]
fn running_heads_and_page_numbers_are_left_out() {
    let document = read(&pages());
    let [title, text] = document.blocks() else {
        panic!("{:?}", document.text())
    };
    assert_eq!(document.slice(title.span), "開放政府考察報告");
    assert_eq!(
        document.slice(text.span),
        PARAGRAPHS[1..3].concat().repeat(4)
    );
    assert_eq!(text.page, Some(1));
    let end = Span::new(text.span.end - 3, text.span.end);
    assert_eq!(document.origin(end).page, Some(3));
}

#[test]
fn bare_page_numbers_are_left_out_but_figures_are_not() {
    let dashed = pages();
    let bare = dashed
        .replace("- 1 -", "11")
        .replace("- 2 -", "12")
        .replace("- 3 -", "13");
    assert_eq!(read(&bare).text(), read(&dashed).text());
    assert_eq!(words("人數\n18\n國家\n70\n"), ["人數", "18", "國家", "70"]);
    assert_eq!(words("參加人數：\n\n18\n\n其中我國：\n\n6\n").len(), 4);
}

#[test]
fn footnotes_at_the_foot_of_a_page_need_no_rule() {
    let text = "\
國家發展委員會自 2013 年起多次與開放政府夥伴關係聯盟秘書
處（OGP Support Unit）1透過電子郵件及線上會議討論我國加入
之相關事宜，並於同年 12 月拜會外交部國際組織司研討加入事
1 秘書處係與推動委員會緊密合作的常設機構。
\x0C宜，尚未獲得同意。
";
    let document = read(text);
    assert_eq!(
        document
            .blocks()
            .iter()
            .map(|block| document.slice(block.span))
            .collect::<Vec<_>>(),
        [
            "國家發展委員會自 2013 年起多次與開放政府夥伴關係聯盟秘書處（OGP Support Unit）透過電子郵件及線上會議討論我國加入之相關事宜，並於同年 12 月拜會外交部國際組織司研討加入事宜，尚未獲得同意。",
            "秘書處係與推動委員會緊密合作的常設機構。",
        ]
    );
    assert_eq!(document.blocks()[1].kind, BlockKind::Footnote { number: 1 });
    // The whole document comes from the whole of the file, though the order changed.
    let all = document.origin(Span::new(0, document.text().len()));
    assert_eq!(all.bytes, 0..text.len());
}

#[test]
fn a_number_that_touches_a_word_stays_where_there_is_no_footnote() {
    let text = "國家發展委員會（OGP Support Unit）1透過電子郵件。\n";
    assert_eq!(words(text), [text.trim_end()]);
}

// Joints.

#[test]
fn words_and_addresses_are_joined_as_printed() {
    let text = "\
The report of the Ministry was drawn up in close co-
operation with civil society organisations and fol-
lows the template, see https://www.example.org/about/
how-it-works?page=1&index
=25 or write to open.government@
ministry.example before the end of March; all com-
ments by citizens and companies are very welcome.
";
    assert_eq!(
        words(text),
        [
            "The report of the Ministry was drawn up in close co-operation with civil society \
          organisations and fol-lows the template, see \
          https://www.example.org/about/how-it-works?page=1&index=25 or write to \
          open.government@ministry.example before the end of March; all com-ments by citizens \
          and companies are very welcome."
        ]
    );
}

#[test]
fn the_space_between_han_and_latin_follows_the_document() {
    let spaced = "\
開放政府夥伴關係聯盟於 2011 年由 8 國政府組成，迄今已超過
70 個會員國，累積達 135 個國家行動計畫，我國積極爭取加入 OGP
聯盟並持續參與 OGP 高峰會及相關會議。
";
    assert!(read(spaced).text().contains("超過 70 個會員國"));
    assert!(read(spaced).text().contains("加入 OGP 聯盟"));
    let dense = spaced.replace(' ', "");
    assert!(read(&dense).text().contains("超過70個會員國"));
    assert!(read(&dense).text().contains("加入OGP聯盟"));
}

#[test]
fn radicals_are_folded_and_lead_back() {
    let text = "⼀、⺠眾參與\n⼆、\u{F9D0}別\n";
    let document = read(text);
    assert_eq!(document.text(), "一、民眾參與\n二、類別");
    assert_eq!(document.nodes()[1].ordinal, 2);
    let span = Span::new(6, 6 + "民眾".len());
    let origin = document.origin(span);
    assert_eq!(&text[origin.bytes], "⺠眾");
    assert_eq!(origin.chars, 2..4);
}

// Outline.

#[test]
fn wrapped_numbers_are_no_markers() {
    let text = "\
一、開放政府夥伴關係聯盟迄今已超過七十個會員國，累積達一百三十五個
2. 5 倍之國家行動計畫，並提出二千四百五十六個促進政府透明之承諾，且
14,000 名選舉產生的代表必須揭示財產，聯盟係於巴西等國共同倡議之下
2011 年由各該國政府發起，本年之高峰會並擇定於法國巴黎之主要會場自
12 月 8 日至九日召開會議，各國代表分別就相關議題提出報告並進行討論。
二、結論
";
    let document = read(text);
    assert_eq!(document.nodes().len(), 2);
    assert_eq!(document.blocks().len(), 2);
}

#[test]
fn the_level_of_a_style_comes_from_its_place() {
    let text = "\
I. Findings
A. Access to information
The law was passed.
B. Open data
1. Portal
The portal was launched.
2. Licence
It is open.
II. Recommendations
(a) to publish;
(b) to consult.
";
    assert_eq!(
        outline(&read(text)),
        [
            "1* Findings",
            "1.1* Access to information",
            "1.2* Open data",
            "1.2.1* Portal",
            "1.2.2* Licence",
            "2* Recommendations",
            "2.1 to publish;",
            "2.2 to consult.",
        ]
    );
}

#[test]
fn chapters_and_decimal_numbers_make_an_outline() {
    let text = "\
第一章 緒論
第一節 背景
說明。
第二節 目的
說明。
第二章 方法
1 Introduction
1.1 Background
Words.
1.2 Scope
Words.
2 Method
Words.
";
    assert_eq!(
        outline(&read(text)),
        [
            "1* 緒論",
            "1.1* 背景",
            "1.2* 目的",
            "2* 方法",
            "2.1* Introduction",
            "2.1.1* Background",
            "2.1.2* Scope",
            "2.2* Method",
        ]
    );
}

#[test]
fn a_table_of_contents_does_not_double_the_outline() {
    let text = "\
目次
壹、目的……………………………………1
貳、過程……………………………………2
壹、目的
國家發展委員會參加會議。
貳、過程
會議順利完成。
";
    let document = read(text);
    assert_eq!(outline(&document), ["1* 目的", "2* 過程"]);
    assert_eq!(document.blocks()[1].kind, BlockKind::Contents);
    let plain = text
        .replace('…', "")
        .replace("目的1", "目的  1")
        .replace("過程2", "過程  2");
    assert_eq!(outline(&read(&plain)), ["1* 目的", "2* 過程"]);
}

#[test]
fn short_items_without_text_of_their_own_are_items() {
    let text = "一、與會國家\n1. 日本\n2. 韓國\n3. 美國\n各國代表均發言。\n";
    let document = read(text);
    assert_eq!(
        outline(&document),
        ["1* 與會國家", "1.1 日本", "1.2 韓國", "1.3 美國"]
    );
    // What follows a list belongs to the heading above it.
    assert_eq!(block_with(&document, "各國代表").node, Some(NodeId(0)));
}

#[test]
fn a_slip_in_the_order_is_followed_and_noted() {
    let text = "一、緣起\n說明。\n三、結論\n說明。\n";
    let (source, _) = source::decode("report.txt", text.as_bytes()).expect("it is text");
    let (document, notes) = Document::read(source, &TableHeaders::default());
    assert_eq!(outline(&document), ["1* 緣起", "3* 結論"]);
    let [note] = notes.as_slice() else {
        panic!("{notes:?}")
    };
    assert_eq!(
        (note.severity, note.code),
        (Severity::Note, "outline-order")
    );
    assert_eq!(
        note.message,
        "`三、` is out of order: number 2 was expected"
    );
    let place = note.place.as_ref().expect("it has a place");
    assert_eq!((place.line, place.column), (3, 1));
    assert_eq!(&place.excerpt[place.mark.clone()], "三、");
}

// Tables.

#[test]
fn a_table_without_numbers_ends_where_its_rows_do() {
    let text = "\
姓名 職稱
唐鳳 政務委員
Aaron Wytze 記者
以上人員由本會派員陪同。
";
    let document = read(text);
    let kinds: Vec<bool> = document
        .blocks()
        .iter()
        .map(|block| matches!(block.kind, BlockKind::Row { .. }))
        .collect();
    assert_eq!(kinds, [false, true, true, false]);
    assert_eq!(document.blocks()[0].kind, BlockKind::Columns { table: 0 });
}

#[test]
fn a_heading_ends_a_table_whose_last_row_is_short() {
    let text = "三、團員名單\n姓名 單位 職稱\n1. 唐鳳 行政院 政務委員\n2. 呂家華\n四、結論\n";
    let document = read(text);
    assert_eq!(outline(&document), ["3* 團員名單", "4* 結論"]);
}

// What holds for every text.

/// Texts made of what the rules look at.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[國家發展委員會於會議前確認我方出席人員，。]{1,30}",
        2 => "[a-z]{1,9}( [a-z]{1,9}){0,6}",
        2 => prop::sample::select(vec![
            "壹、", "二、", "（一）", "(2) ", "1. ", "2.", "I. ", "II. ", "A. ", "1.1 ", "第一章 ", "①", "3 ",
            "Chapter 1 ", "圖 1：", "時間：", "姓名 職稱", "1 註", "18", "- 18 -", "2011 年", "https://a.bc/d",
            "x@y.z", "ab-\ncd abcd ", "......3", "目次", "•", "）1", "。2", "¹", "___________", "                         ",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "\n", "\n\n", " \n", " \n\n", "\r\n", "\r", "\n ", "\n  ", "\n\u{3000}", "\x0C", " ", "\t", "\u{A0}",
            "⺠", "\u{F9D0}", "\u{200B}", "\u{AD}", "\u{FFFD}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_word_that_a_line_end_divides_is_whole_and_leads_back_to_both_of_its_parts() {
    let received = "\
The report of the Ministry of Justice of the Republic of Ka-
zakhstan was drawn up together with all the registered com-
panies of the country and with others in very close co-
operation; the government of Kazakhstan and its companies
agreed to this co-operation before the end of the last year,
and will publish what came of it on the pages of the Ministry.
";
    let document = read(received);
    let text = document.text();
    assert!(
        text.contains("Republic of Kazakhstan was")
            && text.contains(
                "registered companies of the country and with others in very close co-operation;"
            ),
        "{text}"
    );
    let at = text.find("Kazakhstan").expect("joined");
    let origin = document.origin(Span::new(at, at + "Kazakhstan".len()));
    assert_eq!(&received[origin.bytes], "Ka-\nzakhstan");
    assert_eq!((origin.line, origin.end_line), (1, 2));
    let origin = document.origin(Span::new(at + 2, at + 3));
    assert_eq!(&received[origin.bytes], "z");
}

#[test]
fn divided_words_show_that_a_narrow_column_is_wrapped() {
    let document = read(
        "\
The team arrived in Washing-
ton in May and saw the ports
of Singapore and the offices
of the Euro-
pean Commission, where the
ministers were thanked warm-
ly for the afternoon.
",
    );
    let joined = "saw the ports of Singapore and the offices of the Euro";
    assert!(document.text().contains(joined), "{}", document.text());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn blocks_cover_the_text_and_nodes_lie_in_them(text in texts()) {
        prop_assume!(source::decode("t", text.as_bytes()).is_ok());
        let document = read(&text);
        let mut at = 0;
        for (index, block) in document.blocks().iter().enumerate() {
            prop_assert_eq!(block.span.start, at);
            prop_assert!(!document.slice(block.span).contains('\n'));
            at = block.span.end;
            if index + 1 < document.blocks().len() {
                prop_assert_eq!(&document.text()[at..=at], "\n");
                at += 1;
            }
            if let BlockKind::Field { label, value } = block.kind {
                prop_assert!(block.span.contains(label) && block.span.contains(value));
            }
            if let BlockKind::Row { cells, .. } = &block.kind {
                prop_assert!(cells.iter().all(|&cell| block.span.contains(cell)));
            }
        }
        prop_assert_eq!(at, document.text().len());
        for (index, node) in document.nodes().iter().enumerate() {
            let block = &document.blocks()[node.block];
            prop_assert_eq!(block.node, Some(NodeId(index)));
            prop_assert!(block.span.contains(node.marker) && block.span.contains(node.title));
            prop_assert_eq!(document.path(NodeId(index)).len(), node.level);
            prop_assert!(node.parent.is_none_or(|NodeId(parent)| parent < index));
        }
    }

    #[test]
    fn every_character_comes_from_the_source(text in texts()) {
        prop_assume!(source::decode("t", text.as_bytes()).is_ok());
        let document = read(&text);
        let received: Vec<char> = document.source().text.chars().collect();
        for block in document.blocks() {
            let mut before = 0;
            for (at, c) in document.slice(block.span).char_indices() {
                let start = block.span.start + at;
                let origin = document.origin(Span::new(start, start + c.len_utf8()));
                // Code points, bytes and lines say the same.
                let bytes = &document.source().text[origin.bytes.clone()];
                let chars: String = received[origin.chars.clone()].iter().collect();
                prop_assert_eq!(bytes, chars.as_str());
                let above = &document.source().text[..origin.bytes.start];
                let lines = above.matches('\n').count() + above.matches('\r').count()
                    - above.matches("\r\n").count();
                let inside = above.ends_with('\r') && bytes.starts_with('\n');
                prop_assert_eq!(origin.line, lines + 1 - usize::from(inside));
                // Order is kept inside a block.
                prop_assert!(origin.chars.start >= before);
                before = origin.chars.end;
                let mut from = bytes.chars();
                let first = from.next().expect("a character comes from one");
                if c == ' ' {
                    prop_assert!(bytes.chars().all(char::is_whitespace));
                } else {
                    let folded = fold(first) == Fold::To(c);
                    prop_assert!((first == c || folded) && from.next().is_none());
                }
            }
            if !block.span.is_empty() {
                let whole = document.origin(block.span);
                prop_assert_eq!(whole.chars.end, before);
            }
        }
    }

    #[test]
    fn spans_over_several_blocks_have_an_origin(text in texts(), a in 0_usize..500, b in 0_usize..500) {
        prop_assume!(source::decode("t", text.as_bytes()).is_ok());
        let document = read(&text);
        let edge = |wanted: usize| {
            let mut at = wanted.min(document.text().len());
            while !document.text().is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let span = Span::new(edge(a.min(b)), edge(a.max(b)));
        let origin = document.origin(span);
        prop_assert!(origin.bytes.start <= origin.bytes.end);
        prop_assert!(origin.line <= origin.end_line);
        let from = &document.source().text[origin.bytes];
        prop_assert_eq!(from.chars().count(), origin.chars.len());
    }

    #[test]
    fn the_reading_text_of_a_reading_text_keeps_its_words(text in texts()) {
        prop_assume!(source::decode("t", text.as_bytes()).is_ok());
        let document = read(&text);
        // Nothing is invented: what is left out is all that is missing.
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        prop_assert!(letters(document.text()) <= letters(&document.source().text));
    }
}
