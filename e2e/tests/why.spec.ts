import { denial, go, main, signInAs } from "./support/console";
import { account, bucket, role, roleArn, user, userArn } from "./support/exercise";
import { expectOutput, output, paste } from "./support/terminal";
import { expect, test } from "./support/test";
import { expectExplained, why, type Explanation } from "./support/why";
import type { Page } from "@playwright/test";

// Wherever access is denied there is a "Why?", and it tells which policy types were asked and which decided.

const statement = (text: object) => JSON.stringify({ Version: "2012-10-17", Statement: [text] });
const inline = (name: string, text: object) =>
  `aws iam put-user-policy --user-name ${user} --policy-name ${name} --policy-document '${statement(text)}'`;
const everything = inline("AllOfIt", { Sid: "AllOfIt", Effect: "Allow", Action: "*", Resource: "*" });

/** A world in which the user may sign in, and has what the commands give it; then the console as this user. */
async function asUser(page: Page, ...commands: string[]): Promise<void> {
  await page.goto("?panes=console,terminal,why");
  const create = [
    `aws iam create-user --user-name ${user}`,
    `aws iam create-login-profile --user-name ${user} --password Correct-Horse-7`,
  ];
  await paste(page, [...create, ...commands, ""].join("\n"));
  await signInAs(page, user);
}

const nothingAllows = (action: string, resource: string): Explanation => ({
  who: userArn,
  action,
  resource,
  decisive: "Identity-based policy",
  said: "there is none",
});

test("of a page that may not be seen", async ({ page }) => {
  await asUser(page);
  for (const [address, action, resource] of [
    ["/s3/buckets", "s3:ListAllMyBuckets", "*"],
    [`/s3/buckets/${bucket}`, "s3:ListBucket", `arn:aws:s3:::${bucket}`],
    [`/s3/object/${bucket}?key=README.txt`, "s3:GetObject", `arn:aws:s3:::${bucket}/README.txt`],
    ["/iam/users", "iam:ListUsers", `arn:aws:iam::${account}:user/`],
    ["/iam/users/details/admin", "iam:GetUser", `arn:aws:iam::${account}:user/admin`],
    ["/iam/roles", "iam:ListRoles", `arn:aws:iam::${account}:role/`],
    ["/iam/policies", "iam:ListPolicies", ""],
  ]) {
    await go(page, address);
    const button = denial(page, action).first().getByRole("button", { name: "Why?" });
    await expectExplained(page, button, nothingAllows(action, resource));
  }
  await page.screenshot({ path: "artifacts/why/page.png" });
});

