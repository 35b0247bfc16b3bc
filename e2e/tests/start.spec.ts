import { hostPage, other, site } from "./support/sites";
import { expect, test } from "./support/test";

for (const path of ["/", "/sub/path/", "/sub/path/index.html"]) {
  test(`starts at ${path} without any console error`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("Loading IAM Playground")).toHaveCount(0);
    await page.screenshot({ path: `artifacts/start${path.replaceAll("/", "_")}.png` });
  });
}

test("starts in a frame on another site", async ({ page }) => {
  await page.goto(hostPage(`${site}/`));
  await expect(page.frameLocator("iframe").getByRole("heading", { level: 1 })).toBeVisible();
});

test("starts in a sandboxed frame on another site", async ({ page }) => {
  await page.goto(hostPage(`${site}/sub/path/`, "allow-scripts"));
  await expect(page.frameLocator("iframe").getByRole("heading", { level: 1 })).toBeVisible();
});

test("says what to do when a host sends no CORS header to a sandboxed frame", async ({ page, pageErrors }) => {
  await page.goto(hostPage(`${other}/no-cors/`, "allow-scripts"));
  await expect(page.frameLocator("iframe").getByText("Access-Control-Allow-Origin")).toBeVisible({ timeout: 15_000 });
  pageErrors.length = 0;
});

test("says so when the wasm file does not arrive", async ({ page, pageErrors }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("could not start");
  pageErrors.length = 0;
});

test("refuses a wasm file that was altered on its way", async ({ page, pageErrors }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    const body = Buffer.concat([await response.body(), Buffer.from([0])]);
    await route.fulfill({ response, body });
  });
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("could not start");
  pageErrors.length = 0;
});

test("obeys its content security policy", async ({ page, pageErrors }) => {
  await page.goto("/");
  const blocked = await page.evaluate(async () => {
    const violation = new Promise<string>((resolve) =>
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective)),
    );
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
    return { directive: await violation, ran: "ran" in window };
  });
  expect(blocked).toEqual({ directive: "script-src-elem", ran: false });
  pageErrors.length = 0;
});
