import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { denial, go, main, messages, signInAs, signOut } from "./support/console";
import { account, user } from "./support/exercise";
import { expectOutput, paste } from "./support/terminal";
import { expect, test } from "./support/test";

// The services that are shown alike: lists, details, resource policies, and what can be tried.

const dialog = (page: Page) => page.getByRole("dialog");
const policyText = (page: Page) => page.getByLabel("Policy document in JSON");

/** Of each service: its address, what is typed to create a resource, and one thing to try. */
const services = [
  { id: "sqs", fields: { Name: "orders" }, title: "orders", policy: true },
  { id: "sns", fields: { Name: "news" }, title: "news", policy: true },
  { id: "kms", fields: { "Description - optional": "for files" }, title: /[0-9a-f-]{36}/, policy: true },
  { id: "secretsmanager", fields: { Name: "shop/db", "Secret value": "made-up" }, title: "shop/db", policy: true },
  { id: "dynamodb", fields: { "Table name": "carts", "Partition key": "id" }, title: "carts", policy: true },
  { id: "logs", fields: { "Log group name": "/shop/web" }, title: "/shop/web", policy: false },
  { id: "ssm", fields: { Name: "/shop/host", Value: "example.com" }, title: "/shop/host", policy: false },
] as const;

for (const service of services)
  test(`${service.id}: empty, created, looked at, deleted`, async ({ page }) => {
    await page.goto("?panes=console");
    await signInAs(page, "admin");
    await go(page, `/${service.id}`);
    await expect(main(page)).toContainText("Nothing here");
    await expectAccessible(page);
    await main(page).getByRole("link", { name: "Create" }).first().click();
    if (!("Description - optional" in service.fields)) {
      await main(page).getByRole("button", { name: "Create" }).click();
      await expect(main(page)).toContainText("Fill this in.");
    }
    for (const [label, value] of Object.entries(service.fields)) await page.getByLabel(label, { exact: true }).fill(value);
    await expectAccessible(page);
    await main(page).getByText("Show as CLI").click();
    await expect(main(page)).toContainText(`aws ${service.id} `);
    await main(page).getByRole("button", { name: "Create" }).click();
    await expect(messages(page)).toContainText("Created the");
    await main(page).getByRole("link", { name: service.title }).first().click();
    await expect(main(page).getByRole("definition").first()).toBeVisible();
    await page.screenshot({ path: `artifacts/resources/${service.id}.png` });
    await expectAccessible(page);
    if (service.policy) {
      await page.getByRole("tab", { name: "Access policy" }).click();
      await expectAccessible(page);
      await main(page).getByRole("link", { name: "Edit" }).first().click();
      await expect(policyText(page)).toBeVisible();
      await expectAccessible(page);
      await page.goBack();
    }
    await page.getByRole("tab", { name: "Try it" }).click();
    await expectAccessible(page);
    await main(page).getByRole("button", { name: "Delete" }).first().click();
    await dialog(page).getByRole("textbox").fill("delete");
    await dialog(page).getByRole("button", { name: "Delete", exact: true }).click();
    await expect(messages(page)).toContainText("Deleted");
  });

test("a queue's policy lets another user send, and no more", async ({ page }) => {
  await page.goto("?panes=console,terminal,why");
  await paste(page, `aws iam create-user --user-name ${user}\naws iam create-login-profile --user-name ${user} --password Correct-Horse-7\naws sqs create-queue --queue-name orders\n`);
  await signInAs(page, "admin");
  const queue = encodeURIComponent(`https://sqs.us-east-1.amazonaws.com/${account}/orders`);
  await go(page, `/sqs/details/${queue}?tab=policy`);
  await expect(main(page)).toContainText("no policy of its own");
  await main(page).getByRole("link", { name: "Edit" }).click();
  await expect(policyText(page)).toHaveValue(new RegExp(`arn:aws:sqs:us-east-1:${account}:orders`));
  await main(page).getByRole("button", { name: "Save changes" }).click();
  await expect(main(page).getByRole("alert").first(), "nobody is named").toBeVisible();
  const statement = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:user/${user}` },
    Action: "sqs:SendMessage",
    Resource: `arn:aws:sqs:us-east-1:${account}:orders`,
  };
  await policyText(page).fill(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  await main(page).getByRole("button", { name: "Save changes" }).click();
  await expect(messages(page)).toContainText("Access policy saved.");
  await expect(main(page)).toContainText("sqs:SendMessage");
  await signOut(page);
  await signInAs(page, user);
  await go(page, "/sqs");
  await expect(denial(page, "sqs:ListQueues")).toBeVisible();
  await expectAccessible(page);
  await go(page, `/sqs/details/${queue}?tab=try`);
  await page.getByLabel("Message body").fill("ten anvils");
  await main(page).getByRole("button", { name: "Send message" }).click();
  await expect(main(page)).toContainText("MessageId");
  await main(page).getByRole("button", { name: "Receive messages" }).click();
  await expect(denial(page, "sqs:ReceiveMessage")).toBeVisible();
  await denial(page, "sqs:ReceiveMessage").getByRole("button", { name: "Why?" }).click();
  await expect(page.getByRole("region", { name: "Why?" })).toContainText("sqs:ReceiveMessage");
  await expectOutput(page, `aws sqs receive-message --queue-url https://sqs.us-east-1.amazonaws.com/${account}/orders`, "ten anvils");
});

test("a list of many is shown in pages, and the region counts", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await paste(page, "for i in $(seq 1 130); do aws sqs create-queue --queue-name q$i > /dev/null; done\n");
  await signInAs(page, "admin");
  await go(page, "/sqs");
  await main(page).getByRole("button", { name: "Refresh" }).click();
  await expect(main(page)).toContainText("(130)");
  await expect(main(page)).toContainText("Page 1 of 2");
  await main(page).getByRole("button", { name: "Next page" }).click();
  await expect(main(page).getByRole("row")).toHaveCount(31);
  await page.getByRole("button", { name: /Region/ }).click();
  await page.getByRole("button", { name: /eu-west-1/ }).click();
  await expect(main(page)).toContainText("Those of this account in eu-west-1.");
  await expect(main(page)).toContainText("Nothing here");
});
