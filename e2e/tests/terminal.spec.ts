import { expect, test } from "./support/test";

test.beforeEach(async ({ page }) => {
  await page.goto("?panes=terminal");
  await page.getByLabel("Command line").focus();
});

test("pasted lines run, the last stays to be typed on", async ({ page }) => {
  await page.evaluate(() => document.execCommand("insertText", false, "echo one\necho two\necho thr"));
  await expect(page.getByRole("log")).toContainText("two");
  await expect(page.getByLabel("Command line")).toHaveValue("echo thr");
});

test("arrow keys go through the history and back to what was being typed", async ({ page }) => {
  const line = page.getByLabel("Command line");
  for (const command of ["echo one", "echo two"]) {
    await line.fill(command);
    await line.press("Enter");
  }
  await line.fill("echo thr");
  for (const [key, value] of [
    ["ArrowUp", "echo two"],
    ["ArrowUp", "echo one"],
    ["ArrowUp", "echo one"],
    ["ArrowDown", "echo two"],
    ["ArrowDown", "echo thr"],
  ]) {
    await page.keyboard.press(key);
    await expect(line).toHaveValue(value);
  }
});

test("Ctrl+C gives a line up, Ctrl+L clears the screen", async ({ page }) => {
  const line = page.getByLabel("Command line");
  await line.fill("echo 'open");
  await line.press("Enter");
  await line.fill("quote");
  await line.press("Control+c");
  await expect(page.getByRole("log")).toContainText("quote^C");
  await line.fill("echo done");
  await line.press("Enter");
  await expect(page.getByRole("log")).toContainText("done");
  await line.press("Control+l");
  await expect(page.getByRole("log")).not.toContainText("done");
});

test("Tab completes what is certain and offers what is not", async ({ page }) => {
  const line = page.getByLabel("Command line");
  await line.pressSequentially("aws iam create-us");
  await page.keyboard.press("Tab");
  await expect(line).toHaveValue("aws iam create-user ");
  await line.fill("aws iam list-r");
  await page.keyboard.press("Tab");
  await expect(page.getByText("list-roles")).toBeVisible();
});

for (const editor of ["nano", "code", "notepad"]) {
  test(`${editor} edits a file`, async ({ page }) => {
    const line = page.getByLabel("Command line");
    await line.fill(`${editor} ~/.aws/config`);
    await line.press("Enter");
    await page.getByLabel("Content of the file").fill("[default]\nregion = eu-west-1\n");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(line).toBeFocused();
    await page.keyboard.type("cat ~/.aws/config");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("log")).toContainText("region = eu-west-1");
    await page.keyboard.type(`${editor} ~/.aws/config`);
    await page.keyboard.press("Enter");
    await page.getByLabel("Content of the file").fill("never saved");
    await page.keyboard.press("Escape");
    await expect(line).toBeFocused();
    await page.keyboard.type("cat ~/.aws/config");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("log")).not.toContainText("never saved");
  });
}

test("speaks PowerShell when asked to", async ({ page }) => {
  await page.getByLabel("Shell").selectOption("PowerShell");
  const line = page.getByLabel("Command line");
  await line.fill('$env:AWS_PROFILE = "nobody"; aws sts get-caller-identity');
  await line.press("Enter");
  await expect(page.getByRole("log")).toContainText("PS C:\\Users\\learner>");
  await expect(page.getByRole("log")).toContainText("The config profile (nobody) could not be found");
});

test("output of 100,000 lines keeps the last and does not hold up the typing", async ({ page }) => {
  const line = page.getByLabel("Command line");
  await line.fill("for i in {1..100000}; do echo line $i; done");
  const started = Date.now();
  await line.press("Enter");
  await expect(page.getByRole("log")).toContainText(/earlier lines are not shown/);
  expect(Date.now() - started).toBeLessThan(10_000);
  const typing = Date.now();
  await page.keyboard.type("echo still here");
  expect(Date.now() - typing).toBeLessThan(2_000);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText("still here");
});
