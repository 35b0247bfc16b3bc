import { expectAccessible } from "./support/axe";
import { go, main, signInAs } from "./support/console";
import { expectOutput } from "./support/terminal";
import { expect, test } from "./support/test";

test("events are looked up by what they say, and read whole", async ({ page }) => {
  await page.goto("?panes=console,terminal,why");
  await expectOutput(page, "aws iam create-user --user-name bob", '"UserName": "bob"');
  await expectOutput(page, "aws iam get-user --user-name nobody", "NoSuchEntity");
  await expectOutput(page, "aws s3api head-bucket --bucket not-mine-at-all", "404");
  await signInAs(page, "admin");
  await go(page, "/events");
  const rows = main(page).getByRole("row");
  const search = page.getByRole("searchbox", { name: "Find events" });
  const by = page.getByLabel("Look up by");
  await search.fill("createuser");
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText("user/bob");
  await expectAccessible(page, "#console");

  await test.step("by attribute", async () => {
    await by.selectOption("Error code");
    await search.fill("NoSuchEntity");
    await expect(rows).toHaveCount(2);
    await expect(rows.last()).toContainText("GetUser");
    await by.selectOption("AWS access key");
    await search.fill("AKIA");
    await expect(rows.filter({ hasText: "CreateUser" })).toHaveCount(1);
    await by.selectOption("User name");
    await search.fill("nobody");
    await expect(main(page)).toContainText("No event fits");
  });

  await test.step("by outcome and time", async () => {
    await search.fill("");
    await page.getByLabel("Outcome").selectOption("Failed");
    await expect(rows.filter({ hasText: "CreateUser" })).toHaveCount(0);
    await expect(rows.filter({ hasText: "GetUser" })).toHaveCount(1);
    await page.getByLabel("Outcome").selectOption("Changed something");
    await expect(rows.filter({ hasText: "CreateUser" })).toHaveCount(1);
    await page.getByRole("button", { name: /World clock/ }).click();
    await page.getByRole("button", { name: "+1 hour" }).click();
    await page.keyboard.press("Escape");
    await page.getByLabel("Time").selectOption("Last 5 minutes");
    await expect(rows.filter({ hasText: "CreateUser" })).toHaveCount(0);
    await page.getByLabel("Time").selectOption("Last 12 hours");
    await expect(rows.filter({ hasText: "CreateUser" })).toHaveCount(1);
  });

  await test.step("whole", async () => {
    await main(page).getByRole("button", { name: "CreateUser" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText('"eventName": "CreateUser"');
    await expect(dialog).toContainText("AWS access key");
    await expectAccessible(page, "#console");
    await page.screenshot({ path: "artifacts/events/detail.png" });
    await dialog.getByRole("button", { name: "Why?" }).click();
    await expect(page.getByRole("region", { name: "Why?" })).toContainText("iam:CreateUser");
  });

  await test.step("on a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Console" }).click();
    await expect(search).toBeVisible();
    await page.screenshot({ path: "artifacts/events/phone.png" });
    await expectAccessible(page, "#console");
  });
});
