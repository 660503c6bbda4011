//! The outline: which marker stands under which.

use super::marker::{Frame, Marker, Style};
use super::numeral::Numeral;
use super::script::{sentence_ended, width};
use super::{Block, BlockKind, Span};

/// A node of the outline, an index of [`Document::nodes`](super::Document::nodes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// A numbered heading or list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// How deep it stands, from 1.
    pub level: usize,
    /// The marker as printed: `壹、` `（一）` `(1)` `I.`
    pub marker: Span,
    /// The number that the marker stands for.
    pub ordinal: u32,
    /// The words after the marker, for a heading without a closing colon.
    pub title: Span,
    /// The node that it stands under.
    pub parent: Option<NodeId>,
    /// Whether it is a heading, not an item of a list.
    pub is_heading: bool,
    /// The block that it begins, an index of [`Document::blocks`](super::Document::blocks).
    pub block: usize,
}

/// Where a marker fits into the outline as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// How many nodes stay open above it.
    depth: usize,
    /// The ordinal expected here, where another one was found.
    pub(super) expected: Option<u32>,
}

/// Whether a paragraph begins where a marker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beginning {
    /// Surely: a marker may even be out of order.
    Sure,
    /// The line above may have ended one: a list may begin.
    Possible,
    /// The line above stops in the middle of a sentence: only the very next marker counts.
    Unlikely,
}

/// The last marker of an open run: markers of one style under one parent, in order.
#[derive(Clone, Copy, Debug)]
struct Run {
    marker: Marker,
    node: NodeId,
    /// Counts the runs of the document.
    number: usize,
}

#[derive(Clone, Copy, Debug)]
struct Details {
    style: Style,
    run: usize,
}

/// Builds the outline from markers in reading order.
///
/// Which style stands under which is not fixed: a style that is not open yet opens one level
/// below the last marker, and a marker that goes on with an open run closes all below it.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) nodes: Vec<Node>,
    /// The style and run of each node.
    details: Vec<Details>,
    /// How many runs there are so far.
    runs: usize,
    stack: Vec<Run>,
    /// For each style of [`Style::needs_second`], the last line on which a second one stands.
    seconds: Vec<(Style, usize)>,
    /// Which numbers `n` have an `n.1` somewhere.
    divided: u128,
    /// The last marker of each style, also of runs that a heading has closed.
    last: Vec<Marker>,
}

impl Outline {
    /// Notes a marker that some later decision may rest on; `line` counts upwards.
    pub(super) fn foresee(&mut self, marker: &Marker, line: usize) {
        if matches!(marker.style.numeral, Numeral::Decimal(_)) && marker.ordinal == 1 {
            self.divided |= 1_u128.checked_shl(marker.components[0]).unwrap_or(0);
        }
        if marker.ordinal != 2 || !marker.style.needs_second() {
            return;
        }
        match self
            .seconds
            .iter_mut()
            .find(|(style, _)| *style == marker.style)
        {
            Some((_, last)) => *last = line,
            None => self.seconds.push((marker.style, line)),
        }
    }

    /// Where `marker` fits, if it does; `at` says whether a paragraph begins with it.
    pub(super) fn fit(&self, marker: &Marker, at: Beginning, line: usize) -> Option<Fit> {
        let style = marker.style;
        let first = at != Beginning::Unlikely;
        let exact = |depth| {
            Some(Fit {
                depth,
                expected: None,
            })
        };
        if style.frame == Frame::Bare && style.numeral == Numeral::Arabic && !self.divides(marker) {
            return None;
        }
        let open = self
            .stack
            .iter()
            .rposition(|run| run.marker.style == style)
            .or_else(|| {
                self.stack
                    .iter()
                    .rposition(|run| mixes(&run.marker, marker))
            });
        if let Some(depth) = open {
            let last = &self.stack[depth].marker;
            if follows(last, marker) {
                return exact(depth);
            }
            if marker.ordinal == 1 && first && !matches!(style.numeral, Numeral::Decimal(_)) {
                return exact(depth);
            }
            let slip = at == Beginning::Sure && style.strong();
            return slip.then_some(Fit {
                depth,
                expected: Some(last.ordinal + 1),
            });
        }
        let goes_on = self.goes_on(marker);
        if !first || marker.ordinal != 1 && !goes_on && !(at == Beginning::Sure && style.strong()) {
            return None;
        }
        if style.needs_second() && !self.has_second(marker, line) {
            return None;
        }
        let depth = self
            .stack
            .iter()
            .position(|run| style.closes(run.marker.style))
            .unwrap_or(self.stack.len());
        let expected = (marker.ordinal != 1 && !goes_on).then_some(1);
        Some(Fit { depth, expected })
    }

    /// Whether a marker is the next one of a run that the headings between its items do not begin anew:
    /// paragraphs 1 and 2 below A., 3 and 4 below B.
    fn goes_on(&self, marker: &Marker) -> bool {
        let of_style = |last: &&Marker| last.style == marker.style;
        let last = self.last.iter().find(of_style);
        last.is_some_and(|last| follows(last, marker))
    }

    /// Whether the number before a title is divided further (1, then 1.1), or goes on after
    /// one that is.
    fn divides(&self, marker: &Marker) -> bool {
        let divided = self.divided & 1_u128.checked_shl(marker.ordinal).unwrap_or(0) != 0;
        divided
            || self
                .stack
                .iter()
                .any(|run| run.marker.style == marker.style)
    }

