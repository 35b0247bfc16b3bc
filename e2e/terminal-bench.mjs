// Prints how quick the terminal of the built page is, in milliseconds from the key to the laid-out page; the
// wait for the screen's next frame is not in them. One line each: name, value, unit.

import { launch } from "./browser.mjs";
import "./server.mjs";

const USERS = 5_000;
const ROUNDS = 7;
/** Milliseconds, so that no key waits for the one before it: those that come at once would measure the queue. */
const BETWEEN_KEYS = 40;

const browser = await launch();
const page = await browser.newPage();
await page.goto(`http://localhost:${process.env.E2E_PORT ?? 4173}/?panes=terminal`);
const line = page.getByLabel("Command line");
await line.focus();

// Notes for each key how long it took until all that it brought about stands in the page.
await page.evaluate(() => {
  window.taken = [];
  document.addEventListener(
    "keydown",
    () => {
      const begun = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        document.querySelector(".terminal").getBoundingClientRect();
        window.taken.push(performance.now() - begun);
      };
      port2.postMessage(0);
    },
    { capture: true },
  );
});

const taken = () => page.evaluate(() => window.taken.splice(0));
const sorted = (times) => times.toSorted((a, b) => a - b);
const median = (times) => sorted(times)[Math.floor(times.length / 2)];
const print = (name, value) => console.log(`terminal/${name} ${value.toFixed(1)} ms`);

async function run(command) {
  await line.fill(command);
  await taken();
  await line.press("Enter");
  return (await taken())[0];
}

/** The median of some rounds, after one that pays for what is read and optimised once. */
async function measure(name, command) {
  await run(command);
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.keyboard.press("Control+l");
    times.push(await run(command));
  }
  print(name, median(times));
}

async function echo(name) {
  await line.fill("");
  await page.keyboard.type("aws iam create-user --user-name bob");
  await line.fill("");
  await taken();
  await page.keyboard.type("aws iam attach-user-policy --user-name bob --policy-arn arn:aws:iam::aws:policy/Re", {
    delay: BETWEEN_KEYS,
  });
  const times = sorted(await taken());
  print(`${name}/median`, median(times));
  print(`${name}/19_of_20`, times[Math.floor(times.length * 0.95)]);
  await line.fill("");
}

await echo("echo");
let made = 1; // The scenario's admin.
while (made < USERS) {
  const last = Math.min(made + 500, USERS - 1);
  await run(`for i in {${made}..${last}}; do aws iam create-user --user-name user$i > /dev/null; done`);
  made = last + 1;
  if (last === USERS - 1) break;
}
await run("aws iam list-users --query 'length(Users)' --output text");
const count = await page.getByRole("log").innerText();
if (!count.includes(`\n${USERS}`)) throw new Error(`there are not ${USERS} users:\n${count.slice(-300)}`);
await measure(`list-users_of_${USERS}`, "aws iam list-users");
// `seq` and the steps of a line are bounded; printing ten thousand lines ten times is not.
await run("lines=$(seq 10000)");
await measure("100000_lines", 'for i in {1..10}; do echo "$lines"; done');
const dropped = await page.getByRole("log").innerText();
if (!/9500[01] earlier lines/.test(dropped)) throw new Error(`there were not 100,000 lines: ${dropped.slice(0, 200)}`);
await echo("echo_below_100000_lines");

await browser.close();
process.exit(0);
