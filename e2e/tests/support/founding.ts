import { expect, type Page } from "@playwright/test";

export const account = "111122223333";
export const user = "fake_user1";
export const role = "s3_access_trust_policy";
export const password = "Correct-Horse-7";
export const userArn = `arn:aws:iam::${account}:user/${user}`;
export const roleArn = `arn:aws:iam::${account}:role/${role}`;
export const trust = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: userArn }, Action: "sts:AssumeRole" }],
  },
  null,
  2,
);

/** Takes a picture that is kept with the run: what a person sees at this step. */
export type Shot = (name: string) => Promise<void>;

/** Numbers the pictures of one way through the exercise. */
export function shots(page: Page, way: string): Shot {
  let number = 0;
  return async (name) => {
    number += 1;
    const path = `artifacts/founding-${way}/${String(number).padStart(2, "0")}-${name}.png`;
    await page.screenshot({ path });
  };
}

/** How many steps of the exercise are ticked off. */
export async function expectDone(page: Page, steps: number): Promise<void> {
  await expect(page.getByRole("region", { name: "Exercise" })).toContainText(`${steps} of 10 done`);
}

/** Types a line into the terminal and waits for its prompt. */
export async function run(page: Page, line: string): Promise<void> {
  const input = page.getByLabel("Command line");
  await input.fill(line);
  await input.press("Enter");
}

/** The terminal's output. */
export const output = (page: Page) => page.getByRole("log");

/** Runs a line on a cleared screen and expects what it prints. */
export async function expectOutput(page: Page, line: string, ...texts: (string | RegExp)[]): Promise<void> {
  await page.getByLabel("Command line").press("Control+l");
  await run(page, line);
  for (const text of texts) await expect(output(page)).toContainText(text);
}

/** Goes to an address without reloading the page. */
export const go = (page: Page, hash: string) => page.evaluate((to) => void (location.hash = to), hash);

export async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Identity menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
}

/** The only denial there is when nobody allows: S3's panel on the buckets page. */
export async function expectNoBuckets(page: Page): Promise<void> {
  await go(page, "/s3/buckets");
  await expect(page.getByText("You don't have permissions to list buckets")).toBeVisible();
  await expect(page.getByRole("link", { name: /acme-/ })).toHaveCount(0);
}

/** Signs in on the page's form, as a person with a password does. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByLabel("Account ID or alias").fill(account);
  await page.getByLabel("IAM username").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: new RegExp(`^${name} in account`) })).toBeVisible();
}

/** Creates the user in the console's wizard, with a password for the console. */
export async function createUser(page: Page): Promise<void> {
  await go(page, "/iam/users");
  await page.getByRole("link", { name: "Create user" }).first().click();
  await page.getByLabel("User name").fill(user);
  await page.getByLabel(/Provide user access/).check();
  await page.getByLabel(/^Custom password/).first().check();
  await page.getByRole("textbox", { name: "Custom password" }).fill(password);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByText("User created successfully")).toBeVisible();
}

/** Creates the role in the console's wizard, with a trust policy of its own, and attaches the policy. */
export async function createRole(page: Page): Promise<void> {
  await go(page, "/iam/roles");
  await page.getByRole("link", { name: "Create role" }).first().click();
  await page.getByLabel("Custom trust policy").check();
  await page.getByLabel("Policy document in JSON").fill(trust);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("searchbox", { name: "Search policies" }).fill("AmazonS3ReadOnlyAccess");
  await page.getByRole("checkbox", { name: /AmazonS3ReadOnlyAccess/ }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Role name").fill(role);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("link", { name: role, exact: true })).toBeVisible();
}

/** Switches to the role in the console; the header then shows it. */
export async function switchRole(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Identity menu/ }).click();
  await page.getByRole("link", { name: "Switch role" }).click();
  await page.getByLabel("Account ID").fill(account);
  await page.getByLabel("IAM role name").fill(role);
  await page.getByLabel("Display color - optional").selectOption("Green");
  await page.getByRole("button", { name: "Switch Role" }).click();
  await expect(badge(page)).toBeVisible();
}

/** What the header shows of a switched role. */
export const badge = (page: Page) =>
  page.getByRole("button", { name: `Acting as ${role} @ ${account}. Identity menu` });

export async function switchBack(page: Page): Promise<void> {
  await badge(page).click();
  await page.getByRole("button", { name: "Switch back" }).click();
  await expect(badge(page)).toHaveCount(0);
}

/** Every denial in the console says which action is missing and offers "Why?". */
export async function expectDenied(page: Page, action: string): Promise<void> {
  const denial = page.getByRole("alert").filter({ hasText: action });
  await expect(denial.first()).toBeVisible();
  await expect(denial.first().getByRole("button", { name: "Why?" })).toBeVisible();
}
