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
import { configure, credentials, editFile, expectOutput, output, paste, read, run } from "./support/terminal";
import { expect, test } from "./support/test";

const profile = "assumed_trustpolicy";

test("the founding exercise in bash alone", async ({ page }) => {
  const shot = shots(page, "founding-bash");
  await page.goto("?panes=terminal,lab&lab=founding");
  await expectTicked(page, 0);
  await expectOutput(page, "aws sts get-caller-identity", `"Arn": "arn:aws:iam::${account}:user/admin"`);
  await shot("admin");

  await test.step("create the user and its key", async () => {
    const created = await read(page, `aws iam create-user --user-name ${user}`);
    expect(JSON.parse(created).User).toMatchObject({ UserName: user, Arn: userArn, Path: "/" });
    await expectTicked(page, 1);
    const key = credentials(await read(page, `aws iam create-access-key --user-name ${user}`));
    expect(key.id).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(key.secret).toMatch(/^[A-Za-z0-9+/]{40}$/);
    await expectTicked(page, 2);
    await shot("key");
    await configure(page, user, [
      ["AWS Access Key ID [None]:", key.id],
      ["AWS Secret Access Key [None]:", key.secret],
      ["Default region name [None]:", "us-east-1"],
      ["Default output format [None]:", "json"],
    ]);
    await expectOutput(page, "cat ~/.aws/credentials", "[default]", `[${user}]`, `aws_access_key_id = ${key.id}`);
    await shot("configured");
  });

  await test.step("create the role", async () => {
    await paste(page, `cat > trust.json <<'EOF'\n${trust}\nEOF\n`);
    await expectOutput(page, "cat trust.json", userArn);
    const create = `aws iam create-role --role-name ${role} --assume-role-policy-document file://trust.json`;
    await expectOutput(page, create, `"Arn": "${roleArn}"`);
    await expectTicked(page, 3);
    await shot("role");
    await expectOutput(page, `aws iam attach-role-policy --role-name ${role} --policy-arn ${readOnly}`);
    await expectOutput(page, `aws iam list-attached-role-policies --role-name ${role}`, readOnly);
    await expectTicked(page, 4);
    await shot("attached");
  });

  await test.step("as the user, S3 is closed", async () => {
    await run(page, `export AWS_PROFILE="${user}"`);
    await expectOutput(page, "aws sts get-caller-identity", '"UserId": "AIDA', `"Arn": "${userArn}"`);
    await expectTicked(page, 5);
    await expectOutput(page, "aws s3 ls", "An error occurred (AccessDenied) when calling the ListBuckets operation: ");
    await expect(output(page)).toContainText(denied(userArn, "s3:ListAllMyBuckets"));
    await expect(output(page)).not.toContainText("acme-");
    await expect(output(page).getByRole("button", { name: "Why?" })).toBeVisible();
    await expectTicked(page, 6);
    await shot("denied");
  });

  await test.step("assume the role", async () => {
    const assume = `aws sts assume-role --role-arn ${roleArn} --role-session-name lab1`;
    const session = credentials(await read(page, assume));
    expect(session.id).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session.token.length).toBeGreaterThan(100);
    await expectTicked(page, 7);
    await shot("assumed");
    await paste(
      page,
      [
        "cat >> ~/.aws/credentials <<EOF",
        "",
        `[${profile}]`,
        `aws_access_key_id = ${session.id}`,
        `aws_secret_access_key = ${session.secret}`,
        `aws_session_token = ${session.token}`,
        "EOF",
        "",
      ].join("\n"),
    );
    await expectTicked(page, 8);
    await expectOutput(page, `aws sts get-caller-identity --profile ${profile}`, sessionArn("lab1"));
    await shot("profile");
    // The same by the editor: a second name for it.
    await editFile(page, "nano ~/.aws/credentials", (text) => text.replace(`[${profile}]`, "[edited]"));
    await expectOutput(page, `aws s3 ls --profile ${profile}`, `The config profile (${profile}) could not be found`);
    await editFile(page, "nano ~/.aws/credentials", (text) => text.replace("[edited]", `[${profile}]`));
  });

  await test.step("list and read", async () => {
    await expectOutput(page, `aws s3 ls --profile ${profile}`, ...buckets);
    await expectTicked(page, 9);
    await shot("buckets");
    await expectOutput(page, `aws s3 ls s3://${bucket} --profile ${profile}`, "PRE 2026/", /70 README\.txt/);
    await expectOutput(page, `aws s3 cp s3://${bucket}/README.txt - --profile ${profile}`, "Monthly reports.");
    await shot("read");
  });

  await test.step("change nothing", async () => {
    const caller = sessionArn("lab1");
    const put = `aws s3api put-object --bucket ${bucket} --key mine --body trust.json --profile ${profile}`;
    await expectOutput(page, put, denied(caller, "s3:PutObject", `arn:aws:s3:::${bucket}/mine`));
    await expectTicked(page, 10);
    await shot("put-denied");
    const mine = `mine-${account}`;
    await expectOutput(page, `aws s3 mb s3://${mine} --profile ${profile}`, `make_bucket failed: s3://${mine} `);
    await expect(output(page)).toContainText(denied(caller, "s3:CreateBucket", `arn:aws:s3:::${mine}`));
    await expectOutput(page, `aws s3 rm s3://${bucket}/README.txt --profile ${profile}`, "delete failed: ");
    await expect(output(page)).toContainText(denied(caller, "s3:DeleteObject", `arn:aws:s3:::${bucket}/README.txt`));
    await shot("changes-denied");
    await expectOutput(page, "aws s3 ls --profile default", ...buckets);
    await expect(output(page)).not.toContainText("mine-");
    await expectOutput(page, `aws s3 ls s3://${bucket} --profile default`, "README.txt");
    await expectOutput(page, "aws s3 ls", denied(userArn, "s3:ListAllMyBuckets"));
    await shot("closed-again");
  });

  await test.step("an hour later the session is over", async () => {
    await moveClock(page, 2);
    const expired = "An error occurred (ExpiredToken) when calling the ListBuckets operation: ";
    await expectOutput(page, `aws s3 ls --profile ${profile}`, expired);
    await expectOutput(page, `aws sts get-caller-identity --profile ${profile}`, "ExpiredToken");
    await shot("expired");
    await expectOutput(page, "aws sts get-caller-identity", userArn);
  });
});
