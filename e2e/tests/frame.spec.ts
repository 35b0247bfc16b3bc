import { expectAccessible } from "./support/axe";
import { expect, test } from "./support/test";

const signInAsAdmin = /Sign in as admin/;

test.describe("panes", () => {
  test("are those that the address names", async ({ page }) => {
    await page.goto("?panes=terminal,why");
    await expect(page.getByRole("region", { name: "Terminal", exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Why?" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Exercise" })).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "IAM user sign in" })).toHaveCount(0);
    await expectAccessible(page);
  });

  test("are opened and closed, with the focus following, and remembered", async ({ page }) => {
    await page.goto("");
    const panes = page.getByRole("navigation", { name: "Panes" });
    await panes.getByRole("button", { name: "Terminal" }).click();
    await expect(page.getByRole("heading", { name: "Terminal" })).toBeFocused();
    await page.getByRole("button", { name: "Close exercise" }).click();
    await expect(panes.getByRole("button", { name: "Exercise" })).toBeFocused();
    await expect(panes.getByRole("button", { name: "Exercise" })).toHaveAttribute("aria-pressed", "false");
    await page.waitForTimeout(600);
    await page.reload();
    await expect(page.getByRole("region", { name: "Terminal", exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Exercise" })).toHaveCount(0);
  });

  test("are resized by keyboard and by pointer, and remembered", async ({ page }) => {
    await page.goto("?panes=console,lab");
    const separator = page.getByRole("separator", { name: "Width of the exercise" });
    const exercise = page.getByRole("region", { name: "Exercise" });
    await separator.focus();
    await page.keyboard.press("ArrowRight");
    await expect(separator).toHaveAttribute("aria-valuenow", "336");
    await expect(exercise).toHaveCSS("width", "336px");
    const box = await separator.boundingBox();
    if (!box) throw new Error("the separator is not there");
    await page.mouse.move(box.x + 1, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 61, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await expect(exercise).toHaveCSS("width", "396px");
    await page.waitForTimeout(600);
    await page.reload();
    await expect(exercise).toHaveCSS("width", "396px");
    await separator.focus();
    await page.keyboard.press("Home");
    await expect(separator).toHaveAttribute("aria-valuenow", "240");
  });

  test("are tabs on a phone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("");
    const tabs = page.getByRole("navigation", { name: "Panes" });
    await expect(page.getByRole("heading", { name: "IAM user sign in" })).toBeVisible();
    await tabs.getByRole("button", { name: "Terminal" }).click();
    await expect(page.getByRole("region", { name: "Terminal", exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { name: "IAM user sign in" })).toHaveCount(0);
    await expect(tabs.getByRole("button", { name: "Terminal" })).toHaveAttribute("aria-current", "true");
    await expectAccessible(page);
    await page.screenshot({ path: "artifacts/phone-terminal.png" });
  });

  test("fit a width of 320 pixels", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto("");
    await page.getByRole("button", { name: signInAsAdmin }).click();
    for (const tab of ["Console", "Exercise", "Terminal", "Why?"]) {
      await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: tab }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), tab).toBe(320);
    }
  });
});

for (const scheme of ["light", "dark"] as const) {
  test(`is accessible everywhere in the frame, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("?panes=console,terminal,lab,why&lab=founding");
    await expectAccessible(page);
    await page.getByRole("button", { name: signInAsAdmin }).click();
    await page.screenshot({ path: `artifacts/home-${scheme}.png` });
    await expectAccessible(page);

    await page.getByLabel("Command line").fill("aws s3 ls --profile nobody");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Search" }).fill("re");
    await expect(page.getByRole("option", { name: /acme-reports/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: /Identity menu/ }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /World clock/ }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    // By the address bar, without a reload: the event history does not outlive one.
    await page.evaluate(() => (location.hash = "/events"));
    await page.getByRole("row", { name: /ListBuckets/ }).getByRole("button", { name: "Why?" }).click();
    await expect(page.getByRole("region", { name: "Why?" })).toContainText("AdministratorAccess");
    await expectAccessible(page);
    await page.getByRole("button", { name: "ListBuckets" }).first().click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.evaluate(() => (location.hash = "/switchrole"));
    await expectAccessible(page);
  });
}

test("search leads to pages and to what there is, by keyboard", async ({ page }) => {
  await page.goto("");
  await page.getByRole("button", { name: signInAsAdmin }).click();
  await page.keyboard.press("Alt+s");
  const search = page.getByRole("combobox", { name: "Search" });
  await expect(search).toBeFocused();
  await search.fill("acme-w");
  await expect(page.getByRole("option", { selected: true })).toContainText("acme-website");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/s3\/buckets\/acme-website/);
});

test("an address that names no page says so", async ({ page }) => {
  await page.goto("#/nowhere");
  await page.getByRole("button", { name: signInAsAdmin }).click();
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test("undo and redo name what they take back and bring back", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  const line = page.getByLabel("Command line");
  await line.fill("aws iam create-user --user-name bob");
  await line.press("Enter");
  await page.getByRole("button", { name: "Undo CreateUser bob" }).click();
  await line.fill("aws iam get-user --user-name bob");
  await line.press("Enter");
  await expect(page.getByRole("log")).toContainText("NoSuchEntity");
  await page.getByRole("button", { name: "Redo CreateUser bob" }).click();
  await expect(page.getByRole("button", { name: "Undo CreateUser bob" })).toBeEnabled();
});
