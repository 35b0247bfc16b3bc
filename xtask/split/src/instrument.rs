//! Noting which functions run.

use walrus::ir::{Const, MemArg, Store, StoreKind, Value};
use walrus::{FunctionId, Module};

use crate::Failure;

/// The size of a page of wasm memory, in bytes.
const PAGE: u64 = 65_536;

/// Has every function of the module's own note that it ran. Returns the address of the notes, which stand
/// behind everything that the module uses itself, and their number.
pub(crate) fn instrument(module: &mut Module) -> Result<(u64, usize), Failure> {
    let memory = module.memories.iter().next().ok_or("there is no memory")?.id();
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let count = functions.len();
    let address = {
        let memory = module.memories.get_mut(memory);
        let address = memory.initial * PAGE;
        memory.initial += (count as u64).div_ceil(PAGE);
        address
    };
    for (number, id) in functions.into_iter().enumerate() {
        let place = i32::try_from(address + number as u64)?;
        let mut body = module.funcs.get_mut(id).kind.unwrap_local_mut().builder_mut().func_body();
        let note =
            Store { memory, kind: StoreKind::I32_8 { atomic: false }, arg: MemArg { align: 1, offset: 0 } };
        body.instr_at(0, note);
        body.instr_at(0, Const { value: Value::I32(1) });
        body.instr_at(0, Const { value: Value::I32(place) });
    }
    Ok((address, count))
}
