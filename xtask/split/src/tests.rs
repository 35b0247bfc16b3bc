//! A small module, split and run by Node.js: whatever is in the later part is there when it is called.

use std::process::Command;
use std::{env, fs, process};

use crate::symbols::{Constants, Symbol};

use walrus::ir::{LoadKind, MemArg};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, FunctionId, Module, ModuleConfig,
    RefType, ValType, ir::Value,
};

/// Instantiates the first part, loads the later one when asked to, and prints what the calls give.
const RUN: &str = r#"
const fs = require("fs");
const [first, later] = process.argv.slice(1).map((path) => new WebAssembly.Module(fs.readFileSync(path)));
let loads = 0;
const { exports } = new WebAssembly.Instance(first, { env: { load() {
  loads++;
  new WebAssembly.Instance(later, { first: exports });
  exports.$loaded.value = 1;
} } });
console.log(exports.hot(5), loads, exports.direct(5), exports.through(5), exports.direct(6), loads,
  WebAssembly.Module.imports(later).every(({ module }) => module === "first"));
"#;

/// Where the data begin.
const TABLE: u32 = 1_024;

/// `hot(x)` is x + 1; `direct` and `through` call `cold(x)`, which is hot(x) and a byte of the table, one by
/// its name and one by the function table.
fn module(table: &[u8]) -> Module {
    let mut module = Module::with_config(ModuleConfig::new());
    let memory = module.memories.add_local(false, false, 1, None, None);
    let at = ConstExpr::Value(Value::I32(TABLE.cast_signed()));
    let data =
        module.data.add(DataKind::Active { memory, offset: at }, [b"before", table, b"after"].concat());
    module.memories.get_mut(memory).data_segments.insert(data);

    let nothing = module.types.add(&[], &[]);
    let (js_load, _) = module.add_import_func("env", "load", nothing);
    let mut load = FunctionBuilder::new(&mut module.types, &[], &[]);
    load.func_body().call(js_load);
    let load = load.finish(vec![], &mut module.funcs);

    let one = [ValType::I32];
    let x = module.locals.add(ValType::I32);
    let mut hot = FunctionBuilder::new(&mut module.types, &one, &one);
    hot.func_body().local_get(x).i32_const(1).binop(walrus::ir::BinaryOp::I32Add);
    let hot = hot.finish(vec![x], &mut module.funcs);

    let x = module.locals.add(ValType::I32);
    let mut cold = FunctionBuilder::new(&mut module.types, &one, &one);
    let arg = MemArg { align: 1, offset: 0 };
    let byte = LoadKind::I32_8 { kind: walrus::ir::ExtendedLoad::ZeroExtend };
    cold.func_body()
        .local_get(x)
        .call(hot)
        .i32_const((TABLE + "before".len() as u32).cast_signed())
        .load(memory, byte, arg)
        .binop(walrus::ir::BinaryOp::I32Add);
    let cold = cold.finish(vec![x], &mut module.funcs);

    let functions = module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
    let start = ConstExpr::Value(Value::I32(0));
    let kind = ElementKind::Active { table: functions, offset: start };
    let segment = module.elements.add(kind, ElementItems::Functions(vec![cold]));
    module.tables.get_mut(functions).elem_segments.insert(segment);

    let ty = module.types.add(&one, &one);
    let x = module.locals.add(ValType::I32);
    let mut direct = FunctionBuilder::new(&mut module.types, &one, &one);
    direct.func_body().local_get(x).call(cold);
    let direct = direct.finish(vec![x], &mut module.funcs);
    let x = module.locals.add(ValType::I32);
    let mut through = FunctionBuilder::new(&mut module.types, &one, &one);
    through.func_body().local_get(x).i32_const(0).call_indirect(ty, functions);
    let through = through.finish(vec![x], &mut module.funcs);

    for (name, function) in [("loadLater", load), ("hot", hot), ("direct", direct), ("through", through)] {
        module.exports.add(name, function);
    }
    module
}

/// The table, as the linker would tell of it.
fn constant(table: &[u8]) -> Symbol {
    let start = TABLE + "before".len() as u32;
    Symbol { range: start..start + table.len() as u32, is_plain: true, is_pointed_to: false }
}

/// What the linker tells of a module with one constant, which is named by its beginning.
fn told(constant: Symbol) -> Constants {
    Constants { named: [constant.range.start].into(), symbols: vec![constant], ..Constants::default() }
}

/// The numbers of the functions that are exported: all but `cold`.
fn ran(module: &Module) -> Vec<usize> {
    let locals: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let names = ["loadLater", "hot", "direct", "through"];
    let exported = names.map(|name| module.exports.get_func(name).unwrap());
    (0..locals.len()).filter(|number| exported.contains(&locals[*number])).collect()
}

fn run(first: &[u8], later: &[u8]) -> String {
    let folder = env::temp_dir().join(format!("split-wasm-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (one, two) = (folder.join("first.wasm"), folder.join("later.wasm"));
    fs::write(&one, first).unwrap();
    fs::write(&two, later).unwrap();
    let output = Command::new("node").args(["-e", RUN]).args([&one, &two]).output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn the_later_part_is_there_when_it_is_called() {
    let table = [vec![30], vec![b'x'; 5_000]].concat();
    // The numbers are those of the bytes that are read, as the page's build has them.
    let bytes = module(&table).emit_wasm();
    let ran = ran(&Module::from_buffer(&bytes).unwrap());
    let (first, later) = crate::halves(&bytes, &ran, &told(constant(&table))).unwrap();

    assert_eq!(run(&first, &later), "6 0 36 36 37 1 true");
    let holds = |part: &[u8]| part.windows(table.len()).any(|window| window == table);
    assert!(!holds(&first) && holds(&later), "the table goes where its only reader is");
}

#[test]
fn a_table_that_the_first_part_reads_stays() {
    let table = [vec![30], vec![b'x'; 5_000]].concat();
    let bytes = module(&table).emit_wasm();
    let all: Vec<usize> = (0..5).collect();
    let (first, _) = crate::halves(&bytes, &all, &told(constant(&table))).unwrap();
    assert!(first.windows(table.len()).any(|window| window == table));
}

#[test]
fn a_table_stays_if_the_linker_is_not_sure_who_uses_it() {
    let table = vec![b'x'; 5_000];
    let bytes = module(&table).emit_wasm();
    let ran = ran(&Module::from_buffer(&bytes).unwrap());
    let sure = constant(&table);
    let unsure = [Symbol { is_plain: false, ..sure.clone() }, Symbol { is_pointed_to: true, ..sure }];
    for symbol in unsure {
        let (first, later) = crate::halves(&bytes, &ran, &told(symbol)).unwrap();
        let holds = |part: &[u8]| part.windows(table.len()).any(|window| window == table);
        assert!(holds(&first) && !holds(&later));
    }
}

#[test]
fn a_module_that_cannot_load_its_later_part_is_refused() {
    let mut module = Module::with_config(ModuleConfig::new());
    assert!(crate::halves(&module.emit_wasm(), &[], &Constants::default()).is_err());
}

#[test]
fn notes_stand_behind_the_memory() {
    let mut module = module(&[1]);
    assert_eq!(crate::instrument::instrument(&mut module).unwrap(), (65_536, 5));
    assert_eq!(module.memories.iter().next().unwrap().initial, 2);
}
