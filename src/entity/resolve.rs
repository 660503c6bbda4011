//! Which mentions are one thing.
//!
//! Mentions are one thing when they share a name: a gloss makes its Chinese name, its foreign
//! name and its abbreviation one, an authority row makes all its names one, and a short form is
//! one with the only longer name in the report that it can be of, a second name in brackets with the first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::abbreviation::{Definition, may_be_one};
use super::event::{Events, is_anybodys, is_anybodys_in_english};
use super::{Entity, EntityId, Kind, fold, place};
use crate::authority::{Authority, Entry, Home, Organisation};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::mention::{self, Mention, Naming, PersonReading, Reading};
use crate::project::slug;

/// The entities of a document and which mention names which.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The entities, in the order of their paths.
    pub entities: Vec<Entity>,
    /// For each mention the entity that it names; dates and addresses name none.
    pub of_mention: Vec<Option<EntityId>>,
}

impl Resolved {
    /// The entity with an id.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The thing of a kind that has a name.
    pub fn named(&self, kind: Kind, name: &str) -> Option<&Entity> {
        let name = fold(name);
        let mut entities = self.entities.iter();
        entities.find(|entity| {
            let names = entity.chinese.iter().chain(&entity.foreign);
            let mut names = names.chain(&entity.aliases);
            entity.kind == kind && names.any(|other| fold(other) == name)
        })
    }
}

