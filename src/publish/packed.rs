//! Files packed as `.gz` and `.zst`, the same bytes for the same content.

use std::io::{self, BufRead, Read, Write};

use flate2::{Compression, GzBuilder};

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

/// What gzip writes where no system is to be told (RFC 1952, 2.3.1).
const UNKNOWN_SYSTEM: u8 = 255;

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
    pub fn pack(self, mut content: impl Read, out: impl Write) -> io::Result<()> {
        match self {
            Self::Gzip => {
                let gzip = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM);
                let mut out = gzip.write(out, Compression::best());
                io::copy(&mut content, &mut out)?;
                out.finish()?.flush()
            }
            Self::Zstandard => {
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
