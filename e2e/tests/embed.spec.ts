import { badge, denial, go, main, names, signIn, signInAs } from "./support/console";
import { account, admin, buckets, readOnly, role } from "./support/exercise";
import { hostPage, other, site } from "./support/sites";
import { expectOutput, run } from "./support/terminal";
import { expect, test } from "./support/test";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Frame, Page } from "@playwright/test";

// In any folder of any host, in anybody's page. `test` fails on every violation of the content security policy.

/** The playground's own document within another site's page, which takes the same steps as a page. */
async function embedded(page: Page, address: string, sandbox?: string): Promise<Page> {
  await page.goto(hostPage(`${site}${address}`, sandbox));
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  if (!frame) throw new Error("there is no frame");
  await expect(frame.getByText(/^Simulator/)).toBeVisible();
  return framed(page, frame);
}

/** A frame has a page's locators and scripts, and shares its keyboard and pictures. */
const framed = (page: Page, frame: Frame): Page =>
  new Proxy(page, {
    get: (target, name) => {
      const owner = ["locator", "evaluate"].includes(String(name)) || String(name).startsWith("getBy") ? frame : target;
      const value: unknown = Reflect.get(owner, name);
      return typeof value === "function" ? value.bind(owner) : value;
    },
  });

const inner = (page: Page) => page.frameLocator("iframe");

test("asks for nothing but its own files, whatever one does", async ({ page }) => {
  const address = `${site}/sub/path/?panes=console,terminal,lab,why&lab=founding`;
  const dist = process.env.E2E_FOLDER ?? fileURLToPath(new URL("../../dist/", import.meta.url));
  const own = new Set((await readdir(dist)).map((file) => `${site}/sub/path/${file}`));
  const foreign: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !own.has(url) && !url.startsWith("data:")) foreign.push(url);
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await signInAs(page, "admin");
  for (const place of ["/iam", "/iam/users", "/iam/roles/create", "/iam/policies", "/s3/buckets", "/events"])
    await go(page, place);
  await expectOutput(page, "aws s3 ls", ...buckets);
  await run(page, "curl https://example.com/");
  await expectOutput(page, "echo as''ked", "asked");
  expect(foreign).toEqual([]);
});

test("works in a frame on another site, where the browser may keep nothing", async ({ page }) => {
  const playground = await embedded(page, "/sub/path/?embed&panes=console,terminal");
  // Debian's Chromium gives frames of other sites no storage.
  await expect(playground.getByText("Nothing is saved here")).toBeVisible();
  await signInAs(playground, "admin");
  await expectOutput(playground, "aws iam create-user --user-name framed", "user/framed");
  await go(playground, "/iam/users");
  await expect(names(playground)).toHaveText(["admin", "framed"]);
  await page.screenshot({ path: "artifacts/embed/frame.png" });
});

test("works in a sandboxed frame without storage, forms or downloads", async ({ page }) => {
  const address = `/sub/path/?embed&panes=console,terminal,why#/switchrole?account=${account}&roleName=${role}&color=b7ca9d`;
  const playground = await embedded(page, address, "allow-scripts");
  await expect(playground.getByText("Nothing is saved here")).toBeVisible();
  await signIn(playground, admin.name, admin.password);
  await expect(playground.getByLabel("IAM role name"), "the link's page comes after signing in").toHaveValue(role);
  const trust = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"${account}"},"Action":"sts:AssumeRole"}}`;
  await run(playground, `aws iam create-role --role-name ${role} --assume-role-policy-document '${trust}'`);
  await run(playground, `aws iam attach-role-policy --role-name ${role} --policy-arn ${readOnly}`);
  await playground.getByRole("button", { name: "Switch Role" }).click();
  await expect(badge(playground)).toBeVisible();
  await go(playground, "/s3/bucket/create");
  await playground.getByLabel("Bucket name").fill("mine-mine-mine");
  await playground.getByLabel("Bucket name").press("Enter");
  await denial(playground, "s3:CreateBucket").getByRole("button", { name: "Why?" }).click();
  await expect(playground.getByRole("region", { name: "Why?" })).toContainText("s3:CreateBucket");
  await page.screenshot({ path: "artifacts/embed/sandboxed.png" });
});

test("?embed leaves out the surroundings, not the word that it is a simulator", async ({ page }) => {
  await page.goto("?embed&panes=console");
  await expect(page.getByText("Simulator: not connected to AWS", { exact: true })).toBeVisible();
  await expect(page.getByText("IAM Playground", { exact: true })).not.toBeVisible();
  await expect(page.getByRole("button", { name: "Reset" })).toHaveCount(0);
  await signInAs(page, "admin");
  await page.screenshot({ path: "artifacts/embed/embed.png" });
  await page.goto("?embed=false&panes=console");
  await expect(page.getByRole("link", { name: "IAM Playground" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Reset" })).toBeVisible();
});

test("does as the snippet in docs/embedding.md promises", async ({ page }) => {
  await page.goto(hostPage(`${site}/?embed&lab=founding`));
  await expect(inner(page).getByRole("region", { name: "Exercise" })).toContainText("0 of 10 done");
  await page.goto(hostPage(`${site}/?embed&panes=terminal&theme=dark`));
  await expect(inner(page).getByRole("region", { name: "Terminal", exact: true })).toBeVisible();
  await expect(inner(page).getByRole("heading", { name: "IAM user sign in" })).toHaveCount(0);
  await page.goto(hostPage(`${site}/?embed&scenario=empty&panes=console`));
  const playground = framed(page, page.frames()[1]);
  await signInAs(playground, "admin");
  await go(playground, "/s3/buckets");
  await expect(main(playground)).toContainText("No buckets");
});

for (const theme of ["light", "dark"] as const)
  test(`?theme=${theme} wins over the system's`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme === "light" ? "dark" : "light" });
    await page.goto(`?theme=${theme}&panes=console`);
    await signInAs(page, "admin");
    const brightness = await page.evaluate(() => {
      const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
      return (red + green + blue) / 3;
    });
    if (theme === "light") expect(brightness).toBeGreaterThan(200);
    else expect(brightness).toBeLessThan(60);
  });

test("says what a host has to send when its files do not come into a sandboxed frame", async ({ page, pageErrors }) => {
  await page.goto(hostPage(`${other}/no-cors/`, "allow-scripts"));
  await expect(inner(page).getByText("Access-Control-Allow-Origin: *")).toBeVisible({ timeout: 15_000 });
  await page.screenshot({ path: "artifacts/embed/no-cors.png" });
  pageErrors.length = 0;
});