/// Resolves mentions to entities.
///
/// Two entities that would get one IRI never become one thing: those without an authority row get
/// another (`entity-collision`).
/// An event whose name any body's may have is called after the report with the key `report`.
/// An abbreviation of two bodies is a warning (`shared-abbreviation`): each place of it is read as
/// the one that was explained last.
pub fn resolve(
    document: &Document,
    mentions: &[Mention],
    home: &Home,
    report: &str,
) -> (Resolved, Vec<Diagnostic>) {
    let mut clusters = Clusters::new(home, report);
    let mut events = Events::new(mentions, home.authority());
    let mut nodes: Vec<Option<usize>> = mentions
        .iter()
        .enumerate()
        .map(|(index, m)| clusters.add(index, m, &mut events))
        .collect();
    let contested = clusters.join_abbreviations();
    for (index, mention) in mentions.iter().enumerate() {
        if let Some(key) = printed_name(document, mention)
            && let Some(definitions) = contested.get(&key)
        {
            nodes[index] = last_before(definitions, index).map(|definition| definition.node);
        }
    }
    clusters.join_scoped_names();
    clusters.join_last_names();
    clusters.join_particle_names();
    clusters.join_company_names();
    clusters.join_unit_names();
    clusters.join_places(document, mentions, &nodes);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (mention, node) in nodes.iter().enumerate() {
        if let Some(node) = node {
            groups
                .entry(clusters.find(*node))
                .or_default()
                .push(mention);
        }
    }
    let mut entities: Vec<(Entity, Vec<usize>)> = groups
        .into_iter()
        .filter_map(|(root, members)| {
            let entity = clusters.entity(root, document, mentions, &members, &contested)?;
            Some((entity, members))
        })
        .collect();
    entities.sort_by(|(a, _), (b, _)| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
    let mut diagnostics = tell_apart(document, &mut entities);
    diagnostics.extend(shared(document, mentions, &contested));
    let mut resolved = Resolved {
        entities: Vec::with_capacity(entities.len()),
        of_mention: vec![None; mentions.len()],
    };
    for (entity, members) in entities {
        let id = EntityId(resolved.entities.len());
        for member in members {
            resolved.of_mention[member] = Some(id);
        }
        resolved.entities.push(entity);
    }
    (resolved, diagnostics)
}

/// Gives things that would be called the same names of their own: `EU Commission`, which no table
/// has, beside the row `eu-commission`. What has a row keeps its key, else what is named first.
fn tell_apart(document: &Document, entities: &mut [(Entity, Vec<usize>)]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by_key(|&at| {
        let entity = &entities[at].0;
        (entity.authority.is_none(), entity.mentions.first().copied())
    });
    let mut diagnostics = Vec::new();
    for at in order {
        let (kind, key) = (entities[at].0.kind, entities[at].0.key.clone());
        let Some(&first) = taken.get(&(kind, key.clone())) else {
            taken.insert((kind, key), at);
            continue;
        };
        let whole = entities[at].0.foreign.as_deref().map(slug);
        let own = whole
            .into_iter()
            .chain((2..=entities.len() + 1).map(|count| format!("{key}-{count}")))
            .find(|key| !key.is_empty() && !taken.contains_key(&(kind, key.clone())));
        let Some(own) = own else { continue };
        let names = [first, at].map(|place| entities[place].0.name().to_owned());
        taken.insert((kind, own.clone()), at);
        let entity = &mut entities[at].0;
        entity.key = own;
        diagnostics.push(
            Diagnostic::warning(
                "entity-collision",
                format!(
                    "“{}” and “{}” have one short name; the second is called {}",
                    names[0],
                    names[1],
                    entity.path()
                ),
            )
            .at(document.place(entity.mentions[0]))
            .help(
                "if they are one thing, add the name to its row in data/authority; if not, give \
                 each a row of its own",
            ),
        );
    }
    entities.sort_by(|(a, _), (b, _)| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
    diagnostics
}

/// The abbreviations that are no name of one body, with the places that explain them.
type Contested = BTreeMap<(Kind, String), Vec<Definition>>;

/// The name that a mention prints, if it prints just one.
fn printed_name(document: &Document, mention: &Mention) -> Option<(Kind, String)> {
    let kind = entity_kind(mention.kind)?;
    match &mention.reading {
        Reading::Named(naming) if naming.short.is_empty() || naming.key.is_some() => {
            Some((kind, fold(document.slice(mention.span))))
        }
        _ => None,
    }
}

/// The last place before a mention that explains an abbreviation, else the first after it.
fn last_before(definitions: &[Definition], mention: usize) -> Option<&Definition> {
    let before = definitions.iter().rev().find(|d| d.mention <= mention);
    before.or_else(|| definitions.first())
}

/// A warning for each abbreviation that two bodies of the report have.
fn shared(document: &Document, mentions: &[Mention], contested: &Contested) -> Vec<Diagnostic> {
    let warning = |((_, folded), definitions): (&(Kind, String), &Vec<Definition>)| {
        let first = definitions.first()?;
        let other = definitions.iter().find(|other| !first.agrees(other))?;
        let Mention { span, reading, .. } = &mentions[other.mention];
        let short = match reading {
            Reading::Named(naming) => naming.short.iter().find(|short| fold(short) == *folded)?,
            _ => return None,
        };
        let message = format!(
            "“{short}” stands for both “{}” and “{}”",
            first.name(),
            other.name()
        );
        Some(
            Diagnostic::warning("shared-abbreviation", message)
                .at(document.place(*span))
                .help(
                    "each later place was read as the body that was explained last before it; \
                     say in curation.toml where that is wrong",
                ),
        )
    };
    contested.iter().filter_map(warning).collect()
}

/// Names joined into things (union-find); a node is a folded name or a key of an authority row.
struct Clusters<'a> {
    authority: &'a Authority,
    /// Whose bodies bare names mean.
    home: &'a Home<'a>,
    /// The key of the report.
    report: &'a str,
    parent: Vec<usize>,
    by_name: HashMap<(Kind, String), usize>,
    /// What each node stands for, for the scoped names.
    names: Vec<(Kind, String)>,
    /// The authority row of a node.
    rows: Vec<Option<String>>,
    /// The places that explain each abbreviation, by its folded form.
    abbreviations: Contested,
}

impl<'a> Clusters<'a> {
    fn new(home: &'a Home<'a>, report: &'a str) -> Self {
        Self {
            authority: home.authority(),
            home,
            report,
            parent: Vec::new(),
            by_name: HashMap::new(),
            names: Vec::new(),
            rows: Vec::new(),
            abbreviations: BTreeMap::new(),
        }
    }

    fn node(&mut self, kind: Kind, name: &str) -> usize {
        let key = (kind, fold(name));
        if let Some(&node) = self.by_name.get(&key) {
            return node;
        }
        let node = self.parent.len();
        self.parent.push(node);
        self.names.push((kind, name.to_owned()));
        self.rows.push(None);
        self.by_name.insert(key, node);
        if let Some(row) = self.row_named(kind, name) {
            let row_node = self.row(kind, &row);
            self.join(node, row_node);
        }
        node
    }

    /// The node of an authority row; its name cannot be folded from any text.
    fn row(&mut self, kind: Kind, key: &str) -> usize {
        let name = (kind, format!("#{key}"));
        if let Some(&node) = self.by_name.get(&name) {
            return node;
        }
        let node = self.parent.len();
        self.parent.push(node);
        self.names.push((kind, String::new()));
        self.rows.push(Some(key.to_owned()));
        self.by_name.insert(name, node);
        node
    }

    fn row_named(&self, kind: Kind, name: &str) -> Option<String> {
        fn only<'r, T: Entry + 'r>(mut rows: impl Iterator<Item = &'r T>) -> Option<String> {
            let row = rows.next()?;
            // A name of several rows says none of them.
            rows.next().is_none().then(|| row.key().to_string())
        }
        match kind {
            Kind::Organisation => self.home.named(name).map(|row| row.key.to_string()),
            Kind::Jurisdiction => only(self.authority.jurisdictions.named(name)),
            _ => None,
        }
    }

    fn root(&self, node: usize) -> usize {
        let mut root = node;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        root
    }

    /// The root that all nodes have; none where they are of several things.
    fn only(&self, nodes: impl IntoIterator<Item = usize>) -> Option<usize> {
        let mut roots = nodes.into_iter().map(|node| self.root(node));
        let first = roots.next()?;
        roots.all(|root| root == first).then_some(first)
    }

    fn find(&mut self, node: usize) -> usize {
        let mut root = node;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = node;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// Joins two nodes; the older one leads.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        let (lead, follow) = if a <= b { (a, b) } else { (b, a) };
        self.parent[follow] = lead;
        if self.rows[lead].is_none() {
            self.rows[lead] = self.rows[follow].take();
        }
    }

    fn add(&mut self, index: usize, mention: &Mention, events: &mut Events) -> Option<usize> {
        match &mention.reading {
            Reading::Named(naming) => self.add_named(index, entity_kind(mention.kind)?, naming),
            Reading::Person(person) => Some(self.add_person(person)),
            Reading::Event(event) => {
                let name = events.name(event)?;
                Some(self.node(Kind::Event, &name))
            }
            Reading::Date(_) | Reading::Figure(_) | Reading::Url(_) => None,
        }
    }

    fn add_named(&mut self, index: usize, kind: Kind, naming: &Naming) -> Option<usize> {
        let mut nodes: Vec<usize> = Vec::new();
        if let Some(key) = &naming.key {
            nodes.push(self.row(kind, key));
        }
        // 韓國保健福祉部(Ministry of Health and Welfare): the listed body is another country's.
        let foreign = naming.foreign.iter().filter(|foreign| {
            let chinese = naming.chinese.as_deref().filter(|_| naming.key.is_none());
            !chinese.is_some_and(|chinese| self.is_of_another_country(kind, chinese, foreign))
        });
        let foreign: Vec<&String> = foreign.collect();
        for name in naming.chinese.iter().chain(foreign) {
            nodes.push(self.node(kind, name));
        }
        for name in &naming.short {
            if let Some(&node) = nodes.first() {
                let definition = Definition {
                    mention: index,
                    node,
                    chinese: naming.chinese.clone(),
                    foreign: naming.foreign.clone(),
                };
                let explained = self.abbreviations.entry((kind, fold(name))).or_default();
                explained.push(definition);
            }
        }
        if nodes.is_empty() {
            for name in &naming.short {
                nodes.push(self.node(kind, name));
            }
        }
        if let Some(head) = naming
            .chinese
            .as_deref()
            .and_then(|name| foreign_head(self.authority, name))
        {
            nodes.push(self.node(kind, &head));
        }
        let first = *nodes.first()?;
        for node in &nodes[1..] {
            self.join(first, *node);
        }
        Some(first)
    }

    /// Whether a foreign name is that of a listed public body of another country than the one
    /// that the Chinese name begins with.
    fn is_of_another_country(&self, kind: Kind, chinese: &str, foreign: &str) -> bool {
        let key = (kind == Kind::Organisation).then(|| self.row_named(kind, foreign));
        let Some(row) = key
            .flatten()
            .and_then(|key| self.authority.organisations.get(&key))
        else {
            return false;
        };
        let country = chinese.char_indices().skip(2).find_map(|(at, _)| {
            let mut listed = self.authority.jurisdictions.named(&chinese[..at]);
            listed.next().map(|country| country.key.clone())
        });
        let other = country.is_some_and(|country| row.jurisdiction.as_ref() != Some(&country));
        row.is_public() && other && !row.names().any(|name| name == *chinese)
    }

    /// Joins each abbreviation to the body whose it is, and returns those that are not one
    /// body's: of two in this report, or in the tables of another (every country has its MOFA).
    fn join_abbreviations(&mut self) -> Contested {
        let mut contested = BTreeMap::new();
        for ((kind, short), definitions) in std::mem::take(&mut self.abbreviations) {
            let mut groups: Vec<Definition> = Vec::new();
            for definition in &definitions {
                let one = groups.iter().find(|group| {
                    self.root(group.node) == self.root(definition.node) || group.agrees(definition)
                });
                match one.map(|group| group.node) {
                    Some(node) => self.join(node, definition.node),
                    None => groups.push(definition.clone()),
                }
            }
            let elsewhere = groups
                .iter()
                .any(|group| self.is_of_another_row(kind, &short, group));
            if groups.len() == 1 && !elsewhere {
                let node = self.node(kind, &short);
                self.join(groups[0].node, node);
            } else {
                contested.insert((kind, short), definitions);
            }
        }
        contested
    }

    /// Whether the tables know an abbreviation as that of another body than the one that the
    /// report explains it by.
    fn is_of_another_row(&self, kind: Kind, short: &str, explained: &Definition) -> bool {
        let own = self.rows[self.root(explained.node)].as_deref();
        let Some(key) = self.row_named(kind, short) else {
            return kind == Kind::Organisation && own.is_none() && {
                let mut rows = self.authority.organisations.named(short);
                rows.any(Organisation::is_public)
            };
        };
        if own == Some(&*key) {
            return false;
        }
        let Some(row) = self.authority.organisations.get(&key) else {
            return false;
        };
        let agrees = |name: &Option<String>| {
            name.as_deref()
                .is_some_and(|name| row.names().any(|known| may_be_one(&known, name)))
        };
        // A foreign name alone may be any translation of the row's.
        let differs = explained.chinese.is_some()
            && !agrees(&explained.chinese)
            && !agrees(&explained.foreign);
        own.is_some() || row.is_public() || differs
    }

    fn add_person(&mut self, person: &PersonReading) -> usize {
        let node = self.node(Kind::Person, &person.name);
        if let Some(foreign) = &person.foreign {
            let other = self.node(Kind::Person, foreign);
            self.join(node, other);
        }
        node
    }

    /// Joins `推動委員會` to `OGP 推動委員會`: the long name is the name of a body and the short
    /// one, and only one body has it.
    fn join_scoped_names(&mut self) {
        let mut short: HashMap<String, usize> = HashMap::new();
        let mut bodies: BTreeSet<String> = BTreeSet::new();
        for node in 0..self.names.len() {
            let (kind, name) = &self.names[node];
            if *kind == Kind::Organisation && !name.is_empty() {
                let name = fold(name);
                bodies.insert(name.clone());
                short.insert(name, node);
            }
        }
        let endings = self.authority.lexicon.cues("org-suffix");
        let mut joins: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        // 花蓮分署 of a listed body that the text never prints alone, where nothing else has it.
        let mut of_listed: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for node in 0..self.names.len() {
            let (kind, name) = &self.names[node];
            if *kind != Kind::Organisation {
                continue;
            }
            // 波蘭|國民教育部
            let of_country = name.char_indices().skip(2).filter_map(|(at, _)| {
                let (country, rest) = name.split_at(at);
                let listed = self.authority.jurisdictions.named(country).next();
                listed.and_then(|_| short.get(&fold(rest)))
            });
            for &other in of_country {
                joins.entry(other).or_default().insert(node);
            }
            let folded = fold(name);
            for (at, _) in folded.char_indices().skip(1) {
                let (scope, rest) = folded.split_at(at);
                if rest.chars().count() < 3 {
                    continue;
                }
                let Some(&other) = short.get(rest) else {
                    continue;
                };
                let listed = || {
                    self.authority.organisations.named(scope).next().is_some()
                        || endings
                            .ending(scope)
                            .any(|(word, value)| **value == *"strong" && scope.len() > word.len())
                };
                if bodies.contains(scope) {
                    joins.entry(other).or_default().insert(node);
                } else if listed() {
                    of_listed.entry(other).or_default().insert(node);
                }
            }
        }
        for (short, scoped) in of_listed {
            joins.entry(short).or_insert(scoped);
        }
        for (short, scoped) in joins {
            if self.only(scoped.iter().copied()).is_some() {
                for node in scoped {
                    self.join(short, node);
                }
            }
        }
    }

    /// Joins 歐蘭德 to 法蘭索瓦‧歐蘭德, if only one person has that last name.
    fn join_last_names(&mut self) {
        let mut whole: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (node, (kind, name)) in self.names.iter().enumerate() {
            if *kind == Kind::Person
                && let Some((_, last)) = name.rsplit_once('‧')
            {
                whole.entry(fold(last)).or_default().insert(node);
            }
        }
        for (last, nodes) in whole {
            let short = self.by_name.get(&(Kind::Person, last)).copied();
            if let (Some(short), Some(root)) = (short, self.only(nodes)) {
                self.join(root, short);
            }
        }
    }

    /// Joins Van den Berghe to Marijke van den Berghe, if only one person's name ends so.
    fn join_particle_names(&mut self) {
        let particles = &self.authority.lexicon;
        let is_particle = |word: &str| {
            particles.contains("name-particle", word)
                || particles.contains("name-particle", &word.to_lowercase())
        };
        let persons: Vec<(usize, String)> = (0..self.names.len())
            .filter(|&node| self.names[node].0 == Kind::Person)
            .map(|node| (node, self.names[node].1.to_lowercase()))
            .collect();
        let mut joins = Vec::new();
        for (node, name) in &persons {
            let printed = &self.names[*node].1;
            if !printed
                .split_once(' ')
                .is_some_and(|(first, _)| is_particle(first))
            {
                continue;
            }
            let tail = format!(" {name}");
            let whole = persons.iter().filter(|(_, other)| other.ends_with(&tail));
            if let Some(root) = self.only(whole.map(|(other, _)| *other)) {
                joins.push((root, *node));
            }
        }
        for (root, node) in joins {
            self.join(root, node);
        }
    }

    /// Joins 亞泥公司 to 亞洲水泥股份有限公司, 藍洋基金會 to 藍洋環境教育基金會: the short name is
    /// made of characters of the long one, in order and from the first on, or stands in it, and
    /// only one body has such a name.
    fn join_company_names(&mut self) {
        // The form of the long name, and how a short one ends.
        const FORMS: [(&str, &str); 9] = [
            ("股份有限公司", "公司"),
            ("有限公司", "公司"),
            ("株式會社", "公司"),
            ("公司", "公司"),
            ("基金會", "基金會"),
            ("同業公會", "公會"),
            ("公會", "公會"),
            ("協會", "協會"),
            ("學會", "學會"),
        ];
        let stem = |name: &str| {
            let (form, short) = FORMS.iter().find(|(form, _)| name.ends_with(form))?;
            Some((name[..name.len() - form.len()].to_owned(), *short))
        };
        let companies: Vec<(usize, String, &str)> = (0..self.names.len())
            .filter(|&node| self.names[node].0 == Kind::Organisation)
            .filter_map(|node| {
                let row = self.rows[node].as_deref();
                let row = row.and_then(|key| self.authority.organisations.get(key));
                let label = row.and_then(|row| row.zh.as_deref());
                let name = label.unwrap_or(&self.names[node].1);
                let (stem, form) = stem(name)?;
                Some((node, fold(&stem), form))
            })
            .collect();
        let mut joins = Vec::new();
        for (node, short, form) in &companies {
            let name = &self.names[*node].1;
            let is_short = (2..=3).contains(&short.chars().count()) && !name.ends_with("有限公司");
            if !is_short || name.is_empty() || self.rows[self.root(*node)].is_some() {
                continue;
            }
            let whole = companies
                .iter()
                .filter(|(_, long, same)| form == same && shortens(short, long));
            if let Some(root) = self.only(whole.map(|(other, _, _)| *other)) {
                joins.push((root, *node));
            }
        }
        for (root, node) in joins {
            self.join(root, node);
        }
    }

    /// Joins 南工分局 to 交通部鐵道局南部工程分局: the short name is made of characters of what the
    /// long one has behind its owners, in order and from the first on but not as they stand
    /// (衛生局 is no short name of 衛生福利局), and only one body has such a name.
    fn join_unit_names(&mut self) {
        const FORMS: [&str; 10] = [
            "分署", "分局", "分處", "中心", "局", "署", "處", "司", "院", "所",
        ];
        const STEM: std::ops::RangeInclusive<usize> = 2..=4;
        let endings = self.authority.lexicon.cues("org-suffix");
        let form = |name: &str| FORMS.into_iter().find(|form| name.ends_with(form));
        let bodies: Vec<(usize, String)> = (0..self.names.len())
            .filter(|&node| self.names[node].0 == Kind::Organisation)
            .map(|node| (node, fold(&self.names[node].1)))
            .collect();
        let fits = |short: &str, form: &str, long: &str| {
            let Some(stem) = long.strip_suffix(form) else {
                return false;
            };
            let mut starts = stem
                .char_indices()
                .map(|(at, _)| at)
                .filter(|&at| at == 0 || endings.ending(&long[..at]).next().is_some());
            starts.any(|at| !stem[at..].starts_with(short) && abbreviates(short, &stem[at..]))
        };
        let mut joins = Vec::new();
        for (node, name) in &bodies {
            let Some(form) = form(name) else { continue };
            let short = &name[..name.len() - form.len()];
            if !STEM.contains(&short.chars().count()) || self.rows[self.root(*node)].is_some() {
                continue;
            }
            let whole = bodies.iter().filter(|(_, long)| fits(short, form, long));
            if let Some(root) = self.only(whole.map(|(other, _)| *other)) {
                joins.push((root, *node));
            }
        }
        for (root, node) in joins {
            self.join(root, node);
        }
    }

    /// Joins 烏溪 to 大肚溪（烏溪） and 小港機場 to 高雄小港機場, if only one place has such a name and the town right
    /// before the short form, 高雄市|小港機場, is that of the long one.
    fn join_places(&mut self, document: &Document, mentions: &[Mention], nodes: &[Option<usize>]) {
        let lexicon = &self.authority.lexicon;
        let of_things = nodes.iter().zip(mentions);
        let of_things = of_things.filter_map(|(node, mention)| Some(((*node)?, mention)));
        let (places, towns): (Vec<_>, Vec<_>) = of_things
            .filter(|(node, _)| matches!(self.names[*node].0, Kind::Place | Kind::Jurisdiction))
            .partition(|(node, _)| self.names[*node].0 == Kind::Place);
        for (first, second) in place::glossed(lexicon, document, &places) {
            self.join(first, second);
        }
        let town_before: HashMap<usize, &str> = towns
            .iter()
            .map(|(_, town)| (town.span.end, document.slice(town.span)))
            .collect();
        let mut lies_in: HashMap<usize, BTreeSet<String>> = HashMap::new();
        for (node, mention) in &places {
            if let Some(town) = town_before.get(&mention.span.start) {
                lies_in.entry(*node).or_default().insert(fold(town));
            }
        }
        let names: BTreeMap<usize, String> = places
            .iter()
            .map(|(node, _)| (*node, fold(&self.names[*node].1)))
            .filter(|(node, _)| self.rows[self.root(*node)].is_none())
            .collect();
        let mut longer: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (&node, long) in &names {
            for form in place::short_forms(lexicon, long) {
                let short = self.by_name.get(&(Kind::Place, form.name)).copied();
                let short = short.filter(|short| names.contains_key(short));
                let scoped = form.scope.is_none_or(|scope| self.is_place(&scope));
                let within = |town: &String| town.chars().take(2).eq(long.chars().take(2));
                if let Some(short) = short.filter(|_| scoped)
                    && lies_in
                        .get(&short)
                        .is_none_or(|towns| towns.iter().all(within))
                {
                    longer.entry(short).or_default().insert(node);
                }
            }
        }
        for (short, whole) in longer {
            if let Some(root) = self.only(whole) {
                self.join(root, short);
            }
        }
    }

    /// Whether a folded name is that of a place in the report or of a listed one.
    fn is_place(&self, name: &str) -> bool {
        let kinds = [Kind::Jurisdiction, Kind::Place];
        let mut printed = kinds.iter().map(|&kind| (kind, name.to_owned()));
        printed.any(|key| self.by_name.contains_key(&key))
            || self.authority.jurisdictions.named(name).next().is_some()
    }

    /// Builds the entity of a cluster from its mentions.
    fn entity(
        &self,
        root: usize,
        document: &Document,
        mentions: &[Mention],
        members: &[usize],
        contested: &Contested,
    ) -> Option<Entity> {
        let kind = entity_kind(mentions[*members.first()?].kind)?;
        let authority = self.rows[root].clone();
        let mut names = Names::default();
        for &member in members {
            names.add(&mentions[member].reading, self.authority);
        }
        // An abbreviation that another body has, too, makes no key.
        let (others, own) = std::mem::take(&mut names.short)
            .into_iter()
            .partition(|short| contested.contains_key(&(kind, fold(short))));
        names.short = own;
        names.other.extend::<BTreeSet<String>>(others);
        let mut spans: Vec<_> = members.iter().map(|&m| mentions[m].span).collect();
        spans.sort_unstable();
        spans.dedup();
        // 本會 is a name only where it stands, and a gloss gives several.
        let printed = members
            .iter()
            .map(|&member| &mentions[member])
            .filter(|m| kind != Kind::Event && m.rule != mention::Rule::Reference)
            .map(|m| document.slice(m.span))
            .filter(|name| !name.contains(['(', '（']));
        let aliases: BTreeSet<String> = printed
            .map(ToOwned::to_owned)
            .chain(names.all())
            .filter(|alias| {
                Some(alias) != names.chinese.as_ref() && Some(alias) != names.foreign.as_ref()
            })
            .collect();
        let year = members.iter().find_map(|&m| match &mentions[m].reading {
            Reading::Event(event) => event.year,
            _ => None,
        });
        let mut key = authority
            .clone()
            .unwrap_or_else(|| names.key(year, self.authority));
        if kind == Kind::Event && !key.is_empty() && names.are_anybodys(self.authority) {
            key = format!("{}/{key}", self.report);
        }
        (!key.is_empty()).then(|| Entity {
            kind,
            key,
            authority,
            chinese: names.chinese.clone(),
            foreign: names.foreign.clone(),
            aliases: aliases.into_iter().collect(),
            year,
            mentions: spans,
        })
    }
}

/// Whether a short name holds some characters of a longer one, in order and from the first on.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let longer = long.chars().count() > short.chars().count();
    let mut rest = long.chars();
    let in_order = short.chars().all(|c| rest.any(|other| other == c));
    longer && in_order && short.chars().next() == long.chars().next()
}

