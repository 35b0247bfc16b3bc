import { expectAccessible } from "./support/axe";
import { commandLine, expectOutput, output, run } from "./support/terminal";
import { expect, test } from "./support/test";

// The command line: readline's keys, completion from the world, the hint, and what output offers.

test.beforeEach(async ({ page }) => {
  await page.goto("?panes=terminal");
  await commandLine(page).focus();
});

test("edits the line by readline's keys", async ({ page }) => {
  const line = commandLine(page);
  await page.keyboard.type("one two three");
  for (const [keys, value] of [
    [["Control+w"], "one two "],
    [["Control+y"], "one two three"],
    [["Control+a", "x"], "xone two three"],
    [["Control+k"], "x"],
    [["Control+y"], "xone two three"],
    [["Alt+b", "Alt+b", "y"], "xone ytwo three"],
    [["Alt+f", "Control+u"], " three"],
    [["Control+e", "Alt+Backspace"], " "],
    [["Control+u"], ""],
  ] as [string[], string][]) {
    for (const key of keys) await page.keyboard.press(key);
    await expect(line).toHaveValue(value);
  }
});

test("Ctrl+R finds earlier lines", async ({ page }) => {
  const line = commandLine(page);
  for (const command of ["echo first-a", "echo second-b", "echo third-a"]) await run(page, command);
  await page.keyboard.type("draft");
  await page.keyboard.press("Control+r");
  await page.keyboard.type("-a");
  await expect(page.getByRole("status").filter({ hasText: "echo third-a" })).toBeVisible();
  await page.keyboard.press("Control+r");
  await expect(page.getByRole("status").filter({ hasText: "echo first-a" })).toBeVisible();
  await page.keyboard.press("Control+g");
  await expect(line).toHaveValue("draft");
  await page.keyboard.press("Control+r");
  await page.keyboard.type("second");
  await page.keyboard.press("ArrowRight");
  await expect(line).toHaveValue("echo second-b");
  await page.keyboard.type("!");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+l");
  await page.keyboard.press("Control+r");
  await page.keyboard.type("third");
  await page.keyboard.press("Enter");
  await expect(output(page)).toContainText("third-a");
});

test("Tab offers what is in the world and the caller may list", async ({ page }) => {
  const line = commandLine(page);
  await run(page, "for u in ann anton bob; do aws iam create-user --user-name $u > /dev/null; done");
  await page.keyboard.type("aws iam get-user --user-name a");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("status").filter({ hasText: "admin ann anton" })).toBeVisible();
  await page.keyboard.type("nt");
  await page.keyboard.press("Tab");
  await expect(line).toHaveValue("aws iam get-user --user-name anton ");
  await page.keyboard.press("Control+u");
  // Asking the world for names is no event of anybody's.
  await expectOutput(page, "aws iam list-access-keys --user-name bob", "AccessKeyMetadata");
});

test("the hint is shown, described, and taken by → , End and Ctrl+E", async ({ page }) => {
  const line = commandLine(page);
  for (const key of ["ArrowRight", "End", "Control+e"]) {
    await page.keyboard.type("aws iam create-us");
    await expect(page.locator(".term-ghost")).toContainText("er");
    await page.keyboard.press(key);
    await expect(line).toHaveValue("aws iam create-user ");
    await expect(line).toHaveAccessibleDescription(/^Hint: --user-name USER_NAME\./);
    await page.keyboard.press(key);
    await expect(line).toHaveValue("aws iam create-user --user-name ");
    await expect(line).toHaveAccessibleDescription("");
    await page.keyboard.press("Control+u");
  }
  // Within the line the arrow only moves.
  await page.keyboard.type("aws iam create-user ");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await expect(line).toHaveValue("aws iam create-user ");
  // The hint is told when asked for, not as a message.
  expect(await page.locator("[role=status], [role=log], [aria-live]").getByText("Hint:").count()).toBe(0);
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/terminal-hint.png" });
});

test("long lines wrap and stay in sight", async ({ page }) => {
  const line = commandLine(page);
  await line.fill(`echo ${"word ".repeat(80)}end`);
  const [area, text] = await line.evaluate((area: HTMLTextAreaElement) => [area.clientHeight, area.scrollHeight]);
  expect(area).toBeGreaterThanOrEqual(text ?? 0);
  expect(area).toBeGreaterThan(30);
});

test.describe("output", () => {
  test.beforeEach(async ({ page }) => {
    await page.goto("?panes=console,terminal");
    await page.getByRole("button", { name: /^Sign in as admin/ }).click();
  });

  test("links ARNs to their pages", async ({ page }) => {
    await expectOutput(page, "aws iam create-role --role-name r --assume-role-policy-document '{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"}}'", "role/r");
    await output(page).getByRole("link", { name: "arn:aws:iam::111122223333:role/r" }).click();
    await expect(page.getByRole("main").getByRole("heading", { name: "r", exact: true })).toBeVisible();
  });

  test("can be copied whole", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await expectOutput(page, "echo one; echo two", "two");
    await page.locator(".term-out").hover();
    await output(page).getByRole("button", { name: "Copy output" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("one\ntwo");
  });

  test("folds long JSON", async ({ page }) => {
    await expectOutput(page, "aws iam list-policies --max-items 9", "NextToken");
    const lines = output(page).getByText('"PolicyName"').first();
    await expect(lines).toBeVisible();
    await output(page).getByText('"Policies": [').click();
    await expect(lines).toBeHidden();
    await expect(page.locator(".term-folded:visible")).toHaveText(/… \d+ lines/);
    await expect(output(page)).toContainText("NextToken");
    await expectAccessible(page);
  });

  test("says the role in its colour", async ({ page }) => {
    await run(page, "aws configure set profile.dev.role_arn arn:aws:iam::111122223333:role/dev");
    await run(page, "aws configure set profile.dev.source_profile default");
    await run(page, "export AWS_PROFILE=dev");
    await expect(page.locator("label", { has: commandLine(page) }).locator(".prompt-role")).toContainText("(dev)");
  });
});
