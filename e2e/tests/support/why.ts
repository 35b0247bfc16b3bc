import { expect, type Locator, type Page } from "@playwright/test";

/** The drawer. */
export const why = (page: Page) => page.getByRole("region", { name: "Why?" });

/** What a "Why?" has to show. */
export interface Explanation {
  /** The ARN that asked. */
  who: string;
  action: string;
  resource: string;
  /** The policy type that decided, as the drawer calls it, e.g. `Identity-based policy`. */
  decisive: string;
  /** What that policy type said, e.g. `does not allow it`. */
  said: string;
  /** Words of the deciding statement or of the nearest that missed, if a policy was there to look at. */
  statement?: string | RegExp;
}

/** The policy types of AWS's evaluation logic; for each the drawer says what came of it. */
const TYPES = ["Resource control", "Service control", "Resource-based", "Identity-based", "boundary", "Session"];

/** Presses a "Why?" and expects the drawer to have the focus and to explain. */
export async function expectExplained(page: Page, button: Locator, expected: Explanation): Promise<void> {
  await button.click();
  const drawer = why(page);
  await expect(drawer.getByRole("heading", { name: "Why?" })).toBeFocused();
  const fact = (name: string) => drawer.locator("div", { has: page.locator("dt", { hasText: name }) }).last();
  await expect(fact("Who asked")).toContainText(expected.who);
  await expect(fact("Action")).toContainText(expected.action);
  await expect(fact("Resource")).toContainText(expected.resource);
  const types = drawer.locator("ol > li");
  for (const type of TYPES) await expect(types.filter({ hasText: new RegExp(`^${type}|^\\S+ ${type}`, "i") })).toHaveCount(1);
  const decisive = types.filter({ hasText: "decisive" });
  await expect(decisive).toHaveCount(1);
  await expect(decisive).toContainText(`${expected.decisive}: ${expected.said}`);
  if (expected.statement !== undefined) await expect(decisive).toContainText(expected.statement);
}