    fn has_second(&self, marker: &Marker, line: usize) -> bool {
        if matches!(marker.style.numeral, Numeral::Decimal(_)) {
            let parent = self.stack.last().map(|run| run.marker);
            let under = parent.is_some_and(|parent| {
                let above = marker.components.iter().rposition(|&c| c != 0).unwrap_or(0);
                let number = marker.components[above.saturating_sub(1)];
                parent.ordinal == number
                    && matches!(parent.style.numeral, Numeral::Arabic | Numeral::Decimal(_))
            });
            if under {
                return true;
            }
        }
        self.seconds
            .iter()
            .any(|&(style, last)| style == marker.style && last > line)
    }

    /// The innermost open node.
    pub(super) fn innermost(&self) -> Option<NodeId> {
        self.stack.last().map(|run| run.node)
    }

    /// Adds the node of a marker that fits; its words are [placed](Self::place) later.
    pub(super) fn open(&mut self, marker: &Marker, fit: Fit, block: usize) {
        let run = match self.stack.get(fit.depth) {
            Some(open) if marker.ordinal != 1 => open.number,
            _ => {
                self.runs += 1;
                self.runs - 1
            }
        };
        self.stack.truncate(fit.depth);
        match self.last.iter_mut().find(|last| last.style == marker.style) {
            Some(last) => *last = *marker,
            None => self.last.push(*marker),
        }
        let node = NodeId(self.nodes.len());
        self.nodes.push(Node {
            level: fit.depth + 1,
            marker: Span::new(0, 0),
            ordinal: marker.ordinal,
            title: Span::new(0, 0),
            parent: self.innermost(),
            is_heading: false,
            block,
        });
        self.details.push(Details {
            style: marker.style,
            run,
        });
        self.stack.push(Run {
            marker: *marker,
            node,
            number: run,
        });
    }

    /// Says where the words of the last node stand in the reading text.
    pub(super) fn place(&mut self, marker: Span, title: Span) {
        if let Some(node) = self.nodes.last_mut() {
            node.marker = marker;
            node.title = title;
        }
    }

    /// Tells headings from items and gives every block its innermost enclosing node.
    pub(super) fn finish(mut self, text: &str, blocks: &mut [Block]) -> Vec<Node> {
        self.tell_headings(text, blocks);
        for node in &self.nodes {
            if node.is_heading {
                blocks[node.block].kind = BlockKind::Heading;
            }
        }
        for block in blocks {
            // What follows an item belongs to the heading above the list.
            while let Some(NodeId(node)) = block.node
                && !matches!(block.kind, BlockKind::Heading | BlockKind::Item)
                && !self.nodes[node].is_heading
            {
                block.node = self.nodes[node].parent;
            }
        }
        self.nodes
    }

    /// A node is a heading if its words are a title and it divides the text: something stands
    /// under it or under a node beside it, or its style is one of chapters.
    fn tell_headings(&mut self, text: &str, blocks: &[Block]) {
        let mut runs = vec![RunBody::default(); self.runs];
        for (index, details) in self.details.iter().enumerate() {
            let run = &mut runs[details.run];
            // Text after the last item of a list may as well follow the list.
            run.before_last |= run.last;
            run.last = self.has_body(index, blocks);
            run.nodes += 1;
        }
        for (node, details) in self.nodes.iter_mut().zip(&self.details) {
            let run = &runs[details.run];
            let words = &text[node.title.start..node.title.end];
            node.is_heading = match wording(words) {
                Wording::Sentence => false,
                Wording::Announcement => true,
                Wording::Title => {
                    let divides = run.before_last || run.nodes == 1 && run.last;
                    details.style.divides() || divides
                }
            };
            if node.is_heading {
                let kept = words.trim_end_matches(['：', ':', ' ']).len();
                node.title.end = node.title.start + kept;
            }
        }
    }

    /// Whether anything stands between a node and the next one that is not under it.
    fn has_body(&self, index: usize, blocks: &[Block]) -> bool {
        match blocks
            .get(self.nodes[index].block + 1)
            .map(|block| &block.kind)
        {
            None => false,
            Some(BlockKind::Item) => {
                let next = self.nodes.get(index + 1);
                next.is_some_and(|next| next.parent == Some(NodeId(index)))
            }
            Some(_) => true,
        }
    }
}

/// What stands under the nodes of one run.
#[derive(Clone, Copy, Debug, Default)]
struct RunBody {
    nodes: usize,
    /// Whether something stands under the last node, or under one before it.
    last: bool,
    before_last: bool,
}

/// What the words after a marker are.
enum Wording {
    Title,
    /// It ends with a colon.
    Announcement,
    Sentence,
}

/// Columns above which no title goes, full stop or not.
const LONGEST_TITLE: usize = 200;

fn wording(words: &str) -> Wording {
    let words = words.trim_end();
    if let Some(before) = words.strip_suffix(['：', ':']) {
        if before.contains(['。', '！', '？', '；']) {
            return Wording::Sentence;
        }
        return Wording::Announcement;
    }
    let sentence = sentence_ended(words) || words.contains(['。', '！', '？', '；']);
    if sentence || width(words) > LONGEST_TITLE {
        Wording::Sentence
    } else {
        Wording::Title
    }
}

/// Whether `next` is the marker after `last` in a run.
fn follows(last: &Marker, next: &Marker) -> bool {
    let Numeral::Decimal(count) = next.style.numeral else {
        return next.ordinal == last.ordinal + 1;
    };
    let prefix = usize::from(count).saturating_sub(1);
    let (above, below) = (&last.components[..prefix], &next.components[..prefix]);
    above == below && next.ordinal == last.ordinal + 1 || above < below && next.ordinal == 1
}

/// Whether `next` goes on with the run of `last` although it is punctuated otherwise, as `2、`
/// after `1.`.
fn mixes(last: &Marker, next: &Marker) -> bool {
    let plain = |frame| matches!(frame, Frame::Comma | Frame::Dot);
    last.style.numeral == next.style.numeral
        && plain(last.style.frame)
        && plain(next.style.frame)
        && follows(last, next)
}
