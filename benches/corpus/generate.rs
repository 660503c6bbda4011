//! Made-up reports, for measurements: as many as wanted, each different, the same every time.

use govrep::authority::Authority;

/// What every report says of itself, so that nobody takes its persons for real.
const MADE_UP: &str = "本文為量測用之虛構報告，人名與事件均非真實。";

/// The length of a report in bytes.
const LENGTH: usize = 30_000;

/// The reports from the first one on, each with its number.
pub fn reports() -> impl Iterator<Item = String> {
    let words = Words::new();
    (0..).map(move |number| report(number, &words))
}

fn report(number: u64, words: &Words) -> String {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut text = format!("{MADE_UP}\n\n出國報告（編號{number}）\n\n");
    let chapters = ["壹、目的", "貳、過程", "參、心得", "肆、建議"];
    for chapter in chapters {
        text.push_str(chapter);
        text.push_str("\n\n");
        for section in ["一、", "二、", "三、"] {
            for part in [section, dice.pick(&words.topics), "\n\n"] {
                text.push_str(part);
            }
            while text.len() * 12 < LENGTH * position(chapters, chapter, section) {
                for _ in 0..4 + dice.below(4) {
                    sentence(dice.pick(&words.sentences), &mut dice, words, &mut text);
                }
                text += "\n\n";
            }
        }
    }
    text += "伍、附錄：團員名單\n\n服務單位 姓名 職稱\n\n";
    for place in 1..=12 {
        let (body, person) = (dice.pick(&words.bodies), words.person(&mut dice));
        let title = dice.pick(&words.titles);
        let row = format!("{place}. {body} {person} {title}\n\n");
        text.push_str(&row);
    }
    text
}

/// The number of the section from the beginning, of twelve.
fn position(chapters: [&str; 4], chapter: &str, section: &str) -> usize {
    let chapter = chapters.iter().position(|it| *it == chapter).unwrap_or(0);
    let section = ["一、", "二、", "三、"]
        .iter()
        .position(|it| *it == section);
    3 * chapter + section.unwrap_or(0) + 1
}

/// Adds a sentence with its places filled.
fn sentence(pattern: &str, dice: &mut Dice, words: &Words, text: &mut String) {
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').expect("a place is closed");
        text.push_str(before);
        match place {
            "event" => text.push_str(dice.pick(&words.events)),
            "topic" => text.push_str(dice.pick(&words.topics)),
            "title" => text.push_str(dice.pick(&words.titles)),
            "body" => text.push_str(dice.pick(&words.bodies)),
            "place" => text.push_str(dice.pick(&words.places)),
            "person" => text.push_str(&words.person(dice)),
            "made" => text.push_str(&words.made(dice)),
            "date" => {
                let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
                let year = 2008 + dice.below(16);
                let date = format!("{year} 年 {month} 月 {day} 日");
                text.push_str(&date);
            }
            "year" => *text += &(2008 + dice.below(16)).to_string(),
            "number" => *text += &(2 + dice.below(900)).to_string(),
            "percent" => *text += &(1 + dice.below(60)).to_string(),
            "clock" => *text += &(6 + dice.below(6)).to_string(),
            other => panic!("no place is called {other}"),
        }
        rest = after;
    }
    text.push_str(rest);
}

/// What the places of the sentences are filled with.
struct Words {
    sentences: Vec<&'static str>,
    events: Vec<&'static str>,
    topics: Vec<&'static str>,
    titles: Vec<&'static str>,
    endings: Vec<&'static str>,
    bodies: Vec<String>,
    places: Vec<String>,
    surnames: Vec<String>,
    given: Vec<String>,
}

impl Words {
    fn new() -> Self {
        let words = include_str!("words.txt");
        let of = |kind: &str| -> Vec<&'static str> {
            let words = words.lines().filter_map(|line| line.split_once(' '));
            words
                .filter(|(it, _)| *it == kind)
                .map(|(_, word)| word)
                .collect()
        };
        let authority = Authority::builtin();
        let bodies = authority.organisations.iter();
        let places = authority.jurisdictions.iter();
        Self {
            sentences: include_str!("sentences.txt").lines().collect(),
            events: of("event"),
            topics: of("topic"),
            titles: of("title"),
            endings: of("made"),
            bodies: bodies
                .filter_map(|row| row.zh.as_ref().map(ToString::to_string))
                .collect(),
            places: places.map(|row| row.zh.to_string()).collect(),
            surnames: characters("陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂"),
            given: characters("家志明建宏淑芬雅婷俊傑怡君文彥承翰宗憲佩珊思妤冠宇柏睿芷"),
        }
    }

    fn person(&self, dice: &mut Dice) -> String {
        let surname = dice.pick(&self.surnames);
        let given = [dice.pick(&self.given), dice.pick(&self.given)];
        format!("{surname}{}{}", given[0], given[1])
    }

    /// A body that no table lists.
    fn made(&self, dice: &mut Dice) -> String {
        let name = [dice.pick(&self.given), dice.pick(&self.given)];
        let ending = dice.pick(&self.endings);
        format!("{}{}{}{ending}", name[0], name[1], dice.pick(&self.topics))
    }
}

fn characters(text: &str) -> Vec<String> {
    text.chars().map(String::from).collect()
}

/// Numbers that look thrown and are the same on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let thrown = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(thrown).unwrap_or(0) % end
    }

    fn pick<'w>(&mut self, of: &'w [impl AsRef<str>]) -> &'w str {
        of[self.below(of.len())].as_ref()
    }
}
