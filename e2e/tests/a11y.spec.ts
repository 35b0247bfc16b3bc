import { expectAccessible } from "./support/axe";
import { denial, go, identity, main, signInAs, signOut } from "./support/console";
import { bucket, user } from "./support/exercise";
import { expectFocusShown } from "./support/keyboard";
import { furnish, places } from "./support/places";
import { commandLine, expectOutput, output, run } from "./support/terminal";
import { expect, test } from "./support/test";

// axe, with the rules of WCAG 2.2 AA, on everything that there is to see. keyboard.spec.ts works without a pointer.

const WIDTHS = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const scheme of ["light", "dark"] as const)
  for (const [device, viewport] of Object.entries(WIDTHS))
    test(`every page, ${scheme}, ${device}`, async ({ page }) => {
      test.setTimeout(400_000);
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto("?panes=console,terminal");
      await expectAccessible(page);
      await furnish(page);
      await page.goto("?panes=console");
      await signInAs(page, "admin");
      await page.setViewportSize(viewport);
      for (const place of places)
        await test.step(place, async () => {
          await go(page, place);
          await expect(page.getByRole("heading", { level: 1 }).filter({ visible: true })).toHaveCount(1);
          const name = place.replaceAll(/\W+/g, "-").replace(/^-/, "") || "home";
          await page.screenshot({ path: `artifacts/pages/${scheme}-${device}/${name}.png` });
          await expectAccessible(page);
        });
    });

for (const scheme of ["light", "dark"] as const)
  test(`what opens over the page, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("?panes=console,terminal,lab,why&lab=founding");
    await expectAccessible(page);
    await signInAs(page, "admin");
    await expectOutput(page, "aws s3 ls --profile nobody", "could not be found");
    await page.getByRole("combobox", { name: "Search" }).fill("re");
    await expect(page.getByRole("option", { name: /acme-reports/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    for (const menu of [/Identity menu/, /World clock/, /Region/]) {
      await page.getByRole("button", { name: menu }).click();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("button", { name: menu }), "the focus comes back").toBeFocused();
    }
    await page.getByRole("button", { name: "Reset" }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await run(page, "nano notes.txt");
    await expect(page.getByLabel("Content of the file")).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await go(page, `/s3/object/${bucket}?key=README.txt`);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Delete", exact: true })).toBeFocused();
    await page.getByText("Show as CLI").click();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expectAccessible(page);
    await go(page, "/events");
    await page.getByRole("button", { name: "HeadObject" }).first().click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("row", { name: /HeadObject/ }).first().getByRole("button", { name: "Why?" }).click();
    await expectAccessible(page);
    for (const closed of await page.locator("details:not([open]) > summary").all())
      if (await closed.isVisible()) await closed.click();
    await expectAccessible(page);
  });

for (const scheme of ["light", "dark"] as const)
  test(`what is denied, and what is wrong, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("?panes=console,terminal,why");
    await furnish(page);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expectAccessible(page);
    await signInAs(page, "admin");
    for (const [place, button] of [
      ["/iam/users/create", "Next"],
      ["/s3/bucket/create", "Create bucket"],
      ["/switchrole", "Switch Role"],
    ]) {
      await go(page, place);
      await main(page).getByRole("button", { name: button, exact: true }).click();
      await expect(main(page).locator("[aria-invalid=true], [role=alert]").first()).toBeVisible();
      await expectAccessible(page);
    }
    await go(page, "/iam/policies/create");
    await page.getByLabel("Policy document in JSON").fill('{"Version": "2012-10-17", "Statement": [{"Effect": "allow"');
    await expect(page.getByRole("list", { name: "Findings" })).toBeVisible();
    await expectAccessible(page);
    await signOut(page);
    await signInAs(page, user);
    for (const [place, action] of [
      ["/iam/users", "iam:ListUsers"],
      ["/s3/buckets", "s3:ListAllMyBuckets"],
    ]) {
      await go(page, place);
      await denial(page, action).first().getByRole("button", { name: "Why?" }).click();
      await expect(page.getByRole("region", { name: "Why?" })).toContainText(action);
      await expectAccessible(page);
    }
    await page.screenshot({ path: `artifacts/pages/denied-${scheme}.png` });
  });

test("every control shows the focus", async ({ page }) => {
  await page.goto("?panes=console,terminal,lab,why&lab=founding");
  await signInAs(page, "admin");
  for (const place of ["/", "/iam/users", "/iam/roles/create", "/s3/buckets"]) {
    await go(page, place);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Tab");
      await expectFocusShown(page);
    }
  }
});

test("what happens is announced", async ({ page }) => {
  await page.goto("?panes=console,terminal,lab&lab=founding");
  await expect(output(page)).toHaveAttribute("role", "log");
  await run(page, `aws iam create-user --user-name ${user}`);
  await expect(page.getByRole("status").filter({ hasText: "Step done: Create the user fake_user1" })).toHaveCount(1);
  await page.getByLabel("IAM username").fill("nobody");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(identity(page)).toHaveCount(0);
  await expect(commandLine(page)).toBeEnabled();
});
