//! Splits the page's wasm in two: the first part is what the page runs until it stands, the later part is all
//! else and is loaded behind it.
//!
//! `instrument IN OUT` writes a copy that notes which functions run, and prints the address of the notes and
//! their number: one byte for each of the module's own functions, in their order. `split IN RAN FIRST LATER`
//! takes the numbers of those that ran, one a line, and writes the two parts. Constants that only the later
//! part reads go there as well, if the module was linked with `--emit-relocs`.
//!
//! The parts share memory, tables and globals. In the first part every function that went to the later one
//! leaves a stub: it has the later part loaded if it is not there yet, then calls the real function through
//! the function table. So whatever is missing from the list of those that ran costs time, never correctness.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod data;
mod first;
mod instrument;
mod later;
mod plan;
mod symbols;
#[cfg(test)]
mod tests;

use std::{fs, path::Path, process::ExitCode};

use walrus::Module;

use plan::Plan;
use symbols::Constants;

/// Why it could not be done.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["instrument", input, output] => instrument(input.as_ref(), output.as_ref()),
        ["split", input, ran, first, later] => {
            split(input.as_ref(), ran.as_ref(), [first.as_ref(), later.as_ref()])
        }
        _ => Err("usage: split-wasm instrument IN OUT | split IN RAN FIRST LATER".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn instrument(input: &Path, output: &Path) -> Result<(), Failure> {
    let mut module = Module::from_file(input)?;
    let (address, count) = instrument::instrument(&mut module)?;
    println!("{address} {count}");
    Ok(module.emit_wasm_file(output)?)
}

fn split(input: &Path, ran: &Path, [first, later]: [&Path; 2]) -> Result<(), Failure> {
    let bytes = fs::read(input)?;
    let text = fs::read_to_string(ran)?;
    let ran = text.lines().map(str::parse).collect::<Result<Vec<usize>, _>>()?;
    let (one, two) = halves(&bytes, &ran, &symbols::constants(&bytes)?)?;
    fs::write(first, one)?;
    Ok(fs::write(later, two)?)
}

/// The two parts of a module, by the numbers of its functions that ran and the constants in its data.
fn halves(bytes: &[u8], ran: &[usize], constants: &Constants) -> Result<(Vec<u8>, Vec<u8>), Failure> {
    let mut module = Module::from_buffer(bytes)?;
    let plan = Plan::new(&module, ran)?;
    let moved = data::movable(&module, &plan, constants);
    let (later, needed) = later::part(bytes, &plan, &moved)?;
    first::part(&mut module, &plan, &needed)?;
    data::take_out(&mut module, &moved);
    symbols::forget(&mut module);
    Ok((module.emit_wasm(), later))
}
