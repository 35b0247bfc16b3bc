import { expectAccessible } from "./support/axe";
import { createUser, go, main, openIam, signInAs, tickPolicy } from "./support/console";
import { readOnly, user } from "./support/exercise";
import { expectOutput } from "./support/terminal";
import { expect, test } from "./support/test";

// User groups as the console has them; the terminal sees the same group.

test("a group from its creation to its end", async ({ page }) => {
  test.slow();
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await createUser(page);
  await openIam(page, "User groups");
  await expect(main(page)).toContainText("This account has no user groups yet");
  await page.getByRole("link", { name: "Create group" }).first().click();
  await page.getByLabel("User group name").fill("readers");
  await page.getByRole("checkbox", { name: new RegExp(user) }).check();
  await tickPolicy(page, "AmazonS3ReadOnlyAccess");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create user group" }).click();
  await expect(page.getByText("readers user group created.")).toBeVisible();
  const row = page.getByRole("row", { name: /readers/ });
  await expect(row).toContainText("Defined");
  await expectOutput(page, "aws iam get-group --group-name readers", user);
  await expectOutput(page, "aws iam list-attached-group-policies --group-name readers", readOnly);

  await test.step("users and permissions", async () => {
    await row.getByRole("link", { name: "readers" }).click();
    await expect(main(page).getByRole("link", { name: user })).toBeVisible();
    await page.screenshot({ path: "artifacts/groups/group.png" });
    await page.getByRole("link", { name: "Add users" }).click();
    await page.getByRole("checkbox", { name: /admin/ }).check();
    await page.getByRole("button", { name: "Add users" }).click();
    await expect(page.getByText("1 user added to this group.")).toBeVisible();
    await page.getByRole("checkbox", { name: /admin/ }).check();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await expect(main(page).getByRole("link", { name: "admin" })).toHaveCount(0);
    await page.getByRole("tab", { name: "Permissions" }).click();
    await expect(main(page).getByRole("link", { name: "AmazonS3ReadOnlyAccess" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("another name, and its end", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("textbox", { name: "User group name" }).fill("viewers");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "viewers" })).toBeVisible();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("viewers");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("User group viewers deleted.")).toBeVisible();
    await expectOutput(page, "aws iam list-groups", '"Groups": []');
  });
});

test("the account's password policy", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await openIam(page, "Account settings");
  await expect(main(page)).toContainText("IAM default");
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Password minimum length").fill("14");
  await page.getByLabel(/at least one number/).check();
  await page.getByLabel(/Expire passwords after/).fill("90");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(main(page)).toContainText("14 characters");
  await expect(main(page)).toContainText("After 90 days");
  await page.screenshot({ path: "artifacts/groups/account-settings.png" });
  await expectOutput(page, "aws iam get-account-password-policy", '"MinimumPasswordLength": 14', '"RequireNumbers": true');
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(main(page)).toContainText("IAM default");
});

test("what is simulated is listed", async ({ page }) => {
  await page.goto("?panes=console");
  await signInAs(page, "admin");
  await go(page, "/coverage");
  await expect(main(page)).toContainText(/simulates \d+ operations of \d+ services/);
  await main(page).getByText("AssumeRole", { exact: true }).click();
  await expect(main(page)).toContainText("aws sts assume-role");
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/groups/coverage.png", fullPage: true });
});
