import { expect, type Page } from "@playwright/test";

/** Where lines are typed. */
export const commandLine = (page: Page) => page.getByLabel("Command line");

/** What was typed and printed. */
export const output = (page: Page) => page.getByRole("log");

/** Types a line and presses Enter. */
export async function run(page: Page, line: string): Promise<void> {
  const input = commandLine(page);
  await input.fill(line);
  await input.press("Enter");
}

/** Runs a line on a cleared screen and expects what it prints, each text or pattern somewhere. */
export async function expectOutput(page: Page, line: string, ...texts: (string | RegExp)[]): Promise<void> {
  await commandLine(page).press("Control+l");
  await run(page, line);
  for (const text of texts) await expect(output(page)).toContainText(text);
}

/** Runs a line on a cleared screen and reads what it prints. */
export async function read(page: Page, line: string): Promise<string> {
  await expectOutput(page, line, line);
  return (await output(page).innerText()).replace(/^.*\n/, "");
}

/** Pastes text at the cursor, as from a course's page: whole lines run, the rest stays to be typed on. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await commandLine(page).press("ControlOrMeta+v");
}

/** Answers the four questions of `aws configure`, each seen before it is answered. */
export async function configure(page: Page, profile: string, answers: [string, string][]): Promise<void> {
  await run(page, `aws configure --profile ${profile}`);
  for (const [question, answer] of answers) {
    await expect(page.locator("label", { has: commandLine(page) })).toContainText(question);
    await run(page, answer);
  }
}

/** Opens a file in an editor of the terminal, changes it by `edit`, and saves it. */
export async function editFile(page: Page, command: string, edit: (text: string) => string): Promise<void> {
  await run(page, command);
  const content = page.getByLabel("Content of the file");
  await content.fill(edit(await content.inputValue()));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(content).toHaveCount(0);
}

/** The three parts of temporary credentials, or the two of a key, read off the CLI's JSON on the screen. */
export function credentials(json: string): { id: string; secret: string; token: string } {
  const part = (name: string) => new RegExp(`"${name}": "([^"]+)"`).exec(json)?.[1] ?? "";
  return { id: part("AccessKeyId"), secret: part("SecretAccessKey"), token: part("SessionToken") };
}
