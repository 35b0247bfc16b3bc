import { badge, go, identity, main, names, signIn, signInAs, signOut, switchRole } from "./support/console";
import { buckets, exercise, expectTicked, password, readOnly, role, trust, user } from "./support/exercise";
import { site } from "./support/sites";
import { commandLine, expectOutput, output, paste, run } from "./support/terminal";
import { expect, test } from "./support/test";
import type { Page } from "@playwright/test";

// The world is the learner's: it survives a reload, and where it cannot, the page says so.

const SAVE = "iam-playground/founding/save";

/** Waits until the page has saved something that contains the text. */
const saved = (page: Page, text: string) =>
  expect.poll(() => page.evaluate((key) => localStorage.getItem(key) ?? "", SAVE)).toContain(text);

test("all that a learner has survives a reload", async ({ page }) => {
  await page.goto("");
  await signInAs(page, "admin");
  await main(page).getByRole("button", { name: "Start the exercise" }).click();
  await main(page).getByRole("button", { name: "Open the terminal" }).click();
  await paste(page, `cat > trust.json <<'EOF'\n${trust}\nEOF\n`);
  for (const line of [
    `aws iam create-user --user-name ${user}`,
    `aws iam create-login-profile --user-name ${user} --password ${password}`,
    `aws iam create-role --role-name ${role} --assume-role-policy-document file://trust.json`,
    `aws iam attach-role-policy --role-name ${role} --policy-arn ${readOnly}`,
    "export COURSE=iam",
  ])
    await run(page, line);
  await signOut(page);
  await signIn(page, user, password);
  await go(page, "/s3/buckets");
  await switchRole(page);
  await go(page, "/s3/buckets");
  await expectTicked(page, 9);
  await saved(page, role);
  await page.waitForTimeout(700);
  await page.reload();
  await expect(badge(page)).toBeVisible();
  await expect(page).toHaveURL(/#\/s3\/buckets$/);
  await expect(names(page)).toHaveText(buckets);
  await expectTicked(page, 9);
  await expectOutput(page, "cat trust.json; echo $COURSE; aws iam list-roles", "sts:AssumeRole", /^iam$/m, role);
  await commandLine(page).press("ArrowUp");
  await commandLine(page).press("ArrowUp");
  await expect(commandLine(page)).toHaveValue("export COURSE=iam");
});

test("panes and their sizes survive a reload", async ({ page }) => {
  await page.goto("");
  const panes = page.getByRole("navigation", { name: "Panes" });
  await panes.getByRole("button", { name: "Terminal" }).click();
  await panes.getByRole("button", { name: "Why?" }).click();
  await panes.getByRole("button", { name: "Exercise" }).click();
  await page.getByRole("separator", { name: "Height of the terminal" }).press("ArrowUp");
  const height = (await page.getByRole("region", { name: "Terminal", exact: true }).boundingBox())?.height;
  await page.waitForTimeout(700);
  await page.reload();
  await expect(page.getByRole("region", { name: "Terminal", exact: true })).toHaveCSS("height", `${height}px`);
  await expect(page.getByRole("region", { name: "Why?" })).toBeVisible();
  await expect(exercise(page)).toHaveCount(0);
});

for (const [what, text, says] of [
  ["cut off", '{"version":1,"wor', "Your saved world could not be read"],
  ["no save at all", "hello <b>there</b>", "Your saved world could not be read"],
  ["of a newer playground", '{"version":99,"world":{}}', "Your saved world is from a newer playground"],
])
  test(`a save that is ${what} is offered for download, and a fresh world starts`, async ({ page }) => {
    await page.goto("/host");
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [SAVE, text]);
    await page.goto("");
    const notices = page.getByRole("region", { name: "Notices of the playground" });
    await expect(notices).toContainText(says);
    await signInAs(page, "admin");
    await go(page, "/s3/buckets");
    await expect(names(page)).toHaveText(buckets);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      notices.getByRole("button", { name: "Download it" }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(text);
    expect(download.suggestedFilename()).toBe("iam-playground-save.json");
    await page.screenshot({ path: `artifacts/persistence/${what.replaceAll(" ", "-")}.png` });

    await page.waitForTimeout(700);
    await page.reload();
    await expect(notices, "it is kept until it is discarded").toContainText(says);
    await expect(identity(page), "what came after it is saved, too").toContainText("admin");
    await notices.getByRole("button", { name: "Discard it" }).click();
    await expect(notices).not.toContainText(says);
    await page.reload();
    await expect(identity(page)).toContainText("admin");
    await expect(notices).not.toContainText(says);
  });

for (const [what, stub] of [
  ["whose very look is refused", "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"],
  ["that refuses to be written", "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }"],
])
  test(`storage ${what} is said, and everything works`, async ({ page }) => {
    await page.addInitScript(stub);
    await page.goto("?panes=console,terminal");
    await signInAs(page, "admin");
    await expectOutput(page, `aws iam create-user --user-name ${user}`, user);
    await go(page, "/iam/users");
    await expect(names(page)).toHaveText(["admin", user]);
    await expect(page.getByRole("region", { name: "Notices of the playground" })).toContainText(/not saved|Nothing is saved|storage is full/);
    await page.screenshot({ path: "artifacts/persistence/blocked.png" });
  });

test("full storage is said, and everything works", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1)
      try {
        for (let i = 0; ; i += 1) localStorage.setItem(`fill-${size}-${i}`, "x".repeat(size));
      } catch {
        // Full for this size.
      }
  });
  await signInAs(page, "admin");
  await expect(page.getByText("The browser's storage is full")).toBeVisible();
  await expectOutput(page, `aws iam create-user --user-name ${user}`, user);
  await page.screenshot({ path: "artifacts/persistence/full.png" });
  await page.evaluate(() => localStorage.clear());
  await expectOutput(page, "aws iam delete-user --user-name nobody", "NoSuchEntity");
  await expect(page.getByText("The browser's storage is full")).toHaveCount(0);
});

