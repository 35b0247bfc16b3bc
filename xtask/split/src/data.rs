//! The constants that only the later part reads, and that therefore go there.
//!
//! A constant moves if that is certain to be safe: the linker told where it stands and that it is only named
//! by addresses inside of it, no function that stays in the first part names such an address, and no pointer to
//! it stands in data that stays. Then whoever reads it got its address from the later part.

use std::ops::Range;

use walrus::ir::{Const, Load, Value, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataId, DataKind, FunctionKind, MemoryId, Module};

use crate::plan::Plan;
use crate::symbols::Constants;

/// Data with less than this between them, in bytes, move as one: a segment costs about as much.
const NEAR: usize = 8;

/// Data that moves.
pub(crate) struct Moved {
    /// Its address.
    pub(crate) address: u32,
    /// Its content.
    pub(crate) content: Vec<u8>,
}

/// The data that can move, of the given constants.
pub(crate) fn movable(module: &Module, plan: &Plan, constants: &Constants) -> Vec<Moved> {
    let stays = staying(module, plan, constants);
    segments(module).flat_map(|(_, start, data)| runs(start, data, constants, &stays)).collect()
}

/// Takes data out of the module: zeros weigh nothing after compression.
pub(crate) fn take_out(module: &mut Module, moved: &[Moved]) {
    let places: Vec<(DataId, u32, usize)> =
        segments(module).map(|(id, start, data)| (id, start, data.len())).collect();
    for Moved { address, content } in moved {
        let holds =
            |(_, start, length): &&(DataId, u32, usize)| (*start..*start + *length as u32).contains(address);
        if let Some((id, start, _)) = places.iter().find(holds) {
            let at = (address - start) as usize;
            module.data.get_mut(*id).value[at..at + content.len()].fill(0);
        }
    }
}

/// Adds data to the module.
pub(crate) fn put_in(module: &mut Module, memory: MemoryId, moved: &Moved) {
    let offset = ConstExpr::Value(Value::I32(moved.address.cast_signed()));
    let data = module.data.add(DataKind::Active { memory, offset }, moved.content.clone());
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

/// The pieces of a segment that move.
fn runs(start: u32, data: &[u8], constants: &Constants, stays: &[bool]) -> Vec<Moved> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (symbol, _) in constants.symbols.iter().zip(stays).filter(|(_, stays)| !**stays) {
        let place = |address: u32| address.checked_sub(start).map(|at| at as usize);
        let (Some(from), Some(to)) = (place(symbol.range.start), place(symbol.range.end)) else { continue };
        if to > data.len() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if from - run.end < NEAR && is_padding(&data[run.end..from]) => run.end = to,
            _ => runs.push(from..to),
        }
    }
    let moved = |run: Range<usize>| Moved { address: start + run.start as u32, content: data[run].to_vec() };
    runs.into_iter().map(moved).collect()
}

/// Whether nothing that could stay lies between two constants.
fn is_padding(between: &[u8]) -> bool {
    between.iter().all(|byte| *byte == 0)
}

/// For each constant, whether it stays.
fn staying(module: &Module, plan: &Plan, constants: &Constants) -> Vec<bool> {
    let pointers = pointers(module, constants);
    let mut named = named_by_code(module, plan, constants);
    for (at, symbol) in constants.symbols.iter().enumerate() {
        let found = pointers.iter().any(|(_, to)| *to == at);
        // The linker knows of a pointer that was not found here: better not to touch what it points to.
        if !symbol.is_plain || (symbol.is_pointed_to && !found) {
            named.push(at);
        }
    }
    named.extend(pointers.iter().filter(|(from, _)| from.is_none()).map(|(_, to)| *to));
    let mut stays = vec![false; constants.symbols.len()];
    while let Some(at) = named.pop() {
        if !std::mem::replace(&mut stays[at], true) {
            named.extend(pointers.iter().filter(|(from, _)| *from == Some(at)).map(|(_, to)| *to));
        }
    }
    stays
}

/// Words in the data that point to a constant: the constant that they stand in, if any, and the other one.
fn pointers(module: &Module, constants: &Constants) -> Vec<(Option<usize>, usize)> {
    let of_segment = |(_, start, data): (DataId, u32, &[u8])| {
        let misaligned = (start as usize).next_multiple_of(4) - start as usize;
        let words = data.get(misaligned..).unwrap_or_default().chunks_exact(4).enumerate();
        let pointer = |(number, word): (usize, &[u8])| {
            let value = u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
            let from = constants.at(start + (misaligned + 4 * number) as u32);
            constants.named_by(value).map(move |to| (from, to))
        };
        words.flat_map(pointer).collect::<Vec<_>>()
    };
    segments(module).flat_map(of_segment).collect()
}

/// The constants that functions of the first part name.
fn named_by_code(module: &Module, plan: &Plan, constants: &Constants) -> Vec<usize> {
    let mut names = Names { constants, found: Vec::new() };
    for (place, function) in module.funcs.iter().enumerate() {
        if let FunctionKind::Local(local) = &function.kind
            && !plan.moved.contains_key(&place)
        {
            dfs_in_order(&mut names, local, local.entry_block());
        }
    }
    names.found
}

/// Gathers the constants that are named.
struct Names<'a> {
    constants: &'a Constants,
    found: Vec<usize>,
}

impl Names<'_> {
    fn note(&mut self, address: u32) {
        self.found.extend(self.constants.named_by(address));
    }
}

impl<'module> Visitor<'module> for Names<'_> {
    fn visit_const(&mut self, constant: &Const) {
        if let Value::I32(value) = constant.value {
            self.note(value.cast_unsigned());
        }
    }

    fn visit_load(&mut self, load: &Load) {
        u32::try_from(load.arg.offset).into_iter().for_each(|offset| self.note(offset));
    }
}
