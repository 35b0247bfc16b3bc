import { expect, type Page } from "@playwright/test";

// The founding exercise: what it is about, its panel, and the pictures of a way through it.

export const account = "111122223333";
export const admin = { name: "admin", password: "Play-1234" };
export const user = "fake_user1";
export const password = "Correct-Horse-7";
export const role = "s3_access_trust_policy";
export const bucket = `acme-reports-${account}`;
export const buckets = [`acme-app-logs-${account}`, bucket, `acme-website-${account}`];
export const userArn = `arn:aws:iam::${account}:user/${user}`;
export const roleArn = `arn:aws:iam::${account}:role/${role}`;
export const readOnly = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

/** A trust policy as a course prints it. */
export const trust = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "${userArn}" },
      "Action": "sts:AssumeRole"
    }
  ]
}`;

/** The ARN that AWS gives a session of the role. */
export const sessionArn = (session: string) => `arn:aws:sts::${account}:assumed-role/${role}/${session}`;

/** AWS's sentence for a request that nothing allows. Source: spec access-denied-messages.md. */
export function denied(caller: string, action: string, resource?: string): string {
  const on = resource === undefined ? "" : ` on resource: "${resource}"`;
  return `User: ${caller} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`;
}

/** The exercise's panel. */
export const exercise = (page: Page) => page.getByRole("region", { name: "Exercise" });

/** The panel has ticked off exactly the first `steps` of its ten steps and points at the next. */
export async function expectTicked(page: Page, steps: number): Promise<void> {
  const panel = exercise(page);
  await expect(panel.getByText(/of 10 done/)).toHaveText(`${steps} of 10 done`);
  await expect(panel.getByRole("progressbar")).toHaveAttribute("value", String(steps));
  await expect(panel.getByRole("listitem").filter({ hasText: /^Done: / })).toHaveCount(steps);
  await expect(panel.locator("[aria-current=step]")).toHaveCount(steps < 10 ? 1 : 0);
  if (steps === 10) await expect(panel).toContainText("You have done the exercise");
}

/** Takes a picture that is kept with the run, of a page whose bars are where they belong. */
export type Shot = (name: string) => Promise<void>;

/** Numbers the pictures of one way through the exercise. */
export function shots(page: Page, way: string): Shot {
  let number = 0;
  return async (name) => {
    number += 1;
    await page.screenshot({ path: `artifacts/${way}/${String(number).padStart(2, "0")}-${name}.png` });
    await expectFrameInPlace(page);
  };
}

/** The bars above and below are wholly in view: only what is between them ever scrolls. */
export async function expectFrameInPlace(page: Page): Promise<void> {
  await expect(page.getByRole("banner")).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("contentinfo")).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => [window.scrollX, window.scrollY]), "the document scrolled").toEqual([0, 0]);
}
