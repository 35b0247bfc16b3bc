import { expectAccessible } from "./support/axe";
import { createRole, createUser, go, main, signIn, signInAs, signOut } from "./support/console";
import { account, bucket, password, user, userArn } from "./support/exercise";
import { expectOutput } from "./support/terminal";
import { expect, test } from "./support/test";
import { why } from "./support/why";

// "Why?" also says what would allow a denied request, and leads to the editor with the change made.

test("the smallest change is shown first and works", async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("?panes=console,why");
  await signInAs(page, "admin");
  await createUser(page);
  await go(page, `/iam/users/details/${user}/inline-policy`);
  await page.getByLabel("Policy document in JSON").fill(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:ListAllMyBuckets", "s3:ListBucket"], Resource: "*" }],
    }),
  );
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Policy name").fill("Look");
  await page.getByRole("button", { name: "Create policy" }).click();
  await expect(main(page).getByRole("link", { name: "Look" })).toBeVisible();
  await signOut(page);
  await signIn(page, user, password);
  await go(page, `/s3/object/${bucket}?key=README.txt`);
  await main(page).getByRole("button", { name: "Why?" }).first().click();

  const advice = why(page).locator("section", { has: page.getByRole("heading", { name: "What would allow it" }) });
  const first = advice.locator("ol.plans > li").first();
  await expect(first).toContainText("s3:GetObject");
  await expect(first).toContainText("Look");
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/advice/plans.png" });
  await first.getByRole("button", { name: "Copy the text" }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("s3:GetObject");

  await test.step("the change, made by who may, allows it", async () => {
    await signOut(page);
    await signInAs(page, "admin");
    await first.getByRole("button", { name: "Open in editor" }).first().click();
    await expect(page.getByLabel("Policy document in JSON")).toHaveValue(/s3:GetObject/);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Policy Look updated.")).toBeVisible();
    await signOut(page);
    await signIn(page, user, password);
    await go(page, `/s3/object/${bucket}?key=README.txt`);
    await expect(main(page).getByRole("heading", { name: "Object overview" })).toBeVisible();
  });
});

test("a trust policy opens with names, not ids", async ({ page }) => {
  test.slow();
  await page.goto("?panes=console,why,terminal");
  await signInAs(page, "admin");
  await createUser(page);
  await createRole(page);
  await expectOutput(page, "aws iam create-user --user-name other", "other");
  await expectOutput(page, "aws iam create-login-profile --user-name other --password Correct-Horse-7", "other");
  await signOut(page);
  await signIn(page, "other", "Correct-Horse-7");
  await go(page, `/switchrole?account=${account}&roleName=s3_access_trust_policy`);
  await page.getByRole("button", { name: "Switch Role" }).click();
  await main(page).getByRole("button", { name: "Why?" }).first().click();
  const open = why(page).getByRole("button", { name: "Open in editor" });
  await signOut(page);
  await signInAs(page, "admin");
  await open.first().click();
  const text = page.getByLabel("Policy document in JSON");
  await expect(text).toHaveValue(new RegExp(userArn));
  await expect(text).toHaveValue(/user\/other/);
});
