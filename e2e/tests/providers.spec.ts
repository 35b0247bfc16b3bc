import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { denial, go, main, messages, openIam, signInAs, signOut } from "./support/console";
import { account, user } from "./support/exercise";
import { expectOutput, paste } from "./support/terminal";
import { expect, test } from "./support/test";

// Identity providers, the roles that trust them, and IAM's reports.

const dialog = (page: Page) => page.getByRole("dialog");
const github = "https://token.actions.githubusercontent.com";

async function addGithub(page: Page): Promise<void> {
  await go(page, "/iam/identity_providers/create");
  await page.getByRole("radio", { name: "OpenID Connect" }).check();
  await page.getByLabel("Provider URL").fill(github);
  await page.getByLabel("Audience").fill("sts.amazonaws.com");
  await main(page).getByRole("button", { name: "Add provider" }).click();
  await expect(messages(page)).toContainText("added.");
}

test("an OpenID Connect provider, its audiences and thumbprints", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await openIam(page, "Identity providers");
  await expect(main(page)).toContainText("trusts no identity provider yet");
  await expectAccessible(page);
  await main(page).getByRole("link", { name: "Add provider" }).first().click();
  await main(page).getByRole("button", { name: "Add provider" }).click();
  await expect(main(page)).toContainText("Enter a provider URL.");
  await expectAccessible(page);
  await addGithub(page);
  await main(page).getByRole("link", { name: "token.actions.githubusercontent.com" }).click();
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Add audience" }).click();
  await dialog(page).getByLabel("Audience").fill("my-app");
  await page.keyboard.press("Enter");
  await expect(messages(page)).toContainText("Audience added.");
  await page.getByRole("checkbox", { name: "sts.amazonaws.com" }).check();
  await main(page).getByRole("button", { name: "Remove" }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("table", { name: "Audiences" })).not.toContainText("sts.amazonaws.com");
  await main(page).getByRole("button", { name: "Manage", exact: true }).click();
  await dialog(page).getByLabel("Thumbprints").fill("6938fd4d98bab03faadb97b34396831e3780aea1");
  await dialog(page).getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("table", { name: "Thumbprints" })).toContainText("6938fd4d98");
  await main(page).getByRole("button", { name: "Manage tags" }).click();
  await dialog(page).getByRole("button", { name: "Add" }).first().click();
  await dialog(page).getByLabel("Key of tag 1").fill("team");
  await dialog(page).getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("table", { name: "Tags" })).toContainText("team");
  await page.screenshot({ path: "artifacts/providers/oidc.png", fullPage: true });
  await main(page).getByRole("button", { name: "Delete" }).click();
  await dialog(page).getByRole("textbox").fill("confirm");
  await dialog(page).getByRole("button", { name: "Delete", exact: true }).click();
  await expect(messages(page)).toContainText("deleted.");
  await expectOutput(page, "aws iam list-open-id-connect-providers", '"OpenIDConnectProviderList": []');
});

test("a SAML provider, with metadata by file and made up", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await go(page, "/iam/identity_providers/create");
  await page.getByRole("radio", { name: "SAML" }).check();
  await page.getByLabel("Provider name").fill("idp");
  await page.getByLabel("Choose file").setInputFiles({ name: "m.xml", mimeType: "text/xml", buffer: Buffer.from("<x/>".repeat(300)) });
  await main(page).getByRole("button", { name: "Add provider" }).click();
  await expect(main(page).getByRole("alert").first()).toContainText("Could not parse metadata");
  await main(page).getByRole("button", { name: "Fetch its metadata" }).click();
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Add provider" }).click();
  await main(page).getByRole("link", { name: "idp" }).click();
  await expect(main(page)).toContainText("EntityDescriptor");
  await expectAccessible(page);

  await test.step("a role for it", async () => {
    await main(page).getByRole("link", { name: "Assign role" }).click();
    await page.getByRole("radio", { name: /SAML 2.0 federation/ }).check();
    await page.getByLabel("Identity provider").selectOption("idp");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("Role name").fill("employees");
    await page.getByRole("button", { name: "Create role" }).click();
    await expectOutput(page, "aws iam get-role --role-name employees", "sts:AssumeRoleWithSAML", "https://signin.aws.amazon.com/saml");
  });
});

