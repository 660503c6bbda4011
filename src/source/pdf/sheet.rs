//! What a page draws: glyphs and rules.

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape};
use rustc_hash::FxHashMap;

/// The most things that the pages of a file may draw together.
pub const MAX_OPERATIONS: usize = 50_000_000;

/// Ends the reading of a file that draws more.
pub struct TooMuch;

/// A character on a page. Coordinates are in points, from the left and from the top.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// What it is; several characters for a ligature.
    pub text: String,
    /// Where it begins and where the next one would begin.
    pub left: f64,
    pub right: f64,
    /// The line that it stands on.
    pub base: f64,
    /// The height of the font.
    pub size: f64,
}

/// A page.
#[derive(Debug)]
pub struct Sheet {
    pub area: Rect,
    pub glyphs: Vec<Glyph>,
    /// Thin bars and the edges of boxes, horizontal or vertical.
    pub rules: Vec<Rect>,
    /// Glyphs of which nothing says what they are.
    pub unknown: usize,
    /// Things that may still be drawn.
    pub budget: usize,
    /// Rules that are still looked at.
    most_rules: usize,
    /// For each glyph the quarter turns of its line of writing.
    turns: Vec<u8>,
    /// Where each character was drawn, so that one drawn twice (bold) is read once.
    seen: FxHashMap<(char, i64, i64), Vec<(f64, f64)>>,
}

/// The thickness up to which a bar is a rule.
const THIN: f64 = 3.0;

/// The length from which a bar is a rule.
const LONG: f64 = 6.0;

/// The most glyphs that a page may have; a page of small print has a twentieth.
const MAX_GLYPHS: usize = 200_000;

/// The most rules of a page that are looked at: a chart is no table.
const MAX_RULES: usize = 2_000;

/// The most rules of a file that are looked at.
pub const MAX_ALL_RULES: usize = 500_000;

impl Sheet {
    /// An empty page; `rules` is how many the pages before it had.
    pub fn new(area: Rect, budget: usize, rules: usize) -> Self {
        Self {
            area,
            glyphs: Vec::new(),
            rules: Vec::new(),
            unknown: 0,
            budget,
            most_rules: MAX_ALL_RULES.saturating_sub(rules).min(MAX_RULES),
            turns: Vec::new(),
            seen: FxHashMap::default(),
        }
    }

    /// Counts what is drawn; ends the reading when it is too much, without the message of a
    /// panic.
    fn spend(&mut self) {
        match self.budget.checked_sub(1) {
            Some(rest) => self.budget = rest,
            None => std::panic::resume_unwind(Box::new(TooMuch)),
        }
    }

    /// The page with most of its text upright; what is written in another direction
    /// (a watermark, the label of an axis) is left out.
    pub fn upright(mut self) -> Self {
        let mut counts = [0_usize; 5];
        for &turn in &self.turns {
            counts[usize::from(turn)] += 1;
        }
        let main = (0..4)
            .max_by_key(|&turn| (counts[turn], 4 - turn))
            .unwrap_or(0);
        let turns = std::mem::take(&mut self.turns);
        let mut turns = turns.into_iter();
        self.glyphs
            .retain(|_| turns.next().is_some_and(|turn| usize::from(turn) == main));
        self.seen = FxHashMap::default();
        if main == 0 {
            return self;
        }
        let turned = |x: f64, y: f64| match main {
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        // Glyphs lie along their line already.
        for rule in &mut self.rules {
            let (a, b) = (turned(rule.x0, rule.y0), turned(rule.x1, rule.y1));
            *rule = Rect::from_points(a, b);
        }
        let (a, b) = (
            turned(self.area.x0, self.area.y0),
            turned(self.area.x1, self.area.y1),
        );
        self.area = Rect::from_points(a, b);
        self
    }

    fn glyph(&mut self, drawn: &Drawn<'_>, transform: Affine) {
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width().map_or(500.0, f64::from),
            Drawn::Type3(_) => 500.0,
        };
        let at = |x: f64, y: f64| transform * Point::new(x, y);
        let (origin, end, top) = (at(0.0, 0.0), at(1000.0, 0.0), at(0.0, 1000.0));
        let (along, up) = (end - origin, top - origin);
        let (length, size) = (along.hypot(), up.hypot());
        let sound = [origin.x, origin.y, length, size]
            .iter()
            .all(|n| n.is_finite());
        if !sound || length < 1e-3 || !(1e-3..=2000.0).contains(&size) {
            return;
        }
        let turn = match (along.x / length, along.y / length) {
            (x, _) if x > 0.95 => 0,
            (_, y) if y > 0.95 => 1,
            (x, _) if x < -0.95 => 2,
            (_, y) if y < -0.95 => 3,
            _ => 4,
        };
        // Along the line of writing, and the distance of the line from the top of the turned page.
        let (left, base) = match turn {
            1 => (origin.y, -origin.x),
            2 => (-origin.x, -origin.y),
            3 => (-origin.y, origin.x),
            _ => (origin.x, origin.y),
        };
        let text = match drawn.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let mut text: String = text
            .chars()
            .map(|c| if c == '\u{A0}' { ' ' } else { c })
            .filter(|c| {
                !c.is_control() && !matches!(c, '\u{AD}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}')
            })
            .collect();
        if text.is_empty() {
            // A space is often a glyph without a character.
            if advance <= 0.0 || is_blank(drawn) {
                return;
            }
            self.unknown += 1;
            text.push(char::REPLACEMENT_CHARACTER);
        }
        let right = left + advance / 1000.0 * length;
        let first = text.chars().next().unwrap_or(' ');
        if first != ' ' && self.drawn_before(first, left, base, size) {
            return;
        }
        if self.glyphs.len() >= MAX_GLYPHS {
            std::panic::resume_unwind(Box::new(TooMuch));
        }
        self.turns.push(turn);
        self.glyphs.push(Glyph {
            text,
            left,
            right,
            base,
            size,
        });
    }

