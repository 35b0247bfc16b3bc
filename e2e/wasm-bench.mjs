// Runs the workloads of xtask/wasm-bench in headless Chromium. One line each: name, tab, nanoseconds.
//
//   node wasm-bench.mjs <folder with wasm-bindgen's output>

import { launch } from "./browser.mjs";

const [, , folder] = process.argv;
process.env.E2E_FOLDER = folder;
await import("./server.mjs");

const browser = await launch();
const page = await browser.newPage();
await page.goto(`http://localhost:${process.env.E2E_PORT ?? 4173}/wasm_bench.js`);
const results = await page.evaluate(async () => {
  const wasm = await import("/wasm_bench.js");
  await wasm.default();

  /** Milliseconds: far above the clock's steps, and below what the system gives a thread at once. */
  const ROUND = 5;
  const TOTAL = 1_500;

  // The page has no clock of CPU time, so what else the machine does counts; the fastest of many short
  // rounds has the least of it, and runs when the code has been optimised.
  function measure(work) {
    const time = (times) => {
      const start = performance.now();
      work(times);
      return performance.now() - start;
    };
    const fastestOf = (rounds, times) => Math.min(...Array.from({ length: rounds }, () => time(times)));
    let times = 1;
    while (fastestOf(5, times) < ROUND) times *= 2;
    const fastest = fastestOf(Math.max(10, Math.ceil(TOTAL / time(times))), times);
    return (fastest / times) * 1e6;
  }
  return wasm.names().map((name, index) => [name, measure((times) => wasm.run(index, times))]);
});
for (const [name, nanoseconds] of results) console.log(`${name}\t${nanoseconds}`);
await browser.close();
process.exit(0);
