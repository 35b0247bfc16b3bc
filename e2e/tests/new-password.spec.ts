import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { identity, signIn } from "./support/console";
import { account, user } from "./support/exercise";
import { paste } from "./support/terminal";
import { expect, test } from "./support/test";

const OLD = "Correct-Horse-7";
const NEW = "Battery-Staple-8";

async function typeIn(page: Page, secret: string): Promise<void> {
  await page.getByLabel("Account ID or alias").fill(account);
  await page.getByLabel("IAM username").fill(user);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function change(page: Page, secret: string, again = secret): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(secret);
  await page.getByLabel("Retype new password").fill(again);
  await page.getByRole("button", { name: "Confirm password change" }).click();
}

test("a password that was made up by somebody else is changed before the first sign-in", async ({ page }) => {
  await page.goto("?panes=console,terminal,why");
  const lines = [
    `aws iam create-user --user-name ${user}`,
    `aws iam create-login-profile --user-name ${user} --password ${OLD} --password-reset-required`,
    "aws iam update-account-password-policy --minimum-password-length 14",
  ];
  await paste(page, `${lines.join("\n")}\n`);
  await typeIn(page, OLD);
  await expect(page.getByRole("heading", { name: "You must change your password to continue" })).toBeVisible();
  await expectAccessible(page);
  await change(page, "");
  await expect(page.getByText("Enter a new password.")).toBeVisible();
  await change(page, NEW, "something else");
  await expect(page.getByText("The two passwords differ.")).toBeVisible();
  await expectAccessible(page);

  await test.step("the user must be allowed to", async () => {
    await change(page, NEW);
    const alert = page.getByRole("alert").filter({ hasText: "iam:ChangePassword" });
    await expect(alert).toContainText("does not comply with account password policy");
    await expectAccessible(page);
    await alert.getByRole("button", { name: "Why?" }).click();
    await expect(page.getByRole("region", { name: "Why?" })).toContainText("iam:ChangePassword");
    await paste(page, `aws iam attach-user-policy --user-name ${user} --policy-arn arn:aws:iam::aws:policy/IAMUserChangePassword\n`);
  });

  await test.step("and the password must fit", async () => {
    await change(page, "Short-1");
    await expect(page.getByRole("alert").filter({ hasText: "account password policy" })).toBeVisible();
    await page.screenshot({ path: "artifacts/new-password/refused.png" });
    await change(page, NEW);
    await expect(identity(page)).toContainText(user);
  });
});

test("the new password signs in, the old one does not", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  const lines = [
    `aws iam create-user --user-name ${user}`,
    `aws iam create-login-profile --user-name ${user} --password ${OLD} --password-reset-required`,
    `aws iam attach-user-policy --user-name ${user} --policy-arn arn:aws:iam::aws:policy/IAMUserChangePassword`,
  ];
  await paste(page, `${lines.join("\n")}\n`);
  await typeIn(page, OLD);
  await page.getByRole("button", { name: "Sign in to a different account" }).click();
  await expect(page.getByRole("heading", { name: "IAM user sign in" })).toBeVisible();
  await typeIn(page, OLD);
  await change(page, NEW);
  await expect(identity(page)).toContainText(user);
  await identity(page).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await typeIn(page, OLD);
  await expect(page.getByRole("alert").first()).toBeVisible();
  await signIn(page, user, NEW);
});
