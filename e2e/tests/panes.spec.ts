import { expectAccessible } from "./support/axe";
import { account, createRole, createUser, expectOutput, go, role, run, signInAs, user } from "./support/founding";
import { expect, test } from "./support/test";

const bucket = `acme-reports-${account}`;

/** Every page of the console, once there is something on it. */
const pages = [
  "/iam",
  "/iam/users",
  "/iam/users/create",
  `/iam/users/details/${user}`,
  `/iam/users/details/${user}?tab=security_credentials`,
  "/iam/roles",
  "/iam/roles/create",
  `/iam/roles/details/${role}`,
  `/iam/roles/details/${role}?tab=trust_relationships`,
  "/iam/policies",
  "/iam/policies/details/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAmazonS3ReadOnlyAccess",
  "/s3/buckets",
  "/s3/bucket/create",
  `/s3/buckets/${bucket}`,
  `/s3/object/${bucket}?key=README.txt`,
  `/s3/upload/${bucket}`,
];

for (const scheme of ["light", "dark"] as const) {
  test(`every page of the console is accessible, ${scheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("?panes=console");
    await signInAs(page, "admin");
    await createUser(page);
    await expectAccessible(page);
    await createRole(page);
    for (const address of pages) {
      await go(page, address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.screenshot({ path: `artifacts/panes-${scheme}/${address.replaceAll(/\W+/g, "-")}.png` });
      await test.step(address, () => expectAccessible(page));
    }
  });
}

test("what is denied is accessible, too, and says why", async ({ page }) => {
  await page.goto("?panes=console,why");
  await signInAs(page, "admin");
  await createUser(page);
  await page.getByRole("button", { name: /Identity menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await signInAs(page, user);
  for (const [address, action] of [
    ["/iam/users", "iam:ListUsers"],
    ["/iam/roles", "iam:ListRoles"],
    ["/iam/policies", "iam:ListPolicies"],
    ["/s3/buckets", "s3:ListAllMyBuckets"],
    [`/s3/buckets/${bucket}`, "s3:ListBucket"],
  ]) {
    await go(page, address);
    await expect(page.getByRole("main")).toContainText(action);
    await page.getByRole("main").getByRole("button", { name: "Why?" }).first().click();
    await expect(page.getByRole("region", { name: "Why?" })).toContainText(action);
    await expectAccessible(page);
  }
});

test("a user is created by keyboard alone", async ({ page }) => {
  await page.goto("?panes=console");
  const signIn = page.getByRole("button", { name: "Sign in as admin" });
  await expect(signIn).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to the page" })).toBeFocused();
  for (let i = 0; i < 30 && !(await signIn.evaluate((e) => e === document.activeElement)); i += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await go(page, "/iam/users/create");
  await page.getByLabel("User name").focus();
  await page.keyboard.type("by-keyboard");
  const next = async (name: string) => {
    const button = page.getByRole("button", { name, exact: true });
    for (let i = 0; i < 60 && !(await button.evaluate((e) => e === document.activeElement)); i += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  };
  await next("Next");
  await expect(page.getByRole("heading", { name: "Set permissions" })).toBeVisible();
  await next("Next");
  await next("Create user");
  await expect(page.getByText("User created successfully").first()).toBeVisible();
});

test.describe("hostile content", () => {
  const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;

  test("is shown as text, wherever it comes from", async ({ page }) => {
    await page.goto("?panes=console,terminal");
    await run(page, `echo '${evil.replaceAll("'", "'\\''")}' > evil.html`);
    await run(page, `aws s3 cp evil.html s3://${bucket}/evil.html`);
    const document = `{"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow","Action":"s3:<img>","Resource":"*"}]}`;
    await run(page, `aws iam create-policy --policy-name evil --description '<b>bold</b>' --policy-document '${document}'`);
    await expectOutput(page, "cat evil.html", "onerror");
    await signInAs(page, "admin");
    await go(page, `/s3/object/${bucket}?key=evil.html`);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("onerror");
    await go(page, `/iam/policies/details/arn%3Aaws%3Aiam%3A%3A${account}%3Apolicy%2Fevil`);
    await expect(page.getByRole("main")).toContainText("<img>");
    await expect(page).toHaveTitle(/IAM Playground/);
    await expect(page.locator("img, iframe, b")).toHaveCount(0);
  });

  for (const address of [
    "#/iam/users/details/%3Cscript%3E",
    "#/iam/users/details/%E0%A4%A",
    `#/s3/buckets/${"x".repeat(5_000)}`,
    "?panes=%3Cscript%3E,,,terminal,terminal#//////",
    "?scenario=../../etc/passwd&lab=%00&theme=%22%3E",
    "#w=AAAA",
  ])
    test(`in the address is survived: ${address.slice(0, 40)}`, async ({ page }) => {
      await page.goto(address);
      await expect(page.getByText("Simulator: not connected to AWS", { exact: true })).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Panes" })).toBeVisible();
    });

  test("pasted by the megabyte into the terminal is bounded", async ({ page }) => {
    await page.goto("?panes=terminal");
    const line = page.getByLabel("Command line");
    await line.focus();
    await page.evaluate(() => document.execCommand("insertText", false, `echo ${"x".repeat(200_000)}`));
    await line.press("Enter");
    await expectOutput(page, "echo still here", "still here");
  });
});
