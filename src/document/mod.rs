//! The text itself: what a reader reads, and where each character of it came from.
//!
//! The *received* text is what the file holds, with the hard wraps, page starts, footnotes
//! and page numbers of the PDF it came from. The *reading* text is what a person would read:
//! paragraphs joined, page furniture gone. Every character of the reading text keeps its
//! place in the received text.

mod span;

pub use span::Span;
// STUB
use crate::source::Source; use crate::diagnostic::{Place}; use std::ops::Range;
#[derive(Clone,Copy,Debug,PartialEq,Eq)] pub struct NodeId(pub usize);
#[derive(Debug)] pub struct Document { s: Source }
#[derive(Clone,Debug,PartialEq,Eq)] pub struct Block { pub span: Span, pub kind: BlockKind, pub node: Option<NodeId>, pub page: Option<u32> }
#[derive(Clone,Debug,PartialEq,Eq)] pub enum BlockKind { Heading, Paragraph, Item, Field{label: Span, value: Span}, Caption{number: Option<u32>}, Footnote{number: u32}, Row{table: usize, cells: Vec<Span>} }
#[derive(Debug)] pub struct Node { pub level: usize, pub marker: Span, pub ordinal: u32, pub title: Span, pub parent: Option<NodeId>, pub is_heading: bool, pub block: usize }
#[derive(Clone,Debug)] pub struct Origin { pub bytes: Range<usize>, pub chars: Range<usize>, pub line: usize, pub end_line: usize, pub page: Option<u32>, pub section: Option<String> }
#[derive(Debug)] pub struct Table { pub columns: Vec<Span> }
impl Document { pub fn source(&self)->&Source{&self.s} pub fn text(&self)->&str{""} pub fn slice(&self,_:Span)->&str{""} pub fn blocks(&self)->&[Block]{&[]} pub fn block_at(&self,_:usize)->&Block{todo!()} pub fn nodes(&self)->&[Node]{&[]} pub fn origin(&self,_:Span)->Origin{todo!()} pub fn tables(&self)->&[Table]{&[]} pub fn number(&self,_:NodeId)->Vec<u32>{vec![]} pub fn markers(&self,_:NodeId)->Vec<&str>{vec![]} pub fn place(&self,_:Span)->Place{todo!()} }
pub struct TableHeaders; impl TableHeaders { pub fn new<'a>(_: impl Iterator<Item=&'a str>) -> Self { Self } }
impl Document { pub fn read(_s: Source, _h: &TableHeaders) -> (Self, Vec<crate::diagnostic::Diagnostic>) { todo!() } }
