//! The QR code of a virtual MFA device, as authenticator apps scan it. Source of the text in it: the API
//! reference of CreateVirtualMFADevice.

use crate::encoding::encode;
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code, as the standard asks for.
const MARGIN: i32 = 4;
/// Pixels a module.
const SCALE: usize = 4;

/// The PNG picture of a device's QR code; empty if the text should not fit into one.
pub(super) fn png(device: &str, account: &str, seed: &str) -> Vec<u8> {
    let uri = format!(
        "otpauth://totp/Amazon%20Web%20Services:{}@{}?secret={seed}&issuer=Amazon%20Web%20Services",
        encode(device),
        encode(account)
    );
    QrCode::encode_text(&uri, QrCodeEcc::Medium).map(|code| picture(&code)).unwrap_or_default()
}

/// A PNG of one bit a pixel.
fn picture(code: &QrCode) -> Vec<u8> {
    let modules = -MARGIN..code.size() + MARGIN;
    let row = |y: i32| {
        let bits = modules.clone().flat_map(|x| std::iter::repeat_n(!code.get_module(x, y), SCALE));
        let bits: Vec<bool> = bits.collect();
        let byte = |eight: &[bool]| {
            eight.iter().enumerate().fold(0u8, |byte, (i, light)| byte | u8::from(*light) << (7 - i))
        };
        // Each row begins with its filter: none.
        std::iter::once(0).chain(bits.chunks(8).map(byte)).collect::<Vec<u8>>()
    };
    let rows: Vec<u8> = modules.clone().flat_map(|y| row(y).repeat(SCALE)).collect();
    let side = (modules.len() * SCALE) as u32;
    let mut header = [side.to_be_bytes(), side.to_be_bytes()].concat();
    header.extend([1, 0, 0, 0, 0]); // bits a pixel, grey, and the only methods there are
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header), (b"IDAT", zlib_stored(&rows)), (b"IEND", Vec::new())] {
        chunk(&mut out, kind, &data);
    }
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let named = [kind, data].concat();
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(&named);
    out.extend(crc32(&named).to_be_bytes());
}

/// A zlib stream that compresses nothing: the picture is small.
fn zlib_stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks = data.chunks(usize::from(u16::MAX));
    let last = blocks.len().saturating_sub(1);
    for (i, block) in blocks.enumerate() {
        let length = block.len() as u16;
        out.push(u8::from(i == last));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    out.extend(adler32(data).to_be_bytes());
    out
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

fn adler32(data: &[u8]) -> u32 {
    let (a, b) = data.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check values of the two sums' own specifications.
    #[test]
    fn sums() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn pictures_are_squares_with_the_finder_in_the_corner() {
        let picture = png("bob", "111122223333", "JBSWY3DPEHPK3PXP");
        assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
        let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
        assert_eq!(side(16), side(20));
        assert_eq!(side(16) as usize % SCALE, 0);
        // Head, chunk head, zlib head, block head; then whole rows, of which the first 16 are the margin.
        let (pixels, row) = (8 + 25 + 8 + 2 + 5, 1 + side(16) as usize / 8 + usize::from(side(16) % 8 > 0));
        let rows: Vec<&[u8]> = picture[pixels..].chunks(row).take(17).collect();
        assert!(rows[..16].iter().all(|row| row[1] == 0xff && row[3] == 0xff));
        // The finder's top edge: seven dark modules after a margin of four light ones.
        assert_eq!(rows[16][1..7], [0xff, 0xff, 0, 0, 0, 0x0f]);
    }
}
