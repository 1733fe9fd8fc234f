//! Bytes become what the engine's store holds for a passage, and what it holds becomes them again.
//!
//! The engine's own reading believes every length it meets, and a flipped bit would ask for more memory than any machine
//! has, which ends a program. Here lengths are held against what is there.

use tantivy::schema::Field;

/// The engine's number for a value that is bytes.
const BYTES: u8 = 4;

/// The bytes of the one field that is stored; nothing where the store is damaged.
///
/// The engine writes how many values there are, and of each its field (four bytes, the lowest first), its type (one byte)
/// and its length.
pub(crate) fn value_of(field: Field, document: &[u8]) -> Option<&[u8]> {
    let (1, rest) = number(document)? else { return None };
    let (found, rest) = rest.split_first_chunk::<4>()?;
    let (BYTES, rest) = rest.split_first().map(|(kind, rest)| (*kind, rest))? else { return None };
    let (length, rest) = number(rest)?;
    let is_whole = u32::from_le_bytes(*found) == field.field_id() && length == rest.len() as u64;
    is_whole.then_some(rest)
}

/// What the store holds for a passage of which the bytes of one field are stored, as the engine's own writing makes it of
/// a document with many fields.
pub(crate) fn document(field: Field, value: &[u8]) -> Vec<u8> {
    let mut document = Vec::with_capacity(value.len() + 16);
    push_number(1, &mut document);
    document.extend(field.field_id().to_le_bytes());
    document.push(BYTES);
    push_number(value.len(), &mut document);
    document.extend(value);
    document
}

fn push_number(mut number: usize, into: &mut Vec<u8>) {
    while number > 0x7f {
        into.push((number & 0x7f) as u8);
        number >>= 7;
    }
    into.push(number as u8 | 0x80);
}

/// A number in bytes of seven bits, the lowest first, the last with the highest bit set.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().enumerate().take(9) {
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 != 0 {
            return Some((number, &bytes[place + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{STORED, Schema};
    use tantivy::store::StoreReader;
    use tantivy::{Index, TantivyDocument};

    use super::{document, value_of};

    #[test]
    fn what_the_engine_stored_is_found() {
        let mut schema = Schema::builder();
        schema.add_u64_field("other", STORED);
        let field = schema.add_bytes_field("stored", STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
        for length in [0, 1, 200, 70_000] {
            let mut document = TantivyDocument::default();
            document.add_bytes(field, &vec![7; length]);
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let store: StoreReader = searcher.segment_reader(0).get_store_reader(1).unwrap();
        for (doc, length) in [0, 1, 200, 70_000].into_iter().enumerate() {
            let bytes = store.get_document_bytes(doc as u32).unwrap();
            assert!(document(field, &vec![7; length]) == bytes.as_slice(), "written as the engine does");
            assert_eq!(value_of(field, &bytes), Some(&vec![7; length][..]));
            for cut in 0..bytes.len().min(300) {
                assert_eq!(value_of(field, &bytes[..cut]), None, "{cut} of {} bytes", bytes.len());
            }
        }
    }

    #[test]
    fn a_length_that_cannot_be_is_nothing() {
        let field = tantivy::schema::Field::from_field_id(0);
        assert_eq!(value_of(field, &[0x81, 0, 0, 0, 0, 4, 0x81, 9]), Some(&[9][..]));
        for damaged in [
            &[0x81, 0, 0, 0, 0, 4, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0xff, 9][..],
            &[0x81, 0, 0, 0, 0, 4, 0x82, 9],
            &[0x81, 0, 0, 0, 0, 1, 0x81, 9],
            &[0x81, 1, 0, 0, 0, 4, 0x81, 9],
            &[0x82, 0, 0, 0, 0, 4, 0x81, 9],
            &[0; 20],
        ] {
            assert_eq!(value_of(field, damaged), None, "{damaged:?}");
        }
    }
}
