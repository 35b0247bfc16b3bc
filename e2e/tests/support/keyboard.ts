import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab until the element has the focus; everything on the way must show that it has it. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    await expectFocusShown(page);
    if (await target.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Tabs to the element and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** What has the focus is in view, and looks different from what it looks like without. */
export async function expectFocusShown(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return undefined;
    const box = element.getBoundingClientRect();
    // A control within a tile or a row may leave it to that to show the focus.
    const ringed = [element, ...ancestors(element, 3)].some((each) => {
      const style = getComputedStyle(each);
      const outline = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
      return outline || style.boxShadow !== "none";
    });
    const typing = element.matches("input, textarea, select");
    const inView = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    return { what: element.outerHTML.slice(0, 200), shown: inView && (ringed || typing) };
    function ancestors(of: HTMLElement, count: number): HTMLElement[] {
      const parent = of.parentElement;
      return parent === null || count === 0 ? [] : [parent, ...ancestors(parent, count - 1)];
    }
  });
  if (seen !== undefined) expect(seen, "the focus is not to be seen").toMatchObject({ shown: true });
}
