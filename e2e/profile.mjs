// Opens a page whose wasm was instrumented by xtask/split and prints the numbers of the functions that ran
// until the page stood and had been left alone for a moment, one a line.
//
//   node profile.mjs <folder of the page> <address of the notes> <their number>

import { launch } from "./browser.mjs";

const [, , folder, ...notes] = process.argv;
process.env.E2E_FOLDER = folder;
await import("./server.mjs");

/** Longer than the page's own clock and its timers need to have run once, in milliseconds. */
const LEFT_ALONE = 5_000;

const browser = await launch();
const page = await browser.newPage();
// The scripts hand out what their initialiser returns: the exports.
await page.addInitScript(() => {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...arguments_) => {
    const result = await instantiate(...arguments_);
    globalThis.wasmExports = result.instance.exports;
    return result;
  };
});
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
console.log(ran.join("\n"));
await browser.close();
process.exit(0);
