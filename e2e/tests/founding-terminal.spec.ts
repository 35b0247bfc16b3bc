import { account, expectDone, expectOutput, output, role, roleArn, run, shots, trust, user, userArn } from "./support/founding";
import { expect, test } from "./support/test";
import type { Page } from "@playwright/test";

const denied = (arn: string, action: string) => `User: ${arn} is not authorized to perform: ${action}`;
const session = `arn:aws:sts::${account}:assumed-role/${role}/lab1`;

/** A key of the user, read off the screen as a person would. */
async function createKey(page: Page): Promise<[string, string]> {
  await expectOutput(page, `aws iam create-access-key --user-name ${user}`, '"SecretAccessKey"');
  const text = await output(page).innerText();
  const value = (name: string) => new RegExp(`"${name}": "([^"]+)"`).exec(text)?.[1] ?? "";
  return [value("AccessKeyId"), value("SecretAccessKey")];
}

/** Answers the four questions of `aws configure`. */
async function configure(page: Page, profile: string, answers: string[]): Promise<void> {
  await run(page, `aws configure --profile ${profile}`);
  for (const answer of answers) await run(page, answer);
}

/** What the role may and may not do, as the terminal shows it. */
async function expectReadOnly(page: Page, profile: string): Promise<void> {
  const bucket = `acme-reports-${account}`;
  await expectOutput(page, `aws s3 ls s3://${bucket} --profile ${profile}`, "README.txt");
  await expectOutput(page, `aws s3 cp s3://${bucket}/README.txt - --profile ${profile}`, "Monthly reports");
  await expectOutput(page, `aws s3 mb s3://mine-${account} --profile ${profile}`, denied(session, "s3:CreateBucket"));
  await expectOutput(page, `aws s3 rm s3://${bucket}/README.txt --profile ${profile}`, denied(session, "s3:DeleteObject"));
  const put = `aws s3api put-object --bucket ${bucket} --key x --body trust.json --profile ${profile}`;
  await expectOutput(page, put, denied(session, "s3:PutObject"));
}

/** Two hours later the temporary credentials are worth nothing. */
async function expectExpiry(page: Page, profile: string): Promise<void> {
  for (let i = 0; i < 2; i += 1) {
    await page.getByRole("button", { name: /World clock/ }).click();
    await page.getByRole("button", { name: "+1 hour" }).click();
    await page.keyboard.press("Escape");
  }
  await expectOutput(page, `aws s3 ls --profile ${profile}`, "ExpiredToken", "The provided token has expired.");
  await expectOutput(page, `aws sts get-caller-identity --profile ${profile}`, "ExpiredToken");
}

/** "Why?" beside a denial shows who asked, what was consulted and that nothing allowed it. */
async function expectWhy(page: Page): Promise<void> {
  await output(page).getByRole("button", { name: /Why\?/ }).last().click();
  const why = page.getByRole("region", { name: "Why?" });
  await expect(why).toContainText("s3:ListAllMyBuckets");
  await expect(why).toContainText("Identity-based");
  await page.getByRole("button", { name: "Close why" }).click();
}