/// Whether a short name may be one of a longer: its characters in order from the first on (亞泥,
/// 亞洲水泥), or as they stand (港務, 臺灣港務).
fn shortens(short: &str, long: &str) -> bool {
    let longer = long.chars().count() > short.chars().count();
    abbreviates(short, long) || longer && long.contains(short)
}

/// `Ekimetrics` of `Ekimetrics 大數據分析公司`: the Chinese words only say what it is.
fn foreign_head(authority: &Authority, chinese: &str) -> Option<String> {
    let words = authority.lexicon.group("apposition-suffix");
    if !words
        .iter()
        .any(|(word, _)| chinese.ends_with(word.as_ref()))
    {
        return None;
    }
    let (head, rest) = chinese.split_once(' ')?;
    let latin = head.is_ascii() && head.chars().any(|c| c.is_ascii_alphabetic());
    (latin && !rest.chars().any(|c| c.is_ascii_alphabetic())).then(|| head.to_owned())
}

/// The entity kind of a kind of mention, if it names a thing.
fn entity_kind(kind: mention::Kind) -> Option<Kind> {
    Some(match kind {
        mention::Kind::Jurisdiction => Kind::Jurisdiction,
        mention::Kind::Organisation => Kind::Organisation,
        mention::Kind::Person => Kind::Person,
        mention::Kind::Place => Kind::Place,
        mention::Kind::Event => Kind::Event,
        mention::Kind::Work => Kind::Work,
        mention::Kind::Programme => Kind::Programme,
        mention::Kind::Platform => Kind::Platform,
        mention::Kind::Date | mention::Kind::Figure | mention::Kind::Url => return None,
    })
}

