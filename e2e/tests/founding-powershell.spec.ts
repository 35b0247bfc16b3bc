import { moveClock } from "./support/console";
import {
  account,
  bucket,
  buckets,
  denied,
  expectTicked,
  readOnly,
  role,
  roleArn,
  sessionArn,
  shots,
  trust,
  user,
  userArn,
} from "./support/exercise";
import { configure, credentials, editFile, expectOutput, output, read, run } from "./support/terminal";
import { expect, test } from "./support/test";

const profile = "assumed_trustpolicy";

test("the founding exercise in PowerShell alone", async ({ page }) => {
  const shot = shots(page, "founding-powershell");
  await page.goto("?panes=terminal,lab&lab=founding");
  await page.getByLabel("Shell").selectOption("PowerShell");
  await expect(page.locator("label", { has: page.getByLabel("Command line") })).toContainText("PS C:\\Users\\learner>");
  await expectTicked(page, 0);

  await test.step("create the user and its key", async () => {
    await expectOutput(page, `aws iam create-user --user-name ${user}`, `"Arn": "${userArn}"`);
    await expectTicked(page, 1);
    const key = credentials(await read(page, `aws iam create-access-key --user-name ${user}`));
    await shot("key");
    await configure(page, user, [
      ["AWS Access Key ID [None]:", key.id],
      ["AWS Secret Access Key [None]:", key.secret],
      ["Default region name [None]:", "us-east-1"],
      ["Default output format [None]:", "json"],
    ]);
    await expectTicked(page, 2);
    await expectOutput(page, "Get-Content ~\\.aws\\credentials", `[${user}]`, key.id);
    await shot("configured");
  });

  await test.step("create the role", async () => {
    await editFile(page, "notepad trust.json", () => trust);
    const create = `aws iam create-role --role-name ${role} --assume-role-policy-document file://trust.json`;
    await expectOutput(page, create, `"Arn": "${roleArn}"`);
    await expectTicked(page, 3);
    await expectOutput(page, `aws iam attach-role-policy --role-name ${role} --policy-arn ${readOnly}`);
    await expectTicked(page, 4);
    await shot("role");
  });

  await test.step("as the user, S3 is closed", async () => {
    await run(page, `$env:AWS_PROFILE="${user}"`);
    await expectOutput(page, "$env:AWS_PROFILE", user);
    await expectOutput(page, "aws sts get-caller-identity", `"Arn": "${userArn}"`);
    await expectTicked(page, 5);
    await expectOutput(page, "aws s3 ls", "(AccessDenied)", denied(userArn, "s3:ListAllMyBuckets"));
    await expectTicked(page, 6);
    await shot("denied");
  });

  await test.step("assume the role", async () => {
    const assume = `aws sts assume-role --role-arn ${roleArn} --role-session-name lab1`;
    const session = credentials(await read(page, assume));
    await expectTicked(page, 7);
    await shot("assumed");
    const lines = [
      `[${profile}]`,
      `aws_access_key_id=${session.id}`,
      `aws_secret_access_key=${session.secret}`,
      `aws_session_token=${session.token}`,
    ];
    await editFile(page, "notepad ~\\.aws\\credentials", (text) => `${text}\r\n${lines.join("\r\n")}\r\n`);
    await expectTicked(page, 8);
    await expectOutput(page, `aws sts get-caller-identity --profile ${profile}`, sessionArn("lab1"));
    await shot("profile");
  });

  await test.step("list and read", async () => {
    await expectOutput(page, `aws s3 ls --profile ${profile}`, ...buckets);
    await expectTicked(page, 9);
    await expectOutput(page, `aws s3 ls s3://${bucket} --profile ${profile}`, "README.txt");
    await expectOutput(page, `aws s3 cp s3://${bucket}/README.txt - --profile ${profile}`, "Monthly reports.");
    await shot("read");
  });

  await test.step("change nothing", async () => {
    const caller = sessionArn("lab1");
    const mine = `mine-${account}`;
    await expectOutput(page, `aws s3 mb s3://${mine} --profile ${profile}`, `make_bucket failed: s3://${mine} `);
    await expect(output(page)).toContainText(denied(caller, "s3:CreateBucket", `arn:aws:s3:::${mine}`));
    await expectTicked(page, 10);
    const put = `aws s3api put-object --bucket ${bucket} --key mine --body trust.json --profile ${profile}`;
    await expectOutput(page, put, denied(caller, "s3:PutObject", `arn:aws:s3:::${bucket}/mine`));
    const remove = `aws s3 rm s3://${bucket}/README.txt --profile ${profile}`;
    await expectOutput(page, remove, denied(caller, "s3:DeleteObject", `arn:aws:s3:::${bucket}/README.txt`));
    await shot("changes-denied");
    await expectOutput(page, "aws s3 ls", denied(userArn, "s3:ListAllMyBuckets"));
    await run(page, "Remove-Item Env:AWS_PROFILE");
    await expectOutput(page, "aws s3 ls", ...buckets);
    await expect(output(page)).not.toContainText("mine-");
  });

  await test.step("an hour later the session is over", async () => {
    await moveClock(page, 2);
    const expired = "An error occurred (ExpiredToken) when calling the ListBuckets operation: ";
    await expectOutput(page, `aws s3 ls --profile ${profile}`, expired);
    await expectOutput(page, "aws s3 ls", ...buckets);
    await shot("expired");
  });
});
