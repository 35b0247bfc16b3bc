import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { commandLine, expectOutput, output, run } from "./support/terminal";
import { expect, test } from "./support/test";

// Several terminals: each with its own shell and variables, those on one machine with the same files.

/** Longer than the page waits with its save. */
const SAVED = 700;

const tabs = (page: Page) => page.getByRole("tablist", { name: "Terminals" }).getByRole("tab");

async function choose(page: Page, entry: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: "Terminal tabs" }).click();
  await page.locator(".pane-terminal").getByRole("button", { name: entry, exact: true }).click();
}

test("tabs share files but not variables, and survive a reload", async ({ page }) => {
  await page.goto("?panes=terminal");
  await run(page, "export WHERE=first; echo hello > note");
  await choose(page, "bash");
  await expect(tabs(page)).toHaveText(["bash", "bash 2"]);
  await expect(commandLine(page)).toBeFocused();
  await expectOutput(page, 'echo "<$WHERE>"; cat note', "<>", "hello");
  await run(page, "export WHERE=second; echo changed > note");
  await page.keyboard.type("half a li");
  await tabs(page).first().click();
  await expectOutput(page, 'echo "<$WHERE>"; cat note', "<first>", "changed");
  await choose(page, "PowerShell");
  await expectOutput(page, "Get-Content note", "PS C:\\Users\\learner>", "changed");
  await tabs(page).nth(1).click();
  await expect(commandLine(page)).toHaveValue("half a li");
  await page.keyboard.press("Control+u");

  await choose(page, "Rename");
  await page.getByRole("textbox", { name: "Name" }).fill("work");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(tabs(page)).toHaveText(["bash", "work", "PowerShell"]);
  await page.waitForTimeout(SAVED);
  await page.reload();
  await expect(tabs(page)).toHaveText(["bash", "work", "PowerShell"]);
  await expect(tabs(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await expectOutput(page, 'echo "<$WHERE>"; cat note', "<second>", "changed");
  await choose(page, "Close");
  await expect(tabs(page)).toHaveText(["bash", "PowerShell"]);
});

test("tabs are reached and used by keys", async ({ page }) => {
  await page.goto("?panes=terminal");
  await choose(page, "bash");
  await choose(page, "PowerShell");
  await tabs(page).nth(2).focus();
  for (const [key, at] of [
    ["ArrowRight", 0],
    ["ArrowRight", 1],
    ["End", 2],
    ["Home", 0],
    ["ArrowLeft", 2],
  ] as [string, number][]) {
    await page.keyboard.press(key);
    await expect(tabs(page).nth(at)).toBeFocused();
    await expect(tabs(page).nth(at)).toHaveAttribute("aria-selected", "true");
  }
  await expect(page.getByRole("tabpanel", { name: "PowerShell" })).toBeVisible();
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: "Name" }).fill("mine");
  await page.keyboard.press("Enter");
  await expect(tabs(page).nth(2)).toHaveText("mine");
  await tabs(page).nth(2).focus();
  await page.keyboard.press("Delete");
  await expect(tabs(page)).toHaveText(["bash", "bash 2"]);
  await expect(tabs(page).nth(1)).toBeFocused();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await expect(tabs(page), "the last one stays").toHaveText(["bash"]);
});

test("there is a most of them", async ({ page }) => {
  await page.goto("?panes=terminal");
  for (let count = 2; count <= 8; count++) {
    await choose(page, "bash");
    await expect(tabs(page)).toHaveCount(count);
  }
  await page.getByRole("button", { name: "Terminal tabs" }).click();
  await expect(page.locator(".pane-terminal").getByRole("button", { name: "PowerShell" })).toBeDisabled();
});

test("CloudShell is whom the console is signed in as, a switched role too", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await page.getByRole("button", { name: "Terminal tabs" }).click();
  const cloudShell = page.locator(".pane-terminal").getByRole("button", { name: /^CloudShell/ });
  await expect(cloudShell).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Sign in as admin/ }).click();
  const trust = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}';
  await run(page, `aws iam create-role --role-name dev --assume-role-policy-document '${trust}'`);
  await run(page, "echo laptop > note");
  await choose(page, /^CloudShell/);
  const who = "aws sts get-caller-identity --query Arn --output text; cat note";
  await expectOutput(page, who, "user/admin", "note: No such file or directory");
  await page.goto("?panes=console,terminal#/switchrole?account=111122223333&roleName=dev");
  await page.getByRole("button", { name: "Switch role" }).click();
  await expectOutput(page, who, "assumed-role/dev/admin");
  await expectOutput(page, "aws s3 ls", "AccessDenied");
  await output(page).getByRole("button", { name: "Why?" }).click();
  await expect(page.getByRole("region", { name: "Why?" })).toContainText("s3:ListAllMyBuckets");
});

test("an exercise counts what any tab does", async ({ page }) => {
  await page.goto("?panes=console,terminal,lab&lab=founding");
  await choose(page, "PowerShell");
  await run(page, "aws iam create-user --user-name fake_user1");
  await expect(page.getByText("1 of 10 done")).toBeVisible();
});

test("a save of one terminal, as playgrounds used to write it, still loads", async ({ page }) => {
  await page.goto("?panes=terminal");
  await run(page, "export WHERE=old; echo kept > note");
  await page.waitForTimeout(SAVED);
  await page.addInitScript(() => {
    const key = "iam-playground/founding/save";
    const save = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (!save.terminals) return;
    save.shell = save.terminals.tabs[0].shell;
    save.version = 1;
    delete save.terminals;
    localStorage.setItem(key, JSON.stringify(save));
  });
  await page.reload();
  await expectOutput(page, 'echo "<$WHERE>"; cat note', "<old>", "kept");
});

for (const [what, viewport, scheme] of [
  ["light", { width: 1280, height: 800 }, "light"],
  ["dark", { width: 1280, height: 800 }, "dark"],
  ["phone", { width: 360, height: 740 }, "light"],
] as const) {
  test(`tabs, hint and output are accessible: ${what}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("?panes=console,terminal");
    if (what === "phone") {
      await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Terminal" }).click();
    }
    await choose(page, "PowerShell");
    await choose(page, "bash");
    await expectOutput(page, "aws iam list-policies --max-items 3; aws s3 ls --profile none", "NextToken");
    await commandLine(page).fill("aws iam attach-user-policy ");
    await expectAccessible(page);
    await page.screenshot({ path: `artifacts/terminal-tabs-${what}.png` });
  });
}