/// The names that the mentions of one entity give it.
#[derive(Default)]
struct Names {
    chinese: Option<String>,
    foreign: Option<String>,
    short: BTreeSet<String>,
    other: BTreeSet<String>,
    /// The word of the Chinese name of an event that says what kind it is.
    head: Option<String>,
}

impl Names {
    fn add(&mut self, reading: &Reading, authority: &Authority) {
        match reading {
            Reading::Named(naming) => {
                self.add_naming(naming);
                if self.foreign.is_none() {
                    let chinese = naming.chinese.as_deref();
                    self.foreign = chinese.and_then(|name| foreign_head(authority, name));
                }
            }
            Reading::Event(event) => {
                // The fullest name stands for an event: 全球高峰會 before 高峰會.
                let longer = event.naming.chinese.as_ref().is_some_and(|name| {
                    self.chinese
                        .as_ref()
                        .is_none_or(|known| name.len() > known.len())
                });
                if longer && !event.points_back {
                    self.chinese.clone_from(&event.naming.chinese);
                    self.head = Some(event.head.clone());
                }
                let longer = |new: &String| {
                    self.foreign
                        .as_ref()
                        .is_none_or(|old| new.len() > old.len())
                };
                if event.naming.foreign.as_ref().is_some_and(longer) {
                    self.foreign.clone_from(&event.naming.foreign);
                }
            }
            Reading::Person(person) => {
                let latin = person.name.chars().any(|c| c.is_ascii_alphabetic());
                if latin {
                    self.foreign.get_or_insert_with(|| person.name.clone());
                } else {
                    self.chinese.get_or_insert_with(|| person.name.clone());
                }
                if self.foreign.is_none() {
                    self.foreign.clone_from(&person.foreign);
                }
            }
            Reading::Date(_) | Reading::Figure(_) | Reading::Url(_) => {}
        }
    }

