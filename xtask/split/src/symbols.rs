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
    /// Whether every address by which code and data name it lies in its range. One whose end is named, or
    /// a place before its beginning, can't be told from its neighbours.
    pub(crate) is_plain: bool,
    /// Whether a pointer to it stands in the data.
    pub(crate) is_pointed_to: bool,
}

/// The constants of a module, sorted and apart: those that overlap count as one. None if it doesn't tell.
pub(crate) fn constants(bytes: &[u8]) -> Result<Vec<Symbol>, Failure> {
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
    Ok(apart(places.collect()))
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
            if !(0..i64::from(symbol.size)).contains(&relocation.addend) {
                self.odd.insert(relocation.index);
            }
            if is_data {
                self.pointed_to.insert(relocation.index);
            }
        }
        Ok(())
    }
}
