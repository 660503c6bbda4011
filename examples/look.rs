use govrep::{
    authority::Authority, extraction::Extraction, mention::Knowledge, project::*, source,
};
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let what = std::env::args().nth(2).unwrap_or_default();
    let bytes = std::fs::read(&f).unwrap();
    let (s, _) = source::decode(&f, &bytes).unwrap();
    let a = Authority::builtin();
    let k = Knowledge::new(&a);
    let (project, _) = Project::load(std::path::Path::new(".")).unwrap();
    let (r, _) = Report::at(&f, &project);
    let r = r.unwrap();
    let (e, d) = Extraction::read(s, &k, &r);
    if what.contains('b') {
        for b in e.document.blocks() {
            println!("{:?} {}", b.kind, e.document.slice(b.span));
        }
        for n in e.document.nodes() {
            println!(
                "{} {} {:?} h={}",
                e.document.slice(n.marker),
                e.document.slice(n.title),
                n.level,
                n.is_heading
            );
        }
    }
    if what.contains('m') {
        for m in &e.mentions {
            let o = e.document.origin(m.span);
            println!(
                "{} {:?} {:?} [{}] {:?}",
                o.line,
                m.kind,
                m.rule,
                e.document.slice(m.span),
                m.reading
            );
        }
    }
    if what.contains('e') {
        for x in &e.resolved.entities {
            println!(
                "{} | {:?} | {:?} | {:?} | n={}",
                x.path(),
                x.chinese,
                x.foreign,
                x.aliases,
                x.mentions.len()
            );
        }
    }
    if what.contains('f') {
        println!("{:#?}", e.facts);
    }
    println!("{:?}", d.len());
}
