// Prints how long the built page takes from navigation to its first complete rendering: the median of
// several loads, each with an empty cache. One line: name, value, unit.

import { launch } from "./browser.mjs";
import "./server.mjs";

const LOADS = 9;

const site = `http://localhost:${process.env.E2E_PORT ?? 4173}/`;
const browser = await launch();

async function load() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site);
  // static/boot.js sets the mark.
  const mark = await page.waitForFunction(() => performance.getEntriesByName("interactive")[0]?.startTime);
  const milliseconds = await mark.jsonValue();
  await context.close();
  return milliseconds;
}

await load(); // The first one pays for the browser's own start.
const times = [];
for (let i = 0; i < LOADS; i++) times.push(await load());
times.sort((a, b) => a - b);
console.log(`interactive/median ${Math.round(times[(LOADS - 1) / 2])} ms`);

await browser.close();
process.exit(0);
