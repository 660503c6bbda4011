use govrep::authority::Authority;
use govrep::diagnostic::Severity;
use govrep::document::Document;
use govrep::extraction::Extraction;
use govrep::mention::{Kind, Knowledge, Mention, Reading};
use govrep::project::{Project, Report};
use govrep::source;

use crate::sandbox::Sandbox;

fn mentions(text: &str) -> (Document, Vec<Mention>) {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    let (source, _) = source::decode("r.txt", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("r", "r.txt", &Project::default());
    // The rules alone.
    report.tagger = false;
    let (read, _) = Extraction::read(source, &knowledge, &report);
    (read.document, read.mentions)
}

/// The distinct things of a kind in a text, by name, in the order of the text.
pub fn things(text: &str, kind: Kind) -> Vec<String> {
    let (document, mentions) = mentions(text);
    let mut names: Vec<String> = Vec::new();
    for mention in mentions.iter().filter(|m| m.kind == kind) {
        let name = match &mention.reading {
            Reading::Person(person) => person.name.clone(),
            _ => document.slice(mention.span).to_owned(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The mentions of a kind in a text.
fn count(text: &str, kind: Kind) -> usize {
    mentions(text).1.iter().filter(|m| m.kind == kind).count()
}

pub fn persons(text: &str) -> Vec<String> {
    things(text, Kind::Person)
}

fn bodies(text: &str) -> Vec<String> {
    things(text, Kind::Organisation)
}

#[test]
fn a_title_or_form_of_address_before_a_name() {
    for (text, name) in [
        ("They met Minister Audrey Stone at noon.", "Audrey Stone"),
        ("Prof. Dr. Jürgen Weiß opened the day.", "Jürgen Weiß"),
        (
            "Ms. Rosa de la Cruz-Ibarra spoke.",
            "Rosa de la Cruz-Ibarra",
        ),
        (
            "The director general Ingrid Solberg left.",
            "Ingrid Solberg",
        ),
        ("Dr Lee Sang-hoon and others came.", "Lee Sang-hoon"),
        ("We heard H.E. J. R. O’Neill.", "J. R. O'Neill"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
}

#[test]
fn a_title_in_apposition() {
    for (text, name) in [
        (
            "The Minister of Public Works, Audra Stone, opened it.",
            "Audra Stone",
        ),
        (
            "María L. Santos, Undersecretary of the Ministry of Health, agreed.",
            "María L. Santos",
        ),
        ("Mart Kask (Estonia) agreed.", "Mart Kask"),
        (
            "Lessons came from João de Almeida, an adviser to the City.",
            "João de Almeida",
        ),
        (
            "Eoin FitzGerald, who runs the office, agreed.",
            "Eoin FitzGerald",
        ),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
}

#[test]
fn a_verb_or_a_body_beside_a_name() {
    assert_eq!(persons("It was moderated by Rohan Patel."), ["Rohan Patel"]);
    assert_eq!(persons("Zainab Umar argued for more."), ["Zainab Umar"]);
    let text = "Nguyen Thi Mai of Greenhill Watch called for safeguards.";
    assert_eq!(persons(text), ["Nguyen Thi Mai"]);
    assert_eq!(bodies(text), ["Greenhill Watch"]);
}

#[test]
fn names_in_a_list_of_persons() {
    let text = "PRESENT\nRosa Lindt; Åsa Berg\nMart Kask - Friends of the Lake\n\nPANEL\n";
    assert_eq!(persons(text), ["Rosa Lindt", "Åsa Berg", "Mart Kask"]);
    assert_eq!(bodies(text), ["Friends of the Lake"]);
}

#[test]
fn a_given_name_of_the_tables_names_a_person() {
    assert_eq!(
        persons("Thanks go to Jennifer Okonkwo for the map."),
        ["Jennifer Okonkwo"]
    );
    for text in [
        "The Jennifer Okonkwo Foundation paid.",
        "It was paid by Jennifer Okonkwo Holdings Ltd.",
        "It was paid by Jennifer & Sons and by Baker & Jennifer Okonkwo.",
        // A city, too.
        "Florence Declaration texts were read.",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn things_with_one_short_name_stay_two() {
    let authority = Authority::builtin();
    let knowledge = Knowledge::new(&authority);
    // A table calls the body `eu-council`, but does not have this name for it.
    let text = "The Council of the European Union replied. The EU Council objected.";
    let (source, _) = source::decode("r.txt", text.as_bytes()).expect("a text");
    let mut report = Report::undescribed("r", "r.txt", &Project::default());
    // The rules alone.
    report.tagger = false;
    let (read, problems) = Extraction::read(source, &knowledge, &report);
    let entities = read.resolved.entities.iter();
    let keys: Vec<&str> = entities.map(|entity| entity.key.as_str()).collect();
    assert!(keys.contains(&"eu-council"), "{keys:?}");
    assert!(keys.contains(&"eu-council-2"), "{keys:?}");
    let collision = problems.iter().find(|p| p.code == "entity-collision");
    let collision = collision.expect("a person should look");
    assert_eq!(collision.severity, Severity::Warning);
}

#[test]
fn an_office_runs_on_into_the_name() {
    for (text, name) in [
        (
            "They met Secretary of Education Amparo Quill in May.",
            "Amparo Quill",
        ),
        (
            "Director of the Harbour Policy Council Tove Lindt spoke.",
            "Tove Lindt",
        ),
        (
            "The Assistant Minister of Foreign Affairs Bao Xuanli replied.",
            "Bao Xuanli",
        ),
        (
            "Our Ambassador to Estonia Mart S.K. Lepp left.",
            "Mart S.K. Lepp",
        ),
        ("Vermont Senator Odile Marsh was there.", "Odile Marsh"),
    ] {
        assert_eq!(persons(text), [name], "{text}");
    }
    let text = "The Minister of Foreign Affairs of New Zealand opened it.";
    assert_eq!(persons(text), Vec::<String>::new());
}

#[test]
fn letters_behind_a_name_and_surnames_in_capitals() {
    assert_eq!(persons("Odile Marsh MP asked."), ["Odile Marsh"]);
    assert_eq!(persons("Odile Marsh, QC, asked."), ["Odile Marsh"]);
    let text = "Members: Ilka SOMMER DEL RIO (ABC, Spain), Tibor KAVAS (ABC, Hungary).";
    assert_eq!(persons(text), ["Ilka SOMMER DEL RIO", "Tibor KAVAS"]);
}

#[test]
fn rows_of_names_with_brackets() {
    let text = "It heard Pavo Renn (Lakewatch Society), Ilse Om (LWAT) and Bor Tan (TalkRiver).";
    assert_eq!(persons(text), ["Pavo Renn", "Ilse Om", "Bor Tan"]);
    assert_eq!(bodies(text), ["Lakewatch Society", "LWAT", "TalkRiver"]);
    // Initials are no body.
    let text = "Present: Pavo Renn (PR), Ilse Om (IO) and Bor Tan (BT)";
    assert_eq!(bodies(text), Vec::<String>::new());
}

#[test]
fn one_title_for_several() {
    assert_eq!(
        persons("Councillors Benn, Okoro (B) and O'Shea voted against."),
        ["Benn", "Okoro", "O'Shea"]
    );
}

#[test]
fn a_place_that_no_table_knows_before_one_that_it_does() {
    let places = |text| things(text, Kind::Jurisdiction);
    let text = "The workshop took place in Lower Pelham, Delaware, in May.";
    assert_eq!(places(text), ["Lower Pelham", "Delaware"]);
    // Found once, not once by its place and once by its name.
    assert_eq!(count(text, Kind::Jurisdiction), 2);
    let text = "A note from Odile Marsh, Canada, was read.";
    assert_eq!(places(text), ["Canada"]);
}

#[test]
fn capitalised_words_alone_are_no_person() {
    for text in [
        "The delegation flew to New Zealand on Monday.",
        "Open Data Portals were shown.",
        "South Africa said that Climate Finance matters.",
        "Digital Trust noted in passing.",
        "He read Silent Spring in May.",
        "Project Manager training was given.",
        "The Chief Hydrologist reported.",
    ] {
        assert_eq!(persons(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_surname_later_is_the_person_named_before() {
    let text = "Ms. Ingrid Solberg-Dahl spoke. Ms Solberg-Dahl left; Solberg-Dahl had a train.";
    assert_eq!(persons(text), ["Ingrid Solberg-Dahl"]);
    // Two of one surname: nobody knows who is meant.
    let text = "Mr. Rohan Patel met Ms. Zainab Patel. Later Patel left.";
    assert_eq!(persons(text), ["Rohan Patel", "Zainab Patel"]);
}

#[test]
fn where_names_of_bodies_begin_and_end() {
    for (text, expected) in [
        (
            "The Secretary General of the Ministry of Economic Affairs and Communications of Estonia left.",
            vec!["Ministry of Economic Affairs and Communications of Estonia"],
        ),
        (
            "Dublin City Council and Cork City Council agreed.",
            vec!["Dublin City Council", "Cork City Council"],
        ),
        (
            "the Ministry of Business, Innovation and Employment and its staff",
            vec!["Ministry of Business, Innovation and Employment"],
        ),
        (
            "the Sea Food and Agriculture Agency (SFAA) of Samoa",
            vec!["Sea Food and Agriculture Agency (SFAA)"],
        ),
        (
            "Report of the Office of the Chief Hydrologist",
            vec!["Office of the Chief Hydrologist"],
        ),
        (
            "made by Formosa Trust Services Co., Ltd. in May",
            vec!["Formosa Trust Services Co., Ltd."],
        ),
        ("Samoa's Ministry of Health", vec!["Ministry of Health"]),
        ("the Committee met on Monday", vec![]),
    ] {
        assert_eq!(bodies(text), expected, "{text}");
    }
}

#[test]
fn what_a_bracket_or_a_head_calls_a_body_later() {
    let text = "The River Basin Authority (RBA) and the Harbour Committee met. RBA paid. \
                The Committee left. Nordlys Havbruk AS came, and Nordlys sang.";
    assert_eq!(
        bodies(text),
        [
            "River Basin Authority (RBA)",
            "Harbour Committee",
            "RBA",
            "Committee",
            "Nordlys Havbruk AS",
            "Nordlys"
        ]
    );
}

#[test]
fn events_are_no_bodies() {
    let text = "The Third Water Dialogue and the Workshop on Electronic Monitoring took place.";
    assert_eq!(
        things(text, Kind::Event),
        ["Third Water Dialogue", "Workshop on Electronic Monitoring"]
    );
    assert_eq!(bodies(text), Vec::<String>::new());
}

/// The N-Triples that `convert` writes of a text without settings.
fn converted(text: &str) -> String {
    let sandbox = Sandbox::new().file("r.txt", text);
    let run = sandbox.govrep("convert r.txt -f nt").assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

#[test]
fn what_is_english_is_not_called_chinese() {
    let read = converted(
        "Audra Stone, Deputy Director of the River Basin Authority (RBA), opened the Third Water \
         Dialogue on 7 May 2021.\n",
    );
    assert!(read.contains("\"Deputy Director\"@en"), "{read}");
    assert!(read.contains("\"Third Water Dialogue\"@en"), "{read}");
    assert!(read.contains("/language> \"en\""), "{read}");
    // Nobody said that the report is Taiwan's.
    assert!(!read.contains("jurisdiction/TWN"), "{read}");
    let own_words = |line: &&str| line.contains("@zh-Hant") && line.contains("Stone");
    assert_eq!(read.lines().find(own_words), None);
}

#[test]
fn a_title_in_english_in_a_chinese_report_is_english() {
    let read =
        converted("本部邀請世界資源研究所 Director Manish Bapna 先生演講，並感謝我國駐外人員。\n");
    assert!(!read.contains("\"Director\"@zh-Hant"), "{read}");
    assert!(read.contains("/language> \"zh-Hant\""), "{read}");
}

#[test]
fn undertakings_are_worded_by_a_verb_and_a_subject() {
    let undertaken = |text: &str| converted(text).matches("#Undertaking>").count();
    for text in [
        "The River Basin Authority will publish its readings by May 2022.",
        "We call on Canada to open its data.",
        "Members are asked to send comments.",
        "Nordlys Havbruk AS agreed to train eight analysts.",
        "Samoa and the River Basin Authority shall share their maps.",
    ] {
        assert_eq!(undertaken(text), 1, "{text}");
    }
    for text in [
        "The River Basin Authority will meet on 7 May 2022.",
        "He asked whether the River Basin Authority should pay.",
        "The sun will shine on the harbour.",
        "Will the River Basin Authority pay for it?",
        "The River Basin Authority published its readings.",
        "Canada will publish its register, Kenya said.",
        "Canada will publish its register only if Kenya does.",
        "Canada will not publish its register.",
    ] {
        assert_eq!(undertaken(text), 0, "{text}");
    }
}

#[test]
fn who_undertakes_something_is_its_subject() {
    let read = converted("The River Basin Authority will publish its readings.\n");
    let maker = |line: &&str| line.contains("#maker>") && line.contains("river-basin-authority");
    assert!(read.lines().any(|line| maker(&line)), "{read}");
    // Who ought to do something is asked to, and promises nothing.
    let read = converted("Kenya should publish its budget.\n");
    let link = |name: &str| {
        read.lines()
            .any(|line| line.contains(name) && line.contains("KEN"))
    };
    assert!(link("#addressee>") && !link("#maker>"), "{read}");
    let read = converted("By December 2025 the River Basin Authority will publish its readings.\n");
    assert!(
        read.contains("#deadline>") && read.contains("2025-12"),
        "{read}"
    );
}

#[test]
fn a_list_of_attendees_in_columns() {
    let text = "MINUTES\n\nAttendees:\n\nKieran Oduya     Southton University\nWill Perring    \
                Talk About Town\nAnna Greene     Home Office\nMark Frazier    practising barrister\n\n\
                1. Welcome\n\nThe chair opened the meeting.";
    let names = persons(text);
    for name in [
        "Kieran Oduya",
        "Will Perring",
        "Anna Greene",
        "Mark Frazier",
    ] {
        assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
    }
    let bodies = bodies(text);
    for body in ["Southton University", "Talk About Town"] {
        assert!(bodies.contains(&body.to_owned()), "{body}: {bodies:?}");
    }
}

#[test]
fn rows_between_strokes_in_a_text() {
    let text = "Delegation\n\n| S/No. | Name | Designation | Institution |\n|---|---|---|---|\n\
                | 1 | Eng. Wanjiru Otieno | Principal Secretary | MICDX |\n\
                | 2 | Odhiambo, Beryl A. | | The Treasury of Kisumu |\n\nThey travelled in March.";
    assert_eq!(persons(text), ["Wanjiru Otieno", "Odhiambo, Beryl A."]);
    assert!(bodies(text).contains(&"MICDX".to_owned()));
    let (document, mentions) = mentions(text);
    let place = mentions
        .iter()
        .find(|m| m.kind == Kind::Person)
        .expect("a person");
    assert_eq!(document.slice(place.span), "Eng. Wanjiru Otieno");
}

#[test]
fn a_form_of_address_is_in_the_place_and_not_in_the_name() {
    let (document, mentions) = mentions("We met H.E. Dr. Ana Limasova in the evening.");
    let person = mentions
        .iter()
        .find(|m| m.kind == Kind::Person)
        .expect("a person");
    assert_eq!(document.slice(person.span), "H.E. Dr. Ana Limasova");
    assert_eq!(
        persons("M. I. M. Rizwan Marikkar argued that."),
        ["M. I. M. Rizwan Marikkar"]
    );
}

#[test]
fn particles_of_many_languages() {
    let text = "Dr Maryam bint Said Al Harthi spoke. Ms Hanneke \u{2019}t Hoen replied. \
                Mr Pieter van der Wielen left. Mr Van der Wielen came back.";
    assert_eq!(
        persons(text),
        [
            "Maryam bint Said Al Harthi",
            "Hanneke 't Hoen",
            "Pieter van der Wielen"
        ]
    );
}

#[test]
fn roads_are_told_by_their_numbers() {
    let text = "Surface dressing on Route 210 is complete. The A9 at Dunkeld floods; SH2 near Tangoio, NH 715 and \
                the N2 between Dori and Gao are open. The A4 was printed, the M23 and its allies took Plan B12, the N95 \
                is worn, the P5 will meet, the E3 and Iran met, and emissions of NH3 and of SH2 fell.";
    let mut roads = things(text, Kind::Place);
    roads.sort();
    assert_eq!(roads, ["A9", "N2", "NH 715", "Route 210", "SH2"]);
    let text = "A train stood across State Route 98. Provincial Route 4 has a ford.";
    assert_eq!(
        things(text, Kind::Place),
        ["State Route 98", "Provincial Route 4"]
    );
}

#[test]
fn saints_may_lack_their_stop() {
    let read =
        crate::reading::read("Delegates came from St Vincent, St Lucia and St Kitts and Nevis.");
    for country in ["VCT", "LCA", "KNA"] {
        assert!(
            read.contains(&format!("/jurisdiction/{country}> ")),
            "{country}: {read}"
        );
    }
}

#[test]
fn places_by_the_word_list_a_noun_or_a_word_that_says_where() {
    let text = "Training took place in Kandy, Jaffna and Uva Province, near the Strait of Hormuz, at \
                1 Horse Guards Road and in Duqmara. Visits went to Khovd aimag.";
    let mut places = things(text, Kind::Jurisdiction);
    places.extend(things(text, Kind::Place));
    places.sort();
    assert_eq!(
        places,
        [
            "1 Horse Guards Road",
            "Duqmara",
            "Jaffna",
            "Kandy",
            "Khovd aimag",
            "Strait of Hormuz",
            "Uva Province"
        ]
    );
    // A place in another name, an ordinary word after in, a surname.
    let none = "The University of Jaffna spoke in Parliament and in English. Mr Kent agreed.";
    assert_eq!(things(none, Kind::Jurisdiction), [""; 0]);
    // Who speaks in minutes may be called as a town is.
    for speakers in [
        "Hamilton and Preston said that they agree.",
        "Preston: I agree.",
        "On 12 May, Nelson told the committee.",
    ] {
        assert_eq!(things(speakers, Kind::Jurisdiction), [""; 0], "{speakers}");
    }
}

#[test]
fn letters_before_a_list_of_bodies_are_not_the_first_of_them() {
    let text = "The mission met the PCGG, the Ombudsman Office and the Audit Commission.";
    let names = bodies(text);
    assert!(names.iter().any(|name| name == "PCGG"), "{names:?}");
    assert!(
        names.iter().any(|name| name == "Ombudsman Office"),
        "{names:?}"
    );
}

#[test]
fn bodies_by_place_office_seat_and_letters() {
    let text = "The Dutch Government, the Governor\u{2019}s Office, the Royal Netherlands Embassy in \
                Muscat, the Port of Rotterdam Authority and the Commission to Investigate Allegations \
                of Bribery or Corruption (CIABOC) took part. Local Government was a topic.";
    assert_eq!(
        bodies(text),
        [
            "Dutch Government",
            "Governor\u{2019}s Office",
            "Royal Netherlands Embassy in Muscat",
            "Port of Rotterdam Authority",
            "Commission to Investigate Allegations of Bribery or Corruption (CIABOC)"
        ]
    );
    let ministry = "the Ministry of Public Administration, Home Affairs, Provincial Councils and \
                    Local Government met.";
    assert_eq!(
        bodies(ministry),
        [
            "Ministry of Public Administration, Home Affairs, Provincial Councils and Local Government"
        ]
    );
    assert_eq!(
        bodies("Others: Transparency Board of Kandy; Sarvodayam; University of Jaffna"),
        [
            "Transparency Board of Kandy",
            "Sarvodayam",
            "University of Jaffna"
        ]
    );
}

#[test]
fn persons_by_nickname_turned_name_and_letters() {
    let (document, mentions) = mentions("This was written by Giorgi \u{2018}Gia\u{2019} Lomtadze.");
    let person = mentions
        .iter()
        .find(|m| m.kind == Kind::Person)
        .expect("a person");
    assert_eq!(
        document.slice(person.span),
        "Giorgi \u{2018}Gia\u{2019} Lomtadze"
    );
    let list = "Participants:\n\nNational Data Agency; NDLOVU-MOKOENA, Thandiwe; Legal Adviser";
    assert_eq!(persons(list), ["NDLOVU-MOKOENA, Thandiwe"]);
    assert_eq!(
        persons("We met Abdul A. K. M. Rezaul."),
        ["Abdul A. K. M. Rezaul"]
    );
    assert_eq!(
        persons("Cllr. D\u{f3}nal Mac an Bhaird spoke."),
        ["D\u{f3}nal Mac an Bhaird"]
    );
    assert_eq!(
        persons("Mayor Jan van Zanten spoke in Jan 2024."),
        ["Jan van Zanten"]
    );
    let once = "Grace Wanjiku Ndirangu spoke. Dr Grace W. Ndirangu left.";
    assert_eq!(persons(once), ["Grace Wanjiku Ndirangu"]);
}

#[test]
fn bodies_in_other_languages_and_in_small_letters() {
    assert_eq!(
        bodies(
            "The Minist\u{e8}re du D\u{e9}veloppement Num\u{e9}rique and the UK government met."
        ),
        [
            "Minist\u{e8}re du D\u{e9}veloppement Num\u{e9}rique",
            "UK government"
        ]
    );
    assert_eq!(
        bodies("GALWEN COUNTY COUNCIL\n\nThe Luxembourg-based Kirrin Bank paid."),
        ["GALWEN COUNTY COUNCIL", "Kirrin Bank"]
    );
    // A part of a longer word is nobody.
    assert_eq!(bodies("Cllr. P. J. Keaveney-Roche spoke."), [""; 0]);
}

#[test]
fn a_whole_name_because_of_a_form_of_address_later() {
    let text = "I travelled with Onkabetsa Rraditladi from Kasanu to Livingstu. \
                Later Ms Rraditladi went home.";
    assert_eq!(persons(text), ["Onkabetsa Rraditladi"]);
    assert_eq!(things(text, Kind::Jurisdiction), ["Kasanu", "Livingstu"]);
    let health = "The Spokana Regional Health District paid.";
    assert_eq!(things(health, Kind::Jurisdiction), [""; 0]);
}

#[test]
fn initials_of_cyrillic_letters_and_honours_belong_to_no_other_name() {
    let text = "We met Mr Talgat Zh. Myrzabekov and Mr E. Sh. Turgunbaev. See Ch. 5.\n";
    assert_eq!(
        persons(text),
        ["Talgat Zh. Myrzabekov", "E. Sh. Turgunbaev"]
    );
    let text = "Present: Hon MOK Wing-shun, BBS, JP (Chairman), and Maître Ana Kavugho.\n";
    assert_eq!(bodies(text), Vec::<String>::new());
    assert!(
        persons(text).iter().any(|name| name == "Ana Kavugho"),
        "{:?}",
        persons(text)
    );
}

#[test]
fn initials_without_points_begin_names() {
    let text = "Present were R A Ndzanga, J Molapo and K Molapo (Land Office), and auctioneer H J \
                Morkel. Annex B Report and option C Roads followed.";
    assert_eq!(
        persons(text),
        ["R A Ndzanga", "J Molapo", "K Molapo", "H J Morkel"]
    );
}

#[test]
fn a_given_name_that_is_a_country_begins_a_person() {
    let text = "Georgia Brown, Director of the Agency, welcomed them. Jordan Bell asked why. They \
                flew to Jordan and Georgia.";
    assert_eq!(persons(text), ["Georgia Brown", "Jordan Bell"]);
    assert_eq!(count(text, Kind::Jurisdiction), 2);
}

#[test]
fn a_noun_or_a_verb_of_travelling_tells_a_place() {
    for (text, places) in [
        ("The town of Quillmoor was flooded.", vec!["Quillmoor"]),
        (
            "Roads in Ak-Dorum, Jety-Ogur and Aravel districts were closed.",
            vec!["Ak-Dorum", "Jety-Ogur", "Aravel"],
        ),
        (
            "The team drove to Quillmoor, Hartsel and Brumwick.",
            vec!["Quillmoor", "Hartsel", "Brumwick"],
        ),
        // A language and a person are none.
        ("It was read in Kyrgyz. In May, Quill said so.", vec![]),
    ] {
        assert_eq!(things(text, Kind::Jurisdiction), places, "{text}");
    }
    let text = "They saw Quillmoor valley and met at City Hall, Wellington.";
    assert_eq!(things(text, Kind::Place), ["Quillmoor valley", "City Hall"]);
}

#[test]
fn a_currency_names_no_country() {
    let text = "It cost US$4 million, or 5 million US dollars, and NZ$2 million.";
    assert_eq!(count(text, Kind::Jurisdiction), 0);
    assert_eq!(
        things(text, Kind::Figure),
        ["US$4 million", "5 million US dollars", "NZ$2 million"]
    );
    assert_eq!(
        bodies("The Harbour Fund for EUR 3 million was set up."),
        ["Harbour Fund"]
    );
}

#[test]
fn a_noun_or_a_list_tells_a_body() {
    for (text, names) in [
        ("They read it in the newspaper Vesti.", vec!["Vesti"]),
        (
            "Quillares, a Dutch research institute, compared both.",
            vec!["Quillares"],
        ),
        (
            "Present were the Lake Commission, Quillares, the Harbour Fund and the University of \
             Brumwick.",
            vec![
                "Lake Commission",
                "Quillares",
                "Harbour Fund",
                "University of Brumwick",
            ],
        ),
        (
            "The Wellington city council agreed.",
            vec!["Wellington city council"],
        ),
        // A person may be a contractor.
        ("Ana Lima, the contractor, agreed.", vec![]),
    ] {
        assert_eq!(bodies(text), names, "{text}");
    }
}

#[test]
fn speakers_in_capitals_are_persons_and_officers_are_none() {
    let text = "MRS S. NAPA: Thank you, Mr Speaker.\n\nHON. M. D. BULLI.- I second it.\n\n\
                MR SPEAKER: Thank you. The Honourable Attorney-General spoke to Ms Napa.\n";
    assert_eq!(persons(text), ["S. Napa", "M. D. Bulli"]);
    let text = "Mr M A MZIZU: Chairperson, the motion of MS B L NTEMBO, dated today, was read.";
    assert_eq!(persons(text), ["M A Mzizu", "B L Ntembo"]);
}

#[test]
fn letters_that_stand_for_nothing_else_are_a_body() {
    let text = "Present: Mary D Allan\n\nQLG confirmed that there was funding. The panel thanked QLG \
                and WGZ. MDA agreed. They asked about ICT, PNG and QEN 9001, and QinLaw agreed.\n\n\
                MOTION CARRIED AND CLOSED\n";
    assert_eq!(bodies(text), ["QLG", "WGZ", "QinLaw"]);
}

#[test]
fn a_small_town_needs_a_word_beside_it() {
    let places = |text| things(text, Kind::Jurisdiction);
    assert_eq!(
        places("Gauges were set up at Ormskirk and Melksham."),
        ["Ormskirk", "Melksham"]
    );
    assert_eq!(places("Ormskirk was silent."), Vec::<String>::new());
}

#[test]
fn what_a_venue_names_is_a_place() {
    let venue = |said: &str| things(&format!("Minutes\n\nVenue: {said}\n"), Kind::Place);
    assert_eq!(venue("Cankarjev dom, Ljubljana"), ["Cankarjev dom"]);
    assert_eq!(venue("Microsoft Teams"), Vec::<String>::new());
}

#[test]
fn what_stands_at_or_sits_for_a_place() {
    for (text, places) in [
        (
            "The gauges at Jasenmoor and Zupanfeld failed.",
            vec!["Jasenmoor", "Zupanfeld"],
        ),
        ("Members for Ballinmoor asked.", vec!["Ballinmoor"]),
        ("The adviser at Deltarix asked.", vec![]),
    ] {
        assert_eq!(things(text, Kind::Jurisdiction), places, "{text}");
    }
}

#[test]
fn what_follows_a_title_at_the_end_of_a_line_is_a_body() {
    let text = "Dr Boon Yik Sin, Chief Executive Officer, Integrated Harbour Information Systems\n";
    assert_eq!(bodies(text), ["Integrated Harbour Information Systems"]);
    let text = "Mr Walter Quill, Editor-in-Chief, spoke for the Member of Parliament for Sengmoor.";
    assert_eq!(bodies(text), Vec::<String>::new());
    assert_eq!(things(text, Kind::Jurisdiction), ["Sengmoor"]);
    assert_eq!(
        bodies("The Ministry of Tides and QLG met."),
        ["Ministry of Tides", "QLG"]
    );
}

#[test]
fn offices_end_before_the_names_of_those_who_hold_them() {
    let text = "They met Minister of Economy, Trade and Industry Hiroshi Sekoda, Governor of Lake Bank \
                Tadao Maedan, Minister of Justice Dr Abdul Basir Anwar, and Minister of Justice and \
                Courts Administration Faaolesa Katopau T. Ainuu.";
    let names = [
        "Hiroshi Sekoda",
        "Tadao Maedan",
        "Abdul Basir Anwar",
        "Faaolesa Katopau T. Ainuu",
    ];
    assert_eq!(persons(text), names);
    assert_eq!(bodies(text), ["Lake Bank"]);
}

#[test]
fn works_and_firms_by_the_nouns_behind_them() {
    let text =
        "On 27 September delegates visited the Jezermoor pumping station and Planmoor Field.";
    assert_eq!(
        things(text, Kind::Place),
        ["Jezermoor pumping station", "Planmoor Field"]
    );
    assert_eq!(things(text, Kind::Figure), Vec::<String>::new());
    let text = "It went to Grant Thornmoor the external auditors.";
    assert_eq!(bodies(text), ["Grant Thornmoor"]);
    assert_eq!(persons(text), Vec::<String>::new());
}

#[test]
fn persons_who_speak_together() {
    let text = "Azamat uulu Daniar of Kloopmoor Media and Gulzada Sydykova (Precedent) asked.";
    assert_eq!(persons(text), ["Azamat uulu Daniar", "Gulzada Sydykova"]);
    assert_eq!(bodies(text), ["Kloopmoor Media", "Precedent"]);
}

#[test]
fn names_of_firms_and_of_bodies_in_other_languages() {
    for (text, names) in [
        (
            "They wrote to Kumul Petroleum and to R. Quill & Sons in May.",
            vec!["Kumul Petroleum", "R. Quill & Sons"],
        ),
        (
            "The Universitas Hasanmoor and the Comité sahélien des pesticides met.",
            vec!["Universitas Hasanmoor", "Comité sahélien des pesticides"],
        ),
        ("Fresh water and Jennifer Power were there.", vec![]),
    ] {
        assert_eq!(bodies(text), names, "{text}");
    }
}

#[test]
fn a_town_beside_a_body_or_another_town() {
    let text = "They saw QLG, Coonoor; Tabubil and Kiunga. The board met.";
    assert_eq!(
        things(text, Kind::Jurisdiction),
        ["Coonoor", "Tabubil", "Kiunga"]
    );
}

#[test]
fn names_that_no_rule_explains_are_told_by_what_stands_beside_them() {
    let text = "The County keeps piers between Rossavele and Clegganby, four of them without a slip. \
                The scheme is administered by Pobalta. The bend of Ulickova was seen by the members. \
                They moved the line to Horanapura. Raised grounds will be built at Kaulim, Ozimba and Galilo.";
    let places = things(text, Kind::Jurisdiction);
    for place in [
        "Rossavele",
        "Clegganby",
        "Ulickova",
        "Horanapura",
        "Kaulim",
        "Ozimba",
        "Galilo",
    ] {
        assert!(
            places.iter().any(|found| found == place),
            "{place}: {places:?}"
        );
    }
    assert_eq!(bodies(text), ["Pobalta"]);
    // A sector, a language and what only begins a sentence are no places.
    let text = "There is a crisis in the Plantation Sector. Messages are aired in Pokomola and sent on. \
                Officers told the team that it was late.";
    assert_eq!(things(text, Kind::Jurisdiction), Vec::<String>::new());
    assert_eq!(bodies(text), Vec::<String>::new());
}

#[test]
fn companies_and_bodies_by_their_form_their_owners_and_their_country() {
    for (text, name) in [
        (
            "The plant of E. Gagnon et Fils ltée was shown to them.",
            "E. Gagnon et Fils ltée",
        ),
        (
            "It was filed by Lifespan Partners, LLC, which owns it.",
            "Lifespan Partners, LLC",
        ),
        (
            "The app was made by Arimak Digital (Pvt) Ltd for them.",
            "Arimak Digital (Pvt) Ltd",
        ),
        (
            "The secretary of Hamile Butchers' Union thanked them all.",
            "Hamile Butchers' Union",
        ),
        (
            "The goats were given by VSF Germany to the herders there.",
            "VSF Germany",
        ),
        (
            "It was let to Nordlak Holding ASA of Bergen in the spring.",
            "Nordlak Holding ASA",
        ),
        (
            "The consultants Tonkin & Hargest advised that it is the cause.",
            "Tonkin & Hargest",
        ),
        (
            "It was moved beside St. Anne's Dispensary in the same year.",
            "St. Anne's Dispensary",
        ),
        (
            "She was sent to the Pong-Tamala Breeding Station in the north.",
            "Pong-Tamala Breeding Station",
        ),
    ] {
        let found = bodies(text);
        assert!(found.iter().any(|body| body == name), "{name}: {found:?}");
    }
}

#[test]
fn speakers_with_office_and_officers_in_columns_are_persons() {
    let text = "TRENT VANDERZAND, Health Policy and Analytics Division: I am here.\n\n\
                Ms. Stone: Thank you for that.\n";
    assert!(persons(text).iter().any(|name| name == "Trent Vanderzand"));
    let text = "The members elected:\n\nTreasurer   Jaypee Kempisan        Caritas Borongan\n\
                Secretary   Rhyanna Casuyona       Leyte Fishers\n";
    assert_eq!(persons(text), ["Jaypee Kempisan", "Rhyanna Casuyona"]);
    let text = "The ferry F/B Lady Jhoanna was stopped off the island by the guard.";
    assert_eq!(persons(text), Vec::<String>::new());
}

#[test]
fn paragraphs_are_numbered_on_over_headings() {
    let text = "A.  Introduction\n\n\
                1.  The mission of the Fund visited the dry zone of the country in the spring to\n    review it.\n\n\
                2.  The mission met the Secretary of the Ministry in the capital and thanked all\n    of them.\n\n\
                B.  Field visits\n\n\
                3.  At the second tank the bund was breached on 17 December. Then Mr. Selvarasan\n    Nithianathan, president of the farmers, showed the mission that clay had been\n    taken from it.\n\n\
                4.  The mission travelled on to the next tank in the north of the district, which\n    is dry.\n";
    let persons = persons(text);
    assert_eq!(persons, ["Selvarasan Nithianathan"]);
}

#[test]
fn columns_of_places_and_bodies_with_an_unknown_head() {
    let text = "Action              Lead        Partners     Ward             Metres dug\n\
                Gauges set          CCUT        KMDA, WRAT   Wayuna           11.2\n\
                Grounds raised      RDAT        KRCT, IOLM   Kipina East      96.0\n";
    let places = things(text, Kind::Jurisdiction);
    assert_eq!(places, ["Wayuna", "Kipina East"]);
    assert!(
        bodies(text).iter().any(|body| body == "WRAT"),
        "{:?}",
        bodies(text)
    );
}

#[test]
fn a_title_behind_a_given_name_is_a_surname() {
    assert_eq!(
        persons("Australian Transport Minister Catherine King met Judge Anna Bishop in Suva.\n"),
        ["Catherine King", "Anna Bishop"]
    );
    assert_eq!(persons("He met Bishop Anna Lima in Suva.\n"), ["Anna Lima"]);
}

#[test]
fn councillors_are_called_cr_in_new_zealand_and_australia() {
    assert_eq!(
        persons(
            "PRESENT: Mayor Ngaire Pohatu, Crs G. Bull and T. Rangiwhetu.\nCr Park thought that the quarry was too close.\n"
        ),
        ["Ngaire Pohatu", "G. Bull", "T. Rangiwhetu", "Park"]
    );
}

#[test]
fn places_whose_names_are_those_of_other_things_or_persons_are_none() {
    let places = |text: &str| {
        let mut places = things(text, Kind::Jurisdiction);
        places.extend(things(text, Kind::Place));
        places
    };
    let farm =
        "The farm keeps Jersey cows and Guinea fowl. Turkey was served with tea in fine china.";
    assert_eq!(places(farm), Vec::<String>::new());
    let herd = "They saw a herd of Jersey cows and bought milk from Guernsey cattle.";
    assert_eq!(places(herd), Vec::<String>::new());
    assert_eq!(
        places("The farm in Jersey sells milk to China."),
        ["Jersey", "China"]
    );
    for (text, expected) in [
        ("The Turkey delegation visited.", "Turkey"),
        ("In Turkey farmers protested.", "Turkey"),
        ("Turkey farmers protested.", "Turkey"),
        ("A Turkey desk opened.", "Turkey"),
        ("The court agreed to fine China for the delay.", "China"),
    ] {
        assert_eq!(places(text), [expected], "{text}");
    }
    let chad = "Delegates from India and Niger spoke. Chad Whitmore chaired the session. Chad said it would host the summit.";
    assert_eq!(places(chad), ["India", "Niger", "Chad"]);
    let called =
        "Jordan Blake, the director, opened the meeting. Jordan thanked all. Jordan was pleased.";
    assert_eq!(places(called), Vec::<String>::new());
    let both = "Jordan Blake, the director, flew to Jordan. Jordan said that the road was closed.";
    assert_eq!(count(both, Kind::Jurisdiction), 1);
    assert_eq!(
        places("Jordan said that it would ratify the treaty."),
        ["Jordan"]
    );
}

#[test]
fn a_river_by_its_bare_name_is_governed_by_nobody() {
    assert_eq!(
        things(
            "The boat sailed down the Thames and the Rhine.",
            Kind::Place
        ),
        ["Thames", "Rhine"]
    );
    assert_eq!(
        things("The boat sailed down the Thames.", Kind::Jurisdiction),
        Vec::<String>::new()
    );
}

#[test]
fn one_of_two_surnames_or_a_name_without_a_particle_is_of_the_same_person() {
    for (text, name) in [
        (
            "Ms Raquel Olazábal Etxebarria opened the day. Mr Lee left. Ms Olazábal would forbid it.",
            "Raquel Olazábal Etxebarria",
        ),
        (
            "Ms Neema Mwakyusa-Lyimo spoke. Ms Mwakyusa wished for more.",
            "Neema Mwakyusa-Lyimo",
        ),
        (
            "Mr Ugat anak Jelian met them. Mr Ugat Jelian wrote this.",
            "Ugat anak Jelian",
        ),
    ] {
        let names = persons(text);
        let family = name.split([' ', '-']).nth(1).unwrap_or_default();
        let parts = |other: &&String| other.contains(family) || other.contains("Jelian");
        let found: Vec<&String> = names.iter().filter(parts).collect();
        assert_eq!(found, [name], "{text}");
    }
}

#[test]
fn a_parade_and_a_minute_taker_are_no_part_of_a_name() {
    let street = "They moved the office from Victoria Parade to Nabua.";
    assert_eq!(persons(street), Vec::<String>::new());
    let taker = "Ms Delphine Croft  Minute taker";
    assert_eq!(persons(taker), ["Delphine Croft"]);
}

#[test]
fn the_day_of_a_date_is_no_place() {
    let days = "It ran from Mon, 3 June to Sun 9 June 2024.";
    assert_eq!(things(days, Kind::Jurisdiction), Vec::<String>::new());
    let state = "She came from Mon and Shan.";
    assert_eq!(things(state, Kind::Jurisdiction), ["Mon", "Shan"]);
}

#[test]
fn what_is_set_against_something_else_is_promised_and_what_could_not_be_is_not() {
    let firm =
        "The firm reportedly failed, but the River Basin Authority will publish its readings.";
    for (text, makers) in [
        (firm, vec!["river-basin-authority"]),
        (
            "Denmark and Sweden will jointly build a bridge.",
            vec!["DNK", "SWE"],
        ),
        (
            "Denmark, Norway and Sweden will build a bridge.",
            vec!["DNK", "NOR", "SWE"],
        ),
        // Only one of them promises.
        ("Denmark will build a bridge to Sweden.", vec!["DNK"]),
        (
            "The River Basin Authority could not commit to a date.",
            vec![],
        ),
        (
            "She said that the firm failed, but Canada will pay.",
            vec![],
        ),
        (
            "The River Basin Authority declined to commit to a date.",
            vec![],
        ),
        (
            "The River Basin Authority was unable to promise to pay.",
            vec![],
        ),
    ] {
        let read = converted(text);
        let made = read.lines().filter(|line| line.contains("ns#maker>"));
        let made: Vec<&str> = made.collect();
        assert_eq!(made.len(), makers.len(), "{text}: {made:?}");
        for maker in makers {
            assert!(
                made.iter().any(|line| line.contains(maker)),
                "{text}: {made:?}"
            );
        }
        assert_eq!(read.contains("#Undertaking>"), !made.is_empty(), "{text}");
    }
}

#[test]
fn who_leads_two_bodies_is_of_both() {
    let text = "Ana Lima, Director of the Ministry of Health and Chair of the River Basin Authority, spoke.";
    let read = converted(text);
    let of = |line: &&str| line.contains("ns/org#organization");
    assert_eq!(read.lines().filter(of).count(), 2, "{read}");
    // The second title is another person's.
    let two = "Ana Lima, Director of the Ministry of Health, Chair of the River Basin Authority Bo Berg, spoke.";
    let read = converted(two);
    let hers = |line: &&str| line.contains("ns/org#member>") && line.contains("ana-lima");
    assert_eq!(read.lines().filter(hers).count(), 1, "{read}");
}

#[test]
fn columns_of_a_list_of_names_hold_persons_where_no_line_has_a_body() {
    let names = "Present:\nChen Shih-chung     Wang Kwo-tsai\nLin Mei-hua         Peter O'Brien\n";
    assert_eq!(
        persons(names),
        [
            "Chen Shih-chung",
            "Wang Kwo-tsai",
            "Lin Mei-hua",
            "Peter O'Brien"
        ]
    );
    assert_eq!(bodies(names), Vec::<String>::new());
    let bodies_behind =
        "Present:\nAna Lima            Open State Foundation\nBo Berg             Grant Thornton\n";
    assert_eq!(persons(bodies_behind), ["Ana Lima", "Bo Berg"]);
    assert_eq!(
        bodies(bodies_behind),
        ["Open State Foundation", "Grant Thornton"]
    );
}

#[test]
fn a_cell_with_the_name_in_another_script_is_of_the_same_person() {
    let table = "| Name | Chinese name | Organisation |\n|---|---|---|\n| Lin Ta-ming | 林大明 | Open State Foundation |\n";
    let (_, mentions) = mentions(table);
    let persons: Vec<(&str, Option<&str>)> = mentions
        .iter()
        .filter_map(|mention| match &mention.reading {
            Reading::Person(person) => Some((person.name.as_str(), person.foreign.as_deref())),
            _ => None,
        })
        .collect();
    assert!(!persons.is_empty());
    assert!(
        persons
            .iter()
            .all(|person| *person == ("林大明", Some("Lin Ta-ming"))),
        "{persons:?}"
    );
    // Ships and roads have other names as well.
    let ships =
        "| Original name | Flag | Year |\n|---|---|---|\n| Ocean Pioneer | Panama | 2001 |\n";
    assert_eq!(things(ships, Kind::Person), Vec::<String>::new());
}