test("a role for GitHub Actions asks whose repositories are meant", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await addGithub(page);
  await go(page, "/iam/roles/create");
  await page.getByRole("radio", { name: /Web identity/ }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(main(page)).toContainText("Choose an identity provider.");
  await page.getByLabel("Identity provider").selectOption("token.actions.githubusercontent.com");
  await page.getByLabel("Audience").selectOption("sts.amazonaws.com");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(main(page)).toContainText("Enter an organization");
  await expectAccessible(page);
  await page.getByLabel("GitHub organization").fill("acme");
  await page.getByLabel("GitHub repository").fill("shop");
  await page.getByLabel("GitHub branch").fill("main");
  await page.screenshot({ path: "artifacts/providers/web-identity.png" });
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Role name").fill("deploy");
  await page.getByRole("button", { name: "Create role" }).click();
  await main(page).getByRole("link", { name: "deploy", exact: true }).click();
  await page.getByRole("tab", { name: "Trust relationships" }).click();
  await expect(main(page)).toContainText("repo:acme/shop:ref:refs/heads/main");
});

test("a role for EC2 has an instance profile, and both are deleted together", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await signInAs(page, "admin");
  await go(page, "/iam/roles/create");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Role name").fill("web");
  await page.getByRole("button", { name: "Create role" }).click();
  await main(page).getByRole("link", { name: "web", exact: true }).click();
  await expect(main(page)).toContainText(`arn:aws:iam::${account}:instance-profile/web`);
  await main(page).getByRole("button", { name: "Delete" }).click();
  await dialog(page).getByRole("textbox").fill("web");
  await dialog(page).getByRole("button", { name: "Delete", exact: true }).click();
  await expect(messages(page)).toContainText("Role web deleted.");
  await expectOutput(page, "aws iam list-instance-profiles", '"InstanceProfiles": []');
});

test("the credential report is shown and downloaded", async ({ page }) => {
  await page.goto("?panes=console");
  await signInAs(page, "admin");
  await openIam(page, "Credential report");
  await expect(main(page)).toContainText("No report yet");
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    main(page).getByRole("button", { name: "Download credentials report" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("credential_report.csv");
  await expect(main(page).getByRole("row", { name: /admin/ })).toBeVisible();
  await expectAccessible(page);
});

test("last accessed says what is used of what is allowed", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await expectOutput(page, "aws s3 ls", "acme-");
  await signInAs(page, "admin");
  await go(page, "/iam/users/details/admin?tab=last_accessed");
  const table = page.getByRole("table", { name: "Last accessed" });
  await expect(table.getByRole("row", { name: /Amazon S3/ })).toContainText("us-east-1");
  await expect(table.getByRole("row", { name: /Amazon SQS/ })).toContainText("Not accessed");
  await expect(table.getByRole("row", { name: /Amazon SQS/ })).toContainText("AdministratorAccess");
  await expectAccessible(page);
  await page.screenshot({ path: "artifacts/providers/last-accessed.png" });
});

test("what is denied says so", async ({ page }) => {
  await page.goto("?panes=console,terminal");
  await paste(page, `aws iam create-user --user-name ${user}\naws iam create-login-profile --user-name ${user} --password Correct-Horse-7\n`);
  await signInAs(page, "admin");
  await signOut(page);
  await signInAs(page, user);
  await go(page, "/iam/identity_providers");
  await expect(denial(page, "iam:ListOpenIDConnectProviders")).toBeVisible();
  await expect(denial(page, "iam:ListSAMLProviders")).toBeVisible();
  await expectAccessible(page);
  await go(page, "/iam/credential_report");
  await main(page).getByRole("button", { name: "Download credentials report" }).click();
  await expect(denial(page, "iam:GenerateCredentialReport")).toBeVisible();
  await go(page, `/iam/users/details/${user}?tab=last_accessed`);
  await expect(denial(page, "iam:GetUser").first()).toBeVisible();
});
