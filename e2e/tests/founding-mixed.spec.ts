import {
  badge,
  createRole,
  denial,
  expectNoBuckets,
  main,
  moveClock,
  names,
  openIam,
  openService,
  signIn,
  signInAs,
  signOut,
  switchBack,
  switchRole,
} from "./support/console";
import {
  account,
  bucket,
  buckets,
  denied,
  expectTicked,
  password,
  readOnly,
  role,
  roleArn,
  sessionArn,
  shots,
  user,
  userArn,
} from "./support/exercise";
import { configure, credentials, expectOutput, output, read, run } from "./support/terminal";
import { expect, test } from "./support/test";

test.use({ viewport: { width: 1440, height: 900 } });

test("the founding exercise by console and terminal in turn", async ({ page }) => {
  test.slow();
  const shot = shots(page, "founding-mixed");
  await page.goto("?panes=console,terminal,lab&lab=founding");
  await signInAs(page, "admin");
  await openIam(page, "IAM users");

  await test.step("what the terminal creates, the console shows", async () => {
    await expectOutput(page, `aws iam create-user --user-name ${user}`, userArn);
    await expect(names(page)).toHaveText(["admin", user]);
    await expectTicked(page, 1);
    await shot("user-in-both");
    await main(page).getByRole("link", { name: user }).click();
    await page.getByRole("tab", { name: "Security credentials" }).click();
    const login = `aws iam create-login-profile --user-name ${user} --password ${password} --no-password-reset-required`;
    await expectOutput(page, login, "LoginProfile");
    await expect(main(page).getByRole("button", { name: "Disable console access" })).toBeVisible();
    await expectTicked(page, 2);
    await shot("password-in-both");
  });

  await test.step("what the console creates, the terminal shows", async () => {
    await createRole(page, "AmazonS3ReadOnlyAccess");
    await expectOutput(page, "aws iam list-roles --query 'Roles[].Arn' --output text", roleArn);
    await expectOutput(page, `aws iam list-attached-role-policies --role-name ${role}`, readOnly);
    await expectTicked(page, 4);
    await shot("role-in-both");
  });

  await test.step("two people at once: the user in the console, the administrator in the terminal", async () => {
    await signOut(page);
    await signIn(page, user, password);
    await expectNoBuckets(page);
    await expectOutput(page, "aws s3 ls", ...buckets);
    await expectTicked(page, 6);
    await shot("user-and-admin");
  });

  await test.step("the role in the console, the user in the terminal", async () => {
    await switchRole(page);
    await openService(page, "S3");
    await expect(names(page)).toHaveText(buckets);
    await expectTicked(page, 9);
    const key = credentials(await read(page, `aws iam create-access-key --user-name ${user}`));
    await configure(page, user, [
      ["AWS Access Key ID", key.id],
      ["AWS Secret Access Key", key.secret],
      ["Default region name", ""],
      ["Default output format", ""],
    ]);
    await run(page, `export AWS_PROFILE=${user}`);
    await expectOutput(page, "aws s3 ls", denied(userArn, "s3:ListAllMyBuckets"));
    await expect(names(page)).toHaveText(buckets);
    await shot("role-and-user");
  });

  await test.step("the role in the terminal, too, changes nothing", async () => {
    await run(page, `aws configure set role_arn ${roleArn} --profile chained`);
    await run(page, `aws configure set source_profile ${user} --profile chained`);
    await run(page, "aws configure set role_session_name lab1 --profile chained");
    await expectOutput(page, "aws s3 ls --profile chained", ...buckets);
    const remove = `aws s3 rm s3://${bucket}/README.txt --profile chained`;
    await expectOutput(page, remove, denied(sessionArn("lab1"), "s3:DeleteObject", `arn:aws:s3:::${bucket}/README.txt`));
    await expectTicked(page, 10);
    await main(page).getByRole("link", { name: bucket }).click();
    await expect(names(page)).toHaveText(["2026/", "README.txt"]);
    await shot("still-there");
  });

  await test.step("a policy detached in the terminal closes the console", async () => {
    const detach = `aws iam detach-role-policy --role-name ${role} --policy-arn ${readOnly} --profile default`;
    await run(page, detach);
    await expect(denial(page, "Insufficient permissions to list objects")).toContainText("s3:ListBucket");
    await shot("detached");
    await run(page, detach.replace("detach", "attach"));
    await expect(names(page)).toHaveText(["2026/", "README.txt"]);
  });

  await test.step("two hours later the role's session is over, and the user is still signed in", async () => {
    await moveClock(page, 2);
    await expect(main(page)).toContainText(`Your session as ${role} @ ${account} has ended`);
    await expect(badge(page)).toBeVisible();
    await shot("session-ended");
    await switchBack(page);
    await expectNoBuckets(page);
    await switchRole(page);
    await openService(page, "S3");
    await expect(names(page)).toHaveText(buckets);
    await expect(output(page)).toContainText("s3:DeleteObject");
    await shot("switched-again");
  });
});
