import { test as base, expect } from "@playwright/test";

export { expect };

/**
 * Playwright's `test`, in which any error on the page's console, uncaught exception or violation of
 * the content security policy fails the test. Empty `pageErrors` at the end of a test that provokes
 * them on purpose: `pageErrors.length = 0`.
 */
export const test = base.extend<{ pageErrors: string[] }>({
  pageErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
      page.on("console", (message) => {
        // Chromium reports policy violations and failed loads on the console as errors.
        if (message.type() === "error") errors.push(`console: ${message.text()}`);
      });
      await use(errors);
      expect(errors, "errors on the page").toEqual([]);
    },
    { auto: true },
  ],
});
