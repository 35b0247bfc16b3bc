import {
  badge,
  createRole,
  createUser,
  denial,
  expectNoBuckets,
  identity,
  main,
  messages,
  names,
  openIam,
  openService,
  signIn,
  signInAs,
  signOut,
  switchBack,
  switchRole,
  tickPolicy,
} from "./support/console";
import {
  account,
  bucket,
  buckets,
  denied,
  exercise,
  expectTicked,
  password,
  role,
  roleArn,
  sessionArn,
  shots,
  user,
  userArn,
} from "./support/exercise";
import { expect, test } from "./support/test";

// Clicks only: every way leads over what a person sees. The names are those of the real console.

test.use({ viewport: { width: 1440, height: 900 } });

test("the founding exercise in the console alone", async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const shot = shots(page, "founding-console");
  const caller = sessionArn(user);

  await test.step("sign in and start", async () => {
    await page.goto("");
    await expect(page.getByText("Simulator: not connected to AWS")).toBeVisible();
    await shot("sign-in");
    await signInAs(page, "admin");
    await main(page).getByRole("button", { name: "Start the exercise" }).click();
    await expectTicked(page, 0);
    await shot("home");
  });

  await test.step("create the user", async () => {
    await openIam(page, "IAM users");
    for (const column of ["User name", "Path", "Groups", "Last activity", "MFA", "Password age"])
      await expect(page.getByRole("columnheader", { name: column })).toBeVisible();
    await expect(names(page)).toHaveText(["admin"]);
    await createUser(page);
    await expect(main(page)).toContainText("signin.aws.amazon.com/console");
    await expectTicked(page, 2);
    await shot("user-created");
    await page.getByRole("link", { name: "View user" }).click();
    await expect(main(page).getByText(userArn, { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Copy ARN" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(userArn);
    await shot("user");
  });

  await test.step("create the role", async () => {
    await createRole(page);
    await expectTicked(page, 3);
    await expect(page.getByRole("row", { name: role })).toContainText(`Account: ${account}`);
    await shot("role-created");
    await main(page).getByRole("link", { name: role, exact: true }).first().click();
    await expect(main(page).getByText(roleArn, { exact: true })).toBeVisible();
    for (const fact of ["Creation date", "Link to switch roles in console", "Last activity", "Maximum session duration"])
      await expect(main(page).getByText(fact, { exact: true })).toBeVisible();
    await expect(main(page)).toContainText("1 hour");
    await page.getByRole("tab", { name: "Trust relationships" }).click();
    await expect(page.getByRole("tabpanel")).toContainText(userArn);
    await shot("trust-relationships");
  });

  await test.step("let the role read S3", async () => {
    await page.getByRole("tab", { name: "Permissions" }).click();
    await page.getByRole("button", { name: "Add permissions" }).click();
    await page.getByText("Attach policies", { exact: true }).click();
    await tickPolicy(page, "AmazonS3ReadOnlyAccess");
    await shot("add-permissions");
    await page.getByRole("button", { name: "Add permissions" }).click();
    await expect(messages(page)).toContainText("Policy was successfully attached to role.");
    await expect(names(page)).toHaveText(["AmazonS3ReadOnlyAccess"]);
    await expectTicked(page, 4);
    await shot("attached");
  });

  await test.step("as the user, S3 is closed", async () => {
    await signOut(page);
    await signIn(page, user, password);
    await expectTicked(page, 5);
    await expectNoBuckets(page);
    await expectTicked(page, 6);
    await shot("no-buckets");
    await denial(page, "You don't have permissions to list buckets").getByRole("button", { name: "Why?" }).click();
    const why = page.getByRole("region", { name: "Why?" });
    await expect(why).toContainText(userArn);
    await expect(why).toContainText("No identity-based policy of the caller allows s3:ListAllMyBuckets");
    await shot("why");
    await page.getByRole("button", { name: "Close why" }).click();
  });

  await test.step("switch to the role", async () => {
    await switchRole(page);
    await expectTicked(page, 8);
    await expect(page.locator(".role-green", { has: badge(page) })).toBeVisible();
    await badge(page).click();
    for (const text of ["Currently active as", role, "Signed in as", user, "Switch back"])
      await expect(page.getByText(text, { exact: true }).first()).toBeVisible();
    await shot("switched");
    await page.keyboard.press("Escape");
  });

  await test.step("list and read", async () => {
    await openService(page, "S3");
    await expect(page.getByRole("heading", { name: "General purpose buckets (3)" })).toBeVisible();
    await expect(names(page)).toHaveText(buckets);
    await expectTicked(page, 9);
    await shot("buckets");
    await page.getByRole("link", { name: bucket }).click();
    await expect(names(page)).toHaveText(["2026/", "README.txt"]);
    await shot("objects");
    await page.getByRole("link", { name: "README.txt" }).click();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(page.getByText("Monthly reports. Owner: finance team.")).toBeVisible();
    await shot("object");
  });

  await test.step("delete nothing", async () => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").getByLabel("To confirm, type permanently delete").fill("permanently delete");
    await shot("delete-asks");
    await page.getByRole("dialog").getByRole("button", { name: "Delete objects" }).click();
    const flash = denial(page, denied(caller, "s3:DeleteObject", `arn:aws:s3:::${bucket}/README.txt`));
    await expect(flash.getByRole("button", { name: "Why?" })).toBeVisible();
    await expectTicked(page, 10);
    await shot("delete-denied");
  });

  await test.step("upload nothing", async () => {
    await page.getByRole("link", { name: bucket }).click();
    await expect(names(page)).toHaveText(["2026/", "README.txt"]);
    await page.getByRole("link", { name: "Upload" }).click();
    await page.getByLabel("Text", { exact: true }).fill("mine now");
    await page.getByLabel("Name", { exact: true }).fill("mine.txt");
    await page.getByRole("button", { name: "Upload" }).click();
    const failure = denial(page, denied(caller, "s3:PutObject", `arn:aws:s3:::${bucket}/mine.txt`));
    await expect(failure.getByRole("button", { name: "Why?" })).toBeVisible();
    await shot("upload-denied");
  });

  await test.step("create no bucket", async () => {
    await openService(page, "S3");
    await page.getByRole("link", { name: "Create bucket" }).first().click();
    await page.getByLabel("Bucket name").fill(`mine-${account}`);
    await page.getByRole("button", { name: "Create bucket" }).click();
    const failure = denial(page, denied(caller, "s3:CreateBucket", `arn:aws:s3:::mine-${account}`));
    await expect(failure.getByRole("button", { name: "Why?" })).toBeVisible();
    await shot("create-denied");
    await openService(page, "S3");
    await expect(names(page)).toHaveText(buckets);
  });

  await test.step("switch back, and again by the history", async () => {
    await switchBack(page);
    await expectNoBuckets(page);
    await shot("switched-back");
    await identity(page).click();
    await expect(page.getByText("Role history")).toBeVisible();
    await page.getByRole("button", { name: `${role} @ ${account}`, exact: true }).click();
    await expect(badge(page)).toBeVisible();
    await openService(page, "S3");
    await expect(names(page)).toHaveText(buckets);
    await expect(exercise(page)).toContainText("You have done the exercise");
    await shot("done");
  });
});
