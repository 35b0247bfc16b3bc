// Opens a page whose wasm was instrumented by xtask/split and prints the numbers of the functions that ran
// until the page stood and had been left alone for a moment, one a line.
//
//   node profile.mjs <folder of the page> <address of the notes> <their number>

import { launch } from "./browser.mjs";

const [, , folder, ...notes] = process.argv;
process.env.E2E_FOLDER = folder;
await import("./server.mjs");

/** Longer than the page's own clock and its timers need to have run once, in milliseconds. */
const LEFT_ALONE = 2_000;

/** What compares the keys of hash tables runs where two keys fall together, and that depends on where things lie in
 * memory: so each load finds its memory moved on a little. */
const LOADS = 12;
const SHIFT = 40_008;

const browser = await launch();

async function load(shift) {
  const context = await browser.newContext();
  const page = await context.newPage();
  // The scripts hand out what their initialiser returns: the exports.
  await page.addInitScript((shift) => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...arguments_) => {
      const result = await instantiate(...arguments_);
      globalThis.wasmExports = result.instance.exports;
      if (shift > 0) wasmExports.__wbindgen_malloc(shift, 8);
      return result;
    };
  }, shift);
  await page.goto(`http://localhost:${process.env.E2E_PORT}/`);
  await page.waitForFunction(() => performance.getEntriesByName("interactive").length > 0);
  await page.waitForTimeout(LEFT_ALONE);
  const ran = await page.evaluate(([address, count]) => {
    // What loads the later part must be in the first: run it too, to no effect.
    globalThis.loadLaterNow = () => {};
    wasmExports.loadLater();
    const notes = new Uint8Array(wasmExports.memory.buffer, address, count);
    return [...notes.keys()].filter((number) => notes[number] === 1);
  }, notes.map(Number));
  await context.close();
  return ran;
}

const ran = new Set();
for (let loads = 0; loads < LOADS; loads += 1) for (const number of await load(loads * SHIFT)) ran.add(number);
console.log([...ran].sort((one, other) => one - other).join("\n"));
await browser.close();
process.exit(0);
