//! Tables that only the later part reads, and that therefore go there: data files that are embedded as they
//! are.
//!
//! A table moves only if that is certain to be safe: it stands in the data once, some function reads it,
//! all functions that name an address in it go to the later part, and no pointer to it stands in the data.

use std::ops::Range;

use walrus::ir::{Const, Load, Value, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataId, DataKind, Module};

use crate::plan::Plan;

/// Shorter ones are not worth a data segment of their own.
const WORTHWHILE: usize = 4 << 10;

/// A table that moves.
pub(crate) struct Table {
    /// Its address.
    pub(crate) address: u32,
    /// Its content.
    pub(crate) content: Vec<u8>,
}

/// The given contents that can move.
pub(crate) fn movable(module: &Module, plan: &Plan, contents: &[Vec<u8>]) -> Vec<Table> {
    let worthwhile = contents.iter().filter(|content| content.len() >= WORTHWHILE);
    let found = worthwhile.filter_map(|content| Some((content, address(module, content)?)));
    found
        .filter(|(content, address)| {
            let range = *address..*address + content.len() as u32;
            is_read_later_only(module, plan, &range) && !is_pointed_to(module, &range)
        })
        .map(|(content, address)| Table { address, content: content.clone() })
        .collect()
}

/// Takes a table out of the module's data.
pub(crate) fn take_out(module: &mut Module, table: &Table) {
    let memory = module.memories.iter().next().map(|memory| memory.id());
    let holds = segments(module)
        .find(|(_, start, data)| (*start..*start + data.len() as u32).contains(&table.address));
    let (Some(memory), Some((id, start, data))) = (memory, holds) else { return };
    let at = (table.address - start) as usize;
    let behind = data[at + table.content.len()..].to_vec();
    module.data.get_mut(id).value.truncate(at);
    put_in(module, memory, table.address + table.content.len() as u32, behind);
}

/// Adds data to the module.
pub(crate) fn put_in(module: &mut Module, memory: walrus::MemoryId, address: u32, content: Vec<u8>) {
    let offset = ConstExpr::Value(Value::I32(address.cast_signed()));
    let data = module.data.add(DataKind::Active { memory, offset }, content);
    module.memories.get_mut(memory).data_segments.insert(data);
}

/// The data segments with their addresses.
fn segments(module: &Module) -> impl Iterator<Item = (DataId, u32, &[u8])> {
    module.data.iter().filter_map(|data| match &data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => {
            Some((data.id(), offset.cast_unsigned(), data.value.as_slice()))
        }
        _ => None,
    })
}

/// Where a content stands, if it does exactly once.
fn address(module: &Module, content: &[u8]) -> Option<u32> {
    let mut places = segments(module).flat_map(|(_, start, data)| {
        let places = data.windows(content.len().min(16)).enumerate();
        let begins = places.filter(|(_, window)| content.starts_with(window));
        let whole = begins.filter(|(at, _)| data[*at..].starts_with(content));
        whole.map(move |(at, _)| start + at as u32).collect::<Vec<_>>()
    });
    let place = places.next()?;
    places.next().is_none().then_some(place)
}

/// Whether the functions that name an address in a range all go to the later part; and there are some.
fn is_read_later_only(module: &Module, plan: &Plan, range: &Range<u32>) -> bool {
    let locals: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let mut readers = 0;
    for (place, function) in module.funcs.iter().enumerate() {
        if !locals.contains(&function.id()) {
            continue;
        }
        let local = function.kind.unwrap_local();
        let mut names = Names { range, found: false };
        dfs_in_order(&mut names, local, local.entry_block());
        if names.found {
            readers += 1;
            if !plan.moved.contains_key(&place) {
                return false;
            }
        }
    }
    readers > 0
}

/// Looks for addresses in a range.
struct Names<'a> {
    range: &'a Range<u32>,
    found: bool,
}

impl<'module> Visitor<'module> for Names<'_> {
    fn visit_const(&mut self, constant: &Const) {
        if let Value::I32(value) = constant.value {
            self.found |= self.range.contains(&value.cast_unsigned());
        }
    }

    fn visit_load(&mut self, load: &Load) {
        self.found |= u32::try_from(load.arg.offset).is_ok_and(|offset| self.range.contains(&offset));
    }
}

/// Whether a pointer into a range stands in the data outside of it.
fn is_pointed_to(module: &Module, range: &Range<u32>) -> bool {
    segments(module).any(|(_, start, data)| {
        let misaligned = (start as usize).next_multiple_of(4) - start as usize;
        let words = data.get(misaligned..).unwrap_or_default().chunks_exact(4).enumerate();
        words.map(|(number, word)| (start + (misaligned + 4 * number) as u32, word)).any(|(at, word)| {
            let value = u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
            range.contains(&value) && !range.contains(&at)
        })
    })
}