    /// Whether the same character was drawn at nearly the same place.
    fn drawn_before(&mut self, c: char, left: f64, base: f64, size: f64) -> bool {
        let near = 0.1 * size;
        let (x, y) = (cell(left), cell(base));
        let twice = (x - 1..=x + 1).any(|x| {
            (y - 1..=y + 1).any(|y| {
                self.seen.get(&(c, x, y)).is_some_and(|places| {
                    places
                        .iter()
                        .any(|p| (p.0 - left).abs() < near && (p.1 - base).abs() < near)
                })
            })
        });
        if !twice {
            self.seen.entry((c, x, y)).or_default().push((left, base));
        }
        twice
    }

    fn path(&mut self, path: &BezPath, transform: Affine, stroke: bool) {
        if self.rules.len() >= self.most_rules || path.elements().len() > 400 {
            return;
        }
        // Each part of a path is a bar, a box or something that is no rule.
        let mut parts: Vec<BezPath> = Vec::new();
        for element in path.elements() {
            if matches!(element, kurbo::PathEl::MoveTo(_)) || parts.is_empty() {
                parts.push(BezPath::new());
            }
            if matches!(
                element,
                kurbo::PathEl::CurveTo(..) | kurbo::PathEl::QuadTo(..)
            ) {
                return;
            }
            if let Some(part) = parts.last_mut() {
                part.push(*element);
            }
        }
        for part in parts {
            self.bar((transform * part).bounding_box(), stroke);
        }
    }

    /// Keeps a thin bar, or the four edges of a box whose outline is drawn.
    fn bar(&mut self, box_: Rect, stroke: bool) {
        let (width, height) = (box_.width(), box_.height());
        if !(width.is_finite() && height.is_finite()) {
            return;
        }
        if height <= THIN && width >= LONG || width <= THIN && height >= LONG {
            self.rules.push(box_);
        } else if stroke && width >= LONG && height >= LONG {
            let Rect { x0, y0, x1, y1 } = box_;
            self.rules.extend([
                Rect::new(x0, y0, x1, y0),
                Rect::new(x0, y1, x1, y1),
                Rect::new(x0, y0, x0, y1),
                Rect::new(x1, y0, x1, y1),
            ]);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "places on a page are small, and a cast saturates"
)]
fn cell(at: f64) -> i64 {
    (at / 4.0).floor() as i64
}

/// Whether a glyph leaves no mark.
fn is_blank(drawn: &Drawn<'_>) -> bool {
    match drawn {
        Drawn::Outline(glyph) => glyph.outline().elements().is_empty(),
        Drawn::Type3(_) => false,
    }
}

impl<'a> Device<'a> for Sheet {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'a>, mode: &PathDrawMode) {
        self.spend();
        self.path(path, transform, matches!(mode, PathDrawMode::Stroke(_)));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.spend();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend();
    }

    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.spend();
        self.glyph(glyph, transform * glyph_transform);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.spend();
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