test("the founding exercise in bash", async ({ page }) => {
  const shot = shots(page, "bash");
  await page.goto("?panes=terminal,lab&lab=founding");
  await expectDone(page, 0);
  await expectOutput(page, `aws iam create-user --user-name ${user}`, userArn);
  await expectDone(page, 1);
  const [id, secret] = await createKey(page);
  await expectDone(page, 2);
  await configure(page, user, [id, secret, "us-east-1", "json"]);
  await shot("configured");
  await run(page, `cat > trust.json <<'EOF'`);
  for (const line of [...trust.split("\n"), "EOF"]) await run(page, line);
  const create = `aws iam create-role --role-name ${role} --assume-role-policy-document file://trust.json`;
  await expectOutput(page, create, roleArn);
  await expectDone(page, 3);
  await run(page, `aws iam attach-role-policy --role-name ${role} --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`);
  await expectDone(page, 4);
  await shot("role");

  await run(page, `export AWS_PROFILE="${user}"`);
  await expectOutput(page, "aws sts get-caller-identity", `"Arn": "${userArn}"`);
  await expectDone(page, 5);
  await expectOutput(page, "aws s3 ls", "An error occurred (AccessDenied)", denied(userArn, "s3:ListAllMyBuckets"));
  await expectDone(page, 6);
  await shot("denied");
  await expectWhy(page);

  const query = "--query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text";
  await run(page, `creds=$(aws sts assume-role --role-arn ${roleArn} --role-session-name lab1 ${query})`);
  await expectDone(page, 7);
  await run(page, "cat >> ~/.aws/credentials <<EOF");
  for (const line of [
    "",
    "[assumed_trustpolicy]",
    'aws_access_key_id = $(echo "$creds" | cut -f 1)',
    'aws_secret_access_key = $(echo "$creds" | cut -f 2)',
    'aws_session_token = $(echo "$creds" | cut -f 3)',
    "EOF",
  ])
    await run(page, line);
  await expectOutput(page, "aws configure list-profiles", "assumed_trustpolicy");
  await expectOutput(page, "aws sts get-caller-identity --profile assumed_trustpolicy", session);
  await expectOutput(page, "aws s3 ls --profile assumed_trustpolicy", `acme-reports-${account}`);
  await shot("buckets");
  await expectReadOnly(page, "assumed_trustpolicy");
  await expectOutput(page, "aws s3 ls", "AccessDenied");
  await expectDone(page, 10);
  await shot("done");
  await expectExpiry(page, "assumed_trustpolicy");
  await shot("expired");
});

test("the founding exercise in PowerShell", async ({ page }) => {
  const shot = shots(page, "powershell");
  await page.goto("?panes=terminal,lab&lab=founding");
  await page.getByLabel("Shell").selectOption("PowerShell");
  await run(page, `aws iam create-user --user-name ${user}`);
  await expectDone(page, 1);
  const [id, secret] = await createKey(page);
  await configure(page, user, [id, secret, "us-east-1", "json"]);
  await run(page, "notepad trust.json");
  await page.getByLabel("Content of the file").fill(trust);
  await page.getByRole("button", { name: "Save" }).click();
  const create = `aws iam create-role --role-name ${role} --assume-role-policy-document file://trust.json`;
  await expectOutput(page, create, roleArn);
  await run(page, `aws iam attach-role-policy --role-name ${role} --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`);
  await expectDone(page, 4);

  await run(page, `$env:AWS_PROFILE="${user}"`);
  await expectOutput(page, "aws sts get-caller-identity", userArn);
  await expectOutput(page, "aws s3 ls", denied(userArn, "s3:ListAllMyBuckets"));
  await shot("denied");
  await expectWhy(page);
  const assume = `aws sts assume-role --role-arn ${roleArn} --role-session-name lab1`;
  await run(page, `$c = (${assume} | ConvertFrom-Json).Credentials`);
  await expectDone(page, 7);
  for (const [key, member] of [
    ["aws_access_key_id", "AccessKeyId"],
    ["aws_secret_access_key", "SecretAccessKey"],
    ["aws_session_token", "SessionToken"],
  ])
    await run(page, `aws configure set ${key} $c.${member} --profile assumed_trustpolicy`);
  await expectOutput(page, "cat ~\\.aws\\credentials", "[assumed_trustpolicy]", "aws_session_token");
  await expectOutput(page, "aws s3 ls --profile assumed_trustpolicy", `acme-reports-${account}`);
  await shot("buckets");
  await expectReadOnly(page, "assumed_trustpolicy");
  await expectOutput(page, "aws s3 ls", "AccessDenied");
  await expectDone(page, 10);
  await shot("done");
  await expectExpiry(page, "assumed_trustpolicy");
});
