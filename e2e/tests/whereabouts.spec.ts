import { expectAccessible } from "./support/axe";
import { createUser, go, identity, main, signInAs, signOut } from "./support/console";
import { password, user } from "./support/exercise";
import { expectOutput } from "./support/terminal";
import { expect, test } from "./support/test";

// What conditions look at besides who asks: the network, and MFA.

const policy = (condition: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*", Condition: condition }],
  });

test("requests come from where it was set", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await expectOutput(page, `aws iam create-user --user-name ${user}`, user);
  const near = policy({ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } });
  await expectOutput(page, `aws iam create-login-profile --user-name ${user} --password ${password}`, user);
  await expectOutput(page, `aws iam put-user-policy --user-name ${user} --policy-name Near --policy-document '${near}'`);
  await signInAs(page, user);
  await go(page, "/s3/buckets");
  await expect(page.getByText("You don't have permissions to list buckets")).toBeVisible();
  await identity(page).click();
  await page.getByRole("button", { name: "Where requests come from" }).click();
  const console_ = page.getByRole("group", { name: "Console" });
  await console_.getByLabel("IP address").fill("nowhere");
  await expect(console_).toContainText("Enter an IPv4 or IPv6 address");
  await console_.getByLabel("IP address").fill("198.51.100.7");
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/whereabouts/dialog.png" });
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(main(page).getByRole("link", { name: /acme-/ }).first()).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("Console from 198.51.100.7");
  await page.screenshot({ path: "artifacts/whereabouts/header.png" });
  await expectAccessible(page);
});

test("an MFA device is assigned and asked for", async ({ page }) => {
  test.slow();
  await page.goto("?panes=console");
  await signInAs(page, "admin");
  await createUser(page);
  await go(page, `/iam/users/details/${user}?tab=security_credentials`);
  await page.getByRole("button", { name: "Assign MFA device" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("MFA device name").fill("phone");
  await dialog.getByRole("button", { name: "Next" }).click();
  const app = page.getByRole("region", { name: "Simulated authenticator" });
  const codes = await app.locator("code").allInnerTexts();
  expect(codes).toHaveLength(2);
  await dialog.getByLabel("MFA code 1").fill(codes[0]);
  await dialog.getByLabel("MFA code 2").fill(codes[1]);
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/whereabouts/mfa.png" });
  await dialog.getByRole("button", { name: "Add MFA" }).click();
  await expect(page.getByText("MFA device assigned.")).toBeVisible();
  await expect(main(page)).toContainText("mfa/phone");
  await signOut(page);

  await test.step("sign-in asks for a code that was not used yet", async () => {
    await page.getByLabel("Account ID or alias").fill("111122223333");
    await page.getByLabel("IAM username").fill(user);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(app.locator("code")).not.toHaveText(codes[1], { timeout: 40_000 });
    await page.getByLabel("MFA code").fill(await app.locator("code").innerText());
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await identity(page).click();
    await expect(page.getByText(`${user}, with MFA`)).toBeVisible();
    await page.keyboard.press("Escape");
    await signOut(page);
  });

  await test.step("the simulator signs in without it", async () => {
    await signInAs(page, user);
    await identity(page).click();
    await page.getByRole("button", { name: "Sign in again without MFA" }).click();
    await identity(page).click();
    await expect(page.getByText(`${user}, with MFA`)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Sign in again with MFA" })).toBeVisible();
  });
});
