//! Files packed as `.gz` and `.zst`, the same bytes for the same content.

use std::io::{self, BufRead, Read, Write};

use flate2::Crc;
use miniz_oxide::deflate::core::{CompressorOxide, create_comp_flags_from_zip_params};
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::{MZError, MZFlush, MZStatus};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Packing {
    /// [gzip](https://www.rfc-editor.org/rfc/rfc1952), which everything reads.
    Gzip,
    /// [Zstandard](https://www.rfc-editor.org/rfc/rfc8878), smaller and faster.
    Zstandard,
}

/// Beyond this level Zstandard takes many times longer for a few percent.
const ZSTANDARD_LEVEL: i32 = 9;

/// The level of `gzip -9`.
const GZIP_LEVEL: u8 = 9;

/// RFC 1952, 2.3.1: magic number, deflate, no flags, no time; then come the effort and the system.
const GZIP_HEAD: [u8; 8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0];

/// That no system is told.
const NO_SYSTEM: u8 = 255;

/// Bytes that are packed at a time.
const CHUNK: usize = 1 << 16;

impl Packing {
    /// Both, in the order in which files are listed.
    pub const ALL: [Self; 2] = [Self::Gzip, Self::Zstandard];

    /// The ending that is added to the name of the file, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Zstandard => "zst",
        }
    }

    /// The packing that the ending of a file name tells, and the name without it.
    pub fn of_name(name: &str) -> Option<(Self, &str)> {
        let (stem, ending) = name.rsplit_once('.')?;
        let packing = Self::ALL.into_iter().find(|it| it.extension() == ending)?;
        Some((packing, stem))
    }

    /// Packs all that can be read: no name, no time and no system is written.
    ///
    /// # Errors
    ///
    /// When reading or writing fails.
    pub fn pack(self, content: impl Read, out: impl Write) -> io::Result<()> {
        match self {
            Self::Gzip => gzip(GZIP_LEVEL, content, out),
            Self::Zstandard => {
                let mut content = content;
                let mut out = zstd::Encoder::new(out, ZSTANDARD_LEVEL)?;
                out.include_checksum(true)?;
                io::copy(&mut content, &mut out)?;
                out.finish()?.flush()
            }
        }
    }

    /// What was packed.
    ///
    /// # Errors
    ///
    /// When Zstandard cannot get memory; what is wrong in the file is told on reading.
    pub fn unpack<'r>(self, packed: impl BufRead + 'r) -> io::Result<Box<dyn Read + 'r>> {
        Ok(match self {
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Self::Zstandard => Box::new(zstd::Decoder::with_buffer(packed)?),
        })
    }
}

/// Packs as `gzip` does at a level from 1 to 9, the same bytes for the same content everywhere.
///
/// By miniz_oxide itself: which library is below flate2 depends on what else is in the build, and
/// zlib-rs packs by what the processor can do.
///
/// # Errors
///
/// When reading or writing fails.
pub(crate) fn gzip(level: u8, mut content: impl Read, mut out: impl Write) -> io::Result<()> {
    // Without a zlib frame, which a negative window asks for.
    let flags = create_comp_flags_from_zip_params(level.into(), -15, 0);
    let mut compressor = CompressorOxide::new(flags);
    let mut crc = Crc::new();
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut packed = vec![0; CHUNK];
    let effort = match level {
        9 => 2,
        1 => 4,
        _ => 0,
    };
    out.write_all(&GZIP_HEAD)?;
    out.write_all(&[effort, NO_SYSTEM])?;
    loop {
        chunk.clear();
        content
            .by_ref()
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)?;
        crc.update(&chunk);
        let is_last = chunk.len() < CHUNK;
        let flush = if is_last {
            MZFlush::Finish
        } else {
            MZFlush::None
        };
        let mut rest = chunk.as_slice();
        loop {
            let done = deflate(&mut compressor, rest, &mut packed, flush);
            out.write_all(&packed[..done.bytes_written])?;
            rest = &rest[done.bytes_consumed..];
            match done.status {
                Ok(MZStatus::StreamEnd) => {
                    out.write_all(&crc.sum().to_le_bytes())?;
                    out.write_all(&crc.amount().to_le_bytes())?;
                    return out.flush();
                }
                // Nothing is left of this chunk.
                Err(MZError::Buf) if !is_last => break,
                Ok(_) if !is_last && rest.is_empty() => break,
                Ok(_) => {}
                Err(error) => return Err(io::Error::other(format!("gzip: {error:?}"))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pack(packing: Packing, content: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        packing.pack(content, &mut packed).unwrap();
        packed
    }

    #[test]
    fn gzip_tells_neither_time_nor_name_nor_system() {
        let packed = pack(Packing::Gzip, "政府報告".as_bytes());
        // RFC 1952: magic, method, flags, four bytes of time, effort, system.
        assert_eq!(packed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }

    #[test]
    fn gzip_is_packed_by_one_library_whatever_else_is_in_the_build() {
        let line = "<e/1> <label> \"政府報告\" .\n<e/2> <label> \"開放政府\" .\n";
        for times in [0, 1, 5_000] {
            let text = line.repeat(times);
            let packed = pack(Packing::Gzip, text.as_bytes());
            let inside = &packed[GZIP_HEAD.len() + 2..packed.len() - 8];
            assert!(inside == miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 9));
        }
    }

    #[test]
    fn packings_are_told_by_their_endings() {
        assert_eq!(Packing::of_name("a.nq.gz"), Some((Packing::Gzip, "a.nq")));
        assert_eq!(
            Packing::of_name("a.nq.zst"),
            Some((Packing::Zstandard, "a.nq"))
        );
        assert_eq!(Packing::of_name("a.nq"), None);
        assert_eq!(Packing::of_name("nq"), None);
    }

    #[test]
    fn half_a_file_is_an_error() {
        for packing in Packing::ALL {
            let packed = pack(packing, &[7; 10_000]);
            let mut content = Vec::new();
            let mut half = packing.unpack(&packed[..packed.len() - 5]).unwrap();
            assert!(half.read_to_end(&mut content).is_err(), "{packing:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(content in prop::collection::vec(any::<u8>(), 0..5000)) {
            for packing in Packing::ALL {
                let packed = pack(packing, &content);
                prop_assert_eq!(&packed, &pack(packing, &content));
                let mut back = Vec::new();
                packing.unpack(packed.as_slice()).unwrap().read_to_end(&mut back).unwrap();
                prop_assert_eq!(&back, &content);
            }
        }
    }
}
