import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { other, site } from "./tests/support/sites";

// `cargo xtask test` names the browser it found; by hand, Debian's is the usual one.
const chromium = process.env.CHROME_BIN ?? ["/usr/bin/chromium"].find(existsSync);

export default defineConfig({
  testDir: "tests",
  outputDir: "artifacts/results",
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  // What hangs is found out all the same; a busy machine fails nothing.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["html", { outputFolder: "artifacts/report", open: "never" }]],
  use: {
    baseURL: site,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        // Chromium's own sandbox refuses to run as root, which containers usually are.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node server.mjs",
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    url: site,
    env: { E2E_PORT: new URL(site).port, E2E_OTHER_PORT: new URL(other).port },
    reuseExistingServer: false,
  },
});