test("two tabs do not overwrite each other", async ({ page, context }) => {
  await page.goto("?panes=console,terminal");
  await page.waitForTimeout(700);
  const other = await context.newPage();
  await other.goto(`${site}/`);
  await signInAs(other, "admin");
  await expect(page.getByText("Another tab has changed the world")).toBeVisible();
  await run(page, "aws iam create-user --user-name here");
  await page.waitForTimeout(700);
  await other.reload();
  await expect(identity(other)).toContainText("admin");
  await page.getByRole("button", { name: "Keep this one" }).click();
  await expect(page.getByText("Another tab has changed the world")).toHaveCount(0);
  await other.reload();
  await expect(other.getByRole("button", { name: /^Sign in as admin/ })).toBeVisible();
});

test("Reset asks first, then begins anew", async ({ page }) => {
  await page.goto("?panes=console,terminal,lab&lab=founding");
  await signInAs(page, "admin");
  await run(page, `aws iam create-user --user-name ${user}`);
  await expectTicked(page, 1);
  for (const no of ["Cancel", "Escape"]) {
    await page.getByRole("button", { name: "Reset" }).click();
    await expect(page.getByRole("dialog")).toContainText("Everything you made is lost");
    if (no === "Escape") await page.keyboard.press("Escape");
    else await page.getByRole("button", { name: no }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Reset" })).toBeFocused();
    await expectOutput(page, `aws iam get-user --user-name ${user}`, "CreateDate");
  }
  await page.getByRole("button", { name: "Reset" }).click();
  await page.screenshot({ path: "artifacts/persistence/reset.png" });
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByRole("button", { name: /^Sign in as admin/ })).toBeVisible();
  await expectTicked(page, 0);
  await expect(output(page)).not.toContainText(user);
  await expectOutput(page, `aws iam get-user --user-name ${user}`, "NoSuchEntity");
  await page.waitForTimeout(700);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Sign in as admin/ })).toBeVisible();
});
