//! The linker's own account of the data: which symbol stands where, and how code and data name it.
//!
//! It is there if the module was linked with `--emit-relocs`; wasm-bindgen carries it along.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use wasmparser::{KnownCustom, Linking, Parser, Payload, SymbolInfo};

use crate::Failure;

/// The data of this name is never written to.
const CONSTANT: &str = ".rodata";

/// A constant in the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// Its addresses.
    pub(crate) range: Range<u32>,
    /// Whether every address by which code and data name it lies in its range or is its end. One that is named
    /// by a place before its beginning, or behind its end, can't be told from its neighbours.
    pub(crate) is_plain: bool,
    /// Whether a pointer to it stands in the data.
    pub(crate) is_pointed_to: bool,
}

/// The constants of a module.
#[derive(Debug, Default)]
pub(crate) struct Constants {
    /// Sorted and apart: those that overlap count as one.
    pub(crate) symbols: Vec<Symbol>,
    /// The addresses by which code and data name something. Any other number is no address, even if it could be
    /// one in a large constant.
    pub(crate) named: HashSet<u32>,
    /// Those of them that are the ends of constants, as going through one needs.
    pub(crate) ends: HashSet<u32>,
}

impl Constants {
    /// The numbers of the constants that an address may name: the one that it lies in, and the one that ends there.
    pub(crate) fn named_by(&self, address: u32) -> impl Iterator<Item = usize> {
        let begins = self.named.contains(&address).then(|| self.at(address));
        let ends = self.ends.contains(&address).then(|| self.at(address - 1));
        begins.into_iter().chain(ends).flatten()
    }

    /// The number of the constant that holds a byte.
    pub(crate) fn at(&self, address: u32) -> Option<usize> {
        let number = self.symbols.partition_point(|symbol| symbol.range.end <= address);
        self.symbols.get(number).is_some_and(|symbol| symbol.range.contains(&address)).then_some(number)
    }
}

/// The constants of a module; none if it doesn't tell.
pub(crate) fn constants(bytes: &[u8]) -> Result<Constants, Failure> {
    let told = told(bytes)?;
    let places = told.symbols.iter().filter_map(|(index, symbol)| {
        let start = told.starts.get(symbol.segment)? + symbol.offset;
        let is_constant = told.names.get(symbol.segment).is_some_and(|name| name == CONSTANT);
        (is_constant && symbol.size > 0).then(|| Symbol {
            range: start..start + symbol.size,
            is_plain: !told.odd.contains(index),
            is_pointed_to: told.pointed_to.contains(index),
        })
    });
    let symbols = apart(places.collect());
    Ok(Constants { symbols, named: told.named, ends: told.ends })
}

/// Takes the account out of a module: it is about another one.
pub(crate) fn forget(module: &mut walrus::Module) {
    let is_account = |name: &str| name == "linking" || name.starts_with("reloc.");
    let accounts: Vec<_> =
        module.customs.iter().filter(|(_, section)| is_account(section.name())).map(|(id, _)| id).collect();
    for id in accounts {
        module.customs.delete(id);
    }
}

fn apart(mut symbols: Vec<Symbol>) -> Vec<Symbol> {
    symbols.sort_by_key(|symbol| symbol.range.start);
    let mut apart: Vec<Symbol> = Vec::with_capacity(symbols.len());
    for symbol in symbols {
        match apart.last_mut() {
            Some(last) if symbol.range.start < last.range.end => {
                last.range.end = last.range.end.max(symbol.range.end);
                last.is_plain &= symbol.is_plain;
                last.is_pointed_to |= symbol.is_pointed_to;
            }
            _ => apart.push(symbol),
        }
    }
    apart
}

/// A symbol as the linker writes it down.
struct Entry {
    segment: usize,
    offset: u32,
    size: u32,
}

#[derive(Default)]
struct Told {
    /// The addresses of the segments.
    starts: Vec<u32>,
    /// Their names.
    names: Vec<String>,
    symbols: HashMap<u32, Entry>,
    /// Symbols that are named by an address outside of them.
    odd: HashSet<u32>,
    pointed_to: HashSet<u32>,
    named: HashSet<u32>,
    ends: HashSet<u32>,
}

