//! Glyphs into lines, and lines into text.

use super::sheet::Glyph;
use crate::source::prose::superscript;

/// Glyphs that stand on one line, from left to right.
#[derive(Clone, Debug)]
pub struct Line<'s> {
    pub glyphs: Vec<&'s Glyph>,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    /// The height of most of its glyphs.
    pub size: f64,
}

/// Groups glyphs into lines, from top to bottom.
///
/// What is raised or lowered a little belongs to the line that it overlaps.
pub fn lines<'s>(glyphs: impl IntoIterator<Item = &'s Glyph>) -> Vec<Line<'s>> {
    let mut glyphs: Vec<&Glyph> = glyphs.into_iter().collect();
    // Large glyphs make the lines, small ones join them.
    glyphs.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Line> = Vec::new();
    for pass in 0..2 {
        let usual = usual_size(&glyphs);
        for &glyph in &glyphs {
            let small = glyph.size < 0.8 * usual;
            if small != (pass == 1) {
                continue;
            }
            // Lines are in order of their base, but for those that small glyphs began.
            let near = lines
                .iter_mut()
                .rev()
                .take(if pass == 0 { 4 } else { 400 })
                .find(|line| overlaps(line, glyph));
            match near {
                Some(line) => line.add(glyph),
                None => lines.push(Line::new(glyph)),
            }
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    lines.retain(|line| {
        line.glyphs
            .iter()
            .any(|glyph| !glyph.text.trim().is_empty())
    });
    lines.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    lines
}

/// The size that most glyphs have.
pub fn usual_size(glyphs: &[&Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

fn overlaps(line: &Line, glyph: &Glyph) -> bool {
    let (top, bottom) = (line.base - 0.8 * line.size, line.base + 0.2 * line.size);
    let (above, below) = (glyph.base - 0.8 * glyph.size, glyph.base + 0.2 * glyph.size);
    let shared = bottom.min(below) - top.max(above);
    shared > 0.5 * line.size.min(glyph.size)
}

impl<'s> Line<'s> {
    fn new(glyph: &'s Glyph) -> Self {
        Self {
            glyphs: vec![glyph],
            left: glyph.left,
            right: glyph.right,
            base: glyph.base,
            size: glyph.size,
        }
    }

    fn add(&mut self, glyph: &'s Glyph) {
        self.glyphs.push(glyph);
        if !glyph.text.trim().is_empty() {
            self.left = self.left.min(glyph.left);
            self.right = self.right.max(glyph.right);
        }
    }

    /// The text: a tab where a wide gap sets words apart, a space where a narrow one does.
    ///
    /// Spaces at the end are kept: word processors leave one at the end of a paragraph.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut before: Option<&Glyph> = None;
        let mut spaced = false;
        for glyph in &self.glyphs {
            if glyph.text.trim_matches(' ').is_empty() {
                spaced = true;
                continue;
            }
            if let Some(before) = before {
                match gap(before, glyph, spaced) {
                    Some(sign) if !text.ends_with('\u{3000}') || sign == '\t' => text.push(sign),
                    _ => {}
                }
            }
            let digits = glyph.text.bytes().all(|b| b.is_ascii_digit());
            let raised = glyph.size < 0.8 * self.size && self.base - glyph.base > 0.12 * self.size;
            if digits && raised {
                let digits = glyph
                    .text
                    .bytes()
                    .map(|b| superscript(usize::from(b - b'0')));
                text.extend(digits);
            } else {
                text.push_str(&glyph.text);
            }
            before = Some(glyph);
            spaced = false;
        }
        if spaced {
            text.push(' ');
        }
        text
    }
}

/// What stands between two glyphs of a line.
fn gap(before: &Glyph, after: &Glyph, spaced: bool) -> Option<char> {
    let size = before.size.max(after.size);
    let width = (after.left - before.right) / size;
    let wide = |glyph: &Glyph| glyph.text.chars().all(is_wide);
    if width > 1.6 {
        return Some('\t');
    }
    if wide(before) && wide(after) {
        // The given name of two characters is often set apart by the width of one.
        return match width {
            w if w > 0.7 => Some('\u{3000}'),
            _ => spaced.then_some(' '),
        };
    }
    let limit = if wide(before) || wide(after) {
        0.4
    } else {
        0.17
    };
    (spaced || width > limit).then_some(' ')
}

/// Whether a character takes a whole square, so that no space stands beside it.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}
