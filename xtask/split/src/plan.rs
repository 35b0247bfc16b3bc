//! What goes where.

use std::collections::HashMap;

use walrus::{ConstExpr, ElementItems, ElementKind, FunctionId, Module, Table, TableId, ir::Value};

use crate::Failure;

/// The export that has the later part loaded: a function without parameters and results. The app has it.
pub(crate) const LOAD: &str = "loadLater";
/// The exported global that is 1 once the later part is there.
pub(crate) const LOADED: &str = "$loaded";
/// The module name by which the later part imports from the first.
pub(crate) const FIRST: &str = "first";

/// What goes where. Functions, tables and globals are told by their place in the module, which is the same
/// however often it is read.
pub(crate) struct Plan {
    /// For each function that goes to the later part, its places in the function table, at least one.
    pub(crate) moved: HashMap<usize, Vec<u64>>,
    /// How large the function table becomes.
    table_size: u64,
}

impl Plan {
    /// All functions that did not run go to the later part.
    pub(crate) fn new(module: &Module, ran: &[usize]) -> Result<Self, Failure> {
        let load = module.exports.get_func(LOAD)?;
        let places = places(module);
        let mut locals: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
        let mut kept: Vec<FunctionId> =
            ran.iter().filter_map(|number| locals.get(*number).copied()).collect();
        kept.push(load);
        locals.retain(|id| !kept.contains(id));
        let table = function_table(module)?;
        let mut slots = slots(module, table);
        let mut table_size = module.tables.get(table).initial;
        let mut moved = HashMap::new();
        for id in locals {
            let own = slots.remove(&id).unwrap_or_else(|| {
                table_size += 1;
                vec![table_size - 1]
            });
            moved.insert(places[&id], own);
        }
        Ok(Self { moved, table_size })
    }

    /// Makes room in the function table.
    pub(crate) fn enlarge(&self, table: &mut Table) {
        table.initial = self.table_size;
        table.maximum = table.maximum.map(|maximum| maximum.max(self.table_size));
    }
}

/// The place of every function, imported ones included.
fn places(module: &Module) -> HashMap<FunctionId, usize> {
    module.funcs.iter().enumerate().map(|(place, function)| (function.id(), place)).collect()
}

/// The table that functions are called through.
pub(crate) fn function_table(module: &Module) -> Result<TableId, Failure> {
    module.tables.main_function_table()?.ok_or_else(|| "there is no function table".into())
}

/// The name under which the first part exports the function at a place.
pub(crate) fn function_name(place: usize) -> String {
    format!("$f{place:x}")
}

/// As [`function_name`], of a memory.
pub(crate) fn memory_name(place: usize) -> String {
    format!("$m{place}")
}

/// As [`function_name`], of a table.
pub(crate) fn table_name(place: usize) -> String {
    format!("$t{place}")
}

/// As [`function_name`], of a global.
pub(crate) fn global_name(place: usize) -> String {
    format!("$g{place}")
}

/// Where the functions stand in the table already.
fn slots(module: &Module, table: TableId) -> HashMap<FunctionId, Vec<u64>> {
    let mut slots: HashMap<FunctionId, Vec<u64>> = HashMap::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table: its, offset } = &element.kind else { continue };
        let (ConstExpr::Value(Value::I32(offset)), ElementItems::Functions(functions)) =
            (offset, &element.items)
        else {
            continue;
        };
        if *its == table {
            for (at, function) in functions.iter().enumerate() {
                slots.entry(*function).or_default().push(u64::from(offset.cast_unsigned()) + at as u64);
            }
        }
    }
    slots
}
