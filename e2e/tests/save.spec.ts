import { hostPage, site } from "./support/sites";
import { expect, test } from "./support/test";

const signInAsAdmin = /Sign in as admin/;
/** Longer than the page waits with its save. */
const SAVED = 700;

test("the world, the sign-in, the terminal and the exercise survive a reload", async ({ page }) => {
  await page.goto("?panes=console,terminal,lab");
  await page.getByRole("button", { name: signInAsAdmin }).click();
  await page.getByRole("button", { name: "Start the exercise" }).first().click();
  const line = page.getByLabel("Command line");
  await line.fill("aws iam create-user --user-name fake_user1");
  await line.press("Enter");
  await expect(page.getByText("1 of 10 done")).toBeVisible();
  await page.waitForTimeout(SAVED);
  await page.reload();
  await expect(page.getByRole("button", { name: /Identity menu/ })).toContainText("admin");
  await expect(page.getByText("1 of 10 done")).toBeVisible();
  await line.focus();
  await page.keyboard.press("ArrowUp");
  await expect(line).toHaveValue("aws iam create-user --user-name fake_user1");
  await line.press("Enter");
  await expect(page.getByRole("log")).toContainText("EntityAlreadyExists");
});

for (const [what, text, says] of [
  ["cut off", '{"version":1,"wor', "could not be read"],
  ["no save at all", "hello", "could not be read"],
  ["of a newer playground", '{"version":99}', "from a newer playground"],
]) {
  test(`a save that is ${what} is kept, offered for download, and a fresh world starts`, async ({ page }) => {
    await page.goto("");
    await page.waitForTimeout(SAVED);
    await page.addInitScript((text) => {
      if (sessionStorage.getItem("spoilt")) return;
      sessionStorage.setItem("spoilt", "yes");
      localStorage.setItem("iam-playground/founding/save", text);
    }, text);
    await page.reload();
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByRole("button", { name: signInAsAdmin })).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download it" }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(text);

    await page.waitForTimeout(SAVED);
    await page.reload();
    await expect(page.getByText(says)).toBeVisible();
    await page.getByRole("button", { name: "Discard it" }).click();
    await page.reload();
    await expect(page.getByRole("button", { name: signInAsAdmin })).toBeVisible();
    await expect(page.getByText(says)).toHaveCount(0);
  });
}

test("full storage is said, and the page works on", async ({ page }) => {
  await page.goto("");
  await page.waitForTimeout(SAVED);
  await page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (let i = 0; ; i++) localStorage.setItem(`fill-${size}-${i}`, "x".repeat(size));
      } catch {
        // Full for this size.
      }
    }
  });
  await page.getByRole("button", { name: signInAsAdmin }).click();
  await expect(page.getByText("storage is full")).toBeVisible();
  await expect(page.getByRole("button", { name: /Identity menu/ })).toContainText("admin");
});

test("two tabs do not overwrite each other", async ({ page, context }) => {
  await page.goto("?panes=console,terminal");
  await page.waitForTimeout(SAVED);
  const other = await context.newPage();
  await other.goto(`${site}/`);
  await other.getByRole("button", { name: signInAsAdmin }).click();
  await expect(page.getByText("Another tab has changed the world")).toBeVisible();
  const line = page.getByLabel("Command line");
  await line.fill("aws iam create-user --user-name here");
  await line.press("Enter");
  await page.waitForTimeout(SAVED);
  await other.reload();
  await expect(other.getByRole("button", { name: /Identity menu/ })).toContainText("admin");
  await page.getByRole("button", { name: "Keep this one" }).click();
  await expect(page.getByText("Another tab has changed the world")).toHaveCount(0);
  await other.reload();
  await expect(other.getByRole("button", { name: signInAsAdmin })).toBeVisible();
});

test("reset asks first", async ({ page }) => {
  await page.goto("?panes=console,terminal#/events");
  await page.getByRole("button", { name: signInAsAdmin }).click();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: /Identity menu/ })).toBeVisible();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByRole("button", { name: signInAsAdmin })).toBeVisible();
});

test("works in a sandboxed frame on another site: no storage, no forms", async ({ page }) => {
  const address = `${site}/sub/path/?embed&panes=console,terminal#/switchrole?account=111122223333&roleName=none`;
  await page.goto(hostPage(address, "allow-scripts"));
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("Nothing is saved here")).toBeVisible();
  await expect(frame.getByRole("link", { name: "IAM Playground" })).toHaveCount(0);
  await frame.getByLabel("Account ID or alias").fill("111122223333");
  await frame.getByLabel("IAM username").fill("admin");
  await frame.getByLabel("Password", { exact: true }).fill("wrong");
  await page.keyboard.press("Enter");
  await expect(frame.getByRole("alert").filter({ hasText: "incorrect" })).toBeVisible();
  await frame.getByLabel("Password", { exact: true }).fill("Play-1234");
  await frame.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(frame.getByLabel("IAM role name")).toHaveValue("none");
  await frame.getByLabel("Command line").fill("aws sts get-caller-identity");
  await frame.getByLabel("Command line").press("Enter");
  await expect(frame.getByRole("log")).toContainText("user/admin");
  await page.screenshot({ path: "artifacts/embedded.png" });
});