fn told(bytes: &[u8]) -> Result<Told, Failure> {
    let mut told = Told::default();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::DataSection(segments) => {
                for segment in segments {
                    told.starts.push(start(&segment?)?);
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => told.read_linking(&linking)?,
                KnownCustom::Reloc(relocations) => {
                    let is_data = section.name().ends_with("DATA");
                    told.read_relocations(&relocations, is_data)?;
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(told)
}

fn start(segment: &wasmparser::Data<'_>) -> Result<u32, Failure> {
    let wasmparser::DataKind::Active { offset_expr, .. } = &segment.kind else {
        return Err("a data segment has no address".into());
    };
    match offset_expr.get_operators_reader().read()? {
        wasmparser::Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err("the address of a data segment is no constant".into()),
    }
}

impl Told {
    fn read_linking(&mut self, linking: &wasmparser::LinkingSectionReader<'_>) -> Result<(), Failure> {
        for part in linking.subsections() {
            match part? {
                Linking::SegmentInfo(segments) => {
                    for segment in segments {
                        self.names.push(segment?.name.to_owned());
                    }
                }
                Linking::SymbolTable(symbols) => {
                    for (number, symbol) in symbols.into_iter().enumerate() {
                        if let SymbolInfo::Data { symbol: Some(place), .. } = symbol? {
                            let entry = Entry {
                                segment: place.index as usize,
                                offset: place.offset,
                                size: place.size,
                            };
                            self.symbols.insert(u32::try_from(number)?, entry);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_relocations(
        &mut self,
        relocations: &wasmparser::RelocSectionReader<'_>,
        is_data: bool,
    ) -> Result<(), Failure> {
        for relocation in relocations.entries() {
            let relocation = relocation?;
            // Symbols of functions and tables are not among them.
            let Some(symbol) = self.symbols.get(&relocation.index) else { continue };
            if !(0..=i64::from(symbol.size)).contains(&relocation.addend) {
                self.odd.insert(relocation.index);
            }
            if is_data {
                self.pointed_to.insert(relocation.index);
            }
            let start = self.starts.get(symbol.segment).copied().unwrap_or_default() + symbol.offset;
            let address = u32::try_from(i64::from(start) + relocation.addend).ok();
            self.named.extend(address);
            self.ends.extend(address.filter(|address| *address == start + symbol.size && symbol.size > 0));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{ConstExpr, DataKind, Module, ModuleConfig, RawCustomSection, ir::Value};

    /// A module with constants of 4 bytes each at 1,024, a variable behind them, and the linker's account with
    /// relocations of code and data: symbol and addend.
    fn told(code: &[(u8, u8)], data: &[(u8, u8)]) -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        for (at, length) in [(1_024, 12), (2_048, 4)] {
            let kind = DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(at)) };
            let id = module.data.add(kind, vec![1; length]);
            module.memories.get_mut(memory).data_segments.insert(id);
        }
        let segments = [&[2, 7][..], b".rodata", &[2, 0, 5], b".data", &[2, 0]].concat();
        let symbol = |name: u8, segment: u8, offset: u8| [1, 0, 1, name, segment, offset, 4];
        let symbols =
            [symbol(b'a', 0, 0), symbol(b'b', 0, 4), symbol(b'c', 0, 8), symbol(b'v', 1, 0)].concat();
        let symbols = [&[4][..], &symbols].concat();
        let part = |id: u8, content: &[u8]| [&[id, content.len() as u8][..], content].concat();
        let linking = [&[2][..], &part(5, &segments), &part(8, &symbols)].concat();
        // R_WASM_MEMORY_ADDR_SLEB and _I32 at place 0.
        let relocations = |section: u8, kind: u8, of: &[(u8, u8)]| {
            let entries = of.iter().flat_map(|(symbol, addend)| [kind, 0, *symbol, *addend]);
            [section, of.len() as u8].into_iter().chain(entries).collect::<Vec<u8>>()
        };
        let sections = [
            ("linking", linking),
            ("reloc.CODE", relocations(1, 4, code)),
            ("reloc.DATA", relocations(1, 5, data)),
        ];
        for (name, data) in sections {
            module.customs.add(RawCustomSection { name: name.to_owned(), data });
        }
        module.emit_wasm()
    }

    fn symbol(start: u32, is_plain: bool, is_pointed_to: bool) -> Symbol {
        Symbol { range: start..start + 4, is_plain, is_pointed_to }
    }

    #[test]
    fn constants_are_read_with_how_they_are_named() {
        // The addend -1 is 0x7f in the binary format.
        let bytes = told(&[(0, 3), (0, 5), (1, 4), (3, 0)], &[(2, 0x7f)]);
        let expected = [symbol(1_024, false, false), symbol(1_028, true, false), symbol(1_032, false, true)];
        let constants = constants(&bytes).unwrap();
        assert_eq!(constants.symbols, expected);
        assert_eq!(constants.named, [1_027, 1_029, 1_032, 2_048, 1_031].into());
        assert_eq!(constants.ends, [1_032].into());
        // The end of the second constant is the beginning of the third: it may name both.
        let named = [1_024, 1_027, 1_032, 2_048].map(|at| constants.named_by(at).collect::<Vec<_>>());
        assert_eq!(named, [vec![], vec![0], vec![2, 1], vec![]]);
    }

    #[test]
    fn constants_that_overlap_count_as_one() {
        let other = Symbol { range: 1_026..1_034, is_plain: false, is_pointed_to: true };
        let one = apart(vec![other, symbol(1_024, true, false), symbol(1_034, true, false)]);
        let both = Symbol { range: 1_024..1_034, is_plain: false, is_pointed_to: true };
        assert_eq!(one, [both, symbol(1_034, true, false)]);
    }

    #[test]
    fn the_account_can_be_missing_and_taken_out() {
        let mut module = Module::from_buffer(&told(&[(0, 0)], &[])).unwrap();
        forget(&mut module);
        assert_eq!(constants(&module.emit_wasm()).unwrap().symbols, []);
    }
}