    fn add_naming(&mut self, naming: &Naming) {
        for (name, slot) in [
            (&naming.chinese, &mut self.chinese),
            (&naming.foreign, &mut self.foreign),
        ] {
            let Some(name) = name else { continue };
            match slot {
                None => *slot = Some(name.clone()),
                Some(known) if known != name => {
                    self.other.insert(name.clone());
                }
                Some(_) => {}
            }
        }
        self.short.extend(naming.short.iter().cloned());
    }

    /// Whether an event has no name but one that any body's may have.
    fn are_anybodys(&self, authority: &Authority) -> bool {
        let lexicon = &authority.lexicon;
        let of_chinese = |name: &String| {
            let head = self.head.as_deref();
            head.is_some_and(|head| is_anybodys(lexicon, name, head))
        };
        (self.chinese.is_some() || self.foreign.is_some())
            && self.short.is_empty()
            && self.chinese.as_ref().is_none_or(of_chinese)
            && { self.foreign.as_ref() }.is_none_or(|name| is_anybodys_in_english(lexicon, name))
    }

    fn all(&self) -> impl Iterator<Item = String> + '_ {
        self.short.iter().chain(&self.other).cloned()
    }

    /// The key of a thing without an authority row: its abbreviation or foreign name, else its
    /// Chinese name; with the year of an edition.
    fn key(&self, year: Option<i16>, authority: &Authority) -> String {
        // 第二屆數位論壇 shares its foreign name with the first.
        let ordinals = authority.lexicon.group("ordinal-prefix");
        let begins = |name: &str| ordinals.iter().any(|(word, _)| name.starts_with(&**word));
        let counted = self.chinese.as_ref().filter(|name| begins(name));
        let name = counted
            .or(self.short.iter().next())
            .or(self.foreign.as_ref())
            .or(self.chinese.as_ref())
            .map(|name| slug(name))
            .unwrap_or_default();
        match year {
            Some(year) => format!("{name}-{year}"),
            None => name,
        }
    }
}