test("of IAM's panel, which has what to send to the administrator", async ({ page }) => {
  await asUser(page);
  await go(page, "/iam/users");
  const panel = denial(page, "Access denied").first();
  await expect(panel).toContainText("You don't have permission to iam:ListUsers");
  for (const [name, value] of [
    ["User", userArn],
    ["Service", "iam"],
    ["Action", "iam:ListUsers"],
    ["On resource(s)", `arn:aws:iam::${account}:user/`],
    ["Context", "no identity-based policy allows the iam:ListUsers action"],
  ])
    await expect(panel.locator("div", { has: page.getByText(name, { exact: true }) }).last()).toContainText(value);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await panel.getByRole("button", { name: "Copy" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`User: ${userArn}\n`);
  expect(copied).toContain("Context: no identity-based policy allows the iam:ListUsers action");
});

test("of a cell whose own call is denied", async ({ page }) => {
  await asUser(page, inline("OnlyList", { Effect: "Allow", Action: "iam:ListUsers", Resource: "*" }));
  await go(page, "/iam/users");
  const cells = page.getByRole("row", { name: user }).getByRole("cell").filter({ hasText: "Access denied" });
  await expect(cells).toHaveCount(4);
  const actions = ["iam:ListGroupsForUser", "iam:ListAccessKeys", "iam:ListMFADevices", "iam:GetLoginProfile"];
  for (const [index, action] of actions.entries())
    await expectExplained(page, cells.nth(index).getByRole("button", { name: "Why?" }), {
      ...nothingAllows(action, userArn),
      said: "does not allow it",
      statement: "Statement 1 does not apply",
    });
  await page.screenshot({ path: "artifacts/why/cell.png" });
});

test("of an action's message, with the statement that denies", async ({ page }) => {
  const never = { Sid: "NeverDelete", Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" };
  await asUser(page, everything, inline("Careful", never));
  await go(page, `/s3/object/${bucket}?key=README.txt`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("permanently delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete objects" }).click();
  const flash = denial(page, "with an explicit deny in an identity-based policy");
  await expectExplained(page, flash.getByRole("button", { name: "Why?" }), {
    who: userArn,
    action: "s3:DeleteObject",
    resource: `arn:aws:s3:::${bucket}/README.txt`,
    decisive: "Identity-based policy",
    said: "denies it",
    statement: "Statement NeverDelete applies and denies it.",
  });
  await expect(why(page)).toContainText("Denied: a policy says no");
  await expect(why(page).getByRole("region", { name: "Policy Careful" })).toContainText('"NeverDelete"');
  await page.screenshot({ path: "artifacts/why/flash.png" });
});

test("of a form, with the permissions boundary that decides", async ({ page }) => {
  const boundary = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
  await asUser(
    page,
    everything,
    `aws iam put-user-permissions-boundary --user-name ${user} --permissions-boundary ${boundary}`,
  );
  await go(page, "/s3/bucket/create");
  await page.getByLabel("Bucket name").fill(`mine-${account}`);
  await page.getByRole("button", { name: "Create bucket" }).click();
  const failure = denial(page, "because no permissions boundary allows the s3:CreateBucket action");
  await expectExplained(page, failure.getByRole("button", { name: "Why?" }), {
    who: userArn,
    action: "s3:CreateBucket",
    resource: `arn:aws:s3:::mine-${account}`,
    decisive: "Permissions boundary",
    said: "does not allow it",
    statement: "AmazonS3ReadOnlyAccess",
  });
  await page.screenshot({ path: "artifacts/why/form.png" });
});

test("of a role that does not trust one", async ({ page }) => {
  const trust = statement({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:user/admin` }, Action: "sts:AssumeRole" });
  await asUser(page, everything, `aws iam create-role --role-name ${role} --assume-role-policy-document '${trust}'`);
  await go(page, "/switchrole");
  await page.getByLabel("Account ID").fill(account);
  await page.getByLabel("IAM role name").fill(role);
  await page.getByRole("button", { name: "Switch Role" }).click();
  const failure = denial(page, "Invalid information in one or more fields. Check your information or contact your administrator.");
  await failure.getByRole("button", { name: "Why?" }).click();
  await expect(why(page)).toContainText(roleArn);
  await expect(why(page).locator("ol > li").filter({ hasText: "decisive" })).toContainText(/trust policy: does not allow it/i);
  await page.screenshot({ path: "artifacts/why/switch-role.png" });
});

test("of a command, with the session policy that decides", async ({ page }) => {
  await page.goto("?panes=terminal");
  const trust = statement({ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" });
  const less = statement({ Sid: "OnlyBuckets", Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" });
  await paste(
    page,
    [
      `aws iam create-role --role-name ${role} --assume-role-policy-document '${trust}'`,
      `aws iam attach-role-policy --role-name ${role} --policy-arn arn:aws:iam::aws:policy/AmazonS3FullAccess`,
      `creds=$(aws sts assume-role --role-arn ${roleArn} --role-session-name less --policy '${less}' --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)`,
      `export AWS_ACCESS_KEY_ID=$(echo "$creds" | cut -f 1)`,
      `export AWS_SECRET_ACCESS_KEY=$(echo "$creds" | cut -f 2)`,
      `export AWS_SESSION_TOKEN=$(echo "$creds" | cut -f 3)`,
      "",
    ].join("\n"),
  );
  await expectOutput(page, "aws s3 ls", bucket);
  await expectOutput(page, `aws s3 ls s3://${bucket}`, "because no session policy allows the s3:ListBucket action");
  await expectExplained(page, output(page).getByRole("button", { name: "Why?" }), {
    who: `assumed-role/${role}/less`,
    action: "s3:ListBucket",
    resource: `arn:aws:s3:::${bucket}`,
    decisive: "Session policy",
    said: "does not allow it",
    statement: "Statement OnlyBuckets does not apply",
  });
  await page.screenshot({ path: "artifacts/why/terminal.png" });
});

test("of a past event, and of the last denials, until the drawer is closed", async ({ page }) => {
  await asUser(page);
  await go(page, "/s3/buckets");
  await go(page, "/iam/roles");
  await go(page, "/events");
  const row = page.getByRole("row", { name: /ListBuckets/ });
  await expect(row).toContainText("AccessDenied");
  await expectExplained(page, row.getByRole("button", { name: "Why?" }), nothingAllows("s3:ListAllMyBuckets", "*"));
  await why(page).getByRole("button", { name: "ListRoles" }).click();
  await expect(why(page)).toContainText("iam:ListRoles");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Close why" }).press("Enter");
  await expect(why(page)).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.tagName), "the focus is lost").toBe("BUTTON");
});

test("says so where permissions were not the matter", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await expectOutput(page, "aws iam get-user --user-name nobody", "NoSuchEntity");
  await output(page).getByRole("button", { name: "Why?" }).click();
  await expect(why(page)).toContainText("Not a matter of permissions");
  await signInAs(page, "admin");
  await go(page, "/iam/users/details/nobody");
  await expect(main(page)).toContainText("The user with name nobody cannot be found.");
});
