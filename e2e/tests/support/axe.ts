import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with one readable paragraph a violation: rule, why it matters, each element and what to change. */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  let builder = new AxeBuilder({ page }).withTags(WCAG_22_AA);
  if (within) builder = builder.include(within);
  const { violations } = await builder.analyze();
  const readable = violations.map((violation) => {
    const elements = violation.nodes.map(
      (node) => `  ${node.target.join(" ")}\n    ${node.failureSummary?.replaceAll("\n", "\n    ")}`,
    );
    return `${violation.id} (${violation.impact}): ${violation.help}\n${elements.join("\n")}`;
  });
  expect(readable.join("\n\n"), "accessibility violations").toBe("");
}
