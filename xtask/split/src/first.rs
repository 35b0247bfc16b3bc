//! The first part: the functions that ran, and a stub for each other one.

use std::collections::HashSet;

use walrus::ir::UnaryOp;
use walrus::{
    ConstExpr, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalId, LocalFunction, LocalId,
    Module, TableId, ValType, ir::Value, passes,
};

use crate::Failure;
use crate::plan::{LOAD, LOADED, Plan, function_name, function_table, global_name, memory_name, table_name};

/// Makes a module the first part, which exports what the later one needs.
pub(crate) fn part(module: &mut Module, plan: &Plan, needed: &HashSet<String>) -> Result<(), Failure> {
    let load = module.exports.get_func(LOAD)?;
    let table = function_table(module)?;
    let functions: Vec<FunctionId> = module.funcs.iter().map(|function| function.id()).collect();
    export_state(module, needed);
    for (place, id) in functions.iter().enumerate() {
        if needed.contains(&function_name(place)) {
            module.exports.add(&function_name(place), *id);
        }
    }
    plan.enlarge(module.tables.get_mut(table));
    let loaded = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    module.exports.add(LOADED, loaded);
    for (place, slots) in &plan.moved {
        let slot = i32::try_from(slots[0])?;
        let stub = stub(module, functions[*place], Way { loaded, load, table, slot });
        module.funcs.get_mut(functions[*place]).kind = FunctionKind::Local(stub);
    }
    passes::gc::run(module);
    Ok(())
}

/// Exports memory, tables and globals, as far as the later part uses them.
fn export_state(module: &mut Module, needed: &HashSet<String>) {
    let Module { memories, tables, globals, exports, .. } = module;
    let memories = memories.iter().map(|memory| ExportItem::Memory(memory.id())).enumerate();
    let tables = tables.iter().map(|table| ExportItem::Table(table.id())).enumerate();
    let globals = globals.iter().map(|global| ExportItem::Global(global.id())).enumerate();
    let memories = memories.map(|(place, item)| (memory_name(place), item));
    let tables = tables.map(|(place, item)| (table_name(place), item));
    let globals = globals.map(|(place, item)| (global_name(place), item));
    for (name, item) in memories.chain(tables).chain(globals) {
        if needed.contains(&name) {
            exports.add(&name, item);
        }
    }
}

/// How a stub comes to the function that it stands for.
#[derive(Clone, Copy)]
struct Way {
    loaded: GlobalId,
    load: FunctionId,
    table: TableId,
    slot: i32,
}

/// What stands for a function that went to the later part.
fn stub(module: &mut Module, function: FunctionId, way: Way) -> LocalFunction {
    let ty = module.funcs.get(function).ty();
    let (params, results) = module.types.params_results(ty);
    let (params, results) = (params.to_vec(), results.to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    let args: Vec<LocalId> = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut body = builder.func_body();
    body.global_get(way.loaded).unop(UnaryOp::I32Eqz).if_else(
        None,
        |missing| {
            missing.call(way.load);
        },
        |_| {},
    );
    for arg in &args {
        body.local_get(*arg);
    }
    body.i32_const(way.slot).call_indirect(ty, way.table);
    builder.local_func(args)
}
