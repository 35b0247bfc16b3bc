import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { go, identity, main, signInAs } from "./support/console";
import { expectOutput } from "./support/terminal";
import { expect, test } from "./support/test";

// Starting in another world, and getting the one before back.

const dialog = (page: Page) => page.getByRole("dialog");
/** Longer than the page waits with its save. */
const SAVED = 700;

async function choose(page: Page, world: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Reset" }).click();
  await dialog(page).getByRole("radio", { name: world }).check();
}

const notices = (page: Page) => page.getByRole("region", { name: "Notices of the playground" });

test("each world keeps its own state, and survives a reload", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await expectOutput(page, "aws iam create-user --user-name left-behind", "left-behind");
  await choose(page, /^A startup/);
  await expect(dialog(page)).toContainText("This browser keeps it");
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/worlds/dialog.png" });
  await dialog(page).getByRole("button", { name: "Start it" }).click();
  await expect(identity(page), "nobody is signed in there").toHaveCount(0);
  await expectAccessible(page);
  expect(new URL(page.url()).searchParams.get("scenario")).toBe("startup");
  await expectOutput(page, "aws iam get-user --user-name left-behind", "NoSuchEntity");
  await expectOutput(page, "aws iam create-user --user-name in-startup", "in-startup");
  await page.waitForTimeout(SAVED);
  await page.reload();
  await expectOutput(page, "aws iam get-user --user-name in-startup", '"UserName": "in-startup"');

  await test.step("back in the first, where it was left", async () => {
    await choose(page, /^The founding/i);
    await dialog(page).getByRole("button", { name: "Go on with it" }).click();
    await expectOutput(page, "aws iam get-user --user-name left-behind", '"UserName": "left-behind"');
    await expect(identity(page)).toContainText("admin");
  });

  await test.step("or afresh", async () => {
    await choose(page, /^A startup/);
    await dialog(page).getByLabel("Start it fresh").check();
    await dialog(page).getByRole("button", { name: "Start it" }).click();
    await expectOutput(page, "aws iam get-user --user-name in-startup", "NoSuchEntity");
  });
});

test("what was started over is brought back with its history", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await expectOutput(page, "aws iam create-user --user-name precious", "precious");
  await page.getByRole("button", { name: "Reset" }).click();
  await dialog(page).getByRole("button", { name: "Start over" }).click();
  await expectOutput(page, "aws iam get-user --user-name precious", "NoSuchEntity");
  await notices(page).getByRole("button", { name: "Bring it back" }).click();
  await expect(identity(page)).toContainText("admin");
  await expectOutput(page, "aws iam get-user --user-name precious", '"UserName": "precious"');
  await expect(page.getByRole("button", { name: "Undo CreateUser precious" })).toBeEnabled();
  await expect(notices(page).getByRole("button", { name: "Bring it back" })).toHaveCount(0);
  await page.waitForTimeout(SAVED);
  await page.reload();
  await expectOutput(page, "aws iam get-user --user-name precious", '"UserName": "precious"');
});

const own = (extra: object = {}) =>
  JSON.stringify(
    {
      title: "My own account",
      description: "One administrator.",
      region: "eu-west-1",
      accounts: {
        "444455556666": {
          name: "Own",
          users: {
            boss: { password: "Play-1234", access_keys: ["active"], managed_policies: ["AdministratorAccess"], ...extra },
          },
        },
      },
      terminal: { profiles: { default: { user: "boss" } } },
    },
    null,
    2,
  );

async function giveFile(page: Page, name: string, text: string): Promise<void> {
  await dialog(page).getByLabel("Scenario file or downloaded world").setInputFiles({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
}

test("a scenario file of one's own is checked to the line, started, and starts over", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await choose(page, /^A file of your own/);
  await expect(dialog(page).getByRole("button", { name: "Start it" })).toBeDisabled();
  await giveFile(page, "world.json", own({ colour: "red" }));
  await expect(dialog(page).getByRole("alert")).toContainText(/line 17, column \d+: .*colour/);
  await expect(dialog(page).getByRole("alert")).toContainText('"colour": "red"');
  await expectAccessible(page);
  await test.step("also where AWS refuses", async () => {
    await giveFile(page, "world.json", own({ groups: ["nobody-made-it"] }));
    await expect(dialog(page).getByRole("alert")).toContainText(/line \d+, column \d+: .*NoSuchEntity/);
  });
  await giveFile(page, "world.json", own());
  await expect(dialog(page)).toContainText("Scenario: My own account");
  await dialog(page).getByRole("button", { name: "Start it" }).click();
  await signInAs(page, "boss");
  await expectOutput(page, "aws sts get-caller-identity", "444455556666");
  await expectOutput(page, "aws iam create-user --user-name made-here", "made-here");
  await page.waitForTimeout(SAVED);
  await page.reload();
  await expectOutput(page, "aws iam get-user --user-name made-here", '"UserName": "made-here"');
  await page.getByRole("button", { name: "Reset" }).click();
  await dialog(page).getByRole("button", { name: "Start over" }).click();
  await expectOutput(page, "aws iam get-user --user-name made-here", "NoSuchEntity");
  await expectOutput(page, "aws sts get-caller-identity", "444455556666");
});

test("a world is downloaded and opened again", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await expectOutput(page, "aws iam create-user --user-name travels", "travels");
  await page.getByRole("button", { name: "Reset" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Download this world" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("iam-playground-founding.json");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  await page.keyboard.press("Escape");
  await expectOutput(page, "aws iam delete-user --user-name travels", "delete-user");
  await choose(page, /^A file of your own/);
  await giveFile(page, "kept.json", Buffer.concat(chunks).toString());
  await expect(dialog(page)).toContainText("Downloaded world: kept.json");
  await dialog(page).getByRole("button", { name: "Start it" }).click();
  await expectOutput(page, "aws iam get-user --user-name travels", '"UserName": "travels"');
});

test("Console Home offers other worlds, too", async ({ page }) => {
  await page.goto("?panes=console");
  await signInAs(page, "admin");
  await go(page, "/");
  await main(page).getByRole("button", { name: "Choose another world" }).click();
  await expect(dialog(page).getByRole("radio", { name: /the present one/ })).toBeChecked();
});
