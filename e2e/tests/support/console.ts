import { expect, type Locator, type Page } from "@playwright/test";
import { account, password, role, trust, user } from "./exercise";

/** Goes to an address without reloading the page, as the address bar does. */
export const go = (page: Page, hash: string) => page.evaluate((to) => void (location.hash = to), hash);

/** The page's own part: not the bars, not the other panes. */
export const main = (page: Page) => page.getByRole("main");

/** Opens a service from Console Home. */
export async function openService(page: Page, name: "IAM" | "S3" | "CloudTrail"): Promise<void> {
  await page.getByRole("link", { name: "IAM Playground" }).click();
  await main(page).getByRole("link", { name, exact: true }).click();
}

/** Opens an entry of IAM's navigation, which a narrow console folds away behind a button. */
export async function openIam(page: Page, entry: "User groups" | "IAM users" | "Roles" | "Policies" | "Account settings"): Promise<void> {
  await openService(page, "IAM");
  const navigation = page.getByRole("navigation", { name: "Identity and Access Management (IAM)" });
  const toggle = page.getByRole("button", { name: "Service navigation" });
  await expect(navigation.or(toggle).first()).toBeVisible();
  if (!(await navigation.isVisible())) await toggle.click();
  await navigation.getByRole("link", { name: entry }).click();
  await expect(navigation.getByRole("link", { name: entry })).toHaveAttribute("aria-current", "page");
}

/** Who the header says one is. */
export const identity = (page: Page) => page.getByRole("button", { name: /Identity menu/ });

/** The one-click way in. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^Sign in as ${name}\\b`) }).click();
  await expect(identity(page)).toContainText(name);
}

/** The way in that the real console has. */
export async function signIn(page: Page, name: string, secret: string): Promise<void> {
  await page.getByLabel("Account ID or alias").fill(account);
  await page.getByLabel("IAM username").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(identity(page)).toContainText(`Account ID: 1111-2222-3333${name}`);
}

export async function signOut(page: Page): Promise<void> {
  await identity(page).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "IAM user sign in" })).toBeVisible();
}

/** Creates the user in the wizard, with a password for the console. */
export async function createUser(page: Page): Promise<void> {
  await openIam(page, "IAM users");
  await page.getByRole("link", { name: "Create user" }).first().click();
  await page.getByLabel("User name").fill(user);
  await page.getByLabel(/Provide user access to the AWS Management Console/).check();
  await page.getByRole("radio", { name: /Custom password/ }).check();
  await page.getByRole("textbox", { name: "Custom password" }).fill(password);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Set permissions" })).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Review and create" })).toBeVisible();
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByText("User created successfully")).toBeVisible();
}

/** Creates the role in the wizard with a trust policy of its own, and attaches a policy if one is named. */
export async function createRole(page: Page, policy?: string): Promise<void> {
  await openIam(page, "Roles");
  await page.getByRole("link", { name: "Create role" }).first().click();
  await page.getByRole("radio", { name: /Custom trust policy/ }).check();
  await page.getByLabel("Policy document in JSON").fill(trust);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Add permissions" })).toBeVisible();
  if (policy !== undefined) await tickPolicy(page, policy);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Name, review, and create" })).toBeVisible();
  await page.getByLabel("Role name").fill(role);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(main(page).getByRole("link", { name: role, exact: true })).toBeVisible();
}

/** Finds a policy in a list and ticks it. */
export async function tickPolicy(page: Page, name: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Search policies" }).fill(name);
  await page.getByRole("row", { name }).getByRole("checkbox").check();
}

/** What the header shows of a switched role. */
export const badge = (page: Page) => page.getByRole("button", { name: `Acting as ${role} @ ${account}. Identity menu` });

/** Switches by the form; the header then shows the role. */
export async function switchRole(page: Page): Promise<void> {
  await identity(page).click();
  await page.getByRole("link", { name: "Switch role" }).click();
  await page.getByLabel("Account ID").fill(account);
  await page.getByLabel("IAM role name").fill(role);
  await page.getByLabel("Display color - optional").selectOption("Green");
  await page.getByRole("button", { name: "Switch Role" }).click();
  await expect(badge(page)).toBeVisible();
}

export async function switchBack(page: Page): Promise<void> {
  await badge(page).click();
  await page.getByRole("banner").getByRole("button", { name: "Switch back" }).click();
  await expect(badge(page)).toHaveCount(0);
}

/** The names in a table's first column. */
export const names = (page: Page) => main(page).getByRole("rowheader");

/** S3's own panel in the place of the buckets, and nothing of them. */
export async function expectNoBuckets(page: Page): Promise<void> {
  await openService(page, "S3");
  const panel = denial(page, "You don't have permissions to list buckets");
  await expect(panel).toContainText("s3:ListAllMyBuckets");
  await expect(panel.getByRole("button", { name: "Why?" })).toBeVisible();
  await expect(names(page)).toHaveCount(0);
  await expect(main(page)).not.toContainText("acme-");
}

/** The messages of actions, which stand above the page. */
export const messages = (page: Page) => page.getByRole("region", { name: "Notifications" });

/** A denial that contains the text, in the page or among the messages above it. */
export const denial = (page: Page, text: string): Locator => main(page).getByRole("alert").filter({ hasText: text });

/** Moves the world's clock on by hours. */
export async function moveClock(page: Page, hours: number): Promise<void> {
  await page.getByRole("button", { name: /World clock/ }).click();
  for (let hour = 0; hour < hours; hour += 1) await page.getByRole("button", { name: "+1 hour" }).click();
  await page.keyboard.press("Escape");
}
