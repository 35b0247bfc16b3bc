import { expect, test } from "./support/test";

const marked = (name: string) => performance.getEntriesByName(name).length;

// A release build's code comes in two parts, if the machine that built it has a Chromium: see docs/development.md.
test.beforeEach(async ({ page }) => {
  await page.goto("");
  test.skip((await page.locator("meta[name=later]").count()) === 0, "the code is in one part");
  // What compares the keys of hash tables runs where two fall together, which no profile can foresee: see docs/development.md.
  await page.waitForTimeout(1_500);
  test.skip((await page.evaluate(marked, "later-now")) > 0, "a function of the first moment is in the later part");
});

test("the page stands by the first part alone, and the later part follows by itself", async ({ page }) => {
  const arrived = page.waitForResponse("**/*-later-*.wasm");
  await page.reload();
  await page.waitForFunction(marked, "interactive");
  await arrived;
  await page.getByRole("button", { name: /Sign in as admin/ }).click();
  await expect(page.getByRole("button", { name: /Identity menu/ })).toBeVisible();
  expect(await page.evaluate(marked, "later-now")).toBe(0);
});

test("who acts before the later part is there has it loaded at once", async ({ page, pageErrors }) => {
  let requests = 0;
  await page.route("**/*-later-*.wasm", (route) => (++requests === 1 ? route.abort() : route.continue()));
  await page.reload();
  await page.waitForFunction(marked, "interactive");
  await expect.poll(() => requests).toBe(1);
  await page.getByRole("button", { name: /Sign in as admin/ }).click();
  await expect(page.getByRole("button", { name: /Identity menu/ })).toBeVisible();
  expect(await page.evaluate(marked, "later-now")).toBe(1);
  expect(requests).toBe(2);
  pageErrors.length = 0;
});
