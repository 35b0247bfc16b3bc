import { expectAccessible } from "./support/axe";
import { go, main, signInAs } from "./support/console";
import { bucket, role } from "./support/exercise";
import { furnish } from "./support/places";
import { expect, test } from "./support/test";

// Advice while a policy is written: what is wrong, where, and a button for the change that helps.

const editor = "Policy document in JSON";

test("an identity policy's findings lead to their places and mend them", async ({ page }) => {
  await page.goto("?panes=console");
  await signInAs(page, "admin");
  await go(page, "/iam/policies/create");
  const text = page.getByLabel(editor);
  const findings = page.getByRole("list", { name: "Findings" }).getByRole("listitem");
  await text.fill(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:GetObjekt", "s3:ListBucket"],
      "Resource": "arn:aws:s3:::${bucket}"
    },
    { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" }
  ]
}`);
  const unknown = findings.filter({ hasText: "s3:GetObjekt" });
  await expect(unknown).toContainText("Error");
  await expect(unknown).toContainText("line 6, column 18");
  await expect(findings.filter({ hasText: "Security warning" })).toContainText("iam:PassedToService");
  await expect(page.getByRole("status").filter({ hasText: /Security: 1 · Errors: 1/ })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/lint/identity.png" });

  await test.step("the place", async () => {
    await unknown.getByRole("button", { name: "line 6, column 18" }).click();
    await expect(text).toBeFocused();
    const chosen = await text.evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    );
    expect(chosen).toContain("s3:GetObjekt");
  });

  await test.step("a fix, taken back by the browser's own undo", async () => {
    await unknown.getByRole("button", { name: /s3:GetObject\b/ }).click();
    await expect(text).toHaveValue(/"s3:GetObject"/);
    await expect(unknown).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(text).toHaveValue(/"s3:GetObjekt"/);
    await expect(unknown).toHaveCount(1);
  });
});

test("each type of policy gets its own advice", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await furnish(page);
  await signInAs(page, "admin");
  const findings = page.getByRole("list", { name: "Findings" }).getByRole("listitem");
  await go(page, `/iam/roles/details/${role}/edit-trust`);
  await page.getByLabel(editor).fill(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}',
  );
  await expect(findings.filter({ hasText: "Security warning" }).first()).toBeVisible();
  await go(page, `/s3/bucket-permissions/${bucket}/policy`);
  await page.getByLabel(editor).fill(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::other/*"}]}',
  );
  await expect(findings.filter({ hasText: "Error" }).first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/lint/bucket.png" });
});

test("a document as long as AWS takes can still be written in", async ({ page }) => {
  await page.goto("?panes=console");
  await signInAs(page, "admin");
  await go(page, "/iam/policies/create");
  const statement = '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-NUMBER/*"}';
  const statements: string[] = [];
  for (let length = 0; length < 130_000; length += statement.length + 6)
    statements.push(statement.replace("NUMBER", String(statements.length)));
  const text = page.getByLabel(editor);
  await text.fill(`{"Version":"2012-10-17","Statement":[\n${statements.join(",\n")}\n]}`);
  await expect(main(page)).toContainText("Too long");
  await expect(page.getByRole("status").filter({ hasText: "Errors:" })).toBeVisible({ timeout: 15_000 });
  await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 0));
  const before = Date.now();
  await page.keyboard.type("          ", { delay: 0 });
  await expect(text).toHaveValue(/^ {10}\{/);
  expect((Date.now() - before) / 10, "milliseconds a key").toBeLessThan(400);
});
