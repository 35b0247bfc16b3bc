// Headless Chromium for the scripts beside this one; Playwright's own tests start theirs by playwright.config.ts.

import { chromium } from "@playwright/test";

// Chromium's own sandbox refuses to run as root, which containers usually are.
const args = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"];

/** Starts the browser that xtask found, by hand Debian's. */
export const launch = () => chromium.launch({ executablePath: process.env.CHROME_BIN ?? "/usr/bin/chromium", args });
