import { expectAccessible } from "./support/axe";
import { denial, go, main, messages, signInAs, signOut } from "./support/console";
import { expectOutput, run } from "./support/terminal";
import { expect, test } from "./support/test";
import type { Page } from "@playwright/test";

// AWS Organizations in the console, in the world "organisation".

const tree = (page: Page) => page.getByRole("tree", { name: "Organization" });
const item = (page: Page, name: string) => tree(page).last().getByRole("treeitem", { name: new RegExp(`^${name}, `) });
const dialog = (page: Page) => page.getByRole("dialog");

async function open(page: Page, address: string): Promise<void> {
  await page.goto("?scenario=organisation&panes=console,terminal");
  await signInAs(page, "admin");
  await go(page, address);
}

/** What the menu "Actions" does with the chosen node. */
async function act(page: Page, entry: string): Promise<void> {
  await main(page).getByRole("button", { name: "Actions" }).click();
  await main(page).getByRole("button", { name: entry, exact: true }).click();
}

test("the tree is walked, and units are made, renamed, filled and deleted", async ({ page }) => {
  await open(page, "/organizations/accounts");
  await expect(item(page, "Root")).toBeVisible();
  await expect(item(page, "Acme Production")).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/organizations/tree.png" });

  await test.step("by keyboard", async () => {
    await item(page, "Root").focus();
    await page.keyboard.press("ArrowLeft");
    await expect(item(page, "Root")).toHaveAttribute("aria-expanded", "false");
    await expect(item(page, "Acme Production")).toHaveCount(0);
    await page.keyboard.press("ArrowRight");
    await expect(item(page, "Acme Production")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(item(page, "Root")).not.toBeFocused();
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await expect(item(page, "Root")).toHaveAttribute("aria-selected", "true");
  });

  await test.step("a unit", async () => {
    await act(page, "Create new");
    await dialog(page).getByLabel("Organizational unit name").fill("Trials");
    await expectAccessible(page);
    await dialog(page).getByRole("button", { name: "Create organizational unit" }).click();
    await expect(messages(page)).toContainText("Organizational unit Trials created.");
    await item(page, "Trials").locator(".tree-more").click();
    await act(page, "Rename");
    await dialog(page).getByLabel("Organizational unit name").fill("Experiments");
    await page.keyboard.press("Enter");
    await expect(item(page, "Experiments")).toBeVisible();
  });

  await test.step("an account, made and moved", async () => {
    await main(page).getByRole("button", { name: "Create an AWS account" }).click();
    await dialog(page).getByLabel("AWS account name").fill("Sandbox");
    await dialog(page).getByLabel("Email address").fill("sandbox@example.com");
    await dialog(page).getByRole("button", { name: "Create AWS account" }).click();
    await expect(messages(page)).toContainText(/AWS account Sandbox \(\d{12}\) created/);
    await item(page, "Sandbox").locator(".tree-more").click();
    await act(page, "Move");
    await expect(item(page, "Acme Production"), "accounts are no places").toHaveCount(0);
    await item(page, "Experiments").locator(".tree-more").click();
    await page.screenshot({ path: "artifacts/organizations/move.png" });
    await dialog(page).getByRole("button", { name: "Move AWS account" }).click();
    await expect(messages(page)).toContainText("AWS account Sandbox moved.");
    await expect(item(page, "Experiments").getByRole("treeitem", { name: /^Sandbox/ })).toBeVisible();
  });

  await test.step("what is not empty stays", async () => {
    await item(page, "Experiments").locator(".tree-more").first().click();
    await act(page, "Delete");
    await dialog(page).getByRole("textbox").fill("Experiments");
    await dialog(page).getByRole("button", { name: "Delete", exact: true }).click();
    await expect(messages(page)).toContainText("not empty");
    await item(page, "Sandbox").locator(".tree-more").click();
    await act(page, "Remove from organization");
    await dialog(page).getByRole("button", { name: "Remove account" }).click();
    await expect(item(page, "Sandbox")).toHaveCount(0);
    await item(page, "Experiments").locator(".tree-more").click();
    await act(page, "Delete");
    await dialog(page).getByRole("textbox").fill("Experiments");
    await dialog(page).getByRole("button", { name: "Delete", exact: true }).click();
    await expect(item(page, "Experiments")).toHaveCount(0);
  });
});

test("a service control policy is written, attached, read level by level, and detached", async ({ page }) => {
  await open(page, "/organizations/policies");
  await expect(main(page).getByRole("row", { name: /Service control policies/ })).toContainText("Enabled");
  await main(page).getByRole("link", { name: "Service control policies" }).click();
  await expectAccessible(page);
  await main(page).getByRole("link", { name: "Create policy" }).click();
  await page.getByLabel("Policy name").fill("no-queues");
  const document = {
    Version: "2012-10-17",
    Statement: [{ Sid: "NoQueues", Effect: "Deny", Action: "sqs:*", Resource: "*" }],
  };
  await page.getByLabel("Policy document in JSON").fill(JSON.stringify({ ...document, Principal: "*" }));
  await expect(page.getByRole("list", { name: "Findings" })).toBeVisible();
  await main(page).getByRole("button", { name: "Create policy" }).click();
  await expect(page.getByText("Put the policy right first")).toBeVisible();
  await page.getByLabel("Policy document in JSON").fill(JSON.stringify(document, null, 2));
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Create policy" }).click();
  await expect(messages(page)).toContainText("Policy no-queues created.");

  await main(page).getByRole("link", { name: "no-queues" }).click();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Targets" }).click();
  await expect(main(page)).toContainText("attached nowhere");
  await main(page).getByRole("button", { name: "Attach" }).click();
  await item(page, "Acme Production").locator(".tree-more").click();
  await expectAccessible(page);
  await dialog(page).getByText("Show as CLI").click();
  await expect(dialog(page)).toContainText("aws organizations attach-policy --policy-id p-");
  await dialog(page).getByRole("button", { name: "Attach policy" }).click();
  await main(page).getByRole("link", { name: "Acme Production" }).click();
  await page.getByRole("tab", { name: "Policies" }).click();
  const policies = page.getByRole("table", { name: "Service control policies" });
  await expect(policies.getByRole("row", { name: /no-queues/ })).toContainText("Attached directly");
  await expect(policies.getByRole("row", { name: /Inherited from Root/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/organizations/policies-of-account.png", fullPage: true });

  await test.step("it counts", async () => {
    await run(page, "aws sqs list-queues --profile paul");
    await expectOutput(page, "aws sqs list-queues --profile paul", /explicit deny in a service control policy/);
  });

  await test.step("only what is attached here can be detached here", async () => {
    const detach = main(page).getByRole("button", { name: "Detach" }).first();
    await policies.getByRole("radio", { name: "FullAWSAccess at r-" }).check();
    await expect(detach).toBeDisabled();
    await policies.getByRole("radio", { name: /^no-queues at/ }).check();
    await detach.click();
    await dialog(page).getByRole("button", { name: "Detach policy" }).click();
    await expect(messages(page)).toContainText("no-queues detached.");
    await expect(policies.getByRole("row", { name: /no-queues/ })).toHaveCount(0);
  });

  await test.step("and attached from here", async () => {
    await main(page).getByRole("button", { name: "Attach" }).first().click();
    await dialog(page).getByRole("checkbox", { name: "no-queues" }).check();
    await expectAccessible(page);
    await dialog(page).getByRole("button", { name: "Attach policy" }).click();
    await expect(policies.getByRole("row", { name: /no-queues/ })).toBeVisible();
  });

  await test.step("edited and deleted", async () => {
    await policies.getByRole("link", { name: "no-queues" }).click();
    await main(page).getByRole("link", { name: "Edit policy" }).click();
    await page.getByLabel("Policy name").fill("no-messages");
    await main(page).getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "no-messages" })).toBeVisible();
    await main(page).getByRole("button", { name: "Delete" }).click();
    await dialog(page).getByRole("textbox").fill("no-messages");
    await dialog(page).getByRole("button", { name: "Delete", exact: true }).click();
    await expect(messages(page), "it is attached").toContainText("attached to a target");
  });
});

test("a policy type is disabled and enabled", async ({ page }) => {
  await open(page, "/organizations/policies/resource-control-policy");
  await main(page).getByRole("button", { name: "Disable" }).click();
  await dialog(page).getByRole("textbox").fill("disable");
  await dialog(page).getByRole("button", { name: "Disable" }).click();
  await expect(messages(page)).toContainText("Resource control policies disabled.");
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Enable" }).click();
  await expect(main(page).getByRole("row", { name: /RCPFullAWSAccess/ })).toBeVisible();
});

test("a member sees AWS's denials, but its organization", async ({ page }) => {
  await page.goto("?scenario=organisation&panes=console,why");
  await signInAs(page, "dora");
  for (const [place, action] of [
    ["/organizations/accounts", "organizations:ListRoots"],
    ["/organizations/policies", "organizations:ListRoots"],
    ["/organizations/accounts/333344445555", "organizations:DescribeAccount"],
  ]) {
    await go(page, place);
    await expect(denial(page, action).first()).toBeVisible();
    await expectAccessible(page);
  }
  await go(page, "/organizations/settings");
  await expect(main(page)).toContainText("111122223333");
  await expect(main(page).getByRole("button", { name: "Leave this organization" })).toBeVisible();
  await expectAccessible(page);
});

test("whoever is in no organization can create one", async ({ page }) => {
  await page.goto("?panes=console");
  await signInAs(page, "admin");
  await page.getByRole("combobox", { name: "Search" }).fill("organizations");
  await page.getByRole("option", { name: /^AWS Organizations/ }).first().click();
  await expect(main(page)).toContainText("not a member of an organization");
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Create an organization" }).click();
  await expect(item(page, "Root")).toBeVisible();
});

test("an account is invited, and joins", async ({ page }) => {
  await open(page, "/organizations/invitations");
  await main(page).getByRole("button", { name: "Invite an account" }).click();
  await dialog(page).getByLabel(/Account ID or email address/).fill("999900001111");
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Send invitation" }).click();
  await expect(main(page).getByRole("row", { name: /999900001111/ })).toContainText("OPEN");
  await expectAccessible(page);
  await signOut(page);
  await signInAs(page, "mallory");
  await go(page, "/organizations/invitations");
  await main(page).getByRole("radio").first().check();
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Accept" }).click();
  await expect(messages(page)).toContainText("This account has joined the organization.");
  await go(page, "/organizations/settings");
  await expect(main(page)).toContainText("111122223333");
});

for (const scheme of ["light", "dark"] as const)
  test(`every page of Organizations, on a phone, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("?scenario=organisation&panes=console");
    await signInAs(page, "admin");
    await page.setViewportSize({ width: 390, height: 844 });
    for (const place of [
      "/organizations/accounts",
      "/organizations/accounts/444455556666",
      "/organizations/accounts/444455556666?tab=policies",
      "/organizations/accounts/444455556666?tab=tags",
      "/organizations/invitations",
      "/organizations/policies",
      "/organizations/policies/service-control-policy",
      "/organizations/policies/service-control-policy/create",
      "/organizations/policy/p-FullAWSAccess",
      "/organizations/policy/p-FullAWSAccess?tab=targets",
      "/organizations/settings",
    ])
      await test.step(place, async () => {
        await go(page, place);
        await expect(page.getByRole("heading", { level: 1 }).filter({ visible: true })).toHaveCount(1);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(wide, "nothing sticks out").toBe(false);
        const name = place.replaceAll(/\W+/g, "-").replace(/^-/, "");
        await page.screenshot({ path: `artifacts/organizations/${scheme}-${name}.png` });
        await expectAccessible(page);
      });
  });
