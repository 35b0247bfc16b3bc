import {
  account,
  badge,
  createRole,
  createUser,
  expectDenied,
  expectDone,
  expectNoBuckets,
  expectOutput,
  go,
  role,
  roleArn,
  run,
  shots,
  signIn,
  signInAs,
  signOut,
  switchBack,
  switchRole,
  user,
  userArn,
} from "./support/founding";
import { expect, test } from "./support/test";

const bucket = `acme-reports-${account}`;

test("the founding exercise in the console", async ({ page }) => {
  const shot = shots(page, "console");
  await page.goto("?panes=console,lab,why&lab=founding");
  await shot("sign-in");
  await signInAs(page, "admin");
  await expectDone(page, 0);
  await createUser(page);
  await expectDone(page, 2);
  await shot("user");
  await createRole(page);
  await expectDone(page, 4);
  await page.getByRole("link", { name: role, exact: true }).click();
  await expect(page.getByText(roleArn, { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Trust relationships" }).click();
  await expect(page.getByRole("tabpanel")).toContainText(userArn);
  await shot("trust-relationships");

  await signOut(page);
  await signIn(page, user);
  await expectDone(page, 5);
  await expectNoBuckets(page);
  await expectDone(page, 6);
  await expectDenied(page, "s3:ListAllMyBuckets");
  await page.getByRole("alert").getByRole("button", { name: "Why?" }).first().click();
  const why = page.getByRole("region", { name: "Why?" });
  await expect(why).toContainText("s3:ListAllMyBuckets");
  await expect(why).toContainText(userArn);
  await shot("no-s3");

  await switchRole(page);
  await expectDone(page, 8);
  await go(page, "/s3/buckets");
  await page.getByRole("link", { name: bucket }).click();
  await expectDone(page, 9);
  await page.getByRole("link", { name: "README.txt" }).click();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByText("Monthly reports")).toBeVisible();
  await shot("object");

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("permanently delete");
  await page.getByRole("dialog").getByRole("button", { name: /Delete/ }).click();
  await expect(page.getByText(/s3:DeleteObject/).first()).toBeVisible();
  await shot("delete-denied");
  await page.keyboard.press("Escape");

  await go(page, "/s3/bucket/create");
  await page.getByLabel("Bucket name").fill(`mine-${account}`);
  await page.getByRole("button", { name: "Create bucket" }).click();
  await expectDenied(page, "s3:CreateBucket");
  await expectDone(page, 10);
  await shot("create-denied");

  await go(page, `/s3/upload/${bucket}`);
  await page.getByRole("textbox", { name: /key|name/i }).first().fill("mine.txt");
  await page.getByRole("textbox", { name: /content|text/i }).last().fill("mine now");
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText(/s3:PutObject/).first()).toBeVisible();
  await shot("upload-denied");

  await switchBack(page);
  await expectNoBuckets(page);
  await shot("switched-back");
});

test("the founding exercise by both doors in turn", async ({ page }) => {
  const shot = shots(page, "mixed");
  await page.goto("?panes=console,terminal,lab&lab=founding");
  await signInAs(page, "admin");
  await expectOutput(page, `aws iam create-user --user-name ${user}`, userArn);
  await expectOutput(page, `aws iam create-login-profile --user-name ${user} --password Correct-Horse-7`, "LoginProfile");
  await expectDone(page, 2);
  await createRole(page);
  await expectOutput(page, `aws iam list-attached-role-policies --role-name ${role}`, "AmazonS3ReadOnlyAccess");
  await expectDone(page, 4);
  await signOut(page);
  await signIn(page, user);
  await expectNoBuckets(page);
  await expectDone(page, 6);
  await switchRole(page);
  await go(page, "/s3/buckets");
  await expect(page.getByRole("link", { name: bucket })).toBeVisible();
  await expectDone(page, 9);
  await shot("role-in-the-console");
  // The terminal is somebody else meanwhile: the laptop's profile is the administrator's.
  await expectOutput(page, "aws sts get-caller-identity", "user/admin");
  await run(page, `aws iam detach-role-policy --role-name ${role} --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`);
  await go(page, "/s3/bucket/create");
  await go(page, "/s3/buckets");
  await expect(page.getByText("You don't have permissions to list buckets")).toBeVisible();
  await shot("detached-in-the-terminal");
  await expect(badge(page)).toBeVisible();
});
