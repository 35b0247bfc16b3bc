import { go, main, messages, signInAs } from "./support/console";
import { bucket } from "./support/exercise";
import { expect, test } from "./support/test";

// The messages of actions stand above the page, hide nothing of it, and go with it.

for (const [device, viewport] of Object.entries({ desk: { width: 1280, height: 700 }, phone: { width: 360, height: 640 } }))
  test(`messages hide nothing and go with their page, ${device}`, async ({ page }) => {
    await page.goto("?panes=console");
    await signInAs(page, "admin");
    await go(page, "/s3/bucket/create");
    const bar = messages(page);
    await page.getByLabel("Bucket name").fill("mine-111122223333");
    await page.getByRole("button", { name: "Create bucket" }).click();
    await expect(bar, "what an action says stands on the page that it leads to").toContainText("Successfully created bucket");
    await page.setViewportSize(viewport);
    await go(page, "/s3/buckets/mine-111122223333");
    const dialog = page.getByRole("dialog");
    for (let number = 0; number < 6; number += 1) {
      await page.getByRole("button", { name: "Create folder" }).click();
      await expect(dialog.getByLabel("Folder name"), "a dialog begins with its first field").toBeFocused();
      await page.keyboard.type(`folder-${number}`);
      await page.keyboard.press("Enter");
      await expect(dialog).toHaveCount(0);
      await expect(bar).toContainText(`folder-${number}`);
    }
    await expect(bar, "messages are in view").toBeInViewport({ ratio: 1 });
    const [above, below] = await Promise.all([bar.boundingBox(), page.locator(".console-page").boundingBox()]);
    expect(above!.y + above!.height, "the page begins below its messages").toBeLessThanOrEqual(below!.y + 1);
    expect(below!.height, "and keeps most of the room").toBeGreaterThan(above!.height);
    await page.screenshot({ path: `artifacts/messages/${device}.png` });
    await go(page, "/s3/buckets");
    await expect(main(page).getByRole("link", { name: bucket })).toBeVisible();
    await expect(bar.getByRole("listitem"), "they are gone on the next page").toHaveCount(0);
  });
