//! The later part: the functions that did not run, and the constants that only they read.

use std::collections::HashSet;

use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionId, FunctionKind, GlobalKind, ImportedFunction, Module,
    ModuleConfig, TableId, ir::Value, passes,
};

use crate::Failure;
use crate::data::{self, Moved};
use crate::plan::{FIRST, Plan, function_name, function_table, global_name, memory_name, table_name};
use crate::symbols;

/// The later part, and the names that it imports from the first.
pub(crate) fn part(
    bytes: &[u8],
    plan: &Plan,
    moved: &[Moved],
) -> Result<(Vec<u8>, HashSet<String>), Failure> {
    let mut module = ModuleConfig::new().parse(bytes)?;
    let table = function_table(&module)?;
    let functions: Vec<FunctionId> = module.funcs.iter().map(|function| function.id()).collect();
    drop_contents(&mut module);
    import_state(&mut module);
    import_functions(&mut module, &functions, plan);
    fill_table(&mut module, table, &functions, plan);
    let memory = module.memories.iter().next().ok_or("there is no memory")?.id();
    for moved in moved {
        data::put_in(&mut module, memory, moved);
    }
    passes::gc::run(&mut module);
    symbols::forget(&mut module);
    let needed = module.imports.iter().map(|import| import.name.clone()).collect();
    Ok((module.emit_wasm(), needed))
}

/// Takes out what the first part has brought already.
fn drop_contents(module: &mut Module) {
    module.start = None;
    for id in module.exports.iter().map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for id in module.data.iter().map(|data| data.id()).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    for id in module.elements.iter().map(|element| element.id()).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
}

/// Shares memory, tables and globals with the first part.
fn import_state(module: &mut Module) {
    for (place, id) in module.memories.iter().map(|memory| memory.id()).enumerate().collect::<Vec<_>>() {
        let import = module.imports.add(FIRST, &memory_name(place), id);
        module.memories.get_mut(id).import = Some(import);
    }
    for (place, id) in module.tables.iter().map(|table| table.id()).enumerate().collect::<Vec<_>>() {
        let import = module.imports.add(FIRST, &table_name(place), id);
        module.tables.get_mut(id).import = Some(import);
    }
    for (place, id) in module.globals.iter().map(|global| global.id()).enumerate().collect::<Vec<_>>() {
        let import = module.imports.add(FIRST, &global_name(place), id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
}

/// Calls the functions of the first part there, and the browser's through it.
fn import_functions(module: &mut Module, functions: &[FunctionId], plan: &Plan) {
    for (place, id) in functions.iter().enumerate().filter(|(place, _)| !plan.moved.contains_key(place)) {
        let ty = module.funcs.get(*id).ty();
        if let FunctionKind::Import(old) = &module.funcs.get(*id).kind {
            module.imports.delete(old.import);
        }
        let import = module.imports.add(FIRST, &function_name(place), *id);
        module.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
}

/// Puts its functions where the first part calls them.
fn fill_table(module: &mut Module, table: TableId, functions: &[FunctionId], plan: &Plan) {
    plan.enlarge(module.tables.get_mut(table));
    let mut entries: Vec<(u64, FunctionId)> = plan
        .moved
        .iter()
        .flat_map(|(place, slots)| slots.iter().map(|slot| (*slot, functions[*place])))
        .collect();
    entries.sort_by_key(|(slot, _)| *slot);
    for run in entries.chunk_by(|(one, _), (next, _)| one + 1 == *next) {
        let Ok(start) = u32::try_from(run[0].0) else { continue };
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(start.cast_signed())) };
        let items = ElementItems::Functions(run.iter().map(|(_, function)| *function).collect());
        let segment = module.elements.add(kind, items);
        module.tables.get_mut(table).elem_segments.insert(segment);
    }
}
