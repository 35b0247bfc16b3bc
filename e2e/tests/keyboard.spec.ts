import { identity, main, names } from "./support/console";
import { bucket, user } from "./support/exercise";
import { enter, tabTo } from "./support/keyboard";
import { commandLine, output } from "./support/terminal";
import { expect, test } from "./support/test";

// Without a pointer: nothing here clicks, and nothing is focused but by Tab.

test("sign in, create a user, run a command, ask why, close panes", async ({ page }) => {
  test.slow();
  await page.goto("");
  await expect(page.getByRole("button", { name: /^Sign in as admin/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await enter(page, page.getByRole("button", { name: /^Sign in as admin/ }));
  await expect(identity(page)).toContainText("admin");

  await test.step("a user", async () => {
    await enter(page, main(page).getByRole("link", { name: "IAM", exact: true }));
    await enter(page, page.getByRole("navigation", { name: /IAM/ }).getByRole("link", { name: "IAM users" }));
    await enter(page, page.getByRole("link", { name: "Create user" }));
    await tabTo(page, page.getByLabel("User name"));
    await page.keyboard.type(user);
    await tabTo(page, page.getByLabel(/Provide user access/));
    await page.keyboard.press("Space");
    await enter(page, page.getByRole("button", { name: "Next" }));
    await expect(page.getByRole("heading", { name: "Set permissions" })).toBeVisible();
    await enter(page, page.getByRole("button", { name: "Next" }));
    await enter(page, page.getByRole("button", { name: "Create user" }));
    await expect(page.getByText("User created successfully").first()).toBeVisible();
    await enter(page, page.getByRole("link", { name: "Return to users list" }));
    await expect(names(page)).toHaveText(["admin", user]);
  });

  await test.step("a command", async () => {
    await enter(page, page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Terminal" }));
    await expect(page.getByRole("heading", { name: "Terminal" })).toBeFocused();
    await tabTo(page, commandLine(page));
    await page.keyboard.type("aws iam delete-user --user-name admin --profile none");
    await page.keyboard.press("Enter");
    await expect(output(page)).toContainText("The config profile (none) could not be found");
    await page.keyboard.press("Tab");
    await expect(commandLine(page), "an empty line lets go of the focus").not.toBeFocused();
  });

  await test.step("the user, by the menu", async () => {
    await enter(page, identity(page));
    await enter(page, page.getByRole("button", { name: "Sign out" }));
    await enter(page, page.getByRole("button", { name: new RegExp(`^Sign in as ${user}`) }));
    await enter(page, main(page).getByRole("link", { name: "S3", exact: true }));
  });

  await test.step("why", async () => {
    await enter(page, main(page).getByRole("button", { name: "Why?" }));
    await expect(page.getByRole("heading", { name: "Why?" })).toBeFocused();
    await enter(page, page.getByRole("button", { name: "Close why" }));
    await expect(page.getByRole("region", { name: "Why?" })).toHaveCount(0);
    await expect(page.locator("button:focus")).toHaveCount(1);
  });
});

test("the search leads to what there is", async ({ page }) => {
  await page.goto("");
  await enter(page, page.getByRole("button", { name: /^Sign in as admin/ }));
  await page.keyboard.press("Alt+s");
  await expect(page.getByRole("combobox", { name: "Search" })).toBeFocused();
  await page.keyboard.type("acme-r");
  await expect(page.getByRole("option", { selected: true })).toContainText(bucket);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: bucket })).toBeVisible();
  await page.keyboard.press("Alt+s");
  await page.keyboard.type("zzz");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("option")).toHaveCount(0);
});

for (const [pane, separator, larger, smaller] of [
  ["Exercise", "Width of the exercise", "ArrowRight", "ArrowLeft"],
  ["Why?", "Width of the explanation", "ArrowLeft", "ArrowRight"],
  ["Terminal", "Height of the terminal", "ArrowUp", "ArrowDown"],
])
  test(`the separator of ${pane} moves by arrow keys`, async ({ page }) => {
    await page.goto("?panes=console,terminal,lab,why");
    await tabTo(page, page.getByRole("separator", { name: separator }));
    const size = async () => {
      const box = await page.getByRole("region", { name: pane, exact: true }).boundingBox();
      return (pane === "Terminal" ? box?.height : box?.width) ?? 0;
    };
    const before = await size();
    await page.keyboard.press(larger);
    await expect.poll(size).toBeGreaterThan(before);
    await page.keyboard.press(smaller);
    await page.keyboard.press(smaller);
    await expect.poll(size).toBeLessThan(before);
    const handle = page.getByRole("separator", { name: separator });
    await page.keyboard.press("Home");
    await expect(handle).toHaveAttribute("aria-valuenow", (await handle.getAttribute("aria-valuemin")) ?? "");
    await page.keyboard.press("End");
    await expect(handle).toHaveAttribute("aria-valuenow", (await handle.getAttribute("aria-valuemax")) ?? "");
    await expect(handle).toBeInViewport();
  });
