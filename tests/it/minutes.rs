//! What reports in English say of meetings and visits, of actions, figures and plans. All texts are
//! made up.

use govrep::authority::Authority;
use govrep::extraction::Extraction;
use govrep::fact::Facts;
use govrep::mention::Knowledge;
use govrep::project::{Project, Report};
use govrep::source;

use crate::sandbox::Sandbox;

fn read(text: &str) -> Extraction {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::decode("r.txt", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("r", "r.txt", &Project::default());
    // The rules alone.
    report.tagger = false;
    Extraction::read(source, &knowledge, &report).0
}

/// The key of an entity of a reading.
fn key(read: &Extraction, id: govrep::entity::EntityId) -> &str {
    &read.resolved.entity(id).key
}

/// Who held which title where.
fn held(read: &Extraction) -> Vec<(String, String, String)> {
    let memberships = read.facts.memberships.iter();
    let mut held: Vec<_> = memberships
        .map(|it| {
            let names = (key(read, it.member), key(read, it.body));
            (names.0.to_owned(), it.title.clone(), names.1.to_owned())
        })
        .collect();
    held.sort();
    held
}

/// Who took part as what, and who did not.
fn there(read: &Extraction) -> (Vec<(String, String)>, Vec<String>) {
    let parts = read.facts.participations.iter();
    let mut there: Vec<_> = parts
        .map(|it| (key(read, it.agent).to_owned(), it.role.clone()))
        .collect();
    there.sort();
    let absent = read.facts.absences.iter();
    let mut absent: Vec<_> = absent.map(|it| key(read, it.agent).to_owned()).collect();
    absent.sort();
    (there, absent)
}

/// What is to be done, by whom and by when.
fn actions(read: &Extraction) -> Vec<(String, Vec<String>, String)> {
    let actions = read.facts.undertakings.iter();
    actions
        .map(|it| {
            let owners = it.addressees.iter().map(|&id| key(read, id).to_owned());
            let due = it.deadline.as_ref().map(|(date, _)| date.to_string());
            let text = read.document.slice(it.text).trim().to_owned();
            (text, owners.collect(), due.unwrap_or_default())
        })
        .collect()
}

/// What a command prints.
fn printed(sandbox: &Sandbox, arguments: &str) -> String {
    let done = sandbox.govrep(arguments).assert().success();
    String::from_utf8_lossy(&done.get_output().stdout).into_owned()
}

/// What is to be done, its status and by when.
fn states(read: &Extraction) -> Vec<(String, String, String)> {
    let undertakings = read.facts.undertakings.iter();
    undertakings
        .map(|it| {
            let due = it
                .deadline
                .as_ref()
                .map(|(date, _)| date.last().to_string());
            let text = read.document.slice(it.text).to_owned();
            (text, it.status.clone(), due.unwrap_or_default())
        })
        .collect()
}

fn triple(values: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let owned = values.iter();
    owned
        .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
        .collect()
}

const MINUTES: &str = "\
HM Government
Harbour Works Programme Board

Minutes of the meeting held on 12 March 2024

Venue: Room 4, Marlowe House, London

Present:
Jane Quill\tDirector\tMinistry of Justice
Colin van der Bergh\tDeputy Director\tDepartment for Transport
Rt Hon Dame Moira MacAllan MP\tChair\tCabinet Office

In attendance:
Dr Priya Ramanov    Secretary    Met Office

Apologies:
Hassan al-Khatibi\tPolicy Lead\tHM Treasury

1. Harbours

1.1 Mr van der Bergh spoke of the harbour. Apologies were received from Hassan al-Khatibi.

ACTION: Jane Quill to circulate the terms of reference by 30 April 2024.

The next meeting will be held on 14 May 2024 at Marlowe House.
";

#[test]
fn a_remark_in_brackets_and_a_sentence_behind_a_label_say_who_was_away() {
    let read = read(
        "Minutes of the Library Panel\n\nDate: 6 May 2024\n\nPresent: Jane Quill (Chair), Colin Forde \
         (apologies), Priya Anand, Treasurer (on leave), Ruth Kelly. Mark Lowe was unable to attend.\n",
    );
    let (there, absent) = there(&read);
    let there: Vec<&str> = there.iter().map(|(who, _)| &**who).collect();
    assert_eq!(there, ["jane-quill", "ruth-kelly"]);
    assert_eq!(absent, ["colin-forde", "mark-lowe", "priya-anand"]);
}

#[test]
fn whoever_came_for_somebody_was_there_in_his_place() {
    let read = read(
        "文化資產審議小組會議紀錄\n\n時間：113年3月5日上午9時\n主席：周美雲局長\n\
         出席：鄭宗翰（代理人：許雅婷）、蔡明倫（由江志偉代理）、何淑貞\n",
    );
    let (there, absent) = there(&read);
    let there: Vec<&str> = there.iter().map(|(who, _)| &**who).collect();
    assert_eq!(there, ["何淑貞", "周美雲", "江志偉", "許雅婷"]);
    assert_eq!(absent, Vec::<String>::new());
    let parts = read.facts.participations.iter();
    let mut instead: Vec<(&str, &str)> = parts
        .filter_map(|it| Some((key(&read, it.agent), key(&read, it.acting_for?))))
        .collect();
    instead.sort_unstable();
    assert_eq!(instead, [("江志偉", "蔡明倫"), ("許雅婷", "鄭宗翰")]);
}

#[test]
fn tables_of_actions_say_what_has_become_of_each() {
    let said = |read: &Extraction| -> Vec<(String, String, Vec<String>)> {
        let actions = read.facts.undertakings.iter();
        actions
            .map(|it| {
                let owners = it.addressees.iter().map(|&id| key(read, id).to_owned());
                let text = read.document.slice(it.text).trim().to_owned();
                (text, it.status.clone(), owners.collect())
            })
            .collect()
    };
    let chinese = read(
        "里鄰工作會報紀錄\n\n項次\t辦理事項\t主辦\t期限\t進度\n1\t疏濬排水溝\t養護課\t113年6月1日\t已完成\n\
         2\t增設路燈\t民政課、養護課\t113年8月1日\t辦理中，待撥款\n",
    );
    let owned = |names: &[&str]| {
        names
            .iter()
            .map(|&name| name.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said(&chinese),
        [
            (
                "疏濬排水溝".to_owned(),
                "complete".to_owned(),
                owned(&["養護課"])
            ),
            (
                "增設路燈".to_owned(),
                "under-way".to_owned(),
                owned(&["民政課", "養護課"])
            ),
        ]
    );
    let english = read(
        "Minutes of the Library Panel\n\nAction\tOwner\tStatus\nMend the roof\tJane Quill\tClosed\n\
         Order the shelves\tRuth Kelly\tOpen – waiting for quotes\n",
    );
    assert_eq!(
        said(&english),
        [
            (
                "Mend the roof".to_owned(),
                "complete".to_owned(),
                owned(&["jane-quill"])
            ),
            (
                "Order the shelves".to_owned(),
                "under-way".to_owned(),
                owned(&["ruth-kelly"])
            ),
        ]
    );
}

#[test]
fn a_state_ends_at_any_dash_and_alone_makes_no_table_of_actions() {
    let states = |text: &str| -> Vec<String> {
        let read = read(text);
        let actions = read.facts.undertakings.iter();
        actions.map(|it| it.status.clone()).collect()
    };
    for dash in ["-", "–", "—"] {
        let text = format!(
            "Minutes of the Library Panel\n\nAction\tOwner\tStatus\n\
             Mend the roof\tJane Quill\tClosed {dash} see item 4\n\
             Order the shelves\tRuth Kelly\tOn-going {dash} no quotes\n"
        );
        assert_eq!(states(&text), ["complete", "under-way"], "{dash}");
    }
    for text in [
        "Annual report\n\nActivity\tProgress\nMend the roof\tDone\nOrder shelves\tOngoing\n",
        "年度報告\n\n工作項目\t進度\n疏濬排水溝\t已完成\n增設路燈\t辦理中\n",
    ] {
        assert_eq!(states(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_bracket_behind_somebody_else_excuses_nobody_before_him() {
    for (list, gone) in [
        ("Jane Quill, Ruth Kelly, Bob (absent)", ""),
        ("Jane Quill, Ruth Kelly, Treasurer (absent)", "ruth-kelly"),
        ("Jane Quill, Ruth Kelly (absent)", "ruth-kelly"),
    ] {
        let read = read(&format!(
            "Minutes of the Library Panel\n\nMeeting held on 4 May 2024\n\nPresent: {list}\n"
        ));
        let (_, absent) = there(&read);
        assert_eq!(absent.join(" "), gone, "{list}");
    }
}

#[test]
fn an_answer_in_a_column_of_titles_is_no_title() {
    let read = read("Name\tPosition\tVoted\nJane Quill\tChair\tYes\nRuth Kelly\tYes\tNo\n");
    let titles: Vec<String> = held(&read).into_iter().map(|(_, title, _)| title).collect();
    assert!(!titles.iter().any(|title| title == "Yes"), "{titles:?}");
    let persons = read.mentions.iter().filter_map(|it| match &it.reading {
        govrep::mention::Reading::Person(person) => Some(person),
        _ => None,
    });
    let of_answers = persons
        .flat_map(|person| &person.roles)
        .filter(|role| read.document.slice(role.title) == "Yes");
    assert_eq!(of_answers.count(), 0);
}

#[test]
fn a_list_in_columns_gives_title_and_body_of_each() {
    let read = read(MINUTES);
    let wanted = [
        ("colin-van-der-bergh", "Deputy Director", "gbr-dft"),
        ("hassan-al-khatibi", "Policy Lead", "gbr-treasury"),
        ("jane-quill", "Director", "gbr-moj"),
        ("moira-macallan", "", "gbr-cabinet-office"),
        ("priya-ramanov", "Secretary", "gbr-met-office"),
    ];
    assert_eq!(held(&read), triple(&wanted));
}

#[test]
fn minutes_are_of_a_meeting_with_day_and_place_and_those_who_were_there() {
    let read = read(MINUTES);
    let [meeting] = &read.facts.meetings[..] else {
        panic!("one meeting");
    };
    assert_eq!(
        meeting.label,
        "Minutes of the meeting held on 12 March 2024"
    );
    let (date, _) = meeting.date.as_ref().expect("a date");
    assert_eq!(date.to_string(), "2024-03-12");
    assert_eq!(
        meeting.location.map(|id| key(&read, id)),
        Some("GBR-london")
    );
    let (there, absent) = there(&read);
    let there: Vec<(&str, &str)> = there.iter().map(|(a, b)| (&**a, &**b)).collect();
    let wanted = [
        ("colin-van-der-bergh", "attendee"),
        ("jane-quill", "attendee"),
        ("moira-macallan", "chair"),
        ("priya-ramanov", "attendee"),
    ];
    assert_eq!(there, wanted);
    assert_eq!(absent, ["hassan-al-khatibi"]);
}

#[test]
fn who_sent_apologies_is_a_triple_that_never_holds() {
    let sandbox = Sandbox::new().file("m.txt", MINUTES);
    let read = printed(&sandbox, "convert m.txt -f nt");
    let negation = |line: &&str| line.contains("/negation/") && line.contains("hassan-al-khatibi");
    assert!(read.lines().any(|line| negation(&line)), "{read}");
    assert!(!read.contains("<https://schema.org/attendee> <"), "{read}");
}

#[test]
fn the_venue_of_a_meeting_is_no_body() {
    let read = read(MINUTES);
    let mut found = read.resolved.entities.iter();
    let venue = found.find(|entity| entity.key == "marlowe-house");
    let venue = venue.expect("the venue");
    assert_eq!(venue.kind, govrep::entity::Kind::Place);
}

#[test]
fn actions_have_owners_and_days_and_the_next_meeting_is_none() {
    let found = actions(&read(MINUTES));
    let [(text, owners, due)] = &found[..] else {
        panic!("one action: {found:?}");
    };
    assert!(text.starts_with("Jane Quill to circulate"), "{text}");
    assert_eq!(
        (&owners[..], &due[..]),
        (&["jane-quill".to_owned()][..], "2024-04-30")
    );
}

#[test]
fn actions_in_a_table_behind_a_bracket_and_below_a_heading() {
    let text = "\
Minutes of the Harbour Works Board, 4 June 2024

Present:
Gethin Pughe, Welsh Government
Nia Reesdale, Cardiff University

2.1 The dredging was late. [Action: Gethin Pughe]

Action\tOwner\tDue
Draft the risk register\tNia Reesdale\t15 July 2024
Ask the pilots\tWelsh Government\tAugust 2024

Action points

- Gethin Pughe and the Welsh Government to share the figures before 28 June 2024.
- The next meeting will be held on 9 July 2024.
";
    let mut found = actions(&read(text));
    found.sort();
    let wanted = [
        ("2.1 The dredging was late.", "gethin-pughe", ""),
        ("Ask the pilots", "gbr-welsh-government", "2024-08"),
        ("Draft the risk register", "nia-reesdale", "2024-07-15"),
        (
            "Gethin Pughe and the Welsh Government to share the figures before 28 June 2024.",
            "gethin-pughe gbr-welsh-government",
            "2024-06-28",
        ),
    ];
    let found: Vec<_> = found
        .iter()
        .map(|(text, owners, due)| (text.clone(), owners.join(" "), due.clone()))
        .collect();
    assert_eq!(found, triple(&wanted));
}

#[test]
fn a_visit_has_the_day_and_the_place_of_the_sentence_below_its_heading() {
    let text = "\
Report of a study tour

Visit to the Estonian Rescue Board

The visit took place on 12 March 2024 in Tallinn. The delegation, led by Dame Margaret Okaforova, \
was received by Katrin Tammsalu, Deputy Director.

Background

The Board was founded long ago. On 13 March 2024 the delegation met with the Estonian Chamber of \
Commerce in Tartu. The delegation will visit the Bank of Latvia on 14 March 2024.
";
    let read = read(text);
    let visits = read.facts.visits.iter().map(|visit| {
        let (date, _) = visit.dates.first().expect("a day");
        let place = visit.location.expect("a place");
        (key(&read, visit.host), date.to_string(), key(&read, place))
    });
    let visits: Vec<_> = visits.collect();
    let wanted = [
        (
            "estonian-rescue-board",
            "2024-03-12".to_owned(),
            "EST-tallinn",
        ),
        (
            "estonian-chamber-of-commerce",
            "2024-03-13".to_owned(),
            "EST-tartu",
        ),
    ];
    assert_eq!(visits, wanted);
}

#[test]
fn an_event_in_english_has_its_day_and_place() {
    for text in [
        "The Third Harbour Summit was held in Tallinn, Estonia, from 7 to 9 December 2016.",
        "Third Harbour Summit, Tallinn, Estonia, 7-9 December 2016\n",
    ] {
        let read = read(text);
        let [event] = &read.facts.events[..] else {
            panic!("one event: {text}");
        };
        let (date, _) = event.date.as_ref().expect("a date");
        assert_eq!(date.to_string(), "2016-12-07/2016-12-09", "{text}");
        let place = event.location.map(|id| key(&read, id));
        assert_eq!(place, Some("EST-tallinn"), "{text}");
    }
    let none = "The Third Harbour Summit will be held in Tallinn on 7 December 2016.";
    assert_eq!(read(none).facts.events, []);
}

fn figures(facts: &Facts) -> Vec<(String, String, String, String)> {
    let figures = facts.figures.iter();
    figures
        .map(|it| {
            let value = it.value.to_string();
            (it.measure.clone(), it.bound.clone(), value, it.unit.clone())
        })
        .collect()
}

#[test]
fn figures_in_english() {
    for (said, measure, bound, value, unit) in [
        (
            "spent £2.4 million on it",
            "amount",
            "exactly",
            "2400000",
            "£",
        ),
        ("paid EUR 35 bn", "amount", "exactly", "35000000000", "EUR"),
        (
            "received 12.5 per cent of the vote",
            "share",
            "exactly",
            "12.5",
            "per cent",
        ),
        ("reached about 35% of homes", "share", "about", "35", "%"),
        (
            "advises 1,741 municipalities",
            "local-governments",
            "exactly",
            "1741",
            "municipalities",
        ),
        (
            "owns more than 4,000 hectares",
            "quantity",
            "more-than",
            "4000",
            "hectares",
        ),
        (
            "trained at least 30 new officers",
            "persons",
            "at-least",
            "30",
            "new officers",
        ),
        (
            "reached two thirds of the households",
            "share",
            "about",
            "66.7",
            "two thirds of the households",
        ),
    ] {
        let read = read(&format!("The River Basin Authority {said}.\n"));
        let wanted = [measure, bound, value, unit].map(str::to_owned);
        let [a, b, c, d] = wanted;
        assert_eq!(figures(&read.facts), [(a, b, c, d)], "{said}");
    }
}

#[test]
fn dates_sections_and_references_are_no_figures() {
    for said in [
        "met on 12 March 2024",
        "applied section 12 rules and Article 4 principles",
        "published 2019 estimates",
        "met at 10:30 hours",
        "lost 30-40 boats",
        "fought COVID-19 outbreaks",
        "answered questions 3 and 4",
        "grew by 12.5 per cent",
        "received 12.5 per cent more letters",
        "will spend £3 million if others do",
        "spent £3 million if it was asked",
        "budget rose to £3 million",
    ] {
        let read = read(&format!("The River Basin Authority {said}.\n"));
        assert_eq!(figures(&read.facts), [], "{said}");
    }
}

#[test]
fn a_commitment_of_a_plan_has_lead_helpers_and_end() {
    let text = "\
Fourth National Action Plan of the Republic of Kenya

Commitment 2. Owners of companies

Lead implementing agency: Business Registration Service
Other actors involved: Transparency International Kenya; Institute of Harbour Affairs
Start date: January 2024
End date: December 2025

Milestone\tStart date\tEnd date\tResponsible
Publish the register\tJanuary 2024\tJune 2024\tBusiness Registration Service
";
    let read = read(text);
    let [plan, milestone] = {
        let mut all: Vec<_> = read.facts.undertakings.iter().collect();
        all.sort_by_key(|it| it.text.start);
        <[_; 2]>::try_from(all).expect("a commitment and a milestone")
    };
    let keys = |ids: &[govrep::entity::EntityId]| -> Vec<String> {
        ids.iter().map(|&id| key(&read, id).to_owned()).collect()
    };
    assert_eq!(read.document.slice(plan.text), "Owners of companies");
    assert_eq!(keys(&plan.lead), ["business-registration-service"]);
    let helpers = [
        "institute-of-harbour-affairs",
        "transparency-international-kenya",
    ];
    assert_eq!(keys(&plan.supporting), helpers);
    let due = |it: &govrep::fact::Undertaking| it.deadline.as_ref().map(|d| d.0.to_string());
    assert_eq!(due(plan).as_deref(), Some("2025-12"));
    assert_eq!(
        keys(&milestone.addressees),
        ["business-registration-service"]
    );
    assert_eq!(due(milestone).as_deref(), Some("2024-06"));
}

#[test]
fn a_bare_ministry_is_that_of_the_country_of_the_report() {
    let bodies = |settings: Option<&str>, text: &str| {
        let mut sandbox = Sandbox::new().file("a/r.txt", text);
        if let Some(country) = settings {
            let toml =
                format!("language = \"en\"\njurisdiction = \"{country}\"\nsource = \"r.txt\"\n");
            sandbox = sandbox.file("a/report.toml", &toml);
        }
        printed(&sandbox, "convert a/r.txt -f nt")
    };
    let bare = "The Ministry of Justice of the day met the staff of the school and the hospital.\n";
    let is = |read: &str, key: &str| read.contains(&format!("/organisation/{key}>"));
    assert!(is(&bodies(Some("GBR"), bare), "gbr-moj"));
    assert!(is(&bodies(Some("TWN"), bare), "twn-moj"));
    let none = bodies(None, bare);
    assert!(
        is(&none, "ministry-of-justice") && !is(&none, "twn-moj"),
        "{none}"
    );
    // Any report may print pounds, a link and an address.
    let sterling = format!(
        "{bare}It paid £30 and £40 to the school at Marlowe House, London SW1A 2HQ, as \
         www.gov.uk tells.\n"
    );
    assert!(!is(&bodies(None, &sterling), "gbr-moj"));
    for own in [
        format!("HM Government\n\n{bare}"),
        format!("{sterling}It told Whitehall so.\n"),
    ] {
        assert!(is(&bodies(None, &own), "gbr-moj"), "{own}");
    }
    let met = format!("{bare}They wrote to HM Government.\n");
    assert!(!is(&bodies(None, &met), "gbr-moj"));
    let told = "Taiwan's Ministry of Justice wrote to the school. The Ministry of Justice paid.\n";
    let told = bodies(None, told);
    assert!(
        is(&told, "twn-moj") && !is(&told, "ministry-of-justice"),
        "{told}"
    );
}

/// The minutes of a meeting with a sentence about who was there.
fn minuted(said: &str) -> Extraction {
    read(&format!(
        "Minutes of the meeting held on 12 March 2024\n\nPresent:\nJane Doe\tDirector\tHarbour \
         Trust\n\n1. Welcome\n\n{said}\n"
    ))
}

#[test]
fn only_those_next_to_the_words_were_absent_or_in_the_chair() {
    for (said, chair, absent) in [
        (
            "Jane Doe noted that John Smith was unable to attend.",
            "",
            "john-smith",
        ),
        (
            "John Smith, Director, and Ana Lima were unable to attend the meeting.",
            "",
            "ana-lima john-smith",
        ),
        (
            "Apologies were received from John Smith and Ana Lima.",
            "",
            "ana-lima john-smith",
        ),
        (
            "Apologies were received from John Smith, and Jane Doe thanked him.",
            "",
            "john-smith",
        ),
        (
            "The committee thanked Jane Doe, and John Smith was unable to attend.",
            "",
            "",
        ),
        ("If John Smith did not attend, a note would follow.", "", ""),
        ("John Smith was unable to attend the London fair.", "", ""),
        ("The meeting was chaired by Ana Lima.", "ana-lima", ""),
        (
            "The report of the subcommittee chaired by Ana Lima was noted.",
            "",
            "",
        ),
        ("The next meeting will be chaired by Ana Lima.", "", ""),
    ] {
        let read = minuted(said);
        let (there, gone) = there(&read);
        let chairs: Vec<&str> = { there.iter() }
            .filter(|(_, role)| role == "chair")
            .map(|(who, _)| &**who)
            .collect();
        assert_eq!(
            (&*chairs.join(" "), &*gone.join(" ")),
            (chair, absent),
            "{said}"
        );
        let jane = ("jane-doe".to_owned(), "attendee".to_owned());
        assert!(there.contains(&jane), "{said}: {there:?}");
    }
}

#[test]
fn a_list_of_names_behind_a_label_has_persons_only() {
    let read = read(
        "Minutes of the Steering Group, 4 May 2023\n\n\
         Present: Ann Lee, Bob Ray, Carl Fox and Dora Hill\n\n\
         Apologies: Eve Stone, Frank Moss\n",
    );
    assert_eq!(held(&read), triple(&[]));
    let (there, absent) = there(&read);
    let there: Vec<&str> = there.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(there, ["ann-lee", "bob-ray", "carl-fox", "dora-hill"]);
    assert_eq!(absent, ["eve-stone", "frank-moss"]);
}

#[test]
fn members_that_are_excused_were_not_there_and_signatories_are_no_attendees() {
    let read = read(
        "Minutes of the Steering Group, 4 May 2023\n\n\
         Present: Ann Lee, Bob Ray\n\n\
         Members excused: Eve Stone, Frank Moss\n\n\
         Report author: Gail Holt\n\nAuthorised by: Hugh Nash\n",
    );
    let (there, absent) = there(&read);
    let there: Vec<&str> = there.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(there, ["ann-lee", "bob-ray"]);
    assert_eq!(absent, ["eve-stone", "frank-moss"]);
}

#[test]
fn whoever_a_label_excuses_was_not_there_though_the_line_above_is_full() {
    for label in ["請假", "未出席", "因公請假"] {
        let read = read(&format!(
            "水利小組第 2 次會議紀錄\n時間：114 年 6 月 12 日\n主席：王大同\n\
             出席：林小明、李大同、陳美麗、張文山、吳志玲、周國強\n{label}：張三丰、許慧君\n"
        ));
        let (there, absent) = there(&read);
        assert_eq!(absent, ["張三丰", "許慧君"], "{label}");
        assert!(
            there.iter().any(|(who, _)| who == "周國強"),
            "{label}: {there:?}"
        );
    }
}

#[test]
fn who_took_the_chair_once_does_not_chair_the_body() {
    let text = "Harbour Committee\n\nMinutes of the meeting of the Harbour Committee, 12 March \
                2024\n\nThe meeting was chaired by Ana Lima.\n";
    let read = read(text);
    assert_eq!(
        there(&read).0,
        [("ana-lima".to_owned(), "chair".to_owned())]
    );
    assert_eq!(held(&read), []);
}

#[test]
fn only_the_meeting_of_a_committee_is_called_one() {
    let is = |title: &str| {
        let text = format!("{title}\n\nPresent:\nJane Doe\tDirector\tHarbour Trust\n");
        let read = printed(&Sandbox::new().file("m.txt", &text), "convert m.txt -f nt");
        assert!(read.contains("/meeting/"), "{read}");
        read.contains("event-type/committee-meeting")
    };
    assert!(is("Minutes of the Harbour Committee, 12 March 2024"));
    assert!(!is("Note of meeting, 12 March 2024"));
    assert!(!is(
        "Note of the meeting with the Harbour Committee, 12 March 2024"
    ));
}

#[test]
fn a_visit_that_is_to_be_or_was_put_off_is_none() {
    let visits = |text: &str| read(text).facts.visits.len();
    for text in [
        "Arrange a meeting with the Ministry of Health\n",
        "Visit to the Ministry of Finance postponed\n",
        "Planned visit to the Ministry of Finance\n",
        "Possible visit to the Ministry of Finance\n",
        "Next steps\n\n- Meeting with the Ministry of Health\n",
        "On 12 March 2024 the delegation may have visited the Ministry of Finance in Tallinn.\n",
        "If on 12 March 2024 the team visited the Ministry of Finance, it left no note.\n",
    ] {
        let text = format!("The report of the delegation is below.\n\n{text}");
        assert_eq!(visits(&text), 0, "{text}");
    }
    for text in [
        "Official visit to the Ministry of Finance\n",
        "12 March 2024: Courtesy call on the Ministry of Finance\n",
    ] {
        assert_eq!(visits(text), 1, "{text}");
    }
}

#[test]
fn only_those_next_to_the_words_are_on_a_side() {
    let sides = |said: &str| {
        let text = format!("Visit to the Estonian Rescue Board\n\n{said}\n");
        let read = read(&text);
        let parts = read.facts.participations.iter();
        let mut sides: Vec<String> = parts
            .filter_map(|it| Some(format!("{} {}", key(&read, it.agent), it.side.as_ref()?)))
            .collect();
        sides.sort();
        sides
    };
    for said in [
        "We were received by Minister Mart Tamm; Ambassador Ana Lin thanked him.",
        "We were received by Minister Mart Tamm, and Ambassador Ana Lin thanked him.",
    ] {
        assert_eq!(sides(said), ["mart-tamm host"], "{said}");
    }
    assert_eq!(
        sides("The delegation, led by Ana Lin, was received by Mart Tamm and Katrin Kask."),
        ["ana-lin visitor", "katrin-kask host", "mart-tamm host"]
    );
    assert_eq!(sides("We will be met by Mart Tamm."), [""; 0]);
}

#[test]
fn an_english_figure_is_of_the_subject_that_its_verb_follows() {
    for said in [
        "About £2.4 million was spent on the visit to Paris.",
        "Planned by the Harbour Trust, the works in Paris cost £3 million.",
        "The Harbour Trust met. It spent £3 million.",
        "The grant that the town gave to the Harbour Trust reached £3 million.",
    ] {
        assert_eq!(figures(&read(said).facts), [], "{said}");
    }
    let found = figures(&read("In May 2023 the Harbour Trust spent about £3 million.").facts);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_commitment_ends_at_the_next_heading_and_at_its_table() {
    let text = "\
# Plan

## Commitment 1: Open contracts

| Commitment | Open contracts |
|---|---|
| Lead agency | Harbour Trust |
| Partners | Marlowe Institute |

Partners: River Basin Authority

## Evaluation

Lead agency: Quill Foundation

Timeline: December 2029
";
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::decode("r.md", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("r", "r.md", &Project::default());
    // The rules alone.
    report.tagger = false;
    let read = Extraction::read(source, &knowledge, &report).0;
    let [plan] = &read.facts.undertakings[..] else {
        panic!("one commitment: {:?}", read.facts.undertakings);
    };
    let keys = |ids: &[govrep::entity::EntityId]| -> Vec<String> {
        ids.iter().map(|&id| key(&read, id).to_owned()).collect()
    };
    assert_eq!(keys(&plan.lead), ["harbour-trust"]);
    assert_eq!(keys(&plan.supporting), ["marlowe-institute"]);
    assert_eq!(plan.deadline, None);
    assert_eq!(plan.maker, None);
}

/// The text, the number or due date, and the whole of each undertaking.
fn parts(read: &Extraction) -> Vec<(String, String, Option<String>)> {
    let slice = |span| read.document.slice(span).trim().to_owned();
    let undertakings = read.facts.undertakings.iter();
    undertakings
        .map(|it| {
            let due = it.deadline.as_ref().map(|(date, _)| date.to_string());
            let due = due.unwrap_or_default();
            (slice(it.text), due, it.part_of.map(slice))
        })
        .collect()
}

#[test]
fn a_promise_not_to_do_something_is_no_promise_to_do_it() {
    let read = read(
        "The Harbour Agency will not publish the register. The Tax Office will publish it by June \
         2025. The Road Fund did not agree to pay. The Land Office will not only scan but also \
         index it. The Fisheries Board's plans to build were dropped.",
    );
    let said = [
        ("The Tax Office will publish it by June 2025.", "2025-06"),
        ("The Land Office will not only scan but also index it.", ""),
    ];
    let said = said.map(|(text, due)| (text.to_owned(), due.to_owned(), None));
    assert_eq!(parts(&read), said);
}

#[test]
fn advice_has_its_day() {
    let read = read("Recommendations\n\nMinistries should publish budgets before 1 May 2025.\n");
    assert_eq!(parts(&read)[0].1, "2025-05-01");
}

#[test]
fn who_joined_when_and_who_is_no_member() {
    let read = read(
        "Kenya and Ghana joined the Open Government Partnership in 2011. Malta has been a member \
         of the OGP since 2013. Austria is not a member of the OGP. Ana Lima joined the OGP in \
         thanking them. Peru may have joined the OGP in 2012. If Italy is a member of the OGP, it \
         will be told.",
    );
    let memberships = read.facts.memberships.iter();
    let mut members: Vec<_> = memberships
        .map(|it| {
            let since = it.since.as_ref().map(|(date, _)| date.to_string());
            (key(&read, it.member), since.unwrap_or_default())
        })
        .collect();
    members.sort();
    let known = [("GHA", "2011"), ("KEN", "2011"), ("MLT", "2013")];
    assert_eq!(members, known.map(|(who, since)| (who, since.to_owned())));
    let denials = read.facts.denials.iter();
    let denied: Vec<_> = denials
        .map(|it| (key(&read, it.member), key(&read, it.body)))
        .collect();
    assert_eq!(denied, [("AUT", "ogp")]);
    let graph = crate::reading::read("Austria is not a member of the OGP.\n");
    assert!(
        graph.contains("#Negation> .") && graph.contains("org#hasMember> ."),
        "{graph}"
    );
}

#[test]
fn who_visited_somebody_is_the_visitor() {
    let read = read(
        "On 4 March 2025 Minister Ana Lima visited the Estonian Tax Board. The Tax Board thanked \
         her.",
    );
    let mut sides: Vec<_> = read
        .facts
        .participations
        .iter()
        .map(|it| (key(&read, it.agent), it.side.as_deref().unwrap_or_default()))
        .collect();
    sides.sort_unstable();
    assert_eq!(
        sides,
        [("ana-lima", "visitor"), ("estonian-tax-board", "host")]
    );
}

#[test]
fn a_list_goes_on_below_a_body_and_an_item_that_no_rule_reads() {
    let text = "Minutes of the Harbour Group\n\nPresent:        Department of Marine Affairs\n\
                \x20               Jennifer Okonkwo\n                Ministry of Works\n\
                \x20               Brian O'Shea\nApologies:  Robert Quill\n\n\
                The group met at nine and the chair welcomed all of those who were there, and\n\
                then asked for their views on the works that had begun in the harbour since.\n";
    let read_in = read(text);
    let (there_in, absent) = there(&read_in);
    let names: Vec<&str> = there_in.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["brian-o-shea", "jennifer-okonkwo"]);
    assert_eq!(absent, ["robert-quill"]);
    let text = "Minutes of the Harbour Group\n\nPresent:\n- someone from the harbour\n\
                - Jennifer Okonkwo – Harbour Watch\n";
    let (there, _) = there(&read(text));
    assert_eq!(
        there,
        [("jennifer-okonkwo".to_owned(), "attendee".to_owned())]
    );
}

#[test]
fn numbered_actions_have_owners_without_a_heading() {
    let read = read(
        "Minutes of the Harbour Group\n\n1. Jennifer Okonkwo to circulate the draft by 5 May 2025.\n\
         2. The Tax Board to book a room.\n",
    );
    let tasks: Vec<_> = actions(&read);
    let expected = [
        (
            "Jennifer Okonkwo to circulate the draft by 5 May 2025.",
            "jennifer-okonkwo",
            "2025-05-05",
        ),
        ("The Tax Board to book a room.", "tax-board", ""),
    ];
    let expected =
        expected.map(|(text, who, due)| (text.to_owned(), vec![who.to_owned()], due.to_owned()));
    assert_eq!(tasks, expected);
}

#[test]
fn a_commitment_has_its_own_lead_and_its_milestones() {
    let read = read(
        "Action Plan 2024-2026\n\nCommitment 1: Open contracting\n\n\
         Lead implementing agency: Public Procurement Authority\nEnd date: June 2025\n\n\
         Commitment Two\nRegisters of owners\nLead implementing agency: Ministry of Finance\n\n\
         Milestones\n1. Publish the register by June 2025\n2. Train officers by July 2025\n\n\
         Commitment 3 was added after the consultation\n\nLead agency: Ministry of Education\n",
    );
    let owners = "Registers of owners".to_owned();
    let expected = [
        ("Open contracting", "2025-06", None),
        ("Registers of owners", "", None),
        (
            "Publish the register by June 2025",
            "2025-06",
            Some(owners.clone()),
        ),
        ("Train officers by July 2025", "2025-07", Some(owners)),
    ];
    let expected = expected.map(|(text, due, whole)| (text.to_owned(), due.to_owned(), whole));
    assert_eq!(parts(&read), expected);
    let leads = |at: usize| {
        let lead = read.facts.undertakings[at].lead.iter();
        lead.map(|&id| key(&read, id)).collect::<Vec<_>>()
    };
    assert_eq!(leads(0), ["public-procurement-authority"]);
    assert_eq!(leads(1), ["ministry-of-finance"]);
    let graph = crate::reading::read(
        "Commitment 1: Open contracting\n\nLead agency: Tax Board\n\nMilestones\n\n1. Publish it\n",
    );
    assert!(
        graph.contains("terms/isPartOf> <https://data.example.org/id/undertaking/r/1> ."),
        "{graph}"
    );
}

#[test]
fn what_is_planned_compared_or_hired_is_nothing_that_a_body_has() {
    let read = read(
        "The Harbour Board spent £2m. The Coast Guard plans to spend £3 million. The Forest \
         Service employs 300 fewer rangers. The Tax Board hired 40 staff. The Road Fund has 50 \
         staff. The Land Agency has planned works of £7 million.",
    );
    let mut given = figures(&read.facts);
    given.sort();
    let measures: Vec<_> = given
        .iter()
        .map(|(measure, _, value, _)| (measure.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        measures,
        [("amount", "2000000"), ("quantity", "40"), ("staff", "50")]
    );
}

#[test]
fn a_report_without_settings_is_called_as_its_first_lines_say() {
    let graph = crate::reading::read(
        "MINISTRY OF HEALTH\n\nReport on the Study Visit to Estonia\n\nTallinn, 4 March 2025\n",
    );
    let title = "terms/title> \"Report on the Study Visit to Estonia\"@en .";
    assert!(graph.contains(title), "{graph}");
}

/// The same from a text in Markdown.
fn read_markdown(text: &str) -> Extraction {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::read("r.md", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("r", "r.md", &Project::default());
    report.tagger = false;
    Extraction::read(source, &knowledge, &report).0
}

#[test]
fn rows_of_actions_that_say_nothing_are_none() {
    let read = read_markdown(
        "# Minutes of the Harbour Group\n\nDate: 14 May 2025\n\n## Action log\n\n\
         | No. | Action | Owner | Deadline | Status |\n|---|---|---|---|---|\n\
         | 1 | Publish the flood map | Helen Marsh | 15/08/2025 | Open |\n\
         | 2 | Draft the grant scheme | Environment Agency | Q4 2025 | Overdue |\n\
         | 3 | None | N/A | N/A | N/A |\n\
         | 4 | Write to the harbour master | Helen Marsh | 03/04/2025 | Superseded |\n",
    );
    assert_eq!(
        states(&read),
        triple(&[
            ("Publish the flood map", "under-way", "2025-08-15"),
            ("Draft the grant scheme", "under-way", "2025-12"),
            ("Write to the harbour master", "withdrawn", "2025-04-03"),
        ])
    );
}

#[test]
fn a_cell_of_a_table_may_hold_a_sentence_and_one_before_it_nothing() {
    let read = read_markdown(
        "# 某縣列管事項\n\n| 項次 | 辦理事項 | 主辦單位 | 協辦單位 | 辦理期限 | 辦理情形 |\n|---|---|---|---|---|---|\n\
         | 1 | 完成臨海路路燈汰換。 | 工務處 | | 113/08/31 | 逾期未完成。 |\n\
         | 2 | 無 | | | | |\n| 4 | 提報遊憩計畫 | 觀光處 | | 113 年第 4 季 | |\n",
    );
    assert_eq!(
        states(&read),
        triple(&[
            ("完成臨海路路燈汰換。", "under-way", "2024-08-31"),
            ("提報遊憩計畫", "stated", "2024-12"),
        ])
    );
    assert!(
        read.facts
            .undertakings
            .iter()
            .all(|it| it.supporting.is_empty())
    );
}

const DECISIONS: &str = "某平台第3次工作會議紀錄\n\n時間：113年5月8日下午2時\n地點：臺北市\n主席：黃文慶\n\n決議：\n\n\
    一、請海洋委員會及內政部於6月底前完成名冊更新，並會同屏東縣政府辦理教育訓練。\n\
    二、請農業部於會後兩週內提供路線圖。\n三、請教育部於會後10日內提報據點。\n\
    四、請文化部於8月前往現勘。\n五、請交通部於會後5個工作天內提報。\n";

#[test]
fn decisions_tell_by_when_and_with_whom() {
    let read = read(DECISIONS);
    let told: Vec<(Vec<String>, Vec<String>, String)> = read
        .facts
        .undertakings
        .iter()
        .map(|it| {
            let names = |ids: &[govrep::entity::EntityId]| {
                ids.iter().map(|&id| key(&read, id).to_owned()).collect()
            };
            let due = it
                .deadline
                .as_ref()
                .map(|(date, _)| date.last().to_string());
            (
                names(&it.addressees),
                names(&it.supporting),
                due.unwrap_or_default(),
            )
        })
        .collect();
    let row = |asked: &[&str], helps: &[&str], due: &str| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        (owned(asked), owned(helps), due.to_owned())
    };
    assert_eq!(
        told,
        [
            row(
                &["twn-oac", "twn-moi"],
                &["twn-pingtung-county-government"],
                "2024-06"
            ),
            row(&["twn-moa"], &[], "2024-05-22"),
            row(&["twn-moe"], &[], "2024-05-18"),
            row(&["twn-moc"], &[], ""),
            row(&["twn-motc"], &[], ""),
        ]
    );
}

#[test]
fn tables_in_markdown_tell_who_was_there_and_who_was_not() {
    let chinese = "# 某平台第3次工作會議紀錄\n\n時間：113年5月8日下午2時\n地點：臺北市\n\n出席人員：\n\n\
        | 單位 | 姓名 | 職稱 | 備註 |\n|---|---|---|---|\n| 海洋委員會 | 吳淑芬 | 處長 | |\n\
        | 內政部 | 鄭凱文 | 組長 | 請假 |\n| 農業部 | 蔡宜庭（請假） | 組長 | |\n\n決議：\n\n一、照案通過。\n";
    let (present, absent) = there(&read_markdown(chinese));
    assert_eq!(present, [("吳淑芬".to_owned(), "attendee".to_owned())]);
    assert_eq!(absent, ["蔡宜庭", "鄭凱文"]);
    let headed = chinese.replace("出席人員：", "## 出席人員");
    let (present, absent) = there(&read_markdown(&headed));
    assert_eq!(present, [("吳淑芬".to_owned(), "attendee".to_owned())]);
    assert_eq!(absent, ["蔡宜庭", "鄭凱文"]);
    let english = "# Minutes of the Harbour Group\n\nDate: 14 May 2025\n\n## Present\n\n\
        | Organisation | Name | Position | Remarks |\n|---|---|---|---|\n\
        | Wexmouth Borough Council | Helen Marsh | Director | |\n\
        | Environment Agency | Omar Siddiqui | Area Manager | Apologies |\n";
    let (present, absent) = there(&read_markdown(english));
    assert_eq!(present, [("helen-marsh".to_owned(), "attendee".to_owned())]);
    assert_eq!(absent, ["omar-siddiqui"]);
}

/// The words of each action with the day by which it is due.
fn due(read: &Extraction) -> Vec<(String, String)> {
    let told = read.facts.undertakings.iter();
    told.map(|it| {
        let text = read.document.slice(it.text).to_owned();
        let due = it.deadline.as_ref();
        let due = due.map(|(date, _)| date.last().to_string());
        (text, due.unwrap_or_default())
    })
    .collect()
}

#[test]
fn a_blank_first_cell_moves_no_other() {
    let head = "| 項次 | 辦理事項 | 主辦單位 |\n|---|---|---|\n";
    let read = read_markdown(&format!(
        "# 某縣列管事項\n\n{head}| 1 | 完成路燈汰換 | 工務處 |\n| | 提報遊憩計畫 | 觀光處 |\n"
    ));
    let told: Vec<(&str, Vec<&str>)> = read
        .facts
        .undertakings
        .iter()
        .map(|it| {
            let who = it.addressees.iter().map(|&id| key(&read, id)).collect();
            (read.document.slice(it.text), who)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("完成路燈汰換", vec!["工務處"]),
            ("提報遊憩計畫", vec!["觀光處"]),
        ]
    );
    // What lacks its first cell and its last one may be anything.
    let read = read_markdown(&format!(
        "# 某縣列管事項\n\n{head}| 1 | 完成路燈汰換 | 工務處 |\n| 提報遊憩計畫 | 觀光處 | |\n"
    ));
    assert_eq!(due(&read), [("完成路燈汰換".to_owned(), String::new())]);
}

#[test]
fn what_is_due_after_something_else_is_not_due_after_the_meeting() {
    let minutes = |said: &str| {
        format!(
            "某平台第3次工作會議紀錄\n\n時間：113年5月8日下午2時\n地點：臺北市\n\n決議：\n\n一、{said}\n"
        )
    };
    let day = |said: &str| {
        let read = read(&minutes(said));
        let told = due(&read);
        assert_eq!(told.len(), 1, "{said}: {told:?}");
        told[0].1.clone()
    };
    assert_eq!(day("請農業部於會後一個月內提供路線圖。"), "2024-06-08");
    assert_eq!(day("請農業部提供路線圖，會後10日內函復。"), "2024-05-18");
    for said in [
        "請農業部於公聽會後一個月內提供路線圖。",
        "請農業部於說明會後10日內提供路線圖。",
        "請農業部於研討會後兩週內提供路線圖。",
        "請農業部於下次會後10日內提供路線圖。",
    ] {
        assert_eq!(day(said), "", "{said}");
    }
}

#[test]
fn nothing_is_due_before_the_meeting() {
    let minutes = |said: &str| {
        format!(
            "某平台第3次工作會議紀錄\n\n時間：113年12月20日下午2時\n地點：臺北市\n\n決議：\n\n一、{said}\n"
        )
    };
    let day = |said: &str| {
        let read = read(&minutes(said));
        let told = due(&read);
        assert_eq!(told.len(), 1, "{said}: {told:?}");
        told[0].1.clone()
    };
    assert_eq!(day("請農業部於2月底前提報路線圖。"), "");
    assert_eq!(day("請農業部於12月15日前提報路線圖。"), "");
    assert_eq!(day("請農業部於12月底前提報路線圖。"), "2024-12");
    assert_eq!(day("請農業部於114年2月底前提報路線圖。"), "2025-02");
    let table = "# 某平台第3次工作會議紀錄\n\n時間：113年12月20日\n\n\
        | 項次 | 辦理事項 | 主辦單位 | 期限 |\n|---|---|---|---|\n| 1 | 提報路線圖 | 農業部 | 2月底前 |\n";
    let read = read_markdown(table);
    assert_eq!(due(&read), [("提報路線圖".to_owned(), String::new())]);
}

#[test]
fn a_committee_that_meets_every_month_does_not_contradict_itself() {
    for (text, days) in [
        (
            "雲海海岸委員會會議紀錄\n\n時間：113年5月7日上午9時\n地點：臺北市\n主席：林大年\n\n\
             雲海海岸委員會會議於113年3月5日召開。\n",
            "2024-05-07",
        ),
        (
            "雲海海岸委員會會議紀錄\n\n時間：113年3月5日上午9時\n地點：臺北市\n主席：林大年\n\n\
             雲海海岸委員會會議於113年3月5日召開。雲海海岸委員會會議將於113年5月7日召開。\n",
            "2024-03-05",
        ),
    ] {
        let read = read(text);
        assert_eq!(read.facts.discrepancies.dates, [], "{text}");
        let meetings = read.facts.meetings.iter().map(|it| it.date.as_ref());
        let events = read.facts.events.iter().map(|it| it.date.as_ref());
        let told: Vec<String> = meetings
            .chain(events)
            .flatten()
            .map(|(date, _)| date.start.to_string())
            .collect();
        assert!(told.iter().any(|day| day == days), "{text} {told:?}");
    }
}

#[test]
fn people_behind_their_body_and_a_colon_were_there_for_it() {
    let read = read(
        "財政部　研商會議紀錄\n時間：113年5月14日\n地點：本部會議室\n主席：舒處長孟哲\n出席人員：\n\
         原住民族委員會：杜正吉副處長\n霧臺鄉公所：陳建宏鄉長、林科長佳慧\n列席人員：\n交通部：王大明科長\n\n\
         壹、討論事項\n\n決議：通過。\n",
    );
    let participations = read.facts.participations.iter();
    let acting: Vec<(&str, Option<&str>)> = participations
        .filter(|it| it.role == "attendee")
        .map(|it| (key(&read, it.agent), it.acting_for.map(|of| key(&read, of))))
        .collect();
    assert_eq!(
        acting,
        [
            ("杜正吉", Some("twn-cip")),
            ("陳建宏", Some("霧臺鄉公所")),
            ("林佳慧", Some("霧臺鄉公所")),
            ("王大明", Some("twn-motc")),
        ]
    );
}

/// For whom the attendees of minutes with some lines were there.
fn acting(lines: &str) -> Vec<(String, String)> {
    let read = read(&format!(
        "花蓮縣政府會議紀錄\n時間：114年3月5日\n地點：花蓮縣政府\n主席：周春美縣長\n{lines}\n一、主席致詞（略）\n"
    ));
    let parts = read.facts.participations.iter();
    let parts = parts.filter(|it| it.role == "attendee");
    parts
        .map(|it| {
            let body = it.acting_for.map_or("", |id| key(&read, id));
            (key(&read, it.agent).to_owned(), body.to_owned())
        })
        .collect()
}

#[test]
fn a_body_before_one_of_a_list_is_not_that_of_everybody_behind_him() {
    let mixed = "出席：工務處古處長明弘、溫議員宗諭、黃科長志強、民政局林科長大中、李里長文祥";
    let apart = "出席：工務處古處長明弘、林科長大中；民政局王局長志成、李科長文祥；溫議員宗諭";
    let alone = "出席：工務處古處長明弘、林科長大中、黃技士志強";
    let headed =
        "出席單位：\n　　民政局：王局長志成、李里長文祥、林科員大中\n　　花蓮縣議會　溫議員宗諭";
    let told = "出席：工務處古處長明弘、林科長大中、民政局王局長志成";
    let strangers = "列席人員：工務處古處長明弘、陳大文、李地主國強、民眾王小華";
    let set = "出席：工務處古處長明弘、陳大文、民眾王小華先生；民政局王局長志成";
    let bracketed = "出席：工務處（古處長明弘、陳大文）、林美玲";
    let expected: [(&str, &[(&str, &str)]); 8] = [
        (
            strangers,
            &[("古明弘", "工務處"), ("陳大文", ""), ("王小華", "")],
        ),
        (
            set,
            &[
                ("古明弘", "工務處"),
                ("陳大文", "工務處"),
                ("王小華", ""),
                ("王志成", "民政局"),
            ],
        ),
        (
            bracketed,
            &[("古明弘", "工務處"), ("陳大文", "工務處"), ("林美玲", "")],
        ),
        (
            told,
            &[
                ("古明弘", "工務處"),
                ("林大中", "工務處"),
                ("王志成", "民政局"),
            ],
        ),
        (
            mixed,
            &[
                ("古明弘", "工務處"),
                ("溫宗諭", ""),
                ("黃志強", ""),
                ("林大中", "民政局"),
                ("李里長", ""),
            ],
        ),
        (
            apart,
            &[
                ("古明弘", "工務處"),
                ("林大中", "工務處"),
                ("王志成", "民政局"),
                ("李文祥", "民政局"),
                ("溫議員", ""),
            ],
        ),
        (
            alone,
            &[
                ("古明弘", "工務處"),
                ("林大中", "工務處"),
                ("黃志強", "工務處"),
            ],
        ),
        (
            headed,
            &[
                ("王志成", "民政局"),
                ("李文祥", ""),
                ("林大中", "民政局"),
                ("溫宗諭", "twn-hualien-county-council"),
            ],
        ),
    ];
    for (lines, expected) in expected {
        let acting = acting(lines);
        let acting: Vec<(&str, &str)> = acting.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(acting, expected, "{lines}");
    }
}

#[test]
fn what_the_chair_asks_somebody_to_do_is_a_task_and_to_speak_is_none() {
    let read = read(
        "花蓮縣政府會議紀錄\n時間：114年3月5日\n地點：花蓮縣政府\n主席：周春美縣長\n\n一、討論事項\n\
         （一）積水改善案\n1. 主席裁示：請交通部於114年4月30日前完成會勘。\n2. 主席：請財政部協助。\n\n\
         主席：請內政部陳次長志明於114年5月1日前提出方案，並送外交部備查。\n主席：請法務部先行說明。\n\
         主席：請各位多指教。\n主席指示：本案請經濟部研議。\n",
    );
    let told = actions(&read);
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(_, whom, due)| (whom[0].as_str(), due.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("twn-motc", "2025-04-30"),
            ("twn-mof", ""),
            ("twn-moi", "2025-05-01"),
            ("twn-moea", ""),
        ]
    );
}

/// Who gave a report and on which day, as the published data say it.
fn credits(text: &str) -> Vec<String> {
    let graph = crate::reading::read(text);
    let told = |line: &&str| {
        line.contains("/document/")
            && ["terms/creator>", "terms/issued>"]
                .iter()
                .any(|it| line.contains(it))
    };
    let last = |line: &str| {
        let value = line
            .trim_end_matches(" .")
            .rsplit_once("> ")
            .map(|(_, it)| it.to_owned());
        let value = value.unwrap_or_default();
        let value = value
            .trim_start_matches('"')
            .split('"')
            .next()
            .unwrap_or_default()
            .to_owned();
        value
            .trim_end_matches('>')
            .rsplit("/id/")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let mut told: Vec<String> = graph.lines().filter(told).map(last).collect();
    told.sort();
    told
}

#[test]
fn a_report_is_whose_and_of_when_its_head_says() {
    let trip =
        "赴日本考察漁港報告\n服務機關：財政部\n報告日期：114年8月1日\n\n壹、目的\n本次考察漁港。\n";
    let written =
        "港區改善報告\n提報人：王大明\n報 告 日 期：民國114年8月1日\n\n本報告說明港區。\n";
    let english = "Coastal erosion report\n\nPrepared by: Jane Holloway\nDate: 4 May 2025\n\nThe coast was inspected.\n";
    let dated =
        "Coastal erosion report\n\nDate of report: 4 May 2025\n\nThe coast was inspected.\n";
    // The date of minutes is that of the meeting.
    let minutes = "Minutes of the meeting\n\nPrepared by: Jane Holloway\nDate: 4 May 2025\n\nThe coast was inspected.\n";
    let motion = "財政部會議紀錄\n時間：114年8月1日\n提案機關：內政部\n\n決議：通過。\n";
    for (text, expected) in [
        (trip, ["2025-08-01", "organisation/twn-mof"].as_slice()),
        (written, &["2025-08-01", "person/王大明"]),
        (english, &["2025-05-04", "person/jane-holloway"]),
        (dated, &["2025-05-04", "agent/r-author"]),
        (minutes, &["person/jane-holloway"]),
        (motion, &["agent/r-author"]),
    ] {
        assert_eq!(credits(text), expected, "{text}");
    }
}

#[test]
fn nobody_but_whose_report_it_is_is_credited_with_it() {
    let visit = "赴日考察報告\n機關名稱：日本經濟產業省\n拜會時間：114年8月1日\n提報人：王大明（審核：李國強）\n\n壹、目的\n本次考察。\n";
    let proposed = "改善報告\n作者：王大明\n提案機關：台灣電力公司\n\n本報告說明港區。\n";
    let joint =
        "赴日考察報告\n服務機關：外交部、經濟部\n報告日期：114年8月1日\n\n壹、目的\n本次考察。\n";
    let english =
        |head: &str| format!("Coastal erosion report\n\n{head}\n\nThe coast was inspected.\n");
    let nobody = ["agent/r-author"].as_slice();
    for (text, expected) in [
        (visit.to_owned(), ["person/王大明"].as_slice()),
        (proposed.to_owned(), &["person/王大明"]),
        (
            joint.to_owned(),
            &[
                "2025-08-01",
                "organisation/twn-moea",
                "organisation/twn-mofa",
            ],
        ),
        (
            english("Date of visit: 4 May 2025\nPrepared by: Jane Holloway"),
            &["person/jane-holloway"],
        ),
        (
            english("Date: 3 May 2025\nPrepared by: Jane Holloway\nReport date: 9 June 2025"),
            &["2025-06-09", "person/jane-holloway"],
        ),
        (
            english("Date: 3 May 2025\nPrepared by: Jane Holloway\nReport date: not yet known"),
            &["person/jane-holloway"],
        ),
        (
            english("Report date: 9 June 2025\nDate of publication: 3 July 2025"),
            nobody,
        ),
        (
            english("Prepared by: consultants for the Ministry of Energy"),
            nobody,
        ),
        (
            english("Prepared by: Ministry of Energy consultants"),
            nobody,
        ),
        (
            english("Prepared by: Jane Holloway for the Ministry of Energy"),
            &["person/jane-holloway"],
        ),
        (
            english("Prepared by: Jane Holloway, reviewed by Robert Stone"),
            &["person/jane-holloway"],
        ),
        (
            english("Prepared by: the World Bank"),
            &["organisation/world-bank"],
        ),
        (
            english("Reported by: Jane Holloway, reviewed by Robert Stone"),
            nobody,
        ),
        (english("Submitted by: Jane Holloway"), nobody),
    ] {
        assert_eq!(credits(&text), expected, "{text}");
    }
}

#[test]
fn of_several_bodies_none_alone_recommends() {
    let makers = |bodies: &str| -> Vec<String> {
        let text = format!(
            "赴日考察報告\n服務機關：{bodies}\n\n壹、目的\n本次考察漁港。\n\n貳、建議\n一、建議設置漁港監測站。\n"
        );
        let graph = crate::reading::read(&text);
        let made = graph
            .lines()
            .filter(|line| line.contains("#maker>") || line.contains("/maker>"));
        let of = |line: &str| {
            let object = line.trim_end_matches("> .").rsplit("/id/").next();
            object.unwrap_or_default().to_owned()
        };
        made.map(of).collect()
    };
    assert_eq!(makers("外交部"), ["organisation/twn-mofa"]);
    assert_eq!(makers("外交部、經濟部"), ["agent/r-author"]);
}

#[test]
fn whom_the_tagger_alone_finds_in_the_head_is_not_told_by_a_rule() {
    let methods = |author: &str| -> Vec<bool> {
        let text = format!(
            "港區改善報告\nPrepared by: {author}\n\n壹、目的\n本次考察漁港。\n\n貳、建議\n一、建議設置漁港監測站。\n"
        );
        let graph = crate::reading::read(&text);
        let by_model = |path: &str| {
            graph.lines().any(|line| {
                line.contains(&format!("/id/{path}"))
                    && line.contains("ns#extractionMethod>")
                    && line.ends_with("/extraction-method/model> .")
            })
        };
        ["document/r>", "undertaking/r/2-1>"]
            .into_iter()
            .map(by_model)
            .collect()
    };
    assert_eq!(methods("王曉芳"), [true, true]);
    assert_eq!(methods("財政部"), [false, false]);
}

#[test]
fn tables_of_measures_tell_who_leads_each_and_until_when() {
    for table in [
        "| 措施 | 主辦 | 期程 |\n| --- | --- | --- |\n| 建置監測站 | 財政部 | 115年12月 |\n",
        "| 工作項目 | 辦理單位 | 完成期限 |\n| --- | --- | --- |\n| 建置監測站 | 財政部 | 115年12月 |\n",
        "| Measure | Owner | Timeline |\n| --- | --- | --- |\n| Build the station | Ministry of Finance (Taiwan) | December 2026 |\n",
    ] {
        let read = read_markdown(&format!("# 計畫\n\n{table}"));
        let told = actions(&read);
        assert_eq!(told.len(), 1, "{table}");
        assert_eq!(told[0].2, "2026-12", "{table}");
        assert_eq!(told[0].1.len(), 1, "{table}");
    }
}

#[test]
fn tables_of_what_was_done_promise_nothing() {
    for table in [
        "| 工作內容 | 主辦單位 | 辦理日期 |\n| --- | --- | --- |\n| 健康講座 | 財政部 | 113年5月1日 |\n",
        "| 工作項目 | 主辦單位 | 完成日期 |\n| --- | --- | --- |\n| 健康講座 | 財政部 | 113年5月1日 |\n",
        "| 工作項目 | 主辦單位 | 進度 |\n| --- | --- | --- |\n| 健康講座 | 財政部 | 已完成 |\n",
        "| Activities | Partners | Completion |\n| --- | --- | --- |\n| Road paving | World Bank | 12 May 2023 |\n",
        "| Measure | Owner | Date of completion |\n| --- | --- | --- |\n| Road paving | World Bank | 12 May 1923 |\n",
        "| Measure | Owner | End date |\n| --- | --- | --- |\n| Road paving | World Bank | 12 May 1923 |\n",
        "| Action | Owner | Completion date |\n| --- | --- | --- |\n| Road paving | World Bank | 12 May 1923 |\n",
    ] {
        let read = read_markdown(&format!("# 成果報告\n\n{table}"));
        assert_eq!(actions(&read), [], "{table}");
    }
    // The heads of a second table are no row of the first.
    for second in [
        "| Activities | Partners | Completion |\n| --- | --- | --- |\n| Road paving | World Bank | 12 May 2023 |\n",
        "| Works | Helpers | Built |\n| --- | --- | --- |\n| Road paving | World Bank | 12 May 2023 |\n",
    ] {
        let first = "| Action | Owner | Due |\n| --- | --- | --- |\n| Build the station | World Bank | 12 May 2027 |\n";
        for gap in ["", "\n"] {
            let read = read_markdown(&format!("# Report\n\n{first}{gap}{second}"));
            let told = actions(&read);
            let told: Vec<&str> = told.iter().map(|(text, ..)| text.as_str()).collect();
            assert_eq!(told, ["Build the station"], "{gap:?} {second}");
        }
    }
}

/// What is promised or advised: by whom, to whom, said by whom, the words.
fn promises(read: &Extraction) -> Vec<[String; 4]> {
    let name = |id: Option<govrep::entity::EntityId>| {
        id.map(|id| key(read, id).to_owned()).unwrap_or_default()
    };
    let told = read.facts.undertakings.iter();
    told.map(|it| {
        let words = read.document.slice(it.text).to_owned();
        let asked = name(it.addressees.first().copied());
        [name(it.maker), asked, name(it.speaker), words]
    })
    .collect()
}

/// Who says what.
fn quotes(read: &Extraction) -> Vec<(String, String)> {
    let said = read.facts.quotations.iter();
    said.map(|it| {
        let words = read.document.slice(it.text).to_owned();
        (key(read, it.speaker).to_owned(), words)
    })
    .collect()
}

#[test]
fn a_word_that_a_line_end_divides_is_read_whole() {
    let text = "The Ministry of Justice published the register of lobbyists of the Republic of Ka-\n\
         zakhstan in the second year of the plan, which was drawn up in close co-\noperation with all of the \
         minis-\ntries and agencies of the government and with many other organi-\nsations of the country. The threats made by the al-\n\
         shabaab group were noted by all of the agencies of the government and by its partners.\n";
    let read = read(&format!("Report on the register\n\n{text}"));
    let text = read.document.text();
    for words in [
        "of Kazakhstan in",
        "close co-operation with",
        "ministries and",
        "organisations of",
        "al-shabaab group",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let kazakhstan = read.resolved.entities.iter().find(|it| it.key == "KAZ");
    let place = kazakhstan.expect("the country").mentions[0];
    let origin = read.document.origin(place);
    let received = &read.document.source().text[origin.bytes];
    assert!(received.ends_with("Ka-\nzakhstan"), "{received}");
}

#[test]
fn people_set_apart_by_wide_spaces_over_several_lines_are_of_the_body_before_them() {
    let head = "屏東縣政府　會議紀錄\n會議名稱：研商霧臺鄉聯外道路改善會議\n時間：113年8月6日（星期二）下午2時\n\
         地點：霧臺鄉公所二樓會議室\n主席：周春美縣長\n";
    let lists = [
        concat!(
            "出席單位及人員：\n",
            "　　農業部農村發展及水土保持署　　陳志明科長　　林約聘人員佳慧\n",
            "　　霧臺鄉公所　　杜正吉鄉長　　柯明德課長　　張約僱人員雅雯\n",
            "　　　　　　　　　盧秀英技士\n",
            "　　屏東縣政府原住民處\n",
            "　　　　王美玲處長　　李國強科員\n",
        ),
        concat!(
            "出席人員：農業部農村發展及水土保持署　陳科長志明、林約聘人員佳慧\n",
            "　　　　　霧臺鄉公所　杜鄉長正吉、柯課長明德、張約僱人員雅雯、\n",
            "　　　　　　　　　　　盧技士秀英\n",
            "　　　　　屏東縣政府原住民處　王處長美玲、李科員國強\n",
        ),
    ];
    for list in lists {
        let read = read(&format!(
            "{head}{list}紀錄：何文雄\n\n一、主席致詞：（略）\n"
        ));
        let parts = read.facts.participations.iter();
        let mut there: Vec<(&str, &str)> = parts
            .map(|it| {
                (
                    key(&read, it.agent),
                    it.acting_for.map_or("", |id| key(&read, id)),
                )
            })
            .filter(|(who, _)| *who != "何文雄")
            .collect();
        there.sort_unstable();
        let mut expected = vec![
            ("周春美", ""),
            ("張雅雯", "霧臺鄉公所"),
            ("李國強", "屏東縣政府原住民處"),
            ("杜正吉", "霧臺鄉公所"),
            ("林佳慧", "twn-ardswc"),
            ("柯明德", "霧臺鄉公所"),
            ("王美玲", "屏東縣政府原住民處"),
            ("盧秀英", "霧臺鄉公所"),
            ("陳志明", "twn-ardswc"),
        ];
        expected.sort_unstable();
        assert_eq!(there, expected, "{list}");
        let titles = read.facts.titles.iter().map(|it| it.title.as_str());
        assert!(
            titles.clone().all(|title| title.chars().count() <= 4),
            "{:?}",
            titles.collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_line_of_minutes_that_begins_with_a_name_and_a_colon_is_what_he_says() {
    let read_en = read(
        "Minutes of the Wexmouth Harbour Board\n\nPresent: Ana Lima (Chair), Colin Forde, Ruth Kelly\n\n1. Reports\n\n\
         Chair Ana Lima: we will publish the register of moorings by 30 June 2021.\n\n\
         Colin Forde: The harbour wall is weaker than we thought.\n\n\
         Councillor Ruth Kelly: I will circulate the survey by 1 June 2021.\n\n\
         The Board will meet the Ministry of Justice.\n",
    );
    let told = promises(&read_en);
    let ana = "we will publish the register of moorings by 30 June 2021.";
    assert_eq!(told[0], ["ana-lima", "", "ana-lima", ana]);
    let ruth = "I will circulate the survey by 1 June 2021.";
    assert_eq!(told[1], ["ruth-kelly", "", "ruth-kelly", ruth]);
    assert!(told[2..].iter().all(|it| it[2].is_empty()), "{told:?}");
    let said = quotes(&read_en);
    let who: Vec<&str> = said.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(who, ["ana-lima", "colin-forde", "ruth-kelly"]);
    let read_zh = read(
        "屏東縣政府　會議紀錄\n時間：113年8月6日（星期二）下午2時\n主席：周春美縣長\n\n壹、討論事項\n\n\
         舒孟哲處長：本處將於113年12月底前完成邊坡監測系統。主持人裁示：請屏東縣政府協助。\n\n王美玲處長：部落居民擔心雨季安全，應加強宣導。\n\n\
         本案預算將由縣府負擔。\n\n聯絡人：李國強\n",
    );
    let told = promises(&read_zh);
    let words = "本處將於113年12月底前完成邊坡監測系統";
    assert_eq!(told[0], ["舒孟哲", "", "舒孟哲", words]);
    let due = read_zh.facts.undertakings[0].deadline.as_ref();
    assert_eq!(due.expect("a date").0.to_string(), "2024-12");
    assert_eq!(told[1][2], "王美玲");
    assert!(told[2..].iter().all(|it| it[2].is_empty()), "{told:?}");
    let said = quotes(&read_zh);
    let who: Vec<&str> = said.iter().map(|(who, _)| who.as_str()).collect();
    assert_eq!(who, ["舒孟哲", "王美玲"]);
}

/// Minutes in Chinese with a line in them.
fn minuted_zh(line: &str) -> Extraction {
    read(&format!(
        "屏東縣政府　會議紀錄\n時間：113年8月6日（星期二）下午2時\n主席：周春美縣長\n\n壹、討論事項\n\n{line}\n\n聯絡人：李國強\n"
    ))
}

/// Minutes in English with a line in them.
fn minuted_en(line: &str) -> Extraction {
    read(&format!(
        "Minutes of the Wexmouth Harbour Board\n\nPresent: Ana Lima (Chair), Bob Stone\n\n1. Reports\n\n{line}\n"
    ))
}

#[test]
fn whoever_speaks_promises_nothing_that_he_only_reports_or_denies() {
    for said in [
        "並非本所將補助。",
        "不是本所將補助。",
        "據說縣府將補助。",
        "廠商表示將於六月完成。",
        "廠商表示，將於六月完成。",
        "廠商稱「將於六月完成」。",
        "原本縣府將補助。",
    ] {
        let told = promises(&minuted_zh(&format!("陳美玲課長：{said}")));
        assert_eq!(told, Vec::<[String; 4]>::new(), "{said}");
    }
    for said in [
        "將於六月補助。",
        "未來本所也將補助。",
        "我們將於六月補助。",
        "感謝委員建議，將補助。",
        "「本所將於六月補助。」",
    ] {
        let told = promises(&minuted_zh(&format!("陳美玲課長：{said}")));
        let makers: Vec<&str> = told.iter().map(|it| it[0].as_str()).collect();
        assert_eq!(makers, ["陳美玲"], "{said}");
    }
    for said in [
        "I think it will rain.",
        "We think it will rain.",
        "I understand the supplier will pay.",
        "I am not sure I will publish it.",
    ] {
        let told = promises(&minuted_en(&format!("Ana Lima: {said}")));
        assert_eq!(told, Vec::<[String; 4]>::new(), "{said}");
    }
    let told = promises(&minuted_en("Ana Lima: I also will publish it."));
    assert_eq!(told[0][0], "ana-lima");
}

#[test]
fn a_label_behind_a_stop_ends_what_somebody_says() {
    let read =
        minuted_zh("審查委員李大同：建議本所應加強，我不會退讓。廠商回應：遵照辦理，將修正。");
    let said = "建議本所應加強，我不會退讓。";
    assert_eq!(quotes(&read), [("李大同".to_owned(), said.to_owned())]);
    let told = promises(&read);
    assert!(told.iter().all(|it| !it[3].contains("修正")), "{told:?}");
}

#[test]
fn what_stands_behind_a_name_and_a_colon_is_no_speech_where_it_is_no_sentence() {
    let read = read(
        "Minutes of the Wexmouth Harbour Board\n\nPresent\n\nAna Lima: Director of the Ministry of Justice\n\n\
         Colin Forde: apologies\n",
    );
    assert_eq!(quotes(&read), []);
    for words in [
        "Director of Finance, who will be leaving.",
        "In his letter Bob Stone wrote \"I will pay\".",
        "In his letter Bob Stone has written \"I will pay\".",
    ] {
        let read = minuted_en(&format!("Bob Stone spoke.\n\nAna Lima: {words}"));
        assert_eq!(quotes(&read), [], "{words}");
    }
}

#[test]
fn commitments_in_a_table_have_whoever_leads_and_a_day() {
    let made = |text: &str| {
        let read = read(text);
        let actions = actions(&read).into_iter().zip(promises(&read));
        let made = actions.map(|((text, asked, due), [maker, ..])| {
            assert_eq!(asked, Vec::<String>::new());
            (text, maker, due)
        });
        made.collect::<Vec<_>>()
    };
    let row = |text: &str, maker: &str, due: &str| {
        vec![(text.to_owned(), maker.to_owned(), due.to_owned())]
    };
    let register = "Publish the register of moorings";
    for (head, due, day) in [
        ("Commitment", "30 June 2027", "2027-06-30"),
        ("Pledge", "2022", "2022"),
    ] {
        let table = format!(
            "Action plan of the Wexmouth Harbour Board\n\n{head}\tLead agency\tDeadline\n\
             {register}\tMinistry of Justice\t{due}\n"
        );
        let expected = row(register, "ministry-of-justice", day);
        assert_eq!(made(&table), expected, "{head}");
    }
    let strokes = "| 承諾事項 | 主辦機關 | 期程 |\n| --- | --- | --- |\n| 公布海岸廢棄物清除數量 | 環境部 | 116年6月30日 |\n";
    let expected = row("公布海岸廢棄物清除數量", "twn-moenv", "2027-06-30");
    assert_eq!(made(strokes), expected);
}

#[test]
fn the_day_and_the_place_of_minutes_need_no_label() {
    let list = "\n\nPresent: Ana Lima (Chair), Colin Forde\n";
    for head in [
        "Minutes of the meeting held on 4 May 2021 at County Hall, Wick",
        "Wexmouth Parish Council\n\nMINUTES\n\nof the meeting held on 4 May 2021 at County Hall, Wick",
        "Coast Committee Minutes\n\nHeld at County Hall, Wick, on 4 May 2021",
    ] {
        let read = read(&format!("{head}{list}"));
        let meeting = &read.facts.meetings[0];
        let date = meeting.date.as_ref().map(|(date, _)| date.to_string());
        assert_eq!(date.as_deref(), Some("2021-05-04"), "{head}");
        assert_eq!(
            meeting.location.map(|id| key(&read, id)),
            Some("wick"),
            "{head}"
        );
    }
    let other = read(&format!(
        "Coast Committee Minutes\n\nThe last meeting was held on 4 May 2021 at County Hall, Wick.{list}"
    ));
    assert_eq!(other.facts.meetings[0].date, None);
    assert_eq!(other.facts.meetings[0].location, None);
}

#[test]
fn nobody_is_a_visitor_at_a_meeting_of_his_own_house() {
    let read_own = read(
        "交通部　會議紀錄\n會議名稱：研商橋梁檢測會議\n時間：113年8月6日下午2時\n地點：交通部二樓會議室\n\
         主席：陳志明司長\n出席人員：交通部林佳慧科長、農業部王美玲科長\n",
    );
    let sides = read_own
        .facts
        .participations
        .iter()
        .map(|it| it.side.as_deref());
    assert_eq!(sides.collect::<Vec<_>>(), [None; 3]);
    let visit = read(
        "出國報告\n\n一、拜會交通部\n\n時間：113年8月6日\n\n出席人員：交通部公路局林佳慧科長、農業部王美玲科長\n",
    );
    let parts = visit.facts.participations.iter();
    let sides: Vec<(&str, Option<&str>)> = parts
        .map(|it| (key(&visit, it.agent), it.side.as_deref()))
        .collect();
    assert!(sides.contains(&("林佳慧", Some("host"))), "{sides:?}");
    assert!(sides.contains(&("王美玲", Some("visitor"))), "{sides:?}");
}

#[test]
fn what_is_to_become_of_the_things_of_a_body_is_no_promise_of_it() {
    let said = |words: &str| {
        let read = read(&format!(
            "Communiqué of the Coastal Finance Forum\n\n{words}\n"
        ));
        promises(&read)
            .into_iter()
            .map(|[maker, ..]| maker)
            .collect::<Vec<_>>()
    };
    let none = Vec::<String>::new();
    assert_eq!(
        said("The Ministry of Justice's website will be updated."),
        none
    );
    assert_eq!(said("Kenya's website will be updated."), none);
    assert_eq!(said("Kenya's Ministry of Health's staff will pay."), none);
    assert_eq!(
        said("Kenya's Ministry of Health will pay."),
        ["ministry-of-health"]
    );
}

#[test]
fn what_somebody_of_a_body_does_is_his_and_not_the_bodys() {
    let read = read(
        "Communiqué of the Coastal Finance Forum\n\nThe World Bank's Ana Lima will publish the list of projects.\n\n\
         The Ministry of Justice's Ruth Kelly should circulate the draft.\n\nThe World Bank's staff will help.\n\n\
         ACTION: World Bank's Ana Lima to send the list by 4 June 2027.\n\n\
         The World Bank's Ana Lima visited the Ministry of Health on 4 May 2021.\n",
    );
    let told: Vec<[String; 2]> = promises(&read)
        .into_iter()
        .map(|[maker, asked, ..]| [maker, asked])
        .collect();
    let told: Vec<[&str; 2]> = told
        .iter()
        .map(|it| [it[0].as_str(), it[1].as_str()])
        .collect();
    assert!(
        told.contains(&["ana-lima", ""]) && told.contains(&["", "ana-lima"]),
        "{told:?}"
    );
    assert!(told.contains(&["", "ruth-kelly"]), "{told:?}");
    let titles = read.facts.titles.iter().map(|it| it.title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), Vec::<&str>::new());
    let visitors = read
        .facts
        .participations
        .iter()
        .filter(|it| it.side.as_deref() == Some("visitor"));
    let visitors: Vec<&str> = visitors.map(|it| key(&read, it.agent)).collect();
    assert_eq!(visitors, ["ana-lima"]);
}

#[test]
fn names_and_titles_in_one_cell_make_members_of_the_body_in_the_other() {
    let rows = "| 農業部 | 科長　陳志明 |\n| 霧臺鄉公所 | 杜正吉／鄉長 |\n| 屏東縣政府 | 王美玲 處長 |\n| 國立臺灣大學 | 鄉長會議紀錄 |\n";
    for head in ["姓名職稱", "姓名／職稱", "職稱姓名"] {
        let read = read(&format!(
            "與會人員名單\n\n| 服務機關 | {head} |\n| --- | --- |\n{rows}"
        ));
        let held = held(&read);
        assert_eq!(
            held,
            triple(&[
                ("杜正吉", "鄉長", "霧臺鄉公所"),
                ("王美玲", "處長", "twn-pingtung-county-government"),
                ("陳志明", "科長", "twn-moa"),
            ]),
            "{head}"
        );
    }
}

#[test]
fn a_body_whose_name_holds_a_place_is_whole_however_it_is_spelt() {
    let read = read(
        "Report\n\nThe delegation met the Organisation for Security and Co-operation in Europe in Vienna.\n",
    );
    let found: Vec<&str> = read
        .resolved
        .entities
        .iter()
        .map(|it| it.key.as_str())
        .collect();
    assert!(
        found.contains(&"osce") && !found.contains(&"M49-150"),
        "{found:?}"
    );
}

#[test]
fn hearsay_and_what_others_call_for_are_nothing_that_a_speaker_promises_or_asks() {
    for line in [
        "據報載，財政部將於明年補助",
        "本案據悉，財政部將於年底前提出方案",
        "傳聞財政部將補助",
    ] {
        let read = read(&format!("壹、目的\n\n{line}。\n"));
        assert_eq!(promises(&read), Vec::<[String; 4]>::new(), "{line}");
    }
    let told = read("壹、目的\n\n財政部將於明年補助。\n");
    assert_eq!(promises(&told).len(), 1);
    let english = read("Reportedly, the Ministry of Finance will publish the list.\n");
    assert_eq!(promises(&english), Vec::<[String; 4]>::new());
    for line in [
        "廠商申報載具後，財政部將於明年補助",
        "為提升聽說讀寫能力，財政部將於明年補助",
        "聽說讀寫並重，財政部將於明年補助",
        "為改善數據傳輸，財政部將於明年補助",
        "根據說明，財政部將於明年補助",
        "為加強對外傳播，財政部將於明年補助",
        "為保存海外傳統，財政部將於明年補助",
    ] {
        let read = read(&format!("壹、目的\n\n{line}。\n"));
        assert_eq!(promises(&read).len(), 1, "{line}");
    }
    for line in [
        "The Ministry of Finance will publish the register of persons who are said to have paid.\n",
        "The Ministry of Finance will publish the list of firms that allegedly paid.\n",
    ] {
        assert_eq!(promises(&read(line)).len(), 1, "{line}");
    }
    for line in [
        "The Ministry of Finance will reportedly publish the list.\n",
        "The Ministry of Finance reportedly will publish the list.\n",
        "According to media reports, the Ministry of Finance will publish the list.\n",
    ] {
        assert_eq!(promises(&read(line)).len(), 0, "{line}");
    }
    let called = minuted_zh("王大明課長：廠商表示應加強管理。");
    assert_eq!(promises(&called), Vec::<[String; 4]>::new());
    let own = minuted_zh("王大明課長：廠商應加強管理。");
    assert_eq!(promises(&own).len(), 1);
}

#[test]
fn to_sit_down_is_no_task_and_the_items_below_what_the_chair_decides_are_tasks() {
    for verb in ["坐下", "休息", "發言", "入座", "先行離席"] {
        let read = minuted_zh(&format!("主席：請工務處林科長{verb}。"));
        assert_eq!(promises(&read), Vec::<[String; 4]>::new(), "{verb}");
    }
    let asked = minuted_zh("主席：請財政部提出改善方案。");
    assert_eq!(promises(&asked).len(), 1);
    let listed = minuted_zh(
        "主席裁示：請下列單位辦理：\n1. 請財政部於114年4月30日前完成會勘。\n2. 請交通部協助改善。\n3. 天氣炎熱。",
    );
    let told = promises(&listed);
    let asked: Vec<&str> = told.iter().map(|[_, asked, ..]| asked.as_str()).collect();
    assert_eq!(asked.len(), 2, "{told:?}");
    let alone = minuted_zh("主席裁示：請財政部辦理。\n\n1. 經過情形：財政部已說明。");
    assert_eq!(promises(&alone).len(), 1);
}

#[test]
fn what_was_taken_back_asked_or_doubted_is_no_promise() {
    for text in [
        "Argentina withdrew its pledge to publish contracts by 2020.",
        "Tanzania has abandoned its plan to build a dam by 2027.",
        "Rwanda had promised to open the register by 2022 but failed to do so.",
        "媒體詢問是否將與吉里巴斯復交，林部長佳龍表示目前並無此規劃。",
    ] {
        let read = crate::reading::read(text);
        assert!(!read.contains("ns#Undertaking"), "{text}: {read}");
    }
}

#[test]
fn commitments_in_a_table_may_be_of_the_countries_in_a_column() {
    let table = "# Declaration\n\n| Country | Commitment |\n| --- | --- |\n\
                 | Denmark | Publish the register of owners |\n| Kenya | Open the land registry |\n";
    let read = read(table);
    let made: Vec<String> = promises(&read)
        .into_iter()
        .map(|[maker, ..]| maker)
        .collect();
    assert_eq!(made, ["DNK", "KEN"]);
    let told = "# Declaration\n\n| Country | Action |\n| --- | --- |\n| Denmark | Visit |\n";
    assert_eq!(promises(&self::read(told)), Vec::<[String; 4]>::new());
}

#[test]
fn lines_that_begin_with_a_body_below_what_the_chair_decides_are_its_tasks() {
    let read = minuted_zh(
        "主席裁示：\n經濟部：請檢討流程，於114年6月30日前函復內政部。\n交通部：請於114年7月15日前提出報告。\n教育部：已辦理完竣。",
    );
    let told: Vec<(Vec<String>, String)> = actions(&read)
        .into_iter()
        .map(|(_, asked, due)| (asked, due))
        .collect();
    let task = |body: &str, due: &str| (vec![body.to_owned()], due.to_owned());
    assert_eq!(
        told,
        [
            task("twn-moea", "2025-06-30"),
            task("twn-motc", "2025-07-15")
        ]
    );
}

#[test]
fn what_a_meeting_takes_back_is_withdrawn() {
    let decided = "決議：\n\n一、請財政部於114年6月30日前公告。\n二、請交通部協助改善。\n\n";
    let standing = |last: &str| {
        let read = minuted_zh(&format!("{decided}貳、復議\n\n{last}\n"));
        states(&read)
            .into_iter()
            .map(|(_, state, _)| state)
            .collect::<Vec<_>>()
    };
    assert_eq!(standing("以上決議均撤回。"), ["withdrawn", "withdrawn"]);
    for kept in ["以上決議不撤回。", "以上決議確認。", "前開決議第一項撤回。"]
    {
        assert_eq!(standing(kept)[..2], ["stated", "stated"], "{kept}");
    }
}

#[test]
fn who_doubts_promises_nothing_and_who_introduces_somebody_has_spoken() {
    for text in [
        "立委王大明質疑，政府將於六月公布名單。",
        "立委王大明質疑，經濟部將於六月公布名單。",
    ] {
        for [maker, _, speaker, _] in promises(&read(text)) {
            assert_eq!((&*maker, &*speaker), ("twn-moea", ""), "{text}");
        }
    }
    let said = "經濟部部長王大明表示，各國必須開放資料。";
    let next = "我們將建立新平台。";
    let told = |between: &str| {
        let read = read(&format!("{said}{between}{next}\n"));
        promises(&read).len()
    };
    assert_eq!(told(""), 2);
    assert_eq!(told("王大明介紹環境部部長林志玲。"), 1);
    assert_eq!(told("王大明介紹本計畫。"), 2);
}

#[test]
fn names_before_a_promise_in_chinese_promise_it_together() {
    let read = read("丹麥及瑞典將於明年建立新平台。");
    let joint: Vec<Vec<String>> = read
        .facts
        .undertakings
        .iter()
        .map(|it| {
            it.joint
                .iter()
                .map(|&id| key(&read, id).to_owned())
                .collect()
        })
        .collect();
    assert_eq!(joint, [["DNK"]]);
}
